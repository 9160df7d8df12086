"""What a host asks of those who buy of it: their part of its cost, more by a mark-up, or a price of its own.

By load (the default) a buyer pays its part of what the host's centre costs, by pooled volume, and the part of its
contacts that is not pooled: a host is cost-neutral. With a mark-up it pays so much more. With a price (kr. per contact)
it pays that, and the host carries its centre alone, investment in it included. Whatever is asked, the country pays the
same: what a buyer pays more or less, the host has.
"""

from dataclasses import dataclass

from optimiser.data.rows import Centre


@dataclass(frozen=True)
class SaleTerms:
    """What buyers pay: `part_of_cost` of their part of the centre, and per route `extra_kr`.

    They pay what is not pooled of their contacts in any case.
    """

    price_kr: float | None
    markup: float

    @classmethod
    def of_centre(cls, row: Centre) -> "SaleTerms":
        """Return what a centre asks; only one that somebody has a seat in sells."""
        return cls(row.sale_price_kr, row.sale_markup) if row.kind == "local" else cls(None, 0.0)

    @property
    def is_by_load(self) -> bool:
        """True where buyers pay their part of the cost, and a host is cost-neutral."""
        return self.price_kr is None and self.markup == 0

    @property
    def part_of_cost(self) -> float:
        """How many times their part of the centre's yearly cost buyers pay; none of it where there is a price."""
        return 0.0 if self.price_kr is not None else 1 + self.markup

    def extra_kr(self, contacts: float, unpooled_kr: float) -> float:
        """Return what buyers pay besides, for contacts whose part that is not pooled costs so much (kr. a year)."""
        if self.price_kr is not None:
            return contacts * self.price_kr - unpooled_kr
        return self.markup * unpooled_kr


@dataclass(frozen=True)
class Sale:
    """What a buyer's contacts cost at the host that answers them (kr. a year, and once), and what it pays for them.

    What they cost is its part of the centre by volume, and what of its contacts is not pooled.
    """

    cost_kr: float
    paid_kr: float
    investment_kr: float
    paid_investment_kr: float

    @property
    def surplus_kr(self) -> float:
        """What the buyer pays more than its contacts cost, and the host has (kr. a year)."""
        return self.paid_kr - self.cost_kr
