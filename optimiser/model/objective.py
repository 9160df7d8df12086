"""The objective: total yearly cost in million kr."""

from typing import Any

import pyomo.core as pyo

from optimiser.model.formulation import MILLION, Formulation

COST = "cost"


def add_objective(f: Formulation) -> None:
    """Total cost a year: the least of it is sought.

    Σ_{c,k} (F_k piece[p,c,k] + s_k (own[p,c,k] + sold[p,c,k])) + Σ charge · choice

    over the charges of routes (unchanged answering, unpooled part, extra cost, staff moved), of
    connections, of open centres and of hosts, and of municipalities that start to use a form; every
    investment in them as an annuity.
    """
    total = _operation(f) + _routes(f) + _connections(f) + _centres(f) + _hosts(f) + _forms(f)
    f.m.add_component(COST, pyo.Objective(expr=total))


def renew_objective(f: Formulation) -> None:
    """Price a model that has all its rules anew, by the formulation's problem."""
    f.m.del_component(COST)
    add_objective(f)


def _operation(f: Formulation) -> Any:
    fixed = sum(piece.fixed_kr / MILLION * f.m.piece[key] for key, piece in f.pieces.items())
    own = sum(f.pieces[key].slope_kr * f.m.own[key] for key in f.m.own)
    sold = sum(f.pieces[key].slope_kr * f.m.sold[key] for key in f.m.sold)
    return fixed + own + sold


def _routes(f: Formulation) -> Any:
    return sum(charge.yearly_kr / MILLION * f.m.assign[choice] for choice, charge in f.charge.items())


def _connections(f: Formulation) -> Any:
    return sum(charge.yearly_kr / MILLION * f.connections(link) for link, charge in f.link_charge.items())


def _centres(f: Formulation) -> Any:
    charge = f.problem.tariff.open_centre
    return sum(charge(c).yearly_kr / MILLION * f.opened(p, c) for p, c in f.pieces_by_centre)


def _hosts(f: Formulation) -> Any:
    return sum(f.problem.tariff.host(c).yearly_kr / MILLION * f.m.sell[p, c] for p, c in f.hosts)


def _forms(f: Formulation) -> Any:
    charge = f.problem.tariff.using_form
    return sum(charge(m, form).yearly_kr / MILLION * f.m.uses[p, m, form] for p, m, form in f.m.uses)
