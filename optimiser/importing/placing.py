"""Put imported figures into an instance's files: tried on a copy and checked there first, then whole or not at all.

What is not imported stays as it is, to the letter: other columns and rows, the order of columns, semicolons and
decimal commas, and in a workbook its other sheets, widths and drop-downs.
"""

import csv
import io
import shutil
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from optimiser.data.cells import as_written, escape_formula, mark_evidence
from optimiser.data.csv_files import detect_delimiter
from optimiser.data.findings import (
    Finding,
    InvalidInputError,
    as_on_disk,
    bundled_namesake,
    errors_among,
    fault_of_path,
    read_text,
)
from optimiser.data.read import WORKBOOK_SUFFIX, check
from optimiser.data.sheets import INSTANCE_FILES
from optimiser.data.tables import TABLES
from optimiser.importing.proposal import Proposal, TableEdit

KEPT_PARTS = (
    "xl/worksheets/",
    "xl/styles",
    "xl/theme/",
    "xl/sharedstrings",
    "xl/workbook",
    "xl/_rels/",
    "xl/calcchain",
)
KEPT_PARTS_BESIDE = ("xl/printersettings/", "xl/tables/", "docprops/", "_rels/", "[content_types]", "customxml/")
"""Parts of a workbook that are still there when it has been edited; of others, such as charts, not all would be."""


@dataclass(frozen=True)
class Tried:
    """What became of a proposal on a copy of the instance: its files, and what validation says only now."""

    files: Mapping[Path, Path]
    remarks: tuple[Finding, ...]
    problems: int


@contextmanager
def tried(path: Path, proposal: Proposal) -> Iterator[Tried]:
    """Make the proposal on a copy of an instance, and check that; raises InvalidInputError where it makes it wrong.

    An instance that has errors elsewhere need not be complete yet: `problems` counts them.
    """
    source = _source_of(path)
    with tempfile.TemporaryDirectory(prefix="optimiser-import-") as scratch:
        copy = Path(scratch) / source.name
        files = _edited_workbook(source, copy, proposal) if source.is_file() else _edited_folder(source, copy, proposal)
        _, before = check(source)
        _, after = check(copy)
        new = _only_in(after, before)
        places = {place for edit in proposal.edits for place in (edit.table, f"{edit.table}.csv")}
        if faults := [finding for finding in errors_among(new) if finding.place in places]:
            raise InvalidInputError(str(path), faults)
        remarks = () if errors_among(before) else tuple(new)
        yield Tried(files, remarks, len(errors_among(after)))


def put_in_place(made: Tried) -> None:
    """Replace the files of the instance by those tried: all are on its disk before the first is replaced."""
    if not made.files:
        return
    folder = next(iter(made.files)).parent
    with tempfile.TemporaryDirectory(prefix=".import-", dir=folder) as staging:
        staged = {target: Path(staging) / target.name for target in made.files}
        for target, new in made.files.items():
            shutil.copyfile(new, staged[target])
            if target.exists():
                shutil.copymode(target, staged[target])
        for target, new in staged.items():
            new.replace(target)


def refuse_bundled(path: Path) -> None:
    """Raise InvalidInputError where an instance that comes with the program would be changed."""
    if not as_on_disk(path).exists() and bundled_namesake(path):
        remedy = f"copy it first: optimiser convert {path} mine"
        raise InvalidInputError(str(path), [fault_of_path(path, "comes with the program and is not changed", remedy)])


def _source_of(path: Path) -> Path:
    here = as_on_disk(path)
    return here if here.exists() else bundled_namesake(path) or here


def _only_in(after: Sequence[Finding], before: Sequence[Finding]) -> list[Finding]:
    """Return the findings that were not there before, wherever their rows were."""
    known = Counter(replace(finding, row=None) for finding in before)
    new = []
    for finding in after:
        known[replace(finding, row=None)] -= 1
        if known[replace(finding, row=None)] < 0:
            new.append(finding)
    return new


# ---- Folders --------------------------------------------------------------------------------------


def _edited_folder(source: Path, copy: Path, proposal: Proposal) -> Mapping[Path, Path]:
    """Copy the files of an instance with the edits made; return those edited, by where they belong."""
    copy.mkdir()
    for name in sorted(INSTANCE_FILES):
        if (source / name).is_file():
            shutil.copyfile(source / name, copy / name)
    files = {}
    for edit in proposal.edits:
        if edit.changes_anything:
            name = f"{edit.table}.csv"
            text, findings = read_text(source / name) if (source / name).exists() else ("", [])
            if text is None:
                raise InvalidInputError(str(source), findings)
            (copy / name).write_text(_edited_csv(text, edit), encoding="utf-8", newline="")
            if not (source / name).exists() or (source / name).read_bytes() != (copy / name).read_bytes():
                files[source / name] = copy / name
    return files


