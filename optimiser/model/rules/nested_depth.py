"""Rule `nested-depth`: what is shared is the simple end of a portfolio."""

from collections import defaultdict
from itertools import pairwise
from typing import Any

from optimiser.model.formulation import Formulation, Period

Pair = tuple[Period, str, str, str]
"""(period, municipality, shallower task, deeper task)."""


def add_nested_depth(f: Formulation) -> None:
    """**nested-depth**: within a service area, what leaves home is levels 1..d.

    away[p,m,t'] <= away[p,m,t] for neighbouring levels t < t', where away = Σ assign over routes
    that leave home; only with `policy.nested_depth`
    """
    if f.problem.instance.settings.policy.nested_depth:
        f.rule("nested-depth", _pairs(f), lambda _, p, m, t, deeper: _away(f, p, m, deeper) <= _away(f, p, m, t))


def _pairs(f: Formulation) -> list[Pair]:
    pairs: list[Pair] = []
    for m in f.problem.instance.tasks_of:
        for levels in _levels_by_area(f, m).values():
            for shallow, deep in pairwise(levels[level] for level in sorted(levels)):
                pairs.extend((f.problem.period, m, t, deeper) for t in shallow for deeper in deep)
    return [pair for pair in pairs if _can_leave(f, pair)]


def _levels_by_area(f: Formulation, m: str) -> dict[str, dict[int, list[str]]]:
    areas: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for t in f.problem.instance.tasks_of[m]:
        task = f.problem.instance.tasks[t]
        areas[task.service_area][task.level].append(t)
    return areas


def _can_leave(f: Formulation, pair: Pair) -> bool:
    """A rule on a task that cannot leave home says nothing."""
    p, m, _, deeper = pair
    return any(f.choices[choice].away for choice in f.choices_by_task[p, m, deeper])


def _away(f: Formulation, p: Period, m: str, t: str) -> Any:
    return sum(f.m.assign[choice] for choice in f.choices_by_task[p, m, t] if f.choices[choice].away)
