"""Rule `entry-points`: few places answer a municipality's citizens."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from optimiser.data.cells import as_text
from optimiser.data.instance import Instance
from optimiser.data.run_tables import PlanLines
from optimiser.rules.rule import CountedLimit, ImpossibleRule, Requirement, Rule, Slack, Whom

if TYPE_CHECKING:
    from optimiser.model.formulation import Choice, Formulation
    from optimiser.planning.plan import Plan
    from optimiser.planning.problem import Problem

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
