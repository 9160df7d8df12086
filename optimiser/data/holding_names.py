"""A name held against other processes while one works on it; when that one is killed, the system lets go of it."""

import os
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from optimiser.data.files import fault_of_path, refuse_unwritable
from optimiser.data.findings import InvalidInputError

try:
    import fcntl
except ImportError:  # Windows, where nothing is held
    fcntl = None  # type: ignore[assignment]

LOCK = ".lock"
"""The file by which a folder is held from inside."""
TRIES = 10
"""How often a folder is made again that another process takes away, as it was empty, before a file stands in it."""
LONGEST_TOLD = 200
"""Bytes that are read of who holds a name."""
PATIENCE_SECONDS = 1.0
"""How long is waited for who has just locked a name to write who it is."""


class NameHeldError(Exception):
    """Another process holds the name; its text says which."""


@contextmanager
def hold_name(path: Path) -> Iterator[None]:
    """Hold a name while inside, by a lock on the file `path`, which is made with its folders and taken away again.

    Where the disk knows no locks, nothing is held. What a killed process left holds nothing either.

    Raises:
        NameHeldError: another process holds it.
        OSError: the disk does not let the file be made.
    """
    missing = [folder for folder in path.parents if not folder.exists()]
    try:
        file = _open_locked(path)
        try:
            yield
        finally:
            with suppress(OSError):
                path.unlink()
            os.close(file)
    finally:
        with suppress(OSError):
            for folder in missing:
                folder.rmdir()


@contextmanager
def held_or_refused(folder: Path, path: Path) -> Iterator[None]:
    """Hold a folder while inside, by the file `path`; raises InvalidInputError where another process holds it."""
    with ExitStack() as holding:
        try:
            holding.enter_context(hold_name(path))
        except NameHeldError as error:
            rule = f"must not be written by two commands at once, but is being written by {error}"
            finding = fault_of_path(folder, rule, "choose another name, or wait until that one ends")
            raise InvalidInputError(str(folder), [finding]) from error
        yield


@contextmanager
def held_inside(folder: Path) -> Iterator[None]:
    """Hold a folder while inside, by a hidden file in it, so that two commands never keep what they solve in one.

    Raises InvalidInputError where another process holds it, it is a file, or it cannot be written.
    """
    if folder.is_file():
        finding = fault_of_path(folder, "must be a folder, but is a file", "choose another name")
        raise InvalidInputError(str(folder), [finding])
    refuse_unwritable(folder / LOCK)
    with held_or_refused(folder, folder / LOCK):
        yield


def _open_locked(path: Path) -> int:
    """The open file with the lock; anew where the one that held it took the file away meanwhile."""
    while True:
        file = _open_for_lock(path)
        try:
            if _take_lock(file, path):
                os.truncate(file, 0)
                os.write(file, f"process {os.getpid()} on {socket.gethostname()}\n".encode())
                return file
        except BaseException:
            os.close(file)
            raise
        os.close(file)


def _open_for_lock(path: Path) -> int:
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    for _ in range(TRIES):
        path.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            return os.open(path, flags, 0o666)
    return os.open(path, flags, 0o666)


def _take_lock(file: int, path: Path) -> bool:
    """Lock the file; False where it is not the one that stands at `path` any more."""
    if fcntl is None:
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise NameHeldError(_read_holder(file) or "another process") from error
    except OSError:  # a disk without locks
        return True
    try:
        return os.path.samestat(os.fstat(file), path.stat())
    except FileNotFoundError:
        return False


def _read_holder(file: int) -> str:
    """Read who holds a name; it is written just after the lock is taken, so an empty file is read again a while."""
    last = time.monotonic() + PATIENCE_SECONDS
    while not (who := os.pread(file, LONGEST_TOLD, 0)) and time.monotonic() < last:
        time.sleep(0.01)
    return who.decode("utf-8", errors="replace").strip()
