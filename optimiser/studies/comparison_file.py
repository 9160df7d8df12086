"""comparison.json and the comparison's tables: written when all cases are done, and read back."""

import platform
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from optimiser.comparison.comparison import Comparison
from optimiser.data.files import fault
from optimiser.data.findings import Finding, InvalidInputError
from optimiser.data.instance import Instance
from optimiser.data.seal import write_sealed
from optimiser.result.folder import write_record, write_table
from optimiser.result.reading import load
from optimiser.result.record import PACKAGES
from optimiser.result.result import Result
from optimiser.studies.cases import folder_name
from optimiser.studies.json_records import read_record
from optimiser.studies.run_store import COMPARISON_FILE, RUNS, RunStore
from optimiser.studies.runner.dispatch import Failure

SCHEMA_VERSION = 1
"""Version of comparison.json; raised when an entry changes its meaning."""
REMEDY = "compare again; what is solved already is not solved anew"


class CaseEntry(BaseModel):
    """What must be known of a case to find its run again."""

    model_config = ConfigDict(extra="allow")
    input_sha256: str
    finished: str


class ComparisonEntries(BaseModel):
    """What comparison.json must hold to be read."""

    model_config = ConfigDict(extra="allow")
    schema_version: int
    cases: dict[str, CaseEntry]


def comparison_record(
    comparison: Comparison, failures: Mapping[str, Failure], instance: Instance, seconds: float, command: Sequence[str]
) -> dict[str, Any]:
    """The entries of comparison.json: what was compared, what came out (kr. a year), and how long it took.

    `seconds` is the time from start to end; beside it stands what the single solves took, one after another.
    """
    results, settings = comparison.results, instance.settings
    return {
        "schema_version": SCHEMA_VERSION,
        "name": settings.name,
        "title_da": settings.title_da,
        "title_en": settings.title_en,
        "cases": {case: _case(case, result) for case, result in results.items()},
        "failed": {case: asdict(failure) for case, failure in failures.items()},
        "cheapest": next(iter(comparison.planned), None),
        "versions": {"python": platform.python_version(), **{name: version(name) for name in PACKAGES}},
        "command": list(command),
        "seconds": {"wall": seconds, "solves": sum(result.run.seconds.total for result in results.values())},
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _case(case: str, result: Result) -> dict[str, Any]:
    return {
        "folder": f"{RUNS}/{case}",
        "objective_kr": result.objective_kr,
        **result.run.model_dump(include={"system", "status", "bound_kr", "gap", "input_sha256", "finished"}),
        "seconds": result.run.seconds.total,
    }


def write_comparison(comparison: Comparison, record: Mapping[str, Any], folder: Path) -> None:
    """Write the tables and comparison.json, each whole or not at all, in the place of those there, and seal them."""
    tables = {f"{name}.csv": partial(write_table, frame) for name, frame in comparison.tables.items()}
    write_sealed(folder, {**tables, COMPARISON_FILE: partial(write_record, record)}, begin=True)


def read_comparison(folder: Path) -> dict[str, Any]:
    """The entries of a folder's comparison.json.

    Raises InvalidInputError when there is none or it is damaged.
    """
    path = folder / COMPARISON_FILE
    if not path.is_file():
        raise InvalidInputError(str(folder), [fault(folder, f"is no comparison: it holds no {COMPARISON_FILE}")])
    return read_record(path, ComparisonEntries, SCHEMA_VERSION, REMEDY)


def load_comparison(folder: Path) -> Comparison:
    """The comparison that a folder holds, from its run folders; nothing is solved.

    Raises InvalidInputError with every finding when it is no comparison, or a run is missing, damaged or
    another than the one compared.
    """
    findings: list[Finding] = []
    results: dict[str, Result] = {}
    for case, entry in read_comparison(folder)["cases"].items():
        try:
            results[case] = _run(folder, case, entry)
        except InvalidInputError as error:
            findings.extend(_within(RunStore(folder).run_folder(folder_name(case)), error.findings))
    if findings:
        raise InvalidInputError(str(folder), findings)
    return Comparison.of(results)


def _within(run: Path, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Findings about the files of a run folder, told of the folder they are in."""
    for one in findings:
        yield one if one.place == run.name else replace(one, place=f"{RUNS}/{run.name}/{one.place}")


def _run(folder: Path, case: str, entry: Mapping[str, Any]) -> Result:
    path = RunStore(folder).run_folder(folder_name(case))
    result = load(path)
    if (result.run.input_sha256, result.run.finished) != (entry["input_sha256"], entry["finished"]):
        rule = f"must be the run that was compared, but is another (finished {result.run.finished})"
        raise InvalidInputError(str(folder), [fault(path, rule, REMEDY)])
    return result
