"""What is proven of the difference between two plans."""

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from optimiser.result.result import Result


def differences(results: Mapping[str, Result]) -> Iterator[dict[str, Any]]:
    """A row is a pair of cases with plans: how much cheaper the first is, and whether that is proven."""
    planned = {case: result for case, result in results.items() if result.has_plan}
    for one, other in combinations(planned, 2):
        cheaper, dearer = sorted((one, other), key=lambda case: float(planned[case].run["objective_kr"]))
        yield {"cheaper": cheaper, "dearer": dearer, **_difference(planned[cheaper], planned[dearer])}


def _difference(cheaper: Result, dearer: Result) -> dict[str, Any]:
    """Each plan may be as much above its best as its gap: a difference within the two gaps proves nothing."""
    difference_kr = dearer.run["objective_kr"] - cheaper.run["objective_kr"]
    gaps = [gap_kr(cheaper), gap_kr(dearer)]
    gaps_kr = None if None in gaps else sum(gap for gap in gaps if gap is not None)
    bound_kr = dearer.run["bound_kr"]
    return {
        "difference_kr": difference_kr,
        "gaps_kr": gaps_kr,
        "proven": gaps_kr is not None and difference_kr > gaps_kr,
        "exact_difference_kr": dearer.run["exact_cost_kr"] - cheaper.run["exact_cost_kr"],
        "proven_on_curve": bound_kr is not None and cheaper.run["exact_cost_kr"] < bound_kr,
    }


def gap_kr(result: Result) -> float | None:
    """How far the plan may be above the best, in kr. a year; None where nothing is proved."""
    bound_kr = result.run["bound_kr"]
    return None if bound_kr is None else max(0.0, float(result.run["objective_kr"]) - float(bound_kr))
