"""A comparison in sentences and as a table."""

import re
from dataclasses import replace

import pytest

from optimiser.api import solve
from optimiser.comparison.base import rows_from_base
from optimiser.comparison.comparison import Comparison
from optimiser.comparison.side_by_side import base_of
from optimiser.data.settings import Language
from optimiser.report.html.page import comparison_page
from optimiser.report.localizer import Localizer
from optimiser.report.summaries.comparison import ComparisonSummary, cost_of, name_cases
from optimiser.report.tables.cases import rank_cases
from optimiser.report.tables.table import write_lines
from optimiser.result.result import Result
from tests.planning.two_towns import two_towns
from tests.report.html.pages import rows_of

BEST = 21.6e6


@pytest.fixture(scope="module")
def plan() -> Result:
    return solve(two_towns())


@pytest.fixture(scope="module")
def impossible() -> Result:
    return solve(two_towns("policy.levels.local=none", "policy.levels.purchased=none", "policy.levels.unchanged=none"))


def dearer(plan: Result, kr: float, gap_kr: float = 0.0, system: str = "") -> Result:
    """A plan that costs so much more than the best, and could be so much cheaper; each cost is of a plan of its own."""
    cost_kr = BEST + kr
    run = {
        "objective_kr": cost_kr,
        "exact_cost_kr": cost_kr,
        "bound_kr": cost_kr - gap_kr,
        "gap": gap_kr / cost_kr,
        "net_gain_kr": plan.figures.today_kr - cost_kr,
    }
    answered = (line.model_copy(update={"form": f"as for {kr:.0f} kr."}) for line in plan.lines.assignments)
    lines = replace(plan.lines, assignments=tuple(answered))
    return Result(replace(plan.instance, system=system), plan.with_run(**run).run, lines)


def told(results: dict[str, Result]) -> str:
    summary = ComparisonSummary(Comparison.of_results(results), "en")
    return " ".join([*summary.tell_answer(), *summary.not_proven(), *summary.without_plan()])


def test_the_cheapest_is_told_against_today_and_the_next(plan: Result) -> None:
    text = told({"a": dearer(plan, 2e6), "b": dearer(plan, 0)})
    assert "The cheapest of 2 is b: 21.6 million kr. a year, 8.4 million kr. (28.0 %) less than today" in text
    assert "The next, a, costs 2.0 million kr. more a year; it is proven to cost more." in text
    assert "The order is proven" in text


def test_a_difference_within_the_gaps_is_not_called_one(plan: Result) -> None:
    results = {"a": dearer(plan, 0), "b": dearer(plan, 1e5, 2e5), "c": dearer(plan, 3e6)}
    text = told(results)
    assert "Not proven to cost more than that: b (0.1 million kr. more)." in text
    assert "The next, c, costs 3.0 million kr. more a year" in text
    assert "The order is not proven among a, b; they are within 0.1 million kr." in text
    summary = ComparisonSummary(Comparison.of_results(results), "en")
    assert [row[1] for row in write_lines(rank_cases(summary), summary.numbers)] == ["cost", "21.6 ", "21.7*", "24.6 "]
    assert "* Not proven to cost more than the one above." in list(summary.tell_legend())


def test_cases_that_hang_together_are_told_together(plan: Result) -> None:
    text = told({name: dearer(plan, kr, 6e5) for name, kr in (("a", 0), ("b", 1e6), ("c", 2e6), ("d", 9e6))})
    assert "The order is not proven among a, b, c; they are within 2.0 million kr." in text


def test_where_nothing_is_proved_of_a_plan_no_order_is(plan: Result) -> None:
    unknown = dearer(plan, 5e6).with_run(status="feasible", bound_kr=None, gap=None)
    text = told({"a": dearer(plan, 0), "b": unknown})
    assert "Not proven to cost more than that: b" in text
    assert "WARNING: not proven to the gap asked for: b (–)." in text


def test_the_best_pure_model_is_told_where_it_is_not_the_next(plan: Result) -> None:
    pure = {"m1": dearer(plan, 4e6, system="model-1"), "m2": dearer(plan, 3e6, system="model-2")}
    text = told({"a": dearer(plan, 0), "b": dearer(plan, 1e6), **pure})
    assert "The best pure model, m2, costs 3.0 million kr. more a year; it is proven to cost more." in text
    assert "pure model" not in told({"a": dearer(plan, 0), **pure})


def test_a_plan_dearer_than_today_is_not_called_a_gain(plan: Result) -> None:
    assert "MORE than today" in told({"a": dearer(plan, 10e6), "b": dearer(plan, 12e6)})


