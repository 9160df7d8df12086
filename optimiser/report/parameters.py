"""Parameters in words, and their values as people read them: the one place where a dotted name becomes a name."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from optimiser.data.cells import as_text, column_type
from optimiser.data.changes import CLEAR, FACTOR, SETS
from optimiser.data.columns import FORMS
from optimiser.data.in_words import unit_of
from optimiser.data.instance import Instance
from optimiser.data.parameter_names import OTHERS, ParameterParts, RowName, RowPart, names_of_rows, take_apart
from optimiser.data.plain_telling import tell_change
from optimiser.data.settings import Language
from optimiser.data.tables import TABLES
from optimiser.report.localizer import NONE, UNITS, Localizer, phrase, texts_of
from optimiser.report.wording import tell_levels

SHARES = ("share", "share a year")
RATIO = "ratio"
PERCENT = 100
TRUTHS = {"true": "study yes", "false": "study no", "1": "study yes", "0": "study no"}
"""What is said of what is true or false, also where it is varied as a number."""
MOST_DIGITS = 9
MOST_DECIMALS = 6
"""Of a setting as it is told: what it has more is told as it is written."""


DEMANDS = {"must": "demand must", "must not": "demand must not"}
"""What is said of what a lock demands."""
BETWEEN_SETTINGS = ", "
"""Between the settings that a case of a study is called by."""
SEVERAL = " / "
"""Between values of rows that differ."""
SOME_ROWS = re.compile(r"(\d+): (.+) … (.+)")
"""How many rows differ alike, and the first and the last of their keys."""


def name_span(language: Language, years: Sequence[int]) -> str:
    """Return what money and contacts are of: a year, or all years that are planned where there are such."""
    return phrase("sweep all years" if years else "sweep a year", language)


@dataclass(frozen=True)
class ParameterAxis:
    """How a parameter is drawn along an axis: its title with the unit, and what its figures are multiplied by."""

    title: str
    scale: float = 1.0

    def place(self, value: float) -> float:
        """Return where a value is drawn, without the last digits that arithmetic leaves."""
        return round(value * self.scale, MOST_DIGITS)


@dataclass(frozen=True)
class ParameterWords(Localizer):
    """Tells parameters in one language; `rows` are what the rows are called that they name, as in a study's record.

    `years` are those that each solve of the study plans; none where it plans one year.
    """

    language: Language
    rows: Mapping[str, RowName] = field(default_factory=dict)
    years: tuple[int, ...] = ()

    @classmethod
    def in_instance(cls, language: Language, instance: Instance, parameters: Iterable[str]) -> "ParameterWords":
        """Return what tells parameters of an instance."""
        return cls(language, names_of_rows(instance, parameters))

    @classmethod
    def in_record(cls, language: Language, record: Mapping[str, Any]) -> "ParameterWords":
        """Return what tells the parameters that a study's record names."""
        return cls(language, record.get("rows", {}), tuple(record.get("years") or ()))

    def say(self, name: str, /, **figures: object) -> str:
        """Return a sentence in the language; its money and contacts are of a year, or of all years that are planned."""
        return super().say(name, **{"span": name_span(self.language, self.years), **figures})

    # ---- names -----------------------------------------------------------------------------------

    def name(self, parameter: str) -> str:
        """Return what a parameter is called: the short name of its column, and the rows that it is about."""
        parts = take_apart(parameter)
        name = self._name_without_year(parts)
        return name if parts.year is None else self.say("parameter from year", name=name, year=parts.year)

    def _name_without_year(self, parts: ParameterParts) -> str:
        name = parts.short_name(self.language)
        if parts.number:
            return self.say("parameter of mandate", name=name, number=parts.number)
        if not parts.table or parts.field is None:
            return name
        rows = self._name_rows(parts)
        return name.format(rows) if "{}" in name else self.say("parameter of rows", name=name, rows=rows)

    def list_names(self, parameters: Iterable[object]) -> list[str]:
        """Return what each of some parameters is called."""
        return [self.name(str(parameter)) for parameter in parameters]

    def at(self, parameter: str, value: object) -> str:
        """Return a parameter with its value."""
        return self.say("parameter at", name=self.name(parameter), value=self.value(parameter, value))

    def tell_change(self, change: str) -> str:
        """Return a change, whichever language it was asked for in; a parameter and its value in words."""
        parameter, value = _parameter_set_by(change)
        return self.at(parameter, value) if parameter else tell_change(change, self.language)

    def case(self, title: str) -> str:
        """Return what a case of a study is called: its settings in words, or the name of its system."""
        told = ", ".join(self.tell_change(each) for each in title.split(BETWEEN_SETTINGS))
        return self.call_system(title) if told == title else told

    def some_rows(self, parameter: str, note: str) -> str:
        """Return which rows a figure is told of that differs alike in several: how many, the first and the last."""
        found = SOME_ROWS.fullmatch(note)
        if found is None:
            return note
        first, last = (self._name_rows(take_apart(each)) for each in _row_parameters(parameter, note))
        return f"{found[1]}: {first} … {last}"

    def tell_codes(self, parameters: Iterable[str]) -> str:
        """Return what each parameter is called in a command, for who runs it again."""
        told = (self.say("parameter code", name=self.name(each), code=each) for each in dict.fromkeys(parameters))
        return "; ".join(told)

    def _name_rows(self, parts: ParameterParts) -> str:
        if not parts.rows:
            return self.say(f"all rows of {parts.table}")
        rows = ", ".join(self._name_part(parts.table, part) for part in parts.rows)
        some = f"rows of {parts.table}"
        return self.say(some, rows=rows) if texts_of(some) else rows

    def _name_part(self, table: str, part: RowPart) -> str:
        if part.key in self.rows:
            return self.rows[part.key][self.language]
        group = f"centres {part.written}"
        if table == "centres" and texts_of(group):
            return self.say(group)
        if part.written.isdecimal() and "level" in (part.column, TABLES[table].selector):
            return self.say("rows at level", level=part.written)
        unit, number = unit_of(TABLES[table].columns[part.column]), _read_number(part.written)
        if unit and number is not None:
            return self._with_unit(unit, number, brief=True)
        if part.column == "demand" and part.written in DEMANDS:
            return self.say(DEMANDS[part.written])
        return self.say(part.written) if part.written in FORMS else part.written

    # ---- values ----------------------------------------------------------------------------------

    def value(self, parameter: str, value: object, *, brief: bool = False) -> str:
        """Return a value as people read it: a share in percent, a factor with its sign, others with their unit.

        The unit is shorter where it is `brief`, as in the cell of a table.
        """
        parts, text = take_apart(parameter), as_text(value).strip()
        if SEVERAL in text:
            return SEVERAL.join(self.value(parameter, each, brief=brief) for each in text.split(SEVERAL))
        if text in CLEAR:
            return self.say("parameter none") if text else NONE
        kind = column_type(parts.field).kind if parts.field is not None else "number"
        if kind == "truth" and text in TRUTHS:
            return self.say(TRUTHS[text])
        if kind == "list":
            return self._list_words(text)
        return self._number_words(parts, text, brief) if kind == "number" else text

    def apart(self, parameter: str, value: float) -> str:
        """Return by how much two values of a parameter differ."""
        return self._exact(value) if take_apart(parameter).unit == RATIO else self.value(parameter, value)

    def factor(self, value: float) -> str:
        """Return what figures are multiplied by."""
        return self.say("parameter times", value=self._exact(value))

    def axis(self, parameter: str) -> ParameterAxis:
        """Return how a parameter of numbers is drawn along an axis."""
        parts, name = take_apart(parameter), self.name(parameter)
        unit = self._unit_of(parts)
        if unit in SHARES:
            return ParameterAxis(self.say("parameter in unit", name=name, unit="%"), PERCENT)
        if unit not in UNITS or unit == RATIO:
            return ParameterAxis(name)
        return ParameterAxis(self.say("parameter in unit", name=name, unit=self._unit_words(unit, brief=False)))

    def _number_words(self, parts: ParameterParts, text: str, brief: bool) -> str:
        factor = FACTOR.fullmatch(text)
        number = _read_number(factor["number"] if factor else text)
        if number is None:
            return text
        if parts.is_year and not factor:
            return f"{number:.0f}"
        if factor:
            return self.say("parameter now times", value=self._exact(number))
        return self._with_unit(self._unit_of(parts), number, brief=brief)

    def _unit_of(self, parts: ParameterParts) -> str:
        """The unit of the column; of a KPI's figures the KPI's own."""
        own = (self.rows[part.key].get("unit", "") for part in parts.rows if part.key in self.rows)
        return parts.unit or next(own, "")

    def _with_unit(self, unit: str, number: float, *, brief: bool) -> str:
        if unit in SHARES:
            return f"{self._exact(number * PERCENT)} %"
        if unit == RATIO:
            return self.factor(number)
        if unit not in UNITS:
            return self._exact(number)
        return self.say("parameter with unit", value=self._exact(number), unit=self._unit_words(unit, brief))

    def _unit_words(self, unit: str, brief: bool) -> str:
        """A unit as it stands in a sentence, or the shorter word that headings have."""
        spelt_out = unit == "contacts/year" and not brief
        return self.say("parameter contacts a year") if spelt_out else self.write_unit(unit)

    def _exact(self, number: float) -> str:
        """A number with the digits it has."""
        decimals = len(f"{number:.{MOST_DECIMALS}f}".rstrip("0").partition(".")[2])
        told = self.numbers.plain(number, decimals)
        return self.write_setting(number) if number and not decimals and abs(number) < 1 else told

    def _list_words(self, text: str) -> str:
        words = text.split()
        if all(word.isdecimal() for word in words):
            return tell_levels(self, [int(word) for word in words])
        return ", ".join(self.say(word) if word in FORMS else word for word in words)


