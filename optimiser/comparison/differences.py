"""What is proven of the difference between two plans."""

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from optimiser.result.result import Result


def tabulate_differences(results: Mapping[str, Result]) -> Iterator[dict[str, Any]]:
    """A row is a pair of cases with plans: how much cheaper the first is, and whether that is proven."""
    planned = {case: result for case, result in results.items() if result.has_plan}
    for one, other in combinations(planned, 2):
        cheaper, dearer = sorted((one, other), key=lambda case: float(planned[case].figures.objective_kr))
        yield {"cheaper": cheaper, "dearer": dearer, **_difference_row(planned[cheaper], planned[dearer])}


def _difference_row(cheaper: Result, dearer: Result) -> dict[str, Any]:
    """Each plan may be as much above its best as its gap: a difference within the two gaps proves nothing."""
    difference_kr = dearer.figures.objective_kr - cheaper.figures.objective_kr
    gaps_kr = sum_of_gaps(gap_kr(cheaper), gap_kr(dearer))
    bound_kr = dearer.run.bound_kr
    return {
        "difference_kr": difference_kr,
        "gaps_kr": gaps_kr,
        "proven": is_proven(difference_kr, gaps_kr),
        "exact_difference_kr": dearer.figures.exact_cost_kr - cheaper.figures.exact_cost_kr,
        "proven_on_curve": bound_kr is not None and cheaper.figures.exact_cost_kr < bound_kr,
    }


def gap_kr(result: Result) -> float | None:
    """How far the plan may be above the best, in kr. a year; None where nothing is proved."""
    return _apart_kr(result.figures.objective_kr, result.run.bound_kr)


def gap_of(row: Mapping[str, Any]) -> float | None:
    """As `gap_kr`, of a row that tells a plan's cost and bound."""
    return _apart_kr(row["objective_kr"], row["bound_kr"])


def _apart_kr(objective_kr: float, bound_kr: float | None) -> float | None:
    return None if bound_kr is None else max(0.0, float(objective_kr) - float(bound_kr))


def sum_of_gaps(*gaps_kr: float | None) -> float | None:
    """Gaps added up; None where one of them is not known."""
    known = [gap for gap in gaps_kr if gap is not None]
    return sum(known) if len(known) == len(gaps_kr) else None


def is_proven(difference_kr: float, gaps_kr: float | None) -> bool:
    """True when plans differ by more than their gaps together, and these are known."""
    return gaps_kr is not None and difference_kr > gaps_kr
