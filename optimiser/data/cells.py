"""Text to values: cells by their column's type, text that is safe to write, and TOML files."""

import math
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from optimiser.data.findings import (
    Finding,
    as_name,
    composed_text,
    fault_of_path,
    read_text,
    visible_text,
)

# ---- What a cell says by its column's type and its file's numbers ---------------------------------


FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_MARK = "'"


def escape_formula(text: str) -> str:
    """The text with an apostrophe before a sign that would make a spreadsheet calculate it."""
    return _MARK + text if _needs_mark(text) else text


def unescape_formula(text: str) -> str:
    """The text as it was before `safe`; an apostrophe that `safe` would not have put there stays."""
    return text[1:] if text.startswith(_MARK) and _needs_mark(text[1:]) else text


def _needs_mark(text: str) -> bool:
    """Also where an apostrophe stands before such a sign already: it would be taken for ours."""
    return text.lstrip(_MARK).startswith(FORMULA_SIGNS)


@dataclass(frozen=True)
class Unreadable:
    """A cell whose value could not be had: what it shows, what must hold, and what to do."""

    text: str
    rule: str
    remedy: str


class AsWritten(float):
    """A number that TOML has typed, with the text that it was written as: 50.000 is 50, but may be meant as 50000."""

    def __new__(cls, text: str) -> "AsWritten":
        """The number that the text says."""
        number = super().__new__(cls, text)
        number.text = text
        return number

    text: str

    def __getnewargs__(self) -> tuple[str]:  # type: ignore[override]  # what it is copied from
        """What makes it again."""
        return (self.text,)


Cell = str | int | float | bool | Unreadable | None
"""What a file holds in a cell: text, or a value that a workbook or TOML has already typed."""

DecimalMark = Literal[".", ","]
CellKind = Literal["number", "truth", "list", "text", "name"]
"""What a cell says; a name is text that is compared with others."""

AMBIGUOUS = "could mean two numbers: nothing here shows whether '.' or ',' is the decimal mark"
LIKE_THOUSANDS = "could mean two numbers: here each '{mark}' has three digits after it, as if it set thousands apart"
HOW_TO_SHOW_THE_MARK = "write it with decimals and without thousands separators: 1234.0 or 1.2340"
FRACTIONS = ("ratio", "share", "degrees", "minutes", "years")
"""Units of figures that nobody counts in thousands."""
LEAST_OF_ANY = 1e9
"""A column without unit that may hold this much holds figures of any unit."""
LONGEST_TEXT = 10_000
TRUTHS = {
    **dict.fromkeys(("true", "yes", "ja", "sand", "sandt", "1"), True),
    **dict.fromkeys(("false", "no", "nej", "falsk", "0"), False),
}

_THOUSANDS = r"[1-9]\d{0,2}(?P<separator>[, \u00a0\u202f])\d{3}(?:(?P=separator)\d{3})*"
_NUMBER = re.compile(rf"[+-]?(?=\.?\d)(?:{_THOUSANDS}|\d+)?(?:\.\d*)?(?:[eE][+-]?\d+)?", re.ASCII)
_SEPARATORS = re.compile(r"[, \u00a0\u202f]")
_MINUS = str.maketrans("−", "-")
_SWAPPED = str.maketrans(".,−", ",.-")


class CellError(ValueError):
    """Raised when a cell does not hold what its column needs: the rule, and what to do."""

    def __init__(self, rule: str, remedy: str = "") -> None:
        super().__init__(rule)
        self.rule = rule
        self.remedy = remedy


@dataclass(frozen=True)
class ColumnType:
    """The kind of value a column holds, whether it may be cleared to None, and whether it may run to thousands.

    Where it may, 1.200 may have been meant as 1200, whatever the decimal mark of its file. A `measure` has any unit:
    it runs to thousands in some, and has decimals in others.
    """

    kind: CellKind
    optional: bool
    thousands: bool = False
    measure: bool = False

    def runs_to_thousands(self, texts: Iterable[str]) -> bool:
        """True where numbers written as `texts` may be thousands; those of a measure only where all are round."""
        return self.thousands and not (self.measure and any(map(_has_its_decimals, texts)))


def _has_its_decimals(text: str) -> bool:
    """True for 72.125: nobody writes a last digit that is not 0 unless it is meant, but 72.000 may be thousands."""
    return mark_evidence(text) == "unsure" and not text.endswith("0")


