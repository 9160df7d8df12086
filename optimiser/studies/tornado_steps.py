"""A tornado step by step: solve the base, hold its plan where an assumption is moved, and halve to a switch."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from optimiser.data.instance import Instance
from optimiser.sensitivity.ranges import Range, read_ranges
from optimiser.sensitivity.switching import Bracket, Kind, Switching, alike, plan_after, structure_after
from optimiser.sensitivity.tornado import Moved, Tornado
from optimiser.studies.resume import Began, Resume
from optimiser.studies.runner.dispatch import alone
from optimiser.studies.runner.local import Workers
from optimiser.studies.solve_log import Found
from optimiser.studies.sweep_points import Planned, cases_of
from optimiser.studies.tornado_points import Place, Places
from optimiser.studies.tornado_solves import ANSWERS, BasePlan, solve_base, solve_moved, unmoved


@dataclass
class Moving:
    """What is found so far; `home` is where nothing is moved in the structure of the base plan, once that is known."""

    keeper: Resume
    places: Places
    workers: Workers
    plan: BasePlan | None = None
    home: Place = field(init=False)

    def __post_init__(self) -> None:
        """Until it is known which structure is the cheapest, the first stands for it."""
        self.home = self.places.bases[0]

    @property
    def base(self) -> Found:
        """The figures of the base plan."""
        return unmoved(self.keeper.found[self.places.planned[self.home].key])

    def begin(self, instance: Instance, ranges: Sequence[Range], *, everywhere: bool) -> None:
        """Solve each structure as it is, and take the plan of the cheapest; the ends are counted as work to do.

        `everywhere`: the ends will be solved in each structure.
        """
        bases, structures = self.places.bases, self.places.structures
        ends = self.places.ends(ranges, structures if everywhere else structures[:1])
        self._want(bases)
        if not self.keeper.missing:  # then it is known under which plan the ends are kept, if they are
            self._choose()
            self._want(self.places.ends(ranges, structures if everywhere else [self.home.structure]))
        total = len(bases) + sum(not self.places.is_base(end) for end in ends)
        told = replace(instance, remarks=(*instance.remarks, *self.places.remarks))
        self.keeper.report(Began(told, total, self.keeper.done))
        self._solve(bases)
        self._choose()

    def tornado(self, only: Sequence[str], tolerance: float | None) -> Tornado | None:
        """Move what is to be moved; also to where the answer switches, where a tolerance is given.

        None where no base was found, because all failed.
        """
        if self.plan is None:
            return Tornado.of(self.base, ()) if self._found(self.home) else None
        ranges, _ = read_ranges(self.places.instance(self.home), only)
        switching = tolerance is not None
        self._solve(self.places.ends(ranges, self.places.structures if switching else [self.home.structure]))
        switches = None if tolerance is None else self._switching(ranges, tolerance)
        bases = {base.structure: found for base in self.places.bases if (found := self._found(base)) is not None}
        return Tornado.of(self.base, self._moved(ranges), switches, alike(bases, self.home.structure))

    def _choose(self) -> None:
        """The base plan is that of the cheapest structure; where none has a plan there is only a row to tell of."""
        found = {place: self.keeper.found.get(self.places.planned[place].key) for place in self.places.bases}
        known = {place: figures for place, figures in found.items() if figures is not None}
        self.home = next(iter(known), self.home)
        costs = {place: figures["objective_kr"] for place, figures in known.items() if figures[ANSWERS]}
        if costs:
            self.home = min(costs, key=lambda place: float(costs[place]))
            self.plan = BasePlan(self.places.planned[self.home].system, known[self.home][ANSWERS])

    def _moved(self, ranges: Iterable[Range]) -> Iterator[Moved]:
        for each in ranges:
            for side, value in each.ends:
                found = self._found(Place(self.home.structure, each.setting(value)))
                if found is not None:
                    yield each, side, value, found

    # ---- where it switches ---------------------------------------------------------------------

    def _switching(self, ranges: Iterable[Range], tolerance: float) -> Switching:
        """Halve all brackets side by side until each is narrow enough."""
        movable = [each for each in ranges if each.base is not None]
        found = dict(enumerate(self._brackets(movable, tolerance)))
        ahead = found
        while ahead:
            middles = ((each, each.middle) for each in ahead.values())
            self._solve([place for each, value in middles if value is not None for place in self._there(each, value)])
            ahead = {n: judged for n, each in ahead.items() if (judged := self._halved(each)) is not None}
            found |= ahead
        skipped = (each.parameter for each in ranges if each.base is None)
        return Switching.of(found.values(), self.plan.system if self.plan else "", tolerance, skipped)

    def _brackets(self, ranges: Iterable[Range], tolerance: float) -> Iterator[Bracket]:
        """From the base to each end, judged at the end; nothing is said of an end whose solve failed."""
        kinds: tuple[Kind, ...] = ("plan", "structure") if len(self.places.structures) > 1 else ("plan",)
        for each in ranges:
            for side, end in each.ends:
                for kind in kinds:
                    if each.base is not None and end != each.base:
                        bracket = Bracket(each, side, kind, each.base, end, each.nearness(tolerance))
                        if (judged := self._judged(bracket, end)) is not None:
                            yield judged

    def _halved(self, bracket: Bracket) -> Bracket | None:
        """The bracket with its middle judged; None where it is narrow enough, or the middle cannot be judged."""
        return None if bracket.middle is None else self._judged(bracket, bracket.middle)

    def _judged(self, bracket: Bracket, value: float) -> Bracket | None:
        there = {place.structure: self._found(place) for place in self._there(bracket, value)}
        found = {structure: figures for structure, figures in there.items() if figures is not None}
        if len(found) < len(there):
            return None
        home = self.home.structure
        after = structure_after(found, home) if bracket.kind == "structure" else plan_after(self.base, found[home])
        return bracket.narrowed(value, after)

    def _there(self, bracket: Bracket, value: float) -> list[Place]:
        """What must be solved to judge a value."""
        structures = self.places.structures if bracket.kind == "structure" else (self.home.structure,)
        return [Place(structure, bracket.moved.setting(value)) for structure in structures]

    # ---- solving -------------------------------------------------------------------------------

    def _found(self, place: Place) -> Found | None:
        """What is found at a place; None where its solve failed."""
        found = self.keeper.found.get(self._planned(place).key)
        return unmoved(found) if found and self._is_home(place) else found

    def _want(self, places: Iterable[Place]) -> dict[str, Place]:
        """Want what has not been wanted before; what of that must be solved, by key."""
        keys = {self._planned(place).key: place for place in places}
        fresh = {key: place for key, place in keys.items() if key not in self.keeper.wanted}
        self.keeper.want(fresh)
        return {key: place for key, place in keys.items() if key not in self.keeper.found}

    def _solve(self, places: Sequence[Place]) -> None:
        """Solve what is not kept; a solve that has failed is not tried again."""
        self.places.check(places)
        failed = self.keeper.failures
        to_do = {key: place for key, place in self._want(places).items() if place.name not in failed}
        if to_do:
            answer = partial(solve_moved, base=self.plan) if self.plan else solve_base
            cases = cases_of(self.places.question, map(self._planned, to_do.values()))
            titles = {key: place.name for key, place in to_do.items()}
            self.keeper.solve(alone(cases), self.workers, answer, titles)

    def _planned(self, place: Place) -> Planned:
        if self.plan is None or place.moved is None or self._is_home(place):
            return self.places.planned[place]
        return self.places.with_plan(place, self.plan)

    def _is_home(self, place: Place) -> bool:
        return place.structure == self.home.structure and self.places.is_base(place)
