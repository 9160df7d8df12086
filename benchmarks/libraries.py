"""What each library that the program needs costs: the processor time of importing it, and its size on disk.

`python -m benchmarks.libraries` prints the table of docs/libraries.md; names after it are measured instead of those
that pyproject.toml declares, each as `distribution=module`.
"""

import subprocess
import sys
import tomllib
from collections.abc import Mapping
from importlib.metadata import distribution
from pathlib import Path
from statistics import median

PROJECT = Path(__file__).parents[1] / "pyproject.toml"
MODULES: Mapping[str, str] = {
    "pyomo": "pyomo.environ",
    "tomli-w": "tomli_w",
    "vl-convert-python": "vl_convert",
}
"""What is imported of a library, where that is not a module of its own name."""
TIMES = 5
CLOCK = "import time; start = time.process_time(); import {module}; print(time.process_time() - start)"


def import_seconds(module: str) -> float:
    """Return the processor time in seconds that a new Python takes to import a module, the median of five."""
    command = [sys.executable, "-c", CLOCK.format(module=module)]
    return median(float(subprocess.check_output(command, text=True)) for _ in range(TIMES))  # noqa: S603


def installed_megabytes(name: str) -> float:
    """Return what the files of a distribution take on disk in MB, without what Python compiles of them."""
    paths = [Path(str(file.locate())) for file in distribution(name).files or () if file.suffix != ".pyc"]
    return sum(path.stat().st_size for path in paths if path.is_file()) / 1e6


def declared() -> list[str]:
    """Return the names of the libraries that the program needs."""
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    return [dependency.partition(">")[0] for dependency in project["dependencies"]]


def main() -> None:
    """Print a row a library."""
    print("| library | version | import, s | MB |\n| --- | --- | ---: | ---: |")
    for given in sys.argv[1:] or declared():
        name, _, module = given.partition("=")
        seconds = import_seconds(module or MODULES.get(name, name))
        print(f"| {name} | {distribution(name).version} | {seconds:.2f} | {installed_megabytes(name):.1f} |")


if __name__ == "__main__":
    main()
