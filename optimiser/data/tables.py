"""Which tables an instance has, as checked and as records before that; and its parameters, in names and in words."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from itertools import product
from typing import Any, Literal, get_args

from pydantic.fields import FieldInfo

from optimiser.data.cells import Cell, as_text, as_written, column_type
from optimiser.data.choice_rows import Future, FutureChange, System, SystemChange
from optimiser.data.columns import Nature, Row, nature_of_column, note_of_column, value_where_blank
from optimiser.data.findings import Finding, Severity, as_name, of_change
from optimiser.data.neighbour_rows import Neighbour
from optimiser.data.overrides import split_year
from optimiser.data.own_rows import Existing, OwnFigure
from optimiser.data.rows import (
    ArrivalShare,
    Assumption,
    Centre,
    Connection,
    CurvePoint,
    Investment,
    Kpi,
    KpiValue,
    LegalRule,
    Lock,
    Membership,
    Municipality,
    Task,
    TaskCost,
    Volume,
    Wish,
)
from optimiser.data.settings import declaration_of, nature_of_entry
from optimiser.data.year_rows import FirstYear, MunicipalBudget, PlannedYear, VolumeFactor, VolumeMove, YearlyChange


@dataclass(frozen=True, kw_only=True)
class Tables:
    """The checked rows of every table, each sorted by its key."""

    municipalities: tuple[Municipality, ...]
    tasks: tuple[Task, ...]
    volumes: tuple[Volume, ...]
    own_figures: tuple[OwnFigure, ...] = ()
    centres: tuple[Centre, ...]
    existing: tuple[Existing, ...] = ()
    structures: tuple[Membership, ...]
    neighbours: tuple[Neighbour, ...] = ()
    systems: tuple[System, ...] = ()
    system_changes: tuple[SystemChange, ...] = ()
    futures: tuple[Future, ...] = ()
    future_changes: tuple[FutureChange, ...] = ()
    cost_curve: tuple[CurvePoint, ...]
    arrival_profile: tuple[ArrivalShare, ...] = ()
    task_costs: tuple[TaskCost, ...]
    connections: tuple[Connection, ...]
    investments: tuple[Investment, ...]
    legal: tuple[LegalRule, ...]
    kpis: tuple[Kpi, ...]
    kpi_values: tuple[KpiValue, ...]
    locks: tuple[Lock, ...]
    wishes: tuple[Wish, ...] = ()
    years: tuple[PlannedYear, ...] = ()
    municipal_budgets: tuple[MunicipalBudget, ...] = ()
    volume_factors: tuple[VolumeFactor, ...] = ()
    volume_moves: tuple[VolumeMove, ...] = ()
    first_years: tuple[FirstYear, ...] = ()
    yearly_changes: tuple[YearlyChange, ...] = ()
    assumptions: tuple[Assumption, ...]


@dataclass(frozen=True)
class Table:
    """What is declared about a table besides its columns.

    `key` names the columns that no two rows may share (empty: no key); `required` tables must be
    there and hold a row; `selector` names a column whose value may stand for the key in a dotted
    parameter (`centres.virtual.cost_factor`). Rows without a key are named there by what they say, in the
    columns `named_by` (`locks.901/L4///regional/must.active`). Where rows may be general or specific, `narrowed_by`
    names the columns that a general row leaves blank, the weightiest first. In the template a table is `filled` with
    what holds for everybody, has `example` rows to be replaced, or is blank.
    """

    name: str
    row: type[Row]
    key: tuple[str, ...]
    required: bool = False
    selector: str = ""
    named_by: tuple[str, ...] = ()
    narrowed_by: tuple[str, ...] = ()
    template: Literal["", "filled", "example"] = ""

    @property
    def identity(self) -> tuple[str, ...]:
        """The columns by which a row is named in a dotted parameter."""
        return self.key or self.named_by

    @property
    def columns(self) -> dict[str, FieldInfo]:
        """The columns in the order they are written: the table's own, then those of every table."""
        declared = self.row.model_fields
        shared = Row.model_fields
        return {name: declared[name] for name in [*(name for name in declared if name not in shared), *shared]}

    @cached_property
    def inherited(self) -> dict[str, float | str]:
        """The columns in which a blank is as the next more general row says, and what it is without one."""
        found = {name: value_where_blank(field) for name, field in self.columns.items()}
        return {name: value for name, value in found.items() if value is not None}

    def specificity_of(self, row: Row) -> tuple[bool, ...]:
        """How specific a row is: of two that fit the same, the one that compares as larger counts."""
        return tuple(getattr(row, column) is not None for column in self.narrowed_by)


