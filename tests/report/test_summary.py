"""The summary in sentences: the answer first, the proof beside it, and why where there is no plan."""

import re
from functools import cache
from typing import Any

import pytest

from optimiser import NearOptimal, Result, read, solve
from optimiser.comparison.comparison import change_on_curve_kr
from optimiser.data.settings import Language
from optimiser.report.html.header import key_figures
from optimiser.report.localizer import Localizer, Numbers
from optimiser.report.summaries.recommendation import Recommendation
from optimiser.report.summaries.result import Summary, header
from optimiser.report.tables.costs import fill_forms
from optimiser.report.tables.table import write_lines
from tests.cli.conftest import TOY
from tests.planning.two_towns import two_towns

LANGUAGES: tuple[Language, ...] = ("da", "en")
OPTIONS = {"gap": 1e-6, "time_limit_seconds": 600.0, "threads": 1, "seed": 0}


@cache
def _solved(*overrides: str) -> Result:
    return solve(two_towns(*overrides), gap=1e-6)


def _with(result: Result, **entries: Any) -> Result:
    return result.with_run(**entries)


def _answer(result: Result, language: Language = "en") -> str:
    return " ".join(Summary(result, language).tell_answer())


def _details(result: Result, language: Language = "en") -> str:
    return " ".join([*Recommendation(result, language).tell_advice(), *Summary(result, language).tell_details()])


def _failure(result: Result, language: Language = "en") -> str:
    return "\n".join(Summary(result, language).tell_failure())


def test_a_gain_is_told_as_less_each_year() -> None:
    """Two towns: 600,000 contacts at 50 kr. against 21.6 million, without any investment."""
    assert _answer(_solved()).startswith(
        "Today the tasks cost 30.0 million kr. a year. The plan costs 21.6 million kr.: 8.4 million kr. (28.0 %) less"
        " a year, after paying 0.0 million kr. a year for investment (0.0 million kr. once)."
    )


def test_a_gain_in_danish() -> None:
    assert _answer(_solved(), "da").startswith(
        "I dag koster opgaverne 30,0 mio. kr. om året. Planen koster 21,6 mio. kr.: 8,4 mio. kr. (28,0 %) mindre"
    )


def test_a_loss_is_told_as_more_each_year_and_never_as_a_negative_gain() -> None:
    told = _answer(_solved("economy.today_unit_cost_kr=30"))
    assert "3.6 million kr. (20.0 %) MORE a year, after paying" in told  # investment can be more than all of it
    assert "-" not in told


@pytest.mark.parametrize(
    ("years", "words"), [(2.24, "paid back in 2.2 years"), (None, "not paid back"), (0.0, "million kr. once).")]
)
def test_payback(years: float | None, words: str) -> None:
    assert words in _answer(_with(_solved(), payback_years=years))


def test_a_proof_names_bound_gap_and_what_was_asked_for() -> None:
    told = _answer(_with(_solved(), bound_kr=21_599_000.0, gap=0.0000463, options={**OPTIONS, "gap": 1e-4}))
    assert "no plan costs less than 21.599 million kr., so the gap is 0.0046 % (1,000 kr.)" in told
    assert "within the 0.01 % asked for" in told


@pytest.mark.parametrize(("off_kr", "is_best"), [(0.0, True), (0.4, True), (0.6, False)])
def test_a_plan_without_a_gap_is_told_to_be_the_best(off_kr: float, is_best: bool) -> None:
    """Half a krone and more is told as a gap."""
    found = _solved()
    cost_kr = float(found.figures.objective_kr)
    near = _with(found, bound_kr=cost_kr - off_kr, gap=off_kr / cost_kr)
    for language, words in (
        ("en", "Proven: this plan is the best. No other is as much as 1 kr. a year cheaper."),
        ("da", "Bevist: Planen er den bedste. Ingen anden er så meget som 1 kr. billigere om året."),
    ):
        told = _answer(near, "da" if language == "da" else "en")
        assert (words in told) == is_best
        assert ("the gap is" in told or "afstanden er" in told) != is_best


@pytest.mark.parametrize(
    ("interrupted", "words"), [(False, "stopped at the time limit of 600 s"), (True, "stopped with Ctrl-C")]
)
def test_an_unproven_plan_warns_and_says_why_it_stopped(interrupted: bool, words: str) -> None:
    seconds = {"read": 0.0, "build": 0.1, "solve": 600.0, "total": 600.1}
    told = _answer(_with(_solved(), status="feasible", gap=0.02, interrupted=interrupted, seconds=seconds))
    assert "WARNING: the plan is not proven" in told
    assert "the gap is 2 %" in told
    assert words in told


def test_a_plan_without_any_bound_says_that_nothing_is_proven() -> None:
    told = _answer(_with(_solved(), status="feasible", gap=None, bound_kr=None))
    assert "WARNING: nothing is proven" in told


