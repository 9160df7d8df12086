"""Measures of drawings, by hand and against every way to match groups."""

from itertools import permutations
from random import Random

import pytest

from optimiser import read
from optimiser.drawing.measures import (
    always_together,
    anchor_of,
    cut_borders,
    kept_with,
    match_groups,
    matching,
    moved_between,
)
from tests.drawing.countries import small_country


@pytest.mark.parametrize("seed", range(40))
def test_groups_are_matched_as_well_as_in_any_of_all_ways(seed: int) -> None:
    rng = Random(f"matching {seed}")  # noqa: S311  # nothing secret is drawn
    rows = rng.randint(1, 5)
    columns = rng.randint(rows, 6)
    common = [[rng.randint(0, 6) for _ in range(columns)] for _ in range(rows)]
    found = matching(common)
    assert len(set(found)) == rows
    best = max(sum(common[row][way[row]] for row in range(rows)) for way in permutations(range(columns), rows))
    assert sum(common[row][found[row]] for row in range(rows)) == best


def test_who_is_in_another_group_has_moved_whatever_groups_are_called() -> None:
    one = [{"A", "B", "C"}, {"D", "E"}]
    assert moved_between(one, [{"D", "E"}, {"A", "B", "C"}]) == 0
    assert moved_between(one, [{"C", "D", "E"}, {"A", "B"}]) == 1
    assert moved_between(one, [{"A", "B", "C", "D", "E"}]) == 2
    assert moved_between(one, [{"A", "B"}, {"D", "E"}]) == 1  # C is in none
    assert moved_between([{"A", "B"}], [{"A", "B"}, {"C"}]) == 1  # C was in none
    assert match_groups(one, [{"D", "E", "C"}]) == [None, 0]


def test_a_group_keeps_the_region_that_most_of_it_is_of() -> None:
    region_of = {"A": "east", "B": "east", "C": "west", "D": "west", "E": "west"}
    assert kept_with([{"A", "B", "C"}, {"D", "E"}], region_of) == 4
    assert kept_with([{"C"}, {"A", "D", "E"}], region_of) == 2
    assert kept_with([{"A", "B", "C", "D", "E"}], region_of) == 3
    assert kept_with([], region_of) == 0
    unknown = {**region_of, "D": "", "E": ""}
    assert kept_with([{"A", "B"}, {"C", "D", "E"}], unknown) == 3  # who has no region stays with none


def test_a_border_is_cut_where_neighbours_are_not_in_one_group() -> None:
    neighbours = {"A": frozenset("BC"), "B": frozenset("AC"), "C": frozenset("ABD"), "D": frozenset("C")}
    assert cut_borders([{"A", "B", "C", "D"}], neighbours) == 0
    assert cut_borders([{"A", "B"}, {"C", "D"}], neighbours) == 2
    assert cut_borders([{"A", "B", "C"}], neighbours) == 1  # D is in none
    assert cut_borders([], neighbours) == 0


def test_always_together_are_those_whom_no_drawing_parts() -> None:
    drawings = [[{"A", "B", "C"}, {"D", "E"}], [{"D", "E", "C"}, {"A", "B"}]]
    assert always_together(drawings) == [{"A", "B"}, {"C"}, {"D", "E"}]
    assert always_together([*drawings, [{"A", "B"}, {"D"}]]) == [{"A", "B"}, {"D"}]


def test_the_anchor_is_the_member_that_contacts_are_nearest_to() -> None:
    denmark = read("denmark-2014")
    assert denmark.municipalities[anchor_of({"851", "825", "787"}, denmark)].name == "Aalborg"
    assert anchor_of({"K1"}, small_country(1, 5)) == "K1"
