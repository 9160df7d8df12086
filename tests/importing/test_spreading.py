"""National contacts spread over municipalities by population."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimiser.importing.placing import put_in_place, tried
from optimiser.importing.spreading import propose_spread, spread
from tests.data.tiny import Folder
from tests.importing.conftest import INSTANCES, faults, said


def test_shares_follow_the_weights() -> None:
    assert spread(60, {"a": 1, "b": 2, "c": 3}) == {"a": 10, "b": 20, "c": 30}


def test_what_rounding_leaves_goes_to_the_largest_remainder() -> None:
    # 2.5, 3.75 and 3.75 of 10: b and c come before a.
    assert spread(10, {"a": 2, "b": 3, "c": 3}) == {"a": 2, "b": 4, "c": 4}


def test_equal_remainders_go_by_name_not_by_order() -> None:
    assert spread(1, {"b": 1, "a": 1}) == {"a": 1, "b": 0}


def test_nobody_to_spread_over_is_an_error(tiny: Folder) -> None:
    with pytest.raises(ValueError, match="populations sum to 0"):
        spread(10, {"a": 0})
    tiny.write("municipalities.csv", "code,name,population\n1,Alfa,0\n2,Bøgby,0\n")
    ((_, column, _, rule),) = faults(lambda: propose_spread(tiny.path))
    assert (column, "populations sum to 0" in rule) == ("population", True)


@given(
    total=st.integers(0, 10**8),
    weights=st.dictionaries(st.text(min_size=1), st.integers(0, 10**6), min_size=1).filter(lambda w: any(w.values())),
)
def test_the_total_is_exact_and_nobody_is_a_contact_away(total: int, weights: dict[str, int]) -> None:
    shares = spread(total, weights)
    weight_sum = sum(weights.values())
    assert sum(shares.values()) == total
    assert all(abs(shares[name] * weight_sum - total * weight) < weight_sum for name, weight in weights.items())


def test_rows_are_in_order_of_code_and_of_the_tasks_as_listed(tiny: Folder) -> None:
    proposal = propose_spread(tiny.path)
    assert [(row["municipality"], row["task"], row["contacts"]) for row in proposal.edits[0].added] == [
        ("1", "guide", 800),
        ("1", "ruling", 200),
        ("2", "guide", 267),
        ("2", "ruling", 67),
        ("3", "guide", 133),
        ("3", "ruling", 33),
    ]
    assert proposal.edits[0].deleted == {2, 3, 4, 5, 6}
    assert said(proposal)["spread counted"] == {"counted": 5}


def test_the_bundled_volumes_are_what_the_command_writes(denmark: Path) -> None:
    (denmark / "volumes.csv").write_text("municipality,task,contacts,source,assumption\n101,L1,1,,\n", encoding="utf-8")
    with tried(denmark, propose_spread(denmark)) as made:
        assert not made.problems
        put_in_place(made)
    bundled = INSTANCES / "denmark-2014" / "volumes.csv"
    assert (denmark / "volumes.csv").read_bytes() == bundled.read_bytes()


def test_rows_of_other_years_stay(tiny: Folder) -> None:
    tiny.write("volumes.csv", "municipality,task,year,contacts\n1,guide,,5\n1,guide,2030,7\n")
    assert propose_spread(tiny.path).edits[0].deleted == {2}


def test_a_population_that_is_not_there_is_told_with_its_row(tiny: Folder) -> None:
    tiny.write("municipalities.csv", "code,name,population\n1,Alfa,10\n2,Bøgby,\n")
    found = faults(lambda: propose_spread(tiny.path))
    assert found == [(3, "population", "", "must be filled in with a number")]
