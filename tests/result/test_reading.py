"""A result read back from its folder is the result that was saved; what is no run folder is told in words."""

import json
from pathlib import Path

import pandas as pd
import pytest

from optimiser import Result, save, solve
from optimiser.data.findings import InvalidInputError
from optimiser.data.read import read
from optimiser.result.folder import load, write_run
from optimiser.result.tables import TABLE_NAMES
from tests.planning.two_towns import TABLES as TOWNS
from tests.planning.two_towns import two_towns
from tests.result.test_measures import KPIS, VALUES

NAMES = TOWNS["municipalities"].replace("Storby", '"=HYPERLINK(""x"")"').replace("Lilleby", "0815")


@pytest.fixture(scope="module")
def result() -> Result:
    """With names a spreadsheet would calculate, or take for a number."""
    return solve(two_towns(municipalities=NAMES, kpis=KPIS, kpi_values=VALUES))


@pytest.fixture
def folder(result: Result, tmp_path: Path) -> Path:
    save(result, tmp_path / "run")
    return tmp_path / "run"


def _blank(frame: pd.DataFrame) -> pd.DataFrame:
    """Whatever stands for no value is blank."""
    return frame.astype(object).where(frame.notna(), "")


def test_what_is_loaded_is_what_was_saved(result: Result, folder: Path) -> None:
    loaded = load(folder)
    assert loaded.instance == result.instance
    assert loaded.run == result.run
    assert loaded.tables.keys() == result.tables.keys()
    for name, frame in result.tables.items():
        pd.testing.assert_frame_equal(_blank(loaded.tables[name]), _blank(frame), check_dtype=False)


def test_the_bundled_instance_keeps_its_tables_too(tmp_path: Path) -> None:
    result = solve(read(Path("instances/toy")))
    save(result, tmp_path / "run")
    assert load(tmp_path / "run").municipalities.equals(result.municipalities)


def _findings(folder: Path) -> str:
    with pytest.raises(InvalidInputError) as raised:
        load(folder)
    return "\n".join(f"{one.place} {one.column} {one.rule}" for one in raised.value.findings)


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    assert "is not a run folder: it has no run.json" in _findings(tmp_path)
    assert "does not exist" in _findings(tmp_path / "nowhere")


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"status": NaN}', "[" * 5000])
def test_a_run_json_that_is_none_is_told(folder: Path, text: str) -> None:
    (folder / "run.json").write_text(text, encoding="utf-8")
    assert "run.json" in _findings(folder)


@pytest.mark.parametrize("entry", ["system", "objective_kr", "terms_kr", "centres", "versions", "finished", "audit"])
def test_an_entry_that_is_missing_is_named(folder: Path, entry: str) -> None:
    run = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    del run[entry]
    (folder / "run.json").write_text(json.dumps(run), encoding="utf-8")
    assert f"run.json {entry} " in _findings(folder)


def test_another_version_of_the_format_is_refused(folder: Path) -> None:
    run = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    (folder / "run.json").write_text(json.dumps({**run, "schema_version": 99}), encoding="utf-8")
    assert "must have schema_version 2" in _findings(folder)


@pytest.mark.parametrize("name", TABLE_NAMES)
@pytest.mark.parametrize(
    ("text", "told"),
    [
        (None, "must be a file that can be read"),
        ("", "must have each of these columns once: "),
        ("a,b\n1,2\n", "must have each of these columns once: "),
        ("\0", "must be UTF-8 text, but has a NUL byte"),
        ("\xff", "must be UTF-8 text, but has the byte 0xff"),
    ],
)
def test_a_table_that_is_none_is_told(folder: Path, name: str, text: str | None, told: str) -> None:
    path = folder / f"{name}.csv"
    path.unlink()
    if text is not None:
        path.write_bytes(text.encode("latin-1"))
    assert f"{name}.csv  {told}" in _findings(folder)


def test_another_instance_in_the_folder_is_refused(folder: Path) -> None:
    path = folder / "instance" / "volumes.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("400000", "400001"), encoding="utf-8")
    assert "must be the instance that was solved" in _findings(folder)


def test_a_solve_without_a_plan_is_read_back_too(tmp_path: Path) -> None:

    result = solve(two_towns("policy.levels.local=3", "policy.levels.purchased=3"))
    write_run(result, tmp_path / "run")
    loaded = load(tmp_path / "run")
    assert (loaded.status, loaded.has_plan, dict(loaded.tables)) == ("infeasible", False, {})
    assert loaded.run.conflicts == result.run.conflicts
