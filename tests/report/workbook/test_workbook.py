"""The workbooks, opened again: every sheet there, numbers as numbers that agree with the result, text as text."""

from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from optimiser import Result, solve
from optimiser.comparison.comparison import Comparison
from optimiser.comparison.plan_difference import difference
from optimiser.data.settings import Language
from optimiser.report.tables.present_value import fill_cash_flow
from optimiser.report.workbook.difference import write_difference_workbook
from optimiser.report.workbook.sheets import write_comparison_workbook, write_result_workbook
from tests.planning.two_towns import TABLES, two_towns

Book = Any
"""A workbook or a sheet of openpyxl, which has no types."""
RESULT_SHEETS = [
    *("Resumé", "Figurer", "Stamdata", "Forudsætninger", "Udgifter", "Gevinster"),
    *("Ikke-økonomiske gevinster", "Centre", "Årsværk", "Opgaver", "Betydninger"),
]
COMPARISON_SHEETS = [
    *("Resumé", "Figurer", "Stamdata", "Forudsætninger", "Forskelle", "Ændringer", "Udgifter", "Gevinster"),
    *("Ikke-økonomiske gevinster", "Betydninger"),
]
IN_ENGLISH = {
    **{"Resumé": "Summary", "Stamdata": "Master data", "Forudsætninger": "Assumptions", "Udgifter": "Costs"},
    **{"Gevinster": "Gains", "Ikke-økonomiske gevinster": "Gains other than money", "Centre": "Centres"},
    **{"Opgaver": "Tasks", "Betydninger": "Meanings", "Forskelle": "Differences", "Figurer": "Charts"},
    **{"Ændringer": "Changes", "Årsværk": "Staff"},
}
ODD_NAMES = ("=HYPERLINK(0)", "+1", "-1", "@SUM(1)", "Æblerød 'Ø' \"å\"", "<script>alert(1)</script>", "#N/A")
INVESTMENTS = """\
item,basis,form,amount_kr,lifetime_years
own,centre,local,3000000,10
link,connection,purchased,500000,10
staff,fte,purchased,40000,{years}
"""
KPIS = "kpi,name_da,name_en,sense,scope,theme_da,theme_en,weight\nnear,nærhed,nearness,at least,national,tema,theme,2\n"
KPI_VALUES = "kpi,form,task,value\nnear,local,,4\nnear,purchased,,1\n"


def _solve(*overrides: str, **tables: str) -> Result:
    more = {"investments": INVESTMENTS.format(years=10), "kpis": KPIS, "kpi_values": KPI_VALUES}
    return solve(two_towns("economy.discount_rate=0.04", *overrides, **(more | tables)))


@pytest.fixture(scope="module")
def result() -> Result:
    return _solve()


@pytest.fixture(scope="module")
def comparison(result: Result) -> Comparison:
    none = _solve("policy.levels.local=3", "policy.levels.purchased=3")
    assert not none.has_plan
    return Comparison.of_results({"=none": none, "alone": _solve("policy.max_hosts=0"), "best": result})


def _written(subject: Result | Comparison, folder: Path, language: Language = "da") -> Book:
    path = folder / f"{language}.xlsx"
    if isinstance(subject, Result):
        write_result_workbook(subject, path, language)
    else:
        write_comparison_workbook(subject, path, language)
    with ZipFile(path) as archive:
        assert not any("vba" in name.lower() for name in archive.namelist())
    return load_workbook(path, data_only=True)


def _header_row(sheet: Book) -> int:
    """The row above the first that scrolls."""
    return int(sheet.freeze_panes.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) - 1


def _long(sheet: Book) -> list[dict[str, Any]]:
    """The rows of the sheet's long table, by their headings."""
    header, *rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=_header_row(sheet))]
    return [dict(zip(header, row, strict=True)) for row in rows if any(cell is not None for cell in row)]


def _value_of(sheet: Book, label: str, column: int) -> Any:
    (row,) = (row for row in sheet.iter_rows(values_only=True) if row[0] == label)
    return row[column - 1]


def _cells(book: Book) -> list[Any]:
    return [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]


# ---- the book as a whole --------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_sheet_is_there_in_order(
    result: Result, comparison: Comparison, tmp_path: Path, language: Language
) -> None:
    for subject, sheets in ((result, RESULT_SHEETS), (comparison, COMPARISON_SHEETS)):
        named = [IN_ENGLISH[name] for name in sheets] if language == "en" else sheets
        assert _written(subject, tmp_path, language).sheetnames == named


