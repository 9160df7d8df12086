"""Where figures of many solves are kept: a sealed line each in one file, written as soon as the solve ends."""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from optimiser.data.cells import as_text
from optimiser.data.findings import refuse_unwritable
from optimiser.data.instance import Instance
from optimiser.data.seal import seal_of, write_sealed
from optimiser.data.settings import SolverOptions
from optimiser.result.folder import write_record
from optimiser.result.result import Result
from optimiser.result.roadmap import RoadmapResult
from optimiser.studies.json_records import IDENTITY, SCHEMA_VERSION, StudyFolder
from optimiser.studies.resume import PlannedCase

SOLVES_FILE = "solves.jsonl"
LONGEST_SHOWN = 20
"""Characters of a value in a message: as much of a hash as tells it from another."""
ANOTHER = "choose another folder, or delete this one"

COSTS = ("status", "objective_kr", "bound_kr", "gap", "exact_cost_kr")
"""What is kept of every solve whose costs alone are told."""
SolveFigures = Mapping[str, Any]
"""What is kept of one solve: names and numbers, as JSON holds them."""


def costs_of(result: Result | RoadmapResult) -> dict[str, Any]:
    """Return the status, cost and bound of a result, of one over years over all of them; None for what there is not."""
    record = result.record if isinstance(result, RoadmapResult) else result.run
    return {**dict.fromkeys(COSTS), **record.model_dump(include=set(COSTS))}


def identify_instance(instance: Instance, options: SolverOptions) -> dict[str, Any]:
    """Return what must be the same for solves to stand in one table: the instance before it is varied, the options."""
    return {
        "instance": instance.settings.name,
        "hash of the instance": instance.sha256,
        "system": instance.system,
        **options.laid_over(instance.settings.solver).model_dump(),
        "optimiser": version("optimiser"),
    }


@dataclass(frozen=True)
class SolveLines(StudyFolder):
    """A study's folder in which solves.jsonl holds the solves; the record tells what they are of before all others.

    A solve that does not have all of the `entries` is not whole. Folders `beside` may stand there too.
    """

    suffixes: tuple[str, ...] = ("csv", "parquet")
    entries: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()

    @property
    def log_file(self) -> Path:
        """The file that holds the solves."""
        return self.folder / SOLVES_FILE

    def open_for(self, identity: Mapping[str, Any], *, force: bool = False) -> None:
        """Make sure that solves of what the identity says can be kept here; there is nothing to force.

        Raises InvalidInputError where the folder is a file, cannot be written, or holds anything else.
        """
        if self.folder.is_file():
            self.refuse("must be a folder, but is a file", "choose another name")
        refuse_unwritable(self.folder / self.record_name)
        for found in sorted(self.folder.glob("[!.]*")):
            known = found.name in (self.beside if found.is_dir() else {*self.written_names, SOLVES_FILE})
            if not known:
                self.refuse(f"must hold only {self.described}, but holds {found.name}", "choose another folder")
        if self.log_file.exists():
            self._refuse_others(identity)
        else:
            record = {"schema_version": SCHEMA_VERSION, IDENTITY: identity}
            write_sealed(self.folder, {self.record_name: partial(write_record, record)}, begin=True)

    def _refuse_others(self, identity: Mapping[str, Any]) -> None:
        try:
            held = json.loads((self.folder / self.record_name).read_text(encoding="utf-8"))[IDENTITY]
            differing = [name for name in identity if held[name] != identity[name]]
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            self.refuse(f"must say in {self.record_name} what its solves are of, but does not", ANOTHER)
        if differing:
            told = ", ".join(f"{name} {_shorten(held[name])} (now {_shorten(identity[name])})" for name in differing)
            self.refuse(f"must hold solves of the same instance and settings, but holds those of {told}", ANOTHER)

    def read_lines(self, wanted: Mapping[str, PlannedCase]) -> Iterator[tuple[str, SolveFigures]]:
        """Yield every wanted solve that is kept whole, by its key; a line cut or changed counts for nothing."""
        try:
            lines = self.log_file.open(encoding="utf-8", errors="replace")
        except FileNotFoundError:
            return
        with lines:
            for line in lines:
                kept = self._read_whole(line)
                if kept and kept[0] in wanted:
                    yield kept

    def _read_whole(self, line: str) -> tuple[str, SolveFigures] | None:
        try:
            kept = json.loads(line)
            whole = kept.pop("seal") == seal_of(kept) and self.entries <= kept["figures"].keys()
            return (str(kept["key"]), kept["figures"]) if whole else None
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None

    def write_line(self, key: str, figures: SolveFigures) -> None:
        """Write down a solve, on the disk when this returns."""
        kept = json.loads(json.dumps({"key": key, "figures": figures}, allow_nan=False))
        line = json.dumps({**kept, "seal": seal_of(kept)}, ensure_ascii=False)
        with self.log_file.open("ab") as file:
            begin = "" if file.tell() == 0 or _ends_with_line(self.log_file) else "\n"
            file.write(f"{begin}{line}\n".encode())
            file.flush()
            os.fsync(file.fileno())


@dataclass(frozen=True)
class SolveLog(SolveLines):
    """A study's folder in which the figures of its solves are all that is kept of them."""

    def read_kept(self, wanted: Mapping[str, PlannedCase]) -> Iterator[tuple[str, SolveFigures]]:
        """Yield the figures that are kept of the wanted solves, by their keys."""
        return self.read_lines(wanted)

    def keep_solve(self, key: str, solved: SolveFigures) -> None:
        """Write down the figures of a solve, on the disk when this returns."""
        self.write_line(key, solved)


def _shorten(value: object) -> str:
    told = " ".join(map(_shorten, value)) if isinstance(value, list | tuple) else as_text(value)
    return told[:LONGEST_SHOWN] or "–"


def _ends_with_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read() == b"\n"
