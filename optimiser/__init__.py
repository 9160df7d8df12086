"""Capacity planning for municipal contact centres: who answers which task, at what cost, with proof.

Each name is imported from its room when it is first used, so that a program that only reads an instance waits for no
solver.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    __version__: str
    from optimiser.alternatives.near_optimal import NearOptimal, near_optimal
    from optimiser.alternatives.near_paths import NearPaths, near_paths
    from optimiser.api import audit_result, solve
    from optimiser.audit.run_files import Audit, Breach
    from optimiser.comparison.comparison import Comparison
    from optimiser.comparison.plan_difference import PlanDifference, difference
    from optimiser.comparison.requirement_prices import RequirementPrices
    from optimiser.comparison.roadmap_comparison import RoadmapComparison
    from optimiser.comparison.shadow_prices import ShadowPrices
    from optimiser.data.extraction import Extraction, extract
    from optimiser.data.findings import Finding, InvalidInputError
    from optimiser.data.generate import generate
    from optimiser.data.instance import Instance
    from optimiser.data.overrides import PlainChange, lock, without
    from optimiser.data.read import check, read, write
    from optimiser.data.rows_in_effect import Taken, row_counts
    from optimiser.data.settings import SolverOptions
    from optimiser.diagnosis.diagnose import Diagnosis, diagnose
    from optimiser.drawing.outcome import RegionsOutcome
    from optimiser.drawing.regions import DrawnRegions, NoDrawingError, draw_regions
    from optimiser.drawing.rules import DrawingRules, SizeBound
    from optimiser.explanation.explanation import Explanation, explain
    from optimiser.explanation.roadmap import RoadmapExplanation, explain_roadmap
    from optimiser.fixed_plan import FixedPlanEvaluation, evaluate_fixed_plan
    from optimiser.planning.assignment import Assignment, Structure
    from optimiser.planning.centre_curve import unit_costs_kr
    from optimiser.planning.path_structure import PathStructure
    from optimiser.report.localizer import Numbers
    from optimiser.report.parameters import ParameterWords
    from optimiser.result.folder import load, save
    from optimiser.result.result import Result
    from optimiser.result.roadmap import RoadmapResult
    from optimiser.result.roadmap_folder import load_roadmap, save_roadmap
    from optimiser.roadmap import audit_roadmap, solve_roadmap
    from optimiser.sensitivity.frontier import Frontier
    from optimiser.sensitivity.regret import Regret
    from optimiser.sensitivity.sweep import Sweep
    from optimiser.sensitivity.tornado import Tornado
    from optimiser.sensitivity.uncertainty import Uncertainty
    from optimiser.sharing.outcome import SharingOutcome
    from optimiser.simulation.tables import simulate
    from optimiser.solver.errors import SolverError
    from optimiser.solver.monitor import Progress
    from optimiser.solver.solve import WarmStart
    from optimiser.solver.warm_start_cache import WarmStartCache
    from optimiser.studies.compare import compare
    from optimiser.studies.frontier import frontier
    from optimiser.studies.prices import prices
    from optimiser.studies.regions import regions
    from optimiser.studies.regret import regret
    from optimiser.studies.runner.cluster import Cluster
    from optimiser.studies.runner.local import LocalWorkers
    from optimiser.studies.shadow_prices import shadow_prices
    from optimiser.studies.share import share
    from optimiser.studies.sweep import sweep
    from optimiser.studies.tornado import tornado
    from optimiser.studies.uncertainty import uncertainty

_MODULES = {
    "Assignment": "optimiser.planning.assignment",
    "Audit": "optimiser.audit.run_files",
    "Breach": "optimiser.audit.run_files",
    "Cluster": "optimiser.studies.runner.cluster",
    "Comparison": "optimiser.comparison.comparison",
    "Diagnosis": "optimiser.diagnosis.diagnose",
    "DrawingRules": "optimiser.drawing.rules",
    "DrawnRegions": "optimiser.drawing.regions",
    "Explanation": "optimiser.explanation.explanation",
    "Extraction": "optimiser.data.extraction",
    "Finding": "optimiser.data.findings",
    "FixedPlanEvaluation": "optimiser.fixed_plan",
    "Frontier": "optimiser.sensitivity.frontier",
    "Instance": "optimiser.data.instance",
    "InvalidInputError": "optimiser.data.findings",
    "LocalWorkers": "optimiser.studies.runner.local",
    "NoDrawingError": "optimiser.drawing.regions",
    "NearOptimal": "optimiser.alternatives.near_optimal",
    "NearPaths": "optimiser.alternatives.near_paths",
    "Numbers": "optimiser.report.localizer",
    "ParameterWords": "optimiser.report.parameters",
    "PlainChange": "optimiser.data.overrides",
    "PlanDifference": "optimiser.comparison.plan_difference",
    "Progress": "optimiser.solver.monitor",
    "Regret": "optimiser.sensitivity.regret",
    "RegionsOutcome": "optimiser.drawing.outcome",
    "RequirementPrices": "optimiser.comparison.requirement_prices",
    "Result": "optimiser.result.result",
    "RoadmapComparison": "optimiser.comparison.roadmap_comparison",
    "RoadmapExplanation": "optimiser.explanation.roadmap",
    "RoadmapResult": "optimiser.result.roadmap",
    "ShadowPrices": "optimiser.comparison.shadow_prices",
    "SharingOutcome": "optimiser.sharing.outcome",
    "SizeBound": "optimiser.drawing.rules",
    "SolverError": "optimiser.solver.errors",
    "SolverOptions": "optimiser.data.settings",
    "PathStructure": "optimiser.planning.path_structure",
    "Structure": "optimiser.planning.assignment",
    "Sweep": "optimiser.sensitivity.sweep",
    "Taken": "optimiser.data.rows_in_effect",
    "Tornado": "optimiser.sensitivity.tornado",
    "Uncertainty": "optimiser.sensitivity.uncertainty",
    "WarmStart": "optimiser.solver.solve",
    "WarmStartCache": "optimiser.solver.warm_start_cache",
    "audit_result": "optimiser.api",
    "audit_roadmap": "optimiser.roadmap",
    "check": "optimiser.data.read",
    "compare": "optimiser.studies.compare",
    "diagnose": "optimiser.diagnosis.diagnose",
    "difference": "optimiser.comparison.plan_difference",
    "draw_regions": "optimiser.drawing.regions",
    "evaluate_fixed_plan": "optimiser.fixed_plan",
    "explain": "optimiser.explanation.explanation",
    "explain_roadmap": "optimiser.explanation.roadmap",
    "extract": "optimiser.data.extraction",
    "frontier": "optimiser.studies.frontier",
    "generate": "optimiser.data.generate",
    "load": "optimiser.result.folder",
    "load_roadmap": "optimiser.result.roadmap_folder",
    "lock": "optimiser.data.overrides",
    "near_optimal": "optimiser.alternatives.near_optimal",
    "near_paths": "optimiser.alternatives.near_paths",
    "prices": "optimiser.studies.prices",
    "read": "optimiser.data.read",
    "regions": "optimiser.studies.regions",
    "regret": "optimiser.studies.regret",
    "row_counts": "optimiser.data.rows_in_effect",
    "save": "optimiser.result.folder",
    "save_roadmap": "optimiser.result.roadmap_folder",
    "shadow_prices": "optimiser.studies.shadow_prices",
    "share": "optimiser.studies.share",
    "simulate": "optimiser.simulation.tables",
    "solve": "optimiser.api",
    "solve_roadmap": "optimiser.roadmap",
    "sweep": "optimiser.studies.sweep",
    "tornado": "optimiser.studies.tornado",
    "uncertainty": "optimiser.studies.uncertainty",
    "unit_costs_kr": "optimiser.planning.centre_curve",
    "without": "optimiser.data.overrides",
    "write": "optimiser.data.read",
}
"""Where each public name is defined; the same as the imports above, which are for type checkers."""

__all__ = [
    "Assignment",
    "Audit",
    "Breach",
    "Cluster",
    "Comparison",
    "Diagnosis",
    "DrawingRules",
    "DrawnRegions",
    "Explanation",
    "Extraction",
    "Finding",
    "FixedPlanEvaluation",
    "Frontier",
    "Instance",
    "InvalidInputError",
    "LocalWorkers",
    "NearOptimal",
    "NearPaths",
    "NoDrawingError",
    "Numbers",
    "ParameterWords",
    "PathStructure",
    "PlainChange",
    "PlanDifference",
    "Progress",
    "RegionsOutcome",
    "Regret",
    "RequirementPrices",
    "Result",
    "RoadmapComparison",
    "RoadmapExplanation",
    "RoadmapResult",
    "ShadowPrices",
    "SharingOutcome",
    "SizeBound",
    "SolverError",
    "SolverOptions",
    "Structure",
    "Sweep",
    "Taken",
    "Tornado",
    "Uncertainty",
    "WarmStart",
    "WarmStartCache",
    "__version__",
    "audit_result",
    "audit_roadmap",
    "check",
    "compare",
    "diagnose",
    "difference",
    "draw_regions",
    "evaluate_fixed_plan",
    "explain",
    "explain_roadmap",
    "extract",
    "frontier",
    "generate",
    "load",
    "load_roadmap",
    "lock",
    "near_optimal",
    "near_paths",
    "prices",
    "read",
    "regions",
    "regret",
    "row_counts",
    "save",
    "save_roadmap",
    "shadow_prices",
    "share",
    "simulate",
    "solve",
    "solve_roadmap",
    "sweep",
    "tornado",
    "uncertainty",
    "unit_costs_kr",
    "without",
    "write",
]


def __getattr__(name: str) -> object:
    """Import a public name when it is first used."""
    if name == "__version__":
        return import_module("importlib.metadata").version(__name__)
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(_MODULES[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return [*globals(), *(name for name in __all__ if name not in globals())]
