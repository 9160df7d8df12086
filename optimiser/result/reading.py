"""Read a result back from its run folder: the inverse of `save`."""

from dataclasses import replace
from pathlib import Path, PurePosixPath

import pandas as pd

from optimiser.data.cells import unescape_formula
from optimiser.data.findings import AnyPath, Finding, InvalidInputError, as_on_disk, fault_of_path, read_text
from optimiser.data.instance import Instance
from optimiser.data.read import read
from optimiser.data.run_record import REMEDY, Run, RunWithPlan, read_run_text
from optimiser.data.run_tables import COLUMNS, INSTANCE_FOLDER, RUN_FILE, RUN_FILES, TEXT
from optimiser.data.seal import damage_of_folder
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
    tables = _read_tables(folder) if isinstance(run, RunWithPlan) else {}
    broken = damage_of_folder(folder, _is_read)
    if broken:
        raise InvalidInputError(str(folder), [replace(finding, remedy=REMEDY) for finding in broken])
    return Result(instance, run, tables)


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


def _read_tables(folder: Path) -> dict[str, pd.DataFrame]:
    findings: list[Finding] = []
    tables = {}
    for name in COLUMNS:
        try:
            tables[name] = _read_table(folder / f"{name}.csv", name)
        except (OSError, ValueError, OverflowError) as error:
            findings.append(
                fault_of_path(folder / f"{name}.csv", f"must be the table that solve writes: {error}", REMEDY)
            )
    if findings:
        raise InvalidInputError(str(folder), findings)
    return tables


def _read_table(path: Path, name: str) -> pd.DataFrame:
    """One table with the columns it is declared to have; what it holds besides is left out."""
    cells = pd.read_csv(path, usecols=list(COLUMNS[name]), dtype=str, keep_default_na=False)
    return pd.DataFrame({column: _read_column(name, column, cells[column]) for column in COLUMNS[name]})


def _read_column(table: str, name: str, cells: pd.Series) -> pd.Series:
    """The cells of a column as what they are: text, true or false, numbers; a figure of the instance may be any."""
    if table == "assumptions" and name in ("value", "assumption"):
        return cells.map(_number_or_text if name == "value" else "True".__eq__)
    return cells.map(unescape_formula) if name in TEXT[table] else pd.to_numeric(cells)


def _number_or_text(cell: str) -> object:
    try:
        return float(cell)
    except ValueError:
        return unescape_formula(cell)
