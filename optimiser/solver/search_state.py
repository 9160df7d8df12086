"""What a search for a plan of one year and one for a path over years have in common: how far each has come."""

from optimiser.data.run_record import Status
from optimiser.data.settings import SolverOptions
from optimiser.data.tolerances import BOUND_ERROR, GAP_ERROR
from optimiser.solver.monitor import ProgressMonitor, relative_gap


class SearchState:
    """The limits of a search and its bound (kr. a year, or over all years); `infeasible` where nothing obeys all rules.

    A search says what its best plan or path costs, and declares the rest as its own fields.
    """

    options: SolverOptions
    monitor: ProgressMonitor
    bound_kr: float | None
    infeasible: bool

    @property
    def cost_kr(self) -> float | None:
        """What the best found so far costs; None before anything is found."""
        raise NotImplementedError

    @property
    def gap(self) -> float | None:
        """Relative gap between the best found and the bound."""
        return relative_gap(self.cost_kr, self.bound_kr)

    @property
    def proven(self) -> bool:
        """True when the best found is within the gap asked for of the bound."""
        return self.gap is not None and self.gap <= self.options.gap + GAP_ERROR

    @property
    def nearly_proven(self) -> bool:
        """True when no more than rounding in the solver is left to prove."""
        return self.gap is not None and self.gap <= self.options.gap + BOUND_ERROR

    @property
    def settled(self) -> bool:
        """True when there is nothing left to prove."""
        return self.proven or self.infeasible

    @property
    def stopped(self) -> bool:
        """True when time is up or the user has stopped the search."""
        return self.monitor.interrupted or self.monitor.remaining <= 0

    @property
    def status(self) -> Status:
        """The status in the words users see."""
        if self.infeasible:
            return "infeasible"
        if self.cost_kr is None:
            return "no solution found"
        return "optimal" if self.proven else "feasible"
