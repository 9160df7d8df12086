"""A JSON record that stands in a folder beside its tables, read back."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from optimiser.data.checking_rows import rule_of
from optimiser.data.files import fault, read_text
from optimiser.data.findings import Finding, InvalidInputError


def read_record(path: Path, entries: type[BaseModel], schema_version: int, remedy: str) -> dict[str, Any]:
    """The entries of a record that must hold at least those that `entries` declares.

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
    if findings:
        raise InvalidInputError(str(path.parent), findings)
    return dict(record)


def _in_words(path: Path, error: ValidationError, remedy: str) -> Iterator[Finding]:
    for detail in error.errors(include_url=False):
        yield Finding(path.name, None, ".".join(map(str, detail["loc"])), "", rule_of(detail), remedy)
