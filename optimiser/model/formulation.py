"""What every rule works on: the problem, its index sets, and the Pyomo model being built."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import pyomo.core as pyo

from optimiser.planning.charges import Charge
from optimiser.planning.cost_curve import Piece
from optimiser.planning.pools import Pool, interchangeable_centres
from optimiser.planning.problem import Problem
from optimiser.planning.routes import Route
from optimiser.rules.rule import scaled_contacts, scaled_kr

Choice = tuple[str, str, str]
"""(municipality, task, destination)."""
Link = tuple[str, str]
"""(municipality, pool)."""
CentrePiece = tuple[str, int]
"""(centre, number of the piece)."""
Domain = Literal["binary", "count", "share", "volume"]
"""What a variable can be: 0 or 1; a whole number; between 0 and 1; 0 or more."""
DOMAINS: Mapping[Domain, Mapping[str, Any]] = {
    "binary": {"domain": pyo.Binary},
    "count": {"domain": pyo.NonNegativeIntegers},
    "share": {"bounds": (0, 1)},
    "volume": {"domain": pyo.NonNegativeReals},
}
PERIODS, NOTHING = "period", "nothing"


def model_of(periods: Iterable[int]) -> Any:
    """Return an empty model with a block for each period."""
    model = pyo.ConcreteModel()
    model.add_component(PERIODS, pyo.Block(list(periods)))
    return model


def period_of(data: Any) -> tuple[int, ...]:
    """Return the period that a variable or a row of a model is of, where the model has several; else nothing."""
    block = data.parent_block()
    several = block is not data.model() and len(block.parent_component()) > 1
    return (block.index(),) if several else ()


@dataclass(frozen=True)
class Formulation:
    """A problem, its pools, and the Pyomo model to which each rule adds variables and rows.

    The model has a block `m` for each period: one for a steady-state instance, and one for each year of a path, on
    which as many formulations stand (`model/roadmap.py`).
    """

    problem: Problem
    pools: tuple[Pool, ...]
    model: Any = None
    loose: bool = False
    """True where rows that would keep away from their rule's limit ask for less than the rule: bounds are proved so."""

    def __post_init__(self) -> None:
        """Begin a model where none is given."""
        if self.model is None:
            object.__setattr__(self, "model", model_of([self.problem.period]))

    @cached_property
    def m(self) -> Any:
        """The block of the period."""
        return self.model.component(PERIODS)[self.problem.period]

    # ---- adding to the model -------------------------------------------------------------------

    def add_variables(
        self, name: str, index: Iterable[Any], domain: Domain, most: Callable[..., int] | None = None
    ) -> None:
        """Add a family of variables, one for each index; `most` is how much each can be."""
        how = {**DOMAINS[domain]}
        if most is not None:
            how["bounds"] = lambda _, *key: (0, most(*key))
        self.m.add_component(name, pyo.Var(list(index), **how))

    def constrain(self, name: str, index: Iterable[Any], body: Callable[..., Any]) -> None:
        """Add a family of rows, one for each index for which `body` gives a relation."""
        add_rows(self.m, name, index, body)

    def constrain_once(self, name: str, relation: Any) -> None:
        """Add a single row."""
        add_row(self.m, name, relation)

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
            found.setdefault((route.municipality, route.task, where), route)
        return found

    @cached_property
    def choices_by_task(self) -> Mapping[tuple[str, str], list[Choice]]:
        """The choices open to each task of each municipality."""
        found: dict[tuple[str, str], list[Choice]] = defaultdict(list)
        for choice in self.choices:
            found[choice[:2]].append(choice)
        return found

    @cached_property
    def choices_by_link(self) -> Mapping[Link, list[Choice]]:
        """The choices that use each possible connection of a municipality to a pool."""
        found: dict[Link, list[Choice]] = defaultdict(list)
        for (m, t, d), route in self.choices.items():
            if route.away:
                found[m, d].append((m, t, d))
        return found

    @cached_property
    def own_choices(self) -> Mapping[str, list[Choice]]:
        """The choices that bring each local centre the contacts of its own seat."""
        found: dict[str, list[Choice]] = defaultdict(list)
        for choice, route in self.choices.items():
            if route.form == "local":
                found[route.centre].append(choice)
        return found

    @cached_property
    def links_by_pool(self) -> Mapping[str, list[Link]]:
        """The connections that lead to each pool."""
        found: dict[str, list[Link]] = defaultdict(list)
        for link in self.choices_by_link:
            found[link[1]].append(link)
        return found

    @cached_property
    def links_by_municipality(self) -> Mapping[str, list[Link]]:
        """The connections each municipality can have."""
        found: dict[str, list[Link]] = defaultdict(list)
        for link in self.choices_by_link:
            found[link[0]].append(link)
        return found

    @cached_property
    def pieces(self) -> Mapping[CentrePiece, Piece]:
        """The pieces of every centre."""
        return {
            (centre, number): piece
            for centre, reach in self.problem.reach.items()
            for number, piece in enumerate(reach.pieces)
        }

    @cached_property
    def pieces_by_centre(self) -> Mapping[str, list[CentrePiece]]:
        """Each centre's pieces."""
        found: dict[str, list[CentrePiece]] = defaultdict(list)
        for key in self.pieces:
            found[key[0]].append(key)
        return found

    @cached_property
    def hosts(self) -> list[str]:
        """Local centres that others could buy from."""
        rows = self.problem.instance.centres
        return [c for c in self.pieces_by_centre if c in self.pool_of and rows[c].kind == "local"]

    @cached_property
    def shared(self) -> list[str]:
        """Virtual and external centres."""
        rows = self.problem.instance.centres
        return [c for c in self.pieces_by_centre if rows[c].kind != "local"]

    @cached_property
    def interchangeable(self) -> Mapping[str, str]:
        """By shared centre, the first of those that nothing but the name tells from it."""
        return interchangeable_centres(self.problem)

    def choices_to(self, q: str) -> list[Choice]:
        """Return the choices that lead to a pool."""
        return [choice for link in self.links_by_pool[q] for choice in self.choices_by_link[link]]

    # ---- figures -------------------------------------------------------------------------------

    @cached_property
    def volume(self) -> Mapping[Choice, float]:
        """Pooled volume that each choice brings, in millions of contacts a year."""
        return {choice: scaled_contacts(self.problem.pooled_volume(route)) for choice, route in self.choices.items()}

    @cached_property
    def charge(self) -> Mapping[Choice, Charge]:
        """What each choice costs besides the curve (kr.)."""
        return {choice: self.problem.tariff.charge_of_route(route) for choice, route in self.choices.items()}

    @cached_property
    def link_charge(self) -> Mapping[Link, Charge]:
        """What each connection costs (kr.)."""
        charges = {}
        for link, choices in self.choices_by_link.items():
            route = self.choices[choices[0]]
            charges[link] = self.problem.tariff.charge_of_link(route.municipality, route.centre, route.form)
        return charges

    def max_load(self, link: Link) -> float:
        """The most a municipality can lawfully bring over a connection (million contacts a year)."""
        return sum(self.volume[choice] for choice in self.choices_by_link[link])

    # ---- expressions ---------------------------------------------------------------------------

    def takes_part(self, m: str) -> Any:
        """1 when the municipality takes part: all do that may not stay out."""
        return 1 - self.m.out[m] if m in self.problem.staying_out.kr else 1

    def is_open(self, c: str) -> Any:
        """1 when the centre is open: it is on one of its pieces."""
        return sum(self.m.piece[key] for key in self.pieces_by_centre[c])

    def count_connections(self, link: Link) -> Any:
        """How many connections the municipality has to the pool."""
        m, q = link
        if q not in self.single:
            return self.m.connect[link]
        return sum(self.m.link[m, q, k] for _, k in self.pieces_by_centre[q])

    def variable_or_number(self, choices: Iterable[Choice]) -> Any:
        """How many of the choices are taken."""
        return sum(self.m.assign[choice] for choice in choices)

    def leaving(self, m: str, t: str) -> Any:
        """1 when the task leaves home."""
        return self.variable_or_number(choice for choice in self.choices_by_task[m, t] if self.choices[choice].away)

    def volume_on(self, key: CentrePiece) -> Any:
        """Pooled volume of a centre on a piece, of its seat and of others (million contacts a year)."""
        return sum(family[key] for family in (self.m.own, self.m.sold) if key in family)

    def assigned_volume(self, choices: Iterable[Choice]) -> Any:
        """Pooled volume of the given choices as far as they are taken (million contacts a year)."""
        return sum(self.volume[choice] * self.m.assign[choice] for choice in choices)

    def sold_volume(self, c: str) -> Any:
        """Pooled volume of others at a centre (million contacts a year)."""
        return sum(self.m.sold[key] for key in self.pieces_by_centre[c])

    def own_volume(self, c: str) -> Any:
        """Pooled volume of the seat at its own centre (million contacts a year)."""
        return sum(self.m.own[key] for key in self.pieces_by_centre[c])

    # ---- cost ----------------------------------------------------------------------------------

    def cost(self) -> Any:
        """Total cost a year (million kr.): answering in centres, all that choices are charged, and who stays out."""
        taking_part = self.operation() + self.charged(lambda charge: scaled_kr(charge.yearly_kr))
        paid = self.problem.staying_out.kr
        return taking_part + sum(scaled_kr(paid[code]) * self.m.out[code] for code in paid) if paid else taking_part

    def operation(self) -> Any:
        """What answering in centres costs a year (million kr.)."""
        m = self.m
        fixed = sum(scaled_kr(piece.fixed_kr) * m.piece[key] for key, piece in self.pieces.items())
        own = sum(self.pieces[key].slope_kr * m.own[key] for key in m.own)
        sold = sum(self.pieces[key].slope_kr * m.sold[key] for key in m.sold)
        return fixed + own + sold

    def charged(self, figure: Callable[[Charge], float]) -> Any:
        """A figure of the charges of all that is chosen: routes, connections, centres, hosts and forms in use."""
        m, tariff = self.m, self.problem.tariff
        routes = sum(figure(charge) * m.assign[choice] for choice, charge in self.charge.items())
        links = sum(figure(charge) * self.count_connections(link) for link, charge in self.link_charge.items())
        centres = sum(figure(tariff.open_centre(c)) * self.is_open(c) for c in self.pieces_by_centre)
        hosts = sum(figure(tariff.charge_of_host(c)) * m.sell[c] for c in self.hosts)
        return routes + links + centres + hosts + sum(figure(tariff.using_form(*use)) * m.uses[use] for use in m.uses)


def add_rows(block: Any, name: str, index: Iterable[Any], body: Callable[..., Any]) -> None:
    """Add a family of rows to a block of a model; none where the body gives None, or what always holds."""
    block.add_component(name, pyo.Constraint(list(index), rule=lambda _, *key: _relation(block, body(*key))))


def add_row(block: Any, name: str, relation: Any) -> None:
    """Add a single row to a block of a model; none where it always holds."""
    block.add_component(name, pyo.Constraint(rule=lambda _: _relation(block, relation)))


def _relation(block: Any, relation: Any) -> Any:
    """Return what Pyomo takes for a row: without variables it is skipped, or a row that nothing can keep."""
    if relation is None or relation is True:
        return pyo.Constraint.Skip
    if relation is False:
        if block.component(NOTHING) is None:
            block.add_component(NOTHING, pyo.Param(initialize=0.0, mutable=True))
        return block.component(NOTHING) >= 1.0
    return relation
