"""The assignment as a value: equal, unchanging, to a table and back."""

import pandas as pd
import pytest

from optimiser import Assignment, solve
from optimiser.data.findings import InvalidInputError
from optimiser.planning.routes import DEPARTMENTS, Route
from tests.planning.two_towns import two_towns

ROWS = {("1", "G3"): "Storby", ("2", "G3"): "Storby", ("2", "G5"): DEPARTMENTS}


def test_it_is_equal_to_one_that_names_the_same_centres_in_another_order() -> None:
    one, other = Assignment(ROWS), Assignment(dict(reversed(ROWS.items())))
    assert one == other
    assert len({one, other}) == 1
    assert one.sha256 == other.sha256 != one.with_answers({("2", "G5"): "Storby"}).sha256
    assert one != one.with_answers({("2", "G5"): "Storby"})
    assert dict(one) == ROWS
    assert list(one) == list(ROWS)


def test_it_does_not_change_with_what_it_was_made_from() -> None:
    rows = dict(ROWS)
    one = Assignment(rows)
    rows["1", "G3"] = "Region"
    assert one["1", "G3"] == "Storby"
    with pytest.raises(TypeError):
        one["1", "G3"] = "Region"  # type: ignore[index]


def test_a_table_is_read_back() -> None:
    one = Assignment(ROWS)
    assert Assignment.from_frame(one.to_frame()) == one
    assert Assignment.from_frame(Assignment({}).to_frame()) == Assignment({})


def test_a_result_has_it_and_its_plan_costs_what_the_result_says() -> None:
    result = solve(two_towns())
    assert result.assignment == Assignment.from_frame(result.assignments)
    assert result.plan.assignment == result.assignment
    assert result.plan.cost_kr == pytest.approx(result.objective_kr)


def test_without_a_plan_there_is_none() -> None:
    result = solve(two_towns("centres.*.min_volume=1e9", "policy.levels.unchanged=none"))
    assert not result.has_plan
    assert result.assignment == Assignment({})
    with pytest.raises(ValueError, match="there is no plan"):
        _ = result.plan


def test_the_routes_of_an_instance_have_the_form_that_follows_and_leave_out_what_has_no_contacts() -> None:
    one = Assignment({(code, task): "Storby" for code in "12" for task in ("G3", "G5")})
    fewer = two_towns("volumes.2/G5/*.contacts=0")
    assert set(one.routes_in(fewer)) >= {Route("1", "G3", "Storby", "local"), Route("2", "G3", "Storby", "purchased")}
    assert not [route for route in one.routes_in(fewer) if (route.municipality, route.task) == ("2", "G5")]


def test_a_line_says_how_much_it_assigns() -> None:
    assert repr(Assignment(ROWS)) == "Assignment(3 tasks of 2 municipalities, answered at 2 places)"


def test_all_that_is_wrong_with_a_table_is_told_at_once() -> None:
    rows = [("1", "G3", "Storby"), ("1", "G3", "Region"), ("2", "G3", None)]
    with pytest.raises(InvalidInputError) as raised:
        Assignment.from_frame(pd.DataFrame(rows, columns=["municipality", "task", "centre"]))
    assert [(finding.row, finding.column) for finding in raised.value.findings] == [(2, "centre"), (3, "centre")]
    with pytest.raises(InvalidInputError) as raised:
        Assignment.from_frame(pd.DataFrame({"municipality": ["1"], "centre": ["Storby"]}))
    assert [finding.column for finding in raised.value.findings] == ["task"]
