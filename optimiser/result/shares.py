"""Who pays what: charges go to whom they come from, a centre's cost is shared by those it answers.

A centre's cost is shared by pooled volume (payment by load; a host is cost-neutral).
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from optimiser.data.columns import Form
from optimiser.planning.charges import Charge
from optimiser.planning.plan import Plan
from optimiser.planning.routes import Route


@dataclass
class Share:
    """What somebody pays a year, and their part of what is invested once (kr.)."""

    yearly_kr: float = 0.0
    investment_kr: float = 0.0

    def add(self, charge: Charge, part: float = 1.0) -> None:
        """Add a part of a charge."""
        self.yearly_kr += charge.yearly_kr * part
        self.investment_kr += charge.investment_kr * part


Who = Callable[[str, Form], str]
"""Whom a cost is told of: from the municipality that causes it and the form it comes with."""


def shares_by_municipality(plan: Plan) -> Mapping[str, Share]:
    """Each municipality's share of all costs; the shares add up to the plan's cost."""
    return _shares(plan, lambda municipality, _: municipality)


def shares_by_form(plan: Plan) -> Mapping[str, Share]:
    """Each form's share of all costs; the shares add up to the plan's cost."""
    return _shares(plan, lambda _, form: form)


def _shares(plan: Plan, who: Who) -> Mapping[str, Share]:
    found: dict[str, Share] = defaultdict(Share)
    for route, charge in plan.route_charges.items():
        found[who(route.municipality, route.form)].add(charge)
    for (municipality, centre), charge in plan.link_charges.items():
        found[who(municipality, plan.links[municipality, centre])].add(charge)
    for (municipality, form), charge in plan.form_charges.items():
        found[who(municipality, form)].add(charge)
    for centre, routes in plan.by_centre.items():
        for route, part in _parts(plan, routes).items():
            share = found[who(route.municipality, route.form)]
            share.add(plan.centre_charges[centre], part)
            share.yearly_kr += plan.operation[centre].by_pieces_kr * part
    return found


def _parts(plan: Plan, routes: list[Route]) -> Mapping[Route, float]:
    """Each route's part of a centre: by pooled volume, by contacts where none is pooled."""
    loads = {route: plan.problem.pooled(route) for route in routes}
    if not any(loads.values()):
        loads = {route: plan.problem.instance.contacts[route.municipality, route.task] for route in routes}
    total = sum(loads.values())
    return {route: load / total for route, load in loads.items()}
