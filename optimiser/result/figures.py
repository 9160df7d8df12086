"""What run.json says of a plan: key figures, cash flow, rules that bind, and what was decided over with what."""

import platform
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from itertools import chain
from math import ceil
from typing import Any

from optimiser.data.columns import FORMS
from optimiser.data.finding_groups import sentences_of
from optimiser.data.instance import Instance
from optimiser.data.run_record import SCHEMA_VERSION
from optimiser.data.run_tables import KpiLine, PlanLines
from optimiser.data.settings import Economy
from optimiser.data.tolerances import SUM_ERROR
from optimiser.planning.charges import Tariff, annuity_factor, sum_charges
from optimiser.planning.plan import Plan
from optimiser.planning.problem import Problem
from optimiser.result.tables import criteria_score, service_entry, service_of_plan, terms_kr
from optimiser.rules.registry import all_rules

# ---- What a plan costs to start and gains afterwards, payment by payment --------------------------

# Its net present value is their sum.
#
# An investment is made again whenever its lifetime is over, as long as the horizon lasts. What is left of it then is
# its remaining value: what its yearly shares after the horizon are worth at that time. So a payment for every
# investment comes to the same as its yearly shares (annuities) within the horizon, whatever the lifetime. An
# investment that lasts less than a year is paid by its yearly share.


A_YEAR = 1.0


@dataclass(frozen=True)
class DatedPayment:
    """What is paid and gained at one time, kr.: years from the start, and what 1 kr. then is worth today."""

    year: float
    invested_kr: float
    gain_kr: float
    remaining_kr: float
    factor: float

    @property
    def flow_kr(self) -> float:
        """All of it together; an investment is paid."""
        return self.gain_kr + self.remaining_kr - self.invested_kr

    @property
    def present_kr(self) -> float:
        """What it is worth today."""
        return self.flow_kr * self.factor


def investments_by_lifetime(plan: Plan) -> dict[float, float]:
    """Kr. invested once in a plan, by lifetime in years."""
    tariff = plan.problem.tariff
    lifetimes = {row.lifetime_years for row in plan.problem.instance.tables.investments}
    lifetimes |= {float(plan.problem.instance.settings.economy.horizon_years)} if plan.charges.exit_kr else set()
    lifetimes |= {tariff.link_terms(*link, form).lifetime_years for link, form in plan.links.items()}
    if len(lifetimes) == 1:
        invested = dict.fromkeys(lifetimes, plan.charges.investment_kr)
    else:
        invested = {lifetime: _invested_kr(plan, lifetime) for lifetime in sorted(lifetimes)}
    return {lifetime: kr for lifetime, kr in invested.items() if kr > 0}


def _invested_kr(plan: Plan, years: float) -> float:
    tariff = Tariff(plan.problem.instance, years)
    charges = chain(
        (tariff.charge_of_route(route) for route in plan.routes),
        (tariff.charge_of_link(*link, form) for link, form in plan.links.items()),
        (tariff.open_centre(centre) for centre in plan.by_centre),
        (tariff.charge_of_host(centre) for centre in plan.hosts),
        (tariff.using_form(*use) for use in plan.form_charges),
    )
    return sum_charges(charges).investment_kr


def cash_flow(invested: Mapping[float, float], gross_gain_kr: float, economy: Economy) -> list[DatedPayment]:
    """Every payment from the start to the end of the horizon, for investments by lifetime and a gain a year."""
    made = [_Made(kr, years, economy) for years, kr in invested.items()]
    times = {float(year) for year in range(economy.horizon_years + 1)}
    times.update(time for one in made for time in one.at)
    return [
        DatedPayment(
            year=time,
            invested_kr=sum(one.at.get(time, 0.0) for one in made),
            gain_kr=gross_gain_kr if time > 0 and time.is_integer() else 0.0,
            remaining_kr=sum(one.remaining_kr for one in made) if time == economy.horizon_years else 0.0,
            factor=(1 + economy.discount_rate) ** -time,
        )
        for time in sorted(times)
    ]


def net_present_value_kr(payments: list[DatedPayment]) -> float:
    """What all payments are worth today."""
    return sum(payment.present_kr for payment in payments)


