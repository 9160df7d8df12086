"""`optimiser generate`: a folder that validates, the same for the same options; all faults at once, nothing written."""

from pathlib import Path

import pytest

from optimiser import generate, read
from tests.cli.conftest import Run


def test_what_is_generated_validates_and_is_what_python_makes(run: Run, tmp_path: Path) -> None:
    asked = ("--municipalities", 12, "--tasks", 10, "--hosts", 3, "--regions", 2, "--pairs", "all", "--seed", 4)
    ran = run("generate", tmp_path / "made", *asked)
    assert ran.code == 0
    assert "12 municipalities with 10 tasks each; 3 of them may sell to others" in ran.text
    assert "no problems" in run("validate", tmp_path / "made").text
    assert read(tmp_path / "made") == generate(12, 10, 3, 2, "all", 4)


def test_it_speaks_danish(run: Run, tmp_path: Path) -> None:
    ran = run("generate", tmp_path / "made", "--municipalities", 10, "--hosts", 2, "--lang", "da")
    assert "10 kommuner med 9 opgaver hver; 2 af dem må sælge til andre" in ran.text


TOLD = {
    "en": (
        "5 problems in the options – nothing was written.",
        "--tasks 0 must be 1 or more",
        "--seed -3 must be 0 or more",
        "--municipalities 4 fewer municipalities than regions (5)",
        "--hosts 5 more hosts than municipalities (4)",
        "made must not exist yet; choose another name or use --force",
    ),
    "da": (
        "5 fejl i valgene – intet er skrevet.",
        "--tasks 0 skal være 1 eller mere",
        "--seed -3 skal være 0 eller mere",
        "--municipalities 4 færre kommuner end regioner (5)",
        "--hosts 5 flere værtskommuner end kommuner (4)",
        "made må ikke findes i forvejen; vælg et andet navn, eller brug --force",
    ),
}


@pytest.mark.parametrize("language", ["da", "en"])
def test_all_faults_are_told_at_once_and_nothing_is_written(run: Run, tmp_path: Path, language: str) -> None:
    target = tmp_path / "made"
    target.mkdir()
    (target / "mine.txt").write_text("mine", encoding="utf-8")
    asked = ("--municipalities", 4, "--hosts", 5, "--tasks", 0, "--seed", -3, "--lang", language)
    ran = run("generate", target, *asked)
    assert ran.code == 2
    assert all(words in ran.text for words in TOLD[language])
    assert [path.name for path in target.iterdir()] == ["mine.txt"]


def test_what_stands_there_is_replaced_by_force_where_it_is_an_instance(run: Run, tmp_path: Path) -> None:
    small = ("--municipalities", 10, "--hosts", 2)
    assert run("generate", tmp_path / "made", *small).code == 0
    assert run("generate", tmp_path / "made", *small, "--seed", 2).code == 2
    assert run("generate", tmp_path / "made", *small, "--seed", 2, "--force").code == 0
    assert read(tmp_path / "made") == generate(10, hosts=2, seed=2)


def test_a_workbook_is_written_too(run: Run, tmp_path: Path) -> None:
    assert run("generate", tmp_path / "made.xlsx", "--municipalities", 10, "--hosts", 2).code == 0
    assert read(tmp_path / "made.xlsx").sha256 == generate(10, hosts=2).sha256
