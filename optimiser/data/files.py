"""Files in and out: nothing too large or unreadable is read, nothing is overwritten or written by half."""

import errno
import os
import tempfile
from collections.abc import Callable, Collection
from pathlib import Path
from typing import NoReturn

from optimiser.data.findings import Finding, InvalidInputError
from optimiser.data.names import composed_text
from optimiser.data.vocabulary import parameter_name

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
            raise FileExistsError(errno.EEXIST, "has come to be meanwhile", str(target)) from error
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
        _refuse_target(
            target, f"must hold nothing but an instance to be replaced, but holds {others[0]}", "move that away"
        )


def refuse_unwritable(target: Path) -> None:
    """Raise InvalidInputError when there is no folder that `target` could be made in."""
    above = next(path for path in target.absolute().parents if path.exists())
    if not above.is_dir() or not os.access(above, os.W_OK):
        _refuse_target(target, f"cannot be made: {above} is no folder one may write to", "choose another place")


def _refuse_target(target: Path, rule: str, remedy: str) -> NoReturn:
    raise InvalidInputError(str(target), [fault_of_path(target, rule, remedy)])
