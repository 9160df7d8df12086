"""What the page says: the figures of the result, told in full, the doubts beside the answer."""

import html
import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from optimiser.data.settings import Language
from optimiser.report.html.header import doubts, proof
from optimiser.report.html.page import comparison_page, result_page
from optimiser.report.localizer import Localizer, Numbers
from optimiser.report.tables.table import ANY, CHANGE
from optimiser.result.result import Result
from tests.report.html.pages import compared, comparison_text, rows_of, run_text, solved, toy

KNOWN = "purchased: Storby"


def _section(text: str, name: str) -> str:
    found = re.search(rf'<section id="{name}".*?</section>', text, re.DOTALL)
    assert found, f"no section {name}"
    return found[0].replace("\u00a0", " ")


def test_the_first_screen_has_the_answer_the_figures_and_the_doubts() -> None:
    """Two towns: 30.0 million today, 21.6 after, nothing to invest."""
    told = _section(result_page(solved(), "en"), "answer")
    assert "Today the tasks cost 30.0 million kr. a year. The plan costs 21.6 million kr." in told
    assert "<dd>8.4 million kr.</dd>" in told
    assert "<dd>0 of 2</dd>" in told
    assert "figures the answer uses are assumptions without a source" in told
    assert "On the cost curve itself" in told


def test_the_head_tells_date_system_and_status() -> None:
    text = run_text("en").replace("\u00a0", " ")
    assert "22 November 2026 · for the year 2014" in text
    assert 'class="status">proven to be the best' in text
    assert "22. november 2026 · opgjort for 2014" in run_text("da")


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ({"status": "feasible", "gap": 0.013}, "not proven; gap 1.3 %"),
        ({"status": "feasible", "gap": None, "bound_kr": None}, "nothing is proven"),
    ],
)
def test_what_is_not_proven_is_marked(entries: dict[str, object], words: str) -> None:
    text = result_page(solved().with_run(**entries), "en")
    assert f'class="status open">{words}' in text
    assert 'class="proof warning">WARNING' in text


def test_a_plan_that_is_never_paid_back_says_so() -> None:
    assert "<dd>never</dd>" in result_page(solved().with_run(payback_years=None), "en")


def test_key_figures_are_told_in_full() -> None:
    rows = {row[0]: row[1] for row in rows_of(result_page(solved(), "en"), "table-figures")[1:]}
    assert rows["Cost today"] == "30.0 million kr."
    assert rows["Net gain"] == "8.4 million kr."
    assert rows["Net present value"] == "84.0 million kr."
    assert rows["Open centres"] == "1"
    assert rows["Full-time staff at centres"] == "46"
    assert rows["Full-time staff, handling time alone"] == "40"
    assert len(rows) == 18


def test_the_terms_add_up_to_the_cost() -> None:
    rows = rows_of(result_page(solved(), "en"), "table-terms")[1:]
    assert rows[-1] == ["In total", "21.6", "100.0 %"]
    assert sum(float(row[1]) for row in rows[:-1]) == pytest.approx(21.6)


def test_forms_that_are_used_are_told_with_their_sum() -> None:
    rows = rows_of(result_page(solved(), "en"), "table-forms")[1:]
    assert [row[0] for row in rows] == ["own centre", "purchased", "In total"]
    assert rows[-1][2:] == ["0.6", "100.0 %", "30.0", "21.6"]


def test_a_centre_tells_whom_it_answers_for() -> None:
    rows = rows_of(result_page(solved(), "en"), "table-centres")[1:]
    assert [rows[0][0], rows[0][2], rows[0][-1]] == ["Storby", "600,000", "Lilleby"]


def test_the_matrix_has_a_letter_a_colour_and_the_centre() -> None:
    text = result_page(solved(), "en")
    rows = rows_of(text, "table-portfolios")
    assert rows[0] == ["Municipality", "Region", "G3", "G5", "Also answered by"]
    assert rows[1] == ["Lilleby", "East", "P", "P", "Storby"]
    assert rows[2] == ["Storby", "East", "O", "·", ""]
    assert f'<td class="purchased" title="{KNOWN}">P</td>' in text


