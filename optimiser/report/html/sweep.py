"""The page of a sweep: where it is cheapest, how cost and forms move, every point, and the points without a plan."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from optimiser.data.columns import FORMS
from optimiser.data.settings import Language
from optimiser.report.charts.sweep import cost_chart, forms_charts
from optimiser.report.failing import failures
from optimiser.report.html.drawings import inline
from optimiser.report.html.environment import render
from optimiser.report.html.opening import Doubt, Figure, outcome
from optimiser.report.html.study import parameter_title, proof_cell, study, unplanned_table
from optimiser.report.html.table import MANY, Cell, Row, Table, column, words
from optimiser.report.html.telling import Telling
from optimiser.report.rows import Row as Figures
from optimiser.report.rows import rows_of
from optimiser.report.sweeping import SweepSummary
from optimiser.sensitivity.sweep import Sweep
from optimiser.sensitivity.vary import Axis

MONEY = {"objective_kr": "million cost", "net_gain_kr": "million net gain", "exact_cost_kr": "million exact"}
"""The title of each column of money."""


def sweep_page(sweep: Sweep, language: Language) -> str:
    """The page of a sweep that has a record, also where none of its points has a plan."""
    telling, told = Telling(language), SweepSummary(sweep, language)
    parameters = ", ".join(axis.parameter for axis in sweep.axes)
    chart = cost_chart(told)
    forms = [(name, inline(svg, number)) for number, (name, svg) in enumerate(forms_charts(told), start=1)]
    return render(
        "sweep.html.j2",
        language,
        **study(telling, sweep.record, telling.say("sweep page subject", parameters=parameters)),
        answer=list(told.answer()),
        doubts=list(_doubts(telling, told)),
        key_figures=list(_key_figures(telling, sweep)),
        chart=inline(chart) if chart else None,
        along=bool(forms),
        forms=forms,
        points=_points_table(telling, told),
        unplanned=unplanned_table(telling, _unplanned(telling, told)),
        failed=failures(sweep.record["failed"], language),
    )


def _doubts(telling: Telling, told: SweepSummary) -> Iterator[Doubt]:
    yield Doubt(telling.say("sweep page only these"), "points")
    yield Doubt(telling.say("sweep page solved again"), "points")
    gaps = [row["gap"] for row in rows_of(told.sweep.planned)]
    if gaps and None not in gaps:
        yield Doubt(telling.say("sweep page widest gap", gap=telling.numbers.gap(max(gaps))), "proof")
    elif gaps:
        yield Doubt(telling.say("sweep page some unproven", count=gaps.count(None)), "proof")


def _key_figures(telling: Telling, sweep: Sweep) -> Iterator[Figure]:
    """Points, and where there are plans the cheapest and the dearest."""
    solved, planned, numbers = len(sweep.table), len(sweep.planned), telling.numbers
    failed = len(sweep.record["failed"])
    note = telling.say("sweep page points note", planned=planned, without=solved - planned, failed=failed)
    yield Figure(telling.say("sweep page points"), str(solved + failed), note)
    if planned:
        told = SweepSummary(sweep, telling.language)
        points = (("sweep page cheapest", sweep.cheapest, told.who()), ("sweep page dearest", sweep.dearest, ""))
        for name, row, who in points:
            yield Figure(telling.say(name), numbers.million_kr(row["objective_kr"]), who or told.name(row))
        apart = sweep.dearest["objective_kr"] - sweep.cheapest["objective_kr"]
        share = numbers.percent(apart / sweep.cheapest["objective_kr"])
        yield Figure(
            telling.say("sweep page apart"), numbers.million_kr(apart), telling.say("sweep page of", share=share)
        )


def _points_table(telling: Telling, told: SweepSummary) -> Table:
    """A row is a point: its settings, then what it costs and how contacts are answered."""
    axes, say = told.sweep.axes, telling.say
    used = [form for form in FORMS if told.sweep.planned[f"contacts_{form}"].astype(float).sum() > 0]
    rows = [Row(list(_point(telling, told, row, used))) for row in rows_of(told.sweep.table)]
    columns = [
        replace(words(parameter_title(axis.parameter)), number=axis.is_numeric and place > 0)
        for place, axis in enumerate(axes)
    ]
    columns += [column(say(name)) for name in MONEY.values()]
    columns += [column(say(form)) for form in used]
    columns += [column(say(name)) for name in ("open centres", "pay more than today")]
    columns.append(words(say("proof")))
    search = say("sweep page search") if len(rows) > MANY else ""
    kind = "long" if len(rows) > MANY else ""
    return Table("table-points", say("sweep page caption"), columns, rows, sortable=True, search=search, kind=kind)


def _point(telling: Telling, told: SweepSummary, row: Figures, used: Sequence[str]) -> Iterator[Cell]:
    for axis in told.sweep.axes:
        yield _setting(told, axis, row)
    for name in MONEY:
        yield telling.net_gain(row) if name == "net_gain_kr" else telling.millions(row[name])
    for form in used:
        yield telling.millions(row[f"contacts_{form}"], 2)
    yield telling.whole(row["centres"])
    yield telling.whole(row["worse_off"])
    yield proof_cell(telling, row)


def _setting(told: SweepSummary, axis: Axis, row: Figures) -> Cell:
    value = row[axis.parameter]
    return Cell(told.setting(value), float(value) if axis.is_numeric else None)


def _unplanned(telling: Telling, told: SweepSummary) -> dict[str, str]:
    """By the name of a point, why it has no plan."""
    rows = rows_of(told.sweep.table[told.sweep.table["objective_kr"].isna()])
    return {told.name(row): outcome(telling, row["status"], None) for row in rows}
