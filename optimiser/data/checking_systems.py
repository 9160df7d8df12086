"""Checks of systems and futures: structures, names, and what they change, whether they are in use or not."""

from collections.abc import Iterator, Sequence
from math import isclose

from optimiser.data import rows
from optimiser.data.changes import steps
from optimiser.data.checked import Checked, Placed
from optimiser.data.findings import Finding
from optimiser.data.instance import NO_STRUCTURE
from optimiser.data.nearest import did_you_mean
from optimiser.data.systems import NOT_TO_CHANGE, change_of, may_change

NOT_IN_SYSTEM = "the structure of a system stands in its row of systems"
NOT_IN_FUTURE = "a future changes figures and rules; each structure is tried in it"
ROUNDING = 1e-6
"""Probabilities written with six decimals add up to 1."""


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


def changes_not_for_names(checked: Checked) -> Iterator[Finding]:
    """Neither a system nor a future changes which structure is in use, nor what systems and futures there are."""
    for item in _changes(checked):
        if not may_change(item.row.parameter):
            rule = f"must not be of {', '.join(sorted(NOT_TO_CHANGE))}"
            of_system = isinstance(item.row, rows.SystemChange)
            yield item.finding("parameter", rule, NOT_IN_SYSTEM if of_system else NOT_IN_FUTURE)


def impossible_changes(checked: Checked) -> Iterator[Finding]:
    """What is changed exists and can have the value; faults of the system or future in use show when it is chosen."""
    for item in _changes(checked):
        row, draft = item.row, checked.draft
        in_use = row.system == draft.chosen if isinstance(row, rows.SystemChange) else row.future == draft.future
        if not in_use and may_change(row.parameter):
            for step in steps(draft, change_of(item.record)):
                if isinstance(step, Finding):
                    yield step


def _changes(checked: Checked) -> Sequence[Placed[rows.SystemChange | rows.FutureChange]]:
    return [*checked.of(rows.SystemChange), *checked.of(rows.FutureChange)]


def probabilities_not_of_all_futures(checked: Checked) -> Iterator[Finding]:
    """Futures have probabilities that add up to 1, or none has one."""
    futures = checked.of(rows.Future)
    given = [item.row.probability for item in futures if item.row.probability is not None]
    if given and len(given) < len(futures):
        for item in futures:
            if item.row.probability is None:
                yield item.finding("probability", "must be filled in where other futures have one", "0 is allowed")
    elif given and not isclose(sum(given), 1, abs_tol=ROUNDING):
        rule = f"the probabilities of all futures must add up to 1, but add up to {sum(given):g}"
        yield futures[-1].finding("probability", rule, "correct them, or leave all blank")
