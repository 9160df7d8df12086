"""Cheaper plans with the same centres open: municipalities change places in cycles, while all who stay adapt.

What is open, and on which piece, stays; so do the own tasks of hosts. A centre that some municipalities choose is
filled in the cheapest way: each takes one of its portfolios, all together within what the centre may hold. That is
found by dynamic programming over volumes in steps, rounded up, so that whatever is found fits. From it follows what a
centre costs with one municipality in another's place; a cycle of such exchanges that touches no centre twice costs
their sum. A cycle or chain that saves is made, until there is none; then a few that cost little (a shake), and so on
from there.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, inf

import numpy as np

from optimiser.planning.routes import DEPARTMENTS, Route
from optimiser.portfolios.portfolio_costs import Floats, Numbers, PortfolioCosts

STEPS = 8192
"""Steps of volume up to what a centre can take."""
LONGEST = 4
"""Municipalities that change places at once, at most."""
LEAST_SAVED_KR = 1.0
MISSING_KR = 100.0
"""What a contact costs that is missing to what a centre must sell, on the way to a plan."""
NOT_AT_HOME_KR = 1e12
"""What it costs to be at home where that may not be, on the way to a plan."""
OVERFULL_KR = 1e13
"""What a centre costs that takes more than it may, on the way to a plan."""
BITS = 62
"""The centres that an exchange touches are kept in so many bits; of more centres those that share one are not both."""
SHAKEN = 3
"""Exchanges at once that may cost something, where none saves any more."""
SHAKEN_FROM = 60
"""They are drawn from so many of the cheapest."""
MOST_KEPT = 4000
"""What centres cost with so many sets of municipalities is kept at once."""


@dataclass(frozen=True)
class OpenCentre:
    """A centre on a piece of its cost: what it may sell at least and at most, and the slope there."""

    number: int
    least: float
    most: float
    slope_kr: float


def open_centre(costs: PortfolioCosts, c: int, k: int) -> OpenCentre:
    """Return a centre that is open on a piece, with all tasks of its seat in it that may be."""
    own, sold = 0.0, float(costs.most_sold[c])
    if c in costs.seats:
        seat = costs.seats[c]
        own = float(seat.tasks.volume[np.isfinite(seat.tasks.local_kr)].sum())
        sold = min(sold, seat.sold_share * own) if seat.sold_share < inf else sold
    least = max(float(costs.least_sold[c]), float(costs.piece_low[c, k]) - own, 0.0)
    return OpenCentre(c, least, min(sold, float(costs.piece_high[c, k]) - own), float(costs.piece_slope_kr[c, k]))


@dataclass(frozen=True)
class _Filled:
    """What a centre costs with those who choose it, filled in the cheapest way.

    `kr` as they are; `without_kr[n]` without the n-th; `joined_kr[I]` with another; `swapped_kr[n, I]` with another in
    the place of the n-th.
    """

    members: tuple[int, ...]
    kr: float
    without_kr: Floats
    joined_kr: Floats
    swapped_kr: Floats


class Exchanges:
    """A plan by who chooses which open centre: `at[I]`, -1 at home; those that do not move are not in `movable`."""

    def __init__(self, costs: PortfolioCosts, centres: Sequence[OpenCentre], at: Numbers, movable: Numbers) -> None:
        """Take a plan; `at` counts in `centres`."""
        self.costs, self.centres, self.at, self.movable = costs, tuple(centres), at.copy(), movable
        numbers = np.array([one.number for one in centres], dtype=np.intp)
        slope = np.array([one.slope_kr for one in centres])
        self.volume = costs.worth_choosing.volume[:, numbers]
        self.kr = costs.worth_choosing.fixed_kr[:, numbers] + slope[:, None] * self.volume
        self.steps_of = np.array([max(one.most / STEPS, 1.0) for one in centres])
        self.steps = np.ceil(self.volume / self.steps_of[:, None]).astype(np.intp)
        self.home_kr = np.minimum(costs.home_kr, NOT_AT_HOME_KR)
        self._filled: dict[tuple[int, tuple[int, ...]], _Filled] = {}

    # ---- one centre ----------------------------------------------------------------------------

    def _members(self, c: int) -> tuple[int, ...]:
        return tuple(np.flatnonzero(self.at == c).tolist())

    def filled(self, c: int, members: tuple[int, ...]) -> _Filled:
        """Return what a centre costs with some members, and with one more, one less or another."""
        if (c, members) not in self._filled:
            if len(self._filled) >= MOST_KEPT:
                self._filled.clear()
            self._filled[c, members] = self._fill(c, members)
        return self._filled[c, members]

    def _range(self, c: int, count: int) -> tuple[int, int]:
        """Return the least and the most steps of so many portfolios, each of which is rounded up."""
        one, step = self.centres[c], self.steps_of[c]
        most = max(int(one.most / step), 0)
        return min(ceil(one.least / step) + count, most) if one.least > 0 else 0, most

    def _fill(self, c: int, members: tuple[int, ...]) -> _Filled:
        low, high = self._range(c, len(members))
        nothing = np.full(high + 1, inf)
        nothing[0] = 0.0
        without = self._each_left_out(c, members, nothing)
        everyone = self._with_one_more(c, members[0], without[0]) if members else nothing
        enough_kr = [self._enough_kr(c, kr, low, high) for kr in (everyone, *without)]
        there = (self.steps[:, c] <= high) & np.isfinite(self.kr[:, c])
        left = np.where(there, high - self.steps[:, c], 0)
        with_kr = [np.where(there, self.kr[:, c] + kr[left], inf).min(axis=1) for kr in enough_kr]
        ends = np.array([kr[high] for kr in enough_kr])
        return _Filled(
            members,
            min(float(ends[0]), OVERFULL_KR),
            ends[1:],
            with_kr[0],
            np.array(with_kr[1:]).reshape(len(members), len(there)),
        )

    def _enough_kr(self, c: int, least: Floats, low: int, high: int) -> Floats:
        """Return the least cost by the steps that are left for it, of which what is missing to enough costs extra.

        At n steps left, `high - n` are taken by another.
        """
        missing_kr = self.steps_of[c] * MISSING_KR
        steps, width = np.arange(len(least)), high - low
        between = _least_between(least, width)
        below = np.minimum.accumulate(least - steps * missing_kr)
        first = steps - width
        extra = np.where(first > 0, below[np.maximum(first - 1, 0)] + first * missing_kr, inf)
        return np.minimum(between, extra)

    def _with_one_more(self, c: int, i: int, least: Floats) -> Floats:
        """Return the least cost at each number of steps, with one more municipality."""
        found, size = np.full(len(least), inf), len(least)
        for kr, steps in zip(self.kr[i, c], self.steps[i, c], strict=True):
            if kr < inf and steps < size:
                np.minimum(found[steps:], least[: size - steps] + kr, out=found[steps:])
        return found

    def _each_left_out(self, c: int, members: Sequence[int], least: Floats) -> list[Floats]:
        """Return the least cost at each number of steps with all members but one, by that one: halves are shared."""
        if len(members) <= 1:
            return [least for _ in members]
        half = len(members) // 2
        first, second = least, least
        for i in members[half:]:
            first = self._with_one_more(c, i, first)
        for i in members[:half]:
            second = self._with_one_more(c, i, second)
        return self._each_left_out(c, members[:half], first) + self._each_left_out(c, members[half:], second)

    # ---- all centres ---------------------------------------------------------------------------

    @property
    def cost_kr(self) -> float:
        """What those who can move cost (kr. a year)."""
        home = self.movable[self.at[self.movable] < 0]
        return float(self.home_kr[home].sum()) + sum(
            self.filled(c, self._members(c)).kr for c in range(len(self.centres))
        )

    def improve(self) -> float:
        """Make exchanges that save until there is none; return what all cost then."""
        while self._make_best():
            pass
        return self.cost_kr

    def shake(self, draw: np.random.Generator) -> None:
        """Make a few exchanges of two municipalities that cost little."""
        for _ in range(SHAKEN):
            edges = self._edges()
            both = edges.swap_kr + edges.swap_kr.T
            order = np.argsort(both, axis=None)[: 2 * SHAKEN_FROM]
            order = order[np.isfinite(both.ravel()[order])]
            if len(order):
                i, j = np.unravel_index(int(draw.choice(order)), both.shape)
                self.at[i], self.at[j] = self.at[j], self.at[i]

    def _edges(self) -> "_Edges":
        """Return what it costs that one municipality takes another's place, joins a centre, or leaves its own."""
        count, hosts = len(self.at), len(self.centres)
        swap, join, leave = np.full((count, count), inf), np.full((count, hosts), inf), np.full(count, inf)
        for c in range(hosts):
            one = self.filled(c, self._members(c))
            members = list(one.members)
            join[:, c] = one.joined_kr - one.kr
            swap[:, members] = one.swapped_kr.T - one.kr
            leave[members] = one.without_kr - one.kr
        at_home = self.at < 0
        leave[at_home] = -self.home_kr[at_home]
        fixed = np.ones(count, dtype=bool)
        fixed[self.movable] = False
        same = self.at[:, None] == self.at
        swap[same | fixed[:, None] | fixed] = inf
        join[fixed] = inf
        join[np.arange(count)[~at_home], self.at[~at_home]] = inf
        leave[fixed] = inf
        return _Edges(swap, join, np.where(at_home | fixed, inf, self.home_kr), leave)

    def _make_best(self) -> bool:
        """Make the exchange that saves most, of cycles and chains up to the longest; return whether there was one."""
        moves = self._edges().best(self.at, len(self.centres))
        for i, c in moves.items():
            self.at[i] = c
        return bool(moves)

    def portfolios(self) -> Mapping[int, int]:
        """Return by municipality which of the portfolios that are worth choosing it takes at its centre."""
        found: dict[int, int] = {}
        for c in range(len(self.centres)):
            members = self._members(c)
            low, high = self._range(c, len(members))
            if not members:
                continue
            nothing = np.full(high + 1, inf)
            nothing[0] = 0.0
            tables = [nothing]
            for i in members:
                tables.append(self._with_one_more(c, i, tables[-1]))
            at = low + int(tables[-1][low : high + 1].argmin())
            for i, before in zip(reversed(members), reversed(tables[:-1]), strict=True):
                left = at - self.steps[i, c]
                kr = np.where(left >= 0, self.kr[i, c] + before[np.maximum(left, 0)], inf)
                found[i] = int(kr.argmin())
                at -= int(self.steps[i, c, found[i]])
        return found


