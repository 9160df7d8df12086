"""Tables of a run as CSV files: rows are written, and the lines of a run's own tables read back and checked."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from optimiser.data.cells import escape_formula, unescape_formula
from optimiser.data.checking_rows import rule_of
from optimiser.data.findings import Finding, read_text
from optimiser.data.run_record import value_of
from optimiser.data.run_tables import COLUMNS, LINES, Line, PlanLines

L = TypeVar("L", bound=Line)


def write_rows(columns: Sequence[str], rows: Iterable[Mapping[Any, Any]], path: Path) -> None:
    """Write rows as CSV, with a blank where there is no value; text that a spreadsheet would calculate is marked."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_write_cell(row[column]) for column in columns] for row in rows)


def _write_cell(value: Any) -> Any:
    if isinstance(value, str):
        return escape_formula(value)
    return None if value != value else value  # noqa: PLR0124 - NaN is not itself


def write_plan_lines(lines: PlanLines, folder: Path) -> None:
    """Write every table of a plan into a folder."""
    for name, columns in COLUMNS.items():
        write_rows(columns, map(dict, lines.of_table(name)), folder / f"{name}.csv")


def read_plan_lines(folder: Path) -> tuple[PlanLines, list[Finding]]:
    """Return the lines of every table of a run folder that hold good by themselves, and a finding for each other."""
    found = {name: _read_lines(folder / f"{name}.csv", line) for name, line in LINES.items()}
    lines: Any = {name: lines for name, (lines, _) in found.items()}
    return PlanLines(**lines), [finding for _, findings in found.values() for finding in findings]


def _read_lines(path: Path, declared: type[L]) -> tuple[tuple[L, ...], list[Finding]]:
    text, findings = read_text(path)
    if text is None:
        return (), findings
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        return (), [Finding(path.name, None, "", "", f"must be a CSV file ({error})")]
    checked = list(_check_rows(path.name, declared, rows))
    return tuple(one for one in checked if isinstance(one, declared)), [
        one for one in checked if isinstance(one, Finding)
    ]


def _check_rows(place: str, declared: type[L], rows: Sequence[Sequence[str]]) -> Iterator[L | Finding]:
    header = rows[0] if rows else []
    missing = [name for name in declared.model_fields if header.count(name) != 1]
    if missing:
        yield Finding(place, 1, "", "", f"must have each of these columns once: {', '.join(missing)}")
        return
    for number, cells in enumerate(rows[1:], start=2):
        if cells and len(cells) != len(header):
            yield Finding(place, number, "", "", f"must have {len(header)} cells, not {len(cells)}")
        elif cells:
            yield from _check_row(place, number, declared, dict(zip(header, map(unescape_formula, cells), strict=True)))


def _check_row(place: str, number: int, declared: type[L], row: Mapping[str, str]) -> Iterator[L | Finding]:
    try:
        yield declared.model_validate(row)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            yield Finding(place, number, ".".join(map(str, detail["loc"])), value_of(detail), rule_of(detail))
