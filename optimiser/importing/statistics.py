"""A table of official statistics, whatever file it came in: figures by the values of its variables.

`statbank.py` and `pcaxis.py` make it of files. Areas of all levels stand in one variable; which periods and which
values of the other variables are meant is settled here, so that no figure is counted twice and none is a part taken
for the whole.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from optimiser.data.findings import Finding, InvalidInputError, as_name, nearest_name, parameter_name

PERIOD = re.compile(r"(19|20)\d\d(\s?[HKQMU]\d{1,2}|[-/:]\d\d(\d\d)?)?", re.IGNORECASE)
"""2014, 2014H1, 2014K1, 2014Q1, 2014M01, 2014U07."""
_TOTAL = re.compile(
    r"(?:tot|ialt|i alt|total|totalt|all|alle|both sexes|begge køn|sum|(?:.*\W)?i alt|(?:.*\W)?total|total\W.*)",
    re.IGNORECASE,
)
"""The value of a variable that stands for all of its values: I alt, Alder i alt, Age, total, TOT, IALT."""


@dataclass(frozen=True)
class Value:
    """The value of a variable: its code and its text, of which a file may have one alone."""

    code: str
    text: str

    @property
    def shown(self) -> str:
        """Return the value as people know it."""
        return self.text or self.code

    @property
    def is_total(self) -> bool:
        """True where it stands for all values of the variable."""
        return any(_TOTAL.fullmatch(each) for each in (self.code, self.text) if each)

    def is_called(self, name: str) -> bool:
        """True where it goes by a name, as code or as text."""
        return as_name(name).casefold() in (self.code.casefold(), self.text.casefold())


@dataclass(frozen=True)
class Figure:
    """A figure as the file writes it, the row it stands in, and the value of each variable."""

    row: int | None
    values: tuple[Value, ...]
    text: str


@dataclass(frozen=True)
class StatisticalTable:
    """The figures of a file by its variables."""

    place: str
    title: str
    variables: tuple[str, ...]
    figures: tuple[Figure, ...]
    encoding: str = ""

    def values_of(self, variable: str) -> tuple[Value, ...]:
        """Return the values of a variable, each once, in the order they come."""
        place = self.variables.index(variable)
        return tuple(dict.fromkeys(figure.values[place] for figure in self.figures))

    def with_value(self, variable: str, value: Value) -> "StatisticalTable":
        """Return the figures at one value of a variable."""
        place = self.variables.index(variable)
        return replace(self, figures=tuple(each for each in self.figures if each.values[place] == value))

    def refuse(self, variable: str, value: str, rule: str, remedy: str) -> InvalidInputError:
        """Return the error about a variable of the table."""
        return InvalidInputError(self.place, [Finding(self.place, None, variable, value, rule, remedy)])


@dataclass(frozen=True)
class Choices:
    """What the user said: a value for a variable, the variables to add up over, and the period."""

    where: Mapping[str, str]
    add_up: Sequence[str]
    period: str = ""


def settle_variables(
    table: StatisticalTable, area: str, choices: Choices, year: int
) -> tuple[StatisticalTable, Mapping[str, str]]:
    """Return the table with one period, and one value of each other variable but those to add up over.

    Also returns what was chosen, by variable. Raises InvalidInputError where it is not clear what is meant.
    """
    for named in (*choices.where, *choices.add_up):
        _variable_named(table, named)
    where = {_variable_named(table, name): value for name, value in choices.where.items()}
    add_up = {_variable_named(table, name) for name in choices.add_up}
    chosen: dict[str, str] = {}
    for variable in table.variables:
        if variable == area:
            continue
        if variable in where:
            value = _value_called(table, variable, where[variable])
        elif is_period(table, variable):
            value = _period_of(table, variable, choices.period, year)
        elif variable in add_up:
            chosen[variable] = f"{len(table.values_of(variable))} values added up"
            continue
        else:
            value = _total_of(table, variable)
        table = table.with_value(variable, value)
        chosen[variable] = value.shown
    return table, chosen


def is_period(table: StatisticalTable, variable: str) -> bool:
    """Return whether all values of a variable are periods."""
    return all(
        PERIOD.fullmatch(value.code or value.text) or PERIOD.fullmatch(value.text)
        for value in table.values_of(variable)
    )


def _variable_named(table: StatisticalTable, name: str) -> str:
    found = {variable.casefold(): variable for variable in table.variables}.get(as_name(name).casefold())
    if found is None:
        near = nearest_name(name, table.variables)
        remedy = f"did you mean {near}?" if near else f"its variables are {', '.join(table.variables)}"
        raise table.refuse("", name, "is no variable of the table", remedy)
    return found


def _value_called(table: StatisticalTable, variable: str, name: str) -> Value:
    values = table.values_of(variable)
    found = next((value for value in values if value.is_called(name)), None)
    if found is None:
        raise table.refuse(
            variable, name, "is no value of this variable in the file", f"its values are {_some(values)}"
        )
    return found


def _period_of(table: StatisticalTable, variable: str, period: str, year: int) -> Value:
    values = table.values_of(variable)
    if period:
        return _value_called(table, variable, period)
    of_year = [value for value in values if value.shown.startswith(str(year))]
    for some in (values, of_year):
        if len(some) == 1:
            return some[0]
    raise table.refuse(
        variable,
        _some(values),
        f"has several periods, and not exactly one of {year}",
        f"choose one: {parameter_name('period', values[0].shown)}",
    )


def _total_of(table: StatisticalTable, variable: str) -> Value:
    values = table.values_of(variable)
    totals = [value for value in values if value.is_total]
    if len(totals) == 1:
        return totals[0]
    if totals:
        raise table.refuse(variable, _some(totals), "has several totals", f"choose one: {_chosen(variable, totals[0])}")
    rule = f"has no total, only {_some(values)}"
    remedy = (
        f"download it with the total; if these are all there are, add up: {parameter_name('add_up', variable)}; "
        f"or choose one: {_chosen(variable, values[0])}"
    )
    raise table.refuse(variable, "", rule, remedy)


def _chosen(variable: str, value: Value) -> str:
    """Return how a value of a variable is chosen, as it is written."""
    return parameter_name("where", f"'{variable}={value.shown}'")


def _some(values: Sequence[Value], most: int = 5) -> str:
    shown = [value.shown for value in values]
    return ", ".join(shown[:most]) + (f" and {len(shown) - most} more" if len(shown) > most else "")
