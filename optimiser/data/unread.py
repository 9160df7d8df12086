"""Tell what lies in an instance and is read by nothing, though it may have been meant to be."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from optimiser.data.findings import NEAR_MISS, Finding, Severity, nearest_name
from optimiser.data.scenario import read_scenario
from optimiser.data.settings import declaration_of
from optimiser.data.tables import TABLES

SETTINGS = "instance"
"""The name of the settings, beside those of the tables."""
DATA = frozenset(
    f".{kind}" for kind in ("csv", "tsv", "tab", "xlsx", "xlsm", "xlsb", "xls", "ods", "numbers", "parquet")
)
"""Kinds of files that hold tables."""
DOCUMENTS = frozenset(
    f".{kind}"
    for kind in (
        *("md", "rst", "pdf", "doc", "docx", "odt", "rtf", "html", "htm"),
        *("geojson", "topojson", "png", "jpg", "jpeg", "svg", "gif"),
        *("py", "ipynb", "sh", "log", "lp", "mps"),
    )
)
"""Kinds of files that people keep beside their tables."""
PUT_ASIDE = frozenset({".bak", ".old", ".orig", ".off", ".disabled", ".tmp", ".swp"})
"""Kinds of files that were a table before."""
OF_THE_SYSTEM = frozenset({"thumbs.db", "desktop.ini", "icon\r"})
COPIES = frozenset(
    (
        *("af", "backup", "bak", "copy", "draft", "endelig", "final", "gammel", "gamle", "kopi", "new", "ny", "nye"),
        *("of", "old", "opdateret", "rettet", "tabel", "table", "tmp", "udkast", "updated", "v", "ver", "version"),
        *("csv", "ods", "tsv", "txt", "xls", "xlsx"),
    )
)
"""Words that make a name another, but not another table: locks (1), Kopi af locks, locks - Copy, locks_final_v2."""
TOP = 20
"""Rows of a sheet in which its header is looked for."""
Top = Sequence[Sequence[str]]
HEADER_BYTES = 4096
DEEPEST = 3
"""Folders within folders that are looked into."""


def meant_by(name: str) -> str | None:
    """The table (or `instance`) that a name was probably meant for; None when it is like none."""
    composed = unicodedata.normalize("NFC", name).casefold()
    words = [word for word in re.findall(r"[^\W\d_]+", composed) if word not in COPIES]
    return nearest_name("_".join(words), (SETTINGS, *TABLES), NEAR_MISS)


def unread_files(folder: Path, known: Collection[str], filled: Collection[str]) -> Iterator[Finding]:
    """What is told of the files in a folder that are not `known`; `filled` tables have rows already."""
    for path in sorted(folder.iterdir()):
        hidden = path.name.startswith((".", "~$")) or path.name.endswith(("~", "#"))
        if path.name in known or hidden or path.name.casefold() in OF_THE_SYSTEM:
            continue
        if path.is_dir():
            yield from _unread_folder(path, known)
        elif path.suffix.lower() not in DOCUMENTS:
            yield from _unread_file(path, filled)


def _unread_folder(folder: Path, known: Collection[str], depth: int = 1) -> Iterator[Finding]:
    """Tables in a folder within; what is an instance or a run by itself is none of this one."""
    try:
        paths = sorted(folder.iterdir())
    except OSError:
        return
    names = {path.name for path in paths}
    tables = sorted(names.intersection(known))
    if tables and not names & {f"{SETTINGS}.toml", SETTINGS} and not any(name.endswith(".json") for name in names):
        rule = f"the files in this folder are not read, such as {tables[0]}"
        yield Finding(folder.name, None, "", "", rule, "move the tables up beside instance.toml, or away", "warning")
    elif not tables and depth < DEEPEST:
        for path in paths:
            if path.is_dir() and not path.is_symlink():
                yield from _unread_folder(path, known, depth + 1)


def _unread_file(path: Path, filled: Collection[str]) -> Iterator[Finding]:
    kind, meant = path.suffix.lower(), meant_by(path.stem)
    file = f"{meant}.toml" if meant == SETTINGS else f"{meant}.csv"
    if kind in PUT_ASIDE:
        if meant and meant not in filled:
            yield _unread_finding(path.name, "", f"rename it to {file} if it is meant to be used", "warning")
    elif meant and meant not in filled:
        how = "rename it to" if kind in (".csv", ".toml") and file.endswith(kind) else "save it as"
        yield _unread_finding(path.name, f", though it seems to be the table {meant}", f"{how} {file}")
    elif meant:
        remedy = f"put what is meant to be used into {file}, and move this file away"
        yield _unread_finding(path.name, f": {meant} is read from {file}", remedy, "warning")
    elif kind in DATA:
        like = _table_with(_header_of(path)) if kind in (".csv", ".tsv", ".tab") else None
        yield _unread_table(path.name, like, lambda table: f"rename it to {table}.csv if it is meant to be used")
    elif kind == ".toml" and read_scenario(path)[0] is None:
        yield _unread_finding(path.name, ": it is neither instance.toml nor a scenario", "move it away", "warning")


def _header_of(path: Path) -> Sequence[str]:
    try:
        with path.open("rb") as file:
            text = file.read(HEADER_BYTES).decode("utf-8-sig", errors="replace")
    except OSError:
        return ()
    return [name.strip(' "') for name in re.split(r"[,;\t]", text.lstrip().partition("\n")[0].strip())]


def _table_with(header: Iterable[str]) -> str | None:
    """The table that has the columns of a header; None when they are of none."""
    names = {name for name in header if name}
    for table in TABLES.values():
        required = {name for name, field in table.columns.items() if field.is_required()}
        if len(names) > 1 and required <= names <= table.columns.keys():
            return table.name
    return None


def _unread_table(place: str, like: str | None, rename: Callable[[str], str]) -> Finding:
    columns = f": its columns are those of {like}" if like else ""
    remedy = f"{rename(like)}, or move it away" if like else "move it out of the folder if it is not meant to be used"
    return _unread_finding(place, columns, remedy, "warning")


def _unread_finding(place: str, why: str, remedy: str, severity: Severity = "error") -> Finding:
    return Finding(place, None, "", "", f"this file is not read{why}", remedy, severity)


def unread_sheets(tops: Mapping[str, Top], filled: Collection[str]) -> Iterator[Finding]:
    """What is told of the sheets of a workbook that are read by nothing; `tops` are their first rows, by title."""
    for title, top in tops.items():
        if title == SETTINGS or title in TABLES:
            continue
        meant, like = meant_by(title), _table_like(top)
        if meant and meant not in filled:
            rule = f"this sheet is not read, though it seems to be the table {meant}"
            yield Finding(title, None, "", "", rule, f"rename the sheet to {meant}")
        elif meant or like:
            why = (
                f"{meant} is read from the sheet of that name" if meant else f"it has what belongs in the sheet {like}"
            )
            remedy = f"put what is meant to be used into the sheet {meant or like}, and delete this one"
            yield Finding(title, None, "", "", f"this sheet is not read: {why}", remedy, "warning")


def _table_like(top: Top) -> str | None:
    """The table whose header is among the first rows of a sheet, or `instance` where they name its entries."""
    found = next(filter(None, map(_table_with, top)), None)
    return found or (SETTINGS if any(row and "." in row[0] and declaration_of(row[0]) for row in top) else None)
