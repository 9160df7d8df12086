"""Unpacking a pool: which of its centres serves whom, once it is decided who is served by the pool.

A small model of its own: whole portfolios go to the centres with room for them, at least cost. It is
started from centres filled by subset sums, which is nearly always good enough at once.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import pyomo.core as pyo

from optimiser.model.formulation import MILLION
from optimiser.model.packing import Bundle, Packing
from optimiser.planning.routes import HOME


def build_packing(packing: Packing) -> Any:
    """The Pyomo model: each bundle to one option, centres within their limits, at least cost."""
    m = pyo.ConcreteModel()
    m.take = pyo.Var(list(packing.options), domain=pyo.Binary)
    m.piece = pyo.Var(list(packing.pieces), domain=pyo.Binary)
    m.volume = pyo.Var(list(packing.pieces), domain=pyo.NonNegativeReals)
    m.serves = pyo.Var(list(packing.centres), domain=pyo.Binary)
    _add_bundles(m, packing)
    _add_centres(m, packing)
    _add_policy(m, packing)
    _add_kpi_targets(m, packing)
    m.cost = pyo.Objective(expr=_cost(m, packing))
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
    brought = _brought(m, packing)

    def opened(_: Any, c: str) -> Any:
        used = sum(m.piece[key] for key in keys[c])
        return used == 1 if rows[c].kind == "local" else used == m.serves[c]

    m.opened = pyo.Constraint(packing.centres, rule=opened)
    m.balance = pyo.Constraint(
        packing.centres, rule=lambda _, c: sum(m.volume[key] for key in keys[c]) == packing.own(c) + brought[c]
    )
    m.low = pyo.Constraint(
        list(packing.pieces), rule=lambda _, *key: m.volume[key] >= packing.pieces[key].low / MILLION * m.piece[key]
    )
    m.high = pyo.Constraint(
        list(packing.pieces), rule=lambda _, *key: m.volume[key] <= packing.pieces[key].high / MILLION * m.piece[key]
    )
    m.most = pyo.Constraint(packing.centres, rule=lambda _, c: brought[c] - packing.most(c) * m.serves[c] <= 0)
    m.least = pyo.Constraint(
        packing.centres, rule=lambda _, c: brought[c] - rows[c].min_sold / MILLION * m.serves[c] >= 0
    )
    m.served = pyo.Constraint(
        [option for option in packing.options if option[2] != HOME],
        rule=lambda _, *option: m.take[option] <= m.serves[option[2]],
    )


def _brought(m: Any, packing: Packing) -> Mapping[str, Any]:
    """Pooled volume the bundles bring to each centre (million contacts a year)."""
    brought: dict[str, Any] = defaultdict(float)
    for option in packing.options:
        brought[option[2]] += packing.volume(option[:2]) * m.take[option]
    return brought


def _add_policy(m: Any, packing: Packing) -> None:
    """What the optional rules leave to the packing: how many centres, how much investment."""
    policy = packing.problem.instance.settings.policy
    rows = packing.problem.instance.centres
    settled = {route.centre for route in packing.settled if route.away}
    for limit, kind in ((policy.max_hosts, "local"), (policy.max_virtual_centres, "virtual")):
        some = [c for c in packing.centres if rows[c].kind == kind]
        if limit is not None and some:
            others = sum(rows[c].kind == kind for c in settled)
            m.add_component(f"most-{kind}", pyo.Constraint(expr=sum(m.serves[c] for c in some) <= limit - others))
    if policy.investment_budget_kr is not None:
        left = policy.investment_budget_kr - packing.plan.charges.investment_kr
        m.budget = pyo.Constraint(expr=_invested(m, packing) <= left / MILLION)


def _add_kpi_targets(m: Any, packing: Packing) -> None:
    """A portfolio that comes home is answered in another form: the targets are met with that too."""
    m.kpi = pyo.ConstraintList()
    for kpi in packing.problem.instance.tables.kpis:
        for settled, options in packing.above_targets(kpi) if kpi.target is not None else ():
            above = settled + sum(added * m.take[option] for option, added in options.items())
            m.kpi.add(above >= 0 if kpi.sense == "at least" else above <= 0)


def _invested(m: Any, packing: Packing) -> Any:
    options = sum(packing.option_kr(o)[1] / MILLION * m.take[o] for o in packing.options)
    serving = sum(packing.serving_charge(c).investment_kr / MILLION * m.serves[c] for c in packing.centres)
    return options + serving


def _cost(m: Any, packing: Packing) -> Any:
    """Million kr. a year, besides what is settled."""
    operation = sum(
        piece.fixed_kr / MILLION * m.piece[key] + piece.slope_kr * m.volume[key]
        for key, piece in packing.pieces.items()
    )
    serving = sum(packing.serving_charge(c).yearly_kr / MILLION * m.serves[c] for c in packing.centres)
    return operation + serving + sum(packing.option_kr(o)[0] / MILLION * m.take[o] for o in packing.options)
