"""Buyers dealt out anew among hosts, so that something comes down that each buyer counts for at each host.

Hosts are often as full as they may be, so that few exchanges of single buyers are possible: the buyers of several hosts
are dealt out together, host by host as a knapsack, and what is still to spare is kept for the hosts that come last, as
these have the fewest buyers left to choose among. What is found is good, and not proven to be best; the same seed finds
the same.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from math import inf

import numpy as np
from numpy.typing import NDArray

from optimiser.data.columns import Form
from optimiser.data.own_rows import Existing
from optimiser.data.tolerances import GAP_ERROR
from optimiser.model.packing import Bundle, Packing
from optimiser.planning.plan import Plan
from optimiser.planning.routes import Route
from optimiser.rules.registry import all_rules
from optimiser.rules.rule import Rule, unscaled_contacts

Floats = NDArray[np.float64]
Numbers = NDArray[np.intp]
MOST_DEALS = 1_000
"""Times that the buyers of some hosts are dealt out anew."""
FEWEST_HOSTS, MOST_HOSTS = 2, 8
"""So many hosts are dealt with at once."""
MOST_UNITS = 8_000
"""Parts of a host's room that a knapsack tells apart."""
NOISE = 0.3
"""How far what a buyer counts for is varied from deal to deal, as a share; and how often something else is varied."""
KEPT_FOR_LATER = 1.5
"""The power of the number of hosts still to come by which that part is less which a host may leave unused."""
FARTHEST = 1e15
"""Beyond all there is: what a buyer is worth to the only host of some that may serve it."""
LEAST_BETTER = 1e-3
"""What is less, as a mean over all contacts, is no difference: a metre, where km are counted."""


