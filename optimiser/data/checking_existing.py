"""What must hold of existing centres and cooperations: the tasks they name, and that each is in one place."""

from collections.abc import Iterator

from optimiser.data.checking_rows import Checked, Placed
from optimiser.data.checking_wishes import tasks_and_levels, unknown_tasks
from optimiser.data.existing import is_bound, tasks_there
from optimiser.data.findings import Finding
from optimiser.data.instance import Instance, TaskKey
from optimiser.data.own_rows import Existing


def existing_of_no_tasks(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """The tasks that a row of existing names are there, and it names tasks or levels, not both."""
    for item in checked.rows_of(Existing):
        yield from unknown_tasks(item, item.row.tasks, list(instance.tasks))
        if item.row.tasks and item.row.levels:
            yield tasks_and_levels(item)


def existing_in_two_places(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """A task of a municipality is answered at one centre today."""
    first: dict[TaskKey, Placed[Existing]] = {}
    for item in checked.rows_of(Existing):
        for task in tasks_there(instance, item.row):
            earlier = first.setdefault((item.row.municipality, task), item)
            if earlier is not item:
                rule = f"{task} is answered at {earlier.row.centre} already ({earlier.record.whereabouts})"
                column = "tasks" if item.row.tasks else "levels"
                yield item.finding_about(column, rule, "name in each row only what is answered at its centre")
                break


def contracts_that_have_ended(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """A contract binds some plan of the instance's year."""
    for item in checked.rows_of(Existing):
        if item.row.stays_until is not None and not is_bound(instance, item.row):
            rule = f"has no effect: the plan is for {instance.settings.year}, when the contract has ended"
            yield item.finding_about("stays_until", rule, "correct it, or leave it blank", "warning")
