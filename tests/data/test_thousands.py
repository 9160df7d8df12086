"""Numbers that may be a thousand times what they seem: refused wherever they stand, and never written by ourselves."""

from pathlib import Path

import pytest

from optimiser.data.cells import CellError, as_written, is_doubtful, parse_alone, read_number
from optimiser.data.read import check, read, write
from optimiser.data.tables import written_value
from tests.data.books import finding, put
from tests.data.tiny import TABLES, Folder, place

LIKE_THOUSANDS = "has three digits after it"


@pytest.mark.parametrize(
    ("texts", "mark", "thousands", "doubtful"),
    [
        (["50.000"], ".", True, True),
        (["50.000", "800", "1.200"], ".", True, True),
        (["50.000", "47.5"], ".", True, False),
        (["1234.567", "50.125"], ".", True, False),
        (["50.000"], ",", True, False),
        (["50,000"], ",", True, True),
        (["50,000"], ".", True, False),
        (["1.050"], ".", False, False),
        (["1.050"], ",", False, True),
        (["1.050", "0,9"], ",", False, False),
        (["1 234", "12\u00a0000", "800"], ".", True, False),
        ([], ".", True, False),
    ],
)
def test_three_digits_are_believed_where_the_column_speaks_for_them(
    texts: list[str], mark: str, thousands: bool, doubtful: bool
) -> None:
    assert is_doubtful(texts, "," if mark == "," else ".", thousands) is doubtful


@pytest.mark.parametrize(
    ("table", "old", "new", "column"),
    [
        ("municipalities", "60000,true", "60.000,true", "population"),
        ("tasks", ",1200", ",1.200", "national_contacts"),
        ("volumes", "guide,800\n2,guide,300\n3,guide,100\n1,ruling,200.5\n2,ruling,99.5", "guide,1.400", "contacts"),
        ("investments", "1000000", "800.000", "amount_kr"),
        ("cost_curve", "1000,40", "1.000,40", "volume"),
    ],
)
def test_dots_as_thousands_in_a_file_with_commas_between_its_fields_are_refused(
    folder: Folder, table: str, old: str, new: str, column: str
) -> None:
    folder.replace(f"{table}.csv", old, new)
    first = folder.findings()[0]
    assert (first.place, first.column) == (f"{table}.csv", column)
    assert LIKE_THOUSANDS in first.rule


def test_the_remedy_names_both_numbers_that_may_be_meant(folder: Folder) -> None:
    folder.replace("municipalities.csv", "60000", "60.125")
    assert folder.finding().remedy == "write 60125 or 60.1250, whichever is meant"


def test_another_column_with_decimals_does_not_settle_it(folder: Folder) -> None:
    """Minutes of 12.5 show the decimal mark of the table; who writes 1.200 beside it may still mean 1200."""
    folder.replace("tasks.csv", ",1200", ",1.200")
    assert "12.5" in (folder.path / "tasks.csv").read_text(encoding="utf-8")
    assert place(folder.finding()) == ("tasks.csv", 2, "national_contacts")


def test_factors_shares_and_minutes_with_three_decimals_are_what_they_say(folder: Folder) -> None:
    before = folder.sha256()
    folder.replace("centres.csv", "1.05,500,2000", "1.050,500,2000")
    folder.replace("tasks.csv", "guide,2,false,4,1", "guide,2,false,4.000,1.000")
    assert folder.sha256() == before


def test_english_thousands_in_a_file_with_decimal_commas_are_refused(folder: Folder) -> None:
    text = TABLES["tasks"].replace(",", ";").replace(".", ",").replace("1200", "1,200")
    folder.write("tasks.csv", text)
    assert place(folder.finding()) == ("tasks.csv", 2, "national_contacts")
    assert folder.finding().remedy == "write 1200 or 1,2, whichever is meant"


def test_a_factor_is_not_multiplied_by_a_thousand_for_its_decimal_mark(folder: Folder) -> None:
    text = (
        TABLES["centres"]
        .replace(",", ";")
        .replace("1.05;500;2000", "1.050;500;2000")
        .replace("1.05;500;\n", "1,05;500;\n")
    )
    folder.write("centres.csv", text)
    instance, findings = check(folder.path)
    assert instance is None or instance.centres["North"].cost_factor == 1.05, findings


