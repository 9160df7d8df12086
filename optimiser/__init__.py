"""Capacity planning for municipal contact centres: who answers which task, at what cost, with proof.

Each name is imported from its room when it is first used, so that a program that only reads an instance waits for no
solver.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from optimiser.alternatives.near_optimal import NearOptimal, near_optimal
    from optimiser.api import solve
    from optimiser.comparison.comparison import Comparison
    from optimiser.data.effects import row_counts
    from optimiser.data.read import check, read, write
    from optimiser.data.settings import SolverOptions
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

_MODULES = {
    "Comparison": "optimiser.comparison.comparison",
    "Frontier": "optimiser.sensitivity.frontier",
    "Memory": "optimiser.solver.memory",
    "NearOptimal": "optimiser.alternatives.near_optimal",
    "Regret": "optimiser.sensitivity.regret",
    "Result": "optimiser.result.result",
    "SolverOptions": "optimiser.data.settings",
    "Sweep": "optimiser.sensitivity.sweep",
    "check": "optimiser.data.read",
    "compare": "optimiser.studies.compare",
    "frontier": "optimiser.studies.frontier",
    "hold": "optimiser.fixed_plan",
    "load": "optimiser.result.reading",
    "near_optimal": "optimiser.alternatives.near_optimal",
    "read": "optimiser.data.read",
    "regret": "optimiser.studies.regret",
    "row_counts": "optimiser.data.effects",
    "save": "optimiser.result.folder",
    "simulate": "optimiser.simulation.of_result",
    "solve": "optimiser.api",
    "sweep": "optimiser.studies.sweep",
    "tornado": "optimiser.studies.tornado",
    "unit_costs_kr": "optimiser.planning.centre_curve",
    "write": "optimiser.data.read",
}
"""Where each public name is defined; the same as the imports above, which are for type checkers."""

__all__ = [
    "Comparison",
    "Frontier",
    "Memory",
    "NearOptimal",
    "Regret",
    "Result",
    "SolverOptions",
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


def __getattr__(name: str) -> object:
    """Import a public name when it is first used."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(_MODULES[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return [*globals(), *(name for name in __all__ if name not in globals())]
