"""Key figures of a plan: cost against today, investment, gain, who is answered how."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from optimiser.data.columns import FORMS
from optimiser.data.run_tables import KpiLine
from optimiser.planning.plan import Plan
from optimiser.result.cash_flow import cash_flow, investments_by_lifetime, net_present_value_kr
from optimiser.result.measures import criteria_score
from optimiser.result.tables import terms_kr


def key_figures(plan: Plan, kpis: Iterable[KpiLine]) -> dict[str, Any]:
    """The figures of run.json that follow from the plan and its KPIs (kr., a year unless said otherwise)."""
    today_kr, invested = plan.problem.instance.today_kr, plan.charges
    net_gain_kr = today_kr - plan.cost_kr
    gross_gain_kr = net_gain_kr + invested.investment_annual_kr
    by_lifetime = investments_by_lifetime(plan)
    return {
        "objective_kr": plan.cost_kr,
        "exact_cost_kr": plan.exact_cost_kr,
        "curve_error": curve_error(plan),
        "terms_kr": terms_kr(plan),
        "today_kr": today_kr,
        "gross_gain_kr": gross_gain_kr,
        "investment_kr": invested.investment_kr,
        "investment_annual_kr": invested.investment_annual_kr,
        "net_gain_kr": net_gain_kr,
        "investments": [{"lifetime_years": years, "investment_kr": kr} for years, kr in by_lifetime.items()],
        "npv_kr": net_present_value_kr(cash_flow(by_lifetime, gross_gain_kr, plan.problem.instance.settings.economy)),
        "payback_years": payback_years(invested.investment_kr, gross_gain_kr, net_gain_kr),
        "criteria_score": criteria_score(plan.problem.instance, kpis),
        "municipalities_by_form": _municipalities_by_form(plan),
        "contacts_by_form": _contacts_by_form(plan),
        "cost_by_form_kr": _cost_by_form_kr(plan),
    }


def curve_error(plan: Plan) -> dict[str, float]:
    """Relative error of the affine pieces: asked for, largest on any piece, and in this plan's cost."""
    return {
        "asked": plan.problem.instance.settings.curve.max_error,
        "measured": max((one.measured_error for one in plan.problem.classes), default=0.0),
        "plan": plan.exact_cost_kr / plan.cost_kr - 1 if plan.cost_kr else 0.0,
    }


def payback_years(investment_kr: float, gross_gain_kr: float, net_gain_kr: float) -> float | None:
    """The investment once, divided by the yearly gain before investment, without interest; None if it never pays back.

    It never does where the gain is less than the yearly shares of the investment: that has to be made again before it
    is paid. A krone a year is the last digits of a sum, and no gain or loss.
    """
    if investment_kr == 0:
        return 0.0
    return investment_kr / gross_gain_kr if gross_gain_kr >= 1 and net_gain_kr > -1 else None


def _municipalities_by_form(plan: Plan) -> dict[str, int]:
    """Municipalities with any contacts in a form; one municipality can count in several."""
    used = {(route.municipality, route.form) for route in plan.routes}
    return {form: sum(1 for _, other in used if other == form) for form in FORMS}


def _contacts_by_form(plan: Plan) -> dict[str, float]:
    contacts: dict[str, float] = defaultdict(float)
    for route in plan.routes:
        contacts[route.form] += plan.problem.instance.contacts[route.municipality, route.task]
    return {form: contacts[form] for form in FORMS}


def _cost_by_form_kr(plan: Plan) -> dict[str, float]:
    shares = plan.shares_by_form
    return {form: shares[form].yearly_kr if form in shares else 0.0 for form in FORMS}
