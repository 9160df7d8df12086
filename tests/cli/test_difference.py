"""`optimiser difference`: two run folders told apart, in both languages, as files, and what is refused."""

import csv
import json
from pathlib import Path

import pytest

from optimiser import read, save, solve
from optimiser.comparison.plan_difference import FILES
from optimiser.studies.difference_folder import WRITTEN, DifferenceStudy
from tests.cli.conftest import TOY, Run


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the toy as it is, without hosts, and with fewer contacts."""
    folder = tmp_path_factory.mktemp("runs")
    changes = {"base": [], "alone": ["policy.max_hosts=0"], "fewer": ["volumes.*.contacts=x0.8"]}
    for name, overrides in changes.items():
        save(solve(read(TOY, overrides=overrides)), folder / name)
    return folder


def test_the_difference_is_told_and_written(run: Run, runs: Path, tmp_path: Path) -> None:
    ran = run("difference", runs / "base", runs / "alone", "--out", tmp_path / "told")
    assert ran.code == 0
    assert max(map(len, ran.out.splitlines())) < 80
    for told in (
        "alone costs 1.9 million kr. more a year than base: 65.9 million kr. against 64.0 million kr.",
        "Proven: the best plan for alone costs 1.9 million kr. more a year than the best for base.",
        "What was asked differs in: most municipalities that sell (– → 0).",
        "No longer answers for others: Østerå",
        "Something is answered elsewhere or in another form for 2 municipalities",
        "More is paid in alone by 3 municipalities: Østerå 1.18 million kr.",
    ):
        assert told in ran.text
    assert {path.name for path in (tmp_path / "told").iterdir()} == set(WRITTEN)
    record = json.loads((tmp_path / "told" / DifferenceStudy.record_name()).read_text(encoding="utf-8"))
    printed = run("difference", runs / "base", runs / "alone", "--json")
    assert json.loads(printed.out) == record
    for name, columns in FILES.items():
        with (tmp_path / "told" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        assert header == list(columns)
        assert len(rows) == len(record[name])


def test_in_danish(run: Run, runs: Path) -> None:
    ran = run("difference", runs / "base", runs / "fewer", "--lang", "da")
    assert ran.code == 0
    assert "fewer koster 12,2 mio. kr. mindre om året end base" in ran.text
    saved = (
        "(70,0 mio. kr. om året for 1.400.000 henvendelser) ændrer fewer udgiften med −18,2 mio. kr.: −14,0 mio. kr.,"
    )
    assert f"{saved} fordi der er 280.000 færre henvendelser, og −4,2 mio. kr." in ran.text
    assert "I base sparer organiseringen 6,0 mio. kr." in ran.text


def test_the_same_plan_is_called_the_same(run: Run, runs: Path) -> None:
    ran = run("difference", runs / "base", runs / "base")
    assert "The plans are the same: every task is answered in the same place." in ran.text
    assert "The same was asked in both" in ran.text
    assert "is paid" not in ran.text


def test_what_is_there_already_stays_unless_it_is_to_be_replaced(run: Run, runs: Path, tmp_path: Path) -> None:
    target = tmp_path / "told"
    asked = ("difference", runs / "base", runs / "alone", "--out", target)
    assert run(*asked).code == 0
    assert run(*asked).code == 2
    assert run(*asked, "--force").code == 0
    (target / "mine.txt").write_text("kept", encoding="utf-8")
    assert run(*asked, "--force").code == 2
    assert (target / "mine.txt").exists()


def test_a_damaged_run_and_one_that_is_none_are_refused(run: Run, runs: Path, tmp_path: Path) -> None:
    ran = run("difference", runs / "base", tmp_path / "nothing")
    assert ran.code == 2
    assert "nothing" in ran.err
    damaged = tmp_path / "damaged"
    save(solve(read(TOY)), damaged)
    table = damaged / "municipalities.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("Søkær", "Sokaer"), encoding="utf-8")
    assert run("difference", runs / "base", damaged).code == 1


def test_its_folder_is_reported_and_audited_as_that_of_any_study(run: Run, runs: Path, tmp_path: Path) -> None:
    """The two runs lie in it, so that the report is made again in another language when the first ones are gone."""
    target = tmp_path / "told"
    assert run("difference", runs / "base", runs / "alone", "--out", target).code == 0
    assert "What is otherwise in alone than in base" in (target / "report.html").read_text(encoding="utf-8")
    again = run("report", target, "--lang", "da")
    assert again.code == 0
    assert "Hvad der er anderledes i alone end i base" in (target / "report.html").read_text(encoding="utf-8")
    assert (target / "report.xlsx").is_file()
    assert run("audit", target).code == 0
    moves = target / "moves.csv"
    moves.write_text(moves.read_text(encoding="utf-8").replace("Åby", "Aaby"), encoding="utf-8")
    assert run("audit", target).code == 1


def test_a_map_without_a_report_is_refused(run: Run, runs: Path, tmp_path: Path) -> None:
    ran = run("difference", runs / "base", runs / "alone", "--geometry", tmp_path / "map.geojson")
    assert ran.code == 2
    assert "--out DIR" in ran.text


def test_figures_that_differ_have_the_decimal_mark_of_the_language(run: Run, runs: Path, tmp_path: Path) -> None:
    save(solve(read(TOY, overrides=["economy.today_unit_cost_kr=51.5"])), tmp_path / "dearer")
    ran = run("difference", runs / "base", tmp_path / "dearer", "--lang", "da", "--out", tmp_path / "told")
    assert "udgift til en henvendelse i dag (50 kr. pr. henvendelse → 51,5 kr. pr. henvendelse)" in ran.text
    page = (tmp_path / "told" / "report.html").read_text(encoding="utf-8")
    assert ">51,5 kr. pr. henvendelse<" in page
    assert ">51.5" not in page
