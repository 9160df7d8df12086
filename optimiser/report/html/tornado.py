"""The page of a tornado: which assumptions move the cost most, what adapting saves, and where the answer switches."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from optimiser.data.settings import Language
from optimiser.report.charts.tornado import MOST_ROWS, Swing, swings, tornado_chart
from optimiser.report.failing import failures
from optimiser.report.html.drawings import inline
from optimiser.report.html.environment import render
from optimiser.report.html.opening import Doubt, Figure, outcome
from optimiser.report.html.study import proof_cell, study, unplanned_table
from optimiser.report.html.table import MANY, Cell, Row, Table, column, words
from optimiser.report.html.telling import Telling
from optimiser.report.rows import Row as Figures
from optimiser.report.rows import rows_of

SIDES = {"low": "tornado page low", "high": "tornado page high"}
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


def tornado_page(
    base: Mapping[str, Any],
    table: pd.DataFrame,
    switches: pd.DataFrame,
    *,
    answer: Sequence[str],
    record: Mapping[str, Any],
    language: Language,
) -> str:
    """The page of a tornado: a row of `table` is a parameter and side, a row of `switches` a value where it switches.

    `base` has the figures they are compared with, and has a plan; `answer` is what is said first.
    """
    telling, rows = Telling(language), rows_of(table)
    found = swings(base, rows)
    drawn = any(side.change_kr is not None for swing in found for side in swing.sides)
    return render(
        "tornado.html.j2",
        language,
        **study(telling, record, telling.say("tornado page subject"), TERMS),
        answer=list(answer),
        doubts=list(_doubts(telling, base, rows)),
        key_figures=list(_key_figures(telling, base, found)),
        chart=inline(tornado_chart(telling, base, found)) if drawn else None,
        more=max(0, len(found) - MOST_ROWS),
        sides=_sides_table(telling, base, found),
        switches=_switches_table(telling, rows_of(switches)),
        unplanned=unplanned_table(telling, _unplanned(telling, rows)),
        failed=failures(record["failed"], language),
    )


def _doubts(telling: Telling, base: Mapping[str, Any], rows: Sequence[Figures]) -> Iterator[Doubt]:
    yield Doubt(telling.say("tornado page one at a time"), "sides")
    within = sum(row["objective_kr"] is not None and not is_proven(base, row) for row in rows)
    yield Doubt(telling.say("tornado page within gaps", count=within, all=len(rows)), "proof")


def is_proven(base: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    """True where the cost differs from the base by more than the two gaps together."""
    bounds = (base["bound_kr"], row["bound_kr"])
    if any(bound is None or pd.isna(bound) for bound in bounds):
        return False
    gaps = sum(max(0.0, each["objective_kr"] - each["bound_kr"]) for each in (base, row))
    return bool(abs(row["objective_kr"] - base["objective_kr"]) > gaps)


def _key_figures(telling: Telling, base: Mapping[str, Any], found: Sequence[Swing]) -> Iterator[Figure]:
    """The base, and the widest assumption."""
    numbers, say = telling.numbers, telling.say
    note = say("tornado page assumptions varied", count=len(found))
    yield Figure(say("tornado page base"), numbers.million_kr(base["objective_kr"]), note)
    if found:
        yield Figure(say("tornado page widest"), numbers.million_kr(found[0].width_kr), found[0].parameter)
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
    yield Cell("" if cost_kr is None else telling.say("study yes" if is_proven(base, row) else "study no"))
    yield proof_cell(telling, row)


def _setting(telling: Telling, value: Any) -> Cell:
    return Cell(telling.setting(value), float(value) if isinstance(value, int | float) else None)


def _switches_table(telling: Telling, rows: Sequence[Figures]) -> Table | None:
    """A row is a place where the answer switches, between two values; None where none was found."""
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
    yield Cell(str(row["what_after"] or ""), kind="quiet")
    yield telling.whole(row["municipalities"])
    yield telling.millions(row["contacts_changed"], 2)
    yield Cell(telling.say("study yes" if row["proven"] else "study no"))


def _unplanned(telling: Telling, rows: Sequence[Figures]) -> dict[str, str]:
    """By assumption and value, why there is no plan."""
    return {
        f"{row['parameter']} = {telling.setting(row['value'])}": outcome(telling, row["status"], None)
        for row in rows
        if row["objective_kr"] is None
    }
