"""What every portfolio of every municipality costs at every partner, as arrays.

A municipality answers at home and by at most one partner, another centre. Which of its tasks the partner gets is its
portfolio. What a portfolio costs is linear in the price σ (kr. a pooled contact) at which the partner answers:

    cost = fixed + volume · σ,

fixed being what is answered at home, with the own centre by its pieces, the connection, and all charges of routes. Of
the portfolios of a municipality only those stay that may be cheapest at some price; see `PartnerPortfolios`. Where a
limit of the whole plan looks at portfolios, all stay: what they use of it has a price too, and `at_prices` are the same
portfolios with that in what they cost.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf

import numpy as np
from numpy.typing import NDArray

from optimiser.data.columns import Form
from optimiser.planning.problem import Problem
from optimiser.planning.routes import DEPARTMENTS, Route
from optimiser.portfolios.envelopes import lower_envelope, undominated
from optimiser.rules.rule import PlanLimit, PortfolioLimit

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]
Numbers = NDArray[np.intp]
Choices = NDArray[np.int8]
"""Portfolios by task: where each task of a municipality is answered."""
UNCHANGED, LOCAL, AWAY = 0, 1, 2
OUT = 3
"""In every task of a municipality that stays out of the plan."""


@dataclass(frozen=True)
class TaskCosts:
    """A municipality's tasks: contacts and pooled contacts a year, and kr. a year of answering each at home.

    `local_kr` is without what the own centre's answering costs by its pieces; infinity where there is no route.
    `unchanged_uses` and `local_uses` are what they use of each limit of the plan [R, T].
    """

    municipality: str
    tasks: tuple[str, ...]
    contacts: Floats
    volume: Floats
    unchanged_kr: Floats
    local_kr: Floats
    unchanged_uses: Floats
    local_uses: Floats

    def at_prices(self, kr: Floats) -> "TaskCosts":
        """Return the tasks with what they use of each limit in what they cost, at its price."""
        unchanged_kr, local_kr = self.unchanged_kr + kr @ self.unchanged_uses, self.local_kr + kr @ self.local_uses
        return replace(self, unchanged_kr=unchanged_kr, local_kr=local_kr)


@dataclass(frozen=True)
class OwnCentre:
    """A municipality's own centre by pieces: `low` to `high` pooled contacts, `fixed_kr` with opening, `slope_kr`.

    `form_kr` is the municipality's answering in it at all, `uses` what both together use of each limit of the plan.
    """

    low: Floats
    high: Floats
    fixed_kr: Floats
    slope_kr: Floats
    form_kr: float
    uses: Floats

    def at_prices(self, kr: Floats) -> "OwnCentre":
        """Return the centre with what it uses of each limit in what it costs, at its price."""
        return replace(self, form_kr=self.form_kr + float(kr @ self.uses))

    def cost_kr(self, volume: Floats, is_open: Flags) -> Floats:
        """Return kr. a year at pooled volumes where it is open; infinity off all pieces.

        It may be open and answer nothing that is pooled.
        """
        at = volume[:, None]
        fits = (self.low <= at) & (at <= self.high)
        costs = np.where(fits, self.fixed_kr + self.slope_kr * at, inf).min(axis=1, initial=inf)
        return np.where(is_open, costs, 0.0)


@dataclass(frozen=True)
class PartnerPortfolios:
    """Portfolios of one municipality that share out its tasks between home and a partner of one kind.

    `fixed_kr` leaves out the connection and what it adds to each contact; `choices` has a row a portfolio. Where
    `complete`, no other portfolio is cheaper at any price, whatever a connection adds to a contact. Of each limit of
    the plan a task that is sent uses `away_uses[R, T]`, a portfolio `uses[P, R]`, both without the connection.
    `sent[P]` numbers what is sent: portfolios that are alike in it stand together.
    """

    form: Form
    away_kr: Floats
    fixed_kr: Floats
    volume: Floats
    contacts: Floats
    choices: Choices
    complete: bool
    away_uses: Floats
    uses: Floats
    sent: Numbers

    def at_prices(self, kr: Floats) -> "PartnerPortfolios":
        """Return the portfolios with what they use of each limit in what they cost, at its price."""
        return replace(self, away_kr=self.away_kr + kr @ self.away_uses, fixed_kr=self.fixed_kr + self.uses @ kr)

    @cached_property
    def cheapest_of_sent(self) -> Numbers:
        """The cheapest of those that send the same."""
        order = np.lexsort((self.fixed_kr, self.sent))
        return np.asarray(order[np.diff(self.sent[order], prepend=-1) > 0])


@dataclass(frozen=True)
class HomePortfolios:
    """Ways to answer all tasks at home, of which none may be known: kr. a year, and where each task is answered.

    To stay out of the plan, for who may, is one more. Where `complete`, no other is cheaper. `uses[P, R]` is what each
    uses of the limits of the plan.
    """

    kr: Floats
    choices: Choices
    complete: bool
    uses: Floats

    def at_prices(self, kr: Floats) -> "HomePortfolios":
        """Return the ways with what they use of each limit in what they cost, at its price."""
        return replace(self, kr=self.kr + self.uses @ kr)

    @property
    def cost_kr(self) -> float:
        """What the cheapest costs; infinity where there is none."""
        return float(self.kr.min(initial=inf))


@dataclass(frozen=True)
class Seat:
    """A host's own municipality by its number, its tasks, what of its volume may be sold at most, and its limits."""

    number: int
    tasks: TaskCosts
    sold_share: float
    limits: Sequence[PortfolioLimit]


