"""The model, put together: the table of contents of what a plan must obey."""

from optimiser.model.formulation import Formulation
from optimiser.model.objective import add_objective
from optimiser.model.rules.assignment import add_assignment
from optimiser.model.rules.connection import add_connection_variables, add_connections, add_entry_points
from optimiser.model.rules.investment_budget import add_investment_budget, add_uses
from optimiser.model.rules.kpi_target import add_kpi_targets
from optimiser.model.rules.local_sustainability import add_local_sustainability
from optimiser.model.rules.max_centres import add_max_centres
from optimiser.model.rules.nested_depth import add_nested_depth
from optimiser.model.rules.no_municipality_worse_off import add_no_municipality_worse_off
from optimiser.model.rules.open_centre import add_open_centres
from optimiser.model.rules.purchase_cap import add_purchase_caps
from optimiser.model.rules.volume import add_volume_limits, add_volumes
from optimiser.planning.pools import Pool
from optimiser.planning.problem import Problem


def build(problem: Problem, pools: tuple[Pool, ...]) -> Formulation:
    """The model of `problem` with its centres taken together in `pools`.

    With pools of one centre each it is the exact model. With wider pools it leaves out only that a
    connection is to one centre of the pool, so its optimum is a bound on the exact one.
    """
    f = Formulation(problem, pools)
    add_assignment(f)
    add_connection_variables(f)
    add_open_centres(f)
    add_connections(f)
    add_entry_points(f)
    add_volumes(f)
    add_volume_limits(f)
    add_kpi_targets(f)
    add_purchase_caps(f)
    add_uses(f)
    add_investment_budget(f)
    add_max_centres(f)
    add_nested_depth(f)
    add_local_sustainability(f)
    add_no_municipality_worse_off(f)
    add_objective(f)
    return f