def from_most_specific(*names: str) -> Iterator[tuple[str | None, ...]]:
    """The keys of the rows that fit what is named, in the order in which they count; None where a row is blank.

    A row that names the first counts before one that does not, whatever else the two name, and so on.
    """
    return product(*((name, None) for name in names))


TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table("municipalities", Municipality, ("code",), required=True, selector="region", template="example"),
        Table("tasks", Task, ("task",), required=True, selector="level", template="filled"),
        Table("volumes", Volume, ("municipality", "task", "year"), required=True, template="example"),
        Table("own_figures", OwnFigure, ("municipality", "task"), narrowed_by=("municipality", "task")),
        Table("centres", Centre, ("centre",), required=True, selector="kind", template="example"),
        Table("existing", Existing, ("municipality", "centre"), selector="centre"),
        Table("structures", Membership, ("structure", "municipality", "group"), template="example"),
        Table("neighbours", Neighbour, ("municipality", "neighbour"), selector="kind"),
        Table("systems", System, ("system",)),
        Table("system_changes", SystemChange, ("system", "parameter"), selector="system"),
        Table("futures", Future, ("future",)),
        Table("future_changes", FutureChange, ("future", "parameter"), selector="future"),
        Table("cost_curve", CurvePoint, ("volume",), required=True, template="filled"),
        Table("arrival_profile", ArrivalShare, ("weekday", "half_hour"), selector="weekday"),
        Table("task_costs", TaskCost, ("form", "task"), selector="form", template="filled"),
        Table(
            "connections",
            Connection,
            ("form", "municipality", "centre"),
            selector="form",
            narrowed_by=("municipality", "centre", "form"),
            template="filled",
        ),
        Table("investments", Investment, ("item",), selector="form", template="filled"),
        Table("legal", LegalRule, ("rule",), required=True, template="filled"),
        Table("kpis", Kpi, ("kpi",)),
        Table("kpi_values", KpiValue, ("kpi", "form", "task"), selector="kpi", narrowed_by=("task",)),
        Table("locks", Lock, (), named_by=("municipality", "task", "level", "centre", "form", "demand")),
        Table("wishes", Wish, ("wish",), selector="kind"),
        Table("years", PlannedYear, ("year",)),
        Table("municipal_budgets", MunicipalBudget, ("year", "municipality"), selector="year"),
        Table("volume_factors", VolumeFactor, ("task", "year"), selector="task"),
        Table("volume_moves", VolumeMove, ("from_task", "to_task", "year"), selector="from_task"),
        Table("first_years", FirstYear, ("form", "task"), selector="form", narrowed_by=("task",)),
        Table("yearly_changes", YearlyChange, ("parameter", "year")),
        Table("assumptions", Assumption, ("parameter",), template="filled"),
    )
}

assert list(TABLES) == [field.name for field in fields(Tables)]


# ---- An instance before it is checked -------------------------------------------------------------

# Records that remember where each of their values was written.


@dataclass(frozen=True)
class Origin:
    """Where a value was written: a file or sheet (or `--set`), its row there, and what it is called."""

    place: str
    row: int | None
    column: str


