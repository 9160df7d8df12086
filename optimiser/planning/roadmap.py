"""A path over years: a problem for each year, what lasts from one year to the next, and what the whole path costs.

Each year of an instance with years is a steady-state problem of its own. What links them is declared here: where
everything stands before the first year, what stays once it is there, what each year may spend, and how the years add
up. `RoadmapPlan` prices a path; the model of all years (`model/roadmap.py`) has the same sums as rows and columns.

    cost = Σ_y d_y (running_y + transition_y + undoing_y + Σ of the annuities of all that has been invested in up to y)

with d_y = (1 + r)^-(y - first year). What is invested in is paid in the year it is first used, at that year's amounts,
and its annuity runs from then on: what is not yet paid off when the horizon ends is its value then. What wears out
within the horizon is renewed at the same annuity. What is undone, where that is allowed, is paid for once, in the year
it is, and what was invested in it stays invested: its annuities run on. A path of one year costs what the plan of that
year does.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple, Self

from optimiser.data.columns import Form
from optimiser.data.instance import Instance
from optimiser.data.rows import Centre
from optimiser.planning.charges import Charge
from optimiser.planning.path_structure import PathStructure, YearTask
from optimiser.planning.plan import Plan
from optimiser.planning.pools import interchangeable_centres
from optimiser.planning.problem import Problem, build_problem, restrict_problem
from optimiser.planning.routes import DEPARTMENTS, Route

MONTHS_OF_YEAR = 12


class Item(NamedTuple):
    """What is paid for once: see `ITEMS`; and who, which task, at which centre, as far as it has these."""

    kind: str
    municipality: str = ""
    task: str = ""
    centre: str = ""
    form: str = ""


ITEMS = ("task", "end", "link", "centre", "host", "form")
"""A task moved, a contract ended for a task, a connection, a centre opened, a host that sells, a form in use."""
TaskPlaces = Mapping[int, str]
"""Where a task is answered in each year in which it has contacts, in order."""


@dataclass(frozen=True)
class RoadmapProblem:
    """What is decided over in every year of an instance; `problems` are by year, in order.

    A path must differ from all of `differs_from`.
    """

    instance: Instance
    problems: Mapping[int, Problem]
    differs_from: tuple[PathStructure, ...] = field(default=(), kw_only=True)

    @classmethod
    def of_instance(cls, instance: Instance) -> "RoadmapProblem":
        """Return the problem of each year of an instance; one without years has the one it is of."""
        return cls(instance, {year: build_problem(_while_centres_are_new(instance, year)) for year in instance.years})

    def restricted(self, routes: Mapping[int, Iterable[Route]]) -> Self:
        """Return the problem in which each of these years has only these of its routes."""
        narrowed = {year: restrict_problem(self.problems[year], some) for year, some in routes.items()}
        return replace(self, problems={**self.problems, **narrowed})

    def holding(self, places: Mapping[int, Mapping[tuple[str, str], str]]) -> Self:
        """Return the problem in which tasks are answered at these places, by year and (municipality, task)."""
        routes = {
            year: [route for route in self.problems[year].routes if _is_at(at, route)] for year, at in places.items()
        }
        return self.restricted(routes)

    @property
    def years(self) -> tuple[int, ...]:
        """The years, in order."""
        return tuple(self.problems)

    @cached_property
    def contacts(self) -> Mapping[YearTask, float]:
        """The contacts of each year by (year, municipality, task)."""
        years = self.problems.items()
        return {(year, *key): count for year, one in years for key, count in one.instance.contacts.items()}

    @cached_property
    def interchangeable(self) -> Mapping[str, str]:
        """By shared centre, the first of those that nothing but the name tells from it in any year, itself maybe."""
        by_year = [interchangeable_centres(one) for one in self.problems.values()]
        seen = {centre: tuple(same.get(centre, "") for same in by_year) for same in by_year for centre in same}
        first: dict[tuple[str, ...], str] = {}
        return {centre: first.setdefault(kinds, centre) for centre, kinds in seen.items()}

    def year_before(self, year: int) -> int | None:
        """Return the year before a year; None before the first."""
        return year - 1 if year - 1 in self.problems else None

    def weight(self, year: int) -> float:
        """Return what a kr. of a year is worth in the first year (d_y)."""
        return float((1 + self.instance.settings.economy.discount_rate) ** (self.years[0] - year))

    def weight_from(self, year: int) -> float:
        """Return what a kr. in every year from one to the last is worth in the first."""
        return sum(self.weight(later) for later in self.years if later >= year)

    # ---- what lasts ------------------------------------------------------------------------------

    @cached_property
    def place_before(self) -> Mapping[tuple[str, str], str]:
        """Where each municipality's tasks are answered before the first year, by (municipality, task).

        A centre of the table existing, or the departments.
        """
        return _places_before(self.instance)

    def kept_years(self, form: Form) -> int | None:
        """Return for how many years a task that has begun to be answered in a form stays where it is; None for ever.

        What an own centre answers may go on to another centre at any time; a purchase may when its contract has ended.
        """
        if form in ("unchanged", "local"):
            return 0
        return self.instance.settings.roadmap.contract_years if form == "purchased" else None

    def undone_in(self, municipality: str, task: str, places: TaskPlaces) -> Iterator[int]:
        """Yield the years in which a task leaves a place that it may not leave yet, or not for there.

        What it is answered by before the first year it may leave: what that costs, or forbids, is of each year.
        """
        place, begun = self.place_before[municipality, task], None
        for year, next_place in places.items():
            if next_place == place:
                continue
            if begun is not None and not self._may_leave(municipality, place, next_place, year - begun):
                yield year
            place, begun = next_place, year

    def _may_leave(self, municipality: str, place: str, next_place: str, years: int) -> bool:
        """Return whether a task may go on from a place where it has been for so many years: never to departments."""
        if place == DEPARTMENTS:
            return True
        kept = self.kept_years(self.instance.centre_rows[place].form_for(municipality))
        return next_place != DEPARTMENTS and kept is not None and years >= kept

    # ---- what a new centre must have -------------------------------------------------------------

    def asked_of_new(self, year: int, item: Item) -> float:
        """Return what a centre must answer once it is no longer new, or a host sell, in a year (contacts, pooled).

        0 where no less is asked of it while it is new: it is there before the first year, or asked nothing.
        """
        row = self.instance.in_year(year).centre_rows[item.centre]
        return _LEAST[item.kind](row) if self.instance.settings.roadmap.minimum_ramp and self._is_new(item) else 0.0

    def _is_new(self, item: Item) -> bool:
        before = {centre for _, centre in self.links_before} if item.kind == "host" else set(self.place_before.values())
        return item.centre not in before

    def share_while_new(self, year: int, since: int) -> float:
        """Return the share of its minimum that a centre must have in a year which is in use since another."""
        ramp = self.instance.settings.roadmap.minimum_ramp
        return ramp[year - since] if year - since < len(ramp) else 1.0

    # ---- what may be invested, and who pays -------------------------------------------------------

    @property
    def budgets_kr(self) -> Mapping[int, float]:
        """The most that all together invest in a year, in kr., by year; only where there is a limit."""
        return {year: kr for year, kr in self.instance.budgets_kr.items() if year in self.problems}

    @property
    def municipal_budgets_kr(self) -> Mapping[tuple[int, str], float]:
        """The most that a municipality invests in a year, in kr., by (year, municipality)."""
        return {key: kr for key, kr in self.instance.municipal_budgets_kr.items() if key[0] in self.problems}

    def payer(self, item: Item) -> str | None:
        """Return the municipality on which an investment falls, a centre's on its seat; None where it is nobody's."""
        return item.municipality or self.instance.centre_rows[item.centre].seat

    @cached_property
    def links_before(self) -> frozenset[tuple[str, str]]:
        """The connections, (municipality, centre), before the first year."""
        return _links_of(self.instance, self.place_before)

    # ---- what moving costs -----------------------------------------------------------------------

    @property
    def loses_by_moving(self) -> float:
        """The part of a year's answering that is lost when a task moves."""
        roadmap = self.instance.settings.roadmap
        return roadmap.transition_loss * roadmap.transition_months / MONTHS_OF_YEAR

    def transition_kr(self, year: int, municipality: str, task: str) -> float:
        """Return what is lost in the year in which a task moves, while those who answer it learn (kr.)."""
        instance, key = self.problems[year].instance, (municipality, task)
        return self.loses_by_moving * instance.contacts[key] * instance.today_unit_kr[key]

    @property
    def allows_undoing(self) -> bool:
        """True where what is begun may be undone, at a price."""
        return self.instance.settings.roadmap.undoing_kr is not None

    def undoing_kr(self, year: int, municipality: str, task: str) -> float:
        """Return what is paid in the year in which a task leaves a place that it may not leave (kr.)."""
        price_kr = self.instance.settings.roadmap.undoing_kr or 0.0
        return price_kr * self.problems[year].instance.contacts[municipality, task]


