"""Plans near the best that differ in structure, found one after the other by solving again; and as tables."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import fsum
from typing import Any, TypeVar

from optimiser.alternatives.request import WITHIN_SHARE, AlternativesRequest
from optimiser.api import options_of, solve
from optimiser.comparison.columns import FIGURES, GAP
from optimiser.comparison.side_by_side import is_proven, sum_of_gaps
from optimiser.data.columns import FORMS
from optimiser.data.findings import Finding, InvalidInputError
from optimiser.data.instance import Instance
from optimiser.data.run_record import SearchEnding
from optimiser.data.run_tables import ColumnMeaning
from optimiser.data.tolerances import GAP_ERROR
from optimiser.planning.assignment import FormAndCentre, Structure, structure_of
from optimiser.planning.pools import interchangeable_centres
from optimiser.result.result import Result
from optimiser.solver.monitor import Progress, relative_gap
from optimiser.solver.solve import WarmStart

# ---- The search -----------------------------------------------------------------------------------


AnswerKey = tuple[str, ...]
"""(municipality, task), or of a path (municipality, task, year)."""
ReportAlternatives = Callable[[int, Progress], None]
"""Is told how far the search for the plan of a number has come."""


@dataclass(frozen=True)
class NearOptimalPlan:
    """A plan, or a path, that differs from the best and from those found before it.

    `result` is the plan as a plan of the instance, against the best plan's bound. `status`, `bound_kr` and `gap` are
    proved of its being the cheapest that differs so: no plan that does costs less than `bound_kr` a year, or over all
    years.
    """

    result: Any
    status: str
    bound_kr: float | None
    gap: float | None


@dataclass(frozen=True)
class Near:
    """The best plan or path, and others that cost at most the share `within` more; `wanted` so many, or fewer.

    No further one costs less than `bound_kr`, where that is known: where the search ended as `ending` says. What is a
    plan here is a `Result`, or a `RoadmapResult`: which of them, and what they are compared by, subclasses say.
    """

    best: Any
    wanted: int
    within: float
    alternatives: tuple[NearOptimalPlan, ...]
    ending: SearchEnding
    bound_kr: float | None

    @property
    def limit_kr(self) -> float:
        """The most another plan may cost a year, or over all years."""
        return float(self.best.objective_kr) * (1 + self.within)

    @property
    def plans(self) -> tuple[Any, ...]:
        """The best plan, and the others as they were found."""
        return (self.best, *(one.result for one in self.alternatives))

    @property
    def instance(self) -> Instance:
        """The instance that they are plans of."""
        instance: Instance = self.best.instance
        return instance

    # ---- what they are compared by ---------------------------------------------------------------

    @cached_property
    def same(self) -> Mapping[str, str]:
        """By shared centre the first of those that nothing but the name tells from it."""
        raise NotImplementedError

    @cached_property
    def contacts(self) -> Mapping[AnswerKey, float]:
        """The contacts of what is answered: of a task of a municipality, of a path in a year."""
        raise NotImplementedError

    @cached_property
    def answers(self) -> tuple[Mapping[AnswerKey, FormAndCentre], ...]:
        """How each is answered in each of the plans."""
        raise NotImplementedError

    def centres(self, number: int) -> list[str]:
        """The shared centres that are open in a plan; 0 is the best."""
        raise NotImplementedError

    def more_of(self, municipality: str) -> Mapping[str, Any]:  # noqa: ARG002
        """Return what is told of a municipality besides, by column."""
        return {}

    # ---- the search ------------------------------------------------------------------------------

    def search_another(self, report: Callable[[Progress], None]) -> Any:
        """Return the cheapest that differs from those there are."""
        raise NotImplementedError

    def told(self, another: Any, entries: Mapping[str, Any]) -> Any:
        """Return the result of that search with entries of its record replaced."""
        raise NotImplementedError

    def record_of(self, plan: Any) -> Any:
        """Return the record of a plan."""
        raise NotImplementedError


@dataclass(frozen=True)
class NearOptimal(Near):
    """The best plan of one year and others near it, each a `Result`."""

    @cached_property
    def same(self) -> Mapping[str, str]:
        """By shared centre the first of those that nothing but the name tells from it."""
        return interchangeable_centres(self.best.plan.problem)

    @cached_property
    def structures(self) -> tuple[Structure, ...]:
        """The structure of each of the plans."""
        return tuple(structure_of(plan.assignment.routes_in(plan.instance), self.same) for plan in self.plans)

    @cached_property
    def contacts(self) -> Mapping[AnswerKey, float]:
        """The contacts a year by (municipality, task)."""
        return {(code, task): count for (code, task), count in self.instance.contacts.items()}

    @cached_property
    def answers(self) -> tuple[Mapping[AnswerKey, FormAndCentre], ...]:
        """How each task is answered in each of the plans."""
        return tuple(
            {(code, task): answer for (code, task), answer in one.answer_of.items()} for one in self.structures
        )

    def centres(self, number: int) -> list[str]:
        """The shared centres that are open in a plan; those that only the name tells apart by the first of them."""
        opened = sorted(self.structures[number].open.items())
        return [centre if count == 1 else f"{centre} × {count}" for centre, count in opened]

    def search_another(self, report: Callable[[Progress], None]) -> Result:
        """Return the cheapest plan that differs from those there are."""
        known = WarmStart((), self.bound_kr)
        return solve(
            self.instance, options_of(self.best), report=report, warm_start=known, differs_from=self.structures
        )

    def told(self, another: Any, entries: Mapping[str, Any]) -> Any:
        """Return the result of that search with entries of its record replaced."""
        return another.with_run(**entries)

    def record_of(self, plan: Any) -> Any:
        """Return the record of a plan."""
        return plan.run


N = TypeVar("N", bound=Near)


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
    refuse_nothing_to_differ_from(best, count, within)
    return search_alternatives(NearOptimal(best, count, within, (), "found", best.bound_kr), report)


def refuse_nothing_to_differ_from(best: Any, count: int, within: float) -> None:
    """Raise InvalidInputError where the count or the share is out of range, or there is no plan or path."""
    AlternativesRequest(count, within)
    if best.objective_kr is None:
        rule = f"must have a plan, but the solve ended with: {best.status}"
        raise InvalidInputError("the result", [Finding("result", None, "", "", rule)])


def search_alternatives(found: N, report: ReportAlternatives) -> N:
    """Return what there is once no more are wanted, or none is found; what is found is kept after Ctrl-C."""
    if found.record_of(found.best).interrupted:
        return replace(found, ending="interrupted")
    while found.ending == "found" and len(found.alternatives) < found.wanted:
        try:
            found = _with_another(found, report)
        except KeyboardInterrupt:  # between two solves, where nobody watches for it
            return replace(found, ending="interrupted")
    return found


def _with_another(found: N, report: ReportAlternatives) -> N:
    """What there is after one search more."""
    number = len(found.alternatives) + 1
    another = found.search_another(lambda progress: report(number, progress))
    ending = _ending_of_search(found, another)
    kept = ending in ("found", "interrupted") and _is_within_share(found, another)
    more = (_make_alternative(found, another),) if kept else ()
    alternatives = (*found.alternatives, *more)
    return replace(found, alternatives=alternatives, ending=ending, bound_kr=another.bound_kr)


def _ending_of_search(found: Near, another: Any) -> SearchEnding:
    """What one search more has come to; "found" where the plan is kept and the search can go on."""
    if another.status == "infeasible" or (another.bound_kr or 0.0) > found.limit_kr:
        return "none"
    if another.breaches:
        return "breached"
    if found.record_of(another).interrupted:
        return "interrupted"
    if _is_within_share(found, another):
        return "found"
    return "unproven" if another.status == "optimal" else "time"


def _is_within_share(found: Near, another: Any) -> bool:
    return another.objective_kr is not None and another.objective_kr <= found.limit_kr


def _make_alternative(found: Near, another: Any) -> NearOptimalPlan:
    """The plan, told of the instance as it is: there the best plan's bound is what no plan costs less than."""
    best, of_best = found.best, found.record_of(found.best)
    gap = relative_gap(another.objective_kr, best.bound_kr)
    proven = gap is not None and gap <= found.record_of(another).options.gap + GAP_ERROR
    entries = {
        "status": "optimal" if proven else "feasible",
        "bound_kr": best.bound_kr,
        "gap": gap,
        "method": of_best.method,
        "bound_contradicted": of_best.bound_contradicted,
    }
    return NearOptimalPlan(found.told(another, entries), another.status, another.bound_kr, another.gap)


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


