"""Which rules hold a plan back: those it meets with little or nothing to spare."""

from optimiser.planning.plan import Plan
from optimiser.result.tables import entry_points

NEAR = 0.01
"""A volume rule binds when the plan is within this part of its limit: portfolios are whole."""


def binding_rules(plan: Plan) -> dict[str, list[str]]:
    """The centres and municipalities each rule binds, by the rule's name."""
    found = {
        "minimum-volume": [centre for centre in plan.loads if _at_minimum(plan, centre)],
        "maximum-volume": [centre for centre in plan.loads if _at_maximum(plan, centre)],
        "entry-points": _at_most_places(plan),
    }
    return {rule: about for rule, about in found.items() if about}


def _at_minimum(plan: Plan, centre: str) -> bool:
    row, load = plan.problem.instance.centres[centre], plan.loads[centre]
    sold = row.min_sold > 0 and load.others > 0 and load.others <= row.min_sold * (1 + NEAR)
    return sold or (row.min_volume > 0 and load.volume <= row.min_volume * (1 + NEAR))


def _at_maximum(plan: Plan, centre: str) -> bool:
    row, load = plan.problem.instance.centres[centre], plan.loads[centre]
    share = row.max_sold_share
    sold = share is not None and load.others > 0 and load.others >= share * load.own * (1 - NEAR)
    return sold or (row.max_volume is not None and load.volume >= row.max_volume * (1 - NEAR))


def _at_most_places(plan: Plan) -> list[str]:
    """Municipalities that use all the places they may, and would have had others to use."""
    limit = plan.problem.instance.settings.policy.max_entry_points
    names = plan.problem.instance.municipalities
    can_leave = {route.municipality for route in plan.problem.routes if route.away}
    used = plan.by_municipality.items()
    return [names[code].name for code, routes in used if code in can_leave and entry_points(routes) >= limit]
