"""The JSON record of a study and the tables beside it: declared once, written together, sealed, and read back."""

import csv
import io
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import pandas as pd
from pydantic import BaseModel, ValidationError

from optimiser.data.cells import as_text, unescape_formula
from optimiser.data.checking_rows import rule_of
from optimiser.data.csv_files import as_plain, write_rows
from optimiser.data.findings import Finding, InvalidInputError, fault_of_path, read_text
from optimiser.data.run_tables import DOCUMENTS, SEAL_FILE, Line, declare_entry
from optimiser.data.seal import Write, damage_of_folder, write_sealed
from optimiser.data.settings import Language
from optimiser.result.folder import write_record
from optimiser.result.frames import rows_of_frame

SCHEMA_VERSION = 2
"""Version of the records of all studies; raised when an entry changes its meaning. With 2 all begin alike."""
IDENTITY = "of"
"""The entry of the record that says what the solves are of."""


class StudiedInstance(Line):
    """What the solves are of; they stand in one table only where all of it is the same."""

    instance: str = declare_entry("name of the instance")


class FailedSolve(Line):
    """Why a solve has come to nothing."""

    kind: str = declare_entry(
        "solver, error, died (its process ended again and again) or audit (its plan failed the check)"
    )
    reasons: list[str] = declare_entry("the same in sentences")


class StudyRecord(Line):
    """The entries that every study's record begins and ends with; one that was stopped has not all of them yet."""

    schema_version: int = declare_entry("version of the records of studies")
    of: StudiedInstance = declare_entry(
        "what the solves are of: the instance before anything is varied, and the options"
    )
    title_da: str = declare_entry("title of the instance in Danish; blank where it has none")
    title_en: str = declare_entry("title of the instance in English; blank where it has none")
    year: int = declare_entry("target year")
    today_kr: float | None = declare_entry(
        "what answering everything as today costs, before anything is varied", unit="kr./year", default=None
    )
    contacts: float | None = declare_entry(
        "contacts of the instance before anything is varied", unit="contacts/year", default=None
    )
    rows: dict[str, dict[str, str]] = declare_entry(
        "what rows are called that its parameters name, by language: municipalities, tasks, KPIs, laws, wishes",
        default={},
    )
    language: Language = declare_entry("language of the instance, and of its documents unless another is asked for")
    solves: int = declare_entry("cases that were asked for; those that are the same are solved once")
    failed: dict[str, FailedSolve] = declare_entry("the cases that failed, by what they are called")
    command: list[str] = declare_entry("the command line; empty when run from a program")
    seconds: float = declare_entry("from start to end", unit="seconds")
    finished: str = declare_entry("when the last solve ended (UTC)")


@dataclass(frozen=True)
class StudyFolder:
    """A folder with the record of a study, its tables, and the solves they are made of.

    `described` is what people call it, as "a sweep". `tables` are all that the study may write, by name; each is
    written as a file of each of the `suffixes`.
    """

    folder: Path
    described: str
    record_name: str
    tables: tuple[str, ...]
    suffixes: tuple[str, ...] = ("csv",)

    @property
    def written_names(self) -> frozenset[str]:
        """What stands in the folder beside the solves: record, tables, seal and documents."""
        tables = (f"{table}.{suffix}" for table in self.tables for suffix in self.suffixes)
        return frozenset({self.record_name, SEAL_FILE, *tables, *DOCUMENTS})

    def write_all(self, record: Mapping[str, Any], tables: Mapping[str, pd.DataFrame]) -> None:
        """Write the record and the tables, each file whole, in the place of those there, and seal them.

        A table of the study that is not among them is of an earlier call, and is taken away.
        """
        writes: dict[str, Write] = {}
        for table, frame in tables.items():
            for suffix in self.suffixes:
                writes[f"{table}.{suffix}"] = _writing(frame, suffix)
        gone = [f"{table}.{suffix}" for table in self.tables if table not in tables for suffix in self.suffixes]
        writes[self.record_name] = partial(write_record, record)
        write_sealed(self.folder, writes, begin=True, without=gone)

    def refuse(self, rule: str, remedy: str) -> NoReturn:
        """Raise InvalidInputError about the folder."""
        raise InvalidInputError(str(self.folder), [fault_of_path(self.folder, rule, remedy)])


def _writing(frame: pd.DataFrame, suffix: str) -> Write:
    """Return what writes a table in a format."""
    if suffix == "csv":
        return partial(write_rows, list(frame.columns), rows_of_frame(frame))
    typed = frame.assign(**{str(name): _of_one_type(column) for name, column in frame.items()})
    return partial(typed.to_parquet, index=False)


def _of_one_type(column: pd.Series) -> pd.Series:
    """The column with one type, as Parquet asks for and as reading the CSV gives.

    Text where any value is text, and numbers where there is no value at all, which would be a type of its own.
    """
    if column.dtype == object and column.isna().all():
        return column.astype("float64")
    if column.dtype == object and any(isinstance(value, str) for value in column):
        return column.map(as_text, na_action="ignore")
    return column


def read_record(path: Path, entries: type[BaseModel], remedy: str, version: int = SCHEMA_VERSION) -> dict[str, Any]:
    """Return the entries of a record that must hold at least those that `entries` declares, and be as it was sealed.

    Its `version` is that of all studies' records, or of its own kind.

    Raises InvalidInputError with every finding when it is damaged; the `remedy` is told with each.
    """
    text, findings = read_text(path)
    try:
        record = json.loads(text or "")
        entries.model_validate(record, strict=True)
        if record["schema_version"] != version:
            raise ValueError(f"must have schema_version {version}")
    except ValidationError as error:
        findings += _tell_faults(path, error, remedy)
    except (ValueError, RecursionError) as error:
        findings.append(fault_of_path(path, f"must be the JSON that the program writes: {error}", remedy))
    findings = findings or _find_damage(path, remedy)
    if findings:
        raise InvalidInputError(str(path.parent), findings)
    return dict(record)


def _find_damage(path: Path, remedy: str) -> list[Finding]:
    """What the seal of its folder says of a file."""
    found = damage_of_folder(path.parent, path.name.__eq__, names=(path.name,))
    return [replace(finding, remedy=remedy) for finding in found]


def _tell_faults(path: Path, error: ValidationError, remedy: str) -> Iterator[Finding]:
    for detail in error.errors(include_url=False):
        yield Finding(path.name, None, ".".join(map(str, detail["loc"])), "", rule_of(detail), remedy)


def read_table(path: Path, columns: Sequence[str], texts: Collection[str], remedy: str) -> pd.DataFrame:
    """Return a table's columns, those in `texts` as text and the others as numbers; what it holds besides is left out.

    Raises InvalidInputError when it is not there, is damaged or is not as it was sealed; the `remedy` is told.
    """
    try:
        text = as_plain(path.read_bytes().decode("utf-8-sig"))
        cells = pd.read_csv(io.StringIO(text), usecols=list(columns), dtype=str, keep_default_na=False)
        typed = {
            name: cells[name].map(unescape_formula) if name in texts else pd.to_numeric(cells[name]) for name in columns
        }
    except (OSError, ValueError, OverflowError, csv.Error) as error:
        rule = f"must be the table that the program writes: {error}"
        raise InvalidInputError(str(path.parent), [fault_of_path(path, rule, remedy)]) from error
    if broken := _find_damage(path, remedy):
        raise InvalidInputError(str(path.parent), broken)
    return pd.DataFrame(typed)
