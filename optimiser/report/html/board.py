"""The two pages for a board: the plan on a map and in four figures; who pays more, what it hangs on, what to decide."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from optimiser.comparison.comparison import change_kr, worse_off_kr
from optimiser.data.settings import Language
from optimiser.report.charts.map import shared
from optimiser.report.html import elements, header
from optimiser.report.html.elements import PageTable, render, table_if_any
from optimiser.report.html.page import note_drawing, page_head
from optimiser.report.localizer import Localizer, net_gain_kr
from optimiser.report.summaries.recommendation import Recommendation
from optimiser.report.summaries.result import Summary
from optimiser.report.tables.paying_more import fill_paying_more
from optimiser.result.result import Result

if TYPE_CHECKING:
    from optimiser.report.charts.outlines import Outlines

FIGURES = 4
"""Key figures that are shown: gain, investment, payback, and how many pay more."""
MOST_ROWS, MOST_HOSTS = 10, 24
"""Municipalities in the table of those who pay more, and hosts that are named: two pages hold no more."""
MOST_DOUBTS = 6
HASH = 12
"""Signs of the instance's hash that are shown, enough to tell two apart."""


def board_page(result: Result, language: Language, outlines: "Outlines | None" = None) -> str:
    """The two pages of a run, for print on A4.

    Raises ValueError when there is no plan.
    """
    if not result.has_plan:
        raise ValueError(f"there is no plan to report: {result.status}")
    localizer, advice = Localizer(language), Recommendation(result, language)
    drawing, swatches = elements.map_and_legend(localizer, result, outlines)
    _, *proof = Summary(result, language).tell_answer()
    return render(
        "board.html.j2",
        language,
        **page_head(localizer, result.instance, str(result.run.finished)),
        **{
            "system": localizer.call_system(result.instance.system),
            "description": header.system(localizer, result.instance),
        },
        **{"status": header.status(localizer, result), "proven": result.status == "optimal"},
        **{
            "answer": advice.tell_advice()[0],
            "proof_told": proof[:1],
            "key_figures": _first_figures(localizer, result),
        },
        **{"map": drawing, "map_note": note_drawing(localizer, [result], outlines), "legend": swatches},
        **{"more_told": advice.tell_paying_more(), "more": _table_of_more(localizer, result)},
        doubts=list(islice(header.doubts(localizer, result), MOST_DOUBTS)),
        decisions=list(_list_decisions(localizer, result)) or [localizer.say("board decide nothing")],
        sources=localizer.say("board sources", hash=result.run.input_sha256[:HASH]),
    )


def _first_figures(localizer: Localizer, result: Result) -> list[Any]:
    return list(islice(header.key_figures(localizer, result), FIGURES))


def _table_of_more(localizer: Localizer, result: Result) -> PageTable | None:
    """Those who pay most more than today; None where nobody does."""
    filled, count = fill_paying_more(localizer, result, MOST_ROWS), len(worse_off_kr(change_kr(result)))
    caption = localizer.say("board more of all", count=MOST_ROWS) if count > MOST_ROWS else ""
    return table_if_any(filled, localizer.numbers, localizer.sort_key_of, caption=caption)


def _list_decisions(localizer: Localizer, result: Result) -> Iterator[str]:
    """Who must agree to what: hosts, shared centres, how the gain is shared, the money."""
    say, numbers = localizer.say, localizer.numbers
    lines = shared(result)
    hosts = [line.centre for line in lines if line.kind == "local"]
    others = [line.centre for line in lines if line.kind != "local"]
    told = " ".join(Recommendation(result, localizer.language).tell_decisions())
    if told:
        yield told
    elif hosts:
        name = "board decide host" if len(hosts) == 1 else "board decide hosts"
        yield say(name, count=len(hosts), names=localizer.join_some(hosts, MOST_HOSTS))
    if others:
        yield say("board decide shared", names=localizer.join_some(others, MOST_HOSTS))
    more_kr = worse_off_kr(change_kr(result))
    gain_kr = net_gain_kr(result.figures)
    if more_kr and gain_kr > 0:
        first = result.instance.municipalities[next(iter(more_kr))].name
        paid = {"count": len(more_kr), "name": first, "kr": numbers.million_kr(sum(more_kr.values()))}
        name = "board decide sharing one" if len(more_kr) == 1 else "board decide sharing"
        yield say(name, gain=numbers.million_kr(gain_kr), **paid)
    if result.figures.investment_kr > 0:
        figures = result.figures
        annual = numbers.million_kr(figures.investment_annual_kr)
        yield say("board decide investment", kr=numbers.million_kr(figures.investment_kr), annual=annual)
