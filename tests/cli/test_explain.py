"""`optimiser explain`: sentences, tables, 80 columns, both languages, JSON, exit codes; the toy by hand."""

import json
import shutil
import signal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from optimiser import Result, read, save, solve
from optimiser.data.read import remake_instance
from optimiser.data.rows import Assumption
from optimiser.explanation import settling
from optimiser.explanation.everyone import Everyone
from optimiser.explanation.explanation import Explanation
from optimiser.explanation.resolving import Forcing
from optimiser.result.folder import write_run
from tests.cli.conftest import TOY, Run


def test_an_assignment_is_told_with_what_else_there_was(run: Run, toy: Path) -> None:
    ran = run("explain", toy, "ærholm", "l4")
    assert (ran.code, ran.err) == (0, "")
    assert "Ærholm pays 18.4 million kr. a year; today 20.0 million kr., so 1.6 million kr. less." in ran.text
    assert "L4 of Ærholm (100,000 contacts a year) is answered by Ærholm, own centre." in ran.text
    assert "The cheapest plan found with another place uses Østerå, purchased: the whole country pays" in ran.text
    rows = [line.split() for line in ran.out.splitlines()]
    assert ["Østerå", "purchased", "300", "200", "0", "−33"] in rows
    assert ["Region", "Nordland", "regional", "2,100†", "3,125", "0", "700"] in rows
    assert ["in", "total", "300", "200"] in rows
    assert "minimum volume: Region Nordland" in ran.text
    assert "Ruled out by the requirements for a seller: Søkær, Åby." in ran.text
    assert max(map(len, ran.out.splitlines())) <= 80


def test_without_a_task_the_tasks_together_are_told_first_then_each_alone_on_one_screen(run: Run, toy: Path) -> None:
    ran = run("explain", toy, "903", "--lang", "da")
    assert ran.code == 0
    assert "Søkær får besvaret: niveau 4 af Østerå (tilkøb); niveau 9 af egne fagforvaltninger (uændret)." in ran.text
    rows = [line.split() for line in ran.out.splitlines()]
    assert ["Søkær", "eget", "center", "1.300", "400", "0", "460"] in rows
    assert ["L4", "nu:", "Østerå", "Søkær", "1.900", "400", "460"] in rows
    assert "fundet med niveau 4 samlet et andet sted, bruger Søkær" in ran.text  # one task alone may cost less
    assert ran.out.index("niveau 4 samlet") < ran.out.index("én opgave")
    assert "optimiser explain RUN Søkær L4" in ran.text
    assert max(map(len, ran.out.splitlines())) <= 80
    assert len(ran.out.splitlines()) <= 40


def test_what_is_together_is_in_the_json_with_its_differences(run: Run, toy: Path) -> None:
    told = json.loads(run("explain", toy, "Ærholm", "--json").out)
    first, region = told["portfolios"]
    assert [(one["task"], one["centre"]) for one in first["tasks"]] == [("L4", "Østerå"), ("L6", "Østerå")]
    assert first["system"]["difference_kr"] == pytest.approx(200_000)
    assert region["system"]["difference_kr"] == pytest.approx(3_125_000)
    assert [breach["rule"] for breach in region["local"]["breaches"]] == ["minimum-volume"]


def test_a_task_that_the_law_keeps_at_home_is_told_so_in_danish_too(run: Run, toy: Path) -> None:
    ran = run("explain", toy, "903", "L9", "--lang", "da")
    assert "L9 i Søkær (200.000 henvendelser om året) besvares af egne fagforvaltninger, uændret." in ran.text
    assert "Udelukket af loven, opdigtet; som i denmark-2014: Region Nordland, Østerå." in ran.text
    ran = run("explain", toy, "903", "L4", "--lang", "da")
    assert "Regler, hvis grænse er nået her: antal indgange: Søkær; om det koster noget, vides ikke." in ran.text


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
    assert "is not a run folder" in ran.text


