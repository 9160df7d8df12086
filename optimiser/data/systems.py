"""Systems: names one can run, each a structure with changes of its own, made by the one mechanism of changes."""

from collections.abc import Iterator, Sequence

from optimiser.data.cells import as_text
from optimiser.data.changes import Step, steps
from optimiser.data.records import Draft, Record
from optimiser.data.scenario import Addition, Change

STRUCTURE = "structure"
"""The parameter by which a structure or a system is chosen."""
NOT_FOR_SYSTEMS = frozenset({STRUCTURE, "systems", "system_changes"})
"""Parameters that no system may change: its structure has a column, and what systems are is not for one to say."""


def with_systems(draft: Draft, changes: Sequence[Change | Addition]) -> Iterator[Change | Addition]:
    """The changes, with those of the system that is chosen in the place where it is; the last choice counts.

    To be applied one by one: a system is looked up in `draft` when its turn comes, as the changes before left it.
    """
    last = next((change for change in reversed(changes) if _is_choice(change)), None)
    for change in changes:
        if not _is_choice(change):
            yield change
        elif isinstance(change, Change) and change is last:
            yield from _chosen(draft, change)


def _is_choice(change: Change | Addition) -> bool:
    return isinstance(change, Change) and change.parameter == STRUCTURE


def _chosen(draft: Draft, choice: Change) -> Iterator[Change]:
    """A plain structure as it was asked for, or a system's structure and changes."""
    draft.chosen = as_text(choice.value)
    system = next((record for record in draft.tables.get("systems", ()) if _of(record, draft.chosen)), None)
    if system is None or system.values.get("structure") == draft.chosen:
        yield choice
    elif "structure" in system.values:
        yield Change(system.place, STRUCTURE, system.values["structure"], system.row)
    yield from _from_broad_to_narrow(draft, changes_of(draft, draft.chosen))


def changes_of(draft: Draft, system: str) -> list[Change]:
    """What a system changes besides the structure, as it is written."""
    records = [record for record in draft.tables.get("system_changes", ()) if _of(record, system)]
    return [change_of(record) for record in records if may_change(as_text(record.values.get("parameter")))]


def change_of(record: Record) -> Change:
    """The change that a row of `system_changes` stands for."""
    values = record.values
    return Change(record.place, as_text(values.get("parameter")), as_text(values.get("value")), record.row)


def may_change(parameter: str) -> bool:
    """True when a system may change the parameter; a row without one has been told of."""
    return bool(parameter) and parameter.partition(".")[0] not in NOT_FOR_SYSTEMS


def _of(record: Record, system: str) -> bool:
    return as_text(record.values.get("system")) == system


def _from_broad_to_narrow(draft: Draft, changes: list[Change]) -> list[Change]:
    """A change of many values before one of few: rows have no order, and what is said of one must hold against all."""

    def breadth(change: Change) -> int:
        return sum(isinstance(step, Step) for step in steps(draft, change))

    return sorted(changes, key=lambda change: (-breadth(change), change.parameter))
