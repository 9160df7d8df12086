"""A frontier: what it costs to reach more of a KPI."""

from collections.abc import Iterator, Sequence

from optimiser.report.charts.draw import draw
from optimiser.report.charts.lines import Series, Spot, lines
from optimiser.report.rows import Row
from optimiser.report.speaking import Speaking


def frontier_chart(speaking: Speaking, kpi: str, rows: Sequence[Row]) -> str | None:
    """Cost against the value of one KPI as SVG; None where no row of it has a plan."""
    spots = [(row, _spot(speaking, row)) for row in rows if row["objective_kr"] is not None]
    if not spots:
        return None
    efficient = sorted((spot for row, spot in spots if not row["dominated"]), key=lambda spot: spot.x)
    dominated = [[spot] for row, spot in spots if row["dominated"]]
    series = [
        Series(speaking.say("frontier page efficient"), [efficient] if efficient else [], look=0),
        Series(speaking.say("frontier page dominated"), dominated, look=1, hollow=True),
    ]
    spec = lines(series, (kpi, speaking.say("frontier page cost axis")))
    title = speaking.say("frontier page chart", kpi=kpi)
    return draw(spec, speaking.language, title, speaking.say("frontier page described", kpi=kpi))


def _spot(speaking: Speaking, row: Row) -> Spot:
    bound_kr = row["bound_kr"]
    name = speaking.say("frontier page free") if row["free"] else ""
    low = None if bound_kr is None else bound_kr / 1e6
    return Spot(row["value"], row["objective_kr"] / 1e6, ", ".join(_told(speaking, row)), low, name)


def _told(speaking: Speaking, row: Row) -> Iterator[str]:
    """The value, the cost, how far that is proven, and what is special about the point."""
    value, cost = speaking.setting(round(row["value"], 3)), speaking.numbers.million_kr(row["objective_kr"])
    yield speaking.say("frontier page told", kpi=row["kpi"], value=value, cost=cost)
    if row["gap"] is None:
        yield speaking.say("frontier page no bound")
    else:
        yield speaking.say("frontier page gap", gap=speaking.numbers.gap(row["gap"]))
    if row["free"]:
        yield speaking.say("frontier page free")
    if row["dominated"]:
        yield speaking.say("frontier page dominated")
