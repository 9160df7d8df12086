"""What goes wrong with a person's files: one small change to a book, drawn at random."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from openpyxl import Workbook

from optimiser.data.columns import value_where_blank
from optimiser.data.tables import TABLES
from tests.fuzz.book import SETTINGS, Book, Cell, Grid

NUMBERS: tuple[Cell, ...] = (
    *(-1, 0, 1, 2, 3, 9, 10, 37, 100, 999, 50_000, 250_000, 10**6, 10**9, 10**12, 10**15, 2**63),
    *(0.5, 0.999, 1.05, 1e-3, 1e-9, 1e-17, 1e-300, 5e-324, 1e300, -0.0, -2.5, 0.1 + 0.2),
    *("1e308", "1e309", "inf", "-inf", "nan", "1e-300", "1E5", "+5", "--5", "5-", ".5", "5.", "1e", "0x10", "1_000"),
    *("0,5", "1,5", "1.234", "12.500", "1.234,5", "1,234.5", "1 234", "1\u00a0234", "1'234", "1.400.000", "1,400,000"),
    *("5 %", "5%", "50 kr.", "kr. 50", "ca. 50", "50-60", "½", "٣", "１２", "−5", "1/2", "1:30", "08:30"),
)
WORDS: tuple[Cell, ...] = (
    *(
        "",
        " ",
        "\u00a0",
        "-",
        "–",
        "?",
        "x",
        "n/a",
        "NA",
        "null",
        "None",
        "none",
        "alle",
        "*",
        "true",
        "False",
        "ja",
        "0",
    ),
    *(
        "#REF!",
        "#N/A",
        "=1+1",
        "+1",
        "@x",
        "'",
        '"',
        ";",
        ",",
        "\t",
        "a\nb",
        "<b>x</b>",
        "{{ 1 }}",
        "Åby ",
        " åby",
        "A\u030aby",
    ),
    *("6-4", "1-9", "4-6", "1 2 3", "1,2", "0-9", "10", "2020", "2010-2020", "31-12-2014", "purchased", "unchanged"),
    *(
        "Hele landet",
        "I alt",
        "901",
        "0901",
        "local",
        "virtual",
        "at most",
        "must",
        "must not",
        "x" * 300,
        "\u200b",
        "é" * 40,
    ),
)
FACTORS = (0.0, 1e-6, 1e-3, 0.1, 0.5, 2.0, 10.0, 60.0, 1e3, 1e6, 1e9, -1.0)
FILE_NAMES = (
    "{} (1).csv",
    "Kopi af {}.csv",
    "{} - Kopi.csv",
    "{}s.csv",
    "{}.CSV",
    "{}.tsv",
    "{}.txt",
    "{}.xlsx",
    "X{}.csv",
)


@dataclass(frozen=True)
class Mutation:
    """What was done, in words; `neutral` where it says the same as before."""

    words: str
    neutral: bool = False


Mutate = Callable[[Random, Book], Mutation]


def mutate(rng: Random, book: Book) -> Mutation:
    """Change the book in one way."""
    ways = [way for way, weight in WAYS.items() for _ in range(weight)]
    return rng.choice(ways)(rng, book)


# ---- cells ----------------------------------------------------------------------------------------


def another_value(rng: Random, book: Book) -> Mutation:
    """A cell holds something else."""
    name, grid, row, column = _cell(rng, book)
    new = rng.choice(NUMBERS if rng.random() < 0.6 else WORDS)
    return _put(grid, name, row, column, new)


def a_value_from_elsewhere(rng: Random, book: Book) -> Mutation:
    """A cell holds what another cell of the book holds."""
    name, grid, row, column = _cell(rng, book)
    _, other, from_row, from_column = _cell(rng, book)
    return _put(grid, name, row, column, _at(other, from_row, from_column))


def a_value_of_its_column(rng: Random, book: Book) -> Mutation:
    """A cell holds what stands in its column in another row."""
    name, grid, row, column = _cell(rng, book)
    return _put(grid, name, row, column, _at(grid, rng.randrange(1, len(grid)), column))


def a_number_times(rng: Random, book: Book) -> Mutation:
    """A number is multiplied: another unit, a slip of the keys."""
    numbers = [
        (name, row, column)
        for name, grid in book.sheets.items()
        for row in range(1, len(grid))
        for column, cell in enumerate(grid[row])
        if isinstance(cell, int | float) and not isinstance(cell, bool)
    ]
    name, row, column = rng.choice(numbers)
    grid = book.sheets[name]
    old: Any = grid[row][column]
    return _put(grid, name, row, column, old * rng.choice(FACTORS))


def a_column_times(rng: Random, book: Book) -> Mutation:
    """All numbers of a column are in another unit."""
    name, grid, _, column = _cell(rng, book)
    factor = rng.choice(FACTORS)
    changed = False
    for row in grid[1:]:
        cell = row[column] if column < len(row) else None
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            changed = changed or cell * factor != cell
            row[column] = cell * factor
    return Mutation(f"{name}.{grid[0][column]} times {factor}", neutral=not changed)


def numbers_as_text(rng: Random, book: Book) -> Mutation:
    """A column of a workbook holds its numbers as text, some with decimal commas."""
    name, grid, _, column = _cell(rng, book)
    for row in grid[1:]:
        cell = row[column] if column < len(row) else None
        if isinstance(cell, float):
            row[column] = repr(cell).replace(".", ",") if book.form != "csv" else repr(cell)
    return Mutation(f"{name}.{grid[0][column]} as text", neutral=True)


# ---- rows and columns -----------------------------------------------------------------------------


def a_row_less(rng: Random, book: Book) -> Mutation:
    """A row is gone."""
    name, grid, row, _ = _cell(rng, book)
    del grid[row]
    return Mutation(f"{name}: row {row + 1} deleted")


def a_row_twice(rng: Random, book: Book) -> Mutation:
    """A row stands there twice."""
    name, grid, row, _ = _cell(rng, book)
    grid.insert(rng.randrange(1, len(grid) + 1), list(grid[row]))
    return Mutation(f"{name}: row {row + 1} twice")


def a_row_more(rng: Random, book: Book) -> Mutation:
    """A row like another, otherwise in one cell."""
    name, grid, row, column = _cell(rng, book)
    new = list(grid[row])
    new[column] = rng.choice(WORDS if rng.random() < 0.5 else NUMBERS)
    grid.append(new)
    return Mutation(f"{name}: a row as row {row + 1}, but {grid[0][column]} {new[column]!r}")


def rows_in_another_order(rng: Random, book: Book) -> Mutation:
    """Two rows change places."""
    name, grid, row, _ = _cell(rng, book)
    other = rng.randrange(1, len(grid))
    grid[row], grid[other] = grid[other], grid[row]
    return Mutation(f"{name}: rows {row + 1} and {other + 1} exchanged", neutral=True)


def a_blank_row(rng: Random, book: Book) -> Mutation:
    """A blank row stands between the others."""
    name, grid, row, _ = _cell(rng, book)
    grid.insert(row, [None] * len(grid[0]))
    return Mutation(f"{name}: blank row {row + 1}", neutral=True)


def a_row_shifted(rng: Random, book: Book) -> Mutation:
    """The cells of a row stand one to the right."""
    name, grid, row, _ = _cell(rng, book)
    before = list(grid[row])
    grid[row] = [None, *before]
    return Mutation(f"{name}: row {row + 1} shifted", neutral=not any(cell not in (None, "") for cell in before))


def a_column_less(rng: Random, book: Book) -> Mutation:
    """A column is gone."""
    name, grid, _, column = _cell(rng, book)
    header, told = grid[0][column], any(_says(grid, name, row, column) for row in range(1, len(grid)))
    for row in grid:
        del row[column : column + 1]
    return Mutation(f"{name}: column {header} deleted", neutral=not told)


def a_column_twice(rng: Random, book: Book) -> Mutation:
    """A column stands there twice."""
    name, grid, _, column = _cell(rng, book)
    for row in grid:
        row.append(row[column] if column < len(row) else None)
    return Mutation(f"{name}: column {grid[0][column]} twice")


def columns_in_another_order(rng: Random, book: Book) -> Mutation:
    """The columns of a table come in another order."""
    name, grid, _, _ = _cell(rng, book)
    order = list(range(len(grid[0])))
    rng.shuffle(order)
    for row in grid:
        row[:] = [row[position] if position < len(row) else None for position in order]
    return Mutation(f"{name}: columns in another order", neutral=True)


def another_header(rng: Random, book: Book) -> Mutation:
    """The name of a column is written otherwise."""
    name, grid, _, column = _cell(rng, book)
    old = str(grid[0][column])
    new = rng.choice(
        [old.upper(), old + " ", old[:-1], old + "s", old.replace("_", " "), "", "x", "note", str(grid[0][0])]
    )
    grid[0][column] = new
    filled = any(_at(grid, row, column) not in (None, "") for row in range(1, len(grid)))
    return Mutation(f"{name}: {old} written {new!r}", neutral=new.strip() == old or not filled)


def no_header(rng: Random, book: Book) -> Mutation:
    """A table begins with its first row."""
    name, grid, _, _ = _cell(rng, book)
    del grid[0]
    return Mutation(f"{name}: without header")


def a_title_above(rng: Random, book: Book) -> Mutation:
    """A title, or a blank row, stands above the header."""
    name, grid, _, _ = _cell(rng, book)
    title = rng.choice(["", "Volumes 2014"])
    grid.insert(0, [title])
    return Mutation(f"{name}: {title!r} above the header", neutral=not title)


def a_total_below(rng: Random, book: Book) -> Mutation:
    """A table ends with a row of totals."""
    name, grid, _, _ = _cell(rng, book)
    total: list[Cell] = ["I alt"]
    for column in range(1, len(grid[0])):
        cells = [_at(grid, row, column) for row in range(1, len(grid))]
        figures = [cell for cell in cells if isinstance(cell, int | float) and not isinstance(cell, bool)]
        total.append(sum(figures) if figures and len(figures) == len(cells) else cells[0])
    grid.append(total)
    return Mutation(f"{name}: a row of totals")


# ---- files ----------------------------------------------------------------------------------------


def a_table_less(rng: Random, book: Book) -> Mutation:
    """A table is gone."""
    name = rng.choice(list(book.sheets))
    del book.sheets[name]
    return Mutation(f"{name} deleted")


def a_table_only_with_header(rng: Random, book: Book) -> Mutation:
    """A table has no rows."""
    name = rng.choice(list(book.sheets))
    del book.sheets[name][1:]
    return Mutation(f"{name}: only its header")


def a_table_under_another_name(rng: Random, book: Book) -> Mutation:
    """A table lies under a name that is nearly its own."""
    name = rng.choice(list(book.sheets))
    if book.form == "xlsx":
        new = rng.choice([f"{name} (2)", name.upper(), name + " ", name[:-1], f"{name}2", "Sheet1"])
        book.sheets = {new if key == name else key: grid for key, grid in book.sheets.items()}
        return Mutation(f"sheet {name} called {new!r}", neutral=new.strip().lower() == name)
    new = rng.choice(FILE_NAMES).format(name)
    book.afterwards.append(lambda folder: _renamed(folder, f"{name}.csv", new))
    return Mutation(f"{name}.csv called {new!r}")


def a_table_beside(rng: Random, book: Book) -> Mutation:
    """A second table lies beside the first, under a name that is nearly its own."""
    name = rng.choice(list(book.sheets))
    if book.form == "xlsx":
        book.sheets[f"{name} (2)"] = [list(row) for row in book.sheets[name]]
        return Mutation(f"a second sheet {name} (2)")
    new = rng.choice(FILE_NAMES[:4]).format(name)
    book.afterwards.append(lambda folder: _copied(folder, f"{name}.csv", new))
    return Mutation(f"beside {name}.csv: {new}")


def bytes_otherwise(rng: Random, book: Book) -> Mutation:
    """A file of a folder is saved by another program, or damaged."""
    if book.form == "xlsx":
        return Mutation("nothing", neutral=True)
    name = rng.choice(list(book.sheets))
    change, neutral = rng.choice(
        (
            (lambda data: b"\xef\xbb\xbf" + data, True),
            (lambda data: data.replace(b"\n", b"\r\n"), True),
            (lambda data: data.replace(b"\n", b"\r"), True),
            (lambda data: data.decode().encode("latin-1", "replace"), False),
            (lambda data: data.decode().encode("utf-16"), True),
            (lambda data: data[: len(data) // 2], False),
            (lambda data: data[:0], False),
            (lambda data: data.replace(b",", b"\t").replace(b";", b"\t"), True),
            (lambda data: data + b'"', False),
            (lambda data: data.rstrip(b"\n"), True),
            (lambda data: data.replace(b"\n", b";;\n").replace(b"\n", b",,\n"), True),
        )
    )
    plain = neutral or not any(byte > 127 for byte in repr(book.sheets[name]).encode())
    book.afterwards.append(lambda folder: _rewritten(folder / f"{name}.csv", change))
    return Mutation(f"{name}.csv: other bytes", neutral=plain)


# ---- settings -------------------------------------------------------------------------------------


def another_setting(rng: Random, book: Book) -> Mutation:
    """A setting has another value."""
    number = rng.randrange(len(book.settings))
    name, old = book.settings[number]
    new = rng.choice(
        [*map(str, NUMBERS), "true", "false", '""', '"x"', '"1-9"', '"6-4"', '"none"', '"free"', "[]", "[1, 2]"]
    )
    book.settings[number] = (name, new)
    return Mutation(f"{name} = {new} (was {old})", neutral=_alike(old, new))


def a_setting_times(rng: Random, book: Book) -> Mutation:
    """A number among the settings is in another unit."""
    numbers = [n for n, (_, value) in enumerate(book.settings) if _number(value) is not None]
    number = rng.choice(numbers)
    name, old = book.settings[number]
    before = _number(old) or 0.0
    after = before * rng.choice(FACTORS)
    new = repr(after) if "." in old or after != int(after) else str(int(after))
    book.settings[number] = (name, new)
    return Mutation(f"{name} = {new} (was {old})", neutral=after == before)


def a_setting_less(rng: Random, book: Book) -> Mutation:
    """A setting is gone."""
    name, old = book.settings.pop(rng.randrange(len(book.settings)))
    return Mutation(f"{name} deleted (was {old})", neutral=True)  # the default is then meant


def a_setting_more(rng: Random, book: Book) -> Mutation:
    """A setting that is not there yet."""
    name = rng.choice(
        (
            *(
                "policy.max_hosts",
                "policy.max_virtual_centres",
                "policy.investment_budget_kr",
                "policy.min_local_share",
            ),
            *("policy.nested_depth", "policy.purchase_price_kr", "policy.maxhosts", "economy.interest", "x", "year.x"),
            *("service.patience_seconds", "solver.presolve", "policy.max_entry_points.x"),
        )
    )
    value = rng.choice(("0", "1", "2", "0.5", "1e-9", "1000000", "1e15", "true", '"x"', "-1"))
    if name in (known for known, _ in book.settings):
        return Mutation("nothing", neutral=True)
    book.settings.append((name, value))
    return Mutation(f"{name} = {value} added")


# ---- workbooks ------------------------------------------------------------------------------------


def merged_cells(rng: Random, book: Book) -> Mutation:
    """Some cells of a workbook are merged."""
    if book.form != "xlsx":
        return another_value(rng, book)
    name, grid, row, column = _cell(rng, book)
    rows, columns = rng.choice(((2, 1), (3, 1), (1, 2), (2, 2)))

    def merge(workbook: Workbook) -> None:
        workbook[name].merge_cells(
            start_row=row + 1, start_column=column + 1, end_row=row + rows, end_column=column + columns
        )

    book.on_workbook.append(merge)
    covered = [(r, c) for r in range(row, row + rows) for c in range(column, column + columns)][1:]
    return Mutation(
        f"{name}: {rows} × {columns} cells merged at row {row + 1}, {grid[0][column]}",
        neutral=not any(_says(grid, name, r, c) for r, c in [(row, column), *covered])
        or all(r >= len(grid) or c >= len(grid[0]) for r, c in covered),
    )


def hidden(rng: Random, book: Book) -> Mutation:
    """A sheet, row or column of a workbook is hidden."""
    if book.form != "xlsx":
        return a_number_times(rng, book)
    name, grid, row, column = _cell(rng, book)
    what = rng.choice(("sheet", "row", "column"))

    def hide(workbook: Workbook) -> None:
        sheet: Any = workbook[name]
        if what == "sheet":
            sheet.sheet_state = "hidden"
        elif what == "row":
            sheet.row_dimensions[row + 1].hidden = True
        else:
            sheet.column_dimensions[sheet.cell(1, column + 1).column_letter].hidden = True

    book.on_workbook.append(hide)
    return Mutation(f"{name}: a {what} hidden at row {row + 1}, {grid[0][column]}")


def a_formula(rng: Random, book: Book) -> Mutation:
    """A cell of a workbook holds a formula that no program has counted yet, or an error."""
    if book.form != "xlsx":
        return a_value_of_its_column(rng, book)
    name, grid, row, column = _cell(rng, book)
    formula, kind = rng.choice((("=1+1", "f"), ("=A1", "f"), ("#REF!", "e"), ("#DIV/0!", "e")))

    def enter(workbook: Workbook) -> None:
        cell: Any = workbook[name].cell(row + 1, column + 1)
        cell.value, cell.data_type = formula, kind

    book.on_workbook.append(enter)
    return Mutation(f"{name}: {formula} at row {row + 1}, {grid[0][column]}")


def settings_without_header(rng: Random, book: Book) -> Mutation:
    """The sheet of settings begins with a setting."""
    if book.form != "xlsx":
        return another_setting(rng, book)
    rng.shuffle(book.settings)
    book.on_workbook.append(lambda workbook: workbook[SETTINGS].delete_rows(1))
    return Mutation("settings without header", neutral=True)  # nothing is lost: all may be read


def a_note_in_a_corner(rng: Random, book: Book) -> Mutation:
    """Somebody has written beside or below a table."""
    name, grid, _, _ = _cell(rng, book)
    note = rng.choice(("checked by NN", 17, "=SUM(B2:B5)"))
    if rng.random() < 0.5:
        grid[rng.randrange(1, len(grid))].append(note)
        return Mutation(f"{name}: {note!r} to the right")
    grid.append([None, note])
    return Mutation(f"{name}: {note!r} below")


# ---- helpers --------------------------------------------------------------------------------------


def _cell(rng: Random, book: Book) -> tuple[str, Grid, int, int]:
    """A cell below the header of some table."""
    name = rng.choice([name for name, grid in book.sheets.items() if len(grid) > 1 and grid[0]])
    grid = book.sheets[name]
    return name, grid, rng.randrange(1, len(grid)), rng.randrange(len(grid[0]))


def _at(grid: Grid, row: int, column: int) -> Cell:
    return grid[row][column] if row < len(grid) and column < len(grid[row]) else None


def _says(grid: Grid, name: str, row: int, column: int) -> bool:
    """True where a cell holds something else than what a blank would mean."""
    cell = _at(grid, row, column)
    field = TABLES[name].columns.get(str(grid[0][column])) if name in TABLES and column < len(grid[0]) else None
    return _plain(cell) != "" and not (field is not None and cell in (field.default, value_where_blank(field)))


def _put(grid: Grid, name: str, row: int, column: int, new: Cell) -> Mutation:
    while len(grid[row]) <= column:
        grid[row].append(None)
    old, said = grid[row][column], _says(grid, name, row, column)
    grid[row][column] = new
    words = f"{name}.{grid[0][column]} row {row + 1}: {old!r} → {str(new)[:40]!r}"
    return Mutation(words, neutral=_alike(old, new) or not (said or _says(grid, name, row, column)))


def _alike(old: Cell, new: Cell) -> bool:
    """True where two cells say the same: blanks, numbers and truths written otherwise."""
    if old is new or _plain(old) == _plain(new):
        return True
    one, other = _number(old), _number(new)
    if one is not None and other is not None:
        return one == other
    return str(new).strip().casefold() in {"true": ("ja", "1", "1.0"), "false": ("0", "0.0")}.get(
        str(old).casefold(), ()
    )


def _plain(cell: Cell) -> str:
    """What is seen of a cell."""
    return "" if cell is None else str(cell).replace("\u200b", "").strip().casefold()


def _number(cell: Cell) -> float | None:
    if cell is None or isinstance(cell, bool):
        return None
    try:
        return float(str(cell))
    except ValueError:
        return None


def _renamed(folder: Path, old: str, new: str) -> None:
    if (folder / old).exists():
        (folder / old).rename(folder / new)


def _copied(folder: Path, old: str, new: str) -> None:
    if (folder / old).exists():
        (folder / new).write_bytes((folder / old).read_bytes())


def _rewritten(path: Path, change: Callable[[bytes], bytes]) -> None:
    if path.exists():
        path.write_bytes(change(path.read_bytes()))


WAYS: dict[Mutate, int] = {
    another_value: 12,
    a_value_from_elsewhere: 3,
    a_value_of_its_column: 4,
    a_number_times: 6,
    a_column_times: 2,
    numbers_as_text: 1,
    a_row_less: 3,
    a_row_twice: 2,
    a_row_more: 3,
    rows_in_another_order: 1,
    a_blank_row: 1,
    a_row_shifted: 1,
    a_column_less: 2,
    a_column_twice: 1,
    columns_in_another_order: 1,
    another_header: 2,
    no_header: 1,
    a_title_above: 1,
    a_total_below: 2,
    a_table_less: 1,
    a_table_only_with_header: 1,
    a_table_under_another_name: 2,
    a_table_beside: 1,
    bytes_otherwise: 2,
    another_setting: 4,
    a_setting_times: 2,
    a_setting_less: 1,
    a_setting_more: 2,
    merged_cells: 2,
    hidden: 1,
    a_formula: 1,
    settings_without_header: 1,
    a_note_in_a_corner: 1,
}
"""Every way, and how often it is drawn."""
