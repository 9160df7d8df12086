"""What pyproject.toml cannot say: the bundled instances, which lie beside the package, are installed inside it."""

from setuptools import find_namespace_packages, setup

setup(
    packages=[*find_namespace_packages(include=["optimiser*"]), "optimiser.instances"],
    package_dir={"optimiser.instances": "instances"},
)
