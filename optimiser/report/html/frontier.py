"""The page of a frontier: what it costs to reach more of a measure, and which points are worth choosing."""

from collections.abc import Iterator, Sequence

from optimiser.data.settings import Language
from optimiser.report.charts.frontier import frontier_chart
from optimiser.report.html.elements import inline, render
from optimiser.report.html.header import Doubt, KeyFigure, outcome
from optimiser.report.html.study import StudyDocument
from optimiser.report.localizer import Localizer
from optimiser.report.summaries.frontier import FrontierSummary
from optimiser.result.frames import FrameRow, rows_of_frame
from optimiser.sensitivity.frontier import Frontier

TERMS = (
    ("frontier page term", "frontier page what it is"),
    ("frontier page dominated", "frontier page what dominated is"),
)


def frontier_page(frontier: Frontier, language: Language) -> str:
    """The page of a frontier that has a record, also where there is no plan."""
    told = FrontierSummary(frontier, language)
    chart = frontier_chart(told)
    return render(
        "frontier.html.j2",
        language,
        **frontier_document(told).for_page(),
        measure=told.name(),
        chart=inline(chart) if chart else None,
    )


def frontier_document(told: FrontierSummary) -> StudyDocument:
    """Return what page and workbook of a frontier say."""
    localizer, rows = Localizer(told.language), rows_of_frame(told.frontier.table)
    return StudyDocument(
        localizer,
        told.frontier.record,
        localizer.say("frontier page subject", measure=told.name()),
        list(told.tell_answer()),
        list(_list_doubts(localizer, rows)),
        list(_key_figures(told)),
        {"points": told.fill_table()},
        _list_unplanned(localizer, told, rows),
        TERMS,
    )


def _list_doubts(localizer: Localizer, rows: Sequence[FrameRow]) -> Iterator[Doubt]:
    yield Doubt(localizer.say("frontier page between"), "points")
    gaps = [row["gap"] for row in rows if row["objective_kr"] is not None]
    if gaps and None not in gaps:
        yield Doubt(localizer.say("frontier page widest gap", gap=localizer.numbers.gap(max(gaps))), "proof")


def _key_figures(told: FrontierSummary) -> Iterator[KeyFigure]:
    """The plan without a target, and the one that goes farthest."""
    *_, farthest = [None, *told.frontier.points]
    for name, row in (("frontier page without", told.frontier.free), ("frontier page farthest", farthest)):
        if row:
            note = told.say("frontier page reaches", value=told.write_figure(row["value"]))
            yield KeyFigure(told.say(name), told.numbers.million_kr(row["objective_kr"]), note)


def _list_unplanned(localizer: Localizer, told: FrontierSummary, rows: Sequence[FrameRow]) -> dict[str, str]:
    """By target, why there is no plan."""
    return {
        f"{told.name()}: {told.write_target(row)}": outcome(localizer, row["status"], None)
        for row in rows
        if row["objective_kr"] is None
    }
