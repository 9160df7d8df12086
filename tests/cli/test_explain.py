"""`optimiser explain`: sentences, tables, 80 columns, both languages, JSON, exit codes; the toy by hand."""

import json
from pathlib import Path

import pytest

from optimiser import read, save, solve
from tests.cli.conftest import TOY, Run


@pytest.fixture(scope="module")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("runs") / "toy"
    save(solve(read(TOY)), folder)
    return folder


def test_an_assignment_is_told_with_what_else_there_was(run: Run, toy: Path) -> None:
    ran = run("explain", toy, "ærholm", "l4")
    assert (ran.code, ran.err) == (0, "")
    assert "Ærholm pays 18.4 million kr. a year; today 20.0 million kr., so 1.6 million kr. less." in ran.text
    assert "L4 of Ærholm (100,000 contacts a year) is answered by Ærholm, own centre." in ran.text
    assert (
        "The cheapest plan found with another place is that with Østerå, purchased: the whole country pays" in ran.text
    )
    rows = [line.split() for line in ran.out.splitlines()]
    assert ["Østerå", "purchased", "300", "200", "0", "-33"] in rows
    assert ["Region", "Nordland", "regional", "2,100†", "3,125", "0", "700"] in rows
    assert ["in", "all", "300", "200"] in rows
    assert "minimum volume (minimum-volume): Region Nordland" in ran.text
    assert "Ruled out by who may sell (open-centre): Søkær, Åby." in ran.text
    assert max(map(len, ran.out.splitlines())) <= 80


def test_without_a_task_all_of_the_municipality_are_told_in_danish_too(run: Run, toy: Path) -> None:
    ran = run("explain", toy, "903", "--lang", "da")
    assert ran.code == 0
    assert "L4 i Søkær (100.000 henvendelser om året) besvares af Østerå, tilkøb." in ran.text
    assert "L9 i Søkær (200.000 henvendelser om året) besvares af egne fagforvaltninger, uændret." in ran.text
    assert "Regler der binder her: antal svarsteder (entry-points): Søkær." in ran.text
    assert (
        "Udelukket af loven (authority-stays-home), made up; as in denmark-2014: Region Nordland, Østerå." in ran.text
    )
    assert max(map(len, ran.out.splitlines())) <= 80


def test_every_figure_is_in_the_json(run: Run, toy: Path) -> None:
    told = json.loads(run("explain", toy, "Ærholm", "L4", "--json").out)
    assert told["municipality"]["after_kr"] == pytest.approx(18_350_000)
    (task,) = told["tasks"]
    priced = {one["centre"]: one for one in task["alternatives"]}
    assert priced["Østerå"]["system"]["difference_kr"] == pytest.approx(200_000)
    assert priced["Østerå"]["system"]["proven"] is True
    assert priced["Østerå"]["local"]["terms_kr"]["operation"] == pytest.approx(200_000)
    assert [breach["rule"] for breach in priced["Region Nordland"]["local"]["breaches"]] == ["minimum-volume"]
    assert {"rules": [{"rule": "open-centre", "citations": [], "short": None}], "places": ["Søkær", "Åby"]} in task[
        "ruled_out"
    ]


def test_what_is_misspelt_is_told_at_once_with_what_was_meant(run: Run, toy: Path) -> None:
    ran = run("explain", toy, "Ærhlm", "L5")
    assert ran.code == 2
    assert "did you mean Ærholm?" in ran.text
    assert "choose among L4, L6, L9" in ran.text
    ran = run("explain", toy, "Søkær", "L6")
    assert ran.code == 2
    assert "must be a task that Søkær has contacts at" in ran.text


def test_what_is_no_run_is_refused(run: Run, tmp_path: Path) -> None:
    ran = run("explain", tmp_path, "Ærholm")
    assert ran.code == 2
    assert "is no run folder" in ran.text
