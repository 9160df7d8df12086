"""What each of the two towns pays by each rule, by hand: alone they cost 16.0 and 9.0 million, together 21.6.

Storby adds 12.6 to what Lilleby costs alone, and Lilleby 5.6 to Storby's; of two players every rule of theory splits
what is left equally.
"""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from optimiser.planning.plan import Plan
from optimiser.sharing.allocation_rules import BY_NAME
from optimiser.sharing.dividing import (
    Effort,
    NotDividedError,
    _keep_each,
    divide_cost,
    find_alone,
)
from optimiser.sharing.game import Group, GroupCost, Objection, Payments, TabledGame
from optimiser.sharing.least_core import LeastCore
from optimiser.sharing.price_payments import PricePayments
from optimiser.sharing.stability import consent_rows, is_stable, list_consents, objection_row
from tests.sharing.test_plan_payments import plan_of

STORBY, LILLEBY, BOTH = frozenset({"1"}), frozenset({"2"}), frozenset({"1", "2"})


class Towns(TabledGame):
    """A game that can be asked about many groups at once."""

    def costs_of(self, groups: Sequence[Group]) -> list[GroupCost]:
        return [self.cost_of(group) for group in groups]

    def pay_by_prices(self) -> PricePayments | None:
        return None


PLAN: Plan = plan_of()
GAME = Towns(("1", "2"), {STORBY: 16.0e6, LILLEBY: 9.0e6, BOTH: 21.6e6})


@pytest.mark.parametrize(
    ("rule", "storby_kr", "lilleby_kr"),
    [
        ("by-load", 14.4e6, 7.2e6),
        ("by-todays-cost", 14.4e6, 7.2e6),
        ("by-costs-avoided", 14.3e6, 7.3e6),
        ("shapley", 14.3e6, 7.3e6),
        ("nucleolus", 14.3e6, 7.3e6),
        ("least-core", 14.3e6, 7.3e6),
    ],
)
def test_each_rule_by_hand(rule: str, storby_kr: float, lilleby_kr: float) -> None:
    divided = divide_cost(rule, PLAN, GAME, Effort())
    assert divided.paid_kr == pytest.approx({"1": storby_kr, "2": lilleby_kr})
    assert divided.proved


def test_every_rule_that_can_be_chosen_is_known() -> None:
    for rule in BY_NAME:
        paid = divide_cost(rule, PLAN, GAME, Effort()).paid_kr
        assert sum(paid.values()) == pytest.approx(21.6e6)


def test_a_rule_that_needs_groups_says_so_where_there_is_no_game() -> None:
    with pytest.raises(NotDividedError, match="sharing needs groups"):
        divide_cost("shapley", PLAN, None, Effort())


def test_without_a_plan_for_the_others_costs_avoided_say_nothing() -> None:
    alone = Towns(("1", "2"), {STORBY: 16.0e6, LILLEBY: float("inf"), BOTH: 21.6e6})
    with pytest.raises(NotDividedError) as told:
        divide_cost("by-costs-avoided", PLAN, alone, Effort())
    assert (told.value.why, told.value.about) == ("sharing no plan without", "1")
    assert find_alone(alone) == {"1": 16.0e6, "2": None}


class Loose(Towns):
    """The same, of which it is proved only that no plan of a group costs half a million kr. less."""

    def cost_of(self, group: Group) -> GroupCost:
        found = super().cost_of(group)
        return replace(found, bound_kr=found.cost_kr - 0.5e6)


def test_costs_avoided_are_proven_where_what_the_others_cost_is() -> None:
    costs = {STORBY: 16.0e6, LILLEBY: 9.0e6, BOTH: 21.6e6}
    proven, open_ = (
        divide_cost("by-costs-avoided", PLAN, game(("1", "2"), costs), Effort()) for game in (Towns, Loose)
    )
    assert proven.paid_kr == open_.paid_kr == {"1": pytest.approx(14.3e6), "2": pytest.approx(7.3e6)}
    assert (proven.proved, open_.proved) == (True, False)


def test_where_all_pay_less_alone_nobody_can_be_kept() -> None:
    cheap = Towns(("1", "2"), {STORBY: 10.0e6, LILLEBY: 9.0e6, BOTH: 21.6e6})
    with pytest.raises(NotDividedError, match="sharing costs more than alone"):
        divide_cost("least-core", PLAN, cheap, Effort())


