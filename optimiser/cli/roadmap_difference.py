"""`optimiser difference` of two plans over years: each year's cost, and who moves in another year."""

from collections.abc import Mapping
from pathlib import Path

import typer

from optimiser.cli.sound_run import refuse_breached
from optimiser.cli.terminal import say_all, say_json, say_paragraph, say_rows
from optimiser.comparison.roadmap_difference import difference_of_roadmaps
from optimiser.data.findings import Finding, InvalidInputError
from optimiser.data.settings import Language
from optimiser.report.summaries.roadmap_difference import RoadmapDifferenceSummary
from optimiser.report.tables.table import write_lines
from optimiser.result.roadmap_folder import load_roadmap


def tell_roadmaps(
    runs: tuple[Path, Path],
    names: tuple[str, str],
    beside: Mapping[str, object],
    lang: Language | None,
    *,
    as_json: bool,
) -> None:
    """Tell what is otherwise in one plan over years than in another; what is asked `beside` is of one year."""
    rule = "is of a plan of one year, but this is one over years"
    remedy = f"leave it out, or name two plans of one year: {runs[0] / 'years' / 'YEAR'}"
    if found := [Finding(name, None, "", "", rule, remedy) for name, value in beside.items() if value]:
        raise InvalidInputError("the options", found)
    for run in runs:
        refuse_breached(run, lang)
    before, after = map(load_roadmap, runs)
    difference = difference_of_roadmaps(before, after, names)
    if as_json:
        say_json(difference.as_record())
        return
    told = RoadmapDifferenceSummary(difference, lang or after.record.language)
    say_all(told.tell_all())
    for filled in (told.fill_years(), told.fill_municipalities()):
        if filled.rows:
            typer.echo()
            say_rows(write_lines(filled, told.numbers))
    typer.echo()
    say_paragraph(told.say("roadmap each year's money", first=after.years[0]))
