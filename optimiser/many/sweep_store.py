"""Where the solves of a sweep are kept: a line each in one file, written as soon as it ends."""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NoReturn

from optimiser.comparison.columns import FIGURES
from optimiser.data.cells import as_text
from optimiser.data.files import fault, refuse_unwritable, write_whole
from optimiser.data.findings import InvalidInputError
from optimiser.data.instance import Instance
from optimiser.data.settings import SolverDefaults
from optimiser.result.folder import write_record, write_table
from optimiser.sensitivity.sweep import Figures, Sweep

SWEEP_FILE = "sweep.json"
SOLVES_FILE = "solves.jsonl"
TABLE = "sweep.csv"
COLUMNAR_TABLE = "sweep.parquet"
"""Written as well where pyarrow is installed."""
SWEEP_FILES = frozenset({SWEEP_FILE, SOLVES_FILE, TABLE, COLUMNAR_TABLE})
IDENTITY = "of"
"""The entry of sweep.json that says what the solves are of."""
SCHEMA_VERSION = 1
LONGEST_SHOWN = 20
"""Characters of a value in a message: as much of a hash as tells it from another."""
ANOTHER = "choose another folder, or delete this one"


def identity(instance: Instance, options: SolverDefaults) -> dict[str, Any]:
    """What must be the same for solves to stand in one table: the instance before it is varied, and the options."""
    return {
        "instance": instance.settings.name,
        "hash of the instance": instance.sha256,
        "system": instance.system,
        **options.model_dump(),
        "optimiser": version("optimiser"),
    }


@dataclass(frozen=True)
class SweepStore:
    """A sweep's folder."""

    folder: Path

    def open(self, of: Mapping[str, Any]) -> None:
        """Make sure that solves of an instance can be kept here.

        Raises InvalidInputError where the folder is a file, cannot be written, or holds anything else.
        """
        if self.folder.is_file():
            self._refuse("must be a folder, but is a file", "choose another name")
        refuse_unwritable(self.folder / SWEEP_FILE)
        for entry in sorted(self.folder.glob("[!.]*")):
            if entry.name not in SWEEP_FILES or entry.is_dir():
                self._refuse(f"must hold nothing but a sweep, but holds {entry.name}", "choose another folder")
        if (self.folder / SOLVES_FILE).exists():
            self._refuse_others(of)
        else:
            self.write({IDENTITY: of})

    def _refuse_others(self, of: Mapping[str, Any]) -> None:
        try:
            held = json.loads((self.folder / SWEEP_FILE).read_text(encoding="utf-8"))[IDENTITY]
            differing = [name for name in of if held[name] != of[name]]
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            self._refuse(f"must say in {SWEEP_FILE} what its solves are of, but does not", ANOTHER)
        if differing:
            told = ", ".join(f"{name} {_short(held[name])} (now {_short(of[name])})" for name in differing)
            self._refuse(f"must hold solves of the same instance and settings, but holds those of {told}", ANOTHER)

    def read(self) -> Iterator[tuple[str, Figures]]:
        """Every solve that is kept whole, by its key; a line that was cut in half counts for nothing."""
        try:
            lines = (self.folder / SOLVES_FILE).open(encoding="utf-8", errors="replace")
        except FileNotFoundError:
            return
        with lines:
            for line in lines:
                kept = _whole(line)
                if kept:
                    yield kept

    def keep(self, key: str, figures: Figures) -> None:
        """Write down a solve, on the disk when this returns."""
        line = json.dumps({"key": key, "figures": figures}, ensure_ascii=False, allow_nan=False)
        path = self.folder / SOLVES_FILE
        with path.open("ab") as file:
            begin = "" if file.tell() == 0 or _ends_with_line(path) else "\n"
            file.write(f"{begin}{line}\n".encode())
            file.flush()
            os.fsync(file.fileno())

    def write(self, entries: Mapping[str, Any]) -> None:
        """Write sweep.json whole, in the place of the one before."""
        record = {"schema_version": SCHEMA_VERSION, **entries}
        write_whole(self.folder / SWEEP_FILE, partial(write_record, record))

    def write_tables(self, sweep: Sweep) -> None:
        """Write the table whole as CSV; as Parquet too where that can be written."""
        write_whole(self.folder / TABLE, partial(write_table, sweep.table))
        if find_spec("pyarrow"):
            write_whole(self.folder / COLUMNAR_TABLE, partial(sweep.table.to_parquet, index=False))

    def _refuse(self, rule: str, remedy: str) -> NoReturn:
        raise InvalidInputError(str(self.folder), [fault(self.folder, rule, remedy)])


def _short(value: object) -> str:
    return as_text(value)[:LONGEST_SHOWN]


def _ends_with_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read() == b"\n"


def _whole(line: str) -> tuple[str, Figures] | None:
    try:
        record = json.loads(line)
        figures = record["figures"]
        return (str(record["key"]), figures) if FIGURES.keys() <= figures.keys() else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
