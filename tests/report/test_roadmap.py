"""What people read of a plan over years: sentences, page, two pages for a board, workbook; in both languages."""

from dataclasses import replace
from pathlib import Path

import pytest

from optimiser.comparison.roadmap_difference import RoadmapDifference
from optimiser.data.settings import Language
from optimiser.explanation.roadmap import explain_roadmap
from optimiser.report.documents import write_documents
from optimiser.report.html.roadmap import roadmap_board, roadmap_page
from optimiser.report.html.stamps import stamp_of_path
from optimiser.report.localizer import Localizer
from optimiser.report.summaries.roadmap import RoadmapSummary
from optimiser.report.summaries.roadmap_difference import RoadmapDifferenceSummary
from optimiser.report.summaries.roadmap_explanation import RoadmapExplanationSummary
from optimiser.report.tables.roadmap import fill_moves, fill_municipalities
from optimiser.report.tables.roadmap_each_year import fill_moved, fill_service, fill_staff
from optimiser.report.tables.table import CHANGE, repeated_name
from optimiser.report.workbook.roadmap import write_roadmap_workbook
from optimiser.result.roadmap import NO_ROADMAP_LINES, RoadmapResult
from tests.report.html.pages import HARD_NAMES, SCRIPT, Parsed
from tests.report.workbook.recalculation import recalculated, stored
from tests.roadmaps import HOST, first_path, path_of, result_of, toy_roadmap

LANGUAGES: tuple[Language, ...] = ("da", "en")


@pytest.fixture(scope="module")
def result() -> RoadmapResult:
    """A path by hand on the toy, with a bound."""
    return result_of(first_path(toy_roadmap()), 190e6)


def _text(page: str) -> str:
    return " ".join(element.text for element in Parsed(page).elements).replace("\u00a0", " ")


def test_it_says_first_what_to_do_when(result: RoadmapResult) -> None:
    told = RoadmapSummary(result, "en")
    assert told.tell_steps().startswith(
        f"Move in 3 steps: in 2014 200,000 contacts of 1 municipality move, with {HOST} as a new centre; in 2015 "
    )
    assert "No roadmap that keeps the rules costs less than 190.0 million kr." in told.tell_proof()
    assert RoadmapSummary(result_of(result.path), "en").tell_proof() == told.say("roadmap unproven")


def test_no_more_is_told_than_is_known_of_a_path_that_moves_nothing() -> None:
    instance = toy_roadmap()
    told = RoadmapSummary(result_of(path_of(instance, {year: {} for year in instance.years})), "en")
    assert told.tell_steps() == "Move nothing: everything stays where it is in all years."
    assert "the same as answering as today" in told.tell_cost()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_leads_with_the_answer_and_states_the_gap(result: RoadmapResult, language: Language) -> None:
    told, text = RoadmapSummary(result, language), _text(roadmap_page(result, language))
    sentences = (told.tell_steps(), told.tell_cost(), told.tell_proof())
    positions = [text.index(sentence) for sentence in sentences]
    assert positions == sorted(positions)
    for year in result.years:
        assert str(year) in text
    assert told.numbers.gap(result.gap) in text


