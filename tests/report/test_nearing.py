"""Plans near the best in words and pictures: singular and plural, signs where nothing is proven, safe text."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from optimiser import NearOptimal
from optimiser.data.settings import Language
from optimiser.report.charts.settled import OPEN, SETTLED, settled_map
from optimiser.report.html.page import near_page, result_page
from optimiser.report.summaries.alternatives import DAGGER, STAR, NearSummary, fill_plans
from optimiser.report.tables.table import write_lines
from optimiser.report.workbook.sheets import write_near_workbook


def _lines(summary: NearSummary) -> list[list[str]]:
    return write_lines(fill_plans(summary), summary.numbers)


def _first(near: NearOptimal, count: int, **proof: Any) -> NearOptimal:
    """The best and the first `count` of the others, with other proofs."""
    return replace(near, alternatives=tuple(replace(one, **proof) for one in near.alternatives[:count]))


@pytest.mark.parametrize(
    ("language", "count", "told"),
    [
        ("en", 1, "One other plan costs at most 1 % more than the best and differs from it in structure:"),
        ("da", 1, "Én anden plan koster højst 1 % mere end den bedste og afviger fra den i struktur:"),
        ("en", 2, "2 other plans cost at most 1 % more"),
        ("da", 2, "2 andre planer koster højst 1 % mere"),
        ("da", 0, "Der blev ikke fundet nogen anden plan"),
    ],
)
def test_plans_are_counted(language: Language, count: int, told: str, toy_near: NearOptimal) -> None:
    assert NearSummary(_first(toy_near, count), language).tell_found().startswith(told)


def test_municipalities_are_counted(toy_near: NearOptimal) -> None:
    def settled(same: int, language: Language) -> str:
        summary = NearSummary(_first(toy_near, 1), language)
        rows = [{**row, "settled": int(number < same)} for number, row in enumerate(summary.municipalities)]
        summary.__dict__["municipalities"] = rows
        return next(summary.tell_settled())

    assert settled(1, "en") == "1 municipality is answered alike in both plans (settled); 3 vary (open to negotiation)."
    assert (
        settled(3, "en")
        == "3 municipalities are answered alike in both plans (settled); 1 varies (open to negotiation)."
    )
    assert settled(1, "da") == "1 kommune besvares ens i begge planer (afgjort); 3 varierer (til forhandling)."
    assert settled(3, "da") == "3 kommuner besvares ens i begge planer (afgjort); 1 varierer (til forhandling)."
    assert settled(0, "da") == "0 kommuner besvares ens i begge planer (afgjort); 4 varierer (til forhandling)."


def test_what_is_not_proven_has_a_sign_and_a_note(toy_near: NearOptimal) -> None:
    sure = NearSummary(toy_near, "en")
    assert not any(sign in cell for row in _lines(sure) for cell in row for sign in (STAR, DAGGER))
    open_to_doubt = NearSummary(_first(toy_near, 1, status="feasible", bound_kr=63_900_000.0, gap=0.0039), "en")
    more, gap = _lines(open_to_doubt)[2][2:4]
    assert (more[-1], gap) == (STAR, f"0.39 %{DAGGER}")
    assert [note[0] for note in open_to_doubt.tell_notes()][1:3] == [STAR, DAGGER]
    unproved = NearSummary(_first(toy_near, 1, status="feasible", bound_kr=None, gap=None), "en")
    assert _lines(unproved)[2][3] == f"–{DAGGER}"


def test_every_end_is_told(toy_near: NearOptimal) -> None:
    for ending in ("found", "none", "unproven", "time", "interrupted", "breached"):
        told = NearSummary(replace(toy_near, ending=ending), "da").tell_ending()
        assert ("Bevist" in told) == (ending == "none")


def test_shared_centres_are_named_where_they_differ(toy_near: NearOptimal) -> None:
    assert "No shared centre is open in any of the plans." in NearSummary(toy_near, "en").tell_notes()
    with_two = replace(toy_near)
    first, *others = toy_near.structures
    with_two.__dict__["structures"] = (replace(first, centres=frozenset({("Region Nordland", 2)})), *others)
    with_two.__dict__["same"] = {"Region Nordland": "Region Nordland", "Region Sydland": "Region Nordland"}
    *_, told, alike = NearSummary(with_two, "en").tell_notes()
    assert told == "Shared centres that are open: the best plan: Region Nordland × 2; plan 1, plan 2 and plan 3: none."
    assert alike.startswith("Shared centres that differ in name only are shown under the first of the names")


def test_the_map_tells_settled_from_open_by_more_than_colour(toy_near: NearOptimal) -> None:
    svg = settled_map(toy_near, NearSummary(toy_near, "en"))
    assert svg.count('class="mark"') == 4
    for mark in (part for part in svg.split("<path") if 'class="mark"' in part):
        is_open = "open to negotiation" in mark
        assert (OPEN in mark, SETTLED in mark) == (is_open, not is_open)
        assert ('stroke-width="2.5"' in mark) == is_open


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_page_has_the_section_only_where_plans_were_sought(language: Language, toy_near: NearOptimal) -> None:
    page = near_page(toy_near, language)
    assert 'id="near"' in page
    assert 'href="#near"' in page
    assert 'id="table-near-open"' in page
    assert 'id="near"' not in result_page(toy_near.best, language)
    alone = near_page(replace(toy_near, alternatives=(), ending="none"), language)
    assert 'id="near"' in alone
    assert "table-near-plans" not in alone


def test_names_are_escaped(toy_near: NearOptimal) -> None:
    instance = toy_near.best.instance
    rows = [row.model_copy(update={"name": "<b>Åby"}) for row in instance.tables.municipalities]
    renamed = replace(instance, tables=replace(instance.tables, municipalities=tuple(rows)))
    page = near_page(replace(toy_near, best=replace(toy_near.best, instance=renamed)), "en")
    assert "<b>Åby" not in page


def test_a_workbook_without_other_plans_says_so(toy_near: NearOptimal, tmp_path: Path) -> None:
    write_near_workbook(replace(toy_near, alternatives=(), ending="none"), tmp_path / "book.xlsx", "en")
    cells = [cell.value for row in load_workbook(tmp_path / "book.xlsx")["Alternatives"] for cell in row]
    assert "Proven: no further plan within 1 % differs in structure." in cells
    assert "Østerå" not in cells


def test_the_workbook_has_a_sheet_of_the_plans(toy_near: NearOptimal, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    write_near_workbook(toy_near, path, "en")
    cells = [cell.value for row in load_workbook(path)["Alternatives"] for cell in row]
    assert "Plans near the best" in cells
    assert {"Østerå", "Ærholm", "Søkær", "Åby"} <= set(cells)
    assert 64_150_000 in [round(value) for value in cells if isinstance(value, int | float)]
