"""Service beside cost on the page: centres, each municipality alone and in the plan, the KPIs; in a comparison too."""

import re
from functools import cache

import pytest

from optimiser import Result, solve
from optimiser.comparison.comparison import Comparison
from optimiser.report.html.page import comparison_page, result_page
from tests.planning.two_towns import two_towns
from tests.report.html.pages import rows_of, solved

KPIS = """\
kpi,name_da,name_en,sense,unit,scope,target,weight
near,nærhed,nearness,at least,share,municipality,0.4,0
quick,tid,time,at most,minutes,national,,0
calm,ro,calm,at least,plusses,national,,1
"""
VALUES = """\
kpi,form,task,value
near,local,,0.9
near,purchased,,0.5
quick,local,,5
calm,local,,4
"""


@cache
def _measured(*overrides: str) -> Result:
    result = solve(two_towns(*overrides, kpis=KPIS, kpi_values=VALUES), gap=1e-6)
    return result.with_run(finished="2026-11-22T19:07:39+00:00")


def test_a_centre_tells_its_promise_what_it_keeps_and_whom_that_takes() -> None:
    result = solved()
    head, row = rows_of(result_page(result, "en"), "table-service")
    (centre,) = result.figures.centres
    told = dict(zip(head, row, strict=True))
    assert (told["Centre"], told["Promise"], told["Open, hours a week"]) == ("Storby", "80 % within 60 s", "37")
    assert told["Answered in time"] == f"{centre.answered_share:.1%}".replace("%", " %")
    assert told["Full-time staff"] == f"{result.figures.staffed_fte:.1f}"
    assert told["Full-time staff, handling time alone"] == "40.0"


def test_a_municipality_is_staffed_alone_and_in_the_plan() -> None:
    """Lilleby's 200,000 contacts take more minutes alone than at Storby's centre."""
    head, lilleby, storby = rows_of(result_page(solved(), "en"), "table-alone")
    told = dict(zip(head, lilleby, strict=True))
    assert (lilleby[0], storby[0], told["Answered at centres"]) == ("Lilleby", "Storby", "100 %")
    assert float(told["Minutes per contact alone"]) > float(told["Minutes per contact in the plan"]) > 6


def test_what_the_departments_answer_has_no_service() -> None:
    result = solve(two_towns("policy.levels.unchanged=1-9", "centres.*.cost_factor=9"))
    text = result_page(result.with_run(finished="2026-11-22T19:07:39+00:00"), "da")
    assert 'id="table-service"' not in text
    assert rows_of(text, "table-alone")[1][1:5] == ["0 %", "–", "–", "–"]
    assert "Besvaret i tide" not in {row[0] for row in rows_of(text, "table-figures")}


def test_kpis_that_are_no_criteria_tell_target_value_worst_place_and_whether_it_is_met() -> None:
    text = result_page(_measured(), "en")
    assert rows_of(text, "table-kpis")[1:] == [
        ["Nearness", "at least 40 %", "76.7 %", "met", "Lilleby", "50.0 %"],
        ["Time (minutes)", "–", "5.00", "no target", "", "–"],
    ]
    assert [row[0] for row in rows_of(text, "table-criteria")[1:]] == ["Calm"]


def test_a_target_that_is_missed_is_told_in_words() -> None:
    kpis = _measured().kpis
    result = _measured().with_tables(kpis=kpis.assign(met=kpis["met"].where(kpis["met"].isna(), 0)))
    assert rows_of(result_page(result, "en"), "table-kpis")[1][3] == "not met"


@pytest.mark.parametrize(
    ("overrides", "words"),
    [
        ((), ["It is assumed that nobody hangs up", "at most 90 % of their time"]),
        (("service.patience_seconds=120", "service.shrinkage=0.1"), ["after 120 s on average", "10 % is lost"]),
    ],
)
def test_how_service_is_computed_is_told(overrides: tuple[str, ...], words: list[str]) -> None:
    text = result_page(solved(*overrides), "en").replace("\u00a0", " ")
    assert all(word in text for word in words)


def test_the_stamp_tells_the_pieces_of_each_class() -> None:
    text = result_page(solved("centres.Lilleby.opening_hours=60"), "en").replace("\u00a0", " ")
    assert re.search(r"80 % within 60 s, 37 hours a week: \d+ possible centres, \d+ pieces", text)
    assert re.search(r"80 % within 60 s, 60 hours a week: 1 possible centres, \d+ pieces", text)


def test_a_comparison_tells_service_and_kpis_of_each_case() -> None:
    results = {"free": _measured(), "alone": _measured("municipalities.*.candidate_host=false")}
    text = comparison_page(Comparison.of_results(results), "en")
    rows = rows_of(text, "table-service")
    assert [row[0] for row in rows] == ["System", "free", "alone"]
    assert float(rows[1][1]) < float(rows[2][1])  # one centre needs fewer than two
    assert rows_of(text, "table-kpis") == [
        ["System", "Nearness", "Time (minutes)"],
        ["free", "76.7 %", "5.00"],
        ["alone", "90.0 %", "5.00"],
    ]
