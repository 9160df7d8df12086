"""A page of each kind, small, to be looked at in a browser."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache

from optimiser import Result, near_optimal, read, solve
from optimiser.comparison.comparison import Comparison
from optimiser.comparison.requirement_prices import RequirementPrices, requirements_to_price
from optimiser.comparison.shadow_prices import SERVICE, ShadowPrices, Tightening
from optimiser.data.settings import Language
from optimiser.explanation.everyone import Everyone
from optimiser.report.html.board import board_page
from optimiser.report.html.difference import difference_page
from optimiser.report.html.frontier import frontier_page
from optimiser.report.html.one_pager import one_pager
from optimiser.report.html.page import comparison_page, near_page, result_page
from optimiser.report.html.prices import requirement_prices_page, shadow_prices_page
from optimiser.report.html.regions import regions_page
from optimiser.report.html.regret import regret_page
from optimiser.report.html.roadmap import roadmap_board, roadmap_page
from optimiser.report.html.sweep import sweep_page
from optimiser.report.html.tornado import tornado_page
from optimiser.result.roadmap import RoadmapResult
from tests.report.drawn_regions import made_up
from tests.report.studies import RECORD, factor, frontier, regret, structures, swept, tornado, two_plans
from tests.roadmaps import first_path, result_of, toy_roadmap
from tests.toys import TOY

PRICES_RECORD = {**RECORD, "gap": 1e-4, "objective_kr": 64e6}


@cache
def toy() -> Result:
    """The plan of the toy."""
    return solve(read(TOY))


@cache
def dear() -> Result:
    """The toy where nobody sells, so that it costs more and some names fill more."""
    return solve(read(TOY, overrides=("municipalities.*.candidate_host=false",)))


def _prices() -> RequirementPrices:
    asked = requirements_to_price(toy().instance)
    found = RequirementPrices.of(toy(), asked, {asked[0].parameter: toy(), asked[-1].parameter: dear()})
    return replace(found, record=PRICES_RECORD)


def _shadow_prices() -> ShadowPrices:
    found = ShadowPrices.of(toy(), [Tightening(SERVICE, None, 0.8, 0.81, ())], {SERVICE: dear()}, 0.01)
    return replace(found, record=PRICES_RECORD)


def _one_pager(language: Language) -> str:
    told = Everyone(toy()).explain_municipality("902").as_record()
    return one_pager(told, toy().instance, language)


@cache
def _roadmap() -> RoadmapResult:
    return result_of(first_path(toy_roadmap()), 190e6)


@cache
def _six_years() -> RoadmapResult:
    years = "".join(f"{year},6000000\n" for year in range(2014, 2020))
    return result_of(first_path(toy_roadmap(years=f"year,investment_budget_kr\n{years}")), 190e6)


PAGES: Mapping[str, Callable[[Language], str]] = {
    "result": lambda language: result_page(dear(), language),
    "near": lambda language: near_page(near_optimal(toy(), 2), language),
    "comparison": lambda language: comparison_page(Comparison.of_results({"toy": toy(), "dear": dear()}), language),
    "difference": lambda language: difference_page(two_plans(), language),
    "sweep": lambda language: sweep_page(swept(structures(), factor()), language),
    "tornado": lambda language: tornado_page(tornado(), language),
    "frontier": lambda language: frontier_page(frontier(), language),
    "regret": lambda language: regret_page(regret(), language),
    "prices": lambda language: requirement_prices_page(_prices(), language),
    "shadow-prices": lambda language: shadow_prices_page(_shadow_prices(), language),
    "regions": lambda language: regions_page(made_up(), language),
    "summary": lambda language: board_page(dear(), language),
    "roadmap": lambda language: roadmap_page(_roadmap(), language),
    "roadmap-summary": lambda language: roadmap_board(_roadmap(), language),
    "six-years-summary": lambda language: roadmap_board(_six_years(), language),
    "one-pager": _one_pager,
}
