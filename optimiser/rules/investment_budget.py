"""Which forms a municipality uses, and the rule `investment-budget`."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from typing import TYPE_CHECKING, Any

from optimiser.data.instance import Instance
from optimiser.data.settings import Policy
from optimiser.rules.rule import COUNTRY, NONE, Requirement, Rule, Slack, StructuralRule, Whom
from optimiser.rules.scale import scaled_kr

if TYPE_CHECKING:
    from optimiser.model.formulation import Formulation
    from optimiser.model.packing_model import PackingModel
    from optimiser.planning.plan import Plan


class FormInUse(StructuralRule):
    """**form-in-use**: a municipality uses a form when one of its tasks is answered in it.

    assign[m,t,d] <= uses[m,form(m,d)], only for forms with an investment per municipality
    """

    name = "form-in-use"

    def constrain(self, f: Formulation) -> None:
        charged = f.problem.tariff.charged_forms
        uses = {choice: (choice[0], route.form) for choice, route in f.choices.items() if route.form in charged}
        f.add_variables("uses", dict.fromkeys(uses.values()), "share")
        f.constrain("form-in-use", uses, lambda *choice: f.m.assign[choice] <= f.m.uses[uses[choice]])


class InvestmentBudget(Rule):
    """**investment-budget**: all that is invested stays within `policy.investment_budget_kr`.

    Σ investment · choice <= budget, over routes, connections, centres, hosts and forms in use
    """

    name = "investment-budget"
    words = {"da": "investeringsramme", "en": "investment budget"}
    declared_in = ("policy.investment_budget_kr",)
    phrases = {
        "asks budget": {
            "da": "der må højst investeres {value} i alt",
            "en": "at most {value} may be invested in total",
        },
        "move budget": {"da": "Hæv investeringsrammen til {value}", "en": "Raise the investment budget to {value}"},
        "drop budget": {"da": "Ophæv investeringsrammen", "en": "Drop the investment budget"},
    }
    measured_at: frozenset[Whom] = frozenset({"country"})
    tells_centres_apart = False  # it counts, and does not ask which
    packing_can_break = False  # packing has its row

    def is_asked(self, instance: Instance) -> bool:
        return instance.settings.policy.investment_budget_kr is not None

    def constrain(self, f: Formulation) -> None:
        budget_kr = f.problem.instance.settings.policy.investment_budget_kr
        if budget_kr is not None:
            f.constrain_once("investment-budget", _invested(f) <= scaled_kr(budget_kr))

    def constrain_packing(self, p: PackingModel) -> None:
        budget_kr = p.packing.problem.instance.settings.policy.investment_budget_kr
        if budget_kr is not None:
            left_kr = budget_kr - p.packing.plan.charges.investment_kr
            p.constrain_once("investment-budget", p.invested <= scaled_kr(left_kr))

    def slacks(self, plan: Plan) -> Iterator[Slack]:
        budget_kr = plan.problem.instance.settings.policy.investment_budget_kr
        if budget_kr is not None:
            yield Slack(COUNTRY, budget_kr - plan.charges.investment_kr, budget_kr)

    def policy_after(self, policy: Policy, invested_kr: float) -> Policy:
        if policy.investment_budget_kr is None:
            return policy
        return policy.model_copy(update={"investment_budget_kr": max(0.0, policy.investment_budget_kr - invested_kr)})

    def requirements(self, instance: Instance) -> Iterator[Requirement]:
        budget_kr = instance.settings.policy.investment_budget_kr
        if budget_kr is not None:
            yield Requirement(
                self.name,
                "",
                "budget",
                "policy.investment_budget_kr",
                budget_kr,
                NONE,
                far=inf,
                unit="kr.",
                rows=("investment-budget",),
                row_unit=lambda *_: scaled_kr(1.0),
            )


def _invested(f: Formulation) -> Any:
    """Return what is invested once (million kr.)."""
    tariff = f.problem.tariff
    routes = sum(charge.investment_kr * f.m.assign[choice] for choice, charge in f.charge.items())
    links = sum(charge.investment_kr * f.count_connections(link) for link, charge in f.link_charge.items())
    centres = sum(tariff.open_centre(c).investment_kr * f.is_open(c) for c in f.pieces_by_centre)
    hosts = sum(tariff.charge_of_host(c).investment_kr * f.m.sell[c] for c in f.hosts)
    uses = sum(tariff.using_form(m, form).investment_kr * f.m.uses[m, form] for m, form in f.m.uses)
    return scaled_kr(routes + links + centres + hosts + uses)