def column_type(field: FieldInfo) -> ColumnType:
    """The type of a column, from its declaration."""
    annotation = field.annotation
    options = set(get_args(annotation)) if NoneType in get_args(annotation) else {annotation}
    kind: CellKind = "text"
    if options & {int, float}:
        kind = "number"
    elif bool in options:
        kind = "truth"
    elif any(get_origin(option) is tuple for option in options):
        kind = "list"
    elif _column_note(field, "names") or _column_note(field, "refers_to"):
        kind = "name"
    bounds = [bound for rule in field.metadata for name in ("le", "lt") if (bound := getattr(rule, name, None))]
    unit = _column_note(field, "unit")
    thousands = kind == "number" and unit not in FRACTIONS and all(bound > 1000 for bound in bounds)
    return ColumnType(kind, NoneType in options, thousands, thousands and unit == "" and min(bounds) >= LEAST_OF_ANY)


def _column_note(field: FieldInfo, name: str) -> object:
    notes = field.json_schema_extra
    return notes.get(name) if isinstance(notes, dict) else None


def is_blank(cell: object) -> bool:
    """True for a cell that holds nothing but blanks, or what nobody sees."""
    return cell is None or (isinstance(cell, str) and not visible_text(cell).strip())


def as_text(value: object) -> str:
    """A value as it is written in our own files: exact, with no '.0' on whole numbers."""
    if value is None:
        return ""
    if isinstance(value, Unreadable | AsWritten):
        return value.text
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    if isinstance(value, dict):
        value = [part for pair in value.items() for part in pair]
    return " ".join(map(as_text, value)) if isinstance(value, list | tuple) else str(value)


def as_written(value: object) -> str:
    """As `as_text`, but with a decimal more where three might be taken to set thousands apart: 50.125 is 50.1250."""
    text = as_text(value)
    if not isinstance(value, float) or mark_evidence(text) != "unsure":
        return text
    digits, exponent, power = text.partition("e")
    return f"{digits}0{exponent}{power}"


def legible_value(value: object) -> str:
    """A value as people read it in a sentence: a whole number of many digits with its thousands apart."""
    many = isinstance(value, int | float) and abs(value) >= 10_000 and value == int(value)
    return f"{value:,.0f}" if many else as_text(value)


def counted(amount: float) -> str:
    """A figure that was computed, as people read it in a sentence: three digits, or whole with its thousands apart."""
    return f"{amount:,.0f}" if amount >= 999.5 else f"{amount:.3g}"


def read_number(text: str, mark: DecimalMark) -> float | None:
    """The number that `text` says when `mark` is its decimal mark; None when it says none.

    Thousands may be set apart by blanks, or by the mark that is not the decimal one.
    """
    dotted = text.translate(_SWAPPED if mark == "," else _MINUS)
    return float(_SEPARATORS.sub("", dotted)) if _NUMBER.fullmatch(dotted) else None


@lru_cache(maxsize=10_000)
def read_share(text: str) -> float | None:
    """1% and 1 % and 0.01 are the same share; None where it is no number."""
    number, percent = text.strip().removesuffix("%").replace(",", "."), text.strip().endswith("%")
    try:
        return float(number) / (100 if percent else 1)
    except ValueError:
        return None


def mark_evidence(text: str) -> Literal[".", ",", "unsure", "none"]:
    """Which decimal mark `text` gives away; unsure when it is a number with either, but not the same."""
    with_dot, with_comma = read_number(text, "."), read_number(text, ",")
    if with_dot == with_comma:
        return "none"
    if with_dot is None:
        return ","
    return "." if with_comma is None else "unsure"


def decimal_mark(texts: Iterable[str], dot_is_standard: bool, decimals: Iterable[str] = ()) -> DecimalMark | None:
    """The decimal mark of a file, from the text of all its numbers; None when it cannot be told.

    Where `dot_is_standard`, a number like 1.234 is read with a decimal dot unless others speak against it. A number
    like 1,234 is not guessed at, unless it is one of the `decimals`: of numbers that are none of thousands.
    """
    marked = [text for text in texts if "." in text or "," in text]
    votes = Counter(map(mark_evidence, marked))
    if not votes["."] and not votes[","]:
        votes = Counter("," if "," in text else "." for text in decimals if mark_evidence(text) == "unsure")
    if votes["."] or votes[","]:
        return "." if votes["."] >= votes[","] else ","
    unsure = [text for text in marked if mark_evidence(text) == "unsure"]
    if any("," in text for text in unsure) or (unsure and not dot_is_standard):
        return None
    return "."


