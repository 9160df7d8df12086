"""Plans near the best, in sentences that a board understands, and side by side as tables."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from optimiser.alternatives.near_optimal import PLANS, SETTLED, Near, plan_rows, settled_rows
from optimiser.alternatives.near_paths import PATHS, PATHS_SETTLED, NearPaths
from optimiser.data.columns import FORMS
from optimiser.data.run_tables import ColumnMeaning
from optimiser.data.settings import Language
from optimiser.planning.assignment import LEAST_SHARE
from optimiser.report.localizer import Localizer, bilingual
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

# ---- In sentences ---------------------------------------------------------------------------------


ENDINGS = {
    "found": "near ended found",
    "none": "near ended none",
    "unproven": "near ended unproven",
    "time": "near ended time",
    "interrupted": "near ended interrupted",
    "breached": "near ended breached",
}
OF_PATHS = {
    "near found": "near found of paths",
    "near found one": "near found one of paths",
    "near found none": "near found none of paths",
    "near columns": "near columns of paths",
    "near defined": "near defined of paths",
}
"""What is said of paths over years in place of what is said of plans of one year."""
STAR, DAGGER = "*", "†"
NAMED = 6
"""Municipalities named of those open to negotiation."""


@dataclass(frozen=True)
class NearSummary(Localizer):
    """Tells plans near the best in one language."""

    near: Near
    language: Language

    @cached_property
    def plans(self) -> list[dict[str, Any]]:
        """The plans; a row is a plan, the best first."""
        return plan_rows(self.near)

    @cached_property
    def municipalities(self) -> list[dict[str, Any]]:
        """A row is a municipality."""
        return settled_rows(self.near)

    @property
    def is_of_years(self) -> bool:
        """True where they are paths over years."""
        return isinstance(self.near, NearPaths)

    def _say_of(self, name: str, /, **figures: object) -> str:
        """A sentence about plans, or about paths over years."""
        return self.say(OF_PATHS[name] if self.is_of_years else name, **figures)

    @property
    def within(self) -> str:
        """How near, in percent."""
        return self.numbers.gap(self.near.within)

    def tell_found(self) -> str:
        """How many plans there are."""
        count = len(self.near.alternatives)
        name = "near found one" if count == 1 else "near found" if count else "near found none"
        return self._say_of(name, count=count, within=self.within)

    def tell_ending(self) -> str:
        """Why the search ended, and what is proven by it."""
        name, count = ENDINGS[self.near.ending], len(self.near.alternatives)
        if (name, count) == ("near ended found", 1):
            name = "near ended found one"
        limit = self.time_limit(self.near.record_of(self.near.best).options.time_limit_seconds)
        return self.say(name, count=count, within=self.within, limit=limit)

    def tell_notes(self) -> Iterator[str]:
        """What the columns and signs of the table mean, and which shared centres are open."""
        others = self.plans[1:]
        if others:
            yield self._say_of("near columns")
        if not all(row["dearer_proven"] for row in others):
            yield self.say("near star")
        if any(row["status"] != "optimal" for row in others):
            yield self.say("near dagger")
        yield self.say("rounded")
        if others:
            yield self._tell_centres()
        if others and len(set(self.near.same.values())) < len(self.near.same):
            yield self.say("near alike")

    def tell_settled(self) -> Iterator[str]:
        """How many municipalities are the same in all plans, how many vary and which; nothing for the best alone."""
        if self.near.alternatives:
            same = sum(row["settled"] for row in self.municipalities)
            vary = len(self.municipalities) - same
            yield self.say(
                "near settled",
                same=self.say("near same one" if same == 1 else "near same", count=same, plans=self.all_plans()),
                vary=self.say("near vary one" if vary == 1 else "near vary", count=vary),
            )
            if vary:
                yield self.say("near open", names=self._name_open())
            yield self.say("near honest")

    def tell_definition(self) -> str:
        """What makes another plan."""
        return self._say_of("near defined", share=self.numbers.gap(LEAST_SHARE))

    def all_plans(self) -> str:
        """All plans, counted."""
        count = len(self.near.plans)
        return self.say("near both plans") if count == 2 else self.say("near all plans", count=count)

    def plan_name(self, number: int) -> str:
        """What a plan is called in a table."""
        return str(number) if number else self.say("near the best")

    def write_forms(self, row: Mapping[Any, Any]) -> str:
        """The forms and shared centres that a row of `municipalities` names."""
        named = [self.say(form) for form in str(row["forms"]).split()]
        return ", ".join([*named, *filter(None, str(row["shared_centres"]).split("; "))])

    def open_rows(self) -> list[dict[str, Any]]:
        """The municipalities that are open to negotiation, those with most contacts first."""
        rows = (row for row in self.municipalities if not row["settled"])
        return sorted(rows, key=lambda row: -row["contacts"])

    def _tell_centres(self) -> str:
        """Which shared centres are open: told once where it is the same in all plans."""
        by_centres: dict[tuple[str, ...], list[int]] = {}
        for number in range(len(self.near.plans)):
            by_centres.setdefault(tuple(sorted(self.near.centres(number))), []).append(number)
        if len(by_centres) == 1:
            (centres,) = by_centres
            return (
                self.say("near same centres", centres=self.join_list(centres))
                if centres
                else self.say("near no centres")
            )
        told = [self._centres_of(numbers, centres) for centres, numbers in by_centres.items()]
        return self.say("near centres", plans="; ".join(told))

    def _centres_of(self, numbers: list[int], centres: tuple[str, ...]) -> str:
        names = [self.say("near numbered", number=one) if one else self.say("near best plan") for one in numbers]
        listed = self.join_list(centres) if centres else self.say("near none")
        return self.say("near centres of", plans=self.join_list(names), centres=listed)

    def _name_open(self) -> str:
        names = [str(row["name"]) for row in self.open_rows()]
        return self.join_list(names) if len(names) <= NAMED else self.join_some(names, NAMED)


# ---- As tables ------------------------------------------------------------------------------------


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


def _of_paths(table: OutputTable, meanings: Mapping[str, ColumnMeaning], **titles: Bilingual) -> OutputTable:
    """A table of plans as one of paths over years."""
    columns = (
        replace(column, meaning=meanings[column.name], title=titles.get(column.name, column.title))
        for column in table.columns
    )
    return replace(table, columns=tuple(columns))


PATHS_NEAR = replace(
    _of_paths(
        PLANS_NEAR,
        PATHS,
        cost_kr=("Udgift over årene, {unit}", "Cost over the years, {unit}"),
        shared_centres=("Fælles centre, og hvornår", "Shared centres, and when"),
    ),
    name="paths near the best",
    caption=(
        "Køreplanerne side om side, i den rækkefølge, de blev fundet i",
        "The roadmaps side by side, in the order in which they were found",
    ),
)
_SETTLED = _of_paths(SETTLED_MUNICIPALITIES, PATHS_SETTLED)
SETTLED_OF_PATHS = replace(
    _SETTLED,
    name="settled municipalities of paths",
    columns=(
        *_SETTLED.columns,
        OutputColumn(
            "first_moves", ("Flytter først i", "Moves first in"), PATHS_SETTLED["first_moves"], TEXT, width=24
        ),
    ),
    page=(*_SETTLED.page, "first_moves"),
    workbook=(*_SETTLED.workbook, "first_moves"),
)


def fill_plans(summary: NearSummary) -> FilledTable:
    """Return the plans side by side; a star says that a plan is not proven dearer, a dagger that it is not proven."""
    rows = summary.plans if summary.near.alternatives else []
    return FilledTable(_with_forms_in_use(summary), [_tell_plan(summary, row) for row in rows])


def _with_forms_in_use(summary: NearSummary) -> OutputTable:
    """The table, on a page without the forms that no plan uses."""
    unused = [f"contacts_{form}" for form in FORMS if not any(row[f"contacts_{form}"] for row in summary.plans)]
    table = PATHS_NEAR if summary.is_of_years else PLANS_NEAR
    return replace(table, page=[name for name in table.page if name not in unused])


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
    return FilledTable(SETTLED_OF_PATHS if summary.is_of_years else SETTLED_MUNICIPALITIES, told)
