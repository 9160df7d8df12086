"""Asking whether there is a plan: of the instance with some rules taken away or moved, within one time limit."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from optimiser.api import solver_options
from optimiser.data.findings import InvalidInputError
from optimiser.data.instance import Instance
from optimiser.planning.precheck import conflicts
from optimiser.planning.problem import Problem, prepare
from optimiser.solver.stages import Solve
from optimiser.solver.watching import Watcher

Answer = Literal["a plan", "no plan", "not known", "refused"]
"""Proven both ways; or not known as time was up; or the changes contradict each other, so that nothing was asked."""
Changed = Callable[[Sequence[str]], Instance]
"""The instance with more changes, each as after `--set`, and checked as any instance is."""
ANY_PLAN = 0.99
"""A relative gap so wide that the first plan found ends a solve."""


@dataclass
class Asking:
    """Answers each question once; `limit_seconds` is for all of them together, `asked` counts them."""

    changed: Changed
    limit_seconds: float
    seed: int
    started: float = field(default_factory=time.monotonic)
    known: dict[frozenset[str], Answer] = field(default_factory=dict)

    @property
    def asked(self) -> int:
        """How many questions were answered by a check or a solve."""
        return len(self.known)

    @property
    def remaining(self) -> float:
        """Seconds left, not below 0."""
        return max(0.0, self.limit_seconds - (time.monotonic() - self.started))

    def plan_with(self, changes: Sequence[str]) -> Answer:
        """Whether there is a plan with the changes."""
        key = frozenset(changes)
        if (follows := self._follows(key)) is not None:
            return follows
        self.known[key] = self._answer(changes)
        return self.known[key]

    def _follows(self, key: frozenset[str]) -> Answer | None:
        """What is known already: every change takes away from what is asked, so more changes allow no less."""
        if self.known.get(key) == "refused":
            return "refused"
        if any(known == "a plan" and key >= fewer for fewer, known in self.known.items()):
            return "a plan"
        if any(known == "no plan" and key <= more for more, known in self.known.items()):
            return "no plan"
        return None

    def problem_with(self, changes: Sequence[str]) -> Problem:
        """The problem with the changes."""
        return prepare(self.changed(sorted(changes)))

    def _answer(self, changes: Sequence[str]) -> Answer:
        if not self.remaining:
            return "not known"
        try:
            problem = self.problem_with(changes)
        except InvalidInputError:
            return "refused"
        if conflicts(problem):
            return "no plan"
        options = solver_options(problem.instance, gap=ANY_PLAN)
        work = Solve(problem, options, Watcher(self.remaining, lambda _: None))
        work.run()
        if work.plan is not None:
            return "a plan"
        return "no plan" if work.infeasible else "not known"
