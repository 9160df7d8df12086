"""Drawings that others made, or that were found for other numbers of groups, held beside the best that was found.

Each that obeys the rules is priced by a plan put together in no time from one in hand (`drawing_costs.py`); the
cheapest is solved where that plan costs less than the best that was found, so it is never dearer than any of them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import combinations

from optimiser.api import solve
from optimiser.data.settings import SolverOptions
from optimiser.data.tolerances import A_KRONE
from optimiser.drawing.country import Country, Drawing, drawing_of
from optimiser.drawing.drawing_costs import DrawingCosts
from optimiser.drawing.pricing import Priced
from optimiser.drawing.regions import DrawnRegions
from optimiser.drawing.rules import Group
from optimiser.fixed_plan import evaluate_fixed_plan
from optimiser.planning.assignment import Assignment
from optimiser.solver.solve import WarmStart

TakeCheaper = Callable[[Country, DrawnRegions, SolverOptions | None], DrawnRegions]
"""Takes another drawing in the place of the best that was found, where it costs less."""


def take_cheaper(
    country: Country,
    drawn: DrawnRegions,
    known: Iterable[Drawing],
    options: SolverOptions | None = None,
    *,
    in_hand: DrawnRegions | None = None,
) -> DrawnRegions:
    """Return the cheapest of known drawings in the place of the best that was found, where it costs less.

    Parameters
    ----------
    country
        The instance that was drawn, with what a drawing must obey; one that does not obey it counts for nothing.
    drawn
        The best drawing found that does; what is proven of it holds whatever drawing is taken.
    known
        The drawings that are priced.
    options
        Options of the solve, of the cheapest alone.
    in_hand
        The drawing whose plan theirs are put together from, of as many groups or more; the best if not given.

    Returns
    -------
    DrawnRegions
        The cheapest, with one solve more; or the best as it was.
    """
    own = drawing_of(drawn.groups.values())
    lawful = [drawing for drawing in dict.fromkeys(known) if drawing != own and country.allows(drawing)]
    if not lawful or drawn.interrupted:
        return drawn
    in_hand = in_hand or drawn
    many = replace(country, rules=replace(country.rules, most_groups=len(in_hand.groups)))
    costs = DrawingCosts(Priced(many), drawing_of(in_hand.groups.values()), in_hand.result.assignment)
    cheapest = min(lawful, key=costs.cost_kr)
    if costs.cost_kr(cheapest) >= drawn.cost_kr:
        return drawn
    groups = dict(zip(costs.names, cheapest, strict=False))
    return _take_planned(country, drawn, groups, costs.plan(groups), options)


def take_joined(
    country: Country, drawn: DrawnRegions, options: SolverOptions | None = None, *, more: DrawnRegions
) -> DrawnRegions:
    """Return a drawing of one group more with the two joined whose joining is cheapest, where it costs less."""
    joined = _joined_in_pairs(drawing_of(more.groups.values()))
    return take_cheaper(country, drawn, joined, options, in_hand=more)


def take_named(
    country: Country,
    drawn: DrawnRegions,
    options: SolverOptions | None = None,
    *,
    groups: Mapping[str, Group],
    plan: Assignment,
) -> DrawnRegions:
    """Return a structure that obeys the rules, and has a plan, as the drawing that it is, where it costs less."""
    name_of = dict(zip(groups, Priced(country).names(), strict=True))
    renamed = Assignment({key: name_of.get(place, place) for key, place in plan.items()})
    return _take_planned(country, drawn, {name_of[group]: groups[group] for group in groups}, renamed, options)


def _take_planned(
    country: Country,
    drawn: DrawnRegions,
    groups: dict[str, Group],
    plan: Assignment,
    options: SolverOptions | None,
) -> DrawnRegions:
    """Return a drawing of which a plan is known in the place of the best that was found, where that costs less.

    It has its groups by the names of their centres, is solved from the plan, and has one solve more.
    """
    instance = Priced(country).of_groups(groups)
    figures = evaluate_fixed_plan(plan, instance).lawful_figures
    if figures is None or figures.objective_kr > drawn.cost_kr - A_KRONE:
        return drawn
    result = solve(instance, options, warm_start=WarmStart(plan.routes_in(instance)), nearest_host=False)
    if not result.has_plan:
        return drawn
    return replace(drawn, groups=groups, result=result, solves=drawn.solves + 1, interrupted=result.run.interrupted)


def _joined_in_pairs(drawing: Drawing) -> Iterator[Drawing]:
    """Go through the drawings of a group less that two groups joined make, lawful or not."""
    for pair in combinations(drawing, 2):
        yield drawing_of([frozenset().union(*pair), *(group for group in drawing if group not in pair)])
