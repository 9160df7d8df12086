"""A table that people read: declared once, with title, meaning, unit, format and total, and filled once."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from optimiser.data.cells import as_text
from optimiser.data.run_tables import ColumnMeaning
from optimiser.data.settings import Language
from optimiser.report.localizer import MINUS, NONE, Number, Numbers

Bilingual = tuple[str, str]
"""A text in Danish and in English."""
Rendering = Literal["terminal", "page", "workbook"]
RowValues = Mapping[Any, Any]
"""A row by the names of its columns: a value, or a `OutputCell`."""
MANY = 14
"""Rows that are seen at once; a table of more scrolls in its own box."""
GENERAL = "General"
"""The workbook's format of text, and of what each cell has a format of its own for."""
ANY_NUMBER = "#,##0.######"
MILLION = ("mio.", "million")
AS_PAGE = ("as the page",)
"""The columns of a workbook that shows those of the page."""
_SHY, _ZERO_WIDTH = "\u00ad", "\u200b"
"""Where a long word may be broken on a page."""


def in_language(language: Language, text: Bilingual) -> str:
    """Return a text in a language."""
    return text[0] if language == "da" else text[1]


@dataclass(frozen=True)
class FigureFormat:
    """How a figure is written: for people in its scale and with so many decimals, in a workbook in full.

    `signed` ones have a sign also where they are more than 0. `settings` are written as they are in files.
    """

    scale: Literal["text", "settings", "any", "plain", "thousands", "millions", "percent", "gap"] = "text"
    decimals: int = 0
    in_workbook: str = GENERAL
    signed: bool = False

    @property
    def is_numeric(self) -> bool:
        """True where numbers stand, aligned to the right."""
        return self.scale != "text"

    def write_figure(self, numbers: Numbers, value: Any) -> str:
        """Return a figure as people read it; a dash where there is none."""
        if self.scale == "text" or isinstance(value, str):
            return as_text(value)
        if self.scale == "settings":
            return _write_setting(numbers, value)
        if self.scale == "any":
            return _write_digits(numbers, value)
        text = self._write_number(numbers, value)
        return _with_sign(text, value) if self.signed else text

    def write_parts(self, numbers: Numbers, total: Number, values: Sequence[Number]) -> list[str]:
        """Return figures that add up to their total as they are read."""
        texts = self._write_parts(numbers, total, values)
        return [_with_sign(*each) for each in zip(texts, values, strict=True)] if self.signed else texts

    def _write_parts(self, numbers: Numbers, total: Number, values: Sequence[Number]) -> list[str]:
        if self.scale == "millions":
            return numbers.millions_of(total, values, self.decimals)
        if self.scale == "thousands":
            return numbers.thousands_of(float(total), [float(value) for value in values])
        if self.scale == "percent":
            parts = numbers.parts(float(total) * 100, [float(value) * 100 for value in values], self.decimals)
            return [f"{part} %" for part in parts]
        return numbers.parts(total, values, self.decimals)

    def unit_of_scale(self, language: Language, unit: str) -> str:
        """Return the unit as it stands in a heading where people read figures: million kr."""
        return f"{in_language(language, MILLION)} {unit}" if self.scale == "millions" else unit

    def _write_number(self, numbers: Numbers, value: Any) -> str:
        if self.scale == "millions":
            return numbers.millions(value, self.decimals)
        if self.scale == "thousands":
            return numbers.thousands(value)
        if self.scale == "percent":
            return numbers.percent(value, self.decimals)
        if self.scale == "gap":
            return numbers.gap(value)
        return numbers.plain(value, self.decimals)


def _write_digits(numbers: Numbers, value: object) -> str:
    """A number with the digits it has, or text; blank where there is neither."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return as_text(value)
    return numbers.plain(value, len(f"{value:.6f}".rstrip("0").partition(".")[2]))


def _write_setting(numbers: Numbers, value: object) -> str:
    """A setting as it is written in files, with the language's decimal mark; a dash where there is none."""
    text = as_text(value)
    return text.replace(".", ",") if numbers.language == "da" and isinstance(value, float) else text or NONE


