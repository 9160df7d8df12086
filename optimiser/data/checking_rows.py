"""Checks of what stands in one row, or one entry of the settings; and the rows that hold good by themselves."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from optimiser.data.cells import (
    AsWritten,
    CellError,
    Unreadable,
    as_text,
    column_type,
    is_blank,
    legible_value,
    parse_alone,
)
from optimiser.data.columns import Row, smallest_positive, what_belongs_in
from optimiser.data.entries import declaration_of, declared_entries, dotted_name, nest_entries
from optimiser.data.findings import Finding, Severity
from optimiser.data.instance import Instance
from optimiser.data.names import did_you_mean
from optimiser.data.records import Draft, Record
from optimiser.data.settings import Settings
from optimiser.data.tables import TABLES, Table

R = TypeVar("R", bound=Row, covariant=True)
T = TypeVar("T", bound=Row)


@dataclass(frozen=True)
class Placed(Generic[R]):
    """A row and the record it was made from."""

    row: R
    record: Record

    def finding_about(self, column: str, rule: str, remedy: str = "", severity: Severity = "error") -> Finding:
        """A finding about a column of this row."""
        return self.record.finding_about(column, rule, remedy, severity)


@dataclass(frozen=True)
class Checked:
    """What holds good by itself: rows by table, and the instance they make when the settings do too.

    `draft` still knows of rows with a fault, so that a fault in one table is not told again in others.
    """

    draft: Draft
    rows: dict[str, list[Placed[Row]]]
    instance: Instance | None

    def rows_of(self, row: type[T]) -> Sequence[Placed[T]]:
        """The rows of the table whose rows are of a class, as they were written."""
        table = next(table.name for table in TABLES.values() if table.row is row)
        placed: list[Any] = self.rows[table]
        return placed


RULES: Mapping[str, str] = {
    "missing": "must be filled in",
    "string_too_short": "must be filled in",
    "string_type": "must be text",
    "greater_than_equal": "must be {ge} or more",
    "greater_than": "must be above {gt}",
    "less_than_equal": "must be {le} or less",
    "less_than": "must be below {lt}",
    "finite_number": "must be a finite number",
    "float_parsing": "must be a number",
    "float_type": "must be a number",
    "int_parsing": "must be a whole number",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "bool_parsing": "must be true or false",
    "bool_type": "must be true or false",
    "tuple_type": "must be a list",
    "list_type": "must be a list",
    "dict_type": "must be a table",
    "extra_forbidden": "no such entry",
    "literal_error": "must be {expected}",
    "value_error": "{error}",
}
"""What must hold, by pydantic's name for the breach, with the limits it reports."""


BEYOND = 86_400
"""An upper bound from here on is there to find slips: what is above it does not exist."""


def check_rows(table: Table, records: list[Record]) -> tuple[list[Placed[Row]], list[Finding]]:
    """The rows of a table that hold good, and a finding for every cell that does not."""
    rows: list[Placed[Row]] = []
    findings: list[Finding] = []
    for record in records:
        row, faults = check_row(table.row, record)
        findings.extend(faults)
        if row is not None and not record.faulty:
            rows.append(Placed(row, record))
    return rows, findings


def check_row(declared: type[Row], record: Record) -> tuple[Row | None, list[Finding]]:
    """The row that a record makes, or what is wrong with it."""
    try:
        row = declared.model_validate(record.values)
    except ValidationError as error:
        faults = [(str(detail["loc"][0]), detail) for detail in error.errors(include_url=False)]
        return None, list(translate_faults(record, faults, declared.model_fields.get))
    tiny = list(_tiny_numbers(record, declared.model_fields.get))
    return (None if tiny else row), tiny


