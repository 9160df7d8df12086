"""Why a municipality's tasks are answered where they are: each place against the one taken, in figures."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from optimiser.explanation.alternatives import Alternative, alternatives
from optimiser.explanation.forcing import Forced, Forcing
from optimiser.explanation.moving import Moved, moved, route_of
from optimiser.planning.problem import Problem, prepare
from optimiser.planning.routes import Route
from optimiser.result.result import Result

SCHEMA_VERSION = 1
"""Version of what `explain --json` prints; raised when an entry changes its meaning."""
ENTRY_POINTS = "entry-points"
"""The rule that binds a municipality; the other rules that bind are about centres."""

Report = Callable[[int, int, str], None]
"""Is told how many alternatives are priced, of how many, and which comes now."""


@dataclass(frozen=True)
class Priced:
    """An alternative with its differences; none where a rule refuses it, or where it was stopped before."""

    alternative: Alternative
    move: Moved | None = None
    forced: Forced | None = None


@dataclass(frozen=True)
class Answer:
    """Where a task is answered, the rules that bind there, and what else there was.

    `binding` has by rule the centre or the municipality that it binds.
    """

    route: Route
    contacts: float
    binding: Mapping[str, str]
    others: tuple[Priced, ...]

    @property
    def lawful(self) -> tuple[Priced, ...]:
        """The alternatives that no rule refuses by itself, the cheapest for the whole country first."""
        return tuple(sorted((one for one in self.others if one.alternative.lawful), key=_cheapness))

    @property
    def nearest(self) -> Priced | None:
        """The alternative that costs the whole country least."""
        return next((one for one in self.lawful if one.forced and one.forced.difference_kr is not None), None)


@dataclass(frozen=True)
class Explanation:
    """Why tasks of one municipality (its code) are answered where they are; `interrupted` by Ctrl-C before all was."""

    result: Result
    municipality: str
    answers: tuple[Answer, ...]
    interrupted: bool

    @property
    def pays(self) -> Mapping[str, float]:
        """What the municipality pays (kr. a year): `today_kr`, `after_kr`, and `change_kr`, by which it is more."""
        rows = self.result.municipalities
        row = rows[rows["code"] == self.municipality].iloc[0]
        return {name: float(row[name]) for name in ("today_kr", "after_kr", "change_kr")}

    def record(self) -> dict[str, Any]:
        """All of it as entries of JSON; money in kr. a year."""
        run, instance = self.result.run, self.result.instance
        return {
            "schema_version": SCHEMA_VERSION,
            **{name: run[name] for name in ("name", "system", "input_sha256", "objective_kr", "bound_kr", "gap")},
            "municipality": {
                "code": self.municipality,
                "name": instance.municipalities[self.municipality].name,
                **self.pays,
            },
            "tasks": [_told(answer) for answer in self.answers],
            "interrupted": self.interrupted,
        }


def explain(
    result: Result,
    municipality: str,
    tasks: Sequence[str],
    report: Report = lambda *_: None,
    seconds: float | None = None,
) -> Explanation:
    """Price every alternative of tasks of a municipality (its code); `seconds` is the longest time for one solve.

    After Ctrl-C the rest is left unpriced. Raises SolverError.
    """
    problem, forcing = prepare(result.instance), Forcing(result, seconds)
    routes = [route_of(result, municipality, task) for task in tasks]
    open_to = {route: alternatives(problem, route) for route in routes}
    lawful = [each for others in open_to.values() for each in others if each.lawful]
    priced: dict[Route, Priced] = {}
    for count, each in enumerate(lawful):
        report(count, len(lawful), each.route.centre)
        priced[each.route] = Priced(each, moved(result, each.route), forcing.forced(each.route))
        if forcing.interrupted:
            break
    answers = (
        _answer(result, problem, route, [priced.get(each.route, Priced(each)) for each in open_to[route]])
        for route in routes
    )
    return Explanation(result, municipality, tuple(answers), forcing.interrupted)


def _answer(result: Result, problem: Problem, route: Route, others: Sequence[Priced]) -> Answer:
    contacts = problem.instance.contacts[route.municipality, route.task]
    return Answer(route, contacts, dict(_binding(result, route)), tuple(others))


def _binding(result: Result, route: Route) -> Iterator[tuple[str, str]]:
    """The rules that bind the municipality or the centre that answers."""
    name = result.instance.municipalities[route.municipality].name
    for rule, about in result.run["rules_that_bind"].items():
        bound = name if rule == ENTRY_POINTS else route.centre
        if bound in about:
            yield rule, bound


def _cheapness(one: Priced) -> tuple[float, float]:
    system = one.forced.difference_kr if one.forced else None
    local = one.move.difference_kr if one.move else float("inf")
    return (float("inf") if system is None else system, local)


def _told(answer: Answer) -> dict[str, Any]:
    route = answer.route
    return {
        **{"task": route.task, "form": route.form, "centre": route.centre, "contacts": answer.contacts},
        "binding": dict(answer.binding),
        "alternatives": [_told_alternative(each) for each in answer.others],
    }


def _told_alternative(one: Priced) -> dict[str, Any]:
    move, route = one.move, one.alternative.route
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
    return {
        **{"centre": route.centre, "form": route.form},
        "refused_by": [asdict(refusal) for refusal in one.alternative.refused_by],
        "local": local,
        "system": asdict(one.forced) if one.forced else None,
    }
