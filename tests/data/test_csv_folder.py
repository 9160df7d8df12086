"""Reading a folder: every fault of a file is a finding, and formats in use in Denmark are understood."""

from pathlib import Path

import pytest

from optimiser.data import findings
from optimiser.data.findings import errors_among
from optimiser.data.read import check
from tests.data.tiny import SETTINGS, TABLES, Folder, place


def semicolon(text: str) -> str:
    return text.replace(",", ";").replace(".", ",")


def test_the_tiny_instance_has_no_findings(folder: Folder) -> None:
    assert folder.findings() == []


@pytest.mark.parametrize("name", ["municipalities", "volumes", "centres", "cost_curve", "legal"])
def test_a_required_table_must_have_a_file(folder: Folder, name: str) -> None:
    (folder.path / f"{name}.csv").unlink()
    assert place(folder.finding()) == (f"{name}.csv", None, "")


def test_a_table_that_is_not_required_may_be_left_out(folder: Folder) -> None:
    (folder.path / "investments.csv").unlink()
    assert folder.findings() == []


@pytest.mark.parametrize("content", ["", "\n", "municipality,task,contacts\n", "municipality,task,contacts\n,,\n"])
def test_a_required_table_must_hold_a_row(folder: Folder, content: str) -> None:
    folder.write("volumes.csv", content)
    finding = folder.finding()
    assert finding.place == "volumes.csv"
    assert "at least one row" in finding.rule


def test_an_empty_file_of_an_optional_table_is_an_empty_table(folder: Folder) -> None:
    folder.write("locks.csv", "")
    assert folder.findings() == []


def test_a_byte_order_mark_is_ignored(folder: Folder) -> None:
    before = folder.sha256()
    folder.write("municipalities.csv", b"\xef\xbb\xbf" + TABLES["municipalities"].encode())
    assert folder.sha256() == before


def test_text_in_another_encoding_is_a_finding_with_its_row(folder: Folder) -> None:
    folder.write("municipalities.csv", TABLES["municipalities"].encode("latin-1"))
    finding = folder.finding()
    assert place(finding) == ("municipalities.csv", 3, "")
    assert finding.remedy == "save it as UTF-8 (in Excel: CSV UTF-8)"


def test_a_nul_byte_is_a_finding(folder: Folder) -> None:
    folder.replace("volumes.csv", "1,guide", "1,gu\0ide")
    assert "NUL" in folder.finding().rule


@pytest.mark.parametrize("line", ["3,ruling", "3,ruling,5,6"])
def test_a_row_must_have_a_field_for_each_column(folder: Folder, line: str) -> None:
    folder.append("volumes.csv", line)
    finding = folder.finding()
    assert place(finding) == ("volumes.csv", 7, "")
    assert "3 fields" in finding.rule


def test_blank_fields_and_rows_at_the_end_are_ignored(folder: Folder) -> None:
    before = folder.sha256()
    folder.replace("volumes.csv", "3,guide,100\n", "3,guide,100,,\n\n,,\n")
    assert folder.sha256() == before


def test_an_open_quote_is_a_finding(folder: Folder) -> None:
    folder.append("volumes.csv", '"3,ruling,5')
    assert "must be a CSV file" in folder.finding().rule


def test_a_header_must_not_repeat_a_name(folder: Folder) -> None:
    folder.replace("volumes.csv", "municipality,task", "task,task")
    assert place(folder.finding()) == ("volumes.csv", 1, "task")


def test_an_unknown_column_is_a_finding_with_a_suggestion(folder: Folder) -> None:
    folder.replace("municipalities.csv", "candidate_host", "canditate_host")
    assert folder.finding().remedy == "did you mean candidate_host?"


def test_a_missing_column_is_told_once_and_not_for_each_reference_to_it(folder: Folder) -> None:
    folder.write("municipalities.csv", "name,population\nAlfa,60000\nBøgby,20000\n")
    assert place(folder.finding()) == ("municipalities.csv", 1, "code")


def test_a_column_with_values_must_have_a_name(folder: Folder) -> None:
    folder.write("cost_curve.csv", "volume,,unit_cost_kr\n100,x,50\n1000,,40\n")
    assert place(folder.finding()) == ("cost_curve.csv", 1, "")


def test_blank_rows_above_the_header_are_ignored(folder: Folder) -> None:
    before = folder.sha256()
    folder.write("volumes.csv", "\n \n" + semicolon(TABLES["volumes"]))
    assert folder.sha256() == before


def test_a_misnamed_file_is_a_finding_with_a_suggestion(folder: Folder) -> None:
    folder.write("Lock.csv", "municipality,demand\n")
    finding = folder.finding()
    assert finding.place == "Lock.csv"
    assert finding.remedy == "rename it to locks.csv"


