"""The record of a run: what was solved with what, what was proved, and the figures of the plan."""

import platform
from collections.abc import Mapping
from dataclasses import asdict
from importlib.metadata import version
from typing import Any

import pandas as pd

from optimiser.data.instance import Instance
from optimiser.data.run_record import SCHEMA_VERSION
from optimiser.planning.plan import Plan
from optimiser.planning.problem import Problem
from optimiser.result.binding import binding_rules
from optimiser.result.figures import key_figures
from optimiser.result.service import described, service_of_plan
from optimiser.solver.solve import Solve

PACKAGES = ("optimiser", "pyomo", "highspy", "pandas", "numpy", "distributed", "vl-convert-python")


def record(work: Solve, tables: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
    """The entries of run.json that are known when the solve ends; without a plan no tables and no figures."""
    found = _figures(work.plan, tables["centres"]) if work.plan else {}
    return {**_stamp(work.problem.instance), **_proof(work), **found, **_model(work.problem)}


def _stamp(instance: Instance) -> dict[str, Any]:
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
        "versions": {"python": platform.python_version(), **{name: version(name) for name in PACKAGES}},
        "legal_rules_active": [law.rule for law in instance.laws],
    }


def _proof(work: Solve) -> dict[str, Any]:
    """Status, bound and gap exactly as proved, and the stage that proved the bound."""
    return {
        "status": work.status,
        "bound_kr": work.bound_kr,
        "gap": work.gap,
        "method": work.method if work.bound_kr is not None else None,
        "stages": [asdict(stage) for stage in work.records],
        "interrupted": work.monitor.interrupted,
        "bound_contradicted": work.contradicted,
        "options": work.options.model_dump(),
    }


def _figures(plan: Plan, centres: pd.DataFrame) -> dict[str, Any]:
    rows = centres.to_dict(orient="records")
    return {**key_figures(plan), **service_of_plan(plan), "centres": rows, "rules_that_bind": binding_rules(plan)}


def _model(problem: Problem) -> dict[str, Any]:
    closed = {name: asdict(shortfall) for name, shortfall in problem.closed.items()}
    return {
        "routes": len(problem.routes),
        "pieces": problem.pieces_count,
        "cost_classes": [described(one) for one in problem.classes],
        "centres_below_minimum": closed,
    }
