"""A sweep read back from its folder: the inverse of what is written when all points are done."""

from pathlib import Path

import pandas as pd
from pydantic import BaseModel, ConfigDict

from optimiser.comparison.columns import FIGURES, TEXT
from optimiser.data.files import fault
from optimiser.data.findings import InvalidInputError
from optimiser.data.safe_text import plain
from optimiser.data.settings import Language
from optimiser.many.keeping import SCHEMA_VERSION
from optimiser.many.record import read_record
from optimiser.many.sweep import KIND
from optimiser.sensitivity.sweep import Sweep
from optimiser.sensitivity.vary import Axis

SWEEP_FILE = f"{KIND}.json"
REMEDY = "sweep again; what is solved already is not solved anew"


class Entries(BaseModel):
    """An object of sweep.json that may hold more than is named."""

    model_config = ConfigDict(extra="allow")


class SweptInstance(Entries):
    """What was swept."""

    instance: str


class FailedPoint(Entries):
    """Why a point has no figures."""

    kind: str
    reasons: list[str]


class SweepEntries(Entries):
    """What sweep.json must hold to be read: a sweep that was stopped has not all of it yet."""

    schema_version: int
    of: SweptInstance
    varied: dict[str, list[str]]
    failed: dict[str, FailedPoint]
    title_da: str
    title_en: str
    year: int
    language: Language
    command: list[str]
    seconds: float
    finished: str


def load_sweep(folder: Path) -> Sweep:
    """The sweep that a folder holds; nothing is solved.

    Raises InvalidInputError when it is not finished, or damaged.
    """
    record = read_record(folder / SWEEP_FILE, SweepEntries, SCHEMA_VERSION, REMEDY)
    axes = tuple(Axis(parameter, tuple(values)) for parameter, values in record["varied"].items())
    try:
        return Sweep(axes, _table(folder / f"{KIND}.csv", axes), record)
    except (OSError, ValueError, OverflowError) as error:
        rule = f"must be the table that sweep writes: {error}"
        raise InvalidInputError(str(folder), [fault(folder / f"{KIND}.csv", rule, REMEDY)]) from error


def _table(path: Path, axes: tuple[Axis, ...]) -> pd.DataFrame:
    texts = {axis.parameter for axis in axes if not axis.is_numeric} | TEXT
    columns = [*(axis.parameter for axis in axes), *FIGURES]
    cells = pd.read_csv(path, usecols=columns, dtype=str, keep_default_na=False)
    return pd.DataFrame(
        {name: cells[name].map(plain) if name in texts else pd.to_numeric(cells[name]) for name in columns}
    )
