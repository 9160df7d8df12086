"""The bundled instances are known by their names in every folder."""

import shutil
from pathlib import Path

import pytest

from optimiser import InvalidInputError, read
from optimiser.data.findings import bundled_instances

INSTANCES = Path(__file__).parents[2] / "instances"


def test_all_instances_of_the_repository_are_bundled() -> None:
    assert set(bundled_instances()) == {path.parent.name for path in INSTANCES.glob("*/instance.toml")}


def test_a_name_is_read_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert read("toy") == read(INSTANCES / "toy")
    assert read("toy").remarks == ()


def test_a_folder_of_that_name_where_one_is_wins_and_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(INSTANCES / "toy", tmp_path / "toy")
    text = (tmp_path / "toy" / "instance.toml").read_text(encoding="utf-8")
    (tmp_path / "toy" / "instance.toml").write_text(text.replace('"toy"', '"mine"', 1), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    instance = read("toy")
    assert instance.settings.name == "mine"
    (remark,) = instance.remarks
    assert f"is read from the folder you are in ({tmp_path / 'toy'})" in remark.sentence
    assert read("./toy/").remarks == instance.remarks
    assert read(tmp_path / "toy").remarks == ()


def test_in_their_own_folder_there_is_only_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(INSTANCES)
    assert read("toy").remarks == ()


def test_a_name_that_is_not_there_is_told_with_those_that_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(
        InvalidInputError,
        match=r"does not exist; bundled with the program are denmark-2014, denmark-2014-areas, .*, toy",
    ):
        read("denmark-2015")
    with pytest.raises(InvalidInputError, match=r"nowhere: does not exist$"):
        read(tmp_path / "nowhere")


@pytest.mark.parametrize("path", ["../toy", "instances/toy"])
def test_a_path_is_no_name(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    with pytest.raises(InvalidInputError):
        read(path)
