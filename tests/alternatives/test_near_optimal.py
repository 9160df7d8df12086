"""Plans near the best, one after the other: what is proved of each, and why the search ends."""

from dataclasses import replace
from typing import Any

import pytest

from optimiser import NearOptimal, Result, near_optimal, read, solve
from optimiser.alternatives import near_optimal as searching
from optimiser.alternatives.near_optimal import PLANS, plan_rows, settled_rows
from optimiser.data.findings import InvalidInputError
from tests.cli.conftest import TOY

BREACH = {
    "rule": "locks",
    "about": "a task",
    "found": "is answered here",
    "wanted": "that is not allowed",
    "sentence": "a task: no",
}


def test_each_plan_is_the_cheapest_that_differs_from_those_before_it(toy_near: NearOptimal) -> None:
    costs = [plan.figures.objective_kr for plan in toy_near.plans]
    assert costs == pytest.approx([63_950_000, 64_150_000, 64_250_000, 64_250_000])
    assert [one.status for one in toy_near.alternatives] == ["optimal"] * 3
    assert all(one.bound_kr == pytest.approx(one.result.objective_kr) for one in toy_near.alternatives)
    assert toy_near.ending == "found"
    instance = toy_near.best.instance
    for number, one in enumerate(toy_near.structures):
        for other in toy_near.structures[:number]:
            moved = sum(instance.contacts[key] for key in one.moved_tasks(other))
            assert one.centres != other.centres or moved >= one.least_contacts(instance) * (1 - 1e-6)


def test_an_alternative_by_itself_is_told_against_the_best_bound_of_the_instance(toy_near: NearOptimal) -> None:
    for one in toy_near.alternatives:
        assert one.result.bound_kr == toy_near.best.bound_kr
        assert one.result.status == "feasible"
        assert one.result.gap == pytest.approx(1 - 63_950_000 / one.result.figures.objective_kr)


def test_the_search_ends_where_no_further_plan_is_near_enough() -> None:
    best = solve(read(TOY))
    near = near_optimal(best, 50, within=0.004)
    assert (near.ending, len(near.alternatives)) == ("none", 1)
    assert near.bound_kr is not None
    assert near.bound_kr > near.limit_kr


def _by_name(near: NearOptimal) -> dict[str, dict[str, Any]]:
    return {row["name"]: row for row in settled_rows(near)}


def test_what_varies_in_the_plans_is_open_to_negotiation(toy_near: NearOptimal) -> None:
    """The second plan is the only one at its cost; of those after it, three cost the same and any may come first."""
    rows = _by_name(replace(toy_near, alternatives=toy_near.alternatives[:1]))
    assert {name: row["settled"] for name, row in rows.items()} == {"Østerå": 1, "Ærholm": 0, "Søkær": 1, "Åby": 0}
    assert rows["Ærholm"]["plans_as_best"] == 1
    assert rows["Østerå"]["forms"] == "local"
    assert set(rows["Åby"]["forms"].split()) == {"unchanged", "local", "purchased"}


def test_all_plans_of_one_cost_are_found_in_whatever_order() -> None:
    """At 64.25 million Søkær or Åby keeps its casework in a centre of its own, or Ærholm buys one task."""
    near = near_optimal(solve(read(TOY)), 4)
    rows = _by_name(near)
    assert {name: row["settled"] for name, row in rows.items()} == {"Østerå": 1, "Ærholm": 0, "Søkær": 0, "Åby": 0}
    as_best = {name: row["plans_as_best"] for name, row in rows.items()}
    assert as_best == {"Østerå": 5, "Ærholm": 3, "Søkær": 4, "Åby": 3}
    plans = plan_rows(near)
    assert [row["difference_kr"] for row in plans] == pytest.approx([0, 200_000, 300_000, 300_000, 300_000])
    assert sorted(row["contacts_otherwise"] for row in plans[2:]) == [100_000, 200_000, 200_000]


def test_nothing_is_called_settled_where_there_is_no_other_plan(toy_near: NearOptimal) -> None:
    assert settled_rows(replace(toy_near, alternatives=())) == []


def test_the_plans_stand_side_by_side(toy_near: NearOptimal) -> None:
    rows = plan_rows(toy_near)
    assert [row["difference_kr"] for row in rows] == pytest.approx([0, 200_000, 300_000, 300_000])
    assert [row["dearer_proven"] for row in rows] == [0, 1, 1, 1]
    assert [row["contacts_otherwise"] for row in rows[:2]] == [0, 700_000]
    assert all(contacts in (100_000, 200_000) for contacts in (row["contacts_otherwise"] for row in rows[2:]))
    by_form = [name for name in PLANS if name.startswith("contacts_") and name != "contacts_otherwise"]
    assert [sum(row[name] for name in by_form) for row in rows] == [1_400_000] * 4


def test_a_plan_that_was_found_in_time_is_kept_though_not_proven(monkeypatch: pytest.MonkeyPatch) -> None:
    best = solve(read(TOY))
    solved = solve(read(TOY), differs_from=near_optimal(best, 1).structures[:1])
    found = [solved.with_run(status="feasible", bound_kr=63_990_000.0, gap=0.0025), _without_plan(solved)]
    monkeypatch.setattr(searching, "solve", lambda *_args, **_more: found.pop(0))
    near = near_optimal(best, 5)
    assert near.ending == "time"
    assert [(one.status, one.bound_kr, one.gap) for one in near.alternatives] == [("feasible", 63_990_000.0, 0.0025)]


def _without_plan(result: Result) -> Result:
    return result.with_run(status="no solution found", objective_kr=None, bound_kr=None, gap=None)


@pytest.mark.parametrize(
    ("entries", "ending"),
    [
        ({"interrupted": True, "objective_kr": 1e9}, "interrupted"),
        ({"status": "infeasible"}, "none"),
        ({"objective_kr": 64_600_000.0, "bound_kr": 64_580_000.0}, "unproven"),
        ({"objective_kr": 64_600_000.0, "bound_kr": 64_590_000.0}, "none"),
        ({"objective_kr": 64_600_000.0, "bound_kr": 64_000_000.0, "status": "feasible"}, "time"),
        ({"audit": {"checks": 1, "breaches": [BREACH]}}, "breached"),
    ],
)
def test_the_end_of_a_search_is_told_as_it_was(
    entries: dict[str, object], ending: str, toy_near: NearOptimal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The limit is 64,589,500 kr."""
    another = toy_near.alternatives[0].result.with_run(status="optimal", bound_kr=64_150_000.0, interrupted=False)
    monkeypatch.setattr(searching, "solve", lambda *_args, **_more: another.with_run(**entries))
    near = near_optimal(toy_near.best, 2)
    assert (near.ending, near.alternatives) == (ending, ())


def test_a_plan_found_before_ctrl_c_is_kept(toy_near: NearOptimal, monkeypatch: pytest.MonkeyPatch) -> None:
    another = toy_near.alternatives[0].result.with_run(interrupted=True, bound_kr=64_000_000.0)
    monkeypatch.setattr(searching, "solve", lambda *_args, **_more: another)
    near = near_optimal(toy_near.best, 2)
    assert (near.ending, len(near.alternatives)) == ("interrupted", 1)
    assert near_optimal(toy_near.best.with_run(interrupted=True), 2).ending == "interrupted"


def test_without_a_plan_there_is_nothing_to_differ_from(toy_near: NearOptimal) -> None:
    with pytest.raises(InvalidInputError):
        near_optimal(_without_plan(toy_near.best), 1)
