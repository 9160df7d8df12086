"""The script that spreads national contacts over municipalities."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instances import spread_volumes

DENMARK = Path(__file__).parents[2] / "instances" / "denmark-2014"


def small_instance(folder: Path) -> Path:
    """Two municipalities, three tasks, in a folder."""
    (folder / "municipalities.csv").write_text("code,population\n20,1\n10,2\n", encoding="utf-8")
    (folder / "tasks.csv").write_text("task,national_contacts\nB,10\nA,3\nC,0\n", encoding="utf-8")
    return folder


def test_shares_follow_the_weights() -> None:
    assert spread_volumes.spread(60, {"a": 1, "b": 2, "c": 3}) == {"a": 10, "b": 20, "c": 30}


def test_what_rounding_leaves_goes_to_the_largest_remainder() -> None:
    # 2.5, 3.75 and 3.75 of 10: b and c come before a.
    assert spread_volumes.spread(10, {"a": 2, "b": 3, "c": 3}) == {"a": 2, "b": 4, "c": 4}


def test_equal_remainders_go_by_name_not_by_order() -> None:
    assert spread_volumes.spread(1, {"b": 1, "a": 1}) == {"a": 1, "b": 0}


def test_nobody_to_spread_over_is_an_error() -> None:
    with pytest.raises(ValueError, match="populations sum to 0"):
        spread_volumes.spread(10, {"a": 0})


@given(
    total=st.integers(0, 10**8),
    weights=st.dictionaries(st.text(min_size=1), st.integers(0, 10**6), min_size=1).filter(lambda w: any(w.values())),
)
def test_the_total_is_exact_and_nobody_is_a_contact_away(total: int, weights: dict[str, int]) -> None:
    shares = spread_volumes.spread(total, weights)
    weight_sum = sum(weights.values())
    assert sum(shares.values()) == total
    assert all(abs(shares[name] * weight_sum - total * weight) < weight_sum for name, weight in weights.items())


def test_rows_are_in_order_of_code_and_of_the_tasks_as_listed(tmp_path: Path) -> None:
    assert spread_volumes.volumes(small_instance(tmp_path)) == [
        ("10", "B", 7),
        ("10", "A", 2),
        ("10", "C", 0),
        ("20", "B", 3),
        ("20", "A", 1),
        ("20", "C", 0),
    ]


def test_the_bundled_volumes_are_what_the_script_writes(tmp_path: Path) -> None:
    written = tmp_path / "volumes.csv"
    spread_volumes.write_volumes(written, spread_volumes.volumes(DENMARK))
    assert written.read_bytes() == (DENMARK / "volumes.csv").read_bytes()


def test_the_command_replaces_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["spread_volumes.py", str(small_instance(tmp_path))])
    spread_volumes.main()
    lines = (tmp_path / "volumes.csv").read_text(encoding="utf-8").splitlines()
    assert lines[:2] == ["municipality,task,contacts,source,assumption", f"10,B,7,{spread_volumes.SOURCE},true"]


def test_a_folder_without_tables_is_named_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["spread_volumes.py", str(tmp_path)])
    with pytest.raises(SystemExit, match="nothing was written"):
        spread_volumes.main()
    assert not (tmp_path / "volumes.csv").exists()
