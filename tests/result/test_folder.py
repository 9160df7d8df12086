"""The run folder: whole or not at all, in nobody's way, and harmless to open."""

import csv
import json
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from optimiser import Result, load, save, solve
from optimiser.audit import audit_folder
from optimiser.data.cells import unescape_formula
from optimiser.data.findings import InvalidInputError
from optimiser.data.read import read
from optimiser.data.run_tables import PROOF_FILE, RUN_FILES
from optimiser.result import folder as folders
from optimiser.result.folder import held_folder, next_folder, save_somewhere, write_run
from tests.planning.two_towns import TABLES, two_towns


@pytest.fixture(scope="module")
def result() -> Result:
    return solve(two_towns())


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_run_folder_holds_run_json_every_table_and_the_instance(result: Result, tmp_path: Path) -> None:
    save(result, tmp_path / "run")
    assert {path.name for path in (tmp_path / "run").iterdir()} == RUN_FILES - {PROOF_FILE}
    assert read(tmp_path / "run" / "instance").sha256 == result.instance.sha256
    assert audit_folder(tmp_path / "run").breaches == ()


def test_run_json_says_what_the_result_says(result: Result, tmp_path: Path) -> None:
    save(result, tmp_path / "run")
    told = json.loads((tmp_path / "run" / "run.json").read_text(encoding="utf-8"))
    assert told == json.loads(json.dumps(result.run.as_entries()))
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
    with pytest.raises(ValueError, match="npv_kr"):
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
        assert name in {unescape_formula(text) for text in written}
    assert audit_folder(tmp_path / "run").breaches == ()
    assert read(tmp_path / "run" / "instance").municipalities["2"].name == name


def test_a_name_that_is_harmless_is_written_as_it_is(tmp_path: Path) -> None:
    name = "'s-Gravenhage"
    result = solve(two_towns(municipalities=TABLES["municipalities"].replace("Lilleby", name)))
    save(result, tmp_path / "run")
    assert {row["name"] for row in _read(tmp_path / "run" / "municipalities.csv")} == {"Storby", name}


def test_folders_are_numbered_after_those_that_exist(tmp_path: Path) -> None:
    with next_folder(tmp_path, "toy") as folder:
        assert folder == tmp_path / "toy-0001"
    (tmp_path / "toy-0001").mkdir()
    with next_folder(tmp_path, "toy") as folder:
        assert folder == tmp_path / "toy-0002"
    with next_folder(tmp_path, "other") as folder:
        assert folder == tmp_path / "other-0001"


def test_folders_are_numbered_after_those_that_others_are_about_to_write(result: Result, tmp_path: Path) -> None:
    with next_folder(tmp_path / "runs", "toy") as one, next_folder(tmp_path / "runs", "toy") as other:
        assert [one.name, other.name] == ["toy-0001", "toy-0002"]
        save(result, other)
    with next_folder(tmp_path / "runs", "toy") as again:
        assert again.name == "toy-0001"
    assert [path.name for path in (tmp_path / "runs").iterdir()] == ["toy-0002"]


def test_a_folder_that_another_is_about_to_write_is_refused(tmp_path: Path) -> None:
    with held_folder(tmp_path / "run", force=False):
        for force in (False, True):
            with pytest.raises(InvalidInputError) as refused, held_folder(tmp_path / "run", force):
                pass
            assert "is being written by process" in refused.value.findings[0].rule
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("folder", "name", "beside"), [("run", "run", "run-0001"), ("toy-0001", "toy", "toy-0002")])
def test_what_was_solved_is_saved_beside_what_came_to_be_meanwhile(
    result: Result, tmp_path: Path, folder: str, name: str, beside: str
) -> None:
    (tmp_path / folder).mkdir()
    (tmp_path / folder / "letter.txt").write_text("dear")
    assert save_somewhere(partial(write_run, result), tmp_path / folder, name) == tmp_path / beside
    assert load(tmp_path / beside).objective_kr == result.objective_kr
    assert (tmp_path / folder / "letter.txt").read_text() == "dear"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([folder, beside])


def test_what_was_solved_is_saved_beside_a_file_or_a_link_to_nowhere(result: Result, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    assert save_somewhere(partial(write_run, result), tmp_path / "file", "file", force=True) == tmp_path / "file-0001"
    assert save_somewhere(partial(write_run, result), tmp_path / "link", "link") == tmp_path / "link-0001"


def test_what_was_solved_is_saved_elsewhere_where_its_place_is_lost(
    result: Result, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "runs").write_text("a file now")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "elsewhere"))
    saved = save_somewhere(partial(write_run, result), tmp_path / "runs" / "toy-0001", "toy")
    assert saved.is_relative_to(tmp_path / "elsewhere")
    assert load(saved).objective_kr == result.objective_kr


def test_a_folder_that_comes_to_be_in_the_last_moment_is_not_replaced(
    result: Result, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look and the writing: what is there is looked at in the same step that puts the new in place."""
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "run.json").write_text("of another")
    monkeypatch.setattr(folders, "refuse_existing", lambda *_: None)
    with pytest.raises(FileExistsError):
        save(result, tmp_path / "run")
    assert (tmp_path / "run" / "run.json").read_text() == "of another"
