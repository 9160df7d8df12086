"""What differs between two plans: the cost by term, the centres, who pays more or less, and who is answered where."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from optimiser.comparison.plan_difference import CENTRES, COST_TERMS, MOVES, MUNICIPALITIES, PlanDifference
from optimiser.data.run_tables import ColumnMeaning
from optimiser.report.charts.map import levels_in_words
from optimiser.report.localizer import TERM_NAMES, Localizer, as_shown, in_millions, parts_of
from optimiser.report.tables.centres import centre_name
from optimiser.report.tables.municipalities import SEARCH
from optimiser.report.tables.table import (
    CHANGE,
    FINE_MILLIONS,
    TEXT,
    WHOLE,
    Bilingual,
    FigureFormat,
    FilledTable,
    OutputCell,
    OutputColumn,
    OutputTable,
    Rendering,
)

MOST_ROWS = 12
"""Municipalities that a terminal shows; the page, the workbook and the files have all."""
BEFORE: Bilingual = ("Før", "Before")
AFTER: Bilingual = ("Efter", "After")
CHANGED: Bilingual = ("Ændring", "Change")
KR_BEFORE: Bilingual = ("Før, {unit}", "Before, {unit}")
KR_AFTER: Bilingual = ("Efter, {unit}", "After, {unit}")
KR_CHANGED: Bilingual = ("Ændring, {unit}", "Change, {unit}")
CHANGE_FORMULA = "{after_kr}-{before_kr}"
MONEY_DECIMALS = 2
"""Of millions, in every table and chart of a difference."""


def _term_column(name: str, title: Bilingual, short: Bilingual, form: FigureFormat, formula: str = "") -> OutputColumn:
    da, en = short
    titles: dict[Rendering, Bilingual] = {"terminal": (da.lower(), en.lower()), "page": short}
    return OutputColumn(name, title, COST_TERMS[name], form, titles, adds_up=True, width=18, formula=formula)


def _municipality_column(name: str, title: Bilingual, form: FigureFormat = TEXT, **more: Any) -> OutputColumn:
    return OutputColumn(name, title, MUNICIPALITIES[name], form, **more)


def _centre_column(name: str, title: Bilingual, form: FigureFormat = TEXT, **more: Any) -> OutputColumn:
    return OutputColumn(name, title, CENTRES[name], form, **more)


TERMS = OutputTable(
    "terms of two plans",
    ("Forskellen efter art", "The difference by term"),
    ("en post i udgiften om året", "a term of the yearly cost"),
    (
        OutputColumn("term", ("Post", "Term"), COST_TERMS["term"], width=52),
        _term_column("before_kr", KR_BEFORE, BEFORE, FINE_MILLIONS),
        _term_column("after_kr", KR_AFTER, AFTER, FINE_MILLIONS),
        _term_column("change_kr", KR_CHANGED, CHANGED, CHANGE, CHANGE_FORMULA),
    ),
    terminal=("term", "before_kr", "after_kr", "change_kr"),
    page=("term", "before_kr", "after_kr", "change_kr"),
    workbook=("term", "before_kr", "after_kr", "change_kr"),
    caption=("Forskellen efter art (mio. kr. om året)", "The difference by term (million kr. a year)"),
    page_id="terms",
    total_in=("terminal", "page", "workbook"),
    kind="",
)
CENTRES_OF_TWO = OutputTable(
    "centres of two plans",
    ("Centrene i de to planer", "The centres of the two plans"),
    ("et center, der er åbent i en af planerne", "a centre that is open in either plan"),
    (
        _centre_column("centre", ("Center", "Centre"), width=30),
        _centre_column("state_before", BEFORE, width=24),
        _centre_column("state_after", AFTER, width=24),
        _centre_column("contacts_before", ("Henvendelser før", "Contacts before"), WHOLE, width=18),
        _centre_column("contacts_after", ("Henvendelser efter", "Contacts after"), WHOLE, width=18),
    ),
    page=("centre", "state_before", "state_after", "contacts_before", "contacts_after"),
    workbook=("centre", "state_before", "state_after", "contacts_before", "contacts_after"),
    page_id="centres",
    sortable=True,
    search_many=("Søg efter center", "Search for a centre"),
    only=("Kun dem, der ændrer sig", "Only those that change"),
    marked_by="changes",
)
MUNICIPALITIES_OF_TWO = OutputTable(
    "municipalities of two plans",
    ("Kommunerne i de to planer", "The municipalities in the two plans"),
    ("en kommune", "a municipality"),
    (
        _municipality_column("code", ("Kode", "Code"), width=8),
        _municipality_column("name", ("Kommune", "Municipality"), width=20),
        _municipality_column("centre_before", ("Center før", "Centre before"), width=24),
        _municipality_column("centre_after", ("Center efter", "Centre after"), width=24),
        _municipality_column(
            "moved_contacts",
            ("Henvendelser, der besvares anderledes", "Contacts answered differently"),
            WHOLE,
            adds_up=True,
            width=18,
        ),
        _municipality_column("before_kr", KR_BEFORE, FINE_MILLIONS, adds_up=True, width=18),
        _municipality_column("after_kr", KR_AFTER, FINE_MILLIONS, adds_up=True, width=18),
        _municipality_column(
            "change_kr",
            KR_CHANGED,
            CHANGE,
            titles={"terminal": ("ændring", "change")},
            adds_up=True,
            width=18,
            formula=CHANGE_FORMULA,
        ),
    ),
    terminal=("name", "centre_before", "centre_after", "change_kr"),
    page=("name", "change_kr", "before_kr", "after_kr", "centre_before", "centre_after", "moved_contacts"),
    workbook=(
        *("code", "name", "centre_before", "centre_after", "moved_contacts", "before_kr", "after_kr", "change_kr"),
    ),
    caption=(
        "Hvad hver kommune betaler om året i de to planer, og hvem der besvarer det meste af dens information",
        "What each municipality pays a year in the two plans, and who answers most of its information contacts",
    ),
    page_id="municipalities",
    sortable=True,
    sorted_by=("change_kr",),
    search=SEARCH,
    only=("Kun dem, der besvares anderledes", "Only those answered differently"),
    marked_by="moves",
    kind="long",
    total_in=("workbook",),
)
MOVES_OF_TWO = OutputTable(
    "moves between two plans",
    ("Hvad der besvares et andet sted eller i en anden form", "What is answered elsewhere or in another form"),
    ("opgaver i en kommune, der flytter samme vej", "tasks of a municipality that move in the same way"),
    (
        OutputColumn("name", ("Kommune", "Municipality"), MUNICIPALITIES["name"], width=24),
        OutputColumn(
            "task", ("Opgaver", "Tasks"), ColumnMeaning("its tasks, by level", "dens opgaver, efter niveau"), width=30
        ),
        OutputColumn("place_before", BEFORE, MOVES["centre_before"], width=40),
        OutputColumn("place_after", AFTER, MOVES["centre_after"], width=40),
        OutputColumn(
            "contacts_after",
            ("Henvendelser om året", "Contacts a year"),
            ColumnMeaning("contacts in the second plan", "henvendelser i den anden plan", "contacts/year"),
            WHOLE,
            adds_up=True,
            width=18,
        ),
    ),
    page=("name", "task", "place_before", "place_after", "contacts_after"),
    workbook=("name", "task", "place_before", "place_after", "contacts_after"),
    page_id="moves",
    sortable=True,
    search_many=SEARCH,
)
TABLES = (TERMS, CENTRES_OF_TWO, MUNICIPALITIES_OF_TWO, MOVES_OF_TWO)
STATES = {"closed": "state closed", "open": "state open", "sells": "state sells"}


# ---- The cost by term -----------------------------------------------------------------------------


@dataclass(frozen=True)
class ShownTerm:
    """A term in the two plans and what it changes by, in millions as they are read; `change_kr` is the change in full.

    The terms add up to each plan's cost as it is read, and in each row the second less the first is the change.
    """

    row: dict[str, Any]
    before: Decimal
    after: Decimal

    @property
    def change(self) -> Decimal:
        """What a reader finds who subtracts."""
        return self.after - self.before


def shown_terms(difference: PlanDifference) -> list[ShownTerm]:
    """Return the terms that either plan pays, as they are read."""
    rows = [row for row in difference.term_rows if row["before_kr"] or row["after_kr"]]
    before, after = (_parts_of_cost(rows, name) for name in ("before_kr", "after_kr"))
    return [ShownTerm(row, *pair) for row, *pair in zip(rows, before, after, strict=True)]


def _parts_of_cost(rows: Sequence[dict[str, Any]], name: str) -> list[Decimal]:
    values = [row[name] for row in rows]
    total = as_shown(in_millions(sum(values)), MONEY_DECIMALS)
    return parts_of(total, [in_millions(value) for value in values], MONEY_DECIMALS)


def fill_terms(localizer: Localizer, difference: PlanDifference) -> FilledTable:
    """Return the terms that either plan pays, with their sum."""
    shown = shown_terms(difference)
    rows = [{**one.row, "term": localizer.say(TERM_NAMES[one.row["term"]]), **_cells(localizer, one)} for one in shown]
    ends = (sum((one.before for one in shown), Decimal()), sum((one.after for one in shown), Decimal()))
    total = ShownTerm(TERMS.sum_columns([one.row for one in shown]), *ends)
    return FilledTable(TERMS, rows, {"term": localizer.say("in all"), **_cells(localizer, total)})


def _cells(localizer: Localizer, shown: ShownTerm) -> dict[str, OutputCell]:
    millions = {"before_kr": shown.before, "after_kr": shown.after, "change_kr": shown.change}
    return {
        column.name: OutputCell(
            shown.row[column.name], column.format.write_figure(localizer.numbers, millions[column.name] * 1_000_000)
        )
        for column in TERMS.pick_columns(*millions)
    }


# ---- The centres and the municipalities -----------------------------------------------------------


def fill_centres_of_two(localizer: Localizer, difference: PlanDifference) -> FilledTable:
    """Return the centres that are open in either plan, the largest first."""
    largest = sorted(difference.centre_rows, key=lambda row: -max(row["contacts_before"], row["contacts_after"]))
    rows = [
        {
            **row,
            **{name: localizer.say(STATES[row[name]]) for name in ("state_before", "state_after")},
            "changes": row["state_before"] != row["state_after"],
        }
        for row in largest
    ]
    return FilledTable(CENTRES_OF_TWO, rows)


def fill_municipalities_of_two(localizer: Localizer, difference: PlanDifference) -> FilledTable:
    """Return every municipality, with the sums below."""
    rows = list(_tell_municipalities(localizer, difference, difference.municipality_rows))
    total = {"name": localizer.say("in all"), **MUNICIPALITIES_OF_TWO.sum_columns(rows)}
    return FilledTable(MUNICIPALITIES_OF_TWO, rows, total)


def fill_payments(localizer: Localizer, difference: PlanDifference) -> FilledTable:
    """Return the municipalities whose payment changes most, at most `MOST_ROWS` of them."""
    changed = [*difference.gaining, *difference.losing]
    most = sorted(changed, key=lambda row: (-abs(row["change_kr"]), row["code"]))[:MOST_ROWS]
    return FilledTable(MUNICIPALITIES_OF_TWO, list(_tell_municipalities(localizer, difference, most)))


def _tell_municipalities(
    localizer: Localizer, difference: PlanDifference, found: Sequence[dict[str, Any]]
) -> Iterable[dict[str, Any]]:
    moved, places = {row["code"] for row in difference.moved_municipalities}, ("centre_before", "centre_after")
    for row in found:
        named = {place: centre_name(localizer, row[place]) for place in places}
        yield {**row, **named, "moves": row["code"] in moved}


# ---- What is answered elsewhere -------------------------------------------------------------------


def fill_moves(localizer: Localizer, difference: PlanDifference) -> FilledTable:
    """Return what is answered elsewhere or in another form: the tasks of a municipality that move alike in a row."""
    alike: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in difference.move_rows:
        before, after = (
            _name_place(localizer, row[f"form_{when}"], row[f"centre_{when}"]) for when in ("before", "after")
        )
        alike[row["municipality"], before, after].append(row)
    instance = difference.after.instance
    rows = [
        {
            "name": instance.municipalities[code].name,
            "task": levels_in_words(instance, (row["task"] for row in moved), localizer.language),
            "place_before": before,
            "place_after": after,
            "contacts_after": sum(row["contacts_after"] for row in moved),
        }
        for (code, before, after), moved in alike.items()
    ]
    total = {"name": localizer.say("in all"), **MOVES_OF_TWO.sum_columns(rows)}
    return FilledTable(MOVES_OF_TWO, rows, total if rows else None)


def _name_place(localizer: Localizer, form: str, centre: str) -> str:
    """The form in which a task is answered, and at which centre; nothing where there are no contacts."""
    if not form:
        return localizer.numbers.plain(None)
    if form == "unchanged":
        return localizer.say("departments")
    return localizer.say("place of two plans", form=localizer.say(form), centre=centre)
