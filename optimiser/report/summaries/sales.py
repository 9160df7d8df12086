"""Tells who of a plan's hosts asks more or less than what it costs, and who sells below cost."""

from collections.abc import Iterator

from optimiser.report.localizer import Localizer
from optimiser.result.host_sales import host_sales
from optimiser.result.result import Result


def tell_sales(localizer: Localizer, result: Result) -> Iterator[str]:
    """How many hosts have terms of their own and what is paid beyond cost in all; and who sells farthest below cost."""
    sales, numbers = list(host_sales(result)), localizer.numbers
    asking = [sale for sale in sales if not sale.terms.is_by_load]
    if asking:
        yield localizer.say(
            "hosts ask",
            count=len(asking),
            hosts=len(sales),
            paid=numbers.million_kr(sum(sale.paid_kr for sale in asking), 2),
            cost=numbers.million_kr(sum(sale.cost_kr for sale in asking), 2),
        )
    below = [sale for sale in asking if sale.is_below_cost]
    if below:
        worst = min(below, key=lambda sale: (sale.surplus_kr, sale.centre))
        yield localizer.say(
            "sells below cost",
            count=len(below),
            centre=worst.centre,
            paid=numbers.plain(worst.paid_kr / worst.contacts, 2),
            cost=numbers.plain(worst.cost_kr / worst.contacts, 2),
        )
