"""The record of a run: what was solved with what, what was proved, and the figures of the plan."""

import platform
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from importlib.metadata import version
from typing import Any

from optimiser.data.instance import Instance
from optimiser.data.run_record import SCHEMA_VERSION
from optimiser.data.run_tables import PlanLines
from optimiser.planning.plan import Plan
from optimiser.planning.problem import Problem
from optimiser.result.binding import binding_rules
from optimiser.result.figures import key_figures
from optimiser.result.service import service_entry, service_of_plan
from optimiser.solver.solve import Solve

PACKAGES = ("optimiser", "pyomo", "highspy", "pandas", "numpy", "distributed", "vl-convert-python")


def record_of_solve(work: Solve, lines: PlanLines) -> dict[str, Any]:
    """Return the entries of run.json that are known when a solve ends; without a plan no lines and no figures."""
    found = figures_of_plan(work.plan, lines) if work.plan else {}
    return {**record_of_problem(work.problem), **_proof_entries(work), **found}


def figures_of_plan(plan: Plan, lines: PlanLines) -> dict[str, Any]:
    """Return the entries that follow from a plan alone."""
    told = {"centres": list(lines.centres), "rules_that_bind": binding_rules(plan)}
    return {**key_figures(plan, lines.kpis), **service_of_plan(plan), **told}


def record_of_problem(problem: Problem) -> dict[str, Any]:
    """Return the entries that say what was decided over."""
    closed = {name: asdict(shortfall) for name, shortfall in problem.closed.items()}
    return {
        **_stamp_entries(problem.instance),
        "routes": len(problem.routes),
        "pieces": problem.pieces_count,
        "cost_classes": [service_entry(one) for one in problem.classes],
        "centres_below_minimum": closed,
    }


def _stamp_entries(instance: Instance) -> dict[str, Any]:
    settings = instance.settings
    return {
        "schema_version": SCHEMA_VERSION,
        "name": settings.name,
        "year": settings.year,
        "system": instance.system,
        "structure": settings.structure,
        "changes": list(instance.changes),
        "remarks": [finding.sentence for finding in instance.remarks],
        "input_sha256": instance.sha256,
        "versions": installed_versions(),
        "legal_rules_active": [law.rule for law in instance.laws],
    }


@cache
def installed_versions() -> Mapping[str, str]:
    """Return the versions of Python, of this program and of what it solves with."""
    return {"python": platform.python_version(), **{name: version(name) for name in PACKAGES}}


def _proof_entries(work: Solve) -> dict[str, Any]:
    """Status, bound and gap exactly as proved, and the stage that proved the bound."""
    return {
        "status": work.status,
        "bound_kr": work.bound_kr,
        "gap": work.gap,
        "method": work.method if work.bound_kr is not None else None,
        "stages": [asdict(stage) for stage in work.records],
        "left_out": [{"name": name, "needed_gb": gb} for name, gb in work.left_out.items()],
        "interrupted": work.monitor.interrupted,
        "bound_contradicted": work.contradicted,
        "options": work.options.model_dump(),
    }
