"""An instance as it lies on disk, open to be spoilt: sheets of cells, saved as a folder of CSV files or a workbook."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import tomli_w
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from optimiser.data.instance import Instance
from optimiser.data.settings import flatten_entries
from optimiser.data.tables import TABLES

Form = Literal["csv", "semicolon", "xlsx"]
FORMS: tuple[Form, ...] = ("csv", "semicolon", "xlsx")
SETTINGS = "instance"
Cell = str | int | float | bool | None
Grid = list[list[Cell]]


@dataclass
class Book:
    """Every table of an instance, its header first, and its settings; what is to be done to the files once written."""

    form: Form
    sheets: dict[str, Grid]
    settings: list[tuple[str, str]]
    afterwards: list[Callable[[Path], None]] = field(default_factory=list)
    on_workbook: list[Callable[[Workbook], None]] = field(default_factory=list)

    def save(self, path: Path) -> Path:
        """Write the book under a name of its own in a folder; returns what is to be read."""
        target = path / ("instance.xlsx" if self.form == "xlsx" else "instance")
        if self.form == "xlsx":
            self._save_workbook(target)
        else:
            self._save_folder(target)
        for spoil in self.afterwards:
            spoil(target)
        return target

    def _save_folder(self, folder: Path) -> None:
        folder.mkdir()
        text = "".join(f"{name} = {value}\n" for name, value in self.settings)
        (folder / "instance.toml").write_text(text, encoding="utf-8")
        for name, grid in self.sheets.items():
            (folder / f"{name}.csv").write_text(self._as_csv(grid), encoding="utf-8", newline="")

    def _as_csv(self, grid: Grid) -> str:
        out = io.StringIO()
        danish = self.form == "semicolon"
        writer = csv.writer(out, delimiter=";" if danish else ",", lineterminator="\n")
        writer.writerows([[as_written(cell, danish) for cell in row] for row in grid])
        return out.getvalue()

    def _save_workbook(self, path: Path) -> None:
        book = Workbook()
        sheet: Any = book.active
        sheet.title = SETTINGS
        _fill(sheet, [["parameter", "value"], *([name, toml_value(value)] for name, value in self.settings)])
        for name, grid in self.sheets.items():
            _fill(book.create_sheet(name), grid)
        for spoil in self.on_workbook:
            spoil(book)
        book.save(path)


def opened(instance: Instance, form: Form) -> Book:
    """The book of an instance, from which the same instance is read."""
    sheets: dict[str, Grid] = {}
    for name, table in TABLES.items():
        rows = [row.model_dump() for row in getattr(instance.tables, name)]
        if rows:
            columns = list(table.columns)
            sheets[name] = [list(columns), *([_cell(row[column]) for column in columns] for row in rows)]
    entries = [
        (name, value) for name, value in flatten_entries(instance.settings.model_dump()).items() if value is not None
    ]
    return Book(form, sheets, [(name, _toml(value)) for name, value in entries])


def as_written(cell: Cell, danish: bool = False) -> str:
    """A cell as a CSV file holds it; in a Danish file with a decimal comma."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, int | float):
        text = repr(cell).removesuffix(".0")
        return text.replace(".", ",") if danish else text
    return cell


def toml_value(text: str) -> Cell:
    """What a workbook's settings sheet holds for a value that TOML writes so."""
    if text in ("true", "false"):
        return text == "true"
    try:
        return float(text) if any(sign in text for sign in ".e") else int(text)
    except ValueError:
        return text.strip('"')


def _toml(value: Any) -> str:
    return tomli_w.dumps({"x": value}).strip().removeprefix("x = ")


def _cell(value: Any) -> Cell:
    return " ".join(map(str, value)) if isinstance(value, tuple) else value


def _fill(sheet: Worksheet, grid: Grid) -> None:
    for number, row in enumerate(grid, start=1):
        for position, cell in enumerate(row, start=1):
            if cell is not None and cell != "":
                put(sheet, number, position, cell)


def put(sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
    """Put a value into a sheet as a person's program would: text as text, also where it begins like a formula."""
    place: Any = sheet.cell(row, column)
    place.value = cell
    if isinstance(cell, str):
        place.data_type = "s"
