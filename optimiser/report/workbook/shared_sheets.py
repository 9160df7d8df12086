"""The sheets that workbooks have in common, and the names on their tabs: charts, and what columns and figures mean."""

from collections.abc import Iterable, Sequence
from typing import Any

from optimiser.data.run_tables import ColumnMeaning
from optimiser.report.localizer import Localizer, bilingual
from optimiser.report.tables.table import FilledTable, OutputColumn, OutputTable, RowValues, in_language
from optimiser.report.workbook.charts import SheetChart
from optimiser.report.workbook.writing import BookSheet, Notes, SheetPart, SheetTable

SUMMARY = ("Resumé", "Summary")
CHARTS = ("Figurer", "Charts")
MASTER_DATA = ("Stamdata", "Master data")
ASSUMPTIONS = ("Forudsætninger", "Assumptions")
WISHES = ("Ønsker", "Wishes")
INPUTS = ("Forskelle", "Differences")
CHANGES = ("Ændringer", "Changes")
COSTS = ("Udgifter", "Costs")
GAINS = ("Gevinster", "Gains")
CRITERIA = ("Ikke-økonomiske gevinster", "Gains other than money")
CENTRES = ("Centre", "Centres")
STAFFING = ("Årsværk", "Staff")
TASKS = ("Opgaver", "Tasks")
NEAR = ("Alternativer", "Alternatives")
MEANINGS_SHEET = ("Betydninger", "Meanings")
"""The names on the tabs."""
MEANINGS = OutputTable(
    "meanings",
    ("Hvad tallene betyder", "What the figures mean"),
    ("en kolonne eller et tal i et af arkene", "a column or a figure of one of the sheets"),
    (
        OutputColumn("sheet", ("Ark", "Sheet"), ColumnMeaning("the sheet", "arket"), width=26),
        OutputColumn(
            "title", ("Kolonne eller tal", "Column or figure"), ColumnMeaning("its title", "dets titel"), width=44
        ),
        OutputColumn("unit", ("Enhed", "Unit"), ColumnMeaning("its unit", "dets enhed"), width=20),
        OutputColumn("meaning", ("Betydning", "Meaning"), ColumnMeaning("what it means", "hvad det betyder"), width=90),
    ),
    workbook=("sheet", "title", "unit", "meaning"),
)


def table_sheet(filled: FilledTable, notes: Sequence[str]) -> BookSheet:
    """Return the sheet of a table to scroll in, under what is said of it."""
    said: list[SheetPart] = [Notes(notes)] if notes else []
    name = filled.table.tab or filled.table.title
    return BookSheet(name, filled.table.title, [*said, SheetTable(filled, long=True, marked=True)])


def charts_sheet(charts: Sequence[SheetChart], elsewhere: Sequence[FilledTable]) -> BookSheet:
    """Return the sheet of charts; tables that they are drawn of and that do not stand elsewhere are below them."""
    known, parts = {id(filled) for filled in elsewhere}, list[SheetPart](charts)
    for filled in (filled for chart in charts for filled in chart.tables):
        if id(filled) not in known:
            known.add(id(filled))
            parts.append(SheetTable(filled, titled=True))
    return BookSheet(CHARTS, bilingual("book charts"), parts)


def meanings_sheet(sheets: Sequence[BookSheet], localizer: Localizer) -> BookSheet:
    """Return the sheet that says what each column and figure of the others means, and in which unit it is."""
    rows: dict[tuple[str, str], RowValues] = {}
    for sheet in sheets:
        for column in (column for table in sheet.tables for column in _described_columns(table)):
            row = _tell_meaning(sheet, column, localizer)
            rows.setdefault((row["title"], row["meaning"]), row)
    return BookSheet(
        MEANINGS_SHEET, MEANINGS.title, [SheetTable(FilledTable(MEANINGS, list(rows.values())), long=True)]
    )


def _described_columns(table: SheetTable) -> Iterable[OutputColumn]:
    """The figures that the rows tell of, or the columns; one that is repeated once."""
    if table.filled.described:
        return table.filled.described
    return [column for column in table.filled.table.shown_in("workbook") if column.meaning.en]


def _tell_meaning(sheet: BookSheet, column: OutputColumn, localizer: Localizer) -> dict[str, Any]:
    heading = (
        column.title_in("workbook", localizer.language) if not column.repeated else _heading_of_each(column, localizer)
    )
    meaning = column.meaning.in_language(localizer.language)
    return {
        "sheet": in_language(localizer.language, sheet.name),
        "title": heading,
        "unit": localizer.write_unit(column.meaning.unit),
        "meaning": meaning,
    }


def _heading_of_each(column: OutputColumn, localizer: Localizer) -> str:
    """The heading of a repeated column, with what stands for any of those it is repeated for."""
    each = localizer.say("book each")
    return column.title_in("workbook", localizer.language).replace("{each}", each).replace("{told}", each)
