"""`optimiser tornado`: the sentences, the table, the exit codes, and being stopped or killed in the middle."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, TOY, Run, run_once
from tests.cli.test_compare import all_end
from tests.cli.test_sweep import wait_for_lines
from tests.waiting import PATIENCE_SECONDS

FACTOR = "centres.Østerå.cost_factor"
ASSUMPTIONS = f"""\
parameter,low,high
{FACTOR},0.9,1.2
economy.agent_cost_kr,300000,500000
policy.max_entry_points,1,
economy.horizon_years,,
"""


@pytest.fixture(scope="module")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The toy with assumptions that have ranges."""
    folder = tmp_path_factory.mktemp("toy") / "toy"
    shutil.copytree(TOY, folder)
    (folder / "assumptions.csv").write_text(ASSUMPTIONS, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def made(toy: Path) -> tuple[Path, str]:
    """The folder of a tornado with switch values, and what was written to the terminal."""
    out = toy.with_name("out")
    done = run_once("tornado", toy, "--out", out, "--switch", "--tolerance", 0.1, "--workers", 2)
    assert (done.code, done.err) == (0, "")
    return out, done.out


def test_sentences_then_the_table_then_the_switches(made: tuple[Path, str]) -> None:
    lines, text = made[1].splitlines(), " ".join(made[1].split())
    assert lines[0] == "toy · solves 6 · already solved 0 · solved 2 at a time"
    assert "recommended plan costs 64.0 million kr. a year (one-region)." in text
    assert "depends most on cost factor of Østerå (from × 0.9 to × 1.2 the cost changes by 5.3 million kr.)" in text
    assert (
        "At most entry points of a municipality = 1 the recommended plan cannot be kept: it breaks number of entry"
        in text
    )
    assert any(line.split()[3:7] == ["Østerå", "−2.1", "3.1", "█████│████████"] for line in lines)
    assert (
        "Cost factor of Østerå: at × 1.15 the recommended plan is not proven to be beaten, at × 1.175 another is proven"
        in text
    )
    assert (
        "Most entry points of a municipality: at 2 the recommended plan can be kept, at 1 it breaks number of entry"
        in text
    )
    assert max(map(len, lines)) <= 80


def test_the_page_is_written_and_made_again_without_solving(run: Run, made: tuple[Path, str]) -> None:
    page = made[0] / "report.html"
    first = page.read_text(encoding="utf-8")
    assert "The cost depends most on" in first
    assert "en anden plan er billigere" not in first
    ran = run("report", made[0], "--lang", "en")
    assert (ran.code, page.read_text(encoding="utf-8")) == (0, first)
    assert run("report", made[0], "--lang", "da").code == 0
    assert "en anden plan er billigere" in page.read_text(encoding="utf-8")


def test_what_is_solved_is_told_again_in_danish_and_as_json(run: Run, toy: Path, made: tuple[Path, str]) -> None:
    asked = ("tornado", toy, "--out", made[0])
    ran = run(*asked, "--lang", "da")
    assert "løst i forvejen 6" in ran.text
    assert "Udgiften afhænger mest af" in ran.text
    assert "skifter" not in ran.text
    assert max(map(len, ran.out.splitlines())) <= 80
    record = json.loads(run(*asked, "--json", "--switch", "--tolerance", 0.1).out)
    assert [row["parameter"] for row in record["table"]][:2] == [FACTOR, FACTOR]
    assert record["base"]["system"] == "one-region"
    assert {row["kind"] for row in record["switch_values"]} == {"plan"}


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--only", "centres.Østerå.cost_facto"), f"did you mean {FACTOR}?"),
        (("--only", "economy.horizon_years"), "neither a low nor a high"),
        (("--switch", "--tolerance", "0"), "must be above 0 and at most 0.5"),
        (("--structure", "one-regio"), "did you mean one-region?"),
        (("--scenario", "nowhere.toml"), "nowhere.toml"),
    ],
)
def test_bad_input_is_told_before_anything_is_solved(
    run: Run, toy: Path, tmp_path: Path, options: tuple[str, ...], told: str
) -> None:
    ran = run("tornado", toy, "--out", tmp_path / "out", *options)
    assert ran.code == 2
    assert "1 problem in" in ran.text
    assert told in ran.text
    assert not (tmp_path / "out").exists()


def test_an_instance_without_ranges_is_refused(run: Run, tmp_path: Path) -> None:
    ran = run("tornado", TOY, "--out", tmp_path / "out")
    assert ran.code == 2
    assert "must hold a parameter with a low or a high" in ran.text


def test_no_plan_ends_with_3(run: Run, toy: Path, tmp_path: Path) -> None:
    never = ("--set", "policy.levels.unchanged=none", "--set", "policy.levels.local=none")
    ran = run("tornado", toy, "--out", tmp_path / "out", "--workers", 1, *never)
    assert ran.code == 3
    assert "There is no plan with the assumptions as they are" in ran.text


@pytest.mark.nightly
def test_kill_and_ctrl_c_lose_nothing_and_solve_nothing_twice(toy: Path, tmp_path: Path) -> None:
    """Killed after a few solves, stopped after a few more, then let end: one line for each solve.

    A sweep is tried so each day.
    """
    out = tmp_path / "out"
    options = ["--out", str(out), "--workers", "2", "--switch", "--tolerance", "0.002", "--only", FACTOR]
    command = [sys.executable, "-W", "error", "-m", "optimiser", "tornado", str(toy), *options]
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
    assert " ".join(told.split()).startswith(f"Stopped. {lines} of ")
    assert subprocess.run(command, cwd=ROOT, capture_output=True, check=False, timeout=PATIENCE_SECONDS).returncode == 0
    keys = [json.loads(line)["key"] for line in (out / "solves.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(keys) == len(set(keys)) == json.loads((out / "tornado.json").read_text(encoding="utf-8"))["solves"]
