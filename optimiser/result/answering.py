"""Who answers whom in a result's tables: what maps, matrices and workbooks show."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import fsum

from optimiser.data.instance import Instance
from optimiser.data.run_tables import AssignmentLine
from optimiser.planning.routes import DEPARTMENTS
from optimiser.result.result import Result


def information_centre(assignments: Iterable[AssignmentLine], instance: Instance) -> Mapping[str, str]:
    """By municipal code, the centre that answers most of the municipality's information contacts.

    Information contacts are those of tasks that are no authority tasks; where there are none, all
    contacts count. `departments` stands for the municipality's own departments.
    """
    authority = {task.task for task in instance.tasks.values() if task.authority}
    contacts: dict[str, dict[tuple[bool, str], list[float]]] = defaultdict(lambda: defaultdict(list))
    for line in assignments:
        contacts[line.municipality][line.task not in authority, line.centre].append(line.contacts)
    return {code: _largest_of(contacts[code]) for code in sorted(contacts)}


def _largest_of(contacts: Mapping[tuple[bool, str], Iterable[float]]) -> str:
    """The centre with most contacts, of those that answer any information; the last by name of equal ones."""
    _, _, centre = max((information, fsum(each), centre) for (information, centre), each in contacts.items())
    return centre


def is_home(result: Result, municipality: str, centre: str) -> bool:
    """True when a centre is the municipality's own, or its departments."""
    return centre in (DEPARTMENTS, result.instance.own_centre.get(municipality))


def tabulate_portfolios(result: Result) -> Mapping[str, Mapping[str, AssignmentLine]]:
    """By municipal code, in its order, and by task, the answer to each that there are contacts at."""
    found: dict[str, dict[str, AssignmentLine]] = defaultdict(dict)
    for line in sorted(result.lines.assignments, key=lambda line: line.municipality):
        found[line.municipality][line.task] = line
    return found
