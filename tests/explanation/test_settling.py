"""What all explained together say: against two independent solves, on random instances and, nightly, on Denmark."""

from collections.abc import Iterator
from random import Random

import pytest

from optimiser import Result, read, solve
from optimiser.explanation import settling
from optimiser.explanation.everyone import Everyone
from optimiser.explanation.explanation import PricedAlternative, explain
from optimiser.explanation.resolving import Forced, demand_route
from optimiser.solver import stage
from tests.cli.conftest import DENMARK, TOY
from tests.random_instances import random_instance, random_instance_with_pairs
from tests.sampling import by_day

SEEDS = by_day(range(4), range(60))
SLACK_KR = 1.0


def _all(result: Result) -> Iterator[PricedAlternative]:
    """Every form of every task that is told."""
    everyone = Everyone(result)
    for code in result.instance.tasks_of:
        for answer in everyone.explain_municipality(code).answers:
            yield from (one for one in answer.lawful if one.forced)


def _agrees(forced: Forced, before: Result, again: Result) -> None:
    """The two solves, and what was told: each may be off by its gap, and no more."""
    if not again.has_plan:
        assert forced.difference_kr is None
        assert forced.status in ("infeasible", "no solution found")
        return
    assert forced.status != "infeasible"
    assert again.objective_kr is not None
    assert again.bound_kr is not None
    assert before.bound_kr is not None
    assert before.objective_kr is not None
    least_kr = again.bound_kr - before.objective_kr
    most_kr = again.objective_kr - before.bound_kr
    if forced.most_kr is not None:
        assert forced.most_kr >= least_kr - SLACK_KR
    assert forced.least_kr is None or forced.least_kr <= max(0.0, most_kr) + SLACK_KR
    if forced.status == "optimal":
        assert forced.difference_kr is not None
        assert forced.gaps_kr is not None
        apart_kr = abs(forced.difference_kr - (again.objective_kr - before.objective_kr))
        assert apart_kr <= forced.gaps_kr + again.objective_kr - again.bound_kr + SLACK_KR


@pytest.mark.parametrize("search_share", [settling.SEARCH_SHARE, 0.0])
@pytest.mark.parametrize("seed", SEEDS)
def test_it_agrees_with_two_independent_solves(seed: int, search_share: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """With searches, and by plans and bounds at hand alone."""
    monkeypatch.setattr(settling, "SEARCH_SHARE", search_share)
    before = solve(random_instance(seed))
    if before.has_plan:
        for one in list(_all(before))[:3]:
            assert one.forced
            _agrees(one.forced, before, solve(demand_route(before.instance, one.alternative.route, anywhere=True)))


def test_the_toy_is_settled_whole_and_every_lawful_form_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settling, "LEAST_SECONDS", 1000.0)
    found = list(_all(solve(read(TOY))))
    assert len(found) == 14
    assert all(one.forced and one.forced.status == "optimal" and one.forced.proven for one in found)


@pytest.mark.nightly
def test_denmark_agrees_on_a_sample() -> None:
    before = solve(read(DENMARK))
    everyone, draw = Everyone(before), Random(6)  # noqa: S311  # nothing secret is drawn
    for code in draw.sample(sorted(before.instance.tasks_of), 2):
        answers = everyone.explain_municipality(code).answers
        one = draw.choice([one for answer in answers for one in answer.lawful if one.forced])
        assert one.forced
        again = solve(demand_route(before.instance, one.alternative.route, anywhere=True), time_limit_seconds=60)
        _agrees(one.forced, before, again)


@pytest.mark.parametrize("seed", SEEDS)
def test_places_explained_from_one_relaxation_agree_with_solves_of_their_own(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As of large instances, of which no alternative is solved for by itself; with costs by pair."""
    before = solve(random_instance_with_pairs(seed))
    if not before.has_plan:
        return
    monkeypatch.setattr(stage, "FEW_ROUTES", 0)
    monkeypatch.setattr(settling, "SEARCH_SHARE", 0.0)
    code = sorted(before.instance.tasks_of)[seed % len(before.instance.tasks_of)]
    answers = explain(before, code).answers
    priced = [one for answer in answers for one in answer.lawful if one.forced]  # in each form the nearest
    assert bool(priced) == any(answer.lawful for answer in answers)
    monkeypatch.setattr(stage, "FEW_ROUTES", 100)
    for one in priced[:6]:
        assert one.forced
        _agrees(one.forced, before, solve(demand_route(before.instance, one.alternative.route)))


def test_some_places_are_settled_from_one_relaxation_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the test above would say nothing."""
    monkeypatch.setattr(stage, "FEW_ROUTES", 0)
    monkeypatch.setattr(settling, "SEARCH_SHARE", 0.0)
    before = solve(read(TOY))
    found = [explain(before, code).count for code in before.instance.tasks_of]
    assert sum(one["alternatives"] - one["without_plan"] for one in found) > 10
    assert sum(one["settled"] for one in found) > 5
