"""The rules by which regions were drawn, read again from the folder that they were drawn into."""

import json
from math import inf
from pathlib import Path

from pydantic import ValidationError

from optimiser.data.findings import InvalidInputError, fault_of_path, read_text
from optimiser.data.regions_tables import REGIONS_FILE, AskedOfDrawings
from optimiser.drawing.rules import DrawingRules, Measure, SizeBound


def rules_beside(run: Path, number: int) -> DrawingRules | None:
    """Return what was asked of so many groups, of a run in a folder of drawn regions; None of any other run.

    Raises InvalidInputError where the record of the folder cannot be understood, or does not say yet what was asked.
    """
    record = run.resolve().parent.parent / REGIONS_FILE
    if not record.is_file():
        return None
    text, _ = read_text(record)
    try:
        entries = json.loads(text or "")
        if isinstance(entries, dict) and entries.keys() == {"schema_version", "of"}:
            rule = "is of regions that are not drawn to the end; what was asked of them is written then"
            raise InvalidInputError(
                str(record), [fault_of_path(record, rule, "draw them to the end: run regions again as before")]
            )
        asked = AskedOfDrawings.model_validate(entries["asked"])
    except (ValidationError, ValueError, LookupError, TypeError, RecursionError) as error:
        fault = fault_of_path(record, f"must be the JSON that the program writes: {error}", "draw the regions again")
        raise InvalidInputError(str(record), [fault]) from error
    bounds: dict[Measure, list[float | None]] = {"population": asked.population, "contacts": asked.contacts}
    sizes = [_bound(measure, *limits) for measure, limits in bounds.items() if any(limits)]
    lots = (tuple(map(frozenset, some)) for some in (asked.together, asked.apart))
    return DrawingRules(number, number, asked.contiguous, asked.everyone, tuple(sizes), *lots)


def _bound(measure: Measure, least: float | None = None, most: float | None = None, *_: float | None) -> SizeBound:
    return SizeBound(measure, least or 0.0, inf if most is None else most)
