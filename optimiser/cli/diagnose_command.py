"""`optimiser diagnose`: why no plan meets all rules, and what would repair it."""

from typing import Annotated

import typer

from optimiser.cli.arguments import (
    NOTHING_ASKED,
    ChangesAsked,
    InstancePath,
    LanguageOption,
    StructureName,
    with_changes,
    with_solver_options,
)
from optimiser.cli.terminal import (
    EXIT_INFEASIBLE,
    EXIT_INTERRUPTED,
    EXIT_NOTHING_FOUND,
    say_findings,
    say_json,
    say_or_show,
)
from optimiser.data.read import read
from optimiser.data.settings import SolverOptions
from optimiser.diagnosis.diagnose import as_record
from optimiser.diagnosis.diagnose import diagnose as diagnose_instance
from optimiser.report.summaries.diagnosis import DiagnosisSummary


@with_solver_options(
    "time_limit_seconds", "threads", "memory_gb", time_limit_seconds="Longest time for the whole diagnosis."
)
@with_changes
def diagnose(
    instance: InstancePath,
    structure: StructureName = None,
    changes: ChangesAsked = NOTHING_ASKED,
    options: SolverOptions | None = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON instead of sentences.")] = False,
    lang: LanguageOption = None,
) -> None:
    """Find the rules that no plan can meet at the same time, all of them needed for that, and changes that give a plan.

    Each change is the least that was found to be enough, and can be pasted after --set; with each, a plan was found and
    checked. Exit codes: 0 there is a plan and nothing to diagnose, 2 invalid input, 3 there is no plan, 4 not known in
    the time given, 130 stopped with Ctrl-C (what is proven so far is shown).
    """
    checked = read(instance, structure=structure, **changes)
    found = diagnose_instance(checked, options)
    language = lang or found.instance.settings.language
    say_findings(found.instance.remarks, language)
    if as_json:
        say_json(as_record(found))
    else:
        say_or_show(DiagnosisSummary(found, language).tell_all())
    if found.interrupted:
        raise typer.Exit(EXIT_INTERRUPTED)
    codes = {"no plan": EXIT_INFEASIBLE, "not known": EXIT_NOTHING_FOUND}
    if code := codes.get(found.answer):
        raise typer.Exit(code)