def test_a_case_without_a_plan_is_told_with_its_reason(plan: Result, impossible: Result) -> None:
    text = told({"a": dearer(plan, 0), "b": impossible})
    assert "Only a has a plan" in text
    assert "b has no plan. No plan meets all rules." in text
    assert "proven" not in text
    summary = ComparisonSummary(Comparison.of_results({"a": plan, "b": impossible}), "en")
    rows = write_lines(rank_cases(summary), summary.numbers)
    assert rows[2] == ["b", "no plan", "–", "–", "–", "–", "–"]
    assert cost_of(impossible, "da") == "ingen plan"


def test_an_amount_that_gaps_may_change_is_told_of_the_plans_found(plan: Result) -> None:
    """That b is dearer is proven; by how much is known only to the two gaps."""
    results = {"a": dearer(plan, 0, 1e5), "b": dearer(plan, 2e6, 1e5)}
    text = told(results)
    assert "The next, b, costs 2.0 million kr. more a year in the plans found; it is proven to cost more." in text
    danish = " ".join(ComparisonSummary(Comparison.of_results(results), "da").tell_answer())
    assert "koster 2,0 mio. kr. mere om året i de fundne planer; det er bevist, at den er dyrere." in danish


def test_only_what_is_proven_impossible_is_told_to_have_no_plan(plan: Result, impossible: Result) -> None:
    unknown = impossible.with_run(status="no solution found")
    assert "A plan was found for a only" in told({"a": dearer(plan, 0), "b": unknown, "c": impossible})
    assert "No plan was found for any of the cases compared." in told({"b": unknown, "c": impossible})


def test_an_order_is_proven_within_a_scenario_alone(plan: Result) -> None:
    """One case in each of two scenarios: nothing is in order, and the two are within their gaps."""
    text = told({"a + dear": dearer(plan, 1e5, 2e5), "a + cheap": dearer(plan, 0, 2e5)})
    assert "The order is" not in text


def test_what_is_proven_by_the_straight_pieces_but_not_on_the_curve_is_told_so(plan: Result) -> None:
    """b costs 1 million more by the pieces; a, whose centres lie 2 million above them on the curve, may be dearer."""
    bent = dearer(plan, 0).with_run(exact_cost_kr=BEST + 2e6)
    results = {"a": bent, "b": dearer(plan, 1e6), "c": dearer(plan, 5e6)}
    summary = ComparisonSummary(Comparison.of_results(results), "en")
    assert list(summary.not_proven())[:2] == [
        "The order is proven: each difference is larger than the gaps of its two plans together.",
        "That holds for the model's straight pieces. On the cost curve itself it is not proven between a and b.",
    ]
    danish = " ".join(ComparisonSummary(Comparison.of_results(results), "da").not_proven())
    assert "På selve omkostningskurven er det ikke bevist mellem a og b." in danish


def test_no_plan_anywhere_is_told(impossible: Result) -> None:
    assert "None of the cases compared has a plan." in told({"a": impossible})


def test_scenarios_are_answered_one_by_one(plan: Result) -> None:
    names = {"a + dear": 0.0, "b + dear": 1e6, "a + cheap": 5e4, "b + cheap": 2e6}
    text = told({name: dearer(plan, kr, 1e5) for name, kr in names.items()})
    assert "In the scenario dear: The cheapest of 2 is a + dear" in text
    assert "In the scenario cheap: The cheapest of 2 is a + cheap" in text
    assert "The order is proven" in text


def test_money_that_never_comes_back_is_told(plan: Result) -> None:
    summary = ComparisonSummary(Comparison.of_results({"a": dearer(plan, 0).with_run(payback_years=None)}), "da")
    assert "som ikke tjenes hjem" in " ".join(summary.tell_answer())
    assert write_lines(rank_cases(summary), summary.numbers)[1][4] == "aldrig"


def test_nobody_is_crowned_among_plans_that_are_the_same_or_within_the_gaps(plan: Result) -> None:
    """The first by name was called the cheapest of two with one and the same plan."""
    same = told({"a": dearer(plan, 0), "b": dearer(plan, 0), "c": dearer(plan, 3e6)})
    assert "The cheapest of 3, with one and the same plan, are a and b: 21.6 million kr. a year" in same
    assert "a and b have one and the same plan." in same
    assert "The order is not proven" not in same
    within = told({"a": dearer(plan, 0), "b": dearer(plan, 1e5, 2e5), "c": dearer(plan, 3e6)})
    assert "It is not proven which of a and b is the cheapest; the cheapest plan found is that of a: 21.6" in within
    assert "The cheapest of" not in within


def test_today_is_told_to_be_of_changed_contacts_where_it_is(plan: Result) -> None:
    """A case with half the contacts had half the cost "today", without a word."""
    changed = Result(replace(plan.instance, changes=("volumes.*.contacts = x0.5",)), plan.run, plan.lines)
    other = Result(replace(plan.instance, changes=("policy.max_entry_points = 2",)), plan.run, plan.lines)
    assert "Today's cost is not the instance's own, but what 600,000 contacts" in told({"a": changed})
    assert "b: Today's cost is not the instance's own" in told({"a": other, "b": changed})
    assert "Today's cost" not in told({"a": other})


