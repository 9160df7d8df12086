"""A path decided year by year: each year's best as if it stayed, after what the years before it have decided.

Each year is a search for a path over the years so far, in which those before it have only what they decided
(`planning/as_if_it_stayed.py`), by the stages of any path. Nothing is proved of all paths by it.
"""

import time
from collections.abc import Mapping

from optimiser.planning.as_if_it_stayed import AsIfItStayed
from optimiser.planning.problem import build_problem
from optimiser.planning.roadmap import RoadmapPlan, RoadmapProblem
from optimiser.planning.routes import Route
from optimiser.solver.roadmap_search import DecidedYears, RoadmapSearch
from optimiser.solver.roadmap_stages import STAGES_OF_LAST_YEAR, run_path_stages
from optimiser.solver.roadmap_years import MOST_TIGHTENED, ForwardWalk, outgrown_hosts, with_shares_sold

YEAR_BY_YEAR = "year-by-year"
"""What it is called in progress."""
Routes = Mapping[int, tuple[Route, ...]]
"""Those that each year takes."""


def decide_year_by_year(search: RoadmapSearch) -> None:
    """Decide one year after the other, and offer the path that they make.

    Where what was decided leaves a year without any plan that keeps the rules, the year before is decided anew, with
    this one in view; and so on back. Where that does not help, it is decided with the next. From the first year on for
    which there was no time, nothing new moves. Raises SolverError.
    """
    routes: Routes = {}
    for year in search.problem.years:
        work = _decide(search, routes, year)
        if work.path is not None:
            routes = {earlier: plan.routes for earlier, plan in work.path.plans.items()}
        elif not work.infeasible:
            _stay(search, routes)
            return
    if work.path is None:  # with all years open in the end: as of any path
        search.infeasible, search.conflicts, search.short_kr = True, work.conflicts, work.short_kr
    else:
        search.offer(RoadmapPlan.of_routes(search.problem, routes), YEAR_BY_YEAR)


def _stay(search: RoadmapSearch, routes: Routes) -> None:
    """Offer the path on which nothing new moves after these years; if it breaks a rule, that on which nothing does."""
    for decided in (routes, {}):
        walk = ForwardWalk(search, dict(decided))
        left = [year for year in search.problem.years if year not in decided]
        if all(map(walk.stay, left)) and search.offer(RoadmapPlan.of_routes(search.problem, walk.routes), YEAR_BY_YEAR):
            before = [one for one in search.decided if one.last < left[0]]
            search.decided = [*before, DecidedYears(left[0], left[-1], None, stayed=True)]
            return


def _decide(search: RoadmapSearch, routes: Routes, year: int) -> RoadmapSearch:
    """Return the search for a path up to a year that has these routes before it, or as many of them as there can be."""
    years = [one for one in search.problem.years if one <= year]
    left = len(search.problem.years) - len(years)
    until = time.monotonic() + search.monitor.remaining * 2 / (left + 2)
    for first in reversed(years):
        held = {earlier: some for earlier, some in routes.items() if earlier < first}
        work, held_back = _decide_after(search, held, year, until)
        if work.path is not None:
            opened = years[len(held)]
            before = [one for one in search.decided if one.first < opened]
            search.decided = [*before, DecidedYears(opened, year, work.gap, held_back)]
        if not work.infeasible:
            break
    return work


def _decide_after(
    search: RoadmapSearch, held: Routes, year: int, until: float
) -> tuple[RoadmapSearch, tuple[str, ...]]:
    """Return the search for a path up to a year with these routes before it, and the hosts that were held back in it.

    Where hosts would outgrow what they may sell as contacts change, they sell less, and the year is decided again; as
    long as that finds a path.
    """
    problem, shares = AsIfItStayed.until(search.problem, year).restricted(held), dict[str, float]()
    last, kept = problem.problems[year], _search(search, problem, year, until)
    held_back: tuple[str, ...] = ()
    for _ in range(MOST_TIGHTENED - 1):
        outgrown = dict(outgrown_hosts(search.problem, year, kept.path.plans[year].routes)) if kept.path else {}
        if not outgrown:
            break
        shares |= outgrown
        tighter = problem.with_last(build_problem(with_shares_sold(last.instance, shares)))
        work = _search(search, tighter, year, until)
        if work.path is None:
            break
        kept, held_back = work, tuple(sorted(shares))
    return kept, held_back


def _search(search: RoadmapSearch, problem: RoadmapProblem, year: int, until: float) -> RoadmapSearch:
    """Return a search for a path up to a year, run until a time as a part of the whole one."""
    monitor = search.monitor_of_year(YEAR_BY_YEAR, year, until - time.monotonic())
    work = RoadmapSearch(problem, search.options, monitor)
    run_path_stages(work, STAGES_OF_LAST_YEAR)
    search.records += work.records
    search.left_out |= work.left_out
    return work
