"""A second opinion on small roadmaps: every path of lawful plans is priced, and the cheapest that may be walked wins.

Each year's plans are those of `witness`. What links the years is written again here, from its meaning.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from optimiser.data.instance import Instance
from tests.witness import (
    HOME,
    SLACK,
    Combinations,
    Way,
    centre_bill,
    exact_kr,
    host_bill,
    lawful_portfolios,
    paid_once,
    pooled_of,
    present_value,
    today_kr_of,
)
from tests.witness_payments import payments_kr

Thing = tuple[str, ...]
"""What is paid for once: what it is, whose, and which task, place or form."""


@dataclass(frozen=True)
class YearPlan:
    """A lawful plan of a year: where each task is, its cost without anything paid once, and what that would be."""

    ways: tuple[Way, ...]
    running_kr: float
    once: Mapping[Thing, tuple[float, float]]
    """Kr. once, and kr. a year of its annuity."""

    @property
    def links(self) -> frozenset[tuple[str, str]]:
        """The connections in use."""
        return frozenset((way.municipality, way.place) for way in self.ways if way.away)


Path = tuple[YearPlan, ...]


@dataclass(frozen=True)
class Standing:
    """What a year finds: where each task is and since when, what has been paid for, who is connected."""

    at: Mapping[tuple[str, str], str]
    since: Mapping[tuple[str, str], int]
    paid: frozenset[Thing] = frozenset()
    links: frozenset[tuple[str, str]] = frozenset()
    annual_kr: float = 0.0
    begun: Mapping[Thing, int] = field(default_factory=dict)


@dataclass
class CheapestPath:
    """The best of all paths: what it costs, and each year's ways."""

    cost_kr: float = np.inf
    plans: tuple[YearPlan, ...] = ()
    tried: int = field(default=0, compare=False)
    may_be: Callable[[Path], bool] = field(default=lambda _: True, compare=False)


def plans_of(instance: Instance, before: Standing, least: float = 1.0) -> list[YearPlan]:
    """All lawful plans of a year; a centre that was not there before has at least this part of its minimum.

    Where the policy says so, nobody pays more than as today in any of them.
    """
    if instance.settings.policy.no_municipality_worse_off:
        policy = instance.settings.policy.model_copy(update={"no_municipality_worse_off": False})
        free = replace(instance, settings=instance.settings.model_copy(update={"policy": policy}))
        return [plan for plan in plans_of(free, before, least) if _nobody_pays_more(instance, plan)]
    portfolios = [lawful_portfolios(instance, code, exact_kr) for code, tasks in instance.tasks_of.items() if tasks]
    if any(row.must_open and row.centre not in instance.centres for row in instance.tables.centres):
        return []
    if not all(portfolios):
        return []
    if least < 1:
        rows = tuple(
            row.model_copy(
                update={
                    "min_volume": row.min_volume * (1 if row.centre in set(before.at.values()) else least),
                    "min_sold": row.min_sold * (1 if row.centre in {place for _, place in before.links} else least),
                }
            )
            for row in instance.tables.centres
        )
        instance = replace(instance, tables=replace(instance.tables, centres=rows))
    cost_kr = Combinations(instance, portfolios).lawful_cost_kr
    return [
        _year_plan(instance, tuple(some[number] for some, number in zip(portfolios, which, strict=True)), kr)
        for which, kr in zip(np.argwhere(np.isfinite(cost_kr)), cost_kr[np.isfinite(cost_kr)], strict=True)
    ]


def _nobody_pays_more(instance: Instance, plan: YearPlan) -> bool:
    paid = payments_kr(instance, plan.ways)
    return all(kr <= instance.today_of_kr(code) + SLACK for code, kr in paid.items())


def _year_plan(instance: Instance, chosen: Sequence[tuple[Way, ...]], cost_kr: float) -> YearPlan:
    rate = instance.settings.economy.discount_rate
    ways = tuple(way for portfolio in chosen for way in portfolio)
    once: dict[Thing, list[tuple[float, float]]] = {}
    for portfolio in chosen:
        once |= paid_once(instance, portfolio)
    for place in {way.place for way in ways} - {HOME}:
        once["centre", place] = list(centre_bill(instance, place).invested)
    for place in {way.place for way in ways if way.form == "purchased"}:
        once["host", place] = list(host_bill(instance, place).invested)
    priced = {
        thing: (
            sum(kr for kr, _ in amounts),
            sum(kr / present_value(rate, years) for kr, years in amounts),
        )
        for thing, amounts in once.items()
    }
    return YearPlan(ways, float(cost_kr) - sum(annual_kr for _, annual_kr in priced.values()), priced)


