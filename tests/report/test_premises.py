"""What an answer takes for granted is told on its first screen; and only figures that it uses are counted."""

from collections import Counter
from pathlib import Path

import pytest
from openpyxl import load_workbook

from optimiser import Result, read, solve
from optimiser.data import rows
from optimiser.data.figures_in_use import assumed_measures, figures_in_use
from optimiser.data.read import remake_instance
from optimiser.report.html import header
from optimiser.report.html.page import result_page
from optimiser.report.localizer import Localizer
from optimiser.report.summaries.recommendation import Recommendation
from optimiser.report.summaries.result import Summary
from optimiser.report.tables.measures import fill_kpis, tell_assumed
from optimiser.report.workbook.sheets import write_result_workbook

TOY = Path(__file__).parents[2] / "instances" / "toy"


@pytest.fixture(scope="module")
def wished() -> Result:
    toy = read(TOY)
    asked = [
        rows.Wish(wish="alone", kind="stay alone", whom="904", note="the council said so"),
        rows.Wish(wish="off", kind="do not sell", whom="901", active=False),
    ]
    locks = [rows.Lock(municipality="902", level=6, form="local", demand="must")]
    measure = rows.Kpi(kpi="moved", name_en="moved", sense="at least", scope="national", unit="share")
    values = [
        rows.KpiValue(kpi="moved", form="local", value=0.5, assumption=True),
        rows.KpiValue(kpi="moved", form="purchased", value=1.0, source="counted"),
        rows.KpiValue(kpi="moved", form="external", value=1.0, assumption=True),
    ]
    return solve(remake_instance(toy, toy.settings, wishes=asked, locks=locks, kpis=[measure], kpi_values=values))


def test_policy_locks_and_wishes_stand_on_the_first_screen(wished: Result) -> None:
    told = [doubt.sentence for doubt in header.doubts(Localizer("en"), wished)]
    assert told[0] == (
        "The answer takes for granted: the number of entry points per municipality is at most 2, locked: Ærholm, "
        "level 6 must be answered in the form own centre, levels 1–6 may not stay as they are today, "
        "the form external may not be used."
    )
    assert told[1] == (
        "The answer obeys these wishes: the wish alone: Åby may neither buy, sell nor share a centre – the council "
        "said so."
    )
    page = result_page(wished, "da")
    assert "niveau 1–6 må ikke blive, som de er i dag" in page
    assert "Åby må hverken købe, sælge eller dele et center – the council said so" in page
    assert page.count('href="#wishes"') == 2  # beside the sentence, and among the contents


def test_the_workbook_repeats_wishes_with_their_notes(wished: Result, tmp_path: Path) -> None:
    write_result_workbook(wished, tmp_path / "report.xlsx", "en")
    told = [str(cell.value) for (cell,) in load_workbook(tmp_path / "report.xlsx")["Summary"]["A1:A20"]]
    assert any(text.startswith("Wishes in force: alone (") and "the council said so" in text for text in told)
    assert any("levels 1–6 may not stay as they are today" in text for text in told)


def test_wishes_have_a_sheet_of_their_own_that_says_what_each_holds_back(wished: Result, tmp_path: Path) -> None:
    """The wish of 904 to stay alone rules out that it is answered elsewhere, and that others are in its centre."""
    toy = wished.instance
    few = [rows.Wish(wish="few", kind="at most buyers", whom="901; 902", value=2)]
    result = solve(remake_instance(toy, toy.settings, wishes=[*toy.tables.wishes, *few]))
    write_result_workbook(result, tmp_path / "report.xlsx", "en")
    sheet = load_workbook(tmp_path / "report.xlsx")["Wishes"]
    told = {str(row[0]): [str(cell) for cell in row[1:4]] for row in sheet.iter_rows(values_only=True) if row[0]}
    assert "optimiser prices" in " ".join(told)
    assert told["alone"][1].endswith("the council said so")
    links = {(code, c) for code, c in toy.refused_by_wishes if c in toy.centres}
    assert told["alone"][2] == f"rules out {len(links)} connections"
    bought = {(a.municipality, a.centre) for a in result.lines.assignments if a.form == "purchased"}
    buyers = Counter(centre for _, centre in bought)
    assert told["few"][2] == f"{sum(count == 2 for count in buyers.values())} of 2 at its limit"
    assert told["off"][0] == "no, switched off"
    assert told["off"][2] == "None"


def test_without_wishes_there_is_no_sheet_for_them(tmp_path: Path) -> None:
    write_result_workbook(solve(read(TOY)), tmp_path / "report.xlsx", "en")
    assert "Wishes" not in load_workbook(tmp_path / "report.xlsx").sheetnames


def test_the_terminal_tells_which_levels_may_not_stay(wished: Result) -> None:
    assert any(
        "levels 1–6 may not stay as they are today" in sentence for sentence in Recommendation(wished, "en").tell_all()
    )


def test_figures_of_rows_without_effect_are_not_counted() -> None:
    toy = read(TOY)
    used, free = figures_in_use(toy), figures_in_use(toy.with_changes({"structure": "none"}))
    assert any(line["parameter"].startswith("centres.Region") for line in used)
    assert not any(line["parameter"].startswith("centres.Region") for line in free)
    (sentence,) = [each for each in Summary(solve(toy), "en").tell_details() if "assumptions without a source" in each]
    assert sentence.startswith(f"{sum(line['assumption'] for line in used)} of the figures")


def test_measures_whose_values_are_assumed_are_marked(wished: Result) -> None:
    """That of the form external counts nothing: nobody may be answered in it."""
    assert assumed_measures(wished.instance) == {"moved": (1, 2)}
    (row,) = fill_kpis(Localizer("en"), wished).rows
    assert row["value"].mark == "*"
    assert tell_assumed(Localizer("en"), wished, criteria=False) == [
        "* 1 of the 2 values that are measured by are assumptions without a source."
    ]
    assert tell_assumed(Localizer("en"), wished, criteria=True) == []
