"""What a plan's KPIs come to: contact-weighted means, and the score of the design criteria."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from optimiser.data.instance import Instance
from optimiser.data.rows import Kpi
from optimiser.data.run_tables import KpiLine
from optimiser.data.tolerances import LIMIT_ERROR_CONTACTS
from optimiser.planning.plan import Plan
from optimiser.planning.routes import Route


@dataclass(frozen=True)
class Measured:
    """Contacts that have a value in a KPI, and the sum of contacts times value."""

    total: float
    contacts: float

    @property
    def mean(self) -> float:
        """The mean by contacts."""
        return self.total / self.contacts

    def meets_target(self, kpi: Kpi) -> bool:
        """True when the mean is as the target asks."""
        margin = self.total - (kpi.target or 0.0) * self.contacts
        return (margin if kpi.sense == "at least" else -margin) >= -LIMIT_ERROR_CONTACTS


def measured_kpis(plan: Plan) -> Iterator[dict[str, Any]]:
    """A row is a KPI: its mean over the country's contacts, how many have a value, and the worst place in its scope."""
    for kpi in plan.problem.instance.tables.kpis:
        country = _measure_routes(plan, kpi, plan.routes)
        yield {
            "kpi": kpi.kpi,
            "value": country.mean if country.contacts else None,
            "rated_share": country.contacts / sum(plan.problem.instance.contacts.values()),
            "target": kpi.target,
            **_in_scope(plan, kpi, country),
        }


def _in_scope(plan: Plan, kpi: Kpi, country: Measured) -> dict[str, Any]:
    """The worst mean of a municipality or a centre, where the KPI is about these, and whether its target is met."""
    by_place = {about: _measure_routes(plan, kpi, routes) for about, routes in _routes_by_place(plan, kpi)}
    rated = {about: measured for about, measured in by_place.items() if measured.contacts}
    choose = min if kpi.sense == "at least" else max
    worst = choose(rated, key=lambda about: rated[about].mean) if rated else None
    judged = [country] if kpi.scope == "national" else list(rated.values())
    return {
        "worst": rated[worst].mean if worst else None,
        "worst_at": worst or "",
        "met": None if kpi.target is None else int(all(measured.meets_target(kpi) for measured in judged)),
    }


def _routes_by_place(plan: Plan, kpi: Kpi) -> Iterator[tuple[str, list[Route]]]:
    """What is answered together by the KPI's scope: for each municipality, by each centre; nothing for the country."""
    if kpi.scope == "municipality":
        names = plan.problem.instance.municipalities
        yield from ((names[code].name, routes) for code, routes in plan.by_municipality.items())
    elif kpi.scope == "centre":
        yield from plan.by_centre.items()


def _measure_routes(plan: Plan, kpi: Kpi, routes: Iterable[Route]) -> Measured:
    """What the routes come to, as far as their form and task have a value."""
    instance, total, rated = plan.problem.instance, 0.0, 0.0
    for route in routes:
        value = instance.kpi_values.get((kpi.kpi, route.form, route.task))
        if value is not None:
            contacts = instance.contacts[route.municipality, route.task]
            total, rated = total + contacts * value, rated + contacts
    return Measured(total, rated)


def criteria_score(instance: Instance, kpis: Iterable[KpiLine]) -> float | None:
    """Mean of the KPIs that have a weight, by weight; None where none has both a weight and a value.

    `kpis` are the lines of the table of KPIs.
    """
    weights = {row.kpi: row.weight for row in instance.tables.kpis}
    rated = [(weights[line.kpi], line.value) for line in kpis if line.value is not None]
    weight = sum(weight for weight, _ in rated)
    return sum(weight * value for weight, value in rated) / weight if weight else None
