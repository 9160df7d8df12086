"""Where the solves of a command with many are kept: a line each in one file, written as soon as it ends."""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from importlib.metadata import version
from pathlib import Path
from typing import Any, NoReturn

import pandas as pd

from optimiser.data.cells import as_text
from optimiser.data.files import fault, refuse_unwritable
from optimiser.data.findings import InvalidInputError
from optimiser.data.instance import Instance
from optimiser.data.run_folder import DOCUMENTS, SEAL_FILE
from optimiser.data.seal import Write, seal_of, write_sealed
from optimiser.data.settings import SolverOptions
from optimiser.result.folder import write_record, write_table

SOLVES_FILE = "solves.jsonl"
IDENTITY = "of"
"""The entry of the record that says what the solves are of."""
SCHEMA_VERSION = 1
SUFFIXES = ("csv", "parquet")
"""How a table is written: as Parquet too where that can be written."""
LONGEST_SHOWN = 20
"""Characters of a value in a message: as much of a hash as tells it from another."""
ANOTHER = "choose another folder, or delete this one"

Found = Mapping[str, Any]
"""What is kept of one solve: names and numbers, as JSON holds them."""


def identity(instance: Instance, options: SolverOptions) -> dict[str, Any]:
    """What must be the same for solves to stand in one table: the instance before it is varied, and the options."""
    return {
        "instance": instance.settings.name,
        "hash of the instance": instance.sha256,
        "system": instance.system,
        **options.laid_over(instance.settings.solver).model_dump(),
        "optimiser": version("optimiser"),
    }


def titled(instance: Instance) -> dict[str, Any]:
    """What a page made of the record calls the instance, in the instance's own language unless asked otherwise."""
    return {name: getattr(instance.settings, name) for name in ("title_da", "title_en", "year", "language")}


@dataclass(frozen=True)
class SolveLog:
    """A folder of solves: `kind`.json tells what they are of, solves.jsonl holds them, `tables` show them.

    A solve that does not have all of the `entries` is not whole.
    """

    folder: Path
    kind: str
    tables: tuple[str, ...]
    entries: frozenset[str]

    @property
    def record_file(self) -> Path:
        """The file that tells what the solves are of."""
        return self.folder / f"{self.kind}.json"

    @cached_property
    def files(self) -> frozenset[str]:
        """All that can stand in the folder."""
        written = (f"{table}.{suffix}" for table in self.tables for suffix in SUFFIXES)
        return frozenset({self.record_file.name, SOLVES_FILE, SEAL_FILE, *written, *DOCUMENTS})

    def open(self, of: Mapping[str, Any]) -> None:
        """Make sure that solves of an instance can be kept here.

        Raises InvalidInputError where the folder is a file, cannot be written, or holds anything else.
        """
        if self.folder.is_file():
            self._refuse("must be a folder, but is a file", "choose another name")
        refuse_unwritable(self.record_file)
        for entry in sorted(self.folder.glob("[!.]*")):
            if entry.name not in self.files or entry.is_dir():
                self._refuse(f"must hold nothing but a {self.kind}, but holds {entry.name}", "choose another folder")
        if (self.folder / SOLVES_FILE).exists():
            self._refuse_others(of)
        else:
            self.write({IDENTITY: of})

    def _refuse_others(self, of: Mapping[str, Any]) -> None:
        try:
            held = json.loads(self.record_file.read_text(encoding="utf-8"))[IDENTITY]
            differing = [name for name in of if held[name] != of[name]]
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            self._refuse(f"must say in {self.record_file.name} what its solves are of, but does not", ANOTHER)
        if differing:
            told = ", ".join(f"{name} {_short(held[name])} (now {_short(of[name])})" for name in differing)
            self._refuse(f"must hold solves of the same instance and settings, but holds those of {told}", ANOTHER)

    def read(self) -> Iterator[tuple[str, Found]]:
        """Every solve that is kept whole, by its key; a line cut in half, or changed since, counts for nothing."""
        try:
            lines = (self.folder / SOLVES_FILE).open(encoding="utf-8", errors="replace")
        except FileNotFoundError:
            return
        with lines:
            for line in lines:
                kept = self._whole(line)
                if kept:
                    yield kept

    def keep(self, key: str, found: Found) -> None:
        """Write down a solve, on the disk when this returns."""
        kept = json.loads(json.dumps({"key": key, "figures": found}, allow_nan=False))
        line = json.dumps({**kept, "seal": seal_of(kept)}, ensure_ascii=False)
        path = self.folder / SOLVES_FILE
        with path.open("ab") as file:
            begin = "" if file.tell() == 0 or _ends_with_line(path) else "\n"
            file.write(f"{begin}{line}\n".encode())
            file.flush()
            os.fsync(file.fileno())

    def write(self, entries: Mapping[str, Any]) -> dict[str, Any]:
        """Write the record whole, in the place of the one before, and seal it; what was written."""
        record = {"schema_version": SCHEMA_VERSION, **entries}
        write_sealed(self.folder, {self.record_file.name: partial(write_record, record)}, begin=True)
        return record

    def write_tables(self, frames: Mapping[str, pd.DataFrame]) -> None:
        """Write each table as CSV and as Parquet, each file whole, and seal them."""
        writes: dict[str, Write] = {}
        for table, frame in frames.items():
            writes[f"{table}.csv"] = partial(write_table, frame)
            writes[f"{table}.parquet"] = partial(_typed(frame).to_parquet, index=False)
        write_sealed(self.folder, writes, begin=True)

    def _whole(self, line: str) -> tuple[str, Found] | None:
        try:
            kept = json.loads(line)
            whole = kept.pop("seal") == seal_of(kept) and self.entries <= kept["figures"].keys()
            return (str(kept["key"]), kept["figures"]) if whole else None
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None

    def _refuse(self, rule: str, remedy: str) -> NoReturn:
        raise InvalidInputError(str(self.folder), [fault(self.folder, rule, remedy)])


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    """The table with one type a column, as Parquet asks for and as reading the CSV gives."""
    return frame.assign(**{str(name): _of_one_type(column) for name, column in frame.items()})


def _of_one_type(column: pd.Series) -> pd.Series:
    """Text where any value is text, and numbers where there is no value at all, which would be a type of its own."""
    if column.dtype == object and column.isna().all():
        return column.astype("float64")
    if column.dtype == object and any(isinstance(value, str) for value in column):
        return column.map(as_text, na_action="ignore")
    return column


def _short(value: object) -> str:
    return as_text(value)[:LONGEST_SHOWN]


def _ends_with_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read() == b"\n"
