"""`optimiser import` and `optimiser spread`: told first, written where asked for."""

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import TOY, Run

COUNTS = "kommune;Hjælp\nÅby;123\nSøkær;45\n"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A copy of the toy to import into."""
    shutil.copytree(TOY, tmp_path / "mine")
    return tmp_path / "mine"


def test_an_import_is_told_first_and_written_where_asked_for(run: Run, mine: Path, tmp_path: Path) -> None:
    file = tmp_path / "counts.csv"
    file.write_text(COUNTS, encoding="cp1252")
    before = (mine / "volumes.csv").read_bytes()
    dry = run("import", "contacts", file, mine, "--theme", "Hjælp=L4")
    assert dry.code == 0
    assert "2 counts read, with 2 areas in rows and 1 themes in columns" in dry.text
    assert "it was read as Windows-1252" in dry.text
    assert "municipality 904, task L4, contacts 123" in dry.text
    assert "Nothing was written: with --write, volumes.csv would be." in dry.text
    assert (mine / "volumes.csv").read_bytes() == before
    done = run("import", "contacts", file, mine, "--theme", "Hjælp=L4", "--write", "--lang", "da")
    assert done.code == 0
    assert "Skrevet: volumes.csv" in done.text
    assert "904,L4,123" in (mine / "volumes.csv").read_text(encoding="utf-8")
    assert run("validate", mine).code == 0


def test_what_is_wrong_is_told_with_its_row_and_nothing_is_written(run: Run, mine: Path, tmp_path: Path) -> None:
    file = tmp_path / "counts.csv"
    file.write_text(COUNTS.replace("Søkær", "Søby"), encoding="utf-8")
    before = (mine / "volumes.csv").read_bytes()
    ran = run("import", "contacts", file, mine, "--theme", "Hjælp=L4", "--write")
    assert ran.code == 2
    assert "1 problem" in ran.err
    assert "row 3" in ran.err
    assert "nothing was written" in ran.text
    assert (mine / "volumes.csv").read_bytes() == before


def test_population_and_calls_are_imported(run: Run, mine: Path, tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text("OMRÅDE;TID;INDHOLD\n901;2014;1\n902;2014;2\n903;2014;3\n904;2014;4\n", encoding="utf-8")
    assert "Populations that change: 4" in run("import", "population", people, mine, "--write").text
    again = run("import", "population", people, mine, "--write")
    assert "There is nothing to write" in again.text
    calls = tmp_path / "calls.csv"
    days = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag")
    rows = [f"{day};{time};9;1;240" for day in days for time in ("8.00", "8.30")]
    calls.write_text("\n".join(["Ugedag;Kl;Opkald;Tabte;AHT", *rows]), encoding="utf-8")
    ran = run("import", "calls", calls, mine, "--task", "L4", "--write")
    assert ran.code == 0
    assert "Wrote arrival_profile.csv, tasks.csv" in ran.text
    assert "4.00 minutes, the mean of 80 answered calls" in ran.text
    assert len((mine / "arrival_profile.csv").read_text(encoding="utf-8").splitlines()) == 11


def test_contacts_are_spread_by_population(run: Run, mine: Path) -> None:
    ran = run("spread", mine, "--write")
    assert ran.code == 0
    assert "spread over 4 municipalities by their 200,000 inhabitants" in ran.text
    assert "Wrote volumes.csv" in ran.text


def test_a_bundled_instance_is_told_about_and_not_changed(run: Run) -> None:
    assert run("spread", "denmark-2014").code == 0
    ran = run("spread", "denmark-2014", "--write")
    assert ran.code == 2
    assert "comes with the program and is not changed" in ran.text
    assert "optimiser convert denmark-2014 mine" in ran.text


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("population", "nowhere.csv", TOY), "must be a file that can be read"),
        (("contacts", TOY / "tasks.csv", "nowhere"), "does not exist"),
        (("contacts", TOY / "volumes.csv", TOY, "--weeks", "0"), "must be above 0"),
        (("calls", TOY / "volumes.csv", TOY, "--column", "offered"), "must be NAME=VALUE"),
        (("calls", TOY / "volumes.csv", TOY), "no row has headings that are known"),
    ],
)
def test_what_cannot_be_read_is_told(run: Run, command: tuple[object, ...], told: str) -> None:
    ran = run("import", *command)
    assert ran.code == 2
    assert told in ran.text


def test_the_group_lists_its_commands(run: Run) -> None:
    ran = run("import", "--help")
    assert ran.code == 0
    assert all(name in ran.out for name in ("population", "contacts", "calls"))
