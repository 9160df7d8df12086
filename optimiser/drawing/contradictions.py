"""Which rules of a drawing contradict each other, where no drawing obeys all of them: found without a solve."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from optimiser.data.findings import Finding, InvalidInputError
from optimiser.data.instance import Instance
from optimiser.drawing.country import Country
from optimiser.drawing.demands import Demand, demands_of
from optimiser.drawing.memberships import Memberships
from optimiser.drawing.pricing import Priced
from optimiser.drawing.rules import PLACE, DrawingRules, SizeBound, faults_of_rules

CLOSED = "some group's centre stays closed: ask for fewer groups, or larger ones, or lower min_volume"


def with_minimum_volume(instance: Instance, rules: DrawingRules) -> DrawingRules:
    """Return rules that ask also that each group can bring its centre the minimum volume, where centres must open.

    Raises InvalidInputError where the virtual centres are not alike.
    """
    centre = Priced(Country(instance, rules)).template
    return _asking_for_volume(rules, centre.min_volume if centre.must_open else 0.0)


def _asking_for_volume(rules: DrawingRules, least: float) -> DrawingRules:
    return replace(rules, sizes=(*rules.sizes, SizeBound("volume", least))) if least > 0 else rules


def warn_of_closed_centres(instance: Instance, rules: DrawingRules) -> list[Finding]:
    """Return why some group of every drawing has a centre that stays closed, though it need not open, as warnings.

    What no drawing obeys anyway is not told again. Raises InvalidInputError where the virtual centres are not alike.
    """
    centre = Priced(Country(instance, rules)).template
    if centre.must_open or centre.min_volume <= 0 or why_no_drawing(instance, rules):
        return []
    found = _faults(instance, _asking_for_volume(rules, centre.min_volume))
    return [replace(fault, severity="warning", remedy=CLOSED) for fault in found]


def why_no_drawing(instance: Instance, rules: DrawingRules) -> list[Finding]:
    """Return why no drawing obeys the rules, as far as is seen without a solve; none where one may.

    Where no single fault is found, these are demands that no drawing obeys together, none of which could be left out
    without that being open. Centres that must open, and to which no group can bring their minimum volume, are among it.
    """
    try:
        rules = with_minimum_volume(instance, rules)
    except InvalidInputError as error:
        return [*faults_of_rules(instance, rules), *error.findings]
    return _faults(instance, rules)


def _faults(instance: Instance, rules: DrawingRules) -> list[Finding]:
    if faults := faults_of_rules(instance, rules):
        return faults
    if _may_be_obeyed(instance, rules):
        return []
    needed, left = [], rules
    for demand in demands_of(rules):
        fewer = demand.without(left)
        if _may_be_obeyed(instance, fewer):
            needed.append(demand)
        else:
            left = fewer
    return list(_told(instance, rules, needed))


def _may_be_obeyed(instance: Instance, rules: DrawingRules) -> bool:
    return Memberships.all_of(Country(instance, rules)) is not None


def _told(instance: Instance, rules: DrawingRules, needed: Sequence[Demand]) -> Iterator[Finding]:
    rule = f"no drawing of so many groups ({rules.most_groups}) obeys this"
    if len(needed) > 1:
        rule = f"no drawing of so many groups ({rules.most_groups}) obeys all that is told of here"
    for demand in needed:
        names = ", ".join(instance.municipalities[code].name for code in sorted(demand.lot))
        yield Finding(PLACE, None, demand.rule, demand.about or names, rule, "ask for less")
