"""Every way to change a single thing in a folder that the program wrote: an entry, a cell, a row, a figure, a file."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import islice
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell

from optimiser.audit import audit_alternatives, audit_folder
from optimiser.data.seal import seal_all

ROWS = 3
"""Rows of a table that are changed cell by cell: the first, one in the middle, the last."""
FIGURES = 40
"""Figures of a page, and cells of a workbook, that are changed."""
Steps = tuple[str | int, ...]
"""The way to an entry of a JSON file."""


@dataclass(frozen=True)
class Corruption:
    """A file of the folder that is replaced by another content, or removed where there is none.

    What costs much to make is made when it is asked for: of most changes a test only counts that they are there.
    """

    path: str
    kind: str
    what: str
    made: bytes | Callable[[], bytes] | None

    @cached_property
    def content(self) -> bytes | None:
        """What the file becomes."""
        return self.made() if callable(self.made) else self.made

    def changes(self, content: bytes) -> bool:
        """Whether the file becomes another than it is; what is made later always does."""
        return callable(self.made) or self.made != content

    @property
    def name(self) -> str:
        """The corruption in words."""
        return f"{self.path}: {self.what} {self.kind}".replace("  ", " ")

    @contextmanager
    def applied(self, folder: Path, sealed_again: bool = False) -> Iterator[None]:
        """Change the folder, and put everything back when done; with the seal made to fit, where that is asked for."""
        sealed = (folder / self.path).parent
        while not (sealed / "seal.json").is_file() and sealed != folder:
            sealed = sealed.parent
        files = {folder / self.path, sealed / "seal.json", folder / "seal.json"}
        before = {file: file.read_bytes() if file.is_file() else None for file in files}
        try:
            _put(folder / self.path, self.content)
            if sealed_again:
                seal_all(sealed)
                seal_all(folder)
            yield
        finally:
            for file, content in before.items():
                _put(file, content)

    def is_noticed(self, folder: Path) -> bool:
        """True when `optimiser audit` says anything, of the run or of the plan near the best in which the file is."""
        if audit_folder(folder).breaches:
            return True
        within = folder / Path(*Path(self.path).parts[:2])
        if within.parent.name == "alternatives" and audit_folder(within).breaches:
            return True
        near = audit_alternatives(folder)
        return bool(near and near.breaches)


def sample(folder: Path, every: int) -> Iterator[Corruption]:
    """Every so manyth change, and the first of each kind in each type of file."""
    seen: set[tuple[str, str]] = set()
    for number, corruption in enumerate(corruptions(folder)):
        known = len(seen)
        seen.add((Path(corruption.path).suffix, corruption.kind))
        if number % every == 0 or len(seen) > known:
            yield corruption


def _put(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def corruptions(folder: Path) -> Iterator[Corruption]:
    """Single changes of every file in a folder."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name, content = path.relative_to(folder).as_posix(), path.read_bytes()
        of_kind = BY_SUFFIX.get(path.suffix, _of_any)
        for corruption in [*_of_file(name, content), *of_kind(name, content)]:
            if corruption.changes(content):
                yield corruption


# ---- a file as a whole -------------------------------------------------------------------------


