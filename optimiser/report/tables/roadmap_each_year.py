"""The tables of a plan over years with the years across: each centre's contacts, service and staff; staff who move."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from optimiser.data.roadmap_tables import CentreYearLine, MunicipalityYearLine
from optimiser.data.run_tables import ColumnMeaning
from optimiser.report.localizer import Localizer
from optimiser.report.tables.roadmap import lines_by_code, meaning_in_lines, name_years
from optimiser.report.tables.table import (
    ONE_DECIMAL,
    PERCENT,
    TEXT,
    WHOLE,
    Bilingual,
    FigureFormat,
    FilledTable,
    OutputColumn,
    OutputTable,
    repeated_name,
)
from optimiser.result.roadmap import RoadmapResult


def _of_centre(figure: str, title: Bilingual, form: FigureFormat, *, name: str = "", **more: Any) -> OutputColumn:
    """A column of a figure of centres, by the figure's own name where it has no other."""
    return OutputColumn(name or figure, title, meaning_in_lines(CentreYearLine, figure), form, **more)


CENTRE = _of_centre("centre", ("Center", "Centre"), TEXT, width=26)
VOLUMES = OutputTable(
    "roadmap centres",
    ("Centrenes henvendelser år for år", "The centres' contacts year by year"),
    ("et center", "a centre"),
    (
        CENTRE,
        OutputColumn(
            "since",
            ("Åbner", "Opens"),
            ColumnMeaning("the year it opens; blank where it exists", "året, det åbner; tomt, hvor det findes"),
        ),
        _of_centre("contacts", ("{each}", "{each}"), WHOLE, name="volume", repeated=True, width=14),
        _of_centre("unit_cost_kr", ("Kr. pr. henvendelse sidst", "Kr. per contact at the end"), ONE_DECIMAL),
        _of_centre("staffed_fte", ("Årsværk sidst", "Employees at the end"), ONE_DECIMAL),
        _of_centre("municipalities", ("Kommuner sidst", "Municipalities at the end"), WHOLE),
    ),
    page=("centre", "since", "volume", "unit_cost_kr", "staffed_fte", "municipalities"),
    workbook=("centre", "since", "volume", "unit_cost_kr", "staffed_fte", "municipalities"),
    sortable=True,
    page_id="roadmap-centres",
)
SERVICE = OutputTable(
    "roadmap service",
    ("Centrenes service år for år", "The centres' service year by year"),
    ("et center", "a centre"),
    (
        CENTRE,
        _of_centre("answered_share", ("{each}", "{each}"), PERCENT, name="answered", repeated=True, width=12),
    ),
    page=("centre", "answered"),
    workbook=("centre", "answered"),
    caption=(
        "Andel besvaret i tide efter centrets eget løfte, år for år",
        "Share answered in time, by the centre's own promise, year by year",
    ),
    sortable=True,
    page_id="roadmap-service",
)
STAFF = OutputTable(
    "roadmap staff",
    ("Centrenes årsværk år for år", "The centres' employees year by year"),
    ("et center", "a centre"),
    (
        CENTRE,
        _of_centre("staffed_fte", ("{each}", "{each}"), ONE_DECIMAL, name="staffed", repeated=True, width=12),
    ),
    page=("centre", "staffed"),
    workbook=("centre", "staffed"),
    caption=(
        "Årsværk bag timerne ved telefonerne, år for år",
        "Full-time employees behind the agent hours, year by year",
    ),
    sortable=True,
    page_id="roadmap-staff",
)
MOVED = OutputTable(
    "roadmap moved staff",
    ("Årsværk, der flytter, år for år", "Employees who move, year by year"),
    ("en kommune, hvorfra årsværk flytter", "a municipality that employees move from"),
    (
        OutputColumn(
            "name", ("Kommune", "Municipality"), meaning_in_lines(MunicipalityYearLine, "name"), TEXT, width=22
        ),
        OutputColumn(
            "moved",
            ("{each}", "{each}"),
            meaning_in_lines(MunicipalityYearLine, "moved_fte"),
            ONE_DECIMAL,
            repeated=True,
            width=12,
        ),
        OutputColumn(
            "all",
            ("I alt", "In all"),
            ColumnMeaning("those of all years", "alle årenes tilsammen", "FTE"),
            ONE_DECIMAL,
            adds_up=True,
        ),
    ),
    page=("name", "moved", "all"),
    workbook=("name", "moved", "all"),
    caption=(
        "Årsværk i dag ved opgaver, der går fra kommunen selv til andre, i det år de flytter",
        "Full-time employees today at tasks that go from the municipality itself to others, in the year they move",
    ),
    search=("Find kommune", "Find municipality"),
    sortable=True,
    page_id="roadmap-moved-staff",
)
TABLES = (VOLUMES, SERVICE, STAFF, MOVED)


def fill_volumes(result: RoadmapResult) -> FilledTable:
    """Return what each centre answers in each year, the largest in the last year first."""
    rows = []
    for centre, by_year in _by_centre(result).items():
        last = by_year[max(by_year)]
        rows.append(
            {
                "centre": centre,
                "since": next((year for year, line in by_year.items() if line.opened), None),
                **{repeated_name("volume", str(year)): line.contacts for year, line in by_year.items()},
                **{name: getattr(last, name) for name in ("unit_cost_kr", "staffed_fte", "municipalities")},
            }
        )
    return FilledTable(VOLUMES, rows, repeats={"volume": name_years(result)})


def fill_service(result: RoadmapResult) -> FilledTable:
    """Return what share of its calls each centre answers in time in each year."""
    return _fill_centres(result, SERVICE, "answered", "answered_share")


def fill_staff(result: RoadmapResult) -> FilledTable:
    """Return how many full-time employees each centre has in each year."""
    return _fill_centres(result, STAFF, "staffed", "staffed_fte")


def _fill_centres(result: RoadmapResult, table: OutputTable, column: str, figure: str) -> FilledTable:
    rows: list[dict[str, Any]] = []
    for centre, by_year in _by_centre(result).items():
        told = {repeated_name(column, str(year)): getattr(line, figure) for year, line in by_year.items()}
        rows.append({"centre": centre, **told})
    return FilledTable(table, rows, repeats={column: name_years(result)})


def _by_centre(result: RoadmapResult) -> Mapping[str, Mapping[int, CentreYearLine]]:
    """The lines of each centre by year, the largest in its last year first."""
    lines: dict[str, dict[int, CentreYearLine]] = defaultdict(dict)
    for line in result.lines.centre_years:
        lines[line.centre][line.year] = line
    return dict(sorted(lines.items(), key=lambda item: (-item[1][max(item[1])].contacts, item[0])))


def fill_moved(result: RoadmapResult, localizer: Localizer) -> FilledTable:
    """Return how many employees leave each municipality in each year, of those that any leave."""
    rows: list[dict[str, Any]] = []
    for lines in lines_by_code(result).values():
        moved = {repeated_name("moved", str(line.year)): line.moved_fte for line in lines}
        if total := sum(moved.values()):
            rows.append({"name": lines[0].name, **moved, "all": total})
    rows.sort(key=lambda row: localizer.sort_key_of(str(row["name"])))
    sums = {name: sum(row[name] for row in rows) for name in (rows[0] if rows else ()) if name != "name"}
    return FilledTable(MOVED, rows, {**sums, "name": localizer.say("in all")}, repeats={"moved": name_years(result)})
