"""What a page is made of: templates, tables whose cells are text, and charts that are safe as they are."""

import re
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from math import inf, isnan
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from optimiser.comparison.comparison import Comparison
from optimiser.data.settings import Language
from optimiser.report.charts.comparison import cost_bars, gain_against_score
from optimiser.report.charts.map import CentreColour, Colours, centre_colours, legend, municipality_map
from optimiser.report.charts.plan import centres_chart, waterfall
from optimiser.report.localizer import Localizer, Numbers, SortKey, net_gain_kr
from optimiser.report.tables.table import (
    MANY,
    FilledTable,
    OutputColumn,
    OutputTable,
    RowValues,
    as_cell,
    in_language,
    write_cell,
)
from optimiser.result.result import Result

if TYPE_CHECKING:
    from optimiser.report.charts.outlines import Outlines


# ---- Templates, style sheets and script, and how they become one page that fetches nothing --------

# Everything is escaped unless it is `Markup`; a name that is not given to a template is an error.


ASSETS = files("optimiser.report.html") / "assets"
STYLES = ("page.css", "tables.css", "print.css")
SCRIPTS = ("tables.js", "tips.js", "print.js")
_BEFORE_UNIT = re.compile(r"(?<=\d) (?=%|mio\.|million\b|kr\.|år\b|years\b)|(?<=mio\.) (?=kr\.)|(?<=million) (?=kr\.)")


def render(template: str, language: Language, **given: Any) -> str:
    """A whole page from its template."""
    return _template_environment(language).get_template(template).render(**given)


def write_page(text: str, path: Path) -> None:
    """Write a page; its lines end as they do in the script that it names by its hash."""
    path.write_text(text, encoding="utf-8", newline="\n")


@cache
def _template_environment(language: Language) -> Environment:
    loader = PackageLoader("optimiser.report.html", "templates")
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.globals |= {"say": Localizer(language).say, "language": language, "style": _style_text(), "script": script()}
    made.globals["policy"] = policy()
    made.filters["unbroken"] = unbroken
    return made


def unbroken(sentence: str) -> str:
    """The sentence with its amounts held together: no line begins with a unit."""
    return _BEFORE_UNIT.sub("\u00a0", sentence)


def policy() -> str:
    """What a browser may do with the page: show it and run its one script; nothing is fetched or sent."""
    digest = b64encode(sha256(script().encode("utf-8")).digest()).decode("ascii")
    return (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
        f"script-src 'sha256-{digest}'"
    )


@cache
def script() -> Markup:
    """The one script of the page, exactly as it stands between its tags."""
    return _join_assets(SCRIPTS)


@cache
def _style_text() -> Markup:
    return _join_assets(STYLES)


def _join_assets(names: tuple[str, ...]) -> Markup:
    """Files of the package are ours, and none holds a closing tag: a test holds them to it."""
    return Markup("\n".join((ASSETS / name).read_text(encoding="utf-8") for name in names))  # noqa: S704


# ---- A table as a template shows it ---------------------------------------------------------------

# Every cell is text, with the number beside it that it is sorted by.


@dataclass(frozen=True)
class PageHead:
    """The head of a column: numbers stand to the right, `wide` text runs over several lines."""

    title: str
    number: bool
    wide: bool
    sort: str
    meaning: str


@dataclass(frozen=True)
class PageCell:
    """Text, and the number in full that it is sorted by, None where the text is what counts."""

    text: str
    sorted_by: str | None
    kind: str
    title: str


@dataclass(frozen=True)
class PageRow:
    """A row whose first cell is its heading; `marked` ones can be shown alone."""

    cells: Sequence[PageCell]
    marked: bool = False


@dataclass(frozen=True)
class PageTable:
    """A table with its caption, rows to sort and to search, and the total below them."""

    id: str
    caption: str
    columns: Sequence[PageHead]
    body: Sequence[PageRow]
    foot: Sequence[PageRow]
    sortable: bool
    search: str
    only: str
    kind: str


def page_table(
    filled: FilledTable,
    numbers: Numbers,
    order: Callable[[str], SortKey],
    *,
    page_id: str = "",
    caption: str = "",
) -> PageTable:
    """Return a table for a page; `order` tells by what names are sorted."""
    table, language = filled.table, numbers.language
    columns = filled.columns_in("page")
    body = _body_rows(filled, columns, numbers)
    total = filled.total_of("page")
    search = table.search or (table.search_many if len(body) > MANY else None)
    return PageTable(
        id=f"table-{page_id or table.page_id or table.name}",
        caption=caption or in_language(language, table.caption or table.title),
        columns=[_head_of(table, column, numbers) for column in columns],
        body=[row for _, row in sorted(zip(filled.rows, body, strict=True), key=_sort_key(table, order))]
        if table.sorted_by
        else body,
        foot=[] if total is None else [_total_row(total, columns, numbers)],
        sortable=table.sortable,
        search=in_language(language, search) if search else "",
        only=in_language(language, table.only) if table.only else "",
        kind=("long" if len(body) > MANY else "") if table.kind is None else table.kind,
    )


def table_if_any(
    filled: FilledTable, numbers: Numbers, order: Callable[[str], SortKey], **more: str
) -> PageTable | None:
    """Return a table for a page, None where it has no rows."""
    return page_table(filled, numbers, order, **more) if filled.rows else None