def _of_file(path: str, content: bytes) -> Iterator[Corruption]:
    other = b"This is not what the program wrote.\n"
    for kind, changed in (("removed", None), ("emptied", b""), ("cut off", content[: len(content) // 2])):
        yield Corruption(path, kind, "", changed)
    yield Corruption(path, "replaced by text", "", other)
    yield Corruption(path, "replaced by bytes", "", b"\xff\xfe\x00\x01")


def _of_any(path: str, content: bytes) -> Iterator[Corruption]:
    """A byte in the middle."""
    place = len(content) // 2
    changed = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :] if content else b"x"
    yield Corruption(path, "changed", f"byte {place}", changed)


# ---- entries of JSON files ---------------------------------------------------------------------


def _of_json(path: str, content: bytes) -> Iterator[Corruption]:
    whole = json.loads(content)
    for steps, value in _entries(whole, ()):
        for kind, change in _changes(value):
            changed = json.loads(content)
            change(_at(changed, steps[:-1]), steps[-1])
            text = json.dumps(changed, ensure_ascii=False, indent=2) + "\n"
            yield Corruption(path, kind, ".".join(map(str, steps)), text.encode())


def _entries(value: Any, steps: Steps) -> Iterator[tuple[Steps, Any]]:
    """Every entry below a value, those that hold others too; of a list the first and the last."""
    parts: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        parts = list(value.items())
    elif isinstance(value, list):
        parts = [(place, value[place]) for place in sorted({0, len(value) - 1}) if value]
    for step, part in parts:
        yield (*steps, step), part
        yield from _entries(part, (*steps, step))


def _at(whole: Any, steps: Steps) -> Any:
    for step in steps:
        whole = whole[step]
    return whole


Change = Callable[[Any, Any], None]


def _changes(value: Any) -> Iterator[tuple[str, Change]]:
    yield "removed", lambda holder, step: holder.pop(step)
    if value is not None:
        yield "made null", _set(None)
    for kind, other in _others(value):
        yield kind, _set(other)


def _set(value: Any) -> Change:
    def change(holder: Any, step: Any) -> None:
        holder[step] = value

    return change


def _others(value: Any) -> Iterator[tuple[str, Any]]:
    """Other values, of the same type and of another."""
    if isinstance(value, bool):
        yield from (("changed", not value), ("made text", str(value)), ("made a number", 7))
    elif isinstance(value, int | float):
        yield from (("changed", value + 2), ("made 1 % larger", value * 1.01), ("made text", str(value)))
        yield from (("made true", True), ("made a list", [value]))
    elif isinstance(value, str):
        yield from (("changed", value + "x"), ("made a number", 7), ("made a list", [value]))
    elif isinstance(value, list):
        yield from (("emptied", []), ("made text", "x"), ("made a table", {"x": 1}), ("longer", [*value, "x"]))
    elif isinstance(value, dict):
        yield from (("emptied", {}), ("made text", "x"), ("made a list", []), ("larger", {**value, "x": "x"}))
    else:
        yield from (("made a number", 7.5), ("made text", "x"))


# ---- cells and rows of tables ------------------------------------------------------------------


def _of_csv(path: str, content: bytes) -> Iterator[Corruption]:
    header, *rows = csv.reader(io.StringIO(content.decode("utf-8"), newline=""))
    for row in sorted({0, len(rows) // 2, len(rows) - 1} if rows else ())[:ROWS]:
        for column, name in enumerate(header):
            for kind, cell in _cells(rows[row][column]):
                changed = [list(cells) for cells in rows]
                changed[row][column] = cell
                yield Corruption(path, kind, f"row {row + 2}, {name}", _csv([header, *changed]))
    for column, name in enumerate(header):
        without = [cells[:column] + cells[column + 1 :] for cells in (header, *rows)]
        yield Corruption(path, "column removed", name, _csv(without))
        named = [*header[:column], f"{name}x", *header[column + 1 :]]
        yield Corruption(path, "column renamed", name, _csv([named, *rows]))
    if rows:
        yield Corruption(path, "row removed", "first", _csv([header, *rows[1:]]))
        yield Corruption(path, "row removed", "last", _csv([header, *rows[:-1]]))
        yield Corruption(path, "row doubled", "first", _csv([header, rows[0], *rows]))
        yield Corruption(path, "rows swapped", "first and last", _csv([header, rows[-1], *rows[1:-1], rows[0]]))
        yield Corruption(path, "row cut off", "last", _csv([header, *rows[:-1], rows[-1][:1]]))


def _cells(cell: str) -> Iterator[tuple[str, str]]:
    try:
        yield "changed", str(float(cell) + 2)
        yield "made 1 % larger", str(float(cell) * 1.01)
        yield "made text", "many"
    except ValueError:
        yield "changed", f"{cell}x"
        yield "made a number", "7"
    yield "blanked", ""


def _csv(lines: list[list[str]]) -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\n").writerows(lines)
    return written.getvalue().encode()


# ---- documents, settings -----------------------------------------------------------------------


def _of_page(path: str, content: bytes) -> Iterator[Corruption]:
    """Figures that a reader sees, spread over the page."""
    text = content.decode("utf-8")
    body = text.index("<main") if "<main" in text else 0
    found = [match for match in re.finditer(r">[^<>]*?(\d)[^<>]*?<", text) if match.start() > body]
    for match in islice(found, 0, None, max(1, len(found) // FIGURES)):
        place = match.start(1)
        digit = str((int(text[place]) + 1) % 10)
        yield Corruption(path, "figure changed", f"at {place}", (text[:place] + digit + text[place + 1 :]).encode())


def _of_workbook(path: str, content: bytes) -> Iterator[Corruption]:
    book = load_workbook(io.BytesIO(content))
    numbers = [cell for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, float)]
    for cell in islice(numbers, 0, None, max(1, len(numbers) // FIGURES)):
        what = f"{cell.parent.title}!{cell.coordinate}"
        yield Corruption(path, "cell changed", what, partial(_with_other_cell, book, cell))


def _with_other_cell(book: Workbook, cell: Cell) -> bytes:
    before, written = cell.value, io.BytesIO()
    cell.value = before + 1
    book.save(written)
    cell.value = before
    return written.getvalue()


def _of_settings(path: str, content: bytes) -> Iterator[Corruption]:
    """Each line of a TOML file removed, and each number in it changed."""
    lines = content.decode("utf-8").splitlines(keepends=True)
    for place, line in enumerate(lines):
        yield Corruption(path, "line removed", line.strip(), "".join(lines[:place] + lines[place + 1 :]).encode())
        other = re.sub(r"= (\d)", lambda match: f"= {(int(match[1]) + 1) % 10 or 2}", line)
        yield Corruption(
            path, "number changed", line.strip(), "".join([*lines[:place], other, *lines[place + 1 :]]).encode()
        )


BY_SUFFIX = {
    ".json": _of_json,
    ".csv": _of_csv,
    ".html": _of_page,
    ".xlsx": _of_workbook,
    ".toml": _of_settings,
}