@pytest.mark.parametrize(
    "text",
    [
        "policy.investment_budget_kr=50.000",
        "economy.net_hours_per_fte=1.400",
        "municipalities.1.population=60.000",
        "service.patience_seconds=1.200",
        "volumes.*/guide/*.contacts=50,000",
    ],
)
def test_a_change_that_may_be_thousands_is_refused(folder: Folder, text: str) -> None:
    assert "could mean two numbers" in folder.finding(overrides=[text]).rule


def test_a_change_of_a_factor_with_three_decimals_is_made(folder: Folder) -> None:
    same = folder.sha256(overrides=["centres.virtual.cost_factor=1.1"])
    assert folder.sha256(overrides=["centres.virtual.cost_factor=1.100"]) == same
    assert folder.sha256(overrides=["volumes.*.contacts=x1.250"]) == folder.sha256(
        overrides=["volumes.*.contacts=x1.25"]
    )


def test_a_scenario_and_a_system_are_refused_alike(folder: Folder, tmp_path: Path) -> None:
    scenario = tmp_path / "dear.toml"
    scenario.write_text('name = "dear"\n[set]\n"investments.opening.amount_kr" = "800.000"\n', encoding="utf-8")
    assert LIKE_THOUSANDS in folder.finding(scenarios=[scenario]).rule
    folder.write("systems.csv", "system,structure\ndear,one\n")
    folder.write("system_changes.csv", "system,parameter,value\ndear,investments.opening.amount_kr,800.000\n")
    assert any(LIKE_THOUSANDS in each.rule for each in folder.findings(structure="dear"))


def test_text_in_a_workbook_is_refused_alike(book: Path) -> None:
    put(book, "investments", "D2", "800.000")
    assert "could mean two numbers" in finding(book).rule


def test_numbers_of_a_workbook_are_what_they_are(book: Path) -> None:
    put(book, "investments", "D2", 800.125)
    assert read(book).tables.investments[0].amount_kr == 800.125


def test_a_number_of_a_workbook_stays_one_as_the_value_of_a_change(folder: Folder, tmp_path: Path) -> None:
    folder.write("systems.csv", "system,structure\ndear,one\n")
    folder.write("system_changes.csv", "system,parameter,value\ndear,investments.opening.amount_kr,800\n")
    path = tmp_path / "dear.xlsx"
    write(read(folder.path), path)
    put(path, "system_changes", "C2", 800.125)
    write(read(path), tmp_path / "back")
    for place_ in (path, tmp_path / "back"):
        assert read(place_, structure="dear").tables.investments[0].amount_kr == 800.125


@pytest.mark.parametrize("amount", [50.125, 1.5, 999.999, 1234.567, 1.234e-05, 8e20])
def test_what_we_write_is_read_back_as_it_was(folder: Folder, tmp_path: Path, amount: float) -> None:
    folder.replace("task_costs.csv", "purchased,guide,1.5", "purchased,guide,1.2500")
    instance = read(folder.path, overrides=[f"investments.*.amount_kr={as_written(amount)}"] if amount < 1e12 else [])
    for target in ("copy", "copy.xlsx"):
        write(instance, tmp_path / target)
        assert read(tmp_path / target).sha256 == instance.sha256


def test_a_value_to_paste_after_set_is_written_so_that_it_is_sure() -> None:
    assert written_value("connections.*.yearly_kr", 50.125) == "50.1250"
    assert written_value("centres.virtual.cost_factor", 1.125) == "1.125"
    assert as_written(1.234e-05) == "1.2340e-05"
    assert read_number(as_written(1.234e-05), ".") == 1.234e-05


def test_a_number_by_itself_that_may_run_to_thousands_is_not_guessed_at() -> None:
    assert parse_alone("1.050", "number", dot_is_standard=True) == 1.05
    with pytest.raises(CellError, match=LIKE_THOUSANDS):
        parse_alone("1.050", "number", dot_is_standard=True, thousands=True)


