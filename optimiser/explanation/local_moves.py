"""Plans near a plan, in which some tasks go elsewhere: priced and judged, and nothing is solved."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf

from optimiser.audit import Breach, broken_together
from optimiser.audit.audit import AUDITED
from optimiser.audit.run_files import format_amount
from optimiser.planning.charges import Charge, sum_charges
from optimiser.planning.plan import CentreCost, Plan
from optimiser.planning.problem import Problem
from optimiser.planning.routes import DEPARTMENTS, Route, form_of
from optimiser.result.result import Result
from optimiser.result.tables import terms_kr
from optimiser.rules.registry import all_rules, asks_for

# ---- Plans near a plan in which one task is answered elsewhere ------------------------------------

# By itself, or with others of the same municipality.


def local_moves(base: Plan, route: Route) -> Iterator[tuple[Route, ...]]:
    """What else may change with a task that goes as `route` says; the first is the task alone.

    An own centre is worth more with all that it may answer, and a municipality has few places that answer: what is
    answered elsewhere comes along, or home. So does what the same place answers already: it may be full.
    """
    rest = [each for each in base.by_municipality[route.municipality] if each.task != route.task]
    left = [each for each in rest if each.away and each.centre != route.centre]
    with_own = _all_to(base, rest, (route.centre,)) if route.form == "local" else ()
    own = base.problem.instance.own_centre.get(route.municipality, DEPARTMENTS)
    same = _all_to(base, [each for each in rest if each.away and each.centre == route.centre], (own, DEPARTMENTS))
    yield (route,)
    yield from ((route, *more) for more in (with_own, same) if more)
    for order in ((route.centre, own, DEPARTMENTS), (own, DEPARTMENTS), (DEPARTMENTS, own)):
        changed = _all_to(base, left, order)
        if left and len(changed) == len(left):
            yield (route, *changed)
            yield from ((*_routes_without(more, changed), route, *changed) for more in (with_own,) if more)


def _all_to(base: Plan, routes: Sequence[Route], places: Sequence[str]) -> tuple[Route, ...]:
    """Each of the routes to the first of the places that may answer it; those that none may are left out."""
    found = (base.problem.first_lawful(route.municipality, route.task, places) for route in routes)
    return tuple(route for route in found if route)


def _routes_without(routes: Sequence[Route], others: Sequence[Route]) -> tuple[Route, ...]:
    tasks = {route.task for route in others}
    return tuple(route for route in routes if route.task not in tasks)


# ---- What lies around a plan ----------------------------------------------------------------------

# Plans in which tasks of one municipality go elsewhere, priced and judged without a solve.
#
# Nothing but the centres that the municipality leaves and comes to changes, so only these are priced, before and
# after.


@dataclass(frozen=True)
class Part:
    """What a change touches of a plan: the `own` answers of who changes; `near` has others at their centres too.

    What others pay for their answers and connections stays, and is not counted.
    """

    own: Plan
    near: Plan

    @property
    def operation(self) -> Mapping[str, CentreCost]:
        """What answering costs at each of the centres."""
        return self.near.operation

    @cached_property
    def charges(self) -> Charge:
        """All that is paid besides, by term."""
        own, centres = self.own, self.near.centre_charges
        paid = (own.route_charges, own.link_charges, own.form_charges, centres)
        return sum_charges(charge for charges in paid for charge in charges.values())

    @cached_property
    def cost_kr(self) -> float:
        """Kr. a year of all that the change can touch."""
        return sum(cost.by_pieces_kr for cost in self.operation.values()) + self.charges.yearly_kr


@dataclass(frozen=True)
class LocalStep:
    """Tasks of one municipality that go elsewhere than in the plan `base`; what that touches, `before` and `after`."""

    base: Plan
    changed: tuple[Route, ...]
    before: Part
    after: Part

    @property
    def municipality(self) -> str:
        """Whose tasks they are."""
        return self.changed[0].municipality

    @cached_property
    def difference_kr(self) -> float:
        """What the plan costs more (kr. a year)."""
        return self.after.cost_kr - self.before.cost_kr

    @cached_property
    def terms_kr(self) -> dict[str, float]:
        """What each term of the cost is more (kr. a year)."""
        earlier_kr = terms_kr(self.before)
        return {term: kr - earlier_kr[term] for term, kr in terms_kr(self.after).items()}

    @cached_property
    def pays_kr(self) -> float:
        """What the municipality pays more (kr. a year)."""
        after, before = (part.near.shares_by_municipality for part in (self.after, self.before))
        return after[self.municipality].yearly_kr - before[self.municipality].yearly_kr

    @cached_property
    def breaches(self) -> tuple[Breach, ...]:
        """The rules that the plan breaks with the change.

        What rules look at is whole portfolios and whole centres: of all who are answered where something changes.
        What they find wrong with these before is not there in the whole plan. Some look at the whole plan.
        """
        if asks_for("looks_at_whole_plan", self.base.problem.instance):
            return broken_rules(self.base.problem, self.routes)
        codes = {route.municipality for part in (self.before, self.after) for route in part.near.routes}
        around = tuple(route for code in codes for route in self.base.by_municipality[code])
        found = broken_rules(self.base.problem, replace_routes(around, self.changed))
        known = set(broken_rules(self.base.problem, around)) if found else set()
        return tuple(breach for breach in found if breach not in known)

    @cached_property
    def routes(self) -> tuple[Route, ...]:
        """The whole plan after the change."""
        return replace_routes(self.base.routes, self.changed)


def step_from(base: Plan, changed: Sequence[Route]) -> LocalStep:
    """The plan with the tasks of the changed routes, all of one municipality, answered as these say."""
    code = changed[0].municipality
    own = tuple(base.by_municipality[code])
    later = replace_routes(own, changed)
    centres = dict.fromkeys(route.centre for route in (*own, *later) if route.centre != DEPARTMENTS)
    at = (route for centre in centres for route in base.by_centre.get(centre, ()))
    others = tuple(route for route in at if route.municipality != code)
    parts = (Part(Plan(base.problem, some), Plan(base.problem, (*some, *others))) for some in (own, later))
    return LocalStep(base, tuple(changed), *parts)


def broken_rules(problem: Problem, routes: Iterable[Route]) -> tuple[Breach, ...]:
    """The rules that routes, each lawful by itself, break together."""
    plan = Plan(problem, tuple(routes))
    answers = ((route.municipality, route.task, route.centre) for route in plan.routes)
    return (*broken_together(problem.instance, answers), *_broken_besides(plan))


def _broken_besides(plan: Plan) -> Iterator[Breach]:
    """Return the breaches of rules that the audit does not know."""
    for rule in all_rules():
        if rule.name not in AUDITED and rule.is_asked(plan.problem.instance):
            for slack in rule.slacks(plan) or ():
                if slack.broken:
                    found = f"is beyond its limit by {format_amount(-slack.spare)}"
                    yield Breach(rule.name, slack.about, found, "that is not allowed")


def replace_routes(routes: Iterable[Route], changed: Sequence[Route]) -> tuple[Route, ...]:
    """The routes with those of some tasks instead of what they were."""
    moved = {(route.municipality, route.task) for route in changed}
    return (*(route for route in routes if (route.municipality, route.task) not in moved), *changed)


# ---- The local difference -------------------------------------------------------------------------

# One task moved to another place, and all else left as it is. Nothing is solved.


@dataclass(frozen=True)
class LocalDifference:
    """A plan with one task moved, against the plan as it was (kr. a year).

    `pays_kr` is what the municipality pays more than in the plan. Where `breaches` are there the move breaks rules,
    and the difference is what it would cost if it did not.
    """

    difference_kr: float
    terms_kr: Mapping[str, float]
    pays_kr: float
    breaches: tuple[Breach, ...]

    @classmethod
    def by_step(cls, one: LocalStep) -> "LocalDifference":
        """What a step changes."""
        return cls(one.difference_kr, one.terms_kr, one.pays_kr, one.breaches)

    @property
    def obeys(self) -> bool:
        """True when the moved plan breaks no rule, and so is a plan."""
        return not self.breaches


def move_task(base: Plan, route: Route) -> LocalDifference:
    """A plan with one task answered as `route` says: a place that no rule refuses by itself."""
    return LocalDifference.by_step(step_from(base, (route,)))


def route_of(result: Result, municipality: str, task: str) -> Route:
    """Where a result's plan answers a task of a municipality."""
    centre = result.assignment[municipality, task]
    return Route(municipality, task, centre, form_of(result.instance, municipality, centre))


