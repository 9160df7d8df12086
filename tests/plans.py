"""The plan behind a result, for tests that look at more than its tables."""

from optimiser import Result
from optimiser.planning.plan import Plan
from optimiser.planning.problem import build_problem
from optimiser.planning.routes import Route


def plan_of(result: Result) -> Plan:
    """The plan whose tables a result holds."""
    assert result.has_plan
    rows = result.assignments[["municipality", "task", "centre", "form"]].itertuples(index=False)
    return Plan(build_problem(result.instance), tuple(Route(*row) for row in rows))
