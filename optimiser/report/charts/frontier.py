"""A frontier drawn: what it costs to reach more of a measure."""

from collections.abc import Iterator

from optimiser.comparison.shadow_prices import SHARE
from optimiser.report.charts.drawing import draw
from optimiser.report.charts.lines import Series, Spot, lines
from optimiser.report.summaries.frontier import FrontierSummary
from optimiser.result.frames import FrameRow, rows_of_frame

PERCENT = 100.0


def frontier_chart(told: FrontierSummary) -> str | None:
    """Cost against the value of the measure as SVG; None where no plan has a value."""
    rows = [row for row in rows_of_frame(told.frontier.planned) if row["value"] is not None]
    if not rows:
        return None
    spots = [(row, _spot(told, row)) for row in rows]
    efficient = sorted((spot for row, spot in spots if not row["dominated"]), key=lambda spot: spot.x)
    dominated = [[spot] for row, spot in spots if row["dominated"]]
    series = [
        Series(told.say("frontier page efficient"), [efficient] if efficient else [], look=0),
        Series(told.say("frontier page dominated"), dominated, look=1, hollow=True),
    ]
    measure = told.frontier.measure
    across = f"{told.name()} (%)" if measure.unit == SHARE else told.name()
    spec = lines(series, (across, told.say("frontier page cost axis")))
    title = told.say("frontier page chart", measure=told.name())
    return draw(spec, told.language, title, told.say("frontier page described", measure=told.name()))


def _spot(told: FrontierSummary, row: FrameRow) -> Spot:
    bound_kr = row["bound_kr"]
    name = told.say("frontier without target") if row["free"] else ""
    low = None if bound_kr is None else bound_kr / 1e6
    across = row["value"] * (PERCENT if told.frontier.measure.unit == SHARE else 1.0)
    return Spot(across, row["objective_kr"] / 1e6, ", ".join(_words(told, row)), low, name)


def _words(told: FrontierSummary, row: FrameRow) -> Iterator[str]:
    """The value, the cost, how far that is proven, and what is special about the point."""
    cost = told.numbers.million_kr(row["objective_kr"])
    yield told.say("frontier page told", measure=told.name(), value=told.write_figure(row["value"]), cost=cost)
    if row["gap"] is None:
        yield told.say("frontier page no bound")
    else:
        yield told.say("frontier page gap", gap=told.numbers.gap(row["gap"]))
    if row["free"]:
        yield told.say("frontier without target")
    if row["dominated"]:
        yield told.say("frontier page dominated")
