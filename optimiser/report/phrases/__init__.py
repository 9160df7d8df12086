"""Every sentence people read, in Danish and English: one entry a sentence, figures named in braces."""

from collections.abc import Mapping

from optimiser.data.settings import Language
from optimiser.report.phrases.charts import CHARTS
from optimiser.report.phrases.closing import CLOSING
from optimiser.report.phrases.comparison import COMPARISON
from optimiser.report.phrases.diagnosis import DIAGNOSIS
from optimiser.report.phrases.explanation import EXPLANATION
from optimiser.report.phrases.frontier import FRONTIER
from optimiser.report.phrases.frontier_page import FRONTIER_PAGE
from optimiser.report.phrases.near import NEAR
from optimiser.report.phrases.one_pagers import ONE_PAGERS
from optimiser.report.phrases.page import PAGE
from optimiser.report.phrases.regret import REGRET
from optimiser.report.phrases.regret_page import REGRET_PAGE
from optimiser.report.phrases.service import SERVICE
from optimiser.report.phrases.shadow_prices import SHADOW_PRICES
from optimiser.report.phrases.simulation import SIMULATION
from optimiser.report.phrases.study import STUDY
from optimiser.report.phrases.summary import SUMMARY
from optimiser.report.phrases.sweep import SWEEP
from optimiser.report.phrases.sweep_page import SWEEP_PAGE
from optimiser.report.phrases.tornado import TORNADO
from optimiser.report.phrases.tornado_page import TORNADO_PAGE
from optimiser.report.phrases.workbook import WORKBOOK

PARTS: tuple[Mapping[str, Mapping[Language, str]], ...] = (
    SUMMARY,
    COMPARISON,
    CHARTS,
    CLOSING,
    DIAGNOSIS,
    EXPLANATION,
    FRONTIER,
    NEAR,
    ONE_PAGERS,
    PAGE,
    FRONTIER_PAGE,
    REGRET,
    REGRET_PAGE,
    SERVICE,
    SHADOW_PRICES,
    SIMULATION,
    STUDY,
    SWEEP,
    SWEEP_PAGE,
    TORNADO,
    TORNADO_PAGE,
    WORKBOOK,
)
"""One part a document; no name stands in two of them."""
PHRASES: Mapping[str, Mapping[Language, str]] = {name: told for part in PARTS for name, told in part.items()}
"""The sentences that are of no single rule; those of a rule stand with it."""
