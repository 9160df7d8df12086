"""What a plan's KPIs come to: contact-weighted means, and the score of the design criteria."""

from collections.abc import Iterator
from typing import Any

from optimiser.data.rows import Kpi
from optimiser.planning.plan import Plan


def measured_kpis(plan: Plan) -> Iterator[dict[str, Any]]:
    """A row is a KPI: its mean over the country's contacts, and the share of them that has a value at all."""
    for kpi in plan.problem.instance.tables.kpis:
        total, rated = _summed(plan, kpi)
        yield {
            "kpi": kpi.kpi,
            "value": total / rated if rated else None,
            "rated_share": rated / sum(plan.problem.instance.contacts.values()),
            "target": kpi.target,
        }


def _summed(plan: Plan, kpi: Kpi) -> tuple[float, float]:
    """Sum of contacts times value, and of contacts, where the form and task have a value."""
    instance, total, rated = plan.problem.instance, 0.0, 0.0
    for route in plan.routes:
        value = instance.kpi_values.get((kpi.kpi, route.form, route.task))
        if value is not None:
            contacts = instance.contacts[route.municipality, route.task]
            total, rated = total + contacts * value, rated + contacts
    return total, rated


def criteria_score(plan: Plan) -> float | None:
    """Mean of the KPIs that have a weight, by weight; None where none has both a weight and a value."""
    weights = {row.kpi: row.weight for row in plan.problem.instance.tables.kpis}
    rated = [(weights[row["kpi"]], row["value"]) for row in measured_kpis(plan) if row["value"] is not None]
    weight = sum(weight for weight, _ in rated)
    return sum(weight * value for weight, value in rated) / weight if weight else None
