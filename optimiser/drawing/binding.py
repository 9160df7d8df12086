"""Which rules of a drawing bind: it is drawn again without each, and what that saves is proven at least and at most."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from optimiser.data.regions_tables import Answer, BindingLine
from optimiser.data.settings import SolverOptions
from optimiser.drawing.contradictions import why_no_drawing
from optimiser.drawing.demands import demands_of
from optimiser.drawing.regions import DrawnRegions, NoDrawingError, draw_regions
from optimiser.drawing.rules import DrawingRules

MOST_SOLVES = 10
"""Solves of each drawing without a rule, unless otherwise asked."""
ReportRule = Callable[[int, int, str], None]
"""Is told how many rules were left out, of how many, and the next."""


@dataclass(frozen=True)
class Loosened:
    """A rule of a drawing and the rules without it; `only_more` where these allow whatever the rules with it do."""

    rule: str
    about: str
    rules: DrawingRules
    only_more: bool = True


@dataclass(frozen=True)
class Binding:
    """What each rule of a drawing costs; `interrupted` by Ctrl-C before each was left out."""

    lines: tuple[BindingLine, ...]
    interrupted: bool = False


def what_binds(
    rules: DrawingRules,
    drawn: DrawnRegions,
    options: SolverOptions | None = None,
    *,
    beside: Mapping[int, DrawnRegions | None] | None = None,
    most_solves: int = MOST_SOLVES,
    report: ReportRule = lambda *_: None,
) -> Binding:
    """Draw regions again without each of their rules, and with a group more and a group less.

    Parameters
    ----------
    rules
        What the drawing obeys.
    drawn
        The best drawing found that does; the others are begun from it, as it is a structure of its instance.
    options
        Options of each solve.
    beside
        Drawings by the same rules of other numbers of groups, by number, and None where it is proven that there is
        none: these are not drawn again.
    most_solves
        After how many solves the search without a rule is ended; what is proven by then is told.
    report
        Called before each rule is left out.

    Returns
    -------
    Binding
        A line for each rule, in kr. a year: what the best drawing found without it costs, and what without it is
        saved at least and at most. All is blank where there is no drawing, of a number of groups; whether that is
        proven is told.

    Raises
    ------
    SolverError
        The solver failed in a way that proves nothing.
    """
    found: list[BindingLine] = []
    ways = list(loosened_rules(rules))
    for count, way in enumerate(ways):
        report(count, len(ways), way.rule)
        try:
            answer, other = _answer_without(way, drawn, options, most_solves, beside or {})
        except KeyboardInterrupt:
            return Binding(tuple(found), interrupted=True)
        if other is not None and other.interrupted:
            return Binding(tuple(found), interrupted=True)
        found.append(_line_of(len(drawn.groups), way, answer, drawn, other))
    return Binding(tuple(found))


def _answer_without(
    way: Loosened,
    drawn: DrawnRegions,
    options: SolverOptions | None,
    most_solves: int,
    beside: Mapping[int, DrawnRegions | None],
) -> tuple[Answer, DrawnRegions | None]:
    """The best drawing found without a rule, or that there is none, or that none was found."""
    if not way.only_more and way.rules.most_groups in beside:
        other = beside[way.rules.most_groups]
        return "none" if other is None else "drawn", other
    if why_no_drawing(drawn.result.instance, way.rules):
        return "none", None
    try:
        other = draw_regions(drawn.result.instance, way.rules, options, most_solves=most_solves)
    except NoDrawingError:
        return "none", None
    return "open" if other is None else "drawn", other


def loosened_rules(rules: DrawingRules) -> Iterator[Loosened]:
    """Go through the rules without each demand, and with one group less and more; the other way, if just so many."""
    for demand in demands_of(rules):
        about = ";".join(sorted(demand.lot)) or demand.about
        yield Loosened(demand.rule, about, demand.without(rules))
    fewest, most = rules.fewest_groups, rules.most_groups
    exactly = fewest == most
    for least, many in ((fewest - 1, fewest - 1 if exactly else most), (most + 1 if exactly else fewest, most + 1)):
        if least >= 1:
            numbered = replace(rules, fewest_groups=least, most_groups=many)
            yield Loosened("groups", f"{least}" if least == many else f"{least}:{many}", numbered, not exactly)


def _line_of(
    number: int, way: Loosened, answer: Answer, drawn: DrawnRegions, other: DrawnRegions | None
) -> BindingLine:
    cost_kr = None if other is None else other.cost_kr
    bound_kr = None if other is None else other.bound_kr
    if way.only_more:
        cost_kr = drawn.cost_kr if cost_kr is None else min(cost_kr, drawn.cost_kr)
    saves_kr = None if cost_kr is None or drawn.bound_kr is None else drawn.bound_kr - cost_kr
    if way.only_more:
        saves_kr = max(0.0, saves_kr or 0.0)
    return BindingLine(
        number=number,
        rule=way.rule,
        about=way.about,
        answer="drawn" if way.only_more else answer,
        cost_kr=cost_kr,
        bound_kr=bound_kr,
        saves_kr=saves_kr,
        saves_at_most_kr=None if bound_kr is None else drawn.cost_kr - bound_kr,
    )
