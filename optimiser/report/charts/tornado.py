"""A tornado drawn: how far each assumption moves the cost, low and high, the widest first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from optimiser.report.charts.drawing import COST, INK, LETTER, LINE, QUIET, TEXT, TOTAL, WIDTH, draw, signed_millions
from optimiser.report.parameters import ParameterWords
from optimiser.result.frames import FrameRow

STEP = 64
"""Height of a row in pixels: the name, and a bar for each side below it."""
THICK = 12
NAME, LOW, HIGH = -21, -2, 16
"""Pixels from the middle of a row down to its name and its two bars."""
PLACES = {"low": LOW, "high": HIGH}
FILLS = {"low": "#ffffff", "high": TOTAL}
"""Low is hollow and high is filled, so that no colour tells them apart."""
MOST_ROWS = 15
"""More assumptions are in the table only."""
ROOM = 130
"""Pixels beside the name of an assumption that are kept for its width, and for a wider font."""
ASIDE = 8
"""Pixels between a bar and what is written at its end."""


@dataclass(frozen=True)
class TornadoSide:
    """One end of an assumption: how much the cost changes from the base (kr.), re-optimised and held."""

    row: FrameRow
    change_kr: float | None
    held_kr: float | None

    @classmethod
    def of(cls, row: FrameRow, base_kr: float) -> "TornadoSide":
        """What a row of the table comes to; None where there is no plan, or the plan cannot be held."""
        cost_kr, held_kr = row["objective_kr"], row["held_kr"]
        return cls(row, None if cost_kr is None else cost_kr - base_kr, None if held_kr is None else held_kr - base_kr)


@dataclass(frozen=True)
class Swing:
    """An assumption, with its sides."""

    parameter: str
    sides: Sequence[TornadoSide]

    @property
    def width_kr(self) -> float | None:
        """From the least to the most that the re-optimised plan costs, the base included; None without a plan."""
        changes = [side.change_kr for side in self.sides]
        known = [0.0, *(change for change in changes if change is not None)]
        return None if None in changes else max(known) - min(known)


def swings(base: Mapping[str, Any], rows: Sequence[FrameRow]) -> list[Swing]:
    """The assumptions of a tornado's rows, in their order: the widest first."""
    sides: dict[str, list[TornadoSide]] = {}
    for row in rows:
        sides.setdefault(row["parameter"], []).append(TornadoSide.of(row, base["objective_kr"]))
    return [Swing(parameter, sorted(each, key=_is_high)) for parameter, each in sides.items()]


def _is_high(side: TornadoSide) -> bool:
    return bool(side.row["side"] == "high")


def tornado_chart(localizer: ParameterWords, base: Mapping[str, Any], given: Sequence[Swing]) -> str:
    """The widest of the swings as SVG, in million kr. from the base."""
    shown = given[:MOST_ROWS]
    bars = [_bar(localizer, place, side) for place, swing in enumerate(shown) for side in swing.sides]
    names = [_name(localizer, place, swing) for place, swing in enumerate(shown)]
    title = localizer.say("tornado page axis", base=localizer.numbers.million_kr(base["objective_kr"]))
    spec = {
        **{"width": WIDTH, "height": {"step": STEP}},
        "encoding": {
            "y": {"field": "row", "type": "ordinal", "axis": None, "scale": {"padding": 0}},
            "x": {**_number("end"), "scale": {"domain": _domain(bars), "nice": False}, "axis": _axis(title)},
        },
        "layer": [*_bars(bars), _zero(names), *_held(bars), *_ends(bars), *_names(names)],
    }
    described = localizer.say("tornado page described", count=len(shown), all=len(given))
    return draw(spec, localizer.language, localizer.say("tornado page chart"), described)


def _bar(localizer: ParameterWords, place: int, side: TornadoSide) -> dict[str, Any]:
    change = (side.change_kr or 0.0) / 1e6
    held = None if side.held_kr is None else side.held_kr / 1e6
    text = f"{localizer.value(side.row['parameter'], side.row['value'], brief=True)}: {_amount(localizer, side)}"
    beyond = change if change < 0 else max(change, held or 0.0)
    return {
        **{"row": place, "side": side.row["side"], "start": 0.0, "end": change, "held": held, "text": text},
        **{"beyond": beyond, "told": told(localizer, side)},
    }


def _amount(localizer: ParameterWords, side: TornadoSide) -> str:
    return localizer.say("no plan") if side.change_kr is None else signed_millions(side.change_kr, localizer.language)


