"""The table of a frontier: what is proven, what is dominated, and the targets between."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimiser.comparison.measure import Measure
from optimiser.sensitivity.frontier import FRONTIER, Frontier, FrontierStep, easier, targets

MORE = Measure("resolution", "kpis.resolution.target", sense="at least", unit="share")
LESS = Measure("minutes", "kpis.minutes.target", sense="at most")
FEW = Measure("hosts", "policy.max_hosts", least=0.0)


def figures(cost: float | None, value: float | None, gap: float = 0.0, name: str = "resolution") -> dict[str, Any]:
    status = "optimal" if cost is not None else "infeasible"
    bound = None if cost is None else cost - gap
    money = {"objective_kr": cost, "bound_kr": bound, "gap": gap, "exact_cost_kr": cost}
    return {"status": status, **money, "measured": {} if value is None else {name: value}}


def test_the_free_optimum_comes_first_and_harder_targets_after() -> None:
    tried = [(0.8, figures(120, 0.8)), (None, figures(100, 0.7)), (0.75, figures(105, 0.76))]
    frontier = Frontier.of_tried(MORE, tried)
    assert list(frontier.table.columns) == list(FRONTIER)
    assert list(frontier.table["free"]) == [True, False, False]
    assert list(frontier.table["more_kr"]) == [0, 5, 20]
    assert [row["value"] for row in frontier.points] == [0.7, 0.76, 0.8]
    assert list(frontier.steps_along()) == [
        FrontierStep(0.7, 0.76, 5, True),
        FrontierStep(0.76, 0.8, 15, True),
    ]


def test_less_is_harder_where_a_measure_is_a_ceiling() -> None:
    tried = [(None, figures(100, 9, name="minutes")), (7.0, figures(130, 7, name="minutes"))]
    tried.append((8.0, figures(110, 8, name="minutes")))
    frontier = Frontier.of_tried(LESS, tried)
    assert [row["value"] for row in frontier.points] == [9, 8, 7]
    assert [step.more_kr for step in frontier.steps_along()] == [10, 20]


@pytest.mark.parametrize(
    ("gap", "value", "dominated"),
    [(0.0, 0.75, True), (0.0, 0.76, True), (6.0, 0.76, False), (4.9, 0.76, True), (0.0, 0.74, False)],
)
def test_dominated_is_only_what_costs_more_beyond_the_gaps_and_is_no_better(
    gap: float, value: float, dominated: bool
) -> None:
    """Planted: the target 0.75 costs 110, and another plan that is as good or better costs 100."""
    tried = [(None, figures(90, 0.7)), (0.75, figures(110, 0.75, gap)), (0.76, figures(100, value, gap))]
    frontier = Frontier.of_tried(MORE, tried)
    assert list(frontier.table["dominated"]) == [False, dominated, False]
    assert (0.75 in [row["target"] for row in frontier.points]) is not dominated


def test_what_has_no_bound_is_neither_dominated_nor_proven() -> None:
    unbounded = {**figures(110, 0.75), "bound_kr": None, "gap": None}
    frontier = Frontier.of_tried(MORE, [(None, figures(90, 0.8)), (0.75, unbounded)])
    assert not frontier.table["dominated"].any()
    assert list(frontier.table["proven"]) == [False, False]


def test_the_same_plan_for_two_targets_is_one_point() -> None:
    tried = [(None, figures(90, 0.7)), (0.75, figures(100, 0.8)), (0.8, figures(100, 0.8))]
    assert len(Frontier.of_tried(MORE, tried).points) == 2


def test_without_a_plan_there_is_a_row_and_no_point() -> None:
    frontier = Frontier.of_tried(MORE, [(None, figures(90, 0.7)), (0.8, figures(None, None))])
    assert list(frontier.table["status"]) == ["optimal", "infeasible"]
    assert list(frontier.steps_along()) == []
    assert Frontier.of_tried(MORE, []).free is None


def test_targets_are_even_end_at_the_best_and_are_rounded_to_the_easier_side() -> None:
    assert targets(MORE, 0.7, 0.8, 4) == [0.725, 0.75, 0.775, 0.8]
    assert targets(LESS, 8.0, 7.0, 3) == [7.6667, 7.3334, 7.0]
    assert targets(FEW, 5.0, 0.0, 2) == [3.0, 0.0]
    assert targets(FEW, 3.0, 0.0, 7) == [2.0, 1.0, 0.0]
    assert targets(FEW, 2.0, 2.0, 3) == []


@given(st.floats(0.01, 100), st.floats(1e-6, 50), st.integers(1, 30), st.sampled_from([MORE, LESS]))
def test_targets_are_in_order_between_the_ends(free: float, width: float, count: int, measure: Measure) -> None:
    best = free + measure.sign * width
    found = targets(measure, free, best, count)
    assert len(found) <= count
    assert all(measure.is_better(target, free) and not measure.is_better(target, best) for target in found)
    assert all(measure.is_better(later, earlier) for earlier, later in pairwise(found))


@given(st.floats(-100, 100), st.floats(1e-6, 50), st.sampled_from([MORE, LESS, FEW]))
def test_easier_is_never_harder(value: float, stretch: float, measure: Measure) -> None:
    assert not measure.is_better(easier(measure, value, stretch), value)
