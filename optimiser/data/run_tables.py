"""The tables of a run folder: every column once, with its type, meaning and unit.

Whoever writes them, reads them back, checks them again or documents them reads these declarations. Money in kr.
(a year, unless it is invested once), volumes in contacts a year. A table without rows has these columns too.
"""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

Blank = Annotated[float | None, BeforeValidator(lambda cell: None if cell == "" else cell)]
"""A number, or nothing where the cell is blank."""
Truth = Annotated[bool, BeforeValidator(lambda cell: {"True": True, "False": False}.get(cell, cell))]


def entry(meaning: str, *, unit: str = "", **more: Any) -> Any:
    """Declare a column, or an entry of run.json: its `meaning` in words and its `unit`."""
    return Field(description=meaning, json_schema_extra={"unit": unit}, **more)


class Line(BaseModel):
    """A line of a table, or an object of run.json: checked, frozen, with finite numbers; it may say more."""

    model_config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False)


class AssignmentLine(Line):
    """Who answers what: a row is a task of a municipality."""

    municipality: str = entry("code of the municipality whose citizens are answered")
    name: str = entry("its name")
    task: str = entry("the task that is answered")
    level: int = entry("level of the task")
    form: str = entry("how the municipality gets it answered")
    centre: str = entry("the centre that answers; departments where it stays as today")
    contacts: float = entry("contacts", unit="contacts/year")
    pooled_volume: float = entry("contacts times the task's pooling weight", unit="contacts/year")
    unchanged_kr: float = entry("answering in the departments, as today", unit="kr./year")
    unpooled_kr: float = entry("the part of answering in a centre that size does not help", unit="kr./year")
    extra_kr: float = entry("extra cost of the form and of the connection", unit="kr./year")
    investment_annual_kr: float = entry("investment in staff and task, as an annuity", unit="kr./year")
    investment_kr: float = entry("investment in staff and task, once", unit="kr.")
    fte: float = entry("full-time employees who answer", unit="FTE")


class CentreLine(Line):
    """The open centres: a row is a centre, the largest first."""

    centre: str = entry("name of the open centre")
    kind: str = entry("local, virtual or external")
    seat: str = entry("code of the municipality it belongs to; blank if it is shared")
    municipalities: int = entry("municipalities it answers for")
    contacts: float = entry("contacts it answers", unit="contacts/year")
    pooled_volume: float = entry("pooled volume it answers", unit="contacts/year")
    own_volume: float = entry("pooled volume of its seat", unit="contacts/year")
    sold_volume: float = entry("pooled volume of others", unit="contacts/year")
    unit_cost_kr: float = entry("kr. per pooled contact on the cost curve, cost factor included", unit="kr./contact")
    operation_kr: float = entry("cost of answering, by the model's straight pieces", unit="kr./year")
    exact_operation_kr: float = entry("cost of answering, on the cost curve", unit="kr./year")
    fixed_kr: float = entry("fixed cost of the open centre", unit="kr./year")
    investment_annual_kr: float = entry(
        "investment in the centre, and in becoming a host, as an annuity", unit="kr./year"
    )
    investment_kr: float = entry("investment in the centre, and in becoming a host, once", unit="kr.")
    fte: float = entry("full-time employees whose work the contacts are: contacts times handling time", unit="FTE")
    answered_share_target: float = entry("share of contacts it promises to answer in time", unit="share")
    within_seconds: float = entry("what in time means (seconds)", unit="seconds")
    opening_hours: float = entry("opening hours a week", unit="hours/week")
    answered_share: float = entry(
        "share answered in time, with the fewest agents that meet the target in each half hour", unit="share"
    )
    mean_wait_seconds: float = entry("mean wait of all callers (seconds)", unit="seconds")
    occupancy: float = entry("share of the agents' time at the phones that is spent on contacts", unit="share")
    agent_hours: float = entry("hours a year of agents at the phones", unit="hours/year")
    agents_most: int = entry("agents at the phones in the busiest half hour", unit="agents")
    staffed_fte: float = entry(
        "full-time employees behind the agent hours, waiting for calls and shrinkage included", unit="FTE"
    )


