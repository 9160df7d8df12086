"""A game of municipalities whose questions are asked of workers, and whose answers are kept."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import inf
from typing import Any, Literal

from optimiser.data.instance import Instance
from optimiser.data.settings import SolverOptions
from optimiser.planning.assignment import Assignment
from optimiser.sharing.game import NOBODY, Group, GroupCost, Objection, Payments, known_kr
from optimiser.sharing.municipal_game import MunicipalGame
from optimiser.sharing.price_payments import PricePayments
from optimiser.solver.warm_start_cache import WarmStartCache
from optimiser.studies.resume import Resume
from optimiser.studies.runner.dispatch import Case, lines_of_one

Answer = Mapping[str, Any]
"""What is kept of a question: figures by name, None where none is known; whether the group may have a plan at all."""
ANSWER = frozenset({"group", "cost_kr", "bound_kr", "may_have_plan", "gain_kr", "most_kr"})


class UnansweredError(Exception):
    """Raised where a question came to nothing; why is told with the failures of the study."""


@dataclass(frozen=True)
class PlanToShare:
    """The plan for all that a game begins from; no plan for all costs less than `bound_kr` a year."""

    assignment: Assignment
    bound_kr: float


@dataclass(frozen=True)
class Question(Case[Answer]):
    """A question to the game, as a case; `told` is what people call it."""

    told: str = ""

    @property
    def title(self) -> str:
        """What people call it."""
        return self.told


class SharedGame:
    """The game of an instance's municipalities, begun from a plan for all; each question is asked once."""

    def __init__(self, resume: Resume[Answer], instance: Instance, plan: PlanToShare, cost_kr: float) -> None:
        self.players = tuple(code for code, tasks in instance.tasks_of.items() if tasks)
        self._resume, self._instance, self._plan, self._cost_kr = resume, instance, plan, cost_kr

    def cost_of(self, group: Group) -> GroupCost:
        """Return what a group costs that plans for itself. Raises UnansweredError."""
        return self.costs_of([group])[0]

    def costs_of(self, groups: Sequence[Group]) -> list[GroupCost]:
        """Return what each group costs that plans for itself; those not known are solved side by side.

        Raises UnansweredError.
        """
        asked = {group: self._ask_cost(group) for group in groups if 0 < len(group) < len(self.players)}
        self._answer(asked.values())
        return [self._read_cost(group, asked.get(group)) for group in groups]

    def find_objection(self, paid: Payments) -> Objection:
        """Return the group that gains most by leaving at these payments. Raises UnansweredError."""
        return self.find_objection_besides(paid, ()) or Objection(NOBODY, -inf, -inf, GroupCost(NOBODY, 0.0, 0.0))

    def find_objection_besides(self, paid: Payments, aside: Collection[Group]) -> Objection | None:
        """Return the same of the groups that are not set aside; None where there is none. Raises UnansweredError."""
        payments = [paid[player] for player in self.players]
        asked = json.dumps([payments, sorted(map(sorted, aside))] if aside else payments)
        told = f"objection {hashlib.sha256(asked.encode()).hexdigest()[:8]}"
        found_of = partial(_find_objection, plan=self._plan, paid=dict(paid), aside=tuple(aside))
        question = Question(f"objection {asked}", self._instance, found_of, told=told)
        self._answer([question])
        found = self._read(question)
        if not found["may_have_plan"]:
            return None
        cost = _cost_in(found)
        return Objection(cost.group, _or(-inf, found["gain_kr"]), _or(inf, found["most_kr"]), cost)

    def pay_by_prices(self) -> PricePayments | None:
        """Return payments near the core from the prices of a bound; None without. Raises UnansweredError."""
        found_of = partial(_find_price_payments, plan=self._plan)
        question = Question("payments from prices", self._instance, found_of, told="payments from prices")
        self._answer([question])
        found = self._read(question)
        if found["most_kr"] is None:
            return None
        payments = dict(zip(self.players, found["payments"], strict=True))
        return PricePayments(payments, float(found["most_kr"]), float(found.get("open_kr", 0.0)))

    def _ask_cost(self, group: Group) -> Question:
        members = sorted(group)
        told = f"{', '.join(members[:3])}{f' and {len(members) - 3} more' if len(members) > 3 else ''}"
        found_of = partial(_find_cost, plan=self._plan, group=group)
        return Question(f"group {' '.join(members)}", self._instance, found_of, told=told)

    def expect_costs(self, groups: Iterable[Group]) -> None:
        """Count what is kept of the costs of some groups, before any is asked for."""
        self._want([self._ask_cost(group) for group in groups if 0 < len(group) < len(self.players)])

    def _answer(self, questions: Iterable[Question]) -> None:
        asked = list(questions)
        self._want(asked)
        self._resume.solve_missing(asked, lines_of_one)

    def _want(self, questions: Sequence[Question]) -> None:
        wanted = {case.key for case in self._resume.wanted}
        self._resume.want_cases([question for question in questions if question.key not in wanted])

    def _read(self, question: Question) -> Answer:
        if question.key not in self._resume.solved:
            raise UnansweredError(question.title)
        return self._resume.solved[question.key]

    def _read_cost(self, group: Group, question: Question | None) -> GroupCost:
        if question is None:
            cost_kr, bound_kr = (self._cost_kr, self._plan.bound_kr) if group else (0.0, 0.0)
            return GroupCost(group, cost_kr, bound_kr)
        return _cost_in(self._read(question))