@dataclass(frozen=True)
class RoadmapPlan:
    """A plan for each year, and all that follows from their order."""

    problem: RoadmapProblem
    plans: Mapping[int, Plan]

    @classmethod
    def of_routes(cls, problem: RoadmapProblem, routes: Mapping[int, Iterable[Route]]) -> "RoadmapPlan":
        """Return the path that takes these routes in each year."""
        return cls(problem, {year: Plan(one, tuple(routes[year])) for year, one in problem.problems.items()})

    def of_problem(self, problem: RoadmapProblem) -> "RoadmapPlan":
        """Return the same path in a problem that has its routes, and maybe more."""
        return RoadmapPlan.of_routes(problem, {year: plan.routes for year, plan in self.plans.items()})

    def structure_by(self, same: Mapping[str, str]) -> PathStructure:
        """Return its structure; `same` as that of the problem, by which centres count as one."""
        return PathStructure.of_routes({year: plan.routes for year, plan in self.plans.items()}, same)

    @cached_property
    def items(self) -> Mapping[int, Mapping[Item, Charge]]:
        """What is in use in each year, and what it would be charged if it were begun in that year."""
        return {year: dict(_items_of(plan)) for year, plan in self.plans.items()}

    @cached_property
    def begun(self) -> Mapping[int, Mapping[Item, Charge]]:
        """What each year is the first to use, with what is invested in it then."""
        known: set[Item] = set()
        found = {}
        for year, items in self.items.items():
            found[year] = {item: charge for item, charge in items.items() if item not in known}
            known |= items.keys()
        return found

    @cached_property
    def first_used(self) -> Mapping[Item, int]:
        """The year in which each item is begun."""
        return {item: year for year, items in self.begun.items() for item in items}

    @cached_property
    def moved(self) -> Mapping[int, tuple[Route, ...]]:
        """The routes that tasks take in each year and did not in the year before, other than to the departments."""
        found, before = {}, self.problem.place_before
        for year, plan in self.plans.items():
            found[year] = tuple(
                route
                for route in plan.routes
                if route.centre not in (DEPARTMENTS, before.get((route.municipality, route.task), DEPARTMENTS))
            )
            before = {**before, **{(route.municipality, route.task): route.centre for route in plan.routes}}
        return found

    @cached_property
    def joined(self) -> Mapping[int, tuple[tuple[str, str], ...]]:
        """The connections, (municipality, centre), that each year has and the year before had not."""
        found, before = {}, self.problem.links_before
        for year, plan in self.plans.items():
            found[year] = tuple(link for link in plan.links if link not in before)
            before = frozenset(plan.links)
        return found

    @cached_property
    def undone(self) -> Mapping[int, tuple[tuple[str, str], ...]]:
        """The tasks, (municipality, task), that leave in each year a place which they may not leave then."""
        places: dict[tuple[str, str], dict[int, str]] = defaultdict(dict)
        for year, plan in self.plans.items():
            for route in plan.routes:
                places[route.municipality, route.task][year] = route.centre
        years = {key: frozenset(self.problem.undone_in(*key, at)) for key, at in places.items()}
        return {year: tuple(key for key, some in years.items() if year in some) for year in self.plans}

    def invested_kr(self, year: int) -> float:
        """Return what is invested in a year (kr., once)."""
        return sum(charge.investment_kr for charge in self.begun[year].values())

    def invested_by_kr(self, year: int) -> Mapping[str, float]:
        """Return what is invested in a year by the municipality on which it falls (kr., once)."""
        found: dict[str, float] = defaultdict(float)
        for item, charge in self.begun[year].items():
            if (who := self.problem.payer(item)) is not None:
                found[who] += charge.investment_kr
        return found

    def annuities_kr(self, year: int) -> float:
        """Return the annuities in a year of all that has been invested in so far (kr.)."""
        return sum(
            charge.investment_annual_kr
            for begun, items in self.begun.items()
            if begun <= year
            for charge in items.values()
        )

    def running_kr(self, year: int) -> float:
        """Return the cost of a year without anything invested (kr.): centres by affine pieces."""
        plan = self.plans[year]
        return sum(cost.by_pieces_kr for cost in plan.operation.values()) + plan.charges.running_kr

    def transition_kr(self, year: int) -> float:
        """Return what is lost in a year by what moves in it (kr.)."""
        return sum(self.problem.transition_kr(year, route.municipality, route.task) for route in self.moved[year])

    def undoing_kr(self, year: int, municipality: str | None = None) -> float:
        """Return what is paid in a year for what is undone in it, by all or by one municipality (kr.)."""
        some = (key for key in self.undone[year] if municipality in (None, key[0]))
        return sum(self.problem.undoing_kr(year, *key) for key in some)

    def year_cost_kr(self, year: int) -> float:
        """Return all that a year costs (kr.)."""
        return self.running_kr(year) + self.annuities_kr(year) + self.transition_kr(year) + self.undoing_kr(year)

    @cached_property
    def cost_kr(self) -> float:
        """What the path costs, in the worth of the first year (kr.)."""
        return sum(self.problem.weight(year) * self.year_cost_kr(year) for year in self.plans)