def _with_sign(text: str, value: Any) -> str:
    """What rounds to nothing has no sign."""
    if value is None or not re.search("[1-9]", text):
        return text.removeprefix(MINUS)
    return f"+{text}" if value > 0 else text


TEXT = FigureFormat()
SETTING = FigureFormat("settings", in_workbook=ANY_NUMBER)
ANY = FigureFormat("any", in_workbook=ANY_NUMBER)
"""Numbers of all kinds, each with the digits it has, and text among them."""
WHOLE = FigureFormat("plain", 0, "#,##0")
"""Municipalities, contacts: thousands are set off, in the workbook as the reader's own Excel does it."""
ONE_DECIMAL = FigureFormat("plain", 1, "#,##0.0")
STAFF = FigureFormat("plain", 0, "#,##0.0")
TWO_DECIMALS = FigureFormat("plain", 2, "#,##0.00")
YEAR = FigureFormat("plain", 0, "0")
"""Years and codes: no thousands in a workbook."""
FACTOR = FigureFormat("plain", 4, "0.0000")
PERCENT = FigureFormat("percent", 1, "0.0 %")
WHOLE_PERCENT = FigureFormat("percent", 0, "0.0 %")
GAP = FigureFormat("gap", 2, "0.0000 %")
FINE_PERCENT = FigureFormat("percent", 3, "0.0000 %")
"""Gaps under each other, as wide as each other."""
MILLIONS = FigureFormat("millions", 1, "#,##0")
"""Kr. and contacts: in millions where people read, in full in a workbook."""
FINE_MILLIONS = FigureFormat("millions", 2, "#,##0")
CHANGE = FigureFormat("millions", 2, "#,##0", signed=True)
CHANGE_SHARE = FigureFormat("percent", 1, "0.0 %", signed=True)
THOUSANDS = FigureFormat("thousands", 0, "#,##0")
MOMENT = FigureFormat(in_workbook="yyyy-mm-dd hh:mm")


@dataclass(frozen=True)
class OutputCell:
    """A value that is written otherwise than its column says: its own words, format, look or explanation.

    Where people read, `text` stands with a `mark` behind it; in a workbook the value. `kind` is a class of the page's
    style sheet, `title` what is told of the cell on the page. A workbook calls the cell by its `anchor`, and calculates
    it by its `formula`, which is written as that of an `OutputColumn`.
    """

    value: Any = None
    text: str | None = None
    kind: str = ""
    title: str = ""
    mark: str = ""
    format: FigureFormat | None = None
    anchor: str = ""
    formula: str = ""


@dataclass(frozen=True)
class OutputColumn:
    """A column: its title, what it means, its unit, how its figures are written, and whether they add up.

    `{unit}` in a title is the unit in the scale of the rendering: million kr. on a page, kr. in a workbook. `titles`
    are those of a rendering that says it otherwise. A `repeated` column stands once for each of something (cases,
    forms), whose name takes the place of `{each}`, and what is told of it that of `{told}`. `gloss` is a word of
    explanation above the heading in a workbook. On a page `wide` text may run over several lines, and `kind` is a class
    of its cells.

    A workbook calculates the column by its `formula`: that of a spreadsheet, in which `{name}` is the figure of that
    name in the same row, `{^name}` the one above it (0 in the first row), any other word what goes by that `anchor`. A
    value stands where one of these is no number. `anchor` is what the cells of the column go by all together.
    """

    name: str
    title: Bilingual
    meaning: ColumnMeaning
    format: FigureFormat = TEXT
    titles: Mapping[Rendering, Bilingual] = field(default_factory=dict)
    adds_up: bool = False
    repeated: bool = False
    gloss: Bilingual = ("", "")
    width: float = 0
    """In a workbook, in characters; 0 is as wide as its texts ask for."""
    wide: bool = False
    kind: str = ""
    formula: str = ""
    anchor: str = ""
    key: str = ""
    """The one that it stands for, where it was made of a repeated column."""

    def title_in(self, rendering: Rendering, language: Language) -> str:
        """Return the title in a rendering and a language."""
        title = in_language(language, self.titles.get(rendering, self.title))
        unit = "kr." if rendering == "workbook" else self.format.unit_of_scale(language, "kr.")
        title = title.replace("{unit}", unit)
        if rendering == "terminal" and not self.repeated and "terminal" not in self.titles:
            title = title[:1].lower() + title[1:]
        return title if rendering == "page" else title.replace(_SHY, "").replace(_ZERO_WIDTH, "")

    def retitle(self, title: str) -> "OutputColumn":
        """Return the column under a title that tells of what it is about."""
        return replace(self, titles={"terminal": (title, title)})

    def for_each(self, key: str, told: Bilingual, meaning: str = "") -> "OutputColumn":
        """Return the column of one of those it is repeated for."""

        def named(title: Bilingual) -> Bilingual:
            da, en = (each.replace("{told}", meaning) for each in title)
            return da.replace("{each}", told[0]), en.replace("{each}", told[1])

        titles = {rendering: named(title) for rendering, title in self.titles.items()}
        own = replace(self.meaning, en=meaning, da=meaning) if meaning else self.meaning
        name = repeated_name(self.name, key)
        return replace(self, name=name, title=named(self.title), titles=titles, meaning=own, key=key)