def _cost_in(answer: Answer) -> GroupCost:
    bound_kr = _or(-inf, answer["bound_kr"]) if answer["may_have_plan"] else inf
    return GroupCost(frozenset(answer["group"]), _or(inf, answer["cost_kr"]), bound_kr)


def _or(otherwise: float, kr: float | None) -> float:
    return otherwise if kr is None else float(kr)


# ---- In a worker ----------------------------------------------------------------------------------


Purpose = Literal["costs", "objections"]
_OPEN: dict[Purpose, tuple[str, MunicipalGame]] = {}
"""The games that a worker was asked last, each with what it is of.

What one learns from an objection helps with the next: they are asked for one after another, of one worker. What groups
cost is asked of any worker in any order, and must not decide what objections are found.
"""


def _open_game(purpose: Purpose, instance: Instance, options: SolverOptions, plan: PlanToShare) -> MunicipalGame:
    told = f"{instance.sha256} {options.model_dump_json()} {plan.bound_kr!r} {sorted(plan.assignment.items())}"
    if purpose not in _OPEN or _OPEN[purpose][0] != told:
        _OPEN[purpose] = told, MunicipalGame(instance, plan.assignment, plan.bound_kr, options)
    return _OPEN[purpose][1]


def _find_cost(
    instance: Instance, options: SolverOptions, _: WarmStartCache, *, plan: PlanToShare, group: Group
) -> Answer:
    found = _open_game("costs", instance, options, plan).cost_of(group)
    return {**_keep_cost(found), "gain_kr": None, "most_kr": None}


def _find_objection(
    instance: Instance,
    options: SolverOptions,
    _: WarmStartCache,
    *,
    plan: PlanToShare,
    paid: Payments,
    aside: tuple[Group, ...],
) -> Answer:
    game = _open_game("objections", instance, options, plan)
    found = game.find_objection_besides(paid, aside) if aside else game.find_objection(paid)
    if found is None or found.most_kr == -inf:
        return {**_keep_cost(GroupCost(NOBODY, inf, inf)), "gain_kr": None, "most_kr": None}
    return {**_keep_cost(found.cost), "gain_kr": known_kr(found.gain_kr), "most_kr": known_kr(found.most_kr)}


def _find_price_payments(instance: Instance, options: SolverOptions, _: WarmStartCache, *, plan: PlanToShare) -> Answer:
    game = _open_game("costs", instance, options, plan)
    found, nothing = game.price_payments, _keep_cost(GroupCost(NOBODY, inf, inf))
    if found is None:
        return {**nothing, "gain_kr": None, "most_kr": None}
    return {
        **nothing,
        "gain_kr": None,
        "most_kr": known_kr(found.most_kr),
        "payments": [found.payments[player] for player in game.players],
        "open_kr": found.open_kr,
    }


def _keep_cost(cost: GroupCost) -> Answer:
    may_have_plan = cost.bound_kr < inf
    figures = {"cost_kr": known_kr(cost.cost_kr), "bound_kr": known_kr(cost.bound_kr)}
    return {"group": sorted(cost.group), **figures, "may_have_plan": may_have_plan}
