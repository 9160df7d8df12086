"""Folders that are written whole: their names held meanwhile, and every file sealed with its hash."""

import hashlib
import json
import os
import socket
import tempfile
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from optimiser.data.findings import (
    Finding,
    InvalidInputError,
    fault_of_path,
    put_in_place,
    read_text,
    refuse_unwritable,
    write_whole,
)
from optimiser.data.run_tables import RUN_FILE, SEAL_FILE

# ---- A name held against other processes; when one is killed, the system lets go of it ------------


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


# ---- The seal of a folder: the hash of every file written there, and of itself --------------------

# It notices damage and careless edits. It is no signature: whoever changes everything can seal it again. So what can be
# computed again is computed again whatever the seal says, and the seal is for the rest. A folder within that has a
# seal of its own stands for itself: of it no more than run.json is sealed.


SCHEMA_VERSION = 1
"""Version of seal.json; raised when an entry changes its meaning."""
ABOUT = "the SHA-256 of every file the program wrote here; it detects damage, and is not a signature"
Write = Callable[[Path], object]
"""Makes a file or a folder at a path."""


@dataclass(frozen=True)
class Seal:
    """The hash of each file by its path; of those that are being replaced, the old one or the new one is right."""

    files: Mapping[str, str]
    replacing: Mapping[str, str] = field(default_factory=dict)

    @property
    def paths(self) -> list[str]:
        """Every file that is sealed."""
        return sorted({*self.files, *self.replacing})

    def holds_file(self, folder: Path, path: str) -> bool:
        """True when a file is as it was written; one that was just about to be made may be missing."""
        if not (folder / path).is_file():
            return path not in self.files
        return _hash_of_file(folder / path) in (self.files.get(path), self.replacing.get(path))


def seal_all(folder: Path) -> None:
    """Seal all that a folder holds now."""
    _write_seal(folder, Seal(_hashes_of_files(folder)))


def write_sealed(
    folder: Path, writes: Mapping[str, Write], *, begin: bool = False, without: Collection[str] = ()
) -> None:
    """Let each of `writes` make a file or folder, by its path in `folder`, put them in place, and seal them.

    All are made before the first is put in place, and whenever the program is stopped the seal holds. A folder
    without a seal gets none, unless it is to `begin` with one. Files that it is to be `without` are taken away, and are
    sealed no more.

    Raises InvalidInputError where there is a seal that is damaged, unless it is to `begin` with one.
    """
    before = _sealed_before(folder, begin)
    if before is None:
        for path, write in writes.items():
            write_whole(folder / path, write)
        for path in without:
            (folder / path).unlink(missing_ok=True)
        return
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{SEAL_FILE}-", dir=folder) as scratch:
        made, aside = Path(scratch) / "new", Path(scratch) / "old"
        for path, write in writes.items():
            (made / path).parent.mkdir(parents=True, exist_ok=True)
            write(made / path)
        added = _hashes_of_files(made)
        leaving = {path: before[path] for path in without if path in before}
        staying = {path: sha256 for path, sha256 in before.items() if path not in leaving}
        _write_seal(folder, Seal(staying, {**leaving, **added}))
        for number, path in enumerate(writes):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            put_in_place(made / path, folder / path, aside / str(number))
        for path in without:
            (folder / path).unlink(missing_ok=True)
    kept = {path: sha256 for path, sha256 in staying.items() if not _is_within(path, writes)}
    _write_seal(folder, Seal({**kept, **added}))


def damage_of_folder(
    folder: Path, among: Callable[[str], bool] = lambda _: True, names: Collection[str] = ()
) -> list[Finding]:
    """A finding for each file that is not as it was written, as far as it is `among` those asked about.

    Files that lie there without being sealed are findings where their name, or their folder's, is one of the
    program's own `names`.
    """
    seal, findings = _read_seal(folder)
    if seal is None:
        return findings
    return [
        *(_changed_finding(folder, path) for path in seal.paths if among(path) and not seal.holds_file(folder, path)),
        *(
            _strange_finding(path)
            for path in _spare_paths(folder, seal)
            if among(path) and PurePosixPath(path).parts[0] in names
        ),
    ]


def sealed_files(folder: Path) -> list[str]:
    """The files that are sealed; none where the seal cannot be read."""
    seal, _ = _read_seal(folder)
    return seal.paths if seal else []


