"""The textbook formulation and ours are two models of one problem: their optima agree."""

from pathlib import Path

import pytest

from benchmarks.textbook import build_textbook, solve_textbook
from optimiser import read, solve
from tests.random_instances import random_instance
from tests.sampling import by_day

TOY = Path(__file__).parents[2] / "instances" / "toy"


def test_the_textbook_solves_the_toy_to_its_hand_solved_optimum() -> None:
    outcome = solve_textbook(read(TOY), gap=0.0, seconds=60, milestones=(0.01,))
    assert outcome.optimal
    assert outcome.cost_kr == pytest.approx(63_950_000)
    assert 0 <= outcome.seconds_to[0.01] <= outcome.seconds


@pytest.mark.parametrize("seed", by_day(range(10), range(30)))
def test_the_textbook_and_ours_agree(seed: int) -> None:
    instance = random_instance(seed, optional_rules=False)
    ours = solve(instance, gap=0.0)
    # Without presolve, as that of HiGHS 1.15.1 cuts optima off (see tests/solver/test_against_brute_force.py).
    textbook = solve_textbook(instance, gap=0.0, seconds=60, presolve=False)
    assert textbook.infeasible == (ours.status == "infeasible")
    if ours.objective_kr is not None:
        assert ours.objective_kr == pytest.approx(textbook.cost_kr, rel=1e-6)
        assert ours.bound_kr == pytest.approx(textbook.bound_kr, rel=1e-6)


def test_the_textbook_filters_nothing() -> None:
    instance = read(TOY)
    model = build_textbook(instance)
    places = 1 + len(instance.centres)
    assert len(model.assign) == len(instance.contacts) * places


def test_the_textbook_refuses_rules_it_does_not_know() -> None:
    instance = read(TOY, overrides=["policy.max_hosts=1", "policy.nested_depth=true"])
    with pytest.raises(ValueError, match="nested-depth, max-centres"):
        build_textbook(instance)
