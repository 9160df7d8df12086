"""Formulas and texts of a workbook: from the names that a table declares to the cells in which they stand."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import fsum, isclose, isfinite
from typing import Any

from xlsxwriter.utility import quote_sheetname, xl_range, xl_range_abs, xl_rowcol_to_cell

from optimiser.report.tables.table import FilledTable, OutputCell, OutputColumn, RowValues, as_cell, repeated_name

AN_OERE = 0.01
"""Kr.: a total that is farther than this from the sum of what stands above it is no sum of it."""
_NAME = re.compile(r"\{(\^?)(\w+(?:: \w+)?)\}")

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_CANNOT_BE_HELD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile("\r\n?")


def clean_text(value: str) -> str:
    """Return text as a sheet can hold it: what XML has no place for is replaced, lines end in one way."""
    return _CANNOT_BE_HELD.sub(REPLACEMENT, _LINE_END.sub("\n", value))


def is_number(value: object) -> bool:
    """Return True for what a spreadsheet can calculate with."""
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def cell_in_sheet(sheet: str, row: int, column: int) -> str:
    """Return a cell for use in any sheet."""
    return f"={quote_sheetname(sheet)}!{xl_rowcol_to_cell(row, column, True, True)}"


@dataclass
class TableArea:
    """Where a table stands in its sheet: the row of its headings, and its columns from the left.

    Where its rows tell of figures, each goes by the name of its figure, as a column does elsewhere.
    """

    sheet: str
    filled: FilledTable
    columns: Sequence[OutputColumn]
    header: int
    positions: Mapping[str, int] = field(init=False)
    figures: Mapping[str, int] = field(init=False)

    def __post_init__(self) -> None:
        """Find what goes by which name."""
        self.positions = {column.name: at for at, column in enumerate(self.columns)}
        told = self.filled.described if len(self.filled.described) == len(self.filled.rows) else ()
        self.figures = {figure.name: at for at, figure in enumerate(told)}

    @property
    def first(self) -> int:
        """The row of the sheet in which the first of its rows stands."""
        return self.header + 1

    @property
    def last(self) -> int:
        """The row of the sheet in which the last of its rows stands, without the total."""
        return self.header + len(self.filled.rows)

    def find(self, name: str, column: OutputColumn, at: int | None) -> tuple[int | None, int] | None:
        """Return the row and the column of what goes by a name, seen from a cell; None where it is not shown.

        Rows are counted from the first of the table, and None is its total.
        """
        for called in (repeated_name(name, column.key), name) if column.key else (name,):
            if called in self.positions:
                return at, self.positions[called]
        if name in self.figures:
            return self.figures[name], self.positions[column.name]
        return None

    def cell_at(self, at: int | None, position: int) -> OutputCell:
        """Return what stands in a cell; its row is counted as `find` does."""
        row: RowValues = (self.filled.total_of("workbook") or {}) if at is None else self.filled.rows[at]
        return as_cell(row.get(self.columns[position].name))

    def row_of(self, at: int | None) -> int:
        """Return the row of the sheet; `at` is counted as `find` does."""
        return self.last + 1 if at is None else self.first + at

    def range_of(self, column: str) -> str:
        """Return the cells of a column for use in any sheet."""
        at = self.positions[column]
        return self._in_sheet(xl_range_abs(self.first, at, self.last, at))

    def range_across(self, figure: str, columns: Sequence[str]) -> str:
        """Return the cells of a figure told in a row, for use in any sheet; `columns` stand beside each other."""
        return self._across(self.first + self.figures[figure], columns)

    def label_of(self, figure: str) -> str:
        """Return the cell with the name of a figure told in a row, for use in any sheet."""
        return cell_in_sheet(self.sheet, self.first + self.figures[figure], 0)

    def heading_of(self, column: str) -> str:
        """Return the cell of a heading for use in any sheet."""
        return cell_in_sheet(self.sheet, self.header, self.positions[column])

    def headings_of(self, columns: Sequence[str]) -> str:
        """Return the cells of headings that stand beside each other, for use in any sheet."""
        return self._across(self.header, columns)

    def _across(self, row: int, columns: Sequence[str]) -> str:
        positions = [self.positions[column] for column in columns]
        return self._in_sheet(xl_range_abs(row, positions[0], row, positions[-1]))

    def _in_sheet(self, cells: str) -> str:
        return f"={quote_sheetname(self.sheet)}!{cells}"


def formula_of(area: TableArea, column: OutputColumn, at: int | None) -> str:
    """Return the formula of a cell; blank where there is none, or what it calculates with is no number.

    Parameters
    ----------
    area
        Where the table stands.
    column
        The column of the cell.
    at
        Its row, counted from the first of the table; None for the total.
    """
    position = area.positions[column.name]
    own = area.cell_at(at, position)
    if own.value is None:
        return ""
    if at is None and column.adds_up and not own.formula:
        return _sum_above(area, position, own.value)
    return _fill_in(area, column, at, own.formula or column.formula)


def _sum_above(area: TableArea, position: int, total: Any) -> str:
    """The sum of a column, where it is one: also what is blank may stand in it."""
    values = [area.cell_at(at, position).value for at in range(len(area.filled.rows))]
    known = [value for value in values if value is not None]
    if not known or not all(map(is_number, [*known, total])) or not isclose(fsum(known), total, abs_tol=AN_OERE):
        return ""
    return f"=SUM({xl_range(area.first, position, area.last, position)})"


def _fill_in(area: TableArea, column: OutputColumn, at: int | None, formula: str) -> str:
    """A formula with the cells that its names stand for."""
    cells: dict[str, str] = {}
    for above, name in _NAME.findall(formula):
        found = area.find(name, column, at)
        if found is None or (above and found[0] is None):
            return ""
        row, position = found
        if above and row == 0:
            cells[f"^{name}"] = "0"
            continue
        seen = row - 1 if above and row is not None else row
        if not is_number(area.cell_at(seen, position).value):
            return ""
        cells[above + name] = xl_rowcol_to_cell(area.row_of(seen), position)
    return "=" + _NAME.sub(lambda match: cells["".join(match.groups())], formula) if formula else ""
