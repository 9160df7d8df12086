"""Capacity planning for municipal contact centres: who answers which task, at what cost, with proof."""

from optimiser.api import solve
from optimiser.comparison.comparison import Comparison
from optimiser.data.read import check, read, write
from optimiser.holding import hold
from optimiser.many.compare import compare
from optimiser.many.sweep import sweep
from optimiser.many.tornado import tornado
from optimiser.planning.centre_curve import unit_costs_kr
from optimiser.result.folder import save
from optimiser.result.reading import load
from optimiser.result.result import Result
from optimiser.sensitivity.sweep import Sweep
from optimiser.simulation.of_result import simulate

__all__ = [
    "Comparison",
    "Result",
    "Sweep",
    "check",
    "compare",
    "hold",
    "load",
    "read",
    "save",
    "simulate",
    "solve",
    "sweep",
    "tornado",
    "unit_costs_kr",
    "write",
]
