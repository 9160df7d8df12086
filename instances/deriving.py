"""What the scripts that derive an instance from denmark-2014 have in common."""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from optimiser import Instance, InvalidInputError, read, write

HERE = Path(__file__).parent
ORIGIN = HERE / "denmark-2014"
SCENARIOS = "scenarios"


def write_derived(derive: Callable[[Instance], Instance], scenarios: Iterable[str], target: Path) -> None:
    """Write what is derived from denmark-2014 into a folder, with some of its scenarios; its README.md stays.

    Raises
    ------
    InvalidInputError
        denmark-2014, or what is derived from it, is no sound instance; nothing is written.
    """
    with tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch) / "made"
        write(derive(read(ORIGIN)), made)
        read(made)
        (made / SCENARIOS).mkdir()
        for name in scenarios:
            shutil.copy(ORIGIN / SCENARIOS / f"{name}.toml", made / SCENARIOS)
        shutil.copytree(made, target, dirs_exist_ok=True)


def main(derive: Callable[[Instance], Instance], scenarios: Iterable[str], name: str, description: str) -> None:
    """Write the instance into its folder, or the one named on the command line."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("target", type=Path, nargs="?", default=HERE / name, help=f"folder; instances/{name} if none")
    target: Path = parser.parse_args().target
    try:
        write_derived(derive, scenarios, target)
    except (OSError, InvalidInputError) as error:
        sys.exit(f"{target}: {error}; nothing was written")
    print(f"{target}: written")
