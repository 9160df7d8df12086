"""Rule `nested-depth`: what is shared is the simple end of a portfolio."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from optimiser.data.instance import Instance
from optimiser.rules.rule import Requirement, Rule, Slack, Whom

if TYPE_CHECKING:
    from optimiser.model.formulation import Formulation
    from optimiser.planning.plan import Plan

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
            "da": "det, der deles, skal være de laveste niveauer (policy.nested_depth)",
            "en": "only the lowest levels may be shared (policy.nested_depth)",
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
    return_can_break = True

    def is_asked(self, instance: Instance) -> bool:
        return instance.settings.policy.nested_depth

    def constrain(self, f: Formulation) -> None:
        if self.is_asked(f.problem.instance):
            can_leave = {choice[:2] for choice, route in f.choices.items() if route.away}
            pairs = [pair for pair in _pairs(f.problem.instance) if (pair[0], pair[2]) in can_leave]
            f.constrain("nested-depth", pairs, lambda m, t, deeper: f.leaving(m, deeper) <= f.leaving(m, t))

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


def _pairs(instance: Instance) -> Iterator[Pair]:
    """Return the tasks of neighbouring levels in each service area of each municipality."""
    for m, tasks in instance.tasks_of.items():
        areas: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
        for t in tasks:
            areas[instance.tasks[t].service_area][instance.tasks[t].level].append(t)
        for levels in areas.values():
            for shallow, deep in pairwise(levels[level] for level in sorted(levels)):
                yield from ((m, t, deeper) for t in shallow for deeper in deep)
