"""What each municipality pays by the rules that need the plan alone; and payments in whole øre that add up."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from optimiser.planning.plan import Plan
from optimiser.sharing.law_caps import above_caps_kr

ORE = 100
"""Øre of a krone."""


def total_ore(plan: Plan) -> int:
    """Return the plan's cost a year in whole øre: what every allocation divides."""
    return round(plan.cost_kr * ORE)


def deal_ore(shares_kr: Mapping[str, float | Fraction], whole_ore: int) -> dict[str, int]:
    """Return shares as whole øre that add up to a whole.

    Each is rounded down; the øre that are left over, or are lacking, go one each to those who lost, or won, most by
    that, in the order of the shares where they are alike. Shares that do not nearly add up are first moved by the same
    amount each.
    """
    moved = (Fraction(whole_ore) - sum(map(_exact_ore, shares_kr.values()))) / max(len(shares_kr), 1)
    exact = {code: _exact_ore(kr) + moved for code, kr in shares_kr.items()}
    found = {code: floor(ore) for code, ore in exact.items()}
    left = whole_ore - sum(found.values())
    for code in sorted(exact, key=lambda code: found[code] - exact[code])[:left]:
        found[code] += 1
    return found


def _exact_ore(kr: float | Fraction) -> Fraction:
    return Fraction(kr) * ORE


def pay_by_load(plan: Plan) -> Mapping[str, float]:
    """Return each municipality's own charges, and its part of each centre that answers it by what it answers (kr.)."""
    shares = plan.shares_by_municipality
    return {code: shares[code].yearly_kr for code in sorted(plan.by_municipality)}


def pay_by_todays_cost(plan: Plan) -> Mapping[str, float]:
    """Return the plan's cost divided as today's is, so that all gain the same part of what they pay today (kr.)."""
    today_kr = todays_costs_kr(plan)
    whole_kr = sum(today_kr.values())
    return {code: plan.cost_kr * kr / whole_kr for code, kr in today_kr.items()}


def todays_costs_kr(plan: Plan) -> dict[str, float]:
    """Return what each municipality with contacts pays today (kr. a year), by its code."""
    return {code: plan.problem.instance.today_of_kr(code) for code in sorted(plan.by_municipality)}


@dataclass(frozen=True)
class HostPrice:
    """What a buyer pays a host: its contacts times one price, less what is above the caps in the law."""

    buyer: str
    centre: str
    price_kr: float
    contacts: float
    paid_kr: float

    @property
    def left_out_kr(self) -> float:
        """What the price would come to above the caps, which the host carries (kr. a year)."""
        return self.price_kr * self.contacts - self.paid_kr


def price_at_hosts(plan: Plan) -> list[HostPrice]:
    """Return what each buyer pays each host at one price a contact, at which all contacts pay the host's full cost."""
    contacts = plan.problem.instance.contacts
    found = []
    for centre in plan.hosts:
        routes = plan.by_centre[centre]
        unpooled_kr = sum(plan.route_charges[route].unpooled_kr for route in routes)
        cost_kr = plan.operation[centre].by_pieces_kr + plan.centre_charges[centre].yearly_kr + unpooled_kr
        price_kr = cost_kr / sum(contacts[route.municipality, route.task] for route in routes)
        for buyer in sorted({route.municipality for route in routes if route.form == "purchased"}):
            bought = [route for route in routes if route.municipality == buyer]
            number = sum(contacts[buyer, route.task] for route in bought)
            paid_kr = price_kr * number - above_caps_kr(plan, bought, price_kr)
            found.append(HostPrice(buyer, centre, price_kr, number, paid_kr))
    return found


def pay_at_host_prices(plan: Plan) -> Mapping[str, float]:
    """Return what each pays where buyers pay one price a contact and hosts carry the rest of their centres (kr.)."""
    paid = dict(pay_by_load(plan))
    for price in price_at_hosts(plan):
        more_kr = price.paid_kr - plan.sales[price.buyer, price.centre].paid_kr
        paid[price.buyer] += more_kr
        paid[plan.problem.instance.centres[price.centre].seat or ""] -= more_kr
    return paid
