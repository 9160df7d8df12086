"""Comparing as a whole: solved once, gone on with, written, and read back."""

import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from optimiser.api import solve
from optimiser.comparison.comparison import Comparison
from optimiser.data.findings import InvalidInputError
from optimiser.data.instance import Instance
from optimiser.data.seal import seal_all
from optimiser.data.settings import SolverOptions
from optimiser.result.result import Result
from optimiser.solver.warm_start_cache import WarmStartCache
from optimiser.studies.compare import CompareStudy, compare
from optimiser.studies.resume import CaseEnded, StudyBegan, StudyEvent
from optimiser.studies.runner.dispatch import Failure, SolvesFailedError
from optimiser.studies.runner.local import LocalWorkers
from tests.planning.two_towns import BUYS_BOTH, BUYS_NONE

NAMES = ["one", "alone", "impossible"]


class Compared:
    """Compares two towns in one folder with workers that stay, and remembers what was told."""

    def __init__(self, path: Path, out: Path, workers: LocalWorkers) -> None:
        self.path = path
        self.out = out
        self.workers = workers
        self.told: list[StudyEvent] = []

    def __call__(self, *structures: str, **more: Any) -> Comparison:
        self.told.clear()
        names = structures or NAMES
        found = compare(self.path, self.out, structures=names, workers=self.workers, report=self.told.append, **more)
        assert isinstance(found, Comparison)
        return found

    @property
    def solved(self) -> set[str]:
        """The cases that the last call solved, and did not find solved."""
        return {event.title for event in self.told if isinstance(event, CaseEnded) and not event.kept}

    @property
    def finished(self) -> dict[str, str]:
        return {path.parent.name: json.loads(path.read_text())["finished"] for path in self.out.glob("runs/*/run.json")}

    def record(self) -> dict[str, Any]:
        entries: dict[str, Any] = json.loads((self.out / "comparison.json").read_text(encoding="utf-8"))
        return entries


@pytest.fixture
def again(towns: Path, tmp_path: Path, workers: LocalWorkers) -> Compared:
    """A comparison of two towns that has been made once."""
    compared = Compared(towns, tmp_path / "out", workers)
    compared()
    return compared


def test_every_case_is_solved_told_and_compared(towns: Path, tmp_path: Path, workers: LocalWorkers) -> None:
    compared = Compared(towns, tmp_path / "out", workers)
    comparison = compared()
    assert {case: result.objective_kr for case, result in comparison.results.items()} == {
        "one": pytest.approx(BUYS_BOTH),
        "alone": pytest.approx(BUYS_NONE),
        "impossible": None,
    }
    assert list(comparison.results) == ["one", "alone", "impossible"]
    assert isinstance(compared.told[0], StudyBegan)
    assert [event.number for event in compared.told if isinstance(event, CaseEnded)] == [1, 2, 3]
    assert compared.solved == set(NAMES)


def test_the_folder_holds_the_runs_the_tables_and_what_was_compared(again: Compared) -> None:
    assert {path.name for path in again.out.iterdir()} == {
        "runs",
        "comparison.json",
        "seal.json",
        "figures.csv",
        "differences.csv",
        "changes.csv",
        "inputs.csv",
    }
    record = again.record()
    assert record["cheapest"] == record["base"] == "one"
    changes = pd.read_csv(again.out / "changes.csv").set_index("case")
    assert list(changes["base"]) == ["one"]
    assert changes.loc["alone", "change_kr"] == pytest.approx(BUYS_NONE - BUYS_BOTH)
    assert record["cases"]["one"]["objective_kr"] == pytest.approx(BUYS_BOTH)
    assert record["cases"]["impossible"]["status"] == "infeasible"
    assert all((again.out / entry["folder"]).is_dir() for entry in record["cases"].values())
    assert list(pd.read_csv(again.out / "figures.csv")["case"]) == ["one", "alone", "impossible"]


def test_the_second_time_nothing_is_solved_and_the_answer_is_the_same(again: Compared) -> None:
    figures, before = again().figures, again.finished
    assert again.solved == set()
    assert again.finished == before
    pd.testing.assert_frame_equal(figures, CompareStudy.load_found(again.out).figures)


def test_only_what_is_missing_or_damaged_is_solved_again(again: Compared) -> None:
    (again.out / "runs" / "alone" / "centres.csv").unlink()
    path = again.out / "runs" / "impossible" / "run.json"
    path.write_text(path.read_text(encoding="utf-8")[:200], encoding="utf-8")
    again()
    assert again.solved == {"alone", "impossible"}
    assert CompareStudy.load_found(again.out).results.keys() == set(NAMES)