def cheapest_path(instance: Instance, may_be: Callable[[Path], bool] = lambda _: True) -> CheapestPath:
    """The cheapest path of an instance with years that may be; its cost is infinite where there is none."""
    best = CheapestPath(may_be=may_be)
    least = min(instance.settings.roadmap.minimum_ramp, default=1.0)
    before = _before(instance)
    plans = {year: plans_of(instance.in_year(year), before, least) for year in instance.years}
    _walk(instance, plans, before, (), 0, best)
    return best


def _before(instance: Instance) -> Standing:
    at: dict[tuple[str, str], str] = {}
    for year in instance.years:
        of_year = instance.in_year(year)
        for code, task in of_year.contacts:
            at.setdefault((code, task), _place_today(of_year, code, task))
    own = {row.centre: row.seat for row in instance.tables.centres}
    links = frozenset((code, place) for (code, _), place in at.items() if place != HOME and own[place] != code)
    return Standing(at, {}, links=links)


def _place_today(instance: Instance, code: str, task: str) -> str:
    for row in instance.tables.existing:
        named = [name.strip() for name in row.tasks.split(";") if name.strip()]
        if row.municipality == code and (task in named or (not named and not row.levels)):
            return row.centre
        if row.municipality == code and not named and instance.tasks[task].level in row.levels:
            return row.centre
    return HOME


def _walk(
    instance: Instance,
    plans: Mapping[int, list[YearPlan]],
    now: Standing,
    path: tuple[YearPlan, ...],
    cost_kr: float,
    best: CheapestPath,
) -> None:
    """Go through all that may follow."""
    if len(path) == len(plans):
        best.tried += 1
        if cost_kr < best.cost_kr and best.may_be(path):
            best.cost_kr, best.plans = cost_kr, path
        return
    year = list(plans)[len(path)]
    for plan in plans[year]:
        if _may_follow(instance, year, now, plan):
            after = _after(year, now, plan)
            year_kr = plan.running_kr + after.annual_kr + _paid_in_kr(instance, year, now, plan)
            _walk(instance, plans, after, (*path, plan), cost_kr + _worth(instance, year) * year_kr, best)


def _moves(now: Standing, way: Way) -> bool:
    return way.place not in (HOME, now.at[way.municipality, way.task])


def _paid_in_kr(instance: Instance, year: int, now: Standing, plan: YearPlan) -> float:
    """What is lost in a year by what moves in it, and paid for what is undone."""
    lost_kr = sum(_lost_kr(instance, year, way) for way in plan.ways if _moves(now, way))
    undone = [way for way in plan.ways if _is_undone(instance, year, now, way)]
    contacts = instance.in_year(year).contacts
    price_kr = instance.settings.roadmap.undoing_kr or 0.0
    return lost_kr + price_kr * sum(contacts[way.municipality, way.task] for way in undone)


def _lost_kr(instance: Instance, year: int, way: Way) -> float:
    roadmap, of_year = instance.settings.roadmap, instance.in_year(year)
    whole_kr = of_year.contacts[way.municipality, way.task] * today_kr_of(of_year, way)
    return whole_kr * roadmap.transition_loss * roadmap.transition_months / 12


def _after(year: int, now: Standing, plan: YearPlan) -> Standing:
    new = {(way.municipality, way.task): way.place for way in plan.ways}
    gone = {key: year for key, place in new.items() if place != now.at[key]}
    begun = {thing: annual_kr for thing, (_, annual_kr) in plan.once.items() if thing not in now.paid}
    return Standing(
        {**now.at, **new},
        {**now.since, **gone},
        now.paid | plan.once.keys(),
        plan.links,
        now.annual_kr + sum(begun.values()),
        {**dict.fromkeys(begun, year), **now.begun},
    )


def _may_follow(instance: Instance, year: int, now: Standing, plan: YearPlan, until: int | None = None) -> bool:
    """`until` is the year to whose end the plan stays; its own year if not given."""
    return (
        all(_may_go(instance, year, now, way) for way in plan.ways)
        and _is_within_budgets(instance, year, now, plan)
        and all(
            _is_large_enough(instance, year, now, plan, centre, until or year)
            for centre in {way.place for way in plan.ways}
        )
        and all(
            count <= limit
            for centre, count in Counter(place for _, place in plan.links - now.links).items()
            if (limit := instance.in_year(year).centres[centre].most_joining) is not None
        )
    )


def _may_go(instance: Instance, year: int, now: Standing, way: Way) -> bool:
    """Nothing moves before the first year, and nothing is undone without a price."""
    start = instance.settings.roadmap.start_year
    if start is not None and year < start and way.place not in (now.at[way.municipality, way.task], HOME):
        return False
    return instance.settings.roadmap.undoing_kr is not None or not _is_undone(instance, year, now, way)


