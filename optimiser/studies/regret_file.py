"""Regret read back from its folder: the inverse of what is written when all is solved."""

from pathlib import Path
from typing import Any

from pydantic import BaseModel

from optimiser.data.findings import Finding, InvalidInputError
from optimiser.data.rows import Future
from optimiser.sensitivity.regret import Regret, Tried
from optimiser.studies.json_records import StudyEntries, read_record, read_table
from optimiser.studies.regret import COSTS_TABLE, KIND, TABLE
from optimiser.studies.solve_log import SCHEMA_VERSION

REGRET_FILE = f"{KIND}.json"
REMEDY = "run regret again; what is solved already is not solved anew"
NUMBERS = ("cost_kr", "bound_kr", "unavoidable_kr", "redecided_cost_kr", "redecided_bound_kr", "redecided_gap")
"""The numbers that all other figures follow from."""
TEXT = ("structure", "future", "status", "redecided_status")


class FutureEntry(BaseModel):
    """A future that structures were tried in."""

    future: str
    probability: float | None
    description_da: str
    description_en: str


class RegretEntries(StudyEntries):
    """What regret.json must hold to be read."""

    futures: list[FutureEntry]


def load_regret(folder: Path) -> Regret:
    """The regret that a folder holds; nothing is solved.

    Raises InvalidInputError when it is not finished, or damaged.
    """
    record = read_record(folder / REGRET_FILE, RegretEntries, SCHEMA_VERSION, REMEDY)
    costs = read_table(folder / f"{COSTS_TABLE}.csv", [*TEXT, *NUMBERS], TEXT, REMEDY)
    today = read_table(folder / f"{TABLE}.csv", ["structure", "today_kr"], ["structure"], REMEDY)
    cells = costs.astype(object).where(costs.notna(), None).to_dict("records")
    known = today.astype(object).where(today.notna(), None)
    plans = {name: {"objective_kr": kr} for name, kr in zip(known["structure"], known["today_kr"], strict=True)}
    futures = tuple(Future(**entry) for entry in record["futures"])
    found = Regret(futures, plans, tuple(map(_tried, cells)), record)
    _refuse_strangers(folder, found)
    return found


def _tried(row: dict[Any, Any]) -> Tried:
    """A structure in a future, from its row; what is unavoidable is in the cost."""
    decided = {"status": row["status"], "objective_kr": row["cost_kr"], "bound_kr": row["bound_kr"]}
    again = {name: row[f"redecided_{name}"] for name in ("status", "gap")}
    again |= {"objective_kr": row["redecided_cost_kr"], "bound_kr": row["redecided_bound_kr"]}
    return Tried(row["structure"], row["future"], decided, again, row["unavoidable_kr"], included=True)


def _refuse_strangers(folder: Path, found: Regret) -> None:
    """Raise InvalidInputError where the table of costs is not of the structures and futures of the others."""
    whole = {(structure, row.future) for structure in found.today for row in found.futures}
    if {(each.structure, each.future) for each in found.tried} != whole:
        rule = "must have a row for each structure in each future"
        raise InvalidInputError(str(folder), [Finding(f"{COSTS_TABLE}.csv", None, "", "", rule, REMEDY)])
