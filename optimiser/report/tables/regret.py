"""The tables of regret: structures in futures, of plans of one year or over years."""

from dataclasses import replace

from optimiser.data.run_tables import ColumnMeaning
from optimiser.report.tables.studies import PROOF, MeantColumns
from optimiser.report.tables.table import AS_PAGE, MILLIONS, OutputColumn, OutputTable
from optimiser.sensitivity.regret import COSTS, PATH_COSTS, PATH_REGRETS, REGRETS

_cost, _regret = MeantColumns(COSTS), MeantColumns(REGRETS)
_COSTS_OF_YEARS = {**PATH_COSTS, **PATH_REGRETS}
"""What columns mean in plans over years."""

STRUCTURE = _regret("structure", ("Struktur", "Structure"))
WORST = _regret("worst_regret_kr", ("Største", "Largest"), MILLIONS)
MEAN = _regret("expected_regret_kr", ("Gennem\u00adsnit", "Mean"), MILLIONS)
REGRET_MATRIX = OutputTable(
    "regret by future",
    ("Fortrydelse i hver fremtid", "Regret in each future"),
    ("en struktur", "a structure"),
    (
        replace(STRUCTURE, titles={"terminal": ("fortrydelse", "regret")}),
        replace(_cost("regret_kr", ("{each}", "{each}"), MILLIONS), repeated=True),
        WORST,
        MEAN,
    ),
    terminal=("structure", "regret_kr"),
    page=("structure", "regret_kr", "worst_regret_kr", "expected_regret_kr"),
    workbook=AS_PAGE,
    page_id="regrets",
    sortable=True,
    kind="",
)
COST_MATRIX = OutputTable(
    "cost by future",
    ("Udgift i hver fremtid", "Cost in each future"),
    ("en struktur", "a structure"),
    (
        replace(STRUCTURE, titles={"terminal": ("koster", "cost")}),
        replace(_cost("cost_kr", ("{each}", "{each}"), MILLIONS), repeated=True),
    ),
    terminal=("structure", "cost_kr"),
)
REGRET_STRUCTURES = OutputTable(
    "structures by regret",
    ("Strukturerne", "The structures"),
    ("en struktur", "a structure"),
    (
        STRUCTURE,
        WORST,
        MEAN,
        _regret("expected_kr", ("Udgift i gennem\u00adsnit", "Mean cost"), MILLIONS),
        _regret("worst_future", ("Værste fremtid", "Worst future")),
        OutputColumn(
            "recommended",
            ("Anbefalet som", "Recommended as"),
            ColumnMeaning("the measures by which it is best", "de mål, den er den bedste efter"),
        ),
    ),
    page=("structure", "worst_regret_kr", "expected_regret_kr", "expected_kr", "worst_future", "recommended"),
    workbook=AS_PAGE,
    page_id="structures",
    sortable=True,
    kind="",
)
REGRET_COSTS = OutputTable(
    "structures in futures",
    ("Hver struktur i hver fremtid", "Each structure in each future"),
    ("en struktur i en fremtid", "a structure in a future"),
    (
        STRUCTURE,
        _cost("future", ("Fremtid", "Future")),
        _cost("cost_kr", ("Planens udgift", "Cost of the plan"), MILLIONS),
        _cost("regret_kr", ("Fortrydelse", "Regret"), MILLIONS),
        PROOF,
    ),
    page=("structure", "future", "cost_kr", "regret_kr", "proof"),
    workbook=AS_PAGE,
    page_id="costs",
    sortable=True,
    search_many=("Søg efter struktur eller fremtid", "Search for a structure or a future"),
)
TABLES = (REGRET_MATRIX, COST_MATRIX, REGRET_STRUCTURES, REGRET_COSTS)


def of_years(table: OutputTable, years: tuple[int, ...]) -> OutputTable:
    """Return a table as it is of plans over years, whose money is of all of them; as it is where none are planned."""
    if not years:
        return table
    meant = (replace(column, meaning=_COSTS_OF_YEARS.get(column.name, column.meaning)) for column in table.columns)
    return replace(table, columns=tuple(meant))
