"""The best that a KPI can come to over the routes there are: in a municipality, in the country, in a centre."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from math import comb
from typing import TYPE_CHECKING

from optimiser.data.instance import TaskKey
from optimiser.data.rows import Kpi

if TYPE_CHECKING:
    from optimiser.planning.problem import Problem
    from optimiser.planning.routes import Route

ROUNDING = 1e-9
"""A mean that misses its target by so little misses it in the last digits of a sum only."""
MOST_SETS = 1000
"""Sets of places tried for a municipality at most; beyond, each task has its best place, which is never worse."""


@dataclass(frozen=True)
class Weighed:
    """Contacts, and what they come to in a KPI."""

    total: float = 0.0
    contacts: float = 0.0

    def __add__(self, other: Weighed) -> Weighed:
        """Both together."""
        return Weighed(self.total + other.total, self.contacts + other.contacts)

    @property
    def mean(self) -> float:
        """The mean by contacts."""
        return self.total / self.contacts


def misses(kpi: Kpi, mean: float) -> bool:
    """True when a mean does not meet the KPI's target."""
    if kpi.target is None:
        return False
    short = kpi.target - mean if kpi.sense == "at least" else mean - kpi.target
    return short > ROUNDING * max(1.0, abs(kpi.target))


@dataclass(frozen=True)
class BestMeans:
    """The best means of one KPI; no plan has a better one, and none is out of reach for what is told here alone."""

    problem: Problem
    kpi: Kpi
    sign: float = field(init=False)

    def __post_init__(self) -> None:
        """More is better, or less is."""
        object.__setattr__(self, "sign", 1.0 if self.kpi.sense == "at least" else -1.0)

    @cached_property
    def by_municipality(self) -> Mapping[str, float]:
        """Best mean of each municipality by code, at no more places than it may use."""
        return {code: self._best(code).mean for code in self.problem.routes_of}

    @property
    def country(self) -> float:
        """Best mean of the country."""
        return sum((self._best(code) for code in self.problem.routes_of), Weighed()).mean

    @property
    def best_target(self) -> float:
        """The best target that is met where it must be, as far as the routes alone tell.

        In each municipality: what the one that is worst off can come to. In each centre: what must be let be for the
        task that has no better place to go; where all may stay in the departments, the best value of all.
        """
        if self.kpi.scope == "national":
            return self.country
        if self.kpi.scope == "municipality":
            return self._worst(self.by_municipality.values())
        best = [
            self._best_of(map(self.by_centre.__getitem__, centres))
            for task, centres in self.centres_of.items()
            if task not in self.in_departments
        ]
        return self._worst(best) if best else self._best_of(map(self.value, self.problem.routes))

    def _best_of(self, values: Iterable[float]) -> float:
        return max(values, key=lambda value: self.sign * value)

    def _worst(self, values: Iterable[float]) -> float:
        return min(values, key=lambda value: self.sign * value)

    def value(self, route: Route) -> float:
        """The KPI's value on a route."""
        return self.problem.instance.kpi_values[self.kpi.kpi, route.form, route.task]

    def weighed(self, route: Route) -> Weighed:
        """The contacts of a route, with its value."""
        contacts = self.problem.instance.contacts[route.municipality, route.task]
        return Weighed(self.value(route) * contacts, contacts)

    # ---- a municipality ------------------------------------------------------------------------

    def _best(self, code: str) -> Weighed:
        """The municipality's tasks, each at the best of its places, in the best set of places it may use."""
        limit = self.problem.instance.settings.policy.max_entry_points
        places = self._places(self.problem.routes_of[code])
        together = self._at(places)
        if len(places) <= limit or comb(len(places), limit) > MOST_SETS:
            return self._sum(together)
        sets = (self._at(some) for some in combinations(places, limit))
        whole = [self._sum(some) for some in sets if some.keys() == together.keys()]
        return max(whole, key=lambda weighed: self.sign * weighed.mean, default=self._sum(together))

    def _places(self, routes: Iterable[Route]) -> list[Mapping[TaskKey, Route]]:
        """What each place would answer at best; of places that are alike, one."""
        found: dict[str, dict[TaskKey, Route]] = defaultdict(dict)
        for route in routes:
            known = found[route.place].setdefault((route.municipality, route.task), route)
            if self.sign * self.value(route) > self.sign * self.value(known):
                found[route.place][route.municipality, route.task] = route
        alike = {tuple(sorted((task, self.value(route)) for task, route in at.items())): at for at in found.values()}
        return list(alike.values())

    def _at(self, places: Iterable[Mapping[TaskKey, Route]]) -> Mapping[TaskKey, Route]:
        """Each task at the best of some places."""
        best: dict[TaskKey, Route] = {}
        for place in places:
            for task, route in place.items():
                if task not in best or self.sign * self.value(route) > self.sign * self.value(best[task]):
                    best[task] = route
        return best

    def _sum(self, routes: Mapping[TaskKey, Route]) -> Weighed:
        return sum((self.weighed(route) for route in routes.values()), Weighed())

    # ---- a centre ------------------------------------------------------------------------------

    @cached_property
    def by_centre(self) -> Mapping[str, float]:
        """Best mean of each centre, if it opens: with what nobody else may answer, and the best it can get besides."""
        at: dict[str, list[Route]] = defaultdict(list)
        for route in self.problem.routes:
            if route.form != "unchanged":
                at[route.centre].append(route)
        return {centre: self._best_at(routes) for centre, routes in at.items()}

    @cached_property
    def centres_of(self) -> Mapping[TaskKey, Sequence[str]]:
        """Where each task may be answered, departments included."""
        found: dict[TaskKey, list[str]] = defaultdict(list)
        for route in self.problem.routes:
            found[route.municipality, route.task].append(route.centre)
        return found

    @cached_property
    def in_departments(self) -> frozenset[TaskKey]:
        """The tasks that may stay in the departments."""
        routes = self.problem.routes
        return frozenset((route.municipality, route.task) for route in routes if route.form == "unchanged")

    def _best_at(self, routes: list[Route]) -> float:
        """What must come comes; of the rest, the best first, comes what lifts the mean."""
        forced = [route for route in routes if len(self.centres_of[route.municipality, route.task]) == 1]
        free = sorted(set(routes) - set(forced), key=lambda route: -self.sign * self.value(route))
        taken = sum((self.weighed(route) for route in forced), Weighed())
        for route in free:
            if not taken.contacts or self.sign * self.value(route) > self.sign * taken.mean:
                taken += self.weighed(route)
        return taken.mean

    def stranded(self) -> Iterator[tuple[str, list[TaskKey]]]:
        """Centres that miss the target whatever they answer, and the tasks that can go to such centres only.

        Of several such centres the tasks are told of at the one that comes nearest.
        """
        usable = {centre for centre, mean in self.by_centre.items() if not misses(self.kpi, mean)}
        tasks: dict[str, list[TaskKey]] = defaultdict(list)
        for task, centres in self.centres_of.items():
            if task not in self.in_departments and usable.isdisjoint(centres):
                tasks[max(centres, key=lambda centre: self.sign * self.by_centre[centre])].append(task)
        yield from tasks.items()
