"""A sweep read back from its folder: the inverse of what is written when all points are done."""

from pathlib import Path

from optimiser.comparison.columns import FIGURES, TEXT
from optimiser.sensitivity.sweep import Sweep
from optimiser.sensitivity.vary import Axis
from optimiser.studies.json_records import StudyEntries, read_record, read_table
from optimiser.studies.solve_log import SCHEMA_VERSION
from optimiser.studies.sweep import KIND

SWEEP_FILE = f"{KIND}.json"
REMEDY = "sweep again; what is solved already is not solved anew"


class SweepEntries(StudyEntries):
    """What sweep.json must hold to be read."""

    varied: dict[str, list[str]]


def load_sweep(folder: Path) -> Sweep:
    """The sweep that a folder holds; nothing is solved.

    Raises InvalidInputError when it is not finished, or damaged.
    """
    record = read_record(folder / SWEEP_FILE, SweepEntries, SCHEMA_VERSION, REMEDY)
    axes = tuple(Axis(parameter, tuple(values)) for parameter, values in record["varied"].items())
    texts = {axis.parameter for axis in axes if not axis.is_numeric} | TEXT
    return Sweep(
        axes, read_table(folder / f"{KIND}.csv", [*(axis.parameter for axis in axes), *FIGURES], texts, REMEDY), record
    )
