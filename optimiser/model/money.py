"""Which rules look at money: where one does, plans at one price are not plans at another.

A rule that nothing is declared of is taken to look at money wherever it stands, so that a rule which was forgotten here
costs time and never a wrong answer.
"""

from collections.abc import Callable, Mapping

from optimiser.data.instance import Instance
from optimiser.model.build import RULES
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
from optimiser.planning.routes import REFUSALS
from optimiser.planning.shape import shape

Adds = Callable[..., None]
"""What adds a rule to the model."""

BLIND: frozenset[Adds] = frozenset(
    {
        add_assignment,
        add_connection_variables,
        add_open_centres,
        add_connections,
        add_entry_points,
        add_volumes,
        add_volume_limits,
        add_kpi_targets,
        add_uses,
        add_max_centres,
        add_must_open,
        add_nested_depth,
        add_local_sustainability,
        add_differs_from,
    }
)
"""Rules that say the same whatever things cost. `add_uses` asks who is charged at all, which is part of every shape."""
WHERE_ASKED: Mapping[Adds, Callable[[Instance], bool]] = {
    add_purchase_caps: lambda instance: any(law.cap_kr is not None for law in instance.laws),
    add_investment_budget: lambda instance: instance.settings.policy.investment_budget_kr is not None,
    add_no_municipality_worse_off: lambda instance: instance.settings.policy.no_municipality_worse_off,
}
"""Rules that look at money, and whether an instance asks for them."""
BLIND_REFUSALS = frozenset(
    {"eligible-levels", "authority-stays-home", "group-membership", "open-centre", "mandatory", "locks"}
)
"""Rules that refuse single routes, whatever things cost."""


def shape_of(instance: Instance) -> str:
    """The shape of an instance, of which its prices are part where one of its rules looks at money."""
    return shape(instance, prices_too=_looks_at_money(instance))


def _looks_at_money(instance: Instance) -> bool:
    rules = (add for add in RULES if add not in BLIND)
    refusing = any(name not in BLIND_REFUSALS for name, _ in REFUSALS)
    return refusing or any(add not in WHERE_ASKED or WHERE_ASKED[add](instance) for add in rules)
