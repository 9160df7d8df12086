"""The rule on who takes part in a plan, where municipalities may stay out of it at a price."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from optimiser.rules.rule import COUNTRY, PlanLimit, Rule, Slack, Whom

if TYPE_CHECKING:
    from optimiser.model.formulation import Formulation
    from optimiser.planning.plan import Plan
    from optimiser.planning.problem import Problem


class TakingPart(Rule):
    """**taking-part**: where municipalities may stay out, those that take part are another group than each set aside.

    Σ_{m in S} out[m] + Σ_{m not in S} (1 - out[m]) >= 1 for each group S of `Problem.staying_out.besides`

    Who stays out (out[m] = 1) has no task answered, sells nothing and pays the price that is set. Only where
    `Problem.staying_out` names somebody, as for the group that gains most by leaving: all together and nobody are set
    aside then.
    """

    name = "taking-part"
    words = {"da": "hvem der er med", "en": "who takes part"}
    measured_at: frozenset[Whom] = frozenset({"country"})
    looks_at_money = False
    tells_centres_apart = False  # it asks who is answered, and not where
    looks_at_whole_plan = False  # it is asked of a search, and of no plan that is there
    packing_can_break = False  # packing puts nobody out
    in_portfolios = True

    def constrain(self, f: Formulation) -> None:
        out = f.problem.staying_out
        if out.kr:
            f.add_variables("out", out.kr, "binary")

        def another(number: int) -> Any:
            group = out.besides[number]
            return sum(f.m.out[m] if m in group else 1 - f.m.out[m] for m in out.kr) >= 1

        if out.besides:
            f.constrain("taking-part", range(len(out.besides)), another)

    def plan_limits(self, problem: Problem) -> Iterable[PlanLimit]:
        """Of those outside a group that is set aside not all stay out, or some of the group do."""
        out = problem.staying_out
        for number, group in enumerate(out.besides):
            most = len(out.kr.keys() - group) - 1
            yield PlanLimit(f"taking_part.{number}", most, staying_out=partial(_leaves_as, group))

    def slacks(self, plan: Plan) -> Iterator[Slack]:
        """Return by how many municipalities more than one those that take part differ from each group set aside."""
        out = plan.problem.staying_out
        taking_part = out.kr.keys() - {*plan.absent}
        for group in out.besides:
            yield Slack(COUNTRY, len(taking_part ^ (out.kr.keys() & group)) - 1, step=1)


def _leaves_as(group: frozenset[str], code: str) -> float:
    """Count who stays out of a group and out of the plan for, and a member of it that does against."""
    return -1.0 if code in group else 1.0
