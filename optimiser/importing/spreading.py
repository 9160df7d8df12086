"""Spread the national contacts of each task over an instance's municipalities by population: a start, not a count."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from optimiser.data.cells import as_text
from optimiser.data.findings import Finding, InvalidInputError
from optimiser.importing.proposal import Proposal, Statement, TableEdit, Target, read_target

SOURCE = "national contacts spread by population"


def spread(total: int, weights: Mapping[str, int]) -> dict[str, int]:
    """Divide `total` in proportion to `weights` into whole numbers that sum to it.

    Each name gets its share rounded down; what is left goes one by one to the largest remainders, and among equal
    remainders to the name that sorts first. Raises ValueError where the weights sum to 0.
    """
    weight_sum = sum(weights.values())
    if weight_sum <= 0:
        raise ValueError("nobody to spread contacts over: the populations sum to 0")
    shares = {name: divmod(total * weight, weight_sum) for name, weight in weights.items()}
    left = total - sum(whole for whole, _ in shares.values())
    rounded_up = set(sorted(shares, key=lambda name: (-shares[name][1], name))[:left])
    return {name: whole + (name in rounded_up) for name, (whole, _) in shares.items()}


def propose_spread(path: Path) -> Proposal:
    """Return the volumes that follow from population alone; raises InvalidInputError with every fault.

    The rows of the instance's year are all replaced; contacts are whole numbers, and each task's sum is its national
    figure exactly, rounded to whole contacts.
    """
    target = read_target(path, ("volumes",))
    population = _column(target, "municipalities", "code", "population")
    national = _column(target, "tasks", "task", "national_contacts")
    try:
        weights = {code: int(people) for code, people in population.items()}
        by_task = {task: spread(round(total), weights) for task, total in national.items()}
    except ValueError as error:
        place = target.place("municipalities")
        raise InvalidInputError(
            str(path), [Finding(place, None, "population", "", str(error), "fill it in")]
        ) from error
    deleted = [record for record in target.records("volumes") if record.values.get("year") in (None, target.year)]
    added = [
        {"municipality": code, "task": task, "contacts": by_task[task][code], "source": SOURCE, "assumption": True}
        for code in sorted(population)
        for task in national
    ]
    counted = sum(1 for record in deleted if record.values.get("assumption") is not True)
    edit = TableEdit("volumes", {}, frozenset(record.row for record in deleted if record.row is not None), added)
    rounded = [
        Finding(target.place("tasks"), None, "national_contacts", task, "is spread as whole contacts", "", "warning")
        for task, total in national.items()
        if not total.is_integer()
    ]
    return Proposal(tuple(_statements(weights, national, edit, counted)), (edit,), tuple(rounded))


def _column(target: Target, table: str, key: str, column: str) -> Mapping[str, float]:
    """Return a column of figures by key; raises InvalidInputError where a row lacks it."""
    records = target.records(table)
    faults = [
        Finding(target.place(table), record.row, column, "", "must be filled in with a number", "fill it in")
        for record in records
        if not isinstance(record.values.get(column), int | float) or key not in record.values
    ]
    if faults or not records:
        nothing = [Finding(target.place(table), None, column, "", "must hold at least one row", "fill in the table")]
        raise InvalidInputError(str(target.path), faults or nothing)
    return {as_text(record.values[key]): float(record.values[column]) for record in records}


def _statements(
    weights: Mapping[str, int], national: Mapping[str, float], edit: TableEdit, counted: int
) -> Iterator[Statement]:
    total = sum(round(each) for each in national.values())
    people = sum(weights.values())
    yield Statement(
        "import spread",
        {"sum": total, "tasks": len(national), "municipalities": len(weights), "people": people},
    )
    yield Statement("import spread rows", {"rows": len(edit.added), "replaced": len(edit.deleted)})
    if counted:
        yield Statement("import spread counted", {"counted": counted})
