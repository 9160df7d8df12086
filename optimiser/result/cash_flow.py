"""What a plan costs to start and gains afterwards, payment by payment; its net present value is their sum.

An investment is made again whenever its lifetime is over, as long as the horizon lasts. What is left of it then is its
remaining value: what its yearly shares after the horizon are worth at that time. So a payment for every investment
comes to the same as its yearly shares (annuities) within the horizon, whatever the lifetime. An investment that lasts
less than a year is paid by its yearly share.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from math import ceil

from optimiser.data.settings import Economy
from optimiser.data.tolerances import SUM_ERROR
from optimiser.planning.charges import Tariff, annuity_factor, sum_charges
from optimiser.planning.plan import Plan

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
        yearly_kr = kr * annuity_factor(rate, years)
        if years < A_YEAR:
            self.at, self.remaining_kr = dict.fromkeys(map(float, range(1, horizon + 1)), yearly_kr), 0.0
            return
        count = ceil(horizon / years - SUM_ERROR)  # none is made at the end of the horizon
        self.at = {number * years: kr for number in range(count)}
        left = max(0.0, count * years - horizon)
        self.remaining_kr = yearly_kr / annuity_factor(rate, left) if left > 0 else 0.0
