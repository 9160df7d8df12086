"""`optimiser audit`: check a run folder again, without the solver."""

from pathlib import Path
from typing import Annotated

import typer

from optimiser.audit import audit_folder
from optimiser.cli.exits import EXIT_BREACHED
from optimiser.cli.terminal import say


def audit(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="Run folder that solve wrote.", show_default=False)],
) -> None:
    """Recompute the cost and every rule of a run from its instance and tables alone, and name each breach."""
    found = audit_folder(run)
    say(f"{run}: {len(found.breaches)} breaches in {found.checks} checks.")
    for breach in found.breaches:
        say(f"  {breach.rule} [{breach.about}]")
        say(f"      {breach.sentence}")
    if found.breaches:
        raise typer.Exit(EXIT_BREACHED)
