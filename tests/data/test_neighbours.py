"""Who is adjacent to whom: pairs that are wrong, islands that nothing leads to, and what hangs together."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimiser.data.adjacency import connected_parts, is_connected, neighbours_by_code
from optimiser.data.findings import bundled_instances
from optimiser.data.read import check, read, remake_instance
from tests.data.tiny import Folder, place

HEADER = "municipality,neighbour,kind\n"


def test_a_pair_counts_both_ways(folder: Folder) -> None:
    folder.write("neighbours.csv", HEADER + "2,1,land\n3,1,ferry\n")
    neighbours = read(folder.path).neighbours_of
    assert neighbours == {"1": {"2", "3"}, "2": {"1"}, "3": {"1"}}


def test_land_is_what_lies_between_where_nothing_is_said(folder: Folder) -> None:
    folder.write("neighbours.csv", "municipality,neighbour\n1,2\n1,3\n")
    assert {row.kind for row in read(folder.path).tables.neighbours} == {"land"}


@pytest.mark.parametrize(
    ("row", "column", "rule"),
    [
        ("3,3,land", "neighbour", "must be another municipality"),
        ("2,1,bridge", "municipality", "the same pair as row 2, the other way round"),
        ("1,2,bridge", "municipality", "the same municipality, neighbour as row 2"),
        ("1,9,land", "neighbour", "no such municipality"),
        ("3,1,tunnel", "kind", "must be 'land', 'bridge' or 'ferry'"),
    ],
)
def test_a_pair_that_cannot_be_is_an_error(folder: Folder, row: str, column: str, rule: str) -> None:
    folder.write("neighbours.csv", f"{HEADER}1,2,land\n{row}\n")
    finding = folder.finding()
    assert (*place(finding), finding.rule, finding.severity) == ("neighbours.csv", 3, column, rule, "error")


def test_an_island_is_told_of_with_the_ferry_that_may_be_missing(folder: Folder) -> None:
    folder.write(
        "municipalities.csv",
        "code,name,region,population,candidate_host,lat,lon\n"
        "1,Alfa,East,60000,true,56.0,10.0\n2,Bøgby,East,20000,false,56.1,10.4\n3,Cirkelø,West,10000,false,56.1,10.6\n",
    )
    folder.write("neighbours.csv", HEADER + "1,2,land\n")
    finding = folder.finding()
    assert (*place(finding), finding.severity) == ("municipalities.csv", 4, "code", "warning")
    assert finding.rule.startswith("has no neighbour")
    assert "a ferry or a bridge leads to 2, which is nearest" in finding.remedy


def test_islands_that_are_joined_among_themselves_are_told_of_once(folder: Folder) -> None:
    rows = "".join(f"{code},M{code},East,60000,false,56.{code},10.0\n" for code in range(1, 6))
    folder.write("municipalities.csv", "code,name,region,population,candidate_host,lat,lon\n" + rows)
    folder.write("neighbours.csv", HEADER + "1,2,land\n2,3,bridge\n4,5,land\n")
    (finding,) = (each for each in check(folder.path)[1] if each.column == "code" and "leads" in each.rule)
    assert finding.value == "4"
    assert "what it is joined to (5)" in finding.rule
    assert "leads to 3" in finding.remedy


def test_without_neighbours_nothing_is_said_of_islands(folder: Folder) -> None:
    assert not read(folder.path).tables.neighbours
    assert check(folder.path)[1] == []


def test_the_order_of_a_pair_is_no_part_of_what_one_reaches() -> None:
    denmark = read("denmark-2014")
    turned = [
        row.model_copy(update={"municipality": row.neighbour, "neighbour": row.municipality})
        for row in denmark.tables.neighbours
    ]
    assert remake_instance(denmark, denmark.settings, neighbours=turned).neighbours_of == denmark.neighbours_of


@pytest.mark.parametrize("name", [name for name in bundled_instances() if name.startswith("denmark")])
def test_one_gets_everywhere_in_denmark_by_land_bridge_and_ferry(name: str) -> None:
    instance = read(name)
    by_land = [row.pair for row in instance.tables.neighbours if row.kind == "land"]
    lands = connected_parts(instance.municipalities, neighbours_by_code(instance.municipalities, by_land))
    assert [len(land) for land in lands] == [43, 38, 8, 2, 1, 1, 1, 1, 1, 1, 1]
    assert is_connected(instance.municipalities, instance.neighbours_of)
    assert all(row.source and (row.assumption == (row.kind != "land")) for row in instance.tables.neighbours)


@given(st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11))), st.integers(1, 12))
def test_parts_are_what_chains_of_pairs_join(pairs: list[tuple[int, int]], size: int) -> None:
    """Against joining labels pair by pair until nothing changes."""
    codes = [str(code) for code in range(size)]
    neighbours = neighbours_by_code(codes, [(str(one), str(other)) for one, other in pairs])
    label = dict(enumerate(range(size)))
    for _ in codes:
        for one, other in pairs:
            if one < size and other < size:
                label[one] = label[other] = min(label[one], label[other])
    expected = {frozenset(str(code) for code in label if label[code] == each) for each in label.values()}
    parts = connected_parts(codes, neighbours)
    assert set(parts) == expected
    assert all(len(larger) >= len(smaller) for larger, smaller in pairwise(parts))
