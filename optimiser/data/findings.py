"""What is wrong with an input, where, what to do about it, in which words; and the files in which that is found.

Nothing too large or unreadable is read, nothing is overwritten or written by half.
"""

import errno
import os
import tempfile
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Literal, NoReturn

# ---- Findings -------------------------------------------------------------------------------------


Severity = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Finding:
    """One fault in an input, told to the person who made it.

    `place` is a file or sheet name; `row` is the row as a spreadsheet numbers it (the header is
    row 1), or None when the fault is not in one row; `value` is the text found there.
    `rule` says what must hold, `remedy` what to do.
    """

    place: str
    row: int | None
    column: str
    value: str
    rule: str
    remedy: str = ""
    severity: Severity = "error"

    @property
    def sentence(self) -> str:
        """The finding in a line: where it is and what was found there, what must hold, and what to do."""
        row = f"row {self.row}" if self.row else ""
        where = " ".join(part for part in (self.place, row, self.column, self.value) if part)
        return f"{where}: {'; '.join(part for part in (self.rule, self.remedy) if part)}"


class InvalidInputError(Exception):
    """Raised with every finding at once when an input cannot be used; its text lists them.

    `where` names the input, `findings` are what is wrong with it.
    """

    def __init__(self, where: str, findings: Iterable[Finding]) -> None:
        self.where = where
        self.findings = tuple(findings)
        super().__init__(where, self.findings)

    @property
    def header(self) -> str:
        """How many problems there are, and in what."""
        count = len(errors_among(self.findings))
        return f"{count} problem{'s' if count != 1 else ''} in {self.where}"

    def __str__(self) -> str:
        """Return the header, and a line for each finding."""
        return "\n".join((self.header, *(f"  {finding.sentence}" for finding in self.findings)))


OF_ROWS = {
    "delete the row": "leave it out",
    "delete one of the two centres": "leave one of the two centres out",
    "delete one of the two": "leave one of the two out",
    "delete the lock": "leave out the lock",
}
"""What is to be done about a row of a table, and about a change that an option or a scenario file asks for."""


def of_change(remedy: str) -> str:
    """Return what to do about a change, by what is to be done about a row: an option has none to delete."""
    for of_row, of_option in OF_ROWS.items():
        remedy = remedy.replace(of_row, of_option)
    return remedy


