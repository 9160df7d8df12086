"""Groups grown on the map: around those who use one centre in a plan, until each hangs together and obeys the rules."""

from collections.abc import Collection, Iterable, Mapping

from optimiser.data.adjacency import connected_parts
from optimiser.drawing.country import Country, Drawing, drawing_of
from optimiser.drawing.rules import size_of_group

Users = Mapping[str, frozenset[int]]
"""By municipality that uses any, the numbers of the groups whose centres answer it in a plan."""


class Growth:
    """Groups that grow into what is free: those taken in are in no other group.

    Where it does not matter who is taken in, those to be `left` to others are so as long as may be.
    """

    def __init__(
        self, country: Country, groups: Mapping[int, Iterable[str]], left: Collection[str] = frozenset()
    ) -> None:
        self.country, self.left = country, left
        self.groups = {number: set(group) for number, group in groups.items()}
        self.free = set(country.codes).difference(*self.groups.values())

    def drawing(self) -> Drawing | None:
        """Return the groups as a drawing, where they obey every rule."""
        drawing = drawing_of(self.groups.values())
        return drawing if self.country.allows(drawing) else None

    def take(self, number: int, codes: Iterable[str]) -> bool:
        """Take free municipalities into a group, each with its lot; return False where that cannot be."""
        lots = frozenset[str]().union(*(self.country.lot_of[code] for code in codes)) - self.groups[number]
        grown = self.groups[number] | lots
        if not lots <= self.free or not self.country.fits(grown):
            return False
        if any(self.country.foes[code] & grown for code in lots):
            return False
        self.groups[number], self.free = grown, self.free - lots
        return True

    def border(self, number: int) -> set[str]:
        """The free municipalities adjacent to a group."""
        return {other for code in self.groups[number] for other in self.country.neighbours[code]} & self.free

    def join(self, number: int) -> bool:
        """Join the parts of a group over free municipalities, each over as few as lead there; False where none do."""
        while len(parts := connected_parts(self.groups[number], self.country.neighbours)) > 1:
            way = self._way(parts[0], self.groups[number] - parts[0])
            if way is None or not self.take(number, way):
                return False
        return True

    def _way(self, start: Iterable[str], goal: set[str]) -> list[str] | None:
        """The shortest way over free municipalities from a part to another."""
        before: dict[str, str] = {}
        edge, seen = list(start), set(start)
        while edge:
            nearest: list[str] = []
            for code in sorted(edge):
                for other in sorted(self.country.neighbours[code] - seen):
                    if other in goal:
                        return _back(before, code, set(start))
                    if other in self.free:
                        seen.add(other)
                        before[other] = code
                        nearest.append(other)
            edge = nearest
        return None

    def fill(self) -> None:
        """Let groups grow to what each must have, begin as many as there must be, and take in everybody who must be."""
        while len(self.groups) < self.country.rules.fewest_groups and self._begin():
            pass
        for number in sorted(self.groups):
            while not self.country.suffices(self.groups[number]) and self._grow(number):
                pass
        while any(map(self.country.must_join, self.free)):
            if not any(self._grow(number) for number in self._smallest_first()) and not self._begin():
                return

    def carve(self) -> None:
        """Begin a group no larger than it must be, at the edge of what is free: what is left hangs together still."""
        number = next(number for number in range(len(self.groups) + 1) if number not in self.groups)
        for start in self._outermost(self.free):
            before = set(self.free)
            self.groups[number] = set()
            grows = self._leaves_the_rest(start) and self.take(number, [start])
            while grows and not self.country.suffices(self.groups[number]):
                inner = (code for code in self._outermost(self.border(number)) if self._leaves_the_rest(code))
                grows = any(self.take(number, [code]) for code in inner)
            if grows:
                return
            del self.groups[number]
            self.free = before

    def _outermost(self, codes: Iterable[str]) -> list[str]:
        """Some free municipalities, those to be left last, else those that fewest free ones are adjacent to first."""
        free = self.free
        return sorted(codes, key=lambda code: (code in self.left, len(self.country.neighbours[code] & free), code))

    def _leaves_the_rest(self, code: str) -> bool:
        """Whether what is free hangs together no less without a municipality and its lot."""
        parts = len(connected_parts(self.free, self.country.neighbours))
        return len(connected_parts(self.free - self.country.lot_of[code], self.country.neighbours)) <= parts

    def _smallest_first(self) -> list[int]:
        return sorted(self.groups, key=lambda number: (len(self.groups[number]), number))

    def _grow(self, number: int) -> bool:
        """Take in one municipality at the border, one that fewest free ones are adjacent to first."""
        return any(self.take(number, [code]) for code in self._outermost(self.border(number)))

    def _begin(self) -> bool:
        """Begin a new group, at the free municipality that is adjacent to fewest free ones."""
        if len(self.groups) == self.country.rules.most_groups:
            return False
        number = next(number for number in range(len(self.groups) + 1) if number not in self.groups)
        self.groups[number] = set()
        for code in self._outermost(self.free):
            if self.take(number, [code]):
                return True
        del self.groups[number]
        return False


def _back(before: Mapping[str, str], code: str, start: set[str]) -> list[str]:
    way = []
    while code not in start:
        way.append(code)
        code = before[code]
    return way


def joined(country: Country, users: Users, members: Mapping[int, Iterable[str]]) -> Drawing | None:
    """Return a drawing that has those who use a centre in one group, with some members; None where none is found."""
    if any(len(groups) > 1 for groups in users.values()):
        return None
    wanted: dict[int, set[str]] = {number: set(codes) for number, codes in members.items()}
    for code, groups in users.items():
        for other in country.lot_of[code]:
            wanted.setdefault(min(groups), set()).add(other)
    if len([code for group in wanted.values() for code in group]) > len(set().union(*wanted.values())):
        return None
    growth = Growth(country, wanted)
    if not all(growth.join(number) for number in sorted(wanted, key=lambda number: -len(wanted[number]))):
        return None
    growth.fill()
    return growth.drawing()


def mended(country: Country, users: Users, weights: Mapping[str, float]) -> Drawing | None:
    """Return a drawing like the groups of users: of each its heaviest part, grown to about the size that it has.

    A group takes in its own users first, then who uses no centre, then others. Groups beyond those of the users are as
    small as may be, and at the edge of the country.
    """
    wanted: dict[int, set[str]] = {}
    for code, groups in users.items():
        wanted.setdefault(min(groups), set()).add(code)
    growth = Growth(country, {}, left=frozenset(users))
    for _ in range(country.rules.fewest_groups - len(wanted)):
        growth.carve()
    taken = dict(growth.groups)
    growth.groups = {max(wanted, default=0) + 1 + place: group for place, group in enumerate(taken.values())}
    for number in sorted(wanted, key=lambda number: -size_of_group(wanted[number], weights)):
        target = size_of_group(wanted[number], weights)
        parts = connected_parts(wanted[number] & growth.free, country.neighbours)
        heaviest = max(parts, key=lambda part: size_of_group(part, weights), default=frozenset[str]())
        growth.groups[number] = set()
        if not heaviest or not growth.take(number, heaviest):
            del growth.groups[number]
            continue
        _grow_to(growth, number, target, wanted[number], users, weights)
    growth.fill()
    return growth.drawing()


def _grow_to(
    growth: Growth, number: int, target: float, own: set[str], users: Users, weights: Mapping[str, float]
) -> None:
    def preference(code: str) -> tuple[bool, bool, str]:
        return code not in own, code in users, code

    while size_of_group(growth.groups[number], weights) < target:
        if not any(growth.take(number, [code]) for code in sorted(growth.border(number), key=preference)):
            return