@dataclass(frozen=True)
class _Edges:
    """Kr. of the parts of an exchange: i in the place of j, i joining a centre, i joining home, i leaving its place."""

    swap_kr: Floats
    join_kr: Floats
    home_kr: Floats
    leave_kr: Floats

    def best(self, at: Numbers, hosts: int) -> dict[int, int]:
        """Return the new places of those in the exchange that saves most; nothing where none saves.

        From each that begins, the cheapest way to each that is put out of its place last, one longer each time.
        """
        count = len(at)
        bit = np.where(at >= 0, 1 << np.maximum(at, 0) % BITS, 0)
        kr, touched = np.where(np.eye(count, dtype=bool), 0.0, inf), np.where(np.eye(count, dtype=bool), bit, 0)
        bits = 1 << np.arange(hosts) % BITS
        best_kr, best, before = -LEAST_SAVED_KR, None, list[Numbers]()
        for length in range(LONGEST):
            free = (touched[:, :, None] & bits) == 0
            join = np.where(free, self.join_kr, inf)
            ends = ((kr + self.leave_kr[:, None])[:, :, None] + join).reshape(count, -1)
            homes, cycles = kr + self.leave_kr[:, None] + self.home_kr, kr + self.swap_kr.T
            for name, some in (("join", ends), ("home", homes), ("cycle", cycles)):
                place = int(np.where(np.isnan(some), inf, some).argmin())
                if some.ravel()[place] < best_kr:
                    best_kr, best = float(some.ravel()[place]), (name, length, place)
            if length == LONGEST - 1:
                break
            kr, touched, previous = self._one_longer(kr, touched, bit, at)
            before.append(previous)
        if best is None:
            return {}
        name, length, place = best
        start, rest = divmod(place, count * hosts if name == "join" else count)
        last, target = divmod(rest, hosts) if name == "join" else (rest, -1 if name == "home" else int(at[start]))
        moves, node = {last: target}, last
        for step in range(length - 1, -1, -1):
            earlier = int(before[step][start, node])
            moves[earlier], node = int(at[node]), earlier
        return moves

    def _one_longer(self, kr: Floats, touched: Numbers, bit: Numbers, at: Numbers) -> tuple[Floats, Numbers, Numbers]:
        """Return the ways that put one more out of its place, what they touch, and who was the last before."""
        count = len(kr)
        found, previous = np.full(kr.shape, inf), np.zeros(kr.shape, dtype=np.intp)
        for i in np.flatnonzero(np.isfinite(kr).any(axis=0)):
            way = np.where(((touched[:, i, None] & bit) == 0) & (at >= 0), kr[:, i, None] + self.swap_kr[i], inf)
            better = way < found
            found[better], previous[better] = way[better], i
        now = touched[np.arange(count)[:, None], previous] | bit
        return found, np.where(np.isfinite(found), now, 0), previous