def errors_among(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that stop a solve."""
    return [finding for finding in findings if finding.severity == "error"]


# ---- What the caller calls the parameters of a call -----------------------------------------------

# In Python a parameter is called by its name. Another way of calling, such as the command line, says for a while how it
# calls them: what is found meanwhile is told in its words.


Naming = Callable[[str, str], str]
"""How a parameter is called, by its name in Python, and with a value where that is not blank."""


def _name_in_python(parameter: str, value: str) -> str:
    return f"{parameter}={value}" if value else parameter


_naming: ContextVar[Naming] = ContextVar("naming", default=_name_in_python)


@contextmanager
def speaking_of_parameters(naming: Naming) -> Iterator[None]:
    """Call parameters in another way meanwhile."""
    before = _naming.set(naming)
    try:
        yield
    finally:
        _naming.reset(before)


CHANGING = ("changes", "lock", "overrides", "structure", "without")
"""The parameters whose values change an instance."""


def is_parameter(place: str) -> bool:
    """Return whether a finding's place is a parameter that changes an instance, and no file or table."""
    return place in map(parameter_name, CHANGING)


def parameter_name(parameter: str, value: object = "") -> str:
    """Return what the caller calls a parameter, with a value if one is given: `force=True`, or `--force`."""
    return _naming.get()(parameter, str(value))


# ---- Names as they are compared, and the one that a misspelt name was probably meant to be --------


_HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-"})
_DASHES = str.maketrans(dict.fromkeys("\u2012\u2013\u2014\u2015\u2212_", "-"))


def composed_text(text: str) -> str:
    """Text in which a letter and its accent are one sign, as most keyboards write them: å, not a and a ring."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def visible_text(text: str) -> str:
    """Text without signs that nobody sees, such as a zero-width space or a soft hyphen."""
    return text if text.isascii() else "".join(sign for sign in text if unicodedata.category(sign) != "Cf")


@lru_cache(maxsize=10_000)
def as_name(text: str) -> str:
    """A name as it is known: composed letters, nothing invisible, plain hyphens, and one plain space between words."""
    return " ".join(visible_text(composed_text(text)).translate(_HYPHENS).split())


def folded_name(text: str) -> str:
    """A name without what people hardly see: capitals, and whether its words are joined by a space or a dash."""
    return as_name(text).casefold().translate(_DASHES).replace(" - ", "-").replace(" ", "-")


def difference_in_words(word: str, other: str) -> str:
    """What tells two names apart that look alike, in words; blank where anybody sees it."""
    if folded_name(word) != folded_name(other):
        return ""
    pairs = [(one, two) for one, two in zip(word, other, strict=False) if one != two]
    signs = [unicodedata.name(sign, hex(ord(sign))).lower() for sign in (pairs[0] if pairs else ())]
    return f"which has {signs[1]} where this has {signs[0]}" if signs else "which is shorter"


def pairs_alike(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of different names that look alike, the later one first."""
    known: dict[str, list[str]] = defaultdict(list)
    for name in dict.fromkeys(names):
        known[folded_name(name)].append(name)
    for first, *others in known.values():
        yield from ((other, first) for other in others)


SIMILARITY = 0.6
"""How alike two words must be (0-1) for one to be suggested in place of the other."""
NEAR_MISS = 0.8
"""How alike the name of a file, sheet or column must be to a known one for it to be taken as misspelt."""


def nearest_name(word: str, candidates: Iterable[str], similarity: float = SIMILARITY) -> str | None:
    """The candidate most like `word`, whatever the case of letters; None when none is alike."""
    by_folded = {candidate.casefold(): candidate for candidate in candidates}
    matches = get_close_matches(word.casefold(), by_folded, n=1, cutoff=similarity)
    return by_folded[matches[0]] if matches else None


def did_you_mean(word: str, candidates: Iterable[str], otherwise: str = "") -> str:
    """A remedy for a misspelt `word`: the nearest candidate, or what to do `otherwise`."""
    candidate = nearest_name(word, candidates)
    if candidate is None:
        return otherwise
    unseen = "" if word.casefold() == candidate.casefold() else difference_in_words(word, candidate)
    return f"did you mean {candidate}, {unseen}?" if unseen else f"did you mean {candidate}?"


# ---- Files in and out -----------------------------------------------------------------------------


AnyPath = str | Path
"""A path as people write it in Python."""
LARGEST_FILE = 100_000_000
"""Largest file that is read (bytes)."""
BYTE_ORDER_MARK = "\ufeff"


def as_on_disk(path: AnyPath) -> Path:
    """A path as it is on the disk, where the letters of a name may be composed otherwise (on macOS å is two signs)."""
    wanted = Path(path)
    if wanted.exists() or not wanted.parent.is_dir():
        return wanted
    twins = (each for each in wanted.parent.iterdir() if composed_text(each.name) == composed_text(wanted.name))
    return next(twins, wanted)


def fault_of_path(path: Path, rule: str, remedy: str = "") -> Finding:
    """A finding about a file or folder as a whole."""
    return Finding(path.name or str(path), None, "", "", rule, remedy)


def read_bytes(path: Path) -> tuple[bytes | None, list[Finding]]:
    """What a file holds; None with findings when it is too large or cannot be read."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            return None, [fault_of_path(path, f"must not be larger than {LARGEST_FILE // 1_000_000} MB")]
        return path.read_bytes(), []
    except OSError as error:
        return None, [fault_of_path(path, f"must be a file that can be read: {error.strerror}")]


def read_text(path: Path) -> tuple[str | None, list[Finding]]:
    """The text of a UTF-8 file, with or without byte order mark; None with findings when it has none.

    Letters with an accent are one sign each, however the file has them.
    """
    content, findings = read_bytes(path)
    if content is None:
        return None, findings
    if b"\0" in content:
        row = content.count(b"\n", 0, content.index(b"\0")) + 1
        return None, [_not_text(path, row, "has a NUL byte")]
    try:
        return composed_text(content.decode("utf-8").removeprefix(BYTE_ORDER_MARK)), []
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        return None, [_not_text(path, row, f"has the byte 0x{content[error.start]:02x}")]


def _not_text(path: Path, row: int, what: str) -> Finding:
    return Finding(path.name, row, "", "", f"must be UTF-8 text, but {what}", "save it as UTF-8 (in Excel: CSV UTF-8)")


def write_whole(target: Path, write: Callable[[Path], object], *, replace: bool = True) -> None:
    """Let `write` make a file or folder beside `target`, then put it in place: whole or not at all.

    Where `target` is to be replaced, whoever calls has made sure that it may be. Where not, FileExistsError is raised
    if it has come to be, and it stays as it is.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as scratch:
        made = Path(scratch) / "new" / target.name
        made.parent.mkdir()
        write(made)
        if replace:
            put_in_place(made, target, aside=Path(scratch) / "old")
        else:
            _put_anew(made, target)


def put_in_place(made: Path, target: Path, aside: Path) -> None:
    """Let a file or folder replace another; a folder, which cannot be renamed over, is put `aside` first."""
    if target.is_dir():
        _exchange_folders(made, target, aside)
    else:
        made.replace(target)


def _put_anew(made: Path, target: Path) -> None:
    """Put a folder in place in one step, which fails where anything stands there but an empty folder."""
    try:
        made.rename(target)
    except OSError as error:
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, "has been created in the meantime", str(target)) from error
        raise