def test_titles_are_in_the_language_asked_for(result: Result, tmp_path: Path) -> None:
    danish, english = _written(result, tmp_path, "da"), _written(result, tmp_path, "en")
    assert (danish["Udgifter"]["A1"].value, english["Costs"]["A1"].value) == ("Udgifter", "Costs")


def test_every_figure_is_there_for_a_program_that_does_not_calculate(
    result: Result, comparison: Comparison, tmp_path: Path
) -> None:
    for subject in (result, comparison):
        book = _written(subject, tmp_path)
        assert not book._external_links
        assert {cell.data_type for cell in _cells(book)} <= {"n", "s", "d"}


def test_no_number_is_written_as_text(result: Result, comparison: Comparison, tmp_path: Path) -> None:
    for subject in (result, comparison):
        texts = [cell.value for cell in _cells(_written(subject, tmp_path)) if cell.data_type == "s"]
        assert not [text for text in texts if text.replace(".", "").replace(",", "").lstrip("-").isdigit()]


@pytest.mark.parametrize("name", RESULT_SHEETS)
def test_headings_stay_in_sight_and_on_every_page(result: Result, tmp_path: Path, name: str) -> None:
    sheet = _written(result, tmp_path)[name]
    header = _header_row(sheet)
    assert sheet.freeze_panes[0] in "BC"
    assert sheet.print_title_rows == f"${header}:${header}"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)  # one page where nothing is said
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_long_tables_have_a_filter_over_their_rows_and_not_the_total(result: Result, tmp_path: Path) -> None:
    sheet = _written(result, tmp_path)["Gevinster"]
    header = _header_row(sheet)
    assert sheet.auto_filter.ref == f"A{header}:V{header + len(result.municipalities)}"


def test_the_document_says_what_it_is_and_when_the_run_was_finished(result: Result, tmp_path: Path) -> None:
    properties = _written(result.with_run(finished="2026-11-22T20:07:39+01:00"), tmp_path).properties
    assert (properties.creator, properties.title) == ("optimiser", "two-towns: intet fælles center")
    assert properties.created.isoformat() == properties.modified.isoformat() == "2026-11-22T19:07:39"


def test_the_same_result_gives_the_same_bytes(result: Result, comparison: Comparison, tmp_path: Path) -> None:
    for subject in (result, comparison):
        first = _written(subject, tmp_path) and (tmp_path / "da.xlsx").read_bytes()
        assert _written(subject, tmp_path) and (tmp_path / "da.xlsx").read_bytes() == first


