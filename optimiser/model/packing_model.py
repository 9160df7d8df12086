"""Unpacking a pool: which of its centres serves whom, once it is decided who is served by the pool.

A small model of its own: whole portfolios go to the centres with room for them, at least cost. It is
started from centres filled by subset sums, which is nearly always good enough straight away.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pyomo.core as pyo

from optimiser.model.formulation import add_row, add_rows
from optimiser.model.packing import Bundle, Packing
from optimiser.planning.routes import HOME
from optimiser.rules.registry import all_rules
from optimiser.rules.rule import scaled_contacts, scaled_kr


@dataclass(frozen=True)
class PackingModel:
    """A packing, and the Pyomo model `m` to which rules add rows that it could break."""

    packing: Packing
    m: Any = field(default_factory=pyo.ConcreteModel)

    def constrain(self, name: str, index: Iterable[Any], body: Callable[..., Any]) -> None:
        """Add a family of rows, one for each index for which `body` gives a relation."""
        add_rows(self.m, name, index, body)

    def constrain_once(self, name: str, relation: Any) -> None:
        """Add a single row."""
        add_row(self.m, name, relation)

    @property
    def invested(self) -> Any:
        """What the packing decides to invest (million kr.)."""
        packing, m = self.packing, self.m
        options = sum(scaled_kr(packing.option_kr(o)[1]) * m.take[o] for o in packing.options)
        serving = sum(scaled_kr(packing.serving_charge(c).investment_kr) * m.serves[c] for c in packing.centres)
        return options + serving


def build_packing(packing: Packing) -> Any:
    """Return the Pyomo model: each bundle to one option, centres within their limits, at least cost."""
    p = PackingModel(packing)
    m = p.m
    m.take = pyo.Var(list(packing.options), domain=pyo.Binary)
    m.piece = pyo.Var(list(packing.pieces), domain=pyo.Binary)
    m.volume = pyo.Var(list(packing.pieces), domain=pyo.NonNegativeReals)
    m.serves = pyo.Var(list(packing.centres), domain=pyo.Binary)
    _add_bundles(m, packing)
    _add_centres(m, packing)
    for rule in all_rules():
        rule.constrain_packing(p)
    m.cost = pyo.Objective(expr=_cost_millions(m, packing))
    return m


def _add_bundles(m: Any, packing: Packing) -> None:
    by_bundle: dict[Bundle, list[Any]] = {bundle: [] for bundle in packing.bundles}
    for option in packing.options:
        by_bundle[option[:2]].append(option)

    def one(_: Any, *bundle: Any) -> Any:
        return sum(m.take[option] for option in by_bundle[bundle]) == 1

    m.whole = pyo.Constraint(list(packing.bundles), rule=one)


def _add_centres(m: Any, packing: Packing) -> None:
    """Volumes on pieces, and what a centre takes on from others."""
    rows = packing.problem.instance.centres
    keys: dict[str, list[tuple[str, int]]] = {c: [] for c in packing.centres}
    for key in packing.pieces:
        keys[key[0]].append(key)
    brought = _volume_brought(m, packing)

    def opened(_: Any, c: str) -> Any:
        used = sum(m.piece[key] for key in keys[c])
        return used == 1 if rows[c].kind == "local" else used == m.serves[c]

    m.opened = pyo.Constraint(packing.centres, rule=opened)
    m.balance = pyo.Constraint(
        packing.centres, rule=lambda _, c: sum(m.volume[key] for key in keys[c]) == packing.own_volume(c) + brought[c]
    )
    m.low = pyo.Constraint(
        list(packing.pieces),
        rule=lambda _, *key: m.volume[key] >= scaled_contacts(packing.pieces[key].low) * m.piece[key],
    )
    m.high = pyo.Constraint(
        list(packing.pieces),
        rule=lambda _, *key: m.volume[key] <= scaled_contacts(packing.pieces[key].high) * m.piece[key],
    )
    m.most = pyo.Constraint(packing.centres, rule=lambda _, c: brought[c] - packing.most_sold(c) * m.serves[c] <= 0)
    m.least = pyo.Constraint(
        packing.centres, rule=lambda _, c: brought[c] - scaled_contacts(rows[c].min_sold) * m.serves[c] >= 0
    )
    m.served = pyo.Constraint(
        [option for option in packing.options if option[2] != HOME],
        rule=lambda _, *option: m.take[option] <= m.serves[option[2]],
    )


def _volume_brought(m: Any, packing: Packing) -> Mapping[str, Any]:
    """Pooled volume the bundles bring to each centre (million contacts a year)."""
    brought: dict[str, Any] = defaultdict(float)
    for option in packing.options:
        brought[option[2]] += packing.volume_of(option[:2]) * m.take[option]
    return brought


def _cost_millions(m: Any, packing: Packing) -> Any:
    """Million kr. a year, besides what is settled."""
    operation = sum(
        scaled_kr(piece.fixed_kr) * m.piece[key] + piece.slope_kr * m.volume[key]
        for key, piece in packing.pieces.items()
    )
    serving = sum(scaled_kr(packing.serving_charge(c).yearly_kr) * m.serves[c] for c in packing.centres)
    return operation + serving + sum(scaled_kr(packing.option_kr(o)[0]) * m.take[o] for o in packing.options)
