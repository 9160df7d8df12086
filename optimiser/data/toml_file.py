"""TOML files, read with faults as findings."""

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from optimiser.data.cells import AsWritten, mark_evidence
from optimiser.data.files import fault_of_path, read_text
from optimiser.data.findings import Finding

TOO_DEEP = "must not hold tables within tables this deeply"
DEEPEST = 10
INTEGER_BITS = 64
"""What TOML promises to carry."""
_LINE = re.compile(r" \(at line (\d+), column \d+\)")


def read_toml(path: Path) -> tuple[dict[str, Any] | None, list[Finding]]:
    """The tables of a TOML file; None with findings when it cannot be read."""
    text, findings = read_text(path)
    if text is None:
        return None, findings
    try:
        nested = tomllib.loads(text, parse_float=_decimal_number)
    except ValueError as error:
        return None, [_syntax_fault(path, str(error))]
    except RecursionError:
        return None, [fault_of_path(path, TOO_DEEP)]
    excess = _first_excess(nested)
    return (None, [fault_of_path(path, excess)]) if excess else (nested, [])


def _decimal_number(text: str) -> float:
    """A number with decimals; with its text where that may set thousands apart: who means 50 does not write 50.000."""
    unsure = mark_evidence(text) == "unsure" and text.endswith("0")
    return AsWritten(text) if unsure else float(text) + 0.0  # -0 is 0, which not every format can tell apart


def _first_excess(nested: dict[str, Any]) -> str | None:
    """What tables hold too much of for us to handle; None for all that a person would write.

    Walks level by level: they may be nested deeper than functions can call each other.
    """
    level: list[Any] = [nested]
    for _ in range(DEEPEST):
        level = [value for item in level if isinstance(item, dict | list) for value in _items_inside(item)]
        if any(isinstance(value, int) and value.bit_length() > INTEGER_BITS for value in level):
            return "must not hold whole numbers of more than 64 bits"
    return TOO_DEEP if level else None


def _items_inside(item: dict[str, Any] | list[Any]) -> Iterable[Any]:
    return item.values() if isinstance(item, dict) else item


def _syntax_fault(path: Path, message: str) -> Finding:
    line = _LINE.search(message)
    rule = f"must be valid TOML: {_LINE.sub('', message)}"
    return Finding(path.name, int(line[1]) if line else None, "", "", rule, "compare with the bundled instances")
