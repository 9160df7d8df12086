"""Tells which centres of a plan cost less than their own agents."""

from collections.abc import Iterator

from optimiser.report.localizer import Localizer
from optimiser.result.agent_costs import agent_costs
from optimiser.result.result import Result


def tell_agents(localizer: Localizer, result: Result) -> Iterator[str]:
    """In how many centres of a plan the agents cost more than is counted, and where that is most, by share."""
    costs, numbers = agent_costs(result), localizer.numbers
    short = [one for one in costs.values() if one.is_short]
    if short:
        worst = min(short, key=lambda one: (one.counted_kr / one.agents_kr, one.centre))
        yield localizer.say(
            "agents cost more",
            count=len(short),
            open=len(costs),
            centre=worst.centre,
            counted=numbers.million_kr(worst.counted_kr, 2),
            fte=numbers.plain(worst.fte, 1),
            agents=numbers.million_kr(worst.agents_kr, 2),
        )
