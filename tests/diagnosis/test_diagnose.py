"""Planted causes are found, alone and in pairs; what is called smallest is; every repair makes a plan."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import inf
from pathlib import Path

import numpy as np
import pytest

from optimiser.api import solve
from optimiser.data.instance import Instance
from optimiser.data.read import read
from optimiser.data.settings import SolverOptions
from optimiser.diagnosis import feasibility
from optimiser.diagnosis.diagnose import Diagnosis, as_record, diagnose
from optimiser.diagnosis.feasibility import Asking
from optimiser.diagnosis.repair import Move
from optimiser.model.build import build
from optimiser.model.compiled import compile_formulation
from optimiser.planning.pools import single_pools
from optimiser.planning.problem import build_problem
from optimiser.rules.registry import requirements_of
from optimiser.rules.rule import Requirement
from optimiser.solver import highs
from optimiser.solver.highs import SolverLimits
from tests.diagnosis.planted import CAUSES, REGION, REGIONAL, TOY, Planted, pairs

BY_NAME = {cause.name: cause for cause in CAUSES}
SLOWER = {"maximum", "dearer", "share", "virtual", "local", "hosts", "places", "sells", "minimum"}
"""Much like others, or diagnosed in other tests too: not in every run."""
PAIRS = [("cap", "kpi"), ("minimum", "hosts")]


def _changed(causes: Iterable[Planted], folder: Path, more: Sequence[str] = ()) -> Instance:
    scenarios = [path for cause in causes for path in cause.scenario(folder)]
    overrides = [change for cause in causes for change in cause.overrides]
    return read(TOY, scenarios=scenarios, overrides=[*overrides, *more])


def _diagnosed(causes: Iterable[Planted], folder: Path) -> Diagnosis:
    scenarios = [path for cause in causes for path in cause.scenario(folder)]
    overrides = [change for cause in causes for change in cause.overrides]
    return diagnose(read(TOY, scenarios=scenarios, overrides=overrides))


def _has_plan(instance: Instance) -> bool:
    result = solve(instance)
    assert result.status in ("optimal", "infeasible")
    return result.has_plan and not result.breaches


def _dropped(rules: Iterable[Requirement]) -> list[str]:
    return [rule.dropped for rule in rules]


def _assert_smallest(found: Diagnosis, causes: Iterable[Planted], folder: Path) -> None:
    """By solves of their own: no plan with a conflict alone, and a plan without any one rule of it."""
    rules = requirements_of(_changed(causes, folder))
    for one in found.found:
        assert one.conflict.proven
        others = _dropped(rule for rule in rules if rule not in one.conflict.rules)
        assert not _has_plan(_changed(causes, folder, others))
        for rule in one.conflict.rules:
            assert _has_plan(_changed(causes, folder, [*others, rule.dropped])), rule


def _assert_repaired(found: Diagnosis, causes: Iterable[Planted], folder: Path) -> None:
    """With every repair there is a plan, with any part of it left out there is none, and with less there is none."""
    assert found.repairs
    for repair in found.repairs:
        assert _has_plan(_changed(causes, folder, repair.changes))
        for move in repair.moves:
            rest = [change for other in repair.moves if other != move for change in other.changes]
            assert not _has_plan(_changed(causes, folder, rest))
            if isinstance(move, Move) and move.short is not None:
                assert not _has_plan(_changed(causes, folder, [*rest, move.rule.moved(move.short)]))


@pytest.mark.parametrize(
    "cause",
    [pytest.param(cause, marks=pytest.mark.nightly) if cause.name in SLOWER else cause for cause in CAUSES],
    ids=lambda cause: cause.name,
)
def test_a_planted_cause_is_named_and_every_repair_makes_a_plan(cause: Planted, tmp_path: Path) -> None:
    found = _diagnosed([cause], tmp_path)
    assert (found.answer, found.complete) == ("no plan", True)
    (one,) = found.found
    assert {rule.parameter for rule in one.conflict.changeable} == cause.blamed
    assert {move.rule.parameter for repair in found.repairs for move in repair.moves} == cause.blamed
    _assert_repaired(found, [cause], tmp_path)


@pytest.mark.parametrize("name", ["places", "cap", "levels"])
def test_what_is_called_smallest_is(name: str, tmp_path: Path) -> None:
    """The law and the levels among them."""
    _assert_smallest(_diagnosed([BY_NAME[name]], tmp_path), [BY_NAME[name]], tmp_path)


def _assert_pair(causes: Sequence[Planted], folder: Path) -> Diagnosis:
    """There is a repair of both together."""
    found = _diagnosed(causes, folder)
    assert (found.answer, found.complete) == ("no plan", True)
    _assert_repaired(found, causes, folder)
    return found


@pytest.mark.parametrize("names", PAIRS, ids="-".join)
def test_two_planted_causes_are_both_resolved(names: tuple[str, str], tmp_path: Path) -> None:
    causes = [BY_NAME[name] for name in names]
    blamed = {rule.parameter for one in _assert_pair(causes, tmp_path).found for rule in one.conflict.changeable}
    assert blamed <= frozenset.union(*(cause.blamed for cause in causes))


@pytest.mark.nightly
@pytest.mark.parametrize("causes", pairs(), ids=lambda causes: "-".join(cause.name for cause in causes))
def test_every_pair_of_planted_causes_is_resolved(causes: tuple[Planted, Planted], tmp_path: Path) -> None:
    """Two may be at odds with a third rule, such as the two places a municipality may use: then it is named."""
    _assert_smallest(_assert_pair(causes, tmp_path), causes, tmp_path)


def test_without_memory_for_models_that_give_hints_the_same_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_hints = _diagnosed([BY_NAME["places"]], tmp_path)
    monkeypatch.setattr(feasibility, "estimate_memory_gb", lambda *_: inf)
    monkeypatch.setattr(feasibility, "least_paid", None)
    monkeypatch.setattr(feasibility, "least_excess", None)
    instance = _changed([BY_NAME["places"]], tmp_path, ["solver.memory_gb=10"])
    without = diagnose(instance)
    assert (without.answer, without.complete) == ("no plan", True)
    assert {one.conflict for one in without.found} == {one.conflict for one in with_hints.found}


def test_two_causes_that_have_nothing_in_common_are_two_conflicts(tmp_path: Path) -> None:
    found = _diagnosed([BY_NAME["places"], BY_NAME["sells"]], tmp_path)
    named = {frozenset(rule.parameter for rule in one.conflict.changeable) for one in found.found}
    assert named == {BY_NAME["places"].blamed, BY_NAME["sells"].blamed}
    assert all(len(repair.moves) == 2 for repair in found.repairs)
    changed = {move.rule.parameter for repair in found.repairs for move in repair.moves}
    assert changed == BY_NAME["places"].blamed | BY_NAME["sells"].blamed


def test_whole_tasks_alone_may_be_the_reason(tmp_path: Path) -> None:
    """Half a task would do: the relaxation has a solution, so no sum of volumes shows it."""
    problem = build_problem(_changed([BY_NAME["whole"]], tmp_path))
    linear = compile_formulation(build(problem, single_pools(problem))).linear
    relaxed = replace(linear, integer=np.zeros(linear.columns, dtype=np.bool_))
    assert highs.solve(relaxed, SolverLimits(0.0, 60.0, 1, 1), lambda *_: False).ending == "optimal"


def test_the_least_change_is_the_most_that_can_be_had(tmp_path: Path) -> None:
    """All of levels 4 and 6 is six times 100,000 contacts."""
    (lowered,) = (
        move
        for repair in _diagnosed([BY_NAME["minimum"]], tmp_path).repairs
        for move in repair.moves
        if isinstance(move, Move) and move.rule.parameter == f"{REGION}.min_volume"
    )
    assert (lowered.value, lowered.short, lowered.nearest) == (600_000, None, True)


def test_a_rule_of_use_only_with_others_is_changed_with_them(tmp_path: Path) -> None:
    """Keeping the mandate takes a second entry point besides a lower local share."""
    found = _diagnosed([BY_NAME["places"], BY_NAME["local"]], tmp_path)
    changed = {frozenset(move.rule.parameter for move in repair.moves) for repair in found.repairs}
    assert changed == {frozenset({REGIONAL}), frozenset({"policy.max_entry_points", "policy.min_local_share"})}


def test_a_value_that_the_checks_refuse_is_not_enough(tmp_path: Path) -> None:
    """A maximum below the minimum is no instance: the search passes it by."""
    asking = Asking(lambda more: _changed([BY_NAME["virtual"]], tmp_path, more), SolverOptions(time_limit_seconds=60))
    assert asking.plan_with([f"{REGION}.max_volume=200000"]) == "refused"


def test_the_toy_has_nothing_to_diagnose() -> None:
    found = diagnose(read(TOY))
    assert (found.answer, found.complete, found.found, found.repairs) == ("a plan", True, (), ())


@pytest.mark.parametrize("asked", [0, 1, 4, 8])
def test_a_diagnosis_cut_short_claims_no_more_than_it_knows(
    asked: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Time is up after so many questions: in every state the rules named allow no plan together."""
    remaining = property(lambda asking: 600.0 if len(asking.known) < asked else 0.0)
    monkeypatch.setattr(Asking, "remaining", remaining)
    found = _diagnosed([BY_NAME["whole"]], tmp_path)
    assert (found.answer, found.complete) == ("not known" if not asked else "no plan", False)
    assert not found.repairs
    for one in found.found:
        assert BY_NAME["whole"].blamed <= {rule.parameter for rule in one.conflict.rules}
        assert not one.conflict.proven


def test_the_record_holds_every_change(tmp_path: Path) -> None:
    record = as_record(_diagnosed([BY_NAME["minimum"]], tmp_path))
    assert record["repairs"][1]["changes"] == [f"{REGION}.min_volume=600000"]  # type: ignore[index]
    assert record["conflicts"][0]["seen"][0]["figures"]["reaches"] == 600_000  # type: ignore[index]
