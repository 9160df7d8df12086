"""The tables of a command with many solves: the same as CSV and as Parquet, with a type a column."""

from pathlib import Path

import pandas as pd
import pytest

from optimiser.data.seal import damage_of_folder
from optimiser.studies.solve_log import SolveLog

VALUES = {
    "policy.max_entry_points": [1, "none", 2.5],
    "whole": [1, 2, 3],
    "part": [1, None, 0.1 + 0.2],
    "absent": [None, None, None],
    "text": ["Ærø", None, "dear, dear"],
    "known": [True, None, False],
}


def _log(folder: Path) -> SolveLog:
    return SolveLog(folder, "a sweep", "sweep.json", ("sweep", "more"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    _log(tmp_path).write_all({}, {"sweep": pd.DataFrame(VALUES)})
    return tmp_path


def test_parquet_and_csv_hold_the_same_table(folder: Path) -> None:
    columnar, text = pd.read_parquet(folder / "sweep.parquet"), pd.read_csv(folder / "sweep.csv")
    pd.testing.assert_frame_equal(columnar, text, check_exact=True)


def test_numbers_stay_numbers_and_what_is_mixed_is_text(folder: Path) -> None:
    columnar = pd.read_parquet(folder / "sweep.parquet")
    assert list(columnar["policy.max_entry_points"]) == ["1", "none", "2.5"]
    assert columnar["whole"].dtype == "int64"
    assert columnar["part"].dtype == columnar["absent"].dtype == "float64"
    assert list(columnar["part"].dropna()) == [1, 0.1 + 0.2]
    assert list(columnar["text"].isna()) == [False, True, False]
    assert columnar["known"][0] is True


def test_tables_take_the_place_of_those_before_and_leave_nothing_beside(folder: Path) -> None:
    _log(folder).write_all({}, {"sweep": pd.DataFrame({"a": [1]})})
    assert list(pd.read_parquet(folder / "sweep.parquet")) == list(pd.read_csv(folder / "sweep.csv")) == ["a"]
    assert sorted(path.name for path in folder.iterdir()) == ["seal.json", "sweep.csv", "sweep.json", "sweep.parquet"]


def test_a_table_that_is_written_no_more_is_taken_away_and_not_missed(folder: Path) -> None:
    _log(folder).write_all({}, {name: pd.DataFrame({"a": [1]}) for name in ("sweep", "more")})
    assert (folder / "more.csv").exists()
    _log(folder).write_all({}, {"sweep": pd.DataFrame({"a": [1]})})
    assert not list(folder.glob("more.*"))
    assert damage_of_folder(folder) == []
