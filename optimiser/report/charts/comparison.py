"""The cases of a comparison beside each other: what they gain, what they take, how they score."""

from collections.abc import Iterator
from typing import Any

from optimiser.comparison.comparison import Comparison
from optimiser.data.settings import Language
from optimiser.report.charts.drawing import COST, GAIN, QUIET, WIDTH, Bar, bars, draw, signed_millions
from optimiser.report.charts.scatter import Dot, scatter
from optimiser.report.localizer import Numbers, phrase
from optimiser.report.localizer import net_gain_kr as shown_gain_kr
from optimiser.result.result import Result

APART = 30
GAINS = 300
INVESTMENTS = WIDTH - GAINS - APART
"""Widths in pixels of the two columns."""


def cost_bars(comparison: Comparison, language: Language) -> str:
    """The cases with a plan from the cheapest, as SVG: net gain a year, and what is invested once."""
    gains = [_gain(case, result, language) for case, result in comparison.planned.items()]
    invested = [_invested(case, result, language) for case, result in comparison.planned.items()]
    spec = {
        "hconcat": [
            bars(gains, GAINS, phrase("cost bars gain axis", language)),
            bars(invested, INVESTMENTS, phrase("cost bars investment axis", language)),
        ],
        "spacing": APART,
    }
    description = f"{phrase('cost bars description', language)} {_without_plan(comparison, language)}".strip()
    return draw(spec, language, phrase("cost bars title", language), description)


def _gain(case: str, result: Result, language: Language) -> Bar:
    figures, numbers = result.figures, Numbers(language)
    gain_kr, bound_kr = figures.net_gain_kr, result.bound_kr
    most_kr = gain_kr if bound_kr is None else max(gain_kr, figures.today_kr - bound_kr)
    proof = "cost bars at most" if bound_kr is not None else "cost bars no bound"
    told = phrase(
        "cost bars told",
        language,
        **{
            "case": case,
            "gain": numbers.million_kr(shown_gain_kr(figures)),
            "investment": numbers.million_kr(figures.investment_kr),
        },
        proof=phrase(proof, language, most=numbers.million_kr(most_kr)),
    )
    colour = GAIN if gain_kr >= 0 else COST
    amount = signed_millions(shown_gain_kr(figures), language)
    return Bar(case, amount, 0.0, gain_kr / 1e6, colour, told, most_kr / 1e6)


def _invested(case: str, result: Result, language: Language) -> Bar:
    kr = result.figures.investment_kr
    told = phrase("cost bars invested", language, case=case, investment=Numbers(language).million_kr(kr))
    return Bar("", Numbers(language).millions(kr), 0.0, kr / 1e6, QUIET, told, most=kr / 1e6)


def _without_plan(comparison: Comparison, language: Language) -> str:
    names = [case for case in comparison.results if case not in comparison.planned]
    return phrase("cost bars without plan", language, cases=", ".join(names)) if names else ""


def gain_against_score(comparison: Comparison, language: Language) -> str:
    """Net gain a year against the design-criteria score of each case that has both, as SVG."""
    dots = list(_dots(comparison, language))
    axes = (phrase("score axis", language), phrase("score gain axis", language))
    description = phrase("score description", language, count=len(dots))
    return draw(scatter(dots, axes), language, phrase("score title", language), description)


def _dots(comparison: Comparison, language: Language) -> Iterator[Dot]:
    numbers = Numbers(language)
    for case, result in comparison.planned.items():
        score: Any = result.figures.criteria_score
        if score is not None:
            gain_kr = result.figures.net_gain_kr
            figures = {"score": numbers.plain(score, 2), "gain": numbers.million_kr(shown_gain_kr(result.figures))}
            yield Dot(score, gain_kr / 1e6, case, phrase("score told", language, case=case, **figures))
