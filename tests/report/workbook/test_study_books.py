"""The workbooks of studies: what their pages say is there, and the spreadsheet draws their charts from their cells."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from optimiser.data.settings import Language
from optimiser.report.html.regret import regret_document
from optimiser.report.html.study import StudyDocument
from optimiser.report.html.sweep import sweep_document
from optimiser.report.html.tornado import tornado_document
from optimiser.report.output_documentation import EVERY_TABLE
from optimiser.report.summaries.sweep import SweepSummary
from optimiser.report.workbook.charts import no_formula
from optimiser.report.workbook.sheets import write_comparison_workbook, write_result_workbook
from optimiser.report.workbook.studies import (
    write_frontier_workbook,
    write_regret_workbook,
    write_study_workbook,
    write_sweep_workbook,
    write_tornado_workbook,
)
from optimiser.report.workbook.uncertainty import write_uncertainty_workbook
from tests.report.html.pages import compared, toy
from tests.report.studies import SCRIPT, factor, frontier, regret, structures, swept, tornado, uncertain
from tests.report.workbook.recalculation import recalculated, stored

Write = Callable[[Path, Language], None]
BOOKS: dict[str, tuple[Write, int]] = {
    "sweep": (lambda path, language: write_sweep_workbook(swept(factor()), path, language), 2),
    "sweep of two": (
        lambda path, language: write_sweep_workbook(swept(structures(), factor(), costs_kr={2: None}), path, language),
        4,
    ),
    "sweep of names": (lambda path, language: write_sweep_workbook(swept(structures()), path, language), 1),
    "tornado": (lambda path, language: write_tornado_workbook(tornado(), path, language), 1),
    "uncertainty": (lambda path, language: write_uncertainty_workbook(uncertain(), path, language), 1),
    "frontier": (lambda path, language: write_frontier_workbook(frontier(), path, language), 1),
    "regret": (lambda path, language: write_regret_workbook(regret(), path, language), 1),
    "run": (lambda path, language: write_result_workbook(toy(), path, language), 2),
    "comparison": (lambda path, language: write_comparison_workbook(compared(), path, language), 2),
}
"""What writes each workbook, and how many charts it has."""


def _charts(path: Path) -> list[str]:
    with ZipFile(path) as archive:
        names = sorted(name for name in archive.namelist() if re.fullmatch(r"xl/charts/chart\d+\.xml", name))
        return [archive.read(name).decode("utf-8") for name in names]


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("name", BOOKS)
def test_charts_are_drawn_from_cells_that_hold_their_figures(name: str, language: Language, tmp_path: Path) -> None:
    """Each series has as many figures as its categories, one of them at least, and a name and a title in cells."""
    write, count = BOOKS[name]
    write(tmp_path / "book.xlsx", language)
    charts, book = _charts(tmp_path / "book.xlsx"), load_workbook(tmp_path / "book.xlsx", data_only=True)
    assert len(charts) == count
    for chart in charts:
        title, *_ = re.findall(r"<c:title>.*?<c:f>(.*?)</c:f>", chart)
        assert _values(book, title)[0]
        for series in re.findall(r"<c:ser>.*?</c:ser>", chart):
            across, values = (_values(book, found) for found in _ranges(series))
            assert len(across) == len(values) > 0
            assert any(isinstance(value, int | float) for value in values)
            assert all(isinstance(value, int | float | None) for value in values)


def _ranges(series: str) -> tuple[str, str]:
    across = re.search(r"<c:(?:cat|xVal)>.*?<c:f>(.*?)</c:f>", series)
    values = re.search(r"<c:(?:val|yVal)>.*?<c:f>(.*?)</c:f>", series)
    assert across
    assert values
    return across[1], values[1]


def _values(book: Any, found: str) -> list[Any]:
    sheet, _, cells = found.replace("&apos;", "'").rpartition("!")
    left, top, right, bottom = range_boundaries(cells.replace("$", ""))
    rows = book[sheet.strip("'").replace("''", "'")].iter_rows(top, bottom, left, right, values_only=True)
    return [value for row in rows for value in row]


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize(
    "document",
    [
        lambda language: sweep_document(SweepSummary(swept(structures(), factor(), costs_kr={2: None}), language)),
        lambda language: tornado_document(tornado(), language),
        lambda language: regret_document(regret(), language),
    ],
    ids=["sweep", "tornado", "regret"],
)
def test_what_the_page_says_stands_in_the_workbook(
    document: Callable[[Language], StudyDocument], language: Language, tmp_path: Path
) -> None:
    told = document(language)
    write_study_workbook(told, tmp_path / "book.xlsx")
    book = load_workbook(tmp_path / "book.xlsx", data_only=True)
    texts = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {*told.answer, *(doubt.sentence for doubt in told.doubts), *map(str, told.unplanned)} <= texts
    assert {text for figure in told.key_figures for text in (figure.label, figure.value) if text} <= texts
    for filled in told.tables.values():
        sheet = book[_tab(filled.table, language)]
        assert sheet.max_row >= len(filled.rows) + 2
        assert sheet.auto_filter.ref


def _tab(table: Any, language: Language) -> str:
    da, en = table.tab or table.title
    return str(da if language == "da" else en)


def test_every_table_of_a_study_can_name_a_tab() -> None:
    for table in EVERY_TABLE:
        if table.tab or table.workbook == ("as the page",):
            for language in ("da", "en"):
                assert 0 < len(_tab(table, language)) <= 31
                assert not re.search(r"[\[\]:*?/\\]", _tab(table, language))


def test_a_regret_that_is_not_proven_is_marked_as_on_the_page(tmp_path: Path) -> None:
    write_regret_workbook(regret(), tmp_path / "book.xlsx", "da")
    sheet = load_workbook(tmp_path / "book.xlsx", data_only=True)["Fortrydelse i hver fremtid"]
    marked = [cell.value for row in sheet.iter_rows() for cell in row if '"*"' in cell.number_format]
    assert marked == [100_000]
    assert any("(mærket *): 1 af 9" in str(row[0].value) for row in sheet.iter_rows())


def test_settings_that_are_words_are_words(tmp_path: Path) -> None:
    write_sweep_workbook(swept(structures(), factor()), tmp_path / "book.xlsx", "en")
    sheet = load_workbook(tmp_path / "book.xlsx", data_only=True)["Each point with its own plan"]
    header, *rows = [[cell.value for cell in row[:2]] for row in sheet.iter_rows(min_row=2)]
    assert header == ["Structure", "Cost factor of virtual centres"]
    assert rows[4] == [SCRIPT, 0.9]


def test_what_the_plan_saves_by_adapting_is_calculated(tmp_path: Path) -> None:
    write_tornado_workbook(tornado(), tmp_path / "book.xlsx", "da")
    shown = stored(tmp_path / "book.xlsx")
    assert len(shown) == 4
    assert recalculated(tmp_path / "book.xlsx") == pytest.approx(shown)


@pytest.mark.parametrize(("text", "held"), [("=A1", " =A1"), ("A1", "A1"), ("a\x00", "a\ufffd")])
def test_names_in_charts_are_no_references(text: str, held: str) -> None:
    assert no_formula(text) == held
