"""Ranges, halving to a switch, and what counts as one: by hand, without a solver."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimiser.data.findings import Finding
from optimiser.sensitivity.ranges import Range, read_ranges
from optimiser.sensitivity.tornado import (
    DEARER,
    After,
    Bracket,
    Switching,
    not_proven_dearer,
    plan_after,
    structure_after,
)
from tests.planning.two_towns import two_towns

ASSUMPTIONS = """\
parameter,low,high
economy.discount_rate,0,0.05
policy.max_entry_points,1,3
kpi.nothing.weight,,2
municipalities.*.population,1,
economy.agent_cost_kr,,
"""
GONE = After(DEARER, 1, "Lilleby", 5.0)


def found(cost: float | None, *, gap: float = 0.0, held: float | None = None, breaks: str = "") -> dict[str, Any]:
    """What a solve found, its bound below its cost by a gap in kr."""
    return {
        "status": "optimal" if cost is not None else "infeasible",
        "objective_kr": cost,
        "bound_kr": None if cost is None else cost - gap,
        "held_kr": held,
        "breaks": breaks,
        "municipalities_changed": 2,
        "names": "A; B",
        "contacts_changed": 7.0,
    }


def halved(bracket: Bracket, crossing: float) -> Bracket:
    """Halved to the end, where the answer holds up to a value and not beyond it."""
    way = 1 if bracket.switched_at > bracket.held_at else -1
    while bracket.middle is not None:
        value = bracket.middle
        bracket = bracket.narrow_by(value, GONE if (value - crossing) * way > 0 else None)
    return bracket


# ---- ranges --------------------------------------------------------------------------------------


def test_assumptions_with_an_end_are_read_with_their_value() -> None:
    ranges, findings = read_ranges(two_towns(assumptions=ASSUMPTIONS))
    assert not findings
    assert ranges == (
        Range("economy.discount_rate", 0.0, 0.0, 0.05),
        Range("kpis.nothing.weight", None, None, 2.0),
        Range("municipalities.*.population", None, 1.0, None, whole=True),
        Range("policy.max_entry_points", 2.0, 1.0, 3.0, whole=True),
    )
    assert ranges[1].ends == (("high", 2.0),)
    assert ranges[3].setting_at(3.0) == ("policy.max_entry_points", "3")


def test_only_what_is_named_is_moved_and_slips_are_told_together() -> None:
    instance = two_towns(assumptions=ASSUMPTIONS)
    ranges, findings = read_ranges(instance, ["policy.max_entry_points", "policy.max_entry_points"])
    assert ([each.parameter for each in ranges], findings) == (["policy.max_entry_points"], [])
    _, findings = read_ranges(instance, ["economy.discount_rat", "economy.agent_cost_kr", "nothing"])
    assert [(each.place, each.column) for each in findings] == [
        ("only", "economy.discount_rat"),
        ("only", "economy.agent_cost_kr"),
        ("only", "nothing"),
    ]
    assert findings[0].remedy == "did you mean economy.discount_rate?"
    assert "neither a low nor a high" in findings[1].rule


def test_without_any_range_there_is_nothing_to_move() -> None:
    ranges, (finding,) = read_ranges(two_towns())
    assert ranges == ()
    assert isinstance(finding, Finding)
    assert finding.place == "assumptions"


def test_the_width_is_from_low_to_high_or_from_the_base() -> None:
    assert Range("a", 5.0, 1.0, 3.0).width == 2.0
    assert Range("a", 5.0, 1.0, None).width == 4.0
    assert Range("a", None, None, 3.0).width == 0.0
    assert Range("a", 2.0, 1.0, 3.0, whole=True).share_of_range(0.1) == 1.0


# ---- halving -------------------------------------------------------------------------------------


@given(st.floats(0.001, 0.999), st.sampled_from([1 / 2, 1 / 64, 1 / 4096]), st.booleans())
def test_a_crossing_is_found_to_within_the_tolerance(crossing: float, share: float, up: bool) -> None:
    moved = Range("a", 0.0 if up else 1.0, 0.0, 1.0)
    side, end = ("high", 1.0) if up else ("low", 0.0)
    bracket = Bracket(moved, side, "plan", 0.0 if up else 1.0, end, moved.share_of_range(share), GONE)  # type: ignore[arg-type]
    narrow = halved(bracket, crossing)
    low, high = sorted((narrow.held_at, narrow.switched_at))
    assert low <= crossing <= high
    assert high - low <= share


@pytest.mark.parametrize("crossing", [1, 2, 6, 7])
def test_whole_numbers_are_halved_to_neighbours(crossing: int) -> None:
    narrow = halved(Bracket(Range("a", 1.0, 1.0, 8.0, whole=True), "high", "plan", 1.0, 8.0, 1.0, GONE), crossing)
    assert (narrow.held_at, narrow.switched_at) == (crossing, crossing + 1)


def test_where_the_end_does_not_switch_nothing_is_looked_for() -> None:
    bracket = Bracket(Range("a", 0.0, None, 1.0), "high", "plan", 0.0, 1.0, 0.1).narrow_by(1.0, None)
    assert bracket.middle is None
    row = Switching.of_brackets([bracket], "one", 0.1, ()).table.iloc[0]
    assert (row["held_at"], row["switched_at"], row["proven"]) == (1.0, None, False)


# ---- what counts as a switch ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("held", "gap", "dearer"), [(100.0, 0.0, False), (103.0, 0.0, True), (103.0, 1.0, False), (104.0, 1.0, True)]
)
def test_a_plan_is_beaten_by_more_than_both_gaps(held: float, gap: float, dearer: bool) -> None:
    after = plan_after(found(90.0, gap=2.0), found(100.0, gap=gap, held=held))
    assert after == (After(DEARER, 2, "A; B", 7.0) if dearer else None)


def test_a_broken_rule_is_a_switch_also_where_there_is_no_plan() -> None:
    for there in (found(100.0, breaks="max-centres"), found(None, breaks="max-centres")):
        after = plan_after(found(90.0), there)
        assert after
        assert after.what == "max-centres"


def test_without_a_bound_nothing_is_proven() -> None:
    unproven = {**found(100.0, held=500.0), "bound_kr": None}
    assert plan_after(found(90.0), unproven) is None
    assert structure_after({"one": found(500.0), "two": unproven}, "one") is None


@pytest.mark.parametrize(
    ("there", "what"),
    [
        ({"one": found(100.0), "two": found(100.0)}, None),
        ({"one": found(100.0, gap=1.0), "two": found(98.5, gap=1.0)}, None),
        ({"one": found(100.0, gap=1.0), "two": found(97.5, gap=1.0)}, "two"),
        ({"one": found(100.0), "two": found(90.0), "three": found(89.0)}, "three"),
        ({"one": found(100.0), "two": found(90.0, gap=2.0), "three": found(89.0)}, "three / two"),
        ({"one": found(None), "two": found(90.0)}, "two"),
        ({"one": found(None), "two": found(None)}, None),
        ({"one": {**found(None), "status": "no solution found"}, "two": found(90.0)}, None),
    ],
)
def test_another_structure_is_cheaper_where_that_is_proven(there: Mapping[str, Any], what: str | None) -> None:
    after = structure_after(there, "one")
    assert (after.what if after else None) == what


def test_structures_that_are_not_proven_dearer_are_alike() -> None:
    there = {"one": found(100.0, gap=1.0), "two": found(100.5, gap=1.0), "three": found(103.0), "none": found(None)}
    assert not_proven_dearer(there, "one") == ("two",)
    assert not_proven_dearer({"one": there["one"]}, "one") == ()
