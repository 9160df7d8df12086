"""The page of plans over years side by side: the answer, the systems year by year, their maps, and each by itself."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from optimiser.comparison.roadmap_comparison import RoadmapComparison
from optimiser.data.settings import Language
from optimiser.report.charts.comparison import cost_bars
from optimiser.report.charts.map import centre_colours, municipality_map
from optimiser.report.charts.roadmap import timeline
from optimiser.report.html import header
from optimiser.report.html.elements import CaseMap, PageTable, Swatch, inline, render, table_if_any
from optimiser.report.html.header import Doubt
from optimiser.report.html.page import note_drawing, tell_grounds
from optimiser.report.html.stamps import stamp_of_path
from optimiser.report.html.terms import OF_PATH, glossary
from optimiser.report.localizer import Localizer, apart_kr
from optimiser.report.summaries.comparison import name_cases
from optimiser.report.summaries.roadmap_comparison import RoadmapComparisonSummary
from optimiser.report.tables.grounds import compare_inputs
from optimiser.report.tables.roadmap_comparison import YEARS_OF_CASES, fill_against_base, fill_roadmaps, fill_years
from optimiser.report.tables.table import FilledTable

if TYPE_CHECKING:
    from optimiser.report.charts.outlines import Outlines


def roadmap_comparison_page(
    comparison: RoadmapComparison, language: Language, outlines: "Outlines | None" = None
) -> str:
    """The page of a comparison over years; cases without a path are told with the reason."""
    localizer = Localizer(language)
    comparison = name_cases(comparison, localizer)
    told = RoadmapComparisonSummary(comparison, language)
    years = {"first": comparison.years[0], "last": comparison.years[-1]}
    finished = max(str(result.record.finished) for result in comparison.results.values())
    return render(
        "roadmap_comparison.html.j2",
        language,
        title=header.title(localizer, comparison.instance),
        subject=told.say("roadmaps page comparison", count=len(comparison.results), **years),
        date=localizer.write_date(finished),
        answer=list(told.tell_answer()),
        doubts=[header.assumed(localizer, comparison.instance), *_list_doubts(told)],
        bars=inline(cost_bars(comparison, language)) if comparison.planned else None,
        main=_table(localizer, fill_roadmaps(told)),
        years=[_table(localizer, fill_years(comparison, table)) for table in YEARS_OF_CASES],
        from_base=_table(localizer, fill_against_base(told)),
        base_told=[told.tell_base(), told.say("roadmaps proven range")] if comparison.from_base else [],
        each_run=told.say("roadmaps each run"),
        **_maps(told, localizer, outlines),
        cases=list(_tell_cases(told, localizer)),
        inputs=_table(localizer, compare_inputs(localizer, comparison)),
        not_proven=list(told.not_proven()),
        without_plan=list(told.without_plan()),
        **tell_grounds(localizer, {case: result.instance for case, result in comparison.results.items()}),
        wishes=None,
        glossary=list(glossary(localizer, OF_PATH)),
        stamps=[(case, list(stamp_of_path(localizer, result))) for case, result in comparison.results.items()],
    )


def _list_doubts(told: RoadmapComparisonSummary) -> Iterator[Doubt]:
    for sentence in list(told.not_proven())[:1]:
        yield Doubt(sentence, "proof")


def _table(localizer: Localizer, filled: FilledTable) -> PageTable | None:
    return table_if_any(filled, localizer.numbers, localizer.sort_key_of)


def _maps(told: RoadmapComparisonSummary, localizer: Localizer, outlines: "Outlines | None") -> dict[str, Any]:
    """A map of the last year of each case, in the same colours."""
    planned, last = told.comparison.planned, told.years[-1]
    plans = {case: result.plans[last] for case, result in planned.items()}
    colours, maps = centre_colours(plans.values()), []
    for number, (case, plan) in enumerate(plans.items(), start=1):
        record = planned[case].record
        gain = localizer.numbers.million_kr(apart_kr(record.today_kr or 0.0, record.objective_kr or 0.0))
        drawing = inline(municipality_map(plan, localizer.language, colours, outlines), number)
        maps.append(CaseMap(case, told.say("roadmaps gain of case", gain=gain), drawing))
    return {
        "maps": maps,
        "maps_told": told.say("roadmaps about maps", year=last),
        "map_note": note_drawing(localizer, plans.values(), outlines),
        "legend": [Swatch(mark, name) for name, mark in colours.items()],
    }


def _tell_cases(told: RoadmapComparisonSummary, localizer: Localizer) -> Iterator[dict[str, Any]]:
    """What is told of each case by itself."""
    for number, (case, result) in enumerate(told.comparison.planned.items(), start=1):
        yield {
            "case": case,
            "description": header.system(localizer, result.instance),
            "answer": told.tell_steps(case),
            "timeline": inline(timeline(result, localizer), number),
        }