CODE: Bilingual = ("Navn i kommandoer", "Name in commands")
"""The title of the column of dotted names, which a reader needs to type: in a workbook, and last there."""


def name_column(title: Bilingual, name: str = "name", **more: Any) -> OutputColumn:
    """Return the column in which parameters stand in words."""
    return OutputColumn(name, title, ColumnMeaning("what it is, in words", "hvad det er, med ord"), **more)


def repeated_name(column: str, key: str) -> str:
    """Return the name of a repeated column for one of its keys; apart from every other, whatever the key is called."""
    return f"{column}: {key}"


@dataclass(frozen=True)
class OutputTable:
    """A table: its columns, and which of them each rendering shows, in which order.

    `title` heads it in a workbook, `caption` on a page where that says more, as the unit of all its figures. `row` says
    what a row is. On a page it can be sorted, searched by those of a `search` label, and reduced to the rows that have
    the entry `marked_by` by the choice of an `only` label. `kind` is a class of the style sheet: a `long` table scrolls
    in its own box, as does any of more rows than are seen at once unless `kind` is given.
    """

    name: str
    title: Bilingual
    row: Bilingual
    columns: Sequence[OutputColumn]
    terminal: Sequence[str] = ()
    page: Sequence[str] = ()
    workbook: Sequence[str] = ()
    caption: Bilingual | None = None
    page_id: str = ""
    sortable: bool = False
    sorted_by: Sequence[str] = ()
    """The columns by which the rows of a page stand: of a figure the largest first, else by name."""
    search: Bilingual | None = None
    search_many: Bilingual | None = None
    """The label of a search box that there is only where the rows are many."""
    only: Bilingual | None = None
    marked_by: str = ""
    kind: str | None = None
    units_in_cells: bool = False
    """In a terminal each figure in millions has its unit beside it."""
    tab: Bilingual | None = None
    """The name of its sheet in a workbook, where the title is too long for that."""
    total_in: Sequence[Rendering] = ("page", "workbook")
    """Where the total is shown, if there is one."""

    def __post_init__(self) -> None:
        """Hold the renderings to the columns that there are."""
        names = {column.name for column in self.columns}
        unknown = {*self.terminal, *self.page, *self.workbook} - {*AS_PAGE} - names
        if unknown or len(names) < len(self.columns):
            raise ValueError(f"{self.name} has no columns {sorted(unknown)}, or two of one name")

    def pick_columns(self, *names: str) -> list[OutputColumn]:
        """Return columns by name, in order."""
        by_name = {column.name: column for column in self.columns}
        return [by_name[name] for name in names]

    def shown_in(self, rendering: Rendering) -> list[OutputColumn]:
        """Return the columns of a rendering, in order."""
        names = getattr(self, rendering)
        return self.pick_columns(
            *(self.page if names[:1] == AS_PAGE else ()), *(each for each in names if (each,) != AS_PAGE)
        )

    def sum_columns(self, rows: Sequence[RowValues]) -> dict[str, Any]:
        """Return the sums of the columns that add up."""
        return {
            column.name: sum(_value_of(row.get(column.name)) or 0 for row in rows)
            for column in self.columns
            if column.adds_up and not column.repeated
        }