class _Made:
    """When an investment is made, by years from the start (`at`), and what is left of it at the end."""

    def __init__(self, kr: float, years: float, economy: Economy) -> None:
        rate, horizon = economy.discount_rate, economy.horizon_years
        self.yearly_kr = kr * annuity_factor(rate, years)
        if years < A_YEAR:
            self.at, self.remaining_kr = dict.fromkeys(map(float, range(1, horizon + 1)), self.yearly_kr), 0.0
            return
        count = ceil(horizon / years - SUM_ERROR)  # none is made at the end of the horizon
        self.at = {number * years: kr for number in range(count)}
        left = max(0.0, count * years - horizon)
        self.remaining_kr = self.yearly_kr / annuity_factor(rate, left) if left > 0 else 0.0


@dataclass(frozen=True)
class InvestmentOverHorizon:
    """What is invested for a lifetime, and again whenever it is over, within the horizon: kr. and years.

    `times` is how often it is paid for, `paid_kr` what these payments are worth at the start, `remaining_kr` what is
    left at the end of the horizon, and `present_kr` what is paid less what is left, both at the start.
    """

    lifetime_years: float
    investment_kr: float
    yearly_kr: float
    times: int
    paid_kr: float
    remaining_kr: float
    present_kr: float


def investments_over_horizon(invested: Mapping[float, float], economy: Economy) -> list[InvestmentOverHorizon]:
    """Return what investments by lifetime come to over the horizon, the shortest lifetime first."""
    found = []
    for years, kr in sorted(invested.items()):
        made = _Made(kr, years, economy)
        paid_kr = sum(amount * (1 + economy.discount_rate) ** -time for time, amount in made.at.items())
        left_kr = made.remaining_kr * (1 + economy.discount_rate) ** -economy.horizon_years
        found.append(
            InvestmentOverHorizon(
                years, kr, made.yearly_kr, len(made.at), paid_kr, made.remaining_kr, paid_kr - left_kr
            )
        )
    return found


# ---- Key figures of a plan: cost against today, investment, gain, who is answered how -------------


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
        "exit_kr": invested.exit_kr,
        "already_invested_kr": invested.invested_kr,
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


# ---- Which rules hold a plan back: those at whose limit it is -------------------------------------


def binding_rules(plan: Plan) -> dict[str, list[str]]:
    """Return whom each rule binds, by the rule's name: centres, municipalities by name, or the country.

    A rule binds where the plan reaches its limit and the instance asks for it; that is no price of it.
    """
    found = {}
    for rule in all_rules():
        slacks = rule.slacks(plan) if rule.is_asked(plan.problem.instance) else None
        about = dict.fromkeys(slack.about for slack in slacks or () if slack.at_limit)
        if about:
            found[rule.name] = list(about)
    return found


# ---- The record of a run: what was decided over, with what, and the figures of the plan -----------


PACKAGES = ("optimiser", "pyomo", "highspy", "pandas", "numpy", "distributed", "vl-convert-python")


def figures_of_plan(plan: Plan, lines: PlanLines) -> dict[str, Any]:
    """Return the entries that follow from a plan alone."""
    told = {"centres": list(lines.centres), "rules_that_bind": binding_rules(plan)}
    return {**key_figures(plan, lines.kpis), **service_of_plan(plan), **told}


def record_of_problem(problem: Problem) -> dict[str, Any]:
    """Return the entries that say what was decided over."""
    closed = {name: asdict(shortfall) for name, shortfall in problem.closed.items()}
    return {
        **_stamp_entries(problem.instance),
        "routes": len(problem.routes),
        "pieces": problem.pieces_count,
        "cost_classes": [service_entry(one) for one in problem.classes],
        "centres_below_minimum": closed,
    }


def _stamp_entries(instance: Instance) -> dict[str, Any]:
    settings = instance.settings
    return {
        "schema_version": SCHEMA_VERSION,
        "name": settings.name,
        "year": settings.year,
        "system": instance.system,
        "structure": settings.structure,
        "changes": list(instance.changes),
        **({"before_changes": asdict(instance.before_changes)} if instance.before_changes else {}),
        "remarks": sentences_of(instance.remarks),
        "input_sha256": instance.sha256,
        "versions": installed_versions(),
        "legal_rules_active": [law.rule for law in instance.laws],
    }


@cache
def installed_versions() -> Mapping[str, str]:
    """Return the versions of Python, of this program and of what it solves with."""
    return {"python": platform.python_version(), **{name: version(name) for name in PACKAGES}}
