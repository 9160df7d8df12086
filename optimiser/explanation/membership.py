"""Why a municipality is in its group: each other group it could be in, what rules that out, or what it then costs.

All other groups stay as they are drawn; those who would be cut off from the group that is left move along. What a move
costs is found by planning everything again, begun from the plan in which only those who move are answered anew.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from math import inf
from pathlib import Path
from typing import Any, Literal

from optimiser.data import rows
from optimiser.data.adjacency import connected_parts, is_connected
from optimiser.data.findings import Finding, InvalidInputError, parameter_name
from optimiser.data.instance import Instance
from optimiser.data.read import remake_instance
from optimiser.data.settings import SolverOptions
from optimiser.drawing.country import Country, drawing_of
from optimiser.drawing.rules import DrawingRules, Group, size_of_group
from optimiser.drawing.rules_in_folder import rules_beside
from optimiser.explanation.finding import find_municipality
from optimiser.explanation.resolving import Again, Difference, ReportPriced, difference_of
from optimiser.fixed_plan import evaluate_fixed_plan
from optimiser.planning.assignment import Assignment
from optimiser.planning.routes import DEPARTMENTS
from optimiser.result.result import Result
from optimiser.solver.solve import WarmStart

SCHEMA_VERSION = 1
"""Version of what `explain --group --json` prints; raised when an entry changes its meaning."""
Reason = Literal["cut off", "not adjacent", "too large", "too small", "apart", "together", "everyone", "last"]
WHY = "in another group, to see what it costs"


@dataclass(frozen=True)
class Hindrance:
    """Why a municipality cannot be in another group by itself.

    `whom` are those who would be cut off, whom it is apart from or together with; `group` the group that this is about.
    Of sizes also the `measure`, what the group would have (`has`) and what it may (`limit`).
    """

    reason: Reason
    group: str | None = None
    whom: tuple[str, ...] = ()
    measure: str = ""
    has: float | None = None
    limit: float | None = None


@dataclass(frozen=True)
class OtherGroup:
    """Another group of a drawing, by its centre, or none (None), and what comes of a municipality's being in it.

    `hindrances` rule out that it is, with those it is kept together with, and nobody else. `moving` are the codes of
    all who move in what is priced; none where that is not lawful either. What the plan costs more (kr. a year) where
    only their answers change is `fixed_kr`, blank where no such plan is lawful; where all is planned again it is the
    `difference`. A pooled contact costs `unit_kr` at the group's centre then; blank where it is closed.
    """

    group: str | None
    hindrances: tuple[Hindrance, ...]
    moving: tuple[str, ...]
    fixed_kr: float | None = None
    difference: Difference | None = None
    unit_kr: float | None = None

    @property
    def along(self) -> int:
        """How many move with it."""
        return max(0, len(self.moving) - 1)


@dataclass(frozen=True)
class GroupExplanation:
    """Why a municipality (its code) is in its `group`, or in none; `interrupted` by Ctrl-C before all was priced.

    `shared_contacts` a year are those that the group's centre answers for it, of all its `contacts`. `others` are the
    other groups, those that are lawful first, the cheapest of them first.
    """

    result: Result
    municipality: str
    group: str | None
    rules: DrawingRules
    contacts: float
    shared_contacts: float
    others: tuple[OtherGroup, ...]
    interrupted: bool

    @property
    def nearest(self) -> OtherGroup | None:
        """The other group in which it costs least."""
        return next((one for one in self.others if one.difference and one.difference.difference_kr is not None), None)

    def unit_kr(self, group: str | None) -> float | None:
        """What a pooled contact costs in the plan at a group's centre (kr.); None where it is closed."""
        return _unit_kr(self.result, group)

    @cached_property
    def members(self) -> Sequence[str]:
        """The codes of all who are in the group."""
        return [code for code, group in _groups_by_code(self.result.instance).items() if group == self.group]

    def as_record(self) -> dict[str, Any]:
        """All of it as entries of JSON; money in kr. a year."""
        return {
            "schema_version": SCHEMA_VERSION,
            **self.result.run.model_dump(include={"name", "system", "input_sha256", "objective_kr", "bound_kr", "gap"}),
            "municipality": {
                "code": self.municipality,
                "name": self.result.instance.municipalities[self.municipality].name,
                "contacts": self.contacts,
                "shared_contacts": self.shared_contacts,
            },
            "group": self.group,
            "others": [asdict(one) for one in self.others],
            "interrupted": self.interrupted,
        }


