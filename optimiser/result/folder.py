"""The run folder: run.json, the tables as CSV, and the instance as it was solved; saved, and read back."""

import json
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path, PurePosixPath
from typing import Any

from optimiser.data.findings import (
    AnyPath,
    InvalidInputError,
    as_on_disk,
    fault_of_path,
    read_text,
    refuse_existing,
    refuse_unwritable,
    write_whole,
)
from optimiser.data.instance import Instance, Today
from optimiser.data.other_edition import OtherEditionError, of_other_edition
from optimiser.data.proof_record import ProofRecord, read_proof_text
from optimiser.data.read import read
from optimiser.data.record_text import REMEDY
from optimiser.data.roadmap_tables import ROADMAP_FILE, ROADMAP_FILES, YEARS_FOLDER
from optimiser.data.run_record import Run, RunWithPlan, read_plan_lines, read_run_text, write_plan_lines
from optimiser.data.run_tables import ADDED, INSTANCE_FOLDER, NO_LINES, PROOF_FILE, RUN_FILE, RUN_FILES, PlanLines
from optimiser.data.seal import NameHeldError, damage_of_folder, held_or_refused, hold_name, seal_all
from optimiser.data.sheets import write_folder
from optimiser.result.result import Result

# ---- Saving ---------------------------------------------------------------------------------------


def save(result: Result, folder: AnyPath, force: bool = False) -> None:
    """Write the run folder of a result that has a plan, whole or not at all.

    Parameters
    ----------
    result
        A result with a plan.
    folder
        The folder to make; docs/run-folder.md says what it holds.
    force
        Replace what is there, if that is a run folder.

    Raises
    ------
    ValueError
        There is no plan; a failed solve leaves no results behind.
    InvalidInputError
        The folder exists, and `force` is not given or it holds something else.
    OSError
        The disk does not let it be written.
    """
    if not result.has_plan:
        raise ValueError(f"there is no plan to save: {result.status}")
    save_whole(partial(write_run, result), folder, force)


def save_whole(write: Callable[[Path], object], folder: AnyPath, force: bool = False) -> None:
    """Let `write` make a folder that a solve leaves, whole or not at all, in the place of such a one by `force`.

    Raises InvalidInputError and OSError as `save` does.
    """
    target = Path(folder)
    refuse_unusable(target, force)
    try:
        write_whole(target, write, replace=force)
    except FileExistsError:
        refuse_unusable(target, force)
        raise


def save_somewhere(write: Callable[[Path], object], folder: Path, name: str, force: bool = False) -> Path:
    """Save as `save_whole` does, but where that cannot be beside the folder, or among the temporary files.

    What has been solved is not lost because something has come to stand in the folder, or its disk is full. Returns
    where it was saved: the folder, or `NAME-0001` and so on.

    Raises OSError where nothing can be written anywhere.
    """
    try:
        save_whole(write, folder, force)
        return folder
    except (InvalidInputError, OSError):
        pass
    try:
        with next_folder(folder.parent, name) as beside:
            save_whole(write, beside)
            return beside
    except (InvalidInputError, OSError):
        temporary = Path(tempfile.mkdtemp(prefix="optimiser-")) / folder.name
        save_whole(write, temporary)
        return temporary


@contextmanager
def held_folder(folder: Path, force: bool) -> Iterator[Path]:
    """The folder for a run, held against other commands while one solves.

    Raises InvalidInputError where it cannot be written, or another command holds it.
    """
    refuse_unusable(folder, force)
    with held_or_refused(folder, _lock_of(folder)):
        refuse_unusable(folder, force)
        yield folder


@contextmanager
def next_folder(runs: Path, name: str) -> Iterator[Path]:
    """The first folder `NAME-0001`, `NAME-0002`, … that neither exists nor is held; held while one solves.

    Raises InvalidInputError where it cannot be written.
    """
    with ExitStack() as holding:
        yield next(folder for folder in _numbered_folders(runs, name) if _is_taken_now(folder, holding))


def _numbered_folders(runs: Path, name: str) -> Iterator[Path]:
    """The folders of a name that do not exist, by their numbers."""
    for number in count(1):
        folder = runs / f"{name}-{number:04d}"
        if not os.path.lexists(folder):
            yield folder


def _is_taken_now(folder: Path, holding: ExitStack) -> bool:
    """Hold a folder that does not exist; False where another command does, or has made it just now."""
    refuse_unusable(folder, force=False)
    with ExitStack() as trying:
        try:
            trying.enter_context(hold_name(_lock_of(folder)))
        except NameHeldError:
            return False
        if os.path.lexists(folder):
            return False
        holding.enter_context(trying.pop_all())
    return True


