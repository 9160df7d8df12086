"""A run folder of the toy with all that commands can add to it."""

import sys
from collections.abc import Sequence
from pathlib import Path

from optimiser.cli.app import main
from tests.audit.runs import kpi

TOY = Path(__file__).parents[2] / "instances" / "toy"
KPIS = kpi("municipality", "at least", 0.0).replace("target = ", "weight = 2\ntarget = ")


def command(*arguments: object) -> int:
    """The exit code of `optimiser ARGUMENTS`, run in this process."""
    before = sys.argv
    sys.argv = ["optimiser", *map(str, arguments)]
    try:
        main()
    except SystemExit as ended:
        return int(ended.code or 0)
    finally:
        sys.argv = before


def all_well(commands: Sequence[Sequence[object]]) -> None:
    """Run commands that end well."""
    for arguments in commands:
        if code := command(*arguments):
            raise RuntimeError(f"{arguments} ended with {code}")


def full_run(folder: Path) -> Path:
    """A run folder with plans near the best, pages on municipalities and a simulation."""
    scenario = folder.with_suffix(".toml")
    scenario.write_text(f'name = "rated"\n{KPIS}', encoding="utf-8")
    all_well(
        [
            ("solve", TOY, "--scenario", scenario, "--out", folder, "--alternatives", 1, "--within", "1%"),
            ("explain", folder, "--all"),
            ("simulate", folder, "--replications", 5),
        ]
    )
    return folder