def explain_membership(
    result: Result,
    municipality: str,
    rules: DrawingRules | None = None,
    options: SolverOptions | None = None,
    *,
    report: ReportPriced = lambda *_: None,
) -> GroupExplanation:
    """Price what else there was for a municipality's membership: each other group, or none; or say what rules it out.

    Parameters
    ----------
    result
        A result with a plan, of a structure in which nobody is in several groups.
    municipality
        Name or code of a municipality.
    rules
        What its groups obey; None for what they do as they are: see `rules_of_structure`.
    options
        Options of each solve; what is not set is as in the run.
    report
        Called with how many of how many groups are priced, and the next.

    Returns
    -------
    GroupExplanation
        The other groups; unpriced after Ctrl-C. Money in kr. a year.

    Raises
    ------
    InvalidInputError
        There is no such municipality; the structure has no groups, or somebody is in several.
    SolverError
        The solver failed in a way that proves nothing.
    """
    instance = result.instance
    code, _ = find_municipality(instance, municipality, None)
    group_of = _groups_by_code(instance)
    asked = rules_of_structure(instance) if rules is None else rules
    moves = Moves(Country(instance, asked), code, group_of)
    found, again = list(moves.others()), Again(result, options)
    lawful = sum(bool(one.moving) for one in found)
    priced: list[OtherGroup] = []
    for one in found:
        if one.moving and not again.interrupted:
            report(sum(bool(done.moving) for done in priced), lawful, one.group or "–")
            try:
                priced.append(_priced(again, one, group_of))
            except KeyboardInterrupt:
                again.interrupted = True
                priced.append(one)
        else:
            priced.append(one)
    own = [(key, place) for key, place in result.assignment.items() if key[0] == code]
    shared = sum(instance.contacts[key] for key, place in own if place == group_of.get(code))
    contacts = sum(instance.contacts[key] for key, _ in own)
    ordered = tuple(sorted(priced, key=_order))
    return GroupExplanation(result, code, group_of.get(code), asked, contacts, shared, ordered, again.interrupted)


def rules_of_structure(instance: Instance) -> DrawingRules:
    """Return what the groups of a structure obey as they are: their number, who hangs together, whether all are in one.

    They are asked to hang together where most do: the others, such as one with an island, are in no more parts then.
    """
    groups = _members(_groups_by_code(instance)).values()
    connected = [is_connected(group, instance.neighbours_of) for group in groups]
    contiguous = bool(instance.tables.neighbours) and 2 * sum(connected) > len(connected)
    everyone = sum(map(len, groups)) == len(instance.municipalities)
    return DrawingRules(len(groups), len(groups), contiguous, everyone)


def rules_for(run: Path, instance: Instance) -> DrawingRules:
    """Return what the groups of a run obey: what regions asked where they drew them, else what they do as they are.

    Raises InvalidInputError where there are no groups, or the record of what was asked cannot be understood.
    """
    groups = drawing_of(_members(_groups_by_code(instance)).values())
    asked = rules_beside(run, len(groups))
    return asked if asked and Country(instance, asked).allows(groups) else rules_of_structure(instance)


def _groups_by_code(instance: Instance) -> Mapping[str, str]:
    """By municipality that is in a group, the group. Raises InvalidInputError without groups, or with several."""
    several = [code for code, groups in instance.groups_of.items() if len(groups) > 1]
    if instance.groups_of and not several:
        return {code: groups[0] for code, groups in instance.groups_of.items()}
    rule = "has no groups: there is no membership to explain" if not several else "lets somebody be in several groups"
    remedy = "choose a run under a structure in which each is in one group"
    finding = Finding(parameter_name("structure"), None, "", instance.settings.structure, rule, remedy)
    raise InvalidInputError(instance.settings.name, [finding])


def _members(group_of: Mapping[str, str]) -> dict[str, Group]:
    """The members of each group, in the order in which groups come."""
    names = dict.fromkeys(group_of.values())
    return {name: frozenset(code for code, group in group_of.items() if group == name) for name in names}


# ---- What the rules say of a move -----------------------------------------------------------------


