"""From a table as a file holds it to records: its header, how it writes numbers, its cells; and folders of CSV."""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import tomli_w

from optimiser.data.cells import (
    AMBIGUOUS,
    HOW_TO_SHOW_THE_MARK,
    Cell,
    CellError,
    DecimalMark,
    as_text,
    as_written,
    column_type,
    decimal_mark,
    doubtful_number,
    escape_formula,
    is_blank,
    is_doubtful,
    mark_evidence,
    parse_cell,
    read_toml,
    unescape_formula,
)
from optimiser.data.columns import what_belongs_in
from optimiser.data.csv_files import detect_delimiter, with_mark, write_csv
from optimiser.data.findings import (
    NEAR_MISS,
    Finding,
    as_name,
    did_you_mean,
    nearest_name,
    read_text,
)
from optimiser.data.instance import Instance
from optimiser.data.settings import flatten_entries
from optimiser.data.tables import TABLES, Draft, Record, Table

# ---- Tables as files hold them --------------------------------------------------------------------


_HEAD = re.compile(r"[1-9]\d{0,2}", re.ASCII)
_GROUP = re.compile(r"\d{3}", re.ASCII)


@dataclass(frozen=True)
class Sheet:
    """A table as a file holds it: its rows that are not blank, numbered as a spreadsheet numbers them.

    The first row is the header. `dot_is_standard` says that a number like 1.234 may be taken to have
    a decimal dot.
    """

    table: Table
    place: str
    rows: Sequence[tuple[int, Sequence[Cell]]]
    dot_is_standard: bool = False

    @cached_property
    def header(self) -> tuple[str, ...]:
        """Names of the columns; blank names at the end are no columns."""
        names = [as_name(as_text(cell)) for cell in self.rows[0][1]] if self.rows else []
        while names and not names[-1]:
            names.pop()
        return tuple(names)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Names of the columns that hold numbers."""
        return frozenset(name for name, field in self.table.columns.items() if column_type(field).kind == "number")

    def names_columns(self, texts: Iterable[str]) -> bool:
        """True where any of the texts is the name of a column of the table, or nearly."""
        return any(nearest_name(text, self.table.columns, NEAR_MISS) for text in texts if text)


def are_blank(cells: Iterable[Cell]) -> bool:
    """True for a row that holds nothing but blanks."""
    return all(map(is_blank, cells))


def read_tables(
    read: Callable[[Table], tuple[list[Record] | None, list[Finding]]],
) -> tuple[dict[str, list[Record]], list[Finding]]:
    """The records of all tables that can be read, and every finding in them."""
    tables: dict[str, list[Record]] = {}
    findings: list[Finding] = []
    for table in TABLES.values():
        records, faults = read(table)
        findings.extend(faults)
        if records is not None:
            tables[table.name] = records
    return tables, findings


def read_sheet(sheet: Sheet) -> tuple[list[Record] | None, list[Finding]]:
    """The records of a sheet, or None when its header cannot be used; and what is wrong with it."""
    if not sheet.header:
        return _without_header(sheet)
    if not sheet.names_columns(sheet.header):
        return None, [_no_header(sheet)]
    findings = [*_required_rows(sheet), *_header_faults(sheet)]
    if _repeated_columns(sheet):
        return None, findings
    missing = {name for name, field in sheet.table.columns.items() if field.is_required() and name not in sheet.header}
    findings.extend(_missing_columns(sheet, missing))
    findings.extend(_misfit_findings(sheet))
    findings.extend(_headers_again(sheet))
    records = [
        _make_record(sheet, number, cells, missing) for number, cells in sheet.rows[1:] if _holds_record(sheet, cells)
    ]
    findings.extend(_parse_records(sheet, records))
    return records, findings


def _without_header(sheet: Sheet) -> tuple[list[Record] | None, list[Finding]]:
    if not sheet.table.required:
        return [], []
    return None, [Finding(sheet.place, None, "", "", "must have a header and at least one row", "fill in the table")]


def _no_header(sheet: Sheet) -> Finding:
    """The first row is a title, or data: none of it is read as if it were the header."""
    number, cells = sheet.rows[0]
    if len(sheet.header) == 1 and any(sign in as_text(cells[0]) for sign in "\t|"):
        remedy = "set the fields apart by commas or semicolons"
        return Finding(sheet.place, number, "", sheet.header[0], "must be a table with a field for each column", remedy)
    below = (row for row, others in sheet.rows[1:] if sheet.names_columns(_texts_of(others)))
    header = next(below, None)
    remedy = (
        f"row {header} looks like the header: make it the first row, and delete a title above it"
        if header
        else f"write a row with the names of the columns above the data; they are {', '.join(sheet.table.columns)}"
    )
    said = ", ".join(filter(None, _texts_of(cells)))
    return Finding(sheet.place, number, "", said, "the first row must hold the names of the columns", remedy)


def _texts_of(cells: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(as_name(as_text(cell)) for cell in cells)


def _headers_again(sheet: Sheet) -> Iterator[Finding]:
    for number, cells in sheet.rows[1:]:
        if _is_header(sheet, cells):
            yield Finding(sheet.place, number, "", "", "must not repeat the header", "delete this row")


def _is_header(sheet: Sheet, cells: Sequence[Cell]) -> bool:
    return as_name(as_text(cells[0])) == sheet.header[0] and _texts_of(cells)[: len(sheet.header)] == sheet.header


def _holds_record(sheet: Sheet, cells: Sequence[Cell]) -> bool:
    """True for a row that makes a record."""
    return _fits_header(sheet, cells) and not _is_header(sheet, cells)


def _fits_header(sheet: Sheet, cells: Sequence[Cell]) -> bool:
    """True for a row with a field for each column, and nothing beyond."""
    width = len(sheet.header)
    return len(cells) >= width and are_blank(cells[width:]) and not _is_torn(sheet, cells)


def _is_torn(sheet: Sheet, cells: Sequence[Cell]) -> bool:
    """True for a row with more fields than the header in which 50,000 seems to have become 50 and 000."""
    if len(cells) <= len(sheet.rows[0][1]):
        return False
    texts = [as_text(cell).strip() for cell in cells]
    return any(
        name in sheet.numbers and after in sheet.numbers and _HEAD.fullmatch(one) and _GROUP.fullmatch(two)
        for (name, one), (after, two) in pairwise(zip(sheet.header, texts, strict=False))
    )


def _misfit_findings(sheet: Sheet) -> Iterator[Finding]:
    for number, cells in sheet.rows[1:]:
        if not _fits_header(sheet, cells):
            rule = f"must have {len(sheet.header)} fields, one for each column, but has {_width_of_row(sheet, cells)}"
            remedy = "put what holds the delimiter in double quotes, and write numbers without thousands separators"
            yield Finding(sheet.place, number, "", "", rule, remedy)


def _width_of_row(sheet: Sheet, cells: Sequence[Cell]) -> int:
    if _is_torn(sheet, cells):
        return len(cells)
    return max((position for position, cell in enumerate(cells, start=1) if not is_blank(cell)), default=0)


def _make_record(sheet: Sheet, number: int, cells: Sequence[Cell], missing: set[str]) -> Record:
    found = {
        name: cell
        for name, cell in zip(sheet.header, cells, strict=False)
        if name in sheet.table.row.model_fields and not is_blank(cell)
    }
    return Record(sheet.place, number, found=found, faulty=set(missing))


def _required_rows(sheet: Sheet) -> Iterator[Finding]:
    if sheet.table.required and len(sheet.rows) == 1:
        yield Finding(sheet.place, None, "", "", "must hold at least one row", "fill in the table")


def _repeated_columns(sheet: Sheet) -> set[str]:
    return {name for name, times in Counter(sheet.header).items() if name and times > 1}


def _header_faults(sheet: Sheet) -> Iterator[Finding]:
    row = sheet.rows[0][0]
    for name in sorted(_repeated_columns(sheet)):
        yield Finding(
            sheet.place, row, name, name, "must be the name of one column only", "delete or rename the others"
        )
    for name in sheet.header:
        if name not in sheet.table.columns and name:
            remedy = did_you_mean(
                name, sheet.table.columns, f"delete it; the columns are {', '.join(sheet.table.columns)}"
            )
            yield Finding(sheet.place, row, name, name, "no such column", remedy)
    if "" in sheet.header and any(_cells_without_name(sheet)):
        yield Finding(sheet.place, row, "", "", "a column with values must have a name", "name it or delete it")


def _cells_without_name(sheet: Sheet) -> Iterator[bool]:
    for _, cells in sheet.rows[1:]:
        yield any(not is_blank(cell) for name, cell in zip(sheet.header, cells, strict=False) if not name)


def _missing_columns(sheet: Sheet, missing: set[str]) -> Iterator[Finding]:
    for name in sheet.table.columns:
        if name in missing:
            yield Finding(sheet.place, sheet.rows[0][0], name, "", "the table must have this column", "add it")


def _parse_records(sheet: Sheet, records: list[Record]) -> Iterator[Finding]:
    kinds = {name: column_type(field).kind for name, field in sheet.table.columns.items()}
    numbers = [name for name, kind in kinds.items() if kind == "number"]
    mark = decimal_mark(_texts_in_columns(records, numbers), sheet.dot_is_standard, _decimal_numbers(sheet, records))
    if mark is None:
        yield from _set_ambiguous_aside(records, numbers)
    else:
        yield from _set_doubtful_aside(sheet, records, mark)
    for record in records:
        for name, cell in record.found.items():
            if name not in record.faulty:
                try:
                    record.values[name] = parse_cell(cell, kinds[name], mark or ".")
                except CellError as fault:
                    record.faulty.add(name)
                    yield record.finding_about(
                        name, fault.rule, fault.remedy or what_belongs_in(sheet.table.columns[name])
                    )


def _texts_in_columns(records: list[Record], columns: list[str]) -> Iterator[str]:
    for record in records:
        for name in columns:
            cell = record.found.get(name)
            if isinstance(cell, str):
                yield cell.strip()


def _decimal_numbers(sheet: Sheet, records: list[Record]) -> Iterator[str]:
    """The numbers in columns that do not run to thousands: what their mark sets apart is decimals."""
    for name in sheet.numbers:
        texts = list(_texts_in_columns(records, [name]))
        if not column_type(sheet.table.columns[name]).runs_to_thousands(texts):
            yield from texts


def _set_doubtful_aside(sheet: Sheet, records: list[Record], mark: DecimalMark) -> Iterator[Finding]:
    """Mark the numbers of a column as faulty that may be thousands; one finding a column is enough."""
    for name, column in sheet.table.columns.items():
        texts = list(_texts_in_columns(records, [name]))
        kind = column_type(column)
        if kind.kind == "number" and is_doubtful(texts, mark, kind.runs_to_thousands(texts)):
            first, *others = _unsure_numbers(records, [name])
            fault = doubtful_number(as_text(first[0].found[name]).strip(), mark)
            yield first[0].finding_about(name, fault.rule + _so_are(others), fault.remedy)
            for record, _ in (first, *others):
                record.faulty.add(name)


def _unsure_numbers(records: list[Record], columns: list[str]) -> list[tuple[Record, str]]:
    return [
        (record, name)
        for record in records
        for name in columns
        if isinstance(cell := record.found.get(name), str) and mark_evidence(cell.strip()) == "unsure"
    ]


def _so_are(others: Sequence[object]) -> str:
    return (
        f"; so {'is' if len(others) == 1 else 'are'} {len(others)} other cell{'s'[len(others) == 1 :]}"
        if others
        else ""
    )


def _set_ambiguous_aside(records: list[Record], columns: list[str]) -> Iterator[Finding]:
    """Mark every ambiguous number as faulty; one finding is enough, as one change may settle them all."""
    ambiguous = _unsure_numbers(records, columns)
    for record, name in ambiguous:
        record.faulty.add(name)
    first, column = ambiguous[0]
    yield first.finding_about(column, AMBIGUOUS + _so_are(ambiguous[1:]), HOW_TO_SHOW_THE_MARK)


# ---- An instance as a folder: instance.toml and one CSV file a table, UTF-8, comma or semicolon ----

# A text that a spreadsheet would take for a formula (it begins with = + - or @) is written with an
# apostrophe before it, which is taken off again when it is read: nothing is lost.


SETTINGS_FILE = "instance.toml"
INSTANCE_FILES = frozenset({SETTINGS_FILE, *(f"{name}.csv" for name in TABLES)})


def read_folder(folder: Path) -> tuple[Draft, list[Finding]]:
    """Everything in a folder, with a finding for all that cannot be understood."""
    settings, findings = _read_settings(folder)
    tables, faults = read_tables(lambda table: _read_table(folder, table))
    draft = Draft(settings, tables, {name: f"{name}.csv" for name in TABLES})
    return draft, [*findings, *faults]


def _read_settings(folder: Path) -> tuple[Record, list[Finding]]:
    nested, findings = read_toml(folder / SETTINGS_FILE)
    entries = flatten_entries(nested or {})
    return Record(SETTINGS_FILE, values=dict(entries), found=entries, readable=nested is not None), findings


def _read_table(folder: Path, table: Table) -> tuple[list[Record] | None, list[Finding]]:
    path = folder / f"{table.name}.csv"
    if not path.exists():
        return (None, [_missing_file(path)]) if table.required else ([], [])
    return read_table(path, table)


def read_table(path: Path, table: Table) -> tuple[list[Record] | None, list[Finding]]:
    """The records of a CSV file, or None when it cannot be used; and what is wrong with it."""
    text, findings = read_text(path)
    if text is None:
        return None, findings
    return _read_csv(table, path.name, text)


def _missing_file(path: Path) -> Finding:
    return Finding(path.name, None, "", "", "must be in the folder", "add the file; docs/tables.md lists its columns")


def _read_csv(table: Table, place: str, text: str) -> tuple[list[Record] | None, list[Finding]]:
    delimiter = detect_delimiter(text)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        remedy = "put text with quotes, commas or line breaks in double quotes"
        return None, [Finding(place, None, "", "", f"must be a CSV file: {error}", remedy)]
    cells = ([unescape_formula(cell) for cell in line] for line in lines)
    numbered = [(number, line) for number, line in enumerate(cells, start=1) if not are_blank(line)]
    return read_sheet(Sheet(table, place, numbered, dot_is_standard=delimiter == ","))


def write_folder(instance: Instance, folder: Path) -> None:
    """Write an instance into a new folder; tables without rows are left out unless required."""
    folder.mkdir()
    settings = tomli_w.dumps(instance.settings.model_dump(exclude_none=True))
    (folder / SETTINGS_FILE).write_text(settings, encoding="utf-8", newline="\n")
    for table in TABLES.values():
        rows = getattr(instance.tables, table.name)
        if rows or table.required:
            _write_table(table, rows, folder / f"{table.name}.csv")


def _write_table(table: Table, rows: Sequence[Any], path: Path) -> None:
    dumped = (row.model_dump() for row in rows)
    write_csv(path, [list(table.columns), *([_cell_text(values[name]) for name in table.columns] for values in dumped)])


def _cell_text(value: Any) -> str:
    if isinstance(value, str):
        return escape_formula(value)
    return with_mark(as_written(value)) if isinstance(value, float) else as_written(value)
