"""Every table that people read, for the documentation and for the tests that hold the declarations."""

from collections.abc import Sequence

from optimiser.report.tables import (
    alternatives,
    cases,
    centres,
    costs,
    explanations,
    grounds,
    key_figures,
    measures,
    municipalities,
    one_pager,
    simulation,
    studies,
    tasks,
)
from optimiser.report.tables.table import OutputTable
from optimiser.report.workbook.sheets import MEANINGS

EVERY_TABLE: Sequence[OutputTable] = (
    *key_figures.TABLES,
    *cases.TABLES,
    *costs.TABLES,
    *centres.TABLES,
    *municipalities.TABLES,
    *tasks.TABLES,
    *measures.TABLES,
    *grounds.TABLES,
    *alternatives.TABLES,
    *studies.TABLES,
    *one_pager.TABLES,
    *explanations.TABLES,
    *simulation.TABLES,
    MEANINGS,
)
