"""What a year of a path costs by itself: prices at which the plans of the years, each alone, cost no more than a path.

What a path begins is paid for once, in the year it is first used. Let C_b be what the whole path pays for an item that
is begun in year b (`planning/roadmap.py`), in the worth of the first year: D_b annual_b for what is invested in, with
D_b the worth of a kr. in every year from b on, and d_b transition_b for a task that moves. Here a year y asks instead

    c_y >= 0  for each item in use in it, such that  Σ_{y' >= y} c_y' <= C_y  in each year y in which it can be used.

*A path costs no less at these prices.* Take an item that a path begins in b. It is in use in b and in some of the
years after it, S say, and is charged Σ_{y in S} c_y <= Σ_{y >= b} c_y <= C_b there, as no c_y is below 0: so it does
not matter whether it lasts, or is undone. What a path does not use it is not charged for, nor is it for undoing, which
only adds to what the path costs. Each item is charged so by itself, all
else that a year costs is the same, and so the path costs at least Σ_y d_y times what its plan of year y costs at
c_y / d_y; and that is no less than the cheapest plan of the year costs, whatever is left out of its rules. A task that
is away from where it was before the first year has moved once at least, and is charged as one that moves once,
wherever it is.

*Budgets.* By year y no more can be invested than all budgets up to y add up to. What is in use in y was begun in some
year up to y, at the least for what it takes once in any of them. So a plan of the year in which all that is in use
takes more than the sum of the budgets, each thing at its least, is in no path. That is the rule `investment-budget` of
the year with these amounts; the budget of a single municipality is left out.

*Which c_y.* The largest without a choice are C'_y - C'_{y+1}, where C' is the lowest C up to the year. Of an annuity
that is its share of every year. What is lost by moving would all fall on the last year in which the task is away,
where a plan by itself just stays at home; so it is spread over the years from some year n on, as an annuity would be,
and asks nothing in full of who begins later. The bound holds for every n.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from optimiser.data.columns import Form
from optimiser.planning.charges import NOTHING, Charge, LinkTerms, Tariff
from optimiser.planning.problem import Problem
from optimiser.planning.roadmap import Item, RoadmapProblem
from optimiser.planning.routes import DEPARTMENTS, Route

Floats = NDArray[np.float64]
Ask = Callable[[Tariff], Charge]
"""What an item is charged by the tariff of a year, if it is begun then."""


@dataclass(frozen=True)
class YearPrice:
    """What an item in use in a year is charged a year, and the least it takes once in any year up to then (kr.)."""

    annual_kr: float
    least_once_kr: float


@dataclass(frozen=True)
class PathPrices:
    """Prices of all years of a path; what is lost by moving is spread from year number `spread_from` (0, ...) on."""

    roadmap: RoadmapProblem
    spread_from: int = 0
    _known: dict[Item, Mapping[int, YearPrice]] = field(default_factory=dict)
    _moving: dict[tuple[str, str], Mapping[int, float]] = field(default_factory=dict)

    def of_item(self, year: int, item: Item, ask: Ask) -> YearPrice:
        """Return what an item costs in a year; `ask` tells what it is charged by a year's tariff."""
        if item not in self._known:
            self._known[item] = self._prices(item, ask)
        return self._known[item][year]

    def of_moving(self, year: int, municipality: str, task: str) -> float:
        """Return what a task costs in a year because it has moved (kr.)."""
        key = (municipality, task)
        if key not in self._moving:
            years = self._years_of(Item("task", *key))
            weight, weight_from = self._weights(years)
            lost = np.minimum.accumulate(weight * [self.roadmap.transition_kr(year, *key) for year in years])
            first = min(self.spread_from, len(years) - 1)
            even = lost[first] * weight_from / weight_from[first]
            spread = np.minimum.accumulate(np.where(np.arange(len(years)) < first, lost, np.minimum(lost, even)))
            self._moving[key] = dict(zip(years, map(float, _shares(spread, weight)), strict=True))
        return self._moving[key][year]

    def _prices(self, item: Item, ask: Ask) -> Mapping[int, YearPrice]:
        years = self._years_of(item)
        weight, weight_from = self._weights(years)
        charges = [ask(self.roadmap.problems[year].tariff) for year in years]
        worth = np.minimum.accumulate(weight_from * [charge.investment_annual_kr for charge in charges])
        least = np.minimum.accumulate([charge.investment_kr for charge in charges])
        prices = map(YearPrice, map(float, _shares(worth, weight)), map(float, least))
        return dict(zip(years, prices, strict=True))

    def _weights(self, years: tuple[int, ...]) -> tuple[Floats, Floats]:
        """Return what a kr. of each year is worth in the first, and a kr. in every year from it on."""
        weights = [self.roadmap.weight(year) for year in years], [self.roadmap.weight_from(year) for year in years]
        return np.array(weights[0]), np.array(weights[1])

    def _years_of(self, item: Item) -> tuple[int, ...]:
        """Return the years in which an item can be in use."""
        problems = self.roadmap.problems
        if item.task:
            return tuple(y for y, one in problems.items() if (item.municipality, item.task) in one.instance.contacts)
        return tuple(y for y, one in problems.items() if not item.centre or item.centre in one.instance.centres)