@dataclass(frozen=True)
class Deal:
    """Buyers, and the hosts among which they are dealt out, at no more than a budget (kr. a year).

    Arrays are by buyer (N), that is what one municipality buys, and host (C).
    """

    packing: Packing
    budget_kr: float

    @cached_property
    def far(self) -> Floats:
        """What is to come down [N, C]; infinity where a host may not serve a buyer."""
        raise NotImplementedError

    @cached_property
    def buyers(self) -> tuple[Bundle, ...]:
        """What is bought, each whole."""
        return tuple(self.packing.bundles)

    @cached_property
    def volume(self) -> Floats:
        """Pooled contacts a year by buyer."""
        return np.array([unscaled_contacts(self.packing.volume_of(buyer)) for buyer in self.buyers])

    @cached_property
    def contacts(self) -> Floats:
        """Contacts a year by buyer."""
        contacts, bundles = self.packing.problem.instance.contacts, self.packing.bundles
        return np.array([sum(contacts[buyer[0], task] for task in bundles[buyer]) for buyer in self.buyers])

    @cached_property
    def option_kr(self) -> Floats:
        """What a buyer costs a year besides the operation of its host [N, C]; infinity where it may not be served."""
        found, tariff = np.full((len(self.buyers), len(self.packing.centres)), inf), self.packing.problem.tariff
        for n, (code, pool) in enumerate(self.buyers):
            for c, centre in enumerate(self.packing.centres):
                if (code, pool, centre) in self.packing.options:
                    form = self.packing.options[code, pool, centre][0].form
                    terms = tariff.link_terms(code, centre, form)
                    link_kr = tariff.yearly_kr_of_link(code, centre, form, terms) + self.contacts[n] * terms.extra_kr
                    found[n, c] = link_kr + self._tasks_kr(code, pool, form, centre)
        return found

    def _tasks_kr(self, code: str, pool: str, form: Form, centre: str) -> float:
        """Return what a buyer costs a year in a form at a centre; remembered, as only where it is already tells."""
        tariff = self.packing.problem.tariff
        key = (code, pool, form, tariff.already.row_at(code, centre))
        if key not in self._known_kr:
            kr = tariff.yearly_kr_of_tasks(code, form, centre)
            tasks_kr = sum(kr[task] for task in self.packing.bundles[code, pool])
            self._known_kr[key] = tasks_kr + tariff.using_form(code, form).yearly_kr
        return self._known_kr[key]

    @cached_property
    def _known_kr(self) -> dict[tuple[str, str, Form, Existing | None], float]:
        return {}

    @cached_property
    def own(self) -> Floats:
        """Pooled contacts a year that each host answers of its own [C]."""
        return np.array([unscaled_contacts(self.packing.own_volume(centre)) for centre in self.packing.centres])

    @cached_property
    def most(self) -> Floats:
        """The most that each host may sell [C]."""
        return np.array([unscaled_contacts(self.packing.most_sold(centre)) for centre in self.packing.centres])

    @cached_property
    def pinned(self) -> tuple[Rule, ...]:
        """Rules that look at more than volumes and money, so that each deal is held against them."""
        problem = self.packing.problem
        plan = Plan(problem, self.routes(np.isfinite(self.option_kr).argmax(axis=1)))  # any: limits are the same in all

        def looks_at_hosts(rule: Rule) -> bool:
            traits = rule.has("packing_can_break", problem.instance) or rule.has(
                "tells_centres_apart", problem.instance
            )
            return traits or type(rule).constrain_packing is not Rule.constrain_packing

        asked = (rule for rule in all_rules() if rule.is_asked(problem.instance) and looks_at_hosts(rule))
        return tuple(rule for rule in asked if (slacks := rule.slacks(plan)) is None or any(slacks))

    def routes(self, hosts: Numbers) -> tuple[Route, ...]:
        """Return the whole plan in which each buyer has a host."""
        packing = self.packing
        options = ((*buyer, packing.centres[c]) for buyer, c in zip(self.buyers, hosts, strict=True))
        return packing.settled + tuple(route for option in options for route in packing.options[option])

    # ---- what is allowed ---------------------------------------------------------------------------

    def is_lawful(self, hosts: Numbers) -> bool:
        """Return whether a deal is within the budget, the limits of its hosts, and the rules that look at more."""
        sold, rows = np.bincount(hosts, self.volume, len(self.most)), self.packing.problem.instance.centres
        for c in np.unique(hosts):
            row, volume = rows[self.packing.centres[c]], self.own[c] + sold[c]
            within = row.min_volume <= volume <= (inf if row.max_volume is None else row.max_volume)
            if not within or not row.min_sold <= sold[c] <= self.most[c]:
                return False
        if self.cost_kr(hosts) > self.budget_kr * (1 + GAP_ERROR):
            return False
        plan = Plan(self.packing.problem, self.routes(hosts)) if self.pinned else None
        return plan is None or all(rule.allows(plan) for rule in self.pinned)

    def cost_kr(self, hosts: Numbers) -> float:
        """Return what the whole plan costs a year in which each buyer has a host, but for the last digits."""
        packing, volume = self.packing, self.own + np.bincount(hosts, self.volume, len(self.most))
        used = set(hosts.tolist())
        operation_kr = (
            packing.problem.by_pieces_kr(centre, float(volume[c]))
            for c, centre in enumerate(packing.centres)
            if c in used or centre in packing.plan.loads
        )
        serving_kr = (packing.serving_charge(packing.centres[c]).yearly_kr for c in used)
        options_kr = self.option_kr[np.arange(len(hosts)), hosts].sum()
        return packing.settled_kr + sum(operation_kr) + sum(serving_kr) + float(options_kr)

    # ---- better deals ------------------------------------------------------------------------------

    def improve(self, plan: Plan, seed: int, stop: Callable[[], bool]) -> Numbers:
        """Return the host of each buyer, as in a plan or better."""
        at = {(route.municipality, route.task): route.centre for route in plan.routes}
        number = {centre: c for c, centre in enumerate(self.packing.centres)}
        hosts = np.array([number[at[code, self.packing.bundles[code, pool][0]]] for code, pool in self.buyers])
        draw, least = np.random.default_rng(seed), LEAST_BETTER * float(self.contacts.sum())
        for _ in range(MOST_DEALS):
            if stop():
                break
            dealt = self._deal_anew(hosts, draw)
            if dealt is not None and self._total(dealt) < self._total(hosts) - least and self.is_lawful(dealt):
                hosts = dealt
        return hosts

    def _total(self, hosts: Numbers) -> float:
        return float(self.far[np.arange(len(hosts)), hosts].sum())

    def _deal_anew(self, hosts: Numbers, draw: np.random.Generator) -> Numbers | None:
        """Deal the buyers of some hosts out among these again; None where not all of them find room.

        What a host sells decides what a contact costs there: it stays within a spread that differs from deal to deal.
        """
        some = self._choose_hosts(hosts, draw)
        free = np.flatnonzero(np.isin(hosts, some))
        value, volume = self._values(hosts, free, draw), self.volume[free]
        sold, rest = np.bincount(hosts, self.volume, len(self.most)), float(volume.sum())
        spread = inf if draw.random() < NOISE else float(draw.uniform(0, self.volume.mean()))
        dealt, left = hosts.copy(), np.ones(len(free), dtype=bool)
        for place, c in enumerate(some[:-1]):
            others = some[place + 1 :]
            may = left & np.isfinite(value[:, c])
            gain = np.minimum(value[:, others].min(axis=1), FARTHEST) - np.where(may, value[:, c], 0.0)
            unused = (self.most[some[place:]].sum() - rest) / len(others) ** KEPT_FOR_LATER
            least, most = max(sold[c] - spread, self.most[c] - unused), min(sold[c] + spread, self.most[c])
            taken = fill_knapsack(volume, gain, may, least, most)
            if taken is None:
                return None
            dealt[free[taken]] = c
            left &= ~taken
            rest -= float(volume[taken].sum())
        last, remaining = some[-1], free[left]
        if not np.isfinite(self.far[remaining, last]).all() or rest > self.most[last]:
            return None
        dealt[remaining] = last
        return dealt

    def _values(self, hosts: Numbers, free: Numbers, draw: np.random.Generator) -> Floats:
        """Return what each of some buyers counts for at each host in one deal [n, C]: what is dear counts for more.

        How much more differs from deal to deal, around that rate at which all there is to spare is spent.
        """
        value = self.far[free] * draw.uniform(1 - NOISE, 1 + NOISE, (len(free), 1))
        if not self.are_told_apart_by_money:
            return value
        spare_kr = max(self.budget_kr - self.cost_kr(hosts), 1.0)
        rate = draw.exponential() * self._total(hosts) / spare_kr
        return np.asarray(value + rate * (self.option_kr[free] - self.option_kr[free].min(axis=1, keepdims=True)))

    @cached_property
    def are_told_apart_by_money(self) -> bool:
        """True where one buyer at least costs more at one host than at another."""
        lowest = self.option_kr.min(axis=1, keepdims=True, initial=inf)
        apart = np.where(np.isfinite(self.option_kr), self.option_kr, lowest) - lowest
        return bool(np.nan_to_num(apart).max(initial=0.0) > 1.0)

    def _choose_hosts(self, hosts: Numbers, draw: np.random.Generator) -> list[int]:
        """Choose a buyer, its host and some near the buyer; the one with most room comes last, as it takes the rest."""
        in_use = np.unique(hosts)
        count = min(len(in_use), int(draw.integers(FEWEST_HOSTS, MOST_HOSTS + 1)))
        buyer = int(draw.integers(len(hosts)))
        near = draw.permuted(in_use) if draw.random() < NOISE else in_use[np.argsort(self.far[buyer, in_use])]
        some = [int(hosts[buyer]), *(int(c) for c in near if c != hosts[buyer])][:count]
        draw.shuffle(some)
        largest = max(some, key=lambda c: self.most[c])
        return [*(c for c in some if c != largest), largest]


