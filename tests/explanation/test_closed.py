"""Why a centre is closed, by hand on the toy and the two towns, and against brute force."""

from collections.abc import Iterator

import pytest

from optimiser import Result, read, solve
from optimiser.data.findings import InvalidInputError
from optimiser.data.instance import Instance
from optimiser.explanation import resolving
from optimiser.explanation.closed import CentreStep, Closing, asking_of, why_closed
from optimiser.explanation.finding import find_centres
from optimiser.planning.problem import Shortfall
from optimiser.result.result import state_of, unopened_centres
from tests.cli.conftest import TOY
from tests.planning.two_towns import two_towns
from tests.random_instances import random_instance
from tests.witness import cheapest

REGION = "Region Nordland"
GAP = 1e-7


@pytest.fixture(scope="module")
def toy() -> Result:
    return solve(read(TOY))


def _step(result: Result, centre: str, asked: str) -> CentreStep:
    (found,) = why_closed(result, [centre]).centres
    return next(step for step in found.steps if step.asked == asked)


def _subsidy_kr(step: CentreStep) -> float:
    assert step.difference is not None
    assert step.difference.difference_kr is not None
    return step.difference.difference_kr


def test_the_subsidy_is_what_the_best_plan_with_the_centre_costs_more(toy: Result) -> None:
    """L4 and L6 of all but Åby go there, Åby has a centre of its own: 67.075 against 63.95 million."""
    step = _step(toy, REGION, "open")
    assert _subsidy_kr(step) == pytest.approx(3_125_000)
    assert step.difference
    assert step.difference.proven
    assert step.difference.terms_kr
    assert sum(step.difference.terms_kr.values()) == pytest.approx(3_125_000)
    assert step.volumes == Shortfall(300_000, 600_000)
    assert step.served
    assert (step.served.contacts, step.served.municipalities) == (500_000, 3)
    assert step.served.unit_cost_kr == pytest.approx(1.05 * 39)
    assert step.kr_per_contact == pytest.approx(6.25)


def test_who_moves_there_and_what_a_contact_costs_now_and_then(toy: Result) -> None:
    """There: 1.05 × 39, and 3 kr. extra for the L6 of two; now 300,000 at 39 and 200,000 at 43 kr."""
    moved = _step(toy, REGION, "open").moved
    assert moved
    assert {mover.municipality: dict(mover.contacts) for mover in moved.movers} == {
        "901": {"local": 200_000},
        "902": {"local": 200_000},
        "903": {"purchased": 100_000},
    }
    assert moved.here_kr == pytest.approx(40.95 + 3 * 200 / 500)
    assert moved.elsewhere_kr == pytest.approx((39 * 300 + 43 * 200) / 500)


def _paid(kr: float) -> Result:
    """The toy with a cheap virtual centre that costs five million a year, less what it is paid."""
    fixed = f"centres.{REGION}.fixed_cost_kr={5_000_000 - kr}"
    return solve(read(TOY, overrides=[f"centres.{REGION}.cost_factor=0.7", fixed]), gap=GAP)


def test_paid_a_little_more_it_opens_by_itself_and_paid_a_little_less_it_does_not() -> None:
    unpaid = _paid(0)
    assert state_of(unpaid, REGION) == "closed"
    subsidy_kr = _subsidy_kr(_step(unpaid, REGION, "open"))
    assert 0 < subsidy_kr < 5_000_000
    assert state_of(_paid(subsidy_kr + 1_000), REGION) == "open"
    assert state_of(_paid(subsidy_kr - 1_000), REGION) == "closed"


def test_a_centre_that_is_too_small_has_no_subsidy_but_both_numbers() -> None:
    large = solve(read(TOY, overrides=[f"centres.{REGION}.min_volume=900000"]))
    step = _step(large, REGION, "open")
    assert step.volumes == Shortfall(900_000, 600_000)
    assert step.difference
    assert (step.difference.status, step.difference.difference_kr) == ("infeasible", None)
    assert [found.why for found in step.conflicts] == ["must open and too small"]
    assert unopened_centres(large) == {REGION: ("open", Shortfall(900_000, 600_000))}


def test_a_host_that_does_not_sell_is_asked_to_and_its_centre_may_be_closed() -> None:
    """G3 is 25 and G5 35 kr. a contact dearer when bought: 26.5 if Storby must sell, 25.0 as it is."""
    dear = two_towns(task_costs="form,task,extra_kr\npurchased,G3,25\npurchased,G5,35\n")
    result = solve(dear, gap=GAP)
    (storby, lilleby) = why_closed(result, ["Storby", "Lilleby"]).centres
    assert (storby.state, [step.asked for step in storby.steps]) == ("open", ["sell", "close"])
    assert _subsidy_kr(storby.steps[0]) == pytest.approx(1.5e6)
    assert [step.asked for step in lilleby.steps] == ["close"]
    assert storby.steps[0].moved
    assert [dict(mover.contacts) for mover in storby.steps[0].moved.movers] == [{"local": 100_000}]