@pytest.mark.parametrize(
    ("gain_kr", "most_kr", "told"), [(2.0, 5.0, "no"), (-5.0, 0.5, "yes"), (0.5, 3.0, "open"), (-3.0, 1.0, "open")]
)
def test_payments_hold_where_it_is_proven_that_no_group_gains_a_krone(
    gain_kr: float, most_kr: float, told: str
) -> None:
    assert is_stable(gain_kr, most_kr) == told


def test_who_objects_and_what_a_consent_is_worth() -> None:
    paid = {"1": 16_500_000_00, "2": 5_100_000_00}
    row = objection_row("by-load", paid, GAME)
    assert (row["municipalities"], row["gain_kr"], row["stable"]) == ("1", pytest.approx(0.5e6), "no")
    blind = Towns(("1", "2"), {STORBY: 17.0e6, LILLEBY: 9.0e6, BOTH: 21.6e6})
    known = objection_row("by-load", paid, blind, [GroupCost(STORBY, 16.0e6, 16.0e6)])
    assert (known["municipalities"], known["gain_kr"], known["stable"]) == ("1", pytest.approx(0.5e6), "no")
    assert list(list_consents(PLAN)) == [("Storby", "local", STORBY)]
    (worth,) = consent_rows(PLAN, "by-load", paid, GAME)
    assert worth["others_lose_kr"] == pytest.approx(9.0e6 - 5.1e6)


class Priced(Towns):
    """The same with payments from prices; of the first that are asked about next to nothing is proved."""

    asked = 0

    def pay_by_prices(self) -> PricePayments:
        return PricePayments({"1": 12.6e6, "2": 9.0e6}, 0.2e6)

    def find_objection(self, paid: Payments) -> Objection:
        self.asked += 1
        found = super().find_objection(paid)
        return replace(found, most_kr=5.0e6) if self.asked == 1 else found


def test_it_is_sought_near_payments_from_prices_where_less_is_proven_of_those_found() -> None:
    game = Priced(("1", "2"), {STORBY: 16.0e6, LILLEBY: 9.0e6, BOTH: 21.6e6})
    divided = divide_cost("least-core", PLAN, game, Effort(objections=1))
    assert divided.least_core is not None
    assert divided.least_core.high_kr < 0.2e6
    assert sum(divided.paid_kr.values()) == pytest.approx(21.6e6)


class PricedAlone(Priced):
    """The same, where nothing is proved of any payments but of those from prices; Lilleby's are 0.1 above its own."""

    def pay_by_prices(self) -> PricePayments:
        return PricePayments({"1": 12.5e6, "2": 9.1e6}, 0.2e6, open_kr=0.1e6)

    def find_objection(self, paid: Payments) -> Objection:
        return replace(TabledGame.find_objection(self, paid), most_kr=5.0e6)


def test_payments_from_prices_are_taken_where_least_is_proven_of_them_and_nobody_pays_more_than_alone() -> None:
    game = PricedAlone(("1", "2"), {STORBY: 16.0e6, LILLEBY: 9.0e6, BOTH: 21.6e6})
    divided = divide_cost("least-core", PLAN, game, Effort(objections=1))
    assert divided.paid_kr == pytest.approx({"1": 12.6e6, "2": 9.0e6})
    core = divided.least_core
    assert core is not None
    assert (core.high_kr, divided.proved) == (0.2e6, False)
    paid = {"1": 12_600_000_00, "2": 9_000_000_00}
    row = objection_row("least-core", paid, game, core.groups, core.high_kr)
    assert (row["most_kr"], row["stable"]) == (pytest.approx(0.2e6, abs=0.1), "open")


def test_nobody_pays_more_than_alone_by_what_arithmetic_leaves() -> None:
    alone = [GroupCost(STORBY, 16.0e6, 16.0e6), GroupCost(LILLEBY, 9.0e6, 9.0e6)]
    found = LeastCore({"1": 12.6e6 - 3, "2": 9.0e6 + 3}, 0.0, 1e5, (), (), nearest=True, nothing_kr=0.2)
    kept = _keep_each(found, alone)
    assert kept.payments == {"1": 12.6e6, "2": 9.0e6}
    assert kept.high_kr == 1e5 + 3
    assert _keep_each(found, alone, free_kr=2).high_kr == 1e5 + 1
    assert _keep_each(found, alone, free_kr=4).high_kr == 1e5
