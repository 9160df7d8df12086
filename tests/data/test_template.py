"""The template: a guide first, what holds for everybody filled in with its source, examples that must be replaced."""

from pathlib import Path
from typing import Any, get_args

import pytest
from openpyxl import Workbook, load_workbook

from optimiser import read, solve
from optimiser.data.columns import FORMS, Row
from optimiser.data.danish_meanings import CHOICES
from optimiser.data.example_rows import EXAMPLE
from optimiser.data.read import check, write_template
from optimiser.data.settings import Language, declared_entries
from optimiser.data.tables import TABLES
from optimiser.data.template import LONGEST_LIST, LONGEST_PROMPT, LONGEST_TITLE, REQUIRED_FILL
from optimiser.data.translation import translate_source
from optimiser.data.wish_rows import WishKind
from optimiser.report.localizer import phrase

LANGUAGES: tuple[Language, ...] = get_args(Language)


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Language:
    chosen: Language = request.param
    return chosen


@pytest.fixture(scope="module")
def path(language: Language, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("template") / "new.xlsx"
    write_template(target, language=language)
    return target


@pytest.fixture
def book(path: Path) -> Workbook:
    return load_workbook(path)


def _filled_in(book: Workbook, path: Path) -> Path:
    """The template as somebody leaves it who takes the examples for his own."""
    for row in book["instance"].iter_rows(min_row=2):
        row[1].value = {"name": "mine", "year": 2014}.get(row[0].value, row[1].value)
    for table in TABLES.values():
        for cell in book[table.name][_letter(book, table.name, "source")][1:]:
            cell.value = "our own count" if cell.value in EXAMPLE.values() else cell.value
    target = path.parent / "mine.xlsx"
    book.save(target)
    return target


def _letter(book: Workbook, sheet: str, column: str) -> str:
    (found,) = [cell.column_letter for cell in book[sheet][1] if cell.value == column]
    return str(found)


def test_the_guide_comes_first_and_tells_every_column_in_its_language(book: Workbook, language: Language) -> None:
    assert book.sheetnames[:2] == [{"da": "Vejledning", "en": "Guide"}[language], "instance"]
    told = {(row[0], row[1]) for row in book.worksheets[0].iter_rows(values_only=True)}
    assert {(table.name, column) for table in TABLES.values() for column in table.columns} <= told
    assert {("instance", name.replace("*", "1")) for name in declared_entries()} <= told
    words = {cell for row in book.worksheets[0].iter_rows(values_only=True) for cell in row}
    assert ("inhabitants" in words, "indbyggere" in words) == (language == "en", language == "da")


def test_required_columns_and_entries_are_marked(book: Workbook) -> None:
    for table in TABLES.values():
        marked = {cell.value for cell in book[table.name][1] if cell.fill == REQUIRED_FILL}
        assert marked == {name for name, field in table.columns.items() if field.is_required()}
    marked = {row[0].value for row in book["instance"].iter_rows(min_row=2) if row[0].fill == REQUIRED_FILL}
    assert marked == {name for name, field in declared_entries().items() if field.is_required() and "*" not in name}


def _lists(book: Workbook, sheet: str) -> dict[str, Any]:
    """What is offered in each column of a sheet, by its name."""
    offered = {str(each.sqref).rstrip("0123456789:")[:1]: each for each in book[sheet].data_validations.dataValidation}
    return {cell.value: offered[cell.column_letter] for cell in book[sheet][1] if cell.column_letter in offered}


def test_where_there_is_a_choice_it_is_offered(book: Workbook, language: Language) -> None:
    assert _lists(book, "centres")["kind"].formula1 == '"local,virtual,external"'
    assert _lists(book, "centres")["must_open"].formula1 == {"da": '"nej,ja"', "en": '"no,yes"'}[language]
    assert _lists(book, "centres")["seat"].formula1 == "municipalities!$A$2:$A$5000"
    assert _lists(book, "volumes")["task"].formula1 == "tasks!$A$2:$A$5000"
    assert not _lists(book, "volumes")["task"].showErrorMessage
    assert _lists(book, "legal")["forms"].formula1 is None, "several may be named"
    shown = {"da": "hvor loven siger det", "en": "where the law says so"}
    assert _lists(book, "legal")["citation"].prompt == shown[language]


def test_nothing_is_longer_than_spreadsheets_allow(book: Workbook) -> None:
    for sheet in book.worksheets:
        for each in sheet.data_validations.dataValidation:
            assert len(each.prompt or "") <= LONGEST_PROMPT
            assert len(each.promptTitle or "") <= LONGEST_TITLE
            assert len(each.formula1 or "") <= LONGEST_LIST + 2


def test_what_holds_for_everybody_is_filled_in_with_its_source(path: Path, book: Workbook) -> None:
    country = read("denmark-2014")
    mine = read(_filled_in(book, path))
    for name in ("tasks", "cost_curve", "legal", "task_costs", "connections", "investments"):
        told = [_in_language(row, mine.settings.language) for row in getattr(country.tables, name)]
        assert list(getattr(mine.tables, name)) == told
    sources: list[Row] = [row for name in ("tasks", "cost_curve", "legal") for row in getattr(mine.tables, name)]
    assert all(row.source for row in sources)
    assert mine.settings.policy == country.settings.policy
    assert {row.parameter for row in mine.tables.assumptions} >= {"economy.today_unit_cost_kr", "policy.levels.local"}


def _in_language(row: Row, language: Language) -> Row:
    """A row with what it says in words in a language."""
    words = {name: getattr(row, name) for name in ("source", "citation") if hasattr(row, name)}
    return row.model_copy(update={name: translate_source(text, language) for name, text in words.items()})


def test_what_is_filled_in_is_said_in_the_language_of_the_guide(book: Workbook, language: Language) -> None:
    sources = {cell.value for cell in book["task_costs"][_letter(book, "task_costs", "source")][1:]}
    assert sources == {{"da": "ingen kilde fundet; startværdi", "en": "no source found; starting value"}[language]}
    citations = {cell.value for cell in book["legal"][_letter(book, "legal", "citation")][1:]}
    assert any(("§ 2" in text, "section 2" in text) == (language == "da", language == "en") for text in citations)


def test_the_words_to_choose_from_are_explained_in_danish(book: Workbook, language: Language) -> None:
    """In the guide, and beside the cell where there is room; each kind of wish has a meaning of its own."""
    guide = {(row[0], row[1]): str(row[5]) for row in book.worksheets[0].iter_rows(values_only=True)}
    kinds = get_args(WishKind)
    for word in kinds:
        assert word in guide["wishes", "kind"]
        assert (CHOICES[word] in guide["wishes", "kind"]) == (language == "da")
    assert len({CHOICES[word] for word in kinds}) == len(kinds)
    assert ("purchased (tilkøb)" in _lists(book, "locks")["form"].prompt) == (language == "da")
    assert _lists(book, "wishes")["kind"].prompt.endswith(": se arket Vejledning") == (language == "da")


def test_forms_are_called_as_in_reports() -> None:
    assert {form: CHOICES[form] for form in FORMS} == {form: phrase(form, "da") for form in FORMS}


def test_the_structure_in_use_is_that_of_the_examples(book: Workbook) -> None:
    held = {row[0].value: row[1].value for row in book["instance"].iter_rows(min_row=2)}
    assert {cell.value for cell in book["structures"]["A"][1:]} == {held["structure"]}


def test_an_example_that_is_left_is_refused_and_the_rest_solves(path: Path, book: Workbook, language: Language) -> None:
    instance, findings = check(path)
    assert instance is None
    assert {finding.place for finding in findings if finding.value == EXAMPLE[language]} == {
        *("municipalities", "volumes", "centres", "structures")
    }
    assert {finding.column for finding in findings} == {"name", "year", "source"}
    mine = read(_filled_in(book, path))
    assert mine.settings.language == language
    assert solve(mine, gap=0.01).status == "optimal"
