"""Read a PC-Axis file (.px), the format in which statistical offices share tables.

A file is a list of entries `KEYWORD("variable")="text","text";`, the last of which is DATA. Its figures are in the
order of STUB and HEADING, the last variable changing first; codes stand apart from texts, in CODES. Why no library
reads it stands in docs/libraries.md. Source: PX-file format, Statistics Sweden.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path

from optimiser.data.findings import BYTE_ORDER_MARK, Finding, InvalidInputError, as_name, composed_text, read_bytes
from optimiser.importing.statistics import Figure, StatisticalTable, Value

MOST_FIGURES = 5_000_000
_ENTRY = re.compile(r'\s*([A-Z][A-Z0-9-]*)(?:\[(\w+)\])?(?:\(((?:"[^"]*"|[^)"])*)\))?\s*=', re.ASCII)
_TEXT = re.compile(r'"([^"]*)"')
_CODEPAGE = re.compile(rb'CODEPAGE\s*=\s*"([^"]+)"')
_SPAN = re.compile(r"TLIST\([^)]*\)", re.ASCII)
Entries = Mapping[tuple[str, str], str]


def read_px(path: Path) -> StatisticalTable:
    """Read a .px file; of several languages the file's own. Raises InvalidInputError with what is wrong with it."""
    content, findings = read_bytes(path)
    if content is None:
        raise InvalidInputError(str(path), findings)
    text, encoding = _decoded(content)
    try:
        entries, data, row = _split_entries(text)
        return _table(path.name, entries, data, row, encoding)
    except _PxError as error:
        finding = Finding(path.name, error.row, error.keyword, "", str(error), "download the file again")
        raise InvalidInputError(str(path), [finding]) from error


class _PxError(ValueError):
    """What is wrong with the file: in which entry, and which row."""

    def __init__(self, rule: str, keyword: str = "", row: int | None = None) -> None:
        super().__init__(rule)
        self.keyword = keyword
        self.row = row


def _decoded(content: bytes) -> tuple[str, str]:
    """Return the text, and its encoding where that is not UTF-8: as the file says, else Windows-1252."""
    try:
        return composed_text(content.decode("utf-8").removeprefix(BYTE_ORDER_MARK)), ""
    except UnicodeDecodeError:
        said = _CODEPAGE.search(content)
        name = said[1].decode("ascii", errors="replace") if said else "cp1252"
        try:
            return composed_text(content.decode(name, errors="replace")), name
        except LookupError:
            return composed_text(content.decode("cp1252", errors="replace")), "Windows-1252"


def _split_entries(text: str) -> tuple[Entries, str, int]:
    """Return the entries by keyword and variable, the text of DATA, and the row it begins in."""
    entries: dict[tuple[str, str], str] = {}
    place = 0
    while match := _ENTRY.match(text, place):
        end = _end_of_entry(text, match.end())
        keyword, language, about = match[1], match[2], match[3] or ""
        if keyword == "DATA":
            return entries, text[match.end() : end], text.count("\n", 0, match.end()) + 1
        if language is None:
            entries[keyword, as_name(about.strip('"'))] = text[match.end() : end]
        place = end + 1
    row = text.count("\n", 0, place) + 1
    raise _PxError("must be a list of PC-Axis entries that ends with DATA", row=row)


def _end_of_entry(text: str, place: int) -> int:
    """Return where the entry ends: at a semicolon that stands in no text."""
    while place < len(text):
        sign = text[place]
        if sign == ";":
            return place
        if sign == '"':
            place = text.find('"', place + 1)
            if place < 0:
                break
        place += 1
    return len(text)


def _texts(held: str) -> tuple[str, ...]:
    """Return the texts of an entry; one that is broken over lines, "a" on one and "b" on the next, is one."""
    joined = re.sub(r'"\s*\n\s*"', "", _SPAN.sub("", held))
    return tuple(as_name(text) for text in _TEXT.findall(joined))


def _table(place: str, entries: Entries, data: str, row: int, encoding: str) -> StatisticalTable:
    variables = (*_texts(entries.get(("STUB", ""), "")), *_texts(entries.get(("HEADING", ""), "")))
    if not variables:
        raise _PxError("must name its variables", "STUB")
    values = [_values(entries, variable) for variable in variables]
    keys = list(product(*values)) if _size(values) <= MOST_FIGURES else []
    figures = list(_figures(data, row))
    if len(figures) != len(keys):
        raise _PxError(
            f"must have {_size(values)} figures, one for each cell of the table, but has {len(figures)}", "DATA"
        )
    made = (Figure(number, key, text) for key, (number, text) in zip(keys, figures, strict=True))
    title = " ".join(_texts(entries.get(("TITLE", ""), "")) or _texts(entries.get(("DESCRIPTION", ""), "")))
    return StatisticalTable(place, title, variables, tuple(made), encoding)


def _size(values: Sequence[Sequence[Value]]) -> int:
    size = 1
    for each in values:
        size *= len(each)
    return size


def _values(entries: Entries, variable: str) -> list[Value]:
    texts = _texts(entries.get(("VALUES", variable), ""))
    codes = _texts(entries.get(("CODES", variable), "")) or ("",) * len(texts)
    if not texts:
        raise _PxError("must have the values of this variable", f'VALUES("{variable}")')
    if len(codes) != len(texts):
        rule = f"must have a code for each value: there are {len(codes)} codes and {len(texts)} values"
        raise _PxError(rule, f'CODES("{variable}")')
    return [Value(code, text) for code, text in zip(codes, texts, strict=True)]


def _figures(data: str, row: int) -> Iterator[tuple[int, str]]:
    """Yield each figure with its row: numbers, or a text in quotes such as ".." where there is none."""
    for number, line in enumerate(data.splitlines(), start=row):
        for match in re.finditer(r'"([^"]*)"|([^\s"]+)', line):
            yield number, match[2] if match[1] is None else match[1]
