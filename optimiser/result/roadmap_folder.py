"""The folder of a plan over years: roadmap.json, the tables as CSV, the instance, and a run folder of each year."""

from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath

from optimiser.data.findings import AnyPath, Finding, InvalidInputError, as_on_disk, fault_of_path, read_text
from optimiser.data.instance import Instance, Today
from optimiser.data.read import read
from optimiser.data.record_text import REMEDY
from optimiser.data.roadmap_record import (
    RoadmapRecord,
    read_roadmap_lines,
    read_roadmap_text,
    write_roadmap_lines,
)
from optimiser.data.roadmap_tables import ROADMAP_FILE, ROADMAP_FILES, YEARS_FOLDER
from optimiser.data.run_tables import INSTANCE_FOLDER
from optimiser.data.seal import damage_of_folder, seal_all
from optimiser.data.sheets import write_folder
from optimiser.result.folder import load, save_whole, write_record, write_run
from optimiser.result.result import Result
from optimiser.result.roadmap import NO_ROADMAP_LINES, RoadmapResult


def save_roadmap(result: RoadmapResult, folder: AnyPath, force: bool = False) -> None:
    """Write the folder of a plan over years, whole or not at all.

    Parameters
    ----------
    result
        A result with a path.
    folder
        The folder to make; docs/roadmap.md says what it holds.
    force
        Replace what is there, if that is a folder that a solve left.

    Raises
    ------
    ValueError
        There is no path; a failed solve leaves no results behind.
    InvalidInputError
        The folder exists, and `force` is not given or it holds something else.
    OSError
        The disk does not let it be written.
    """
    if not result.has_path:
        raise ValueError(f"there is no path to save: {result.status}")
    save_whole(partial(write_roadmap, result), folder, force)


def write_roadmap(result: RoadmapResult, folder: Path) -> None:
    """Write all files of the folder into `folder`, which does not exist yet, and seal them."""
    folder.mkdir()
    write_folder(result.instance, folder / INSTANCE_FOLDER)
    write_roadmap_lines(result.lines, folder)
    (folder / YEARS_FOLDER).mkdir()
    for year, plan in result.plans.items():
        write_run(plan, folder / YEARS_FOLDER / str(year))
    write_record(result.record.as_entries(), folder / ROADMAP_FILE)
    seal_all(folder)


def load_roadmap(folder: AnyPath) -> RoadmapResult:
    """Load the plan over years that a folder holds.

    Parameters
    ----------
    folder
        A folder that `save_roadmap` or the command `optimiser solve` wrote of an instance with years.

    Returns
    -------
    RoadmapResult
        As it was saved.

    Raises
    ------
    InvalidInputError
        It is no such folder, or not whole, or holds another instance than the one solved, or what is read was changed
        since it was written.
    """
    folder = as_on_disk(folder)
    if not (folder / ROADMAP_FILE).is_file():
        rule = f"holds no plan over years: it has no {ROADMAP_FILE}" if folder.exists() else "does not exist"
        remedy = "name a folder that solve wrote of an instance with years"
        raise InvalidInputError(str(folder), [fault_of_path(folder, rule, remedy)])
    record = _read_record(folder)
    instance = _read_instance(folder, record)
    plans = {year: _read_year(folder, year) for year in record.years} if record.has_path else {}
    lines, findings = read_roadmap_lines(folder) if record.has_path else (NO_ROADMAP_LINES, [])
    broken = [*findings, *damage_of_folder(folder, _is_read)]
    if broken:
        raise InvalidInputError(str(folder), [replace(finding, remedy=REMEDY) for finding in broken])
    return RoadmapResult(instance, record, lines, plans)


def _is_read(path: str) -> bool:
    """True for the files that a result is read from."""
    return PurePosixPath(path).parts[0] in ROADMAP_FILES


def _read_record(folder: Path) -> RoadmapRecord:
    text, findings = read_text(folder / ROADMAP_FILE)
    faults: list[Finding] = []
    record, faults = (None, []) if text is None else read_roadmap_text(text)
    if record is None:
        raise InvalidInputError(str(folder), [*findings, *faults])
    return record


def _read_instance(folder: Path, record: RoadmapRecord) -> Instance:
    """The instance as it was solved, under the name of the system that was asked for."""
    instance = read(folder / INSTANCE_FOLDER)
    if instance.sha256 != record.input_sha256 or list(instance.years) != record.years:
        rule = f"must be the instance that was solved, but its hash or its years are not those in {ROADMAP_FILE}"
        raise InvalidInputError(str(folder), [fault_of_path(folder / INSTANCE_FOLDER, rule, REMEDY)])
    before = None if record.before_changes is None else Today(record.before_changes.kr, record.before_changes.contacts)
    return replace(instance, system=record.system, changes=tuple(record.changes), before_changes=before)


def _read_year(folder: Path, year: int) -> Result:
    """The plan of a year; that it is of the instance in that year is for the audit to find."""
    place = folder / YEARS_FOLDER / str(year)
    result = load(place)
    if not result.has_plan or result.instance.settings.year != year:
        rule = f"must hold a plan of the instance in {year}"
        raise InvalidInputError(str(folder), [fault_of_path(place, rule, REMEDY)])
    return result
