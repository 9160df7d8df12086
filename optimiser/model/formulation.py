"""What every rule family works on: the problem, its index sets, and the Pyomo model being built."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pyomo.core as pyo

from optimiser.planning.charges import Charge
from optimiser.planning.curve import Piece
from optimiser.planning.pools import Pool
from optimiser.planning.problem import Problem
from optimiser.planning.routes import Route

MILLION = 1e6

Period = int
Choice = tuple[Period, str, str, str]
"""(period, municipality, task, destination)."""
Link = tuple[Period, str, str]
"""(period, municipality, pool)."""
CentrePiece = tuple[Period, str, int]
"""(period, centre, number of the piece)."""


@dataclass(frozen=True)
class Formulation:
    """A problem, its pools, and the Pyomo model `m` to which each family adds variables and rules."""

    problem: Problem
    pools: tuple[Pool, ...]
    m: Any = field(default_factory=pyo.ConcreteModel)

    # ---- adding to the model -------------------------------------------------------------------

    def rule(self, name: str, index: Iterable[Any], body: Callable[..., Any]) -> None:
        """Add the constraints of one named rule, one for each index for which `body` gives one."""
        self.m.add_component(name, pyo.Constraint(list(index), rule=body))

    def variable(self, name: str, index: Iterable[Any], **how: Any) -> None:
        """Add a family of variables; `how` is Pyomo's: domain, bounds."""
        self.m.add_component(name, pyo.Var(list(index), **how))

    def taken(self, family: str, index: Any, otherwise: float) -> Any:
        """The variable of a family at an index, or the number that stands where there is none."""
        variables = self.m.component(family)
        return variables[index] if index in variables else otherwise

    # ---- index sets ----------------------------------------------------------------------------

    @cached_property
    def pool_of(self) -> Mapping[str, Pool]:
        """The pool of each centre that serves others."""
        return {centre: pool for pool in self.pools for centre in pool.centres}

    @cached_property
    def pool_named(self) -> Mapping[str, Pool]:
        """Each pool by its name."""
        return {pool.name: pool for pool in self.pools}

    @cached_property
    def single(self) -> frozenset[str]:
        """Centres that are a pool by themselves."""
        return frozenset(pool.name for pool in self.pools if pool.single)

    @cached_property
    def choices(self) -> Mapping[Choice, Route]:
        """Every choice of a destination, with a route that stands for it."""
        found: dict[Choice, Route] = {}
        for route in self.problem.routes:
            where = self.pool_of[route.centre].name if route.away else route.centre
            found.setdefault((self.problem.period, route.municipality, route.task, where), route)
        return found

    @cached_property
    def choices_by_task(self) -> Mapping[tuple[Period, str, str], list[Choice]]:
        """The choices open to each task of each municipality."""
        found: dict[tuple[Period, str, str], list[Choice]] = defaultdict(list)
        for choice in self.choices:
            found[choice[:3]].append(choice)
        return found

    @cached_property
    def choices_by_link(self) -> Mapping[Link, list[Choice]]:
        """The choices that use each possible connection of a municipality to a pool."""
        found: dict[Link, list[Choice]] = defaultdict(list)
        for (p, m, t, d), route in self.choices.items():
            if route.away:
                found[p, m, d].append((p, m, t, d))
        return found

    @cached_property
    def own_choices(self) -> Mapping[tuple[Period, str], list[Choice]]:
        """The choices that bring each local centre the contacts of its own seat."""
        found: dict[tuple[Period, str], list[Choice]] = defaultdict(list)
        for choice, route in self.choices.items():
            if route.form == "local":
                found[choice[0], route.centre].append(choice)
        return found

    @cached_property
    def links_by_pool(self) -> Mapping[tuple[Period, str], list[Link]]:
        """The connections that lead to each pool."""
        found: dict[tuple[Period, str], list[Link]] = defaultdict(list)
        for link in self.choices_by_link:
            found[link[0], link[2]].append(link)
        return found

    @cached_property
    def links_by_municipality(self) -> Mapping[tuple[Period, str], list[Link]]:
        """The connections each municipality can have."""
        found: dict[tuple[Period, str], list[Link]] = defaultdict(list)
        for link in self.choices_by_link:
            found[link[0], link[1]].append(link)
        return found

    @cached_property
    def pieces(self) -> Mapping[CentrePiece, Piece]:
        """The pieces of every centre."""
        return {
            (self.problem.period, centre, number): piece
            for centre, reach in self.problem.reach.items()
            for number, piece in enumerate(reach.pieces)
        }

    @cached_property
    def pieces_by_centre(self) -> Mapping[tuple[Period, str], list[CentrePiece]]:
        """Each centre's pieces."""
        found: dict[tuple[Period, str], list[CentrePiece]] = defaultdict(list)
        for key in self.pieces:
            found[key[:2]].append(key)
        return found

    @cached_property
    def hosts(self) -> list[tuple[Period, str]]:
        """Local centres that others could buy from."""
        rows = self.problem.instance.centres
        return [(p, c) for p, c in self.pieces_by_centre if c in self.pool_of and rows[c].kind == "local"]

    @cached_property
    def shared(self) -> list[tuple[Period, str]]:
        """Virtual and external centres."""
        rows = self.problem.instance.centres
        return [(p, c) for p, c in self.pieces_by_centre if rows[c].kind != "local"]

    # ---- figures -------------------------------------------------------------------------------

    @cached_property
    def volume(self) -> Mapping[Choice, float]:
        """Pooled volume that each choice brings, in millions of contacts a year."""
        return {choice: self.problem.pooled(route) / MILLION for choice, route in self.choices.items()}

    @cached_property
    def charge(self) -> Mapping[Choice, Charge]:
        """What each choice costs besides the curve (kr.)."""
        return {choice: self.problem.tariff.route(route) for choice, route in self.choices.items()}

    @cached_property
    def link_charge(self) -> Mapping[Link, Charge]:
        """What each connection costs (kr.)."""
        charges = {}
        for link, choices in self.choices_by_link.items():
            route = self.choices[choices[0]]
            charges[link] = self.problem.tariff.link(route.municipality, route.centre, route.form)
        return charges

    def max_load(self, link: Link) -> float:
        """The most a municipality can lawfully bring over a connection (million contacts a year)."""
        return sum(self.volume[choice] for choice in self.choices_by_link[link])

    # ---- expressions ---------------------------------------------------------------------------

    def opened(self, p: Period, c: str) -> Any:
        """1 when the centre is open: it is on one of its pieces."""
        return sum(self.m.piece[key] for key in self.pieces_by_centre[p, c])

    def connections(self, link: Link) -> Any:
        """How many connections the municipality has to the pool."""
        p, m, q = link
        if q not in self.single:
            return self.m.connect[link]
        return sum(self.m.link[p, m, q, k] for _, _, k in self.pieces_by_centre[p, q])

    def assigned_volume(self, choices: Iterable[Choice]) -> Any:
        """Pooled volume of the given choices as far as they are taken (million contacts a year)."""
        return sum(self.volume[choice] * self.m.assign[choice] for choice in choices)

    def sold_volume(self, p: Period, c: str) -> Any:
        """Pooled volume of others at a centre (million contacts a year)."""
        return sum(self.m.sold[key] for key in self.pieces_by_centre[p, c])

    def own_volume(self, p: Period, c: str) -> Any:
        """Pooled volume of the seat at its own centre (million contacts a year)."""
        return sum(self.m.own[key] for key in self.pieces_by_centre[p, c])
