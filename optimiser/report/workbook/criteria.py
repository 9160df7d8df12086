"""The sheet of gains that are not money: service, KPIs, design criteria by theme, closeness to the citizens."""

from collections.abc import Iterator, Mapping
from typing import Any

from optimiser.comparison.comparison import Comparison
from optimiser.data.columns import HOME_FORMS
from optimiser.data.rows import Kpi
from optimiser.report.workbook.key_figures import SERVICE, Figure, key_lines
from optimiser.report.workbook.lines import Line, case_entry, lines_table
from optimiser.report.workbook.measures import measures_table
from optimiser.report.workbook.sheet import PERCENT, TWO_DECIMALS, WHOLE, Column, Notes, Part, Plain, Sheet, Table
from optimiser.report.workbook.words import Words
from optimiser.result.result import Result

MEASURE_COLUMNS = (
    Column("book measure", "measure", width=52),
    Column("book unit", "unit", width=15),
    Column("book theme", "theme", width=26),
    Column("book weight", "weight", TWO_DECIMALS, 10),
    Column("book target", "target", TWO_DECIMALS, 12),
)
SCORES = (
    Figure("book score", "criteria_score", TWO_DECIMALS),
    Figure("book rated share", "criteria_rated_share", PERCENT),
    Figure("book entry points mean", "entry_points_mean", TWO_DECIMALS),
    Figure("book entry points several", "entry_points_several", WHOLE),
)


def criteria_sheet(results: Mapping[str, Result], words: Words) -> Sheet:
    """What each case comes to by measure, and how much is answered at home."""
    comparison = Comparison.of(results)
    lines = [*key_lines(comparison, SCORES, words), _local_share(comparison)]
    parts: list[Part] = [
        Notes([words.say("book criteria explained")]),
        lines_table(lines, comparison.results, words, heading="book criteria in all"),
        lines_table(key_lines(comparison, SERVICE, words), comparison.results, words, heading="heading service"),
        Table(_columns(comparison), list(_rows(comparison, words)), heading="book criteria by theme"),
    ]
    if comparison.measures:
        parts.insert(-1, measures_table(comparison, words))
    return Sheet("Ikke-økonomiske gevinster", "book criteria", parts)


def _local_share(comparison: Comparison) -> Line:
    """Share of all contacts that the municipalities answer themselves."""
    shares = {}
    for case, result in comparison.planned.items():
        by_form = result.figures.contacts_by_form
        shares[case] = sum(by_form[form] for form in HOME_FORMS) / sum(by_form.values())
    return Line("book local share in all", shares, PERCENT)


def _columns(comparison: Comparison) -> list[Column]:
    """The value and the rated share; in a comparison for each case with a plan."""
    if len(comparison.results) == 1:
        (case,) = comparison.results
        value = Column("book mean value", case_entry(case), TWO_DECIMALS, 17, "book mean value means")
        rated = Column("book rated", case_entry(case, "rated"), PERCENT, 17, "book rated means")
        return [*MEASURE_COLUMNS, value, rated]
    return [*MEASURE_COLUMNS, *(Column(Plain(case), case_entry(case), TWO_DECIMALS, 18) for case in comparison.planned)]


def _rows(comparison: Comparison, words: Words) -> Iterator[dict[str, Any]]:
    """The design criteria of all cases by theme; one that a case does not have is blank there."""
    every = {row.kpi: row for result in comparison.results.values() for row in result.instance.tables.kpis}
    criteria = [row for row in every.values() if row.kpi not in comparison.measures]
    for row in sorted(criteria, key=lambda row: (words.order(words.theme(row)), words.order(words.kpi(row)))):
        told = {"measure": words.kpi(row), "unit": row.unit, "theme": words.theme(row)}
        yield {**told, "weight": row.weight, "target": row.target, **_values(row, comparison)}


def _values(row: Kpi, comparison: Comparison) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for case, result in comparison.planned.items():
        for measured in result.kpis[result.kpis["kpi"] == row.kpi].to_dict(orient="records"):
            found[case_entry(case)] = measured["value"]
            found[case_entry(case, "rated")] = measured["rated_share"]
    return found
