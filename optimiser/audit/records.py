"""What the files of a run folder must hold, one class a file; columns that are not audited are not named.

Money in kr. (a year, unless it is invested once), volumes in contacts a year.
"""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

Blank = Annotated[float | None, BeforeValidator(lambda cell: None if cell == "" else cell)]
"""A number, or nothing where the cell is blank."""


class Line(BaseModel):
    """A line of a file, or an object of run.json: checked, frozen, with finite numbers."""

    model_config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False)


class AssignmentLine(Line):
    """A line of assignments.csv: a task of a municipality, and where it is answered."""

    municipality: str
    name: str
    task: str
    level: int
    form: str
    centre: str
    contacts: float
    pooled_volume: float
    unchanged_kr: float
    unpooled_kr: float
    extra_kr: float
    investment_annual_kr: float
    investment_kr: float
    fte: float


class CentreLine(Line):
    """A line of centres.csv: an open centre; `operation_kr` is counted by affine pieces of the curve."""

    centre: str
    kind: str
    seat: str
    municipalities: int
    contacts: float
    pooled_volume: float
    own_volume: float
    sold_volume: float
    unit_cost_kr: float
    operation_kr: float
    exact_operation_kr: float
    fixed_kr: float
    investment_annual_kr: float
    investment_kr: float
    fte: float
    answered_share_target: float
    within_seconds: float
    opening_hours: float
    answered_share: float
    mean_wait_seconds: float
    occupancy: float
    agent_hours: float
    agents_most: int
    staffed_fte: float


class MunicipalityLine(Line):
    """A line of municipalities.csv: how a municipality is answered, and what it pays before and after."""

    code: str
    name: str
    region: str
    contacts: float
    forms: str
    entry_points: int
    local_share: float
    today_kr: float
    after_kr: float
    change_kr: float
    investment_kr: float
    centre_share: float
    answered_share: Blank
    opening_hours: Blank
    mean_wait_seconds: Blank
    alone_occupancy: float
    alone_hours_per_contact: float
    occupancy: Blank
    hours_per_contact: Blank


class TermLine(Line):
    """A line of cost_terms.csv: a term of the yearly cost."""

    term: str
    kr: float


class KpiLine(Line):
    """A line of kpis.csv: what a measure comes to in the country, and where it is worst in its scope."""

    kpi: str
    value: Blank
    rated_share: float
    target: Blank
    worst: Blank
    worst_at: str
    met: Blank


class Options(Line):
    """What was asked of the solver: the relative gap at which a plan counts as optimal."""

    gap: float


class CurveError(Line):
    """The relative error that the affine pieces of the cost curve were asked to keep."""

    asked: float


class ServiceEntry(Line):
    """What the plan's centres keep: means over their contacts, and the least of them; None where none is open."""

    answered_share: float | None
    mean_wait_seconds: float | None
    least_centre: str | None
    least_answered_share: float | None


class RunRecord(Line):
    """What run.json must hold."""

    schema_version: int
    status: str
    input_sha256: str
    options: Options
    curve_error: CurveError
    legal_rules_active: tuple[str, ...]
    objective_kr: float
    exact_cost_kr: float
    bound_kr: float | None
    gap: float | None
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
    staffed_fte: float
    agent_hours: float
    service: ServiceEntry
    centres: tuple[CentreLine, ...]


class AlternativeProof(Line):
    """What alternatives.json says of a plan near the best: its cost, and what is proved of it (kr. a year)."""

    objective_kr: float
    status: str
    bound_kr: float | None
    gap: float | None


class AlternativesRecord(Line):
    """What alternatives.json must hold; `within` is the share that a plan may be dearer than the best."""

    within: float
    limit_kr: float
    plans: tuple[AlternativeProof, ...]
