"""A name is held by one process at a time, and by none that is dead."""

import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from optimiser.data import seal
from optimiser.data.findings import InvalidInputError
from optimiser.data.seal import NameHeldError, held_inside, hold_name

HOLDER = """
import sys, time
from pathlib import Path
from optimiser.data.seal import hold_name
with hold_name(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    return tmp_path / "runs" / ".toy-0001.lock"


@pytest.fixture
def holder(lock: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the name."""
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(lock)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_what_is_held_leaves_nothing_behind(lock: Path, tmp_path: Path) -> None:
    with hold_name(lock):
        assert lock.exists()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_something_in_it_stays(lock: Path) -> None:
    with hold_name(lock):
        (lock.parent / "toy-0001").mkdir()
    assert [path.name for path in lock.parent.iterdir()] == ["toy-0001"]


def test_another_process_is_named(holder: subprocess.Popen[str], lock: Path) -> None:
    with pytest.raises(NameHeldError, match=f"process {holder.pid} on "), hold_name(lock):
        pass
    assert lock.exists()


def test_a_holder_that_has_locked_but_not_yet_written_is_named(lock: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock.parent.mkdir()
    file = os.open(lock, os.O_RDWR | os.O_CREAT)
    fcntl.flock(file, fcntl.LOCK_EX)
    monkeypatch.setattr(seal, "PATIENCE_SECONDS", 60)
    monkeypatch.setattr("time.sleep", lambda _: os.pwrite(file, b"process 7 on here\n", 0))
    with pytest.raises(NameHeldError, match="process 7 on here"), hold_name(lock):
        pass
    os.close(file)


def test_a_holder_that_never_writes_is_another_process(lock: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock.parent.mkdir()
    file = os.open(lock, os.O_RDWR | os.O_CREAT)
    fcntl.flock(file, fcntl.LOCK_EX)
    monkeypatch.setattr(seal, "PATIENCE_SECONDS", 0)
    with pytest.raises(NameHeldError, match="another process"), hold_name(lock):
        pass
    os.close(file)


def test_a_process_that_is_killed_holds_nothing(holder: subprocess.Popen[str], lock: Path) -> None:
    holder.send_signal(signal.SIGKILL)
    holder.wait(timeout=60)
    assert lock.exists()
    with hold_name(lock):
        pass
    assert not lock.exists()


def test_the_same_process_does_not_hold_a_name_twice(lock: Path) -> None:
    with hold_name(lock), pytest.raises(NameHeldError), hold_name(lock):
        pass


def test_a_file_that_its_holder_took_away_is_made_anew(lock: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between opening and locking, the one that held it lets go: what is locked is no longer what stands there."""
    really = os.open
    taken: list[Path] = []

    def opened(path: Path, *more: int) -> int:
        file = really(path, *more)
        if not taken:
            taken.append(path)
            path.unlink()
        return file

    monkeypatch.setattr(os, "open", opened)
    with hold_name(lock):
        assert lock.exists()
        with pytest.raises(NameHeldError), hold_name(lock):
            pass


def test_a_link_is_not_followed(lock: Path, tmp_path: Path) -> None:
    (tmp_path / "dear.txt").write_text("dear")
    lock.parent.mkdir()
    lock.symlink_to(tmp_path / "dear.txt")
    with pytest.raises(OSError, match="symbolic"), hold_name(lock):
        pass
    assert (tmp_path / "dear.txt").read_text() == "dear"


def test_a_disk_without_locks_holds_nothing_and_stops_nobody(lock: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(fcntl, "flock", unknown)
    with hold_name(lock), hold_name(lock):
        pass


@pytest.mark.parametrize("place", ["file", "file/out"])
def test_what_cannot_be_a_folder_is_refused(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(InvalidInputError), held_inside(tmp_path / place):
        pass
    assert (tmp_path / "file").read_text() == "mine"
