"""The sheet on plans near the best: side by side, and what is settled by municipality."""

from collections.abc import Iterator

from optimiser.alternatives.near_optimal import NearOptimal
from optimiser.data.columns import FORMS
from optimiser.report.nearing import NearSummary
from optimiser.report.workbook.result_sheets import code
from optimiser.report.workbook.sheet import SMALL_PERCENT, WHOLE, Column, Notes, Part, Plain, Sheet, Table
from optimiser.report.workbook.words import Words

MUNICIPALITY_COLUMNS = (
    Column("book code", "code", width=12),
    Column("book municipality", "name", width=20),
    Column("near settled column", "settled", width=16),
    Column("book contacts", "contacts", WHOLE, 16),
    Column("near tasks column", "tasks", width=26),
    Column("near forms column", "told", width=40),
    Column("near as best column", "plans_as_best", WHOLE, 14),
)


def near_sheet(near: NearOptimal, words: Words) -> Sheet:
    """The plans, and below them every municipality."""
    summary = NearSummary(near, words.language)
    told = [summary.found(), summary.ending(), *summary.settled(), summary.defined()]
    plans = [
        {
            **row,
            "plan": summary.plan_name(row["plan"]),
            "gap": None if row["gap"] != row["gap"] else row["gap"],
            "status": words.status(row["status"]),
            "dearer_proven": words.yes_or_no(row["dearer_proven"]) if row["plan"] else "",
        }
        for row in summary.plans.to_dict("records")
    ]
    municipalities = [
        {**row, "code": code(row["code"]), "settled": words.yes_or_no(row["settled"]), "told": summary.forms(row)}
        for row in summary.municipalities.to_dict("records")
    ]
    parts: list[Part] = [Notes(told), Table(list(_plan_columns(words)), plans)]
    if municipalities:
        parts.append(Table(MUNICIPALITY_COLUMNS, municipalities, long=True))
    return Sheet("Alternativer", "heading near", parts)


def _plan_columns(words: Words) -> Iterator[Column]:
    yield Column("near plan", "plan")
    yield Column("book kr. a year", "cost_kr", WHOLE, 18)
    yield Column("near status column", "status", width=16)
    yield Column("near gap", "gap", SMALL_PERCENT, 12)
    yield Column("near centres column", "shared_centres", width=26)
    yield Column("near more", "difference_kr", WHOLE, 16)
    yield Column("near proven column", "dearer_proven", width=14)
    for form in FORMS:
        yield Column(Plain(words.form(form)), f"contacts_{form}", WHOLE, 16)
    yield Column("near municipalities column", "municipalities_otherwise", WHOLE, 16)
    yield Column("near otherwise column", "contacts_otherwise", WHOLE, 18)
