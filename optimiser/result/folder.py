"""The run folder: run.json, the tables as CSV, and the instance as it was solved."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from optimiser.data.csv_folder import write_folder
from optimiser.data.files import AnyPath, fault, refuse_existing, refuse_unwritable, write_whole
from optimiser.data.findings import InvalidInputError
from optimiser.data.run_folder import ADDED, INSTANCE_FOLDER, RUN_FILES
from optimiser.data.run_record import RUN_FILE
from optimiser.data.safe_text import safe
from optimiser.data.seal import seal_all
from optimiser.result.result import Result


def save(result: Result, folder: AnyPath, force: bool = False) -> None:
    """Write the run folder of a result that has a plan, whole or not at all.

    Raises:
        ValueError: there is no plan; a failed solve leaves no results behind.
        InvalidInputError: the folder exists, and `force` is not given or it holds something else.
        OSError: the disk does not let it be written.
    """
    if not result.has_plan:
        raise ValueError(f"there is no plan to save: {result.status}")
    target = Path(folder)
    refuse_unusable(target, force)
    write_whole(target, lambda made: write_run(result, made))


def refuse_unusable(folder: Path, force: bool) -> None:
    """Raise InvalidInputError when a run folder cannot be written there; worth knowing before a solve."""
    if folder.is_file():
        rule = "must be a folder, but is a file"
        raise InvalidInputError(str(folder), [fault(folder, rule, "choose another name")])
    refuse_existing(folder, force, RUN_FILES | ADDED)
    refuse_unwritable(folder)


def write_run(result: Result, folder: Path) -> None:
    """Write all files of the run folder into `folder`, which does not exist yet, and seal them.

    Without a plan there are no tables.
    """
    folder.mkdir()
    write_folder(result.instance, folder / INSTANCE_FOLDER)
    for name, frame in result.tables.items():
        write_table(frame, folder / f"{name}.csv")
    write_record(result.run, folder / RUN_FILE)
    seal_all(folder)


def write_record(entries: Mapping[str, Any], path: Path) -> None:
    """Entries as JSON that people can read too."""
    text = json.dumps(entries, ensure_ascii=False, indent=2, allow_nan=False)
    path.write_text(text + "\n", encoding="utf-8")


def write_table(frame: pd.DataFrame, path: Path) -> None:
    """Write a table as CSV; text that a spreadsheet would calculate is marked as text."""
    marked = frame.map(lambda value: safe(value) if isinstance(value, str) else value)
    marked.to_csv(path, index=False, lineterminator="\n")


def next_folder(runs: Path, name: str) -> Path:
    """The first folder `NAME-0001`, `NAME-0002`, … that does not exist."""
    number = 1
    while (folder := runs / f"{name}-{number:04d}").exists():
        number += 1
    return folder
