"""How far an assumption must move for the nearest alternative to be cheaper: by hand on the toy.

Ærholm's L4 is best bought of Østerå together with its L6, while Åby answers for itself: that costs 200,000 more.
Østerå then answers 600,000 instead of 500,000, at 39 kr. each times its cost factor.
"""

import pytest

from optimiser import Result, read, solve
from optimiser.data.instance import Instance
from optimiser.data.read import remade
from optimiser.data.rows import Assumption
from optimiser.explanation.explanation import Answer, explain
from optimiser.explanation.turning import TOLERANCE, turning
from optimiser.result.answering import routes_of
from tests.cli.conftest import TOY

AERHOLM, FACTOR, LINK = "902", "centres.Østerå.cost_factor", "connections.purchased.yearly_kr"
LEAST, MOST = 0.9, 1.1
TURNS_AT = 1 - 200_000 / 3_900_000


def _at(parameter: str, value: float) -> Instance:
    return read(TOY, overrides=[f"{parameter}={value}"])


def _ranged(parameter: str, low: float, high: float) -> Assumption:
    return Assumption(parameter=parameter, low=low, high=high, source="made up", assumption=True)


@pytest.fixture(scope="module")
def toy() -> Result:
    plain = read(TOY)
    ranges = [_ranged(FACTOR, LEAST, MOST), _ranged(LINK, 0, 100_000)]
    return solve(remade(plain, plain.settings, assumptions=ranges))


@pytest.fixture(scope="module")
def answer(toy: Result) -> Answer:
    return explain(toy, AERHOLM, ["L4"], at=_at).answers[0]


def test_it_turns_where_it_does_by_hand(answer: Answer) -> None:
    assert answer.turns
    (turned,) = (turn for turn in answer.turns if turn.turns_at is not None)
    assert (turned.parameter, turned.base, turned.side) == (FACTOR, 1.0, "low")
    assert turned.turns_at is not None
    assert turned.turns_by_kr is not None
    assert turned.turns_at < TURNS_AT < turned.holds_at
    assert turned.holds_at - turned.turns_at <= TOLERANCE * (MOST - LEAST) * 1.001
    assert turned.holds_by_kr == pytest.approx(3_900_000 * (turned.holds_at - TURNS_AT), abs=1)
    assert turned.turns_by_kr == pytest.approx(3_900_000 * (TURNS_AT - turned.turns_at), abs=1)


def test_what_does_not_turn_it_holds_to_the_end_of_its_range(answer: Answer) -> None:
    """Both plans have two links; a dearer Østerå makes the alternative dearer still."""
    assert answer.turns
    held = {(turn.parameter, turn.holds_at): turn.holds_by_kr for turn in answer.turns if turn.turns_at is None}
    assert held == pytest.approx({(FACTOR, MOST): 590_000, (LINK, 0.0): 200_000, (LINK, 100_000.0): 200_000})


def test_an_alternative_that_costs_no_more_has_nothing_to_turn(toy: Result) -> None:
    assert turning(toy, routes_of(toy), _at) is None


def test_where_it_was_not_asked_nothing_is_said(toy: Result) -> None:
    assert explain(toy, AERHOLM, ["L4"]).answers[0].turns is None
