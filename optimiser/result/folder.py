"""The run folder: run.json, the tables as CSV, and the instance as it was solved."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from optimiser.data.csv_folder import write_folder
from optimiser.data.files import fault, refuse_existing, refuse_unwritable, write_whole
from optimiser.data.findings import InvalidInputError
from optimiser.data.safe_text import safe
from optimiser.result.result import Result
from optimiser.result.tables import TABLE_NAMES

RUN_FILE = "run.json"
INSTANCE_FOLDER = "instance"
PAGE, WORKBOOK = "report.html", "report.xlsx"
DOCUMENTS = (PAGE, WORKBOOK)
"""What people read; made from the other files."""
ONE_PAGERS = "municipalities"
"""Folder with a page about each municipality, and its figures."""
INDEX = "index.html"
"""The page there that leads to the others."""
ALTERNATIVES_FOLDER, ALTERNATIVES_FILE = "alternatives", "alternatives.json"
"""Other plans near the best, each a run folder of its own, and what is said of them all."""
ADDED = frozenset(
    (
        *(*DOCUMENTS, ONE_PAGERS, "simulation.json", "simulation.csv"),
        *(ALTERNATIVES_FOLDER, ALTERNATIVES_FILE, "alternatives.csv", "settled.csv"),
    )
)
"""What is added to a run folder later, and replaced with it."""
RUN_FILES = frozenset({RUN_FILE, INSTANCE_FOLDER, *(f"{name}.csv" for name in TABLE_NAMES)})
"""What a result is read back from."""


def save(result: Result, folder: Path, force: bool = False) -> None:
    """Write the run folder of a result that has a plan, whole or not at all.

    Raises:
        ValueError: there is no plan; a failed solve leaves no results behind.
        InvalidInputError: the folder exists, and `force` is not given or it holds something else.
        OSError: the disk does not let it be written.
    """
    if not result.has_plan:
        raise ValueError(f"there is no plan to save: {result.status}")
    refuse_unusable(folder, force)
    write_whole(folder, lambda made: write_run(result, made))


def refuse_unusable(folder: Path, force: bool) -> None:
    """Raise InvalidInputError when a run folder cannot be written there; worth knowing before a solve."""
    if folder.is_file():
        rule = "must be a folder, but is a file"
        raise InvalidInputError(str(folder), [fault(folder, rule, "choose another name")])
    refuse_existing(folder, force, RUN_FILES | ADDED)
    refuse_unwritable(folder)


def write_run(result: Result, folder: Path) -> None:
    """Write all files of the run folder into `folder`, which does not exist yet; without a plan there are no tables."""
    folder.mkdir()
    write_folder(result.instance, folder / INSTANCE_FOLDER)
    for name, frame in result.tables.items():
        write_table(frame, folder / f"{name}.csv")
    write_record(result.run, folder / RUN_FILE)


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
