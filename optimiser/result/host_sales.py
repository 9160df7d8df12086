"""What hosts get for what they sell, beside what it costs them, from the tables of a plan."""

from collections.abc import Iterator
from dataclasses import dataclass

from optimiser.planning.sales import SaleTerms
from optimiser.result.result import Result


@dataclass(frozen=True)
class HostSale:
    """A host: what it asks, the contacts a year that it answers for others, what they pay and what they cost (kr.).

    What they cost is their part of the centre by volume, and what of them is not pooled.
    """

    centre: str
    terms: SaleTerms
    contacts: float
    paid_kr: float
    cost_kr: float

    @property
    def surplus_kr(self) -> float:
        """What the host has left of the sale (kr. a year); below 0, what the sale costs it."""
        return self.paid_kr - self.cost_kr

    @property
    def is_below_cost(self) -> bool:
        """True where buyers pay less than their contacts cost, by more than a krone of rounding."""
        return self.surplus_kr < -1


def host_sales(result: Result) -> Iterator[HostSale]:
    """Return every host of a plan that sells, the largest centre first."""
    instance, received = result.instance, {line.code: line.sales_kr for line in result.lines.municipalities}
    for line in result.lines.centres:
        sold = [answer for answer in result.lines.assignments if answer.centre == line.centre]
        sold = [answer for answer in sold if answer.form == "purchased"]
        if sold:
            contacts = sum(answer.contacts for answer in sold)
            part = line.sold_volume / line.pooled_volume if line.pooled_volume else contacts / line.contacts
            centre_kr = line.operation_kr + line.fixed_kr + line.investment_annual_kr
            cost_kr = part * centre_kr + sum(answer.unpooled_kr for answer in sold)
            terms = SaleTerms.of_centre(instance.centres[line.centre])
            yield HostSale(line.centre, terms, contacts, received.get(line.seat, 0.0), cost_kr)


def asks_own_prices(result: Result) -> bool:
    """Return whether a host of a plan asks something else than its buyers' part of its cost."""
    return any(not sale.terms.is_by_load for sale in host_sales(result))