def _least_between(kr: Floats, width: int) -> Floats:
    """Return at each place the least of it and of `width` places before it."""
    found, reach = kr.copy(), 1
    while reach <= width:
        shift = min(reach, width + 1 - reach)
        found[shift:] = np.minimum(found[shift:], found[:-shift].copy())
        reach += shift
    return found


def choose_by_exchanges(
    costs: PortfolioCosts, opened: Mapping[int, int], first: Numbers, seed: int, shakes: int, stop: Callable[[], bool]
) -> tuple[Route, ...] | None:
    """Return routes with centres open each on a piece, as cheap as were found; None where no way was to answer all.

    Whether they obey every rule is not checked. `first` are the centres that municipalities choose to begin with, -1 at
    home. It ends when so many shakes in a row were in vain, or when `stop` says so, which is asked between them.
    """
    centres = [open_centre(costs, c, k) for c, k in opened.items()]
    seats = {costs.seats[c].number for c in opened if c in costs.seats}
    movable = np.array([i for i in range(len(costs.municipalities)) if i not in seats], dtype=np.intp)
    number = {c: n for n, c in enumerate(opened)}
    at = np.array([-1 if i in seats else number.get(int(c), -1) for i, c in enumerate(first)], dtype=np.intp)
    work, draw = Exchanges(costs, centres, at, movable), np.random.default_rng(seed)
    best_kr, best, in_vain = inf, at, 0
    while True:
        found_kr = work.improve()
        in_vain += 1
        if found_kr < best_kr - LEAST_SAVED_KR:
            best_kr, best, in_vain = found_kr, work.at.copy(), 0
        work.at = best.copy()
        if in_vain >= shakes or stop():
            break
        work.shake(draw)
    work.at = best
    if best_kr >= NOT_AT_HOME_KR:
        return None
    return tuple(_routes(costs, work, seats))