def test_how_far_an_assumption_must_move_is_told_in_both_languages(run: Run, tmp_path: Path) -> None:
    """By hand in tests/explanation/test_turning.py: at a factor of 0.9487."""
    plain, row = read(TOY), {"low": 0.9, "high": 1.1, "source": "made up", "assumption": True}
    ranges = [Assumption.model_validate({"parameter": "centres.Østerå.cost_factor", **row})]
    save(solve(remake_instance(plain, plain.settings, assumptions=ranges)), tmp_path / "ranged")
    ran = run("explain", tmp_path / "ranged", "Ærholm", "L4")
    assert ran.code == 0
    assert "Østerå, purchased, becomes cheaper than the plan at the latest; a third plan may do so" in ran.text
    assert "Cost factor of Østerå (now × 1): at × 0.94922 the plan is still the cheaper of the two" in ran.text
    ran = run("explain", tmp_path / "ranged", "Ærholm", "L4", "--lang", "da")
    assert "bliver Østerå, tilkøb, senest her billigere end planen; en tredje plan kan blive det før." in ran.text
    assert "(nu × 1): Ved × 0,94922 er planen stadig den billigste af de to, ved × 0,94843 er det Østerå." in ran.text
    (task,) = json.loads(run("explain", tmp_path / "ranged", "Ærholm", "L4", "--json").out)["tasks"]
    assert [turn["turns_at"] is None for turn in task["turns"]] == [False, True]


def test_all_writes_a_page_for_each_that_the_report_leads_to(
    run: Run, toy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling, "LEAST_SECONDS", 1000.0)
    copy = tmp_path / "toy"
    shutil.copytree(toy, copy)
    ran = run("explain", copy, "--all", "--lang", "en")
    assert ran.code == 0
    assert "4 municipalities explained in" in ran.text
    assert "Other lawful ways: 14. Settled within the gap asked for: 14; between two amounts: 0;" in ran.text
    pages = copy / "municipalities"
    names = {f"{code}.{suffix}" for code in ("901", "902", "903", "904") for suffix in ("html", "json")}
    assert {path.name for path in pages.iterdir()} == {*names, "index.html"}
    link = '<a href="municipalities/index.html">'
    assert link in (copy / "report.html").read_text(encoding="utf-8")
    assert "Why are the tasks answered here?" in (pages / "902.html").read_text(encoding="utf-8")
    assert run("report", copy, "--lang", "da").code == 0
    assert "Hvorfor besvares opgaverne her?" in (pages / "902.html").read_text(encoding="utf-8")
    assert link in (copy / "report.html").read_text(encoding="utf-8")
    assert run("audit", copy).code == 0


