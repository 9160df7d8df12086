"""The command as people start it: a process of its own, stopped with Ctrl-C, killed, piped."""

import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.cli.conftest import DENMARK, TOY
from tests.waiting import PATIENCE_SECONDS, wait_until

COMMAND = [sys.executable, "-m", "optimiser"]
LONG = ["solve", str(DENMARK), "--gap", "0", "--set", "curve.max_error=0.0002", "--time-limit", "300"]
"""A solve that takes minutes."""


def test_the_command_runs_as_a_process(tmp_path: Path) -> None:
    done = subprocess.run(
        [*COMMAND, "solve", str(TOY)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_SECONDS,
    )
    assert done.returncode == 0
    assert "Proven" in done.stdout
    assert done.stderr == ""


def test_invalid_input_ends_with_2_and_no_traceback(tmp_path: Path) -> None:
    done = subprocess.run(
        [*COMMAND, "solve", "nowhere"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_SECONDS,
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_killed_run_leaves_no_folder(tmp_path: Path) -> None:
    process, screen = started(tmp_path)
    wait_for(screen, b"bound")
    process.kill()
    process.wait(timeout=PATIENCE_SECONDS)
    assert not (tmp_path / "run").exists()


def test_ctrl_c_gives_the_best_plan_so_far_or_says_there_is_none(tmp_path: Path) -> None:
    process, screen = started(tmp_path)
    wait_for(screen, b"bound  3")
    time.sleep(3)
    process.send_signal(signal.SIGINT)
    read_all(screen)
    code = process.wait(timeout=PATIENCE_SECONDS)
    if (tmp_path / "run").exists():
        record = json.loads((tmp_path / "run" / "run.json").read_text(encoding="utf-8"))
        assert code == 0
        assert record["interrupted"]
        assert record["status"] == "feasible"
        assert record["objective_kr"] > record["bound_kr"]
    else:
        assert code == 4


def test_who_stops_reading_ends_the_command_quietly(tmp_path: Path) -> None:
    """As `optimiser … | head` does: no traceback, and the exit code of any program that nobody reads."""
    for line in (["--help"], ["solve", "--help"], ["validate", str(TOY)], ["solve", "nowhere"]):
        reading, writing = os.pipe()
        os.close(reading)
        both = subprocess.STDOUT if line[-1] == "nowhere" else subprocess.PIPE
        done = subprocess.run(
            [*COMMAND, *line],
            cwd=tmp_path,
            stdout=writing,
            stderr=both,
            text=True,
            check=False,
            timeout=PATIENCE_SECONDS,
        )
        os.close(writing)
        assert (done.returncode, done.stderr or "") == (141, "")


def started(folder: Path) -> tuple[subprocess.Popen[bytes], int]:
    """A long solve with somebody watching: its progress goes to a terminal."""
    screen, terminal = pty.openpty()
    command = [*COMMAND, *LONG, "--out", str(folder / "run")]
    process = subprocess.Popen(command, cwd=folder, stdout=terminal, stderr=terminal, stdin=subprocess.DEVNULL)
    os.close(terminal)
    return process, screen


def wait_for(screen: int, words: bytes) -> None:
    seen = b""
    while words not in seen:
        seen += read_some(screen, f"{words!r} to be shown")


def read_all(screen: int) -> bytes:
    seen = b""
    try:
        while part := read_some(screen, "the command to end"):
            seen += part
    except OSError:  # the terminal is closed when the process ends
        pass
    return seen


def read_some(screen: int, what: str) -> bytes:
    wait_until(lambda: bool(select.select([screen], [], [], 0.0)[0]), what)
    return os.read(screen, 4096)
