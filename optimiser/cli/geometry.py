"""The outlines that a command draws its maps with, read before anything that takes long."""

from collections.abc import Mapping
from pathlib import Path

from optimiser.cli.terminal import say_findings
from optimiser.data.rows import Municipality
from optimiser.report.charts.geometry import read_outlines
from optimiser.report.charts.outlines import Outlines


def outlines_in(geometry: Path | None, municipalities: Mapping[str, Municipality]) -> Outlines | None:
    """The outlines in a file, whose doubts are told; None where no file was given."""
    if geometry is None:
        return None
    found = read_outlines(geometry, municipalities)
    say_findings(found.doubts)
    return found
