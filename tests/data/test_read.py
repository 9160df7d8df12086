"""Reading and writing whole instances: what the hash means, what is never overwritten, how fast it is."""

from pathlib import Path

import pytest

from optimiser.data.findings import InvalidInputError, bundled_instances
from optimiser.data.read import check, read, write
from tests.data.tiny import TABLES, Folder


def test_the_hash_does_not_depend_on_the_order_of_rows_and_columns(folder: Folder) -> None:
    before = folder.sha256()
    header, *lines = TABLES["volumes"].splitlines()
    folder.write("volumes.csv", "\n".join([header, *reversed(lines)]))
    folder.write("cost_curve.csv", "unit_cost_kr,volume\n50,100\n40,1000\n")
    assert folder.sha256() == before


def test_the_hash_follows_every_change(folder: Folder) -> None:
    hashes = {folder.sha256(overrides=[change]) for change in ("tasks.guide.handling_minutes=5", "policy.max_hosts=1")}
    assert len(hashes | {folder.sha256()}) == 3


def test_a_change_to_what_stands_already_leaves_the_hash(folder: Folder) -> None:
    assert folder.sha256(overrides=["tasks.guide.handling_minutes=4.0"]) == folder.sha256()


def test_rows_are_sorted_by_key_with_blanks_first(folder: Folder) -> None:
    folder.write("connections.csv", "form,centre,yearly_kr\nregional,North,3\nregional,,2\n,,1\n")
    assert [row.yearly_kr for row in read(folder.path).tables.connections] == [1, 2, 3]


def test_all_findings_are_raised_together(folder: Folder) -> None:
    """Two of one row too: a municipality that is not there, and a figure that cannot be."""
    folder.append("volumes.csv", "9,guide,-1")
    folder.append("volumes.csv", "1,rulling,1")
    with pytest.raises(InvalidInputError) as raised:
        read(folder.path)
    told = [(finding.row, finding.column) for finding in raised.value.findings]
    assert sorted(told) == [(7, "contacts"), (7, "municipality"), (8, "task")]


@pytest.mark.parametrize("name", ["copy", "copy.xlsx"])
def test_nothing_is_overwritten_unless_forced(folder: Folder, tmp_path: Path, name: str) -> None:
    instance = read(folder.path)
    write(instance, tmp_path / name)
    with pytest.raises(InvalidInputError) as raised:
        write(instance, tmp_path / name)
    assert "force=True" in raised.value.findings[0].remedy
    other = read(folder.path, overrides=["policy.max_hosts=1"])
    write(other, tmp_path / name, force=True)
    assert read(tmp_path / name).sha256 == other.sha256


def test_a_folder_with_other_files_is_not_even_replaced_by_force(folder: Folder) -> None:
    folder.write("README.md", "my notes")
    with pytest.raises(InvalidInputError) as raised:
        write(read(folder.path), folder.path, force=True)
    assert "README.md" in raised.value.findings[0].rule
    assert (folder.path / "README.md").exists()


@pytest.mark.parametrize("name", ["copy", "copy.xlsx"])
def test_nothing_is_left_behind_when_writing_fails(
    folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError("disk full")

    instance = read(folder.path)
    monkeypatch.setattr("optimiser.data.sheets._write_table", fail)
    monkeypatch.setattr("openpyxl.Workbook.save", fail)
    with pytest.raises(OSError, match="disk full"):
        write(instance, tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == ["tiny"]


def test_a_folder_that_cannot_be_replaced_is_left_as_it_was(
    folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    instance = read(folder.path)
    write(instance, tmp_path / "copy")
    rename = Path.rename

    def refuse_new(self: Path, target: Path) -> Path:
        if self.parent.name == "new":
            raise PermissionError("not allowed")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse_new)
    with pytest.raises(PermissionError):
        write(instance, tmp_path / "copy", force=True)
    assert read(tmp_path / "copy") == instance


@pytest.mark.parametrize("method", ["is_dir", "read_bytes"])
def test_what_may_not_be_read_is_a_finding(folder: Folder, monkeypatch: pytest.MonkeyPatch, method: str) -> None:
    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, method, refuse)
    assert "can be read: Permission denied" in folder.findings()[0].rule


def test_ten_thousand_volumes_are_read(folder: Folder) -> None:
    codes = range(100, 1210)
    folder.append("municipalities.csv", "\n".join(f"{code},M{code},East,5,false" for code in codes))
    folder.append("tasks.csv", "\n".join(f"t{task},{task},false,4,1,1000" for task in range(1, 10)))
    rows = (f"{code},t{task},{code + task}.25" for code in codes for task in range(1, 10))
    folder.append("volumes.csv", "\n".join(rows))
    instance, _ = check(folder.path)
    assert instance
    assert len(instance.contacts) == 5 + 9 * 1110


@pytest.mark.parametrize("name", bundled_instances())
def test_the_bundled_instances_are_sound(name: str) -> None:
    instance, findings = check(Path("instances") / name)
    assert instance, findings