def _is_undone(instance: Instance, year: int, now: Standing, way: Way) -> bool:
    """A task may leave where it was before everything; else from departments, the own centre, an ended contract."""
    key = (way.municipality, way.task)
    place = now.at[key]
    if place in (way.place, HOME) or key not in now.since:
        return False
    kind = next(row for row in instance.tables.centres if row.centre == place)
    if way.place == HOME or kind.kind != "local":
        return True
    contract = instance.settings.roadmap.contract_years
    return kind.seat != way.municipality and (contract is None or year - now.since[key] < contract)


def _is_large_enough(instance: Instance, year: int, now: Standing, plan: YearPlan, centre: str, until: int) -> bool:
    """A centre has the part of its minimum that its age in a later year asks, and a host of what it must sell."""
    if centre == HOME:
        return True
    of_year, ramp, before = instance.in_year(year), instance.settings.roadmap.minimum_ramp, _before(instance)
    row = next(row for row in of_year.tables.centres if row.centre == centre)

    def share(thing: Thing, *, old: bool) -> float:
        age = until - now.begun.get(thing, year)
        return 1.0 if old or age >= len(ramp) else ramp[age]

    def volume(ways: Iterable[Way]) -> float:
        return sum(pooled_of(of_year, way.municipality, way.task) for way in ways)

    ways = [way for way in plan.ways if way.place == centre]
    sold = [way for way in ways if way.form == "purchased"]
    least = share(("centre", centre), old=centre in set(before.at.values())) * row.min_volume
    least_sold = share(("host", centre), old=centre in {place for _, place in before.links}) * row.min_sold
    return volume(ways) >= least - SLACK and (not sold or volume(sold) >= least_sold - SLACK)


def _is_within_budgets(instance: Instance, year: int, now: Standing, plan: YearPlan) -> bool:
    paid = {thing: kr for thing, (kr, _) in plan.once.items() if thing not in now.paid}
    budgets = {row.year: row.investment_budget_kr for row in instance.tables.years}
    whole = budgets.get(year)
    if whole is not None and sum(paid.values()) > whole + SLACK:
        return False
    seats = {row.centre: row.seat for row in instance.tables.centres}
    falls_on = {thing: seats[thing[1]] if thing[0] in ("centre", "host") else thing[1] for thing in paid}
    return all(
        sum(kr for thing, kr in paid.items() if falls_on[thing] == row.municipality) <= row.amount_kr + SLACK
        for row in instance.tables.municipal_budgets
        if row.year == year
    )


def costs_as_if_years_stayed(
    instance: Instance, places: Mapping[int, Mapping[tuple[str, str], str]]
) -> Iterator[tuple[float, float]]:
    """What each year of a path costs as if it stayed, and the least that a lawful plan of it would after those before.

    In the first year's worth: all later years cost as it does; what is lost by moving, or paid for undoing, is so once.
    """
    now, worth = _before(instance), {year: _worth(instance, year) for year in instance.years}
    least = min(instance.settings.roadmap.minimum_ramp, default=1.0)
    for year in instance.years:
        left = sum(kr for later, kr in worth.items() if later >= year)
        found = {}
        for plan in plans_of(instance.in_year(year), _before(instance), least):
            if _may_follow(instance, year, now, plan, instance.years[-1]):
                once_kr = worth[year] * _paid_in_kr(instance, year, now, plan)
                kr = left * (plan.running_kr + _after(year, now, plan).annual_kr) + once_kr
                found[frozenset((way.municipality, way.task, way.place) for way in plan.ways)] = kr, plan
        chosen_kr, chosen = found[frozenset((*key, place) for key, place in places[year].items())]
        yield chosen_kr, min(kr for kr, _ in found.values())
        now = _after(year, now, chosen)


def _worth(instance: Instance, year: int) -> float:
    return float((1 + instance.settings.economy.discount_rate) ** (instance.years[0] - year))


def tasks_undone(best: CheapestPath, instance: Instance) -> list[tuple[int, str, str]]:
    """The year, municipality and task of whatever is undone in the best path, if there is one."""
    now, found = _before(instance), []
    for year, plan in zip(instance.years, best.plans, strict=bool(best.plans)):
        some = (way for way in plan.ways if _is_undone(instance, year, now, way))
        found += [(year, way.municipality, way.task) for way in some]
        now = _after(year, now, plan)
    return found


def years_of_moves(best: CheapestPath, instance: Instance) -> Iterator[tuple[int, Way]]:
    """The year and the way of whatever moves in the best path."""
    now = _before(instance)
    for year, plan in zip(instance.years, best.plans, strict=True):
        yield from ((year, way) for way in plan.ways if _moves(now, way))
        now = _after(year, now, plan)