def _exchange_folders(made: Path, target: Path, aside: Path) -> None:
    """Replace a folder; what was there is put back if that fails."""
    aside.parent.mkdir(parents=True, exist_ok=True)
    target.rename(aside)
    try:
        made.rename(target)
    except OSError:
        aside.rename(target)
        raise


def refuse_existing(target: Path, force: bool, replaceable: Collection[str]) -> None:
    """Raise InvalidInputError when `target` exists and may not be replaced.

    Even by force a folder is replaced only if all it holds is `replaceable`, by file name.
    """
    if not os.path.lexists(target):
        return
    if not force:
        _refuse_target(target, "must not exist yet", f"choose another name or use {parameter_name('force', True)}")
    others = [path.name for path in sorted(target.iterdir()) if path.name not in replaceable] if target.is_dir() else []
    if others:
        _refuse_target(target, f"must hold only an instance to be replaced, but holds {others[0]}", "move that away")


def refuse_unwritable(target: Path) -> None:
    """Raise InvalidInputError when there is no folder that `target` could be made in."""
    above = next(path for path in target.absolute().parents if path.exists())
    if not above.is_dir() or not os.access(above, os.W_OK):
        _refuse_target(
            target, f"cannot be made: {above} is not a folder that can be written to", "choose another place"
        )


def _refuse_target(target: Path, rule: str, remedy: str) -> NoReturn:
    raise InvalidInputError(str(target), [fault_of_path(target, rule, remedy)])


# ---- The instances that come with the program, known by name from any folder ----------------------


PACKAGE = Path(__file__).parents[1]
FOLDERS = (PACKAGE / "instances", PACKAGE.parent / "instances")
"""Where they are: in the package that was installed, or beside it in the repository."""
MARK = "instance.toml"


def bundled_instances() -> dict[str, Path]:
    """Return the folder of each bundled instance by its name."""
    folder = next((folder for folder in FOLDERS if folder.is_dir()), None)
    found = sorted(folder.glob(f"*/{MARK}")) if folder else []
    return {path.parent.name: path.parent for path in found}


def is_name_alone(path: Path) -> bool:
    """Return whether a path names no folder besides, so that it may be the name of a bundled instance."""
    return path.parts == (path.name,)


def bundled_namesake(path: Path) -> Path | None:
    """Return the bundled instance that a path names; none where there is none."""
    return bundled_instances().get(path.name) if is_name_alone(path) else None