@dataclass
class Record:
    """Named values found together: a row of a table, or the entries of the settings by dotted name.

    `values` holds what was understood, `found` what was written; a blank is in neither. `faulty`
    names the columns that have a finding already. `origins` says where a value was written when
    that is not column `column` of row `row` of `place`; `before` what stood where a change has put another, None where
    nothing did. `prefix` precedes column names in findings.
    A record that is not `readable` has a finding as a whole: nothing more is said about it.
    """

    place: str
    row: int | None = None
    values: dict[str, Any] = field(default_factory=dict)
    found: dict[str, Cell] = field(default_factory=dict)
    faulty: set[str] = field(default_factory=set)
    origins: dict[str, Origin] = field(default_factory=dict)
    before: dict[str, Any] = field(default_factory=dict)
    prefix: str = ""
    readable: bool = True

    def finding_about(self, column: str, rule: str, remedy: str = "", severity: Severity = "error") -> Finding:
        """A finding about the value of `column`, at the place where that value was written, with what to do there."""
        origin = self.origins.get(column) or Origin(self.place, self.row, self.prefix + column)
        value = as_text(self.found.get(column))
        if origin.row is None:
            remedy = of_change(remedy)
        return Finding(origin.place, origin.row, origin.column, value, rule, remedy, severity)

    def copy(self) -> "Record":
        """Return another record that says the same."""
        return replace(
            self,
            values=dict(self.values),
            found=dict(self.found),
            faulty=set(self.faulty),
            origins=dict(self.origins),
            before=dict(self.before),
        )

    @property
    def written_as(self) -> tuple[object, ...]:
        """What is the same for all rows that one change in plain words adds, and for no others."""
        return (self.place, self.prefix) if self.prefix else (self.place, self.row, id(self))

    @property
    def whereabouts(self) -> str:
        """The record in words: its row, or the place that added it."""
        return f"row {self.row}" if self.row else f"{self.prefix.rstrip('.')} of {self.place}"

    def put_value(self, column: str, value: Any, found: Cell, origin: Origin) -> None:
        """Replace the value of `column`, which was written as `found` at `origin`."""
        self.before.setdefault(column, self.values.get(column))
        self.values[column] = value
        self.found[column] = found
        self.origins[column] = origin
        self.faulty.discard(column)

    def clear_value(self, column: str, origin: Origin) -> None:
        """Take the value of `column` away, as asked for at `origin`."""
        self.before.setdefault(column, self.values.get(column))
        self.values.pop(column, None)
        self.found.pop(column, None)
        self.origins[column] = origin
        self.faulty.discard(column)


@dataclass
class Draft:
    """What was read of an instance, before any check across it.

    `tables` lacks a table that could not be read at all: nothing can be said about references to it.
    `places` gives the file or sheet of every table. `chosen` is the structure or system asked for
    by a change, `future` the future; blank where none was.
    """

    settings: Record
    tables: dict[str, list[Record]]
    places: dict[str, str]
    chosen: str = ""
    future: str = ""

    def copy(self) -> "Draft":
        """Return another draft that says the same, to be changed without changing this one."""
        tables = {name: [record.copy() for record in records] for name, records in self.tables.items()}
        return replace(self, settings=self.settings.copy(), tables=tables)

    def texts_in_column(self, table: str, column: str) -> set[str] | None:
        """What stands in a column, as text; None when the table or the column could not be read."""
        if table not in self.tables:
            return None
        records = self.tables[table]
        if any(column in record.faulty for record in records):
            return None
        return {as_text(record.values[column]) for record in records if column in record.values}


def reference_columns(table: Table) -> Iterator[tuple[str, str]]:
    """The columns of a table that name rows of another, each with the name of that table."""
    for name, declared in table.columns.items():
        if target := note_of_column(declared, "refers_to"):
            yield name, target


def code_columns(table: Table) -> Mapping[str, Table]:
    """The columns of a table that hold codes of digits, its own or those it refers to, and whose codes they are."""
    own = {name: table for name, declared in table.columns.items() if note_of_column(declared, "digits")}
    referring = {name: TABLES[target] for name, target in reference_columns(table)}
    return own | {name: of for name, of in referring.items() if note_of_column(of.columns[of.key[0]], "digits")}


def plain_code(text: str) -> str:
    """A code without the zeros before it: 0101 is 101."""
    return text.lstrip("0") if text.isdecimal() else text


