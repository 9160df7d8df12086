"""A path over years: a problem for each year, what lasts from one year to the next, and what the whole path costs.

Each year of an instance with years is a steady-state problem of its own. What links them is declared here: where
everything stands before the first year, what stays once it is there, what each year may spend, and how the years add
up. `RoadmapPlan` prices a path; the model of all years (`model/roadmap.py`) has the same sums as rows and columns.

    cost = Σ_y d_y (running_y + transition_y + Σ of the annuities of all that has been invested in up to y)

with d_y = (1 + r)^-(y - first year). What is invested in is paid in the year it is first used, at that year's amounts,
and its annuity runs from then on: what is not yet paid off when the horizon ends is its value then. What wears out
within the horizon is renewed at the same annuity. A path of one year costs what the plan of that year does.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from optimiser.data.columns import Form
from optimiser.data.instance import Instance
from optimiser.planning.charges import Charge
from optimiser.planning.plan import Plan
from optimiser.planning.problem import Problem, build_problem
from optimiser.planning.routes import DEPARTMENTS, Route

MONTHS_OF_YEAR = 12


class Item(NamedTuple):
    """What is invested in once: a task moved, a connection, a centre opened, a host that sells, a form in use.

    `kind` says which; the rest is who, which task, at which centre and in which form, as far as it has these.
    """

    kind: str
    municipality: str = ""
    task: str = ""
    centre: str = ""
    form: str = ""


@dataclass(frozen=True)
class RoadmapProblem:
    """What is decided over in every year of an instance; `problems` are by year, in order."""

    instance: Instance
    problems: Mapping[int, Problem]

    @classmethod
    def of_instance(cls, instance: Instance) -> "RoadmapProblem":
        """Return the problem of each year of an instance; one without years has the one it is of."""
        return cls(instance, {year: build_problem(instance.in_year(year)) for year in instance.years})

    @property
    def years(self) -> tuple[int, ...]:
        """The years, in order."""
        return tuple(self.problems)

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
        first = self.problems[self.years[0]].instance
        answered = first.answered_already
        return {key: answered[key].centre if key in answered else DEPARTMENTS for key in first.contacts}

    def kept_years(self, form: Form) -> int | None:
        """Return for how many years a task that has begun to be answered in a form stays where it is; None for ever.

        What an own centre answers may go on to another centre at any time; a purchase may when its contract has ended.
        """
        if form in ("unchanged", "local"):
            return 0
        return self.instance.settings.roadmap.contract_years if form == "purchased" else None

    # ---- what moving costs -----------------------------------------------------------------------

    def transition_kr(self, year: int, municipality: str, task: str) -> float:
        """Return what is lost in the year in which a task moves, while those who answer it learn (kr.)."""
        roadmap, instance = self.instance.settings.roadmap, self.problems[year].instance
        key = (municipality, task)
        lost_years = roadmap.transition_loss * roadmap.transition_months / MONTHS_OF_YEAR
        return lost_years * instance.contacts[key] * instance.today_unit_kr[key]


@dataclass(frozen=True)
class RoadmapPlan:
    """A plan for each year, and all that follows from their order."""

    problem: RoadmapProblem
    plans: Mapping[int, Plan]

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
        existing = {(municipality, place) for (municipality, _), place in self.problem.place_before.items()}
        found, before = {}, existing
        for year, plan in self.plans.items():
            found[year] = tuple(link for link in plan.links if link not in before)
            before = set(plan.links)
        return found

    def invested_kr(self, year: int) -> float:
        """Return what is invested in a year (kr., once)."""
        return sum(charge.investment_kr for charge in self.begun[year].values())

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
        return plan.cost_kr - plan.charges.investment_annual_kr

    def transition_kr(self, year: int) -> float:
        """Return what is lost in a year by what moves in it (kr.)."""
        return sum(self.problem.transition_kr(year, route.municipality, route.task) for route in self.moved[year])

    def year_cost_kr(self, year: int) -> float:
        """Return all that a year costs (kr.)."""
        return self.running_kr(year) + self.annuities_kr(year) + self.transition_kr(year)

    @cached_property
    def cost_kr(self) -> float:
        """What the path costs, in the worth of the first year (kr.)."""
        return sum(self.problem.weight(year) * self.year_cost_kr(year) for year in self.plans)


def _items_of(plan: Plan) -> Iterator[tuple[Item, Charge]]:
    """Yield what a plan uses, and what is charged for it."""
    tariff = plan.problem.tariff
    for route, charge in plan.route_charges.items():
        yield Item("task", route.municipality, route.task, route.centre, route.form), charge
    for (municipality, centre), charge in plan.link_charges.items():
        yield Item("link", municipality, centre=centre, form=plan.links[municipality, centre]), charge
    for centre in plan.by_centre:
        yield Item("centre", centre=centre), tariff.open_centre(centre)
    for centre in plan.hosts:
        yield Item("host", centre=centre), tariff.charge_of_host(centre)
    for (municipality, form), charge in plan.form_charges.items():
        yield Item("form", municipality, form=form), charge
