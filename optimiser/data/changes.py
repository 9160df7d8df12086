"""Apply named changes to an instance before it is checked, with the same checks, and account for what each did."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pydantic.fields import FieldInfo

from optimiser.data.cells import Cell, CellError, as_text, column_type, parse_alone
from optimiser.data.columns import value_where_blank, what_belongs_in
from optimiser.data.findings import Finding, as_name, did_you_mean
from optimiser.data.overrides import split_year
from optimiser.data.scenario import Addition, Change
from optimiser.data.settings import Settings, declaration_of, declared_entries, flatten_entries, listed_sections
from optimiser.data.tables import ALIASES, TABLES, Draft, Origin, Record, Table, select_records


@dataclass(frozen=True)
class LedgerEntry:
    """That the change of a number put a value into a cell; `anew` where it did not look at what was there."""

    number: int
    value: Any
    anew: bool


@dataclass
class Ledger:
    """The changes in the order in which they were made, and who wrote into each cell of the records."""

    made: list[Change] = field(default_factory=list)
    written: dict[tuple[int, str], list[LedgerEntry]] = field(default_factory=lambda: defaultdict(list))

    def enter_change(self, change: Change) -> int:
        """Note that a change is made; its number."""
        self.made.append(change)
        return len(self.made) - 1

    def write_value(self, number: int, record: Record, column: str, value: Any, *, anew: bool) -> None:
        """Note what it wrote into a cell; the record is known by its identity."""
        self.written[id(record), column].append(LedgerEntry(number, value, anew))

    def holds_in_the_end(self, number: int) -> bool:
        """True when something that a change wrote stands in the end."""
        return self._cells_undone[number].total() < self._cells_written[number]

    def remarks_on_nothing(self) -> Iterator[Finding]:
        """What changes no value at all, told where it was written."""
        for number, change in enumerate(self.made):
            if not self._cells_written[number]:
                yield _change_remark(change, "changes nothing: there is no value to multiply", "write the value itself")

    def remarks_on_undone(self) -> Iterator[Finding]:
        """What does not hold in the end, told where it was written: by whom it was undone, and in how many values.

        A narrower change that makes an exception to a broader one before it undoes nothing.
        """
        for number, change in enumerate(self.made):
            cells = self._cells_written[number]
            for later, undone in self._cells_undone[number].items():
                if self._cells_written[later] >= cells or not self.holds_in_the_end(number):
                    part = "" if undone == cells else f" in {undone} of {cells} values"
                    by = _in_words(self.made[later])
                    rule = f"is overridden{part}: {by} ({self.made[later].place}) comes after it"
                    yield _change_remark(change, rule, "leave one of the two out")

    @cached_property
    def _cells_written(self) -> Counter[int]:
        """In how many cells each change wrote."""
        return Counter(number for entries in self.written.values() for number in {entry.number for entry in entries})

    @cached_property
    def _cells_undone(self) -> dict[int, Counter[int]]:
        """By change, in how many cells another value stands in the end than it put there, by the change that put it."""
        found: dict[int, Counter[int]] = {number: Counter() for number in range(len(self.made))}
        for entries in self.written.values():
            for at, entry in enumerate(entries):
                last = next((one for one in reversed(entries[at + 1 :]) if one.anew), None)
                if last and last.number != entry.number and last.value != entry.value:
                    found[entry.number][last.number] += 1
        return found


def _change_remark(change: Change, rule: str, remedy: str) -> Finding:
    return Finding(change.place, change.row, change.called, _value_written(change), rule, remedy, "warning")


def _value_written(change: Change) -> str:
    """Return the value that stands beside what a change is called; none where it is in plain words."""
    return "" if change.plain else as_text(change.value)


CLEAR = ("", "none")
"""What is written to take an optional value away."""
SETS = " = "
"""Between a parameter and its value, where a change of it is told."""
YEARLY = "yearly_changes"
"""The table of what is otherwise from a year on."""
FUTURE = "future"
"""The parameter by which a future is chosen; its changes are made after the choice."""
FACTOR = re.compile(r"[x×]\s*(?P<number>.*)", re.IGNORECASE)
"""A value that multiplies what is there."""
DIGITS = 12
"""Digits of a product: those that are left when decimal fractions are multiplied."""


@dataclass(frozen=True)
class ChangeStep:
    """One value that a change puts into a record, written as `found`; None takes the value away.

    `anew` where it stands in place of what was there; not where that was multiplied. A record that is not there yet
    `joins` others.
    """

    record: Record
    column: str
    value: Any
    found: Cell
    anew: bool = True
    joins: list[Record] | None = None

    def take_step(self, origin: Origin) -> None:
        """Change the record, for what stands at `origin`."""
        if self.joins is not None:
            self.joins.append(self.record)
        if self.value is None:
            self.record.clear_value(self.column, origin)
        else:
            self.record.put_value(self.column, self.value, self.found, origin)


@dataclass(frozen=True)
class ChangesMade:
    """What is changed when all changes are made, in words; what could not be; what is idle or undone in the end."""

    words: tuple[str, ...]
    faults: list[Finding]
    idle: list[Finding]
    undone: list[Finding]


def apply_changes(draft: Draft, changes: Iterable[Change | Addition]) -> ChangesMade:
    """Change `draft` in place, change by change."""
    ledger = Ledger()
    told: list[tuple[int | None, str]] = []
    findings: list[Finding] = []
    for change in changes:
        if isinstance(change, Addition):
            number, faults = None, list(_add_row(draft, change))
        else:
            number, faults = _make_change(draft, change, ledger)
        findings.extend(faults)
        if not faults:
            told.append((number, _in_words(change)))
    words = (text for number, text in told if number is None or ledger.holds_in_the_end(number))
    idle, undone = list(ledger.remarks_on_nothing()), list(ledger.remarks_on_undone())
    return ChangesMade(tuple(dict.fromkeys(words)), findings, idle, undone)


def _make_change(draft: Draft, change: Change, ledger: Ledger) -> tuple[int | None, list[Finding]]:
    """Make a change where it can be made; its number in the ledger unless it is a choice, which writes no value.

    Nor does an empty list in place of one that is empty already: it holds.
    """
    found = list(steps_of_change(draft, change))
    faults = _take_all_steps(found, change)
    if faults or change.parameter == FUTURE or (change.parameter in listed_sections() and not found):
        return None, faults
    number = ledger.enter_change(change)
    for step in found:
        if isinstance(step, ChangeStep):
            ledger.write_value(number, step.record, step.column, step.value, anew=step.anew)
    return number, []


def words_of(parameter: str, value: Any) -> str:
    """A change as it is told to people."""
    return f"{parameter}{SETS}{as_text(value) or 'none'}"


def _in_words(change: Change | Addition) -> str:
    if change.plain:
        return change.plain.sentence
    if isinstance(change, Change):
        return words_of(change.parameter, change.value)
    cells = ", ".join(f"{column} {as_text(value)}" for column, value in change.cells.items())
    return f"{change.table}: one more row ({cells})"


def _take_all_steps(found: Iterable[ChangeStep | Finding], change: Change) -> list[Finding]:
    """Take all steps of a change, or none where there is a fault in it."""
    found = list(found)
    faults = list(dict.fromkeys(fault for fault in found if isinstance(fault, Finding)))
    for step in found:
        if isinstance(step, ChangeStep) and not faults:
            step.take_step(Origin(change.place, change.row, change.called))
    return faults


def steps_of_change(draft: Draft, change: Change) -> Iterator[ChangeStep | Finding]:
    """What a change does to a draft, value by value, and what is wrong with it; nothing is changed yet."""
    parameter, year = split_year(change.parameter)
    head, _, rest = change.parameter.partition(".")
    head = ALIASES.get(head, head)
    if year is not None:
        yield from _set_from_year(draft, parameter, year, change)
    elif head in TABLES:
        yield from _set_cells(draft, TABLES[head], rest, change)
    elif head in Settings.model_fields:
        yield from _set_entry(draft.settings, change)
    elif change.parameter == FUTURE:
        yield from _unknown_future(draft, change)
    else:
        known = [*Settings.model_fields, *TABLES]
        yield _change_fault(change, "no such parameter", _named_otherwise(head, known))


def _set_from_year(draft: Draft, parameter: str, year: int, change: Change) -> Iterator[ChangeStep | Finding]:
    """A parameter is to have a value from a year on: a row of `yearly_changes` says so, a new one if none is there."""
    rows = draft.tables.get(YEARLY)
    if rows is None:
        return
    if isinstance(change.value, dict) or (isinstance(change.value, list) and any(map(_is_nested, change.value))):
        yield _change_fault(change, "must be one value", "a list of tables is the same in all years")
        return
    key = {"parameter": parameter, "year": str(year)}
    there = next((row for row in rows if all(as_text(row.values.get(name)) == key[name] for name in key)), None)
    text = as_text(change.value)
    if there is None:
        origins = dict.fromkeys(key, Origin(change.place, change.row, change.called))
        record = Record(change.place, change.row, {"parameter": parameter, "year": year}, dict(key), origins=origins)
        yield ChangeStep(record, "value", text, text, joins=rows)
    else:
        yield ChangeStep(there, "value", text, text)


def _is_nested(value: object) -> bool:
    return isinstance(value, list | dict)


def target_of_change(change: Change) -> str:
    """The column or the entry that a change is of: changes of others cannot meet it in any value."""
    head, _, rest = change.parameter.partition(".")
    if ALIASES.get(head, head) in TABLES:
        return f"{ALIASES.get(head, head)}.{rest.rpartition('.')[2]}"
    return next((name for name in listed_sections() if f"{change.parameter}.".startswith(f"{name}.")), change.parameter)


def _unknown_future(draft: Draft, change: Change) -> Iterator[Finding]:
    """A choice changes nothing by itself; the future it names must be there."""
    known = draft.texts_in_column("futures", FUTURE)
    if known is not None and as_name(as_text(change.value)) not in known:
        yield _change_fault(change, "no such future", _future_otherwise(change, known))


def _future_otherwise(change: Change, known: set[str]) -> str:
    return _named_otherwise(as_text(change.value), sorted(known)) if known else "add rows to the table futures"


def _change_fault(change: Change, rule: str, remedy: str = "") -> Finding:
    return Finding(change.place, change.row, change.called, _value_written(change), rule, remedy)


def _named_otherwise(name: str, known: Iterable[str]) -> str:
    known = list(known)
    return did_you_mean(name, known, f"choose among {', '.join(known)}")


def _set_entry(settings: Record, change: Change) -> Iterator[ChangeStep | Finding]:
    if change.parameter in listed_sections():
        yield from _replace_list(settings, change)
        return
    field = declaration_of(change.parameter)
    if field is None:
        otherwise = "docs/tables.md lists the entries; a row of a table is named TABLE.ROW.COLUMN"
        yield _change_fault(change, "no such parameter", did_you_mean(change.parameter, declared_entries(), otherwise))
    else:
        yield from _set_value(settings, change.parameter, field, change)


def _replace_list(settings: Record, change: Change) -> Iterator[ChangeStep | Finding]:
    value = [] if change.value in CLEAR else change.value
    if not isinstance(value, list):
        remedy = f"write [[set.{change.parameter}]] in a scenario file, with its entries below"
        yield _change_fault(change, "must be a list of tables, or none", remedy)
        return
    for name in settings.values:
        if name.startswith(f"{change.parameter}."):
            yield ChangeStep(settings, name, None, None)
    for name, entry in flatten_entries(_nested_entry(change.parameter, value)).items():
        yield ChangeStep(settings, name, entry, as_text(entry))


def _nested_entry(name: str, value: Any) -> dict[str, Any]:
    for part in reversed(name.split(".")):
        value = {part: value}
    nested: dict[str, Any] = value
    return nested


def _set_cells(draft: Draft, table: Table, rest: str, change: Change) -> Iterator[ChangeStep | Finding]:
    selector, _, column = rest.rpartition(".")
    if column not in table.columns:
        yield _change_fault(change, f"no such column of {table.name}", _named_otherwise(column, table.columns))
    elif not selector:
        yield _change_fault(change, "must name rows", f"write {table.name}.*.{column} for all")
    elif table.name in draft.tables:
        records = select_records(table, draft.tables[table.name], selector)
        if not draft.tables[table.name]:
            yield _change_fault(
                change, f"the table {table.name} has no rows", "fill it in first, or leave the change out"
            )
        elif not records:
            yield _change_fault(
                change, f"no row of {table.name} is selected by '{selector}'", _selector_remedy(draft, table, selector)
            )
        yield from _set_column(draft.tables[table.name], records, column, table.columns[column], change)


def _set_column(
    of_all: list[Record], records: list[Record], column: str, field: FieldInfo, change: Change
) -> Iterator[ChangeStep | Finding]:
    """What a change does in each of the records; a factor leaves a blank that inherits what is multiplied."""
    inherited = value_where_blank(field)
    filled = [record for record in records if column in record.values or column in record.faulty]
    multiplied = inherited is not None and FACTOR.fullmatch(as_text(change.value).strip())
    if multiplied and not filled and not any(column in record.values for record in of_all):
        return
    for record in filled if multiplied and filled else records:
        yield from _set_value(record, column, field, change)


def _selector_remedy(draft: Draft, table: Table, selector: str) -> str:
    if "/" in selector and selector.count("/") + 1 != len(table.identity):
        return f"name {'/'.join(table.identity)}, each of which may be *, or write * for all rows"
    columns = [column for column in (*table.key[:1], table.selector) if column]
    texts = {text for column in columns for text in draft.texts_in_column(table.name, column) or ()}
    return did_you_mean(selector, sorted(texts), "write * for all rows")


def _set_value(record: Record, column: str, field: FieldInfo, change: Change) -> Iterator[ChangeStep | Finding]:
    try:
        factor = _read_factor(field, change.value)
        if factor is None:
            yield ChangeStep(record, column, _new_value(field, change.value), as_text(change.value))
        elif column not in record.faulty:
            product = _multiplied_value(record.values.get(column, field.default), factor)
            yield ChangeStep(record, column, product, as_text(product), anew=False)
    except CellError as error:
        yield _change_fault(change, error.rule, error.remedy or what_belongs_in(field))


def _read_factor(field: FieldInfo, value: Any) -> float | None:
    """What the value of a number is to be multiplied by; None where another is to stand in its place."""
    text = value.strip() if isinstance(value, str) else ""
    found = FACTOR.fullmatch(text) if column_type(field).kind == "number" else None
    return None if found is None else float(parse_alone(found["number"], "number", dot_is_standard=True))


def _multiplied_value(value: Any, factor: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise CellError("must have a value that can be multiplied", "write the value itself")
    return float(f"{value * factor:.{DIGITS}g}")


def _new_value(field: FieldInfo, value: Any) -> Any:
    """The value that is written, by the type of its column; None to clear it. Raises CellError."""
    column = column_type(field)
    kind, optional = column.kind, column.optional
    if isinstance(value, list | dict):
        if kind != "list" or isinstance(value, dict):
            raise CellError("must be one value")
        return value
    text = value.strip().casefold() if isinstance(value, str) else None
    if text in CLEAR and (optional or kind == "list"):
        return None if optional else ""
    thousands = column.runs_to_thousands([as_text(value).strip()])
    return parse_alone(value, kind, dot_is_standard=True, thousands=thousands)


def _add_row(draft: Draft, addition: Addition) -> Iterator[Finding]:
    prefix = f"{addition.called}."
    record = Record(addition.place, prefix=prefix)
    if addition.table not in TABLES:
        name = f"add.{addition.table}"
        yield Finding(addition.place, None, name, "", "no such table", _named_otherwise(addition.table, TABLES))
        return
    table = TABLES[addition.table]
    for column, value in addition.cells.items():
        yield from _add_cell(
            record, table, column, Change(addition.place, prefix + column, value, plain=addition.plain)
        )
    if table.name in draft.tables:
        draft.tables[table.name].append(record)


def _add_cell(record: Record, table: Table, column: str, change: Change) -> Iterator[Finding]:
    field = table.columns.get(column)
    if field is None:
        yield _change_fault(change, f"no such column of {table.name}", _named_otherwise(column, table.columns))
        return
    faults = _take_all_steps(_set_value(record, column, field, change), change)
    record.faulty.update([column] if faults else [])
    yield from faults
