"""Charts that the spreadsheet draws itself, from the cells of a workbook's tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart

from optimiser.report.charts.drawing import COST, GAIN, INK, LINE, TOTAL
from optimiser.report.tables.table import FilledTable, as_cell
from optimiser.report.workbook.formulas import TableArea, is_number

WIDTH, HEIGHT = 760, 400
"""Of a chart, in pixels."""
LINE_PIXELS = 20
"""Height of a row of a sheet."""
BAR_PIXELS, ROOM = 22, 130
"""What a bar that lies takes up, and what its axis and legend do."""
COLOURS = (GAIN, COST, "#009E73", "#CC79A7", "#E69F00", TOTAL)
"""Of series that have none of their own; a colour-blind reader tells them apart."""
MOST_NAMES = 12
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
    `names` is the column with the name of each dot. `across` and `filled` are those of the chart unless given.
    """

    column: str
    hidden: bool = False
    colours: Sequence[str] = ()
    names: str = ""
    is_line: bool = False
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
    along, other = (_axis(name) for name in chart.axes)
    lying = {"reverse": True} if chart.kind == "bars" else {}
    scale = {"log_base": 10} if chart.logarithmic else {}
    made.set_x_axis({**along, **lying, **scale, "label_position": "low", "major_gridlines": {"visible": False}})
    made.set_y_axis({**other, "label_position": "high" if lying else "low"})
    made.set_title({"name": title, "overlay": False, "name_font": {"size": 12, "color": INK}})
    unseen = [place for place, one in enumerate(chart.series) if one.hidden or one.colours]
    shown = len(chart.series) - len(unseen)
    made.set_legend({"none": True} if shown < 2 else {"position": "bottom", "delete_series": unseen})
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
        lined = chart.kind == "lines" or one.is_line
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
    """The names of the first dots beside them, from their cells."""
    if not one.names:
        return {}
    named = [{"value": area.cell_of(one.names, at)} for at in range(min(MOST_NAMES, len(area.filled.rows)))]
    others = [{"delete": True}] * (len(area.filled.rows) - len(named))
    return {"data_labels": {"value": True, "custom": [*named, *others], "position": "right", "font": {"size": 9}}}


def _axis(name: str) -> dict[str, Any]:
    font = {"size": 10, "bold": False, "color": INK}
    return {
        **({"name": f" {name}" if name.startswith("=") else name, "name_font": font} if name else {}),
        "num_font": {"size": 9},
        "line": {"color": LINE},
        "major_gridlines": {"visible": True, "line": {"color": LINE, "width": 0.75}},
    }


def can_be_drawn(filled: FilledTable, columns: Sequence[str]) -> bool:
    """Return True where every row of a table has a number in each of some columns, and there is a row."""
    rows = filled.rows
    return bool(rows) and all(is_number(as_cell(row.get(name)).value) for row in rows for name in columns)
