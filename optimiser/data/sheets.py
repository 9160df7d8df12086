"""From a table as a file holds it to records: its header, how it writes numbers, and its cells."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from optimiser.data.cells import (
    AMBIGUOUS,
    HOW_TO_SHOW_THE_MARK,
    Cell,
    CellError,
    column_type,
    decimal_mark,
    evidence,
    is_blank,
    parse,
)
from optimiser.data.findings import Finding
from optimiser.data.nearest import did_you_mean
from optimiser.data.records import Record
from optimiser.data.tables import Table


@dataclass(frozen=True)
class Sheet:
    """A table as a file holds it: cells under a header, rows numbered as a spreadsheet numbers them.

    `dot_is_standard` says that a number like 1.234 may be taken to have a decimal dot.
    """

    table: Table
    place: str
    header: Sequence[str]
    rows: Sequence[tuple[int, Sequence[Cell]]]
    dot_is_standard: bool = False


def read_sheet(sheet: Sheet) -> tuple[list[Record] | None, list[Finding]]:
    """The records of a sheet; None when its header cannot be used. Raises nothing: faults are findings."""
    findings = [*_required_rows(sheet), *_header_faults(sheet)]
    if _repeated(sheet):
        return None, findings
    missing = {name for name in _without_default(sheet.table) if name not in sheet.header}
    findings.extend(_missing_columns(sheet, missing))
    records = [_record(sheet, number, cells, missing) for number, cells in sheet.rows]
    findings.extend(_parse_records(sheet, records))
    return records, findings


def _record(sheet: Sheet, number: int, cells: Sequence[Cell], missing: set[str]) -> Record:
    found = {
        name: cell
        for name, cell in zip(sheet.header, cells, strict=False)
        if name in sheet.table.row.model_fields and not is_blank(cell)
    }
    return Record(sheet.place, number, found=found, faulty=set(missing))


def _required_rows(sheet: Sheet) -> Iterator[Finding]:
    if sheet.table.required and not sheet.rows:
        yield Finding(sheet.place, None, "", "", "must hold at least one row", "fill in the table")


def _repeated(sheet: Sheet) -> set[str]:
    return {name for name, times in Counter(sheet.header).items() if name and times > 1}


def _header_faults(sheet: Sheet) -> Iterator[Finding]:
    for name in sorted(_repeated(sheet)):
        yield Finding(sheet.place, 1, name, name, "must be the name of one column only", "delete or rename the others")
    for name in sheet.header:
        if name not in sheet.table.columns and name:
            remedy = did_you_mean(
                name, sheet.table.columns, f"delete it; the columns are {', '.join(sheet.table.columns)}"
            )
            yield Finding(sheet.place, 1, name, name, "no such column", remedy)
    if "" in sheet.header and any(_cells_without_name(sheet)):
        yield Finding(sheet.place, 1, "", "", "a column with values must have a name", "name it or delete it")


def _cells_without_name(sheet: Sheet) -> Iterator[bool]:
    nameless = [position for position, name in enumerate(sheet.header) if not name]
    return (not is_blank(cells[position]) for _, cells in sheet.rows for position in nameless if position < len(cells))


def _without_default(table: Table) -> list[str]:
    return [name for name, field in table.columns.items() if field.is_required()]


def _missing_columns(sheet: Sheet, missing: set[str]) -> Iterator[Finding]:
    for name in sheet.table.columns:
        if name in missing:
            yield Finding(sheet.place, 1, name, "", "the table must have this column", "add it")


def _parse_records(sheet: Sheet, records: list[Record]) -> Iterator[Finding]:
    kinds = {name: column_type(field).kind for name, field in sheet.table.columns.items()}
    numbers = [name for name, kind in kinds.items() if kind == "number"]
    mark = decimal_mark(_texts(records, numbers), sheet.dot_is_standard)
    if mark is None:
        yield from _set_ambiguous_aside(records, numbers)
    for record in records:
        for name, cell in record.found.items():
            if name not in record.faulty:
                try:
                    record.values[name] = parse(cell, kinds[name], mark or ".")
                except CellError as fault:
                    record.faulty.add(name)
                    yield record.finding(name, fault.rule, fault.remedy)


def _texts(records: list[Record], columns: list[str]) -> Iterator[str]:
    for record in records:
        for name in columns:
            cell = record.found.get(name)
            if isinstance(cell, str):
                yield cell.strip()


def _set_ambiguous_aside(records: list[Record], columns: list[str]) -> Iterator[Finding]:
    """Mark every ambiguous number as faulty; one finding is enough, as one change may settle them all."""
    ambiguous = [
        (record, name)
        for record in records
        for name in columns
        if isinstance(cell := record.found.get(name), str) and evidence(cell.strip()) == "unsure"
    ]
    for record, name in ambiguous:
        record.faulty.add(name)
    first, column = ambiguous[0]
    others = f"; so are {len(ambiguous) - 1} other cells" if len(ambiguous) > 1 else ""
    yield first.finding(column, AMBIGUOUS + others, HOW_TO_SHOW_THE_MARK)