def spare_files(folder: Path, names: Collection[str]) -> list[str]:
    """What lies in a folder that is not sealed and has no name of the program's own: somebody's notes."""
    seal, _ = _read_seal(folder)
    return [path for path in _spare_paths(folder, seal) if PurePosixPath(path).parts[0] not in names] if seal else []


def is_whole(folder: Path, path: str) -> bool:
    """True when a file is there as it was written."""
    seal, _ = _read_seal(folder)
    return seal is not None and (folder / path).is_file() and seal.holds_file(folder, path)


def _sealed_before(folder: Path, begin: bool) -> Mapping[str, str] | None:
    """What is sealed, with what was put in place when it was last stopped; None where there is to be no seal."""
    if not (folder / SEAL_FILE).exists():
        return {} if begin else None
    seal, findings = _read_seal(folder)
    if seal is None:
        if begin:
            return {}
        raise InvalidInputError(str(folder), findings)
    placed = {
        path: new
        for path, new in seal.replacing.items()
        if seal.holds_file(folder, path) and _has_hash(folder, path, new)
    }
    return {**seal.files, **placed}


def _has_hash(folder: Path, path: str, sha256: str) -> bool:
    return (folder / path).is_file() and _hash_of_file(folder / path) == sha256


def _is_within(path: str, written: Collection[str]) -> bool:
    """True when a path is one of those written, or in a folder among them."""
    return any(path == one or path.startswith(f"{one}/") for one in written)


def _changed_finding(folder: Path, path: str) -> Finding:
    what = "was changed since" if (folder / path).is_file() else "is missing"
    return Finding(path, None, "", "", f"must be as the program wrote it, but {what}")


def _strange_finding(path: str) -> Finding:
    return Finding(path, None, "", "", "must be what the program wrote, but is not in its seal", "move it away")


def _spare_paths(folder: Path, seal: Seal) -> Iterator[str]:
    known = {*seal.paths, SEAL_FILE}
    return (path for path in _visible_files(folder) if path not in known)


def _read_seal(folder: Path) -> tuple[Seal | None, list[Finding]]:
    """The seal of a folder; None with findings where there is none or it is damaged itself."""
    path = folder / SEAL_FILE
    if not path.exists():
        rule = "is missing: nothing says that the files here are as the program wrote them"
        return None, [fault_of_path(path, rule)]
    text, findings = read_text(path)
    try:
        entries = json.loads(text or "")
        seal = Seal(entries["files"], entries["replacing"])
        if _canonical_text(entries) == _canonical_text(_seal_entries(seal)) and all(map(_is_inside, seal.paths)):
            return seal, []
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass
    return None, [*findings, fault_of_path(path, "must be as the program wrote it, but was changed since")]


def _is_inside(path: str) -> bool:
    return ".." not in PurePosixPath(path).parts and not PurePosixPath(path).is_absolute()


def _write_seal(folder: Path, seal: Seal) -> None:
    text = json.dumps(_seal_entries(seal), ensure_ascii=False, indent=2)
    write_whole(folder / SEAL_FILE, lambda made: _put_text(made, text + "\n"))


def _put_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _seal_entries(seal: Seal) -> dict[str, Any]:
    """The entries of seal.json; the last is the hash of the others."""
    files, replacing = dict(sorted(seal.files.items())), dict(sorted(seal.replacing.items()))
    entries = {"schema_version": SCHEMA_VERSION, "about": ABOUT, "files": files, "replacing": replacing}
    return {**entries, "seal": seal_of(entries)}


def seal_of(entries: Mapping[str, Any]) -> str:
    """The hash of entries of JSON, in whatever order they stand."""
    return hashlib.sha256(_canonical_text(entries).encode()).hexdigest()


def _canonical_text(entries: Mapping[str, Any]) -> str:
    """Entries of JSON as text, in which 1 and true are not the same."""
    return json.dumps(entries, sort_keys=True)


def _hashes_of_files(folder: Path) -> dict[str, str]:
    return {path: _hash_of_file(folder / path) for path in _visible_files(folder) if path != SEAL_FILE}


def _hash_of_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _visible_files(folder: Path) -> Iterator[str]:
    """Every file in a folder that is not hidden, by its path; of sealed folders within, no more than run.json."""
    for place, folders, names in os.walk(folder):
        shown = sorted(name for name in names if not name.startswith("."))
        if place != str(folder) and SEAL_FILE in names:
            folders.clear()
            shown = [name for name in shown if name == RUN_FILE]
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in shown:
            if (Path(place) / name).is_file():
                yield (Path(place) / name).relative_to(folder).as_posix()
