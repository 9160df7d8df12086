"""The tables of a comparison: a row is a case, the cheapest first."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from optimiser.comparison.columns import TERMS
from optimiser.comparison.comparison import Comparison
from optimiser.data.columns import FORMS
from optimiser.report.html.figures import TERM_NAMES
from optimiser.report.html.opening import status, system
from optimiser.report.html.table import MANY, Cell, Column, Row, Table, column, words
from optimiser.report.html.telling import Telling
from optimiser.report.rows import rows_of

Figures = Mapping[Any, Any]
"""A row of the comparison's figures; None where there is none."""


def main_table(telling: Telling, comparison: Comparison) -> Table:
    """What a board asks of each case."""
    rows = [Row(list(_main(telling, comparison, row))) for row in rows_of(comparison.figures)]
    names = ("million net gain", "million cost", "million exact", "million once", "payback years", "open centres")
    more = ("pay more than today", "most paid more", "entry points", "employees", "score in all")
    columns = [words(telling.say("the case")), *(column(telling.say(name)) for name in (*names, *more))]
    columns += [words(telling.say("proof")), words(telling.say("meaning"))]
    return Table("table-cases", telling.say("cases caption"), columns, rows, sortable=True)


def _main(telling: Telling, comparison: Comparison, row: Figures) -> Iterator[Cell]:
    yield Cell(row["case"])
    yield telling.net_gain(row)
    for name in ("objective_kr", "exact_cost_kr", "investment_kr"):
        yield telling.millions(row[name])
    yield _payback(telling, comparison, row)
    yield telling.whole(row["centres"])
    yield telling.whole(row["worse_off"])
    yield telling.millions(row["worst_kr"], 2)
    yield telling.decimal(row["entry_points_mean"], 2)
    yield telling.whole(row["staffed_fte"])
    yield telling.decimal(row["criteria_score"], 2)
    result = comparison.results[row["case"]]
    yield Cell(status(telling, result), kind="line")
    yield Cell(system(telling, result.instance), kind="line")


def _payback(telling: Telling, comparison: Comparison, row: Figures) -> Cell:
    if row["payback_years"] is None and comparison.results[row["case"]].has_plan:
        return Cell(telling.say("never"))
    return telling.decimal(row["payback_years"])


def forms_table(telling: Telling, comparison: Comparison) -> Table:
    """Contacts by form, and the municipalities that use it."""
    columns = [words(telling.say("the case")), *(_form_column(telling, form) for form in FORMS)]
    rows = [Row(list(_forms(telling, row))) for row in _planned(comparison)]
    return Table("table-forms", telling.say("forms of cases"), columns, rows, sortable=True)


def _form_column(telling: Telling, form: str) -> Column:
    return column(telling.say(form))


def _forms(telling: Telling, row: Figures) -> Iterator[Cell]:
    yield Cell(row["case"])
    for form in FORMS:
        contacts, count = row[f"contacts_{form}"], row[f"municipalities_{form}"]
        told = telling.say("contacts of so many", contacts=telling.numbers.millions(contacts), count=int(count))
        yield Cell(told if contacts else telling.numbers.plain(None), contacts)


def terms_table(telling: Telling, comparison: Comparison) -> Table:
    """The yearly cost by term."""
    columns = [words(telling.say("the case")), *(column(telling.say(TERM_NAMES[term])) for term in TERMS)]
    columns.append(column(telling.say("in all")))
    rows = [Row(list(_terms(telling, row))) for row in _planned(comparison)]
    return Table("table-terms", telling.say("terms of cases"), columns, rows, sortable=True)


def _terms(telling: Telling, row: Figures) -> Iterator[Cell]:
    yield Cell(row["case"])
    yield from telling.millions_of(row["objective_kr"], [row[f"{term}_kr"] for term in TERMS])
    yield telling.millions(row["objective_kr"])


def centres_table(telling: Telling, comparison: Comparison) -> Table:
    """A row is a centre, a column a case: pooled contacts where it answers for others than its own seat."""
    loads = {case: _shared(result.centres) for case, result in comparison.planned.items()}
    largest: dict[str, float] = {}
    for found in loads.values():
        for centre, volume in found.items():
            largest[centre] = max(volume, largest.get(centre, 0.0))
    names = sorted(largest, key=lambda centre: (-largest[centre], telling.order(centre)))
    rows = [Row([Cell(name), *(telling.millions(load.get(name), 2) for load in loads.values())]) for name in names]
    columns = [words(telling.say("the centre")), *(column(case) for case in loads)]
    return Table(*("table-centres", telling.say("centres of cases"), columns, rows), sortable=True, kind="long")


def _shared(centres: pd.DataFrame) -> dict[str, float]:
    rows = centres[(centres["sold_volume"] > 0) | (centres["kind"] != "local")]
    return dict(zip(rows["centre"], rows["pooled_volume"], strict=True))


def changes_table(telling: Telling, comparison: Comparison) -> Table:
    """A row is a municipality, a column a case: what it pays more than today."""
    changes: dict[str, dict[str, float]] = {}
    names: dict[str, str] = {}
    for case, result in comparison.planned.items():
        rows = result.municipalities
        changes[case] = dict(zip(rows["code"], rows["change_kr"], strict=True))
        names |= dict(zip(rows["code"], rows["name"], strict=True))
    ordered = sorted(names, key=lambda code: telling.order(names[code]))
    rows_told = [Row([Cell(names[c]), *(telling.change(kr.get(c)) for kr in changes.values())]) for c in ordered]
    columns = [words(telling.say("municipality"), sort="ascending"), *(column(case) for case in changes)]
    return Table(
        *("table-municipalities", telling.say("changes of cases"), columns, rows_told),
        sortable=True,
        search=telling.say("search names"),
        kind="long",
    )


def inputs_table(telling: Telling, comparison: Comparison) -> Table | None:
    """A row is a parameter in which the cases differ, a column a case; None where they do not."""
    cases = list(comparison.results)
    values: dict[tuple[str, str], dict[str, str]] = {}
    for row in comparison.inputs.to_dict("records"):
        values.setdefault((row["parameter"], row["note"]), {})[row["case"]] = row["value"]
    rows = [
        Row([Cell(parameter), Cell(note, kind="quiet"), *(Cell(told.get(case, "")) for case in cases)])
        for (parameter, note), told in values.items()
    ]
    columns = [words(telling.say("figure")), words(telling.say("rows")), *(words(case) for case in cases)]
    search, kind = (telling.say("search figure"), "long") if len(rows) > MANY else ("", "")
    caption = telling.say("inputs caption")
    return Table("table-inputs", caption, columns, rows, search=search, kind=kind) if rows else None


def _planned(comparison: Comparison) -> Sequence[Figures]:
    return [row for row in rows_of(comparison.figures) if comparison.results[row["case"]].has_plan]
