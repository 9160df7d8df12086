"""Checks of systems: their structures, their names, and what they change, whether they are in use or not."""

from collections.abc import Iterator

from optimiser.data import rows
from optimiser.data.changes import steps
from optimiser.data.checked import Checked
from optimiser.data.findings import Finding
from optimiser.data.instance import NO_STRUCTURE
from optimiser.data.nearest import did_you_mean
from optimiser.data.systems import NOT_FOR_SYSTEMS, change_of, may_change


def systems_without_structure(checked: Checked) -> Iterator[Finding]:
    """The structure of a system is one of the table structures, or none."""
    known = _structures(checked)
    for item in checked.of(rows.System):
        if known and item.row.structure not in known:
            names = sorted(known)
            remedy = did_you_mean(item.row.structure, names, f"choose among {', '.join(names)}")
            yield item.finding("structure", "no such structure", remedy)


def _structures(checked: Checked) -> set[str]:
    """Names of the structures and none; empty where the table could not be read."""
    known = checked.draft.texts("structures", "structure")
    return set() if known is None else known | {NO_STRUCTURE}


def systems_named_as_structures(checked: Checked) -> Iterator[Finding]:
    """A system that is called as a structure is that structure and nothing more: the name stands for both."""
    changing = {item.row.system for item in checked.of(rows.SystemChange)}
    for item in checked.of(rows.System):
        name, structure = item.row.system, item.row.structure
        if name in _structures(checked) and (structure != name or name in changing):
            rule = f"must be the structure {name} without changes, as it has that name"
            yield item.finding("system", rule, "give the system another name")


def changes_not_for_systems(checked: Checked) -> Iterator[Finding]:
    """A system does not change which structure is in use, nor what systems there are."""
    for item in checked.of(rows.SystemChange):
        if not may_change(item.row.parameter):
            rule = f"must not be of {', '.join(sorted(NOT_FOR_SYSTEMS))}"
            yield item.finding("parameter", rule, "the structure of a system stands in its row of systems")


def impossible_changes(checked: Checked) -> Iterator[Finding]:
    """What a system changes exists and can have the value; faults of the system in use show when it is chosen."""
    for item in checked.of(rows.SystemChange):
        if item.row.system != checked.draft.chosen and may_change(item.row.parameter):
            for step in steps(checked.draft, change_of(item.record)):
                if isinstance(step, Finding):
                    yield step
