r"""The model of a path over years: a block for each year, what is begun in each, the rows that link them, all costs.

Each year's block is the model of that year by itself. Between years stand, for a year y, the one before it y', and an
item i (`planning/roadmap.py`: a task moved, a connection, a centre, a host, a form in use):

- x[y,i]: whether the item is in use, which is a choice of the year, or follows from some
- begun[y,i]: whether the year is the first to use it, and so invests in it

What lasts once it is there needs no variable: begun[y,i] = x[y,i] - x[y',i]. For what may end and come back,

    begun[y,i] >= x[y,i] - Σ_{s < y} begun[s,i]   and   begun[y,i] <= x[y,i]

and where it does not come back, begun[y,i] >= x[y,i] - x[y',i]. Where what is begun may be undone, nothing lasts, and

- undone[y,m,t]: whether a task leaves a place in the year that it may not leave (`not-undone`)

The objective is

    Σ_y d_y (running_y + transition_y + undoing_y) + Σ_y D_y Σ_i annual[y,i] begun[y,i]

with d_y = (1 + r)^-(y - first year) and D_y = d_y + ... + d of the last year: an annuity runs from when it is begun.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import pyomo.core as pyo

from optimiser.model.formulation import DOMAINS, Choice, Formulation, add_rows
from optimiser.planning.charges import Charge
from optimiser.planning.roadmap import Item, RoadmapProblem
from optimiser.planning.routes import DEPARTMENTS
from optimiser.rules.path_rules import path_rules
from optimiser.rules.rule import scaled_kr

TaskKey = tuple[str, str]
"""(municipality, task)."""


class Use(NamedTuple):
    """An item in a year: its charge if it is begun then, how often it is in use, and the choices that use it."""

    charge: Charge
    times: Any
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class RoadmapFormulation:
    """A problem of years, and the Pyomo model with the formulation of each year on it, `at` the year."""

    problem: RoadmapProblem
    at: Mapping[int, Formulation]
    model: Any

    # ---- adding to the model: an index begins with a year --------------------------------------------

    def constrain(self, name: str, index: Iterable[Any], body: Any) -> None:
        """Add a family of rows, one for each index for which `body` gives a relation."""
        add_rows(self.model, name, index, body)

    def _add_amounts(self, name: str, index: Iterable[Any]) -> None:
        """Add a family of variables of 0 or more, one for each index."""
        self.model.add_component(name, pyo.Var(list(index), **DOMAINS["volume"]))

    # ---- where tasks are ---------------------------------------------------------------------------

    @cached_property
    def years_of(self) -> Mapping[TaskKey, tuple[int, ...]]:
        """The years in which each municipality has contacts at each task."""
        found: dict[TaskKey, list[int]] = defaultdict(list)
        for year, f in self.at.items():
            for key in f.choices_by_task:
                found[key].append(year)
        return {key: tuple(years) for key, years in found.items()}

    @cached_property
    def destinations_of(self) -> Mapping[TaskKey, tuple[str, ...]]:
        """Where each task can be answered in any year, but for the departments."""
        found: dict[TaskKey, dict[str, None]] = defaultdict(dict)
        for f in self.at.values():
            for m, t, d in f.choices:
                if d != DEPARTMENTS:
                    found[m, t][d] = None
        return {key: tuple(places) for key, places in found.items()}

    @cached_property
    def destination_before(self) -> Mapping[TaskKey, str]:
        """Where each task is answered before the first year, as a destination of the model."""
        return {key: self._destination(key[0], place) for key, place in self.problem.place_before.items()}

    @cached_property
    def links_before(self) -> frozenset[tuple[str, str]]:
        """The connections before the first year, (municipality, pool)."""
        return frozenset((m, self._destination(m, place)) for m, place in self.problem.links_before)

    def _destination(self, municipality: str, place: str) -> str:
        if place == self.problem.instance.own_centre.get(municipality):
            return place
        return next((f.pool_of[place].name for f in self.at.values() if place in f.pool_of), place)

    @cached_property
    def _kept_years(self) -> Mapping[Choice, int | None]:
        routes = {choice: route for f in self.at.values() for choice, route in f.choices.items()}
        return {choice: self.problem.kept_years(route.form) for choice, route in routes.items()}

    def kept_years(self, choice: Choice) -> int | None:
        """Return for how many years a choice is kept once it is begun; None for ever."""
        return self._kept_years[choice]

    def taken(self, year: int, choice: Choice) -> Any:
        """1 when a choice is taken in a year; the number 0 where it is not open."""
        f = self.at[year]
        return f.m.assign[choice] if choice in f.choices else 0

    def taken_before(self, year: int, choice: Choice) -> Any:
        """1 when a choice was taken in the last year before one in which its task has contacts."""
        earlier = [other for other in self.years_of[choice[:2]] if other < year]
        return self.taken(earlier[-1], choice) if earlier else int(self.destination_before[choice[:2]] == choice[2])

    # ---- what lasts --------------------------------------------------------------------------------

    @cached_property
    def _last_way_out(self) -> Mapping[TaskKey, int]:
        """The last year in which each task can leave home."""
        return {choice[:2]: year for year, f in self.at.items() for choice, route in f.choices.items() if route.away}

    def lasts(self, year: int, choice: Choice) -> bool:
        """Return whether what is chosen in a year is so in all later ones: no row that links years allows another.

        What was there before the first year may end, and a task without contacts in a later year is nowhere then.
        """
        key, before = choice[:2], self.destination_before[choice[:2]]
        later = tuple(other for other in self.problem.years if other >= year)
        if self.problem.allows_undoing or before == choice[2] or self.years_of[key][-len(later) :] != later:
            return False
        if before == DEPARTMENTS and self.kept_years(choice) == 0:
            return self._last_way_out.get(key, year) <= year
        return self.kept_years(choice) is None

    # ---- what is in use, and begun -----------------------------------------------------------------

    @cached_property
    def uses(self) -> Mapping[Item, Mapping[int, Use]]:
        """Each item that costs something once, and each task where a move does, by year."""
        found: dict[Item, dict[int, Use]] = defaultdict(dict)
        for year, f in self.at.items():
            for item, use in _uses_of(f):
                found[item][year] = use
        return {item: uses for item, uses in found.items() if self._counts(item, uses)}

    def _counts(self, item: Item, uses: Mapping[int, Use]) -> bool:
        moves = item.kind == "task" and item.centre != DEPARTMENTS and self.problem.loses_by_moving > 0
        grows = any(self.asked_of_new(year, item) for year in uses)
        return moves or grows or item.kind == "link" or any(use.charge.investment_kr for use in uses.values())

    @cached_property
    def lasting(self) -> frozenset[Item]:
        """The items that are in use in all years after one in which they are."""
        return frozenset(
            item
            for item, uses in self.uses.items()
            if all(self.lasts(year, choice) for year, use in uses.items() for choice in use.choices)
        )

    def invests(self, year: int, item: Item) -> bool:
        """Return whether it costs something once to begin an item in a year."""
        return year in self.uses[item] and self.uses[item][year].charge.investment_kr > 0

    @cached_property
    def _items_by_payer(self) -> Mapping[str | None, list[Item]]:
        found: dict[str | None, list[Item]] = defaultdict(list)
        for item in self.uses:
            found[self.problem.payer(item)].append(item)
        return found

    def invested_in(self, year: int, payer: str | None = None) -> Any:
        """What is invested in a year once, by all or by one municipality (million kr.)."""
        items = self.uses if payer is None else self._items_by_payer.get(payer, ())
        return sum(
            scaled_kr(self.uses[item][year].charge.investment_kr) * self.begun(year, item)
            for item in items
            if self.invests(year, item)
        )

    def begun(self, year: int, item: Item) -> Any:
        """1 when a year is the first to use an item."""
        key = (year, *item)
        if key in self.model.begun:
            return self.model.begun[key]
        before = self.uses[item].get(year - 1) if item in self.lasting else None
        return self.uses[item][year].times - (before.times if before else 0)

    def _comes_back(self, item: Item) -> bool:
        """Return whether an item that has ended may be begun again: not a task that leaves home for ever."""
        if self.problem.allows_undoing:
            return True
        choice = (item.municipality, item.task, item.centre)
        leaves = item.kind == "task" and self.kept_years(choice) == 0 and self.problem.kept_years("purchased") is None
        return not (leaves and self.destination_before[choice[:2]] == DEPARTMENTS)

    def begin(self) -> None:
        """Add a variable for each item of a year that may have been in use before and does not last, and its rows."""
        some = {
            (year, *item): (year, item)
            for item, uses in self.uses.items()
            if item not in self.lasting and self._counts_once(item)
            for year in list(uses)[1:]
        }
        self._add_amounts("begun", some)

        def first_use(*key: Any) -> Any:
            year, item = some[key]
            uses = self.uses[item]
            earlier = [other for other in uses if other < year]
            if self._comes_back(item):
                return self.model.begun[key] >= uses[year].times - sum(self.begun(other, item) for other in earlier)
            return self.model.begun[key] >= uses[year].times - uses[earlier[-1]].times

        def in_use(*key: Any) -> Any:
            year, item = some[key]
            return self.model.begun[key] <= self.uses[item][year].times if self._comes_back(item) else None

        self.constrain("begun-first-used", some, first_use)
        self.constrain("begun-in-use", some, in_use)
        self._use_what_is_begun()

    def _counts_once(self, item: Item) -> bool:
        uses = self.uses[item]
        paid = any(use.charge.investment_kr or self.asked_of_new(year, item) for year, use in uses.items())
        return paid or (item.kind == "task" and not self._comes_back(item))

    def asked_of_new(self, year: int, item: Item) -> float:
        """As that of the problem; nothing of what is no centre."""
        return self.problem.asked_of_new(year, item) if item.kind in ("centre", "host") else 0.0

    def keep_what_lasts(self, name: str) -> None:
        """Let nothing that lasts be given back: its tasks say so of a whole path, and of its relaxation not enough."""
        some = {
            (year, *item): (year, item)
            for item, uses in self.uses.items()
            if item in self.lasting and item.kind != "task"
            for year in list(uses)[1:]
        }
        self.constrain(name, some, lambda *key: self.begun(*some[key]) >= 0)

    def _use_what_is_begun(self) -> None:
        """Let nothing be begun before it is used, where that could relieve a later year.

        A connection or a form is used by tasks, a centre by those of its seat or by connections, and a host by these.
        """
        some: dict[tuple[Any, ...], Any] = {}
        for item, uses in self.uses.items():
            for year in uses if item.kind in ("host", "centre", "form") else ():
                if self._gains_by_beginning_early(year, item):
                    some[(year, *item)] = self._users(year, item)
        through = {(year, q) for year, kind, *_, q, _ in some if kind == "host" or q in self.at[year].shared}
        for item, uses in self.uses.items():
            for year in uses if item.kind == "link" else ():
                if (year, item.centre) in through or self._gains_by_beginning_early(year, item):
                    some[(year, *item)] = self._users(year, item)

        def used(*key: Any) -> Any:
            return None if some[key] is None else self.uses[Item(*key[1:])][key[0]].times <= some[key]

        self.constrain("in-use", some, used)

    def _users(self, year: int, item: Item) -> Any:
        """How many use an item in a year; None where a pool does not tell which of its centres is used."""
        f, c = self.at[year], item.centre
        if item.kind in ("link", "form"):
            return f.variable_or_number(self.uses[item][year].choices)
        if item.kind == "centre" and f.problem.instance.centres[c].kind == "local":
            return f.variable_or_number(f.own_choices.get(c, ()))
        return sum(f.count_connections(link) for link in f.links_by_pool[c]) if c in f.single else None

    def _gains_by_beginning_early(self, year: int, item: Item) -> bool:
        later = [other for other in self.uses[item] if other > year]
        dearer = (self._annuities_kr(other, item) > self._annuities_kr(year, item) for other in later)
        return any(dearer) or any(rule.limits(self, other, item) for other in later for rule in path_rules())

    def _annuities_kr(self, year: int, item: Item) -> float:
        """Return what an item that is begun in a year costs until the last, in the worth of the first (kr.)."""
        return self.problem.weight_from(year) * self.uses[item][year].charge.investment_annual_kr

    # ---- who joins, and what moves -----------------------------------------------------------------

    def join(self, links: Iterable[tuple[int, str, str]]) -> None:
        """Add a variable for each (year, municipality, pool) whose connection may have ended, and come back."""
        some = [(year, m, q) for year, m, q in links if Item("link", m, centre=q) not in self.lasting]
        self._add_amounts("joined", some)
        self.constrain("joined-anew", some, lambda *key: self.model.joined[key] >= self._more_connected(*key))

    def joined(self, year: int, m: str, q: str) -> Any:
        """1 when a municipality is connected in a year, and was not in the year before."""
        key = (year, m, q)
        return self.model.joined[key] if key in self.model.joined else self._more_connected(*key)

    def _more_connected(self, year: int, m: str, q: str) -> Any:
        uses = self.uses[Item("link", m, centre=q)]
        if year == self.problem.years[0]:
            return uses[year].times - int((m, q) in self.links_before)
        return uses[year].times - (uses[year - 1].times if year - 1 in uses else 0)

    def move(self) -> None:
        """Add a variable for each move that is not the beginning of something: moved >= x - x of the year before."""
        some = [
            (year, *choice)
            for year, f in self.at.items()
            for choice in (f.choices if self.problem.loses_by_moving > 0 else ())
            if choice[2] != DEPARTMENTS and year > self.years_of[choice[:2]][0] and not self._moves_once(choice)
        ]
        self._add_amounts("moved", some)
        self.constrain(
            "moved-there",
            some,
            lambda year, *choice: (
                self.model.moved[year, choice] >= self.taken(year, choice) - self.taken_before(year, choice)
            ),
        )

    def _moves_once(self, choice: Choice) -> bool:
        """Return whether a task that comes to a place begins to be there, and does so once."""
        item = Item("task", *choice)
        new = self.destination_before[choice[:2]] != choice[2]
        return new and (item in self.lasting or not self._comes_back(item))

    def _moved(self, year: int, choice: Choice) -> Any:
        if self._moves_once(choice):
            return self.begun(year, Item("task", *choice))
        if (year, *choice) in self.model.moved:
            return self.model.moved[year, choice]
        return self.taken(year, choice) if self.destination_before[choice[:2]] != choice[2] else 0

    def undo(self) -> None:
        """Add a variable for each task of a year that may be undone in it, where anything may."""
        if self.problem.allows_undoing:
            some = [(year, *key) for key, years in self.years_of.items() for year in years[1:]]
            self.model.add_component("undone", pyo.Var(some, **DOMAINS["share"]))

    # ---- cost --------------------------------------------------------------------------------------

    def cost(self) -> Any:
        """What the path costs, in the worth of the first year (million kr.)."""
        annuities = sum(
            scaled_kr(self._annuities_kr(year, item)) * self.begun(year, item)
            for item, uses in self.uses.items()
            for year in uses
            if self.invests(year, item)
        )
        return (
            annuities
            + self._undoing()
            + sum(
                self.problem.weight(year)
                * (f.operation() + f.charged(lambda charge: scaled_kr(charge.running_kr)) + self._transition(year))
                for year, f in self.at.items()
            )
        )

    def _undoing(self) -> Any:
        """What is paid for what is undone, in the worth of the first year (million kr.)."""
        if not self.problem.allows_undoing:
            return 0
        return sum(
            self.problem.weight(year) * scaled_kr(self.problem.undoing_kr(year, m, t)) * self.model.undone[year, m, t]
            for year, m, t in self.model.undone
        )

    def _transition(self, year: int) -> Any:
        """What is lost in a year by what moves in it (million kr.)."""
        if self.problem.loses_by_moving == 0:
            return 0
        return sum(
            scaled_kr(self.problem.transition_kr(year, m, t)) * self._moved(year, (m, t, d))
            for m, t, d in self.at[year].choices
            if d != DEPARTMENTS
        )


def _uses_of(f: Formulation) -> Iterator[tuple[Item, Use]]:
    """Yield what can be in use in a year, as `RoadmapPlan.items` has it of a plan."""
    tariff, m = f.problem.tariff, f.m
    ended: dict[TaskKey, list[Choice]] = defaultdict(list)
    in_form: dict[tuple[str, str], list[Choice]] = defaultdict(list)
    for choice, route in f.choices.items():
        yield Item("task", *choice), Use(tariff.charge_of_contacts(route), m.assign[choice], (choice,))
        in_form[choice[0], route.form].append(choice)
        if tariff.charge_of_ending(route).investment_kr:
            ended[choice[:2]].append(choice)
    for key, choices in ended.items():
        charge = tariff.charge_of_ending(f.choices[choices[0]])
        yield Item("end", *key), Use(charge, f.variable_or_number(choices), tuple(choices))
    for link, charge in f.link_charge.items():
        choices = f.choices_by_link[link]
        yield Item("link", link[0], centre=link[1]), Use(charge, f.count_connections(link), tuple(choices))
    for c in f.pieces_by_centre:
        sold = f.choices_to(f.pool_of[c].name) if c in f.pool_of else []
        there = (*f.own_choices.get(c, ()), *sold)
        yield Item("centre", centre=c), Use(tariff.open_centre(c), f.is_open(c), there)
    for c in f.hosts:
        yield Item("host", centre=c), Use(tariff.charge_of_host(c), m.sell[c], tuple(f.choices_to(f.pool_of[c].name)))
    for use in m.uses:
        yield Item("form", use[0], form=use[1]), Use(tariff.using_form(*use), m.uses[use], tuple(in_form[use]))
