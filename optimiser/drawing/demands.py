"""What is asked of a drawing, demand by demand, each of which can be left out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from math import inf, isfinite

from optimiser.drawing.rules import DrawingRules, Group, SizeBound


@dataclass(frozen=True)
class Demand:
    """Something that is asked of a drawing beside the number of groups, and the rules `without` it.

    `about` is the bound, as an option has it, or blank; `lot` the municipalities that are kept together or apart.
    """

    rule: str
    about: str
    without: Callable[[DrawingRules], DrawingRules]
    lot: Group = frozenset()


def demands_of(rules: DrawingRules) -> Iterator[Demand]:
    """Go through what is asked, what is left out first where that is enough before the rest."""
    for lot in rules.together:
        yield Demand("together", "", _without_together(lot), lot)
    for lot in rules.apart:
        yield Demand("apart", "", _without_apart(lot), lot)
    for bound in rules.sizes:
        if isfinite(bound.most):
            yield Demand(bound.column, f":{bound.most:.0f}", _with_bound(replace(bound, most=inf)))
        if bound.least > 0:
            yield Demand(bound.column, f"{bound.least:.0f}:", _with_bound(replace(bound, least=0.0)))
    if rules.everyone:
        yield Demand("everyone", "", lambda left: replace(left, everyone=False))
    if rules.contiguous:
        yield Demand("contiguous", "", lambda left: replace(left, contiguous=False))


def _without_together(lot: Group) -> Callable[[DrawingRules], DrawingRules]:
    return lambda left: replace(left, together=tuple(other for other in left.together if other != lot))


def _without_apart(lot: Group) -> Callable[[DrawingRules], DrawingRules]:
    return lambda left: replace(left, apart=tuple(other for other in left.apart if other != lot))


def _with_bound(wider: SizeBound) -> Callable[[DrawingRules], DrawingRules]:
    """Widen a bound in rules in which its other end may have been left out already."""

    def leave_out(left: DrawingRules) -> DrawingRules:
        sizes = (_wider_of(one, wider) if one.measure == wider.measure else one for one in left.sizes)
        return replace(left, sizes=tuple(sizes))

    return leave_out


def _wider_of(one: SizeBound, other: SizeBound) -> SizeBound:
    return replace(one, least=min(one.least, other.least), most=max(one.most, other.most))
