"""A bound on the cost of every plan, from prices: the Lagrangian relaxation of whole portfolios.

Relaxed is that each municipality is served once, by its home or by one partner (price π of a municipality), and how
much a centre may sell and hold (prices of a contact). What is left falls apart by centre: a centre c on piece k takes
each municipality whose cheapest portfolio costs less than its price, and opens if that pays for it:

    L = Σ_i [π_i + min(0, home_i - π_i)] + Σ_c min(0, min_k φ_ck)
    φ_ck = opening + fixed_ck + own tasks - π_seat + Σ_i min(0, cheapest portfolio of i at σ_ck - π_i) + limits
    σ_ck = slope_ck + prices of its limits

A limit of the whole plan, Σ uses <= most over all that is chosen, has a price λ >= 0: what uses of it costs so much
more, and L is λ · most lower. For any prices L is a bound. A host that sells may itself send tasks away: the price ρ of
each such task is what its centre pays, and what the other gets. Where a municipality has more portfolios than are gone
through, those that were made may lack the cheapest: it is then valued task by task, each where that is cheapest. Every
rule that is not told here is left out. Both make the bound lower, and no less true. Held by `tests/portfolios` against
brute force.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from math import inf

import numpy as np

from optimiser.portfolios.branches import Branch
from optimiser.portfolios.portfolio_costs import Flags, Floats, PortfolioCosts


@dataclass(frozen=True)
class Prices:
    """What a bound follows from.

    `served_kr[I]` is the price π of serving a municipality; `most_sold_kr[C, K]` and `least_sold_kr[C, K]` those of a
    contact where a centre may not sell more, or must; `most_held_kr` and `least_held_kr` where its piece ends, or
    begins; `passed_kr[H, T]` that of a task which a host that sells sends away (ρ), by host and task; `sending_kr[H]`
    that of its sending any, as it may do so to one centre, and only while it sells (η); `plan_kr[R]` that of a unit of
    what a limit of the whole plan leaves to be used (λ).
    """

    served_kr: Floats
    most_sold_kr: Floats
    least_sold_kr: Floats
    most_held_kr: Floats
    least_held_kr: Floats
    passed_kr: Floats
    sending_kr: Floats
    plan_kr: Floats

    @classmethod
    def mean_of(cls, several: "Sequence[Prices]") -> "Prices":
        """Return the prices in the middle of several of one problem."""
        return cls(
            **{one.name: np.mean([getattr(prices, one.name) for prices in several], axis=0) for one in fields(cls)}
        )


@dataclass(frozen=True)
class Relaxation:
    """What the relaxation costs at some prices, which is a bound, and what it is made of (kr. a year).

    `gains_kr[C, K]` is what opening a centre on a piece adds; `reduced_kr[I, C, K]` the cheapest portfolio there beyond
    the municipality's price.
    """

    bound_kr: float
    gains_kr: Floats
    reduced_kr: Floats


@dataclass(frozen=True)
class OtherWays:
    """Kr. a year beyond the cheapest: a task `local_kr`, `unchanged_kr` or `passed_kr` [H, K, T], `sent_kr` [H, C, K].

    The last is what sending any is; what is not there is infinite.
    """

    local_kr: Floats
    unchanged_kr: Floats
    passed_kr: Floats
    sent_kr: Floats


class Lagrangian:
    """The relaxation of a problem's portfolios, as arrays by municipality I, centre C, piece K, host H and task T.

    Figures are without the prices of limits of the plan (R); of the relaxation `at` some prices they are with them.
    """

    def __init__(self, costs: PortfolioCosts) -> None:
        """Lay out the arrays that each evaluation uses."""
        self.costs = costs
        self.fixed_kr, self.volume = costs.cheapest_somewhere.fixed_kr, costs.cheapest_somewhere.volume
        self.slope_kr = costs.piece_slope_kr
        self.hosts = np.array(sorted(costs.seats), dtype=np.intp)
        self.seat_of_host = np.array([costs.seats[c].number for c in self.hosts], dtype=np.intp)
        self.share = np.array([costs.seats[c].sold_share for c in self.hosts])
        self.plan_names = tuple(limit.name for limit in costs.limits)
        self.plan_most = np.array([limit.most for limit in costs.limits], dtype=float)
        self.has_plan_prices = not costs.uses_limits
        self._at: dict[bytes, Lagrangian] = {}

    @cached_property
    def whole(self) -> Branch:
        """The branch in which every plan is."""
        return Branch.of_all(self.costs)

    # ---- a host's own tasks ----------------------------------------------------------------------

    @cached_property
    def own_tasks(self) -> tuple[Floats, Floats, Floats]:
        """Volume, kr. at the own centre and kr. unchanged of each host's own tasks [H, T], padded with nothing."""
        some = [self.costs.seats[c].tasks for c in self.hosts]
        found = np.zeros((3, len(some), max((len(tasks.tasks) for tasks in some), default=0)))
        for h, tasks in enumerate(some):
            found[:, h, : len(tasks.tasks)] = tasks.volume, tasks.local_kr, tasks.unchanged_kr
        return found[0], found[1], found[2]

    @cached_property
    def is_task(self) -> Flags:
        """Where a host has a task [H, T]; the rest is padding."""
        count = np.array([len(self.costs.seats[c].tasks.tasks) for c in self.hosts], dtype=np.intp)
        return np.asarray(np.arange(self.own_tasks[0].shape[1]) < count[:, None])

    @cached_property
    def passing_kr(self) -> Floats:
        """Kr. of sending each of a host's tasks to another centre [H, C, T], without the price; infinity where not."""
        costs = self.costs
        found = np.full((len(self.hosts), len(costs.centres), self.own_tasks[0].shape[1]), inf)
        if costs.problem.instance.settings.policy.max_entry_points == 1:
            return found
        for h, i in enumerate(self.seat_of_host):
            found[h, :, : len(costs.tasks[i].tasks)] = self._away_kr(int(i))
        return found

    @cached_property
    def may_pass(self) -> Flags:
        """Which tasks a host may send away [H, T]."""
        return np.asarray(np.isfinite(self.passing_kr).any(axis=1))

    # ---- prices ----------------------------------------------------------------------------------

    def first_prices(self) -> Prices:
        """Return prices to begin with: each municipality's is what it costs at home, limits cost nothing."""
        home_kr, (_, c, k) = self.costs.home_kr, self.costs.shape
        known = np.where(np.isfinite(home_kr), home_kr, 0.0)
        limits = (np.zeros((c, k)), np.zeros((c, k)), np.zeros((c, k)), np.zeros((c, k)))
        return Prices(
            known, *limits, np.zeros(self.may_pass.shape), np.zeros(len(self.hosts)), np.zeros(len(self.plan_most))
        )

    def at(self, plan_kr: Floats) -> "Lagrangian":
        """Return the relaxation in which what uses of limits of the plan costs so much more [R]; the last is kept."""
        if self.has_plan_prices or not plan_kr.any():
            return self
        key = plan_kr.tobytes()
        if key not in self._at:
            self._at = {key: Lagrangian(self.costs.at_prices(plan_kr))}
            self._at[key].has_plan_prices = True
        return self._at[key]

    def fits(self, prices: Prices) -> bool:
        """Return whether prices are of as many municipalities, centres, pieces, hosts and tasks as there are."""
        mine = self.first_prices()
        return all(getattr(prices, one.name).shape == getattr(mine, one.name).shape for one in fields(Prices))

    def price(self, prices: Prices) -> Floats:
        """Return σ [C, K]: what a contact that is sent to a centre on a piece costs, with the prices of limits."""
        sold, held = prices.most_sold_kr - prices.least_sold_kr, prices.most_held_kr - prices.least_held_kr
        return np.asarray(self.slope_kr + sold + held)

    def own_prices(self, prices: Prices) -> Floats:
        """Return what a contact of a host's own costs in its centre on a piece [H, K], with the prices of limits."""
        share = np.where(np.isfinite(self.share), self.share, 0.0)
        held = (prices.most_held_kr - prices.least_held_kr)[self.hosts]
        return np.asarray(self.slope_kr[self.hosts] + held - share[:, None] * prices.most_sold_kr[self.hosts])

    # ---- the bound -------------------------------------------------------------------------------

    def evaluate(self, prices: Prices, branch: Branch | None = None) -> Relaxation:
        """Return the relaxation at some prices: of all plans, or of those in a branch; infinitely dear without any."""
        return self.at(prices.plan_kr)._evaluate(prices, branch or self.whole)

    def _evaluate(self, prices: Prices, branch: Branch) -> Relaxation:
        served, price = prices.served_kr, self.price(prices)
        reduced = self.cheapest_kr(price) - served[:, None, None]
        gains = self.opening_kr(prices)
        gains[self.hosts] += self.own_tasks_kr(prices)
        sent = self.sent_kr(prices)
        if branch.beyond_kr is not None:
            reduced += branch.beyond_kr[..., None]
            sent += branch.beyond_kr[self.seat_of_host][..., None]
        gains += np.minimum(reduced, 0.0).sum(axis=0) + np.minimum(sent, 0.0).sum(axis=0)
        gains = np.where(branch.pieces, gains, inf)
        lowest = gains.min(axis=1)
        opened = np.where(branch.must, lowest, np.minimum(lowest, 0.0))
        bound_kr = float((served + np.minimum(0.0, self.home_kr - served)).sum() + opened.sum())
        bound_kr -= float(prices.plan_kr @ self.plan_most)
        return Relaxation(bound_kr, gains, reduced)

    def opening_kr(self, prices: Prices) -> Floats:
        """Return what being open on a piece adds [C, K], without what is answered there."""
        costs = self.costs
        found = costs.piece_fixed_kr + costs.opening_kr[:, None] + self._limits_kr(prices)
        found += (costs.opening_uses @ prices.plan_kr)[:, None]
        found[self.hosts] -= (prices.served_kr[self.seat_of_host] + prices.sending_kr)[:, None]
        return np.asarray(found)

    def cheapest_kr(self, price: Floats) -> Floats:
        """Return what no portfolio of a municipality costs less than, at a centre on a piece [I, C, K].

        One portfolio after the other, as all at once take much memory.
        """
        cheapest = np.full(self.costs.shape, inf)
        for p in range(self.fixed_kr.shape[2]):
            each = self.volume[:, :, p, None] * price
            each += self.fixed_kr[:, :, p, None]
            np.minimum(cheapest, each, out=cheapest)
        for i, ways in self.task_by_task.items():
            cheapest[i] = self.costs.connection_kr[i][:, None] + ways.with_partner_kr(self._away_kr(i), price)
        return cheapest

    @cached_property
    def home_kr(self) -> Floats:
        """Kr. that no way of a municipality to answer all at home costs less than [I]."""
        found = self.costs.home_kr.copy()
        for i, ways in self.task_by_task.items():
            found[i] = min(found[i], ways.at_home_kr())
        return found

    @cached_property
    def task_by_task(self) -> Mapping[int, "TaskByTask"]:
        """The municipalities whose portfolios are not all known, by number."""
        return {i: TaskByTask.of_municipality(self.costs, i) for i in self.costs.in_many_ways}

    def _away_kr(self, i: int) -> Floats:
        """Return kr. of sending each of a municipality's tasks to a centre [C, T], without the price."""
        costs, found = self.costs, np.full((len(self.costs.centres), len(self.costs.tasks[i].tasks)), inf)
        for c in np.flatnonzero(np.isfinite(costs.link_kr[i])):
            found[c] = costs.portfolios_of(i, int(c)).away_kr + costs.extra_kr[i, c] * costs.tasks[i].contacts
        return found

    def _limits_kr(self, prices: Prices) -> Floats:
        """Return what the limits of volume add at their prices [C, K]."""
        costs = self.costs
        high = np.where(np.isfinite(costs.piece_high), costs.piece_high, 0.0)
        held = prices.least_held_kr * costs.piece_low - prices.most_held_kr * high
        capped = prices.most_sold_kr * costs.most_sold[:, None]
        if len(self.hosts):
            capped[self.hosts[np.isfinite(self.share)]] = 0.0
        return np.asarray(held + prices.least_sold_kr * costs.least_sold[:, None] - capped)

    def own_tasks_kr(self, prices: Prices) -> Floats:
        """Return what a host's own tasks cost on each piece [H, K]: each in its centre, unchanged or sent away."""
        volume, local, unchanged = self.own_tasks
        at_centre = local[:, None, :] + self.own_prices(prices)[:, :, None] * volume[:, None, :]
        elsewhere = np.minimum(unchanged, np.where(self.may_pass, prices.passed_kr, inf))
        return np.asarray(np.minimum(at_centre, elsewhere[:, None, :]).sum(axis=2))

    def sent_kr(self, prices: Prices) -> Floats:
        """Return what a host that sells adds where it sends what pays [H, C, K]; infinity where it may not."""
        volume, _, _ = self.own_tasks
        each = self.passing_kr[:, :, None, :] + self.price(prices)[None, :, :, None] * volume[:, None, None, :]
        gained = np.minimum(0.0, each - prices.passed_kr[:, None, None, :]).sum(axis=3)
        connected = self.costs.link_kr[self.seat_of_host] + prices.sending_kr[:, None]
        exists: Flags = np.asarray(np.isfinite(self.passing_kr).any(axis=2))
        return np.where(exists[..., None], connected[..., None] + gained, inf)

    def other_ways(self, prices: Prices) -> OtherWays:
        """Return what it costs beyond the cheapest that a host answers own tasks in its centre, or otherwise."""
        volume, local, unchanged = self.own_tasks
        at_centre = local[:, None, :] + self.own_prices(prices)[:, :, None] * volume[:, None, :]
        passed = np.where(self.may_pass, prices.passed_kr, inf)[:, None, :]
        least = np.minimum(np.minimum(at_centre, unchanged[:, None, :]), passed)
        choice = np.isfinite(local) & np.isfinite(unchanged) & self.is_task
        return OtherWays(
            _beyond(np.where(self.is_task[:, None, :], at_centre, inf), least),
            _beyond(np.where(choice, unchanged, inf)[:, None, :], least),
            _beyond(passed, least),
            np.maximum(self.sent_kr(prices), 0.0),
        )


