"""Solving changed instances by the options of a run, and what is proven of the difference to it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from optimiser.api import options_of, solve
from optimiser.comparison.differences import gap_kr, is_proven, sum_of_gaps
from optimiser.data.checking_rows import solver_options
from optimiser.data.instance import Instance
from optimiser.data.settings import SolverOptions
from optimiser.explanation.moving import more_by_term_kr
from optimiser.result.result import Result
from optimiser.solver.solve import WarmStart

ReportPriced = Callable[[int, int, str], None]
"""Is told how many alternatives, or demands, are priced, of how many, and the place of the next."""


@dataclass
class Again:
    """Solves again, by the options of the run `result`, and those of `asked` instead where they are set.

    `interrupted` once a solve was stopped with Ctrl-C.
    """

    result: Result
    asked: SolverOptions | None = None
    interrupted: bool = False

    def solve_changed(self, instance: Instance, begin: WarmStart) -> Result:
        """Solve a changed instance, from what is known of it. Raises SolverError."""
        found = solve(instance, self.options, warm_start=begin)
        self.interrupted = self.interrupted or found.run.interrupted
        return found

    @cached_property
    def options(self) -> SolverOptions:
        """Return the options to solve by."""
        return solver_options(self.asked).laid_over(options_of(self.result))


@dataclass(frozen=True)
class Difference:
    """The best plan found of a changed instance against the plan as it was (kr. a year).

    Without a plan there is no difference: `status` says why. A difference is `proven` when it is more than the gaps
    of both plans together, `gaps_kr`. The best plan of the changed instance costs between `least_kr` and `most_kr`
    more than the best of the instance as it was.
    """

    status: str
    objective_kr: float | None
    bound_kr: float | None
    difference_kr: float | None = None
    gaps_kr: float | None = None
    least_kr: float | None = None
    most_kr: float | None = None
    proven: bool = False
    terms_kr: Mapping[str, float] | None = None


def difference_of(before: Result, after: Result) -> Difference:
    """What the second plan costs more than the first; one that breaks a rule is no plan."""
    if not after.has_plan or after.breaches:
        return without_plan(before, after.status, after.bound_kr)
    objective_kr, terms_kr = after.figures.objective_kr, more_by_term_kr(before, after)
    return with_plan(before, after.status, objective_kr, after.bound_kr, terms_kr)


def with_plan(
    before: Result, status: str, objective_kr: float, bound_kr: float | None, terms_kr: Mapping[str, float]
) -> Difference:
    """A plan of the changed instance, and a bound of all its plans, against the plan as it was."""
    difference_kr, gap_before_kr = objective_kr - before.figures.objective_kr, gap_kr(before)
    gap_after_kr = None if bound_kr is None else max(0.0, objective_kr - bound_kr)
    gaps_kr = sum_of_gaps(gap_before_kr, gap_after_kr)
    return Difference(
        status,
        objective_kr,
        bound_kr,
        difference_kr,
        gaps_kr,
        least_kr=None if gap_after_kr is None else max(0.0, difference_kr - gap_after_kr),
        most_kr=sum_of_gaps(difference_kr, gap_before_kr),
        proven=is_proven(difference_kr, gaps_kr),
        terms_kr=terms_kr,
    )


def without_plan(before: Result, status: str, bound_kr: float | None) -> Difference:
    """No plan of the changed instance is known; what a bound says of them is."""
    least_kr = None if bound_kr is None else max(0.0, bound_kr - before.figures.objective_kr)
    return Difference(status, None, bound_kr, least_kr=least_kr)
