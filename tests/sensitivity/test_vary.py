"""What is varied, as it is written; and the points that makes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimiser.sensitivity.sweep import Axis, Point, count_points, list_points, read_axes, single_points


def values(text: str) -> tuple[str, ...]:
    (axis,), findings = read_axes([f"a.b={text}"])
    assert not findings
    return axis.values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1:3:3", ("1", "2", "3")),
        ("0.1:0.3:3", ("0.1", "0.2", "0.3")),
        ("0,96:1,10:3", ("0.96", "1.03", "1.1")),
        ("-1:1:2", ("-1", "1")),
        ("5:5:1", ("5",)),
        ("1,1.5, 2", ("1", "1.5", "2")),
        ("five-regions,three-centres", ("five-regions", "three-centres")),
        ("a:b", ("a:b",)),
    ],
)
def test_a_grid_has_both_ends_and_a_list_what_is_written(text: str, expected: tuple[str, ...]) -> None:
    assert values(text) == expected


@given(st.floats(-1e9, 1e9), st.floats(1e-3, 1e9), st.integers(2, 200))
def test_a_grid_is_in_order_from_end_to_end(low: float, width: float, number: int) -> None:
    found = [float(value) for value in values(f"{low!r}:{low + width!r}:{number}")]
    assert (found[0], found[-1], len(found)) == (low, low + width, number)
    assert found == sorted(set(found))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a.b", "must name a parameter"),
        ("=1,2", "must name a parameter"),
        ("a.b=", "must have values"),
        ("a.b=1,,2", "each side of a comma"),
        ("a.b=2:1:3", "lowest value first"),
        ("a.b=1:2:0", "whole number from 1"),
        ("a.b=1:2:-3", "whole number from 1"),
        ("a.b=1:2:2.5", "whole number from 1"),
        ("a.b=1:2:1e9", "whole number from 1"),
        ("a.b=1:2:many", "count: must be a number"),
        ("a.b=nan:2:3", "lowest: must be a finite number"),
        ("a.b=1:inf:3", "highest: must be a finite number"),
        ("a.b=1:1e999:3", "highest: must be a finite number"),
        ("a.b=1:2:1", "at least two values"),
        ("a.b=1:1:3", "at least two values"),
        ("a.b=1,2,1", "1 more than once"),
    ],
)
def test_what_cannot_be_varied_is_a_finding(text: str, told: str) -> None:
    _, findings = read_axes([text])
    assert [told in finding.rule for finding in findings] == [True]


@pytest.mark.parametrize("text", ["x1,5", "x0.5,x1,5", "X2,25,x3"])
def test_what_the_comma_of_a_factor_leaves_behind_is_no_value(text: str) -> None:
    """Without this x0.5,x1,5 was three values, of which the last was 5 kr."""
    _, findings = read_axes([f"connections.*.yearly_kr={text}"])
    assert "end of a number" in findings[0].rule


def test_factors_and_amounts_may_stand_together() -> None:
    (axis,), findings = read_axes(["connections.*.yearly_kr=5,x0.5,x1.5,50000"])
    assert not findings
    assert axis.values == ("5", "x0.5", "x1.5", "50000")


def test_the_same_parameter_twice_is_told_also_by_its_other_name() -> None:
    _, findings = read_axes(["kpi.x.weight=1,2", "kpis.x.weight=3,4"])
    assert [(finding.column, finding.rule) for finding in findings] == [("kpis.x.weight", "must be varied once only")]


def test_all_faults_are_told_at_once_and_nothing_is_one_too() -> None:
    assert len(read_axes(["a.b=2:1:3", "c.d=1:2:0", "e"])[1]) == 3
    assert len(read_axes([])[1]) == 1


def test_points_are_every_combination_and_have_stable_names() -> None:
    axes = [Axis("a.b", ("1", "2")), Axis("structure", ("one", "none")), Axis("scenario", ("none", "x.toml"))]
    found = list(list_points(axes))
    assert count_points(axes) == len(found) == len({point.name for point in found}) == 8
    assert found[3] == Point((("a.b", "1"), ("structure", "none"), ("scenario", "x.toml")))
    assert found[3].name == "a.b = 1, structure = none, scenario = x.toml"
    assert (found[3].structure, found[3].overrides) == ("none", ("a.b=1",))
    assert [path.name for path in found[3].scenarios] == ["x.toml"]
    assert found[0].scenarios == ()
    assert set(single_points(axes)) <= set(found)
    assert len(list(single_points(axes))) == 4
