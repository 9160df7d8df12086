"""Read a result back from its run folder: the inverse of `save`."""

from dataclasses import replace
from pathlib import Path, PurePosixPath

from optimiser.data.findings import AnyPath, InvalidInputError, as_on_disk, fault_of_path, read_text
from optimiser.data.instance import Instance
from optimiser.data.read import read
from optimiser.data.run_record import REMEDY, Run, RunWithPlan, read_run_text
from optimiser.data.run_tables import INSTANCE_FOLDER, NO_LINES, RUN_FILE, RUN_FILES, PlanLines
from optimiser.data.seal import damage_of_folder
from optimiser.data.table_files import read_plan_lines
from optimiser.result.result import Result


def load(folder: AnyPath) -> Result:
    """Load the result that a run folder holds.

    Parameters
    ----------
    folder
        A folder that `save` or the command `optimiser solve` wrote.

    Returns
    -------
    Result
        As it was saved.

    Raises
    ------
    InvalidInputError
        It is no run folder, or not whole, or holds another instance than the one solved, or what is read was changed
        since it was written.
    """
    folder = as_on_disk(folder)
    if not (folder / RUN_FILE).is_file():
        raise InvalidInputError(str(folder), [fault_of_path(folder, f"is not a run folder: it has no {RUN_FILE}")])
    run = _read_run(folder)
    instance = _read_instance(folder, run)
    lines = _read_lines(folder) if isinstance(run, RunWithPlan) else NO_LINES
    broken = damage_of_folder(folder, _is_read)
    if broken:
        raise InvalidInputError(str(folder), [replace(finding, remedy=REMEDY) for finding in broken])
    return Result(instance, run, lines)


def _is_read(path: str) -> bool:
    """True for the files that a result is read from."""
    return PurePosixPath(path).parts[0] in RUN_FILES


def _read_run(folder: Path) -> Run:
    text, findings = read_text(folder / RUN_FILE)
    run, faults = (None, []) if text is None else read_run_text(text)
    if run is None:
        raise InvalidInputError(str(folder), [*findings, *faults])
    return run


def _read_instance(folder: Path, run: Run) -> Instance:
    """The instance as it was solved, under the name of the system that was asked for."""
    instance = read(folder / INSTANCE_FOLDER)
    if instance.sha256 != run.input_sha256:
        rule = "must be the instance that was solved, but its hash is not the one in run.json"
        raise InvalidInputError(str(folder), [fault_of_path(folder / INSTANCE_FOLDER, rule, REMEDY)])
    return replace(instance, system=run.system, changes=tuple(run.changes))


def _read_lines(folder: Path) -> PlanLines:
    lines, findings = read_plan_lines(folder)
    if findings:
        raise InvalidInputError(str(folder), [replace(finding, remedy=REMEDY) for finding in findings])
    return lines
