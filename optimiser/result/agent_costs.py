"""What the agents of a plan's centres cost, beside what the plan counts for what they answer."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from optimiser.result.result import Result

STEPS = 1.05
"""How many times as much as is counted agents may cost: whole ones in each half hour, where the curve counts parts."""


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
    def is_short(self) -> bool:
        """True where agents cost more than is counted, by more than rounding up to whole agents explains."""
        return self.agents_kr > STEPS * self.counted_kr


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
