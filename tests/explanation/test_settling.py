"""What all explained together say: against two independent solves, on random instances and, nightly, on Denmark."""

from collections.abc import Iterator
from random import Random

import pytest

from optimiser import Result, read, solve
from optimiser.explanation import everyone
from optimiser.explanation.everyone import Everyone
from optimiser.explanation.explanation import PricedAlternative
from optimiser.explanation.resolving import Forced, demand_route
from tests.cli.conftest import DENMARK, TOY
from tests.random_instances import random_instance

SEEDS = [*range(6), *(pytest.param(seed, marks=pytest.mark.nightly) for seed in range(6, 60))]
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


@pytest.mark.parametrize("search_share", [everyone.SEARCH_SHARE, 0.0])
@pytest.mark.parametrize("seed", SEEDS)
def test_it_agrees_with_two_independent_solves(seed: int, search_share: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """With searches, and by plans and bounds at hand alone."""
    monkeypatch.setattr(everyone, "SEARCH_SHARE", search_share)
    before = solve(random_instance(seed))
    if before.has_plan:
        for one in list(_all(before))[:3]:
            assert one.forced
            _agrees(one.forced, before, solve(demand_route(before.instance, one.alternative.route, anywhere=True)))


def test_the_toy_is_settled_whole_and_every_lawful_form_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(everyone, "LEAST_SECONDS", 1000.0)
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
