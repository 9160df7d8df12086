"""`optimiser explain` of a plan over years: when a municipality moves, and what another year would come to."""

from collections.abc import Mapping
from pathlib import Path

from optimiser.cli.sound_run import refuse_breached
from optimiser.cli.terminal import say_json, say_paragraph
from optimiser.data.findings import Finding, InvalidInputError
from optimiser.data.roadmap_tables import YEARS_FOLDER
from optimiser.data.settings import Language
from optimiser.explanation.roadmap import explain_roadmap
from optimiser.report.summaries.roadmap import RoadmapSummary
from optimiser.report.summaries.roadmap_explanation import RoadmapExplanationSummary
from optimiser.result.roadmap_folder import load_roadmap


def explain_path(
    run: Path, municipality: str | None, beside: Mapping[str, object], lang: Language | None, *, as_json: bool
) -> None:
    """Explain a plan over years, or when a municipality moves in it; what is asked `beside` is of one year."""
    rule = "is of a plan of one year, but this is one over years"
    found = [Finding(name, None, "", "", rule, _name_a_year(run)) for name, value in beside.items() if value]
    if found:
        raise InvalidInputError("the options", found)
    refuse_breached(run, lang)
    result = load_roadmap(run)
    language = lang or result.record.language
    if municipality is None:
        told = RoadmapSummary(result, language).tell_all()
        if as_json:
            say_json(result.record.as_entries())
        for paragraph in () if as_json else told:
            say_paragraph(paragraph)
        return
    explanation = explain_roadmap(result, municipality)
    if as_json:
        say_json(explanation.as_record())
        return
    for paragraph in RoadmapExplanationSummary(explanation, language).tell_all():
        say_paragraph(paragraph)


def _name_a_year(run: Path) -> str:
    years = sorted(path.name for path in (run / YEARS_FOLDER).glob("*"))
    return f"ask about one of its years: {run / YEARS_FOLDER / years[0]}" if years else "leave it out"
