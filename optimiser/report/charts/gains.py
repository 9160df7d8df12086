"""Maps of who has the gain: each municipality in the colour of what part of today's cost it saves by a rule."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from optimiser.data.tolerances import A_KRONE
from optimiser.report.charts.drawing import QUIET
from optimiser.report.charts.map import CentreColour, drawn
from optimiser.report.charts.map_layers import Mark
from optimiser.report.summaries.sharing import SharingSummary

if TYPE_CHECKING:
    from optimiser.report.charts.outlines import Outlines

MORE = "#F2B366"
SAVES = ("#eff3ff", "#9ecae1", "#4292c6", "#084594")
"""Pays more than today; saves more the darker: told apart by the colour-blind, and in grey."""
STEPS = (0.02, 0.05, 0.10)
"""Shares of today's cost at which the colour of a saving changes."""
LIGHT = 0.7


def gain_map(told: SharingSummary, rule: str, outlines: "Outlines | None" = None) -> str:
    """Return the map of gains by a rule as SVG."""
    words = told.name_rule(rule)
    title = (told.say("sharing map title", rule=words), told.say("sharing map description", rule=words))
    marks = {str(row["code"]): _mark_of(told, rule, row) for row in told.by_rule[rule]}
    return drawn(told.outcome.result.instance, told.language, marks, outlines, title)


def gain_legend(told: SharingSummary, rule: str) -> Iterator[tuple[CentreColour, str]]:
    """Yield each colour that the map has, with what it says and of how many."""
    fills = [_fill_of(row) for row in told.by_rule[rule]]
    percents = [told.numbers.percent(step, 0) for step in STEPS]
    names = {
        MORE: told.say("sharing map more", count=fills.count(MORE)),
        SAVES[0]: told.say("sharing map below", high=percents[0], count=fills.count(SAVES[0])),
        **_name_between(told, percents, fills),
        SAVES[-1]: told.say("sharing map above", low=percents[-1], count=fills.count(SAVES[-1])),
    }
    for fill, name in names.items():
        if fill in fills:
            yield CentreColour("", fill), name


def _name_between(told: SharingSummary, percents: Sequence[str], fills: Sequence[str]) -> dict[str, str]:
    spans = zip(SAVES[1:-1], percents, percents[1:], strict=False)
    return {
        fill: told.say("sharing map between", low=low, high=high, count=fills.count(fill)) for fill, low, high in spans
    }


def _fill_of(row: Mapping[Any, Any]) -> str:
    if row["gain_kr"] <= -A_KRONE:
        return MORE
    return SAVES[sum(step <= (row["gain_share"] or 0.0) for step in STEPS)]


def _mark_of(told: SharingSummary, rule: str, row: Mapping[Any, Any]) -> Mark:
    fill, numbers = _fill_of(row), told.numbers
    said = told.say(
        "sharing hover",
        name=row["name"],
        rule=told.name_rule(rule),
        today=numbers.millions(row["today_kr"], 2),
        pays=numbers.millions(row["pays_kr"], 2),
        gain=numbers.percent(row["gain_share"]),
    )
    ink = CentreColour("", fill).ink
    return {"fill": fill, "edge": QUIET, "thick": LIGHT, "letter": "", "ink": ink, "bold": False, "told": said}
