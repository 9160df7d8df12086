"""What no drawing costs less than, by how many of the groups' centres are used, with a price on who uses one.

In the plan that no drawing undercuts everybody may use one centre. In a drawing of G groups, each of a least size,
whose plan uses k centres, the other G - k groups use none: who uses one comes, in all, to no more than

    most_k = total - (G - k) · least      (and k · most, where a group has a most size)

At a price p >= 0 of a unit of size, a plan of a drawing that uses k centres so costs at least what the cheapest plan
costs in which as many are used and who uses one pays p for each unit, less p · most_k. That holds whatever the price
is: a wrong one makes the bound low, never false. The lowest bound of all k holds for every drawing. Who may use which
centre is open in it, so that no group need hang together.
"""

from dataclasses import dataclass
from math import inf, isfinite

from optimiser.drawing.country import Country
from optimiser.drawing.pricing import ROUNDING, Used
from optimiser.drawing.rules import SizeBound
from optimiser.drawing.valuing import GroupValues
from optimiser.rules.registry import asks_for


@dataclass(frozen=True)
class MemberPrice:
    """What who uses a centre pays, where so many are `used`; in no drawing do they pay more than `most_kr` in all."""

    used: Used
    most_kr: float


def prices_prove(country: Country) -> bool:
    """Return whether prices on users say anything: a size is limited, and no rule looks at money."""
    limited = any(bound.least > 0 or isfinite(bound.most) for bound, _ in country.bounds)
    return limited and not asks_for("looks_at_money", country.instance)


def member_price(country: Country, least: int, most: int, values: GroupValues | None) -> MemberPrice:
    """Return the price at which to bound the drawings that use so many centres, by the size that binds most.

    It is 0 without values, or where those who use so many may come to everybody.
    """
    best, best_kr = MemberPrice(Used(least, most, {}), 0.0), inf
    for bound, of in country.bounds if values is not None else ():
        limit = most_of_users(country, bound, sum(of.values()), most)
        price, saved_kr = values.price_of_members(of, limit, most) if values is not None else (0.0, inf)
        if price > 0 and saved_kr < best_kr:
            paid = {code: price * size for code, size in of.items()}
            best, best_kr = MemberPrice(Used(least, most, paid), price * limit), saved_kr
    return best


def most_of_users(country: Country, bound: SizeBound, total: float, used: int) -> float:
    """Return what those come to at most who use a centre, where no more than so many are used."""
    unused = max(0, country.rules.fewest_groups - used)
    return min(total - unused * bound.least, used * bound.most) * (1 + ROUNDING)