def alike(plan: Result, kr: float, gap_kr: float, system: str) -> Result:
    """The same answers at a cost within the gap of the best."""
    cost_kr = BEST + kr
    run = {"objective_kr": cost_kr, "bound_kr": cost_kr - gap_kr, "gap": gap_kr / cost_kr}
    return replace(plan.with_run(**run), instance=replace(plan.instance, system=system))


def test_plans_that_are_alike_within_the_proof_are_one_and_none_of_them_is_crowned(plan: Result) -> None:
    """Six systems in which no shared centre opened stood as six rows, some thousand kr. apart."""
    results = {
        **{
            "m2": alike(plan, 0, 1e5, "model-2"),
            "five": alike(plan, 2e4, 1e5, "five"),
            "none": alike(plan, 3e4, 1e5, "none"),
        },
        "other": dearer(plan, -2e6),
        "dear": dearer(plan, 3e6, system="model-1"),
    }
    summary = ComparisonSummary(Comparison.of_results(results, "five"), "en")
    assert [row["case"] for row in summary.shown.figure_rows] == ["other", "five (+2)", "dear"]
    text = " ".join([*summary.tell_answer(), *summary.not_proven()])
    assert "m2, five and none are alike as far as is proven: their plans are at most 30,000 kr. a year apart" in text
    assert "No shared centre opens in any of the 3." in text
    assert "The best pure model, m2, costs" not in text, "it is the next, and told as that"
    assert "The next, five (+2), costs 2.0 million kr. more" in text
    without = {name: result for name, result in results.items() if name != "other"}
    told_alone = told(without)
    assert "The cheapest of 4, with plans that are not proven to differ, are m2, five and none: 21.6" in told_alone


def test_what_is_proven_to_cost_more_is_not_shown_as_one(plan: Result) -> None:
    results = {"a": alike(plan, 0, 0, "a"), "b": alike(plan, 1e5, 0, "b")}
    assert list(ComparisonSummary(Comparison.of_results(results), "en").shown.results) == ["a", "b"]


def test_each_case_tells_what_is_otherwise_than_in_the_base() -> None:
    """The towns buy of each other, or not: the one is answered elsewhere, and both pay more."""
    results = {"free": solve(two_towns()), "alone": solve(two_towns("policy.max_hosts=0"))}
    comparison = Comparison.of_results(results, "free")
    (told_of_it,) = ComparisonSummary(comparison, "en").tell_changes()
    assert told_of_it.startswith(
        "alone costs 3.40 million kr. more a year than free: opens Lilleby; no longer lets Storby"
    )
    assert "2 municipalities pay more, Lilleby the most (1.80 million kr.)" in told_of_it
    (row,) = rows_from_base(comparison)
    assert (row["base"], row["opens"], row["stops"], row["pay_more"]) == ("free", "Lilleby", "Storby", 2)
    assert sum(value for name, value in row.items() if name.endswith("_change_kr")) == pytest.approx(row["change_kr"])
    assert not rows_from_base(Comparison.of_results({"free": results["free"]}))


def test_under_a_scenario_each_is_set_against_itself_without_one() -> None:
    base, dear = solve(two_towns()), solve(two_towns("economy.today_unit_cost_kr=60"))
    results = {"one": base, "one + dear": dear, "two": base, "two + dear": dear}
    comparison = Comparison.of_results(results, "two")
    assert {case: base_of(comparison, case) for case in results} == {
        **{"one": "two", "two": None},
        **{"one + dear": "one", "two + dear": "two"},
    }
    shown = ComparisonSummary(comparison, "da")
    assert {name: found.names[0] for name, found in shown.differences.items()} == {"two = one + dear": "two = one"}
    assert "Uden scenarie:" in list(shown.tell_answer())


@pytest.mark.parametrize(("language", "called"), [("da", "intet fælles center"), ("en", "no shared centre")])
def test_the_system_without_shared_centres_is_called_so(plan: Result, language: Language, called: str) -> None:
    localizer = Localizer(language)
    comparison = name_cases(Comparison.of_results({"one": plan, "none": plan, "none + cheap": plan}, "none"), localizer)
    assert list(comparison.results) == ["one", called, f"{called} + cheap"]
    summary = ComparisonSummary(comparison, language)
    assert f"{called} = one" in summary.shown.results
    assert not re.search(r"\bnone\b", " ".join((*summary.tell_answer(), *summary.not_proven())))
    page = comparison_page(Comparison.of_results({"one": plan, "none": plan}), language)
    assert [row[0] for row in rows_of(page, "table-cases")[1:]] == [f"one = {called}"]