def test_municipalities_stand_by_what_they_pay_more_and_sort_by_the_full_number() -> None:
    text = result_page(solved(), "da")
    rows = rows_of(text, "table-municipalities")[1:]
    assert [row[0] for row in rows] == ["Lilleby", "Storby"]
    assert [row[1] for row in rows] == ["−2,80", "−5,60"]
    assert [round(float(value)) for value in re.findall(r'data-value="([^"]*)">−\d,\d\d<', text)] == [
        -2800000,
        -5600000,
    ]
    assert 'aria-sort="descending"' in text


def test_what_binds_and_what_did_not_open_are_told_with_numbers() -> None:
    run = solved("structure=one", "centres.Region.cost_factor=1.2", "centres.Storby.min_sold=300000")
    text = result_page(run.with_run(rules_that_bind={"maximum-volume": ["Storby"], "a-new-rule": ["Lilleby"]}), "en")
    assert [row[0] for row in rows_of(text, "table-binding")[1:]] == ["maximum volume", "a-new-rule"]
    assert rows_of(text, "table-closed")[1:] == [
        ["Region", "open", "0", "600,000"],
        ["Storby", "sell", "300,000", "200,000"],
    ]
    assert "optimiser explain" not in text


def test_nothing_that_binds_is_told_too() -> None:
    text = result_page(solved().with_run(rules_that_bind={}), "en")
    assert "No rule's limit is reached; rules may still cost something." in html.unescape(_section(text, "centres"))
    assert "table-binding" not in text


def test_assumptions_are_marked_and_counted() -> None:
    result = toy()
    text = result_page(result, "en")
    marked = re.search(r'<table id="table-assumptions".*?</table>', text, re.DOTALL)
    assert marked
    assert marked[0].count("<tr data-marked>") == int(result.assumptions["assumption"].sum())
    assert len(rows_of(text, "table-assumptions")) == 1 + len(result.assumptions)


def test_laws_are_told_with_their_citation_also_those_switched_off() -> None:
    rows = rows_of(result_page(toy(), "en"), "table-laws")[1:]
    assert {row[0] for row in rows} == {law.citation for law in toy().instance.tables.legal}
    assert all(row[1] in ("yes", "no, switched off") and row[-1] for row in rows)


def test_the_stamp_tells_how_to_compute_it_again() -> None:
    result = solved().with_run(command=["optimiser", "solve", "my instance"])
    told = _section(result_page(result, "en"), "stamps")
    assert "optimiser solve &#39;my instance&#39;" in told
    assert result.run.input_sha256 in told
    assert "2026-11-22T19:07:39+00:00" in told
    assert "run from a program" in _section(result_page(solved(), "en"), "stamps")


def test_a_comparison_tells_each_case_and_why_one_has_no_plan() -> None:
    text = comparison_text("en")
    rows = rows_of(text, "table-cases")[1:]
    assert [row[0] for row in rows] == list(compared().results)
    assert [row[1] for row in rows] == ["8.4", "5.0", "–"]
    assert rows[2][-2] == "infeasible: no plan meets all rules"
    assert "has no plan. No plan meets all rules." in _section(text, "proof")


def test_a_comparison_tells_each_municipality_in_each_case() -> None:
    rows = rows_of(comparison_text("en"), "table-municipalities")
    assert rows[0] == ["Municipality", *compared().planned]
    assert len(rows) == 3
    assert all(re.fullmatch(r"[+−]?\d+\.\d\d", cell) for row in rows[1:] for cell in row[1:])


def test_a_comparison_tells_what_is_otherwise_in_each_case_and_its_terms_add_up() -> None:
    text = comparison_text("en")
    assert "alone costs 3.40 million kr. more a year than free" in _section(text, "from-base")
    (row,) = rows_of(text, "table-terms-from-base")[1:]
    assert sum(map(Decimal, row[1:-1])) == Decimal(row[-1]) == Decimal("3.40")


