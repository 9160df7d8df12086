"""Read counts by municipality and theme, wide (a column for each theme) or long (a row for each count)."""

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from optimiser.data.cells import CellError, DecimalMark, legible_value
from optimiser.data.findings import Finding, InvalidInputError, as_name, did_you_mean, parameter_name
from optimiser.data.municipality_names import MunicipalityNameError, MunicipalityNames, area_kind, names_of_denmark
from optimiser.importing.areas import AREA_HEADINGS, Area, is_sum
from optimiser.importing.figures import is_number, mark_of_counts, read_count
from optimiser.importing.grid import Cells, Grid, cell_at, width_of

LEAST_FOUND = 0.5
"""The share of a column's cells that must mean municipalities for it to be theirs."""
THE_SAME = 1e-6
"""How far a total may be from the sum of its parts, as a share of it: what rounding leaves."""
Row = tuple[int, Cells]


@dataclass(frozen=True)
class _Page:
    """The rows of a file below its header, those asked for, and the columns of municipalities in them."""

    grid: Grid
    header: Cells
    rows: Sequence[Row]
    columns: Sequence[int]
    adds_up: bool
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class CountsTable:
    """Counts of a file by area and theme; the totals of areas apart; `faults` are what could not be read."""

    place: str
    layout: str
    counts: Mapping[tuple[Area, str], tuple[int, float]]
    totals_of_areas: Mapping[Area, tuple[int, float]]
    encoding: str
    left_out: tuple[str, ...]
    faults: tuple[Finding, ...]

    @property
    def areas(self) -> tuple[Area, ...]:
        """The areas, each once, in the order of the file."""
        return tuple(dict.fromkeys(area for area, _ in (*self.counts, *((each, "") for each in self.totals_of_areas))))

    @property
    def themes(self) -> tuple[str, ...]:
        """The themes, each once, in the order of the file."""
        return tuple(dict.fromkeys(theme for _, theme in self.counts))


def read_counts(
    grid: Grid, names: MunicipalityNames, where: Mapping[str, str], add_up: Sequence[str], unused: Container[str] = ()
) -> CountsTable:
    """Read the counts of a file; raises InvalidInputError where it is no table of counts.

    `where` keeps the rows with a value in a column; columns in `add_up` are added up over; columns of words or shares
    whose heading, without capitals, is among the `unused` are left out.
    """
    columns = _municipality_columns(grid, names)
    if not columns:
        rule, remedy = (
            "no column holds municipalities, by code or name",
            f"add one, or choose another sheet: {parameter_name('sheet', 'NAME')}",
        )
        raise InvalidInputError(grid.place, [grid.finding(None, "", "", rule, remedy)])
    place = next(index for index, (_, cells) in enumerate(grid.rows) if _is_area(cells, columns, names))
    header, rows = _header(grid, place), grid.rows[place:]
    kept, left_out = _where(grid, header, rows, where)
    others = [index for index in range(width_of(grid)) if index not in columns and cell_at(header, index)]
    dropped = {_column(grid, header, name) for name in (*where, *add_up)}
    others = [index for index in others if index not in dropped]
    numeric = [index for index in others if _holds_numbers(kept, index)]
    worded = [index for index in others if index not in numeric and header[index].casefold() not in unused]
    page = _Page(grid, header, kept, columns, bool(add_up), left_out)
    if len(numeric) == 1 and len(worded) == 1:
        return _read_long(page, worded[0], numeric[0])
    if numeric and not worded:
        return _read_wide(page, numeric)
    shown = ", ".join(header[index] for index in worded) or "none"
    rule = f"must have a column for each theme, or one theme column and one of counts; columns of words: {shown}"
    remedy = (
        f"delete what is neither, keep some rows: {parameter_name('where', 'COLUMN=VALUE')}, "
        f"or add up over a column: {parameter_name('add_up', 'COLUMN')}"
    )
    raise InvalidInputError(grid.place, [grid.finding(grid.rows[max(place - 1, 0)][0], "", "", rule, remedy)])


# ---- Which column is what -------------------------------------------------------------------------


def _municipality_columns(grid: Grid, names: MunicipalityNames) -> list[int]:
    """Return the columns whose cells mean municipalities: one, or two where codes and names stand apart.

    Counts may look like codes: beside names, a column of numbers holds codes only where they agree with the names.
    """
    rows = [cells for _, cells in grid.rows if sum(map(bool, cells)) > 1]
    meaning = {column: _municipalities_in(rows, column, names) for column in range(width_of(grid))}
    found = [column for column, cells in meaning.items() if cells]
    worded = [column for column in found if not all(map(is_number, meaning[column]))]
    if not worded:
        return found[:1]
    agreeing = [column for column in found if column not in worded and _agree(rows, column, worded[0], names)]
    return [*worded[:2], *agreeing][:2]


