"""What a parameter is called: the short name of its column or entry, and what the rows are called that it is about.

How the two become one name is said in the reports, which know the forms and the tables in words.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from pydantic.fields import FieldInfo

from optimiser.data.cells import as_text
from optimiser.data.columns import is_year_column, note_of_column
from optimiser.data.danish_meanings import SHORT_NAMES
from optimiser.data.in_words import meaning_of, unit_of
from optimiser.data.instance import Instance
from optimiser.data.overrides import split_year
from optimiser.data.settings import Language, listed_sections
from optimiser.data.tables import (
    TABLES,
    Table,
    declaration_of_parameter,
    full_name,
    plain_code,
)
from optimiser.data.translation import translate, translate_source

LONGEST = 40
"""Letters of the longest name that is read on an axis."""
OTHERS = {"scenario": "scenario", "future": "future", "policy.mandatory": "mandates"}
"""What can be changed beside columns and entries."""
RowName = Mapping[str, str]
"""What a row is called in each language, by `da` and `en`; with the `unit` of its figures where it has one itself."""


@dataclass(frozen=True)
class RowPart:
    """A part of what selects rows: what is `written` of a `column`, and the table whose row that names, if any."""

    column: str
    written: str
    table: str = ""

    @property
    def key(self) -> str:
        """By what the row's name is kept."""
        return f"{self.table}.{self.written}"


@dataclass(frozen=True)
class ParameterParts:
    """A parameter taken apart: the column or entry, what it is declared as, and the rows or the mandate it is about.

    Without `rows` in a table it is about all of them; with a `year` it is changed from that on. `number` is that of a
    listed section, as in `policy.mandatory.1.levels`. `field` is None where there is nothing of that name.
    """

    parameter: str
    field: FieldInfo | None
    table: str = ""
    rows: tuple[RowPart, ...] = ()
    number: str = ""
    year: int | None = None

    @property
    def unit(self) -> str:
        """The unit of its figures; blank where none is declared."""
        return unit_of(self.field) if self.field is not None else ""

    @property
    def is_year(self) -> bool:
        """True where its figures say in which year something is."""
        return self.field is not None and is_year_column(self.field)

    def short_name(self, language: Language) -> str:
        """Return what the column or entry is called; what is not declared is called as it is written."""
        if self.field is None:
            return _translate_short(OTHERS.get(self.parameter, self.parameter), language)
        return short_name_of(self.field, language)


def short_name_of(field: FieldInfo, language: Language) -> str:
    """Return what a column or an entry is called on an axis: its short name, or its meaning where it needs none."""
    short = note_of_column(field, "short")
    return _translate_short(short, language) if short else translate(meaning_of(field), language)


def _translate_short(short: str, language: Language) -> str:
    return short if language == "en" else SHORT_NAMES.get(short, short)


def take_apart(parameter: str) -> ParameterParts:
    """Return what a dotted name is made of."""
    name, year = split_year(full_name(parameter))
    head, _, rest = name.partition(".")
    if head in TABLES:
        table, (selector, _, _) = TABLES[head], rest.rpartition(".")
        parts = tuple(part for part in _parts_of(table, selector) if part.written not in ("", "*"))
        return ParameterParts(name, declaration_of_parameter(name), head, parts, year=year)
    section = next((each for each in listed_sections() if name.startswith(f"{each}.")), "")
    number = name.removeprefix(f"{section}.").partition(".")[0] if section else ""
    return ParameterParts(name, declaration_of_parameter(name), number=number, year=year)


def _parts_of(table: Table, selector: str) -> Iterator[RowPart]:
    """The parts of a selector: of a key column by column, else one that the grouping column or the key has.

    What is blank at the end of a key may be left out.
    """
    parts = selector.split("/")
    by_group = selector in _choices_of(table) or (len(table.identity) > 1 and table.selector)
    columns = (table.selector,) if len(parts) == 1 and by_group else table.identity
    for column, written in zip(columns, parts if len(columns) > 1 else (selector,), strict=False):
        field = table.columns.get(column)
        named = note_of_column(field, "refers_to") if field is not None else ""
        yield RowPart(column, written, named or (table.name if table.key == (column,) else ""))


def _choices(annotation: Any) -> Iterator[str]:
    for option in (annotation, *get_args(annotation)):
        yield from map(str, get_args(option))


def _choices_of(table: Table) -> frozenset[str]:
    """What may stand in the column that groups the rows of a table, where only some words may."""
    field = table.columns.get(table.selector)
    return frozenset(_choices(field.annotation)) if field is not None else frozenset()


# ---- What rows are called in an instance ----------------------------------------------------------


def names_of_rows(instance: Instance, parameters: Iterable[str]) -> dict[str, RowName]:
    """Return what the rows that parameters name are called, each by its table and how it is written there."""
    found: dict[str, RowName] = {}
    for part in dict.fromkeys(part for each in parameters for part in take_apart(each).rows):
        if part.table and part.key not in found and (name := _name_of_row(instance, part)) is not None:
            found[part.key] = name
    return found


def _name_of_row(instance: Instance, part: RowPart) -> RowName | None:
    """Return what a row is called; None where its key is its name, or there is none."""
    tables = instance.tables
    if part.table == "municipalities":
        plain = plain_code(part.written)
        return next((_alike(row.name) for row in tables.municipalities if plain_code(row.code) == plain), None)
    if part.table == "tasks":
        named = (row for row in tables.tasks if row.task == part.written)
        return next((_either(row.name_da, row.name_en or row.task) for row in named), None)
    if part.table == "kpis":
        rows = (row for row in tables.kpis if row.kpi == part.written)
        return next(({**_either(row.name_da, row.name_en or row.kpi), "unit": row.unit} for row in rows), None)
    if part.table == "legal":
        cited = (row.citation for row in tables.legal if row.rule == part.written)
        return next(({"da": translate_source(text, "da"), "en": text} for text in cited), None)
    if part.table == "wishes":
        return next((_alike(row.note or row.wish) for row in tables.wishes if row.wish == part.written), None)
    return None


def _alike(text: str) -> RowName:
    return {"da": as_text(text), "en": as_text(text)}


def _either(da: str, en: str) -> RowName:
    return {"da": da or en, "en": en}
