"""The documents people read, made from what was found: report.html and report.xlsx."""

from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from optimiser.data.run_tables import BOARD, INDEX, ONE_PAGERS, PAGE, WORKBOOK
from optimiser.data.seal import Write, write_sealed
from optimiser.data.settings import Language
from optimiser.report.html.elements import write_page

if TYPE_CHECKING:  # of these a subject is one: its page is imported, and not what all the others need
    from optimiser.alternatives.near_optimal import Near
    from optimiser.comparison.comparison import Comparison
    from optimiser.comparison.plan_difference import PlanDifference
    from optimiser.comparison.requirement_prices import RequirementPrices
    from optimiser.comparison.roadmap_comparison import RoadmapComparison
    from optimiser.comparison.shadow_prices import ShadowPrices
    from optimiser.drawing.outcome import RegionsOutcome
    from optimiser.explanation.closed import Closing
    from optimiser.explanation.explanation import Explanation
    from optimiser.explanation.membership import GroupExplanation
    from optimiser.explanation.whole import Whole
    from optimiser.report.charts.outlines import Outlines
    from optimiser.result.result import Result
    from optimiser.result.roadmap import RoadmapResult
    from optimiser.sensitivity.frontier import Frontier
    from optimiser.sensitivity.regret import Regret
    from optimiser.sensitivity.sweep import Sweep
    from optimiser.sensitivity.tornado import Tornado
    from optimiser.sensitivity.uncertainty import Uncertainty
    from optimiser.sharing.outcome import SharingOutcome
    from optimiser.simulation.tables import Simulation

    Planned = Result | Near | Comparison | RoadmapComparison | PlanDifference | RoadmapResult
    Varied = Sweep | Tornado | Uncertainty | Frontier | Regret
    Subject = Planned | Varied | ShadowPrices | RequirementPrices | SharingOutcome | RegionsOutcome
    Told = Subject | Whole | Explanation | Closing | GroupExplanation | Simulation

PAGES: Mapping[str, str] = {
    "Result": "optimiser.report.html.page.result_page",
    "NearOptimal": "optimiser.report.html.page.near_page",
    "NearPaths": "optimiser.report.html.roadmap.near_paths_page",
    "Comparison": "optimiser.report.html.page.comparison_page",
    "PlanDifference": "optimiser.report.html.difference.difference_page",
    "RoadmapResult": "optimiser.report.html.roadmap.roadmap_page",
    "RoadmapComparison": "optimiser.report.html.roadmap_comparison.roadmap_comparison_page",
    "Sweep": "optimiser.report.html.sweep.sweep_page",
    "Tornado": "optimiser.report.html.tornado.tornado_page",
    "Uncertainty": "optimiser.report.html.uncertainty.uncertainty_page",
    "Frontier": "optimiser.report.html.frontier.frontier_page",
    "Regret": "optimiser.report.html.regret.regret_page",
    "SharingOutcome": "optimiser.report.html.sharing.sharing_page",
    "RegionsOutcome": "optimiser.report.html.regions.regions_page",
    "RequirementPrices": "optimiser.report.html.prices.requirement_prices_page",
    "ShadowPrices": "optimiser.report.html.prices.shadow_prices_page",
}
"""What makes the page of each kind of subject."""
DRAWN_ON_OUTLINES = (
    *("Comparison", "RoadmapComparison", "PlanDifference", "RoadmapResult", "SharingOutcome", "NearPaths"),
    "RegionsOutcome",
)
"""The kinds whose pages have maps, and no pages about each municipality beside them."""
WORKBOOKS: Mapping[str, str] = {
    "Result": "optimiser.report.workbook.sheets.write_result_workbook",
    "NearOptimal": "optimiser.report.workbook.sheets.write_near_workbook",
    "NearPaths": "optimiser.report.workbook.roadmap.write_near_paths_workbook",
    "Comparison": "optimiser.report.workbook.sheets.write_comparison_workbook",
    "PlanDifference": "optimiser.report.workbook.difference.write_difference_workbook",
    "RoadmapResult": "optimiser.report.workbook.roadmap.write_roadmap_workbook",
    "RoadmapComparison": "optimiser.report.workbook.roadmap.write_roadmap_comparison_workbook",
    "Sweep": "optimiser.report.workbook.studies.write_sweep_workbook",
    "Tornado": "optimiser.report.workbook.studies.write_tornado_workbook",
    "Frontier": "optimiser.report.workbook.studies.write_frontier_workbook",
    "Regret": "optimiser.report.workbook.studies.write_regret_workbook",
    "SharingOutcome": "optimiser.report.workbook.sharing.write_sharing_workbook",
    "RegionsOutcome": "optimiser.report.workbook.regions.write_regions_workbook",
    "RequirementPrices": "optimiser.report.workbook.studies.write_requirement_prices_workbook",
    "ShadowPrices": "optimiser.report.workbook.studies.write_shadow_prices_workbook",
    "Uncertainty": "optimiser.report.workbook.uncertainty.write_uncertainty_workbook",
    "Simulation": "optimiser.report.workbook.simulation.write_simulation_workbook",
    "Whole": "optimiser.report.workbook.explanations.write_whole_workbook",
    "Explanation": "optimiser.report.workbook.explanations.write_explanation_workbook",
    "Closing": "optimiser.report.workbook.explanations.write_closing_workbook",
    "GroupExplanation": "optimiser.report.workbook.explanations.write_group_workbook",
}
"""What writes the workbook of each kind of subject, and of those that have no page."""