@dataclass(frozen=True)
class TaskByTask:
    """Ways of a municipality's own centre: closed, or on a piece of its cost; tasks go where each is cheapest.

    By way S and task T: `fixed_kr[S]` of the centre, `home_kr[S, T]` of a task at home; `volume[T]`. The ends of pieces
    and the limits of portfolios are left out, so that no portfolio costs less.
    """

    fixed_kr: Floats
    home_kr: Floats
    volume: Floats

    @classmethod
    def of_municipality(cls, costs: PortfolioCosts, i: int) -> "TaskByTask":
        """Return the ways of a municipality."""
        tasks, own = costs.tasks[i], costs.own[i]
        local_kr = np.vstack([np.full(len(tasks.tasks), inf), tasks.local_kr + own.slope_kr[:, None] * tasks.volume])
        fixed_kr = np.concatenate([[0.0], own.fixed_kr + own.form_kr])
        return cls(fixed_kr, np.minimum(tasks.unchanged_kr, local_kr), tasks.volume)

    def at_home_kr(self) -> float:
        """Return what no way to answer all at home costs less than."""
        return float((self.fixed_kr + self.home_kr.sum(axis=1)).min())

    def with_partner_kr(self, away_kr: Floats, price: Floats) -> Floats:
        """Return the same with a partner that gets what it answers cheaper [C, K]; `away_kr[C, T]`, `price[C, K]`."""
        sent_kr = away_kr[:, None, None, :] + price[:, :, None, None] * self.volume
        cheapest = np.minimum(sent_kr, self.home_kr).sum(axis=3)
        return np.asarray((self.fixed_kr + cheapest).min(axis=2))


def _beyond(kr: Floats, least_kr: Floats) -> Floats:
    """Return how far amounts are above the least of them; infinity where there are none."""
    there = np.isfinite(np.broadcast_to(kr, least_kr.shape))
    return np.where(there, np.where(there, kr, 0.0) - np.where(there, least_kr, 0.0), inf)
