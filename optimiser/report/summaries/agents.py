"""Tells which centres of a plan cost less than their own agents, and who answers today what its centres do."""

from collections.abc import Iterator

from optimiser.data.checking_staffing import ROUNDING_UP
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
            share=numbers.percent(ROUNDING_UP, 0),
            centre=worst.centre,
            counted=numbers.million_kr(worst.counted_kr, 2),
            fte=numbers.plain(worst.fte, 1),
            agents=numbers.million_kr(worst.agents_kr, 2),
        )


def tell_staff(localizer: Localizer, result: Result) -> Iterator[str]:
    """Who answers today what the plan's centres do, beside what these need; where a municipality says its own number.

    Without any, today's are computed of handling time alone, which leaves out all waiting, and tell nothing of centres.
    """
    lines, numbers = result.lines.municipalities, localizer.numbers
    known = [line for line in lines if line.today_fte_from != "computed"]
    if known:
        yield localizer.say(
            "staff today",
            known=len(known),
            all=len(lines),
            today=numbers.plain(sum(line.today_fte for line in result.lines.centres), 1),
            needed=numbers.plain(sum(line.staffed_fte for line in result.lines.centres), 1),
            moved=numbers.plain(sum(line.moved_fte for line in lines), 1),
        )
