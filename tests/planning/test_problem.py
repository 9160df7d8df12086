"""Routes and pieces that can be used at all."""

import pytest

from optimiser.planning.problem import Shortfall, build_problem
from tests.planning.two_towns import two_towns


def test_a_centre_reaches_its_seats_contacts_and_those_of_others() -> None:
    reach = build_problem(two_towns("structure=one")).reach
    assert {centre: (some.own, some.others) for centre, some in reach.items()} == {
        "Lilleby": (200_000, 0),
        "Region": (0, 600_000),
        "Storby": (400_000, 200_000),
    }


def test_pieces_are_cut_to_what_a_centre_can_reach() -> None:
    reach = build_problem(two_towns("structure=one")).reach
    assert [(pieces[0].low, pieces[-1].high) for pieces in (some.pieces for some in reach.values())] == [
        (0, 200_000),
        (0, 600_000),
        (0, 600_000),
    ]


def test_a_centres_limits_cut_its_pieces() -> None:
    limits = ("centres.Region.min_volume=150000", "centres.Region.max_volume=450000")
    pieces = build_problem(two_towns("structure=one", *limits)).reach["Region"].pieces
    assert (pieces[0].low, pieces[-1].high) == (150_000, 450_000)


def test_the_cost_factor_is_in_the_pieces_of_a_centre() -> None:
    problem = build_problem(two_towns("structure=one", "centres.Region.cost_factor=1.5"))
    assert problem.reach["Region"].pieces[-1].cost_kr(600_000) == pytest.approx(1.5 * 21.6e6)
    assert problem.classes[0].pieces[-1].slope_kr == 36


@pytest.mark.parametrize(("share", "others"), [(0.25, 100_000), (0.5, 200_000), (2, 200_000)])
def test_a_host_sells_at_most_its_share_of_its_own_volume(share: float, others: float) -> None:
    problem = build_problem(two_towns(f"centres.Storby.max_sold_share={share}"))
    assert problem.reach["Storby"].others == others


def test_a_virtual_centre_below_its_minimum_is_closed_and_its_shortfall_told() -> None:
    problem = build_problem(two_towns("structure=one", "centres.Region.min_volume=600001"))
    assert problem.closed == {"Region": Shortfall(needs=600_001, reaches=600_000)}
    assert "Region" not in problem.reach
    assert not any(route.centre == "Region" for route in problem.routes)


def test_a_centre_that_just_reaches_its_minimum_stays() -> None:
    problem = build_problem(two_towns("structure=one", "centres.Region.min_volume=600000"))
    assert not problem.closed
    assert [(piece.low, piece.high) for piece in problem.reach["Region"].pieces] == [(600_000, 600_000)]


def test_a_host_that_cannot_sell_enough_still_answers_its_own() -> None:
    problem = build_problem(two_towns("centres.Storby.min_sold=200001"))
    assert problem.closed == {"Storby": Shortfall(needs=200_001, reaches=200_000)}
    assert {route.form for route in problem.routes if route.centre == "Storby"} == {"local"}


def test_a_maximum_volume_counts_against_what_a_host_must_sell() -> None:
    problem = build_problem(two_towns("centres.Storby.min_sold=200000", "centres.Storby.max_volume=150000"))
    assert problem.closed == {"Storby": Shortfall(needs=200_000, reaches=150_000)}


def test_an_own_centre_that_cannot_reach_its_minimum_volume_is_closed_to_its_seat_too() -> None:
    problem = build_problem(two_towns("centres.Lilleby.min_volume=200001"))
    assert problem.closed == {"Lilleby": Shortfall(needs=200_001, reaches=200_000)}
    assert {route.centre for route in problem.routes} == {"Storby"}


def test_a_host_that_may_not_sell_can_be_too_small_without_buyers() -> None:
    """400,000 of its own against 450,000: with buyers it would do, but none may come to less than 300,000."""
    problem = build_problem(two_towns("centres.Storby.min_sold=300000", "centres.Storby.min_volume=450000"))
    assert problem.closed == {"Storby": Shortfall(needs=450_000, reaches=400_000)}
    assert not any(route.centre == "Storby" for route in problem.routes)


def test_centres_nobody_may_use_have_no_pieces() -> None:
    problem = build_problem(two_towns("structure=one", "policy.levels.regional="))
    assert problem.reach.keys() == {"Lilleby", "Storby"}


def test_pieces_are_counted_over_all_centres() -> None:
    problem = build_problem(two_towns())
    assert problem.pieces_count == sum(len(reach.pieces) for reach in problem.reach.values())


def test_a_purchase_is_valued_at_the_price_of_policy_or_as_today() -> None:
    for override, price_kr in (("policy.purchase_price_kr=none", 50), ("policy.purchase_price_kr=40", 40)):
        problem = build_problem(two_towns(override, "legal.authority-stays-home.levels=5"))
        (law,) = problem.instance.laws
        routes = [route for route in problem.routes if route.centre == "Storby" and route.municipality == "2"]
        assert problem.purchase_value_kr(law, []) == 0
        assert [route.task for route in routes] == ["G3"]
        assert problem.purchase_value_kr(law.model_copy(update={"levels": (3,)}), routes) == price_kr * 100_000
        assert problem.purchase_value_kr(law, routes) == 0