def check_settings(record: Record) -> tuple[Settings | None, list[Finding]]:
    """The settings that a record of entries makes, or what is wrong with it."""
    if not record.readable:
        return None, []
    findings = [*_unknown_entries(record), *_parse_entries(record)]
    values = {name: value for name, value in record.values.items() if name not in record.faulty}
    try:
        settings = Settings.model_validate(nest_entries(values))
    except ValidationError as error:
        faults = [(dotted_name(detail["loc"]), detail) for detail in error.errors(include_url=False)]
        return None, [*findings, *translate_faults(record, faults, declaration_of)]
    findings += _tiny_numbers(record, declaration_of)
    return (None if findings else settings), findings


def _tiny_numbers(record: Record, declared: Callable[[str], FieldInfo | None]) -> Iterator[Finding]:
    """No number is so near 0, without being 0, that its digits are lost beside others."""
    for name, value in record.values.items():
        field = declared(name)
        if field is None or name in record.faulty or not isinstance(value, float) or value == 0:
            continue
        if abs(value) < smallest_positive(field):
            record.faulty.add(name)
            rule = f"must be 0, or at least {smallest_positive(field):.9f}".rstrip("0")
            yield record.finding_about(name, rule, "write 0 where nothing is meant; else check its unit")


def _unknown_entries(record: Record) -> Iterator[Finding]:
    for name in record.values:
        if declaration_of(name) is None and name not in record.faulty:
            record.faulty.add(name)
            yield record.finding_about(name, "no such entry", did_you_mean(name, declared_entries(), "delete it"))


def _parse_entries(record: Record) -> Iterator[Finding]:
    """Text is read by the type of its entry; what TOML or a workbook has typed stays as it is. True is no number.

    A number that TOML has typed may have been meant in thousands.
    """
    for name, value in record.values.items():
        field = declaration_of(name)
        if field is None or name in record.faulty or is_blank(value):
            continue
        kind = column_type(field).kind
        if not isinstance(value, str | Unreadable | AsWritten) and not (isinstance(value, bool) and kind == "number"):
            continue
        thousands = column_type(field).runs_to_thousands([as_text(value).strip()])
        try:
            record.values[name] = parse_alone(value, kind, dot_is_standard=False, thousands=thousands)
        except CellError as fault:
            record.faulty.add(name)
            yield record.finding_about(name, fault.rule, fault.remedy or what_belongs_in(field))


def translate_faults(
    record: Record, faults: Iterable[tuple[str, ErrorDetails]], declared: Callable[[str], FieldInfo | None]
) -> Iterator[Finding]:
    """Pydantic's faults, by column, as findings; a column that has one already is passed over."""
    for name, detail in faults:
        if name not in record.faulty:
            record.faulty.add(name)
            yield record.finding_about(name, rule_of(detail), remedy_of(detail) or what_belongs_in(declared(name)))


def rule_of(detail: ErrorDetails) -> str:
    """What must hold, in words, where pydantic found that it does not."""
    limits = {name: legible_value(value) for name, value in detail.get("ctx", {}).items()}
    return RULES.get(detail["type"], detail["msg"]).format_map(limits)


def remedy_of(detail: ErrorDetails) -> str:
    """What to do about a breach: for a misspelt word, the one it is like; for what no country has, where to look."""
    if detail["type"] == "less_than_equal" and detail["ctx"]["le"] >= BEYOND:
        return "no country has more: check its unit, its decimal mark, and that it is no total"
    if _is_percent(detail):
        return f"write a share of 1: {float(detail['input']) / 100:g} for {float(detail['input']):g} %"
    expected = detail.get("ctx", {}).get("expected")
    if expected is None:
        return ""
    return did_you_mean(str(detail["input"]), [word.strip("'") for word in _expected_words(expected)])


def _is_percent(detail: ErrorDetails) -> bool:
    """True for a number up to 100 where a share of 1 must stand."""
    limits = detail.get("ctx", {})
    share = limits.get("le", limits.get("lt")) == 1 and isinstance(detail["input"], int | float)
    return share and 1 < detail["input"] <= 100


def _expected_words(expected: str) -> list[str]:
    return expected.replace(" or ", ", ").split(", ")
