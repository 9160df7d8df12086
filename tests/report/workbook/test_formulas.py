"""The formulas of workbooks, calculated anew: they come to what is shown, and follow a figure that is changed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from optimiser import Result, solve
from optimiser.comparison.comparison import Comparison
from optimiser.comparison.plan_difference import difference
from optimiser.data.run_tables import ColumnMeaning
from optimiser.report.tables.table import FilledTable, OutputColumn, OutputTable
from optimiser.report.workbook.difference import write_difference_workbook
from optimiser.report.workbook.formulas import TableArea, formula_of
from optimiser.report.workbook.sheets import write_comparison_workbook, write_result_workbook
from optimiser.result.figures import cash_flow, net_present_value_kr
from tests.planning.two_towns import TABLES, two_towns
from tests.report.workbook.recalculation import Place, recalculated, stored

INVESTMENTS = """\
item,basis,form,amount_kr,lifetime_years
own,centre,local,3000000,10
link,connection,purchased,500000,{years}
staff,fte,purchased,40000,4
"""


def _solve(*overrides: str, years: float = 10, **tables: str) -> Result:
    investments = {"investments": INVESTMENTS.format(years=years)}
    return solve(two_towns("economy.discount_rate=0.04", *overrides, **(investments | tables)))


@pytest.fixture(scope="module")
def result() -> Result:
    return _solve(years=2.5)


@pytest.fixture(scope="module")
def book(result: Result, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("books") / "run.xlsx"
    write_result_workbook(result, path, "da")
    return path


def _agree(path: Path) -> int:
    """How many formulas there are; each comes to what stands beside it."""
    shown, found = stored(path), recalculated(path)
    for place, value in shown.items():
        assert found[place] == (value if isinstance(value, str) else pytest.approx(value, rel=1e-9, abs=1e-3)), place
    return len(shown)


def _find(path: Path, sheet: str, *labels: object) -> Place:
    """The cell at the right of those that hold these, the first of which is the first of its row."""
    for row in load_workbook(path, data_only=True)[sheet].iter_rows():
        if [cell.value for cell in row[: len(labels)]] == list(labels):
            return sheet, row[len(labels)].coordinate
    raise AssertionError(labels)


def _number(path: Path, place: Place) -> float:
    return float(load_workbook(path, data_only=True)[place[0]][place[1]].value)


def test_every_formula_of_a_run_comes_to_what_is_shown(book: Path) -> None:
    assert _agree(book) > 100


@pytest.mark.parametrize(
    ("overrides", "more"),
    [
        (("economy.discount_rate=0",), {"years": 4.0}),
        (("economy.horizon_years=7",), {"years": 0.5}),
        ((), {"investments": "item,basis,form,amount_kr,lifetime_years\n"}),
        (("policy.max_hosts=0",), {"investments": INVESTMENTS.format(years=30).replace("3000000", "300000000")}),
    ],
    ids=["no interest", "a lifetime under a year", "nothing invested", "never paid back"],
)
def test_formulas_hold_at_the_edges(overrides: tuple[str, ...], more: dict[str, Any], tmp_path: Path) -> None:
    write_result_workbook(_solve(*overrides, **more), tmp_path / "run.xlsx", "en")
    assert _agree(tmp_path / "run.xlsx") > 50


def test_every_formula_of_a_comparison_comes_to_what_is_shown(result: Result, tmp_path: Path) -> None:
    cases = {"=1+1": result, "{today_kr}": _solve("policy.max_hosts=0"), "none": _solve("policy.levels.local=3")}
    write_comparison_workbook(Comparison.of_results(cases), tmp_path / "cases.xlsx", "da")
    assert _agree(tmp_path / "cases.xlsx") > 40


def test_every_formula_of_a_difference_comes_to_what_is_shown(result: Result, tmp_path: Path) -> None:
    found = difference(result, _solve("policy.max_hosts=0"), ("=1+1", "after"))
    write_difference_workbook(found, tmp_path / "difference.xlsx", "da")
    assert _agree(tmp_path / "difference.xlsx") > 10


@pytest.mark.parametrize(("rate", "horizon"), [(0.0, 10), (0.1, 4), (0.04, 12)])
def test_another_rate_or_horizon_gives_the_net_present_value_there(
    result: Result, book: Path, rate: float, horizon: int
) -> None:
    """The gain before investment is the same; yearly shares, cost, net gain and present values are not."""
    places = {name: _find(book, "Udgifter", *labels) for name, labels in LABELS.items()}
    found = recalculated(book, {places["rate"]: rate, places["horizon"]: horizon})
    economy = result.instance.settings.economy.model_copy(update={"discount_rate": rate, "horizon_years": horizon})
    invested = {one.lifetime_years: one.investment_kr for one in result.figures.investments}
    npv_kr = net_present_value_kr(cash_flow(invested, result.figures.gross_gain_kr, economy))
    assert found[places["npv"]] == pytest.approx(npv_kr)
    assert found[places["gross"]] == pytest.approx(result.figures.gross_gain_kr)
    assert found[_find(book, "Resumé", "Nettonutidsværdi", "kr.")] == pytest.approx(npv_kr)
    assert (found[places["check"]] == AGREES) == (horizon <= 10)  # there are no rows beyond the run's own


LABELS: dict[str, tuple[object, ...]] = {
    "rate": ("Kalkulationsrente", None),
    "horizon": ("Tidshorisont", "år"),
    "npv": ("Nettonutidsværdi", "kr."),
    "gross": ("Bruttogevinst", "kr. om året"),
    "net": ("Nettogevinst", "kr. om året"),
    "payback": ("Tilbagebetalingstid", "år"),
    "check": ("Kontrol af betalingsstrømmen", None),
}
AGREES = "ender ved nettonutidsværdien"


def test_a_cost_that_is_changed_changes_the_total_the_gain_and_the_payback(result: Result, book: Path) -> None:
    place = _find(book, "Udgifter", "Centre: efter omkostningskurven", 0)
    found = recalculated(book, {place: _number(book, place) + 1_000_000})
    net, payback = (_find(book, "Udgifter", *LABELS[name]) for name in ("net", "payback"))
    figures = result.figures
    assert found[net] == pytest.approx(figures.net_gain_kr - 1_000_000)
    assert found[payback] == pytest.approx(figures.investment_kr / (figures.gross_gain_kr - 1_000_000))
    dear = recalculated(book, {place: _number(book, place) + 100_000_000})
    assert dear[payback] == "tjenes ikke hjem"


def test_a_lifetime_that_is_changed_changes_the_yearly_share(result: Result, book: Path) -> None:
    """Nine years: it is made twice within ten, and is worth the same as its yearly shares."""
    place = next(_lifetimes(book))
    found = recalculated(book, {place: 9})
    one, *others = result.figures.investments
    invested = {9.0: one.investment_kr, **{each.lifetime_years: each.investment_kr for each in others}}
    npv_kr = net_present_value_kr(cash_flow(invested, result.figures.gross_gain_kr, result.instance.settings.economy))
    assert found[_find(book, "Udgifter", *LABELS["npv"])] == pytest.approx(npv_kr)


def _lifetimes(path: Path) -> Iterator[Place]:
    rows = list(load_workbook(path, data_only=True)["Udgifter"].iter_rows())
    head = next(at for at, row in enumerate(rows) if row[0].value == "Levetid, år")
    return (("Udgifter", row[0].coordinate) for row in rows[head + 1 :])


def test_a_municipality_that_pays_more_changes_its_gain_and_the_total(result: Result, book: Path) -> None:
    sheet = load_workbook(book, data_only=True)["Gevinster"]
    header = next(row for row in sheet.iter_rows() if row[0].value == "Kode")
    column = {cell.value: cell.column_letter for cell in header}
    row, total = header[0].row + 1, header[0].row + 1 + len(result.lines.municipalities)
    after = ("Gevinster", f"{column['Efter, kr.']}{row}")
    found, before = recalculated(book, {after: _number(book, after) + 5e5}), stored(book)
    for at in (row, total):
        place = ("Gevinster", f"{column['Ændring, kr.']}{at}")
        assert found[place] - before[place] == pytest.approx(5e5)


def test_names_that_look_like_formulas_or_like_names_of_ours_make_none(book: Path, tmp_path: Path) -> None:
    """The same book with other names has formulas in the same cells."""
    named = {table: TABLES[table].replace("Lilleby", "={today_kr}+1") for table in ("municipalities", "centres")}
    write_result_workbook(_solve(years=2.5, **named), tmp_path / "named.xlsx", "da")
    assert stored(tmp_path / "named.xlsx").keys() == stored(book).keys()


# ---- what a table declares ------------------------------------------------------------------------

NONE = ColumnMeaning("", "")
SUMS = OutputTable(
    "sums",
    ("summer", "sums"),
    ("en række", "a row"),
    (
        OutputColumn("part", ("", ""), NONE, adds_up=True),
        OutputColumn("twice", ("", ""), NONE, formula="2*{part}"),
        OutputColumn("summed", ("", ""), NONE, formula="{^summed}+{part}"),
        OutputColumn("hidden", ("", ""), NONE, formula="2*{unseen}"),
        OutputColumn("unseen", ("", ""), NONE),
    ),
    workbook=("part", "twice", "summed", "hidden"),
)


def _formulas(rows: list[dict[str, Any]], total: dict[str, Any]) -> list[list[str]]:
    filled = FilledTable(SUMS, rows, total)
    area = TableArea("S", filled, filled.columns_in("workbook"), header=0)
    return [[formula_of(area, column, at) for column in area.columns] for at in (*range(len(rows)), None)]


def test_a_formula_is_of_the_cells_that_a_table_shows() -> None:
    rows = [{"part": 1, "twice": 2, "summed": 1, "hidden": 8}, {"part": 2, "twice": 4, "summed": 3, "hidden": 8}]
    assert _formulas(rows, {"part": 3, "twice": 6}) == [
        ["", "=2*A2", "=0+A2", ""],
        ["", "=2*A3", "=C2+A3", ""],
        ["=SUM(A2:A3)", "=2*A4", "", ""],
    ]


def test_what_cannot_be_calculated_stays_the_value_it_is() -> None:
    """A part that is text or not there, and a total of more than stands above it."""
    rows: list[dict[str, Any]] = [{"part": "none", "twice": 2}, {"part": None, "twice": 4}]
    assert _formulas(rows, {"part": 3}) == [["", "", "", ""]] * 3
    assert _formulas([{"part": 1}, {"part": None}], {"part": 3})[-1] == ["", "", "", ""]
    assert _formulas([{"part": 1}, {"part": None}], {"part": 1})[-1] == ["=SUM(A2:A3)", "", "", ""]
