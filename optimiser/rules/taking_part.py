"""The rule on who takes part in a plan, where municipalities may stay out of it at a price: a group, and not all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from optimiser.rules.rule import COUNTRY, PlanLimit, Rule, Slack, Whom

if TYPE_CHECKING:
    from optimiser.model.formulation import Formulation
    from optimiser.planning.plan import Plan
    from optimiser.planning.problem import Problem


class TakingPart(Rule):
    """**taking-part**: where municipalities may stay out, somebody takes part, and somebody stays out.

    1 <= Σ_m out[m] <= n - 1, over the n municipalities with contacts that may stay out, if a proper group is asked for

    Who stays out (out[m] = 1) has no task answered, sells nothing and pays the price that is set. Only where
    `Problem.staying_out` names somebody, as for the group that gains most by leaving.
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
        if out.proper:
            away = sum(f.m.out[code] for code in out.kr)
            f.constrain_once("taking-part-somebody", away <= len(out.kr) - 1)
            f.constrain_once("taking-part-not-all", away >= 1)

    def plan_limits(self, problem: Problem) -> Iterable[PlanLimit]:
        if problem.staying_out.proper:
            yield PlanLimit("taking_part.least", len(problem.staying_out.kr) - 1, staying_out=lambda _: 1.0)
            yield PlanLimit("taking_part.most", -1.0, staying_out=lambda _: -1.0)

    def slacks(self, plan: Plan) -> Iterator[Slack]:
        """Return how many more may stay out, and how many more may take part."""
        out = plan.problem.staying_out
        if out.proper:
            yield Slack(COUNTRY, len(out.kr) - len(plan.absent) - 1, step=1)
            yield Slack(COUNTRY, len(plan.absent) - 1, step=1)
