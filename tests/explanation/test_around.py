"""A plan with tasks moved, priced by what it touches: against the whole plan held and audited, on random instances."""

from collections.abc import Callable, Iterator

import pytest

from optimiser import Assignment, Result, evaluate_fixed_plan, solve
from optimiser.data.instance import Instance
from optimiser.explanation.explanation import list_alternatives
from optimiser.explanation.local_moves import LocalStep, local_moves, paid_kr, step_from
from tests.random_instances import random_instance, random_instance_with_demands
from tests.sampling import by_day

SEEDS = by_day(range(8), range(60))
EACH = 8
"""Changes tried on each instance."""


def _solved(seed: int, draw: Callable[[int], Instance] = random_instance) -> Result | None:
    result = solve(draw(seed))
    return result if result.has_plan else None


def _steps(result: Result) -> Iterator[LocalStep]:
    base = result.plan
    for taken in base.routes:
        for one in list_alternatives(base.problem, taken):
            if one.lawful:
                yield from (step_from(base, changed) for changed in local_moves(base, one.route))


@pytest.mark.parametrize("draw", [random_instance, random_instance_with_demands])
@pytest.mark.parametrize("seed", SEEDS)
def test_it_is_the_difference_of_two_whole_plans_and_breaks_what_the_audit_says(
    seed: int, draw: Callable[[int], Instance]
) -> None:
    result = _solved(seed, draw)
    if result is None:
        return
    for one, _ in zip(_steps(result), range(EACH), strict=False):
        held = evaluate_fixed_plan(Assignment.from_routes(one.routes), result.instance)
        assert held.figures
        terms_kr = {term: kr - result.figures.terms_kr[term] for term, kr in held.figures.terms_kr.items()}
        assert one.terms_kr == pytest.approx(terms_kr, abs=0.01)
        assert one.difference_kr == pytest.approx(sum(terms_kr.values()), abs=0.01)
        after_kr = held.tables["municipalities"].set_index("code")["after_kr"]
        pays_kr = after_kr[one.municipality] - paid_kr(result, one.municipality)
        assert one.pays_kr == pytest.approx(pays_kr, abs=0.01)
        assert {breach.sentence for breach in one.breaches} == {breach.sentence for breach in held.breaches}


def test_the_sample_has_changes_that_break_rules_and_that_do_not() -> None:
    """Else the test above would say nothing."""
    found = [bool(one.breaches) for seed in range(8) if (result := _solved(seed)) for one in _steps(result)]
    assert len(found) > 100
    assert {True, False} == set(found)


def test_a_step_that_leaves_a_centre_that_must_be_open_breaks_that_rule() -> None:
    found = [
        one for seed in range(8) if (result := _solved(seed, random_instance_with_demands)) for one in _steps(result)
    ]
    assert any(breach.rule == "must-open" for one in found for breach in one.breaches)
