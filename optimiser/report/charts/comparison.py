"""The cases of a comparison beside each other: what they gain, what they take, how they score."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from optimiser.comparison.comparison import Comparison
from optimiser.comparison.roadmap_comparison import RoadmapComparison
from optimiser.data.settings import Language
from optimiser.report.charts.drawing import COST, GAIN, QUIET, WIDTH, Bar, bars, draw, signed_millions
from optimiser.report.charts.scatter import Dot, scatter
from optimiser.report.localizer import Numbers, apart_kr, phrase
from optimiser.report.localizer import net_gain_kr as shown_gain_kr
from optimiser.result.result import Result
from optimiser.result.roadmap import RoadmapResult

APART = 30
GAINS = 300
INVESTMENTS = WIDTH - GAINS - APART
"""Widths in pixels of the two columns."""


@dataclass(frozen=True)
class _Amounts:
    """What is drawn of a case, in kr.: its gain, as it is read too, the most that it could be, and what is invested."""

    gain_kr: float
    shown_gain_kr: Decimal
    most_kr: float | None
    investment_kr: float

    @classmethod
    def of_year(cls, result: Result) -> "_Amounts":
        """Those of a plan of one year, a year."""
        figures = result.figures
        most_kr = None if result.bound_kr is None else figures.today_kr - result.bound_kr
        return cls(figures.net_gain_kr, shown_gain_kr(figures), most_kr, figures.investment_kr)

    @classmethod
    def of_years(cls, result: RoadmapResult) -> "_Amounts":
        """Those of a plan over years, of all of them."""
        record = result.record
        today_kr, cost_kr = record.today_kr or 0.0, record.objective_kr or 0.0
        most_kr = None if record.bound_kr is None else today_kr - record.bound_kr
        return cls(today_kr - cost_kr, apart_kr(today_kr, cost_kr), most_kr, record.investment_kr or 0.0)


def cost_bars(comparison: Comparison | RoadmapComparison, language: Language) -> str:
    """The cases with a plan from the cheapest, as SVG: net gain, a year or over all years, and what is invested."""
    if isinstance(comparison, RoadmapComparison):
        amounts = {case: _Amounts.of_years(result) for case, result in comparison.planned.items()}
        axis, told = "roadmaps bars axis", "roadmaps bars told"
    else:
        amounts = {case: _Amounts.of_year(result) for case, result in comparison.planned.items()}
        axis, told = "cost bars gain axis", "cost bars told"
    gains = [_gain(case, each, told, language) for case, each in amounts.items()]
    invested = [_invested(case, each.investment_kr, language) for case, each in amounts.items()]
    spec = {
        "hconcat": [
            bars(gains, GAINS, phrase(axis, language)),
            bars(invested, INVESTMENTS, phrase("cost bars investment axis", language)),
        ],
        "spacing": APART,
    }
    description = f"{phrase('cost bars description', language)} {_without_plan(comparison, language)}".strip()
    return draw(spec, language, phrase("cost bars title", language), description)


def _gain(case: str, amounts: _Amounts, name: str, language: Language) -> Bar:
    gain_kr, numbers = amounts.gain_kr, Numbers(language)
    most_kr = gain_kr if amounts.most_kr is None else max(gain_kr, amounts.most_kr)
    proof = "cost bars no bound" if amounts.most_kr is None else "cost bars at most"
    told = phrase(
        name,
        language,
        case=case,
        gain=numbers.million_kr(amounts.shown_gain_kr),
        investment=numbers.million_kr(amounts.investment_kr),
        proof=phrase(proof, language, most=numbers.million_kr(most_kr)),
    )
    colour = GAIN if gain_kr >= 0 else COST
    amount = signed_millions(amounts.shown_gain_kr, language)
    return Bar(case, amount, 0.0, gain_kr / 1e6, colour, told, most_kr / 1e6)


def _invested(case: str, kr: float, language: Language) -> Bar:
    told = phrase("cost bars invested", language, case=case, investment=Numbers(language).million_kr(kr))
    return Bar("", Numbers(language).millions(kr), 0.0, kr / 1e6, QUIET, told, most=kr / 1e6)


def _without_plan(comparison: Comparison | RoadmapComparison, language: Language) -> str:
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
