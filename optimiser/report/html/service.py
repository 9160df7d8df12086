"""Service and staffing: what each centre promises and keeps, each municipality alone and in the plan, the KPIs."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from optimiser.comparison.columns import KPI
from optimiser.comparison.comparison import Comparison
from optimiser.comparison.figures import measures
from optimiser.data.rows import Kpi
from optimiser.report.html.table import MANY, Cell, Column, Row, Table, column, words
from optimiser.report.html.telling import Telling
from optimiser.report.serving import SHARE, Serving
from optimiser.result.result import Result

MINUTES_PER_HOUR = 60
STAFFING = (
    "open a week",
    "answered in time",
    "seconds waited",
    "occupancy of agents",
    "agents at most",
    "agent hours",
    "employees",
)
SERVED = ("share in centres", "answered in time", "open a week", "seconds waited")
BEFORE_AND_AFTER = ("occupancy alone", "occupancy planned", "minutes alone", "minutes planned")
OF_CASES = (
    "employees",
    "handling only",
    "agent hours",
    "answered in time",
    "least in time",
    "seconds waited",
    "open a week",
)

Figures = Mapping[Any, Any]


def service_table(telling: Telling, result: Result) -> Table | None:
    """A row is an open centre: its promise, what it keeps, whom that takes; None where none is open."""
    rows = [Row(list(_centre(telling, row))) for row in result.centres.to_dict("records")]
    columns = [words(telling.say("the centre")), words(telling.say("the promise"))]
    columns += [*_columns(telling, STAFFING), column(telling.say("handling only"))]
    kind = "long" if len(rows) > MANY else ""
    table = Table("table-service", telling.say("service caption"), columns, rows, sortable=True, kind=kind)
    return table if rows else None


def _columns(telling: Telling, names: Sequence[str]) -> Iterator[Column]:
    return (column(telling.say(name)) for name in names)


def _centre(telling: Telling, row: Figures) -> Iterator[Cell]:
    yield Cell(str(row["centre"]))
    yield Cell(Serving(telling.language).promise(row), kind="line")
    yield telling.any(row["opening_hours"])
    yield telling.percent(row["answered_share"])
    yield telling.decimal(row["mean_wait_seconds"])
    yield telling.percent(row["occupancy"])
    yield telling.whole(row["agents_most"])
    yield telling.whole(row["agent_hours"])
    yield telling.decimal(row["staffed_fte"])
    yield telling.decimal(row["fte"])


def alone_table(telling: Telling, result: Result) -> Table:
    """A row is a municipality: what its citizens meet, and its staffing alone and in the plan."""
    ordered = sorted(result.municipalities.to_dict("records"), key=lambda row: telling.order(row["name"]))
    rows = [Row(list(_municipality(telling, row))) for row in ordered]
    columns = [words(telling.say("municipality"), sort="ascending"), *_columns(telling, (*SERVED, *BEFORE_AND_AFTER))]
    search = telling.say("search names")
    return Table("table-alone", telling.say("alone caption"), columns, rows, sortable=True, search=search, kind="long")


def _municipality(telling: Telling, row: Figures) -> Iterator[Cell]:
    yield Cell(str(row["name"]))
    yield telling.percent(row["centre_share"], 0)
    yield telling.percent(_known(row["answered_share"]))
    yield telling.decimal(_known(row["opening_hours"]))
    yield telling.decimal(_known(row["mean_wait_seconds"]))
    yield telling.percent(row["alone_occupancy"])
    yield telling.percent(_known(row["occupancy"]))
    yield telling.decimal(MINUTES_PER_HOUR * row["alone_hours_per_contact"], 2)
    hours = _known(row["hours_per_contact"])
    yield telling.decimal(None if hours is None else MINUTES_PER_HOUR * hours, 2)


def _known(value: float | None) -> float | None:
    return None if value is None or pd.isna(value) else float(value)


def kpis_table(telling: Telling, result: Result) -> Table | None:
    """A row is a KPI that is no design criterion: target, value, worst place, met or not; None without any."""
    named = measures([result])
    rows = [
        Row(list(_measure(telling, named[row["kpi"]], row)))
        for row in result.kpis.to_dict("records")
        if row["kpi"] in named
    ]
    columns = [words(telling.say("measure")), column(telling.say("target")), column(telling.say("value"))]
    columns += [words(telling.say("met")), words(telling.say("worst place")), column(telling.say("worst value"))]
    return Table("table-kpis", telling.say("kpis caption"), columns, rows) if rows else None


def _measure(telling: Telling, kpi: Kpi, row: Figures) -> Iterator[Cell]:
    told, worst = Serving(telling.language), _known(row["worst"])
    yield Cell(_name(telling, kpi))
    yield Cell(told.target(kpi), kpi.target)
    yield _value(telling, kpi, _known(row["value"]))
    yield Cell(told.met(row["met"]), kind="assumed" if row["met"] == 0 else "")
    yield Cell(row["worst_at"])
    yield _value(telling, kpi, worst)


def _value(telling: Telling, kpi: Kpi, value: float | None) -> Cell:
    return Cell(Serving(telling.language).kpi(kpi, value), value)


def _name(telling: Telling, kpi: Kpi) -> str:
    """The name of a KPI, with its unit where that is not told beside each value."""
    name = telling.name(kpi.name_da, kpi.name_en, kpi.kpi)
    name = name[:1].upper() + name[1:]
    return name if kpi.unit in ("", SHARE) else f"{name} ({telling.unit(kpi.unit)})"


def service_of_cases(telling: Telling, comparison: Comparison) -> Table:
    """A row is a case with a plan: staff, and what its centres keep."""
    rows = [Row(list(_case(telling, row))) for row in _planned(comparison)]
    columns = [words(telling.say("the case")), *_columns(telling, OF_CASES)]
    return Table("table-service", telling.say("service of cases"), columns, rows, sortable=True)


def _case(telling: Telling, row: Figures) -> Iterator[Cell]:
    yield Cell(row["case"])
    for name in ("staffed_fte", "fte", "agent_hours"):
        yield telling.whole(row[name])
    yield telling.percent(row["answered_share"])
    yield _least(telling, row)
    yield telling.decimal(row["mean_wait_seconds"])
    yield telling.decimal(row["opening_hours"])


def _least(telling: Telling, row: Figures) -> Cell:
    share = row["least_answered_share"]
    if share is None:
        return telling.percent(share)
    told = telling.say("at the centre", share=telling.numbers.percent(share), centre=row["least_centre"])
    return Cell(told, share)


def kpis_of_cases(telling: Telling, comparison: Comparison) -> Table | None:
    """A row is a case with a plan, a column a KPI that is a design criterion in none; None without any."""
    kpis = comparison.measures
    rows = [
        Row([Cell(row["case"]), *(_value(telling, kpi, row[KPI.format(kpi=name)]) for name, kpi in kpis.items())])
        for row in _planned(comparison)
    ]
    columns = [words(telling.say("the case")), *(column(_name(telling, kpi)) for kpi in kpis.values())]
    return Table("table-kpis", telling.say("kpis of cases"), columns, rows, sortable=True) if kpis else None


def _planned(comparison: Comparison) -> Iterator[Figures]:
    """Rows of figures of cases with a plan; what is not there is None, also where pandas has nan."""
    rows = comparison.figures.astype(object)
    told = rows.where(rows.notna(), None).to_dict("records")
    return (row for row in told if row["case"] in comparison.planned)
