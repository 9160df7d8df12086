"""The folder of a comparison: what is kept counts only whole, for the same question, and never at others' cost."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from optimiser.api import solve
from optimiser.data.checking_rows import solver_options
from optimiser.data.findings import InvalidInputError
from optimiser.result.any_folder import AnyResult
from optimiser.studies.compared_cases import read_cases
from optimiser.studies.run_store import RunStore
from optimiser.studies.runner.dispatch import Case

TOWNS, OTHERS = {"instance": "two-towns"}, {"instance": "three-towns"}


@pytest.fixture
def case(towns: Path) -> Case[AnyResult]:
    (case,) = read_cases(towns, ["one"])
    return case


@pytest.fixture
def store(tmp_path: Path, case: Case[AnyResult]) -> RunStore:
    """A comparison's folder that holds the case `one`."""
    store = RunStore(tmp_path / "out", "a comparison", "comparison.json", ("figures",))
    store.keep_solve(case.name, solve(case.instance))
    return store


def kept(store: RunStore, case: Case[AnyResult], **asked: float) -> AnyResult | None:
    asking = replace(store, options=solver_options(None, **asked))
    return dict(asking.read_kept({case.name: case})).get(case.name)


def change_run(store: RunStore, **entries: Any) -> None:
    path = store.run_folder("one") / "run.json"
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), **entries}), encoding="utf-8")


def test_what_was_solved_is_kept(store: RunStore, case: Case[AnyResult]) -> None:
    assert kept(store, case)


@pytest.mark.parametrize("asked", [{"gap": 0.5}, {"time_limit_seconds": 7}, {"seed": 3}, {"threads": 2}])
def test_another_question_to_the_solver_is_solved_again(
    store: RunStore, case: Case[AnyResult], asked: dict[str, float]
) -> None:
    assert not kept(store, case, **asked)


def test_another_input_is_solved_again(store: RunStore, case: Case[AnyResult], towns: Path) -> None:
    (changed,) = read_cases(towns, ["one"], overrides=["policy.max_entry_points=1"])
    assert not kept(store, changed)
    assert not kept(store, replace(case, instance=replace(case.instance, system="another")))


@pytest.mark.parametrize(
    "entries",
    [
        {"interrupted": True},
        {"versions": {"optimiser": "0.0.1"}},
        {"audit": {"checks": 9, "breaches": [{"sentence": "a rule is broken"}]}},
    ],
)
def test_a_run_that_cannot_be_relied_on_is_solved_again(
    store: RunStore, case: Case[AnyResult], entries: dict[str, Any]
) -> None:
    change_run(store, **entries)
    assert not kept(store, case)


def truncate(folder: Path) -> None:
    text = (folder / "run.json").read_text(encoding="utf-8")
    (folder / "run.json").write_text(text[: len(text) // 2], encoding="utf-8")


@pytest.mark.parametrize(
    "damage",
    [
        truncate,
        lambda folder: (folder / "run.json").write_text("[]"),
        lambda folder: (folder / "run.json").write_bytes(b"\xff\0"),
        lambda folder: (folder / "run.json").unlink(),
        lambda folder: (folder / "centres.csv").unlink(),
        lambda folder: (folder / "centres.csv").write_text("no,table\n"),
        lambda folder: (folder / "instance" / "tasks.csv").unlink(),
    ],
)
def test_a_damaged_run_is_solved_again(
    store: RunStore, case: Case[AnyResult], damage: Callable[[Path], object]
) -> None:
    damage(store.run_folder("one"))
    store.open_for(TOWNS)
    assert not kept(store, case)


def test_a_case_without_a_plan_is_kept_too(store: RunStore, towns: Path) -> None:
    (impossible,) = read_cases(towns, ["impossible"])
    store.keep_solve(impossible.name, solve(impossible.instance))
    found = kept(store, impossible)
    assert found
    assert found.status == "infeasible"


def test_another_instance_is_refused_and_replaced_by_force(store: RunStore) -> None:
    with pytest.raises(InvalidInputError) as raised:
        store.open_for(OTHERS)
    assert "two-towns" in raised.value.findings[0].rule
    assert "force=True" in raised.value.findings[0].remedy
    store.open_for(OTHERS, force=True)
    assert not store.run_folder("one").exists()


@pytest.mark.parametrize("place", ["letter.txt", "figures.csv/letter.txt", "runs/letter.txt", "runs/one/letter.txt"])
@pytest.mark.parametrize("force", [False, True])
def test_what_is_not_ours_is_refused_even_by_force(store: RunStore, place: str, force: bool) -> None:
    (store.folder / place).parent.mkdir(exist_ok=True)
    (store.folder / place).write_text("dear", encoding="utf-8")
    with pytest.raises(InvalidInputError):
        store.open_for(TOWNS, force=force)
    assert (store.folder / place).read_text(encoding="utf-8") == "dear"


def test_a_run_folder_is_no_comparison(store: RunStore) -> None:
    with pytest.raises(InvalidInputError):
        replace(store, folder=store.run_folder("one")).open_for(TOWNS, force=True)


def test_a_place_that_cannot_hold_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    for place in ("file", "file/out"):
        with pytest.raises(InvalidInputError):
            RunStore(tmp_path / place, "a comparison", "comparison.json", ()).open_for(TOWNS, force=True)


def test_what_a_killed_process_left_is_cleared_away_and_other_hidden_files_are_not(store: RunStore) -> None:
    left = (store.folder / ".figures.csv-abc12345", store.folder / "runs" / ".one-x_y45678")
    for folder in left:
        folder.mkdir()
    (store.folder / ".DS_Store").write_text("mine")
    store.open_for(TOWNS)
    assert not any(folder.exists() for folder in left)
    assert (store.folder / ".DS_Store").exists()