def fill_knapsack(
    volume: Floats, gain: Floats, there: NDArray[np.bool_], least: float, most: float
) -> NDArray[np.bool_] | None:
    """Return which items to take so that their gain is largest and their volume from least to most; None if nothing is.

    Volumes are counted in parts of the room, each rounded to the nearest: what fits but for half a part an item may be
    left, and the least be missed by as little. Nothing is taken that does not fit.
    """
    if least > most:
        return None
    unit = max(most / MOST_UNITS, 1e-9)
    size, high = np.rint(volume / unit).astype(np.intp), int(most / unit)
    low, top = min(max(int(np.ceil(least / unit)), 0), high), high
    items = np.flatnonzero(there & (size <= high))
    best, reached, to_come = np.full(high + 1, -np.inf), 0, int(size[items].sum())
    best[0] = 0.0
    chosen, with_it = np.zeros((len(items), high + 1), dtype=bool), np.empty(high + 1)
    for row, n in enumerate(items):
        reached, to_come = min(reached + int(size[n]), high), to_come - int(size[n])
        first = max(int(size[n]), low - to_come)  # with less, what is to come does not make up the least
        without = best[first : reached + 1]
        taking = np.add(best[first - size[n] : reached + 1 - size[n]], gain[n], out=with_it[: len(without)])
        np.greater(taking, without, out=chosen[row, first : reached + 1])
        np.maximum(taking, without, out=without)
    while top >= low:
        at = low + int(best[low : top + 1].argmax())
        if not np.isfinite(best[at]):
            return None
        taken = _taken(items, chosen, size, at)
        if volume[taken].sum() <= most:
            return taken
        top = at - 1
    return None


def _taken(items: Numbers, chosen: NDArray[np.bool_], size: Numbers, at: int) -> NDArray[np.bool_]:
    """Return which items are taken where the best of a size has been found."""
    taken = np.zeros(len(size), dtype=bool)
    for row in range(len(items) - 1, -1, -1):
        if chosen[row, at]:
            taken[items[row]] = True
            at -= int(size[items[row]])
    return taken
