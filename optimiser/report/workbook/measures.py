"""The table of KPIs that are no design criteria: target, value, worst place, met or not."""

from collections.abc import Iterator, Mapping
from typing import Any

from optimiser.comparison.comparison import Comparison
from optimiser.data.rows import Kpi
from optimiser.report.serving import SENSES, SHARE, Serving
from optimiser.report.workbook.lines import case_entry
from optimiser.report.workbook.sheet import GENERAL, PERCENT, TWO_DECIMALS, Column, Plain, Shown, Table
from optimiser.report.workbook.words import Words

KPI_COLUMNS = (
    Column("book kpi", "measure", width=52),
    Column("book unit", "unit", width=15),
    Column("book sense", "sense", width=26),
    Column("book target", "target", TWO_DECIMALS, 10),
)


def measures_table(comparison: Comparison, words: Words) -> Table:
    """A row is a KPI; of one result with its worst place, of several with a value for each case."""
    rows = [_row(kpi, comparison, words) for kpi in comparison.measures.values()]
    return Table([*KPI_COLUMNS, *_columns(comparison, words)], rows, heading="book kpis")


def _columns(comparison: Comparison, words: Words) -> Iterator[Column]:
    if len(comparison.results) == 1:
        (case,) = comparison.results
        yield Column("book mean value", case_entry(case), TWO_DECIMALS, 17, "book mean value means")
        yield Column("book worst value", case_entry(case, "worst"), TWO_DECIMALS, 17, "book worst value means")
        yield Column("book worst place", case_entry(case, "worst_at"), width=24)
        yield Column("book met", case_entry(case, "met"), width=15)
        return
    for case in comparison.planned:
        yield Column(Plain(case), case_entry(case), TWO_DECIMALS, 18)
    for case in comparison.planned:
        yield Column(Plain(words.say("book met in", case=case)), case_entry(case, "met"), GENERAL, 18)


def _row(kpi: Kpi, comparison: Comparison, words: Words) -> dict[str, Any]:
    """A target is the first case's; the sheet of inputs tells where the others have another."""
    asked = {"sense": words.say(SENSES[kpi.sense]) if kpi.target is not None else ""}
    found = {"measure": words.kpi(kpi), "unit": words.unit(kpi.unit), **asked, "target": _shown(kpi, kpi.target)}
    for case, result in comparison.planned.items():
        for measured in result.kpis[result.kpis["kpi"] == kpi.kpi].to_dict(orient="records"):
            found.update(_measured(case, kpi, measured, words))
    return found


def _measured(case: str, kpi: Kpi, row: Mapping[Any, Any], words: Words) -> dict[str, Any]:
    return {
        case_entry(case): _shown(kpi, row["value"]),
        case_entry(case, "worst"): _shown(kpi, row["worst"]),
        case_entry(case, "worst_at"): row["worst_at"],
        case_entry(case, "met"): Serving(words.language).met(row["met"]),
    }


def _shown(kpi: Kpi, value: float | None) -> Shown:
    return Shown(value, PERCENT if kpi.unit == SHARE else TWO_DECIMALS)
