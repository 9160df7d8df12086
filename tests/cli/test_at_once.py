"""Commands at the same time, in one folder: no plan is lost, and none says that nothing was solved after a solve."""

import json
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from optimiser import Result, solve
from optimiser.cli import solve_command
from optimiser.data import seal
from optimiser.data.findings import put_in_place
from optimiser.data.instance import Instance
from tests.cli.conftest import DENMARK, TOY, Run

COMMAND = [sys.executable, "-m", "optimiser"]
ROOT = Path(__file__).parents[2]
LIMIT = 300
"""Seconds that no process may take."""


def _begun(folder: Path, arguments: Sequence[object]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*COMMAND, *map(str, arguments)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _side_by_side(folder: Path, commands: Sequence[Sequence[object]]) -> list[tuple[int, str]]:
    """The exit codes of commands that run at once, with what they said."""
    began = [_begun(folder, arguments) for arguments in commands]
    told = ["\n".join(process.communicate(timeout=LIMIT)) for process in began]
    return [(process.returncode, " ".join(text.split())) for process, text in zip(began, told, strict=True)]


def _objective(run: Path) -> float:
    return float(json.loads((run / "run.json").read_text(encoding="utf-8"))["objective_kr"])


def test_solves_at_once_leave_a_run_each(tmp_path: Path) -> None:
    """Both chose runs/toy-0001 before they solved, and the second said that nothing was solved."""
    ended = _side_by_side(tmp_path, [["solve", TOY], ["solve", TOY, "--set", "policy.max_entry_points=1"]])
    assert [code for code, _ in ended] == [0, 0]
    runs = sorted((tmp_path / "runs").iterdir())
    assert [run.name for run in runs] == ["toy-0001", "toy-0002"]
    assert len({_objective(run) for run in runs}) == 2
    for name in ("toy-0001", "toy-0002"):
        assert sum(f"runs/{name}" in text for _, text in ended) == 1


def test_two_solves_into_one_folder_lose_no_plan(tmp_path: Path) -> None:
    ended = _side_by_side(tmp_path, [["solve", TOY, "--out", "run"], ["solve", TOY, "--out", "run"]])
    assert sorted(code for code, _ in ended) == [0, 2]
    assert all("The plan costs" not in text for code, text in ended if code)
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["compare", TOY, "--structure", "none"], id="compare"),
        pytest.param(["sweep", TOY, "--vary", "policy.max_entry_points=1,2"], id="sweep", marks=pytest.mark.nightly),
    ],
)
def test_two_studies_do_not_write_into_one_folder_at_once(tmp_path: Path, arguments: list[object]) -> None:
    """Each cleared away what the other was just writing, or wrote into the same table."""
    whole = [*arguments, "--out", "out", "--workers", "1"]
    ended = _side_by_side(tmp_path, [whole, whole])
    assert sorted(code for code, _ in ended) in ([0, 2], [0, 0])  # the second may have begun after the first had ended
    assert all("is being written by process" in text for code, text in ended if code)
    assert not any(path.name.startswith(".") for path in (tmp_path / "out").iterdir())
    assert _side_by_side(tmp_path, [whole])[0][0] == 0


def test_a_killed_solve_keeps_no_name(tmp_path: Path) -> None:
    screen, terminal = pty.openpty()
    long = ["solve", str(DENMARK), "--gap", "0", "--set", "curve.max_error=0.0002", "--time-limit", str(LIMIT)]
    process = subprocess.Popen(
        [*COMMAND, *long], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=terminal, stderr=terminal
    )
    os.close(terminal)
    seen = b""
    while b"bound" not in seen and process.poll() is None:
        seen += os.read(screen, 1024)
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=LIMIT)
    os.close(screen)
    quick = ["solve", DENMARK, "--structure", "model-1", "--gap", "0.1"]
    assert not (tmp_path / "runs" / "denmark-2014-0001").exists()
    assert _side_by_side(tmp_path, [quick])[0][0] == 0
    assert [path.name for path in (tmp_path / "runs").iterdir()] == ["denmark-2014-0001"]


@pytest.mark.parametrize("named", [False, True])
def test_a_plan_is_saved_beside_what_came_to_be_while_it_was_solved(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: bool
) -> None:
    folder = tmp_path / "run" if named else tmp_path / "runs" / "toy-0001"

    def meanwhile(instance: Instance, *_: object, **__: object) -> Result:
        folder.mkdir(parents=True)
        (folder / "letter.txt").write_text("dear")
        return solve(instance)

    monkeypatch.setattr(solve_command, "solve_instance", meanwhile)
    ran = run("solve", TOY, *(["--out", folder] if named else []))
    saved = folder.with_name("run-0001" if named else "toy-0002")
    assert ran.code == 0
    assert "nothing was solved" not in ran.text
    assert saved.name in ran.err
    assert _objective(saved) == pytest.approx(63_950_000)
    assert [path.name for path in folder.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("arguments", [["--set", "policy.levels.local=none", "--structure", "none"], ["--nonsense"]])
def test_a_solve_without_a_plan_leaves_no_trace(run: Run, tmp_path: Path, arguments: list[str]) -> None:
    assert run("solve", TOY, *arguments).code != 0
    assert list(tmp_path.iterdir()) == []


def test_a_run_whose_report_the_disk_refuses_is_not_said_to_be_unwritten(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The run folder stood there, and "Nothing was written" was said with exit code 2."""

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(solve_command, "write_documents", refuse)
    ran = run("solve", TOY, "--out", tmp_path / "run")
    assert ran.code == 0
    assert "the report could not be written: No space left on device" in ran.text
    assert "Nothing was written" not in ran.text
    assert _objective(tmp_path / "run") == pytest.approx(63_950_000)


def test_a_report_whose_second_file_the_disk_refuses_is_not_said_to_be_unwritten(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """report.html was replaced, and "Nothing was written" was said."""
    assert run("solve", TOY, "--out", tmp_path / "run").code == 0
    placed: list[Path] = []

    def refuse_second(made: Path, target: Path, aside: Path) -> None:
        if placed:
            raise OSError(28, "No space left on device", str(target))
        put_in_place(made, target, aside)
        placed.append(target)

    monkeypatch.setattr(seal, "put_in_place", refuse_second)
    ran = run("report", tmp_path / "run", "--lang", "da")
    assert placed
    assert "Der er ikke mere plads på disken. Ingen fil er halvt skrevet" in ran.text
    assert "Nothing was written" not in ran.text
