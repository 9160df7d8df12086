"""Rules that come from the table wishes: what municipalities wish of the plan, each row with a note of why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from optimiser.data.columns import Form
from optimiser.data.instance import Instance
from optimiser.data.wish_rows import Wish
from optimiser.data.wishes import (
    Link,
    bundles_of,
    centres_of,
    most_buyers,
    refused_links,
    tasks_of,
    wishes_of_kind,
)
from optimiser.rules.rule import (
    ImpossibleRule,
    PlanLimit,
    PortfolioLimit,
    RefusingRule,
    Requirement,
    Rule,
    Slack,
    Text,
    Whom,
)

if TYPE_CHECKING:
    from optimiser.model.formulation import Formulation
    from optimiser.model.packing_model import PackingModel
    from optimiser.planning.plan import Plan
    from optimiser.planning.problem import Problem
    from optimiser.planning.routes import Route


def requirement_of_wish(rule: Rule, wish: Wish, **more: object) -> Requirement:
    """Return what a wish requires as a rule's requirement: switched off it asks nothing."""
    return Requirement(
        rule.name,
        wish.wish,
        "wish",
        f"wishes.{wish.wish}.active",
        True,
        "false",
        figures={"kind": wish.kind, "note": wish.note},
        **more,  # type: ignore[arg-type]
    )


# ---- Rule `wishes`: of whom one buys, and who sells -----------------------------------------------


class Wishes(RefusingRule):
    """**wishes**: nobody is answered where a wish in force says that they shall not be.

    A route of municipality m and task t to centre c, away from home, is refused where t = a task of an active row of
    the table wishes, and by its kind: region(m) or it_system(m) is not = that of the seat of c; distance(m, seat) <=
    value does not hold; c = the centre that is named; the seat may not sell; or one of the two stays alone.
    """

    name = "wishes"
    words: Text = {"da": "ønsker", "en": "wishes"}
    declared_in = ("wishes.kind", "wishes.value", "municipalities.it_system")
    phrases = {
        "asks wish": {"da": "ønsket {about}: {sentence}", "en": "the wish {about}: {sentence}"},
        "drop wish": {"da": "Opgiv ønsket {about} ({sentence})", "en": "Give the wish {about} up ({sentence})"},
    }

    def is_asked(self, instance: Instance) -> bool:
        return bool(instance.refused_by_wishes)

    def refuses(self, instance: Instance, route: Route) -> bool:
        some = instance.refused_by_wishes.get((route.municipality, route.centre), ())
        return any(route.task in tasks for _, tasks in some)

    def citations(self, instance: Instance, route: Route) -> tuple[str, ...]:
        """Return the wishes by name, each with its note."""
        some = instance.refused_by_wishes.get((route.municipality, route.centre), ())
        return tuple(name_with_note(wish) for wish, tasks in some if route.task in tasks)

    def slacks(self, plan: Plan) -> Iterator[Slack]:
        """Return a limit without anything to spare for each municipality that a wish keeps from some centre."""
        instance = plan.problem.instance
        bound = {code for code, centre in instance.refused_by_wishes if centre in instance.centres}
        for code in plan.by_municipality:
            if code in bound:
                yield Slack(instance.municipalities[code].name, 0.0)

    def requirements(self, instance: Instance) -> Iterator[Requirement]:
        for wish in instance.wishes:
            if links := refused_links(instance, wish):
                yield requirement_of_wish(self, wish, refuses=partial(_refuses, links, tasks_of(instance, wish)))


def name_with_note(wish: Wish) -> str:
    """Return a wish as it is cited: its name, and why."""
    return f"{wish.wish}: {wish.note}" if wish.note else wish.wish


def _refuses(links: frozenset[Link], tasks: frozenset[str], _: Instance, route: Route) -> bool:
    return (route.municipality, route.centre) in links and route.task in tasks


# ---- Rule `keep-together`: tasks that are answered in one place -----------------------------------


