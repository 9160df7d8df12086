"""What a sweep says."""

from collections.abc import Sequence
from typing import Any

import pytest

from optimiser.comparison.columns import FIGURES
from optimiser.data.settings import Language
from optimiser.report.summaries.sweep import SweepSummary
from optimiser.report.tables.table import write_lines
from optimiser.sensitivity.sweep import Axis, Sweep, list_points


def lines(summary: SweepSummary) -> list[list[str]]:
    return write_lines(summary.fill_table(), summary.numbers)


def figures(cost: float | None, gap: float = 0.0, regional: float = 0.0) -> dict[str, Any]:
    """A row for a country of a million contacts that costs 50 million kr. today."""
    if cost is None:
        return {**dict.fromkeys(FIGURES), "status": "infeasible"}
    found = {"status": "feasible" if gap > 0.001 else "optimal", "objective_kr": cost, "bound_kr": cost * (1 - gap)}
    contacts = {"contacts_regional": regional, "contacts_purchased": 0.0, "contacts_local": 1e6 - regional}
    return {**dict.fromkeys(FIGURES), **found, **contacts, "gap": gap, "net_gain_kr": 50e6 - cost}


def told(rows: Sequence[dict[str, Any]], *values: str, language: Language = "en") -> SweepSummary:
    axes = [Axis("a.b", values)] if len(values) == len(rows) else [Axis("a.b", values), Axis("c.d", values)]
    return SweepSummary(Sweep.of_points(axes, dict(zip(list_points(axes), rows, strict=True))), language)


def test_the_cheapest_the_range_and_where_the_forms_change() -> None:
    rows = [figures(40e6, regional=9e5), figures(41e6, regional=9e5), figures(42e6, regional=1e5)]
    summary = told(rows, "0.5", "1", "1.5")
    assert list(summary.tell_answer()) == [
        "The cheapest is a.b = 0.5: 40.0 million kr. a year, 10.0 million kr. less than today.",
        "The difference between the cheapest and the most expensive (a.b = 1.5) is 2.0 million kr. a year.",
        "The answer changes form most between 1 and 1.5:"
        " 800,000 contacts a year (80.0 %) are answered in another form.",
    ]
    assert lines(summary)[1] == ["0.5", "40.0", "10.0", "0.90", "0.00", "0.000 %"]


@pytest.mark.parametrize(
    ("parameters", "natures"),
    [
        (("policy.max_hosts",), []),
        (("a.b",), []),
        (("centres.virtual.cost_factor",), ["Must be found out"]),
        (("policy.max_hosts", "economy.today_unit_cost_kr"), ["Can be decided", "Must be found out"]),
    ],
)
def test_the_cheapest_is_no_choice_where_a_price_is_varied(parameters: Sequence[str], natures: list[str]) -> None:
    axes = [Axis(parameter, ("1", "2")) for parameter in parameters]
    points = {point: figures(40e6 + place) for place, point in enumerate(list_points(axes))}
    sentences = list(SweepSummary(Sweep.of_points(axes, points), "en").tell_answer())
    said = [sentence for sentence in sentences if sentence.startswith(("Can be decided", "Must be found out"))]
    assert [sentence.split(":")[0].split(",")[0] for sentence in said] == natures


def test_danish_has_its_decimal_mark() -> None:
    first, *_ = told([figures(60e6), figures(61e6)], "0.5", "1.5", language="da").tell_answer()
    assert first == "Billigst er a.b = 0,5: 60,0 mio. kr. om året, 10,0 mio. kr. MERE end i dag."


def test_a_range_within_the_gaps_is_not_proven_and_wide_gaps_are_told() -> None:
    sentences = list(told([figures(40e6, gap=0.05), figures(41e6, gap=0.01)], "1", "2").tell_answer())
    assert "not proven" in sentences[1]
    assert "nowhere do more than 1 %" in sentences[2]
    assert sentences[3] == "WARNING: 2 of 2 are not proven to the gap asked for; the widest is 5 %."


