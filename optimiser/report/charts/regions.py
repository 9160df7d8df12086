"""Drawn regions as charts: a map of the groups of each drawing, and the cost against the number of groups."""

from typing import TYPE_CHECKING

from optimiser.report.charts.drawing import INK, QUIET, draw
from optimiser.report.charts.lines import Series, Spot, lines
from optimiser.report.charts.map import OTHER, PALETTE, CentreColour, drawn
from optimiser.report.charts.map_layers import PAPER, Mark
from optimiser.report.localizer import counted
from optimiser.report.summaries.drawn_rows import NAMED, Row
from optimiser.report.summaries.regions import RegionsSummary

if TYPE_CHECKING:
    from optimiser.report.charts.outlines import Outlines

PALE = 0.6
"""How far the colour of one who is open to negotiation is from its group's towards white."""
HEAVY, LIGHT = 2.5, 0.7
NOBODY = "#f3f1ea"
"""A municipality in no group."""
MILLION = 1e6


# ---- Maps -----------------------------------------------------------------------------------------


def drawing_map(told: RegionsSummary, row: Row, outlines: "Outlines | None" = None) -> str:
    """Return the map of a drawing's groups as SVG: on outlines, those given first, or circles as large as contacts."""
    name = str(row["drawing"])
    title = (told.say("regions map title", drawing=name), told.say("regions map described"))
    groups = [{member["code"] for member in members} for members in told.members[name].values()]
    marks = _marks(told, name, int(row["number"]))
    return drawn(told.outcome.instance, told.language, marks, outlines, title, groups)


def _marks(told: RegionsSummary, drawing: str, number: int) -> dict[str, Mark]:
    """By municipal code, how it is drawn and what it says."""
    instance = told.outcome.instance
    in_groups = {str(row["code"]): int(row["groups"]) for row in told.open_of(number)}
    found = {code: _mark_of_nobody(told, code) for code in instance.municipalities}
    for group, members in told.members[drawing].items():
        colour = mark_of_group(told, drawing, group)
        people = told.numbers.plain(sum(member["population"] for member in members))
        for member in members:
            code, is_open = str(member["code"]), str(member["code"]) in in_groups
            name = "regions hover open" if is_open else "regions hover settled"
            lines_told = [
                told.say("regions hover", group=group, people=people, members=len(members), **_named(member)),
                *([told.say(name, groups=in_groups.get(code))] if number in told.settled else []),
            ]
            seen = CentreColour(colour.letter.lower(), _pale(colour.colour)) if is_open else colour
            is_anchor = code == told.groups[drawing][group]["anchor"]
            edge = {"edge": INK, "thick": HEAVY} if is_anchor else {"edge": PAPER, "thick": LIGHT}
            words = {"letter": seen.letter, "ink": seen.ink, "bold": is_anchor, "told": "\n".join(lines_told)}
            found[code] = {"fill": seen.colour, **edge, **words, "name": member["name"] if is_anchor else ""}
    return found


def _named(member: Row) -> dict[str, str]:
    return {"name": member["name"], "region": member["region"]}


def _mark_of_nobody(told: RegionsSummary, code: str) -> Mark:
    row = told.outcome.instance.municipalities[code]
    said = told.say("regions hover none", name=row.name, region=row.region)
    return {
        "fill": NOBODY,
        "edge": QUIET,
        "thick": LIGHT,
        "letter": "",
        "ink": INK,
        "bold": False,
        "told": said,
        "name": "",
    }


def mark_of_group(told: RegionsSummary, drawing: str, group: str) -> CentreColour:
    """Return the letter and the colour of a group; those of other drawings that are matched with it have the same."""
    slot = told.slots[drawing][group]
    return CentreColour(told.letter_of(drawing, group), PALETTE[slot] if slot < len(PALETTE) else OTHER)


def _pale(colour: str) -> str:
    """A colour mixed with white."""
    channels = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return "#" + "".join(f"{round(channel + PALE * (255 - channel)):02x}" for channel in channels)


# ---- The cost by number of groups -----------------------------------------------------------------


def cost_chart(told: RegionsSummary) -> str | None:
    """Return the cost of the best drawings by number of groups, their bounds, and structures; None without drawings."""
    if not told.best:
        return None
    beside = sorted((rows for rows in told.alike if rows[0]["kind"] == NAMED), key=lambda rows: int(rows[0]["number"]))
    named = [[_spot(told, rows[0], told.join_some([str(row["drawing"]) for row in rows], 1))] for rows in beside]
    bounded = [_bound_spot(told, row) for row in told.best.values() if row["bound_kr"] is not None]
    series = [
        Series(told.say("regions chart drawn"), [[_spot(told, row) for row in told.best.values()]], look=0),
        Series(told.say("regions chart bound"), [bounded] if bounded else [], look=1, hollow=True),
        Series(told.say("regions chart named"), named, look=3),
    ]
    titles = told.say("regions chart across"), told.say("regions chart up")
    return draw(lines(series, titles), told.language, told.say("regions chart"), told.say("regions chart described"))


def _spot(told: RegionsSummary, row: Row, name: str = "") -> Spot:
    called = name or counted(told, "groups", row["number"])
    said = told.say("regions chart told", name=called, cost=told.numbers.million_kr(row["cost_kr"]))
    return Spot(float(row["number"]), row["cost_kr"] / MILLION, said, name=name)


def _bound_spot(told: RegionsSummary, row: Row) -> Spot:
    bound = told.numbers.bound(row["bound_kr"], row["cost_kr"])
    said = told.say("regions chart bound told", groups=counted(told, "groups", row["number"]), bound=bound)
    return Spot(float(row["number"]), row["bound_kr"] / MILLION, said)
