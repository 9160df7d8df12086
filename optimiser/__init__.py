"""Capacity planning for municipal contact centres: who answers which task, at what cost, with proof."""

from optimiser.alternatives.near_optimal import NearOptimal, near_optimal
from optimiser.api import solve
from optimiser.comparison.comparison import Comparison
from optimiser.data.effects import row_counts
from optimiser.data.read import check, read, write
from optimiser.fixed_plan import hold
from optimiser.planning.centre_curve import unit_costs_kr
from optimiser.result.folder import save
from optimiser.result.reading import load
from optimiser.result.result import Result
from optimiser.sensitivity.frontier import Frontier
from optimiser.sensitivity.regret import Regret
from optimiser.sensitivity.sweep import Sweep
from optimiser.simulation.of_result import simulate
from optimiser.solver.memory import Memory
from optimiser.studies.compare import compare
from optimiser.studies.frontier import frontier
from optimiser.studies.regret import regret
from optimiser.studies.sweep import sweep
from optimiser.studies.tornado import tornado

__all__ = [
    "Comparison",
    "Frontier",
    "Memory",
    "NearOptimal",
    "Regret",
    "Result",
    "Sweep",
    "check",
    "compare",
    "frontier",
    "hold",
    "load",
    "near_optimal",
    "read",
    "regret",
    "row_counts",
    "save",
    "simulate",
    "solve",
    "sweep",
    "tornado",
    "unit_costs_kr",
    "write",
]
