"""An instance as a folder: instance.toml and one CSV file a table, UTF-8, comma or semicolon.

A text that a spreadsheet would take for a formula (it begins with = + - or @) is written with an
apostrophe before it, which is taken off again when it is read: nothing is lost.
"""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import tomli_w

from optimiser.data.cells import as_written, escape_formula, unescape_formula
from optimiser.data.entries import flatten_entries
from optimiser.data.files import read_text
from optimiser.data.findings import Finding
from optimiser.data.instance import Instance
from optimiser.data.records import Draft, Record
from optimiser.data.sheets import Sheet, are_blank, read_sheet, read_tables
from optimiser.data.tables import TABLES, Table
from optimiser.data.toml_file import read_toml
from optimiser.data.unread import SETTINGS, unread_files

SETTINGS_FILE = "instance.toml"
INSTANCE_FILES = frozenset({SETTINGS_FILE, *(f"{name}.csv" for name in TABLES)})


def read_folder(folder: Path) -> tuple[Draft, list[Finding]]:
    """Everything in a folder, with a finding for all that cannot be understood."""
    settings, findings = _read_settings(folder)
    tables, faults = read_tables(lambda table: _read_table(folder, table))
    draft = Draft(settings, tables, {name: f"{name}.csv" for name in TABLES})
    filled = {SETTINGS, *(table for table in TABLES if tables.get(table, (folder / f"{table}.csv").exists()))}
    return draft, [*findings, *faults, *unread_files(folder, INSTANCE_FILES, filled)]


def _read_settings(folder: Path) -> tuple[Record, list[Finding]]:
    nested, findings = read_toml(folder / SETTINGS_FILE)
    entries = flatten_entries(nested or {})
    return Record(SETTINGS_FILE, values=dict(entries), found=entries, readable=nested is not None), findings


def _read_table(folder: Path, table: Table) -> tuple[list[Record] | None, list[Finding]]:
    path = folder / f"{table.name}.csv"
    if not path.exists():
        return (None, [_missing_file(path)]) if table.required else ([], [])
    text, findings = read_text(path)
    if text is None:
        return None, findings
    return _read_csv(table, path.name, text)


def _missing_file(path: Path) -> Finding:
    return Finding(path.name, None, "", "", "must be in the folder", "add the file; docs/tables.md lists its columns")


def _read_csv(table: Table, place: str, text: str) -> tuple[list[Record] | None, list[Finding]]:
    delimiter = _detect_delimiter(text)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        remedy = "put text with quotes, commas or line breaks in double quotes"
        return None, [Finding(place, None, "", "", f"must be a CSV file: {error}", remedy)]
    cells = ([unescape_formula(cell) for cell in line] for line in lines)
    numbered = [(number, line) for number, line in enumerate(cells, start=1) if not are_blank(line)]
    return read_sheet(Sheet(table, place, numbered, dot_is_standard=delimiter == ","))


def _detect_delimiter(text: str) -> str:
    header = text.lstrip().partition("\n")[0]
    return ";" if header.count(";") > header.count(",") else ","


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
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(table.columns)
        for row in rows:
            values = row.model_dump()
            writer.writerow([_cell_text(values[name]) for name in table.columns])


def _cell_text(value: Any) -> str:
    return escape_formula(value) if isinstance(value, str) else as_written(value)
