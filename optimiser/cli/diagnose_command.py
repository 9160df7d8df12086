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
    say_paragraph,
)
from optimiser.data.findings import Finding, InvalidInputError, parameter_name
from optimiser.data.instance import Instance
from optimiser.data.read import read
from optimiser.data.settings import SolverOptions
from optimiser.diagnosis.diagnose import as_record
from optimiser.diagnosis.diagnose import diagnose as diagnose_instance
from optimiser.report.localizer import phrase
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
    year: Annotated[
        int | None,
        typer.Option(
            "--year",
            metavar="YEAR",
            help="The year to diagnose by itself, of an instance with the table years; if not given, all together.",
            show_default=False,
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON instead of sentences.")] = False,
    lang: LanguageOption = None,
) -> None:
    """Find the rules that no plan can meet at the same time, all of them needed for that, and changes that give a plan.

    Each change is the least that was found to be enough, and can be pasted after --set; with each, a plan was found and
    checked. Exit codes: 0 there is a plan and nothing to diagnose, 2 invalid input, 3 there is no plan, 4 not known in
    the time given, 130 stopped with Ctrl-C (what is proven so far is shown).
    """
    checked = _of_year(read(instance, structure=structure, **changes), year)
    found = diagnose_instance(checked, options)
    language = lang or found.instance.settings.language
    say_findings(found.instance.remarks, language)
    if as_json:
        say_json(as_record(found))
    else:
        if year is not None:
            say_paragraph(phrase("diagnosis of year", language, year=year))
        say_or_show(DiagnosisSummary(found, language).tell_all())
    if found.interrupted:
        raise typer.Exit(EXIT_INTERRUPTED)
    codes = {"no plan": EXIT_INFEASIBLE, "not known": EXIT_NOTHING_FOUND}
    if code := codes.get(found.answer):
        raise typer.Exit(code)


def _of_year(instance: Instance, year: int | None) -> Instance:
    """Return one year of an instance by itself, or the instance where none is asked for; InvalidInputError."""
    if year is None:
        return instance
    if year not in instance.years:
        planned = ", ".join(map(str, instance.years))
        fault = Finding(
            parameter_name("year"), None, "", str(year), f"must be one of the years: {planned}", "correct it"
        )
        raise InvalidInputError(instance.settings.name, [fault])
    return instance.in_year(year)