def test_a_change_is_solved_again_and_so_is_all_by_force(again: Compared) -> None:
    again("one", "alone", overrides=["economy.today_unit_cost_kr=60"])
    assert again.solved == {"one", "alone"}
    again("one", "alone", overrides=["economy.today_unit_cost_kr=60"], force=True)
    assert again.solved == {"one", "alone"}


def test_a_comparison_grows_by_what_is_asked_for_next(again: Compared) -> None:
    comparison = again("one", "none")
    assert again.solved == {"none"}
    assert comparison.results.keys() == {"one", "none"}
    assert (again.out / "runs" / "alone").exists()


def test_bad_options_and_names_are_told_before_anything_is_solved(again: Compared) -> None:
    with pytest.raises(InvalidInputError):
        again("one", gap=2.0)
    with pytest.raises(InvalidInputError):
        again("on")
    assert not again.told


def test_a_plan_that_fails_the_audit_is_not_kept_and_the_others_are(
    towns: Path, tmp_path: Path, workers: LocalWorkers, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breached(lines: Any, *_: Any, **__: Any) -> Iterator[Any]:
        for case in chain.from_iterable(lines):
            yield case, case.compute(case.instance, SolverOptions(), WarmStartCache())

    def solve_badly(instance: Instance, *_: Any, **__: Any) -> Result:
        result = solve(instance)
        breach = {**dict.fromkeys(("rule", "about", "found", "wanted"), ""), "sentence": "too much"}
        breaches = [breach] if instance.system == "one" else []
        return result.with_run(audit={"checks": 1, "breaches": breaches}) if result.has_plan else result

    monkeypatch.setattr("optimiser.studies.resume.side_by_side", breached)
    monkeypatch.setattr("optimiser.studies.compared_cases.solve_any", solve_badly)
    compared = Compared(towns, tmp_path / "out", workers)
    with pytest.raises(SolvesFailedError, match="one") as raised:
        compared()
    assert raised.value.failures == {"one": Failure("audit", ("too much",))}
    assert raised.value.made.results.keys() == {"alone", "impossible"}
    assert compared.record()["failed"]["one"]["reasons"] == ["too much"]
    assert not (compared.out / "runs" / "one").exists()


def test_ctrl_c_keeps_what_is_solved(towns: Path, tmp_path: Path, workers: LocalWorkers) -> None:
    """As of the first case that ends; the signal handler is the parent's own, so the test raises what it raises."""

    def stop(event: StudyEvent) -> None:
        if isinstance(event, CaseEnded):
            raise KeyboardInterrupt

    compared = Compared(towns, tmp_path / "out", workers)
    with pytest.raises(KeyboardInterrupt):
        compare(towns, compared.out, structures=NAMES, workers=workers, report=stop)
    assert len(compared.finished) == 1
    compared()
    assert len(compared.solved) == 2


def test_a_comparison_is_read_back_without_solving(again: Compared) -> None:
    comparison = CompareStudy.load_found(again.out)
    assert list(comparison.results) == ["one", "alone", "impossible"]
    assert comparison.results["one"].objective_kr == pytest.approx(BUYS_BOTH)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"schema_version": 1}', '{"schema_version": 7, "cases": {}}'])
def test_a_damaged_comparison_is_told_in_findings(again: Compared, text: str) -> None:
    (again.out / "comparison.json").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInputError):
        CompareStudy.load_found(again.out)


def test_runs_that_are_missing_or_others_than_those_compared_are_all_told(again: Compared) -> None:
    (again.out / "runs" / "alone" / "run.json").unlink()
    path = again.out / "runs" / "one" / "run.json"
    finished = "2014-01-31T12:00:00+00:00"
    path.write_text(json.dumps({**json.loads(path.read_text()), "finished": finished}), encoding="utf-8")
    with pytest.raises(InvalidInputError) as raised:
        CompareStudy.load_found(again.out)
    assert {finding.place for finding in raised.value.findings} == {"runs/one/run.json", "alone"}
    seal_all(path.parent)
    with pytest.raises(InvalidInputError) as raised:
        CompareStudy.load_found(again.out)
    assert {finding.place for finding in raised.value.findings} == {"one", "alone"}


def test_a_folder_that_is_no_comparison_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match="1 problem"):
        CompareStudy.load_found(tmp_path)
