"""Systems and futures: names one can choose, each with changes of its own, made by the one mechanism of changes.

A system is a structure and changes to it; a future is what the world may turn out to be, whatever the structure.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from optimiser.data.cells import as_text
from optimiser.data.changes import FUTURE, ChangeStep, steps_of_change, target_of_change
from optimiser.data.findings import Finding
from optimiser.data.names import as_name
from optimiser.data.records import Draft, Record
from optimiser.data.scenario import Addition, Change

STRUCTURE = "structure"
"""The parameter by which a structure or a system is chosen."""
NOT_TO_CHANGE = frozenset({STRUCTURE, "systems", "system_changes", FUTURE, "futures", "future_changes"})
"""Parameters that no system or future may change: what is chosen, and what there is to choose from."""


def with_choices(draft: Draft, changes: Sequence[Change | Addition]) -> Iterator[Change | Addition]:
    """The changes in the order in which they are made, with those of the system and the future where these are chosen.

    Sources follow each other, and the last word counts. Within one (a scenario file, a system, a future) a change of
    many values is made before one of few, so that what is said of one row holds against what is said of all; changes
    of equally many are made as they are written. Of several choices of the same kind the last counts. To be applied one
    by one: a choice is looked up in `draft` when its turn comes, as the changes before left it.
    """
    last = _last_choices(changes)
    for (_, is_choice, _), group in groupby(changes, key=_order_of_change):
        if not is_choice:
            yield from _broad_first(draft, [change for change in group if isinstance(change, Change)])
            continue
        for change in group:
            if isinstance(change, Addition):
                yield change
            elif change is last[change.parameter]:
                yield from _with_future(draft, change) if change.parameter == FUTURE else _with_system(draft, change)


def choices_not_made(changes: Sequence[Change | Addition]) -> Iterator[Finding]:
    """Remarks on choices of a structure, a system or a future that another choice follows."""
    last = _last_choices(changes)
    for change in changes:
        if isinstance(change, Change) and change.parameter in last:
            made = last[change.parameter]
            if made.value != change.value:
                rule = f"does not count: {as_text(made.value)} is chosen after it ({made.place})"
                remedy = "leave one of the two out"
                yield Finding(
                    change.place, change.row, change.parameter, as_text(change.value), rule, remedy, "warning"
                )


def _last_choices(changes: Sequence[Change | Addition]) -> dict[str, Change]:
    """The choice that counts, of a structure or system and of a future."""
    return {
        change.parameter: change
        for change in changes
        if isinstance(change, Change) and change.parameter in (STRUCTURE, FUTURE)
    }


def _order_of_change(change: Change | Addition) -> tuple[int, bool, str]:
    """Changes of one source are ordered among themselves; a choice and an addition keep their place between them."""
    if isinstance(change, Addition):
        return -1, True, ""
    is_choice = change.parameter in (STRUCTURE, FUTURE)
    return change.source, is_choice, change.parameter if is_choice else ""


def _broad_first(draft: Draft, changes: list[Change]) -> Iterator[Change]:
    """Of the changes of one column or entry, those of many values before those of few; all others where they stand."""

    def breadth(change: Change) -> int:
        return sum(isinstance(step, ChangeStep) for step in steps_of_change(draft, change))

    alike: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        alike[target_of_change(change)].append(change)
    ordered = {
        name: iter(sorted(some, key=breadth, reverse=True) if len(some) > 1 else some) for name, some in alike.items()
    }
    return (next(ordered[target_of_change(change)]) for change in changes)


def _with_system(draft: Draft, choice: Change) -> Iterator[Change]:
    """A plain structure as it was asked for, or a system's structure and changes."""
    draft.chosen = as_name(as_text(choice.value))
    found = (record for record in draft.tables.get("systems", ()) if _is_row_of(record, "system", draft.chosen))
    system = next(found, None)
    if system is None or system.values.get("structure") == draft.chosen:
        yield choice
    elif "structure" in system.values:
        yield Change(system.place, STRUCTURE, system.values["structure"], system.row)
    yield from _changes_of(draft, "system", draft.chosen)


def _with_future(draft: Draft, choice: Change) -> Iterator[Change]:
    """The choice, which tells if there is no such future, and the future's changes."""
    draft.future = as_name(as_text(choice.value))
    yield choice
    yield from _changes_of(draft, FUTURE, draft.future)


def _changes_of(draft: Draft, kind: str, name: str) -> list[Change]:
    """What a system or a future changes; rows have no order, so those of equally many values go by their names."""
    changes = map(
        change_of, (record for record in draft.tables.get(f"{kind}_changes", ()) if _is_row_of(record, kind, name))
    )
    allowed = [change for change in changes if may_change(change.parameter)]
    return list(_broad_first(draft, sorted(allowed, key=lambda change: change.parameter)))


def change_of(record: Record) -> Change:
    """The change that a row of `system_changes` or `future_changes` stands for."""
    values = record.values
    return Change(record.place, as_text(values.get("parameter")), as_text(values.get("value")), record.row)


def may_change(parameter: str) -> bool:
    """True when a system or future may change the parameter; a row without one has been told of."""
    return bool(parameter) and parameter.partition(".")[0] not in NOT_TO_CHANGE


def _is_row_of(record: Record, kind: str, name: str) -> bool:
    return as_text(record.values.get(kind)) == name
