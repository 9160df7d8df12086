"""What a column of a table can be: its meaning, unit, bounds, and the table it refers to."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from math import inf
from typing import Annotated, Any, ClassVar, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, JsonValue, PlainSerializer
from pydantic.fields import FieldInfo

from optimiser.data.findings import as_name

Form = Literal["unchanged", "local", "purchased", "regional", "external"]
"""How a municipality gets a task answered (leveringsform)."""

FORMS: tuple[Form, ...] = ("unchanged", "local", "purchased", "regional", "external")
HOME_FORMS: frozenset[Form] = frozenset({"unchanged", "local"})
"""Forms in which the municipality answers its citizens itself."""

HALF_HOURS = 48
"""Half hours of a day."""

Nature = Literal["decision", "fact", "reference", "method"]
"""What a figure is to those who decide, which says what may be made of how the answer moves with it.

A `decision` can be taken: policy, locks, limits, promises of service. A `fact` must be found out: prices, volumes,
what the law says. A `reference` says at what service the cost curve holds: to be found out too, and least of all a
choice, though it stands beside choices of the same unit. A `method` is how it is computed.
"""
NATURES: tuple[Nature, ...] = get_args(Nature)


MOST: Mapping[str, float] = {
    "persons": 1e8,
    "contacts/year": 1e9,
    "kr.": 1e12,
    "kr./year": 1e12,
    "kr./contact": 1e6,
    "minutes": 1440,
    "seconds": 86_400,
    "years": 1000,
    "ratio": 1000,
}
"""The most that a figure may be, by its unit, where its column says nothing else.

