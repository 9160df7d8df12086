"""`optimiser audit`: check a run folder again, without the solver."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from optimiser.audit import (
    Audit,
    alternatives_of,
    audit_alternatives,
    audit_folder,
    audit_seal,
    is_made_again,
    not_checked,
)
from optimiser.cli.terminal import EXIT_BREACHED, say_paragraph
from optimiser.data.findings import InvalidInputError, fault_of_path
from optimiser.data.run_tables import ALTERNATIVES_FILE, RUN_FILE
from optimiser.result.reading import load
from optimiser.result.result import Result

SHOWN_FILES = 10


def audit(
    run: Annotated[
        Path,
        typer.Argument(
            metavar="RUN", help="Run folder that solve wrote, or folder of a study or comparison.", show_default=False
        ),
    ],
) -> None:
    """Recompute the cost and every rule of a run from its instance and tables alone, and name each breach.

    The plans near the best are checked too, if solve was asked for --alternatives, and every run of a comparison. Each
    file must be as it was written; in a study that saves figures but no plans, that is all that is checked.
    """
    from optimiser.studies.catalogue import study_in

    if not (run / RUN_FILE).is_file() and study_in(run) is None:
        raise InvalidInputError(str(run), [fault_of_path(run, f"is not a run folder: it has no {RUN_FILE}")])
    from optimiser.studies.run_store import RUNS
    from optimiser.studies.solve_log import SOLVES_FILE

    audits = dict(_audits_of_run(run) if (run / RUN_FILE).is_file() else _of_study(run))
    for place, found in audits.items():
        tell_audit(place, found)
    if others := not_checked(run, (SOLVES_FILE, RUNS)):
        more = f" and {len(others) - SHOWN_FILES} more" if len(others) > SHOWN_FILES else ""
        say_paragraph(f"Not written by the program, and not checked: {', '.join(others[:SHOWN_FILES])}{more}.")
    if any(found.breaches for found in audits.values()):
        raise typer.Exit(EXIT_BREACHED)


def _audits_of_run(run: Path) -> Iterator[tuple[Path, Audit]]:
    """The audit of a run, and of the plans near the best where there are any: each by itself, and all together."""
    yield run, audit_folder(run)
    near = audit_alternatives(run)
    if near is not None:
        yield from ((place, audit_folder(place)) for place in alternatives_of(run))
        yield run / ALTERNATIVES_FILE, near


def _of_study(folder: Path) -> Iterator[tuple[Path, Audit]]:
    """The seal of a study's folder, and the audits of the runs it holds."""
    from optimiser.studies.run_store import RUNS

    yield folder, audit_seal(folder)
    for path in sorted((folder / RUNS).glob(f"*/{RUN_FILE}")):
        yield from _audits_of_run(path.parent)


def refuse_breached(run: Path) -> None:
    """Tell the breaches of a run and leave with their exit code; say nothing where there are none.

    A file that is made from the run, and was changed since, is told and no reason to leave: nothing is read from it.
    """
    breached = {place: found for place, found in _audits_of_run(run) if found.breaches}
    harmless = all(is_made_again(breach) for found in breached.values() for breach in found.breaches)
    for place, found in breached.items():
        tell_audit(place, found, error=harmless)
    if not harmless:
        raise typer.Exit(EXIT_BREACHED)


def load_sound_run(run: Path, remedy: str) -> Result:
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
        rule = f"holds no plan, because the solve ended with: {result.status}"
        raise InvalidInputError(str(run), [fault_of_path(run, rule, remedy)])
    refuse_breached(run)
    return result


def tell_audit(run: Path, found: Audit, *, error: bool = False) -> None:
    """How many checks were made, and each breach by its rule."""
    say_paragraph(f"{run}: {found.checks} checks, breaches: {len(found.breaches)}.", error=error)
    for breach in found.breaches:
        say_paragraph(f"  {breach.rule} [{breach.about}]", error=error)
        say_paragraph(f"      {breach.sentence}", error=error)
