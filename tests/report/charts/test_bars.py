"""Waterfall, cost bars and scatter: what the bars come to, and what they say."""

import pytest

from optimiser import Result, solve
from optimiser.comparison.comparison import Comparison
from optimiser.data.settings import Language
from optimiser.report.charts.comparison import cost_bars, gain_against_score
from optimiser.report.charts.drawing import INK, LabelPoint, labels, signed_millions
from optimiser.report.charts.plan import CentreFrame, centres_chart, changes_kr, ticks_of, waterfall
from tests.planning.two_towns import two_towns
from tests.report.charts.towns import NASTY, parsed, solved, told, words

LANGUAGES: tuple[Language, ...] = ("da", "en")


def _comparison(**cases: Result) -> Comparison:
    return Comparison.of_results(cases or {NASTY: solved(), "dearer": solved("policy.levels.purchased=9")})


def test_the_changes_lead_from_today_to_the_plan() -> None:
    result = solved()
    assert result.figures.today_kr + sum(changes_kr(result).values()) == pytest.approx(result.objective_kr)


def test_the_waterfall_says_each_change_with_its_sign() -> None:
    said = told(waterfall(solved(), "en"))
    assert said[:2] == ["Today: 30.0 million kr.", "Larger centres answer more cheaply: −8.4"]
    assert said[-1] == "The plan: −8.4 → 21.6 million kr."


def test_a_plan_that_costs_more_is_told_so() -> None:
    said = told(waterfall(solved("economy.today_unit_cost_kr=30"), "da"))
    assert said[1] == "Besvarelsen bliver dyrere: +3,6"


@pytest.mark.parametrize(
    ("kr", "text"), [(18_770_000, "+18.8"), (-254e6, "−254.0"), (0.0, "0.0"), (-40_000, "0.0"), (40_000, "0.0")]
)
def test_a_change_has_its_sign_unless_it_is_nothing(kr: float, text: str) -> None:
    assert signed_millions(kr, "en") == text


def test_cases_stand_from_the_cheapest_with_what_is_proven() -> None:
    svg = cost_bars(_comparison(), "en")
    assert "<script" not in svg
    assert told(svg)[0].startswith(f"{NASTY}: net gain 8.4 million kr. a year, at most 8.4 million kr. is possible")
    assert words(svg).index("+8.4") < words(svg).index("+5.0")


def test_the_whisker_is_drawn_where_the_gap_is_seen() -> None:
    proven, open_ended = solved(), solved().with_run(bound_kr=15e6)
    lines = [
        sum(
            element.tag.endswith("}line") and element.get("stroke") == INK
            for element in parsed(cost_bars(_comparison(case=case), "en")).iter()
        )
        for case in (proven, open_ended)
    ]
    assert lines[0] < lines[1]


def test_without_a_bound_nothing_is_said_to_be_proven() -> None:
    svg = cost_bars(_comparison(case=solved().with_run(bound_kr=None, gap=None)), "en")
    assert "nothing proven" in told(svg)[0]


def test_a_case_without_a_plan_is_named_and_not_drawn() -> None:
    failed = Result(solved().instance, solved().run.with_entries(status="infeasible"))
    svg = cost_bars(_comparison(case=solved(), failed=failed), "en")
    assert "Without a plan: failed." in "".join(element.text or "" for element in parsed(svg))
    assert not [said for said in told(svg) if "failed" in said]


def test_cases_without_a_score_are_left_out() -> None:
    svg = gain_against_score(_comparison(one=solved().with_run(criteria_score=2.5), two=solved()), "da")
    assert told(svg) == ["one: score 2,50, nettogevinst 8,4 mio. kr. om året"]


def test_no_case_has_a_score() -> None:
    assert told(gain_against_score(_comparison(), "en")) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_centres_stand_on_the_curve(language: Language) -> None:
    svg = centres_chart(solved(), language)
    assert len(told(svg)) == 1
    assert told(svg)[0].startswith("Storby: 600")
    assert "Storby" in words(svg)


@pytest.mark.parametrize(
    ("ends", "shown"),
    [((3500.0, 7e6), [10_000, 30_000, 100_000, 300_000, 1_000_000]), ((70_000.0, 750_000.0), [100_000, 300_000])],
)
def test_powers_of_ten_stand_on_the_axis_before_others_that_leave_them_no_room(
    ends: tuple[float, float], shown: list[int]
) -> None:
    assert ticks_of(CentreFrame(ends, (35.0, 54.0))) == shown


def test_what_a_host_must_sell_stands_below_the_axis() -> None:
    """On no line of the chart."""
    instance = two_towns("centres.local.min_sold=1000")
    texts = parsed(centres_chart(solve(instance), "en")).iter()
    (told,) = (one for one in texts if one.tag.endswith("}tspan") and one.text == "A host must sell at least 1,000.")
    assert float(told.get("dy") or 0) > 0


def test_names_of_many_points_at_one_place_do_not_hide_each_other() -> None:
    points = [LabelPoint(200.0, 150.0, 4.0, "name") for _ in range(6)]
    at = [(label.x, label.y, label.align) for label in labels(points, (400.0, 300.0))]
    assert len(set(at)) == len(at)


def test_names_stay_inside_the_chart() -> None:
    (label,) = labels([LabelPoint(395.0, 150.0, 4.0, "a long name")], (400.0, 300.0))
    assert label.align == "right"


def test_cases_that_lie_on_each_other_are_told_as_one() -> None:
    scored = solved().with_run(criteria_score=2.5)
    svg = gain_against_score(_comparison(one=scored, two=scored, three=scored.with_run(criteria_score=3.0)), "en")
    lines = [element for element in parsed(svg).iter() if element.tag.endswith("}tspan")]
    assert [line.text for line in lines] == ["one", "two"]
    assert len(told(svg)) == 3
