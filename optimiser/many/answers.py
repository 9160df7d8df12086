"""What goes wrong with some of many solves, and what is kept of each solve beside its costs."""

from collections.abc import Mapping
from typing import Any

from optimiser.many.solving import Failure
from optimiser.result.result import Result

COSTS = ("status", "objective_kr", "bound_kr", "gap", "exact_cost_kr")
"""What is kept of every solve."""


class SolvesFailedError(Exception):
    """Raised when all is done but some solves have failed; `made` is of the others, and is written."""

    def __init__(self, failures: Mapping[str, Failure], made: Any) -> None:
        self.failures = failures
        self.made = made
        super().__init__(f"solves failed: {', '.join(failures)}")


def costs(result: Result) -> dict[str, Any]:
    """The status, cost and bound of a result; nothing for what there is not without a plan."""
    return {name: result.run.get(name) for name in COSTS}
