"""How far an assumption must move for the nearest alternative to be cheaper: by hand on the toy.

Ærholm's L4 is best bought of Østerå together with its L6, while Åby answers for itself: that costs 200,000 more.
Østerå then answers 600,000 instead of 500,000, at 39 kr. each times its cost factor.
"""

from dataclasses import replace

import pytest

from optimiser import Result, read, solve
from optimiser.data.instance import Instance
from optimiser.data.read import remake_instance
from optimiser.data.rows import Assumption
from optimiser.data.settings import Language
from optimiser.explanation.explanation import Explanation, TaskExplanation, explain
from optimiser.explanation.turning import TOLERANCE, Turn, break_even_values
from optimiser.report.summaries.explanation import ExplanationSummary
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
    return solve(remake_instance(plain, plain.settings, assumptions=ranges))


@pytest.fixture(scope="module")
def answer(toy: Result) -> TaskExplanation:
    return explain(toy, AERHOLM, "L4").answers[0]


def test_it_turns_where_it_does_by_hand(answer: TaskExplanation) -> None:
    assert answer.turns
    (turned,) = (turn for turn in answer.turns if turn.turns_at is not None)
    assert (turned.parameter, turned.base, turned.side) == (FACTOR, 1.0, "low")
    assert turned.turns_at is not None
    assert turned.turns_by_kr is not None
    assert turned.turns_at < TURNS_AT < turned.holds_at
    assert turned.holds_at - turned.turns_at <= TOLERANCE * (MOST - LEAST) * 1.001
    assert turned.holds_by_kr == pytest.approx(3_900_000 * (turned.holds_at - TURNS_AT), abs=1)
    assert turned.turns_by_kr == pytest.approx(3_900_000 * (TURNS_AT - turned.turns_at), abs=1)


def test_what_does_not_turn_it_holds_to_the_end_of_its_range(answer: TaskExplanation) -> None:
    """Both plans have two links; a dearer Østerå makes the alternative dearer still."""
    assert answer.turns
    held = {(turn.parameter, turn.holds_at): turn.holds_by_kr for turn in answer.turns if turn.turns_at is None}
    assert held == pytest.approx({(FACTOR, MOST): 590_000, (LINK, 0.0): 200_000, (LINK, 100_000.0): 200_000})


def test_an_alternative_that_costs_no_more_has_nothing_to_turn(toy: Result) -> None:
    assert break_even_values(toy, toy.assignment, _at) is None


def _told(toy: Result, answer: TaskExplanation, turns: tuple[Turn, ...], language: Language) -> str:
    summary = ExplanationSummary(Explanation(toy, AERHOLM, (answer,), interrupted=False), language)
    return " ".join(summary.tell_turns(replace(answer, turns=turns)))


def test_values_of_many_digits_are_not_told_as_one_and_the_same(toy: Result, answer: TaskExplanation) -> None:
    """Both values were rounded to five digits, 1234600, where neither is proven to be the case."""
    turned = Turn("some.amount_kr", 1_234_567.0, "high", 1_234_610.0, 1.0, 1_234_640.0, 1.0)
    told = _told(toy, answer, (turned,), "en")
    assert "(now 1,234,567): at 1,234,610 the plan is still the cheaper of the two, at 1,234,640 it is Østerå." in told
    falling = Turn("some.share", 0.75, "low", 0.62345678, 1.0, 0.62339999, 1.0)
    assert "at 0.623457 the plan is still the cheaper of the two, at 0.623399 it is Østerå." in _told(
        toy, answer, (falling,), "en"
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            "At the ends of their ranges, each moved by itself, these assumptions do not make Østerå, purchased,",
        ),
        (
            "da",
            "Ved enderne af deres spænd, hver flyttet for sig, gør disse antagelser ikke Østerå, tilkøb, billigere end",
        ),
    ],
)
def test_what_was_looked_at_only_at_the_ends_is_not_told_of_the_whole_range(
    toy: Result, answer: TaskExplanation, language: Language, words: str
) -> None:
    assert answer.turns
    assert words in _told(toy, answer, answer.turns, language)


def test_two_plans_that_cost_the_same_are_not_told_to_differ_by_less_than_nothing(
    toy: Result, answer: TaskExplanation
) -> None:
    """The star said that the difference is smaller than the gaps, where both are 0 or nothing is proven."""
    near = answer.nearest
    assert near is not None
    assert near.forced is not None
    tied = replace(near, forced=replace(near.forced, difference_kr=0.0, gaps_kr=0.0, proven=False))
    summary = ExplanationSummary(Explanation(toy, AERHOLM, (answer,), interrupted=False), "en")
    notes = list(summary.tell_notes(replace(answer, others=(tied,))))
    assert notes[0] == "* Not proven: the difference is not larger than the two gaps together, or a gap is not known."


def test_where_it_was_not_asked_nothing_is_said(toy: Result) -> None:
    assert explain(toy, AERHOLM).answers[0].turns is None
