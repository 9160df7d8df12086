"""A frontier read back from its folder: the inverse of what is written when all targets are tried."""

from dataclasses import fields
from pathlib import Path
from typing import Any

from optimiser.comparison.measure import Measure
from optimiser.sensitivity.columns import FRONTIER
from optimiser.sensitivity.frontier import Frontier
from optimiser.studies.frontier import KIND
from optimiser.studies.json_records import Entries, StudyEntries, read_record, read_table
from optimiser.studies.solve_log import SCHEMA_VERSION

FRONTIER_FILE = f"{KIND}.json"
REMEDY = "run frontier again; what is solved already is not solved anew"
TEXT = frozenset(("kpi", "status", "proven", "dominated", "free"))
"""The columns that are text, or true and false; the others are numbers."""
TRUTHS = {"True": True, "False": False, "": None}


class MeasureEntry(Entries):
    """The measure that cost was set against."""

    name: str
    parameter: str
    sense: str
    unit: str
    scope: str


class FrontierEntries(StudyEntries):
    """What frontier.json must hold to be read."""

    measure: MeasureEntry


def load_frontier(folder: Path) -> Frontier:
    """The frontier that a folder holds; nothing is solved.

    Raises InvalidInputError when it is not finished, or damaged.
    """
    record = read_record(folder / FRONTIER_FILE, FrontierEntries, SCHEMA_VERSION, REMEDY)
    table = read_table(folder / f"{KIND}.csv", list(FRONTIER), TEXT, REMEDY)
    truths = {name: table[name].map(TRUTHS) for name in ("proven", "dominated", "free")}
    return Frontier(_measure(record["measure"]), table.assign(**truths), record)


def _measure(entry: dict[str, Any]) -> Measure:
    return Measure(**{each.name: entry[each.name] for each in fields(Measure) if each.name in entry})
