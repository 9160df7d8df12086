"""The page of an uncertainty analysis: between what the plan saves, what keeping it costs, and what it depends on."""

from collections.abc import Iterator
from decimal import ROUND_FLOOR

from optimiser.data.settings import Language
from optimiser.report.charts.uncertainty import histogram
from optimiser.report.html.elements import inline, render
from optimiser.report.html.header import Doubt, KeyFigure, outcome
from optimiser.report.html.study import StudyDocument
from optimiser.report.localizer import Localizer, as_shown
from optimiser.report.summaries.uncertainty import UncertaintySummary
from optimiser.result.frames import rows_of_frame
from optimiser.sensitivity.uncertainty import Uncertainty

TERMS = (
    ("uncertainty page case", "uncertainty page what a case is"),
    ("tornado page held", "tornado page what held is"),
    ("uncertainty page variance", "uncertainty page what variance is"),
)


def uncertainty_page(found: Uncertainty, language: Language) -> str:
    """The page of an analysis that has a record, also where there is no plan to hold."""
    told = UncertaintySummary(found, language)
    chart = histogram(told, found.known("saves_kr"), found.range_kr, found.base["net_gain_kr"])
    return render(
        "uncertainty.html.j2",
        language,
        **uncertainty_document(told).for_page(),
        chart=inline(chart) if chart else None,
    )


def uncertainty_document(told: UncertaintySummary) -> StudyDocument:
    """Return what page and workbook of an analysis say."""
    return StudyDocument(
        told,
        told.found.record,
        told.say("uncertainty page subject"),
        list(told.tell_answer()),
        list(_list_doubts(told)) if told.found.has_plan else [],
        list(_key_figures(told)),
        {
            "quantiles": told.fill_quantiles(),
            "outcomes": told.fill_outcomes(),
            "shares": told.fill_shares(),
            "together": told.fill_pairs(),
        },
        dict(_list_unplanned(told)),
        TERMS,
        optional=frozenset({"together"}),
        named=told.words.tell_codes([*(each.parameter for each in told.found.ranges), *told.found.left_out]),
    )


def _list_unplanned(told: UncertaintySummary) -> Iterator[tuple[str, str]]:
    """By the number of a case, why it has no plan; blank is a case that was not solved anew."""
    for row in rows_of_frame(told.found.table):
        if row["status"] and row["objective_kr"] is None:
            yield f"{told.say('uncertainty page case')} {row['sample']}", outcome(told, row["status"], None)


def _list_doubts(localizer: Localizer) -> Iterator[Doubt]:
    yield Doubt(localizer.say("uncertainty page uniform"), "shares")
    yield Doubt(localizer.say("uncertainty page only ranged"), "shares")


def _key_figures(told: UncertaintySummary) -> Iterator[KeyFigure]:
    """The two ranges, how often the plan saves, and what keeping it costs; each where it is known."""
    found, numbers, say = told.found, told.numbers, told.say
    if found.range_kr is not None:
        kept = say("uncertainty page between", **told.write_range(found.range_kr))
        yield KeyFigure(say("uncertainty page kept"), kept, say("uncertainty page kept note"))
    if found.adapted_range_kr is not None:
        note = say("uncertainty page adapted note", count=len(found.known("adapted_saves_kr")))
        adapted = say("uncertainty page between", **told.write_range(found.adapted_range_kr))
        yield KeyFigure(say("uncertainty page adapted"), adapted, note)
    if found.saving is not None and found.saving.low is not None:
        least = numbers.percent(float(as_shown(found.saving.low, 3, ROUND_FLOOR)))
        note = say("uncertainty page saves note", least=least)
        yield KeyFigure(say("uncertainty page saves"), numbers.percent(found.saving.value), note)
    if found.mean_regret_kr is not None:
        kr = numbers.million_kr(found.mean_regret_kr)
        yield KeyFigure(say("uncertainty page regret"), kr, say("uncertainty page regret note"))
