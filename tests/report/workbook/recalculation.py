"""A workbook calculated anew, by a program that knows spreadsheets and nothing of ours."""

import warnings
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast

import formulas
from openpyxl import load_workbook

with warnings.catch_warnings():  # its own source compares with literals
    warnings.simplefilter("ignore", SyntaxWarning)
    formulas.get_functions()

Place = tuple[str, str]
"""A sheet and a cell."""


def stored(path: Path) -> dict[Place, Any]:
    """The value that stands beside each formula: what a program that does not calculate shows."""
    shown, written = load_workbook(path, data_only=True), load_workbook(path)
    return {
        (sheet.title, cell.coordinate): shown[sheet.title][cell.coordinate].value
        for sheet in written
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def recalculated(path: Path, changed: Mapping[Place, float] | None = None) -> dict[Place, Any]:
    """What each formula comes to, with some cells changed."""
    inputs = {_key(path, *place): value for place, value in (changed or {}).items()}
    found = _model(path).calculate(inputs)
    return {place: _plain(found[_key(path, *place)].value[0, 0]) for place in stored(path)}


@cache
def _model(path: Path) -> Any:
    return formulas.ExcelModel().loads(str(path)).finish()


def _key(path: Path, sheet: str, cell: str) -> str:
    return f"'[{path.name}]{sheet.upper()}'!{cell}"


def _plain(value: Any) -> Any:
    return value if isinstance(value, str) else float(cast(float, value))
