"""Rules on what of a municipality's tasks leaves home: to how many places, which first, and how much stays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from optimiser.data.cells import as_text
from optimiser.data.instance import Instance
from optimiser.data.run_tables import PlanLines
from optimiser.rules.rule import (
    NONE,
    CountedLimit,
    ImpossibleRule,
    PortfolioLimit,
    Requirement,
    Rule,
    Slack,
    Whom,
    scaled_portfolio,
)

if TYPE_CHECKING:
    from optimiser.model.formulation import Choice, Formulation
    from optimiser.planning.plan import Plan
    from optimiser.planning.problem import Problem
    from optimiser.planning.routes import Route


# ---- Rule `entry-points`: few places answer a municipality's citizens -----------------------------


MOST_PLACES = 10.0
"""The most entry points that can be asked for."""


def _most_entry_points(lines: PlanLines) -> float:
    return float(max(line.entry_points for line in lines.municipalities))


class EntryPoints(Rule):
    """**entry-points**: at most `policy.max_entry_points` places answer a municipality's citizens.

    home[m] + Σ_q connect[m,q] <= max_entry_points, and home[m] >= assign[m,t,d] for d at home

    The municipality's own centre and its departments count as one place. Where some task can only
    be answered at home, home[m] is 1 from the start.
    """

    name = "entry-points"
    words = {"da": "antal indgange", "en": "number of entry points"}
    declared_in = ("policy.max_entry_points",)
    phrases = {
        "too many places": {
            "da": "skal bruge {count} indgange ({places}); der er højst tilladt {limit}.",
            "en": "must use {count} entry points ({places}); at most {limit} allowed.",
        },
        "asks entry points": {
            "da": "antallet af indgange pr. kommune er højst {value}",
            "en": "the number of entry points per municipality is at most {value}",
        },
        "move entry points": {
            "da": "Hæv det højeste antal indgange til {value}",
            "en": "Raise the maximum number of entry points to {value}",
        },
        "drop entry points": {
            "da": "Hæv det højeste antal indgange til 10",
            "en": "Raise the maximum number of entry points to 10",
        },
        "measure entry-points": {"da": "indgange pr. kommune", "en": "entry points per municipality"},
    }
    counted_limits = (CountedLimit("entry-points", "policy.max_entry_points", 1.0, _most_entry_points, free="10"),)
    measured_at: frozenset[Whom] = frozenset({"municipality"})
    looks_at_money = False
    tells_centres_apart = False  # connections to a pool are counted, as there is one of each portfolio
    looks_at_whole_plan = False
    packing_can_break = False  # a bundle stays one bundle
    in_portfolios = True

    def constrain(self, f: Formulation) -> None:
        limit = f.problem.instance.settings.policy.max_entry_points
        bound = [m for m in f.links_by_municipality if not _surely_home(f, m)]
        at_home = [choice for m in bound for choice in _home_choices(f, m)]
        f.add_variables("home", bound, "share")

        def few_places(m: str) -> Any:
            home = f.m.home[m] if m in f.m.home else 1
            return home + sum(f.count_connections(link) for link in f.links_by_municipality[m]) <= limit

        f.constrain("entry-points-home", at_home, lambda *choice: f.m.assign[choice] <= f.m.home[choice[0]])
        f.constrain("entry-points", f.links_by_municipality, few_places)

    def conflicts(self, problem: Problem) -> Iterator[ImpossibleRule]:
        """Return the municipalities whose tasks must go to more places than allowed."""
        limit = problem.instance.settings.policy.max_entry_points
        places: dict[tuple[str, str], set[str]] = defaultdict(set)
        for route in problem.routes:
            places[route.municipality, route.task].add(route.place)
        forced: dict[str, set[str]] = defaultdict(set)
        for (municipality, _), where in places.items():
            if len(where) == 1:
                forced[municipality] |= where
        for municipality, where in forced.items():
            if len(where) > limit:
                name = problem.instance.municipalities[municipality].name
                yield ImpossibleRule(self.name, name, "too many places", {"places": sorted(where), "limit": limit})

    def slacks(self, plan: Plan) -> Iterator[Slack]:
        """Return how many places more each municipality may use that has others to use."""
        limit = plan.problem.instance.settings.policy.max_entry_points
        can_leave = {route.municipality for route in plan.problem.routes if route.away}
        for code, routes in plan.by_municipality.items():
            if code in can_leave:
                name = plan.problem.instance.municipalities[code].name
                yield Slack(name, limit - len({route.place for route in routes}), limit, step=1)

    def requirements(self, instance: Instance) -> Iterator[Requirement]:
        """Return the limit; how far it must give way its rows do not tell, as connections are limited by it too."""
        limit = instance.settings.policy.max_entry_points
        if limit < MOST_PLACES:
            yield Requirement(
                self.name,
                "",
                "entry points",
                "policy.max_entry_points",
                limit,
                as_text(MOST_PLACES),
                far=MOST_PLACES,
                next_step=1.0,
                rows=("entry-points",),
            )


def _home_choices(f: Formulation, m: str) -> list[Choice]:
    choices = (choice for t in f.problem.instance.tasks_of[m] for choice in f.choices_by_task[m, t])
    return [choice for choice in choices if not f.choices[choice].away]


def _surely_home(f: Formulation, m: str) -> bool:
    """Return True when some task of the municipality has no route away from home."""
    tasks = f.problem.instance.tasks_of[m]
    return any(not any(f.choices[choice].away for choice in f.choices_by_task[m, t]) for t in tasks)


# ---- Rule `nested-depth`: what is shared is the simple end of a portfolio -------------------------


Pair = tuple[str, str, str]
"""(municipality, shallower task, deeper task)."""


class NestedDepth(Rule):
    """**nested-depth**: within a service area, what leaves home is levels 1..d.

    away[m,t'] <= away[m,t] for neighbouring levels t < t', where away = Σ assign over routes
    that leave home; only with `policy.nested_depth`
    """

    name = "nested-depth"
    words = {"da": "de lette opgaver først", "en": "easy tasks first"}
    declared_in = ("policy.nested_depth",)
    phrases = {
        "asks nested depth": {
            "da": "det, der deles, skal være de laveste niveauer",
            "en": "only the lowest levels may be shared",
        },
        "drop nested depth": {
            "da": "Ophæv kravet om, at det er de laveste niveauer, der deles",
            "en": "Drop the requirement that only the lowest levels are shared",
        },
    }
    measured_at: frozenset[Whom] = frozenset({"municipality"})
    looks_at_money = False
    tells_centres_apart = False  # it asks what is shared, and not where
    looks_at_whole_plan = False
    packing_can_break = False
    in_portfolios = True
    return_can_break = True

    def is_asked(self, instance: Instance) -> bool:
        return instance.settings.policy.nested_depth

    def constrain(self, f: Formulation) -> None:
        if self.is_asked(f.problem.instance):
            can_leave = {choice[:2] for choice, route in f.choices.items() if route.away}
            pairs = [pair for pair in _pairs(f.problem.instance) if (pair[0], pair[2]) in can_leave]
            f.constrain("nested-depth", pairs, lambda m, t, deeper: f.leaving(m, deeper) <= f.leaving(m, t))

    def portfolio_limits(self, problem: Problem, municipality: str) -> Iterable[PortfolioLimit]:
        if self.is_asked(problem.instance):
            for _, t, deeper in _pairs_of(problem.instance, municipality):
                yield PortfolioLimit(partial(_leaves, t, deeper))

    def slacks(self, plan: Plan) -> Iterator[Slack]:
        """Return for each pair of tasks of which the deeper may leave whether it may do so alone."""
        instance = plan.problem.instance
        if self.is_asked(instance):
            can_leave = {(route.municipality, route.task) for route in plan.problem.routes if route.away}
            away = {(route.municipality, route.task) for route in plan.routes if route.away}
            for m, t, deeper in _pairs(instance):
                if (m, deeper) in can_leave:
                    yield Slack(instance.municipalities[m].name, ((m, t) in away) - ((m, deeper) in away), step=1)

    def requirements(self, instance: Instance) -> Iterator[Requirement]:
        if self.is_asked(instance):
            parameter = "policy.nested_depth"
            yield Requirement(self.name, "", "nested depth", parameter, True, "false", rows=("nested-depth",))


def _leaves(shallower: str, deeper: str, route: Route) -> float:
    """Count what leaves of a pair of tasks: the shallower for, the deeper against."""
    return float(route.away) * ((route.task == shallower) - (route.task == deeper))


def _pairs(instance: Instance) -> Iterator[Pair]:
    """Return the tasks of neighbouring levels in each service area of each municipality."""
    return (pair for m in instance.tasks_of for pair in _pairs_of(instance, m))


def _pairs_of(instance: Instance, m: str) -> Iterator[Pair]:
    """Return the tasks of neighbouring levels in each service area of one municipality."""
    areas: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for t in instance.tasks_of[m]:
        areas[instance.tasks[t].service_area][instance.tasks[t].level].append(t)
    for levels in areas.values():
        for shallow, deep in pairwise(levels[level] for level in sorted(levels)):
            yield from ((m, t, deeper) for t in shallow for deeper in deep)


# ---- Rule `local-sustainability`: part of the contacts stay in the municipality -------------------


class LocalSustainability(Rule):
    """**local-sustainability**: at least `policy.min_local_share` of a municipality's contacts stay.

    Σ_t contacts(m,t) · assign[m,t,d] over d at home >= min_local_share · Σ_t contacts(m,t), if m takes part
    """

    name = "local-sustainability"
    words = {"da": "lokal bæredygtighed", "en": "local sustainability"}
    declared_in = ("policy.min_local_share",)
    phrases = {
        "too little local": {
            "da": "{names} kan ikke beholde de krævede {asked} af deres henvendelser hjemme; {about} kan højst "
            "beholde {share}.",
            "en": "{names} cannot keep the required {asked} of their contacts at home; {about} can keep {share} at "
            "most.",
        },
        "asks local share": {
            "da": "mindst {value} af en kommunes henvendelser skal besvares hjemme",
            "en": "at least {value} of a municipality's contacts must be answered at home",
        },
        "move local share": {
            "da": "Sænk den andel, der skal besvares hjemme, til {value}",
            "en": "Lower the share that must be answered at home to {value}",
        },
        "drop local share": {
            "da": "Ophæv kravet om, at en andel skal besvares hjemme",
            "en": "Drop the requirement that a share is answered at home",
        },
    }
    measured_at: frozenset[Whom] = frozenset({"municipality"})
    looks_at_money = False
    tells_centres_apart = False  # it asks what is answered at home
    looks_at_whole_plan = False
    packing_can_break = False  # to come home only adds to what is kept
    in_portfolios = True

    def is_asked(self, instance: Instance) -> bool:
        return instance.settings.policy.min_local_share is not None

    def constrain(self, f: Formulation) -> None:
        share = f.problem.instance.settings.policy.min_local_share
        if share is not None:
            contacts = f.problem.instance.contacts_of
            f.constrain(
                "local-sustainability",
                f.links_by_municipality,
                lambda m: _kept(f, m) >= share * scaled_portfolio(contacts[m]) * f.takes_part(m),
            )

    def portfolio_limits(self, problem: Problem, municipality: str) -> Iterable[PortfolioLimit]:
        share, contacts = problem.instance.settings.policy.min_local_share, problem.instance.contacts
        if share is not None:
            yield PortfolioLimit(
                lambda route: 0.0 if route.away else contacts[route.municipality, route.task],
                share * problem.instance.contacts_of[municipality],
            )

    def conflicts(self, problem: Problem) -> Iterator[ImpossibleRule]:
        """Return the municipalities that must let too much leave, as one conflict."""
        asked = problem.instance.settings.policy.min_local_share or 0.0
        shares = {name: share for name, share in _shares_that_can_stay(problem).items() if share < asked}
        if shares:
            about = min(shares, key=lambda name: shares[name])
            figures = {"asked": asked, "share": shares[about], "names": list(shares)}
            yield ImpossibleRule(self.name, about, "too little local", figures)

    def slacks(self, plan: Plan) -> Iterator[Slack]:
        """Return how many contacts more may leave each municipality, where a task is at home that may leave."""
        instance = plan.problem.instance
        share = instance.settings.policy.min_local_share
        can_leave = {(route.municipality, route.task) for route in plan.problem.routes if route.away}
        for code, routes in plan.by_municipality.items() if share is not None else ():
            home = {route.task: instance.contacts[code, route.task] for route in routes if not route.away}
            steps = [contacts for task, contacts in home.items() if (code, task) in can_leave]
            least = (share or 0.0) * instance.contacts_of[code]
            spare = sum(home.values()) - least
            if steps or spare < 0:
                yield Slack(instance.municipalities[code].name, spare, least, min(steps, default=0.0))

    def requirements(self, instance: Instance) -> Iterator[Requirement]:
        share = instance.settings.policy.min_local_share
        if share is not None:
            yield Requirement(
                self.name,
                "",
                "local share",
                "policy.min_local_share",
                share,
                NONE,
                far=0.0,
                unit="share",
                rows=("local-sustainability",),
                row_unit=lambda instance, index: scaled_portfolio(instance.contacts_of[index[0]]),
            )


def _kept(f: Formulation, m: str) -> Any:
    contacts = f.problem.instance.contacts
    return sum(
        scaled_portfolio(contacts[m, t]) * f.m.assign[choice]
        for t in f.problem.instance.tasks_of[m]
        for choice in f.choices_by_task[m, t]
        if not f.choices[choice].away
    )


def _shares_that_can_stay(problem: Problem) -> Mapping[str, float]:
    """Return the largest share of its contacts each municipality can lawfully keep, by name."""
    can_stay = {(route.municipality, route.task) for route in problem.routes if not route.away}
    contacts = problem.instance.contacts
    shares = {}
    for municipality, tasks in problem.instance.tasks_of.items():
        stays = sum(contacts[municipality, task] for task in tasks if (municipality, task) in can_stay)
        if tasks:
            name = problem.instance.municipalities[municipality].name
            shares[name] = stays / problem.instance.contacts_of[municipality]
    return shares
