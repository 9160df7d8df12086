"""What solves here, by version: a result counts only from a process that solves with the same."""

import platform
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version

SOLVING = ("optimiser", "pyomo", "highspy", "numpy", "pandas", "pyarrow", "distributed")
"""The packages whose version can change a result, or whether it can be sent."""
MISSING = "none"


@cache
def versions() -> Mapping[str, str]:
    """Python's version without its patch, and each package's; runs in workers too."""
    python = ".".join(platform.python_version_tuple()[:2])
    return {"python": python, **{name: _version(name) for name in SOLVING}}


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return MISSING


def differences(theirs: Mapping[str, str], ours: Mapping[str, str]) -> str:
    """Where their versions are not ours, in words; nothing where all are."""
    pairs = ((name, theirs.get(name, MISSING), our) for name, our in ours.items())
    return ", ".join(f"{name} {their} (here {our})" for name, their, our in pairs if their != our)
