"""The page of a tornado: which assumptions move the cost most, what adapting saves, and where the answer switches."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from optimiser.comparison.differences import gap_of, is_proven, together
from optimiser.data.settings import Language
from optimiser.report.charts.tornado import MOST_ROWS, Swing, swings, tornado_chart
from optimiser.report.failing import failures
from optimiser.report.html.drawings import inline
from optimiser.report.html.environment import render
from optimiser.report.html.opening import Doubt, Figure, outcome
from optimiser.report.html.study import proof_cell, study, unplanned_table, yes_or_no
from optimiser.report.html.table import MANY, Cell, Row, Table, column, words
from optimiser.report.html.telling import Telling
from optimiser.report.rows import Row as Figures
from optimiser.report.rows import rows_of
from optimiser.report.tornado import TornadoSummary
from optimiser.sensitivity.switching import DEARER, Switching
from optimiser.sensitivity.tornado import Tornado

SIDES = {"low": "tornado low", "high": "tornado high"}
KINDS = {"plan": "tornado page plan", "structure": "tornado page structure"}
COSTS = (
    *("tornado page column base value", "tornado page column change", "tornado page column cost"),
    *("tornado page column exact", "tornado page column held", "tornado page column adapting"),
)
CHANGED = ("tornado page column municipalities", "tornado page column contacts")
SWITCHES = ("tornado page column held at", "tornado page column switched at", "tornado page column tolerance")
"""Titles of the columns of numbers, in their order."""
TERMS = (
    ("tornado page base", "tornado page what base is"),
    ("tornado page held", "tornado page what held is"),
    ("tornado page switch", "tornado page what a switch is"),
)


def tornado_page(tornado: Tornado, language: Language) -> str:
    """The page of a tornado that has a record, also where there is no plan to move."""
    telling, rows = Telling(language), rows_of(tornado.table)
    found = swings(tornado.base, rows)
    drawn = any(side.change_kr is not None for swing in found for side in swing.sides)
    return render(
        "tornado.html.j2",
        language,
        **study(telling, tornado.record, telling.say("tornado page subject"), TERMS),
        answer=list(TornadoSummary(tornado, language).answer()),
        doubts=list(_doubts(telling, tornado.base, rows)),
        key_figures=list(_key_figures(telling, tornado.base, found)) if tornado.has_plan else [],
        chart=inline(tornado_chart(telling, tornado.base, found)) if drawn else None,
        more=max(0, len(found) - MOST_ROWS),
        sides=_sides_table(telling, tornado.base, found),
        **_switching(telling, tornado.switching),
        unplanned=unplanned_table(telling, _unplanned(telling, rows)),
        failed=failures(tornado.record["failed"], language),
    )


def _doubts(telling: Telling, base: Mapping[str, Any], rows: Sequence[Figures]) -> Iterator[Doubt]:
    yield Doubt(telling.say("tornado page one at a time"), "sides")
    within = sum(row["objective_kr"] is not None and not differs(base, row) for row in rows)
    if rows:
        yield Doubt(telling.say("tornado page within gaps", count=within, all=len(rows)), "proof")


def differs(base: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    """True where the cost is proven to differ from the base: by more than the two gaps together."""
    return is_proven(abs(row["objective_kr"] - base["objective_kr"]), together(gap_of(base), gap_of(row)))


def _key_figures(telling: Telling, base: Mapping[str, Any], found: Sequence[Swing]) -> Iterator[Figure]:
    """The recommended plan, the widest assumption, and where adapting saves most."""
    numbers, say = telling.numbers, telling.say
    note = say("tornado page assumptions varied", count=len(found))
    yield Figure(say("tornado page base"), numbers.million_kr(base["objective_kr"]), note)
    known = [(swing.width_kr, swing.parameter) for swing in found if swing.width_kr is not None]
    if known:
        width_kr, parameter = max(known)
        yield Figure(say("tornado page widest"), numbers.million_kr(width_kr), parameter)
    adapting = [side.row for swing in found for side in swing.sides if side.row["adapting_kr"] is not None]
    if adapting:
        most = max(adapting, key=lambda row: float(row["adapting_kr"]))
        name = f"{most['parameter']} = {telling.setting(most['value'])}"
        yield Figure(say("tornado page most adapting"), numbers.million_kr(most["adapting_kr"]), name)


def _sides_table(telling: Telling, base: Mapping[str, Any], found: Sequence[Swing]) -> Table:
    """A row is an assumption at its low or its high end; the widest assumption first."""
    say = telling.say
    rows = [Row(list(_side(telling, base, side.row))) for swing in found for side in swing.sides]
    columns = [words(say("tornado page assumption")), words(say("tornado page end")), column(say("value"))]
    columns += [column(say(name)) for name in (*COSTS, *CHANGED)]
    columns += [words(say("tornado page column breaks"), wide=True), words(say("tornado page column differs"))]
    columns.append(words(say("proof")))
    search, kind = (say("tornado page search"), "long") if len(rows) > MANY else ("", "")
    return Table("table-sides", say("tornado page caption"), columns, rows, sortable=True, search=search, kind=kind)


def _side(telling: Telling, base: Mapping[str, Any], row: Figures) -> Iterator[Cell]:
    cost_kr = row["objective_kr"]
    yield Cell(str(row["parameter"]))
    yield Cell(telling.say(SIDES[row["side"]]))
    yield _setting(telling, row["value"])
    yield _setting(telling, row["base_value"])
    yield telling.change(None if cost_kr is None else cost_kr - base["objective_kr"], 1)
    for name in ("objective_kr", "exact_cost_kr", "held_kr"):
        yield telling.millions(row[name])
    yield telling.millions(row["adapting_kr"], 2)
    yield telling.whole(row["municipalities_changed"])
    yield telling.millions(row["contacts_changed"], 2)
    yield Cell(str(row["breaks"] or ""), kind="quiet")
    yield Cell("" if cost_kr is None else yes_or_no(telling, differs(base, row)))
    yield proof_cell(telling, row)


def _setting(telling: Telling, value: Any) -> Cell:
    return Cell(telling.setting(value), float(value) if isinstance(value, int | float) else None)


def _switching(telling: Telling, switching: Switching | None) -> dict[str, Any]:
    """The switch values, and how they were found; nothing where they were not asked for."""
    if switching is None:
        return {"switches": None, "method": [telling.say("tornado page not asked")]}
    method = [telling.say("switch method", tolerance=telling.numbers.percent(switching.tolerance))]
    if switching.skipped:
        method.append(telling.say("switch skipped", parameters=telling.listed(switching.skipped)))
    return {"switches": _switches_table(telling, rows_of(switching.table)), "method": method}


def _switches_table(telling: Telling, rows: Sequence[Figures]) -> Table | None:
    """A row is an assumption, an end and what may switch on the way there; None where nothing was looked at."""
    say = telling.say
    columns = [words(say("tornado page assumption")), words(say("tornado page end")), words(say("tornado page what"))]
    columns += [column(say(name)) for name in SWITCHES]
    columns += [words(say(name), wide=True) for name in ("tornado page column before", "tornado page column after")]
    columns += [column(say(name)) for name in CHANGED]
    columns.append(words(say("tornado page column proven")))
    cells = [Row(list(_switch(telling, row))) for row in rows]
    return (
        Table("table-switches", say("tornado page switches caption"), columns, cells, sortable=True) if rows else None
    )


def _switch(telling: Telling, row: Figures) -> Iterator[Cell]:
    yield Cell(str(row["parameter"]))
    yield Cell(telling.say(SIDES[row["side"]]))
    yield Cell(telling.say(KINDS[row["kind"]]))
    for name in ("held_at", "switched_at", "tolerance"):
        yield _setting(telling, row[name])
    yield Cell(str(row["what_before"] or ""), kind="quiet")
    yield Cell(_after(telling, row), kind="quiet")
    yield telling.whole(row["municipalities"])
    yield telling.millions(row["contacts_changed"], 2)
    yield Cell("" if row["switched_at"] is None else yes_or_no(telling, row["proven"]))


def _after(telling: Telling, row: Figures) -> str:
    """What is there instead, in words."""
    if row["switched_at"] is None:
        return telling.say("tornado page does not switch")
    if row["kind"] == "structure":
        return str(row["what_after"])
    if row["what_after"] == DEARER:
        return telling.say("tornado page another cheaper")
    return telling.say("tornado page breaks", rules=row["what_after"])


def _unplanned(telling: Telling, rows: Sequence[Figures]) -> dict[str, str]:
    """By assumption and value, why there is no plan."""
    return {
        f"{row['parameter']} = {telling.setting(row['value'])}": outcome(telling, row["status"], None)
        for row in rows
        if row["objective_kr"] is None
    }
