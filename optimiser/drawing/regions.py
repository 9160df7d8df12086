"""The public call: `drawn = draw_regions(read("denmark-2014"), DrawingRules(most_groups=4))`."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count
from math import inf

from optimiser.api import solve
from optimiser.data.findings import InvalidInputError
from optimiser.data.instance import Instance
from optimiser.data.settings import SolverOptions
from optimiser.data.years import refuse_years
from optimiser.drawing.bounding import UserBound
from optimiser.drawing.contradictions import why_no_drawing, with_minimum_volume
from optimiser.drawing.country import Country, Drawing, drawing_of
from optimiser.drawing.drawing_costs import DrawingCosts
from optimiser.drawing.growing import Users, joined, mended
from optimiser.drawing.memberships import Memberships
from optimiser.drawing.price_search import search_at_prices
from optimiser.drawing.pricing import Priced
from optimiser.drawing.relaxation import RelaxedDrawings, relaxed_model
from optimiser.drawing.relaxed_search import FoundDrawing, RelaxedSearch
from optimiser.drawing.rules import PLACE, DrawingRules, Group
from optimiser.drawing.starts_file import faults_of_starts
from optimiser.drawing.structures import groups_of_structure
from optimiser.drawing.user_branches import UserBranches
from optimiser.drawing.valuing import GroupValues, value_groups
from optimiser.drawing.walking import walk_to_lower_cost
from optimiser.fixed_plan import evaluate_fixed_plan
from optimiser.model.portfolio_model import PortfolioModel
from optimiser.planning.assignment import Assignment
from optimiser.planning.problem import Problem, build_problem
from optimiser.portfolios.lagrangian import Prices
from optimiser.result.result import Result
from optimiser.solver.monitor import relative_gap, stop_on_interrupt
from optimiser.solver.solve import WarmStart
from optimiser.solver.warm_start_cache import WarmStartCache

MOST_PRICED = 2
"""Drawings that are solved in a round, of those whose relaxation was found to cost least."""
ROUNDS = 3
"""Times that drawings are searched for, each at the prices of the best before, or halfway to those of the first."""
MOST_SOLVES = 100
"""Solves of instances and structures after which no further part is looked into."""
SAME_COST = 1e-9
"""Share by which costs of one plan may differ where it is counted in two instances."""
ReportDrawing = Callable[[int, float | None, float | None], None]
"""Is told how many solves were made, what the best drawing costs, and what none costs less than (kr. a year)."""


class NoDrawingError(Exception):
    """Raised where it is proven that no drawing obeys what is asked, or that none that does has a lawful plan."""


@dataclass(frozen=True)
class DrawnRegions:
    """The best drawing that was found, and what was proved of it.

    `groups` are the codes of the municipalities by the name of their centre, `result` the solve of the structure that
    they are: its instance has it as the structure `drawn`. No drawing that obeys the rules costs less than `bound_kr` a
    year; `relaxed_kr` is the bound before any membership was settled. It took `solves`; where it is `interrupted`,
    Ctrl-C ended the search.
    """

    groups: dict[str, Group]
    result: Result
    bound_kr: float | None
    relaxed_kr: float | None
    solves: int
    interrupted: bool = False

    @property
    def cost_kr(self) -> float:
        """What the cheapest plan found under the drawing costs, in kr. a year."""
        return self.result.figures.objective_kr

    @property
    def gap(self) -> float | None:
        """How much cheaper a drawing can be at most, as a share of its cost; None where nothing is proved."""
        return relative_gap(self.cost_kr, self.bound_kr)


def draw_regions(
    instance: Instance,
    rules: DrawingRules,
    options: SolverOptions | None = None,
    *,
    most_solves: int = MOST_SOLVES,
    starts: Sequence[Drawing] = (),
    report: ReportDrawing = lambda *_: None,
) -> DrawnRegions | None:
    """Find the groups of municipalities, each with a shared centre, under which the cheapest plan costs least.

    Every drawing is in one of the parts that memberships divide all drawings into; a part is done where the plan that
    no drawing in it undercuts is one of a drawing, where it costs no less than the best, or where every membership is
    settled and the structure itself is solved.

    Parameters
    ----------
    instance
        The instance, whose virtual centres are alike: a group's centre is as they are.
    rules
        What a drawing must obey.
    options
        Options of each solve; the search ends where a drawing is proven to be within their gap.
    most_solves
        After how many solves no further part is looked into; the last part may take a few more.
    starts
        Drawings to begin the search with, lawful or not, as of fewer groups.
    report
        Called after each part with how far the search has come.

    Returns
    -------
    DrawnRegions | None
        The drawing with what was proved of it; None where the search ended without one, and there may be one.

    Raises
    ------
    InvalidInputError
        No drawing obeys the rules, as far as is seen beforehand; the instance is of several years, or its virtual
        centres are not alike; a drawing to begin with has strangers, or somebody in two groups.
    NoDrawingError
        The search has proven that no drawing obeys the rules, or that none that does has a lawful plan.
    KeyboardInterrupt
        Ctrl-C before there was a drawing; later it ends the search with what is found by then.
    """
    refuse_years(instance)
    if faults := [*faults_of_starts(instance, starts), *why_no_drawing(instance, rules)]:
        raise InvalidInputError(PLACE, faults)
    country = Country(instance, with_minimum_volume(instance, rules))
    every = Memberships.all_of(country)
    if every is None:
        raise NoDrawingError
    search = _Search(Priced(country), every, options, most_solves, tuple(starts), report)
    with stop_on_interrupt(search):
        return search.run()


@dataclass(frozen=True)
class _Solved:
    """A solve, and the prices of its relaxation; none where it was solved without."""

    result: Result
    prices: Prices | None


@dataclass
class _Search:
    """The parts of all drawings that are left to look into, and the best drawing so far."""

    priced: Priced
    whole: Memberships
    options: SolverOptions | None
    most_solves: int
    starts: tuple[Drawing, ...]
    report: ReportDrawing
    solves: int = 0
    best: tuple[float, Drawing, _Solved] | None = None
    interrupted: bool = False
    relaxed_kr: float | None = None
    done_kr: float = inf
    parts: list[tuple[float, int, Memberships]] = field(default_factory=list)
    known: dict[Drawing, _Solved] = field(default_factory=dict)
    models: dict[tuple[int, int], PortfolioModel | None] = field(default_factory=dict)
    numbers: "count[int]" = field(default_factory=count)

    def run(self) -> DrawnRegions | None:
        """Look into one part after the other, the one with the lowest bound first."""
        self._look_into(self.whole, -inf)
        while self._goes_on():
            bound_kr, _, part = heappop(self.parts)
            self._look_into(part, bound_kr)
            self.report(self.solves, self.best and self.best[0], self._bound_kr)
        return self._drawn()

    def _goes_on(self) -> bool:
        """Whether another part is looked into."""
        return self._may_go_on and bool(self.parts) and not self._is_proven(self.parts[0][0])

    @property
    def _bound_kr(self) -> float | None:
        """What no drawing costs less than: the least of all parts, done or not."""
        lowest = min((self.done_kr, *(bound_kr for bound_kr, _, _ in self.parts)))
        if self.best is not None:
            lowest = min(lowest, self.best[0])
        return lowest if -inf < lowest < inf else None

    def _is_proven(self, bound_kr: float) -> bool:
        """Whether drawings that cost no less than a bound need no further search."""
        if self.best is None:
            return False
        gap = relative_gap(self.best[0], bound_kr)
        return gap is not None and gap <= self.best[2].result.run.options.gap

    @property
    def _may_go_on(self) -> bool:
        return not self.interrupted and self.solves < self.most_solves

    def _solve(self, instance: Instance, warm_start: WarmStart | None = None) -> _Solved:
        self.solves += 1
        cache = WarmStartCache()
        result = solve(instance, self.options, warm_start=warm_start, cache=cache, nearest_host=False)
        self.interrupted = self.interrupted or result.run.interrupted
        return _Solved(result, cache.prices)

    # ---- drawings ------------------------------------------------------------------------------

    def _structures(self) -> list[Drawing]:
        """Return the structures of the instance that are drawings by these rules."""
        names = sorted({row.structure for row in self.priced.instance.tables.structures})
        drawings = (drawing_of(groups_of_structure(self.priced.instance, name).values()) for name in names)
        return list(dict.fromkeys(filter(self.priced.country.allows, drawings)))

    def _price(self, drawing: Drawing, plan: Assignment | None = None) -> _Solved:
        """Solve the structure that a drawing is, begun from a plan of it, and keep it where it is the best."""
        if drawing not in self.known:
            instance = self.priced.of_drawing(drawing)
            start = WarmStart(plan.routes_in(instance)) if plan is not None else None
            self.known[drawing] = self._solve(instance, start)
            cost_kr = self.known[drawing].result.objective_kr
            if cost_kr is not None and (self.best is None or cost_kr < self.best[0]):
                self.best = cost_kr, drawing, self.known[drawing]
        return self.known[drawing]

    # ---- parts ---------------------------------------------------------------------------------

    def _look_into(self, part: Memberships, bound_kr: float) -> None:
        """Find what no drawing of a part costs less than; where none is known to cost that, divide it."""
        if not part.open:
            self._settle(part, bound_kr)
            return
        solved = self._solve(self.priced.of_memberships(part))
        result, is_whole = solved.result, part is self.whole
        if result.run.bound_kr is not None:
            bound_kr = max(bound_kr, result.run.bound_kr)
        if is_whole:
            self.relaxed_kr = result.run.bound_kr
        if result.status == "infeasible":
            return
        if self.interrupted:
            heappush(self.parts, (bound_kr, next(self.numbers), part))
            return
        ends = self._is_proven(bound_kr) or (result.has_plan and self._is_of_drawing(part, result))
        if is_whole and not ends:
            bound_kr = self._construct(part, bound_kr, solved)
            ends = self._is_proven(bound_kr)
        if ends:
            self.done_kr = min(self.done_kr, bound_kr)
            return
        for divided in part.split_at(self._contested(part, self.priced.users(result.assignment))):
            heappush(self.parts, (bound_kr, next(self.numbers), divided))

    def _settle(self, part: Memberships, bound_kr: float) -> None:
        """Solve the one drawing of a part, if it is one."""
        if self.priced.country.allows(part.drawing):
            found = self._price(part.drawing).result
            if part is self.whole:
                self.relaxed_kr = found.run.bound_kr
            if found.status != "infeasible":
                own_kr = -inf if found.run.bound_kr is None else found.run.bound_kr
                self.done_kr = min(self.done_kr, max(bound_kr, own_kr))

    def _is_of_drawing(self, part: Memberships, result: Result) -> bool:
        """Whether a plan of a part is, at its cost, one of a drawing; the drawing is kept where it is the best."""
        drawing = joined(self.priced.country, self.priced.users(result.assignment), part.members)
        if drawing is None:
            return False
        plan = self.priced.renamed(result.assignment, drawing)
        figures = evaluate_fixed_plan(plan, self.priced.of_drawing(drawing)).lawful_figures
        if figures is None or figures.objective_kr > result.figures.objective_kr * (1 + SAME_COST):
            return False
        if self.best is None or figures.objective_kr < self.best[0]:
            self._price(drawing, plan)
        return True

    # ---- the whole -----------------------------------------------------------------------------

    def _construct(self, whole: Memberships, bound_kr: float, solved: _Solved) -> float:
        """Look for good drawings from what was found of all; return what none is then known to cost less than."""
        problem, structures = build_problem(self.priced.of_memberships(whole)), self._structures()
        users, contacts = self.priced.users(solved.result.assignment), self.priced.instance.contacts_of
        grown = mended(self.priced.country, users, contacts) if solved.result.has_plan else None
        starts = [*structures, *self.starts, *([grown] if grown else [])]
        values = self._values(problem, solved)
        search = None if values is None else self._relaxed_search(values)
        if search is None:
            self._price_each([*structures, *([grown] if grown and values is None else [])])
        if values is not None:
            self._search_in_rounds(problem, bound_kr, solved, values, starts, search)
        if search is not None and self.best is None:
            self._price_each(structures)
        if self.best is not None and not self.interrupted:
            self._walk_on(*self.best[1:])
        return bound_kr if values is None else self._raised(bound_kr, values.used)

    def _price_each(self, drawings: Iterable[Drawing]) -> None:
        """Price drawings until Ctrl-C."""
        for drawing in drawings:
            if not self.interrupted:
                self._price(drawing)

    def _relaxed_search(self, values: GroupValues) -> RelaxedSearch | None:
        """Return the search at what relaxations cost, with as many centres as pay; None where it is not for this."""
        count = min(max(1, values.used), self.priced.country.rules.most_groups)
        model = self._relaxed_model(0, count)
        if model is None:
            return None
        drawings = RelaxedDrawings(model, self.priced.country, self.priced.names()[:count])
        return RelaxedSearch(self.priced.country, values, drawings, lambda: self.interrupted)

    def _search_in_rounds(
        self,
        problem: Problem,
        bound_kr: float,
        solved: _Solved,
        values: GroupValues | None,
        starts: Sequence[Drawing],
        search: RelaxedSearch | None,
    ) -> None:
        """Search at prices, and from there at what relaxations cost; time and again at the prices of the best."""
        for seed in range(ROUNDS):
            if values is None or not self._may_go_on or self._is_proven(bound_kr):
                break
            before, begun = self.best, [*self.known, *starts]
            found = search_at_prices(self.priced.country, values, begun, seed)
            if search is not None:
                self._price_cheapest(search.run([*found, *begun], bound_kr, seed))
            elif (new := next((drawing for drawing in found if drawing not in self.known), None)) is not None:
                self._price(new)
            if self.best is not None:
                values = self._values(problem, self.best[2], solved if self.best is before else None)

    def _price_cheapest(self, found: Sequence[FoundDrawing]) -> None:
        """Price the drawing whose relaxation costs least, and those of which a plan may cost less by the gap."""
        for one in found[:MOST_PRICED]:
            if not self._may_go_on or self._is_proven(one.cost_kr):
                break
            self._price(one.drawing)

    def _walk_on(self, drawing: Drawing, solved: _Solved) -> None:
        """Walk on from a drawing at what drawings cost, and solve the cheapest that is met where it costs less."""
        costs = DrawingCosts(self.priced, drawing, solved.result.assignment)
        cheaper = walk_to_lower_cost(costs, drawing, self.priced.country, lambda: self.interrupted)
        if cheaper != drawing and not self.interrupted:
            plan = costs.plan(dict(zip(costs.names, cheaper, strict=False)))
            is_lawful = evaluate_fixed_plan(plan, self.priced.of_drawing(cheaper)).lawful_figures is not None
            self._price(cheaper, plan if is_lawful else None)

    def _values(self, problem: Problem, solved: _Solved, other: _Solved | None = None) -> GroupValues | None:
        """What groups are worth at the prices of a solve, or halfway to those of another."""
        if solved.prices is None:
            return None
        several = [solved.prices, *([other.prices] if other is not None and other.prices is not None else [])]
        return value_groups(problem, several, solved.result.assignment, self.priced.names())

    def _raised(self, bound_kr: float, used: int) -> float:
        """Return what no drawing costs less than, by how many centres a plan of it uses; see `bounding.py`.

        Drawings whose plan uses as many as the relaxation, or fewer, are looked at together, then those of each number.
        """
        most = self.priced.country.rules.most_groups
        lowest = self._bound_of_used(0, used)
        for more in range(used + 1, most + 1):
            if lowest <= bound_kr:
                break
            rest = self._bound_of_used(more, most)
            if rest >= lowest or more == most:
                lowest = min(lowest, rest)
                break
            lowest = min(lowest, max(rest, self._bound_of_used(more, more)))
        return max(bound_kr, lowest)

    def _bound_of_used(self, least: int, most: int) -> float:
        """Return what no drawing costs less than whose plan uses so many centres; -inf where nothing is told."""
        if self.interrupted:
            return -inf
        enough_kr = inf if self.best is None else self.best[0] * (1 - self.best[2].result.run.options.gap)
        model = self._relaxed_model(least, most)
        if model is None or not model.costs.bound_holds:
            return -inf
        branches = UserBranches(self.priced.country, most)
        return UserBound(model, self.priced.names()[:most], branches, lambda: self.interrupted).bound_kr(enough_kr)

    def _relaxed_model(self, least: int, most: int) -> PortfolioModel | None:
        """Return the relaxation in which so many centres are used; that of the search is that of the first bound."""
        if (least, most) not in self.models:
            self.models[least, most] = relaxed_model(build_problem(self.priced.where_used(least, most)))
        return self.models[least, most]

    def _contested(self, part: Memberships, users: Users) -> str:
        """The open municipality by whom drawings are divided: one that uses several centres or one, a large one."""
        contacts = self.priced.instance.contacts_of
        return max(part.open, key=lambda code: (len(users.get(code, ())), contacts[code], code))

    def _drawn(self) -> DrawnRegions | None:
        if self.best is None:
            if self.interrupted:
                raise KeyboardInterrupt
            if not self.parts and self.done_kr == inf:
                raise NoDrawingError
            return None
        _, drawing, solved = self.best
        groups = dict(zip(self.priced.names(), drawing, strict=False))
        return DrawnRegions(groups, solved.result, self._bound_kr, self.relaxed_kr, self.solves, self.interrupted)
