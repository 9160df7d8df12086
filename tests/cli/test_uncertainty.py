"""`optimiser uncertainty`: sentences and tables in both languages and as JSON, the plan of a run, the exit codes."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import TOY, Run, run_once

FACTOR = "centres.Østerå.cost_factor"
ASSUMPTIONS = f"parameter,low,high\n{FACTOR},0.9,1.2\npolicy.max_entry_points,1,\n"
ASKED = ("--samples", "46", "--adapted", "2", "--range", "economy.today_unit_cost_kr=x0.9:x1.1", "--workers", "1")


@pytest.fixture(scope="module")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The toy with assumptions that have ranges."""
    folder = tmp_path_factory.mktemp("toy") / "toy"
    shutil.copytree(TOY, folder)
    (folder / "assumptions.csv").write_text(ASSUMPTIONS, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def made(toy: Path) -> tuple[Path, str]:
    """The folder of an analysis, and what was written to the terminal."""
    out = toy.with_name("out")
    done = run_once("uncertainty", toy, "--out", out, *ASKED)
    assert (done.code, done.err) == (0, "")
    return out, done.out


def test_sentences_then_quantiles_then_shares(made: tuple[Path, str]) -> None:
    lines, text = made[1].splitlines(), " ".join(made[1].split())
    assert lines[0] == "toy · solves 49 · already solved 0 · solved 1 at a time"
    assert "in at least nine of ten cases, if each of the 2 assumptions can be anywhere in its range" in text
    assert "With the assumptions as they are it saves 6.0 million kr. a year (one-region)." in text
    assert "depends most on cost of a contact today (" in text
    assert "The two that matter most together are cost factor of Østerå and cost of a contact today: 100.0 %" in text
    assert "Not drawn, because they are decided or calculated with: most entry points of a municipality." in text
    assert [line.split()[0] for line in lines if line.strip()[:2] in ("5 ", "25", "50", "75", "95")] == [
        *("5", "25", "50", "75", "95"),
    ]
    assert max(map(len, lines)) <= 80


def test_the_page_is_written_and_made_again_without_solving(run: Run, made: tuple[Path, str]) -> None:
    page = made[0] / "report.html"
    first = page.read_text(encoding="utf-8")
    assert "How much the kept plan saves depends most on" in first
    ran = run("report", made[0], "--lang", "en")
    assert (ran.code, page.read_text(encoding="utf-8")) == (0, first)
    assert run("report", made[0], "--lang", "da").code == 0
    assert "Hvad variationen skyldes" in page.read_text(encoding="utf-8")
    assert run("audit", made[0]).code == 0


def test_what_is_solved_is_told_again_in_danish_and_as_json(run: Run, toy: Path, made: tuple[Path, str]) -> None:
    ran = run("uncertainty", toy, "--out", made[0], *ASKED, "--lang", "da")
    assert "løst i forvejen 49" in ran.text
    assert "Planen sparer mellem" in ran.text
    assert max(map(len, ran.out.splitlines())) <= 80
    told = json.loads(run("uncertainty", toy, "--out", made[0], *ASKED, "--json").out)
    assert (told["range_kr"][0] < told["range_kr"][1], len(told["cases"])) == (True, 46)
    assert (told["outcomes"]["kept"], told["left_out"]) == (46, {"policy.max_entry_points": "decision"})
    assert (len(told["quantiles"]), len(told["shares"]), len(told["pairs"])) == (15, 2, 1)


def test_the_plan_of_a_run_is_held_and_its_instance_is_not_changed(run: Run, toy: Path, tmp_path: Path) -> None:
    assert run("solve", toy, "--structure", "none", "--out", tmp_path / "run").code == 0
    ran = run("uncertainty", tmp_path / "run", "--out", tmp_path / "made", "--set", "economy.discount_rate=0.1")
    assert ran.code == 2
    assert "--set must be left out where the plan of a run is held" in " ".join(ran.err.split())
    ran = run("uncertainty", tmp_path / "run", "--out", tmp_path / "made", *ASKED, "--adapted", "0")
    assert ran.code == 0
    assert "(no shared centre)" in ran.text
    assert "solves 46 ·" in ran.text


def test_bad_numbers_are_told_by_their_options_and_no_plan_has_its_code(run: Run, toy: Path, tmp_path: Path) -> None:
    ran = run("uncertainty", toy, "--out", tmp_path / "made", "--samples", 9, "--range", "x=1", "--lang", "da")
    text = " ".join(ran.err.split())
    assert (ran.code, (tmp_path / "made").exists()) == (2, False)
    assert "--samples 9 skal være fra 46, de færreste, der viser et spænd for ni af ti tilfælde" in text
    ran = run("uncertainty", toy, "--out", tmp_path / "made", "--range", "economy.discount_rate=5:2")
    assert "--range economy.discount_rate 5:2 must have its lower end first" in " ".join(ran.err.split())
    impossible = ("--set", "policy.levels.local=none", "--set", "policy.levels.purchased=none")
    more = ("--set", "policy.levels.regional=none", "--set", "policy.levels.unchanged=none")
    ran = run("uncertainty", toy, "--out", tmp_path / "none", *ASKED, *impossible, *more)
    assert ran.code == 3
    assert "There is no plan with the assumptions as they are" in ran.text
