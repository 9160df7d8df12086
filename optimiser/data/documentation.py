"""The documentation of tables and settings, from their declarations; `make pages` renews it."""

from collections.abc import Iterable, Iterator
from inspect import cleandoc

from optimiser.data.columns import SMALLEST, SMALLEST_OF_ALL
from optimiser.data.in_words import allowed_values, default_of, meaning_of, unit_of
from optimiser.data.settings import declared_entries
from optimiser.data.tables import TABLES, Table

INTRODUCTION = """\
# Tables of an instance

This page is made from the declarations in `optimiser/data/rows.py` and `optimiser/data/settings.py` by
`make pages`.

An instance is a folder with `instance.toml` and one CSV file for each table (`volumes.csv`), or one `.xlsx`
workbook with a sheet for each table and a sheet `instance` with the columns `parameter` and `value`. The two
hold the same and are converted without loss. CSV files are UTF-8 with commas and decimal dots; semicolons and
decimal commas are recognised.

If all numbers in a column of amounts or counts have three digits after their mark (50.000), they may be meant as
thousands: they are refused, and 50000 or 50.0 must be written instead. In TOML the same applies to 50.000, but not to
50.125. A number is 0 or at least {smallest}, contacts at least {contacts}: anything smaller is lost beside the others.

A blank cell takes the column's default. Text that a spreadsheet would take for a formula (it begins with = + - or @)
has an apostrophe before it in a CSV file and is marked as text in a workbook. Names are compared by how they look:
composed or decomposed letters, other kinds of blanks and invisible characters do not make a different name.

A file or sheet that is not read is reported if it may have been meant as a table. A cell merged over several is
refused, and what is hidden in a workbook is reported.
"""


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
        ("entry", "unit", "allowed", "default", "meaning"),
        (
            (f"`{name}`", unit_of(field), allowed_values(field), default_of(field), meaning_of(field))
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
