"""What each municipality pays by each rule, of a plan and the game its municipalities are in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import isfinite
from typing import Protocol

from optimiser.data.tolerances import A_KRONE
from optimiser.planning.plan import Plan
from optimiser.sharing.allocation_rules import BY_NAME, AllocationRule
from optimiser.sharing.game import ENUMERATED, Game, Group, GroupCost, Payments, known_kr
from optimiser.sharing.known_groups import NoPaymentsError
from optimiser.sharing.least_core import LeastCore, LeastCoreOptions, find_least_core
from optimiser.sharing.nucleolus import find_nucleolus
from optimiser.sharing.plan_payments import pay_by_load
from optimiser.sharing.price_payments import PricePayments
from optimiser.sharing.quick_cost import QuickGroupCosts
from optimiser.sharing.shapley import NoShapleyValueError, ShapleyOptions, find_shapley, groups_to_ask

NEAR_PRICES = 4
"""So many more objections are sought from the payments that prices give."""


class GameOfMany(Game, Protocol):
    """A game that can be asked what many groups cost at once."""

    def costs_of(self, groups: Sequence[Group]) -> list[GroupCost]:
        """Return what each group costs that plans for itself."""

    def pay_by_prices(self) -> PricePayments | None:
        """Return payments near the core from the prices of a bound; None where there are none."""


@dataclass(frozen=True)
class Divided:
    """What each pays (kr. a year), with half the width of its confidence interval where it is an estimate.

    `proved` is False where the payments are not proved to be those of the rule; `least_core` has the proof of it.
    """

    paid_kr: Payments
    spread_kr: Mapping[str, float] = field(default_factory=dict)
    proved: bool = True
    least_core: LeastCore | None = None


class NotDividedError(ValueError):
    """Raised where a rule says nothing of a plan; `why` names the sentence, `about` whom it is about, by code."""

    def __init__(self, why: str, about: str = "") -> None:
        super().__init__(why)
        self.why, self.about = why, about


@dataclass(frozen=True)
class Effort:
    """How much is asked for one rule at most: objections one after another, and groups for an estimate.

    With `decide_core` the search of the least core ends once it is known whether the core is empty.
    """

    objections: int = 200
    groups: int = 100
    decide_core: bool = False


def divide_cost(name: str, plan: Plan, game: GameOfMany | None, effort: Effort) -> Divided:
    """Return what each municipality pays by a rule.

    Raises NotDividedError where the rule says nothing of the plan, or the game was not given and is needed.
    """
    rule = BY_NAME[name]
    if rule.pay is not None:
        return Divided(rule.pay(plan))
    if game is None:
        raise NotDividedError("sharing needs groups")
    return _divide_by_game(rule, plan, game, effort)


def _divide_by_game(rule: AllocationRule, plan: Plan, game: GameOfMany, effort: Effort) -> Divided:
    if rule.name == "by-costs-avoided":
        return _divide_by_costs_avoided(plan.cost_kr, game)
    if rule.name == "shapley":
        return _divide_by_shapley(plan, game, effort)
    options = LeastCoreOptions(questions=effort.objections, individually_rational=rule.keeps_each)
    alone = _costs_alone(game)
    try:
        if rule.name == "least-core":
            deciding = replace(options, decide_only=effort.decide_core)
            core = find_least_core(game, pay_by_load(plan), deciding, alone)
            core = _keep_each(_search_near_prices(game, core, options, alone), alone)
            return Divided(core.payments, proved=core.high_kr - core.low_kr <= core.nothing_kr, least_core=core)
        found = find_nucleolus(game, options, alone)
    except NoPaymentsError as error:
        raise NotDividedError("sharing costs more than alone") from error
    return Divided(found.payments, proved=found.proved)


def _search_near_prices(
    game: GameOfMany, core: LeastCore, options: LeastCoreOptions, alone: Sequence[GroupCost]
) -> LeastCore:
    """Return payments from the prices of a bound, or near them, where the search by load left its bounds farther apart.

    By the prices no group gains much; of both nobody pays more than alone.
    """
    priced = game.pay_by_prices() if core.high_kr - core.low_kr > core.nothing_kr else None
    if priced is None or priced.most_kr >= core.high_kr:
        return core
    few = replace(options, questions=NEAR_PRICES, decide_only=False)
    near = find_least_core(game, priced.payments, few, core.groups)
    kept = _keep_each(replace(near, payments=dict(priced.payments), high_kr=priced.most_kr), alone, priced.open_kr)
    best = min((core, near, kept), key=lambda one: one.high_kr)
    return replace(
        best,
        low_kr=max(core.low_kr, near.low_kr),
        objections=(*core.objections, *near.objections),
        groups=near.groups,
        nearest=False,
    )


def _keep_each(core: LeastCore, alone: Sequence[GroupCost], free_kr: float = 0.0) -> LeastCore:
    """Return the payments with nobody above what it costs alone.

    What is cut is dealt out equally among those with room for it. No group gains by more than what is moved; nor by
    what is moved of the `free_kr` in each payment, which may be anybody's.
    """
    most_kr = {player: cost.cost_kr for cost in alone for player in cost.group}
    cut_kr = {player: max(0.0, kr - most_kr[player]) for player, kr in core.payments.items()}
    paid = {player: kr - cut_kr[player] for player, kr in core.payments.items()}
    moved_kr = sum(cut_kr.values())
    roomy = [player for player, kr in paid.items() if most_kr[player] - kr > moved_kr]
    if not moved_kr or not roomy:
        return core
    paid |= {player: paid[player] + moved_kr / len(roomy) for player in roomy}
    return replace(core, payments=paid, high_kr=core.high_kr + sum(max(0.0, kr - free_kr) for kr in cut_kr.values()))


def _divide_by_shapley(plan: Plan, game: GameOfMany, effort: Effort) -> Divided:
    """Of few exactly, from every group; of many from some groups, side by side, and an estimate of all."""
    few, options = len(game.players) <= ENUMERATED, ShapleyOptions(groups=effort.groups)
    game.costs_of(groups_to_ask(game.players, options))  # side by side; each is known from then on
    try:
        found = find_shapley(game, None if few else QuickGroupCosts(plan.problem, game.players), options)
    except NoShapleyValueError as error:
        raise NotDividedError("sharing no plan of a group") from error
    spread_kr = {player: (found.high_kr[player] - found.low_kr[player]) / 2 for player in game.players}
    return Divided(found.payments, {} if few else spread_kr, proved=max(spread_kr.values()) < A_KRONE)


def _divide_by_costs_avoided(cost_kr: float, game: GameOfMany) -> Divided:
    """What the others save without each, and an equal part of what is left of the plan's cost.

    It is proven where what the others cost is. Raises NotDividedError where no plan is known that they have without
    somebody.
    """
    whole = frozenset(game.players)
    without = game.costs_of([whole - {player} for player in game.players])
    for player, cost in zip(game.players, without, strict=True):
        if not isfinite(cost.cost_kr):
            raise NotDividedError("sharing no plan without", player)
    saved_kr = {player: cost_kr - cost.cost_kr for player, cost in zip(game.players, without, strict=True)}
    left_kr = (cost_kr - sum(saved_kr.values())) / len(saved_kr)
    open_kr = sum(cost.cost_kr - cost.bound_kr for cost in without)
    return Divided({player: kr + left_kr for player, kr in saved_kr.items()}, proved=open_kr < A_KRONE)


def _costs_alone(game: GameOfMany) -> list[GroupCost]:
    return game.costs_of([frozenset({player}) for player in game.players])


def find_alone(game: GameOfMany) -> dict[str, float | None]:
    """Return what each has to pay alone, by the best plan known that it has alone; None where it has none."""
    costs = _costs_alone(game)
    return {player: known_kr(cost.cost_kr) for player, cost in zip(game.players, costs, strict=True)}
