"""A sweep drawn: what it costs, and in which forms contacts are answered, along the parameter that has an order."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from optimiser.data.cells import read_number
from optimiser.data.columns import FORMS
from optimiser.report.charts.drawing import COST, GAIN, PLOT, WIDTH, Bar, bars, draw, signed_millions
from optimiser.report.charts.lines import Series, Spot, lines
from optimiser.report.localizer import gain_kr as shown_gain_kr
from optimiser.report.parameters import ParameterAxis
from optimiser.report.summaries.sweep import SweepSummary
from optimiser.result.frames import FrameRow, rows_of_frame
from optimiser.sensitivity.sweep import Axis, Sweep

MOST_LINES = 12
"""More lines in one chart, or more charts side by side, are not read."""
MOST_BARS = 20
ROOM_ABOVE = 1.05
"""How far an axis that begins at zero goes beyond the most there is."""
NARROW = 300
"""Width in pixels of what is drawn in one of several charts side by side."""


@dataclass(frozen=True)
class Along:
    """The plans of a sweep in the order of the parameter `across`, apart for each value of the one `beside` it."""

    across: Axis
    beside: Axis | None
    plans: Mapping[tuple[Any, Any], FrameRow]

    @classmethod
    def of(cls, sweep: Sweep) -> "Along | None":
        """None where nothing has an order, more than two parameters are varied, or there is more than is read."""
        varied = [axis for axis in sweep.axes if len(axis.values) > 1]
        across = max((axis for axis in varied if axis.is_numeric), key=lambda axis: len(axis.values), default=None)
        if across is None or len(varied) > 2 or len(sweep.planned) < 2:
            return None
        beside = next((axis for axis in varied if axis is not across), None)
        names = [across.parameter, *([beside.parameter] if beside else [])]
        plans = {(row[names[0]], row[names[1]] if beside else None): row for row in rows_of_frame(sweep.planned)}
        return cls(across, beside, plans) if beside is None or len(beside.values) <= MOST_LINES else None

    @property
    def values(self) -> list[Any]:
        """The values of the parameter beside, as they stand in the table; one None where there is no such parameter."""
        return _values(self.beside) if self.beside else [None]

    @property
    def places(self) -> list[Any]:
        """The values of the parameter across, each once, in their order."""
        return sorted(set(_values(self.across)))

    def axis(self, told: SweepSummary) -> ParameterAxis:
        """Return how the parameter across is drawn."""
        return told.words.axis(self.across.parameter)

    def stretches(self, value: Any, spot: Callable[[float, FrameRow], Spot]) -> list[list[Spot]]:
        """Points at one value of the parameter beside; where one has no plan, the next stretch begins."""
        rows = [(at, self.plans.get((at, value))) for at in self.places]
        parts = groupby(rows, key=lambda place: place[1] is not None)
        return [[spot(at, row) for at, row in part if row] for has_plan, part in parts if has_plan]

    def name(self, told: SweepSummary, value: Any) -> str:
        """The parameter beside with its value; blank where there is no such parameter."""
        return told.words.at(self.beside.parameter, value) if self.beside else ""


def _values(axis: Axis) -> list[Any]:
    return [read_number(value, ".") for value in axis.values] if axis.is_numeric else list(axis.values)


def cost_chart(told: SweepSummary) -> str | None:
    """The cost along a parameter as SVG, or the gains of points without an order; None where neither can be read."""
    plans = Along.of(told.sweep)
    return _cost_lines(told, plans) if plans else _gain_bars(told)


def _cost_lines(told: SweepSummary, plans: Along) -> str:
    axis = plans.axis(told)
    series = [
        Series(
            _name_line(told, plans, value),
            plans.stretches(value, lambda at, row: _cost(told, axis.place(at), row)),
            look,
        )
        for look, value in enumerate(plans.values)
    ]
    spec = lines(series, (axis.title, told.say("sweep page cost axis")))
    described = {"across": told.words.name(plans.across.parameter)}
    description = told.say("sweep page line described", **described)
    if plans.beside:
        description = told.say(
            "sweep page lines described", **described, beside=told.words.name(plans.beside.parameter)
        )
    return draw(spec, told.language, told.say("sweep page cost chart"), description)


def _name_line(told: SweepSummary, plans: Along, value: Any) -> str:
    """What a line is called: the value of the parameter beside; blank where there is no such parameter."""
    return told.words.value(plans.beside.parameter, value) if plans.beside else ""


def _cost(told: SweepSummary, at: float, row: FrameRow) -> Spot:
    cost_kr, bound_kr = row["objective_kr"], row["bound_kr"]
    proof = told.say("sweep page no bound")
    if row["gap"] is not None:
        proof = told.say("sweep page gap", gap=told.numbers.gap(row["gap"]))
    said = told.say("sweep page told", point=told.name(row), cost=told.numbers.million_kr(cost_kr), proof=proof)
    return Spot(at, cost_kr / 1e6, said, None if bound_kr is None else bound_kr / 1e6)


def _gain_bars(told: SweepSummary) -> str | None:
    """A bar for each point, the cheapest first; None where there are numbers to be drawn along, or too many points."""
    ordered = sorted(rows_of_frame(told.sweep.planned), key=lambda row: float(row["objective_kr"]))
    if not 1 < len(ordered) <= MOST_BARS:
        return None
    spec = bars([_gain(told, row) for row in ordered], WIDTH, told.say("sweep page gain axis"))
    return draw(spec, told.language, told.say("sweep page gain chart"), told.say("sweep page bars described"))


def _gain(told: SweepSummary, row: FrameRow) -> Bar:
    """A gain, and how much it could be at most."""
    gain_kr, bound_kr = row["net_gain_kr"], row["bound_kr"]
    most_kr = gain_kr if bound_kr is None else max(gain_kr, gain_kr + row["objective_kr"] - bound_kr)
    proof = told.say(
        "cost bars no bound" if bound_kr is None else "cost bars at most", most=told.numbers.million_kr(most_kr)
    )
    shown_kr, name = shown_gain_kr(row) or 0, told.name(row)
    said = told.say("sweep page gain told", point=name, gain=told.numbers.million_kr(shown_kr), proof=proof)
    colour = GAIN if gain_kr >= 0 else COST
    return Bar(name, signed_millions(shown_kr, told.language), 0.0, gain_kr / 1e6, colour, said, most_kr / 1e6)


def forms_charts(told: SweepSummary) -> Iterator[tuple[str, str]]:
    """Contacts by form along the parameter: a chart as SVG, under its name, for each value of the parameter beside."""
    plans = Along.of(told.sweep)
    if plans is None:
        return
    for value in plans.values:
        series = [_form(told, plans, value, form) for form in FORMS if _is_used(plans, value, form)]
        if series:
            yield plans.name(told, value), _forms_chart(told, plans, value, series)


def _is_used(plans: Along, value: Any, form: str) -> bool:
    return any(row[f"contacts_{form}"] for (_, beside), row in plans.plans.items() if beside == value)


def _form(told: SweepSummary, plans: Along, value: Any, form: str) -> Series:
    axis = plans.axis(told)

    def spot(at: float, row: FrameRow) -> Spot:
        contacts = row[f"contacts_{form}"] or 0.0
        figures = {"form": told.say(form), "contacts": told.numbers.plain(contacts)}
        return Spot(axis.place(at), contacts / 1e6, told.say("sweep page form told", point=told.name(row), **figures))

    return Series(told.say(form), plans.stretches(value, spot), FORMS.index(form))


def _forms_chart(told: SweepSummary, plans: Along, value: Any, series: list[Series]) -> str:
    most = ROOM_ABOVE * max(row[f"contacts_{form}"] or 0.0 for form in FORMS for row in plans.plans.values())
    titles = (plans.axis(told).title, told.say("sweep page forms axis"))
    spec = lines(series, titles, NARROW if plans.beside else PLOT, up=(0.0, most / 1e6))
    title = f"{told.say('sweep page forms chart')} {plans.name(told, value)}".strip()
    return draw(
        spec,
        told.language,
        title,
        told.say("sweep page forms described", across=told.words.name(plans.across.parameter)),
    )
