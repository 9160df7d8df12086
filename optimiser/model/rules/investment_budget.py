"""Which forms a municipality uses, and the rule `investment-budget`."""

from typing import Any

import pyomo.core as pyo

from optimiser.data.columns import Form
from optimiser.model.formulation import MILLION, Choice, Formulation, Period

Use = tuple[Period, str, Form]
"""(period, municipality, form)."""


def add_uses(f: Formulation) -> None:
    """A municipality uses a form when one of its tasks is answered in it.

    assign[p,m,t,d] <= uses[p,m,form(m,d)], only for forms with an investment per municipality
    """
    choices = {choice: _use(f, choice) for choice in f.choices if _use(f, choice)[2] in f.problem.tariff.charged_forms}
    f.variable("uses", dict.fromkeys(choices.values()), bounds=(0, 1))
    f.rule("form-in-use", choices, lambda _, *choice: f.m.assign[choice] <= f.m.uses[choices[choice]])


def add_investment_budget(f: Formulation) -> None:
    """**investment-budget**: all that is invested stays within `policy.investment_budget_kr`.

    Σ investment · choice <= budget, over routes, connections, centres, hosts and forms in use
    """
    budget_kr = f.problem.instance.settings.policy.investment_budget_kr
    if budget_kr is not None:
        f.m.add_component("investment-budget", pyo.Constraint(expr=_invested(f) <= budget_kr / MILLION))


def _use(f: Formulation, choice: Choice) -> Use:
    return (choice[0], choice[1], f.choices[choice].form)


def _invested(f: Formulation) -> Any:
    """Million kr. invested once."""
    tariff = f.problem.tariff
    routes = sum(charge.investment_kr * f.m.assign[choice] for choice, charge in f.charge.items())
    links = sum(charge.investment_kr * f.connections(link) for link, charge in f.link_charge.items())
    centres = sum(tariff.open_centre(c).investment_kr * f.opened(p, c) for p, c in f.pieces_by_centre)
    hosts = sum(tariff.host(c).investment_kr * f.m.sell[p, c] for p, c in f.hosts)
    uses = sum(tariff.using_form(m, form).investment_kr * f.m.uses[p, m, form] for p, m, form in f.m.uses)
    return (routes + links + centres + hosts + uses) / MILLION
