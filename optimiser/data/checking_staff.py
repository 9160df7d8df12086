"""What must hold of the employees whom municipalities say they have today, and when their contacts make it unlikely."""

from collections.abc import Iterator

from optimiser.data.cells import counted
from optimiser.data.checking_rows import Checked, Placed
from optimiser.data.findings import Finding
from optimiser.data.instance import Instance
from optimiser.data.own_rows import OwnFigure

LEAST = 0.8
"""Of the employees that handling alone takes, the least who can answer: handling time is known so exactly."""
MOST = 3.0
"""How many times as many may answer, who wait between contacts or do other work as well."""
ROUNDING = 0.01
"""By how much employees of tasks may add up to more than those of all, as a share: both are rounded."""


def staff_that_does_not_add_up(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """The employees of a municipality's tasks are no more than all of its own, and no fewer where all are told of."""
    for item, whole in _of_all_tasks(checked):
        code = item.row.municipality or ""
        tasks = instance.tasks_of.get(code, ())
        said = {one.row.task: one.row.today_fte for one in checked.rows_of(OwnFigure) if one.row.municipality == code}
        parts = [fte for task in tasks if (fte := said.get(task)) is not None]
        total = sum(parts)
        too_few = len(parts) == len(tasks) > 0 and total < whole * (1 - ROUNDING)
        if total > whole * (1 + ROUNDING) or too_few:
            rule = f"the rows of its tasks add up to {counted(total)} full-time employees"
            yield item.finding_about("today_fte", rule, "correct one of them, or leave this one blank")


def staff_unlike_the_volumes(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """Who answers today is enough for handling the contacts, and not many times as many."""
    for item in checked.rows_of(OwnFigure):
        row = item.row
        keys = [key for key in instance.contacts if key[0] == row.municipality and row.task in (None, key[1])]
        if row.today_fte is None or not keys:
            continue
        work = sum(instance.contacts[key] * instance.handling_fte[key] for key in keys)
        if not LEAST * work <= row.today_fte <= MOST * work:
            rule = f"handling these contacts takes {counted(work)} full-time employees, by volumes and handling_minutes"
            remedy = "check all three, and that it counts who answers, full-time"
            yield item.finding_about("today_fte", rule, remedy, "warning")


def _of_all_tasks(checked: Checked) -> Iterator[tuple[Placed[OwnFigure], float]]:
    """The rows that tell of all employees of a municipality, with their number."""
    for item in checked.rows_of(OwnFigure):
        if item.row.municipality and item.row.task is None and item.row.today_fte is not None:
            yield item, item.row.today_fte
