"""What is kept of a solve whose costs alone are told."""

from typing import Any

from optimiser.result.result import Result

COSTS = ("status", "objective_kr", "bound_kr", "gap", "exact_cost_kr")
"""What is kept of every solve."""


def costs(result: Result) -> dict[str, Any]:
    """The status, cost and bound of a result; nothing for what there is not without a plan."""
    return {**dict.fromkeys(COSTS), **result.run.model_dump(include=set(COSTS))}
