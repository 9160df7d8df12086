"""Systems and futures: names one can choose, each with changes of its own, made by the one mechanism of changes.

A system is a structure and changes to it; a future is what the world may turn out to be, whatever the structure.
"""

from collections.abc import Iterator, Sequence

from optimiser.data.cells import as_text
from optimiser.data.changes import FUTURE, Step, steps
from optimiser.data.records import Draft, Record
from optimiser.data.scenario import Addition, Change

STRUCTURE = "structure"
"""The parameter by which a structure or a system is chosen."""
NOT_TO_CHANGE = frozenset({STRUCTURE, "systems", "system_changes", FUTURE, "futures", "future_changes"})
"""Parameters that no system or future may change: what is chosen, and what there is to choose from."""


def with_choices(draft: Draft, changes: Sequence[Change | Addition]) -> Iterator[Change | Addition]:
    """The changes, with those of the system and the future that are chosen in the place where they are.

    Of several choices of the same kind the last counts. To be applied one by one: a choice is looked up in
    `draft` when its turn comes, as the changes before left it.
    """
    last = {change.parameter: change for change in changes if isinstance(change, Change)}
    for change in changes:
        if not isinstance(change, Change) or change.parameter not in (STRUCTURE, FUTURE):
            yield change
        elif change is last[change.parameter]:
            yield from _with_future(draft, change) if change.parameter == FUTURE else _with_system(draft, change)


def _with_system(draft: Draft, choice: Change) -> Iterator[Change]:
    """A plain structure as it was asked for, or a system's structure and changes."""
    draft.chosen = as_text(choice.value)
    found = (record for record in draft.tables.get("systems", ()) if _is(record, "system", draft.chosen))
    system = next(found, None)
    if system is None or system.values.get("structure") == draft.chosen:
        yield choice
    elif "structure" in system.values:
        yield Change(system.place, STRUCTURE, system.values["structure"], system.row)
    yield from _changes_of(draft, "system", draft.chosen)


def _with_future(draft: Draft, choice: Change) -> Iterator[Change]:
    """The choice, which tells if there is no such future, and the future's changes."""
    draft.future = as_text(choice.value)
    yield choice
    yield from _changes_of(draft, FUTURE, draft.future)


def _changes_of(draft: Draft, kind: str, name: str) -> list[Change]:
    """What a system or a future changes, a change of many values before one of few.

    Rows have no order, and what is said of one must hold against all.
    """

    def breadth(change: Change) -> int:
        return sum(isinstance(step, Step) for step in steps(draft, change))

    changes = map(change_of, (record for record in draft.tables.get(f"{kind}_changes", ()) if _is(record, kind, name)))
    allowed = [change for change in changes if may_change(change.parameter)]
    return sorted(allowed, key=lambda change: (-breadth(change), change.parameter))


def change_of(record: Record) -> Change:
    """The change that a row of `system_changes` or `future_changes` stands for."""
    values = record.values
    return Change(record.place, as_text(values.get("parameter")), as_text(values.get("value")), record.row)


def may_change(parameter: str) -> bool:
    """True when a system or future may change the parameter; a row without one has been told of."""
    return bool(parameter) and parameter.partition(".")[0] not in NOT_TO_CHANGE


def _is(record: Record, kind: str, name: str) -> bool:
    return as_text(record.values.get(kind)) == name
