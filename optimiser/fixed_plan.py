"""Hold a plan: what it costs, and which rules it breaks, on an instance that it was not made for. Nothing is solved."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

from optimiser.api import finished
from optimiser.audit.breach import Breach, amount
from optimiser.data.instance import Instance
from optimiser.data.run_record import BreachRecord
from optimiser.planning.plan import Plan
from optimiser.planning.problem import Problem, prepare
from optimiser.planning.routes import DEPARTMENTS, Route, form_of, refusals
from optimiser.result.result import Result
from optimiser.solver.monitor import ProgressMonitor
from optimiser.solver.solve import Solve

OF_FIGURES = frozenset({"run-folder", "seal", "hash", "gap", "figures", "cost", "service-level"})
"""What the audit says under these names is of our own figures: no plan can break them."""


@dataclass(frozen=True)
class Held:
    """A plan on another instance: its figures as a result, and what it breaks there.

    `result` is None where a task cannot be answered as the plan says at all; its status is never better than
    feasible, as nothing is proved.
    """

    result: Result | None
    breaches: tuple[Breach, ...]

    @property
    def lawful(self) -> Result | None:
        """The result, where the plan breaks nothing."""
        return None if self.breaches else self.result

    @property
    def breaks(self) -> tuple[str, ...]:
        """The names of the rules that the plan breaks, each once."""
        return tuple(dict.fromkeys(breach.rule for breach in self.breaches))

    @property
    def miscounted(self) -> tuple[str, ...]:
        """What the audit finds wrong with our own figures, in sentences."""
        return tuple(breach.sentence for breach in self.breaches if breach.rule in OF_FIGURES)


def hold(result: Result, instance: Instance) -> Held:
    """Price the plan of a result on another instance, with who answers what as it is, and audit it there.

    The instance is of the same municipalities and tasks: what it has no contacts at falls away, and contacts that
    the plan does not answer break the rule `assignment`. Of the result no more is read than its assignments.
    """
    began, problem = time.monotonic(), prepare(instance)
    centre_of = {(code, task): centre for code, task, centre in _answers(result)}
    refused = tuple(_refused(problem, centre_of))
    if refused:
        return Held(None, refused)
    routes = tuple(_route(instance, *key, centre_of[key]) for key in instance.contacts)
    work = Solve(problem, instance.settings.solver, ProgressMonitor(0.0, lambda _: None), plan=Plan(problem, routes))
    held = finished(work, (), began=began, prepared=time.monotonic() - began)
    return Held(held, tuple(_breach(found) for found in held.breaches))


def _answers(result: Result) -> Iterator[tuple[str, str, str]]:
    rows = result.assignments
    return zip(rows["municipality"], rows["task"], rows["centre"], strict=True)


def _route(instance: Instance, municipality: str, task: str, centre: str) -> Route:
    return Route(municipality, task, centre, form_of(instance, municipality, centre))


def _refused(problem: Problem, centre_of: dict[tuple[str, str], str]) -> Iterator[Breach]:
    """The tasks that cannot go where the plan sends them, each with the first rule that says so."""
    instance = problem.instance
    for code, task in instance.contacts:
        about, centre = f"{task} of {instance.municipalities[code].name}", centre_of.get((code, task))
        if centre is None:
            yield Breach("assignment", about, "is answered nowhere", "every task must be")
        elif centre not in (DEPARTMENTS, *instance.centres):
            wanted = f"the structure {instance.settings.structure} has no such centre"
            yield Breach("group-membership", about, f"is answered by {centre}", wanted)
        elif (route := _route(instance, code, task, centre)) not in problem.lawful:
            yield _out_of_reach(problem, route, about)


def _out_of_reach(problem: Problem, route: Route, about: str) -> Breach:
    found = f"is answered by {route.centre} in the form {route.form}"
    for rule in refusals(problem.instance, route):
        return Breach(rule, about, found, "that is not allowed")
    short = problem.closed[route.centre]
    wanted = f"that centre can reach {amount(short.reaches)} contacts a year, and must reach {amount(short.needs)}"
    return Breach("minimum-volume", about, found, wanted)


def _breach(found: BreachRecord) -> Breach:
    return Breach(found.rule, found.about, found.found, found.wanted)
