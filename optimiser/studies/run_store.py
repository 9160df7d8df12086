"""Where whole solves are kept: one run folder a case, each whole, so that a study can be gone on with."""

import json
import re
import shutil
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from optimiser.data.findings import (
    Finding,
    InvalidInputError,
    fault_of_path,
    parameter_name,
    refuse_unwritable,
    write_whole,
)
from optimiser.data.roadmap_tables import ROADMAP_FILE, ROADMAP_FILES
from optimiser.data.run_tables import DOCUMENTS, RUN_FILE, RUN_FILES
from optimiser.data.settings import SolverOptions
from optimiser.result.any_folder import AnyResult, load_any, record_of_any, write_any
from optimiser.result.result import Result
from optimiser.studies.json_records import StudyFolder
from optimiser.studies.resume import PlannedCase

RUNS = "runs"
"""The folder in which the run folders are."""
LONGEST_NAME = 100
"""Characters of a case's name at most: folders cannot be called anything longer everywhere."""
NOT_IN_NAMES = re.compile(r"[^\w .+-]+")
"""What cannot stand in the name of a folder on every system."""
LEFTOVER = re.compile(r"\.(.+)-[a-z0-9_]{8}")
"""What is left beside a file or folder when a process is killed while it writes it."""


@dataclass(frozen=True)
class RunStore(StudyFolder):
    """A study's folder in which `runs` holds a run folder for each case, of one year or over years, by its key.

    `options` are those of the solves.
    """

    options: SolverOptions = field(default_factory=SolverOptions)

    def run_folder(self, key: str) -> Path:
        """Return where a case is kept."""
        return self.folder / RUNS / key

    def is_new(self) -> bool:
        """Return True when nothing can be kept here yet."""
        return not (self.folder / RUNS).exists()

    def open_for(self, identity: Mapping[str, Any], *, force: bool = False) -> None:
        """Make sure that runs of the instance can be kept here; clear away what a killed process left.

        By force, runs of another instance are deleted; what no study has written never is.

        Raises InvalidInputError where the folder is a file, cannot be written, or holds anything else.
        """
        instance = identity["instance"]
        if self.folder.is_file():
            self.refuse("must be a folder, but is a file", "choose another name")
        refuse_unwritable(self.folder / RUNS)
        for name in self._find_strangers():
            self.refuse(f"must hold only {self.described}, but holds {name}", "choose another folder")
        others = [run for run in _list_shown(self.folder / RUNS) if _read_instance(run) not in (instance, None)]
        if others and not force:
            rule = f"must hold no other instance than {instance}, but holds {_read_instance(others[0])}"
            self.refuse(rule, f"choose another folder or use {parameter_name('force', True)}")
        for each in (*others, *leftovers_in(self.folder, self.folder / RUNS)):
            shutil.rmtree(each)

    def read_kept(self, wanted: Mapping[str, PlannedCase]) -> Iterator[tuple[str, AnyResult]]:
        """Yield the results of the wanted cases that were solved before as they would be now, each by its key."""
        for key, case in wanted.items():
            try:
                result = load_any(self.run_folder(key))
            except (InvalidInputError, OSError):
                continue
            if self._is_same(result, case):
                yield key, result

    def keep_solve(self, key: str, solved: AnyResult) -> None:
        """Write the run folder of a case, with a plan or without, in the place of what was there."""
        write_whole(self.run_folder(key), lambda made: write_any(solved, made))

    def load_recorded(self, key: str, entry: Mapping[str, Any], remedy: str) -> Result:
        """As `load_recorded_any`, of a run that is of one year."""
        result = self.load_recorded_any(key, entry, remedy)
        if not isinstance(result, Result):
            found = [fault_of_path(self.run_folder(key), "must be a run of one year, but is over years", remedy)]
            raise InvalidInputError(str(self.folder), _tell_within(self.run_folder(key), found))
        return result

    def load_recorded_any(self, key: str, entry: Mapping[str, Any], remedy: str) -> AnyResult:
        """Return the result of a case, which must be that of which `entry` tells the input hash and the time.

        Raises InvalidInputError, with the findings told of the files in this folder.
        """
        path = self.run_folder(key)
        try:
            result = load_any(path)
        except InvalidInputError as error:
            raise InvalidInputError(str(self.folder), _tell_within(path, error.findings)) from error
        run = record_of_any(result)
        if (run.input_sha256, run.finished) != (entry["input_sha256"], entry["finished"]):
            rule = f"must be the run that was compared, but is another (finished {run.finished})"
            raise InvalidInputError(str(self.folder), _tell_within(path, [fault_of_path(path, rule, remedy)]))
        return result

    def _is_same(self, result: AnyResult, case: PlannedCase) -> bool:
        """Return True when solving the case now would only find this again."""
        run, settings = record_of_any(result), result.instance.settings
        return (
            run.input_sha256 == case.sha256
            and run.system == case.system
            and run.options.model_dump() == self.options.laid_over(settings.solver).model_dump()
            and run.versions.get("optimiser") == version("optimiser")
            and not run.interrupted
            and not result.breaches
        )

    def _find_strangers(self) -> Iterator[str]:
        """What no study has written; hidden files, which some systems make everywhere, do not count."""
        for found in _list_shown(self.folder):
            known = found.name == RUNS or found.name in self.written_names
            if not known or found.is_dir() != (found.name == RUNS):
                yield found.name
        for run in _list_shown(self.folder / RUNS):
            inside = {found.name for found in _list_shown(run)} if run.is_dir() else {run.name}
            if inside - RUN_FILES - ROADMAP_FILES - {*DOCUMENTS}:
                yield f"{RUNS}/{run.name}"


def leftovers_in(*folders: Path) -> Iterator[Path]:
    """What a process that was killed has left half written in some folders: whole folders, under hidden names."""
    for folder in folders:
        hidden = folder.glob(".*") if folder.is_dir() else ()
        for found in hidden:
            if found.is_dir() and LEFTOVER.fullmatch(found.name):
                yield found


def _list_shown(folder: Path) -> list[Path]:
    """What a folder holds and does not hide; nothing where there is no folder."""
    return [found for found in sorted(folder.glob("*")) if not found.name.startswith(".")]


def _read_instance(run: Path) -> str | None:
    """The name of the instance a run folder is of; None where that cannot be read, as the folder is damaged."""
    file = run / (ROADMAP_FILE if (run / ROADMAP_FILE).is_file() else RUN_FILE)
    try:
        record = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return str(record["name"]) if isinstance(record, dict) and "name" in record else None


def _tell_within(run: Path, findings: Iterable[Finding]) -> list[Finding]:
    """Findings about the files of a run folder, told of the folder they are in."""
    return [one if one.place == run.name else replace(one, place=f"{RUNS}/{run.name}/{one.place}") for one in findings]


def folder_name(text: str) -> str:
    """Return the text as the name of a folder: what cannot stand there becomes a hyphen; any letter may."""
    cleaned = NOT_IN_NAMES.sub("-", unicodedata.normalize("NFC", text))[:LONGEST_NAME]
    return cleaned.strip(" .") or "-"


def unique_names(names: Sequence[str]) -> list[str]:
    """Return the names, numbered where two would be the same folder; also where only capitals tell them apart."""
    taken: set[str] = set()
    unique = []
    for name in names:
        number, candidate = 1, name
        while candidate.casefold() in taken:
            number += 1
            candidate = f"{name}-{number}"
        taken.add(candidate.casefold())
        unique.append(candidate)
    return unique
