"""Imported figures put into folders and workbooks: whole or not at all, and nothing else changed."""

import shutil
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.worksheet.datavalidation import DataValidation

from optimiser.data.findings import InvalidInputError
from optimiser.data.read import check, read, write
from optimiser.importing.placing import put_in_place, refuse_bundled, tried
from optimiser.importing.proposal import Proposal, TableEdit, read_target
from tests.data.tiny import Folder

ROWS = (
    {"municipality": "1", "task": "guide", "contacts": 1.5, "source": "=x", "assumption": True},
    {"municipality": "2", "task": "ruling", "contacts": 7},
)
EDIT = TableEdit("volumes", {(3, "contacts"): 301}, frozenset((2, 5)), ROWS)


def workbook_of(tiny: Folder) -> Path:
    """The tiny instance as a workbook."""
    path = tiny.path.parent / "tiny.xlsx"
    write(read(tiny.path), path)
    return path


def put(path: Path, *edits: TableEdit) -> int:
    """Make edits for good; how many problems the instance then has."""
    with tried(path, Proposal((), edits)) as made:
        put_in_place(made)
        return made.problems


@pytest.mark.parametrize("kind", ["folder", "workbook"])
def test_cells_and_rows_are_changed_and_read_back(tiny: Folder, kind: str) -> None:
    path = tiny.path if kind == "folder" else workbook_of(tiny)
    before = read(path)
    number = {(volume.municipality, volume.task): row for row, volume in enumerate(before.tables.volumes, start=2)}
    rows = number if kind == "workbook" else {("1", "guide"): 2, ("2", "guide"): 3, ("1", "ruling"): 5}
    edit = TableEdit(
        "volumes",
        {(rows["2", "guide"], "contacts"): 301},
        frozenset((rows["1", "guide"], rows["1", "ruling"])),
        ROWS[:1],
    )
    assert put(path, edit) == 0
    after = read(path)
    assert after.contacts["1", "guide"] == 1.5
    assert after.contacts["2", "guide"] == 301
    assert after.contacts["3", "guide"] == before.contacts["3", "guide"]
    assert after.contacts.get(("1", "ruling"), 0) == 0
    assert after.tables.volumes[0].source == "=x"
    assert after.tables.centres == before.tables.centres


def test_what_is_wrong_with_the_edited_table_stops_it_and_nothing_is_written(tiny: Folder) -> None:
    before = {path.name: path.read_bytes() for path in tiny.path.iterdir()}
    with pytest.raises(InvalidInputError) as error:
        put(tiny.path, EDIT, TableEdit("tasks", {(2, "handling_minutes"): 0}))
    assert {finding.place for finding in error.value.findings} == {"tasks.csv", "volumes.csv"}
    assert {path.name: path.read_bytes() for path in tiny.path.iterdir()} == before


def test_when_the_disk_is_full_every_file_is_as_it_was(tiny: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {path.name: path.read_bytes() for path in tiny.path.iterdir()}
    edits = (TableEdit("volumes", {(3, "contacts"): 301}), TableEdit("tasks", {(2, "handling_minutes"): 5}))
    with tried(tiny.path, Proposal((), edits)) as made:
        copy, calls = shutil.copyfile, iter((1, 2))

        def copy_once(source: Path, target: Path) -> Path:
            if next(calls) == 2:
                raise OSError(28, "No space left on device")
            return Path(copy(source, target))

        monkeypatch.setattr(shutil, "copyfile", copy_once)
        with pytest.raises(OSError, match="No space left"):
            put_in_place(made)
    assert {path.name: path.read_bytes() for path in tiny.path.iterdir()} == before


def test_an_instance_need_not_be_complete(tiny: Folder) -> None:
    """Population is imported before there is anything else."""
    tiny.write("municipalities.csv", "code,name\n1,Alfa\n2,Bøgby\n3,Cirkelø\n")
    (tiny.path / "cost_curve.csv").unlink()
    assert put(tiny.path, TableEdit("municipalities", {(row, "population"): 10 * row for row in (2, 3, 4)})) > 0
    text = (tiny.path / "municipalities.csv").read_text(encoding="utf-8")
    assert text == "code,name,population\n1,Alfa,20\n2,Bøgby,30\n3,Cirkelø,40\n"
    assert "cost_curve.csv" in {finding.place for finding in check(tiny.path)[1]}


def test_a_table_that_is_not_there_yet_is_made(tiny: Folder) -> None:
    row = {"weekday": 1, "half_hour": "08:00", "share": 1.0}
    for path in (tiny.path, workbook_of(tiny)):
        assert put(path, TableEdit("arrival_profile", added=[row])) == 0
        assert read(path).tables.arrival_profile[0].half_hour == "08:00"


def test_what_changes_nothing_is_no_file_to_write(tiny: Folder) -> None:
    with tried(tiny.path, Proposal((), (TableEdit("tasks", {(2, "level"): 2}),))) as made:
        assert made.files == {}


def test_a_workbook_keeps_what_is_not_imported(tiny: Folder) -> None:
    path = workbook_of(tiny)
    book = load_workbook(path)
    book.create_sheet("Noter")["B3"] = "mine"
    book["volumes"].add_data_validation(DataValidation("list", formula1='"guide,ruling"', sqref="B2:B99"))
    book["volumes"].column_dimensions["A"].width = 41
    book.save(path)
    put(path, TableEdit("volumes", {(2, "contacts"): 801}))
    book = load_workbook(path)
    assert book["Noter"]["B3"].value == "mine"
    assert book["volumes"].column_dimensions["A"].width == 41
    assert len(book["volumes"].data_validations.dataValidation) == 1
    assert read(path).contacts["1", "guide"] == 801


def test_a_workbook_that_would_lose_something_is_refused(tiny: Folder) -> None:
    path = workbook_of(tiny)
    book = load_workbook(path)
    chart = BarChart()
    chart.add_data(Reference(book["volumes"], min_col=4, min_row=2, max_row=4))
    book["volumes"].add_chart(chart, "H2")
    book.save(path)
    held = path.read_bytes()
    with pytest.raises(InvalidInputError, match="holds what an import would lose"):
        put(path, TableEdit("volumes", {(2, "contacts"): 801}))
    assert path.read_bytes() == held


def test_formulas_would_lose_their_values_and_stop_it(tiny: Folder) -> None:
    path = workbook_of(tiny)
    book = load_workbook(path)
    book["centres"]["D2"] = "=400*2"
    book.save(path)
    with pytest.raises(InvalidInputError, match="the results of its formulas"):
        put(path, TableEdit("volumes", {(3, "contacts"): 1}))


def test_what_comes_with_the_program_is_not_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InvalidInputError, match="optimiser convert toy mine"):
        refuse_bundled(Path("toy"))
    (tmp_path / "toy").mkdir()
    refuse_bundled(Path("toy"))


def test_a_table_that_cannot_be_read_is_told(tiny: Folder, tmp_path: Path) -> None:
    tiny.write("volumes.csv", b"municipality,task\xff\n")
    with pytest.raises(InvalidInputError, match=r"volumes\.csv"):
        read_target(tiny.path, ("volumes",))
    with pytest.raises(InvalidInputError, match="does not exist"):
        read_target(tmp_path / "nowhere", ("volumes",))
    Workbook().save(tmp_path / "other.xlsx")
    assert read_target(tmp_path / "other.xlsx", ("arrival_profile",)).year == 0