@pytest.mark.parametrize(
    ("table", "old", "new", "comma"),
    [
        ("centres.csv", "1.05", "1.125", "1,125"),
        ("tasks.csv", "12.5", "12.500", "12,500"),
        ("municipalities.csv", "60000,true", "60000,56.125", "60000,56,125"),
    ],
)
def test_three_decimals_after_a_comma_are_read_where_thousands_cannot_be(
    folder: Folder, table: str, old: str, new: str, comma: str
) -> None:
    """A spreadsheet's export: semicolons, and only such numbers in the table; they were called ambiguous."""
    if table == "municipalities.csv":
        folder.replace(table, "candidate_host", "lat")
        folder.replace(table, "20000,false", "20000,")
        folder.replace(table, "10000,false", "10000,")
    text = (folder.path / table).read_text(encoding="utf-8").replace(old, new)
    folder.write(table, text)
    same = folder.sha256()
    folder.write(
        table,
        text.replace(new, "#").replace(",", ";").replace("#", comma.replace("60000,", "60000;")).replace("0.5", "0,5"),
    )
    assert folder.sha256() == same


def test_a_factor_with_a_decimal_comma_is_read_in_a_change(folder: Folder) -> None:
    same = folder.sha256(overrides=["centres.virtual.cost_factor=1.125"])
    assert folder.sha256(overrides=["centres.virtual.cost_factor=1,125"]) == same
    assert "could mean two numbers" in folder.finding(overrides=["volumes.*.contacts=x1,125"]).rule


@pytest.mark.parametrize(
    ("values", "refused"), [(("72.125", "70.500"), False), (("72.500", "70.000"), True), (("1.250", "1.300"), True)]
)
def test_a_measure_may_have_three_decimals_unless_all_are_round(
    folder: Folder, values: tuple[str, str], refused: bool
) -> None:
    """A KPI has any unit: 72.125 per cent is a plausible target, which was refused."""
    folder.write("kpis.csv", "kpi,sense,scope,target\nsolved,at least,national,\n")
    folder.write(
        "kpi_values.csv",
        "kpi,form,value\n"
        + "".join(f"solved,{form},{value}\n" for form, value in zip(("local", "unchanged"), values, strict=True)),
    )
    assert any(LIKE_THOUSANDS in each.rule for each in folder.findings()) is refused
    folder.write("kpi_values.csv", "kpi,form,value\nsolved,local,75\n")
    told = folder.findings(overrides=[f"kpis.solved.target={values[0]}"])
    assert any(LIKE_THOUSANDS in each.rule for each in told) is refused


@pytest.mark.parametrize(
    ("old", "new"),
    [("450000", "450.000"), ("1400", "1.400"), ("[policy]\n", "[policy]\ninvestment_budget_kr = 12.500\n")],
)
def test_a_number_of_toml_that_ends_in_a_needless_0_may_be_thousands(folder: Folder, old: str, new: str) -> None:
    """450.000 was read as 450 kr. a year: TOML has no thousands, but who fills it in may not know."""
    folder.replace("instance.toml", old, new)
    first = folder.findings()[0]
    assert first.place == "instance.toml"
    assert first.value in new
    assert LIKE_THOUSANDS in first.rule


def test_a_number_of_a_scenario_that_ends_in_a_needless_0_may_be_thousands(folder: Folder, tmp_path: Path) -> None:
    scenario = tmp_path / "larger.toml"
    scenario.write_text('name = "larger"\n[set]\n"centres.virtual.min_volume" = 300.000\n', encoding="utf-8")
    first = folder.findings(scenarios=[scenario])[0]
    assert (first.place, first.value) == ("larger.toml", "300.000")
    assert first.remedy == "write 300000 or 300, whichever is meant"


def test_decimals_of_toml_are_what_they_are(folder: Folder, tmp_path: Path) -> None:
    same = folder.sha256(overrides=["economy.today_unit_cost_kr=50.1250", "centres.virtual.cost_factor=1.1"])
    folder.replace("instance.toml", "today_unit_cost_kr = 50", "today_unit_cost_kr = 50.125")
    folder.replace("instance.toml", "0.04", "0.040")
    scenario = tmp_path / "dear.toml"
    scenario.write_text('name = "dear"\n[set]\n"centres.virtual.cost_factor" = 1.100\n', encoding="utf-8")
    assert folder.sha256(scenarios=[scenario]) == same
