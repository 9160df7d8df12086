"""The portfolio matrix: municipality by task, a letter and a colour for the form, the centre beside it."""

from collections.abc import Iterator, Sequence
from typing import Any

from optimiser.data.columns import FORMS
from optimiser.data.instance import Instance
from optimiser.data.rows import Task
from optimiser.report.alphabet import SortKey
from optimiser.report.html.centres import centre_name
from optimiser.report.html.table import Cell, Column, Row, Table, words
from optimiser.report.html.telling import Telling
from optimiser.result.answering import is_home, portfolios
from optimiser.result.result import Result

LETTERS = {
    "unchanged": "letter unchanged",
    "local": "letter local",
    "purchased": "letter purchased",
    "regional": "letter regional",
    "external": "letter external",
}
"""The phrase that is each form's letter."""
NOTHING = Cell("·", kind="none")
"""A task at which a municipality has no contacts."""


def matrix(telling: Telling, result: Result, id: str, caption: str) -> Table:  # noqa: A002
    """A row is a municipality; they stand by region, and there by name."""
    wide = portfolios(result)
    tasks = list(wide["form"].columns)
    answers = zip(wide.index, wide["form"].to_numpy(), wide["centre"].to_numpy(), strict=True)
    ordered = sorted(answers, key=lambda answer: _place(telling, result, answer[0]))
    rows = [Row(list(_row(telling, result, *answer))) for answer in ordered]
    columns = [words(telling.say("municipality")), words(telling.say("region"))]
    columns += [_task_column(telling, result.instance.tasks[task]) for task in tasks]
    columns.append(words(telling.say("answered elsewhere"), wide=True))
    return Table(id, caption, columns, rows, search=telling.say("search municipality"), kind="matrix long")


def _place(telling: Telling, result: Result, code: str) -> tuple[SortKey, SortKey]:
    row = result.instance.municipalities[code]
    return telling.order(row.region), telling.order(row.name)


def _task_column(telling: Telling, task: Task) -> Column:
    return Column(task.task, number=True, meaning=telling.name(task.name_da, task.name_en, ""))


def _row(telling: Telling, result: Result, code: str, forms: Sequence[Any], centres: Sequence[Any]) -> Iterator[Cell]:
    municipality = result.instance.municipalities[code]
    yield Cell(municipality.name)
    yield Cell(municipality.region, kind="quiet")
    away: dict[str, None] = {}
    for form, centre in zip(forms, centres, strict=True):
        yield _answer(telling, form, centre)
        if isinstance(centre, str) and not is_home(result, code, centre):
            away[centre] = None
    yield Cell(", ".join(away), kind="quiet")


def _answer(telling: Telling, form: Any, centre: Any) -> Cell:
    if not isinstance(form, str):
        return NOTHING
    title = telling.say("answered by", form=telling.say(form), centre=centre_name(telling, centre))
    return Cell(telling.say(LETTERS[form]), kind=form, title=title)


def tasks_key(telling: Telling, instance: Instance) -> list[tuple[str, str]]:
    """Each task and its name, those that have one; the heads of the columns are short."""
    named = [(row.task, telling.name(row.name_da, row.name_en, "")) for row in instance.tasks.values()]
    return [(task, name) for task, name in named if name]


def key(telling: Telling) -> list[tuple[str, str, str]]:
    """Each form, its letter, its name."""
    return [(form, telling.say(LETTERS[form]), telling.say(form)) for form in FORMS]