def tell_changes(language: Language, instance: Instance, changes: Iterable[str]) -> list[str]:
    """Return changes of an instance in the reader's language, each parameter and its value in words."""
    told = list(changes)
    return list(map(words_of_changes(language, instance, told).tell_change, told))


def words_of_changes(language: Language, instance: Instance, changes: Iterable[str]) -> ParameterWords:
    """Return what tells changes of an instance."""
    return ParameterWords.in_instance(language, instance, parameters_set_by(changes))


def words_of_case(language: Language, instance: Instance, title: str) -> ParameterWords:
    """Return what tells a case of a study, in which parameters are set."""
    return words_of_changes(language, instance, title.split(BETWEEN_SETTINGS))


def parameters_set_by(changes: Iterable[str]) -> list[str]:
    """Return the parameters that changes set, of those that are not told in other words."""
    return [parameter for parameter, _ in map(_parameter_set_by, changes) if parameter]


def _parameter_set_by(change: str) -> tuple[str, str]:
    """The parameter that a change sets, and its value; blank where it was asked for in other words."""
    parameter, _, value = change.partition(SETS)
    is_one = bool(value) and (parameter in OTHERS or take_apart(parameter).field is not None)
    return (parameter, value) if is_one else ("", "")


def words_of_inputs(language: Language, instance: Instance, rows: Iterable[Mapping[str, Any]]) -> ParameterWords:
    """Return what tells the parameters in rows of figures that differ."""
    named = (_row_parameters(str(row["parameter"]), str(row["note"])) for row in rows)
    return ParameterWords.in_instance(language, instance, (each for some in named for each in some))


def _row_parameters(parameter: str, note: str) -> list[str]:
    """The parameter; where it is told of several rows, those of the first and of the last of them."""
    found = SOME_ROWS.fullmatch(note)
    table, column = parameter.partition(".")[0], parameter.rpartition(".")[2]
    return [parameter] if found is None else [f"{table}.{key}.{column}" for key in found.groups()[1:]]


def _read_number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
