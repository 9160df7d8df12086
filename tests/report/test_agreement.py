"""Terminal, page, workbook, run.json and CSV files say the same, to the last digit that each shows."""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from optimiser import Result, read, solve
from optimiser.data.findings import bundled_instances
from optimiser.data.settings import Language
from optimiser.report.html.page import result_page
from optimiser.report.localizer import Localizer, as_shown
from optimiser.report.summaries.result import Summary
from optimiser.report.tables.centres import fill_centres
from optimiser.report.tables.costs import fill_forms, fill_terms
from optimiser.report.tables.municipalities import fill_municipalities
from optimiser.report.tables.table import FilledTable, OutputColumn, write_lines
from optimiser.report.workbook.sheets import write_result_workbook
from optimiser.result.folder import save
from tests.report.html.pages import rows_of

SCALES = {"millions": Decimal("1e-6"), "thousands": Decimal("1e-3"), "percent": Decimal(100), "plain": Decimal(1)}
SLOW = {("denmark-2014-areas", "en"), ("denmark-2014-pairs", "en"), ("denmark-2014", "da")}
"""Four to fifteen seconds of processor time each."""
CASES = [
    pytest.param(
        (name, language),
        id=f"{name} {language}",
        marks=[pytest.mark.nightly] if (name, language) in SLOW else [],
    )
    for name in sorted(bundled_instances())
    for language in (("da", "en") if name in {"toy", "denmark-2014"} else ("en",))
]
TABLES = {"terms": "Udgifter", "forms": "Resumé", "centres": "Centre", "municipalities": "Gevinster"}
IN_ENGLISH = {"Udgifter": "Costs", "Resumé": "Summary", "Centre": "Centres", "Gevinster": "Gains"}


@dataclass(frozen=True)
class Told:
    """A plan as everything that is written of it tells it."""

    result: Result
    language: Language
    page: str
    folder: Path
    book: Any

    @property
    def localizer(self) -> Localizer:
        return Localizer(self.language)

    def table(self, name: str) -> FilledTable:
        fill = {
            "terms": fill_terms,
            "forms": fill_forms,
            "centres": fill_centres,
            "municipalities": fill_municipalities,
        }
        return fill[name](self.localizer, self.result)

    def sheet(self, danish: str) -> Any:
        return self.book[IN_ENGLISH[danish] if self.language == "en" else danish]


@cache
def _solved(name: str) -> Result:
    """Any plan will do: what is written of it must agree. Of several years, the last."""
    instance = read(name)
    return solve(instance.in_year(instance.years[-1]), gap=0.03, nearest_host=False, time_limit_seconds=60)


@pytest.fixture(scope="module", params=CASES)
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Told:
    name, language = request.param
    result, folder = _solved(name), tmp_path_factory.mktemp("told") / "run"
    save(result, folder)
    write_result_workbook(result, folder / "report.xlsx", language)
    book = load_workbook(folder / "report.xlsx", data_only=True)
    return Told(result, language, result_page(result, language), folder, book)


def _number(text: str, language: Language) -> tuple[Decimal, int] | None:
    """What a text says, and with how many decimals; None where it says no number."""
    found = re.match(r"[+−-]?[\d.,]*\d", text.replace("\u00a0", " ").strip())
    if not found:
        return None
    plain = found[0].replace("−", "-").replace("." if language == "da" else ",", "").replace(",", ".")
    return Decimal(plain), len(plain.partition(".")[2])


def _in_book(told: Told, name: str) -> list[dict[str, Any]]:
    """The rows of a table in the workbook, by the names of its columns; the total last."""
    filled = told.table(name)
    columns = filled.columns_in("workbook")
    titles = [column.title_in("workbook", told.language) for column in columns]
    rows = [list(row[: len(titles)]) for row in told.sheet(TABLES[name]).iter_rows(values_only=True)]
    first = rows.index(titles) + 1
    names = [column.name for column in columns]
    return [dict(zip(names, row, strict=True)) for row in rows[first : first + len(filled.rows) + 1]]


def _on_page(told: Told, name: str) -> list[dict[str, str]]:
    """The same of the page, in the order of the workbook."""
    columns, (_, *rows) = told.table(name).columns_in("page"), rows_of(told.page, f"table-{name}")
    return [dict(zip([column.name for column in columns], row, strict=True)) for row in rows]


def _pairs(told: Told, name: str) -> Iterator[tuple[OutputColumn, list[str], list[Any]]]:
    """Each column of figures that page and workbook share: its texts, and its values in the same order; totals last."""
    key = told.table(name).columns_in("page")[0].name
    texts, values = _on_page(told, name), {row[key] or row.get("name"): row for row in _in_book(told, name)}
    has_total = told.table(name).total_of("page") is not None
    assert len(texts) == len(told.table(name).rows) + has_total
    shared = {column.name for column in told.table(name).columns_in("workbook")}
    for column in told.table(name).columns_in("page"):
        if column.name in shared and column.format.scale in SCALES:
            yield column, [row[column.name] for row in texts], [values[row[key]][column.name] for row in texts]