def test_a_result_without_a_plan_has_no_workbook(comparison: Comparison, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no plan"):
        write_result_workbook(comparison.results["=none"], tmp_path / "none.xlsx", "da")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_heading_and_key_figure_has_its_meaning_in_a_sheet(
    result: Result, comparison: Comparison, tmp_path: Path, language: Language
) -> None:
    """But for the headings of the columns that are repeated for cases."""
    for subject in (result, comparison):
        book = _written(subject, tmp_path, language)
        in_language = IN_ENGLISH if language == "en" else {name: name for name in IN_ENGLISH}
        meanings = _long(book[in_language["Betydninger"]])
        _, title, _, meaning = meanings[0]
        told = {row[title] for row in meanings}
        assert all(row[meaning] for row in meanings)
        for name in (in_language["Gevinster"], in_language["Centre"]):
            headings = [cell.value for cell in book[name][_header_row(book[name])]] if name in book.sheetnames else []
            assert not [heading for heading in headings if heading not in told and ":" not in heading]
        figures = _rows_under(book[in_language["Resumé"]], {"da": "Nøgletal", "en": "Key figures"}[language])[1:]
        assert len(figures) > 20
        assert {row[0] for row in figures} <= told


# ---- text from outside ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ODD_NAMES)
def test_text_stays_the_text_it_is(tmp_path: Path, name: str) -> None:
    quoted = '"' + name.replace('"', '""') + '"'
    tables = {table: TABLES[table].replace("Lilleby", quoted) for table in ("municipalities", "centres")}
    result = _solve(**tables)
    book = _written(result, tmp_path)
    (cell,) = (cell for row in book["Gevinster"].iter_rows() for cell in row if cell.value == name)
    assert cell.data_type == "s"
    assert cell.quotePrefix == (name[0] in "=+-@")
    compared = _written(Comparison.of_results({name: result, "other": result}), tmp_path)
    assert name in [cell.value for cell in compared["Resumé"][_row_of(compared["Resumé"], "Post")]]


def _row_of(sheet: Book, label: str) -> int:
    return next(int(row[0].row) for row in sheet.iter_rows() if row[0].value == label)


def test_control_characters_are_replaced(result: Result, tmp_path: Path) -> None:
    book = _written(Comparison.of_results({"bell\x07 and\ufffe": result, "\ttab": result}), tmp_path)
    header = [cell.value for cell in book["Udgifter"][_row_of(book["Udgifter"], "Post")]]
    assert header[2:] == ["bell\ufffd and\ufffd", "\ttab"]


# ---- one result -----------------------------------------------------------------------------------


def test_the_summary_tells_the_key_figures(result: Result, tmp_path: Path) -> None:
    sheet = _written(result, tmp_path)["Resumé"]
    assert _value_of(sheet, "Udgift i dag", 3) == result.figures.today_kr
    assert _value_of(sheet, "Udgift efter", 3) == pytest.approx(result.figures.objective_kr)
    assert _value_of(sheet, "Nettonutidsværdi", 3) == pytest.approx(result.figures.npv_kr)
    assert _value_of(sheet, "Status", 3).startswith("optimal")


def test_an_investment_that_is_never_paid_back_is_told_so(result: Result, tmp_path: Path) -> None:
    sheet = _written(result.with_run(payback_years=None, bound_kr=None, gap=None), tmp_path)["Resumé"]
    assert _value_of(sheet, "Tilbagebetalingstid", 3) == "tjenes ikke hjem"
    assert _value_of(sheet, "Afstand mellem plan og nedre grænse", 3) == "intet bevist"


def test_gains_add_up_to_the_net_gain(result: Result, tmp_path: Path) -> None:
    *rows, total = _long(_written(result, tmp_path)["Gevinster"])
    changes = [row["Ændring, kr."] for row in rows]
    assert len(rows) == len(result.municipalities)
    assert sum(changes) == pytest.approx(-result.figures.net_gain_kr, abs=1)
    assert total["Ændring, kr."] == pytest.approx(sum(changes))
    assert total["Andel af investering, kr."] == pytest.approx(result.figures.investment_kr)
    assert [row["Leveringsformer"] for row in rows] == ["eget center", "tilkøb"]


def test_costs_and_investments_add_up(result: Result, tmp_path: Path) -> None:
    rows = list(_written(result, tmp_path)["Udgifter"].iter_rows(values_only=True))
    cost, _, investment = (row for row in rows if row[0] == "I alt")
    assert cost[1:4] == pytest.approx(
        (result.figures.today_kr, result.figures.objective_kr, -result.figures.net_gain_kr)
    )
    assert investment[3:5] == pytest.approx((result.figures.investment_kr, result.figures.investment_annual_kr))
    assert next(row[3] for row in rows if str(row[0]).startswith("Tilslutning af")) == 500_000


@pytest.mark.parametrize("lifetime", [10, 4, 2.5, 30, 0.5])
def test_the_cash_flow_ends_at_the_net_present_value(lifetime: float, tmp_path: Path) -> None:
    """It once ended elsewhere where the lifetime of the investments was not the horizon of ten years."""
    result = _solve(investments=INVESTMENTS.format(years=lifetime))
    rows = fill_cash_flow(result).rows
    assert {row["year"] for row in rows} >= set(range(11))
    assert rows[-1]["summed"].value == pytest.approx(result.figures.npv_kr)
    note = str(_last_note(_written(result, tmp_path)["Udgifter"]))
    assert "Tabellen ender med kørslens nettonutidsværdi" in note
    assert "restværdi" in note


def _last_note(sheet: Book) -> object:
    return next(row[0] for row in sheet.iter_rows(values_only=True) if "nutidsværdi," in str(row[0]))


def test_assumptions_have_ranges_and_sources(tmp_path: Path) -> None:
    text = "parameter,low,high,note,source,assumption\neconomy.discount_rate,0.03,,real,a ministry,true\n"
    rows = _long(_written(_solve(assumptions=text), tmp_path)["Forudsætninger"])
    row = next(row for row in rows if row["Navn i kommandoer"] == "economy.discount_rate")
    assert [row[name] for name in ("Værdi", "Lavt skøn", "Midterskøn", "Højt skøn")] == [0.04, 0.03, 0.04, None]
    assert row["Tal"] == "realrente om året"
    assert (row["Grundlag"], row["Kilde"], row["Bemærkning"]) == ("antagelse", "a ministry", "real")


def test_criteria_centres_and_tasks_are_told_in_words(result: Result, tmp_path: Path) -> None:
    book = _written(result, tmp_path)
    assert _value_of(book["Ikke-økonomiske gevinster"], "Nærhed", 3) == "Tema"
    assert _value_of(book["Ikke-økonomiske gevinster"], "Nærhed", 6) == pytest.approx(3)
    centre, total = _long(book["Centre"])
    assert (centre["Center"], centre["Type"], centre["Heraf andres"]) == ("Storby", "lokalt", 200_000)
    assert total["Samlet volumen"] == centre["Samlet volumen"]
    first, second = _long(book["Opgaver"])
    assert (first["3 G3"], first["5 G5"]) == ("eget center", None)
    assert (second["Kode"], second["5 G5"]) == (2, "tilkøb: Storby")


# ---- a comparison ---------------------------------------------------------------------------------


def test_cases_stand_side_by_side_from_the_cheapest(comparison: Comparison, tmp_path: Path) -> None:
    sheet = _written(comparison, tmp_path)["Resumé"]
    header = [cell.value for cell in sheet[_row_of(sheet, "Post")]][:5]
    assert header == ["Post", "Enhed", "best", "alone", "=none"]
    assert _value_of(sheet, "Udgift efter", 3) < _value_of(sheet, "Udgift efter", 4)
    assert _value_of(sheet, "Udgift efter", 5) is None
    assert _value_of(sheet, "Status", 5).startswith("umulig")


def test_a_case_without_a_plan_is_told_of(comparison: Comparison, tmp_path: Path) -> None:
    texts = [cell.value for cell in _cells(_written(comparison, tmp_path)) if cell.data_type == "s"]
    assert any("=none har ingen plan" in text for text in texts)


def test_differences_are_proven_or_not_in_words(comparison: Comparison, tmp_path: Path) -> None:
    sheet = _written(comparison, tmp_path)["Resumé"]
    row = [cell.value for cell in sheet[_row_of(sheet, "Billigere") + 1]]
    assert row[:2] == ["best", "alone"]
    assert (row[4], row[6]) == ("bevist", "bevist")
    assert row[2] == pytest.approx(comparison.differences["difference_kr"][0])


def test_gains_have_a_column_a_case_that_adds_up(comparison: Comparison, tmp_path: Path) -> None:
    *rows, total = _long(_written(comparison, tmp_path)["Gevinster"])
    assert len(rows) == 2
    for case, result in comparison.planned.items():
        assert sum(row[f"{case}: ændring, kr."] for row in rows) == pytest.approx(-result.figures.net_gain_kr, abs=1)
        assert total[f"{case}: efter, kr."] == pytest.approx(result.figures.objective_kr)


def test_costs_have_a_column_a_case(comparison: Comparison, tmp_path: Path) -> None:
    sheet = _written(comparison, tmp_path)["Udgifter"]
    costs = [result.figures.objective_kr for result in comparison.planned.values()]
    assert [_value_of(sheet, "I alt", column) for column in (3, 4)] == pytest.approx(costs)


def test_inputs_that_differ_are_told_with_numbers(comparison: Comparison, tmp_path: Path) -> None:
    rows = {row["Navn i kommandoer"]: row for row in _long(_written(comparison, tmp_path)["Forskelle"])}
    assert rows["policy.max_hosts"]["alone"] == 0
    assert rows["policy.max_hosts"]["best"] is None
    assert {cell.data_type for cell in _written(comparison, tmp_path)["Forskelle"][1]} <= {"s", "n"}


def test_a_comparison_in_which_nothing_has_a_plan_can_be_written(comparison: Comparison, tmp_path: Path) -> None:
    none = comparison.results["=none"]
    book = _written(Comparison.of_results({"one": none, "two": none}), tmp_path, "en")
    missing = {"Figurer", "Ændringer"}
    assert book.sheetnames == [IN_ENGLISH[name] for name in COMPARISON_SHEETS if name not in missing]
    assert _value_of(book["Summary"], "Cost after", 3) is None


# ---- service and KPIs -----------------------------------------------------------------------------

MEASURES = """\
kpi,name_da,sense,unit,scope,target,weight
near,nærhed,at least,share,municipality,0.4,0
quick,tid,at most,minutes,national,,0
"""
MEASURED = "kpi,form,task,value\nnear,local,,0.9\nnear,purchased,,0.5\nquick,local,,5\n"


def _rows_under(sheet: Book, heading: str) -> list[tuple[Any, ...]]:
    """The rows of the table that stands under a heading, its own heading first."""
    rows = list(sheet.iter_rows(values_only=True))
    start = next(at for at, row in enumerate(rows) if row[0] == heading)
    found: list[tuple[Any, ...]] = []
    for row in rows[start + 1 :]:
        if not any(cell is not None for cell in row):
            break
        found.append(row)
    return found


def test_a_centre_has_its_promise_what_it_keeps_and_its_staff(result: Result, tmp_path: Path) -> None:
    (row, total), (centre,) = _long(_written(result, tmp_path, "en")["Centres"]), result.figures.centres
    assert (row["Promised"], row["Within, seconds"], row["Open, hours a week"]) == (0.8, 60, 37)
    for heading, name in (
        ("Answered in time", "answered_share"),
        ("Occupancy", "occupancy"),
        ("Full-time staff", "staffed_fte"),
    ):
        assert row[heading] == pytest.approx(getattr(centre, name))
    assert total["Full-time staff"] == pytest.approx(result.figures.staffed_fte)


def test_a_municipality_has_its_service_and_its_staffing_alone_and_in_the_plan(result: Result, tmp_path: Path) -> None:
    rows = {row["Municipality"]: row for row in _long(_written(result, tmp_path, "en")["Gains"])}
    lilleby = result.municipalities.set_index("name").loc["Lilleby"]
    told = rows["Lilleby"]
    assert told["Minutes per contact alone"] == pytest.approx(60 * lilleby["alone_hours_per_contact"])
    assert told["Minutes per contact in the plan"] == pytest.approx(60 * lilleby["hours_per_contact"])
    assert told["Occupancy alone"] < told["Occupancy in the plan"]


def test_kpis_have_target_value_worst_place_and_whether_it_is_met(tmp_path: Path) -> None:
    solved = _solve("policy.max_entry_points=1", kpis=MEASURES, kpi_values=MEASURED)
    rows = _rows_under(_written(solved, tmp_path)["Ikke-økonomiske gevinster"], "Nøgletal og mål (KPI)")
    near, quick = rows[-2:]
    assert near[:4] == ("Nærhed", "andel", "mindst", 0.4)
    assert near[4:8] == (pytest.approx(2.3 / 3), 0.5, "Lilleby", "nået")
    assert quick[:8] == ("Tid", "minutter", None, None, 5, None, None, "intet mål")


def test_kpis_of_cases_stand_side_by_side(tmp_path: Path) -> None:
    results = {
        name: _solve(*asked, kpis=MEASURES, kpi_values=MEASURED)
        for name, asked in (("free", ()), ("alone", ("policy.max_hosts=0",)))
    }
    comparison = Comparison.of_results(results)
    book = _written(comparison, tmp_path)
    rows = _rows_under(book["Ikke-økonomiske gevinster"], "Nøgletal og mål (KPI)")
    values = [result.kpis.set_index("kpi").loc["near", "value"] for result in comparison.results.values()]
    assert list(rows[1][4:8]) == [*map(pytest.approx, values), "nået", "nået"]
    staff = [result.figures.staffed_fte for result in comparison.results.values()]
    assert [_value_of(book["Resumé"], "Årsværk i centrene", column) for column in (3, 4)] == pytest.approx(staff)


def test_the_master_data_tell_the_service_the_curve_holds_for(tmp_path: Path) -> None:
    sheet = _written(_solve("service.patience_seconds=120"), tmp_path)["Stamdata"]
    assert _value_of(sheet, "Service, som omkostningskurven gælder for", 3) == "80 % inden for 60 s"
    assert _value_of(sheet, "Åbningstid, som omkostningskurven gælder for", 3) == 37
    assert _value_of(sheet, "Tålmodighed, før en borger lægger på", 3) == 120
    assert (
        _value_of(_written(_solve(), tmp_path)["Stamdata"], "Tålmodighed, før en borger lægger på", 3)
        == "ingen lægger på"
    )


def test_a_difference_has_a_workbook_whose_rows_add_up(result: Result, tmp_path: Path) -> None:
    found = difference(result, _solve("policy.max_hosts=0"), ODD_NAMES[:2])
    path = tmp_path / "difference.xlsx"
    write_difference_workbook(found, path, "da")
    book = load_workbook(path, data_only=True)
    assert book.sheetnames == [
        *("Resumé", "Figurer", "Stamdata", "Gevinster", "Centre", "Opgaver", "Forskelle", "Forudsætninger"),
        "Betydninger",
    ]
    *rows, total = _long(book["Gevinster"])
    changes = [row["Ændring, kr."] for row in rows]
    assert sum(changes) == pytest.approx(total["Ændring, kr."]) == pytest.approx(found.change_kr)
    assert _value_of(book["Resumé"], "I alt", 4) == pytest.approx(found.change_kr)
    assert all(sheet.page_setup.paperSize == 9 for sheet in book)