@dataclass(frozen=True)
class FilledTable:
    """The rows of a table, and the total below them where there is one.

    `repeats` tells, for each repeated column, the keys and names of those it stands for. `described` are the figures
    that its rows tell of, where those are declared as columns of another table.
    """

    table: OutputTable
    rows: Sequence[RowValues]
    total: RowValues | None = None
    repeats: Mapping[str, Mapping[str, Bilingual]] = field(default_factory=dict)
    explained: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """For each repeated column, what is told of those it stands for."""
    described: Sequence[OutputColumn] = ()

    def columns_in(self, rendering: Rendering) -> list[OutputColumn]:
        """Return the columns of a rendering, each repeated one once for each of its keys."""
        return [one for column in self.table.shown_in(rendering) for one in self._expand_column(column)]

    def _expand_column(self, column: OutputColumn) -> list[OutputColumn]:
        if not column.repeated:
            return [column]
        told = self.explained.get(column.name, {})
        each = self.repeats.get(column.name, {})
        return [column.for_each(key, name, told.get(key, "")) for key, name in each.items()]

    def total_of(self, rendering: Rendering) -> RowValues | None:
        """Return the total, if a rendering shows it."""
        return self.total if rendering in self.table.total_in else None

    def write_column(self, column: OutputColumn, numbers: Numbers) -> list[str]:
        """Return the text of each cell of a column; parts add up to a total that is read beside them."""
        cells = [as_cell(row.get(column.name)) for row in self.rows]
        total = as_cell((self.total_of("page") or {}).get(column.name)).value
        if not column.adds_up or total is None:
            return [write_cell(cell, column, numbers) for cell in cells]
        parts = column.format.write_parts(numbers, total, [cell.value or 0.0 for cell in cells])
        return [part if cell.text is None else cell.text for cell, part in zip(cells, parts, strict=True)]

    def marks_of(self, column: OutputColumn) -> list[str]:
        """Return the mark behind each cell of a column."""
        return [as_cell(row.get(column.name)).mark for row in self.rows]


def as_cell(value: Any) -> OutputCell:
    """Return a value as a cell."""
    return value if isinstance(value, OutputCell) else OutputCell(value)


def _value_of(value: Any) -> Any:
    return value.value if isinstance(value, OutputCell) else value


def write_cell(cell: OutputCell, column: OutputColumn, numbers: Numbers) -> str:
    """Return the text of a cell where people read it."""
    return (cell.format or column.format).write_figure(numbers, cell.value) if cell.text is None else cell.text


def write_lines(filled: FilledTable, numbers: Numbers) -> list[list[str]]:
    """Return the table for a terminal: its headings, then its rows; nothing where there are neither rows nor total."""
    language, columns = numbers.language, filled.columns_in("terminal")
    total = filled.total_of("terminal")
    if not filled.rows and total is None:
        return []
    texts = [_with_marks(filled.write_column(column, numbers), filled.marks_of(column)) for column in columns]
    if filled.table.units_in_cells:
        unit = in_language(language, ("mio.", "m"))
        texts = [
            [f"{text} {unit}" if column.format.scale == "millions" else text for text in of_column]
            for column, of_column in zip(columns, texts, strict=True)
        ]
    headings = [column.title_in("terminal", language) for column in columns]
    last = [] if total is None else [[write_cell(as_cell(total.get(one.name)), one, numbers) for one in columns]]
    return [headings, *map(list, zip(*texts, strict=True)), *last]


def _with_marks(texts: Sequence[str], marks: Sequence[str]) -> list[str]:
    """Texts with the marks behind them, each as wide as the widest."""
    widest = max(map(len, marks), default=0)
    return [f"{text}{mark:<{widest}}" for text, mark in zip(texts, marks, strict=True)]


def join_titles(title: Bilingual, name: Bilingual) -> Bilingual:
    """Return a title with the name of one of those it is about."""
    return f"{title[0]}: {name[0]}", f"{title[1]}: {name[1]}"


def list_names(names: Sequence[str]) -> Mapping[str, Bilingual]:
    """Return names as the keys of a repeated column, told as they are in both languages."""
    return {name: (name, name) for name in names}