def is_doubtful(texts: Iterable[str], mark: DecimalMark, thousands: bool) -> bool:
    """True for numbers that are perhaps a thousand times as large, or as small, as `mark` makes them.

    They stand in one column, which `thousands` says may run to thousands. Where one of them is a number with one
    decimal mark alone, it shows how all of them are written. Where none does, three digits after the mark are believed
    to be decimals only in a column that does not run to thousands, and to be thousands only in one that does.
    """
    signs = {text: mark_evidence(text) for text in texts if "." in text or "," in text}
    unsure = [text for text, sign in signs.items() if sign == "unsure"]
    return not {".", ","} & set(signs.values()) and any((mark in text) == thousands for text in unsure)


def doubtful_number(text: str, mark: DecimalMark) -> CellError:
    """What is wrong with a number that may be one of two."""
    decimals, thousands = sorted(read_number(text, each) or 0.0 for each in (".", ","))
    apart = "," if "," in text else "."
    written = as_written(decimals).replace(".", mark)
    return CellError(LIKE_THOUSANDS.format(mark=apart), f"write {as_text(thousands)} or {written}, whichever is meant")


def parse_cell(cell: Cell, kind: CellKind, mark: DecimalMark = ".") -> Any:
    """The value of a cell that is not blank, for a column of `kind`; raises CellError."""
    if isinstance(cell, Unreadable):
        raise CellError(cell.rule, cell.remedy)
    if kind == "number":
        return parse_number(cell, mark)
    if kind == "truth":
        return parse_truth(cell)
    return as_name(parse_text(cell)) if kind == "name" else parse_text(cell)


def parse_alone(cell: Cell, kind: CellKind, dot_is_standard: bool, thousands: bool | None = None) -> Any:
    """As `parse`, for a value that stands in no table; raises CellError.

    `thousands` says whether it may run to thousands; None that nobody knows.
    """
    text = as_text(cell).strip() if kind == "number" and isinstance(cell, str | AsWritten) else ""
    mark = decimal_mark([text], dot_is_standard or not isinstance(cell, str), [text] if thousands is False else [])
    if mark is None:
        raise CellError(AMBIGUOUS, HOW_TO_SHOW_THE_MARK)
    if is_doubtful([text], mark, bool(thousands)):
        raise doubtful_number(text, mark)
    return parse_cell(cell, kind, mark)


def parse_number(cell: Cell, mark: DecimalMark) -> float:
    """A finite number; raises CellError."""
    if isinstance(cell, bool):
        raise CellError("must be a number")
    try:
        number = float(cell) if isinstance(cell, int | float) else _number_of_text(as_text(cell).strip(), mark)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise CellError("must be a finite number")
    return number + 0.0  # -0 is 0, which not every format can tell apart


def _number_of_text(text: str, mark: DecimalMark) -> float:
    number = read_number(text, mark)
    if number is not None:
        return number
    if mark_evidence(text) not in ("none", mark):
        raise CellError(f"must have '{mark}' as its decimal mark, like the other numbers of the table")
    if text.casefold().lstrip("+-") in ("nan", "inf", "infinity"):
        return math.nan
    has_digit = any(map(str.isdecimal, text))
    raise CellError(
        "must be a number", "write the number alone, without a unit or a sign beside it" if has_digit else ""
    )


def parse_truth(cell: Cell) -> bool:
    """True or false, in English, Danish or figures; raises CellError."""
    truth = TRUTHS.get(as_text(cell).strip().casefold())
    if truth is None:
        raise CellError("must be true or false", "write true/false, yes/no, ja/nej or 1/0")
    return truth


def parse_text(cell: Cell) -> str:
    """Text without blanks around it; raises CellError for text that no file or report can carry."""
    text = composed_text(as_written(cell)).strip()
    if not text.isprintable() and any(unicodedata.category(sign) in ("Cc", "Cs") for sign in text):
        raise CellError("must have no line break, tab or other control character", "delete it")
    if len(text) > LONGEST_TEXT:
        raise CellError(f"must have at most {LONGEST_TEXT} characters", "shorten it")
    return text


# ---- TOML files, read with faults as findings -----------------------------------------------------


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