def _lock_of(folder: Path) -> Path:
    """The file by which a run folder that may not exist yet is held."""
    return folder.with_name(f".{folder.name}.lock")


def refuse_unusable(folder: Path, force: bool) -> None:
    """Raise InvalidInputError when a run folder cannot be written there; worth knowing before a solve."""
    if folder.is_file():
        rule = "must be a folder, but is a file"
        raise InvalidInputError(str(folder), [fault_of_path(folder, rule, "choose another name")])
    refuse_existing(folder, force, RUN_FILES | ADDED | ROADMAP_FILES)
    refuse_unwritable(folder)


def write_run(result: Result, folder: Path) -> None:
    """Write all files of the run folder into `folder`, which does not exist yet, and seal them.

    Without a plan there are no tables.
    """
    folder.mkdir()
    write_folder(result.instance, folder / INSTANCE_FOLDER)
    if result.has_plan:
        write_plan_lines(result.lines, folder)
    if result.proof is not None:
        write_record(result.proof.model_dump(exclude_unset=True), folder / PROOF_FILE)
    write_record(result.run.as_entries(), folder / RUN_FILE)
    seal_all(folder)


def write_record(entries: Mapping[str, Any], path: Path) -> None:
    """Entries as JSON that people can read too."""
    text = json.dumps(entries, ensure_ascii=False, indent=2, allow_nan=False)
    path.write_text(text + "\n", encoding="utf-8")


# ---- Read a result back from its run folder: the inverse of `save` --------------------------------


def no_run_folder(folder: Path) -> InvalidInputError:
    """Return what is wrong with a folder that is to hold a run, and holds none."""
    if (folder / ROADMAP_FILE).is_file():
        rule, years = "is a plan over years, and not a run of one year", sorted((folder / YEARS_FOLDER).glob("*"))
        remedy = f"name one of its years, such as {years[0]}" if years else "solve again"
        return InvalidInputError(str(folder), [fault_of_path(folder, rule, remedy)])
    rule = f"is not a run folder: it has no {RUN_FILE}" if folder.exists() else "does not exist"
    return InvalidInputError(str(folder), [fault_of_path(folder, rule, "name a folder that solve wrote")])


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
        since it was written; OtherEditionError, which is one, where another edition of the program wrote it.
    """
    folder = as_on_disk(folder)
    if not (folder / RUN_FILE).is_file():
        raise no_run_folder(folder)
    try:
        run = _read_run(folder)
        instance = _read_instance(folder, run)
        lines = _read_lines(folder) if isinstance(run, RunWithPlan) else NO_LINES
        proof = _read_proof(folder) if (folder / PROOF_FILE).exists() else None
    except InvalidInputError as error:
        if (other := of_other_edition(folder, error.findings)) is not None:
            raise OtherEditionError(str(folder), [other]) from error
        raise
    broken = damage_of_folder(folder, _is_read)
    if broken:
        raise InvalidInputError(str(folder), [replace(finding, remedy=REMEDY) for finding in broken])
    return Result(instance, run, lines, proof)


def _is_read(path: str) -> bool:
    """True for the files that a result is read from."""
    return PurePosixPath(path).parts[0] in RUN_FILES


def _read_run(folder: Path) -> Run:
    text, findings = read_text(folder / RUN_FILE)
    run, faults = (None, []) if text is None else read_run_text(text)
    if run is None:
        raise InvalidInputError(str(folder), [*findings, *faults])
    return run


def _read_proof(folder: Path) -> ProofRecord:
    text, findings = read_text(folder / PROOF_FILE)
    proof, faults = (None, []) if text is None else read_proof_text(text)
    if proof is None:
        raise InvalidInputError(str(folder), [*findings, *faults])
    return proof


def _read_instance(folder: Path, run: Run) -> Instance:
    """The instance as it was solved, under the name of the system that was asked for."""
    instance = read(folder / INSTANCE_FOLDER)
    if instance.sha256 != run.input_sha256:
        rule = "must be the instance that was solved, but its hash is not the one in run.json"
        raise InvalidInputError(str(folder), [fault_of_path(folder / INSTANCE_FOLDER, rule, REMEDY)])
    before = None if run.before_changes is None else Today(run.before_changes.kr, run.before_changes.contacts)
    return replace(instance, system=run.system, changes=tuple(run.changes), before_changes=before)


def _read_lines(folder: Path) -> PlanLines:
    lines, findings = read_plan_lines(folder)
    if findings:
        raise InvalidInputError(str(folder), [replace(finding, remedy=REMEDY) for finding in findings])
    return lines