class MunicipalityLine(Line):
    """Each municipality before and after: a row is a municipality that has contacts."""

    code: str = entry("official municipal code")
    name: str = entry("name of the municipality")
    region: str = entry("its region")
    contacts: float = entry("contacts of its citizens", unit="contacts/year")
    forms: str = entry("the forms in which they are answered")
    entry_points: int = entry("places that answer; own centre and departments count as one")
    local_share: float = entry("share of the contacts answered at home", unit="share")
    today_kr: float = entry("what it pays today", unit="kr./year")
    after_kr: float = entry("its share of the plan's cost: a centre's is shared by pooled volume", unit="kr./year")
    change_kr: float = entry("what it pays more than today; below 0, what it saves", unit="kr./year")
    investment_kr: float = entry("its share of the investment, once", unit="kr.")
    centre_share: float = entry("share of the contacts answered in a centre", unit="share")
    answered_share: Blank = entry(
        "share of those answered in time, by each centre's own measure; blank without any", unit="share"
    )
    opening_hours: Blank = entry("opening hours a week, mean over those", unit="hours/week")
    mean_wait_seconds: Blank = entry("mean wait of those (seconds)", unit="seconds")
    alone_occupancy: float = entry(
        "computed, not counted: share of agents' time spent on contacts, if it answered its "
        "information contacts alone at the reference service",
        unit="share",
    )
    alone_hours_per_contact: float = entry(
        "computed, not counted: agent hours an information contact would take alone", unit="hours/contact"
    )
    occupancy: Blank = entry(
        "share of agents' time spent on contacts, where its information contacts are answered", unit="share"
    )
    hours_per_contact: Blank = entry(
        "agent hours an information contact takes in the plan's centres", unit="hours/contact"
    )


class TermLine(Line):
    """The cost by term: a row is a term of the yearly cost."""

    term: str = entry("name of the term")
    kr: float = entry("the term of the yearly cost; all terms add up to the plan's cost", unit="kr./year")


class KpiLine(Line):
    """The measures: a row is a KPI of the instance."""

    kpi: str = entry("short name of the measure")
    value: Blank = entry("its mean over the country, by contacts; blank where no contact has a value")
    rated_share: float = entry("share of all contacts whose form and task have a value", unit="share")
    target: Blank = entry("its target; blank where it is measured only")
    worst: Blank = entry("the worst mean of a municipality or centre, where the target is to be met in each")
    worst_at: str = entry("the municipality or centre that has it")
    met: Blank = entry("1 where the target is met all over its scope, 0 where it is not; blank without a target")


class AssumptionLine(Line):
    """What the result rests on: a row is a figure of the instance, or several that are alike."""

    parameter: str = entry("dotted name of a figure the result rests on; * stands for several rows")
    value: str = entry("its value")
    unit: str = entry("its unit")
    low: Blank = entry("low end of its range")
    high: Blank = entry("high end of its range")
    source: str = entry("where it is from")
    assumption: Truth = entry("true where no source gives it")
    note: str = entry("what it means, or which rows it stands for")


LINES: Mapping[str, type[Line]] = {
    "assignments": AssignmentLine,
    "centres": CentreLine,
    "municipalities": MunicipalityLine,
    "cost_terms": TermLine,
    "kpis": KpiLine,
    "assumptions": AssumptionLine,
}
"""Each table by name, with what a line of it holds."""
COLUMNS: Mapping[str, tuple[str, ...]] = {name: tuple(line.model_fields) for name, line in LINES.items()}
"""The columns of each table, in the order they are written."""
TEXT: Mapping[str, frozenset[str]] = {
    name: frozenset(column for column, field in line.model_fields.items() if field.annotation is str)
    for name, line in LINES.items()
}
"""The columns of each table that hold text, also where it looks like a number."""
