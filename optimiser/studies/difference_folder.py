"""The folder of a difference: the two runs that are set against each other, its record, and its tables."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from optimiser.comparison.plan_difference import FILES, PlanDifference
from optimiser.comparison.plan_difference import difference as set_against
from optimiser.data.csv_files import write_rows
from optimiser.data.run_tables import DOCUMENTS, SEAL_FILE, Line, declare_entry
from optimiser.data.seal import Write, write_sealed
from optimiser.data.settings import Language, SolverOptions
from optimiser.result.folder import write_record, write_run
from optimiser.result.result import Result
from optimiser.studies.json_records import SCHEMA_VERSION
from optimiser.studies.run_store import RUNS, RunStore
from optimiser.studies.study import RecordedStudy

BEFORE, AFTER = "before", "after"


class PlanEntry(Line):
    """One of the two plans."""

    called: str = declare_entry("what it is called in sentences: the folder that its run was in")
    folder: str = declare_entry("its run folder in this folder")
    name: str = declare_entry("name of its instance")
    system: str = declare_entry("its system or structure")
    status: str = declare_entry("optimal, or feasible: not proven to the gap asked for")
    objective_kr: float = declare_entry("cost of the plan, centres by straight pieces", unit="kr./year")
    bound_kr: float | None = declare_entry("no plan of it costs less; null where nothing was proven", unit="kr./year")
    gap: float | None = declare_entry("(objective_kr - bound_kr) / objective_kr; null without a bound", unit="share")
    today_kr: float = declare_entry("what answering everything as today costs", unit="kr./year")
    input_sha256: str = declare_entry("hash of its instance")
    finished: str = declare_entry("when its solve ended (UTC)")


class DifferenceRecord(Line):
    """What difference.json holds."""

    schema_version: int = declare_entry("version of the records of studies")
    language: Language = declare_entry("language of the second instance, and of the documents unless asked otherwise")
    before: PlanEntry = declare_entry("the first plan")
    after: PlanEntry = declare_entry("the second plan")
    change_kr: float = declare_entry("what the second plan costs more; below 0, less", unit="kr./year")
    change_on_curve_kr: float = declare_entry("the same on the cost curve itself", unit="kr./year")
    least_kr: float | None = declare_entry(
        "the best plan of the second costs at least so much more than the best of the first; null where unknown",
        unit="kr./year",
    )
    most_kr: float | None = declare_entry("and at most so much more; null where unknown", unit="kr./year")
    change_of_today_kr: float = declare_entry(
        "what answering as today costs more in the second instance", unit="kr./year"
    )
    change_of_contacts: float = declare_entry("contacts that the second instance has more", unit="contacts/year")
    same_plan: bool = declare_entry("whether each task is answered in the same place and form in both")
    inputs: list[dict[str, Any]] = declare_entry("a parameter in `before` or `after`, of those that differ")
    difference_terms: list[dict[str, Any]] = declare_entry("the rows of the table of this name")
    difference_centres: list[dict[str, Any]] = declare_entry("the rows of the table of this name")
    difference_municipalities: list[dict[str, Any]] = declare_entry("the rows of the table of this name")
    moves: list[dict[str, Any]] = declare_entry("the rows of the table of this name")


class DifferenceStudy(RecordedStudy[PlanDifference]):
    """Two plans set against each other; their runs are kept beside what they differ in."""

    name = "difference"
    described = "a difference"
    record = DifferenceRecord
    tables = tuple(FILES)
    remedy = "set the two runs against each other again"
    has_maps = True

    @classmethod
    def list_runs(cls, folder: Path) -> list[Path]:
        """Return the run folders of the two plans."""
        return [folder / RUNS / name for name in (BEFORE, AFTER)]

    @classmethod
    def load_found(cls, folder: Path) -> PlanDifference:
        """Return the difference that a folder holds, from its run folders.

        Raises InvalidInputError when it is damaged, or a run is another than the one that was set against the other.
        """
        entries = cls.read_entries(folder)
        store = RunStore(folder, cls.described, cls.record_name(), cls.tables, options=SolverOptions())
        before, after = (store.load_recorded(name, entries[name], cls.remedy) for name in (BEFORE, AFTER))
        return set_against(before, after, (entries[BEFORE]["called"], entries[AFTER]["called"]))


WRITTEN = frozenset(
    {DifferenceStudy.record_name(), RUNS, SEAL_FILE, *(f"{name}.csv" for name in FILES), *DOCUMENTS},
)
"""All that stands in such a folder."""


def save_difference(found: PlanDifference, folder: Path) -> None:
    """Write the two runs, the record and the tables into a folder that may not exist yet, and seal them."""
    writes: dict[str, Write] = {
        f"{RUNS}/{name}": partial(write_run, result)
        for name, result in zip((BEFORE, AFTER), (found.before, found.after), strict=True)
    }
    writes |= {f"{name}.csv": partial(write_rows, list(FILES[name]), rows) for name, rows in found.rows.items()}
    writes[DifferenceStudy.record_name()] = partial(write_record, record_difference(found))
    write_sealed(folder, writes, begin=True)


def record_difference(found: PlanDifference) -> Mapping[str, Any]:
    """Return the entries of difference.json."""
    one, other = found.names
    figures = ("change_kr", "change_on_curve_kr", "least_kr", "most_kr", "change_of_today_kr", "change_of_contacts")
    return {
        "schema_version": SCHEMA_VERSION,
        "language": found.after.instance.settings.language,
        BEFORE: _record_plan(found.before, one, BEFORE),
        AFTER: _record_plan(found.after, other, AFTER),
        **{name: getattr(found, name) for name in figures},
        "same_plan": found.is_same_plan,
        "inputs": found.input_rows,
        **found.rows,
    }


def _record_plan(result: Result, called: str, folder: str) -> dict[str, Any]:
    told = {name: getattr(result.figures, name) for name in PlanEntry.model_fields if name not in ("called", "folder")}
    return {"called": called, "folder": f"{RUNS}/{folder}", **told}