def _is_at(places: Mapping[tuple[str, str], str], route: Route) -> bool:
    return places.get((route.municipality, route.task), route.centre) == route.centre


_LEAST: Mapping[str, Callable[[Centre], float]] = {
    "centre": lambda row: row.min_volume,
    "host": lambda row: row.min_sold,
}
"""What must be answered where a centre is open, and sold where it is a host."""


def _places_before(instance: Instance) -> Mapping[tuple[str, str], str]:
    """Where each municipality's tasks are answered before the first year: as in the first in which it has them."""
    found: dict[tuple[str, str], str] = {}
    for of_year in map(instance.in_year, instance.years):
        answered = of_year.answered_already
        for key in of_year.contacts:
            found.setdefault(key, answered[key].centre if key in answered else DEPARTMENTS)
    return found


def _links_of(instance: Instance, places: Mapping[tuple[str, str], str]) -> frozenset[tuple[str, str]]:
    """The connections, (municipality, centre), that tasks at these places use."""
    rows = instance.centre_rows
    return frozenset(
        (municipality, place)
        for (municipality, _), place in places.items()
        if place != DEPARTMENTS and rows[place].seat != municipality
    )


def _while_centres_are_new(instance: Instance, year: int) -> Instance:
    """Return the instance of a year, in which no more is asked of centres than of the newest that they can be."""
    of_year, ramp = instance.in_year(year), instance.settings.roadmap.minimum_ramp
    if not ramp:
        return of_year
    least = min(ramp[years] if years < len(ramp) else 1.0 for years in range(year - instance.years[0] + 1))
    places = _places_before(instance)
    old, selling = set(places.values()), {centre for _, centre in _links_of(instance, places)}
    rows = (
        row.model_copy(
            update={
                "min_volume": row.min_volume * (1.0 if row.centre in old else least),
                "min_sold": row.min_sold * (1.0 if row.centre in selling else least),
            }
        )
        for row in of_year.tables.centres
    )
    return replace(of_year, tables=replace(of_year.tables, centres=tuple(rows)))


def _items_of(plan: Plan) -> Iterator[tuple[Item, Charge]]:
    """Yield what a plan uses, and what is charged for it."""
    tariff = plan.problem.tariff
    for route in plan.routes:
        yield Item("task", route.municipality, route.task, route.centre), tariff.charge_of_contacts(route)
        if (ending := tariff.charge_of_ending(route)).investment_kr:
            yield Item("end", route.municipality, route.task), ending
    for (municipality, centre), charge in plan.link_charges.items():
        yield Item("link", municipality, centre=centre), charge
    for centre in plan.by_centre:
        yield Item("centre", centre=centre), tariff.open_centre(centre)
    for centre in plan.hosts:
        yield Item("host", centre=centre), tariff.charge_of_host(centre)
    for (municipality, form), charge in plan.form_charges.items():
        yield Item("form", municipality, form=form), charge
