"""All that is required over the years of a path, year by year and between years, as far as it can be taken away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from optimiser.data.checking_years import may_vary_by_year
from optimiser.data.instance import Instance
from optimiser.rules.eligibility import EligibleLevelsRule, Mandatory
from optimiser.rules.first_year import FirstYearRule, StartYear
from optimiser.rules.path_rules import MinimumRamp, path_rules
from optimiser.rules.registry import requirements_of
from optimiser.rules.rule import TIERS, Requirement
from optimiser.rules.volume import MinimumVolume

if TYPE_CHECKING:
    from optimiser.planning.routes import Route


def requirements_over_years(instance: Instance) -> tuple[Requirement, ...]:
    """Return all that rules in force require in any year or between years and a change can take away.

    In the order of `requirements_of`. What a rule requires in a year is one requirement of that year, unless its
    parameter is the same in all years: then it is one for all of them. What sends tasks away from where they are today
    may wait: it is one for all years in a row in which it is asked.
    """
    by_year = {year: requirements_of(instance.in_year(year)) for year in instance.years}
    found: dict[Requirement, None] = {}
    for year, some in by_year.items():
        for one in some:
            if not may_vary_by_year(one.parameter):
                found[_of_all_years(one, instance)] = None
            elif not _may_wait(one):
                found[_of_year(one, year)] = None
    waiting = [(year, one) for year, some in by_year.items() for one in some if _may_wait(one)]
    between = (one for rule in path_rules() for one in rule.requirements(instance))
    return tuple(
        sorted([*found, *_runs_of(waiting), *between], key=lambda one: (TIERS.index(one.tier), not one.of_centre))
    )


def _of_year(one: Requirement, year: int) -> Requirement:
    """Return what is required in a year; the minimum of a new centre has rows of its own."""
    return replace(one, year=year, rows=(*one.rows, MinimumRamp.name) if one.name == MinimumVolume.name else one.rows)


def _may_wait(one: Requirement) -> bool:
    """Return whether a requirement says what must have left the departments, so that a later year eases it."""
    return one.name == Mandatory.name or (one.name == EligibleLevelsRule.name and one.about == "unchanged")


def _runs_of(waiting: Sequence[tuple[int, Requirement]]) -> Iterator[Requirement]:
    """Return each requirement that may wait once for all years in a row in which it is the same."""
    alike = sorted(waiting, key=lambda item: (item[1].parameter, item[0]))
    for _, some in groupby(enumerate(alike), lambda at: (at[1][1].parameter, at[1][1].value, at[1][0] - at[0])):
        run = [item for _, item in some]
        (first, one), (last, _) = run[0], run[-1]
        yield replace(
            one,
            year=first,
            until=last,
            value=first,
            far=float(last + 1),
            tier="wish",
            refuses=one.refuses or _stays_home,
        )


def _stays_home(instance: Instance, route: Route) -> bool:
    """Return whether a route leaves a task in the departments whose level may not stay there."""
    levels = instance.settings.policy.levels.levels_of("unchanged")
    return route.form == "unchanged" and instance.tasks[route.task].level not in levels


def _of_all_years(one: Requirement, instance: Instance) -> Requirement:
    """Return what is required by a row or an entry that is the same in all years; what is of a year begins earlier."""
    first = instance.years[0]
    return replace(one, off=str(first), far=float(first)) if one.name in (FirstYearRule.name, StartYear.name) else one
