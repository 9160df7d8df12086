"""Figures told line by line, with a column for each case: one in a result, several in a comparison."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from optimiser.report.workbook.sheet import ANY_NUMBER, GENERAL, Column, Plain, Shown, Table
from optimiser.report.workbook.words import Words
from optimiser.result.result import Result

LABEL_WIDTH, UNIT_WIDTH, CASE_WIDTH, LONE_CASE_WIDTH = 52, 15, 20, 26


@dataclass(frozen=True)
class Line:
    """A line: its label (a phrase, or a plain name), its value in each case, its number format and unit (a phrase)."""

    label: str
    values: Mapping[str, object]
    format: str = GENERAL
    unit: str = ""


@dataclass(frozen=True)
class Fact:
    """A line that is looked up in each result."""

    label: str
    get: Callable[[Result, Words], object]
    format: str = GENERAL
    unit: str = ""

    def line(self, results: Mapping[str, Result], words: Words) -> Line:
        """The fact in each case."""
        values = {case: self.get(result, words) for case, result in results.items()}
        return Line(self.label, values, self.format, self.unit)


def lines_table(
    lines: Iterable[Line],
    cases: Iterable[str],
    words: Words,
    *,
    heading: str = "",
    width: float = 0,
    form: str = ANY_NUMBER,
) -> Table:
    """A table with a row a line and a column a case.

    `form` is GENERAL where the values are text more than numbers, and are aligned as such.
    """
    told, cases = list(lines), list(cases)
    width = width or (CASE_WIDTH if len(cases) > 1 else LONE_CASE_WIDTH)
    columns = [Column("book figure", "label", width=LABEL_WIDTH)]
    if any(line.unit for line in told):
        columns.append(Column("book unit", "unit", width=UNIT_WIDTH))
    columns += [Column(Plain(case), case_entry(case), form, width) for case in cases]
    return Table(columns, [_row(line, cases, words) for line in told], heading=heading)


def case_entry(case: str, entry: str = "value") -> str:
    """The entry of a row that belongs to a case; apart from every other entry, whatever a case is called."""
    return f"{entry}: {case}"


def _row(line: Line, cases: Iterable[str], words: Words) -> dict[str, object]:
    values = {case_entry(case): Shown(line.values.get(case), line.format) for case in cases}
    return {"label": words.told(line.label), "unit": words.say(line.unit) if line.unit else "", **values}