@pytest.mark.parametrize("name", TABLES)
def test_the_page_shows_what_the_workbook_holds_and_its_parts_add_up(told: Told, name: str) -> None:
    """Parts of a shown total may be rounded the other way, never further."""
    checked = 0
    for column, texts, values in _pairs(told, name):
        shown = [_number(text, told.language) for text in texts]
        scale = SCALES[column.format.scale]
        for text, number, value in zip(texts, shown, values, strict=True):
            if number is None or not isinstance(value, int | float):
                assert not isinstance(value, int | float) or text in {"–", "", "0"} or not value, (
                    column.name,
                    text,
                    value,
                )
                continue
            exact, unit = Decimal(repr(value)) * scale, Decimal(1).scaleb(-number[1])
            assert abs(number[0] - exact) < unit, (column.name, text, value)
            if not column.adds_up:
                assert number[0] == as_shown(exact, number[1]), (column.name, text, value)
            checked += 1
        *parts, total = shown
        if column.adds_up and total is not None and told.table(name).total_of("page") is not None:
            assert total[0] == as_shown(Decimal(repr(values[-1])) * scale, total[1])
            assert sum(part[0] for part in parts if part) == total[0], column.name
    assert checked > 2


def test_the_workbook_holds_what_the_csv_files_hold(told: Told) -> None:
    for name, file, key in (("centres", "centres", "centre"), ("municipalities", "municipalities", "name")):
        with (told.folder / f"{file}.csv").open(encoding="utf-8", newline="") as opened:
            lines = {line[key]: line for line in csv.DictReader(opened)}
        rows = [row for row in _in_book(told, name) if row[key] in lines]
        assert len(rows) == len(lines)
        shared = [one for one in rows[0] if one in next(iter(lines.values())) and one != "code"]
        figures = [one for one in shared if any(isinstance(row[one], float | int) for row in rows)]
        assert len(figures) > 5
        for row in rows:
            line = lines[row[key]]
            for figure in figures:
                assert row[figure] == (None if line[figure] == "" else pytest.approx(float(line[figure]), rel=1e-12))
    with (told.folder / "cost_terms.csv").open(encoding="utf-8", newline="") as opened:
        costs = [float(line["kr"]) for line in csv.DictReader(opened)]
    *terms, total = [row["after"] for row in _in_book(told, "terms")]
    assert sorted(terms) == pytest.approx(sorted(costs), rel=1e-12)
    assert total == pytest.approx(sum(costs), rel=1e-12)


def test_run_json_the_workbook_and_the_sentences_tell_the_same_figures(told: Told) -> None:
    record = json.loads((told.folder / "run.json").read_text(encoding="utf-8"))
    titles = {"da": ("Udgift i dag", "Udgift efter", "Nettogevinst", "Investering, én gang", "Nettonutidsværdi")}
    titles["en"] = ("Cost today", "Cost after", "Net gain", "Investment, once", "Net present value")
    names = ("today_kr", "objective_kr", "net_gain_kr", "investment_kr", "npv_kr")
    held = {row[0]: row[2] for row in told.sheet("Resumé").iter_rows(values_only=True) if len(row) > 2}
    shown = {row[0]: row[1] for row in rows_of(told.page, "table-figures")}
    for title, name in zip(titles[told.language], names, strict=True):
        assert held[title] == pytest.approx(record[name], rel=1e-12)
        number = _number(shown[title.replace("\u00ad", "")], told.language)
        assert number is not None
        if name != "net_gain_kr":
            assert number[0] == as_shown(Decimal(repr(record[name])) * SCALES["millions"], number[1])
    answer = next(Summary(told.result, told.language).tell_answer())
    amounts = [_number(one, told.language) for one in re.findall(r"[\d.,]*\d(?= (?:mio\.|million) kr\.)", answer)[:3]]
    today, after, gain = (amount[0] for amount in amounts if amount)
    assert today - after == gain
    for title, amount in zip(titles[told.language], (today, after, gain), strict=False):
        number = _number(shown[title], told.language)
        assert number is not None
        assert number[0] == amount


def test_the_terminal_shows_what_the_page_shows(told: Told) -> None:
    filled = told.table("forms")
    names = [column.name for column in filled.columns_in("terminal")]
    _, *lines = write_lines(filled, told.localizer.numbers)
    page = _on_page(told, "forms")
    for line, row in zip(lines, page, strict=False):
        for name, text in zip(names[1:], line[1:], strict=True):
            assert _number(text, told.language) == _number(row[name], told.language)
    assert len(lines) == len(filled.rows)
