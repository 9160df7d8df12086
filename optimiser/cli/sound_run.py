"""Run folders that are audited before a command uses them: told, and refused where the audit finds a breach."""

from collections.abc import Iterator
from pathlib import Path

import typer

from optimiser.audit import (
    Audit,
    alternatives_of,
    audit_alternatives,
    audit_folder,
    is_made_again,
)
from optimiser.cli.terminal import EXIT_BREACHED, say_paragraph
from optimiser.data.findings import InvalidInputError, fault_of_path
from optimiser.data.run_tables import ALTERNATIVES_FILE, RUN_FILE
from optimiser.result.folder import load
from optimiser.result.result import Result


def audits_of_run(run: Path) -> Iterator[tuple[Path, Audit]]:
    """The audit of a run, and of the plans near the best where there are any: each by itself, and all together."""
    yield run, audit_folder(run)
    near = audit_alternatives(run)
    if near is not None:
        yield from ((place, audit_folder(place)) for place in alternatives_of(run))
        yield run / ALTERNATIVES_FILE, near


def refuse_breached(run: Path) -> None:
    """Tell the breaches of a run and leave with their exit code; say nothing where there are none.

    A file that is made from the run, and was changed since, is told and no reason to leave: nothing is read from it.
    """
    breached = {place: found for place, found in audits_of_run(run) if found.breaches}
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
