"""Rule `not-undone`: what has been begun lasts, or is undone at a price."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from optimiser.data.instance import Instance
from optimiser.rules.path_rule import PathRule, YearSlack
from optimiser.rules.rule import NONE, Requirement, Slack, Text

if TYPE_CHECKING:
    from optimiser.model.roadmap import RoadmapFormulation
    from optimiser.planning.roadmap import RoadmapPlan

DEPARTMENTS = "departments"
"""As in `planning/routes.py`, which is made of rules."""


class NotUndone(PathRule):
    """**not-undone**: what a path has begun is not undone.

    - assign[y,m,t,d] >= assign[y',m,t,d] for y' the year before, where d is another's centre
    - assign[y,m,t,d] >= assign[s,m,t,d] - assign[s',m,t,d] for s < y < s + roadmap.contract_years, where d sells
    - assign[y,m,t,departments] <= assign[y',m,t,departments]
    - x[y,i] >= x[y',i] for an item i that lasts

    A task that has left the departments never returns to them, and one that has come to another centre stays there: its
    connection and the centre with it. From the own centre it may go on to another; a purchase may end once its contract
    has run (`roadmap.contract_years`). Where a task is answered before the first year it may leave by the terms of the
    table existing, for any place.

    Where it may be undone at a price (`roadmap.undoing_kr`), nothing of this holds. A task that does what it forbids in
    a year is undone in that year, and pays the price once by its contacts; from then on it is begun where it is:

    - undone[y,m,t] >= assign[y',m,t,d] - assign[y,m,t,d], where d is another's centre
    - undone[y,m,t] >= (assign[s,m,t,d] - assign[s',m,t,d]) + assign[y',m,t,d] - 1 - assign[y,m,t,d] for
      s < y < s + roadmap.contract_years, where d sells; for all s < y, where the task was at d before the first year
    - undone[y,m,t] >= assign[y,m,t,departments] - assign[y',m,t,departments], and where the task was at d before the
      first year, - assign[y',m,t,d], and >= assign[y,m,t,departments] + assign[y',m,t,d] - assign[s,m,t,d] - 1, s < y'
    """

    name = "not-undone"
    words: Text = {"da": "det påbegyndte består", "en": "what is begun lasts"}
    declared_in = ("roadmap.contract_years", "roadmap.undoing_kr")
    phrases: Mapping[str, Text] = {
        "asks for ever": {"da": "et køb slutter aldrig", "en": "a purchase never ends"},
        "asks contract": {
            "da": "et køb varer mindst {value} år",
            "en": "a purchase lasts {value} years at least",
        },
        "drop contract years": {
            "da": "Lad et køb slutte efter et år",
            "en": "Let a purchase end after one year",
        },
        "move contract years": {
            "da": "Lad et køb slutte efter {value} år",
            "en": "Let a purchase end after {value} years",
        },
    }

    def requirements(self, instance: Instance) -> Iterator[Requirement]:
        """Return for how long a purchase is kept: the one thing in it that can be set, where nothing may be undone."""
        roadmap, entry = instance.settings.roadmap, self.declared_in[0]
        years = roadmap.contract_years
        if len(instance.years) > 1 and years != 1 and roadmap.undoing_kr is None:
            yield Requirement(
                self.name,
                "",
                "contract years",
                entry,
                years or NONE,
                "1",
                tier="levels",
                far=None if years is None else 1.0,
                asks="asks for ever" if years is None else "asks contract",
                rows=(self.name,),
            )

    def constrain(self, f: RoadmapFormulation) -> None:
        if f.problem.allows_undoing:
            _price_undoing(f, self.name)
            return
        stays = list(_stays(f))
        kept = [(year, *choice, since) for year, since, choice in stays]

        def kept_there(year: int, m: str, t: str, d: str, since: int) -> Any:
            choice = (m, t, d)
            began = f.taken(since, choice) - (0 if f.lasts(since, choice) else f.taken_before(since, choice))
            return f.taken(year, choice) >= began

        f.constrain(self.name, kept, kept_there)
        left = [(year, *key, since) for key in f.years_of for year, since in _returns(f, key)]

        def stays_away(year: int, m: str, t: str, since: int) -> Any:
            home, before = (m, t, DEPARTMENTS), f.destination_before[m, t]
            if before == DEPARTMENTS:
                return f.taken(year, home) <= f.taken(since, home)
            begun = sum(f.taken(since, (m, t, d)) for d in f.destinations_of.get((m, t), ()) if d != before)
            return f.taken(year, home) <= 1 - begun

        def stays_back(year: int, m: str, t: str, since: int) -> Any:
            home, there = (m, t, DEPARTMENTS), (m, t, f.destination_before[m, t])
            if there == home or since == f.years_of[m, t][0]:
                return None
            return f.taken(year, home) <= 1 - f.taken(since, there) + f.taken_before(since, there)

        f.constrain("not-undone-departments", left, stays_away)
        f.constrain("not-undone-back", left, stays_back)
        f.keep_what_lasts("not-undone-lasting")

    def slacks(self, path: RoadmapPlan) -> Iterator[YearSlack]:
        """Return whatever is undone and may not be."""
        names = path.problem.instance.municipalities
        for year, tasks in path.undone.items() if not path.problem.allows_undoing else ():
            for municipality, _ in tasks:
                yield YearSlack(year, Slack(names[municipality].name, -1.0, step=1.0))


def _stays(f: RoadmapFormulation) -> Iterator[tuple[int, int, tuple[str, str, str]]]:
    """Return (year, since, choice): what is begun since then is still so in the year."""
    for (m, t), places in f.destinations_of.items():
        years = f.years_of[m, t]
        for choice in ((m, t, d) for d in places):
            kept = f.kept_years(choice)
            if kept is None and f.destination_before[m, t] != choice[2]:
                yield from ((year, since, choice) for since, year in pairwise(years))
                continue
            for since in years:
                later = (year for year in years if year > since and (kept is None or year < since + kept))
                yield from ((year, since, choice) for year in later)


def _returns(f: RoadmapFormulation, key: tuple[str, str]) -> Iterator[tuple[int, int]]:
    """Return (year, since): a task that is somewhere since then does not come to the departments in the year.

    Where it was in the departments before the first year, the year before tells of all earlier ones; and where all it
    can be at then lasts, that is told already.
    """
    years = f.years_of[key]
    if f.destination_before[key] != DEPARTMENTS:
        yield from ((year, since) for year in years for since in years if since < year)
        return
    for since, year in pairwise(years):
        places = [choice for choice in f.at[since].choices_by_task[key] if choice[2] != DEPARTMENTS]
        if (*key, DEPARTMENTS) in f.at[year].choices and any(f.kept_years(choice) is not None for choice in places):
            yield year, since


def _price_undoing(f: RoadmapFormulation, name: str) -> None:
    """Let a task be undone in each year in which it leaves a place that it may not leave."""
    left = {(year, *choice, since): least for year, since, choice, least in _leaving(f)}
    f.constrain(name, left, lambda year, m, t, d, since: f.model.undone[year, m, t] >= left[year, m, t, d, since])
    home = {(year, *key, since): least for year, since, key, least in _going_home(f)}
    f.constrain(
        f"{name}-departments", home, lambda year, m, t, since: f.model.undone[year, m, t] >= home[year, m, t, since]
    )


def _leaving(f: RoadmapFormulation) -> Iterator[tuple[int, int, tuple[str, str, str], Any]]:
    """Return (year, since, choice, what is 1 where a task that came there since then leaves it too early)."""
    for (m, t), places in f.destinations_of.items():
        for before, year in pairwise(f.years_of[m, t]):
            for choice in ((m, t, d) for d in places if (m, t, d) in f.at[before].choices):
                kept = f.kept_years(choice)
                if kept is None and f.destination_before[m, t] != choice[2]:
                    yield year, before, choice, f.taken(before, choice) - f.taken(year, choice)
                    continue
                for since in (one for one in f.years_of[m, t] if one <= before and (kept is None or year < one + kept)):
                    came = f.taken(since, choice) - f.taken_before(since, choice)
                    stayed = 0 if since == before else f.taken(before, choice) - 1
                    yield year, since, choice, came + stayed - f.taken(year, choice)


def _going_home(f: RoadmapFormulation) -> Iterator[tuple[int, int, tuple[str, str], Any]]:
    """Return (year, since, task, what is 1 where it comes to the departments from a place it has come to).

    It has come to where it was before the first year, too, if it was elsewhere since then.
    """
    for key, years in f.years_of.items():
        home, there = (*key, DEPARTMENTS), (*key, f.destination_before[key])
        for before, year in pairwise(years):
            if home not in f.at[year].choices:
                continue
            comes = f.taken(year, home)
            if there == home:
                yield year, before, key, comes - f.taken(before, home)
                continue
            yield year, before, key, comes - f.taken(before, home) - f.taken(before, there)
            for since in (one for one in years if one < before and there in f.at[before].choices):
                yield year, since, key, comes + f.taken(before, there) - f.taken(since, there) - 1
