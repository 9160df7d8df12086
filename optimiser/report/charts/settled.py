"""A map of what is settled: filled where all plans answer a municipality alike, an outline where they do not."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from optimiser.alternatives.near_optimal import Near
from optimiser.report.charts.drawing import INK
from optimiser.report.charts.map import drawn
from optimiser.report.charts.map_layers import Mark
from optimiser.report.summaries.alternatives import NearSummary

if TYPE_CHECKING:
    from optimiser.report.charts.outlines import Outlines

SETTLED, OPEN = "#9fb3c8", "#ffffff"
"""Told apart by the outline and the filling too, not by colour alone."""
HEAVY, LIGHT = 2.5, 0.0


def settled_map(near: Near, summary: NearSummary, outlines: "Outlines | None" = None) -> str:
    """The map as SVG: on outlines, those given first, or as circles as large as contacts."""
    title = summary.say("near map title", system=summary.call_system(near.instance.system))
    description = summary.say("near map description")
    return drawn(near.instance, summary.language, _marks(summary), outlines, (title, description))


def _marks(summary: NearSummary) -> Mapping[str, Mark]:
    """By municipal code, how it is drawn and what it says."""
    found = {}
    for row in summary.municipalities:
        figures = {"name": row["name"], "tasks": row["tasks"], "forms": summary.write_forms(row)}
        told = summary.say("near hover settled" if row["settled"] else "near hover open", **figures)
        look = {"fill": SETTLED, "thick": LIGHT} if row["settled"] else {"fill": OPEN, "thick": HEAVY}
        found[str(row["code"])] = {**look, "edge": INK, "letter": "", "ink": INK, "bold": False, "told": told}
    return found