@pytest.mark.parametrize(
    ("language", "changed", "proved"),
    [
        (
            "da",
            "investeringsramme for 2015 = nu × 2; udgangspunktets åbningstimer om ugen fra 2016 = 40",
            "hvert år for sig, til priser for det, der varer",
        ),
        (
            "en",
            "investment budget of 2015 = now × 2; reference opening hours a week from 2016 = 40",
            "each year by itself, at prices for what lasts",
        ),
    ],
)
def test_what_made_it_is_told_in_words(language: Language, changed: str, proved: str) -> None:
    """Changes stood by their codes, and what proved the bound by the name of a stage."""
    instance = toy_roadmap("years.2015.investment_budget_kr=x2", "service.reference_opening_hours@2016=40")
    made = result_of(first_path(instance), 190e6)
    proven = replace(made, record=made.record.with_entries(method="years-apart"))
    told = dict(stamp_of_path(Localizer(language), proven))
    assert changed in told[Localizer(language).say("changes")].replace("\u00a0", " ")
    assert told[Localizer(language).say("proof by")] == proved
    assert "years.2015.investment_budget_kr" in told[Localizer(language).say("parameter codes")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_two_pages_have_a_map_a_year(result: RoadmapResult, language: Language) -> None:
    page = Parsed(roadmap_board(result, language))
    charts = [element for element in page.elements if element.tag == "svg"]
    assert len(charts) == 1 + len(result.years)


def test_names_are_only_text() -> None:
    hard = result_of(
        first_path(toy_roadmap(*(name.replace(".1.", ".902.").replace(".2.", ".903.") for name in HARD_NAMES)))
    )
    for page in (roadmap_page(hard, "en"), roadmap_board(hard, "da")):
        scripts = [element for element in Parsed(page).elements if element.tag == "script"]
        assert len(scripts) == 1
        assert SCRIPT not in page


def test_the_municipalities_add_up_to_the_gain(result: RoadmapResult) -> None:
    filled = fill_municipalities(result, Localizer("en"))
    assert filled.total is not None
    assert result.record.gain_kr is not None
    assert -filled.total["present"] == pytest.approx(result.record.gain_kr)


def test_tasks_that_move_alike_are_one_row(result: RoadmapResult) -> None:
    rows = fill_moves(result, Localizer("da")).rows
    told = tuple(rows[0][name] for name in ("year", "name", "tasks", "from", "to"))
    assert told == (2014, HOST, "niveau 4, 6", "fagforvaltningerne", HOST)
    assert sum(row["contacts"] for row in rows) == sum(line.contacts for line in result.lines.year_moves)


def test_who_moves_and_how_well_centres_answer_is_told_year_by_year(result: RoadmapResult) -> None:
    moved = fill_moved(result, Localizer("en"))
    assert moved.total is not None
    for line in result.lines.years:
        assert moved.total[repeated_name("moved", str(line.year))] == pytest.approx(line.moved_fte)
    assert {row["name"] for row in moved.rows} == {move.name for move in result.lines.year_moves} - {HOST}
    for filled, column, figure in (
        (fill_service(result), "answered", "answered_share"),
        (fill_staff(result), "staffed", "staffed_fte"),
    ):
        told = {row["centre"]: row for row in filled.rows}
        for one in result.lines.centre_years:
            assert told[one.centre][repeated_name(column, str(one.year))] == getattr(one, figure)


def test_what_is_saved_has_its_sign_also_as_a_part_of_a_sum() -> None:
    """A year's net cash had none, and its total and what had accumulated had one."""
    assert CHANGE.write_parts(Localizer("en").numbers, 3e6, [4e6, -1e6, 0.0]) == ["+4.00", "\u22121.00", "0.00"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workbook_calculates_what_the_run_has(result: RoadmapResult, language: Language, tmp_path: Path) -> None:
    write_roadmap_workbook(result, tmp_path / "report.xlsx", language)
    kept, again = stored(tmp_path / "report.xlsx"), recalculated(tmp_path / "report.xlsx")
    assert len(kept) > 50
    for place, value in kept.items():
        assert again[place] == pytest.approx(value, abs=0.01), place


def test_there_are_no_documents_without_a_path(result: RoadmapResult, tmp_path: Path) -> None:
    without = replace(
        result, record=result.record.with_entries(objective_kr=None, status="infeasible"), lines=NO_ROADMAP_LINES
    )
    with pytest.raises(ValueError, match="no path"):
        write_documents(without, tmp_path, "en")


def test_a_municipality_hears_what_another_year_would_come_to(result: RoadmapResult) -> None:
    explained = explain_roadmap(result, "Østerå")
    first, second = explained.moves
    assert (first.year, first.earlier, first.later.year, first.later.broken) == (2014, None, 2015, ())
    waiting = path_of(result.instance, {**_answers(result), 2014: {}})
    assert first.later.change_kr == pytest.approx(waiting.cost_kr - result.path.cost_kr)
    assert (second.year, second.later.year) == (2016, None)
    assert second.later.broken == ("maximum-volume",)
    told = list(RoadmapExplanationSummary(explained, "en").tell_all())
    assert told[0].startswith("Østerå moves 200,000 contacts in 2014: levels 4, 6 from the departments to Østerå")
    assert any("would by itself cost 0.39 million kr. more over the years. It breaks no rule." in one for one in told)
    assert any("It breaks no rule: a solve with a smaller gap" in sentence for sentence in told)


def _answers(result: RoadmapResult) -> dict[int, dict[tuple[str, str], str]]:
    return {year: dict(plan.assignment) for year, plan in result.plans.items()}


def test_who_moves_nothing_is_told_so(result: RoadmapResult) -> None:
    told = list(RoadmapExplanationSummary(explain_roadmap(result, "Åby"), "da").tell_all())
    assert told[0] == "Åby flytter ingen opgaver i årene."


def _decided(result: RoadmapResult, first_stayed: int | None) -> RoadmapResult:
    """As if it was decided year by year, until the solve ended before a year."""
    years = [year for year in result.years if first_stayed is None or year < first_stayed]
    entries = [{"first": year, "last": year, "gap": 0.0, "held_back": [], "stayed": False} for year in years]
    if first_stayed is not None:
        entries.append({"first": first_stayed, "last": result.years[-1], "gap": None, "held_back": [], "stayed": True})
    return result.with_record(decided_years=entries)


@pytest.mark.parametrize(
    ("first_stayed", "told"),
    [
        (None, "late, which was decided year by year, "),
        (
            2016,
            "late, which was decided year by year until the solve ended before 2016 (from then on nothing new moves), ",
        ),
        (
            2014,
            "late, which was to be decided year by year, but the solve ended before 2014 was decided (nothing moves), ",
        ),
    ],
)
def test_a_difference_calls_no_year_decided_that_stayed_for_lack_of_time(
    result: RoadmapResult, first_stayed: int | None, told: str
) -> None:
    late = _decided(result, first_stayed)
    words = " ".join(RoadmapDifferenceSummary(RoadmapDifference(result, late, ("ahead", "late")), "en").tell_all())
    assert told in words
    both = " ".join(RoadmapDifferenceSummary(RoadmapDifference(late, late, ("one", "late")), "en").tell_all())
    assert f"nothing is proven: one {told.removeprefix('late, which ').removesuffix(', ')}, and" in both
