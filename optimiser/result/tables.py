"""The tables of a result: one function a table, one docstring a row."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

from optimiser.data.columns import FORMS, HOME_FORMS
from optimiser.data.instance import Instance
from optimiser.data.run_tables import COLUMNS, PlanLines
from optimiser.data.scenario import list_assumptions
from optimiser.planning.charges import Charge
from optimiser.planning.plan import CentreCost, Plan
from optimiser.planning.routes import Route
from optimiser.result.measures import measured_kpis
from optimiser.result.service import service_of_centre, service_of_municipality

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
        "fte": plan.problem.tariff.fte_of_contacts(route.task, contacts),
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
            "investment_kr": paid[code].investment_kr,
            **service_of_municipality(plan, code, routes),
        }


def entry_points(routes: Iterable[Route]) -> int:
    """Places that answer a municipality's citizens; home counts as one."""
    return len({route.place for route in routes})
