"""`optimiser compare`: the table, the sentences, the exit codes, and stopping in the middle.

One comparison is made by a process of its own; the other tests go on from copies of its folder.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from optimiser.cli import compare_command
from optimiser.comparison.comparison import Comparison
from optimiser.studies.compare import CompareStudy
from optimiser.studies.runner.dispatch import Failure, SolvesFailedError
from tests.cli.conftest import DENMARK, ROOT, Run
from tests.studies.conftest import write_towns
from tests.waiting import PATIENCE_SECONDS, wait_until

COMMAND = [sys.executable, "-W", "error", "-m", "optimiser", "compare"]
ALL = ("--structure", "one", "--structure", "alone", "--structure", "impossible")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, str]:
    """An instance, the folder of its comparison, and what was written to the terminal."""
    folder = tmp_path_factory.mktemp("compare")
    towns = write_towns(folder / "two-towns")
    command = [*COMMAND, str(towns), *ALL, "--out", str(folder / "out")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=PATIENCE_SECONDS)
    assert (done.returncode, done.stderr) == (0, "")
    return towns, folder / "out", done.stdout


@pytest.fixture
def towns(made: tuple[Path, Path, str]) -> Path:
    return made[0]


@pytest.fixture
def out(made: tuple[Path, Path, str], tmp_path: Path) -> Path:
    """A copy of the comparison, which a test may change."""
    shutil.copytree(made[1], tmp_path / "out")
    return tmp_path / "out"


def test_each_case_has_a_line_as_it_ends(made: tuple[Path, Path, str]) -> None:
    lines = made[2].splitlines()
    assert lines[0].startswith("two-towns · municipalities 2")
    assert [line[:5] for line in lines if line[2:5] == "/3]"] == ["[1/3]", "[2/3]", "[3/3]"]
    assert any("alone" in line and "25.0 million kr.  gap 0" in line for line in lines)


def test_the_answer_is_the_cheapest_and_by_how_much(run: Run, towns: Path, out: Path) -> None:
    ran = run("compare", towns, *ALL, "--out", out)
    assert ran.code == 0
    assert "The cheapest of 2 is one: 21.6 million kr. a year" in ran.text
    assert "The next, alone, costs 3.4 million kr. more a year; it is proven to cost more." in ran.text
    assert "impossible has no plan. No plan meets all rules." in ran.text
    assert ran.text.count("already solved") == 3


def test_the_documents_are_written_and_named(run: Run, towns: Path, out: Path) -> None:
    ran = run("compare", towns, *ALL, "--out", out)
    assert "read report.html or report.xlsx" in ran.text
    for name in ("report.html", "report.xlsx"):
        assert (out / name).stat().st_size > 1000


def test_outlines_that_cannot_be_used_are_told_before_anything_is_solved(run: Run, towns: Path, out: Path) -> None:
    (out.parent / "map.geojson").write_text("{}", encoding="utf-8")
    ran = run("compare", towns, *ALL, "--out", out, "--geometry", out.parent / "map.geojson")
    assert ran.code == 2
    assert "nothing was solved" in ran.text


def test_danish_is_spoken_when_asked_for(run: Run, towns: Path, out: Path) -> None:
    text = run("compare", towns, *ALL, "--out", out, "--lang", "da").text
    assert "Billigst af 2 er one: 21,6 mio. kr. om året" in text
    assert "løst i forvejen" in text


def test_lines_fit_80_columns_also_with_long_names(run: Run, towns: Path, out: Path, tmp_path: Path) -> None:
    for number in (1, 2):
        name = f"a scenario with quite a long name {number}"
        (tmp_path / f"{number}.toml").write_text(f'name = "{name}"\n', encoding="utf-8")
    scenarios = ("--scenario", tmp_path / "1.toml", "--scenario", tmp_path / "2.toml")
    ran = run("compare", towns, *ALL, "--out", out)
    assert max(len(line) for line in ran.out.splitlines()) <= 80
    ran = run("compare", towns, "--structure", "one", "--structure", "none", *scenarios, "--out", out, "--workers", 1)
    table = [line for line in ran.out.splitlines() if not line.startswith("[")]
    assert max(len(line) for line in table) <= 80
    assert "In the scenario a scenario with quite a long name 1:" in ran.text


def test_json_is_the_comparison_and_nothing_else(run: Run, towns: Path, out: Path) -> None:
    ran = run("compare", towns, *ALL, "--out", out, "--json")
    record = json.loads(ran.out)
    assert record["cheapest"] == "one"
    assert record["command"][:2] == ["optimiser", "compare"]
    assert ran.err == ""


def test_an_unknown_structure_is_an_error_with_a_suggestion(run: Run, towns: Path, out: Path) -> None:
    ran = run("compare", towns, "--structure", "alon", "--structure", "onee", "--out", out)
    assert ran.code == 2
    assert "did you mean alone?" in ran.text
    assert "did you mean one?" in ran.text
    assert "nothing was solved" in ran.text


@pytest.mark.parametrize("option", [("--gap", "1"), ("--set", "policy.max_entry_point=1"), ("--scenario", "nowhere")])
def test_what_is_wrong_is_told_before_anything_is_solved(run: Run, towns: Path, out: Path, option: tuple[str]) -> None:
    ran = run("compare", towns, "--structure", "one", "--out", out, *option)
    assert ran.code == 2
    assert "nothing was solved" in ran.text


def test_another_instance_in_the_folder_is_refused(run: Run, towns: Path, out: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(towns, other)
    path = other / "instance.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("two-towns", "other-towns"), encoding="utf-8")
    ran = run("compare", other, "--structure", "one", "--out", out)
    assert ran.code == 2
    assert "--force" in ran.text
    assert CompareStudy.load_found(out).results.keys() == {"one", "alone", "impossible"}


def test_no_plan_at_all_ends_with_3(run: Run, towns: Path, out: Path) -> None:
    ran = run("compare", towns, "--structure", "impossible", "--out", out)
    assert ran.code == 3
    assert "None of the cases compared has a plan" in ran.text


@pytest.mark.parametrize(
    ("failures", "code", "told"),
    [
        ({"alone": Failure("audit", ("it costs less",))}, 1, "found 1 breaches. The plan was not saved. it costs less"),
        ({"alone": Failure("solver", ("out of luck",))}, 5, "the solver failed: out of luck"),
        ({"alone": Failure("error", ("KeyError: 1",))}, 5, "an error in the program: KeyError: 1"),
        ({"alone": Failure("died", ("again",)), "b": Failure("audit", ())}, 1, "Try --workers 1"),
    ],
)
def test_failures_are_told_by_name_and_end_with_their_code(
    *,
    run: Run,
    towns: Path,
    out: Path,
    monkeypatch: pytest.MonkeyPatch,
    failures: Mapping[str, Failure],
    code: int,
    told: str,
) -> None:
    def fail(*_: object, **__: object) -> Comparison:
        kept = CompareStudy.load_found(out)
        assert isinstance(kept, Comparison)
        raise SolvesFailedError(
            failures, replace(Comparison.of_results({"one": kept.results["one"]}), record=kept.record)
        )

    monkeypatch.setattr(compare_command, "compare_cases", fail)
    ran = run("compare", towns, *ALL, "--out", out)
    assert ran.code == code
    assert f"alone: {told}" in ran.text or told in ran.text
    assert "Only one has a plan: 21.6 million kr." in ran.text


def test_a_full_disk_is_told_with_what_is_kept(
    run: Run, towns: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", str(out))

    monkeypatch.setattr("optimiser.studies.json_records.StudyFolder.write_all", full)
    ran = run("compare", towns, *ALL, "--out", out)
    assert ran.code == 2
    assert "No space left on device. 3 of 3 are solved and saved" in ran.text


def test_ctrl_c_keeps_what_is_solved_and_says_how_to_go_on(run: Run, tmp_path: Path) -> None:
    """The signal goes to every process of the command, as it does from a keyboard, twice."""
    out = tmp_path / "out"
    long = ("--set", "curve.max_error=0.0002", "--gap", "0", "--time-limit", "300")
    command = [*COMMAND, str(DENMARK), "--structure", "model-1", "--structure", "three-centres", *long]
    started = subprocess.Popen(
        [*command, "--out", str(out), "--workers", "2"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    solved = out / "runs" / "model-1" / "run.json"
    wait_until(lambda: solved.exists() or started.poll() is not None, "the first of two systems to be solved")
    assert started.poll() is None
    for _ in range(2):
        os.killpg(started.pid, signal.SIGINT)
        time.sleep(0.1)
    _, told = started.communicate(timeout=60)
    assert started.returncode == 130
    last = f"Stopped. 1 of 2 are solved and saved in {out}; the same command continues from there.".split()
    assert told.split()[-len(last) :] == last
    assert "Traceback" not in told
    assert all_end(started.pid)
    ran = run("compare", DENMARK, "--structure", "model-1", *long, "--out", out)
    assert ran.code == 0
    assert "already solved" in ran.text


def all_end(group: int) -> bool:
    """True when no process of a group is left, within the moment that the last of them may need."""
    for _ in range(50):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False
