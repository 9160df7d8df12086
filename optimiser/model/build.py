"""The model, put together: variables for what is decided, the rows of every rule, and the objective."""

from optimiser.model.formulation import Formulation, Link
from optimiser.model.objective import add_objective, renew_objective
from optimiser.planning.pools import Pool
from optimiser.planning.problem import Problem
from optimiser.rules.registry import all_rules


def build(problem: Problem, pools: tuple[Pool, ...]) -> Formulation:
    """Return the model of `problem` with its centres taken together in `pools`.

    With pools of one centre each it is the exact model. With wider pools it leaves out only that a
    connection is to one centre of the pool, so its optimum is a bound on the exact one.
    """
    f = Formulation(problem, pools)
    add_choices(f)
    for rule in all_rules():
        rule.constrain(f)
    add_objective(f)
    return f


def build_at_prices_of(problem: Problem, f: Formulation) -> Formulation:
    """Return a formulation that has its rules, on the same Pyomo model, at the prices of a problem of its shape."""
    renewed = Formulation(problem, f.pools, f.model)
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
