"""The seal of a run folder: what was changed, is missing or does not belong is named; what makes it again is told."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from optimiser import load
from optimiser.audit import audit_folder, is_made_again, not_checked
from optimiser.data.findings import InvalidInputError
from optimiser.data.seal import damage_of_folder, seal_all, sealed_files, write_sealed
from tests.audit.runs import Run


def told(folder: Path) -> list[str]:
    """What the audit says of the folder as it is."""
    return [breach.sentence for breach in audit_folder(folder).breaches]


def test_every_file_of_a_run_is_sealed(run: Run) -> None:
    files = {path.relative_to(run.path).as_posix() for path in run.path.rglob("*") if path.is_file()}
    assert {*sealed_files(run.path), "seal.json"} == files
    assert told(run.path) == []


def test_what_only_the_solve_can_know_is_sealed(run: Run) -> None:
    run.change(lambda entries: entries.update(routes=25))
    assert told(run.path) == [
        "seal: run.json was changed since, but must be as the program wrote it; only a new solve makes it again."
    ]
    with pytest.raises(InvalidInputError, match="1 problem"):
        load(run.path)


@pytest.mark.parametrize("path", ["assumptions.csv", "instance/futures.csv", "run.json"])
def test_a_space_more_is_noticed(run: Run, path: str) -> None:
    (run.path / path).write_bytes((run.path / path).read_bytes() + b"\n")
    assert [sentence.split(" was ")[0] for sentence in told(run.path)] == [f"seal: {path}"]


def test_a_file_that_is_missing_is_noticed(run: Run) -> None:
    (run.path / "instance" / "futures.csv").unlink()
    assert "seal: instance/futures.csv is missing, but must be" in "".join(told(run.path))


def test_a_seal_that_is_missing_is_noticed(run: Run) -> None:
    (run.path / "seal.json").unlink()
    assert (
        "seal: seal.json is missing: nothing says that the files here are as the program wrote them"
        in told(run.path)[0]
    )
    with pytest.raises(InvalidInputError):
        load(run.path)


def forget(entries: dict[str, dict[str, str]]) -> None:
    del entries["files"]["run.json"]


def believe(entries: dict[str, dict[str, str]]) -> None:
    entries["files"]["run.json"] = "0" * 64


def retype(entries: dict[str, Any]) -> None:
    entries["schema_version"] = True


@pytest.mark.parametrize("change", [forget, believe, retype])
def test_a_seal_that_was_changed_does_not_fit_itself(
    run: Run, change: Callable[[dict[str, dict[str, str]]], None]
) -> None:
    path = run.path / "seal.json"
    entries = json.loads(path.read_text(encoding="utf-8"))
    change(entries)
    path.write_text(json.dumps(entries), encoding="utf-8")
    assert "seal: seal.json was changed since" in "".join(told(run.path))


def test_a_file_of_the_programs_name_that_it_did_not_write_is_noticed(run: Run) -> None:
    (run.path / "report.html").write_text("<p>Everything is free.</p>", encoding="utf-8")
    (sentence,) = told(run.path)
    assert "report.html is not in its seal, but must be what the program wrote" in sentence


def test_notes_of_the_user_are_named_and_no_breach(run: Run) -> None:
    (run.path / "notes").mkdir()
    (run.path / "notes" / "board.txt").write_text("ask about Åby", encoding="utf-8")
    (run.path / ".DS_Store").write_bytes(b"x")
    assert told(run.path) == []
    assert not_checked(run.path) == ["notes/board.txt"]


def test_a_document_that_was_changed_is_made_again_and_nothing_is_read_from_it(run: Run) -> None:
    write_sealed(run.path, {"report.html": lambda made: made.write_text("63.95", encoding="utf-8")})
    assert told(run.path) == []
    (run.path / "report.html").write_text("36.95", encoding="utf-8")
    breaches = audit_folder(run.path).breaches
    assert [breach.about for breach in breaches] == ["report.html"]
    assert "`optimiser report` makes it again" in breaches[0].sentence
    assert all(map(is_made_again, breaches))
    assert load(run.path).objective_kr == 63_950_000


def test_writing_more_keeps_what_was_damaged_damaged(run: Run) -> None:
    run.change(lambda entries: entries.update(routes=25))
    write_sealed(run.path, {"report.html": lambda made: made.write_text("63.95", encoding="utf-8")})
    assert [finding.place for finding in damage_of_folder(run.path)] == ["run.json"]


@pytest.mark.parametrize("placed", [False, True])
def test_a_program_that_is_stopped_while_it_replaces_a_file_leaves_a_seal_that_holds(
    run: Run, placed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_sealed(run.path, {"report.html": lambda made: made.write_text("old", encoding="utf-8")})
    put = "optimiser.data.seal.put_in_place"

    def stopped(made: Path, target: Path, _: Path) -> None:
        if placed:
            made.replace(target)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(put, stopped)
        write_sealed(run.path, {"report.html": lambda made: made.write_text("new", encoding="utf-8")})
    assert (run.path / "report.html").read_text(encoding="utf-8") == ("new" if placed else "old")
    assert told(run.path) == []
    write_sealed(run.path, {"report.xlsx": lambda made: made.write_bytes(b"x")})
    assert told(run.path) == []


def test_a_write_that_fails_changes_nothing(run: Run) -> None:
    def fail(made: Path) -> None:
        made.write_text("half", encoding="utf-8")
        raise OSError("disk full")

    before = sorted(run.path.rglob("*"))
    with pytest.raises(OSError, match="disk full"):
        write_sealed(run.path, {"report.html": fail})
    assert sorted(run.path.rglob("*")) == before
    assert told(run.path) == []


def test_a_run_within_another_folder_stands_for_itself(run: Run, tmp_path: Path) -> None:
    outer = tmp_path / "outer"
    (outer / "runs").mkdir(parents=True)
    run.path.rename(outer / "runs" / "one")
    seal_all(outer)
    assert sealed_files(outer) == ["runs/one/run.json"]
    write_sealed(outer / "runs" / "one", {"report.html": lambda made: made.write_text("x", encoding="utf-8")})
    assert damage_of_folder(outer) == []


def test_a_folder_without_a_seal_gets_none_unless_it_is_to_begin_with_one(tmp_path: Path) -> None:
    writes = {"a/b.txt": lambda made: made.write_text("x", encoding="utf-8")}
    write_sealed(tmp_path / "plain", writes)
    assert [path.name for path in (tmp_path / "plain").iterdir()] == ["a"]
    write_sealed(tmp_path / "begun", writes, begin=True)
    assert sealed_files(tmp_path / "begun") == ["a/b.txt"]


def test_a_seal_that_points_out_of_its_folder_is_none(run: Run, tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_text("x", encoding="utf-8")
    seal_all(run.path)
    path = run.path / "seal.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"run.json"', '"../outside.txt"'), encoding="utf-8")
    assert [finding.place for finding in damage_of_folder(run.path)] == ["seal.json"]