@dataclass(frozen=True)
class PortfolioCosts:
    """All portfolios of a problem.

    Arrays are by municipality (I), centre that serves others (C), piece of its cost (K), portfolio (P); kr. a year and
    pooled contacts a year. What does not exist is infinite.
    `connection_kr[I, C]` is what a partner costs besides its answering, `extra_kr[I, C]` what it adds to a contact.
    `link_kr[I, C]` is the connection where there is a route at all: a host that sells may keep what nobody else may.
    Of each of the `limits` of the plan (R), a connection uses `link_uses[I, C, R]`, with the form that it is in, and a
    centre that serves others `opening_uses[C, R]`, with the form of a host's own centre.
    """

    problem: Problem
    municipalities: tuple[str, ...]
    centres: tuple[str, ...]
    tasks: tuple[TaskCosts, ...]
    own: tuple[OwnCentre, ...]
    home: tuple[HomePortfolios, ...]
    partners: tuple[tuple[PartnerPortfolios, ...], ...]
    kind_of: Numbers
    connection_kr: Floats
    extra_kr: Floats
    link_kr: Floats
    piece_low: Floats
    piece_high: Floats
    piece_fixed_kr: Floats
    piece_slope_kr: Floats
    opening_kr: Floats
    least_sold: Floats
    most_sold: Floats
    must_serve: Flags
    seats: Mapping[int, Seat]
    limits: tuple[PlanLimit, ...]
    link_uses: Floats
    opening_uses: Floats

    # ---- limits of the whole plan ----------------------------------------------------------------

    @property
    def uses_limits(self) -> bool:
        """True where a limit of the plan looks at portfolios or at connections, and not at centres alone."""
        return not all(limit.is_of_centres for limit in self.limits)

    def at_prices(self, kr: Floats) -> "PortfolioCosts":
        """Return the portfolios with what they use of each limit of the plan in what they cost, at its price [R].

        They have the same numbers. What openings use is left out.
        """
        tasks = tuple(some.at_prices(kr) for some in self.tasks)
        return replace(
            self,
            tasks=tasks,
            own=tuple(own.at_prices(kr) for own in self.own),
            home=tuple(home.at_prices(kr) for home in self.home),
            partners=tuple(tuple(some.at_prices(kr) for some in kinds) for kinds in self.partners),
            connection_kr=self.connection_kr + self.link_uses @ kr,
            link_kr=self.link_kr + self.link_uses @ kr,
            seats={c: replace(seat, tasks=tasks[seat.number]) for c, seat in self.seats.items()},
        )

    # ---- shapes ----------------------------------------------------------------------------------

    @property
    def shape(self) -> tuple[int, int, int]:
        """Number of municipalities, of centres that serve others, and of pieces of the one that has most."""
        return (*self.connection_kr.shape, self.piece_low.shape[1])

    @cached_property
    def home_kr(self) -> Floats:
        """What each municipality costs without a partner [I]."""
        return np.array([home.cost_kr for home in self.home])

    @cached_property
    def bound_holds(self) -> bool:
        """True where no plan has a municipality with two partners, so that what is proved here holds for every plan."""
        limit = self.problem.instance.settings.policy.max_entry_points
        return limit == 1 or (limit == 2 and all(self._surely_home(i) for i in range(len(self.tasks))))

    def _surely_home(self, i: int) -> bool:
        """True where some task has no route away, or there is one centre away at most."""
        routes = self.problem.routes_of.get(self.municipalities[i], ())
        away = {route.task for route in routes if route.away}
        places = {route.centre for route in routes if route.away}
        return len(places) < 2 or len(away) < len(self.tasks[i].tasks)

    @property
    def complete(self) -> bool:
        """True where all portfolios are known that may be cheapest."""
        return not self.in_many_ways

    @cached_property
    def in_many_ways(self) -> tuple[int, ...]:
        """The municipalities of which not all portfolios are known that may be cheapest, by number."""
        known = (home.complete and all(some.complete for some in kinds) for home, kinds in self._by_municipality)
        return tuple(i for i, all_known in enumerate(known) if not all_known)

    @property
    def _by_municipality(self) -> Iterator[tuple[HomePortfolios, tuple[PartnerPortfolios, ...]]]:
        return zip(self.home, self.partners, strict=True)

    def uses_of(self, i: Numbers, c: Numbers, number: Numbers) -> Floats:
        """Return what portfolios use of each limit of the plan [N, R], the connection included."""
        found = self.link_uses[i, c]
        kinds = np.stack([i, self.kind_of[i, c]], axis=1)
        each, which = np.unique(kinds, axis=0, return_inverse=True)
        order = np.argsort(which.ravel(), kind="stable")
        ends = np.cumsum(np.bincount(which.ravel()))
        for (one, kind), those in zip(each, np.split(order, ends[:-1]), strict=False):
            found[those] += self.partners[one][kind].uses[number[those]]
        return found

    # ---- portfolios by pair ----------------------------------------------------------------------

    def portfolios_of(self, i: int, c: int) -> PartnerPortfolios:
        """Return the portfolios of a municipality at a partner."""
        return self.partners[i][int(self.kind_of[i, c])]

    @cached_property
    def cheapest_somewhere(self) -> "PairPortfolios":
        """The portfolios that are cheapest at some price of the partner, in order of volume."""
        return _by_pair(self, lambda _, fixed_kr, volume: lower_envelope(fixed_kr, volume))

    @cached_property
    def worth_choosing(self) -> "PairPortfolios":
        """The portfolios than which none costs less at no more volume, in order of volume."""
        return _by_pair(self, lambda _, fixed_kr, volume: undominated(fixed_kr, volume))

    @cached_property
    def every_portfolio(self) -> "PairPortfolios":
        """The portfolios that some best plan may need: all of them where the partner must come to a minimum.

        All, too, where a limit of the plan looks at what is answered.
        """
        if not all(limit.is_of_links for limit in self.limits):
            return self.numbered
        least = (self.least_sold > 0) | (
            self.piece_low.min(axis=1, where=np.isfinite(self.piece_fixed_kr), initial=inf) > 0
        )

        def choose(at: Numbers, fixed_kr: Floats, volume: Floats) -> Numbers:
            if not least[at].any():
                return undominated(fixed_kr, volume)
            chosen = np.tile(np.arange(len(volume)), (len(at), 1))
            for row in np.flatnonzero(~least[at]):
                some = undominated(fixed_kr[row : row + 1], volume)[0]
                chosen[row] = np.append(some, np.full(len(volume) - len(some), -1))
            return chosen

        return _by_pair(self, choose)

    @cached_property
    def numbered(self) -> "PairPortfolios":
        """All portfolios in the order of their numbers, whatever they cost."""
        return _by_pair(self, lambda at, _, volume: np.tile(np.arange(len(volume)), (len(at), 1)), of_each_sent=False)

    # ---- a plan ----------------------------------------------------------------------------------

    def partners_in(self, routes: Iterable[Route]) -> Numbers:
        """Return by municipality the number of its partner in a plan; -1 where it has none, or is one that sells."""
        at = np.full(len(self.municipalities), -1, dtype=np.intp)
        sells = {route.centre for route in routes if route.form == "purchased"}
        seats = {self.seats[c].number for c in self.seats if self.centres[c] in sells}
        for route in routes:
            i = self.number_of[route.municipality]
            if route.away and i not in seats:
                at[i] = self.number_of_centre[route.centre]
        return at

    def chosen_in(self, routes: Iterable[Route], pairs: "PairPortfolios") -> Numbers:
        """Return by municipality which of the pairs' portfolios it has at its partner; -1 where none of them."""
        at, away = self.partners_in(routes), {(route.municipality, route.task) for route in routes if route.away}
        chosen = np.full(len(at), -1, dtype=np.intp)
        for i in np.flatnonzero(at >= 0):
            if not np.isfinite(self.link_kr[i, at[i]]):
                continue
            tasks, some = self.tasks[i], self.portfolios_of(int(i), int(at[i]))
            leaves = np.array([(tasks.municipality, task) in away for task in tasks.tasks])
            same = np.flatnonzero(((some.choices == AWAY) == leaves).all(axis=1))
            there = np.flatnonzero(np.isfinite(pairs.fixed_kr[i, at[i]]) & np.isin(pairs.number[i, at[i]], same))
            chosen[i] = there[0] if len(there) else -1
        return chosen

    @cached_property
    def number_of(self) -> Mapping[str, int]:
        """The number of each municipality."""
        return {code: i for i, code in enumerate(self.municipalities)}

    @cached_property
    def number_of_centre(self) -> Mapping[str, int]:
        """The number of each centre that serves others."""
        return {centre: c for c, centre in enumerate(self.centres)}

    def home_in(self, routes: Iterable[Route]) -> Numbers:
        """Return by municipality which of its known ways to answer at home a plan has; 0 where it is none of them."""
        place, found = {"unchanged": UNCHANGED, "local": LOCAL}, np.zeros(len(self.municipalities), dtype=np.intp)
        at = {(route.municipality, route.task): place.get(route.form, AWAY) for route in routes}
        present = {code for code, _ in at}
        for i, (tasks, home) in enumerate(zip(self.tasks, self.home, strict=True)):
            if len(home.kr) > 1:
                missing = AWAY if tasks.municipality in present else OUT
                choice = [at.get((tasks.municipality, task), missing) for task in tasks.tasks]
                found[i] = (home.choices == choice).all(axis=1).argmax()
        return found

    # ---- routes ----------------------------------------------------------------------------------

    def routes_at_home(self, i: int) -> Iterator[Route]:
        """Return the routes of a municipality that answers all at home, as is cheapest."""
        return self.routes_of_home(i, int(self.home[i].kr.argmin()))

    def routes_of_home(self, i: int, number: int) -> Iterator[Route]:
        """Return the routes of one of a municipality's ways to answer all at home."""
        return self._routes(i, self.home[i].choices[number], None)

    def routes_with_partner(self, i: int, c: int, portfolio: int) -> Iterator[Route]:
        """Return the routes of a portfolio at a partner."""
        return self._routes(i, self.portfolios_of(i, c).choices[portfolio], c)

    def _routes(self, i: int, choice: Choices, c: int | None) -> Iterator[Route]:
        code = self.municipalities[i]
        local = self.problem.instance.own_centre.get(code, "")
        for task, where in zip(self.tasks[i].tasks, choice, strict=True):
            if where == AWAY and c is not None:
                yield Route(code, task, self.centres[c], self.portfolios_of(i, c).form)
            elif where == LOCAL:
                yield Route(code, task, local, "local")
            elif where != OUT:
                yield Route(code, task, DEPARTMENTS, "unchanged")


