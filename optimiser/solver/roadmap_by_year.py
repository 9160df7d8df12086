"""A path decided year by year: each year's best as if it stayed, after what the years before it have decided.

Each year is a search for a path over the years so far, in which those before it have only what they decided
(`planning/as_if_it_stayed.py`), by the stages of any path. Nothing is proved of all paths by it.
"""

import time
from collections.abc import Mapping

from optimiser.planning.as_if_it_stayed import AsIfItStayed
from optimiser.planning.problem import build_problem
from optimiser.planning.roadmap import RoadmapPlan
from optimiser.planning.routes import Route
from optimiser.solver.roadmap_search import DecidedYears, RoadmapSearch
from optimiser.solver.roadmap_stages import run_path_stages
from optimiser.solver.roadmap_years import MOST_TIGHTENED, outgrown_hosts, with_shares_sold

YEAR_BY_YEAR = "year-by-year"
"""What it is called in progress."""
Routes = Mapping[int, tuple[Route, ...]]
"""Those that each year takes."""


def decide_year_by_year(search: RoadmapSearch) -> None:
    """Decide one year after the other, and offer the path that they make.

    Where what was decided leaves a year without any plan that keeps the rules, the year before is decided anew, with
    this one in view; and so on back. Raises SolverError.
    """
    routes: Routes = {}
    for year in search.problem.years:
        found = _decide(search, routes, year)
        if found is None:
            return
        routes = {earlier: plan.routes for earlier, plan in found.plans.items()}
    search.offer(RoadmapPlan.of_routes(search.problem, routes), YEAR_BY_YEAR)


def _decide(search: RoadmapSearch, routes: Routes, year: int) -> RoadmapPlan | None:
    """Return the path up to a year that is decided after these routes; None, with the reason in the search."""
    years = search.problem.years
    until = time.monotonic() + search.monitor.remaining / (years[-1] - year + 1)
    for first in reversed([one for one in years if one <= year]):
        held = {earlier: some for earlier, some in routes.items() if earlier < first}
        work, held_back = _decide_after(search, held, year, until)
        if work.path is not None:
            before = [one for one in search.decided if one.first < first]
            search.decided = [*before, DecidedYears(first, year, work.gap, held_back)]
            return work.path
        if not work.infeasible:
            return None
    search.infeasible, search.conflicts, search.short_kr = True, work.conflicts, work.short_kr
    return None


def _decide_after(
    search: RoadmapSearch, held: Routes, year: int, until: float
) -> tuple[RoadmapSearch, tuple[str, ...]]:
    """Return the search for a path up to a year with these routes before it, and the hosts that were held back in it.

    Where hosts would outgrow what they may sell as contacts change, they sell less, and the year is decided again.
    """
    problem, shares = AsIfItStayed.until(search.problem, year).restricted(held), dict[str, float]()
    last = problem.problems[year]
    for _ in range(MOST_TIGHTENED):
        if shares:
            problem = problem.with_last(build_problem(with_shares_sold(last.instance, shares)))
        work = RoadmapSearch(
            problem, search.options, search.monitor_of_year(YEAR_BY_YEAR, year, until - time.monotonic())
        )
        run_path_stages(work)
        search.records += work.records
        search.left_out |= work.left_out
        outgrown = dict(outgrown_hosts(search.problem, year, work.path.plans[year].routes)) if work.path else {}
        if not outgrown:
            break
        shares |= outgrown
    return work, tuple(sorted(shares))
