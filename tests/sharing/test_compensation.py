"""Compensation: nobody pays more than asked for, no less changes hands, and prices move only as the law lets them."""

from collections.abc import Mapping

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from optimiser.sharing.compensation import Compensation, compensate, find_price_room
from optimiser.sharing.plan_payments import deal_ore, pay_by_load, todays_costs_kr, total_ore
from tests.planning.two_towns import TABLES
from tests.sharing.test_plan_payments import plan_of

PLAN = plan_of()
"""Lilleby (2) buys of Storby (1)."""
PAID = st.fixed_dictionaries({code: st.integers(0, 10**6) for code in "12345"})


def _compensated(overrides: list[str], less: float = 0.0, **tables: str) -> Compensation:
    plan = plan_of(*overrides, **tables)
    today_kr = todays_costs_kr(plan)
    today = deal_ore(today_kr, round(sum(today_kr.values()) * 100))
    return compensate(plan, deal_ore(pay_by_load(plan), total_ore(plan)), today, less)


@given(PAID, PAID, st.sampled_from([0.0, 0.01, 0.3]))
def test_the_least_changes_hands_so_that_all_keep_below_their_limits(
    paid: Mapping[str, int], today: Mapping[str, int], less: float
) -> None:
    found = compensate(PLAN, paid, today, less)
    assert found.left_ore - found.lacking_ore == sum(found.limits.values()) - sum(paid.values())
    assert found.is_possible == (sum(found.limits.values()) >= sum(paid.values()))
    assume(found.is_possible)
    after = found.paid_after
    assert sum(after.values()) == sum(paid.values())
    assert all(after[code] <= found.limits[code] for code in paid)
    assert found.total_ore == sum(max(0, paid[code] - found.limits[code]) for code in paid)
    assert len(found.transfers) < len(paid)


@given(PAID, PAID)
def test_those_who_gain_give_the_same_part_of_it(paid: Mapping[str, int], today: Mapping[str, int]) -> None:
    found = compensate(PLAN, paid, today)
    assume(found.is_possible and found.total_ore)
    gains = {code: today[code] - paid[code] for code in paid if today[code] > paid[code]}
    part = found.total_ore / sum(gains.values())
    for code, gain in gains.items():
        assert abs(found.paid_after[code] - paid[code] - part * gain) <= 1


def test_a_host_that_pays_too_much_is_given_a_higher_price() -> None:
    """Storby asks 20 kr. for a contact that costs it 36, and pays 17.6 million for its own, 20 today."""
    found = _compensated(["centres.Storby.sale_price_kr=20"], less=0.15)
    assert {code: paid / 100 for code, paid in found.paid.items()} == {"1": 17.6e6, "2": 4.0e6}
    (transfer,) = found.transfers
    assert (transfer.giver, transfer.receiver, transfer.how, transfer.ore) == ("2", "1", "price", 600_000_00)
    assert (transfer.centre, transfer.contacts) == ("Storby", 200_000)


def test_above_a_cap_in_the_law_it_is_paid_besides() -> None:
    capped = TABLES["legal"] + "cap,purchased,1-6,4200000,another act,true\n"
    asked = ["centres.Storby.sale_price_kr=20"]
    found = _compensated(asked, less=0.15, legal=capped)
    assert [(one.how, one.ore) for one in found.transfers] == [("price", 200_000_00), ("payment", 400_000_00)]


def test_a_cap_on_a_part_of_what_is_bought_leaves_room_for_one_higher_price_of_all() -> None:
    """Half of 200,000 contacts at 20 kr. are under a cap of 2.1 million: at 21 kr. it is met, and 0.2 million given."""
    capped = TABLES["legal"] + "cap,purchased,5,2100000,another act,true\n"
    room = find_price_room(plan_of("centres.Storby.sale_price_kr=20", legal=capped))["2", "1"]
    assert room.ore == pytest.approx(200_000_00, abs=1)


@pytest.mark.parametrize(("price_kr", "room_kr"), [(50.0, 2.8e6), (20.0, 0.0)])
def test_a_host_asks_no_less_than_its_full_cost(price_kr: float, room_kr: float) -> None:
    """200,000 contacts cost 36 kr. each: at 50 there is room for 14 kr., below cost for nothing."""
    room = find_price_room(plan_of(f"centres.Storby.sale_price_kr={price_kr}"))["1", "2"]
    assert room.ore == pytest.approx(room_kr * 100, abs=1)


def test_a_buyer_that_pays_too_much_is_given_a_lower_price_as_long_as_all_together_gain_enough() -> None:
    """At 50 kr. Lilleby pays 10 million, as today. All together save 28 %: 8.4 of 30 million, and not 9."""
    found = _compensated(["centres.Storby.sale_price_kr=50"], less=0.28)
    assert [(one.giver, one.how, one.ore) for one in found.transfers] == [("1", "price", 280_000_000)]
    more = _compensated(["centres.Storby.sale_price_kr=50"], less=0.3)
    assert not more.is_possible
    assert (more.lacking_ore, more.transfers) == (60_000_000, ())