def test_all_goes_on_where_it_was_stopped(run: Run, toy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while the second is explained: the first is kept, nothing is half, and it is not worked out again."""
    copy, explained = tmp_path / "toy", []
    shutil.copytree(toy, copy)
    whole = Everyone.explain_municipality

    def stopped(everyone: Everyone, code: str) -> Explanation:
        explained.append(code)
        if len(explained) == 2:
            signal.raise_signal(signal.SIGINT)
        return whole(everyone, code)

    monkeypatch.setattr(Everyone, "explain_municipality", stopped)
    ran = run("explain", copy, "--all", "--lang", "en")
    assert ran.code == 130
    assert "2 municipalities explained and saved; the same command continues from there." in ran.text
    assert sorted(path.name for path in (copy / "municipalities").iterdir()) == ["901.json", "902.json"]
    ran = run("explain", copy, "--all", "--lang", "da")
    assert ran.code == 0
    assert "2 kommuner forklaret i forvejen og ikke regnet igen. 4 kommuner er forklaret" in ran.text
    assert explained == ["901", "902", "903", "904"]


def test_ctrl_c_tells_what_was_worked_out(run: Run, toy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the second alternative is solved for."""
    solves = []

    def stopped(forcing: Forcing, *asked: Any) -> Result:
        solves.append(asked)
        if len(solves) == 2:
            forcing.interrupted = True
        return whole(forcing, *asked)

    whole = Forcing.solve_changed
    monkeypatch.setattr(Forcing, "solve_changed", stopped)
    ran = run("explain", toy, "Ærholm", "L4")
    assert ran.code == 130
    assert "Stopped with Ctrl-C; what had not been computed is not shown." in ran.text
    assert "Østerå" in ran.text


@pytest.mark.parametrize("arguments", [("Ærholm",), ("--all",)])
def test_a_run_without_a_plan_is_refused(run: Run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """Such a folder is not written by solve; it may be made by hand, or by another program."""
    none = solve(read(TOY, overrides=["centres.virtual.min_volume=900000", "policy.max_entry_points=1"]))
    found = none if not none.has_plan else none.with_run(status="infeasible", objective_kr=None)
    write_run(found, tmp_path / "none")
    ran = run("explain", tmp_path / "none", *arguments)
    assert ran.code == 2
    assert "there is nothing to explain" in ran.text
    assert "Traceback" not in ran.text


def test_what_says_nothing_beside_all_is_refused(run: Run, toy: Path) -> None:
    ran = run("explain", toy, "Ærholm", "--all", "--json")
    assert ran.code == 2
    assert "2 problems" in ran.text


def test_without_a_subject_the_plan_is_told_as_a_whole(run: Run, toy: Path) -> None:
    """Without Østerå Søkær and Åby answer themselves: each opens a centre of its own."""
    ran = run("explain", toy)
    assert (ran.code, ran.err) == (0, "")
    assert ran.text.startswith("Østerå answers levels 4 and 6 for 2 others; 1 answers its own only;")
    (centre,) = json.loads(run("explain", toy, "--json").out)["centres"]
    assert (centre["centre"], centre["municipalities"], centre["contacts"]) == ("Østerå", 2, 200_000)
    assert centre["saves_kr"] > 0
    assert centre["obeys"] is True
    assert max(map(len, ran.out.splitlines())) <= 80
    danish = run("explain", toy, "--lang", "da")
    assert "Sparer højst: hvad landet betaler mere" in danish.text
    assert "Bevist: Planen er den bedste. Ingen anden er så meget som 1 kr. billigere om året." in danish.text


def test_what_says_nothing_beside_a_whole_plan_is_refused(run: Run, toy: Path) -> None:
    ran = run("explain", toy, "Ærholm", "--centre", "Østerå")
    assert ran.code == 2
    assert "must be given one at a time" in ran.text


def test_an_explanation_is_written_as_a_workbook_where_it_is_asked_for(run: Run, toy: Path, tmp_path: Path) -> None:
    book = tmp_path / "new" / "why.xlsx"
    ran = run("explain", toy, "Ærholm", "--out", book, "--lang", "da")
    assert ran.code == 0
    assert "Forklaringen er også skrevet i" in ran.text
    assert load_workbook(book).sheetnames[:2] == ["Resumé", "Opgaver samlet et andet sted"]
    ran = run("explain", toy, "--out", book, "--lang", "da")
    assert ran.code == 2
    assert "må ikke findes i forvejen" in ran.text
    assert json.loads(run("explain", toy, "--out", book, "--force", "--json", "--lang", "da").out)["centres"]
    assert load_workbook(book).sheetnames[1] == "Centre, der besvarer for andre"


def test_what_is_no_workbook_is_refused_before_anything_is_read(run: Run, tmp_path: Path) -> None:
    ran = run("explain", tmp_path / "nowhere", "--out", tmp_path / "why.csv", "--lang", "da")
    assert ran.code == 2
    assert "skal ende på .xlsx" in ran.text
    ran = run("explain", tmp_path / "nowhere", "--all", "--out", tmp_path / "why.xlsx")
    assert ran.code == 2
    assert "has no effect with --all" in ran.text
