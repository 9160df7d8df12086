"""Why a municipality's tasks are answered where they are: each place against the one taken, in figures."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from math import inf
from typing import Any

from optimiser.data.checking_rows import solver_options
from optimiser.data.instance import Instance
from optimiser.data.settings import SolverOptions
from optimiser.explanation.finding import find_planned
from optimiser.explanation.local_moves import LocalDifference, move_task, route_of, step_from
from optimiser.explanation.portfolios import PricedPortfolio, move_portfolio, other_portfolios
from optimiser.explanation.resolving import Forced, Forcing, ReportPriced
from optimiser.explanation.settling import Settling
from optimiser.explanation.turning import Turn, break_even_values
from optimiser.planning.plan import Plan
from optimiser.planning.problem import Problem, Shortfall
from optimiser.planning.routes import Route, candidate_routes
from optimiser.result.result import Result
from optimiser.rules.registry import measured_at, rules_refusing
from optimiser.rules.rule import COUNTRY, Whom
from optimiser.solver.stage import is_small

PARTS = 40
"""Parts of the model that are searched for cheaper plans while the tasks of one municipality are explained."""
TRIED = 3
"""Of the places of a form so many are held against all rules, the cheapest first, for one that breaks none."""

# ---- What else there is for a task of a municipality ----------------------------------------------

# Every other place, and the rules that rule it out.


REACH = "minimum-volume"
"""The rule that keeps a centre closed which can never get the contacts it must have."""


@dataclass(frozen=True)
class Refusal:
    """A rule that rules a place out; where the law says so, `citations` of it; where it is too small, by how much."""

    rule: str
    citations: tuple[str, ...] = ()
    short: Shortfall | None = None


@dataclass(frozen=True)
class Alternative:
    """Another place for the task, and the rules that rule it out: it is lawful where there are none."""

    route: Route
    refused_by: tuple[Refusal, ...]

    @property
    def lawful(self) -> bool:
        """True when no rule refuses this place by itself; others may once all else is as it is."""
        return not self.refused_by


def list_alternatives(problem: Problem, taken: Route) -> tuple[Alternative, ...]:
    """Every place but the one taken: the departments, each centre of the structure; in the order of the tables."""
    others = (
        route
        for route in candidate_routes(problem.instance, taken.municipality, taken.task)
        if route.centre != taken.centre
    )
    return tuple(Alternative(route, tuple(_refused_by(problem, route))) for route in others)


def _refused_by(problem: Problem, route: Route) -> Iterator[Refusal]:
    for rule in rules_refusing(problem.instance, route):
        yield Refusal(rule.name, rule.citations(problem.instance, route))
    short = problem.closed.get(route.centre)
    if short is not None and route not in problem.lawful:
        yield Refusal(REACH, short=short)


# ---- The explanation ------------------------------------------------------------------------------


SCHEMA_VERSION = 2
"""Version of what `explain --json` prints; raised when an entry changes its meaning."""
RUN_ENTRIES = ("name", "system", "input_sha256", "status", "objective_kr", "bound_kr", "gap")
"""What is told of the run: by this it is known again."""


@dataclass(frozen=True)
class PricedAlternative:
    """An alternative with its differences; none where a rule refuses it, or where it was stopped before."""

    alternative: Alternative
    move: LocalDifference | None = None
    forced: Forced | None = None


@dataclass(frozen=True)
class TaskExplanation:
    """Where a task is answered, the rules that bind there, and what else there was.

    `binding` has by rule the centre, municipality or country that it binds. `turns` are where the nearest alternative
    gets cheaper; None where that was not asked, or it costs no more as it is.
    """

    route: Route
    contacts: float
    binding: Mapping[str, str]
    others: tuple[PricedAlternative, ...]
    turns: tuple[Turn, ...] | None = None

    @property
    def lawful(self) -> tuple[PricedAlternative, ...]:
        """The alternatives that no rule refuses by itself, the cheapest for the whole country first."""
        return tuple(sorted((one for one in self.others if one.alternative.lawful), key=_order_by_cost))

    @property
    def ruled_out(self) -> Mapping[tuple[Refusal, ...], tuple[Route, ...]]:
        """The places that rules refuse, by these rules."""
        found: dict[tuple[Refusal, ...], tuple[Route, ...]] = defaultdict(tuple)
        for one in self.others:
            if not one.alternative.lawful:
                found[one.alternative.refused_by] += (one.alternative.route,)
        return found

    @property
    def nearest(self) -> PricedAlternative | None:
        """The alternative that costs the whole country least."""
        return next((one for one in self.lawful if one.forced and one.forced.difference_kr is not None), None)


@dataclass(frozen=True)
class Explanation:
    """Why tasks of one municipality (its code) are answered where they are; `interrupted` by Ctrl-C before all was.

    `portfolios` are tasks together elsewhere, the cheapest for the country first. `task` is that which was asked about
    alone.
    """

    result: Result
    municipality: str
    answers: tuple[TaskExplanation, ...]
    interrupted: bool
    portfolios: tuple[PricedPortfolio, ...] = ()
    task: str | None = None

    @property
    def pays(self) -> Mapping[str, float]:
        """What the municipality pays (kr. a year): `today_kr`, `after_kr`, and `change_kr`, by which it is more."""
        line = next(line for line in self.result.lines.municipalities if line.code == self.municipality)
        return {"today_kr": line.today_kr, "after_kr": line.after_kr, "change_kr": line.change_kr}

    @property
    def count(self) -> Mapping[str, float]:
        """How much is explained: tasks, their contacts a year, the lawful alternatives, and how these stand.

        `proven` dearer for the whole country; `settled` within the gap asked for, `between` two amounts, or
        `without_plan`. `searched` are those that took a solve.
        """
        forced = [one.forced for answer in self.answers for one in answer.lawful if one.forced]
        planned = [one for one in forced if one.difference_kr is not None]
        settled = sum(one.status == "optimal" for one in planned)
        return {
            "tasks": len(self.answers),
            "contacts": sum(answer.contacts for answer in self.answers),
            "alternatives": len(forced),
            "proven": sum(one.proven for one in planned),
            "settled": settled,
            "between": len(planned) - settled,
            "without_plan": len(forced) - len(planned),
            "searched": sum(one.searched for one in forced),
        }

    def as_record(self) -> dict[str, Any]:
        """All of it as entries of JSON; money in kr. a year."""
        instance = self.result.instance
        return {
            "schema_version": SCHEMA_VERSION,
            **self.result.run.model_dump(include=set(RUN_ENTRIES)),
            "municipality": {
                "code": self.municipality,
                "name": instance.municipalities[self.municipality].name,
                **self.pays,
            },
            "count": self.count,
            "portfolios": [_told_portfolio(one) for one in self.portfolios],
            "tasks": [_answer_record(answer) for answer in self.answers],
            "interrupted": self.interrupted,
        }


def explain(
    result: Result,
    municipality: str,
    task: str | None = None,
    options: SolverOptions | None = None,
    *,
    report: ReportPriced = lambda *_: None,
    **asked: float | None,
) -> Explanation:
    """Price what else there was for a municipality: what it costs, or which rule forbids it.

    First its tasks together, at home, at each near host and at each shared centre; then each task alone, in each form
    where it is cheapest with all else as it is. Of one task that is named, every place, and how far an assumption must
    move for the nearest alternative to be cheaper.

    Parameters
    ----------
    result
        A result with a plan.
    municipality
        Name or code of a municipality.
    task
        One of its tasks; all of them where none is given.
    options
        Options of each solve; what is not set is as in the run.
    report
        Called with how many of how many alternatives are priced, and the place of the next.
    **asked
        Single options by their names in `SolverOptions`, instead of those of `options`: `time_limit_seconds=60`.

    Returns
    -------
    Explanation
        An answer for each task, with its alternatives, unpriced after Ctrl-C; money in kr. a year.

    Raises
    ------
    InvalidInputError
        There is no such municipality or task, it has no contacts, or an option is out of range.
    SolverError
        The solver failed in a way that proves nothing.
    """
    code, tasks = find_planned(result.instance, municipality, task)
    base = result.plan
    routes = [route_of(result, code, each) for each in tasks]
    open_to = {route: list_alternatives(base.problem, route) for route in routes}
    pricing = _pricing_of(result, solver_options(options, **asked))
    lawful = [each for others in open_to.values() for each in others if each.lawful]
    together = other_portfolios(base, code) if task is None else []
    wanted = lawful if task is not None else _nearest_in_each_form(base, lawful)
    portfolios = _price_together(pricing, together, report, len(together) + len(wanted))
    moves = {} if pricing.interrupted else _price_all(pricing, wanted, report, len(together))
    answers = [_answer_of(pricing, route, others, moves) for route, others in open_to.items()]
    if task is not None and not pricing.interrupted:
        answers = [_with_turns(result, pricing, answer) for answer in answers]
    return Explanation(result, code, tuple(answers), pricing.interrupted, portfolios, task)


def _answer_of(
    pricing: Forcing | Settling, route: Route, others: Sequence[Alternative], moves: Mapping[Route, LocalDifference]
) -> TaskExplanation:
    """Where a task is answered, with what is priced of what there is besides."""
    places = [(each, moves.get(each.route)) for each in others]
    priced = [PricedAlternative(each, move, pricing.forced([each.route]) if move else None) for each, move in places]
    return explain_answer(pricing.result, route, priced)


def _nearest_in_each_form(base: Plan, lawful: Sequence[Alternative]) -> list[Alternative]:
    """Of each task the place in each form that is cheapest with all else as it is; one that breaks no rule, if any."""
    found: dict[tuple[str, str], list[tuple[float, int]]] = defaultdict(list)
    for number, one in enumerate(lawful):
        found[one.route.task, one.route.form].append((step_from(base, (one.route,)).difference_kr, number))
    chosen = []
    for ranked in map(sorted, found.values()):
        near = [lawful[number] for _, number in ranked[:TRIED]]
        chosen.append(next((one for one in near if move_task(base, one.route).obeys), near[0]))
    return chosen


def _price_together(
    pricing: Forcing | Settling, together: Sequence[tuple[Route, ...]], report: ReportPriced, total: int
) -> tuple[PricedPortfolio, ...]:
    """Price tasks together, until interrupted; the cheapest for the country first."""
    settled: list[tuple[Route, ...]] = []
    for count, routes in enumerate(together):
        report(count, total, routes[0].centre)
        try:
            pricing.settle_together(routes)
        except KeyboardInterrupt:
            break
        settled.append(routes)
        if pricing.interrupted:
            break
    found = [
        PricedPortfolio(routes, move_portfolio(pricing.base, routes), pricing.forced(routes)) for routes in settled
    ]
    return tuple(sorted(found, key=_order_of_portfolio))


def _order_of_portfolio(one: PricedPortfolio) -> tuple[float, float]:
    known = one.forced.difference_kr if one.forced else None
    return inf if known is None else known, one.move.difference_kr


def _pricing_of(result: Result, options: SolverOptions) -> Forcing | Settling:
    """By solves where these are quick, or else by bounds and plans near known ones."""
    return Forcing(result, options) if is_small(result.plan.problem) else Settling(result, options, PARTS)


def _price_all(
    pricing: Forcing | Settling, lawful: Sequence[Alternative], report: ReportPriced, done: int
) -> Mapping[Route, LocalDifference]:
    """Price places one after the other, and return those that are, with what the task moved there alone costs.

    What was priced before, `done`, counts for progress. Places of which plans follow from each other come together,
    large tasks first: a plan for one is soon one for the next.
    """
    instance, moves = pricing.result.instance, dict[Route, LocalDifference]()
    ordered = lawful if isinstance(pricing, Forcing) else sorted(lawful, key=lambda one: _rank(instance, one.route))
    for count, each in enumerate(ordered):
        report(done + count, done + len(ordered), each.route.centre)
        try:
            pricing.settle([each.route])
        except KeyboardInterrupt:
            break
        moves[each.route] = move_task(pricing.base, each.route)
        if pricing.interrupted:
            break
    return moves


def _rank(instance: Instance, route: Route) -> tuple[str, float]:
    return route.centre, -instance.contacts[route.municipality, route.task]


def _with_turns(result: Result, pricing: Forcing | Settling, answer: TaskExplanation) -> TaskExplanation:
    """Where the plan of the nearest alternative gets cheaper than that of the run."""
    found = pricing.plan_with(answer.nearest.alternative.route) if answer.nearest else None
    if found is None:
        return answer

    def at(parameter: str, value: float) -> Instance:
        return result.instance.with_changes({parameter: value})

    return replace(answer, turns=break_even_values(result, found, at))


def explain_answer(result: Result, route: Route, others: Sequence[PricedAlternative]) -> TaskExplanation:
    """Where a task is answered, with what there is besides."""
    contacts = result.instance.contacts[route.municipality, route.task]
    return TaskExplanation(route, contacts, dict(_binding_rules(result, route)), tuple(others))


def _binding_rules(result: Result, route: Route) -> Iterator[tuple[str, str]]:
    """Return the rules that bind the municipality, the centre that answers, or the whole country."""
    name = result.instance.municipalities[route.municipality].name
    whom: dict[Whom, str] = {"municipality": name, "centre": route.centre, "country": COUNTRY}
    for rule, about in result.figures.rules_that_bind.items():
        bound = next((one for kind, one in whom.items() if kind in measured_at(rule) and one in about), None)
        if bound is not None:
            yield rule, bound


def _order_by_cost(one: PricedAlternative) -> tuple[float, float]:
    system = one.forced.difference_kr if one.forced else None
    local = one.move.difference_kr if one.move else float("inf")
    return (float("inf") if system is None else system, local)


def _answer_record(answer: TaskExplanation) -> dict[str, Any]:
    route = answer.route
    return {
        **{"task": route.task, "form": route.form, "centre": route.centre, "contacts": answer.contacts},
        "binding": dict(answer.binding),
        "alternatives": [_told_alternative(each) for each in answer.lawful],
        "turns": None if answer.turns is None else [asdict(turn) for turn in answer.turns],
        "ruled_out": [
            {"rules": [asdict(refusal) for refusal in refusals], "places": [route.centre for route in routes]}
            for refusals, routes in answer.ruled_out.items()
        ],
    }


def _told_portfolio(one: PricedPortfolio) -> dict[str, Any]:
    places = [{"task": route.task, "centre": route.centre, "form": route.form} for route in one.routes]
    return {"tasks": places, **_told_differences(one.move, one.forced)}


def _told_alternative(one: PricedAlternative) -> dict[str, Any]:
    route = one.alternative.route
    return {"centre": route.centre, "form": route.form, **_told_differences(one.move, one.forced)}


def _told_differences(move: LocalDifference | None, forced: Forced | None) -> dict[str, Any]:
    local = (
        {
            "difference_kr": move.difference_kr,
            "terms_kr": move.terms_kr,
            "pays_kr": move.pays_kr,
            "breaches": [{"rule": breach.rule, "sentence": breach.sentence} for breach in move.breaches],
        }
        if move
        else None
    )
    return {"local": local, "system": asdict(forced) if forced else None}
