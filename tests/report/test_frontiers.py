"""What a frontier says."""

from typing import Any

from optimiser.comparison.measure import Measure
from optimiser.data.settings import Language
from optimiser.report.summaries.frontier import FrontierSummary
from optimiser.report.tables.table import write_lines
from optimiser.rules.number_of_centres import MaxCentres
from optimiser.sensitivity.frontier import Frontier

SHARE = Measure("resolution", "", sense="at least", unit="share", name_da="straksafklaring", name_en="resolved at once")


def lines(summary: FrontierSummary) -> list[list[str]]:
    return write_lines(summary.fill_table(starred=True), summary.numbers)


def figures(cost: float | None, value: float | None, gap: float = 0.0, status: str = "optimal") -> dict[str, Any]:
    bound = None if cost is None else cost * (1 - gap)
    money = {"objective_kr": cost, "bound_kr": bound, "gap": gap, "exact_cost_kr": cost}
    return {"status": status, **money, "measured": {"resolution": value, "hosts": value}}


NONE = figures(None, None, status="infeasible")
TRIED = [(None, figures(40e6, 0.70)), (0.72, figures(41e6, 0.72)), (0.74, figures(44e6, 0.74)), (0.76, NONE)]


def told(tried: Any, measure: Measure = SHARE, language: Language = "en") -> FrontierSummary:
    return FrontierSummary(Frontier.of_tried(measure, tried), language)


def test_the_first_and_the_last_step_and_what_is_out_of_reach() -> None:
    assert list(told(TRIED).tell_answer()) == [
        "Without a target for resolved at once: 70.00 % in the whole country, and the plan costs 40.0 million kr. a"
        " year.",
        "The first step, from 70.00 % to 72.00 %, costs 1.0 million kr. more a year; the last, from 72.00 % to"
        " 74.00 %, costs 3.0 million kr.",
        "Per percentage point, the first step costs 0.5 million kr. and the last 1.5 million kr.",
        "Cannot be reached together with the other rules: 76.00 %.",
    ]


def test_danish_has_its_words_and_decimal_mark() -> None:
    first, second, *_ = told(TRIED, language="da").tell_answer()
    assert first == "Uden mål for straksafklaring: 70,00 % i hele landet, og planen koster 40,0 mio. kr. om året."
    assert second.startswith("Det første skridt, fra 70,00 % til 72,00 %, koster 1,0 mio. kr. mere om året;")


def test_the_table_has_a_row_a_target_and_a_star_where_nothing_is_proven() -> None:
    summary = told([*TRIED[:1], (0.72, figures(41e6, 0.72, gap=0.05)), (0.76, NONE)])
    assert lines(summary)[1:] == [
        ["no target", "70.00 %", "40.00", "0.00 ", "0.000 %"],
        ["72.00 %", "72.00 %", "41.00", "+1.00*", "5.000 %"],
        ["76.00 %", "cannot be reached", "–", "– ", "–"],
    ]
    assert len(list(summary.tell_legend())) == 3
    assert len(list(told(TRIED).tell_legend())) == 2
    assert any(
        "It is not proven that going from 70.00 % to 72.00 % costs more" in sentence
        for sentence in summary.tell_answer()
    )


def test_limits_are_counted_and_a_wide_gap_and_no_plan_in_time_are_told() -> None:
    hosts = Measure.of_limit(next(limit for limit in MaxCentres.counted_limits if limit.name == "hosts"))
    late = {**NONE, "status": "no solution found"}
    tried = [(None, figures(40e6, 3.0)), (1.0, figures(41e6, 1.0, 0.01, "feasible")), (0.0, late)]
    sentences = list(told(tried, hosts).tell_answer())
    assert sentences[0] == "Without a target for selling municipalities: 3, and the plan costs 40.0 million kr. a year."
    assert sentences[1] == "There is one step, from 3 to 1: it costs 1.0 million kr. more a year in the plans found."
    assert sentences[2] == "No plan found, but it is not proven that there is none: 0."
    assert sentences[3].startswith("WARNING: 1 of 3 are not proven to the gap asked for; the widest is 1 %")


def test_a_dominated_point_is_named() -> None:
    tried = [(None, figures(40e6, 0.7)), (0.72, figures(44e6, 0.72)), (0.74, figures(42e6, 0.74))]
    assert any("proven cheaper and is no worse: 72.00 %." in sentence for sentence in told(tried).tell_answer())


def test_one_point_or_none_is_said_in_a_sentence() -> None:
    assert list(told(TRIED[:1]).tell_answer())[1].startswith("It cannot get better")
    assert list(told([TRIED[0], TRIED[3]]).tell_answer())[1].startswith("None of the targets")
    assert list(told([(None, NONE)]).tell_answer()) == ["No plan meets all rules, even without a target."]
    assert next(iter(told([]).tell_answer())).startswith("No plan was found")
