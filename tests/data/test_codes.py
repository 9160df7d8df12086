"""Codes of digits: 0101 and 101 are one municipality, whichever of the two the table of municipalities has."""

import pytest

from tests.data.tiny import TABLES, Folder


def _zeros(table: str) -> str:
    """A table in which each line begins with a zero more."""
    header, *lines = TABLES[table].splitlines()
    return "\n".join([header, *(f"0{line}" for line in lines), ""])


@pytest.mark.parametrize("table", ["volumes", "municipalities"])
def test_zeros_before_a_code_make_no_difference(folder: Folder, table: str) -> None:
    before = folder.sha256()
    folder.write(f"{table}.csv", _zeros(table))
    assert folder.findings() == []
    assert (folder.sha256() == before) == (table == "volumes")


def test_every_table_that_names_municipalities_may_write_them_so(folder: Folder) -> None:
    folder.write("locks.csv", "municipality,form,demand\n1,regional,must not\n")
    folder.write("connections.csv", "municipality,centre,yearly_kr\n2,North,5000\n")
    before = folder.sha256()
    folder.replace("locks.csv", "\n1,", "\n0001,")
    folder.replace("connections.csv", "\n2,", "\n002,")
    folder.replace("centres.csv", "Alfa,local,1", "Alfa,local,01")
    folder.replace("structures.csv", "one,2,North", "one,02,North")
    assert folder.sha256() == before


def test_changes_may_write_them_so(folder: Folder) -> None:
    plain = folder.sha256(overrides=["municipalities.2.candidate_host=true", "volumes.1/guide/*.contacts=900"])
    changed = folder.sha256(overrides=["municipalities.002.candidate_host=true", "volumes.01/guide/*.contacts=900"])
    assert plain == changed
    folder.write("locks.csv", "municipality,form,demand\n1,regional,must not\n")
    assert folder.sha256(overrides=["locks.*.municipality=2"]) == folder.sha256(overrides=["locks.*.municipality=02"])


def test_what_could_be_two_codes_is_told(folder: Folder) -> None:
    folder.append("municipalities.csv", "01,Delta,East,5000,false")
    folder.replace("volumes.csv", "1,guide,800", "001,guide,800")
    assert [finding.rule for finding in folder.findings() if finding.severity == "error"] == ["no such municipality"]


def test_only_zeros_are_left_out_and_only_of_codes(folder: Folder) -> None:
    folder.replace("volumes.csv", "1,guide,800", "0001x,guide,800")
    folder.replace("structures.csv", "free,1,South", "free,1,0South")
    rules = [finding.rule for finding in folder.findings() if finding.severity == "error"]
    assert rules == ["no such municipality", "no such centre"]