def more_by_term_kr(before: Result, after: Result) -> dict[str, float]:
    """What each term of the cost is more in the second plan, in kr. a year; below 0, less."""
    earlier_kr = before.figures.terms_kr
    return {term: float(kr - earlier_kr[term]) for term, kr in after.figures.terms_kr.items()}


def paid_kr(result: Result, municipality: str) -> float:
    """What a municipality pays in a plan, in kr. a year."""
    return next(line.after_kr for line in result.lines.municipalities if line.code == municipality)


# ---- A plan near one in which hosts sell too much or too little -----------------------------------

# Who buys of them goes elsewhere, or others come.
#
# One municipality's purchases at a time, whole, until no rule is broken. What comes out is a plan, not the best one.


MOST_MOVES = 24
"""Purchases that are moved before it is given up."""


def repair_plan(plan: Plan, kept: Route) -> Plan | None:
    """The plan with purchases moved, but for those of the municipality of `kept`, until no rule is broken; or None."""
    for _ in range(MOST_MOVES):
        breaches = broken_rules(plan.problem, plan.routes)
        if not breaches:
            return plan
        hosts = (breach.about for breach in breaches if breach.about in plan.hosts)
        changed = next((moves for host in hosts if (moves := _moves_for_host(plan, host, kept))), None)
        if changed is None:
            return None
        plan = Plan(plan.problem, replace_routes(plan.routes, changed))
    return None


