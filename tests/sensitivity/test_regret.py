"""Regret by hand: costs, the worst, the expected, and what is proven."""

from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimiser.data.choice_rows import Future
from optimiser.sensitivity.regret import COSTS, REGRETS, Regret, TriedFuture

Costs = dict[str, dict[str, float | None]]


def figures(cost: float | None, gap: float | None = 0.0) -> dict[str, Any]:
    bound = None if cost is None or gap is None else cost - gap
    status = "infeasible" if cost is None else "optimal"
    return {"status": status, "objective_kr": cost, "bound_kr": bound, "gap": gap}


def regret(costs: Costs, gap: float | None = 0.0, **probabilities: float | None) -> Regret:
    """Costs by structure and future; decided again each would cost 1 less."""
    names = next(iter(costs.values()))
    futures = tuple(Future(future=name, probability=probabilities.get(name)) for name in names)
    tried = [
        TriedFuture(structure, future, figures(cost, gap), figures(None if cost is None else cost - 1, gap), 0.0)
        for structure, found in costs.items()
        for future, cost in found.items()
    ]
    return Regret(futures, {name: figures(100.0) for name in costs}, tuple(tried))


BY_HAND: Costs = {"a": {"good": 10.0, "bad": 100.0}, "b": {"good": 30.0, "bad": 70.0}, "c": {"good": 40.0, "bad": 90.0}}


def test_regret_by_hand() -> None:
    found = regret(BY_HAND, good=0.8, bad=0.2)
    assert list(found.costs.columns) == list(COSTS)
    assert list(found.table.columns) == list(REGRETS)
    assert list(found.costs["regret_kr"]) == [0, 30, 20, 0, 30, 20]
    table = found.table.set_index("structure")
    assert list(table["worst_regret_kr"]) == [30, 20, 30]
    assert list(table["worst_future"]) == ["bad", "good", "good"]
    assert list(table["expected_kr"]) == [28, 38, 50]
    assert list(table["expected_regret_kr"]) == [6, 16, 28]
    assert list(table["minimax"]) == [False, True, False]
    assert list(table["cheapest_expected"]) == [True, False, False]


def test_the_recommendations_name_the_next_and_what_is_proven() -> None:
    found = regret(BY_HAND, gap=1.0, good=0.8, bad=0.2)
    assert found.minimax is not None
    assert (found.minimax.structure, found.minimax.runner_up) == ("b", "a")
    assert (found.minimax.difference_kr, found.minimax.gaps_kr, found.minimax.proven) == (10, 2, True)
    assert found.cheapest_expected is not None
    assert found.cheapest_expected.difference_kr == pytest.approx(10)
    assert found.cheapest_expected.proven


@pytest.mark.parametrize("gap", [5.0, 20.0, None])
def test_a_difference_within_the_gaps_is_not_proven(gap: float | None) -> None:
    found = regret(BY_HAND, gap=gap, good=0.8, bad=0.2)
    assert found.minimax is not None
    assert found.cheapest_expected is not None
    assert (found.minimax.structure, found.minimax.proven) == ("b", False)
    assert (found.cheapest_expected.structure, found.cheapest_expected.proven) == ("a", False)


def test_probabilities_of_some_futures_are_scaled_and_none_is_none() -> None:
    scaled, whole = regret(BY_HAND, good=0.4, bad=0.1), regret(BY_HAND, good=0.8, bad=0.2)
    pd.testing.assert_frame_equal(scaled.table, whole.table)
    for none in (regret(BY_HAND), regret(BY_HAND, good=0.0, bad=0.0)):
        assert none.cheapest_expected is None
        assert none.table["expected_kr"].isna().all()
        assert none.minimax is not None


def test_a_structure_without_a_plan_in_a_future_is_not_recommended() -> None:
    costs: Costs = {"a": {"good": 1.0, "bad": None}, "b": {"good": 30.0, "bad": 70.0}}
    found = regret(costs, good=0.5, bad=0.5)
    assert found.minimax is not None
    assert (found.minimax.structure, found.minimax.runner_up, found.minimax.proven) == ("b", None, False)
    row = found.table.set_index("structure").loc["a"]
    assert row["worst_future"] == "bad"
    assert pd.isna(row["worst_regret_kr"])
    assert pd.isna(row["expected_kr"])
    nowhere = regret({"a": {"good": None}, "b": {"good": None}}, good=1.0)
    assert nowhere.minimax is nowhere.cheapest_expected is None


def test_a_future_that_cannot_be_asks_for_no_plan_in_the_mean() -> None:
    costs: Costs = {"a": {"good": 1.0, "bad": None}, "b": {"good": 30.0, "bad": 70.0}}
    found = regret(costs, good=1.0, bad=0.0)
    assert found.cheapest_expected is not None
    assert found.cheapest_expected.structure == "a"


def test_what_is_unavoidable_is_paid_beside_unless_it_is_in_the_plan() -> None:
    futures = (Future(future="bad"),)
    beside = TriedFuture("a", "bad", figures(10.0, 2.0), figures(9.0), 5.0)
    within = TriedFuture("b", "bad", figures(10.0, 2.0), figures(10.0, 3.0), 5.0, included=True)
    costs = Regret(futures, {"a": figures(9.0), "b": figures(9.0)}, (beside, within)).costs
    assert list(costs["cost_kr"]) == [15, 10]
    assert list(costs["bound_kr"]) == [13, 8]
    assert list(costs["gap"]) == pytest.approx([2 / 15, 0.2])
    assert list(costs["unavoidable_kr"]) == [5, 5]
    assert list(costs["hindsight_kr"]) == [6, 0]
    assert list(costs["hindsight_proven"]) == [True, False]


def test_what_is_proven_of_deciding_again_is_proven_of_what_was_decided() -> None:
    proven_again = TriedFuture("a", "bad", figures(10.0, 4.0), figures(9.0, 1.0), 0.0)
    unproven = TriedFuture("b", "bad", figures(10.0, None), figures(9.0, 1.0), 5.0)
    costs = Regret((Future(future="bad"),), {"a": figures(9.0), "b": figures(9.0)}, (proven_again, unproven)).costs
    assert list(costs["bound_kr"]) == [8, 8]
    assert list(costs["gap"]) == pytest.approx([0.2, 7 / 15])


@given(st.lists(st.lists(st.floats(1, 1000), min_size=3, max_size=3), min_size=2, max_size=4), st.floats(0, 50))
def test_regret_is_never_negative_and_nothing_for_the_cheapest(rows: list[list[float]], gap: float) -> None:
    costs: Costs = {f"s{n}": dict(zip("xyz", row, strict=True)) for n, row in enumerate(rows)}
    found = regret(costs, gap=gap, x=0.2, y=0.3, z=0.5)
    assert (found.costs["regret_kr"] >= 0).all()
    assert (found.costs.groupby("future")["regret_kr"].min() == 0).all()
    assert found.minimax is not None
    assert found.minimax.value_kr == found.table["worst_regret_kr"].min()
    assert found.cheapest_expected is not None
    assert found.cheapest_expected.value_kr == found.table["expected_kr"].min()
