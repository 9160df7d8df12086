"""What run.json must hold for a result to be read from its folder; what is not named here may stand there too."""

from typing import Any

from pydantic import BaseModel, ConfigDict

from optimiser.result.result import SCHEMA_VERSION


class Part(BaseModel):
    """An object of run.json: finite numbers, and more entries than are named if it likes."""

    model_config = ConfigDict(extra="allow", allow_inf_nan=False)


class Options(Part):
    """What was asked of the solver."""

    gap: float
    time_limit_seconds: float


class CurveError(Part):
    """Relative error of the straight pieces: asked for, largest on any piece, in the plan's cost."""

    asked: float
    measured: float
    plan: float


class CostClass(Part):
    """Centres with one service: how many, and the straight pieces that follow their cost."""

    answered_share: float
    within_seconds: float
    opening_hours: float
    centres: int
    pieces: int
    measured_error: float


class Service(Part):
    """What the plan's centres keep: means over their contacts, and the least of them; None where none is open."""

    answered_share: float | None
    mean_wait_seconds: float | None
    least_centre: str | None
    least_answered_share: float | None


class Shortfall(Part):
    """What a centre needs to open and the most it could get (contacts a year)."""

    needs: float
    reaches: float


class Seconds(Part):
    """Seconds of the run."""

    total: float


class Audited(Part):
    """What the independent check found."""

    checks: int
    breaches: list[dict[str, Any]]


class Conflict(Part):
    """A rule that no plan can meet."""

    rule: str
    about: str
    why: str
    figures: dict[str, Any]


class AnyRun(Part):
    """run.json of any solve."""

    schema_version: int
    name: str
    system: str
    structure: str
    changes: list[str]
    input_sha256: str
    versions: dict[str, str]
    legal_rules_active: list[str]
    status: str
    bound_kr: float | None
    gap: float | None
    method: str | None
    interrupted: bool
    bound_contradicted: bool
    options: Options
    conflicts: list[Conflict]
    centres_below_minimum: dict[str, Shortfall]
    cost_classes: list[CostClass]
    seconds: Seconds
    finished: str


class RunWithPlan(AnyRun):
    """run.json of a solve that found a plan (kr., a year unless said otherwise)."""

    objective_kr: float
    exact_cost_kr: float
    curve_error: CurveError
    terms_kr: dict[str, float]
    today_kr: float
    gross_gain_kr: float
    investment_kr: float
    investment_annual_kr: float
    net_gain_kr: float
    npv_kr: float
    payback_years: float | None
    criteria_score: float | None
    municipalities_by_form: dict[str, int]
    contacts_by_form: dict[str, float]
    cost_by_form_kr: dict[str, float]
    staffed_fte: float
    agent_hours: float
    service: Service
    rules_that_bind: dict[str, list[str]]
    centres: list[dict[str, Any]]
    audit: Audited


WITH_PLAN = ("optimal", "feasible")
"""The statuses of a solve that found a plan."""


def check_run(run: dict[str, Any]) -> None:
    """Raise pydantic's ValidationError when an entry is missing or of another kind, ValueError at another version."""
    declared = RunWithPlan if run.get("status") in WITH_PLAN else AnyRun
    if declared.model_validate(run, strict=True).schema_version != SCHEMA_VERSION:
        raise ValueError(f"must have schema_version {SCHEMA_VERSION}")