No country has as much. Beyond these the model cannot tell the small figures beside the large ones, as it counts in
millions and its solver in nine digits.
"""
SMALLEST: Mapping[str, float] = {"contacts/year": 1e-3, "years": 1e-2, "share a year": 0}
"""The least that a figure may be besides 0, by its unit; a rate is counted right however near 0 it is."""
SMALLEST_OF_ALL = 1e-9
"""The least that any other number may be besides 0: below it the digits of a sum are lost."""


@dataclass(frozen=True)
class Usual:
    """Between what a figure usually lies, in which unit, and what it may have been written in where it does not."""

    low: float
    high: float
    unit: str
    otherwise: str

    def is_usual(self, value: float | None) -> bool:
        """True for a figure that is not told of; 0 and a blank say that there is none."""
        return not value or self.low <= value <= self.high


USUAL_SECONDS = Usual(5, 3600, "seconds", "minutes")
USUAL_MINUTES = Usual(0.2, 60, "minutes", "seconds or hours")
USUAL_HOURS = Usual(5, inf, "hours a week", "hours a day")
USUAL_AMOUNT = Usual(1000, inf, "kr.", "thousands or millions of kr.")
USUAL_LIFETIME = Usual(1, 60, "years", "months or days")


@dataclass(frozen=True)
class Part:
    """What is left of a column or an entry when an instance is cut to some of its municipalities.

    Rows whose column `refers_to` a row that is gone go with it, without saying so here. Besides: a column whose value
    is `chosen_from` a column of another table (`structures.structure`) goes when that value is gone from there. A row
    that others name in a column that `upholds` it goes with the last of them. A `dotted` column names a parameter, and
    goes when all rows that it was about are gone; a `value_of` it is scaled as that parameter is. A column is a
    `total_of` a column (`volumes.contacts`) over the rows that name its own row, and is scaled as they are cut. What is
    `of_all` municipalities together is nobody's to scale: it stays, and that is told. A column that `lists` rows of a
    table, by key or by what they are selected by, keeps those that stay; its row goes when none of them does.
    """

    chosen_from: str = ""
    upholds: bool = False
    dotted: bool = False
    value_of: str = ""
    total_of: str = ""
    of_all: bool = False
    lists: str = ""


def declare_column(
    meaning: str,
    *,
    short: str = "",
    unit: str = "",
    usual: Usual | None = None,
    refers_to: str = "",
    names: bool = False,
    digits: bool = False,
    is_year: bool = False,
    not_above: str = "",
    otherwise: float | str | None = None,
    smallest: float | None = None,
    part: Part | None = None,
    nature: Nature | None = None,
    **limits: Any,
) -> Any:
    """Declare a column: `meaning` in words, its `unit`, the table whose key it names, its bounds.

    `short` is what it is called on an axis and in a table, where the meaning is too long for that; with {} in it where
    the rows it is about stand, as in "{} must open". It is in Danish in `danish_meanings`.
    A column that `names` something is compared with others: what looks alike there is alike; a code of `digits` also
    without the zeros before it.
    `not_above` names the column of the same row in which the other end of its range stands. A blank in a column with
    an `otherwise` is what the next more general row says, and that where none says anything: a number, or the dotted
    name of the figure that holds then. `smallest` is the least number besides 0, where it is not that of the unit. A
    figure that is not `usual` is warned of. `part` says what becomes of it in an extract, `nature` what it is to those
    who decide, where that is not as its row or section says. `limits` are pydantic's: `default`, `ge`, `gt`, `le`,
    `lt`, `min_length`; where there is no upper one, it is that of the unit.
    """
    notes: dict[str, JsonValue] = {"unit": unit, "refers_to": refers_to, "names": names, "not_above": not_above}
    notes |= {"digits": digits, "is_year": is_year}
    notes["short"] = short
    notes["nature"] = nature or ""
    notes["usual"] = asdict(usual) if usual else None
    notes["part"] = asdict(part) if part else None
    notes |= {"otherwise": otherwise, "smallest": SMALLEST.get(unit, SMALLEST_OF_ALL) if smallest is None else smallest}
    if unit in MOST and not limits.keys() & {"le", "lt"}:
        limits["le"] = MOST[unit]
    return Field(description=meaning, json_schema_extra=notes, **limits)


def declare_year(meaning: str, *, short: str = "", **limits: Any) -> Any:
    """Declare a column that says in which year something is, as `declare_column` does: it is not told as a count."""
    return declare_column(meaning, short=short, is_year=True, ge=1900, le=2200, **limits)


class Row(BaseModel):
    """A row of a table: checked, frozen, and with no column that is not declared.

    `source` says where the figures of the row are from; `assumption` marks what no source gives. `nature` is that of
    the columns that do not say it themselves.
    """

    nature: ClassVar[Nature] = "fact"
    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid", allow_inf_nan=False)

    source: str = Field(default="", description="where the figures of this row are from")
    assumption: bool = declare_column("true when no source gives the figure", short="no source gives it", default=False)


def usual_of(field: FieldInfo) -> Usual | None:
    """Return what is usual for a figure, as it is declared; None where nothing is said of it."""
    noted = _noted_value(field, "usual")
    return Usual(**noted) if isinstance(noted, dict) else None  # type: ignore[arg-type]


def part_of(field: FieldInfo) -> Part:
    """Return what becomes of a column or an entry in an extract, as it is declared."""
    noted = _noted_value(field, "part")
    return Part(**noted) if isinstance(noted, dict) else Part()  # type: ignore[arg-type]


def note_of_column(field: FieldInfo, name: str) -> str:
    """What is noted in words of a column besides its bounds; blank where nothing is."""
    return str(_noted_value(field, name) or "")


def nature_of_column(field: FieldInfo, otherwise: Nature) -> Nature:
    """Return what a figure is to those who decide, as its column says or else as its row or section does."""
    noted = note_of_column(field, "nature")
    return next((nature for nature in NATURES if nature == noted), otherwise)


def is_year_column(field: FieldInfo) -> bool:
    """Return whether a column says in which year something is (`declare_year`)."""
    return bool(_noted_value(field, "is_year"))


def what_belongs_in(field: FieldInfo | None) -> str:
    """A remedy where no better one is known: what belongs in a column."""
    if field is None or not field.description:
        return ""
    unit = note_of_column(field, "unit")
    return f"what belongs here: {field.description}{f' ({unit})' if unit else ''}"


def _noted_value(field: FieldInfo, name: str) -> JsonValue:
    extra = field.json_schema_extra
    return extra.get(name) if isinstance(extra, dict) else None


def smallest_positive(field: FieldInfo) -> float:
    """The least number besides 0 that may stand in a column."""
    least = _noted_value(field, "smallest")
    return float(least) if isinstance(least, int | float) else SMALLEST_OF_ALL


def value_where_blank(field: FieldInfo) -> float | str | None:
    """What a blank in a column stands for where no more general row says it; None where a blank is not inherited.

    A number, or the dotted name of the figure that holds then.
    """
    value = _noted_value(field, "otherwise")
    return value if isinstance(value, float | str) else None


def split_names(text: str) -> tuple[str, ...]:
    """Return the names in a cell that lists several, with ; , or | between them."""
    return tuple(name for part in re.split(r"[;,|]", text) if (name := as_name(part)))


def _split_levels(value: object) -> object:
    """Levels may be written '1-6', '1 2 3', '1,2' or '' (none named)."""
    if not isinstance(value, str):
        return value
    levels: list[int] = []
    for part in re.split(r"[\s,;|]+", value.strip()):
        match = re.fullmatch(r"([0-9])(?:-([0-9]))?", part)
        if part and not match:
            raise ValueError("levels are written 1-6 or 1 2 3")
        if match:
            first, last = int(match[1]), int(match[2] or match[1])
            if first > last:
                raise ValueError(f"a range of levels begins with its lowest: {last}-{first}, not {part}")
            levels.extend(range(first, last + 1))
    return tuple(levels)


def _split_forms(value: object) -> object:
    return tuple(re.split(r"[\s,;|]+", value.strip())) if isinstance(value, str) and value else value or ()


def _half_hour(value: object) -> object:
    """A half hour of the day is written 08:30, or by its number: 1 is 00:00 to 00:30."""
    text = str(value).strip()
    clock = re.fullmatch(r"(\d{1,2}):([03]0)(?::00)?", text, re.ASCII)
    number = re.fullmatch(r"(\d{1,2})(?:\.0)?", text, re.ASCII)
    slot = 2 * int(clock[1]) + (clock[2] == "30") if clock else int(number[1]) - 1 if number else -1
    if not 0 <= slot < HALF_HOURS:
        raise ValueError("must be a half hour of the day: from 00:00 to 23:30, or from 1 to 48, where 17 is 08:00")
    return f"{slot // 2:02}:{30 * (slot % 2):02}"


def _join_words(values: tuple[object, ...]) -> str:
    return " ".join(str(value) for value in values)


Levels = Annotated[
    tuple[Annotated[int, Field(ge=1, le=9)], ...],
    BeforeValidator(_split_levels),
    PlainSerializer(_join_words, when_used="always"),
]
HalfHour = Annotated[str, BeforeValidator(_half_hour)]
"""The beginning of a half hour, hh:mm."""
FormList = Annotated[
    tuple[Form, ...],
    BeforeValidator(_split_forms),
    PlainSerializer(_join_words, when_used="always"),
]


def _split_shares(value: object) -> object:
    """Shares may be written '0.5 0.75', '0,5 0,75' or '' (none)."""
    if not isinstance(value, str):
        return value
    parts = [part.rstrip(",").replace(",", ".") for part in re.split(r"[\s;|]+", value.strip()) if part]
    try:
        return tuple(map(float, parts))
    except ValueError:
        raise ValueError("shares are written 0.5 0.75") from None


Shares = Annotated[
    tuple[Annotated[float, Field(ge=0, le=1)], ...],
    BeforeValidator(_split_shares),
    PlainSerializer(_join_words, when_used="always"),
]