def _moves_for_host(plan: Plan, host: str, kept: Route) -> tuple[Route, ...] | None:
    """Whose purchases go where, so that a host sells less or more."""
    if _room_at_host(plan, host) < 0:
        return _buyers_that_leave(plan, host, kept)
    return next(_buyers_that_come(plan, host, kept), None)


def _buyers_that_leave(plan: Plan, host: str, kept: Route) -> tuple[Route, ...] | None:
    """The smallest purchases that are enough, or the largest, go to a host with room, or home."""
    volumes = {code: volume for code, volume in _bought_of_host(plan, host).items() if code != kept.municipality}
    enough = [code for code, volume in volumes.items() if volume >= -_room_at_host(plan, host)]
    chosen = min(enough, key=volumes.__getitem__) if enough else max(volumes, key=volumes.__getitem__, default=None)
    if chosen is None:
        return None
    others = [other for other in plan.hosts if other != host and _room_at_host(plan, other) >= volumes[chosen]]
    home = plan.problem.instance.own_centre.get(chosen, DEPARTMENTS)
    ways = (_send_purchases(plan, chosen, host, place) for place in ((other,) for other in others))
    return next((way for way in ways if way), _send_purchases(plan, chosen, host, (home, DEPARTMENTS)) or None)


def _buyers_that_come(plan: Plan, host: str, kept: Route) -> Iterator[tuple[Route, ...]]:
    """Purchases at another host that this one has room for and needs, and that one can spare."""
    rows, needs = plan.problem.instance.centres, _needs_of_host(plan, host)
    for other in plan.hosts:
        spare = plan.loads[other].others - rows[other].min_sold
        for code, volume in _bought_of_host(plan, other).items():
            fits = needs <= volume <= min(_room_at_host(plan, host), spare)
            if other != host and fits and code != kept.municipality:
                yield from filter(None, [_send_purchases(plan, code, other, (host,))])


def _send_purchases(plan: Plan, code: str, host: str, places: Sequence[str]) -> tuple[Route, ...]:
    """All that a municipality buys of a host, each task to the first place that may answer it; or nothing."""
    tasks = [route.task for route in plan.by_municipality[code] if route.centre == host]
    ways = [plan.problem.first_lawful(code, task, places) for task in tasks]
    return tuple(way for way in ways if way) if all(ways) else ()


def _bought_of_host(plan: Plan, host: str) -> Mapping[str, float]:
    """What each municipality buys of a host (pooled contacts a year)."""
    found: dict[str, float] = defaultdict(float)
    for route in plan.by_centre[host]:
        if route.form == "purchased":
            found[route.municipality] += plan.problem.pooled_volume(route)
    return found


def _room_at_host(plan: Plan, host: str) -> float:
    """How much more a host may sell; below 0, how much too much it sells."""
    row, load = plan.problem.instance.centres[host], plan.loads[host]
    of_own = inf if row.max_sold_share is None else row.max_sold_share * load.own
    in_all = inf if row.max_volume is None else row.max_volume - load.own
    return min(of_own, in_all) - load.others


def _needs_of_host(plan: Plan, host: str) -> float:
    """How much more a host that sells must sell."""
    return plan.problem.instance.centres[host].min_sold - plan.loads[host].others
