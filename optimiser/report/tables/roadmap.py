"""The tables of a plan over years: its years, its moves and its municipalities."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from pydantic.fields import FieldInfo

from optimiser.comparison.path_figures import centres_opening
from optimiser.data.roadmap_tables import MoveLine, MunicipalityYearLine, YearLine
from optimiser.data.run_tables import ColumnMeaning, meaning_of
from optimiser.planning.routes import DEPARTMENTS
from optimiser.report.charts.map import levels_in_words
from optimiser.report.localizer import Localizer, bilingual
from optimiser.report.tables.table import (
    CHANGE,
    MILLIONS,
    ONE_DECIMAL,
    TEXT,
    WHOLE,
    Bilingual,
    FigureFormat,
    FilledTable,
    OutputColumn,
    OutputTable,
    list_names,
    repeated_name,
)
from optimiser.result.roadmap import RoadmapResult

CALENDAR = FigureFormat(in_workbook="0")
"""A year of the calendar, which nobody adds up."""
RUNNING = ("operation_kr", "unpooled_kr", "unchanged_kr", "extra_kr", "connections_kr", "fixed_kr")


def meaning_in_lines(line: Any, name: str) -> ColumnMeaning:
    """What a column means, as the table of the folder declares it."""
    field: FieldInfo = line.model_fields[name]
    return meaning_of(field)


def _column(line: Any, name: str, title: Bilingual, form: FigureFormat, **more: Any) -> OutputColumn:
    return OutputColumn(name, title, meaning_in_lines(line, name), form, **more)


YEAR_COLUMN = _column(YearLine, "year", ("År", "Year"), CALENDAR, width=10)
UNDONE = "undone"
"""What the column of what is undone stands for: it is there only where that is allowed."""
MONEY = OutputTable(
    "roadmap years",
    ("Årene, kr.", "The years, kr."),
    ("et år", "a year"),
    (
        YEAR_COLUMN,
        _column(
            YearLine,
            "contacts",
            ("Mio. henvendelser", "Million contacts"),
            MILLIONS,
            titles={"terminal": ("henv.", "contacts")},
        ),
        _column(YearLine, "today_kr", ("Som i dag", "As today"), MILLIONS, titles={"terminal": ("i dag", "today")}),
        OutputColumn(
            "running_kr",
            ("Drift", "Operation"),
            ColumnMeaning("all running terms together", "alle driftens poster tilsammen", "kr./year"),
            MILLIONS,
        ),
        _column(YearLine, "transition_kr", ("Overgang", "Transition"), MILLIONS),
        _column(YearLine, "undoing_kr", ("{each}", "{each}"), MILLIONS, repeated=True),
        _column(YearLine, "annuities_kr", ("Annuiteter", "Annuities"), MILLIONS),
        _column(YearLine, "cost_kr", ("Udgift", "Cost"), MILLIONS),
        _column(YearLine, "gain_kr", ("Gevinst", "Gain"), CHANGE),
        _column(YearLine, "present_cost_kr", ("Udgift, nutidsværdi", "Cost, present value"), MILLIONS, adds_up=True),
        _column(
            YearLine,
            "accumulated_gain_kr",
            ("Akkumuleret nettoeffekt, nutidsværdi", "Accumulated net effect, present value"),
            CHANGE,
        ),
        _column(
            YearLine,
            "investment_kr",
            ("Investeres", "Invested"),
            MILLIONS,
            adds_up=True,
            titles={"terminal": ("invest.", "invested")},
        ),
    ),
    terminal=("year", "today_kr", "cost_kr", "gain_kr", "investment_kr"),
    page=(
        *("year", "contacts", "today_kr", "running_kr", "transition_kr", "undoing_kr", "annuities_kr", "cost_kr"),
        *("gain_kr", "present_cost_kr", "accumulated_gain_kr"),
    ),
    caption=(
        "Årene i mio. kr. i årets penge, hvor andet ikke er sagt",
        "The years in million kr. of each year's money unless said otherwise",
    ),
    page_id="roadmap-years",
)
CASH = OutputTable(
    "roadmap investments",
    ("Investering og betaling, kr.", "Investment and cash, kr."),
    ("et år", "a year"),
    (
        YEAR_COLUMN,
        _column(YearLine, "investment_kr", ("Investeres", "Invested"), MILLIONS, adds_up=True),
        _column(YearLine, "budget_kr", ("Budget", "Budget"), MILLIONS),
        _column(YearLine, "budget_left_kr", ("Tilbage af budgettet", "Budget left"), MILLIONS),
        _column(YearLine, "net_cash_kr", ("Nettobetaling", "Net cash"), CHANGE, adds_up=True),
        _column(YearLine, "accumulated_cash_kr", ("Akkumuleret", "Accumulated"), CHANGE),
    ),
    page=("year", "investment_kr", "budget_kr", "budget_left_kr", "net_cash_kr", "accumulated_cash_kr"),
    caption=("Hvad der betales hvornår, mio. kr. uden rente", "What is paid when, million kr. without interest"),
    page_id="roadmap-investments",
)
STEPS = OutputTable(
    "roadmap steps",
    ("Hvad sker hvornår", "What happens when"),
    ("et år", "a year"),
    (
        YEAR_COLUMN,
        OutputColumn(
            "opening",
            ("Åbner", "Opens"),
            ColumnMeaning("centres that open in that year", "centre, der åbner det år"),
            wide=True,
            width=50,
        ),
        _column(
            YearLine,
            "joined",
            ("Tilslutninger", "Connections"),
            WHOLE,
            adds_up=True,
            titles={"terminal": ("tilsl.", "joining")},
        ),
        _column(
            YearLine,
            "moving_municipalities",
            ("Kommuner, der flytter noget", "Municipalities that move any"),
            WHOLE,
            titles={"terminal": ("kommuner", "municipalities")},
        ),
        _column(
            YearLine,
            "moved_tasks",
            ("Opgaver, der flytter", "Tasks that move"),
            WHOLE,
            adds_up=True,
            titles={"terminal": ("opgaver", "tasks")},
        ),
        _column(
            YearLine,
            "moved_fte",
            ("Årsværk fra kommunen selv", "Employees from the municipality itself"),
            ONE_DECIMAL,
            adds_up=True,
            titles={"terminal": ("årsværk", "FTE")},
        ),
        _column(
            YearLine,
            "opened",
            ("Nye centre", "New centres"),
            WHOLE,
            adds_up=True,
            titles={"terminal": ("åbner", "opens")},
        ),
    ),
    terminal=("year", "opened", "joined", "moving_municipalities", "moved_tasks", "moved_fte"),
    caption=("Skridt for skridt", "Step by step"),
    page=("year", "opening", "joined", "moving_municipalities", "moved_tasks", "moved_fte"),
    workbook=("year", "opened", "opening", "joined", "moving_municipalities", "moved_tasks", "moved_fte"),
    page_id="roadmap-steps",
)
MOVES = OutputTable(
    "roadmap moves",
    ("Hvem der flytter hvad hvornår", "Who moves what when"),
    ("opgaver, som en kommune flytter på samme måde i et år", "tasks that a municipality moves alike in a year"),
    (
        _column(MoveLine, "year", ("År", "Year"), CALENDAR, width=10),
        _column(MoveLine, "name", ("Kommune", "Municipality"), TEXT, width=22),
        OutputColumn(
            "tasks",
            ("Niveauer", "Levels"),
            ColumnMeaning("levels of the tasks that move", "niveauer af de opgaver, der flytter"),
            width=20,
        ),
        OutputColumn("from", ("Fra", "From"), meaning_in_lines(MoveLine, "from_centre"), width=24),
        OutputColumn("to", ("Til", "To"), meaning_in_lines(MoveLine, "to_centre"), width=24),
        _column(MoveLine, "contacts", ("Henvendelser", "Contacts"), WHOLE, adds_up=True),
        _column(MoveLine, "fte", ("Årsværk i dag", "Employees today"), ONE_DECIMAL, adds_up=True),
        _column(MoveLine, "transition_kr", ("Overgang, {unit}", "Transition, {unit}"), MILLIONS, adds_up=True),
    ),
    page=("year", "name", "tasks", "from", "to", "contacts", "fte", "transition_kr"),
    workbook=("year", "name", "tasks", "from", "to", "contacts", "fte", "transition_kr"),
    search=("Find kommune", "Find municipality"),
    sortable=True,
    page_id="roadmap-moves",
)
MUNICIPALITIES = OutputTable(
    "roadmap municipalities",
    ("Kommunerne år for år", "The municipalities year by year"),
    ("en kommune", "a municipality"),
    (
        _column(MunicipalityYearLine, "code", ("Kode", "Code"), TEXT, width=8),
        _column(MunicipalityYearLine, "name", ("Kommune", "Municipality"), TEXT, width=22),
        OutputColumn(
            "first",
            ("Flytter først", "Moves first"),
            ColumnMeaning("the first year it moves any task", "det første år, den flytter en opgave"),
        ),
        OutputColumn(
            "change",
            ("{each}, {unit}", "{each}, {unit}"),
            meaning_in_lines(MunicipalityYearLine, "change_kr"),
            CHANGE,
            repeated=True,
            width=14,
        ),
        OutputColumn(
            "present",
            ("I alt, nutidsværdi, {unit}", "In all, present value, {unit}"),
            ColumnMeaning(
                "what it pays more than today over the years, in the first year's worth",
                "hvad den betaler mere end i dag over årene, i det første års værdi",
                "kr.",
            ),
            CHANGE,
            adds_up=True,
        ),
        _column(
            MunicipalityYearLine,
            "investment_kr",
            ("Investerer selv, {unit}", "Invests itself, {unit}"),
            MILLIONS,
            adds_up=True,
        ),
        _column(
            MunicipalityYearLine, "moved_fte", ("Årsværk, der flytter", "Employees who move"), ONE_DECIMAL, adds_up=True
        ),
    ),
    page=("name", "first", "change", "present", "investment_kr", "moved_fte"),
    workbook=("code", "name", "first", "change", "present", "investment_kr", "moved_fte"),
    caption=(
        "Hvad hver kommune betaler mere end i dag i hvert år, mio. kr.; under 0 er en besparelse",
        "What each municipality pays more than today in each year, million kr.; below 0 is a saving",
    ),
    search=("Find kommune", "Find municipality"),
    sortable=True,
    page_id="roadmap-municipalities",
)
TABLES = (MONEY, CASH, STEPS, MOVES, MUNICIPALITIES)


def fill_money(result: RoadmapResult, localizer: Localizer) -> FilledTable:
    """Return what each year costs and gains."""
    undoing = repeated_name("undoing_kr", UNDONE)
    rows = [
        {**dict(line), "running_kr": sum(getattr(line, name) for name in RUNNING), undoing: line.undoing_kr}
        for line in result.lines.years
    ]
    allowed = result.instance.settings.roadmap.undoing_kr is not None
    told = {"undoing_kr": {UNDONE: bilingual("roadmap part undoing")} if allowed else {}}
    return replace(_with_total(MONEY, rows, localizer), repeats=told)


def fill_cash(result: RoadmapResult, localizer: Localizer) -> FilledTable:
    """Return what is invested and paid in each year, and what is left of its budget."""
    return _with_total(CASH, [dict(line) for line in result.lines.years], localizer)


def fill_steps(result: RoadmapResult, localizer: Localizer) -> FilledTable:
    """Return what opens, joins and moves in each year."""
    opening = centres_opening(result.lines)
    rows = [{**dict(line), "opening": ", ".join(opening.get(line.year, ()))} for line in result.lines.years]
    return _with_total(STEPS, rows, localizer)


def fill_moves(result: RoadmapResult, localizer: Localizer) -> FilledTable:
    """Return what each municipality moves when, tasks that move alike in one row."""
    groups: dict[tuple[int, str, str, str], list[MoveLine]] = defaultdict(list)
    for line in result.lines.year_moves:
        groups[line.year, line.name, line.from_centre, line.to_centre].append(line)
    rows = [
        {
            "year": year,
            "name": name,
            "tasks": levels_in_words(result.instance, (line.task for line in lines), localizer.language),
            "from": localizer.say("roadmap departments") if before == DEPARTMENTS else before,
            "to": after,
            **{figure: sum(getattr(line, figure) for line in lines) for figure in ("contacts", "fte", "transition_kr")},
        }
        for (year, name, before, after), lines in groups.items()
    ]
    return _with_total(MOVES, rows, localizer, "name")


def fill_municipalities(result: RoadmapResult, localizer: Localizer) -> FilledTable:
    """Return what each municipality pays more than today in each year, invests and moves."""
    first: dict[str, int] = {}
    for move in result.lines.year_moves:
        first.setdefault(move.municipality, move.year)
    weights = {line.year: line.weight for line in result.lines.years}
    rows: list[dict[str, Any]] = []
    for code, lines in lines_by_code(result).items():
        rows.append(
            {
                "code": code,
                "name": lines[0].name,
                "first": first.get(code),
                **{repeated_name("change", str(line.year)): line.change_kr for line in lines},
                "present": sum(weights[line.year] * line.change_kr for line in lines),
                "investment_kr": sum(line.investment_kr for line in lines),
                "moved_fte": sum(line.moved_fte for line in lines),
            }
        )
    rows.sort(key=lambda row: localizer.sort_key_of(str(row["name"])))
    changes = [repeated_name("change", str(year)) for year in result.years]
    total = {name: sum(row.get(name, 0.0) for row in rows) for name in changes}
    total |= {**MUNICIPALITIES.sum_columns(rows), "name": localizer.say("in all")}
    return FilledTable(MUNICIPALITIES, rows, total, repeats={"change": name_years(result)})


def lines_by_code(result: RoadmapResult) -> Mapping[str, list[MunicipalityYearLine]]:
    """Return the lines of each municipality, a year each, by its code."""
    found: dict[str, list[MunicipalityYearLine]] = defaultdict(list)
    for line in result.lines.municipality_years:
        found[line.code].append(line)
    return found


def name_years(result: RoadmapResult) -> Mapping[str, Bilingual]:
    """Return the years as what a column is repeated for."""
    return list_names([str(year) for year in result.years])


def _with_total(
    table: OutputTable, rows: Sequence[Mapping[str, Any]], localizer: Localizer, label: str = "year"
) -> FilledTable:
    return FilledTable(table, rows, {**table.sum_columns(rows), label: localizer.say("in all")})