Pair = tuple[str, str, str]
"""(municipality, task, task that goes with it)."""


class KeepTogether(Rule):
    """**keep-together**: tasks that a wish keeps together are answered in one place, a centre or the departments.

    assign[m,t,d] = assign[m,u,d] for tasks t, u of one wish and every destination d of either
    """

    name = "keep-together"
    words: Text = {"da": "opgaver, der følges ad", "en": "tasks kept together"}
    declared_in = ("wishes.kind",)
    phrases = {
        "no place for all": {
            "da": "skal have {tasks} besvaret samme sted, men intet sted må besvare dem alle.",
            "en": "must have {tasks} answered in one place, but no place may answer all of them.",
        },
    }
    measured_at: frozenset[Whom] = frozenset({"municipality"})
    looks_at_money = False
    tells_centres_apart = False  # what goes to a pool together goes to one centre of it
    looks_at_whole_plan = False
    packing_can_break = False  # a bundle stays one bundle
    in_portfolios = True  # of a portfolio that has one partner
    return_can_break = True

    def is_asked(self, instance: Instance) -> bool:
        return bool(_pairs(instance))

    def constrain(self, f: Formulation) -> None:
        places = [
            (m, t, u, d)
            for m, t, u in _pairs(f.problem.instance)
            for d in dict.fromkeys(choice[2] for task in (t, u) for choice in f.choices_by_task[m, task])
        ]

        def same(m: str, t: str, u: str, d: str) -> Any:
            both = [f.m.assign[m, task, d] if (m, task, d) in f.choices else 0 for task in (t, u)]
            return both[0] == both[1]

        f.constrain("keep-together", places, same)

    def portfolio_limits(self, problem: Problem, municipality: str) -> Iterable[PortfolioLimit]:
        """Each task of a bundle is no less unchanged, local or away than the next, and the last than the first."""
        for bundle in _bundles(problem.instance, [municipality])[municipality]:
            for t, u in zip(bundle, (*bundle[1:], bundle[0]), strict=True):
                for at in ("unchanged", "local", "away"):
                    yield PortfolioLimit(partial(_more_there, t, u, at))

    def conflicts(self, problem: Problem) -> Iterator[ImpossibleRule]:
        """Return the municipalities of which no place may answer all tasks of a bundle."""
        for code, bundles in _bundles(problem.instance).items():
            places: dict[str, set[str]] = defaultdict(set)
            for route in problem.routes_of.get(code, ()):
                places[route.task].add(route.centre)
            for bundle in bundles:
                if not set.intersection(*(places[task] for task in bundle)):
                    name = problem.instance.municipalities[code].name
                    yield ImpossibleRule(self.name, name, "no place for all", {"tasks": list(bundle)})

    def slacks(self, plan: Plan) -> Iterator[Slack]:
        """Return for each bundle how many places it uses fewer than one: none, where it is kept together."""
        instance = plan.problem.instance
        at = {(route.municipality, route.task): route.centre for route in plan.routes}
        for code, bundles in _bundles(instance).items():
            for bundle in bundles:
                used = {at[code, task] for task in bundle if (code, task) in at}
                if used:
                    yield Slack(instance.municipalities[code].name, 1 - len(used), step=1)

    def requirements(self, instance: Instance) -> Iterator[Requirement]:
        for wish in wishes_of_kind(instance, "keep together"):
            if bundles_of(instance, wish):
                yield requirement_of_wish(self, wish, rows=("keep-together",))


def _bundles(instance: Instance, codes: Iterable[str] | None = None) -> Mapping[str, Sequence[tuple[str, ...]]]:
    """Return the bundles that wishes speak of, by municipality: of some, or of all."""
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for wish in wishes_of_kind(instance, "keep together"):
        for code, bundle in bundles_of(instance, wish, codes).items():
            found[code].append(bundle)
    return found