def test_semicolons_and_decimal_commas_give_the_same_instance(folder: Folder) -> None:
    before = folder.sha256()
    for name in ("tasks", "volumes", "municipalities", "centres"):
        folder.write(f"{name}.csv", semicolon(TABLES[name]))
    assert folder.sha256() == before


def test_thousands_may_be_set_apart_the_danish_way(folder: Folder) -> None:
    before = folder.sha256()
    table = semicolon(TABLES["tasks"]).replace("1200", "1.200")
    folder.write("tasks.csv", table)
    assert folder.sha256() == before


def test_a_file_with_both_decimal_marks_has_a_finding_on_the_rarer_one(folder: Folder) -> None:
    folder.replace("volumes.csv", "2,ruling,99.5", '2,ruling,"99,5"')
    folder.append("volumes.csv", "3,ruling,0.5")
    finding = folder.finding()
    assert place(finding) == ("volumes.csv", 6, "contacts")
    assert finding.value == "99,5"


def test_a_number_that_could_be_thousandfold_is_never_guessed_at(folder: Folder) -> None:
    folder.write("volumes.csv", "municipality;task;contacts\n1;guide;1.200\n2;guide;1.300\n")
    finding = folder.finding()
    assert place(finding) == ("volumes.csv", 2, "contacts")
    assert "could mean two numbers" in finding.rule
    assert "1 other" in finding.rule


def test_a_file_that_is_too_large_is_refused_unread(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "LARGEST_FILE", 100)
    assert "must not be larger" in folder.findings()[0].rule


def test_a_folder_in_place_of_a_file_is_a_finding(folder: Folder) -> None:
    (folder.path / "locks.csv").mkdir()
    assert place(folder.finding()) == ("locks.csv", None, "")


def test_a_directory_without_settings_is_no_instance(tmp_path: Path) -> None:
    instance, (finding,) = check(tmp_path)
    assert instance is None
    assert "instance.toml" in finding.rule


def test_a_path_that_does_not_exist_is_a_finding(tmp_path: Path) -> None:
    assert check(tmp_path / "nowhere")[1][0].rule == "does not exist"


def test_a_file_of_another_kind_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "data.json").write_text("{}")
    assert "workbook" in check(tmp_path / "data.json")[1][0].rule


def test_toml_with_a_fault_is_a_finding_with_its_line(folder: Folder) -> None:
    folder.write("instance.toml", SETTINGS.replace('name = "tiny"', "name tiny"))
    finding = folder.finding()
    assert place(finding) == ("instance.toml", 2, "")
    assert "must be valid TOML" in finding.rule


@pytest.mark.parametrize(
    "text",
    ["a = " + "[" * 5000 + "]" * 5000, ".".join("a" * 3000) + " = 1", "year = 0x" + "f" * 6000, "year = " + "9" * 5000],
)
def test_toml_made_to_harm_is_a_finding(folder: Folder, text: str) -> None:
    folder.write("instance.toml", text)
    assert folder.finding().place == "instance.toml"


@pytest.mark.parametrize("row", ["purchased,50,000,", "purchased,50,125,,"])
def test_a_number_that_its_thousands_separator_tore_in_two_is_refused(folder: Folder, row: str) -> None:
    """50,000 beside a blank was read as 50 and 0, as blank fields at the end of a row count for nothing."""
    folder.write("connections.csv", f"form,yearly_kr,investment_kr\n{row}\n")
    assert place(folder.finding()) == ("connections.csv", 2, "")
    assert "thousands separators" in folder.finding().remedy


def test_numbers_beside_each_other_are_not_taken_for_one(folder: Folder) -> None:
    folder.write("connections.csv", "form,yearly_kr,investment_kr,,\npurchased,50,125,,\n")
    assert errors_among(folder.findings()) == []


@pytest.mark.parametrize("delimiter", ["\t", "|"])
def test_fields_that_are_set_apart_otherwise_are_told_as_such(folder: Folder, delimiter: str) -> None:
    folder.write("cost_curve.csv", TABLES["cost_curve"].replace(",", delimiter))
    assert folder.finding().remedy == "set the fields apart by commas or semicolons"


@pytest.mark.parametrize("text", ["50 kr.", "50%", "ca. 50", "50-60", "50*"])
def test_a_number_with_something_beside_it_is_refused_with_what_to_do(folder: Folder, text: str) -> None:
    folder.replace("cost_curve.csv", "100,50", f"100,{text}")
    assert folder.finding().remedy.startswith("write the number alone")


@pytest.mark.parametrize("name", ["max_entry_points", "max_hosts"])
def test_true_is_no_number_of_the_settings(folder: Folder, name: str) -> None:
    """It was read as 1."""
    settings = SETTINGS.replace("max_entry_points = 3", f"max_entry_points = 3\n{name} = true")
    folder.write("instance.toml", settings.replace("max_entry_points = 3\nmax_entry_points", "max_entry_points"))
    assert (folder.finding().column, folder.finding().rule) == (f"policy.{name}", "must be a number")
