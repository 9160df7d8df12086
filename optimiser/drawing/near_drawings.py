"""Drawings that cost nearly what the best does, and differ from it and from each other; and who is together in all.

Many drawings cost nearly the same: who does not use the centre of a group may be in any. Of them a few are found that
lie far apart; the one that cuts fewest borders; and the one that keeps most municipalities with today's regions. Each
has a plan, which an audit has held against every rule, and which costs no more than the limit. So it is proven of each
that it is near the best; that there is none farther off, more compact, or nearer to today's regions is proven only
where it says so.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from random import Random

from optimiser.data.adjacency import connected_parts
from optimiser.data.instance import Instance
from optimiser.data.regions_tables import NearKind
from optimiser.drawing.country import Country, Drawing, drawing_of
from optimiser.drawing.drawing_costs import DrawingCosts
from optimiser.drawing.measures import (
    Settled,
    cut_borders,
    groups_by,
    kept_with,
    match_groups,
    moved_between,
    settled_in,
)
from optimiser.drawing.moving import MovingDrawing
from optimiser.drawing.pricing import Priced
from optimiser.drawing.regions import DrawnRegions
from optimiser.drawing.rules import DrawingRules, Group
from optimiser.drawing.walking import Aim, CloseTo, FarFrom, FewCutBorders, Reached, WalkLimits, steps_of_walk, walk
from optimiser.fixed_plan import FixedPlanEvaluation, evaluate_fixed_plan
from optimiser.solver.monitor import relative_gap, stop_on_interrupt

WITHIN = 0.001
"""A drawing is near the best where it costs at most this share more."""
NUMBER = 10
DIFFER = 5
"""So many municipalities are in another group in each of two drawings that differ."""
WALKS = 5
"""Walks in search of a drawing that differs; twice as many for a second aim, as it is sought once."""
MOST_REFUSED = 5
"""Drawings in a row whose plans the audit refuses, after which no more are sought."""
ReportNear = Callable[[int, int], None]
"""Is told how many drawings were found, and how many are sought."""


@dataclass(frozen=True)
class NearDrawing:
    """A drawing near the best: its groups by the name of the centre, those of the best where they are matched.

    `evaluation` is of a plan under it that costs `cost_kr` a year, with its instance, whose structure is the drawing.
    `moved` municipalities are in another group than in the best. It `is_proven` where no drawing near the best serves
    the aim it was sought for better.
    """

    kind: NearKind
    groups: dict[str, Group]
    evaluation: FixedPlanEvaluation
    cost_kr: float
    moved: int
    cut_borders: int
    kept: int
    is_proven: bool = False


@dataclass(frozen=True)
class NearDrawings:
    """Drawings that cost at most `limit_kr` a year (to a krone), in the order found, and what they have in common.

    The drawings are of the kind `near`, each with `differ` municipalities or more in another group than in the best and
    in each other of that kind; then `compact` and `todays-regions`, which may be the best itself, and of which the last
    is not sought where no municipality has a region. Where it is `interrupted`, Ctrl-C ended the search.
    """

    limit_kr: float
    bound_kr: float | None
    drawings: tuple[NearDrawing, ...]
    settled: tuple[Settled, ...]
    interrupted: bool = False

    def of_kind(self, kind: NearKind) -> tuple[NearDrawing, ...]:
        """Return the drawings of a kind."""
        return tuple(drawing for drawing in self.drawings if drawing.kind == kind)

    @property
    def gap(self) -> float | None:
        """How much cheaper than the dearest of them a drawing can be at most, as a share; None: nothing is proven."""
        return relative_gap(max((drawing.cost_kr for drawing in self.drawings), default=self.limit_kr), self.bound_kr)


def find_near_drawings(  # noqa: PLR0913 - each has a default
    instance: Instance,
    drawn: DrawnRegions,
    rules: DrawingRules,
    *,
    within: float = WITHIN,
    number: int = NUMBER,
    differ: int = DIFFER,
    seed: int = 0,
    report: ReportNear = lambda *_: None,
) -> NearDrawings:
    """Find drawings that cost nearly what the best does and differ, and those that serve second aims.

    Parameters
    ----------
    instance
        The instance that was drawn.
    drawn
        The best drawing of it, by `draw_regions` with the same rules.
    rules
        What a drawing must obey.
    within
        How much more than the best a drawing costs at most, as a share of the cost of the best found.
    number
        How many drawings are sought, besides those that serve second aims.
    differ
        How many municipalities are in another group in any two of them, groups matched as well as can be; 1 or more.
    seed
        Of what is drawn at random; the same answer for the same seed.
    report
        Called after each drawing with how far the search has come.

    Returns
    -------
    NearDrawings
        Those that were found; fewer where no more were. Ctrl-C ends the search with what is found by then.
    """
    search = _Search(instance, drawn, rules, within, differ, seed, report)
    with stop_on_interrupt(search):
        return search.run(number)


@dataclass
class _Search:
    """The drawings that were found so far, beside the best."""

    instance: Instance
    drawn: DrawnRegions
    rules: DrawingRules
    within: float
    differ: int
    seed: int
    report: ReportNear
    interrupted: bool = False
    found: list[NearDrawing] = field(default_factory=list)
    refused: set[Drawing] = field(default_factory=set)

    def run(self, number: int) -> NearDrawings:
        """Look for drawings that differ, then for those of second aims."""
        sought = number + 2
        while len(self.found) < number and self._add_farthest():
            self.report(len(self.found), sought)
        if not self.interrupted:
            self._add_best("compact", FewCutBorders(self.instance.neighbours_of))
            if self._regions:
                self._add_best("todays-regions", CloseTo([self._regions], self.rules.most_groups))
            self.report(sought, sought)
        best, near = list(self.drawn.groups.values()), self._drawings[1:]
        settled = tuple(settled_in(self._priced.country.codes, [best, *near]))
        return NearDrawings(self._limits.most_kr, self.drawn.bound_kr, tuple(self.found), settled, self.interrupted)

    # ---- what it begins from -------------------------------------------------------------------

    @cached_property
    def _priced(self) -> Priced:
        return Priced(Country(self.instance, self.rules))

    @cached_property
    def _best(self) -> Drawing:
        return drawing_of(self.drawn.groups.values())

    @cached_property
    def _costs(self) -> DrawingCosts:
        return DrawingCosts(self._priced, self._best, self.drawn.result.assignment)

    @cached_property
    def _limits(self) -> WalkLimits:
        spare_kr = self.within * self.drawn.cost_kr
        steps = steps_of_walk(self._priced.country)
        return WalkLimits(self.drawn.cost_kr + spare_kr, spare_kr, steps, lambda: self.interrupted)

    @cached_property
    def _region_of(self) -> Mapping[str, str]:
        return {code: row.region for code, row in self.instance.municipalities.items()}

    @cached_property
    def _regions(self) -> Sequence[Group]:
        return groups_by(self._region_of)

    @property
    def _drawings(self) -> list[Drawing]:
        """The best, and those found beside it."""
        return [self._best, *(drawing_of(near.groups.values()) for near in self.found)]

    # ---- the search ----------------------------------------------------------------------------

    def _add_farthest(self) -> bool:
        """Add the drawing that is farthest from all found so far; False where none is far enough."""
        for attempt in range(MOST_REFUSED):
            aim = FarFrom([*self._drawings, *self.refused], self.rules.most_groups)
            reached = self._walk(f"near {len(self.found)} {attempt}", aim, WALKS)
            if reached is None or reached.worth < max(self.differ, 1) or self.interrupted:
                return False
            if self._add("near", reached.drawing):
                return True
        return False

    def _add_best(self, kind: NearKind, aim: Aim) -> None:
        """Add the drawing that serves an aim best of those that are passed, or the best where none is better."""
        regions = drawing_of(self._regions)
        others = [regions] if self._priced.country.allows(regions) else []
        reached = self._walk(kind, aim, 2 * WALKS, *others)
        if self.interrupted:
            return
        if reached is None or not self._add(kind, reached.drawing):
            self._add(kind, self._best)

    def _walk(self, name: str, aim: Aim, walks: int, *others: Drawing) -> Reached | None:
        """Return the drawing that serves an aim best, of walks from others and from some of those found.

        Of those that serve it alike the cheapest is returned.
        """
        rng = Random(f"{self.seed} {name}")  # noqa: S311  # nothing secret is drawn
        drawings = self._drawings
        starts = [*others, drawings[0], drawings[-1], *rng.choices(drawings, k=walks - 2)]
        best: Reached | None = None
        for start in starts:
            moving = MovingDrawing(self._priced.country, start)
            reached = walk(moving, self._costs, aim, self._limits, rng)
            if reached and (best is None or (reached.worth, -reached.cost_kr) > (best.worth, -best.cost_kr)):
                best = reached
        return best

    def _add(self, kind: NearKind, drawing: Drawing) -> bool:
        """Add a drawing where its plan obeys every rule within the limit; else it is refused."""
        groups = self._named(drawing)
        plan = self.drawn.result.assignment if drawing == self._best else self._costs.plan(groups)
        evaluation = evaluate_fixed_plan(plan, self._priced.of_groups(groups))
        figures = evaluation.lawful_figures
        if figures is None or self._limits.excess(figures.objective_kr) > 0:
            self.refused.add(drawing)
            return False
        near = NearDrawing(
            kind,
            groups,
            evaluation,
            figures.objective_kr,
            moved_between(self._best, drawing),
            cut_borders(drawing, self.instance.neighbours_of),
            kept_with(drawing, self._region_of),
        )
        self.found.append(replace(near, is_proven=self._is_proven(near)))
        return True

    def _named(self, drawing: Drawing) -> dict[str, Group]:
        """Return groups by the name of the centre: that of the best's group which is matched, or one that is free."""
        names, places = list(self.drawn.groups), match_groups(drawing, list(self.drawn.groups.values()))
        taken = {names[place] for place in places if place is not None}
        free = iter(name for name in self._priced.names() if name not in taken)
        group_of = {
            next(free) if place is None else names[place]: group for group, place in zip(drawing, places, strict=True)
        }
        return {name: group_of[name] for name in self._priced.names() if name in group_of}

    # ---- what is told of them ------------------------------------------------------------------

    def _is_proven(self, near: NearDrawing) -> bool:
        """Whether no drawing at all serves the aim better, as is seen by counting."""
        if near.kind == "compact":
            return near.cut_borders == fewest_cut_borders(self._priced.country)
        return near.kind == "todays-regions" and near.kept == most_kept(self._priced.country)


# ---- What is seen by counting -----------------------------------------------------------------------


def fewest_cut_borders(country: Country) -> int:
    """Return how many borders are cut in every drawing of a country at least, whatever it costs.

    Groups that hang together and are more than the parts of the country meet others, or those who are in none.
    """
    parts = connected_parts(country.codes, country.instance.neighbours_of)
    return max(0, country.rules.fewest_groups - len(parts)) if country.rules.contiguous else 0


def most_kept(country: Country) -> int:
    """Return how many municipalities stay with today's regions in every drawing of a country at most."""
    regions = groups_by({code: row.region for code, row in country.instance.municipalities.items()})
    return sum(sorted(map(len, regions), reverse=True)[: country.rules.most_groups])
