"""The run folder: whole or not at all, in nobody's way, and harmless to open."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from optimiser import Result, save, solve
from optimiser.audit import audit_folder
from optimiser.data.findings import InvalidInputError
from optimiser.data.read import read
from optimiser.data.run_folder import RUN_FILES
from optimiser.data.safe_text import plain
from optimiser.result import folder as folders
from optimiser.result.folder import next_folder
from tests.planning.two_towns import TABLES, two_towns


@pytest.fixture(scope="module")
def result() -> Result:
    return solve(two_towns())


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_run_folder_holds_run_json_every_table_and_the_instance(result: Result, tmp_path: Path) -> None:
    save(result, tmp_path / "run")
    assert {path.name for path in (tmp_path / "run").iterdir()} == RUN_FILES
    assert read(tmp_path / "run" / "instance").sha256 == result.instance.sha256
    assert audit_folder(tmp_path / "run").breaches == ()


def test_run_json_says_what_the_result_says(result: Result, tmp_path: Path) -> None:
    save(result, tmp_path / "run")
    told = json.loads((tmp_path / "run" / "run.json").read_text(encoding="utf-8"))
    assert told == json.loads(json.dumps(dict(result.run)))
    assert told["schema_version"] == 2


def test_tables_are_written_with_all_digits(result: Result, tmp_path: Path) -> None:
    save(result, tmp_path / "run")
    rows = _read(tmp_path / "run" / "municipalities.csv")
    assert [float(row["after_kr"]) for row in rows] == list(result.municipalities["after_kr"])


@pytest.mark.parametrize("when", ["json.dumps", "write_folder"])
def test_a_run_that_fails_midway_leaves_nothing(
    result: Result, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    def fail(*_: Any, **__: Any) -> str:
        raise OSError("disk full")

    monkeypatch.setattr(f"optimiser.result.folder.{when}", fail)
    with pytest.raises(OSError, match="disk full"):
        save(result, tmp_path / "run")
    assert list(tmp_path.iterdir()) == []


def test_a_replacement_that_fails_midway_keeps_what_was_there(
    result: Result, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(result, tmp_path / "run")
    before = (tmp_path / "run" / "run.json").read_bytes()

    def fail(*_: Any, **__: Any) -> str:
        raise OSError("disk full")

    monkeypatch.setattr(folders, "write_folder", fail)
    with pytest.raises(OSError, match="disk full"):
        save(result, tmp_path / "run", force=True)
    assert [path.name for path in tmp_path.iterdir()] == ["run"]
    assert (tmp_path / "run" / "run.json").read_bytes() == before


def test_an_existing_folder_is_refused_without_force(result: Result, tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    with pytest.raises(InvalidInputError):
        save(result, tmp_path / "run")
    assert list((tmp_path / "run").iterdir()) == []


def test_force_replaces_a_run_folder(result: Result, tmp_path: Path) -> None:
    save(result, tmp_path / "run")
    save(result.with_run(name="again"), tmp_path / "run", force=True)
    assert json.loads((tmp_path / "run" / "run.json").read_text(encoding="utf-8"))["name"] == "again"


def test_even_force_replaces_nothing_but_a_run_folder(result: Result, tmp_path: Path) -> None:
    save(result, tmp_path / "run")
    (tmp_path / "run" / "thesis.docx").write_text("years of work", encoding="utf-8")
    with pytest.raises(InvalidInputError):
        save(result, tmp_path / "run", force=True)
    assert (tmp_path / "run" / "thesis.docx").exists()


def test_a_file_of_that_name_is_refused(result: Result, tmp_path: Path) -> None:
    (tmp_path / "run").write_text("a file", encoding="utf-8")
    with pytest.raises(InvalidInputError):
        save(result, tmp_path / "run")
    assert (tmp_path / "run").read_text(encoding="utf-8") == "a file"


def test_there_is_nothing_to_save_without_a_plan(tmp_path: Path) -> None:
    failed = solve(two_towns("policy.levels.local=3", "policy.levels.purchased=3"))
    with pytest.raises(ValueError, match="infeasible"):
        save(failed, tmp_path / "run")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_a_number_that_is_none_is_never_written(result: Result, tmp_path: Path, number: float) -> None:
    with pytest.raises(ValueError, match="JSON"):
        save(result.with_run(npv_kr=number), tmp_path / "run")
    assert list(tmp_path.iterdir()) == []


def test_run_json_has_no_nan(result: Result, tmp_path: Path) -> None:
    save(result, tmp_path / "run")
    text = (tmp_path / "run" / "run.json").read_text(encoding="utf-8")
    assert "NaN" not in text
    assert "Infinity" not in text


@pytest.mark.parametrize("name", ["=1+1", "@x", "+45 70 10 18 81", "-by", '=HYPERLINK("http://x")'])
def test_a_name_that_a_spreadsheet_would_calculate_is_written_as_text(name: str, tmp_path: Path) -> None:
    quoted = '"' + name.replace('"', '""') + '"'
    result = solve(two_towns(municipalities=TABLES["municipalities"].replace("Lilleby", quoted)))
    save(result, tmp_path / "run")
    for table in ("assignments", "municipalities"):
        written = {row["name"] for row in _read(tmp_path / "run" / f"{table}.csv")}
        assert written == {"Storby", f"'{name}"}
        assert name in {plain(text) for text in written}
    assert audit_folder(tmp_path / "run").breaches == ()
    assert read(tmp_path / "run" / "instance").municipalities["2"].name == name


def test_a_name_that_is_harmless_is_written_as_it_is(tmp_path: Path) -> None:
    name = "'s-Gravenhage"
    result = solve(two_towns(municipalities=TABLES["municipalities"].replace("Lilleby", name)))
    save(result, tmp_path / "run")
    assert {row["name"] for row in _read(tmp_path / "run" / "municipalities.csv")} == {"Storby", name}


def test_folders_are_numbered_after_those_that_exist(tmp_path: Path) -> None:
    assert next_folder(tmp_path, "toy") == tmp_path / "toy-0001"
    (tmp_path / "toy-0001").mkdir()
    assert next_folder(tmp_path, "toy") == tmp_path / "toy-0002"
    assert next_folder(tmp_path, "other") == tmp_path / "other-0001"
