"""The page of a sweep: where it is cheapest, how cost and forms move, every point, and the points without a plan."""

from collections.abc import Iterator

from optimiser.data.settings import Language
from optimiser.report.charts.sweep import cost_chart, forms_charts
from optimiser.report.html.elements import inline, render
from optimiser.report.html.header import Doubt, KeyFigure, outcome
from optimiser.report.html.study import StudyDocument
from optimiser.report.localizer import Localizer
from optimiser.report.summaries.sweep import SweepSummary
from optimiser.result.frames import rows_of_frame
from optimiser.sensitivity.sweep import Sweep


def sweep_page(sweep: Sweep, language: Language) -> str:
    """The page of a sweep that has a record, also where none of its points has a plan."""
    told = SweepSummary(sweep, language)
    chart = cost_chart(told)
    forms = [(name, inline(svg, number)) for number, (name, svg) in enumerate(forms_charts(told), start=1)]
    return render(
        "sweep.html.j2",
        language,
        **sweep_document(told).for_page(),
        caption=told.say("sweep page cost chart" if forms else "sweep page gain chart"),
        chart=inline(chart) if chart else None,
        along=bool(forms),
        forms=forms,
    )


def sweep_document(told: SweepSummary) -> StudyDocument:
    """Return what page and workbook of a sweep say."""
    localizer = Localizer(told.language)
    parameters = localizer.join_list(told.words.list_names(axis.parameter for axis in told.sweep.axes))
    return StudyDocument(
        localizer,
        told.sweep.record,
        told.say("sweep page subject", parameters=parameters),
        list(told.tell_answer()),
        list(_list_doubts(told)),
        list(_key_figures(told)),
        {"points": told.fill_points()},
        _list_unplanned(localizer, told),
        named=told.words.tell_codes(axis.parameter for axis in told.sweep.axes),
    )


def _list_doubts(told: SweepSummary) -> Iterator[Doubt]:
    yield Doubt(told.say("sweep page only these"), "points")
    yield Doubt(told.say("sweep page solved again"), "points")
    gaps = [row["gap"] for row in rows_of_frame(told.sweep.planned)]
    if gaps and None not in gaps:
        yield Doubt(told.say("sweep page widest gap", gap=told.numbers.gap(max(gaps))), "proof")
    elif gaps:
        yield Doubt(told.say("sweep page some unproven", count=gaps.count(None)), "proof")


def _key_figures(told: SweepSummary) -> Iterator[KeyFigure]:
    """Points, and where there are plans the cheapest and the dearest."""
    sweep, numbers = told.sweep, told.numbers
    solved, planned = len(sweep.table), len(sweep.planned)
    failed = len(sweep.record["failed"])
    note = told.say("sweep page points note", planned=planned, without=solved - planned, failed=failed)
    yield KeyFigure(told.say("sweep page points"), str(solved + failed), note)
    if planned:
        points = (
            ("sweep page cheapest", sweep.cheapest, told.name_cheapest()),
            ("sweep page dearest", sweep.dearest, ""),
        )
        for name, row, who in points:
            yield KeyFigure(told.say(name), numbers.million_kr(row["objective_kr"]), who or told.name(row))
        apart = sweep.dearest["objective_kr"] - sweep.cheapest["objective_kr"]
        share = numbers.percent(apart / sweep.cheapest["objective_kr"])
        yield KeyFigure(told.say("sweep page apart"), numbers.million_kr(apart), told.say("sweep page of", share=share))


def _list_unplanned(localizer: Localizer, told: SweepSummary) -> dict[str, str]:
    """By the name of a point, why it has no plan."""
    rows = rows_of_frame(told.sweep.table[told.sweep.table["objective_kr"].isna()])
    return {told.name(row): outcome(localizer, row["status"], None) for row in rows}