def told(localizer: ParameterWords, side: TornadoSide) -> str:
    """What is read out of one side: its value, what the best plan costs there, and what the base plan would."""
    row = side.row
    name = {"parameter": localizer.name(row["parameter"]), "value": localizer.value(row["parameter"], row["value"])}
    if side.change_kr is None:
        return localizer.say("tornado page told no plan", **name)
    cost = {"cost": localizer.numbers.million_kr(row["objective_kr"]), "change": _amount(localizer, side)}
    if side.held_kr is None:
        return localizer.say("tornado page told not held", **name, **cost)
    return localizer.say("tornado page told", **name, **cost, held=signed_millions(side.held_kr, localizer.language))


def _name(localizer: ParameterWords, place: int, swing: Swing) -> dict[str, Any]:
    return {"row": place, "name": localizer.name(swing.parameter), "width": localizer.numbers.millions(swing.width_kr)}


def _domain(bars: Sequence[Mapping[str, Any]]) -> list[float]:
    """The ends of the axis, so wide that what is written at the ends of the bars has room."""
    ends = [0.0, *(bar["end"] for bar in bars), *(bar["beyond"] for bar in bars), *(bar["held"] or 0.0 for bar in bars)]
    low, high = min(ends), max(ends)
    room = {left: max(map(_long, _on(bars, left)), default=2.0) for left in (True, False)}
    unit = ((high - low) or 1.0) / (WIDTH - room[True] - room[False])
    return [low - room[True] * unit, high + room[False] * unit]


def _on(bars: Sequence[Mapping[str, Any]], left: bool) -> Iterator[Mapping[str, Any]]:
    return (bar for bar in bars if (bar["end"] < 0) == left)


def _long(bar: Mapping[str, Any]) -> float:
    """Pixels that what is written at the end of a bar takes."""
    return ASIDE + LETTER * TEXT * (len(bar["text"]) + 1)


def _number(field: str) -> dict[str, Any]:
    return {"field": field, "type": "quantitative"}


def _axis(title: str) -> dict[str, Any]:
    zero = "datum.value == 0 ? '0' : datum.label"
    return {"title": title, "format": "+,.2~f", "labelExpr": zero, "tickCount": 5, "gridColor": LINE}


def _bars(bars: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    for side, offset in PLACES.items():
        look = {"fill": FILLS[side], "stroke": TOTAL, "strokeWidth": 1.2, "height": THICK, "yOffset": offset}
        yield {
            "data": {"values": [bar for bar in bars if bar["side"] == side]},
            "mark": {"type": "bar", "aria": True, **look},
            "encoding": {"x": _number("start"), "x2": {"field": "end"}, "description": {"field": "told"}},
        }


def _zero(names: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """A tick at the base in each row, no line through all of them: it would run through words."""
    tick = {"type": "tick", "color": INK, "thickness": 1.5, "height": HIGH - LOW + THICK + 4}
    return {
        "data": {"values": list(names)},
        "mark": {**tick, "yOffset": (LOW + HIGH) / 2},
        "encoding": {"x": {"datum": 0}},
    }


def _held(bars: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """A diamond where the base plan would cost, if it were held."""
    for side, offset in PLACES.items():
        look = {"shape": "diamond", "size": 70, "fill": "#ffffff", "stroke": COST, "strokeWidth": 1.8, "opacity": 1}
        yield {
            "data": {"values": [bar for bar in bars if bar["side"] == side and bar["held"] is not None]},
            "mark": {"type": "point", "yOffset": offset, **look},
            "encoding": {"x": _number("held")},
        }


def _ends(bars: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """The value and the change, beyond the end of each bar."""
    for side, offset in PLACES.items():
        for left, align in ((True, "right"), (False, "left")):
            place = {"align": align, "baseline": "middle", "dx": -ASIDE if left else ASIDE, "yOffset": offset}
            yield {
                "data": {"values": [bar for bar in _on(bars, left) if bar["side"] == side]},
                "mark": {"type": "text", **place},
                "encoding": {"x": _number("beyond"), "text": {"field": "text"}},
            }


def _names(names: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """The assumption at the left of its row, and how wide it is at the right."""
    look = {"type": "text", "baseline": "middle", "yOffset": NAME}
    for field, align, x, more in (
        ("name", "left", 0, {"fontWeight": "bold", "limit": WIDTH - ROOM}),
        ("width", "right", WIDTH, {"fill": QUIET}),
    ):
        yield {
            "data": {"values": list(names)},
            "mark": {**look, "align": align, **more},
            "encoding": {"x": {"value": x}, "text": {"field": field}},
        }
