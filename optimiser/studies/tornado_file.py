"""A tornado read back from its folder: the inverse of what is written when all is moved."""

from pathlib import Path
from typing import Any

from optimiser.sensitivity.switching import SWITCHES as SWITCH_COLUMNS
from optimiser.sensitivity.switching import Switching
from optimiser.sensitivity.tornado import TORNADO, Tornado
from optimiser.studies.json_records import StudyEntries, read_record, read_table
from optimiser.studies.solve_log import SCHEMA_VERSION
from optimiser.studies.tornado import KIND, SWITCHES

TORNADO_FILE = f"{KIND}.json"
REMEDY = "run tornado again; what is solved already is not solved anew"
TEXT = frozenset(("parameter", "side", "status", "breaks"))
SWITCH_TEXT = frozenset(("parameter", "side", "kind", "what_before", "what_after", "names", "proven"))
"""The columns that are text; the others are numbers."""


class TornadoEntries(StudyEntries):
    """What tornado.json must hold to be read; where nothing was found there is no base."""

    base: dict[str, Any]
    not_proven_dearer: list[str]
    tolerance: float | None
    without_switch_values: list[str] | None


def load_tornado(folder: Path) -> Tornado:
    """The tornado that a folder holds; nothing is solved.

    Raises InvalidInputError when it is not finished, or damaged.
    """
    record = read_record(folder / TORNADO_FILE, TornadoEntries, SCHEMA_VERSION, REMEDY)
    table = read_table(folder / f"{KIND}.csv", list(TORNADO), TEXT, REMEDY)
    alike = tuple(record["not_proven_dearer"])
    return Tornado(record["base"], table, _switching(folder, record), alike, record)


def _switching(folder: Path, record: dict[str, Any]) -> Switching | None:
    """The switch values, where they were asked for."""
    if record["tolerance"] is None:
        return None
    table = read_table(folder / f"{SWITCHES}.csv", list(SWITCH_COLUMNS), SWITCH_TEXT, REMEDY)
    found = table.assign(proven=table["proven"] == "True")
    return Switching(found, record["tolerance"], tuple(record["without_switch_values"] or ()))