def test_points_without_a_plan_are_named() -> None:
    sentences = list(told([figures(None), figures(40e6)], "1", "2").tell_answer())
    assert sentences[-1] == "Without a plan: 1 of 2: a.b = 1."
    assert lines(told([figures(None), figures(40e6)], "1", "2"))[1] == ["1", "–", "–", "–", "–", "–"]
    assert list(told([figures(None)] * 7, *map(str, range(7))).tell_answer())[-1].endswith("a.b = 4 and 2 more.")


def test_what_was_not_found_in_time_is_not_told_as_impossible() -> None:
    unknown = {**figures(None), "status": "no solution found"}
    assert list(told([unknown, figures(None), figures(40e6)], "1", "2", "3").tell_answer())[-1] == (
        "For 1 of them it is not proven that there is none."
    )
    assert next(told([unknown, figures(None)], "1", "2").tell_answer()).startswith(
        "No plan was found at any point; it is not"
    )
    danish = told([unknown, figures(None)], "1", "2", language="da").tell_answer()
    assert next(danish).startswith("Der blev ikke fundet en plan i noget punkt;")
    assert next(told([figures(None)] * 2, "1", "2").tell_answer()) == "None of the points has a plan."


def test_several_parameters_are_told_by_their_extremes() -> None:
    rows = [figures(40e6 + number * 1e6, regional=number * 1e5) for number in range(9)]
    summary = told(rows, "1", "2", "3")
    assert [row[0] for row in lines(summary)] == [
        "extremes",
        *("a.b = 1, c.d = 1", "a.b = 1, c.d = 2", "a.b = 1, c.d = 3"),
        *("a.b = 3, c.d = 1", "a.b = 3, c.d = 2", "a.b = 3, c.d = 3"),
    ]
    assert "regional from 0.0 to 0.8 million" in list(summary.tell_answer())[2]


@pytest.mark.parametrize("count", [1, 40, 41])
def test_a_long_table_is_cut_to_its_extremes(count: int) -> None:
    rows = [figures(40e6 + number * 1e5) for number in range(count)]
    assert len(lines(told(rows, *map(str, range(count))))) == 1 + (count if count <= 40 else 6)


def test_no_point_is_crowned_among_those_that_cost_the_same_or_are_within_the_gaps() -> None:
    """The first of the points was called the cheapest, also where a parameter changes nothing at all."""
    alike = list(told([figures(40e6), figures(40e6), figures(42e6)], "1", "2", "3").tell_answer())
    assert alike[0].startswith("The cheapest, at the same cost, are a.b = 1; a.b = 2: 40.0 million kr. a year")
    all_alike = list(told([figures(40e6), figures(40e6)], "1", "2").tell_answer())
    assert all_alike[0].startswith("All 2 points cost the same: 40.0 million kr. a year")
    rivals = list(told([figures(40e6, gap=0.05), figures(40e6, gap=0.05)], "1", "2").tell_answer())
    assert rivals[0].startswith(
        "The plans found cost the same at all 2 points; which point is the cheapest is not proven: 40.0 million kr."
    )
    some = list(told([figures(40e6, gap=0.05), figures(40e6), figures(60e6)], "1", "2", "3").tell_answer())
    assert "the same cost, are those of a.b = 1; a.b = 2; which point is the cheapest is not proven" in some[0]
    within = list(
        told([figures(40e6, gap=0.05), figures(41e6), figures(60e6)], "1", "2", "3", language="da").tell_answer()
    )
    assert within[0].startswith(
        "Det er ikke bevist, hvilket punkt der er billigst: 1 er ikke bevist dyrere end punktet"
    )


def test_a_cost_of_today_that_differs_between_points_is_told() -> None:
    """With half the contacts "today" was half as dear, and the gains of two points were told side by side."""
    half = {**figures(20e6), "today_kr": 25e6, "net_gain_kr": 5e6}
    whole = {**figures(40e6), "today_kr": 50e6}
    sentences = list(told([half, whole], "x0.5", "x1").tell_answer())
    assert sentences[1].startswith(
        "Today's cost is not the same at all points, but lies between 25.0 million kr. and 50.0"
    )
    assert not any("Today's cost" in each for each in told([whole, whole], "1", "2").tell_answer())
