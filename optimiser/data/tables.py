"""Which tables an instance has: their rows, keys, and whether they may be left out."""

from dataclasses import dataclass, fields
from functools import cached_property

from pydantic.fields import FieldInfo

from optimiser.data import rows
from optimiser.data.columns import Row, value_where_blank


@dataclass(frozen=True, kw_only=True)
class Tables:
    """The checked rows of every table, each sorted by its key."""

    municipalities: tuple[rows.Municipality, ...]
    tasks: tuple[rows.Task, ...]
    volumes: tuple[rows.Volume, ...]
    centres: tuple[rows.Centre, ...]
    structures: tuple[rows.Membership, ...]
    systems: tuple[rows.System, ...] = ()
    system_changes: tuple[rows.SystemChange, ...] = ()
    futures: tuple[rows.Future, ...] = ()
    future_changes: tuple[rows.FutureChange, ...] = ()
    cost_curve: tuple[rows.CurvePoint, ...]
    arrival_profile: tuple[rows.ArrivalShare, ...] = ()
    task_costs: tuple[rows.TaskCost, ...]
    connections: tuple[rows.Connection, ...]
    investments: tuple[rows.Investment, ...]
    legal: tuple[rows.LegalRule, ...]
    kpis: tuple[rows.Kpi, ...]
    kpi_values: tuple[rows.KpiValue, ...]
    locks: tuple[rows.Lock, ...]
    assumptions: tuple[rows.Assumption, ...]


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
        Table("municipalities", rows.Municipality, ("code",), required=True, selector="region"),
        Table("tasks", rows.Task, ("task",), required=True, selector="level"),
        Table("volumes", rows.Volume, ("municipality", "task", "year"), required=True),
        Table("centres", rows.Centre, ("centre",), required=True, selector="kind"),
        Table("structures", rows.Membership, ("structure", "municipality", "group")),
        Table("systems", rows.System, ("system",)),
        Table("system_changes", rows.SystemChange, ("system", "parameter"), selector="system"),
        Table("futures", rows.Future, ("future",)),
        Table("future_changes", rows.FutureChange, ("future", "parameter"), selector="future"),
        Table("cost_curve", rows.CurvePoint, ("volume",), required=True),
        Table("arrival_profile", rows.ArrivalShare, ("weekday", "half_hour"), selector="weekday"),
        Table("task_costs", rows.TaskCost, ("form", "task"), selector="form"),
        Table(
            "connections",
            rows.Connection,
            ("form", "municipality", "centre"),
            selector="form",
            narrowed_by=("municipality", "centre", "form"),
        ),
        Table("investments", rows.Investment, ("item",), selector="form"),
        Table("legal", rows.LegalRule, ("rule",), required=True),
        Table("kpis", rows.Kpi, ("kpi",)),
        Table("kpi_values", rows.KpiValue, ("kpi", "form", "task"), selector="kpi", narrowed_by=("task",)),
        Table("locks", rows.Lock, (), named_by=("municipality", "task", "level", "centre", "form", "demand")),
        Table("assumptions", rows.Assumption, ("parameter",)),
    )
}

assert list(TABLES) == [field.name for field in fields(Tables)]
