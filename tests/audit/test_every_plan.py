"""What a run says of every plan that is as cheap: the plan in hand is one, so it must be so there."""

from dataclasses import replace
from typing import Any

import pytest

from optimiser import Result, read, solve
from optimiser.api import audit_result
from tests.toys import TOY


@pytest.fixture(scope="module")
def result() -> Result:
    return solve(read(TOY), every_plan=True)


def test_it_is_said_where_it_is_asked_for_alone(result: Result) -> None:
    told = result.run.every_plan
    assert told is not None
    assert told.serving == ["Østerå"]
    assert set(told.never_more) == set(result.instance.municipalities)
    assert (told.fewest_more, told.most_more) == (0, 0)
    assert solve(read(TOY)).run.every_plan is None
    assert not result.breaches


@pytest.mark.parametrize(
    ("entry", "value"),
    [
        ("most_kr", 1.0),
        ("serving", ["Ærholm"]),
        ("may_serve", ["Østerå"]),
        ("at_home", ["904"]),
        ("away", ["901"]),
        ("always_more", ["901"]),
        ("fewest_more", 1),
    ],
)
def test_what_is_not_so_in_the_plan_itself_is_found(result: Result, entry: str, value: Any) -> None:
    assert result.run.every_plan is not None
    said = result.run.every_plan.model_copy(update={entry: value})
    found = audit_result(replace(result, run=result.run.with_entries(every_plan=said)))
    assert {breach.about for breach in found.breaches} == {f"run.json, every_plan, {entry}"}
