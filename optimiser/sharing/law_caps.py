"""What the caps in the law leave of the price of a purchase: all of them hold at once, each of what it covers.

A row of the table legal with a cap limits what one municipality pays another a year for the forms and levels that it
names, as the rule purchase-cap does in a plan. Two rows are two limits: where they cover different tasks each takes
something off, where they cover the same the lower one does, and a task that both cover counts under both.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

import numpy as np

from optimiser.model.linear import LinearModel
from optimiser.planning.plan import Plan
from optimiser.planning.routes import Route
from optimiser.solver import highs
from optimiser.solver.errors import SolverError
from optimiser.solver.highs import SolverLimits


@dataclass(frozen=True)
class CappedContacts:
    """What a cap in the law covers of a purchase: the contacts of each task, in the purchase's order, and the cap."""

    contacts: tuple[float, ...]
    cap_kr: float

    def above_kr(self, price_kr: float) -> float:
        """Return what the contacts cost above the cap at a price for each (kr. a year); below 0, under it."""
        return price_kr * sum(self.contacts) - self.cap_kr


def list_caps(plan: Plan, bought: Sequence[Route]) -> list[CappedContacts]:
    """Return the caps in the law on what one buyer buys of a host."""
    instance = plan.problem.instance
    found = []
    for law in instance.laws:
        covers = [route.form in law.forms and law.covers_task(instance.tasks[route.task]) for route in bought]
        number = [instance.contacts[route.municipality, route.task] for route in bought]
        contacts = tuple(each if covered else 0.0 for each, covered in zip(number, covers, strict=True))
        if law.cap_kr is not None and sum(contacts) > 0:
            found.append(CappedContacts(contacts, law.cap_kr))
    return found


def above_caps_kr(plan: Plan, bought: Sequence[Route], price_kr: float) -> float:
    """Return the least that must be taken off a price for each contact so that every cap holds (kr. a year).

    min Σ_t off_t   where   Σ_{t under a cap} off_t >= what these cost above it,   0 <= off_t <= what t costs
    """
    caps = [cap for cap in list_caps(plan, bought) if cap.above_kr(price_kr) > 0]
    if len(caps) < 2:
        return max((cap.above_kr(price_kr) for cap in caps), default=0.0)
    cost_kr = price_kr * np.max([cap.contacts for cap in caps], axis=0)
    unit_kr = float(np.max(cost_kr))
    covered = np.array([cap.contacts for cap in caps]) > 0
    model = LinearModel.of_dense(
        cost=np.ones(len(bought)),
        matrix=covered.astype(np.float64),
        row_low=np.array([cap.above_kr(price_kr) for cap in caps]) / unit_kr,
        row_high=np.full(len(caps), inf),
        low=np.zeros(len(bought)),
        high=cost_kr / unit_kr,
    )
    found = highs.dual_prices(model, SolverLimits(0.0, inf, 1, 0), lambda *_: False)
    if found is None:
        raise SolverError("what is above the caps in the law was not found")
    return float(np.sum(found.x)) * unit_kr


def room_below_caps_kr(plan: Plan, bought: Sequence[Route], price_kr: float) -> float:
    """Return how much more a purchase may cost a year where the price of each contact rises alike; inf without a cap.

    Below 0 where a cap is exceeded already.
    """
    number = sum(plan.problem.instance.contacts[route.municipality, route.task] for route in bought)
    return min((-cap.above_kr(price_kr) * number / sum(cap.contacts) for cap in list_caps(plan, bought)), default=inf)