def plan_rows(near: Near) -> list[dict[str, Any]]:
    """A row is a plan."""
    return [plan_row(near, number) for number in range(len(near.plans))]


def plan_row(near: Near, number: int) -> dict[str, Any]:
    """The row of a plan; 0 is the best."""
    cost_kr, best = float(near.plans[number].objective_kr), near.best
    proof = near.alternatives[number - 1] if number else best
    gaps_kr = sum_of_gaps(_gap_kr(best.objective_kr, best.bound_kr), _gap_kr(cost_kr, proof.bound_kr))
    difference_kr = cost_kr - float(best.objective_kr)
    answers, first, contacts = near.answers[number], near.answers[0], near.contacts
    moved = [key for key, answer in answers.items() if first[key] != answer]
    return {
        **{"plan": number, "status": proof.status, "cost_kr": cost_kr},
        **{"bound_kr": proof.bound_kr, "gap": proof.gap, "difference_kr": difference_kr, "gaps_kr": gaps_kr},
        "dearer_proven": int(is_proven(difference_kr, gaps_kr)),
        "shared_centres": "; ".join(near.centres(number)),
        **{
            f"contacts_{form}": fsum(contacts[key] for key, answer in answers.items() if answer[0] == form)
            for form in FORMS
        },
        "municipalities_otherwise": len({code for code, *_ in moved}),
        "contacts_otherwise": fsum(contacts[key] for key in moved),
    }


