"""The brute-force witness agrees with what was worked out by hand."""

from pathlib import Path

import pytest

from optimiser.data.read import read
from tests.witness import cheapest

TOY = Path(__file__).parents[1] / "instances" / "toy"


def test_the_witness_finds_the_hand_solved_plan_of_the_toy() -> None:
    best = cheapest(read(TOY))
    assert best is not None
    assert best.cost_kr == pytest.approx(63_950_000)
    assert {(way.municipality, way.task) for way in best.ways if way.form == "purchased"} == {
        ("903", "L4"),
        ("904", "L6"),
    }


def test_the_witness_finds_no_plan_where_there_is_none() -> None:
    nowhere = ["policy.levels.local=7-9", "policy.levels.purchased=", "policy.levels.regional="]
    assert cheapest(read(TOY, overrides=nowhere)) is None


def test_the_witness_refuses_the_rule_it_does_not_know() -> None:
    with pytest.raises(ValueError, match="no_municipality_worse_off"):
        cheapest(read(TOY, overrides=["policy.no_municipality_worse_off=true"]))
