"""From what the contacts cost today to what they cost after: what size saves, and what it takes."""

from collections.abc import Iterator

from optimiser.data.settings import Language
from optimiser.report.charts.bars import Bar, bars
from optimiser.report.charts.draw import draw
from optimiser.report.charts.style import COST, GAIN, TOTAL, WIDTH, signed_millions
from optimiser.report.numbers import Numbers, apart_kr, as_shown, in_millions, parts_of
from optimiser.report.phrases import phrase
from optimiser.result.result import Result

ANSWERING = ("operation", "unpooled", "unchanged")
"""The terms of answering itself; the others come on top."""
ON_TOP = {
    "extra": "waterfall extra",
    "connections": "waterfall connections",
    "fixed": "waterfall fixed",
    "investment_annual": "waterfall investment",
}
"""The phrase for each term that comes on top."""


def waterfall(result: Result, language: Language) -> str:
    """The yearly cost of a result with a plan, from today to after, as SVG; bars are changes from today."""
    numbers = Numbers(language)
    today, after = (numbers.million_kr(kr) for kr in (result.figures.today_kr, result.figures.objective_kr))
    description = phrase("waterfall description", language, today=today, after=after)
    spec = bars(list(_bars(result, language)), WIDTH, phrase("waterfall axis", language))
    return draw(spec, language, phrase("waterfall title", language), description)


def changes_kr(result: Result) -> dict[str, float]:
    """By phrase, each change of the yearly cost from today in kr.; they add up to the plan's less today's."""
    terms = result.figures.terms_kr
    answering = sum(terms[term] for term in ANSWERING) - result.figures.today_kr
    larger = "waterfall cheaper" if answering <= 0 else "waterfall dearer"
    return {larger: answering, **{name: terms[term] for term, name in ON_TOP.items()}}


def _bars(result: Result, language: Language) -> Iterator[Bar]:
    """Today, each change from where the one before ended, and what they come to."""
    numbers, figures, reached = Numbers(language), result.figures, 0.0
    yield _bar(phrase("waterfall today", language), numbers.million_kr(figures.today_kr), (0.0, 0.0), TOTAL)
    change_kr = apart_kr(figures.objective_kr, figures.today_kr)
    changes = changes_kr(result)
    shown = parts_of(as_shown(in_millions(change_kr), 1), [in_millions(kr) for kr in changes.values()], 1)
    for (name, kr), millions in zip(changes.items(), shown, strict=True):
        ends = (reached, reached + kr)
        told = signed_millions(millions * 1_000_000, language)
        yield _bar(phrase(name, language), told, ends, GAIN if kr < 0 else COST)
        reached += kr
    change = signed_millions(change_kr, language)
    after = phrase("waterfall total", language, change=change, cost=numbers.million_kr(figures.objective_kr))
    yield _bar(phrase("waterfall after", language), after, (0.0, reached), TOTAL)


def _bar(label: str, amount: str, ends_kr: tuple[float, float], colour: str) -> Bar:
    start, end = (kr / 1e6 for kr in ends_kr)
    return Bar(label, amount, start, end, colour, f"{label}: {amount}", most=end)
