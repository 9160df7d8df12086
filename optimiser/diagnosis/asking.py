"""Asking whether there is a plan: of the instance with some rules taken away or moved, within one time limit."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from optimiser.api import finish_result
from optimiser.data.findings import InvalidInputError
from optimiser.data.instance import Instance
from optimiser.data.settings import SolverOptions
from optimiser.planning.problem import Problem, build_problem
from optimiser.planning.routes import Route
from optimiser.result.result import Result
from optimiser.rules.registry import find_conflicts
from optimiser.solver.highs import SolverLimits
from optimiser.solver.monitor import ProgressMonitor
from optimiser.solver.solve import Solve, WarmStart

Feasibility = Literal["a plan", "no plan", "not known", "refused"]
"""Proven both ways; or not known as time was up; or the changes contradict each other, so that nothing was asked."""
ChangeInstance = Callable[[Sequence[str]], Instance]
"""The instance with more changes, each as after `--set`, and checked as any instance is."""
NEAR = 1e-3
"""The relative gap of hints."""
PATIENCE = 3.0
"""How many times the longest question so far one may take whose answer only makes a repair smaller."""
ANY_PLAN = 0.99
"""A relative gap so wide that the first plan found ends a solve."""


@dataclass
class Asking:
    """Answers each question once, by the `options` of a solve; their time limit is for all of them together.

    Once `interrupted` nothing more is asked, and what runs is stopped. `slowest` are the seconds of the question that
    took longest to answer.
    """

    changed: ChangeInstance
    options: SolverOptions
    interrupted: bool = False
    slowest: float = 1.0
    started: float = field(default_factory=time.monotonic)
    known: dict[frozenset[str], Feasibility] = field(default_factory=dict)
    plans: dict[frozenset[str], tuple[Route, ...]] = field(default_factory=dict)

    @property
    def asked(self) -> int:
        """How many questions were answered by a check or a solve."""
        return sum(answer != "not known" for answer in self.known.values())

    @property
    def remaining(self) -> float:
        """Seconds left, not below 0; none once interrupted."""
        left = self.options.time_limit_seconds - (time.monotonic() - self.started)
        return 0.0 if self.interrupted else max(0.0, left)

    def plan_with(self, changes: Sequence[str], *, patiently: bool = True) -> Feasibility:
        """Whether there is a plan with the changes; not asked much longer than any question before if impatient."""
        key = frozenset(changes)
        if (follows := self._known_answer(key)) is not None:
            return follows
        began = time.monotonic()
        answer = self._find_answer(key, self.remaining if patiently else self.patience)
        if answer != "not known":
            self.slowest = max(self.slowest, time.monotonic() - began)
        if answer != "not known" or patiently:
            self.known[key] = answer
        return answer

    @property
    def patience(self) -> float:
        """Seconds for what is not worth much more than what was asked before: near what is possible some are hard."""
        return min(self.remaining, PATIENCE * self.slowest)

    @property
    def all_known(self) -> bool:
        """True when nothing that was asked patiently is left open."""
        return "not known" not in self.known.values()

    def problem_with(self, changes: Sequence[str]) -> Problem:
        """The problem with the changes."""
        return build_problem(self.changed(sorted(changes)))

    def best_with(self, changes: Sequence[str], gap: float) -> Result:
        """The plan with the changes to a relative gap, audited; what is known of them is begun from."""
        began = time.monotonic()
        problem = self.problem_with(changes)
        prepared = time.monotonic() - began
        work = self._stoppable_solve(problem, gap, self.remaining)
        work.start_from(WarmStart(self.plans.get(frozenset(changes), ())))
        work.run_stages()
        return finish_result(work, (), began=began, prepared=prepared)

    @property
    def effort(self) -> SolverLimits:
        """How hard to try with a model that only gives hints."""
        return SolverLimits(NEAR, self.patience, self.options.threads, self.options.seed)

    def should_stop(self, _objective: float, _bound: float) -> bool:
        """Whether to stop what runs."""
        return self.interrupted

    def _known_answer(self, key: frozenset[str]) -> Feasibility | None:
        """What is known already: every change takes away from what is asked, so more changes allow no less."""
        if self.known.get(key) == "refused":
            return "refused"
        if any(known == "a plan" and key >= fewer for fewer, known in self.known.items()):
            return "a plan"
        if any(known == "no plan" and key <= more for more, known in self.known.items()):
            return "no plan"
        return None

    def _find_answer(self, key: frozenset[str], seconds: float) -> Feasibility:
        if not seconds:
            return "not known"
        try:
            problem = self.problem_with(tuple(key))
        except InvalidInputError:
            return "refused"
        if find_conflicts(problem):
            return "no plan"
        work = self._stoppable_solve(problem, ANY_PLAN, seconds)
        work.run_stages()
        if work.plan is not None:
            self.plans[key] = work.plan.routes
            return "a plan"
        return "no plan" if work.infeasible else "not known"

    def _stoppable_solve(self, problem: Problem, gap: float, seconds: float) -> Solve:
        """A solve that is stopped with all else."""
        monitor = ProgressMonitor(seconds, lambda _: self._pass_on(monitor))
        return Solve(problem, SolverOptions(gap=gap).laid_over(self.options), monitor)

    def _pass_on(self, monitor: ProgressMonitor) -> None:
        monitor.interrupted = self.interrupted
