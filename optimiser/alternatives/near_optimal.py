"""Plans near the best that differ in structure, found one after the other by solving again; and as tables."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import fsum
from typing import Any

from optimiser.api import options_of, solve
from optimiser.comparison.columns import FIGURES, GAP
from optimiser.comparison.comparison import gap_kr, is_proven, sum_of_gaps
from optimiser.data.cells import read_share
from optimiser.data.columns import FORMS
from optimiser.data.findings import Finding, InvalidInputError, parameter_name
from optimiser.data.run_record import SearchEnding
from optimiser.data.run_tables import ColumnMeaning
from optimiser.data.tolerances import GAP_ERROR
from optimiser.planning.assignment import FormAndCentre, Structure, structure_of
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
    share = WITHIN_SHARE if within is None else read_share(within)
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


# ---- Plans side by side, and each municipality: the same in all plans, or open to negotiation -----


PLANS: Mapping[str, ColumnMeaning] = {
    "plan": ColumnMeaning(
        "0 is the best plan, the others in the order in which they were found",
        "0 er den bedste plan, de andre i den rækkefølge, de blev fundet i",
    ),
    "status": ColumnMeaning(
        "optimal: proven the cheapest that differs from those above it, within the gap asked for; or feasible",
        "optimal: bevist den billigste, der er forskellig fra dem over den, inden for den ønskede afstand; eller "
        "feasible (mulig)",
    ),
    "cost_kr": ColumnMeaning("cost a year", "udgift om året", "kr./year"),
    "bound_kr": ColumnMeaning(
        "no plan that differs from those above it costs less; blank where nothing is proven",
        "ingen plan, der er forskellig fra dem over den, koster mindre; tomt, hvor intet er bevist",
        "kr./year",
    ),
    "gap": GAP,
    "difference_kr": ColumnMeaning(
        "what it costs more than the best plan; below 0, less",
        "hvad den koster mere end den bedste plan; under 0: mindre",
        "kr./year",
    ),
    "gaps_kr": ColumnMeaning(
        "the gaps of this plan and of the best together; a difference within them is not proven",
        "denne plans og den bedstes afstande tilsammen; en forskel inden for dem er ikke bevist",
        "kr./year",
    ),
    "dearer_proven": ColumnMeaning(
        "1 where it is proven to cost more than the best plan, else 0",
        "1, hvor den er bevist dyrere end den bedste plan, ellers 0",
    ),
    "shared_centres": ColumnMeaning(
        "shared centres that are open, separated by semicolons; centres that are alike are named by the first of them",
        "åbne fælles centre, adskilt af semikolon; centre, der er ens, nævnes ved det første af dem",
    ),
    **{f"contacts_{form}": FIGURES[f"contacts_{form}"] for form in FORMS},
    "municipalities_otherwise": ColumnMeaning(
        "municipalities answered differently from the best plan",
        "kommuner, der besvares anderledes end i den bedste plan",
        "municipalities",
    ),
    "contacts_otherwise": ColumnMeaning(
        "contacts a year answered differently from the best plan",
        "henvendelser om året, der besvares anderledes end i den bedste plan",
        "contacts/year",
    ),
}
SETTLED: Mapping[str, ColumnMeaning] = {
    "code": ColumnMeaning("official municipal code", "officiel kommunekode"),
    "name": ColumnMeaning("name of the municipality", "kommunens navn"),
    "region": ColumnMeaning("its region", "dens region"),
    "contacts": ColumnMeaning("contacts a year", "henvendelser om året", "contacts/year"),
    "settled": ColumnMeaning(
        "1 where all plans answer all its tasks alike; 0 where it is open to negotiation",
        "1, hvor alle planer besvarer alle dens opgaver ens; 0, hvor den er til forhandling",
    ),
    "plans_as_best": ColumnMeaning(
        "plans that answer all its tasks as the best does, the best included",
        "planer, der besvarer alle dens opgaver som den bedste, den bedste medregnet",
        "plans",
    ),
    "tasks": ColumnMeaning(
        "tasks that are not answered alike in all plans, separated by semicolons",
        "opgaver, der ikke besvares ens i alle planer, adskilt af semikolon",
    ),
    "contacts_open": ColumnMeaning(
        "contacts a year of these tasks", "henvendelser om året i disse opgaver", "contacts/year"
    ),
    "forms": ColumnMeaning(
        "forms of its contacts in any of the plans; if it is open to negotiation, only of these tasks",
        "de former, dens henvendelser besvares i i en af planerne; er den til forhandling, kun i disse opgaver",
    ),
    "shared_centres": ColumnMeaning(
        "shared centres that answer there in any of the plans", "fælles centre, der besvarer dér i en af planerne"
    ),
}


def plan_rows(near: NearOptimal) -> list[dict[str, Any]]:
    """A row is a plan."""
    return [plan_row(near, number) for number in range(len(near.plans))]


def plan_row(near: NearOptimal, number: int) -> dict[str, Any]:
    """The row of a plan; 0 is the best."""
    plan, best = near.plans[number], near.best
    proof = near.alternatives[number - 1] if number else best
    gaps_kr = sum_of_gaps(gap_kr(best), None if proof.bound_kr is None else plan.figures.objective_kr - proof.bound_kr)
    difference_kr = plan.figures.objective_kr - best.figures.objective_kr
    moved = near.structures[0].moved_tasks(near.structures[number])
    contacts = best.instance.contacts
    return {
        **{"plan": number, "status": proof.status, "cost_kr": plan.figures.objective_kr},
        **{"bound_kr": proof.bound_kr, "gap": proof.gap, "difference_kr": difference_kr, "gaps_kr": gaps_kr},
        "dearer_proven": int(is_proven(difference_kr, gaps_kr)),
        "shared_centres": "; ".join(shared_centres(near, number)),
        **{f"contacts_{form}": plan.figures.contacts_by_form[form] for form in FORMS},
        "municipalities_otherwise": len({code for code, _ in moved}),
        "contacts_otherwise": fsum(contacts[key] for key in moved),
    }


def shared_centres(near: NearOptimal, number: int) -> list[str]:
    """The shared centres that are open in a plan; those that only the name tells apart by the first of them."""
    opened = sorted(near.structures[number].open.items())
    return [centre if count == 1 else f"{centre} × {count}" for centre, count in opened]


def settled_rows(near: NearOptimal) -> list[dict[str, Any]]:
    """A row is a municipality that has contacts; none where the best plan has nothing beside it to be the same as."""
    tasks_of = near.best.instance.tasks_of if near.alternatives else {}
    return [_settled_row(near, code) for code, tasks in tasks_of.items() if tasks]


def _settled_row(near: NearOptimal, code: str) -> dict[str, Any]:
    instance = near.best.instance
    row, tasks = instance.municipalities[code], instance.tasks_of[code]
    varying = [task for task in tasks if len(set(_answers_by_task(near, code, task))) > 1]
    seen = {answer for task in varying or tasks for answer in _answers_by_task(near, code, task)}
    first = near.structures[0].answer_of
    as_best = [all(one.answer_of[code, task] == first[code, task] for task in tasks) for one in near.structures]
    return {
        **{"code": code, "name": row.name, "region": row.region, "contacts": instance.contacts_of[code]},
        **{"settled": int(not varying), "plans_as_best": sum(as_best), "tasks": "; ".join(varying)},
        "contacts_open": float(sum(instance.contacts[code, task] for task in varying)),
        "forms": " ".join(form for form in FORMS if form in {form for form, _ in seen}),
        "shared_centres": "; ".join(sorted(centre for _, centre in seen if centre)),
    }


def _answers_by_task(near: NearOptimal, code: str, task: str) -> Iterator[FormAndCentre]:
    """How each of the plans answers a task."""
    return (structure.answer_of[code, task] for structure in near.structures)