def _municipalities_in(rows: Sequence[Cells], column: int, names: MunicipalityNames) -> list[str]:
    """Return the cells of a column that mean municipalities; none where too few of them do, unless its heading does."""
    cells = [cell_at(cells, column) for cells in rows if cell_at(cells, column)]
    good = sum(1 for cell in cells if is_sum(cell) or _means_area(cell, names))
    named = any(cell.casefold() in AREA_HEADINGS for cell in cells)
    meant = [cell for cell in cells if _means_one(cell, names)]
    return meant if named or good > LEAST_FOUND * (len(cells) - 1) else []


def _agree(rows: Sequence[Cells], codes: int, worded: int, names: MunicipalityNames) -> bool:
    pairs = [(cell_at(cells, codes), cell_at(cells, worded)) for cells in rows]
    same = [names.find(code).code == names.find(name).code for code, name in pairs if _both_mean(code, name, names)]
    return sum(same) > LEAST_FOUND * len(same)


def _both_mean(code: str, name: str, names: MunicipalityNames) -> bool:
    return _means_one(code, names) and _means_one(name, names)


def _means_area(cell: str, names: MunicipalityNames) -> bool:
    return area_kind(cell) is not None or _means_one(cell, names) or _means_one(cell, _of_denmark())


@cache
def _of_denmark() -> MunicipalityNames:
    return MunicipalityNames(names_of_denmark())


def _means_one(cell: str, names: MunicipalityNames) -> bool:
    try:
        names.find(cell)
    except MunicipalityNameError:
        return False
    return True


def _is_area(cells: Cells, columns: Sequence[int], names: MunicipalityNames) -> bool:
    return any(_means_area(cell_at(cells, column), names) or is_sum(cell_at(cells, column)) for column in columns)


def _header(grid: Grid, place: int) -> Cells:
    if place == 0:
        rule, remedy = "must have a header above the counts", "write the themes above their columns"
        raise InvalidInputError(grid.place, [grid.finding(grid.rows[0][0], "", "", rule, remedy)])
    number, header = grid.rows[place - 1]
    twice = [name for name, times in Counter(filter(None, header)).items() if times > 1]
    if twice:
        rule = "must be the name of one column only"
        raise InvalidInputError(grid.place, [grid.finding(number, twice[0], twice[0], rule, "rename one of them")])
    return header


def _column(grid: Grid, header: Cells, name: str) -> int:
    folded = [each.casefold() for each in header]
    if as_name(name).casefold() not in folded:
        remedy = did_you_mean(name, [each for each in header if each], f"its columns are {', '.join(header)}")
        raise InvalidInputError(grid.place, [grid.finding(None, name, "", "is no column of the file", remedy)])
    return folded.index(as_name(name).casefold())


def _where(
    grid: Grid, header: Cells, rows: Sequence[Row], where: Mapping[str, str]
) -> tuple[Sequence[Row], tuple[str, ...]]:
    """Return the rows with the values asked for, and what was left out."""
    told = []
    for name, value in where.items():
        column = _column(grid, header, name)
        kept = [row for row in rows if cell_at(row[1], column).casefold() == as_name(value).casefold()]
        if not kept:
            rule, values = "no row has this value", dict.fromkeys(cell_at(cells, column) for _, cells in rows)
            remedy = f"it has {', '.join(list(values)[:8])}"
            raise InvalidInputError(grid.place, [grid.finding(None, name, value, rule, remedy)])
        told.append(f"{len(rows) - len(kept)} ({name} ≠ {value})")
        rows = kept
    return rows, tuple(told)


def _holds_numbers(rows: Sequence[Row], column: int) -> bool:
    cells = [cell for _, row in rows if (cell := cell_at(row, column))]
    return bool(cells) and sum(map(is_number, cells)) > len(cells) / 2


# ---- Wide and long --------------------------------------------------------------------------------


