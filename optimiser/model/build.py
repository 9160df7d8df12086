"""The model, put together: variables for what is decided, the rows of every rule, and the objective."""

import pyomo.core as pyo

from optimiser.model.formulation import Formulation, Link
from optimiser.planning.pools import Pool
from optimiser.planning.problem import Problem
from optimiser.rules.registry import all_rules

COST = "cost"
"""The component of a model that is its objective."""


def build(problem: Problem, pools: tuple[Pool, ...], *, loose: bool = False) -> Formulation:
    """Return the model of `problem` with its centres taken together in `pools`; `loose` as `Formulation` says.

    With pools of one centre each it is the exact model. With wider pools it leaves out only that a
    connection is to one centre of the pool, so its optimum is a bound on the exact one.
    """
    f = Formulation(problem, pools, loose=loose)
    add_period(f)
    add_objective(f)
    return f


def add_period(f: Formulation) -> None:
    """Add all of a period but its cost: a variable for each choice, and the rows of every rule."""
    add_choices(f)
    for rule in all_rules():
        rule.constrain(f)


def build_at_prices_of(problem: Problem, f: Formulation) -> Formulation:
    """Return a formulation that has its rules, on the same Pyomo model, at the prices of a problem of its shape."""
    renewed = Formulation(problem, f.pools, f.model, f.loose)
    renew_objective(renewed)
    return renewed


def add_choices(f: Formulation) -> None:
    """Add a variable for each choice: where a task goes, who connects where, which centres open, and who sells.

    - assign[m,t,d] = 0 or 1, one for each lawful destination
    - link[m,c,k] between 0 and 1, to a single centre; connect[m,q] a whole number, to a pool of several
    - piece[c,k] and sell[c] = 0 or 1
    """
    pooled = [link for link in f.choices_by_link if link[1] not in f.single]
    single = [link for link in f.choices_by_link if link[1] in f.single]
    f.add_variables("assign", f.choices, "binary")
    f.add_variables("connect", pooled, "count", lambda *link: _most_connections(f, link))
    f.add_variables("link", [(m, c, k) for m, c in single for _, k in f.pieces_by_centre[c]], "share")
    f.add_variables("piece", f.pieces, "binary")
    f.add_variables("sell", f.hosts, "binary")


def _most_connections(f: Formulation, link: Link) -> int:
    """Return the most connections to a pool that make sense: one a centre, one a task."""
    limit = f.problem.instance.settings.policy.max_entry_points
    return min(limit, len(f.pool_named[link[1]].centres), len(f.choices_by_link[link]))


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
