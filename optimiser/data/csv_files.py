"""CSV files, written in one of two styles: as programs take them, and as a Danish Excel opens them.

The style is chosen once for all that a command writes. A file's header shows which it has, and it is read accordingly.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from optimiser.data.cells import escape_formula

CsvStyle = Literal["plain", "da"]


@dataclass(frozen=True)
class CsvFormat:
    """What sets the fields of a style apart, what its decimals, and how its text is encoded."""

    delimiter: str
    decimal_mark: str
    encoding: str


FORMATS: Mapping[CsvStyle, CsvFormat] = {
    "plain": CsvFormat(",", ".", "utf-8"),
    "da": CsvFormat(";", ",", "utf-8-sig"),
}
_style: ContextVar[CsvStyle] = ContextVar("csv style", default="plain")
_WITH_DOT, _WITH_COMMA = (re.compile(rf"-?\d+{mark}\d+(?:e[+-]?\d+)?") for mark in (r"\.", ","))
_MARK = "'"


@contextmanager
def csv_written_as(style: CsvStyle) -> Iterator[None]:
    """Write all CSV files within in a style.

    Parameters
    ----------
    style
        `plain`: commas, decimal points, UTF-8. `da`: semicolons, decimal commas, UTF-8 with a byte order mark.
    """
    token = _style.set(style)
    try:
        yield
    finally:
        _style.reset(token)


# ---- Writing --------------------------------------------------------------------------------------


def chosen_format() -> CsvFormat:
    """Return how CSV files are written now."""
    return FORMATS[_style.get()]


def with_mark(number: str) -> str:
    """Return a number with the decimal mark of the chosen style."""
    return number.replace(".", chosen_format().decimal_mark)


def write_csv(path: Path, lines: Iterable[Sequence[object]]) -> None:
    """Write lines of cells, the first of which are the names of the columns, as a CSV file."""
    chosen = chosen_format()
    with path.open("w", encoding=chosen.encoding, newline="") as file:
        csv.writer(file, delimiter=chosen.delimiter, lineterminator="\n").writerows(lines)


def write_rows(columns: Sequence[str], rows: Iterable[Mapping[Any, Any]], path: Path) -> None:
    """Write rows as CSV, with a blank where there is no value; text that a spreadsheet would calculate is marked."""
    told = _as_told if chosen_format().decimal_mark == "." else _in_danish
    write_csv(path, [list(columns), *([told(row[column]) for column in columns] for row in rows)])


def _as_told(value: Any) -> Any:
    if isinstance(value, str):
        return escape_formula(value)
    return None if value != value else value  # noqa: PLR0124 - NaN is not itself


def _in_danish(value: Any) -> Any:
    """A cell with a decimal comma; text that only looks like such a number is marked, as it is no number."""
    told = _as_told(value)
    text = repr(float(told)) if isinstance(told, float) else told
    if not isinstance(text, str):
        return text
    if _WITH_DOT.fullmatch(text):
        return text.replace(".", ",")
    return _MARK + text if _WITH_COMMA.fullmatch(text.lstrip(_MARK)) else text


# ---- Reading --------------------------------------------------------------------------------------


def detect_delimiter(text: str) -> str:
    """Return what sets the fields of a table apart, as its header has it."""
    header = text.lstrip().partition("\n")[0]
    return ";" if header.count(";") > header.count(",") else ","


def as_plain(text: str) -> str:
    """Return the text of a table that `write_rows` wrote, in whichever style, in the plain one.

    Raises csv.Error where it is no CSV file.
    """
    delimiter = detect_delimiter(text)
    if delimiter == FORMATS["plain"].delimiter:
        return text
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\n").writerows([_from_danish(cell) for cell in line] for line in lines)
    return written.getvalue()


def _from_danish(cell: str) -> str:
    if _WITH_COMMA.fullmatch(cell):
        return cell.replace(",", ".")
    marked = cell.startswith(_MARK) and _WITH_COMMA.fullmatch(cell.lstrip(_MARK))
    return cell.removeprefix(_MARK) if marked else cell