def _shares(worth: Floats, weight: Floats) -> Floats:
    """Return by year what is charged in it, of what is charged from it on in all."""
    return np.asarray((worth - np.append(worth[1:], 0.0)) / weight)


@dataclass(frozen=True)
class PathTariff(Tariff):
    """The charges of a year as a part of a path, as the text above says.

    What is `begun` before the year is not charged any more. `places` are where tasks are before it, if they have left
    the departments; those that go on from there lose in this year what they lose by it. What
    is charged once is told at the least that it is in any year up to this, or as it is in this year.
    """

    prices: PathPrices = field(kw_only=True)
    year: int = field(kw_only=True)
    begun: frozenset[Item] = frozenset()
    places: Mapping[tuple[str, str], str] = field(default_factory=dict)
    once_at_least: bool = True

    def _charged(self, item: Item, own: Charge, ask: Ask) -> Charge:
        """Return a charge with the year's prices of what is paid once."""
        if own.investment_kr == 0:
            return own
        if item in self.begun:
            return replace(own, investment_annual_kr=0.0, investment_kr=0.0)
        price = self.prices.of_item(self.year, item, ask)
        once_kr = price.least_once_kr if self.once_at_least else own.investment_kr
        return replace(own, investment_annual_kr=price.annual_kr, investment_kr=once_kr)

    def charge_of_contacts(self, route: Route) -> Charge:
        """The contacts of a route, its staff, and what is lost by its move."""
        item = Item("task", route.municipality, route.task, route.centre)
        charge = self._charged(item, super().charge_of_contacts(route), lambda tariff: tariff.charge_of_contacts(route))
        lost_kr = self._lost_kr(route)
        if not lost_kr:
            return charge
        return replace(charge, investment_annual_kr=charge.investment_annual_kr + lost_kr)

    def _lost_kr(self, route: Route) -> float:
        key, roadmap = (route.municipality, route.task), self.prices.roadmap
        before = roadmap.place_before[key]
        if route.centre in (DEPARTMENTS, self.places.get(key, before)) or not roadmap.loses_by_moving:
            return 0.0
        return roadmap.transition_kr(self.year, *key) if key in self.places else self.prices.of_moving(self.year, *key)

    def charge_of_ending(self, route: Route) -> Charge:
        """What it costs that a route ends a contract."""
        own = super().charge_of_ending(route)
        if own is NOTHING:
            return own
        item = Item("end", route.municipality, route.task)
        return self._charged(item, own, lambda tariff: tariff.charge_of_ending(route))

    def yearly_kr_of_tasks(self, municipality: str, form: Form, centre: str) -> Mapping[str, float]:
        """Kr. a year by task of its route to a centre."""
        routes = (Route(municipality, task, centre, form) for task in self.instance.tasks_of[municipality])
        return {route.task: self.charge_of_route(route).yearly_kr for route in routes}

    def charge_of_link(self, municipality: str, centre: str, form: Form) -> Charge:
        """A connection."""
        own, item = super().charge_of_link(municipality, centre, form), Item("link", municipality, centre=centre)
        return self._charged(item, own, lambda tariff: tariff.charge_of_link(municipality, centre, form))

    def yearly_kr_of_link(self, municipality: str, centre: str, form: Form, terms: LinkTerms) -> float:  # noqa: ARG002
        """Kr. a year of a connection."""
        return self.charge_of_link(municipality, centre, form).yearly_kr

    def open_centre(self, centre: str) -> Charge:
        """An open centre."""
        own = super().open_centre(centre)
        return self._charged(Item("centre", centre=centre), own, lambda tariff: tariff.open_centre(centre))

    def charge_of_host(self, centre: str) -> Charge:
        """A municipality's centre becoming a host."""
        own = super().charge_of_host(centre)
        return self._charged(Item("host", centre=centre), own, lambda tariff: tariff.charge_of_host(centre))

    def using_form(self, municipality: str, form: Form) -> Charge:
        """A municipality starting to use a form."""
        own, item = super().using_form(municipality, form), Item("form", municipality, form=form)
        return self._charged(item, own, lambda tariff: tariff.using_form(municipality, form))


def priced_year(problem: Problem, tariff: PathTariff, budget_kr: float | None) -> Problem:
    """Return the problem of a year at other prices, in which all that is charged for once is within a budget.

    Of the rules that look at what municipalities pay it has none, as these prices are no payments.
    """
    instance = problem.instance
    policy = instance.settings.policy
    limits = [kr for kr in (budget_kr, policy.investment_budget_kr) if kr is not None]
    changed = policy.model_copy(
        update={"investment_budget_kr": min(limits, default=None), "no_municipality_worse_off": False}
    )
    settings = instance.settings.model_copy(update={"policy": changed})
    wishes = tuple(wish for wish in instance.tables.wishes if wish.kind != "pay no more than today")
    made = replace(instance, settings=settings, tables=replace(instance.tables, wishes=wishes))
    return replace(problem, instance=made, charged=replace(tariff, instance=made))
