"""A folder that is damaged, or no run at all: a breach that says what and where, never a traceback."""

import json
import shutil
from pathlib import Path

import pytest

from optimiser.audit import audit_folder
from tests.audit.runs import Run

CSV_FILES = ("assignments.csv", "centres.csv", "municipalities.csv", "cost_terms.csv")


def rewrite(run: Run, name: str, old: str, new: str) -> None:
    """Change a text that stands in a file of the folder."""
    text = (run.path / name).read_text(encoding="utf-8")
    assert old in text
    (run.path / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def only_sentence(run: Run) -> str:
    """What the audit says of a folder that cannot be read, and no more."""
    audit = run.audit()
    assert audit.cost_kr is None
    (breach,) = audit.breaches
    assert breach.rule == "run-folder"
    return breach.sentence


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    (breach,) = audit_folder(tmp_path / "nowhere").breaches
    assert "cannot be opened (No such file or directory)" in breach.sentence


def test_a_file_instead_of_a_folder(run: Run) -> None:
    (breach,) = audit_folder(run.path / "run.json").breaches
    assert "cannot be opened (Not a directory)" in breach.sentence


def test_a_folder_that_is_no_run(run: Run) -> None:
    (breach,) = audit_folder(run.path / "instance").breaches
    assert "is not a run folder, but must hold run.json" in breach.sentence


@pytest.mark.parametrize("name", CSV_FILES)
def test_a_missing_table(run: Run, name: str) -> None:
    (run.path / name).unlink()
    assert only_sentence(run).startswith(f"run-folder: {name} cannot be used, but must be a file that can be read")


@pytest.mark.parametrize("name", [*CSV_FILES, "run.json"])
@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"\0" * 9, b'"', b"{", b"[]", b"a,b\n1", b"[" * 100_000])
def test_a_file_of_something_else(run: Run, name: str, content: bytes) -> None:
    (run.path / name).write_bytes(content)
    assert run.rules() == {"run-folder"}
    assert name in run.told("run-folder")


@pytest.mark.parametrize("name", [*CSV_FILES, "run.json"])
def test_a_file_cut_off_anywhere_is_noticed_unless_nothing_is_lost(run: Run, name: str) -> None:
    content = (run.path / name).read_bytes()
    step = max(1, len(content) // 40)
    for length in range(0, len(content) - step, step):
        (run.path / name).write_bytes(content[:length])
        assert run.audit().breaches


def test_a_missing_column(run: Run) -> None:
    rewrite(run, "centres.csv", "fixed_kr", "fixed")
    assert only_sentence(run).endswith("but must have each of these columns once: fixed_kr.")


def test_a_column_that_stands_twice(run: Run) -> None:
    rewrite(run, "centres.csv", "fixed_kr", "fte")
    assert only_sentence(run).endswith("once: fixed_kr, fte.")


@pytest.mark.parametrize("cell", ["", "many", "12x", "nan", "inf", "1e999", "1,5", "-"])
def test_a_cell_that_is_no_number(run: Run, cell: str) -> None:
    run.edit("assignments", 2, contacts=cell)
    assert "assignments.csv, row 4, contacts " in only_sentence(run)


def test_a_line_that_is_cut_off(run: Run) -> None:
    (run.path / "cost_terms.csv").write_text("term,kr\noperation\n", encoding="utf-8")
    assert only_sentence(run).endswith("cost_terms.csv, row 2 cannot be used, but must have 2 cells, not 1.")


@pytest.mark.parametrize("name", ["gap", "objective_kr", "centres", "curve_error", "options", "terms_kr"])
def test_a_missing_entry_of_run_json(run: Run, name: str) -> None:
    run.change(lambda entries: entries.pop(name))
    assert only_sentence(run) == f"run-folder: run.json, {name} cannot be used, but must be filled in."


@pytest.mark.parametrize("value", ["63950000", True, [], {}, None])
def test_an_entry_of_run_json_that_is_no_number(run: Run, value: object) -> None:
    run.set(objective_kr=value)
    assert "run.json, objective_kr " in only_sentence(run)


@pytest.mark.parametrize("text", ["NaN", "Infinity", "1e999"])
def test_a_number_of_run_json_that_is_not_finite(run: Run, text: str) -> None:
    rewrite(run, "run.json", '"gap": ', f'"gap": {text}, "old": ')
    assert "run.json" in only_sentence(run)


def test_an_instance_with_an_error(run: Run) -> None:
    rewrite(run, "instance/centres.csv", "Østerå,local,901", "Østerå,local,999")
    assert "instance: centres.csv, row" in run.told("run-folder")
    assert "seat is '999', but must be right: no such municipality." in run.told("run-folder")


def test_an_instance_that_is_gone(run: Run) -> None:
    shutil.rmtree(run.path / "instance")
    assert only_sentence(run) == "run-folder: instance: instance cannot be used, but must be right: does not exist."


def test_every_fault_is_told_at_once(run: Run) -> None:
    run.edit("assignments", 0, contacts="many", level="deep")
    run.edit("centres", 0, fte="few")
    (run.path / "run.json").write_text("{}", encoding="utf-8")
    told = run.told("run-folder")
    assert "row 2, contacts is 'many', but must be a number" in told
    assert "row 2, level is 'deep', but must be a whole number" in told
    assert "centres.csv, row 2, fte is 'few'" in told
    assert "run.json, status" in told


def test_blank_lines_and_columns_that_are_not_audited_do_no_harm(run: Run) -> None:
    run.put("centres", [{**row, "note": "new"} for row in run.rows("centres")])
    rewrite(run, "cost_terms.csv", "term,kr\n", "term,kr\n\n")
    run.set(note="new")
    assert run.audit().breaches == ()


def test_text_that_a_spreadsheet_would_calculate_is_read_as_it_was_meant(run: Run) -> None:
    run.judge_by("municipalities.904.name==SUM(1)")
    assert "is 'Åby', but must be '=SUM(1)'" in run.told("assignment")
    run.put("assignments", [{**row, "name": row["name"].replace("Åby", "'=SUM(1)")} for row in run.rows("assignments")])
    run.edit("municipalities", 3, name="'=SUM(1)")
    assert run.audit().breaches == ()


def test_run_json_may_be_written_in_any_order(run: Run) -> None:
    path = run.path / "run.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")), sort_keys=True), encoding="utf-8")
    assert run.audit().breaches == ()