@dataclass(frozen=True)
class Moves:
    """The moves of a municipality between the groups of a country."""

    country: Country
    code: str
    group_of: Mapping[str, str]

    def others(self) -> Iterator[OtherGroup]:
        """Each group but its own, and none, with what rules it out, or who moves."""
        own = self.group_of.get(self.code)
        for group in (*_members(self.group_of), None):
            if group != own:
                moving = self.country.lot_of[self.code]
                hindrances = tuple(self.hindrances(moving, group))
                cut_off = frozenset(code for one in hindrances if one.reason == "cut off" for code in one.whom)
                if cut_off:
                    moving = frozenset[str]().union(*(self.country.lot_of[code] for code in moving | cut_off))
                lawful = not (any(self.hindrances(moving, group)) if cut_off else hindrances)
                yield OtherGroup(group, hindrances, tuple(sorted(moving)) if lawful else ())

    def hindrances(self, moving: Group, group: str | None) -> Iterator[Hindrance]:
        """What rules out that some move to a group, or out of all."""
        groups = _members(self.group_of)
        for left in dict.fromkeys(self.group_of[code] for code in sorted(moving) if code in self.group_of):
            if left != group:
                yield from self._of_leaving(left, groups[left], groups[left] - moving, len(groups))
        if group is None:
            yield from self._of_being_in_none(moving)
        else:
            yield from self._of_joining(group, groups[group], moving)

    def _of_leaving(self, left: str, members: Group, rest: Group, groups: int) -> Iterator[Hindrance]:
        if not rest:
            if groups <= self.country.rules.fewest_groups:
                yield Hindrance("last", left)
            return
        before, after = (connected_parts(some, self.country.neighbours) for some in (members, rest))
        if cut_off := [part for part in after if part not in before][1:]:
            yield Hindrance("cut off", left, tuple(sorted(frozenset[str]().union(*cut_off))))
        for bound, of in self.country.bounds:
            if (has := size_of_group(rest, of)) < bound.least:
                yield Hindrance("too small", left, measure=bound.column, has=has, limit=bound.least)

    def _of_being_in_none(self, moving: Group) -> Iterator[Hindrance]:
        if self.country.rules.everyone:
            yield Hindrance("everyone")
        for code in sorted(moving):
            if len(lot := self.country.lot_of[code]) > 1:
                yield Hindrance("together", whom=tuple(sorted(lot)))
                return

    def _of_joining(self, group: str, members: Group, moving: Group) -> Iterator[Hindrance]:
        grown = members | moving
        if len(connected_parts(grown, self.country.neighbours)) > len(
            connected_parts(members, self.country.neighbours)
        ):
            yield Hindrance("not adjacent", group)
        for bound, of in self.country.bounds:
            if (has := size_of_group(grown, of)) > bound.most:
                yield Hindrance("too large", group, measure=bound.column, has=has, limit=bound.most)
        foes = frozenset[str]().union(*(self.country.foes[code] & grown for code in moving))
        if foes:
            yield Hindrance("apart", group, tuple(sorted(foes - moving or foes)))


# ---- What a move costs ----------------------------------------------------------------------------


def _priced(again: Again, one: OtherGroup, group_of: Mapping[str, str]) -> OtherGroup:
    """Another group with what it costs that those who move are in it. Raises SolverError."""
    result = again.result
    wanted = _moved(result.instance, one, group_of)
    near = _cheapest_near(result, wanted, one)
    after = again.solve_changed(wanted, WarmStart(near[1].routes_in(wanted)) if near else WarmStart())
    difference = difference_of(result, after, only_restricts=False)
    unit_kr = _unit_kr(after, one.group) if difference.difference_kr is not None else None
    return replace(one, fixed_kr=near[0] if near else None, difference=difference, unit_kr=unit_kr)


def _moved(instance: Instance, one: OtherGroup, group_of: Mapping[str, str]) -> Instance:
    """The instance in whose structure those who move are in the other group."""
    structure, new = instance.settings.structure, dict(group_of)
    for code in one.moving:
        new.pop(code, None)
    new |= dict.fromkeys(one.moving, one.group) if one.group is not None else {}
    others = [row for row in instance.tables.structures if row.structure != structure]
    drawn = [
        rows.Membership(structure=structure, municipality=code, group=group, source=WHY) for code, group in new.items()
    ]
    return remake_instance(instance, instance.settings, structures=[*others, *drawn])


def _cheapest_near(result: Result, wanted: Instance, one: OtherGroup) -> tuple[float, Assignment] | None:
    """The cheapest lawful plan in which only those who move are answered anew, with what it costs more than the run's.

    What a shared centre answers for them goes to that of the other group, or home.
    """
    plan, centres = result.assignment, {row.centre for row in wanted.tables.centres if row.kind == "virtual"}
    sent = [key for key, place in plan.items() if key[0] in one.moving and place in centres]
    ways = [place for place in (one.group, DEPARTMENTS) if place is not None]
    found = [plan.with_answers(dict.fromkeys(sent, place)) for place in (ways if sent else ways[:1])]
    priced = [(evaluate_fixed_plan(each, wanted).lawful_figures, each) for each in found]
    lawful = [(figures.objective_kr - result.figures.objective_kr, each) for figures, each in priced if figures]
    return min(lawful, key=lambda each: each[0], default=None)


def _unit_kr(result: Result, centre: str | None) -> float | None:
    return next((line.unit_cost_kr for line in result.lines.centres if line.centre == centre), None)


def _order(one: OtherGroup) -> tuple[bool, float, str]:
    known = one.difference.difference_kr if one.difference else None
    return not one.moving, inf if known is None else known, one.group or ""
