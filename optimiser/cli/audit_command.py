"""`optimiser audit`: check a run folder again, without the solver."""

from pathlib import Path
from typing import Annotated

import typer

from optimiser.audit import Audit, audit_folder
from optimiser.cli.exits import EXIT_BREACHED
from optimiser.cli.terminal import say
from optimiser.data.files import fault
from optimiser.data.findings import InvalidInputError
from optimiser.result.folder import RUN_FILE
from optimiser.result.reading import load
from optimiser.result.result import Result


def audit(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="Run folder that solve wrote.", show_default=False)],
) -> None:
    """Recompute the cost and every rule of a run from its instance and tables alone, and name each breach."""
    if not (run / RUN_FILE).is_file():
        raise InvalidInputError(str(run), [fault(run, f"is no run folder: it holds no {RUN_FILE}")])
    found = audit_folder(run)
    tell(run, found)
    if found.breaches:
        raise typer.Exit(EXIT_BREACHED)


def refuse_breached(run: Path) -> None:
    """Tell the breaches of a run and leave with their exit code; say nothing where there are none."""
    found = audit_folder(run)
    if found.breaches:
        tell(run, found)
        raise typer.Exit(EXIT_BREACHED)


def sound(run: Path, remedy: str) -> Result:
    """The result of a run that has a plan without a breach; a folder that cannot be read is told as the audit tells it.

    Raises InvalidInputError, with a remedy, where it holds no plan.
    """
    try:
        result = load(run)
    except InvalidInputError:
        if (run / RUN_FILE).is_file():
            refuse_breached(run)
        raise
    if not result.has_plan:
        rule = f"holds no plan, as the solve ended with: {result.status}"
        raise InvalidInputError(str(run), [fault(run, rule, remedy)])
    refuse_breached(run)
    return result


def tell(run: Path, found: Audit) -> None:
    """How many checks were made, and each breach by its rule."""
    say(f"{run}: {found.checks} checks, breaches: {len(found.breaches)}.")
    for breach in found.breaches:
        say(f"  {breach.rule} [{breach.about}]")
        say(f"      {breach.sentence}")
