"""A JSON record and the tables that stand beside it in a folder, read back."""

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
from pydantic import BaseModel, ConfigDict, ValidationError

from optimiser.data.cells import plain
from optimiser.data.checking_rows import rule_of
from optimiser.data.files import fault, read_text
from optimiser.data.findings import Finding, InvalidInputError
from optimiser.data.seal import damage
from optimiser.data.settings import Language


class Entries(BaseModel):
    """An object of a record, which may hold more than is named."""

    model_config = ConfigDict(extra="allow")


class StudiedInstance(Entries):
    """What the solves are of."""

    instance: str


class FailedSolve(Entries):
    """Why a solve has no figures."""

    kind: str
    reasons: list[str]


class StudyEntries(Entries):
    """What the record of a study must hold for its page to be made; one that was stopped has not all of it yet."""

    schema_version: int
    of: StudiedInstance
    failed: dict[str, FailedSolve]
    title_da: str
    title_en: str
    year: int
    language: Language
    command: list[str]
    seconds: float
    finished: str


def read_record(path: Path, entries: type[BaseModel], schema_version: int, remedy: str) -> dict[str, Any]:
    """The entries of a record that must hold at least those that `entries` declares, and be as it was sealed.

    Raises InvalidInputError with every finding when it is damaged; the `remedy` is told with each.
    """
    text, findings = read_text(path)
    try:
        record = json.loads(text or "")
        entries.model_validate(record, strict=True)
        if record["schema_version"] != schema_version:
            raise ValueError(f"must have schema_version {schema_version}")
    except ValidationError as error:
        findings += _in_words(path, error, remedy)
    except (ValueError, RecursionError) as error:
        findings.append(fault(path, f"must be the JSON that the program writes: {error}", remedy))
    findings = findings or _broken(path, remedy)
    if findings:
        raise InvalidInputError(str(path.parent), findings)
    return dict(record)


def _broken(path: Path, remedy: str) -> list[Finding]:
    """What the seal of its folder says of a file."""
    found = damage(path.parent, path.name.__eq__, names=(path.name,))
    return [replace(finding, remedy=remedy) for finding in found]


def _in_words(path: Path, error: ValidationError, remedy: str) -> Iterator[Finding]:
    for detail in error.errors(include_url=False):
        yield Finding(path.name, None, ".".join(map(str, detail["loc"])), "", rule_of(detail), remedy)


def read_table(path: Path, columns: Sequence[str], texts: Collection[str], remedy: str) -> pd.DataFrame:
    """A table's columns, those in `texts` as text and the others as numbers; what it holds besides is left out.

    Raises InvalidInputError when it is not there, is damaged or is not as it was sealed; the `remedy` is told.
    """
    try:
        cells = pd.read_csv(path, usecols=list(columns), dtype=str, keep_default_na=False)
        typed = {name: cells[name].map(plain) if name in texts else pd.to_numeric(cells[name]) for name in columns}
    except (OSError, ValueError, OverflowError) as error:
        rule = f"must be the table that the program writes: {error}"
        raise InvalidInputError(str(path.parent), [fault(path, rule, remedy)]) from error
    if broken := _broken(path, remedy):
        raise InvalidInputError(str(path.parent), broken)
    return pd.DataFrame(typed)
