"""Plans near the best in a run folder: each a run folder of its own, with a record and tables over all."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from optimiser.alternatives.near_optimal import (
    PLANS,
    SETTLED,
    Near,
    NearOptimal,
    NearOptimalPlan,
    plan_row,
    plan_rows,
    settled_rows,
)
from optimiser.alternatives.near_paths import PATHS_SETTLED, NearPaths
from optimiser.data.csv_files import write_rows
from optimiser.data.findings import InvalidInputError, fault_of_path
from optimiser.data.roadmap_tables import ROADMAP_FILE
from optimiser.data.run_record import AlternativesRecord
from optimiser.data.run_tables import ALTERNATIVES_FILE, ALTERNATIVES_FOLDER, PLANS_FILE, SETTLED_FILE
from optimiser.data.seal import write_sealed
from optimiser.planning.assignment import LEAST_SHARE
from optimiser.result.folder import load, write_record, write_run
from optimiser.result.result import Result
from optimiser.result.roadmap import RoadmapResult
from optimiser.result.roadmap_folder import load_roadmap, write_roadmap
from optimiser.studies.json_records import SCHEMA_VERSION
from optimiser.studies.study import RecordedStudy


class AlternativesStudy(RecordedStudy[Near]):
    """Plans near the best, which stand in the run folder of the best: found one after the other by one solver."""

    name = "alternatives"
    described = "plans near the best"
    record = AlternativesRecord
    tables = ("alternatives", "settled")
    remedy = "find the alternatives again"
    runs_in = ALTERNATIVES_FOLDER

    @classmethod
    def load_found(cls, folder: Path) -> Near:
        """Return the plans, or paths, near the best that a folder holds.

        Raises InvalidInputError when there are none, or they are damaged, or not of the same instance.
        """
        if (folder / ROADMAP_FILE).is_file():
            return cls.load_beside(load_roadmap(folder), folder)
        return cls.load_beside(load(folder), folder)

    @classmethod
    def load_beside(cls, best: Result | RoadmapResult, folder: Path) -> Near:
        """Return the plans near the best of a run, or of a path, that is loaded already."""
        told = AlternativesRecord.model_validate(cls.read_entries(folder))
        found = []
        for number, proof in enumerate(told.plans, start=1):
            place = folder / ALTERNATIVES_FOLDER / str(number)
            result = load(place) if isinstance(best, Result) else load_roadmap(place)
            if result.instance.sha256 != best.instance.sha256 or result.objective_kr is None:
                rule = f"must hold a plan of the same instance in {ALTERNATIVES_FOLDER}/{number}"
                raise InvalidInputError(str(folder), [fault_of_path(folder / ALTERNATIVES_FILE, rule, cls.remedy)])
            found.append(NearOptimalPlan(result, proof.status, proof.bound_kr, proof.gap))
        kind = NearOptimal if isinstance(best, Result) else NearPaths
        return kind(best, told.wanted, told.within, tuple(found), told.ending, told.bound_kr)


def save_alternatives(near: Near, folder: Path) -> None:
    """Write the other plans into the run folder of the best, or the paths into that of its path; tables over all."""
    writes = {
        ALTERNATIVES_FOLDER: partial(_write_plans, near),
        PLANS_FILE: partial(write_rows, tuple(PLANS), plan_rows(near)),
        SETTLED_FILE: partial(
            write_rows, tuple(PATHS_SETTLED if isinstance(near, NearPaths) else SETTLED), settled_rows(near)
        ),
        ALTERNATIVES_FILE: partial(write_record, record_alternatives(near)),
    }
    write_sealed(folder, writes)


def _write_plans(near: Near, folder: Path) -> None:
    folder.mkdir()
    for number, one in enumerate(near.alternatives, start=1):
        write = write_run if isinstance(one.result, Result) else write_roadmap
        write(one.result, folder / str(number))


def record_alternatives(near: Near) -> dict[str, Any]:
    """Return the entries of alternatives.json; money in kr. a year, or over all years, what is asked as shares."""
    plans = [plan_row(near, number) for number in range(1, len(near.plans))]
    municipalities = settled_rows(near)
    return {
        **{"schema_version": SCHEMA_VERSION, "wanted": near.wanted, "within": near.within, "limit_kr": near.limit_kr},
        **{"ending": near.ending, "bound_kr": near.bound_kr, "least_share": LEAST_SHARE},
        "plans": [{"objective_kr": row.pop("cost_kr"), **row} for row in plans],
        "settled": [row["code"] for row in municipalities if row["settled"]],
        "open_to_negotiation": [row["code"] for row in municipalities if not row["settled"]],
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
    }
