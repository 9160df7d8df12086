"""The documentation of tables and settings, from their declarations: `python -m optimiser.data.documentation`."""

import sys
from collections.abc import Iterable, Iterator
from inspect import cleandoc
from typing import Any, get_args

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from optimiser.data.cells import as_text, column_type, legible_value
from optimiser.data.columns import SMALLEST, SMALLEST_OF_ALL, note_of_column, value_where_blank
from optimiser.data.settings import declared_entries
from optimiser.data.tables import TABLES, Table

INTRODUCTION = """\
# Tables of an instance

This page is made from the declarations in `optimiser/data/rows.py` and `optimiser/data/settings.py` by
`python -m optimiser.data.documentation > docs/tables.md`.

An instance is a folder with `instance.toml` and one CSV file for each table (`volumes.csv`), or one `.xlsx`
workbook with a sheet for each table and a sheet `instance` with the columns `parameter` and `value`. The two
hold the same and are converted without loss. CSV files are UTF-8 with commas and decimal dots; semicolons and
decimal commas are recognised. Where all numbers of a column of amounts or counts have three digits after their mark
(50.000) they may be meant as thousands: they are refused, and 50000 or 50.0 is to be written; so is 50.000, though not
50.125, in TOML. A blank cell takes the
column's default. Text that a spreadsheet would take for a formula (it begins with = + - or @) has an apostrophe before
it in a CSV file and is marked as text in a workbook.
A file or sheet that nothing reads is told where it may have been meant as a table; one cell merged over several is
refused, and what is hidden in a workbook is told. Names are compared by what is seen of them: letters composed or not,
other blanks and signs that nobody sees make no other name.
A number is 0 or at least {smallest}, contacts at least {contacts}: what is smaller is lost beside others.
"""
WORDS = {"number": "number", "truth": "true or false", "text": "text", "name": "text", "list": "list"}
LIMITS = {"ge": "{} or more", "gt": "above {}", "le": "{} or less", "lt": "below {}"}


def meaning_of(field: FieldInfo) -> str:
    """What a column or entry says."""
    return field.description or ""


def unit_of(field: FieldInfo) -> str:
    """The unit of a column; blank where it has none or its meaning says it."""
    return note_of_column(field, "unit")


def allowed_values(field: FieldInfo) -> str:
    """What may stand in a column: its type, bounds, and the table it refers to."""
    limits = [
        words.format(legible_value(getattr(rule, name)))
        for name, words in LIMITS.items()
        for rule in field.metadata
        if getattr(rule, name, None) is not None
    ]
    target, other = note_of_column(field, "refers_to"), note_of_column(field, "not_above")
    limits += [f"not above {other}"] if other else []
    return ", ".join([_type_in_words(field.annotation, field), *limits, *([f"a row of {target}"] if target else [])])


def _type_in_words(annotation: Any, field: FieldInfo) -> str:
    choices = [choice for option in (annotation, *get_args(annotation)) for choice in _choices_in(option)]
    kind = column_type(field).kind
    if kind == "list":
        return f"any of {', '.join(choices)}" if choices else "levels, such as 1-6 or 1 2 3"
    if choices:
        return " or ".join(choices)
    return "whole number" if int in (annotation, *get_args(annotation)) else WORDS[kind]


def _choices_in(annotation: Any) -> list[str]:
    return [as_text(value) for value in get_args(annotation) if isinstance(value, str | int)]


def default_of(field: FieldInfo) -> str:
    """What a blank stands for; 'required' when it may not be blank."""
    if field.default is PydanticUndefined:
        return "required"
    inherited = value_where_blank(field)
    if inherited is not None:
        return f"as the next more general row; {as_text(inherited)} without one"
    return as_text(field.default) or "blank"


def render_tables_page() -> str:
    """The whole page, in Markdown."""
    least = {"smallest": f"{SMALLEST_OF_ALL:.9f}", "contacts": SMALLEST["contacts/year"]}
    introduction = INTRODUCTION.format(**least)
    return "\n".join(
        [introduction, *_settings_lines(), *(line for table in TABLES.values() for line in _table_lines(table))]
    )


def _settings_lines() -> Iterator[str]:
    yield "## Settings\n\nThe entries of `instance.toml`, by dotted name; a listed table is numbered from 1.\n"
    yield from markdown_lines(
        ("entry", "allowed", "default", "meaning"),
        (
            (f"`{name}`", allowed_values(field), default_of(field), meaning_of(field))
            for name, field in declared_entries().items()
        ),
    )
    yield ""


def _table_lines(table: Table) -> Iterator[str]:
    yield f"## {table.name}\n\n{cleandoc(str(table.row.__doc__))}\n"
    key = ", ".join(f"`{name}`" for name in table.key) or "none"
    yield f"Key: {key}. {'Required' if table.required else 'May be left out'}.\n"
    yield from markdown_lines(
        ("column", "unit", "allowed", "default", "meaning"),
        (
            (f"`{name}`", unit_of(field), allowed_values(field), default_of(field), meaning_of(field))
            for name, field in table.columns.items()
        ),
    )
    yield ""


def markdown_lines(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """The lines of a table."""
    for cells in (header, ("---",) * len(header), *rows):
        yield f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


if __name__ == "__main__":
    sys.stdout.write(render_tables_page())