def test_a_plan_that_no_solve_was_stopped_for_is_not_told_to_have_met_a_time_limit(toy_near: NearOptimal) -> None:
    """An alternative costs more than the best plan's bound by nature."""
    alternative = _answer(toy_near.alternatives[0].result)
    assert "WARNING: the plan is not proven to the 0.01 % asked for." in alternative
    assert "stopped" not in alternative


def test_the_table_by_form_has_a_header_and_only_forms_in_use() -> None:
    table = write_lines(fill_forms(Summary(_solved(), "en"), _solved()), Numbers("en"))
    assert table[0] == ["form", "municipalities", "contacts", "cost today", "after"]
    assert [row[:4] for row in table[1:]] == [
        ["own centre", "1", "0.4 m", "20.0 m"],
        ["purchased", "1", "0.2 m", "10.0 m"],
    ]


def test_the_largest_centres_are_named_with_volume_and_unit_cost() -> None:
    assert "Storby 0.6 m (36.0 kr.)" in _details(_solved())


def test_a_plan_without_centres_names_none() -> None:
    """Everything stays in the departments."""
    told = _details(_solved("policy.levels.unchanged=1-9", "centres.*.cost_factor=9"))
    assert "Largest" not in told


@pytest.mark.parametrize(
    ("change_kr", "words"),
    [(0.5, "No municipality pays more than today."), (-1e6, "No municipality pays more than today.")],
)
def test_nobody_is_worse_off_by_less_than_a_krone(change_kr: float, words: str) -> None:
    result = _changing(_solved(), change_kr)
    assert words in _details(result)


def _changing(result: Result, change_kr: float | list[float]) -> Result:
    return result.with_tables(municipalities=result.municipalities.assign(change_kr=change_kr))


def test_who_pays_more_than_today_is_counted_and_the_most_is_named() -> None:
    result = _changing(solve(two_towns()), [2_000_000.0, 500_000.0])
    assert "2 of 2 municipalities pay more than today: Storby the most, 2.0 million kr. (" in _details(result)


STEEP = ("curve.max_error=0.1", "volumes.*.contacts=x0.83", "tasks.*.national_contacts=x0.83")
"""The toy with centres between the points of the curve, which is followed coarsely there."""


@pytest.mark.parametrize(
    ("price_kr", "words"),
    [
        (49, "no municipality pays more than today; on the cost curve itself 1 of 4 do, Åby the most, 29,494 kr."),
        (48, "1 of 4 municipalities pays more than today: Åby the most, 0.2 million kr. ("),
        (50, "No municipality pays more than today."),
    ],
)
def test_who_pays_more_on_the_curve_itself_is_not_passed_over(price_kr: int, words: str) -> None:
    """At 49 kr. Åby saves 13,000 kr. by the straight pieces, which lie 42,494 kr. below the curve at Østerå."""
    result = solve(read(TOY, overrides=[*STEEP, f"economy.today_unit_cost_kr={price_kr}"]))
    assert words in _details(result)
    page = next(each for each in key_figures(Localizer("da"), result) if each.label == "Kommuner, der betaler mere")
    assert ("på selve omkostningskurven 1, mest Åby: 29.494 kr. om året" in page.note) == (price_kr == 49)


def test_more_who_pay_more_on_the_curve_are_counted_beside_those_by_the_pieces() -> None:
    result = _changing(solve(two_towns()), [2_000_000.0, -10.0])
    centres = result.centres.assign(exact_operation_kr=result.centres["exact_operation_kr"] + 900.0)
    result = result.with_tables(centres=centres)
    told = _details(result, "da")
    assert "betaler 1 af 2 kommuner mere end i dag: mest Storby, 2,0 mio. kr. (" in told
    assert "På selve omkostningskurven er det 2 af 2; mest Storby, 2,0 mio. kr. om året." in told


def test_what_is_paid_on_the_curve_adds_up_to_the_plan_on_the_curve() -> None:
    figures, curved = (result := solve(read(TOY, overrides=STEEP))).figures, change_on_curve_kr(result)
    assert sum(curved.values()) == pytest.approx(figures.exact_cost_kr - figures.today_kr)


def test_rules_that_bind_are_counted() -> None:
    told = _details(_with(_solved(), rules_that_bind={"maximum-volume": ["Storby"], "entry-points": ["a", "b"]}))
    assert "with next to nothing to spare: maximum volume (1), number of entry points (2). That is no price:" in told


def test_it_is_told_when_no_rule_binds() -> None:
    told = _details(_with(_solved(), rules_that_bind={}))
    assert "No rule's limit is reached; rules may still cost something." in told


