"""Regret by structure: the worst of all futures, and what is to be expected."""

from collections.abc import Sequence

from optimiser.report.charts.drawing import QUIET, TOTAL, WIDTH, Bar, bars, draw
from optimiser.report.localizer import Localizer
from optimiser.result.frames import FrameRow

APART = 30
WORST = 260
EXPECTED = WIDTH - WORST - APART
"""Widths in pixels of the two columns."""


def regret_bars(localizer: Localizer, rows: Sequence[FrameRow]) -> str:
    """The structures that have a plan in every future, from the least worst regret, as SVG: worst and expected."""
    spec = {
        "hconcat": [
            bars([_worst(localizer, row) for row in rows], WORST, localizer.say("regret page worst axis")),
            bars([_expected(localizer, row) for row in rows], EXPECTED, localizer.say("regret page expected axis")),
        ],
        "spacing": APART,
    }
    return draw(spec, localizer.language, localizer.say("regret page chart"), localizer.say("regret page described"))


def _worst(localizer: Localizer, row: FrameRow) -> Bar:
    kr = row["worst_regret_kr"]
    figures = {"kr": localizer.numbers.million_kr(kr), "future": row["worst_future"]}
    told = localizer.say("regret page told worst", structure=row["structure"], **figures)
    return Bar(row["structure"], localizer.numbers.millions(kr), 0.0, kr / 1e6, TOTAL, told, most=kr / 1e6)


def _expected(localizer: Localizer, row: FrameRow) -> Bar:
    """Where nothing is expected, as futures have no probabilities, there is no bar."""
    kr = row["expected_regret_kr"]
    told = localizer.say("regret page told expected", structure=row["structure"], kr=localizer.numbers.million_kr(kr))
    end = (kr or 0.0) / 1e6
    return Bar("", localizer.numbers.millions(kr), 0.0, end, QUIET, told, most=end)