def _gap_kr(cost_kr: float, bound_kr: float | None) -> float | None:
    return None if bound_kr is None else max(0.0, cost_kr - bound_kr)


def settled_rows(near: Near) -> list[dict[str, Any]]:
    """A row is a municipality that has contacts; none where the best plan has nothing beside it to be the same as."""
    keys: dict[str, list[AnswerKey]] = {code: [] for code in near.instance.municipalities}
    for key in near.contacts if near.alternatives else ():
        keys[key[0]].append(key)
    return [_settled_row(near, code, some) for code, some in keys.items() if some]


def _settled_row(near: Near, code: str, keys: Sequence[AnswerKey]) -> dict[str, Any]:
    row, order = near.instance.municipalities[code], list(near.instance.tasks)
    varying = [key for key in keys if len({answers[key] for answers in near.answers}) > 1]
    seen = {answers[key] for key in varying or keys for answers in near.answers}
    first = near.answers[0]
    as_best = [all(answers[key] == first[key] for key in keys) for answers in near.answers]
    tasks = sorted({key[1] for key in varying}, key=order.index)
    return {
        **{"code": code, "name": row.name, "region": row.region, "contacts": fsum(near.contacts[key] for key in keys)},
        **{"settled": int(not varying), "plans_as_best": sum(as_best), "tasks": "; ".join(tasks)},
        "contacts_open": fsum(near.contacts[key] for key in varying),
        "forms": " ".join(form for form in FORMS if form in {form for form, _ in seen}),
        "shared_centres": "; ".join(sorted(centre for _, centre in seen if centre)),
        **near.more_of(code),
    }
