"""The objective: total yearly cost in million kr."""

import pyomo.core as pyo

from optimiser.model.formulation import Formulation

COST = "cost"


def add_objective(f: Formulation) -> None:
    """Total cost a year, to be minimised.

    Σ_{c,k} (F_k piece[c,k] + s_k (own[c,k] + sold[c,k])) + Σ charge · choice

    over the charges of routes (unchanged answering, unpooled part, extra cost, staff moved), of
    connections, of open centres and of hosts, and of municipalities that start to use a form; every
    investment in them as an annuity.
    """
    f.model.add_component(COST, pyo.Objective(expr=f.cost()))


def renew_objective(f: Formulation) -> None:
    """Price a model that has all its rules anew, by the formulation's problem."""
    f.model.del_component(COST)
    add_objective(f)
