"""What a plan's centres promise and keep, as the tables and run.json tell it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from optimiser.planning.plan import Plan
from optimiser.planning.problem import CostClass
from optimiser.planning.routes import DEPARTMENTS, Route
from optimiser.planning.service_level import information_contacts, staffed_alone, staffed_fte, work_hours


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
    work = {centre: work_hours(instance, tasks) for centre, tasks in by_centre.items()}
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
        "centres": len(one.centres),
        "pieces": len(one.pieces),
        "measured_error": one.measured_error,
    }


def _mean_over_contacts(weights: Mapping[str, float], values: Mapping[str, float]) -> float | None:
    total = sum(weights.values())
    return sum(weights[name] * value for name, value in values.items()) / total if weights else None
