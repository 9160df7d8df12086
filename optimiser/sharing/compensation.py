"""The least that must change hands so that nobody pays more than today, or that all gain by some part of it.

All in whole øre. Who pays too much must be given what it lacks, so that no total is less. Those who gain give the same
part of their gains. What a buyer gives its host is a higher price, as far as the law's caps allow; what a host gives
its buyer is a lower one, as far as it asks more than its full cost, which the law says a sale must cover. The
rest is paid from one municipality to another.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Literal

from optimiser.planning.plan import Plan
from optimiser.sharing.law_caps import room_below_caps_kr
from optimiser.sharing.plan_payments import ORE, deal_ore

How = Literal["price", "payment"]
"""By the price of what one buys of the other, or as a payment besides."""
Pair = tuple[str, str]
"""Who gives, and whom."""


@dataclass(frozen=True)
class Transfer:
    """What one municipality gives another a year (øre); of a `price`, over which sale: `centre` and its `contacts`.

    A buyer that gives pays more a contact; a host that gives asks less.
    """

    giver: str
    receiver: str
    ore: int
    how: How
    centre: str = ""
    contacts: float = 0.0


@dataclass(frozen=True)
class Compensation:
    """Who gives whom how much so that nobody pays more than its part `at_most` of today's cost (all in øre a year).

    `lacking_ore` is what all together gain too little for that; then nothing is transferred. `left_ore` is what they
    gain beyond it.
    """

    at_most: float
    paid: Mapping[str, int]
    limits: Mapping[str, int]
    transfers: tuple[Transfer, ...]
    lacking_ore: int
    left_ore: int

    @property
    def is_possible(self) -> bool:
        """True where all together gain enough."""
        return self.lacking_ore == 0

    @property
    def total_ore(self) -> int:
        """What changes hands, which is the least: all that is paid above the limits."""
        return sum(transfer.ore for transfer in self.transfers)

    @property
    def needed_ore(self) -> int:
        """What is paid above the limits by those who pay too much, whether it can be given them or not."""
        return sum(max(0, self.paid[code] - self.limits[code]) for code in self.paid)

    @property
    def paid_after(self) -> Mapping[str, int]:
        """What each pays with what it gives and is given."""
        found = dict(self.paid)
        for transfer in self.transfers:
            found[transfer.giver] += transfer.ore
            found[transfer.receiver] -= transfer.ore
        return found


def compensate(plan: Plan, paid: Mapping[str, int], today: Mapping[str, int], less: float = 0.0) -> Compensation:
    """Return the least transfers with which each pays no more than today less a part of it, from 0 to 1.

    `paid` and `today` are what each municipality pays in the plan and today (øre a year).
    """
    at_most = 1 - Fraction(str(less))  # as it is written: 0.28 is 28 hundredths
    limits = {code: floor(ore * at_most) for code, ore in today.items()}
    over = {code: paid[code] - limits[code] for code in paid}
    left = -sum(over.values())
    transfers: tuple[Transfer, ...] = ()
    if left >= 0:
        transfers = tuple(_list_transfers(plan, over))
    return Compensation(float(at_most), paid, limits, transfers, max(0, -left), max(0, left))


def _list_transfers(plan: Plan, over: Mapping[str, int]) -> Iterator[Transfer]:
    lacks = {code: ore for code, ore in over.items() if ore > 0}
    gives = _divide_giving({code: -ore for code, ore in over.items() if ore < 0}, sum(lacks.values()))
    prices = find_price_room(plan)
    room = {pair: price.ore for pair, price in prices.items()}
    for (giver, receiver), ore in _flow_most(gives, lacks, room).items():
        sale = prices[giver, receiver]
        yield Transfer(giver, receiver, ore, "price", sale.centre, sale.contacts)
        gives[giver] -= ore
        lacks[receiver] -= ore
    yield from _pay_besides(gives, lacks)


def _divide_giving(gains: Mapping[str, int], needed: int) -> dict[str, int]:
    """Return what each who gains gives: the same part of each gain, to the øre."""
    whole = sum(gains.values())
    return deal_ore({code: Fraction(gain * needed, whole * ORE) for code, gain in gains.items()}, needed)


@dataclass(frozen=True)
class PriceRoom:
    """By how much (øre a year) the price of what is bought at a centre can move, and how many contacts that is."""

    centre: str
    contacts: float
    ore: int


def find_price_room(plan: Plan) -> dict[Pair, PriceRoom]:
    """Return how the prices of sales can move, by who gives and whom.

    Where two buy of each other, each gives by what it pays itself.
    """
    found: dict[Pair, PriceRoom] = {}
    lower: dict[Pair, PriceRoom] = {}
    contacts = plan.problem.instance.contacts
    for (buyer, centre), sale in plan.sales.items():
        seat = plan.problem.instance.centres[centre].seat or ""
        bought = [route for route in plan.by_centre[centre] if route.municipality == buyer]
        number = sum(contacts[buyer, route.task] for route in bought)
        room_kr = min(room_below_caps_kr(plan, bought, sale.paid_kr / number), plan.cost_kr)
        found[buyer, seat] = PriceRoom(centre, number, floor(max(0.0, room_kr) * ORE))
        lower[seat, buyer] = PriceRoom(centre, number, floor(max(0.0, sale.surplus_kr) * ORE))
    return lower | found


def _flow_most(gives: Mapping[str, int], lacks: Mapping[str, int], room: Mapping[Pair, int]) -> dict[Pair, int]:
    """Return the most that can be given over pairs that have room, by pair: a largest flow, by shortest paths."""
    flow = dict.fromkeys((pair for pair in sorted(room) if room[pair] and pair[0] in gives and pair[1] in lacks), 0)
    left, wanted = dict(gives), dict(lacks)
    while path := _path_to_more(left, wanted, room, flow):
        forward, back = path[::2], path[1::2]
        most = min(room[pair] - flow[pair] for pair in forward)
        most = min(most, left[path[0][0]], wanted[path[-1][1]], *(flow[pair] for pair in back))
        for pair in forward:
            flow[pair] += most
        for pair in back:
            flow[pair] -= most
        left[path[0][0]] -= most
        wanted[path[-1][1]] -= most
    return {pair: ore for pair, ore in flow.items() if ore}


def _path_to_more(
    left: Mapping[str, int], wanted: Mapping[str, int], room: Mapping[Pair, int], flow: Mapping[Pair, int]
) -> list[Pair]:
    """Return pairs along which more can be given, every second one given back; empty where there is none."""
    queue: deque[tuple[str, list[Pair]]] = deque((giver, []) for giver, ore in left.items() if ore)
    seen = {giver for giver, _ in queue}
    reached: set[str] = set()
    while queue:
        giver, path = queue.popleft()
        for pair in flow:
            if pair[0] != giver or flow[pair] >= room[pair] or pair[1] in reached:
                continue
            reached.add(pair[1])
            if wanted[pair[1]]:
                return [*path, pair]
            for back in flow:
                if back[1] == pair[1] and flow[back] and back[0] not in seen:
                    seen.add(back[0])
                    queue.append((back[0], [*path, pair, back]))
    return []


def _pay_besides(gives: Mapping[str, int], lacks: Mapping[str, int]) -> Iterator[Transfer]:
    """Return payments from who has most to give to who lacks most, so that there are few."""
    givers, receivers = _most_first(gives), _most_first(lacks)
    while givers and receivers:
        (giver, has), (receiver, needs) = givers[0], receivers[0]
        ore = min(has, needs)
        yield Transfer(giver, receiver, ore, "payment")
        for queue, who, rest in ((givers, giver, has - ore), (receivers, receiver, needs - ore)):
            queue[0] = (who, rest)
            if not rest:
                queue.pop(0)


def _most_first(amounts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(((code, ore) for code, ore in amounts.items() if ore), key=lambda one: (-one[1], one[0]))
