"""Whole portfolios into centres, as near to what each should answer as can be."""

import pytest

from optimiser.planning.filling import MOST_STEPS, Room, best_subset, pack_portfolios

PORTFOLIOS = {"a": 7.0, "b": 5.0, "c": 4.0, "d": 3.0}


def _volume(names: object) -> float:
    assert isinstance(names, list)
    return sum(PORTFOLIOS[name] for name in names)


@pytest.mark.parametrize("wanted", [3, 4, 5, 7, 8, 9, 10, 11, 12, 14, 15, 16, 19])
def test_a_volume_that_some_portfolios_add_up_to_is_met_exactly(wanted: float) -> None:
    assert _volume(best_subset(PORTFOLIOS, Room(wanted, 0, 19))) == wanted


@pytest.mark.parametrize(("wanted", "nearest"), [(1, 0), (2, 3), (6, {5, 7}), (13, {12, 14}), (18, 19)])
def test_otherwise_the_nearest_is_taken(wanted: float, nearest: float | set[float]) -> None:
    found = _volume(best_subset(PORTFOLIOS, Room(wanted, 0, 19)))
    assert found in (nearest if isinstance(nearest, set) else {nearest})


def test_never_more_than_the_room_there_is() -> None:
    assert _volume(best_subset(PORTFOLIOS, Room(wanted=6, least=0, most=6))) == 5


def test_at_least_the_least_where_that_can_be_reached() -> None:
    assert _volume(best_subset(PORTFOLIOS, Room(wanted=6, least=6, most=19))) == 7


def test_what_should_be_answered_may_pass_what_there_is_room_for_by_a_rounding_error() -> None:
    assert _volume(best_subset(PORTFOLIOS, Room(wanted=12.0, least=0, most=12 - 1e-9))) <= 12


@pytest.mark.parametrize("room", [Room(0, 0, 19), Room(-1, 0, 19), Room(2, 0, 2)])
def test_nothing_is_taken_where_nothing_is_wanted_or_fits(room: Room) -> None:
    assert best_subset(PORTFOLIOS, room) == []


def test_no_portfolios_no_subset() -> None:
    assert best_subset({}, Room(5, 0, 19)) == []


def test_part_contacts_never_overfill() -> None:
    """Volumes are rounded up to whole contacts: 2.5 + 2.5 counts as 6."""
    halves = {"a": 2.5, "b": 2.5}
    assert len(best_subset(halves, Room(wanted=5, least=0, most=5))) == 1


def test_very_large_volumes_are_counted_in_coarser_steps() -> None:
    large = {name: volume * MOST_STEPS for name, volume in PORTFOLIOS.items()}
    chosen = best_subset(large, Room(12 * MOST_STEPS, 0, 19 * MOST_STEPS))
    assert sorted(chosen) in (["a", "b"], ["b", "c", "d"])


def test_all_portfolios_are_placed_where_they_just_fit() -> None:
    rooms = {"x": Room(9, 0, 9), "y": Room(10, 0, 10)}
    placed = pack_portfolios(PORTFOLIOS, rooms, seed=1)
    assert placed.keys() == PORTFOLIOS.keys()
    for centre, room in rooms.items():
        assert sum(PORTFOLIOS[name] for name, where in placed.items() if where == centre) == room.most


def test_what_fits_nowhere_is_left_out_and_the_rest_placed() -> None:
    placed = pack_portfolios({**PORTFOLIOS, "giant": 40.0}, {"x": Room(9, 0, 9), "y": Room(10, 0, 10)}, seed=1)
    assert placed.keys() == PORTFOLIOS.keys()


def test_no_centre_takes_more_than_it_may() -> None:
    rooms = {"x": Room(6, 0, 6), "y": Room(6, 0, 6)}
    placed = pack_portfolios(PORTFOLIOS, rooms, seed=1)
    for centre in rooms:
        assert sum(PORTFOLIOS[name] for name, where in placed.items() if where == centre) <= 6


def test_the_same_seed_gives_the_same_filling() -> None:
    portfolios = {f"p{number}": float(100 + 37 * number % 91) for number in range(30)}
    rooms = {"x": Room(900, 0, 1000), "y": Room(1200, 0, 1300), "z": Room(1900, 0, 2000)}
    assert pack_portfolios(portfolios, rooms, seed=3) == pack_portfolios(portfolios, rooms, seed=3)


def test_the_order_in_which_portfolios_are_named_changes_nothing() -> None:
    rooms = {"x": Room(9, 0, 9), "y": Room(10, 0, 10)}
    reverse = dict(reversed(PORTFOLIOS.items()))
    assert pack_portfolios(PORTFOLIOS, rooms, seed=1) == pack_portfolios(reverse, rooms, seed=1)
