"""A result in memory is audited as its run folder is."""

from pathlib import Path

import pytest

from optimiser import Result, audit_result, read, save, solve
from optimiser.audit import audit_folder


@pytest.fixture(scope="module")
def toy() -> Result:
    return solve(read("toy"))


def test_a_plan_as_it_was_solved_breaks_nothing(toy: Result, tmp_path: Path) -> None:
    save(toy, tmp_path / "run")
    assert audit_result(toy).breaches == audit_folder(tmp_path / "run").breaches == ()
    assert audit_result(toy).checks == toy.figures.audit.checks > 100


def test_a_figure_that_was_changed_is_found(toy: Result) -> None:
    dearer = toy.centres.assign(operation_kr=toy.centres["operation_kr"] + 1000)
    audited = audit_result(toy.with_tables(centres=dearer))
    assert "cost" in {breach.rule for breach in audited.breaches}


def test_a_cell_that_is_none_is_refused(toy: Result) -> None:
    with pytest.raises(ValueError, match="operation_kr"):
        toy.with_tables(centres=toy.centres.assign(operation_kr="dear"))
    with pytest.raises(ValueError, match="operation_kr"):
        toy.with_tables(centres=toy.centres.drop(columns="operation_kr"))


def test_without_a_plan_there_is_nothing_to_audit() -> None:
    impossible = solve(read("toy").with_changes({"centres.*.min_volume": 1e9}))
    assert not impossible.has_plan
    with pytest.raises(ValueError, match="there is no plan: infeasible"):
        audit_result(impossible)