def test_a_centre_below_its_minimum_is_told_with_both_numbers() -> None:
    told = solve(two_towns("structure=one", "centres.Region.min_volume=700000"))
    assert "do not serve them: Region (0.60 of 0.70 m)." in _details(told)
    assert "gør det derfor ikke: Region (0,60 af 0,70 mio.)." in _details(told, "da")


def test_active_laws_are_named() -> None:
    assert (
        "Active legal rules: authority tasks may not be answered in the form purchased, regional and external ("
        in _details(_solved())
    )


def test_an_infeasible_instance_is_told_with_the_rule_at_fault() -> None:
    told = _failure(solve(two_towns("policy.levels.local=3", "policy.levels.purchased=3")))
    assert told.startswith("No plan meets all rules.\n  the levels a form may answer [Lilleby G5]")


def test_rules_that_are_only_impossible_together_are_told_so() -> None:
    """Lilleby must keep all, and its centre may not answer all."""
    told = _failure(solve(two_towns("policy.min_local_share=1", "centres.Lilleby.max_volume=100000")))
    assert "No single rule is seen to be impossible by itself." in told
    assert "fewest" not in told, "what diagnose finds holds none in vain; a smaller set may be elsewhere"


def test_when_nothing_was_found_the_time_limit_is_told() -> None:
    told = _failure(_with(_solved(), status="no solution found"))
    assert "No plan was found within 600 s" in told


@pytest.mark.parametrize(
    ("limit", "english", "danish"), [(0.5, "0.5", "0,5"), (2.5, "2.5", "2,5"), (600.0, "600", "600")]
)
def test_a_time_limit_is_told_as_it_was_asked_for(limit: float, english: str, danish: str) -> None:
    """Half a second was told as 0 s."""
    result = _with(_solved(), status="no solution found", options={**OPTIONS, "time_limit_seconds": limit})
    assert f"No plan was found within {english} s" in _failure(result)
    assert f"inden for {danish} s" in _failure(result, "da")


def test_the_header_names_what_is_solved_and_what_was_changed() -> None:
    first, *changes = header(two_towns("structure=one", "policy.max_hosts=1"), "en")
    assert first == ("two-towns · municipalities 2 · tasks 2 · candidate hosts 1 · system one · active legal rules 1")
    assert changes == ["Changed: structure = one", "Changed: most municipalities that sell = 1"]


EVERYTHING = (
    _solved(),
    _solved("economy.today_unit_cost_kr=30"),
    _with(_solved(), status="feasible", gap=0.02),
    _with(_solved(), status="feasible", gap=None, bound_kr=None, interrupted=True),
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("result", EVERYTHING)
def test_no_sentence_has_two_stops_or_a_figure_left_out(result: Result, language: Language) -> None:
    summary = Summary(result, language)
    for sentence in (*summary.tell_answer(), *summary.tell_details()):
        assert not re.search(r"\.\.|[{}]|None|nan| ,|  ", sentence), sentence
        assert sentence.endswith(".")


KPIS = "kpi,name_da,name_en,sense,unit,scope,target\nnear,nærhed,nearness,at least,share,municipality,0.4\n"
KPI_VALUES = "kpi,form,task,value\nnear,local,,0.9\nnear,purchased,,0.5\n"


def _service(result: Result, language: Language = "en") -> str:
    return " ".join(Summary(result, language).tell_service())


def test_service_is_told_with_the_promise_the_least_centre_and_the_staff() -> None:
    result = _solved()
    (centre,) = result.figures.centres
    share, staff = f"{centre.answered_share * 100:.1f} %", f"{result.figures.staffed_fte:.0f}"
    assert _service(result) == (
        f"Centres answer {share} of their contacts within 60 s (promised: 80 %; lowest: Storby, {share}),"
        f" 37 hours a week, with {staff} full-time employees."
    )


def test_several_promises_are_told_each_with_how_many_keep_it() -> None:
    alone = ("policy.levels.purchased=", "centres.Lilleby.opening_hours=60", "centres.Lilleby.answered_share=0.725")
    told = _service(_solved(*alone), "da")
    assert "80 % inden for 60 s, 37 timer om ugen (centre: 1)" in told
    assert "72,5 % inden for 60 s, 60 timer om ugen (centre: 1)" in told


def test_targets_of_kpis_are_told_met_or_not() -> None:
    result = solve(two_towns(kpis=KPIS, kpi_values=KPI_VALUES), gap=1e-6)
    told = "nearness 76.7 % (target: at least 40 %; worst: Lilleby, 50.0 %)."
    assert _service(result).endswith(f"All KPI targets (1) are met: {told}")
    missed = result.with_tables(kpis=result.kpis.assign(met=0))
    assert _service(missed).endswith(f"1 of 1 KPI targets are NOT met: {told}")


def test_without_centres_and_targets_nothing_is_told_of_service() -> None:
    assert _service(_solved("policy.levels.unchanged=1-9", "centres.*.cost_factor=9")) == ""
