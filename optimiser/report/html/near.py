"""Plans near the best in the page of a run: side by side, and what is settled."""

from collections.abc import Iterator
from typing import Any

from optimiser.alternatives.near_optimal import NearOptimal
from optimiser.data.columns import FORMS
from optimiser.report.charts.colours import CentreColour
from optimiser.report.charts.outlines import Outlines
from optimiser.report.charts.settled import OPEN, SETTLED, settled_map
from optimiser.report.html.drawings import Swatch, inline
from optimiser.report.html.table import Cell, Column, Row, Table, column, words
from optimiser.report.html.telling import Telling
from optimiser.report.nearing import DAGGER, STAR, NearSummary


def near_given(telling: Telling, near: NearOptimal, outlines: Outlines | None) -> dict[str, Any]:
    """What the section shows."""
    summary = NearSummary(near, telling.language)
    told = [summary.found(), summary.ending(), *summary.settled(), summary.defined()]
    if not near.alternatives:
        return {"told": told, "plans": None}
    return {
        **{"told": told, "notes": list(summary.notes())[1:], "plans": _plans(telling, summary)},
        **{"map": inline(settled_map(near, summary, outlines)), "legend": _legend(summary)},
        "open": _open(telling, summary) if summary.open_rows() else None,
    }


def _legend(summary: NearSummary) -> list[Swatch]:
    return [
        Swatch(CentreColour("", SETTLED), summary.say("near legend settled", plans=summary.all_plans())),
        Swatch(CentreColour("○", OPEN), summary.say("near legend open")),
    ]


def _plans(telling: Telling, summary: NearSummary) -> Table:
    """A row is a plan, the best first."""
    forms = [form for form in FORMS if summary.plans[f"contacts_{form}"].any()]
    rows = [Row(list(_plan(telling, summary, row, forms))) for row in summary.plans.to_dict("records")]
    return Table("table-near-plans", telling.say("near plans caption"), list(_plan_columns(telling, forms)), rows)


def _plan_columns(telling: Telling, forms: list[Any]) -> Iterator[Column]:
    yield words(telling.say("near plan"))
    yield column(telling.say("near cost column"))
    yield column(telling.say("near more column"))
    yield column(telling.say("near gap"))
    yield words(telling.say("near centres column"), wide=True)
    yield from (column(telling.say("near form column", form=telling.say(form))) for form in forms)
    yield column(telling.say("near municipalities column"))
    yield column(telling.say("near contacts column"))


def _plan(telling: Telling, summary: NearSummary, row: dict[Any, Any], forms: list[Any]) -> Iterator[Cell]:
    best, gap = row["plan"] == 0, None if row["gap"] != row["gap"] else row["gap"]
    more = telling.change(row["difference_kr"])
    yield Cell(summary.plan_name(row["plan"]))
    yield telling.millions(row["cost_kr"])
    yield Cell("") if best else Cell(more.text + ("" if row["dearer_proven"] else STAR), more.value)
    yield Cell(telling.numbers.gap(gap) + ("" if row["status"] == "optimal" else DAGGER), gap)
    yield Cell(row["shared_centres"] or telling.say("near none"))
    yield from (telling.millions(row[f"contacts_{form}"]) for form in forms)
    yield Cell("") if best else telling.whole(row["municipalities_otherwise"])
    yield Cell("") if best else telling.millions(row["contacts_otherwise"], 2)


def _open(telling: Telling, summary: NearSummary) -> Table:
    """A row is a municipality that is open to negotiation."""
    columns = [
        words(telling.say("near municipality")),
        words(telling.say("near tasks column")),
        words(telling.say("near forms column"), wide=True),
        column(telling.say("near open contacts column"), sort="descending"),
        column(telling.say("near as best column")),
    ]
    rows = [
        Row(
            [
                Cell(str(row["name"])),
                Cell(str(row["tasks"]).replace("; ", ", ")),
                Cell(summary.forms(row)),
                telling.millions(row["contacts_open"], 2),
                telling.whole(row["plans_as_best"]),
            ]
        )
        for row in sorted(summary.open_rows(), key=lambda row: -row["contacts_open"])
    ]
    caption = telling.say("near settled caption")
    return Table("table-near-open", caption, columns, rows, sortable=True, kind="long" if len(rows) > 14 else "")
