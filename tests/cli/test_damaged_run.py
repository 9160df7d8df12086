"""A run folder in which something was changed: what each command says, and with which exit code."""

import json
import shutil
from pathlib import Path

import pytest

from optimiser.data.seal import seal_all
from tests.cli.conftest import TOY, Run


@pytest.fixture
def folder(toy: Path, tmp_path: Path) -> Path:
    shutil.copytree(toy, tmp_path / "run")
    return tmp_path / "run"


def spoil(folder: Path, **entries: object) -> None:
    path = folder / "run.json"
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), **entries}), encoding="utf-8")


@pytest.mark.parametrize("command", [("report",), ("explain", "901"), ("simulate",), ("audit",)])
def test_a_command_of_another_type_is_told_in_words(run: Run, folder: Path, command: tuple[str, ...]) -> None:
    spoil(folder, command=7)
    name, *more = command
    ran = run(name, folder, *more)
    assert ran.code == 1
    assert "run.json, command is '7', but must be a list" in ran.text


@pytest.mark.parametrize("command", [("report",), ("explain", "901"), ("simulate",), ("audit",)])
def test_a_figure_that_nothing_else_witnesses_is_told(run: Run, folder: Path, command: tuple[str, ...]) -> None:
    spoil(folder, routes=99)
    name, *more = command
    ran = run(name, folder, *more)
    assert ran.code == 1
    assert "seal run.json was changed since, but must be as the program wrote it" in ran.text
    ran = run(name, folder, *more, "--lang", "da")
    assert ran.code == 1
    assert "segl (seal) run.json er blevet ændret siden, men skal være, som programmet skrev det; kun en" in ran.text


def test_an_audit_is_told_in_the_language_of_the_run(run: Run, folder: Path) -> None:
    toml = folder / "instance" / "instance.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace('"en"', '"da"'), encoding="utf-8")
    (folder / "notes.txt").write_text("ask about Åby", encoding="utf-8")
    told = run("audit", folder).text
    assert "kontroller, " in told
    assert "instance/instance.toml er blevet ændret siden" in told
    assert "Ikke skrevet af programmet og ikke kontrolleret: notes.txt." in told
    assert "checks, breaches" in run("audit", folder, "--lang", "en").text


def test_an_altered_report_is_told_and_made_again(run: Run, folder: Path) -> None:
    assert run("report", folder).code == 0
    page = folder / "report.html"
    whole = page.read_text(encoding="utf-8")
    page.write_text(whole.replace("64.0", "46.0"), encoding="utf-8")
    (folder / "report.xlsx").write_text("no workbook", encoding="utf-8")
    ran = run("audit", folder)
    assert ran.code == 1
    assert "report.html was changed since" in ran.text
    assert "report.xlsx was changed since" in ran.text
    ran = run("report", folder)
    assert ran.code == 0
    assert "report.html was changed since" in ran.err
    assert page.read_text(encoding="utf-8") == whole
    assert run("audit", folder).code == 0


def test_notes_beside_the_run_are_named_by_the_audit(run: Run, folder: Path) -> None:
    (folder / "notes.txt").write_text("ask about Åby", encoding="utf-8")
    ran = run("audit", folder)
    assert ran.code == 0
    assert "Not written by the program, and not checked: notes.txt." in ran.text


def test_a_folder_of_an_earlier_version_is_told_to_be_one(run: Run, folder: Path) -> None:
    spoil(folder, schema_version=1)
    (folder / "seal.json").unlink()
    for name in ("audit", "report"):
        ran = run(name, folder)
        assert ran.code == 1
        assert "1 is of an earlier version of the program, whose folders have no seal" in ran.text


def write_as_another_edition(folder: Path) -> None:
    """Leave an entry and a column out, as a program does that has not got them, and seal what is left."""
    path = folder / "run.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    told["versions"]["optimiser"], told["command"] = "0.0.9", ["optimiser", "solve", "my toy"]
    del told["npv_kr"]
    path.write_text(json.dumps(told), encoding="utf-8")
    rows = [line.split(",") for line in (folder / "centres.csv").read_text(encoding="utf-8").splitlines()]
    left = rows[0].index("fte")
    lines = [",".join([*row[:left], *row[left + 1 :]]) for row in rows]
    (folder / "centres.csv").write_text("\n".join([*lines, ""]), encoding="utf-8")
    seal_all(folder)


@pytest.mark.parametrize("command", [("report",), ("explain", "901"), ("simulate",), ("explain", "--all")])
def test_a_run_of_another_edition_is_refused_in_a_sentence(run: Run, folder: Path, command: tuple[str, ...]) -> None:
    write_as_another_edition(folder)
    name, *more = command
    for language, sentence in (
        ("en", "of another edition of the program (version 0.0.9), whose files do not fit this one; solve again:"),
        ("da", "af en anden udgave af programmet (version 0.0.9), hvis filer ikke passer til denne; løs igen:"),
    ):
        ran = run(name, folder, *more, "--lang", language)
        assert ran.code == 2
        assert f"{sentence} optimiser solve 'my toy'" in ran.text
        assert "npv_kr" not in ran.text
        assert len(ran.err.splitlines()) < 8


def test_the_audit_of_a_run_of_another_edition_names_what_is_missing(run: Run, folder: Path) -> None:
    write_as_another_edition(folder)
    ran = run("audit", folder)
    assert ran.code == 1
    assert "run.json, npv_kr cannot be used, but must be filled in" in ran.text
    assert "centres.csv, row 1 cannot be used, but must have each of these columns once: fte" in ran.text


def test_a_comparison_with_a_run_of_another_edition_is_refused_in_a_sentence(run: Run, tmp_path: Path) -> None:
    assert run("compare", TOY, "--structure", "none", "--out", tmp_path / "cases").code == 0
    (case,) = (path.parent for path in (tmp_path / "cases" / "runs").glob("*/run.json"))
    write_as_another_edition(case)
    ran = run("report", tmp_path / "cases")
    assert ran.code == 2
    assert "is of another edition of the program (version 0.0.9)" in ran.text
    assert "npv_kr" not in ran.text


def test_a_run_that_was_changed_is_not_taken_for_one_of_another_edition(run: Run, folder: Path) -> None:
    write_as_another_edition(folder)
    (folder / "centres.csv").write_text("centre\n", encoding="utf-8")
    ran = run("report", folder)
    assert ran.code == 1
    assert "edition" not in ran.text
    assert "centres.csv was changed since" in ran.text
