"""Workbooks that a test changes before they are checked."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl

from optimiser.data.findings import Finding
from optimiser.data.read import check


def edit(path: Path, change: Callable[[Any], None]) -> None:
    """Change a workbook by openpyxl."""
    workbook = openpyxl.load_workbook(path)
    change(workbook)
    workbook.save(path)


def put(path: Path, sheet: str, cell: str, value: object) -> None:
    """Write a cell."""
    edit(path, lambda workbook: workbook[sheet].__setitem__(cell, value))


def finding(path: Path) -> Finding:
    """The only finding about a workbook."""
    (only,) = check(path)[1]
    return only
