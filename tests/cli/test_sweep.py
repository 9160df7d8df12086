"""`optimiser sweep`: the sentences, the table, the exit codes, and being stopped or killed in the middle."""

import json
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from optimiser.cli.study_options import SECONDS_BETWEEN_CASES, StudyLines
from optimiser.data.read import read
from optimiser.studies.resume import CaseEnded, CasesChecked, CasesRunning, StudyBegan
from tests.cli.conftest import ROOT, TOY, Run, run_once
from tests.cli.test_compare import all_end
from tests.waiting import PATIENCE_SECONDS, wait_until

FACTOR = "centres.virtual.cost_factor"
COMMAND = [sys.executable, "-W", "error", "-m", "optimiser"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of a sweep, and what was written to the terminal."""
    out = tmp_path_factory.mktemp("sweep") / "out"
    done = run_once("sweep", TOY, "--vary", f"{FACTOR}=0.8:1:3", "--out", out, "--workers", 2)
    assert (done.code, done.err) == (0, "")
    return out, done.out


def test_a_sentence_first_and_then_the_table(made: tuple[Path, str]) -> None:
    lines = made[1].splitlines()
    assert lines[0] == "toy · solves 3 · already solved 0 · solved 2 at a time"
    assert lines[2].startswith("The cheapest is cost factor of virtual centres = ×\u00a00.8: 61.3 million kr.")
    assert any(line.split()[:6] == ["cost", "factor", "of", "virtual", "centres", "cost"] for line in lines)
    assert any(line.split()[:4] == ["×", "1", "64.0", "6.0"] for line in lines)
    assert max(map(len, lines)) <= 80


def test_what_is_solved_is_told_again_in_danish_and_as_json(run: Run, made: tuple[Path, str]) -> None:
    asked = ("sweep", TOY, "--vary", f"{FACTOR}=0.8:1:3", "--out", made[0])
    ran = run(*asked, "--lang", "da")
    assert "løst i forvejen 3" in ran.text
    assert "Billigst er omkostningsfaktor for virtuelle centre = × 0,8: 61,3 mio. kr. om året" in ran.text
    assert max(map(len, ran.out.splitlines())) <= 80
    record = json.loads(run(*asked, "--json").out)
    assert [point[FACTOR] for point in record["points"]] == [0.8, 0.9, 1]
    assert record["varied"] == {FACTOR: ["0.8", "0.9", "1"]}


def test_the_page_is_written_and_made_again_without_solving(run: Run, made: tuple[Path, str]) -> None:
    page = made[0] / "report.html"
    assert "The cheapest is" in page.read_text(encoding="utf-8")
    (made[0] / "solves.jsonl").rename(made[0] / ".solves")
    ran = run("report", made[0], "--lang", "da")
    (made[0] / ".solves").rename(made[0] / "solves.jsonl")
    assert ran.code == 0
    assert f"Rapporten er skrevet: {page}, " in " ".join(ran.text.split()).replace("/ ", "/")
    assert '<html lang="da">' in page.read_text(encoding="utf-8")
    assert (made[0] / "report.xlsx").is_file()


def test_outlines_are_refused_where_there_is_no_map(run: Run, made: tuple[Path, str]) -> None:
    ran = run("report", made[0], "--geometry", "denmark.geojson")
    assert ran.code == 2
    assert "leave it out" in ran.text


@pytest.mark.parametrize(
    ("vary", "told"),
    [
        ("policy.max_entry_point=1,2", "did you mean policy.max_entry_points?"),
        ("a.b=3:1:2", "write 1:3:2"),
        (f"{FACTOR}=0.5:1:2001", "2,001 solves"),
        (f"{FACTOR}=-1,1", "-1"),
        ("structure=one-regio,none", "did you mean one-region?"),
        ("scenario=nowhere.toml", "nowhere.toml"),
    ],
)
def test_bad_input_is_told_before_anything_is_solved(run: Run, tmp_path: Path, vary: str, told: str) -> None:
    ran = run("sweep", TOY, "--vary", vary, "--out", tmp_path / "out")
    assert ran.code == 2
    assert "1 problem in" in ran.text
    assert told in ran.text
    assert not (tmp_path / "out").exists()


def test_no_plan_anywhere_ends_with_3(run: Run, tmp_path: Path) -> None:
    never = ("--set", "policy.levels.unchanged=none", "--set", "policy.levels.local=none")
    ran = run("sweep", TOY, "--vary", "policy.max_hosts=0,1", *never, "--out", tmp_path / "out", "--workers", 1)
    assert ran.code == 3
    assert "None of the points has a plan." in ran.text


def test_kill_and_ctrl_c_lose_nothing_and_solve_nothing_twice(tmp_path: Path) -> None:
    """Killed after a few solves, stopped after a few more, then let end: one line for each point."""
    out = tmp_path / "out"
    asked = ["sweep", str(TOY), "--vary", f"{FACTOR}=0.5:1.1:40", "--out", str(out), "--workers", "2"]
    command = [*COMMAND, *asked]
    seen = 0
    for number, code in ((signal.SIGKILL, -9), (signal.SIGINT, 130)):
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True
        )
        seen = wait_for_lines(out / "solves.jsonl", seen + 3, process)
        os.killpg(process.pid, number)
        _, told = process.communicate(timeout=60)
        assert process.returncode == code
        assert all_end(process.pid)
    lines = len((out / "solves.jsonl").read_text(encoding="utf-8").splitlines())
    assert " ".join(told.split()).startswith(f"Stopped. {lines} of 40 are solved and saved in")
    assert run_once(*asked).code == 0
    keys = [json.loads(line)["key"] for line in (out / "solves.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(keys) == len(set(keys)) == 40


def wait_for_lines(path: Path, count: int, process: "subprocess.Popen[str]") -> int:
    def there() -> bool:
        return path.exists() and path.read_bytes().count(b"\n") >= count

    wait_until(lambda: there() or process.poll() is not None, f"{count} lines in {path.name}")
    assert process.poll() is None
    return count


def test_a_disk_that_is_full_is_told_with_what_is_kept(tmp_path: Path) -> None:
    """The command may write no file longer than 4,000 bytes: room for some solves.

    Nor bytecode: Python would cut that off without a word, and whoever reads it next fails.
    """
    out = tmp_path / "out"
    asked = ["sweep", str(TOY), "--vary", f"{FACTOR}=0.5:1.1:12", "--out", str(out), "--workers", "1"]
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))  # noqa: E731
    done = subprocess.run(
        [*COMMAND, *asked],
        cwd=ROOT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limit,
        timeout=PATIENCE_SECONDS,
    )
    assert done.returncode == 2
    assert "are solved and saved in" in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    assert run_once(*asked).code == 0
    assert len((out / "sweep.csv").read_text(encoding="utf-8").splitlines()) == 13


def test_those_who_watch_are_told_the_rate_and_the_time_left(capsys: pytest.CaptureFixture[str]) -> None:
    lines = StudyLines("en", workers=2, watched=True)
    lines.spoke -= SECONDS_BETWEEN_CASES
    lines(CasesChecked(7))
    lines(StudyBegan(read(TOY), 100, 20))
    for ended, ago, left in ((None, 1, ""), (30, 60, "7 minutes"), (95, 60, "8 s")):
        lines.spoke -= SECONDS_BETWEEN_CASES
        lines.began -= ago
        lines(CaseEnded("", {}, ended, 0, 100) if ended else CasesRunning({}))
        assert left in capsys.readouterr().err
    lines.quiet = True
    lines.spoke -= SECONDS_BETWEEN_CASES
    lines(CasesRunning({}))
    assert capsys.readouterr().err == ""
