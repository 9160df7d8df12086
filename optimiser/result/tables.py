"""The tables of a result: one function a table, one docstring a row; with what KPIs come to and what centres keep."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from optimiser.data.columns import FORMS, HOME_FORMS
from optimiser.data.instance import Instance
from optimiser.data.rows import Kpi
from optimiser.data.run_tables import COLUMNS, KpiLine, PlanLines
from optimiser.data.scenario import list_assumptions
from optimiser.data.tolerances import LIMIT_ERROR_CONTACTS
from optimiser.planning.charges import Charge
from optimiser.planning.plan import CentreCost, Plan
from optimiser.planning.problem import CostClass
from optimiser.planning.routes import DEPARTMENTS, Route
from optimiser.planning.staffed import information_contacts, staffed_alone, staffed_fte, work_hours

# ---- What a plan's KPIs come to: contact-weighted means, and the score of the design criteria -----


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


# ---- What a plan's centres promise and keep, as the tables and run.json tell it -------------------


def service_of_centre(plan: Plan, centre: str) -> dict[str, Any]:
    """The columns of an open centre about its service and staffing."""
    kept = plan.staffed[centre]
    return {
        "answered_share_target": kept.service.target.answered_share,
        "within_seconds": kept.service.target.within_seconds,
        "opening_hours": kept.service.opening_hours,
        "answered_share": kept.answered_share,
        "mean_wait_seconds": kept.mean_wait_seconds,
        "occupancy": kept.occupancy,
        "agent_hours": kept.agent_hours,
        "agents_most": kept.agents_most,
        "staffed_fte": staffed_fte(plan.problem.instance, kept.agent_hours),
    }


def staff_of_municipality(plan: Plan, code: str, routes: Iterable[Route]) -> dict[str, Any]:
    """The columns of a municipality about its employees today, and after if each follows the contacts."""
    instance = plan.problem.instance
    fte = {route: instance.today_fte[code, route.task] for route in routes}
    known = [(code, route.task) in instance.known_fte for route in routes]
    sold = [route for route in plan.by_centre.get(instance.own_centre.get(code, ""), ()) if route.away]
    moved = sum(number for route, number in fte.items() if route.away)
    received = sum(instance.today_fte[route.municipality, route.task] for route in sold)
    return {
        "today_fte": sum(fte.values()),
        "today_fte_from": "stated" if all(known) else "partly stated" if any(known) else "computed",
        "moved_fte": moved,
        "received_fte": received,
        "after_fte": sum(fte.values()) - moved + received,
    }


def service_of_municipality(plan: Plan, code: str, routes: Iterable[Route]) -> dict[str, Any]:
    """The columns of a municipality about what its citizens meet, and what it would take alone."""
    before = staffed_alone(plan.problem.instance, code)
    return {
        **_met_service(plan, routes),
        "alone_occupancy": before.occupancy,
        "alone_hours_per_contact": before.agent_hours / before.contacts,
        **_of_information(plan, code, routes),
    }


def _met_service(plan: Plan, routes: Iterable[Route]) -> dict[str, Any]:
    """Means over the contacts that centres answer; None where the departments answer all."""
    instance, contacts = plan.problem.instance, defaultdict[str, float](float)
    for route in routes:
        contacts[route.centre] += instance.contacts[route.municipality, route.task]
    everything = sum(contacts.values())
    contacts.pop(DEPARTMENTS, None)
    kept = {centre: plan.staffed[centre] for centre in contacts}
    return {
        "centre_share": sum(contacts.values()) / everything,
        "answered_share": _mean_over_contacts(contacts, {centre: one.answered_share for centre, one in kept.items()}),
        "opening_hours": _mean_over_contacts(
            contacts, {centre: one.service.opening_hours for centre, one in kept.items()}
        ),
        "mean_wait_seconds": _mean_over_contacts(
            contacts, {centre: one.mean_wait_seconds for centre, one in kept.items()}
        ),
    }


def _of_information(plan: Plan, code: str, routes: Iterable[Route]) -> dict[str, Any]:
    """What its information contacts take in the plan's centres: their part of each centre's hours, by work."""
    instance, wanted = plan.problem.instance, information_contacts(plan.problem.instance, code)
    by_centre: dict[str, dict[str, float]] = defaultdict(dict)
    for route in routes:
        if route.centre != DEPARTMENTS and route.task in wanted:
            by_centre[route.centre][route.task] = wanted[route.task]
    contacts = {centre: sum(tasks.values()) for centre, tasks in by_centre.items()}
    work = {centre: work_hours(instance, ((code, task) for task in tasks)) for centre, tasks in by_centre.items()}
    hours = sum(work[centre] * plan.staffed[centre].agent_hours / plan.staffed[centre].work_hours for centre in work)
    occupancies = {centre: plan.staffed[centre].occupancy for centre in contacts}
    return {
        "occupancy": _mean_over_contacts(contacts, occupancies),
        "hours_per_contact": hours / sum(contacts.values()) if contacts else None,
    }


def service_of_plan(plan: Plan) -> dict[str, Any]:
    """The entries of run.json about service and staffing; no shares where no centre is open."""
    kept = plan.staffed
    contacts = {centre: one.contacts for centre, one in kept.items()}
    shares = {centre: one.answered_share for centre, one in kept.items()}
    least = min(shares, key=lambda centre: (shares[centre], centre), default=None)
    hours = sum(one.agent_hours for one in kept.values())
    return {
        "staffed_fte": staffed_fte(plan.problem.instance, hours),
        "agent_hours": hours,
        "service": {
            "answered_share": _mean_over_contacts(contacts, shares),
            "mean_wait_seconds": _mean_over_contacts(
                contacts, {centre: one.mean_wait_seconds for centre, one in kept.items()}
            ),
            "least_centre": least,
            "least_answered_share": shares[least] if least else None,
        },
    }


def service_entry(one: CostClass) -> dict[str, Any]:
    """The entry of run.json about centres with one service: how many, and how their cost is followed."""
    return {
        "answered_share": one.service.target.answered_share,
        "within_seconds": one.service.target.within_seconds,
        "opening_hours": one.service.opening_hours,
        "wage_level": one.service.wage_level,
        "least_hour_kr": one.service.least_hour_kr,
        "centres": len(one.centres),
        "pieces": len(one.pieces),
        "measured_error": one.measured_error,
    }


def _mean_over_contacts(weights: Mapping[str, float], values: Mapping[str, float]) -> float | None:
    total = sum(weights.values())
    return sum(weights[name] * value for name, value in values.items()) / total if weights else None


# ---- The tables -----------------------------------------------------------------------------------


TABLE_NAMES = tuple(COLUMNS)


def lines_of_plan(plan: Plan) -> PlanLines:
    """Return the lines of every table of a plan."""
    rows: dict[str, Iterable[dict[str, Any]]] = {
        "assignments": (_assignment_row(plan, route) for route in plan.routes),
        "centres": _centre_rows(plan),
        "municipalities": _municipality_rows(plan),
        "cost_terms": ({"term": term, "kr": kr} for term, kr in terms_kr(plan).items()),
        "kpis": measured_kpis(plan),
        "assumptions": _assumption_rows(plan.problem.instance),
    }
    return PlanLines.of_rows(rows)


class Costed(Protocol):
    """A plan, or a part of one, that says what it costs."""

    @property
    def operation(self) -> Mapping[str, CentreCost]:
        """What answering costs at each open centre."""

    @property
    def charges(self) -> Charge:
        """All that is paid besides."""


def terms_kr(plan: Costed) -> dict[str, float]:
    """The yearly cost of a plan by term, in kr.; the terms add up to the objective."""
    charges = plan.charges
    return {
        "operation": sum(cost.by_pieces_kr for cost in plan.operation.values()),
        "unpooled": charges.unpooled_kr,
        "unchanged": charges.unchanged_kr,
        "extra": charges.extra_kr,
        "connections": charges.connections_kr,
        "fixed": charges.fixed_kr,
        "investment_annual": charges.investment_annual_kr,
    }


def _assignment_row(plan: Plan, route: Route) -> dict[str, Any]:
    """A row is a task of a municipality: where it is answered, how much it is, what it costs besides the centre."""
    instance, charge = plan.problem.instance, plan.route_charges[route]
    contacts = instance.contacts[route.municipality, route.task]
    return {
        "municipality": route.municipality,
        "name": instance.municipalities[route.municipality].name,
        "task": route.task,
        "level": instance.tasks[route.task].level,
        "form": route.form,
        "centre": route.centre,
        "contacts": contacts,
        "pooled_volume": plan.problem.pooled_volume(route),
        "unchanged_kr": charge.unchanged_kr,
        "unpooled_kr": charge.unpooled_kr,
        "extra_kr": charge.extra_kr,
        "investment_annual_kr": charge.investment_annual_kr,
        "investment_kr": charge.investment_kr,
        "fte": plan.problem.tariff.fte_of_task(route.municipality, route.task),
    }


def _centre_rows(plan: Plan) -> Iterator[dict[str, Any]]:
    """A row is an open centre: what it answers, for how many, at what cost; the largest first."""
    rows = plan.problem.instance.centres
    for centre in sorted(plan.loads, key=lambda name: (-plan.loads[name].volume, name)):
        load, cost, charge = plan.loads[centre], plan.operation[centre], plan.centre_charges[centre]
        yield {
            "centre": centre,
            "kind": rows[centre].kind,
            "seat": rows[centre].seat or "",
            "municipalities": len({route.municipality for route in plan.by_centre[centre]}),
            "contacts": load.contacts,
            "pooled_volume": load.volume,
            "own_volume": load.own,
            "sold_volume": load.others,
            "unit_cost_kr": cost.exact_kr / load.volume if load.volume else 0.0,
            "operation_kr": cost.by_pieces_kr,
            "exact_operation_kr": cost.exact_kr,
            "fixed_kr": charge.fixed_kr,
            "investment_annual_kr": charge.investment_annual_kr,
            "investment_kr": charge.investment_kr,
            "fte": load.fte,
            "today_fte": sum(
                plan.problem.instance.today_fte[route.municipality, route.task] for route in plan.by_centre[centre]
            ),
            **service_of_centre(plan, centre),
        }


def _assumption_rows(instance: Instance) -> Iterator[dict[str, Any]]:
    """A row is a figure of the instance; where none is told in words, whole numbers have a decimal as the others do."""
    rows = list(list_assumptions(instance))
    if any(isinstance(row["value"], str) for row in rows):
        return iter(rows)
    return ({**row, "value": float(row["value"])} for row in rows)


def _municipality_rows(plan: Plan) -> Iterator[dict[str, Any]]:
    """A row is a municipality: its forms, its entry points, what it pays today and after."""
    instance, paid = plan.problem.instance, plan.shares_by_municipality
    rows = instance.centres
    for code, routes in sorted(plan.by_municipality.items()):
        contacts = {route: instance.contacts[code, route.task] for route in routes}
        total, used = instance.contacts_of[code], {route.form for route in routes}
        today_kr = instance.today_of_kr(code)
        yield {
            "code": code,
            "name": instance.municipalities[code].name,
            "region": instance.municipalities[code].region,
            "contacts": total,
            "forms": " ".join(form for form in FORMS if form in used),
            "entry_points": entry_points(routes),
            "local_share": sum(n for route, n in contacts.items() if route.form in HOME_FORMS) / total,
            "today_kr": today_kr,
            "after_kr": paid[code].yearly_kr,
            "change_kr": paid[code].yearly_kr - today_kr,
            "purchases_kr": sum(sale.paid_kr for (buyer, _), sale in plan.sales.items() if buyer == code),
            "sales_kr": sum(sale.paid_kr for (_, host), sale in plan.sales.items() if rows[host].seat == code),
            "investment_kr": paid[code].investment_kr,
            **staff_of_municipality(plan, code, routes),
            **service_of_municipality(plan, code, routes),
        }


def entry_points(routes: Iterable[Route]) -> int:
    """Places that answer a municipality's citizens; home counts as one."""
    return len({route.place for route in routes})
