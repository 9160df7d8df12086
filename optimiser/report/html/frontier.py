"""The page of a frontier: what it costs to reach more of a KPI, and which points are worth choosing."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd
from markupsafe import Markup

from optimiser.data.settings import Language
from optimiser.report.charts.frontier import frontier_chart
from optimiser.report.failing import failures
from optimiser.report.html.drawings import inline
from optimiser.report.html.environment import render
from optimiser.report.html.opening import Doubt, Figure, outcome
from optimiser.report.html.study import proof_cell, study, unplanned_table
from optimiser.report.html.table import MANY, Cell, Row, Table, column, words
from optimiser.report.html.telling import Telling
from optimiser.report.rows import Row as Figures
from optimiser.report.rows import rows_of

DIGITS = 3
"""Decimals of what is reached."""
TERMS = (
    ("frontier page term", "frontier page what it is"),
    ("frontier page dominated", "frontier page what dominated is"),
)


def frontier_page(table: pd.DataFrame, *, answer: Sequence[str], record: Mapping[str, Any], language: Language) -> str:
    """The page of a frontier, a row of whose `table` is a target of a KPI; `answer` is what is said first."""
    telling, rows = Telling(language), rows_of(table)
    charts = list(_charts(telling, rows))
    kpis = ", ".join(dict.fromkeys(str(row["kpi"]) for row in rows))
    return render(
        "frontier.html.j2",
        language,
        **study(telling, record, telling.say("frontier page subject", kpis=kpis), TERMS),
        answer=list(answer),
        doubts=list(_doubts(telling, rows)),
        key_figures=list(_key_figures(telling, rows)),
        chart=charts[0][1] if charts else None,
        first=charts[0][0] if charts else "",
        others=charts[1:],
        points=_points_table(telling, rows),
        unplanned=unplanned_table(telling, _unplanned(telling, rows)),
        failed=failures(record["failed"], language),
    )


def _charts(telling: Telling, rows: Sequence[Figures]) -> Iterator[tuple[str, Markup]]:
    """A chart for each KPI that has a plan, under its name."""
    for number, kpi in enumerate(dict.fromkeys(str(row["kpi"]) for row in rows)):
        svg = frontier_chart(telling, kpi, [row for row in rows if row["kpi"] == kpi])
        if svg:
            yield kpi, inline(svg, number)


def _doubts(telling: Telling, rows: Sequence[Figures]) -> Iterator[Doubt]:
    yield Doubt(telling.say("frontier page between"), "points")
    gaps = [row["gap"] for row in rows if row["objective_kr"] is not None]
    if gaps and None not in gaps:
        yield Doubt(telling.say("frontier page widest gap", gap=telling.numbers.gap(max(gaps))), "proof")


def _key_figures(telling: Telling, rows: Sequence[Figures]) -> Iterator[Figure]:
    """For each KPI the plan without a target, and the one that reaches most."""
    for kpi in dict.fromkeys(row["kpi"] for row in rows if row["objective_kr"] is not None):
        planned = [row for row in rows if row["kpi"] == kpi and row["objective_kr"] is not None]
        for row in (row for row in planned if row["free"]):
            yield _figure(telling, "frontier page without", row)
        efficient = [row for row in planned if not (row["dominated"] or row["free"])]
        if efficient:
            yield _figure(telling, "frontier page dearest", max(efficient, key=lambda row: float(row["objective_kr"])))


def _figure(telling: Telling, name: str, row: Figures) -> Figure:
    cost = telling.numbers.million_kr(row["objective_kr"])
    note = telling.say("frontier page reaches", kpi=row["kpi"], value=telling.setting(_rounded(row["value"])))
    return Figure(telling.say(name), cost, note)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)


def _points_table(telling: Telling, rows: Sequence[Figures]) -> Table:
    """A row is a target: what is reached, what it costs, what it costs more than without a target."""
    say = telling.say
    free = {row["kpi"]: row["objective_kr"] for row in rows if row["free"]}
    cells = [Row(list(_point(telling, row, free.get(row["kpi"])))) for row in rows]
    columns = [words(say("frontier page kpi"))]
    columns += [column(say(name)) for name in ("target", "frontier page reached", "million cost", "frontier page more")]
    columns += [column(say("million exact")), words(say("frontier page choice")), words(say("proof"))]
    kind = "long" if len(rows) > MANY else ""
    return Table("table-points", say("frontier page caption"), columns, cells, sortable=True, kind=kind)


def _point(telling: Telling, row: Figures, free_kr: float | None) -> Iterator[Cell]:
    cost_kr = row["objective_kr"]
    yield Cell(str(row["kpi"]))
    yield Cell(telling.say("frontier page free")) if row["free"] else _value(telling, row["target"])
    yield _value(telling, row["value"])
    yield telling.millions(cost_kr)
    yield telling.change(None if cost_kr is None or free_kr is None else cost_kr - free_kr, 2)
    yield telling.millions(row["exact_cost_kr"])
    yield Cell(_choice(telling, row), kind="line")
    yield proof_cell(telling, row)


def _value(telling: Telling, value: float | None) -> Cell:
    return Cell(telling.setting(_rounded(value)), value)


def _choice(telling: Telling, row: Figures) -> str:
    """Whether a point is worth choosing; blank where there is no plan."""
    if row["objective_kr"] is None:
        return ""
    return telling.say("frontier page dominated" if row["dominated"] else "frontier page efficient")


def _unplanned(telling: Telling, rows: Sequence[Figures]) -> dict[str, str]:
    """By KPI and target, why there is no plan."""
    return {
        f"{row['kpi']}: {telling.setting(row['target'])}": outcome(telling, row["status"], None)
        for row in rows
        if row["objective_kr"] is None
    }
