"""The model, put together: the table of contents of what a plan must obey."""

from optimiser.model.formulation import Formulation
from optimiser.model.objective import add_objective, renew_objective
from optimiser.model.rules.assignment import add_assignment
from optimiser.model.rules.connection import add_connection_variables, add_connections, add_entry_points
from optimiser.model.rules.differs_from import add_differs_from
from optimiser.model.rules.investment_budget import add_investment_budget, add_uses
from optimiser.model.rules.kpi_target import add_kpi_targets
from optimiser.model.rules.local_sustainability import add_local_sustainability
from optimiser.model.rules.max_centres import add_max_centres
from optimiser.model.rules.must_open import add_must_open
from optimiser.model.rules.nested_depth import add_nested_depth
from optimiser.model.rules.no_municipality_worse_off import add_no_municipality_worse_off
from optimiser.model.rules.open_centre import add_open_centres
from optimiser.model.rules.purchase_cap import add_purchase_caps
from optimiser.model.rules.volume import add_volume_limits, add_volumes
from optimiser.planning.pools import Pool
from optimiser.planning.problem import Problem

RULES = (
    add_assignment,
    add_connection_variables,
    add_open_centres,
    add_connections,
    add_entry_points,
    add_volumes,
    add_volume_limits,
    add_kpi_targets,
    add_purchase_caps,
    add_uses,
    add_investment_budget,
    add_max_centres,
    add_must_open,
    add_nested_depth,
    add_local_sustainability,
    add_no_municipality_worse_off,
    add_differs_from,
)
"""What a plan must obey, in the order in which it is added: variables before the rules that use them."""


def build(problem: Problem, pools: tuple[Pool, ...]) -> Formulation:
    """The model of `problem` with its centres taken together in `pools`.

    With pools of one centre each it is the exact model. With wider pools it leaves out only that a
    connection is to one centre of the pool, so its optimum is a bound on the exact one.
    """
    return with_rules(Formulation(problem, pools))


def with_rules(f: Formulation) -> Formulation:
    """The formulation with all rules and the objective added to its Pyomo model."""
    for add in RULES:
        add(f)
    add_objective(f)
    return f


def with_prices_of(problem: Problem, f: Formulation) -> Formulation:
    """A formulation that has its rules, on the same Pyomo model, at the prices of a problem of the same shape."""
    renewed = Formulation(problem, f.pools, f.m)
    renew_objective(renewed)
    return renewed