def _pairs(instance: Instance) -> list[Pair]:
    """Return the neighbours of all bundles."""
    bundles = ((code, bundle) for code, some in _bundles(instance).items() for bundle in some)
    return list(dict.fromkeys((code, t, u) for code, bundle in bundles for t, u in pairwise(bundle)))


def _more_there(task: str, other: str, at: str, route: Route) -> float:
    """Count a task for and another against, where they are at home, in the own centre, or away."""
    there = route.away if at == "away" else route.form == at
    return float(there) * ((route.task == task) - (route.task == other))


# ---- Rule `most-buyers`: how many a host answers --------------------------------------------------


class MostBuyers(Rule):
    """**most-buyers**: a host answers no more other municipalities than a wish says.

    Σ_m connect[m,q] <= Σ_c most[c] sell[c] over the hosts c of a pool q, most[c] = all where no wish limits it
    """

    name = "most-buyers"
    words: Text = {"da": "højeste antal købere", "en": "maximum number of buyers"}
    declared_in = ("wishes.kind", "wishes.value")
    measured_at: frozenset[Whom] = frozenset({"centre"})
    looks_at_money = False
    tells_centres_apart = False  # packing has the rows of each
    looks_at_whole_plan = False
    packing_can_break = False
    in_portfolios = True

    def is_asked(self, instance: Instance) -> bool:
        return bool(most_buyers(instance))

    def plan_limits(self, problem: Problem) -> Iterable[PlanLimit]:
        """Of each host that a wish limits, what buys there is no more than its being a host lets buy."""
        sells = {route.centre for route in problem.routes if route.form == "purchased"}
        for centre, most in most_buyers(problem.instance).items():
            if centre in sells:
                yield PlanLimit(
                    f"most_buyers.{centre}",
                    0.0,
                    connection=partial(_buys_from, centre),
                    host=partial(_lets_buy, centre, most),
                )

    def constrain(self, f: Formulation) -> None:
        most = most_buyers(f.problem.instance)
        reached = [pool for pool in f.pools if f.links_by_pool[pool.name]]  # a seat's own may have lost its pool
        limited = [pool.name for pool in reached if not most.keys().isdisjoint(pool.centres)]

        def few(q: str) -> Any:
            links = f.links_by_pool[q]
            allowed = sum(most.get(c, len(links)) * f.m.sell[c] for c in f.pool_named[q].centres if c in f.m.sell)
            return sum(f.count_connections(link) for link in links) <= allowed

        f.constrain("most-buyers", limited, few)

    def constrain_packing(self, p: PackingModel) -> None:
        most, settled = most_buyers(p.packing.problem.instance), _buyers(p.packing.settled)

        def few(c: str) -> Any:
            taken = sum(p.m.take[option] for option in p.packing.options if option[2] == c)
            return taken <= most[c] - len(settled[c])

        p.constrain("most-buyers", [c for c in p.packing.centres if c in most], few)

    def slacks(self, plan: Plan) -> Iterator[Slack]:
        """Return how many more each host that a wish limits may answer."""
        buyers = _buyers(plan.routes)
        for centre, most in most_buyers(plan.problem.instance).items():
            if buyers[centre]:
                yield Slack(centre, most - len(buyers[centre]), most, step=1)

    def requirements(self, instance: Instance) -> Iterator[Requirement]:
        for wish in wishes_of_kind(instance, "at most buyers"):
            if centres_of(instance, wish):
                yield requirement_of_wish(self, wish, rows=("most-buyers",))


def _buys_from(host: str, _: str, centre: str, form: Form) -> float:
    """Count a connection of a buyer to a host."""
    return float(centre == host and form == "purchased")


def _lets_buy(host: str, most: float, centre: str) -> float:
    """Count against it how many may buy of a host that sells."""
    return -most if centre == host else 0.0


def _buyers(routes: Iterable[Route]) -> Mapping[str, set[str]]:
    """Return the municipalities that each host answers."""
    found: dict[str, set[str]] = defaultdict(set)
    for route in routes:
        if route.form == "purchased":
            found[route.centre].add(route.municipality)
    return found
