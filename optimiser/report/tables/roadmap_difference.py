"""The tables of two plans over years side by side: their years, and the municipalities that pay otherwise."""

from optimiser.data.run_tables import ColumnMeaning
from optimiser.report.tables.roadmap import CALENDAR
from optimiser.report.tables.table import CHANGE, MILLIONS, TEXT, WHOLE, FigureFormat, OutputColumn, OutputTable


def _column(name: str, title: tuple[str, str], meaning: tuple[str, str], form: FigureFormat, unit: str) -> OutputColumn:
    return OutputColumn(name, title, ColumnMeaning(meaning[1], meaning[0], unit), form)


CHANGED_YEARS = OutputTable(
    "years of two roadmaps",
    ("Årene i to køreplaner", "The years of two roadmaps"),
    ("et år", "a year"),
    (
        _column("year", ("År", "Year"), ("året", "the year"), CALENDAR, ""),
        _column(
            "cost_kr_before",
            ("Udgift før", "Cost before"),
            ("udgiften i den første", "the cost in the first"),
            MILLIONS,
            "kr./year",
        ),
        _column(
            "cost_kr_after",
            ("Udgift efter", "Cost after"),
            ("udgiften i den anden", "the cost in the second"),
            MILLIONS,
            "kr./year",
        ),
        _column(
            "change_kr",
            ("Forskel", "Change"),
            ("hvad den anden koster mere", "what the second costs more"),
            CHANGE,
            "kr./year",
        ),
        _column(
            "investment_kr_before",
            ("Invest. før", "Invested before"),
            ("investering i den første", "invested in the first"),
            MILLIONS,
            "kr.",
        ),
        _column(
            "investment_kr_after",
            ("Invest. efter", "Invested after"),
            ("investering i den anden", "invested in the second"),
            MILLIONS,
            "kr.",
        ),
        _column(
            "moved_tasks_before",
            ("Flyttes før", "Moved before"),
            ("opgaver, der flytter i den første", "tasks that move in the first"),
            WHOLE,
            "",
        ),
        _column(
            "moved_tasks_after",
            ("Flyttes efter", "Moved after"),
            ("opgaver, der flytter i den anden", "tasks that move in the second"),
            WHOLE,
            "",
        ),
    ),
    terminal=("year", "cost_kr_before", "cost_kr_after", "change_kr", "investment_kr_before", "investment_kr_after"),
)
CHANGED_MUNICIPALITIES = OutputTable(
    "municipalities of two roadmaps",
    ("Kommunerne i to køreplaner", "The municipalities of two roadmaps"),
    ("en kommune, der betaler andet", "a municipality that pays otherwise"),
    (
        _column("name", ("Kommune", "Municipality"), ("kommunens navn", "name of the municipality"), TEXT, ""),
        _column(
            "first_before",
            ("Flytter før", "Moves before"),
            ("det første år, den flytter noget i den første", "the first year it moves any in the first"),
            CALENDAR,
            "",
        ),
        _column(
            "first_after",
            ("Flytter efter", "Moves after"),
            ("det første år, den flytter noget i den anden", "the first year it moves any in the second"),
            CALENDAR,
            "",
        ),
        _column(
            "change_kr",
            ("Betaler mere, {unit}", "Pays more, {unit}"),
            (
                "hvad den betaler mere over årene i den anden, nutidsværdi",
                "what it pays more over the years in the second, present value",
            ),
            CHANGE,
            "kr.",
        ),
    ),
    terminal=("name", "first_before", "first_after", "change_kr"),
)
TABLES = (CHANGED_YEARS, CHANGED_MUNICIPALITIES)
