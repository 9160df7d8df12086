"""Rules that look at money: the investment budget, and the law's cap on purchases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from math import inf
from typing import TYPE_CHECKING

from optimiser.data.instance import Instance
from optimiser.data.rows import LegalRule
from optimiser.data.settings import Policy
from optimiser.rules.rule import (
    COUNTRY,
    NONE,
    PlanLimit,
    PortfolioLimit,
    Requirement,
    Rule,
    Slack,
    StructuralRule,
    Whom,
    scaled_kr,
)

if TYPE_CHECKING:
    from optimiser.model.formulation import Choice, Formulation, Link
    from optimiser.model.packing_model import PackingModel
    from optimiser.planning.plan import Plan
    from optimiser.planning.problem import Problem
    from optimiser.planning.routes import Route
    from optimiser.planning.sales import SaleTerms


# ---- Which forms a municipality uses, and the rule `investment-budget` ----------------------------


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
    in_portfolios = True

    def is_asked(self, instance: Instance) -> bool:
        return instance.settings.policy.investment_budget_kr is not None

    def constrain(self, f: Formulation) -> None:
        budget_kr = f.problem.instance.settings.policy.investment_budget_kr
        if budget_kr is not None:
            invested_kr = f.charged(lambda charge: charge.investment_kr)
            f.constrain_once("investment-budget", scaled_kr(invested_kr) <= scaled_kr(budget_kr))

    def constrain_packing(self, p: PackingModel) -> None:
        budget_kr = p.packing.problem.instance.settings.policy.investment_budget_kr
        if budget_kr is not None:
            left_kr = budget_kr - p.packing.plan.charges.investment_kr
            p.constrain_once("investment-budget", p.invested <= scaled_kr(left_kr))

    def plan_limits(self, problem: Problem) -> Iterable[PlanLimit]:
        budget_kr, tariff = problem.instance.settings.policy.investment_budget_kr, problem.tariff
        if budget_kr is not None:
            yield PlanLimit(
                "investment_budget_kr",
                budget_kr,
                route=lambda route: tariff.charge_of_route(route).investment_kr,
                connection=lambda *link: tariff.charge_of_link(*link).investment_kr,
                opening=lambda centre: tariff.open_centre(centre).investment_kr,
                host=lambda centre: tariff.charge_of_host(centre).investment_kr,
                form=lambda code, form: tariff.using_form(code, form).investment_kr,
            )

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


# ---- Rule `purchase-cap`: what the law lets one municipality buy from another ---------------------


class PurchaseCap(Rule):
    """**purchase-cap**: the yearly value one municipality buys from another stays below the law's cap.

    Σ_t price · contacts(m,t) · assign[m,t,c] <= cap · connect[m,c], over the forms and levels of
    each legal rule in force that has a cap

    A contact is valued at the price that the host asks (`centres.sale_price_kr`); where it asks none, at
    `policy.purchase_price_kr`; or, where none is set, at the highest it can cost in the centre that sells, and no less
    than today's unit cost, more by its mark-up: so the law is kept at the price that is paid, whatever volume the
    centre reaches (`planning/centre_curve.py`). A pool is valued at the lowest of its centres' prices, so that its
    model stays a bound; the packed plan keeps to the price of each.
    """

    name = "purchase-cap"
    words = {"da": "loft over køb", "en": "cap on purchases"}
    declared_in = ("legal.cap_kr", "policy.purchase_price_kr", "centres.sale_price_kr", "centres.sale_markup")
    measured_at: frozenset[Whom] = frozenset({"municipality"})
    tells_centres_apart = False  # it is of each connection, of which the pool counts how many
    looks_at_whole_plan = False
    packing_can_break = False  # no option is above it
    in_portfolios = True  # of a portfolio that has one partner

    def is_asked(self, instance: Instance) -> bool:
        return any(law.cap_kr is not None for law in instance.laws)

    def constrain(self, f: Formulation) -> None:
        values = {
            (*link, law.rule): (found, law.cap_kr)
            for law in f.problem.instance.laws
            if law.cap_kr
            for link in f.choices_by_link
            if (found := _values(f, law, link))
        }

        def below(m: str, q: str, law: str) -> object:
            found, cap_kr = values[m, q, law]
            value = sum(scaled_kr(kr) * f.m.assign[choice] for choice, kr in found.items())
            return value <= scaled_kr(cap_kr) * f.count_connections((m, q))

        f.constrain("purchase-cap", values, below)

    def portfolio_limits(self, problem: Problem, municipality: str) -> Iterable[PortfolioLimit]:
        for law in problem.instance.laws:
            if law.cap_kr is not None:
                yield PortfolioLimit(partial(_less_value, problem, law), -law.cap_kr, tells_centres_apart=True)

    def slacks(self, plan: Plan) -> Iterator[Slack]:
        """Return what each buyer may buy more of a seller of which it could, or has bought too much."""
        problem, taken = plan.problem, set(plan.routes)
        for law in problem.instance.laws:
            for code, centre in plan.links if law.cap_kr is not None else ():
                ways = [route for route in problem.routes_of.get(code, ()) if route.centre == centre]
                value_kr = {route: problem.purchase_value_kr(law, [route]) for route in ways}
                bought_kr = sum(value_kr.get(route, 0.0) for route in plan.by_municipality[code])
                more_kr = [kr for route, kr in value_kr.items() if kr > 0 and route not in taken]
                spare_kr = (law.cap_kr or 0.0) - bought_kr
                if bought_kr > 0 and (more_kr or spare_kr < 0):
                    name = problem.instance.municipalities[code].name
                    yield Slack(name, spare_kr, law.cap_kr or 0.0, min(more_kr, default=0.0))


def _less_value(problem: Problem, law: LegalRule, route: Route) -> float:
    """Return minus what a route is worth under a law (kr. a year); nothing where nobody else answers."""
    return -problem.purchase_value_kr(law, [route]) if route.away else 0.0


def _values(f: Formulation, law: LegalRule, link: Link) -> dict[Choice, float]:
    """Return the value in kr. of each choice over the connection that the cap covers."""
    cheapest: dict[SaleTerms, str] = {}
    for centre in sorted(f.pool_named[link[1]].centres, key=lambda centre: f.problem.dearest_kr[centre]):
        cheapest.setdefault(f.problem.sale_terms[centre], centre)
    values = {
        choice: min(
            f.problem.purchase_value_kr(law, [replace(f.choices[choice], centre=centre)])
            for centre in cheapest.values()
        )
        for choice in f.choices_by_link[link]
    }
    return {choice: value for choice, value in values.items() if value > 0}