def test_plans_that_are_one_are_one_row_and_one_map_in_a_comparison() -> None:
    text = comparison_page(compared().of_results({"one": toy(), "other": toy()}, "other"), "en")
    assert [row[0] for row in rows_of(text, "table-cases")[1:]] == ["other = one"]
    assert len(re.findall("<figcaption>other = one", text)) == 1
    assert "one and other have one and the same plan. No shared centre opens in any of the 2." in text


def test_a_comparison_tells_the_inputs_that_differ() -> None:
    told = {row[0] for row in rows_of(comparison_text("en"), "table-inputs")[1:]}
    assert "levels an own centre may answer" in told


def test_a_law_that_only_some_cases_apply_names_them() -> None:
    text = comparison_page(compared().of_results({"one": toy(), "other": _lawless(toy())}), "en")
    assert "only in one" in {row[1] for row in rows_of(text, "table-laws")[1:]}


def _lawless(result: Result) -> Result:
    """The same result in a year before any rule was in force."""
    tables = result.instance.tables
    laws = tuple(law.model_copy(update={"valid_from": 3000}) if law.active else law for law in tables.legal)
    instance = replace(result.instance, tables=replace(tables, legal=laws))
    return replace(result, instance=instance)


IN_ORDER: Mapping[Language, str] = {
    "da": "112, 1881, A, Ab, Allerød, Cafe, Café, Cafer, Hold 2, Hold 10, Hz, Myller, Müller, Mz, Nord Fyn, Nord-Fyn, "
    "Nordfyn, Odense, Sankt Å, Zealand, Ærø, Öckerö, Ørsted, Aabenraa, Aalborg, Århus",
    "en": "112, 1881, A, Aabenraa, Aalborg, Ab, Ærø, Allerød, Århus, Cafe, Café, Cafer, Hold 2, Hold 10, Hz, Müller, "
    "Myller, Mz, Nord Fyn, Nord-Fyn, Nordfyn, Öckerö, Odense, Ørsted, Sankt Å, Zealand",
}
"""As ICU 78 sorts them, which sorts the tables of the page in a browser."""


@pytest.mark.parametrize("language", ["da", "en"])
def test_names_come_in_the_order_of_the_language(language: Language) -> None:
    names = IN_ORDER[language].split(", ")
    assert sorted(sorted(names), key=Localizer(language).sort_key_of) == names


@pytest.mark.parametrize(
    ("value", "told"), [(-4.0, "0.00"), (4.0, "0.00"), (123456.0, "+0.12"), (-123456.0, "−0.12"), (None, "–")]
)
def test_a_change_has_its_sign_unless_it_rounds_to_nothing(value: float | None, told: str) -> None:
    assert CHANGE.write_figure(Numbers("en"), value) == told


@pytest.mark.parametrize(
    ("value", "told"), [(15000000.0, "15.000.000"), (0.035, "0,035"), (8, "8"), ("1 2", "1 2"), ("", "")]
)
def test_a_figure_is_told_with_the_digits_it_has(value: object, told: str) -> None:
    assert ANY.write_figure(Numbers("da"), value) == told


def test_what_is_no_time_is_told_as_it_is() -> None:
    assert Localizer("da").write_date("2026-03-01T08:00:00+00:00") == "1. marts 2026"
    assert Localizer("da").write_date("yesterday") == "yesterday"


def test_which_host_one_buys_from_is_in_question_only_where_several_sell() -> None:
    """The toy has one seller: that its buyers could go to another was told wherever hosts were planned as one pool."""
    few = toy().with_run(stages=[*toy().run.stages, toy().run.stages[0].model_copy(update={"name": "packing"})])
    host = "hvilken vært den enkelte kommune køber hos"
    assert not any(host in doubt.sentence for doubt in doubts(Localizer("da"), few))
    assert not any("Hvem der køber hos hvem, er ikke afgjort" in sentence for sentence in proof(Localizer("da"), few))
    several = few.with_tables(centres=few.centres.assign(sold_volume=200_000.0))
    assert any(host in doubt.sentence for doubt in doubts(Localizer("da"), several))
    assert any("Hvem der køber hos hvem, er ikke afgjort" in sentence for sentence in proof(Localizer("da"), several))
