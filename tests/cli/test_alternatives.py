"""`optimiser solve --alternatives`: told at 80 columns in both languages, in every document, and made again."""

import json
from pathlib import Path

import pytest

from optimiser import NearOptimal, save
from optimiser.report.html.page import near_page
from optimiser.studies.alternatives_folder import save_alternatives
from tests.cli.conftest import TOY, Run


@pytest.fixture
def solved(toy_near: NearOptimal, tmp_path: Path) -> Path:
    """A run folder with three plans near the best."""
    save(toy_near.best, tmp_path / "run")
    save_alternatives(toy_near, tmp_path / "run")
    return tmp_path / "run"


def test_the_plans_and_what_is_settled_are_told(run: Run, tmp_path: Path) -> None:
    """At 64.25 million there are three plans; with four others all of them are found, in whatever order."""
    ran = run("solve", TOY, "--alternatives", 4, "--out", tmp_path / "run")
    assert (ran.code, ran.err) == (0, "")
    assert "4 other plans cost at most 1 % more than the best" in ran.text
    assert "1 municipality is answered alike in all 5 plans (settled); 3 vary (open to negotiation)." in ran.text
    assert "Open to negotiation, the largest first: Ærholm, Søkær and Åby." in ran.text
    assert "it is not proven for all plans" in ran.text
    assert ["1", "64.2", "+0.20", "0", "%", "2", "0.70"] in [line.split() for line in ran.out.splitlines()]
    assert max(map(len, ran.out.splitlines())) <= 80


def test_one_plan_is_told_in_the_singular_in_danish(run: Run, tmp_path: Path) -> None:
    ran = run(
        *("solve", TOY, "--alternatives", 9, "--within", "0.4 %", "--out", tmp_path / "run", "--lang", "da"),
    )
    assert "Én anden plan koster højst 0,4 % mere end den bedste" in ran.text
    assert "Bevist: Inden for 0,4 % er der ingen yderligere plan, som afviger i struktur." in ran.text
    assert "kommuner besvares ens i begge planer (afgjort)" in ran.text
    assert max(map(len, ran.out.splitlines())) <= 80


def test_that_there_is_no_other_plan_is_told_with_its_proof(run: Run, tmp_path: Path) -> None:
    ran = run("solve", TOY, "--alternatives", 2, "--within", "0.1%", "--out", tmp_path / "run")
    assert ran.code == 0
    assert "No other plan was found" in ran.text
    assert "Proven: no further plan within 0.1 % differs in structure." in ran.text
    assert "(settled)" not in ran.text


def test_all_that_is_wrong_with_the_options_is_told_before_anything_is_solved(run: Run, tmp_path: Path) -> None:
    ran = run("solve", TOY, "--alternatives", 0, "--within", "lots", "--out", tmp_path / "run")
    assert ran.code == 2
    assert "2 problems in the options" in ran.text
    assert not (tmp_path / "run").exists()
    assert run("solve", TOY, "--within", "1%").code == 2


def test_the_folder_is_audited_and_reported_again(run: Run, solved: Path, toy_near: NearOptimal) -> None:
    ran = run("audit", solved)
    assert ran.code == 0
    assert ran.out.replace("\n", "").count(": 0.") == 5, "the best, three others, and all of them together"
    assert run("report", solved).code == 0
    assert (solved / "report.html").read_text(encoding="utf-8") == near_page(toy_near, "en")


def test_a_plan_that_is_another_than_was_found_is_a_breach(run: Run, solved: Path) -> None:
    path = solved / "alternatives.json"
    path.write_text(path.read_text().replace('"within": 0.01', '"within": 0.0001'))
    assert run("audit", solved).code == 1
    assert run("report", solved).code == 1


def test_a_program_finds_the_plans_in_the_json(run: Run, tmp_path: Path) -> None:
    told = json.loads(run("solve", TOY, "--alternatives", 2, "--json", "--out", tmp_path / "run").out)
    assert told["alternatives"]["ending"] == "found"
    assert [plan["objective_kr"] for plan in told["alternatives"]["plans"]] == pytest.approx([64_150_000, 64_250_000])
    assert [plan["difference_kr"] for plan in told["alternatives"]["plans"]] == pytest.approx([200_000, 300_000])
    told = json.loads(run("solve", TOY, "--alternatives", 1, "--json", "--out", tmp_path / "one").out)
    assert told["alternatives"]["settled"] == ["901", "903"]
    assert told["alternatives"]["open_to_negotiation"] == ["902", "904"]
