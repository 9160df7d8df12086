"""Plans near the best: side by side, and which municipalities are settled."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from optimiser.alternatives.near_optimal import PLANS, SETTLED
from optimiser.data.columns import FORMS
from optimiser.report.localizer import bilingual
from optimiser.report.summaries.alternatives import DAGGER, STAR, NearSummary
from optimiser.report.tables.cases import STATUSES
from optimiser.report.tables.municipalities import municipal_code
from optimiser.report.tables.table import (
    CHANGE,
    FINE_MILLIONS,
    GAP,
    MILLIONS,
    TEXT,
    WHOLE,
    Bilingual,
    FigureFormat,
    FilledTable,
    OutputCell,
    OutputColumn,
    OutputTable,
    RowValues,
    join_titles,
)


def _plan_column(name: str, title: Bilingual, form: FigureFormat = TEXT, **more: Any) -> OutputColumn:
    return OutputColumn(name, title, PLANS[name], form, **more)


def _settled_column(name: str, title: Bilingual, form: FigureFormat = TEXT, **more: Any) -> OutputColumn:
    return OutputColumn(name, title, SETTLED[name], form, **more)


PLANS_NEAR = OutputTable(
    "plans near the best",
    ("Planerne side om side", "The plans side by side"),
    ("en plan, i den rækkefølge, de blev fundet i", "a plan, in the order in which they were found"),
    (
        _plan_column("plan", ("Plan", "Plan")),
        _plan_column(
            "cost_kr",
            ("Udgift, {unit} om året", "Cost, {unit} a year"),
            MILLIONS,
            titles={"terminal": ("mio. kr.", "million kr.")},
            width=18,
        ),
        _plan_column("status", ("Status", "Status"), width=16),
        _plan_column("gap", ("Afstand", "Gap"), GAP, width=12),
        _plan_column("shared_centres", ("Åbne fælles centre", "Shared centres open"), width=26, wide=True),
        _plan_column(
            "difference_kr",
            ("Mere end den bedste, {unit}", "More than the best, {unit}"),
            CHANGE,
            titles={"terminal": ("mere", "more")},
            width=16,
        ),
        _plan_column("dearer_proven", ("Bevist dyrere", "Proven to cost more")),
        *(
            _plan_column(
                f"contacts_{form}",
                join_titles(("Mio. henvendelser", "Million contacts"), bilingual(form)),
                MILLIONS,
                titles={"workbook": bilingual(form)},
                width=16,
            )
            for form in FORMS
        ),
        _plan_column(
            "municipalities_otherwise",
            ("Kommuner besvaret anderledes", "Municipalities answered differently"),
            WHOLE,
            titles={"terminal": ("kommuner", "municipalities")},
            width=16,
        ),
        _plan_column(
            "contacts_otherwise",
            ("Mio. henvendelser besvaret anderledes", "Million contacts answered differently"),
            FINE_MILLIONS,
            titles={
                "terminal": ("henv. (mio.)", "contacts (m)"),
                "workbook": ("Henvendelser besvaret anderledes", "Contacts answered differently"),
            },
            width=18,
        ),
    ),
    terminal=("plan", "cost_kr", "difference_kr", "gap", "municipalities_otherwise", "contacts_otherwise"),
    page=(
        *("plan", "cost_kr", "difference_kr", "gap", "shared_centres"),
        *(f"contacts_{form}" for form in FORMS),
        *("municipalities_otherwise", "contacts_otherwise"),
    ),
    workbook=(
        *("plan", "cost_kr", "status", "gap", "shared_centres", "difference_kr", "dearer_proven"),
        *(f"contacts_{form}" for form in FORMS),
        *("municipalities_otherwise", "contacts_otherwise"),
    ),
    caption=(
        "Planerne side om side, i den rækkefølge, de blev fundet i",
        "The plans side by side, in the order in which they were found",
    ),
    page_id="near-plans",
    kind="",
)
SETTLED_MUNICIPALITIES = OutputTable(
    "settled municipalities",
    ("Afgjort og til forhandling", "Settled and open to negotiation"),
    (
        "en kommune; på siden kun dem, der er til forhandling",
        "a municipality; on the page only those open to negotiation",
    ),
    (
        _settled_column("code", ("Kode", "Code"), width=12),
        _settled_column("name", ("Kommune", "Municipality"), width=20),
        _settled_column("settled", ("Afgjort", "Settled"), width=16),
        _settled_column("contacts", ("Henvendelser", "Contacts"), WHOLE, width=16),
        _settled_column("tasks", ("Opgaver, der varierer", "Tasks that vary"), width=26),
        _settled_column("forms", ("Former, der er set", "Forms seen"), width=40, wide=True),
        _settled_column("contacts_open", ("Mio. henvendelser", "Million contacts"), FINE_MILLIONS),
        _settled_column("plans_as_best", ("Planer som den bedste", "Plans like the best"), WHOLE),
    ),
    page=("name", "tasks", "forms", "contacts_open", "plans_as_best"),
    workbook=("code", "name", "settled", "contacts", "tasks", "forms", "plans_as_best"),
    caption=(
        "Kommuner, der er til forhandling: opgaver, som planerne besvarer forskelligt",
        "Municipalities open to negotiation: tasks that the plans answer differently",
    ),
    page_id="near-open",
    sortable=True,
    sorted_by=("contacts_open",),
)
TABLES = (PLANS_NEAR, SETTLED_MUNICIPALITIES)


def fill_plans(summary: NearSummary) -> FilledTable:
    """Return the plans side by side; a star says that a plan is not proven dearer, a dagger that it is not proven."""
    rows = summary.plans if summary.near.alternatives else []
    return FilledTable(_with_forms_in_use(summary), [_tell_plan(summary, row) for row in rows])


def _with_forms_in_use(summary: NearSummary) -> OutputTable:
    """The table, on a page without the forms that no plan uses."""
    unused = [f"contacts_{form}" for form in FORMS if not any(row[f"contacts_{form}"] for row in summary.plans)]
    return replace(PLANS_NEAR, page=[name for name in PLANS_NEAR.page if name not in unused])


def _tell_plan(summary: NearSummary, row: Mapping[Any, Any]) -> RowValues:
    best = row["plan"] == 0
    nothing = dict.fromkeys(("difference_kr", "dearer_proven", "municipalities_otherwise", "contacts_otherwise"), "")
    star = "" if row["dearer_proven"] else STAR
    return {
        **row,
        "plan": summary.plan_name(row["plan"]),
        "gap": OutputCell(row["gap"], mark="" if row["status"] == "optimal" else DAGGER),
        "status": summary.say(STATUSES[row["status"]]),
        "shared_centres": row["shared_centres"] or summary.say("near none"),
        "difference_kr": OutputCell(row["difference_kr"], mark=star),
        "dearer_proven": summary.say("book yes" if row["dearer_proven"] else "book no"),
        **(nothing if best else {}),
    }


def fill_settled(summary: NearSummary) -> FilledTable:
    """Return every municipality: the same in all plans, or open to negotiation."""
    return _fill_municipalities(summary, summary.municipalities)


def fill_open(summary: NearSummary) -> FilledTable:
    """Return the municipalities that are open to negotiation."""
    return _fill_municipalities(summary, summary.open_rows())


def _fill_municipalities(summary: NearSummary, rows: Sequence[Mapping[Any, Any]]) -> FilledTable:
    told = [
        {
            **row,
            "code": municipal_code(row["code"]),
            "settled": summary.say("book yes" if row["settled"] else "book no"),
            "tasks": str(row["tasks"]).replace("; ", ", "),
            "forms": summary.write_forms(row),
        }
        for row in rows
    ]
    return FilledTable(SETTLED_MUNICIPALITIES, told)
