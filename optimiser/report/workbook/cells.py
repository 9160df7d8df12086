"""One value into one cell: a number stays a number, text stays text, and nothing becomes a formula."""

import re
from datetime import datetime
from math import isnan

from openpyxl.cell import Cell

from optimiser.data.cells import FORMULA_SIGNS
from optimiser.report.workbook.sheet import ANY_NUMBER, GENERAL, WHOLE

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_CANNOT_BE_HELD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile("\r\n?")


def fill(cell: Cell, value: object, number_format: str = GENERAL) -> None:
    """Put a value into a cell; None, NaN and blank text leave it empty."""
    if isinstance(value, str):
        _fill_text(cell, text(value))
    elif not _is_missing(value):
        cell.value = value.item() if hasattr(value, "item") else value
        cell.number_format = _format_of(cell.value, number_format)


def text(value: str) -> str:
    """Text as a sheet can hold it: what XML has no place for is replaced, lines end in one way."""
    return _CANNOT_BE_HELD.sub(REPLACEMENT, _LINE_END.sub("\n", value))


def _fill_text(cell: Cell, value: str) -> None:
    if not value:
        return
    cell.value = value
    # openpyxl takes a text like =1+1 for a formula and #N/A for an error; the mark keeps it text when it is edited.
    cell.data_type = "s"
    cell.quotePrefix = value.startswith(FORMULA_SIGNS)


def _is_missing(value: object) -> bool:
    return value is None or (isinstance(value, float) and isnan(value))


def _format_of(value: object, declared: str) -> str:
    """Numbers of all kinds in one column: decimals only where there are any, so that no mark stands alone."""
    if declared != ANY_NUMBER or isinstance(value, datetime):
        return declared
    return WHOLE if float(str(value)).is_integer() else ANY_NUMBER