def _head_of(table: OutputTable, column: OutputColumn, numbers: Numbers) -> PageHead:
    sort = "none"
    if table.sorted_by == (column.name,):
        sort = "descending" if column.format.is_numeric else "ascending"
    title, meaning = column.title_in("page", numbers.language), column.meaning.in_language(numbers.language)
    return PageHead(title, column.format.is_numeric, column.wide, sort, meaning)


def _body_rows(filled: FilledTable, columns: Sequence[OutputColumn], numbers: Numbers) -> list[PageRow]:
    texts = [filled.write_column(column, numbers) for column in columns]
    marked_by = filled.table.marked_by
    return [
        PageRow(
            [_page_cell(row, column, text) for column, text in zip(columns, of_row, strict=True)],
            bool(marked_by and row[marked_by]),
        )
        for row, of_row in zip(filled.rows, zip(*texts, strict=True), strict=True)
    ]


def _total_row(total: RowValues, columns: Sequence[OutputColumn], numbers: Numbers) -> PageRow:
    return PageRow(
        [_page_cell(total, column, write_cell(as_cell(total.get(column.name)), column, numbers)) for column in columns]
    )


def _page_cell(row: RowValues, column: OutputColumn, text: str) -> PageCell:
    cell = as_cell(row.get(column.name))
    number = _number_of(cell.value)
    sorted_by = repr(number) if number is not None else "" if column.format.is_numeric else None
    return PageCell(f"{text}{cell.mark}", sorted_by, cell.kind or column.kind, cell.title)


def _number_of(value: Any) -> float | None:
    """The number that a cell is sorted by; None where there is none."""
    if isinstance(value, bool | str) or value is None or isnan(value):
        return None
    return float(value)


def _sort_key(table: OutputTable, order: Callable[[str], SortKey]) -> Callable[[tuple[RowValues, PageRow]], list[Any]]:
    """By what rows are sorted: a figure with the largest first and none last, a name in the order of the language."""

    def key(pair: tuple[RowValues, PageRow]) -> list[Any]:
        values = [as_cell(pair[0].get(name)).value for name in table.sorted_by]
        return [order(value) if isinstance(value, str) else _largest_first(value) for value in values]

    return key


def _largest_first(value: Any) -> float:
    number = _number_of(value)
    return inf if number is None else -number


# ---- Charts as they stand in the page -------------------------------------------------------------

# SVG that is safe as it is, with the legend of the maps beside it.


@dataclass(frozen=True)
class Swatch:
    """An entry of a legend: a letter on its colour, whose it is, and what is said of it."""

    mark: CentreColour
    name: str
    note: str = ""


@dataclass(frozen=True)
class CaseMap:
    """One of the maps side by side."""

    case: str
    note: str
    drawing: Markup


def inline(svg: str, number: int = 0) -> Markup:
    """A chart to stand in the page. Charts escape what they say, so they are not escaped again.

    Two cases may have the same chart: `number` makes its identifier one of its own.
    """
    return Markup(svg.replace('"chart-', f'"chart-{number}-'))  # noqa: S704


def map_and_legend(
    localizer: Localizer, result: Result, outlines: "Outlines | None"
) -> tuple[Markup, Sequence[Swatch]]:
    """The map of one result, and the centres on it."""
    colours = centre_colours([result])
    return inline(municipality_map(result, localizer.language, colours, outlines)), list(
        _list_swatches(localizer, result, colours)
    )


def _list_swatches(localizer: Localizer, result: Result, colours: Colours) -> Iterator[Swatch]:
    for entry in legend(result, colours, localizer.language):
        contacts = localizer.numbers.millions(entry.contacts)
        name = "legend note of one" if entry.municipalities == 1 else "legend note"
        note = localizer.say(name, count=entry.municipalities, contacts=contacts)
        yield Swatch(CentreColour(entry.letter, entry.colour), entry.name, note)


def maps_of(localizer: Localizer, comparison: Comparison, outlines: "Outlines | None") -> Iterator[CaseMap]:
    """A map a case, in the same colours."""
    colours = centre_colours(comparison.planned.values())
    for number, (case, result) in enumerate(comparison.planned.items(), start=1):
        gain = localizer.numbers.million_kr(net_gain_kr(result.figures))
        svg = municipality_map(result, localizer.language, colours, outlines)
        yield CaseMap(case, localizer.say("gain of case", gain=gain), inline(svg, number))


def centres_of_all(comparison: Comparison) -> Sequence[Swatch]:
    """The legend of the maps side by side."""
    return [Swatch(mark, name) for name, mark in centre_colours(comparison.planned.values()).items()]


def waterfall_of(localizer: Localizer, result: Result, number: int = 0) -> Markup:
    """From today's cost to the cost after."""
    return inline(waterfall(result, localizer.language), number)


def centres_of(localizer: Localizer, result: Result) -> Markup:
    """The open centres on the cost curve."""
    return inline(centres_chart(result, localizer.language))


def charts_side_by_side(localizer: Localizer, comparison: Comparison) -> dict[str, Markup]:
    """The charts of all cases together, by name."""
    return {
        "bars": inline(cost_bars(comparison, localizer.language)),
        "score": inline(gain_against_score(comparison, localizer.language)),
    }
