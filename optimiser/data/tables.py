"""Which tables an instance has: their rows, keys, and whether they may be left out."""

from dataclasses import dataclass, fields
from functools import cached_property

from pydantic.fields import FieldInfo

from optimiser.data.columns import Row, value_where_blank
from optimiser.data.rows import (
    ArrivalShare,
    Assumption,
    Centre,
    Connection,
    CurvePoint,
    Future,
    FutureChange,
    Investment,
    Kpi,
    KpiValue,
    LegalRule,
    Lock,
    Membership,
    Municipality,
    System,
    SystemChange,
    Task,
    TaskCost,
    Volume,
)


@dataclass(frozen=True, kw_only=True)
class Tables:
    """The checked rows of every table, each sorted by its key."""

    municipalities: tuple[Municipality, ...]
    tasks: tuple[Task, ...]
    volumes: tuple[Volume, ...]
    centres: tuple[Centre, ...]
    structures: tuple[Membership, ...]
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
    assumptions: tuple[Assumption, ...]


@dataclass(frozen=True)
class Table:
    """What is declared about a table besides its columns.

    `key` names the columns that no two rows may share (empty: no key); `required` tables must be
    there and hold a row; `selector` names a column whose value may stand for the key in a dotted
    parameter (`centres.virtual.cost_factor`). Rows without a key are named there by what they say, in the
    columns `named_by` (`locks.901/L4///regional/must.active`). Where rows may be general or specific, `narrowed_by`
    names the columns that a general row leaves blank, the weightiest first.
    """

    name: str
    row: type[Row]
    key: tuple[str, ...]
    required: bool = False
    selector: str = ""
    named_by: tuple[str, ...] = ()
    narrowed_by: tuple[str, ...] = ()

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
    def inherited(self) -> dict[str, float]:
        """The columns in which a blank is as the next more general row says, and what it is without one."""
        found = {name: value_where_blank(field) for name, field in self.columns.items()}
        return {name: value for name, value in found.items() if value is not None}

    def specificity_of(self, row: Row) -> tuple[bool, ...]:
        """How specific a row is: of two that fit the same, the one that compares as larger counts."""
        return tuple(getattr(row, column) is not None for column in self.narrowed_by)


TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table("municipalities", Municipality, ("code",), required=True, selector="region"),
        Table("tasks", Task, ("task",), required=True, selector="level"),
        Table("volumes", Volume, ("municipality", "task", "year"), required=True),
        Table("centres", Centre, ("centre",), required=True, selector="kind"),
        Table("structures", Membership, ("structure", "municipality", "group")),
        Table("systems", System, ("system",)),
        Table("system_changes", SystemChange, ("system", "parameter"), selector="system"),
        Table("futures", Future, ("future",)),
        Table("future_changes", FutureChange, ("future", "parameter"), selector="future"),
        Table("cost_curve", CurvePoint, ("volume",), required=True),
        Table("arrival_profile", ArrivalShare, ("weekday", "half_hour"), selector="weekday"),
        Table("task_costs", TaskCost, ("form", "task"), selector="form"),
        Table(
            "connections",
            Connection,
            ("form", "municipality", "centre"),
            selector="form",
            narrowed_by=("municipality", "centre", "form"),
        ),
        Table("investments", Investment, ("item",), selector="form"),
        Table("legal", LegalRule, ("rule",), required=True),
        Table("kpis", Kpi, ("kpi",)),
        Table("kpi_values", KpiValue, ("kpi", "form", "task"), selector="kpi", narrowed_by=("task",)),
        Table("locks", Lock, (), named_by=("municipality", "task", "level", "centre", "form", "demand")),
        Table("assumptions", Assumption, ("parameter",)),
    )
}

assert list(TABLES) == [field.name for field in fields(Tables)]