@dataclass(frozen=True)
class PairPortfolios:
    """Portfolios by municipality and partner [I, C, P]: fixed cost, volume, number among those of the partner's kind.

    Where there are fewer than P, the others are infinitely dear.
    """

    fixed_kr: Floats
    volume: Floats
    number: Numbers


def _by_pair(
    costs: PortfolioCosts, choose: Callable[[Numbers, Floats, Floats], Numbers], *, of_each_sent: bool = True
) -> PairPortfolios:
    """Return what is chosen for each pair: of one municipality at all centres of a kind together, as they are many.

    Of portfolios that send the same, only the cheapest is there to choose, unless all are asked for.
    """
    found: list[tuple[int, Numbers, Floats, Floats, Numbers]] = []
    for i, kinds in enumerate(costs.partners):
        linked = np.flatnonzero(np.isfinite(costs.connection_kr[i]))
        for kind, some in enumerate(kinds):
            at = linked[costs.kind_of[i, linked] == kind]
            if len(at):
                kept = some.cheapest_of_sent if of_each_sent else np.arange(len(some.volume))
                fixed_kr = some.fixed_kr[kept] + costs.extra_kr[i, at, None] * some.contacts[kept]
                chosen = choose(at, fixed_kr, some.volume[kept])
                kr = np.take_along_axis(fixed_kr, chosen, axis=1) + costs.connection_kr[i, at, None]
                found.append((i, at, kr, some.volume[kept][chosen], np.where(chosen >= 0, kept[chosen], -1)))
    shape = (*costs.connection_kr.shape, max([1, *(numbers.shape[1] for *_, numbers in found)]))
    fixed, volume, number = np.full(shape, inf), np.zeros(shape), np.zeros(shape, dtype=np.intp)
    for i, at, kr, volumes, numbers in found:
        there, count = numbers >= 0, numbers.shape[1]
        fixed[i, at, :count] = np.where(there, kr, inf)
        volume[i, at, :count] = np.where(there, volumes, 0.0)
        number[i, at, :count] = np.where(there, numbers, 0)
    return PairPortfolios(fixed, volume, number)
