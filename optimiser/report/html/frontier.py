"""The page of a frontier: what it costs to reach more of a measure, and which points are worth choosing."""

from collections.abc import Iterator, Sequence

from optimiser.data.settings import Language
from optimiser.report.charts.frontier import frontier_chart
from optimiser.report.failing import failures
from optimiser.report.frontiers import FrontierSummary
from optimiser.report.html.drawings import inline
from optimiser.report.html.environment import render
from optimiser.report.html.opening import Doubt, Figure, outcome
from optimiser.report.html.study import proof_cell, study, unplanned_table, yes_or_no
from optimiser.report.html.table import MANY, Cell, Row, Table, column, words
from optimiser.report.html.telling import Telling
from optimiser.report.rows import Row as Figures
from optimiser.report.rows import rows_of
from optimiser.sensitivity.frontier import Frontier

TERMS = (
    ("frontier page term", "frontier page what it is"),
    ("frontier page dominated", "frontier page what dominated is"),
)


def frontier_page(frontier: Frontier, language: Language) -> str:
    """The page of a frontier that has a record, also where there is no plan."""
    telling, told, rows = Telling(language), FrontierSummary(frontier, language), rows_of(frontier.table)
    chart = frontier_chart(told)
    return render(
        "frontier.html.j2",
        language,
        **study(telling, frontier.record, telling.say("frontier page subject", measure=told.name()), TERMS),
        measure=told.name(),
        answer=list(told.answer()),
        doubts=list(_doubts(telling, rows)),
        key_figures=list(_key_figures(told)),
        chart=inline(chart) if chart else None,
        points=_points_table(telling, told, rows),
        unplanned=unplanned_table(telling, _unplanned(telling, told, rows)),
        failed=failures(frontier.record["failed"], language),
    )


def _doubts(telling: Telling, rows: Sequence[Figures]) -> Iterator[Doubt]:
    yield Doubt(telling.say("frontier page between"), "points")
    gaps = [row["gap"] for row in rows if row["objective_kr"] is not None]
    if gaps and None not in gaps:
        yield Doubt(telling.say("frontier page widest gap", gap=telling.numbers.gap(max(gaps))), "proof")


def _key_figures(told: FrontierSummary) -> Iterator[Figure]:
    """The plan without a target, and the one that goes farthest."""
    *_, farthest = [None, *told.frontier.points]
    for name, row in (("frontier page without", told.frontier.free), ("frontier page farthest", farthest)):
        if row:
            note = told.say("frontier page reaches", value=told.figure(row["value"]))
            yield Figure(told.say(name), told.numbers.million_kr(row["objective_kr"]), note)


def _points_table(telling: Telling, told: FrontierSummary, rows: Sequence[Figures]) -> Table:
    """A row is a target: what is reached, what it costs, what it costs more than without a target."""
    say = telling.say
    cells = [Row(list(_point(telling, told, row))) for row in rows]
    columns = [words(say("target"))]
    columns += [column(say(name)) for name in ("frontier page reached", "million cost", "frontier page more")]
    columns += [words(say("frontier page more proven")), column(say("million exact"))]
    columns += [words(say("frontier page choice")), words(say("proof"))]
    kind = "long" if len(rows) > MANY else ""
    return Table("table-points", say("frontier page caption"), columns, cells, sortable=True, kind=kind)


def _point(telling: Telling, told: FrontierSummary, row: Figures) -> Iterator[Cell]:
    yield Cell(_target(told, row), row["target"])
    yield Cell(told.figure(row["value"]), row["value"])
    yield telling.millions(row["objective_kr"])
    yield telling.change(row["more_kr"], 2)
    yield Cell("" if row["proven"] is None or row["free"] else yes_or_no(telling, row["proven"]))
    yield telling.millions(row["exact_cost_kr"])
    yield Cell(_choice(telling, row), kind="line")
    yield proof_cell(telling, row)


def _target(told: FrontierSummary, row: Figures) -> str:
    return told.say("frontier without target") if row["free"] else told.figure(row["target"])


def _choice(telling: Telling, row: Figures) -> str:
    """Whether a point is worth choosing; blank where there is no plan."""
    if row["objective_kr"] is None:
        return ""
    return telling.say("frontier page dominated" if row["dominated"] else "frontier page efficient")


def _unplanned(telling: Telling, told: FrontierSummary, rows: Sequence[Figures]) -> dict[str, str]:
    """By target, why there is no plan."""
    return {
        f"{told.name()}: {_target(told, row)}": outcome(telling, row["status"], None)
        for row in rows
        if row["objective_kr"] is None
    }
