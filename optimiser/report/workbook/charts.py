"""Charts that the spreadsheet draws itself, from the cells of a workbook's tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Any, Literal

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart

from optimiser.report.charts.drawing import COST, GAIN, INK, LINE, TOTAL
from optimiser.report.tables.table import FilledTable, as_cell
from optimiser.report.workbook.formulas import TableArea, clean_text, is_number

WIDTH, HEIGHT = 760, 400
"""Of a chart, in pixels."""
LINE_PIXELS = 20
"""Height of a row of a sheet."""
BAR_PIXELS, ROOM = 22, 130
"""What a bar that lies takes up, and what its axis and legend do."""
COLOURS = (GAIN, COST, "#009E73", "#CC79A7", "#E69F00", TOTAL)
"""Of series that have none of their own; a colour-blind reader tells them apart."""
DECIMALS = ((1e7, 1), (1e6, 2))
"""Of millions on an axis, by the largest figure that is drawn."""
MOST_NAMES = 6
"""Dots that are named at most: the names of more lie upon each other."""

ChartKind = Literal["lines", "columns", "bars", "stacked", "dots"]
_KINDS: Mapping[ChartKind, dict[str, str]] = {
    "lines": {"type": "scatter", "subtype": "straight_with_markers"},
    "columns": {"type": "column"},
    "bars": {"type": "bar"},
    "stacked": {"type": "column", "subtype": "stacked"},
    "dots": {"type": "scatter"},
}


@dataclass(frozen=True)
class ChartSeries:
    """Figures that are drawn alike: a column of the table, or where its rows tell of figures, one of those.

    A `hidden` one is not seen: others stand on it. `colours` are those of each bar where they are not all the same.
    `names` is the column with the name of each dot. Among dots one is a line without them, and among lines another is
    dots apart. `across` and `filled` are those of the chart unless given.
    """

    column: str
    hidden: bool = False
    colours: Sequence[str] = ()
    names: str = ""
    is_line: bool = False
    is_apart: bool = False
    across: str = ""
    filled: FilledTable | None = None


@dataclass(frozen=True)
class SheetChart:
    """A chart of a table that stands in any sheet of the workbook, under its title.

    `across` is the column of what stands along the axis: names, or values. Where the rows of the table tell of figures,
    its `cases`, columns beside each other, stand there. `axes` are the titles of the axis along and of the other;
    `logarithmic` is the one along.
    """

    title: str
    filled: FilledTable
    kind: ChartKind
    series: Sequence[ChartSeries]
    across: str = ""
    cases: Sequence[str] = ()
    axes: tuple[str, str] = ("", "")
    logarithmic: bool = False
    in_millions: bool = True
    """The axis tells millions, though the cells hold full figures."""
    spans: bool = False
    """A line goes on where there is no figure; else it is broken there."""

    @property
    def height(self) -> int:
        """Pixels: bars that lie have room for each."""
        if self.kind != "bars":
            return HEIGHT
        count = len(self.cases) or len(self.filled.rows)
        return max(HEIGHT // 2, ROOM + BAR_PIXELS * len(self.series) * count)

    @property
    def rows(self) -> int:
        """The rows of the sheet that it takes up."""
        return self.height // LINE_PIXELS + 1

    @property
    def values(self) -> list[float]:
        """All figures that are drawn."""
        names = self.cases or [one.column for one in self.series]
        figures = {one.column for one in self.series}
        told = self.filled.described if self.cases else ()
        rows = [row for at, row in enumerate(self.filled.rows) if not told or told[at].name in figures]
        found = (as_cell(row.get(name)).value for row in rows for name in names)
        return [float(value) for value in found if is_number(value)]

    @property
    def tables(self) -> list[FilledTable]:
        """The tables that it is drawn of."""
        return [self.filled, *(one.filled for one in self.series if one.filled is not None)]


def draw_chart(book: Workbook, chart: SheetChart, areas: Mapping[int, TableArea], title: str) -> Chart:
    """Return a chart of the cells of tables.

    Parameters
    ----------
    book
        The workbook that it is made for.
    chart
        What is drawn.
    areas
        Where each table stands, by its identity.
    title
        The cell in which its title stands, with its sheet.
    """
    made = book.add_chart(dict(_KINDS[chart.kind]))
    for place, one in enumerate(chart.series):
        made.add_series(_series(chart, one, areas[id(one.filled or chart.filled)], COLOURS[place % len(COLOURS)]))
    scale = {"num_format": _in_millions(chart.values)} if chart.in_millions else {}
    along, other = _along(chart), {**_axis(chart.axes[1]), **scale, **_from_zero(chart)}
    if chart.kind == "bars":
        made.set_x_axis({**other, "label_position": "high"})
        made.set_y_axis({**along, "reverse": True})
    else:
        made.set_x_axis(along)
        made.set_y_axis(other)
    made.set_title({"name": title, "overlay": False, "name_font": {"size": 12, "color": INK}})
    unseen = [place for place, one in enumerate(chart.series) if one.hidden or one.colours]
    shown = len(chart.series) - len(unseen)
    made.set_legend({"none": True} if shown < 2 else {"position": "bottom", "delete_series": unseen})
    made.show_blanks_as("span" if chart.spans else "gap")
    made.set_size({"width": WIDTH, "height": chart.height})
    return made


def _series(chart: SheetChart, one: ChartSeries, area: TableArea, colour: str) -> dict[str, Any]:
    if chart.cases:
        cells = {"categories": area.headings_of(chart.cases), "values": area.range_across(one.column, chart.cases)}
        name = area.label_of(one.column)
    else:
        across = one.across or chart.across
        cells = {"categories": area.range_of(across), "values": area.range_of(one.column)}
        name = area.heading_of(one.column)
    return {"name": name, **cells, **_look(chart, one, area, colour)}


def _look(chart: SheetChart, one: ChartSeries, area: TableArea, colour: str) -> dict[str, Any]:
    if one.hidden:
        return {"fill": {"none": True}, "border": {"none": True}}
    if chart.kind in {"lines", "dots"}:
        lined = one.is_line or (chart.kind == "lines" and not one.is_apart)
        mark = {"type": "none"} if one.is_line else {"type": "circle", "size": 7, "fill": {"color": colour}}
        return {
            "line": {"color": colour, "width": 1.5} if lined else {"none": True},
            "marker": {**mark, **({} if one.is_line else {"border": {"color": "#ffffff"}})},
            **_names(one, area),
        }
    points = {"points": [{"fill": {"color": each}} for each in one.colours]} if one.colours else {}
    room = {"gap": 40, "overlap": 100} if chart.kind == "stacked" else {"gap": 60}
    return {"fill": {"color": colour}, **points, **room}


def _names(one: ChartSeries, area: TableArea) -> dict[str, Any]:
    """The names of the first dots beside them."""
    if not one.names:
        return {}
    names = [str(as_cell(row.get(one.names)).value) for row in area.filled.rows]
    named = [{"value": no_formula(name)} for name in names[:MOST_NAMES]]
    others = [{"delete": True}] * (len(names) - len(named))
    return {"data_labels": {"value": True, "custom": [*named, *others], "position": "right", "font": {"size": 9}}}


def _along(chart: SheetChart) -> dict[str, Any]:
    """The axis along: the names of bars, or values."""
    more: dict[str, Any] = {"label_position": "low", "major_gridlines": {"visible": False}}
    values = (
        [float(as_cell(row.get(chart.across)).value or 0) for row in chart.filled.rows] if chart.logarithmic else []
    )
    if values and min(values) > 0:
        more |= {"log_base": 10, "min": 10 ** floor(log10(min(values))), "max": 10 ** ceil(log10(max(values)))}
        more |= {"num_format": "#,##0"}
    return {**_axis(chart.axes[0]), **more}


def _in_millions(values: Sequence[float]) -> str:
    """Full figures, shown in millions with so many decimals that they differ."""
    most = max(map(abs, values), default=0.0)
    decimals = next((decimals for least, decimals in DECIMALS if most >= least), 3)
    return f"#,##0.{'0' * decimals},,"


def no_formula(text: str) -> str:
    """Return text that no program takes for a reference to a cell."""
    return clean_text(f" {text}" if text.startswith("=") else text)


def _from_zero(chart: SheetChart) -> dict[str, int]:
    """Bars begin at zero; where some are below it, the spreadsheet sees to that."""
    if chart.kind in {"lines", "dots"}:
        return {}
    return {} if any(value < 0 for value in chart.values) else {"min": 0}


def _axis(name: str) -> dict[str, Any]:
    font = {"size": 10, "bold": False, "color": INK}
    return {
        **({"name": no_formula(name), "name_font": font} if name else {}),
        "num_font": {"size": 9},
        "line": {"color": LINE},
        "major_gridlines": {"visible": True, "line": {"color": LINE, "width": 0.75}},
    }


def has_figures(filled: FilledTable, column: str) -> bool:
    """Return True where any row of a table has a number in a column."""
    return any(is_number(as_cell(row.get(column)).value) for row in filled.rows)
