"""Records that stand in a file as JSON, read back entry by entry, with a finding for each that is not right."""

import json
from collections.abc import Iterator
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from optimiser.data.checking_rows import rule_of
from optimiser.data.findings import Finding

REMEDY = "solve again to get a whole run folder"
SHORT = 50
"""A value that is longer is not shown."""
Record = TypeVar("Record", bound=BaseModel)


def read_record_text(
    text: str, declared: type[Record], version: int, place: str
) -> tuple[Record | None, list[Finding]]:
    """Return the record of a version that a text holds; None with a finding for each entry that is not right.

    `place` is what its file is called in findings.
    """
    try:
        entries = json.loads(text)
        if not isinstance(entries, dict) or entries.get("schema_version") != version:
            return None, [entry_finding(place, "schema_version", f"must be {version}")]
        return declared.model_validate(entries, strict=True), []
    except ValidationError as error:
        return None, list(faults_of_entries(place, error))
    except (ValueError, RecursionError) as error:
        return None, [entry_finding(place, "", f"must be the JSON that solve writes: {error}")]


def faults_of_entries(place: str, error: ValidationError) -> Iterator[Finding]:
    """Yield what is wrong with each entry of a record."""
    for detail in error.errors(include_url=False):
        yield entry_finding(place, ".".join(map(str, detail["loc"])), rule_of(detail), value_of(detail))


def entry_finding(place: str, name: str, rule: str, value: str = "") -> Finding:
    """Return what is wrong with one entry of a record."""
    return Finding(place, None, name, value, rule, REMEDY)


def value_of(detail: ErrorDetails) -> str:
    """Return what stands where pydantic found a fault, if it is short enough to be shown."""
    value = detail["input"]
    return str(value) if isinstance(value, str | int | float) and len(str(value)) < SHORT else ""
