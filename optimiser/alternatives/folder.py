"""Plans near the best in a run folder: each a run folder of its own, with tables over all of them."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from optimiser.alternatives.near_optimal import Alternative, NearOptimal
from optimiser.alternatives.tables import plan_row, plans_table, settled_table
from optimiser.data.files import fault
from optimiser.data.findings import InvalidInputError
from optimiser.data.run_folder import ALTERNATIVES_FILE, ALTERNATIVES_FOLDER, PLANS_FILE, SETTLED_FILE
from optimiser.data.run_record import AlternativesRecord
from optimiser.data.seal import write_sealed
from optimiser.planning.structure import LEAST_SHARE
from optimiser.result.folder import write_record, write_run, write_table
from optimiser.result.reading import load
from optimiser.result.result import Result
from optimiser.studies.json_records import read_record

SCHEMA_VERSION = 1
"""Version of alternatives.json; raised when an entry changes its meaning."""
REMEDY = "find the alternatives again"


def save_near(near: NearOptimal, folder: Path) -> None:
    """Write the other plans into the run folder of the best, with the tables over all."""
    writes = {
        ALTERNATIVES_FOLDER: partial(_write_plans, near),
        PLANS_FILE: partial(write_table, plans_table(near)),
        SETTLED_FILE: partial(write_table, settled_table(near)),
        ALTERNATIVES_FILE: partial(write_record, record(near)),
    }
    write_sealed(folder, writes)


def _write_plans(near: NearOptimal, folder: Path) -> None:
    folder.mkdir()
    for number, one in enumerate(near.alternatives, start=1):
        write_run(one.result, folder / str(number))


def record(near: NearOptimal) -> dict[str, Any]:
    """The entries of alternatives.json; money in kr. a year, what is asked and least as shares."""
    plans = [plan_row(near, number) for number in range(1, len(near.plans))]
    municipalities = settled_table(near)
    is_open = municipalities["settled"] == 0
    return {
        **{"schema_version": SCHEMA_VERSION, "wanted": near.wanted, "within": near.within, "limit_kr": near.limit_kr},
        **{"ending": near.ending, "bound_kr": near.bound_kr, "least_share": LEAST_SHARE},
        "plans": [{"objective_kr": row.pop("cost_kr"), **row} for row in plans],
        "settled": municipalities["code"][~is_open].to_list(),
        "open_to_negotiation": municipalities["code"][is_open].to_list(),
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def load_near(best: Result, folder: Path) -> NearOptimal | None:
    """The plans near the best that its run folder holds; None where none were sought.

    Raises InvalidInputError when they are damaged, or not of the same instance.
    """
    path = folder / ALTERNATIVES_FILE
    if not path.is_file():
        return None
    entries = AlternativesRecord.model_validate(read_record(path, AlternativesRecord, SCHEMA_VERSION, REMEDY))
    found = []
    for number, proof in enumerate(entries.plans, start=1):
        result = load(folder / ALTERNATIVES_FOLDER / str(number))
        if result.instance.sha256 != best.instance.sha256 or not result.has_plan:
            rule = f"must hold a plan of the same instance in {ALTERNATIVES_FOLDER}/{number}"
            raise InvalidInputError(str(folder), [fault(path, rule, REMEDY)])
        found.append(Alternative(result, proof.status, proof.bound_kr, proof.gap))
    return NearOptimal(best, entries.wanted, entries.within, tuple(found), entries.ending, entries.bound_kr)
