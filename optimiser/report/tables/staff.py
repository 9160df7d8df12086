"""Who answers each municipality's contacts today, full-time, and who moves with them in a plan."""

from optimiser.report.localizer import Localizer
from optimiser.report.tables.municipalities import CODE, NAME, REGION, SEARCH_NAMES, municipal_code, municipality_column
from optimiser.report.tables.table import ONE_DECIMAL, TEXT, FilledTable, OutputTable
from optimiser.result.result import Result

STAFF = OutputTable(
    "staff",
    ("Hver kommunes årsværk i dag og efter", "Each municipality's full-time staff today and after"),
    ("en kommune", "a municipality"),
    (
        CODE,
        NAME,
        REGION,
        municipality_column("today_fte", ("Årsværk i dag", "Staff today"), ONE_DECIMAL, adds_up=True, width=12),
        municipality_column("today_fte_from", ("Tallet er", "The number is"), TEXT, width=14, kind="quiet"),
        municipality_column("moved_fte", ("Flytter", "Move"), ONE_DECIMAL, adds_up=True, width=12),
        municipality_column("received_fte", ("Kommer", "Come"), ONE_DECIMAL, adds_up=True, width=12),
        municipality_column("after_fte", ("Årsværk efter", "Staff after"), ONE_DECIMAL, adds_up=True, width=12),
    ),
    page=("name", "today_fte", "today_fte_from", "moved_fte", "received_fte", "after_fte"),
    workbook=("code", "name", "region", "today_fte", "today_fte_from", "moved_fte", "received_fte", "after_fte"),
    caption=(
        "Hver kommunes årsværk i dag og efter, hvis medarbejderne følger henvendelserne",
        "Each municipality's full-time staff today and after, if employees follow the contacts",
    ),
    page_id="staff",
    sortable=True,
    sorted_by=("name",),
    search=SEARCH_NAMES,
    kind="long",
    total_in=("workbook",),
)
TABLES = (STAFF,)


def fill_staff(localizer: Localizer, result: Result) -> FilledTable:
    """Return who answers each municipality's contacts today, and after."""
    rows = [
        {**dict(line), "code": municipal_code(line.code), "today_fte_from": localizer.say(line.today_fte_from)}
        for line in result.lines.municipalities
    ]
    return FilledTable(STAFF, rows, {"name": localizer.say("in all"), **STAFF.sum_columns(rows)})
