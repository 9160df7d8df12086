"""What a drawing of groups must obey, and what no drawing can obey, told by the names of the municipalities."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from math import floor, fsum, inf, isfinite
from typing import Any, Literal, get_args

from optimiser.data.adjacency import connected_parts
from optimiser.data.findings import Finding, did_you_mean, parameter_name
from optimiser.data.instance import Instance
from optimiser.planning.routes import tasks_in_form

Measure = Literal["population", "contacts", "volume"]
"""Inhabitants; contacts a year; and pooled contacts a year that the law lets a shared centre answer."""
ASKED: Sequence[Measure] = ("population", "contacts")
"""What somebody may ask to be bounded; the volume of a group follows from the minimum of its centre."""
Group = frozenset[str]
"""Codes of municipalities that share a centre."""
PLACE = "the drawing"
MORE_FOR_A_CENTRE = "ask for fewer groups, or larger ones, or lower min_volume of the virtual centres"
ROUNDING = 1e-9
"""A part of the country holds a group more where it lacks so little of one, as a share, that rounding may be why."""


@dataclass(frozen=True)
class SizeBound:
    """How many inhabitants, or contacts a year, each group has at least and at most."""

    measure: Measure
    least: float = 0.0
    most: float = inf

    @property
    def column(self) -> str:
        """What a finding calls it: the volume that groups have at least is the minimum of their centres."""
        return "min_volume" if self.measure == "volume" else self.measure

    def remedy(self, usual: str) -> str:
        """Return what to do where groups cannot be so large: of volume, which is no option, else than `usual`."""
        return MORE_FOR_A_CENTRE if self.measure == "volume" else usual


@dataclass(frozen=True)
class DrawingRules:
    """How many groups there are, and what holds of each.

    A municipality is in one group at most; in exactly one where `everyone` is. Each lot of `together` is in one group;
    of `apart` no two of a lot are in one group.
    """

    most_groups: int
    fewest_groups: int = 1
    contiguous: bool = True
    everyone: bool = False
    sizes: tuple[SizeBound, ...] = ()
    together: tuple[Group, ...] = ()
    apart: tuple[Group, ...] = ()


def faults_of_sizes(rules: DrawingRules) -> Iterator[Finding]:
    """Go through bounds on what nobody asks for, which no record of what was asked has."""
    for bound in rules.sizes:
        if bound.measure == "volume":
            rule = "is no size to ask for: it follows from the least volume of the centres"
            yield Finding(PLACE, None, "sizes", bound.measure, rule, MORE_FOR_A_CENTRE)


def describe_rules(rules: DrawingRules) -> dict[str, Any]:
    """Return what is asked of drawings but their number of groups, as a record has it."""
    lots = {"together": rules.together, "apart": rules.apart}
    return {
        "contiguous": rules.contiguous,
        "everyone": rules.everyone,
        **{measure: _ends_of(rules, measure) for measure in ASKED},
        **{name: sorted(sorted(lot) for lot in each) for name, each in lots.items()},
    }


def _ends_of(rules: DrawingRules, measure: Measure) -> list[float | None]:
    """The least and the most that all bounds on a size allow; blank where there is none."""
    bounds = [bound for bound in rules.sizes if bound.measure == measure]
    least, most = (
        max((bound.least for bound in bounds), default=0.0),
        min((bound.most for bound in bounds), default=inf),
    )
    return [least or None, None if most == inf else most]


def sizes_of(instance: Instance, measure: Measure) -> Mapping[str, float]:
    """Return by code how many inhabitants or contacts a year each municipality has."""
    if measure == "population":
        return {row.code: float(row.population) for row in instance.tables.municipalities}
    return instance.contacts_of if measure == "contacts" else _shared_volume_of(instance)


def _shared_volume_of(instance: Instance) -> Mapping[str, float]:
    """The pooled contacts a year that each municipality can bring to a shared centre at most, by law."""
    shared, found = frozenset(tasks_in_form(instance, "regional")), dict.fromkeys(instance.municipalities, 0.0)
    for (code, task), volume in instance.pooled_contacts.items():
        found[code] += volume if task in shared else 0.0
    return found


def size_of_group(group: Collection[str], of: Mapping[str, float]) -> float:
    """Return what the members of a group have together: the same in whatever order a set has them."""
    return fsum(of[code] for code in group)


def most_in_a_group(instance: Instance, rules: DrawingRules, bound: SizeBound) -> float:
    """Return the most that a group can have: what is asked, or what the least of the other groups leaves."""
    total = sum(sizes_of(instance, bound.measure).values())
    return min(bound.most, total - (rules.fewest_groups - 1) * bound.least)


# ---- What no drawing can obey ---------------------------------------------------------------------


def faults_of_rules(instance: Instance, rules: DrawingRules) -> list[Finding]:
    """Return why no drawing of an instance obeys the rules, as far as that is seen without a search."""
    named = sorted({code for lot in (*rules.together, *rules.apart) for code in lot} - instance.municipalities.keys())
    faults = [Finding(PLACE, None, "", code, "no such municipality", "correct it") for code in named]
    for bound in rules.sizes:
        if bound.measure not in get_args(Measure):
            remedy = did_you_mean(bound.measure, ASKED, f"choose among {', '.join(ASKED)}")
            faults.append(Finding(PLACE, None, "sizes", bound.measure, "no such measure", remedy))
    if not 1 <= rules.fewest_groups <= rules.most_groups <= len(instance.municipalities):
        rule = f"must be from 1 to {len(instance.municipalities)}, the fewest before the most"
        faults.append(Finding(PLACE, None, "groups", f"{rules.fewest_groups}:{rules.most_groups}", rule))
    if faults:
        return faults
    sizes = [*_wrong_sizes(instance, rules), *_sizes_that_exclude_each_other(instance, rules)]
    return [*sizes, *_wrong_neighbours(instance, rules), *_wrong_lots(instance, rules)]


def _wrong_sizes(instance: Instance, rules: DrawingRules) -> Iterator[Finding]:
    for bound in rules.sizes:
        if not bound.least <= bound.most:
            rule = "must have the least before the most"
            yield Finding(PLACE, None, bound.column, f"{bound.least}:{bound.most}", rule, "swap the two")
            continue
        of = sizes_of(instance, bound.measure)
        total, largest = sum(of.values()), max(of, key=lambda code: of[code])
        if bound.least > most_in_a_group(instance, rules, bound):
            rule = f"{rules.fewest_groups} groups of at least that many do not fit: there are {total:,.0f} in all"
            remedy = bound.remedy("ask for fewer groups, or smaller ones")
            yield Finding(PLACE, None, bound.column, f"{bound.least:.0f}", rule, remedy)
        if rules.everyone and rules.most_groups * bound.most < total:
            rule = f"{rules.most_groups} groups of at most that many do not hold all {total:,.0f}"
            yield Finding(PLACE, None, bound.column, f"{bound.most:.0f}", rule, "ask for more groups, or larger ones")
        elif rules.everyone and of[largest] > bound.most:
            rule = f"{_named(instance, [largest])} alone has {of[largest]:,.0f}"
            yield Finding(PLACE, None, bound.column, f"{bound.most:.0f}", rule, "ask for larger groups")


def _sizes_that_exclude_each_other(instance: Instance, rules: DrawingRules) -> Iterator[Finding]:
    """Groups that have too little of one thing where they have as much of another as they may."""
    whole = frozenset(instance.municipalities)
    parts = connected_parts(whole, instance.neighbours_of) if rules.contiguous else [whole]
    for bound, other in permutations(rules.sizes, 2):
        if bound.least > 0 and isfinite(other.most):
            of, room_of = sizes_of(instance, bound.measure), sizes_of(instance, other.measure)
            most = max(_most_within(part, of, room_of, other.most) for part in parts)
            if most < bound.least * (1 - ROUNDING):
                rule = f"a group whose {other.column} is {other.most:,.0f} or less has {most:,.0f} at most"
                remedy = bound.remedy("ask for less")
                yield Finding(PLACE, None, bound.column, f"{bound.least:.0f}", rule, remedy)


def _most_within(part: Group, of: Mapping[str, float], room_of: Mapping[str, float], room: float) -> float:
    """No group of a part has more of one thing than this, where it may have as much of another as there is room for."""
    need_no_room = [code for code in part if room_of[code] <= 0]
    has = size_of_group(need_no_room, of)
    for code in sorted(part.difference(need_no_room), key=lambda code: (-of[code] / room_of[code], code)):
        taken = min(1.0, room / room_of[code])
        has, room = has + taken * of[code], room - taken * room_of[code]
    return has


def _wrong_neighbours(instance: Instance, rules: DrawingRules) -> Iterator[Finding]:
    if not rules.contiguous:
        return
    if not instance.tables.neighbours:
        rule = "groups that hang together need to know who is adjacent to whom: the table neighbours has no rows"
        scattered = parameter_name("contiguous", False)
        remedy = (
            f"fill it in, import it from a map (optimiser import neighbours), or let groups lie scattered: {scattered}"
        )
        yield Finding(PLACE, None, "contiguous", "", rule, remedy)
        return
    parts = connected_parts(instance.municipalities, instance.neighbours_of)
    if rules.everyone and len(parts) > rules.most_groups:
        names = "; ".join(_named(instance, sorted(part)) for part in parts[1:])
        rule = f"the country has {len(parts)} parts that nothing joins, more than groups: beside the largest {names}"
        yield Finding(
            PLACE, None, "neighbours", "", rule, "add the ferries or bridges that are missing, or ask for more groups"
        )
    yield from list(_small_parts(instance, rules, parts)) or _too_few_in_parts(instance, rules, parts)
    for lot in rules.together:
        if len([part for part in parts if part & lot]) > 1:
            rule = "cannot be in one group that hangs together: nothing joins them"
            remedy = "add the ferry or bridge that is missing to neighbours, or do not keep them together"
            yield Finding(PLACE, None, "together", _named(instance, sorted(lot)), rule, remedy)


def _small_parts(instance: Instance, rules: DrawingRules, parts: Sequence[Group]) -> Iterator[Finding]:
    """Islands that must be in a group and are too few for one; a country in one part is none."""
    for bound in rules.sizes if rules.everyone and len(parts) > 1 else ():
        of = sizes_of(instance, bound.measure)
        for part in parts:
            if (has := size_of_group(part, of)) < bound.least:
                rule = f"nothing joins them to others, and they have {has:,.0f} in all"
                remedy = "add the ferry or bridge that is missing to neighbours, or ask for smaller groups"
                yield Finding(PLACE, None, bound.column, _named(instance, sorted(part)), rule, bound.remedy(remedy))


def _too_few_in_parts(instance: Instance, rules: DrawingRules, parts: Sequence[Group]) -> Iterator[Finding]:
    """Groups that would fit the country as a whole, and do not fit its parts."""
    for bound in rules.sizes:
        if 0 < bound.least <= most_in_a_group(instance, rules, bound):
            of = sizes_of(instance, bound.measure)
            hold = sum(floor(size_of_group(part, of) / bound.least + ROUNDING) for part in parts)
            if hold < rules.fewest_groups:
                rule = f"{rules.fewest_groups} groups of at least that many do not fit: the parts hold {hold} in all"
                remedy = bound.remedy("ask for fewer groups, or smaller ones")
                yield Finding(PLACE, None, bound.column, f"{bound.least:.0f}", rule, remedy)


def merged_lots(lots: Iterable[Group]) -> list[Group]:
    """Return lots as they follow from each other: those that have a municipality in common are one."""
    merged: list[Group] = []
    for lot in lots:
        joined = [other for other in merged if other & lot]
        merged = [*(other for other in merged if not other & lot), lot.union(*joined)]
    return merged


def _wrong_lots(instance: Instance, rules: DrawingRules) -> Iterator[Finding]:
    for lot in merged_lots(rules.together):
        for other in rules.apart:
            if len(lot & other) > 1:
                rule = "are to be both together and apart"
                yield Finding(
                    PLACE, None, "together", _named(instance, sorted(lot & other)), rule, "leave one of the two out"
                )
    for lot in rules.apart:
        if rules.everyone and len(lot) > rules.most_groups:
            rule = f"are apart and more than {rules.most_groups} groups, of which each may have one of them"
            yield Finding(
                PLACE, None, "apart", _named(instance, sorted(lot)), rule, "ask for more groups, or larger ones"
            )


def _named(instance: Instance, codes: Sequence[str]) -> str:
    return ", ".join(instance.municipalities[code].name for code in codes)
