"""What the agents of a plan's centres cost, beside what the plan counts for what they answer."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from optimiser.data.checking_staffing import ROUNDING_UP
from optimiser.result.result import Result


@dataclass(frozen=True)
class AgentCost:
    """An open centre: kr. a year counted for its answering, on the curve and as today, and what its agents cost.

    `fte` are the agents behind it, full-time.
    """

    centre: str
    counted_kr: float
    agents_kr: float
    fte: float

    @property
    def above(self) -> float:
        """By what share of what is counted its agents cost more; below 0 where they cost less."""
        return self.agents_kr / self.counted_kr - 1

    @property
    def is_short(self) -> bool:
        """True where agents cost more than is counted, by more than rounding up to whole agents explains."""
        return self.above > ROUNDING_UP


def agent_costs(result: Result) -> Mapping[str, AgentCost]:
    """Return what is counted for each open centre of a plan, and what its agents cost."""
    instance, unpooled_kr = result.instance, defaultdict[str, float](float)
    for answer in result.lines.assignments:
        unpooled_kr[answer.centre] += answer.unpooled_kr
    found = {}
    for line in result.lines.centres:
        wages = instance.municipalities[line.seat].wage_level if line.seat else 1.0
        agents_kr = line.staffed_fte * instance.settings.economy.agent_cost_kr * wages
        counted_kr = line.exact_operation_kr + unpooled_kr[line.centre]
        found[line.centre] = AgentCost(line.centre, counted_kr, agents_kr, line.staffed_fte)
    return found
