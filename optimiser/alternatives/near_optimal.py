"""Plans near the best that differ in structure, found one after the other by solving again."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from optimiser.api import options_of, solve
from optimiser.data.findings import Finding, InvalidInputError, parameter_name
from optimiser.data.run_record import SearchEnding
from optimiser.data.tolerances import GAP_ERROR
from optimiser.planning.assignment import Structure, structure_of
from optimiser.planning.pools import interchangeable_centres
from optimiser.result.result import Result
from optimiser.solver.monitor import Progress, relative_gap
from optimiser.solver.solve import WarmStart

# ---- How many other plans are asked for, and how near the best, as a user writes it ---------------


WITHIN_SHARE = 0.01
"""How much dearer than the best another plan may be if nothing is said."""
MOST = 50
"""Each plan is a solve of its own, and each is harder than the one before."""


@dataclass(frozen=True)
class AlternativesRequest:
    """So many other plans, each at most this share dearer than the best."""

    count: int
    within: float = WITHIN_SHARE

    def __post_init__(self) -> None:
        """Raise InvalidInputError where one is out of range."""
        findings = [*_wrong_count(self.count), *_wrong_share(self.within, f"{self.within:g}")]
        if findings:
            raise InvalidInputError("the options", findings)


def read_request(count: int | None, within: str | None) -> AlternativesRequest | None:
    """What is asked for, where anything is; `within` as 1% or 0.01.

    Raises InvalidInputError with all that is wrong.
    """
    findings = [*(_wrong_count(count) if count is not None else ())]
    share = WITHIN_SHARE if within is None else _read_share(within)
    if within is not None:
        if count is None:
            findings.append(
                Finding(
                    parameter_name("within"),
                    None,
                    "",
                    within,
                    f"is of no use without {parameter_name('count')}",
                    "give both",
                )
            )
        findings += _wrong_share(share, within)
    if findings:
        raise InvalidInputError("the options", findings)
    return None if count is None or share is None else AlternativesRequest(count, share)


def _read_share(text: str) -> float | None:
    """1% and 1 % and 0.01 are the same share; None where it is no number."""
    number, percent = text.strip().removesuffix("%").replace(",", "."), text.strip().endswith("%")
    try:
        return float(number) / (100 if percent else 1)
    except ValueError:
        return None


def _wrong_count(count: int) -> Iterator[Finding]:
    if not 1 <= count <= MOST:
        rule, remedy = f"must be between 1 and {MOST}", f"e.g. {parameter_name('count', 5)}"
        yield Finding(parameter_name("count"), None, "", str(count), rule, remedy)


def _wrong_share(share: float | None, written: str) -> Iterator[Finding]:
    if share is None or not 0 < share <= 1:
        rule = "must be a share above 0 and at most 100%"
        yield Finding(parameter_name("within"), None, "", written, rule, f"e.g. {parameter_name('within', 0.01)}")


# ---- The search -----------------------------------------------------------------------------------


ReportAlternatives = Callable[[int, Progress], None]
"""Is told how far the search for the plan of a number has come."""


@dataclass(frozen=True)
class NearOptimalPlan:
    """A plan that differs from the best and from those found before it.

    `result` is the plan as a plan of the instance, against the best plan's bound. `status`, `bound_kr` and `gap` are
    proved of its being the cheapest that differs so: no plan that does costs less than `bound_kr` a year.
    """

    result: Result
    status: str
    bound_kr: float | None
    gap: float | None


@dataclass(frozen=True)
class NearOptimal:
    """The best plan and others that cost at most the share `within` more; `wanted` so many, fewer if there are.

    No further plan costs less than `bound_kr` a year, where that is known: where the search ended as `ending` says.
    """

    best: Result
    wanted: int
    within: float
    alternatives: tuple[NearOptimalPlan, ...]
    ending: SearchEnding
    bound_kr: float | None

    @property
    def limit_kr(self) -> float:
        """The most another plan may cost a year."""
        return float(self.best.figures.objective_kr) * (1 + self.within)

    @property
    def plans(self) -> tuple[Result, ...]:
        """The best plan, and the others as they were found."""
        return (self.best, *(one.result for one in self.alternatives))

    @cached_property
    def same(self) -> Mapping[str, str]:
        """By shared centre the first of those that nothing but the name tells from it."""
        return interchangeable_centres(self.best.plan.problem)

    @cached_property
    def structures(self) -> tuple[Structure, ...]:
        """The structure of each of the plans."""
        return tuple(structure_of(plan.assignment.routes_in(plan.instance), self.same) for plan in self.plans)


def near_optimal(
    best: Result, count: int, *, within: float = WITHIN_SHARE, report: ReportAlternatives = lambda *_: None
) -> NearOptimal:
    """Find plans near the best that differ from it, and from each other, in structure.

    Each is solved for with the options of the solved plan, its time limit included. After Ctrl-C what is found is kept.

    Parameters
    ----------
    best
        A result with a plan.
    count
        How many plans to find at most.
    within
        How much dearer each may be at most, as a share of the best plan's cost.
    report
        Called with the number of the plan that is sought, and how far its solve has come.

    Returns
    -------
    NearOptimal
        The plans, the cheapest first, and why no more was sought.

    Raises
    ------
    InvalidInputError
        The count or the share is out of range, or there is no plan to differ from.
    SolverError
        The solver failed in a way that proves nothing.
    """
    AlternativesRequest(count, within)
    if not best.has_plan:
        rule = f"must have a plan, but the solve ended with: {best.status}"
        raise InvalidInputError("the result", [Finding("result", None, "", "", rule)])
    ending: SearchEnding = "interrupted" if best.run.interrupted else "found"
    found = NearOptimal(best, count, within, (), ending, best.bound_kr)
    while found.ending == "found" and len(found.alternatives) < count:
        try:
            found = _with_another(found, report)
        except KeyboardInterrupt:  # between two solves, where nobody watches for it
            return replace(found, ending="interrupted")
    return found


def _with_another(found: NearOptimal, report: ReportAlternatives) -> NearOptimal:
    """What there is after one search more."""
    number = len(found.alternatives) + 1
    another = _search_another(found, lambda progress: report(number, progress))
    ending = _ending_of_search(found, another)
    kept = ending in ("found", "interrupted") and another.has_plan and _is_within_share(found, another)
    more = (_make_alternative(found.best, another),) if kept else ()
    alternatives = (*found.alternatives, *more)
    return replace(found, alternatives=alternatives, ending=ending, bound_kr=another.bound_kr)


def _search_another(found: NearOptimal, report: Callable[[Progress], None]) -> Result:
    """The cheapest plan that differs from those there are."""
    best, known = found.best, WarmStart((), found.bound_kr)
    return solve(best.instance, options_of(best), report=report, warm_start=known, differs_from=found.structures)


def _ending_of_search(found: NearOptimal, another: Result) -> SearchEnding:
    """What one search more has come to; "found" where the plan is kept and the search can go on."""
    if another.status == "infeasible" or (another.bound_kr or 0.0) > found.limit_kr:
        return "none"
    if another.breaches:
        return "breached"
    if another.run.interrupted:
        return "interrupted"
    if another.has_plan and _is_within_share(found, another):
        return "found"
    return "unproven" if another.status == "optimal" else "time"


def _is_within_share(found: NearOptimal, another: Result) -> bool:
    return another.figures.objective_kr <= found.limit_kr


def _make_alternative(best: Result, another: Result) -> NearOptimalPlan:
    """The plan, told of the instance as it is: there the best plan's bound is what no plan costs less than."""
    gap = relative_gap(another.objective_kr, best.bound_kr)
    proven = gap is not None and gap <= another.run.options.gap + GAP_ERROR
    told = another.with_run(
        status="optimal" if proven else "feasible",
        bound_kr=best.bound_kr,
        gap=gap,
        method=best.run.method,
        bound_contradicted=best.run.bound_contradicted,
    )
    return NearOptimalPlan(told, another.status, another.bound_kr, another.gap)
