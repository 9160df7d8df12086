"""Every sentence people read, in Danish and English: one entry a sentence, figures named in braces."""

from collections.abc import Mapping

from optimiser.data.settings import Language
from optimiser.report.phrases.alternatives import NEAR
from optimiser.report.phrases.audits import AUDITS
from optimiser.report.phrases.board import BOARD
from optimiser.report.phrases.differences import DIFFERENCE, DIFFERENCE_PAGE
from optimiser.report.phrases.existing import EXISTING
from optimiser.report.phrases.frontiers_and_regrets import FRONTIER, FRONTIER_PAGE, REGRET, REGRET_PAGE
from optimiser.report.phrases.imports import IMPORTS
from optimiser.report.phrases.instances import EXTRACTION, VALIDATION
from optimiser.report.phrases.memberships import MEMBERSHIPS
from optimiser.report.phrases.own_figures import OWN_FIGURES
from optimiser.report.phrases.page import PAGE
from optimiser.report.phrases.parameters import PARAMETERS
from optimiser.report.phrases.plans import CHARTS, ONE_PAGERS, SERVICE, SUMMARY
from optimiser.report.phrases.prices_and_simulations import SHADOW_PRICES, SIMULATION
from optimiser.report.phrases.reasons import CLOSING, DIAGNOSIS, EXPLANATION
from optimiser.report.phrases.recommendation import RECOMMENDATION
from optimiser.report.phrases.regions import REGIONS
from optimiser.report.phrases.requirement_prices import REQUIREMENT_PRICES
from optimiser.report.phrases.roadmap import ROADMAP
from optimiser.report.phrases.roadmaps import ROADMAPS
from optimiser.report.phrases.sharing import SHARING
from optimiser.report.phrases.side_by_side import COMPARISON, WORKBOOK
from optimiser.report.phrases.sweeps import STUDY, SWEEP, SWEEP_PAGE
from optimiser.report.phrases.tornados import TORNADO, TORNADO_PAGE
from optimiser.report.phrases.uncertainty import UNCERTAINTY, UNCERTAINTY_PAGE
from optimiser.report.phrases.wishes import WISHES

PARTS: tuple[Mapping[str, Mapping[Language, str]], ...] = (
    SUMMARY,
    COMPARISON,
    CHARTS,
    CLOSING,
    DIAGNOSIS,
    DIFFERENCE,
    BOARD,
    DIFFERENCE_PAGE,
    EXISTING,
    EXPLANATION,
    EXTRACTION,
    FRONTIER,
    IMPORTS,
    MEMBERSHIPS,
    NEAR,
    ONE_PAGERS,
    OWN_FIGURES,
    PAGE,
    PARAMETERS,
    FRONTIER_PAGE,
    REGRET,
    REGRET_PAGE,
    RECOMMENDATION,
    REGIONS,
    REQUIREMENT_PRICES,
    ROADMAP,
    ROADMAPS,
    SERVICE,
    SHARING,
    SHADOW_PRICES,
    AUDITS,
    SIMULATION,
    STUDY,
    SWEEP,
    SWEEP_PAGE,
    TORNADO,
    TORNADO_PAGE,
    UNCERTAINTY,
    UNCERTAINTY_PAGE,
    VALIDATION,
    WISHES,
    WORKBOOK,
)
"""One part a document; no name stands in two of them."""
PHRASES: Mapping[str, Mapping[Language, str]] = {name: told for part in PARTS for name, told in part.items()}
"""The sentences that are of no single rule; those of a rule stand with it."""
