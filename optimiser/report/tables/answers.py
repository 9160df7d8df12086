"""Who answers what: the form and the centre of each task of each municipality."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from optimiser.data.columns import FORMS, HOME_FORMS
from optimiser.data.instance import Instance
from optimiser.data.rows import Task
from optimiser.data.run_tables import AssignmentLine, ColumnMeaning
from optimiser.report.localizer import Localizer, either
from optimiser.report.tables.centres import centre_name
from optimiser.report.tables.municipalities import CODE, NAME, REGION, SEARCH, municipal_code
from optimiser.report.tables.table import (
    ANY,
    FilledTable,
    OutputCell,
    OutputColumn,
    OutputTable,
    list_names,
    repeated_name,
)
from optimiser.result.result import Result, is_home, tabulate_portfolios

TASKS = OutputTable(
    "tasks",
    ("Kommuner og opgaveniveauer", "Municipalities and levels of task"),
    ("en kommune", "a municipality"),
    (
        CODE,
        NAME,
        REGION,
        OutputColumn(
            "task",
            ("{each}", "{each}"),
            ColumnMeaning(
                "how the task is answered, and by which centre where it is not the municipality's own",
                "hvordan opgaven besvares, og af hvilket center, hvor det ikke er kommunens eget",
            ),
            ANY,
            titles={"workbook": ("{told}", "{told}")},
            repeated=True,
            width=23,
        ),
        OutputColumn(
            "elsewhere",
            ("Besvares også af", "Also answered by"),
            ColumnMeaning(
                "centres that are not its own and answer a task", "centre, der ikke er dens egne og besvarer en opgave"
            ),
            wide=True,
            kind="quiet",
        ),
    ),
    page=("name", "region", "task", "elsewhere"),
    workbook=("code", "name", "task"),
    page_id="portfolios",
    sorted_by=("region", "name"),
    search=SEARCH,
    kind="matrix long",
)
LETTERS = {
    "unchanged": "letter unchanged",
    "local": "letter local",
    "purchased": "letter purchased",
    "regional": "letter regional",
    "external": "letter external",
}
"""The phrase that is each form's letter."""


def fill_tasks(localizer: Localizer, result: Result) -> FilledTable:
    """Return who answers each task of each municipality."""
    instance, answers = result.instance, tabulate_portfolios(result)
    used = set().union(*answers.values())
    tasks = [task for task in instance.tasks if task in used]
    rows = [dict(_tell_tasks(localizer, result, tasks, *answer)) for answer in answers.items()]
    names = {task: task_name(localizer, instance.tasks[task]) for task in tasks}
    return FilledTable(TASKS, rows, repeats={"task": list_names(tasks)}, explained={"task": names})


def _tell_tasks(
    localizer: Localizer, result: Result, tasks: Sequence[str], code: str, answers: Mapping[str, AssignmentLine]
) -> Iterator[tuple[str, Any]]:
    row = result.instance.municipalities[code]
    yield from (("code", municipal_code(code)), ("name", row.name), ("region", row.region))
    elsewhere: dict[str, None] = {}
    for task in tasks:
        answer = answers.get(task)
        yield repeated_name("task", task), _answer_cell(localizer, answer)
        if answer and not is_home(result, code, answer.centre):
            elsewhere[answer.centre] = None
    yield "elsewhere", ", ".join(elsewhere)


def _answer_cell(localizer: Localizer, answer: AssignmentLine | None) -> OutputCell:
    """The form, and the centre where it is not at home: a letter where people read, with both told of it."""
    if answer is None:
        return OutputCell("", "·", kind="none")
    form, centre = answer.form, answer.centre
    told = localizer.say("answered by", form=localizer.say(form), centre=centre_name(localizer, centre))
    in_words = localizer.say(form) if form in HOME_FORMS else f"{localizer.say(form)}: {centre}"
    return OutputCell(in_words, localizer.say(LETTERS[form]), kind=form, title=told)


def task_name(localizer: Localizer, row: Task) -> str:
    """Return the level of a task, its name, and its area."""
    name = either(localizer.language, row.name_da, row.name_en) or row.task
    area = f" ({row.service_area})" if row.service_area else ""
    return f"{row.level} {name}{area}"


def list_tasks(localizer: Localizer, instance: Instance) -> list[tuple[str, str]]:
    """Return each task and its name, of those that have one; the heads of the columns are short."""
    named = [(row.task, localizer.choose_name(row.name_da, row.name_en, "")) for row in instance.tasks.values()]
    return [(task, name) for task, name in named if name]


def list_letters(localizer: Localizer) -> list[tuple[str, str, str]]:
    """Return each form, its letter, its name."""
    return [(form, localizer.say(LETTERS[form]), localizer.say(form)) for form in FORMS]


TABLES = (TASKS,)