@dataclass
class _Reader:
    """Reads the counts of some columns with one decimal mark; gathers what is wrong."""

    grid: Grid
    mark: DecimalMark
    adds_up: bool
    faults: list[Finding]
    counts: dict[tuple[Area, str], tuple[int, float]]
    totals: dict[Area, tuple[int, float]]

    @classmethod
    def of(cls, page: _Page, columns: Sequence[int]) -> "_Reader":
        texts = (cell_at(cells, column) for _, cells in page.rows for column in columns)
        try:
            mark = mark_of_counts(text for text in texts if text)
        except CellError as error:
            fault = page.grid.finding(None, "", "", error.rule, error.remedy)
            raise InvalidInputError(page.grid.place, [fault]) from error
        return cls(page.grid, mark, page.adds_up, [], {}, {})

    def take(self, row: int, area: Area, theme: str, text: str) -> None:
        """Take a count, or the total of a row; what is wrong with it is a fault."""
        try:
            if not text:
                raise CellError("is blank", "write 0 where there were no contacts")
            count = read_count(text, self.mark)
        except CellError as error:
            self.faults.append(self.grid.finding(row, theme, f"{area.shown} {text}".strip(), error.rule, error.remedy))
            return
        if is_sum(theme):
            self.totals[area] = (row, self.totals.get(area, (row, 0.0))[1] + count)
        elif (area, theme) in self.counts and not self.adds_up:
            rule = f"a count of the same as row {self.counts[area, theme][0]}"
            remedy = (
                f"delete one of the two, or add up over what tells them apart: {parameter_name('add_up', 'COLUMN')}"
            )
            self.faults.append(self.grid.finding(row, theme, area.shown, rule, remedy))
        else:
            self.counts[area, theme] = (row, self.counts.get((area, theme), (row, 0.0))[1] + count)

    def table(self, layout: str, left_out: tuple[str, ...]) -> CountsTable:
        """Return what was read."""
        faults = tuple(self.faults)
        return CountsTable(self.grid.place, layout, self.counts, self.totals, self.grid.encoding, left_out, faults)


def _area_of(cells: Cells, columns: Sequence[int]) -> Area:
    """Return the area a row is about; equal for all rows of the same area."""
    texts = [cell_at(cells, column) for column in columns]
    if len(texts) == 1:
        return Area("", texts[0], None)
    code, name = texts if texts[0][:1].isdigit() or not texts[1][:1].isdigit() else reversed(texts)
    return Area(code, name, None)


def _read_wide(page: _Page, themes: Sequence[int]) -> CountsTable:
    reader = _Reader.of(page, themes)
    for number, cells in page.rows:
        area = _area_of(cells, page.columns)
        if not any(cell_at(cells, column) for column in themes):
            continue  # a row of words alone is a note
        if not area.shown:
            reader.faults.append(
                page.grid.finding(number, "", "", "names no municipality", "name it, or delete the row")
            )
            continue
        for column in themes:
            reader.take(number, area, page.header[column], cell_at(cells, column))
    return reader.table("wide", page.left_out)


def _read_long(page: _Page, theme: int, count: int) -> CountsTable:
    reader = _Reader.of(page, [count])
    area = Area("", "", None)
    for number, cells in page.rows:
        area = _area_of(cells, page.columns) if any(cell_at(cells, column) for column in page.columns) else area
        if not cell_at(cells, count) and not cell_at(cells, theme):
            continue
        label = cell_at(cells, theme) or ("i alt" if is_sum(area.name) else "")
        if label:
            reader.take(number, area, label, cell_at(cells, count))
        else:
            reader.faults.append(page.grid.finding(number, page.header[theme], "", "names no theme", "name it"))
    return reader.table("long", page.left_out)


# ---- Totals ---------------------------------------------------------------------------------------


def total_faults(table: CountsTable, summed: Sequence[Area], totals: Sequence[Area]) -> Iterator[Finding]:
    """Yield a fault for each total that is not the sum of its parts: of an area's themes, and of the areas summed."""
    for area in table.areas:
        if area in table.totals_of_areas:
            row, total = table.totals_of_areas[area]
            parts = [count for (each, _), (_, count) in table.counts.items() if each == area]
            if parts or area not in totals:
                yield from _compare(table, row, area.shown, total, sum(parts))
    for area in totals:
        for theme in table.themes:
            if (area, theme) in table.counts:
                row, total = table.counts[area, theme]
                parts = [table.counts[each, theme][1] for each in summed if (each, theme) in table.counts]
                yield from _compare(table, row, f"{area.shown} {theme}", total, sum(parts))
        if area in table.totals_of_areas and not any(each == area for each, _ in table.counts):
            row, total = table.totals_of_areas[area]
            yield from _compare(
                table, row, area.shown, total, sum(table.counts[key][1] for key in table.counts if key[0] in summed)
            )


def _compare(table: CountsTable, row: int, shown: str, total: float, parts: float) -> Iterator[Finding]:
    if abs(total - parts) > THE_SAME * max(total, 1):
        whole, added = legible_value(total), legible_value(parts)
        rule = f"the total {whole} must be the sum of what it is the total of, which is {added}"
        yield Finding(table.place, row, "", shown, rule, "correct what is wrong, or delete the total")