BOARDS: Mapping[str, str] = {
    "Result": "optimiser.report.html.board.board_page",
    "RoadmapResult": "optimiser.report.html.roadmap.roadmap_board",
}
"""What makes the two pages for a board, of the kinds that have them."""


def import_function(name: str) -> Callable[..., Any]:
    """Import a function by its full name."""
    module, _, function = name.rpartition(".")
    found: Callable[..., Any] = getattr(import_module(module), function)
    return found


def write_workbook(subject: "Told", path: Path, language: Language) -> None:
    """Write the workbook of a subject, or of what is told of a run without a page.

    Raises:
        OSError: the disk does not let it be written.
    """
    import_function(WORKBOOKS[type(subject).__name__])(subject, path, language)


def _make_page(subject: "Subject", language: Language, outlines: "Outlines | None", has_one_pagers: bool) -> str:
    """Make the page of a subject; only that of a result is told whether pages about each municipality lie beside it."""
    kind = type(subject).__name__
    drawn: dict[str, tuple[object, ...]] = {
        **dict.fromkeys(("Result", "NearOptimal"), (outlines, has_one_pagers)),
        **dict.fromkeys(DRAWN_ON_OUTLINES, (outlines,)),
    }
    page: str = import_function(PAGES[kind])(subject, language, *drawn.get(kind, ()))
    return page


def write_documents(
    subject: "Subject", folder: Path, language: Language, outlines: "Outlines | None" = None, *, board: bool = False
) -> tuple[Path, ...]:
    """Write every document into a folder, each whole or not at all; those that are there are replaced.

    Where the folder has a seal they are sealed. The two pages for a `board` are written of a run where they are asked
    for, and anew where they are there.

    Raises:
        ValueError: a result without a plan.
        InvalidInputError: the seal of the folder is damaged.
        OSError: the disk does not let it be written.
    """
    text = _make_page(subject, language, outlines, (folder / ONE_PAGERS / INDEX).is_file())
    writes: dict[str, Write] = {PAGE: partial(write_page, text)}
    writes[WORKBOOK] = partial(write_workbook, subject, language=language)
    result = getattr(subject, "best", subject)
    if type(result).__name__ in BOARDS and (board or (folder / BOARD).is_file()):
        make_board = import_function(BOARDS[type(result).__name__])
        writes[BOARD] = partial(write_page, make_board(result, language, outlines))
    write_sealed(folder, writes)
    return tuple(folder / name for name in writes)
