"""A plan over years drawn: when centres open and who joins, what each year costs, and what has accumulated."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from optimiser.data.roadmap_tables import CentreYearLine, YearLine
from optimiser.report.charts.drawing import COST, GAIN, INK, LINE, PLOT, QUIET, WIDTH, draw
from optimiser.report.localizer import Localizer, counted
from optimiser.result.roadmap import RoadmapResult

MOST_ROWS = 16
"""Centres that are drawn at most, from the largest."""
ROW_HEIGHT, CELL_HEIGHT = 44, 18
"""Of a centre, and of its cells, in pixels."""
BELOW = 11
"""Pixels from the middle of a row down to its cells, and up to its name."""
OPENING, STANDING = GAIN, "#b9d7ea"
"""Of the year in which a centre opens, and of those in which it is open: dark and light in grey too."""
HEIGHT = 260
PARTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "roadmap part departments": ("#8a939b", ("unchanged_kr",)),
    "roadmap part centres": ("#0072B2", ("operation_kr", "unpooled_kr", "fixed_kr")),
    "roadmap part besides": ("#56B4E9", ("extra_kr", "connections_kr")),
    "roadmap part transition": ("#E69F00", ("transition_kr",)),
    "roadmap part undoing": ("#CC79A7", ("undoing_kr",)),
    "roadmap part annuities": ("#D55E00", ("annuities_kr",)),
}
"""What a year's cost is made of, with its colour; told apart by the colour-blind."""
COLOURS_OF_CASH: Mapping[str, str] = {
    "roadmap part saved": GAIN,
    "roadmap part paid": COST,
    "roadmap part accumulated": INK,
}
"""What the chart of cash shows, each with its colour."""


def colours_of_cost(result: RoadmapResult) -> Mapping[str, str]:
    """Return what the chart of the cost shows, each with its colour: its parts, and the line of today."""
    return {**{name: colour for name, (colour, _) in _parts(result).items()}, "roadmap part today": INK}


def _parts(result: RoadmapResult) -> Mapping[str, tuple[str, tuple[str, ...]]]:
    """The parts that there can be: what is undone only where that is allowed."""
    allowed = result.instance.settings.roadmap.undoing_kr is not None
    return {name: part for name, part in PARTS.items() if allowed or name != "roadmap part undoing"}


# ---- When centres open, and who joins -------------------------------------------------------------


def timeline(result: RoadmapResult, localizer: Localizer) -> str:
    """The centres that answer others, a row each, and the own centres together, as SVG."""
    shown, _ = shared_centres(result)
    cells = [cell for row, lines in enumerate(shown.values()) for cell in _cells(localizer, row, lines)]
    names = [{"row": row, "name": name} for row, name in enumerate(shown)]
    own = _own_centres(result)
    if own:
        names.append({"row": len(shown), "name": localizer.say("roadmap own centres")})
        cells += [
            _cell(len(shown), year, False, str(count), localizer.say("roadmap told own", year=year, count=count))
            for year, count in own.items()
        ]
    across = {
        "field": "year",
        "type": "ordinal",
        "scale": {"domain": [str(year) for year in result.years], "paddingInner": 0.06, "paddingOuter": 0},
    }
    spec = {
        "width": WIDTH,
        "height": {"step": ROW_HEIGHT},
        "data": {"values": cells},
        "encoding": {"y": {"field": "row", "type": "ordinal", "axis": None, "scale": {"padding": 0}}},
        "layer": [
            {
                "mark": {"type": "rect", "aria": True, "height": CELL_HEIGHT, "yOffset": BELOW},
                "encoding": {
                    "x": {**across, "axis": {"title": None, "orient": "top", "labelAngle": 0}},
                    "fill": {"field": "colour", "type": "nominal", "scale": None},
                    "description": {"field": "told"},
                },
            },
            {
                "mark": {"type": "text", "baseline": "middle", "yOffset": BELOW, "fontWeight": "bold"},
                "encoding": {
                    "x": across,
                    "text": {"field": "number"},
                    "fill": {"field": "ink", "type": "nominal", "scale": None},
                },
            },
            {
                "data": {"values": names},
                "mark": {"type": "text", "baseline": "middle", "align": "left", "yOffset": -BELOW, "limit": WIDTH},
                "encoding": {"x": {"value": 0}, "text": {"field": "name"}},
            },
        ],
    }
    title, told = localizer.say("roadmap timeline title"), localizer.say("roadmap timeline description")
    return draw(spec, localizer.language, title, told)


def shared_centres(result: RoadmapResult) -> tuple[Mapping[str, list[CentreYearLine]], int]:
    """Return the lines of the centres that answer others, by name, those that open first; and how many there are."""
    lines: dict[str, list[CentreYearLine]] = defaultdict(list)
    for line in result.lines.centre_years:
        lines[line.centre].append(line)
    shared = {name: own for name, own in lines.items() if any(_is_shared(line) for line in own)}
    largest = sorted(shared, key=lambda name: (-max(line.contacts for line in shared[name]), name))[:MOST_ROWS]
    ordered = sorted(largest, key=lambda name: (shared[name][0].year, largest.index(name)))
    return {name: shared[name] for name in ordered}, len(shared)


def _is_shared(line: CentreYearLine) -> bool:
    return line.municipalities > 1 or line.kind != "local"