def first_choice(opened: Mapping[int, int], costs: PortfolioCosts, reduced_kr: Floats, price: Floats) -> Numbers:
    """Return the centre of each municipality where it costs least at prices and there is room [I]; -1 for home."""
    pairs = costs.cheapest_somewhere
    numbers, pieces = np.array(list(opened), dtype=np.intp), np.array(list(opened.values()), dtype=np.intp)
    seats = {costs.seats[c].number for c in opened if c in costs.seats}
    room = {c: open_centre(costs, c, k).most for c, k in opened.items()}
    kr = reduced_kr[:, numbers, pieces]
    chosen = np.full(len(kr), -1, dtype=np.intp)
    for place in np.argsort(kr, axis=None):
        i, n = divmod(int(place), len(numbers))
        c, k = int(numbers[n]), int(pieces[n])
        if chosen[i] >= 0 or i in seats or not np.isfinite(kr[i, n]):
            continue
        volume = pairs.volume[i, c, int((pairs.fixed_kr[i, c] + price[c, k] * pairs.volume[i, c]).argmin())]
        if volume <= room[c]:
            chosen[i], room[c] = c, room[c] - volume
    return chosen


def _routes(costs: PortfolioCosts, work: Exchanges, seats: Iterable[int]) -> Iterator[Route]:
    """Return the routes of all: hosts answer what they may in their own centres."""
    chosen = work.portfolios()
    for i in seats:
        tasks, code = costs.tasks[i], costs.municipalities[i]
        own = costs.problem.instance.own_centre[code]
        for task, kr in zip(tasks.tasks, tasks.local_kr, strict=True):
            yield Route(code, task, own, "local") if kr < inf else Route(code, task, DEPARTMENTS, "unchanged")
    for i in work.movable.tolist():
        if work.at[i] < 0:
            yield from costs.routes_at_home(i)
        else:
            c = work.centres[work.at[i]].number
            yield from costs.routes_with_partner(i, c, int(costs.worth_choosing.number[i, c, chosen[i]]))
