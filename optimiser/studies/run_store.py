"""Where solved cases are kept: one run folder a case, each whole, so that a comparison can be gone on with."""

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import NoReturn

from optimiser.data.files import fault, refuse_unwritable, write_whole
from optimiser.data.findings import InvalidInputError
from optimiser.data.run_folder import DOCUMENTS, RUN_FILES, SEAL_FILE
from optimiser.data.run_record import RUN_FILE
from optimiser.data.settings import SolverOptions
from optimiser.data.vocabulary import parameter_name
from optimiser.result.folder import write_run
from optimiser.result.reading import load
from optimiser.result.result import Result
from optimiser.studies.cases import Case

RUNS = "runs"
COMPARISON_FILE = "comparison.json"
TABLE_FILES = ("figures.csv", "differences.csv", "inputs.csv")
PRICE_FILES = ("shadow_prices.json", "shadow_prices.csv")
STORE_FILES = frozenset({RUNS, COMPARISON_FILE, SEAL_FILE, *TABLE_FILES, *PRICE_FILES, *DOCUMENTS})
"""What the folder of a comparison, or of shadow prices, holds."""
LEFTOVER = re.compile(r"\.(.+)-[a-z0-9_]{8}")
"""What is left beside a file or folder when a process is killed while it writes it."""


@dataclass(frozen=True)
class RunStore:
    """A comparison's folder: the run folders in `runs`, and what is made from them beside it."""

    folder: Path

    def run_folder(self, case: str) -> Path:
        """Where a case is kept."""
        return self.folder / RUNS / case

    def is_new(self) -> bool:
        """True when nothing can be kept here yet."""
        return not (self.folder / RUNS).exists()

    def open(self, instance: str, force: bool) -> None:
        """Make sure that cases of an instance, by its name, can be kept here; clear away what a killed process left.

        By force, cases of another instance are deleted; what no comparison has written never is.

        Raises InvalidInputError where the folder is a file, cannot be written, or holds anything else.
        """
        if self.folder.is_file():
            self._refuse("must be a folder, but is a file", "choose another name")
        refuse_unwritable(self.folder / RUNS)
        for entry in self._not_ours():
            self._refuse(f"must hold nothing but a comparison, but holds {entry}", "choose another folder")
        others = [run for run in self._run_folders() if _instance_of(run) not in (instance, None)]
        if others and not force:
            rule = f"must hold no other instance than {instance}, but holds {_instance_of(others[0])}"
            self._refuse(rule, f"choose another folder or use {parameter_name('force', True)}")
        for each in (*others, *self._leftovers()):
            shutil.rmtree(each)

    def kept(self, case: Case, options: SolverOptions) -> Result | None:
        """The result of a case that was solved before as it would be now; None when it is to be solved."""
        try:
            result = load(self.run_folder(case.name))
        except (InvalidInputError, OSError):
            return None
        return result if _is_same(result, case, options) else None

    def keep(self, case: Case, result: Result) -> None:
        """Write the run folder of a case, with a plan or without, in the place of what was there."""
        write_whole(self.run_folder(case.name), lambda made: write_run(result, made))

    def _not_ours(self) -> Iterator[str]:
        """What no comparison has written; hidden files, which some systems make everywhere, do not count."""
        for entry in _entries(self.folder):
            if entry.name not in STORE_FILES or entry.is_dir() != (entry.name == RUNS):
                yield entry.name
        for run in _entries(self.folder / RUNS):
            inside = {entry.name for entry in _entries(run)} if run.is_dir() else {run.name}
            if inside - RUN_FILES - {*DOCUMENTS}:
                yield f"{RUNS}/{run.name}"

    def _run_folders(self) -> list[Path]:
        return list(_entries(self.folder / RUNS))

    def _leftovers(self) -> Iterator[Path]:
        for folder in (self.folder, self.folder / RUNS):
            hidden = folder.glob(".*") if folder.is_dir() else ()
            for entry in hidden:
                if entry.is_dir() and LEFTOVER.fullmatch(entry.name):
                    yield entry

    def _refuse(self, rule: str, remedy: str) -> NoReturn:
        raise InvalidInputError(str(self.folder), [fault(self.folder, rule, remedy)])


def _entries(folder: Path) -> Iterator[Path]:
    """What a folder holds and does not hide; nothing where there is no folder."""
    return (entry for entry in sorted(folder.glob("*")) if not entry.name.startswith("."))


def _instance_of(run: Path) -> str | None:
    """The name of the instance a run folder is of; None where that cannot be read, as the folder is damaged."""
    try:
        record = json.loads((run / RUN_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return str(record["name"]) if isinstance(record, dict) and "name" in record else None


def _is_same(result: Result, case: Case, options: SolverOptions) -> bool:
    """True when solving the case now would only find this again."""
    run = result.run
    return (
        run.input_sha256 == case.instance.sha256
        and run.system == case.instance.system
        and run.options.model_dump() == options.model_dump()
        and run.versions.get("optimiser") == version("optimiser")
        and not run.interrupted
        and not result.breaches
    )
