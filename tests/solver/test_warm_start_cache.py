"""What is carried over from one solve to the next holds: the same answer as without, and bounds that are bounds."""

from collections.abc import Sequence
from dataclasses import replace
from math import inf
from random import Random

import numpy as np
import pytest

from optimiser import solve
from optimiser.data.instance import Instance
from optimiser.data.read import hash_of_instance, read
from optimiser.model.linear import Array, LinearModel
from optimiser.solver.highs import SolverLimits
from optimiser.solver.highs import solve as solve_model
from optimiser.solver.warm_start_cache import BoundProof, WarmStartCache, carried_bound
from tests.random_instances import random_instance
from tests.sampling import by_day

GAP = 1e-4
KRONE = 1.0


# ---- whole solves ---------------------------------------------------------------------------------


def _priced(instance: Instance, factors: Sequence[float]) -> Instance:
    """The instance with prices times factors: the curve of shared centres, investments, and today's cost."""
    shared, invested, today = factors
    centres = tuple(
        row.model_copy(update={"cost_factor": row.cost_factor * shared}) if row.kind != "local" else row
        for row in instance.tables.centres
    )
    investments = tuple(
        row.model_copy(update={"amount_kr": row.amount_kr * invested}) for row in instance.tables.investments
    )
    economy = instance.settings.economy
    settings = instance.settings.model_copy(
        update={"economy": economy.model_copy(update={"today_unit_cost_kr": economy.today_unit_cost_kr * today})}
    )
    tables = replace(instance.tables, centres=centres, investments=investments)
    priced = replace(instance, settings=settings, tables=tables)
    return replace(priced, sha256=hash_of_instance(priced))


@pytest.mark.parametrize("seed", by_day(range(8), range(25)))
def test_a_sequence_of_prices_gives_what_cold_solves_give(seed: int) -> None:
    """Within the gaps of both; each bound below each plan; and every plan stands up to the audit."""
    rng = Random(seed)  # noqa: S311  # nothing secret is drawn
    instance, cache = random_instance(seed, optional_rules=seed % 2 == 0), WarmStartCache()
    for _ in range(6):
        priced = _priced(instance, [rng.choice((0.8, 0.9, 1.0, 1.05, 1.2)) for _ in range(3)])
        again, cold = solve(priced, gap=GAP, cache=cache), solve(priced, gap=GAP)
        assert again.status == cold.status
        if again.objective_kr is not None and cold.objective_kr is not None:
            assert again.breaches == []
            assert (again.bound_kr or 0) <= cold.objective_kr + KRONE
            assert (cold.bound_kr or 0) <= again.objective_kr + KRONE
            assert again.objective_kr == pytest.approx(cold.objective_kr, rel=2 * GAP)


def test_between_two_solved_points_on_a_line_nothing_is_solved() -> None:
    cache = WarmStartCache()

    def stages_at(factor: float) -> list[str]:
        instance = read("instances/toy", overrides=[f"centres.virtual.cost_factor={factor}"])
        return [stage.name for stage in solve(instance, cache=cache).run.stages]

    assert "carried" not in stages_at(1.2)
    assert stages_at(1.3)[0] == "carried"
    assert stages_at(1.25) == ["carried"]


def test_another_shape_begins_anew() -> None:
    cache = WarmStartCache()
    for overrides in ([], ["policy.max_entry_points=1"]):
        run = solve(read("instances/toy", overrides=overrides), cache=cache).run
        assert "carried" not in {stage.name for stage in run.stages}


def test_a_wrong_bound_is_found_out_and_forgotten() -> None:
    """A bound above a plan in hand is contradicted: all is forgotten, and proved afresh."""
    cache = WarmStartCache()
    right = solve(read("instances/toy"), cache=cache)
    for earlier in cache.shapes.values():
        earlier.proofs = [replace(proof, bound=proof.bound * 1.5) for proof in earlier.proofs]
    again = solve(read("instances/toy"), cache=cache)
    assert again.status == "optimal"
    assert (again.bound_kr or inf) <= (right.objective_kr or 0) + KRONE
    assert again.objective_kr == pytest.approx(right.objective_kr, rel=2 * GAP)


def test_only_so_many_shapes_and_points_are_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("optimiser.solver.warm_start_cache.MOST_PROOFS", 3)
    cache = WarmStartCache()
    for number in range(6):
        solve(read("instances/toy", overrides=[f"centres.virtual.cost_factor={1 + number / 7}"]), cache=cache)
        solve(read("instances/toy", overrides=[f"policy.max_entry_points={number % 3 + 1}"]), cache=cache)
    assert len(cache.shapes) <= 2
    assert all(len(earlier.proofs) <= 3 for earlier in cache.shapes.values())


# ---- bounds ---------------------------------------------------------------------------------------


def _knapsack(cost: Sequence[float] | Array, high: float = 1.0) -> LinearModel:
    """Cover a need of 10 by columns that give 1, 2, 3, …"""
    count = len(cost)
    return LinearModel(
        cost=np.array(cost),
        offset=3.0,
        low=np.zeros(count),
        high=np.full(count, high),
        integer=np.ones(count, dtype=bool),
        row_low=np.array([10.0]),
        row_high=np.array([inf]),
        start=np.array([0, count], dtype=np.int32),
        index=np.arange(count, dtype=np.int32),
        value=np.arange(1.0, count + 1),
        column_names=tuple(map(str, range(count))),
        row_names=("cover",),
    )


def _optimum(model: LinearModel) -> float:
    return solve_model(model, SolverLimits(0.0, 60.0, 1, 0), lambda _objective, _bound: False).objective


def _proof(model: LinearModel) -> BoundProof:
    return BoundProof(model.cost, model.offset, _optimum(model))


@pytest.mark.parametrize("high", [1.0, inf])
@pytest.mark.parametrize("seed", range(40))
def test_a_carried_bound_is_never_above_the_optimum(seed: int, high: float) -> None:
    rng = np.random.default_rng(seed)
    models = [_knapsack(rng.uniform(-1 if high == 1 else 0, 5, 6).round(2), high) for _ in range(5)]
    *known, now = models
    assert carried_bound(now, [_proof(model) for model in known]) <= _optimum(now) + 1e-9


def test_between_two_prices_the_bound_is_between_their_bounds() -> None:
    low, high = np.array([1.0, 2, 3, 4, 5, 6]), np.array([5.0, 1, 4, 1, 5, 2])
    known = [_proof(_knapsack(low)), _proof(_knapsack(high))]
    mixed = _knapsack(0.25 * low + 0.75 * high)
    assert carried_bound(mixed, known) == pytest.approx(0.25 * known[0].bound + 0.75 * known[1].bound, abs=1e-6)


def test_dearer_prices_keep_the_bound_and_no_proof_is_no_bound() -> None:
    model = _knapsack([1.0, 2, 3, 4, 5, 6])
    known = [_proof(model)]
    assert carried_bound(_knapsack([1.5, 2, 3, 4, 5, 7]), known) >= known[0].bound - 1e-6
    assert carried_bound(model, []) == -inf