def _edited_csv(text: str, edit: TableEdit) -> str:
    """Return the text of a CSV file with the edit made; a file that is not there yet gets all columns."""
    delimiter = detect_delimiter(text) if text.strip() else ","
    lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)) or [list(TABLES[edit.table].columns)]
    first = next(number for number, line in enumerate(lines) if any(map(str.strip, line)))
    header = [name.strip() for name in lines[first]]
    missing = _missing_columns(edit, header)
    mark = _mark_of(lines[first + 1 :])
    cells_of_row = _by_row(edit)
    made = []
    for number, line in enumerate(lines, start=1):
        if number in edit.deleted:
            continue
        cells = [*line, *([""] * (len(header) - len(line)))] if any(line) else list(line)
        if any(line):
            cells += missing if number == first + 1 else [""] * len(missing)
        for column, value in cells_of_row.get(number, {}).items():
            cells[[*header, *missing].index(column)] = _cell_text(value, mark)
        made.append(cells)
    columns = [*header, *missing]
    made += [[_cell_text(row.get(column), mark) for column in columns] for row in edit.added]
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter, lineterminator="\n").writerows(made)
    return written.getvalue()


def _missing_columns(edit: TableEdit, header: Sequence[str]) -> list[str]:
    """Return the columns that the edit needs and the table does not have yet, in the order they are declared."""
    needed = {column for _, column in edit.cells}.union(*(row.keys() for row in edit.added))
    return [column for column in TABLES[edit.table].columns if column in needed and column not in header]


def _by_row(edit: TableEdit) -> Mapping[int, Mapping[str, Any]]:
    found: dict[int, dict[str, Any]] = {}
    for (row, column), value in edit.cells.items():
        found.setdefault(row, {})[column] = value
    return found


def _mark_of(lines: Sequence[Sequence[str]]) -> str:
    """Return the decimal mark that a file's numbers have; a dot where none has any."""
    votes = Counter(mark_evidence(cell.strip()) for line in lines for cell in line if cell[:1].isdigit())
    return "," if votes[","] > votes["."] else "."


def _cell_text(value: Any, mark: str) -> str:
    if isinstance(value, str):
        return escape_formula(value)
    text = as_written(value)
    return text.replace(".", mark) if isinstance(value, float) else text


# ---- Workbooks ------------------------------------------------------------------------------------


def _edited_workbook(source: Path, copy: Path, proposal: Proposal) -> Mapping[Path, Path]:
    """Copy a workbook with the edits made; raises InvalidInputError where that would lose something of it."""
    # imported here: it takes longer to load than most instances to read
    from openpyxl import load_workbook

    from optimiser.data.workbook import has_formulas, refuse_workbook

    if source.suffix.lower() != WORKBOOK_SUFFIX or (refusal := refuse_workbook(source)):
        raise InvalidInputError(str(source), [refusal] if refusal else [fault_of_path(source, "must be a workbook")])
    with zipfile.ZipFile(source) as archive:
        lost = [name for name in archive.namelist() if not name.lower().startswith((*KEPT_PARTS, *KEPT_PARTS_BESIDE))]
    if lost or has_formulas(source):
        what = f"{lost[0]} (a chart, a picture, a comment)" if lost else "the results of its formulas"
        remedy = f"import into a copy that optimiser convert {source.name} FOLDER makes, or delete that first"
        rule = f"holds what an import would lose: {what}"
        raise InvalidInputError(str(source), [fault_of_path(source, rule, remedy)])
    book = load_workbook(source)
    for edit in proposal.edits:
        if edit.changes_anything:
            _edit_sheet(book[edit.table] if edit.table in book.sheetnames else book.create_sheet(edit.table), edit)
    book.save(copy)
    return {source: copy} if any(edit.changes_anything for edit in proposal.edits) else {}


def _edit_sheet(sheet: Any, edit: TableEdit) -> None:
    header = [str(cell.value or "").strip() for cell in sheet[1]]
    if not any(header):
        header = list(TABLES[edit.table].columns)
        _fill_row(sheet, 1, header, dict(zip(header, header, strict=True)))
    missing = _missing_columns(edit, header)
    for place, column in enumerate(missing, start=len(header) + 1):
        sheet.cell(1, place, column)
    columns = [*header, *missing]
    for (row, column), value in edit.cells.items():
        sheet.cell(row, columns.index(column) + 1).value = value
    for first, count in _runs(sorted(edit.deleted, reverse=True)):
        sheet.delete_rows(first, count)
    last = max(row for row in range(1, sheet.max_row + 1) if any(cell.value is not None for cell in sheet[row]))
    for number, values in enumerate(edit.added, start=last + 1):
        _fill_row(sheet, number, columns, values)


def _runs(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first row and the length of each run of rows, given from the last to the first."""
    count = 0
    for row, following in pairwise([*rows, None]):
        count += 1
        if row is not None and following != row - 1:
            yield row, count
            count = 0


def _fill_row(sheet: Any, number: int, columns: Sequence[str], values: Mapping[str, Any]) -> None:
    for place, column in enumerate(columns, start=1):
        value = values.get(column)
        if value is not None and value != "":
            cell = sheet.cell(number, place, value)
            if isinstance(value, str):
                cell.data_type = "s"  # text that begins with = is no formula