def _own_centres(result: RoadmapResult) -> Mapping[int, int]:
    """How many centres answer only their own municipality in each year; none of those that ever answer others."""
    shared = {line.centre for line in result.lines.centre_years if _is_shared(line)}
    found: dict[int, int] = defaultdict(int)
    for line in result.lines.centre_years:
        if line.centre not in shared:
            found[line.year] += 1
    return found


def _cells(localizer: Localizer, row: int, lines: Sequence[CentreYearLine]) -> Iterator[dict[str, Any]]:
    for line in lines:
        name = "roadmap told opens" if line.opened else "roadmap told open"
        contacts = counted(localizer, "contacts", line.contacts)
        told = localizer.say(name, centre=line.centre, year=line.year, joined=line.joined, contacts=contacts)
        yield _cell(row, line.year, line.opened, f"+{line.joined}" if line.joined else "", told)


def _cell(row: int, year: int, opens: bool, number: str, told: str) -> dict[str, Any]:
    look = {"colour": OPENING, "ink": "#ffffff"} if opens else {"colour": STANDING, "ink": INK}
    return {"row": row, "year": str(year), "number": number, "told": told, **look}


# ---- What each year costs, and what has accumulated -----------------------------------------------


def cost_of_years(result: RoadmapResult, localizer: Localizer) -> str:
    """The cost of each year by what it is made of, with what its contacts cost as today, as SVG."""
    rows = [
        {
            "year": str(line.year),
            "order": order,
            "millions": sum(getattr(line, term) for term in terms) / 1e6,
            "colour": colour,
            "told": _tell(localizer, name, line, sum(getattr(line, term) for term in terms)),
        }
        for line in result.lines.years
        for order, (name, (colour, terms)) in enumerate(_parts(result).items())
    ]
    today = [
        {
            "year": str(line.year),
            "millions": line.today_kr / 1e6,
            "told": _tell(localizer, "roadmap part today", line, line.today_kr),
        }
        for line in result.lines.years
    ]
    spec = {
        "width": PLOT,
        "height": HEIGHT,
        "encoding": {"x": _years(result), "y": _upright(localizer.say("roadmap cost axis"))},
        "layer": [
            {
                "data": {"values": rows},
                "mark": {"type": "bar", "aria": True, "width": {"band": 0.62}},
                "encoding": {
                    "fill": {"field": "colour", "type": "nominal", "scale": None},
                    "order": {"field": "order"},
                    "description": {"field": "told"},
                },
            },
            {
                "data": {"values": today},
                "mark": {
                    "type": "tick",
                    "aria": True,
                    "color": INK,
                    "thickness": 2,
                    "width": {"band": 0.8},
                    "orient": "horizontal",
                },
                "encoding": {"description": {"field": "told"}},
            },
        ],
    }
    title, told = localizer.say("roadmap cost title"), localizer.say("roadmap cost description")
    return draw(spec, localizer.language, title, told)


def cash_of_years(result: RoadmapResult, localizer: Localizer) -> str:
    """The net cash of each year as columns, and the accumulated net effect as a line, as SVG."""
    columns = [
        {
            "year": str(line.year),
            "millions": line.net_cash_kr / 1e6,
            "colour": GAIN if line.net_cash_kr >= 0 else COST,
            "told": _tell(localizer, "roadmap part cash", line, line.net_cash_kr),
        }
        for line in result.lines.years
    ]
    curve = [
        {
            "year": str(line.year),
            "millions": line.accumulated_gain_kr / 1e6,
            "told": _tell(localizer, "roadmap part accumulated", line, line.accumulated_gain_kr),
        }
        for line in result.lines.years
    ]
    along = {"description": {"field": "told"}}
    spec = {
        "width": PLOT,
        "height": HEIGHT,
        "encoding": {"x": _years(result), "y": _upright(localizer.say("roadmap cash axis"))},
        "layer": [
            {
                "data": {"values": columns},
                "mark": {"type": "bar", "aria": True, "width": {"band": 0.5}, "opacity": 0.75},
                "encoding": {"fill": {"field": "colour", "type": "nominal", "scale": None}, **along},
            },
            {
                "data": {"values": [{}]},
                "mark": {"type": "rule", "color": QUIET},
                "encoding": {"x": {"value": 0}, "x2": {"value": PLOT}, "y": {"datum": 0}},
            },
            {"data": {"values": curve}, "mark": {"type": "line", "color": INK, "strokeWidth": 2}},
            {
                "data": {"values": curve},
                "mark": {"type": "point", "aria": True, "fill": INK, "stroke": INK, "opacity": 1, "size": 40},
                "encoding": along,
            },
        ],
    }
    title, told = localizer.say("roadmap cash title"), localizer.say("roadmap cash description")
    return draw(spec, localizer.language, title, told)


def _tell(localizer: Localizer, name: str, line: YearLine, kr: float) -> str:
    return f"{localizer.say(name)}, {line.year}: {localizer.numbers.million_kr(kr)}"


def _years(result: RoadmapResult) -> dict[str, Any]:
    axis = {"title": None, "labelAngle": 0, "grid": False}
    return {"field": "year", "type": "ordinal", "axis": axis, "scale": {"domain": [str(year) for year in result.years]}}


def _upright(title: str) -> dict[str, Any]:
    return {
        "field": "millions",
        "type": "quantitative",
        "axis": {"title": title, "format": ",.6~f", "tickCount": 6, "gridColor": LINE},
    }
