"""Plans near the best kept in the run folder, read back, and audited; what was changed is found."""

import json
import shutil
from pathlib import Path

import pytest

from optimiser import NearOptimal, load, save
from optimiser.alternatives.near_optimal import PLANS, SETTLED, plan_rows, settled_rows
from optimiser.audit import alternatives_of, audit_alternatives
from optimiser.audit import near as auditing
from optimiser.data.findings import InvalidInputError
from optimiser.data.run_record import AlternativesRecord
from optimiser.planning import assignment
from optimiser.studies.alternatives_folder import AlternativesStudy, record_alternatives, save_alternatives
from optimiser.studies.catalogue import study_in


@pytest.fixture
def folder(toy_near: NearOptimal, tmp_path: Path) -> Path:
    save(toy_near.best, tmp_path / "run")
    save_alternatives(toy_near, tmp_path / "run")
    return tmp_path / "run"


def changed(folder: Path, **entries: object) -> None:
    path = folder / "alternatives.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **entries}))


def test_what_is_saved_is_read_back(folder: Path, toy_near: NearOptimal) -> None:
    near = AlternativesStudy.load_found(folder)
    assert near is not None
    assert (near.wanted, near.within, near.ending, near.bound_kr) == (3, 0.01, "found", toy_near.bound_kr)
    assert plan_rows(near) == plan_rows(toy_near)
    assert settled_rows(near) == settled_rows(toy_near)


def test_the_record_holds_the_entries_that_are_declared(toy_near: NearOptimal) -> None:
    entries = record_alternatives(toy_near)
    assert entries.keys() == AlternativesRecord.model_fields.keys()
    assert AlternativesRecord.model_validate(entries, strict=True).limit_kr == toy_near.limit_kr


def test_the_tables_have_the_columns_that_are_declared(folder: Path) -> None:
    for name, columns in (("alternatives", PLANS), ("settled", SETTLED)):
        assert (folder / f"{name}.csv").read_text().splitlines()[0] == ",".join(columns)


def test_a_run_without_them_has_none(folder: Path, tmp_path: Path) -> None:
    save(load(folder), tmp_path / "alone")
    assert study_in(tmp_path / "alone") is None
    assert audit_alternatives(tmp_path / "alone") is None
    assert alternatives_of(tmp_path / "alone") == ()


def test_a_run_with_them_can_be_replaced(folder: Path, toy_near: NearOptimal) -> None:
    save(toy_near.best, folder, force=True)
    assert not (folder / "alternatives.json").exists()


@pytest.mark.parametrize("text", ["", "[]", '{"schema_version": 1}', '{"schema_version": 99}'])
def test_a_damaged_record_is_a_finding_and_a_breach(folder: Path, text: str) -> None:
    (folder / "alternatives.json").write_text(text)
    with pytest.raises(InvalidInputError):
        AlternativesStudy.load_found(folder)
    audit = audit_alternatives(folder)
    assert audit is not None
    assert [breach.rule for breach in audit.breaches] == ["run-folder"]


def test_a_plan_that_is_gone_is_a_finding_and_a_breach(folder: Path) -> None:
    shutil.rmtree(folder / "alternatives" / "2")
    with pytest.raises(InvalidInputError):
        AlternativesStudy.load_found(folder)
    assert _rules(folder) == {"run-folder"}


def test_sound_plans_have_no_breach(folder: Path) -> None:
    assert _rules(folder) == set()
    assert [path.name for path in alternatives_of(folder)] == ["1", "2", "3"]


def test_the_same_plan_twice_is_a_breach(folder: Path) -> None:
    shutil.rmtree(folder / "alternatives" / "2")
    shutil.copytree(folder / "alternatives" / "1", folder / "alternatives" / "2")
    assert "differs-from" in _rules(folder)


def test_a_plan_that_is_too_dear_is_a_breach(folder: Path) -> None:
    changed(folder, within=0.001, limit_kr=63_950_000 * 1.001)
    assert _rules(folder) == {"within"}


def test_a_proof_that_does_not_hold_is_a_breach(folder: Path) -> None:
    proofs = json.loads((folder / "alternatives.json").read_text())["plans"]
    changed(folder, plans=[{**proofs[0], "bound_kr": 65_000_000.0}, *proofs[1:]])
    assert _rules(folder) == {"gap"}
    changed(folder, plans=[{**proofs[0], "gap": 0.5}, *proofs[1:]])
    assert _rules(folder) == {"gap"}


def test_both_witnesses_mean_the_same_share() -> None:
    assert auditing.LEAST_SHARE == assignment.LEAST_SHARE


def _rules(folder: Path) -> set[str]:
    audit = audit_alternatives(folder)
    assert audit is not None
    return {breach.rule for breach in audit.breaches}