def test_what_closing_an_open_centre_costs(toy: Result) -> None:
    """Without Ærholm's own centre it buys, and Åby has one of its own: 64.15 million."""
    (aerholm,) = why_closed(toy, ["Ærholm"]).centres
    assert (aerholm.state, [step.asked for step in aerholm.steps]) == ("open", ["close"])
    assert _subsidy_kr(aerholm.steps[0]) == pytest.approx(200_000)
    assert aerholm.steps[0].served is None
    moved = aerholm.steps[0].moved
    assert moved
    assert [dict(mover.contacts) for mover in moved.movers] == [{"purchased": 200_000, "unchanged": 200_000}]


def test_a_closed_host_that_sells_once_it_is_open_is_solved_for_once() -> None:
    """Storby keeps nothing of its own at home as Region is cheap; opened, it answers itself, and sells if asked."""
    cheap = two_towns("structure=one", "centres.Region.cost_factor=0.5", "centres.Storby.min_sold=100000")
    (storby,) = why_closed(solve(cheap, gap=GAP), ["Storby"]).centres
    assert (storby.state, [step.asked for step in storby.steps]) == ("closed", ["open", "sell"])
    assert _subsidy_kr(storby.steps[0]) == pytest.approx(16.0e6 + 0.5 * 9.0e6 - 0.5 * 21.6e6)
    assert _subsidy_kr(storby.steps[1]) == pytest.approx(19.0e6 + 0.5 * 5.0e6 - 0.5 * 21.6e6)


@pytest.mark.parametrize(("gap_kr", "proven"), [(50_000, True), (250_000, False)])
def test_a_subsidy_within_the_gaps_is_not_proven(toy: Result, gap_kr: float, proven: bool) -> None:
    step = _step(toy.with_run(bound_kr=63_950_000 - gap_kr), "Åby", "open")
    assert _subsidy_kr(step) == pytest.approx(200_000)
    assert step.difference
    assert step.difference.proven is proven


def _shared_centres() -> Iterator[tuple[Instance, str]]:
    """Random instances with a shared centre, and its name."""
    for instance in map(random_instance, range(200)):
        for name, row in instance.centres.items():
            if row.kind != "local":
                yield instance, name


def test_it_is_the_difference_of_two_independent_answers() -> None:
    """The best plan with and without the demand, by brute force; where it finds none, there is none."""
    compared = impossible = 0
    for instance, centre in _shared_centres():
        result = solve(instance, gap=GAP)
        if result.has_plan:
            best = cheapest(instance)
            (step,) = why_closed(result, [centre]).centres[0].steps
            asked = cheapest(asking_of(instance, centre, step.asked))
            assert best
            assert (asked is None) == (step.difference is not None and step.difference.status == "infeasible")
            if asked is not None:
                slack_kr = 1 + 2 * GAP * best.cost_kr
                assert _subsidy_kr(step) == pytest.approx(asked.cost_kr - best.cost_kr, abs=slack_kr)
            compared, impossible = compared + (asked is not None), impossible + (asked is None)
        if compared >= 6 and impossible >= 2:
            return
    pytest.fail("too few to compare")


def test_after_an_interrupt_the_rest_is_left_unpriced(toy: Result, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resolving, "solve", lambda *given, **how: solve(*given, **how).with_run(interrupted=True))
    closing: Closing = why_closed(toy, ["Åby", "Ærholm"])
    assert closing.interrupted
    assert [centre.steps[0].difference is None for centre in closing.centres] == [False, True]


def test_centres_are_found_in_any_case_and_what_is_unknown_is_told_at_once() -> None:
    toy = read(TOY)
    assert find_centres(toy, ["region nordland", "ÅBY", "Åby"]) == (REGION, "Åby")
    with pytest.raises(InvalidInputError) as raised:
        find_centres(toy, ["Region Nordlnd", "Åby", "x"])
    assert [finding.remedy.partition(",")[0] for finding in raised.value.findings] == [
        f"did you mean {REGION}?",
        f"choose among {REGION}",
    ]
    with pytest.raises(InvalidInputError) as raised:
        find_centres(read(TOY, structure="none"), [REGION])
    assert raised.value.findings[0].remedy == "solve with a structure that has it: one-region"