def unify_codes(draft: Draft) -> None:
    """Write the codes of digits that rows refer to as they stand in their own table, where they mean one of those.

    So 0101 and 101 are one municipality, whichever of the two its own row has.
    """
    for table in TABLES.values():
        for column, of in code_columns(table).items():
            known = draft.texts_in_column(of.name, of.key[0]) if of is not table else None
            meant: dict[str, list[str]] = defaultdict(list)
            for code in known or ():
                meant[plain_code(code)].append(code)
            for record in draft.tables.get(table.name, ()) if known else ():
                text = record.values.get(column)
                if isinstance(text, str) and text not in (known or ()) and len(codes := meant[plain_code(text)]) == 1:
                    record.values[column] = codes[0]


def select_records(table: Table, records: list[Record], selector: str) -> list[Record]:
    """The records a selector stands for: by key, else by the grouping column, else by name."""
    selector = as_name(selector)
    if selector == "*":
        return records
    codes = code_columns(table)
    ways = (
        lambda record: _has_key(table, record, selector, ()),
        lambda record: _has_key(table, record, selector, codes),
        lambda record: _text_in_column(record, table.selector) == selector,
        lambda record: _text_in_column(record, "name") == selector,
    )
    return next((chosen for way in ways if (chosen := list(filter(way, records)))), [])


def _text_in_column(record: Record, column: str) -> str | None:
    return as_text(record.values.get(column)) if column in record.values else None


def _has_key(table: Table, record: Record, selector: str, codes: Collection[str]) -> bool:
    """True for a record that a key stands for; in the columns of `codes` whatever the zeros before them."""
    parts = selector.split("/") if len(table.identity) > 1 else [selector]
    if len(parts) != len(table.identity):
        return False
    for column, part in zip(table.identity, parts, strict=True):
        text = as_text(record.values.get(column))
        if part not in ("*", text) and not (column in codes and plain_code(part) == plain_code(text)):
            return False
    return True


# ---- Parameters by their dotted names, as in `--set` ------------------------------------------------


ALIASES = {"kpi": "kpis"}


def full_name(parameter: str) -> str:
    """The dotted name without an alias for its table."""
    head, dot, rest = as_name(parameter).partition(".")
    return f"{ALIASES.get(head, head)}{dot}{rest}"


def is_whole(parameter: str) -> bool:
    """True for a parameter that can only be a whole number, or true or false, which is 1 or 0."""
    field = declaration_of_parameter(full_name(parameter))
    return field is not None and not {int, bool}.isdisjoint((field.annotation, *get_args(field.annotation)))


def nature_of(parameter: str) -> Nature | None:
    """Return what a parameter is to those who decide, as it is declared; None where there is none of that name."""
    named = split_year(full_name(parameter))[0]
    name, _, rest = named.partition(".")
    if name not in TABLES:
        return nature_of_entry(named)
    table = TABLES[name]
    field = table.columns.get(rest.rpartition(".")[2])
    return nature_of_column(field, table.row.nature) if field is not None else None


def is_number(parameter: str) -> bool:
    """True for a parameter whose values are numbers."""
    field = declaration_of_parameter(full_name(parameter))
    return field is not None and column_type(field).kind == "number"


def may_be_thousands(parameter: str, *texts: str) -> bool:
    """True for a parameter whose figures, written as `texts`, may be thousands: 1.200 may have been meant as 1200."""
    field = declaration_of_parameter(full_name(parameter))
    return field is not None and column_type(field).runs_to_thousands(texts)


def written_value(parameter: str, value: object) -> str:
    """A value as it stands after `--set PARAMETER=`: read as it is, whatever its digits."""
    return as_written(value) if may_be_thousands(parameter) else as_text(value)


def declaration_of_parameter(parameter: str) -> FieldInfo | None:
    """Return how a parameter is declared, by its name without an alias; None where there is none of that name."""
    parameter, _ = split_year(parameter)
    name, _, rest = parameter.partition(".")
    return TABLES[name].columns.get(rest.rpartition(".")[2]) if name in TABLES else declaration_of(parameter)
