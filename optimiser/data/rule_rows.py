"""The tables of what a plan is measured by and held to: KPIs, their values, and locks; declared as those in `rows`."""

from typing import Literal

from optimiser.data.columns import Form, Row, declare_column

Sense = Literal["at least", "at most"]
Scope = Literal["municipality", "centre", "national"]
Demand = Literal["must", "must not"]

MOST_VALUE = 1e9
"""The most that a KPI may be, up or down."""


class Kpi(Row):
    """A measure that is a contact-weighted mean of values by form and task."""

    kpi: str = declare_column("short name", names=True, min_length=1)
    name_da: str = declare_column("name in Danish", default="")
    name_en: str = declare_column("name in English", default="")
    sense: Sense = declare_column("whether the target is a floor or a ceiling", short="floor or ceiling")
    unit: str = declare_column("unit of the values", default="")
    scope: Scope = declare_column("where the target must be met")
    target: float | None = declare_column(
        "target; blank means that the KPI is measured only",
        short="target",
        nature="decision",
        ge=-MOST_VALUE,
        le=MOST_VALUE,
        default=None,
    )
    theme_da: str = declare_column(
        "heading it is grouped under, in Danish", short="heading in Danish", names=True, default=""
    )
    theme_en: str = declare_column(
        "heading it is grouped under, in English", short="heading in English", names=True, default=""
    )
    weight: float = declare_column(
        "weight in the design-criteria score; 0: not part of it",
        short="weight in the score",
        nature="decision",
        ge=0,
        le=MOST_VALUE,
        default=0.0,
    )


class KpiValue(Row):
    """The value of a KPI for a task answered in a form; a row that names the task counts before one that does not."""

    kpi: str = declare_column("KPI", refers_to="kpis")
    form: Form = declare_column("form")
    task: str | None = declare_column("task; blank means every one", refers_to="tasks", default=None)
    value: float = declare_column("value, in the KPI's unit", short="value", ge=-MOST_VALUE, le=MOST_VALUE)


class Lock(Row):
    """What the user fixes or forbids; a blank field means any."""

    nature = "decision"
    municipality: str | None = declare_column(
        "municipality; blank means every one", refers_to="municipalities", default=None
    )
    task: str | None = declare_column("task; blank means every one", short="task", refers_to="tasks", default=None)
    level: int | None = declare_column("level, instead of a task", short="level", ge=1, le=9, default=None)
    centre: str | None = declare_column("centre", refers_to="centres", default=None)
    form: Form | None = declare_column("form, instead of a centre", short="form", default=None)
    demand: Demand = declare_column("must or must not")
    active: bool = declare_column("whether it is applied", short="{}", default=True)
    note: str = declare_column("why", default="")
