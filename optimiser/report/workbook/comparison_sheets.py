"""The sheets of a comparison: the same as of a result, with a column a case, and what the cases differ in."""

from collections.abc import Iterator, Sequence
from typing import Any

from optimiser.comparison.columns import TERMS
from optimiser.comparison.comparison import Comparison
from optimiser.report.comparing import ComparisonSummary
from optimiser.report.workbook.assumption_sheet import assumption_sheet, number_or_text
from optimiser.report.workbook.cost_sheets import TERM_NAMES
from optimiser.report.workbook.criteria import criteria_sheet
from optimiser.report.workbook.key_figures import (
    BY_FORM,
    KR_A_YEAR,
    MONEY,
    PEOPLE,
    PROOF,
    SERVICE,
    key_lines,
    status_line,
)
from optimiser.report.workbook.lines import CASE_WIDTH, case_entry, lines_table
from optimiser.report.workbook.master_data import master_data
from optimiser.report.workbook.result_sheets import code
from optimiser.report.workbook.sheet import (
    ANY_NUMBER,
    PERCENT,
    WHOLE,
    Column,
    Notes,
    Part,
    Plain,
    Row,
    Sheet,
    Table,
)
from optimiser.report.workbook.words import Words

DIFFERENCE_COLUMNS = (
    Column("book cheaper", "cheaper", width=52),
    Column("book dearer", "dearer", width=20),
    Column("book difference a year", "difference_kr", WHOLE, CASE_WIDTH, "book difference means"),
    Column("book gaps", "gaps_kr", WHOLE, CASE_WIDTH, "book gaps means"),
    Column("book proven", "proven", width=CASE_WIDTH, meaning="book proven means"),
    Column("book exact difference", "exact_difference_kr", WHOLE, CASE_WIDTH),
    Column("book proven on curve", "proven_on_curve", width=CASE_WIDTH, meaning="book proven on curve means"),
)
WHO_COLUMNS = (
    Column("book code", "code", width=8),
    Column("book municipality", "name", width=20),
    Column("book region", "region", width=14),
)

GAIN_GROUPS = (
    ("book change of", "change", WHOLE),
    ("book change share of", "share", PERCENT),
    ("book after of", "after", WHOLE),
)


def comparison_sheets(comparison: Comparison, words: Words) -> Iterator[Sheet]:
    """Every sheet of a comparison; cases without a plan have their status and no figures."""
    first, result = next(iter(comparison.results.items()))
    yield _summary(comparison, words)
    yield master_data(comparison.results, words)
    yield assumption_sheet(result.instance, words, [words.say("book assumptions of", case=first)])
    yield _inputs(comparison, words)
    yield _costs(comparison, words)
    yield _gains(comparison, words)
    yield criteria_sheet(comparison.results, words)


def _summary(comparison: Comparison, words: Words) -> Sheet:
    figures = [*key_lines(comparison, MONEY, words), status_line(comparison, words)]
    figures += key_lines(comparison, (*PROOF, *PEOPLE, *SERVICE, *BY_FORM), words)
    parts: list[Part] = [
        Notes(list(_sentences(comparison, words))),
        lines_table(figures, comparison.results, words, heading="book key figures"),
    ]
    if len(comparison.planned) > 1:
        parts.append(_differences(comparison, words))
    return Sheet("Resumé", "book comparison", parts)


def _sentences(comparison: Comparison, words: Words) -> Iterator[str]:
    """The answer, what of it is proven, and why some cases have no plan."""
    summary = ComparisonSummary(comparison, words.language)
    yield from summary.answer()
    yield from summary.not_proven()
    yield from summary.without_plan()
    yield words.say("book rounded")


def _differences(comparison: Comparison, words: Words) -> Table:
    rows = [
        {**row, **{name: _proven(row[name], words) for name in ("proven", "proven_on_curve")}}
        for row in comparison.differences.to_dict(orient="records")
    ]
    return Table(DIFFERENCE_COLUMNS, rows, heading="book differences of cost")


def _proven(holds: object, words: Words) -> str:
    return words.say("book is proven" if holds else "book is not proven")


def _inputs(comparison: Comparison, words: Words) -> Sheet:
    """A row is a figure that is not the same in all cases."""
    columns = [Column("book parameter", "parameter", width=52), Column("book note", "note", width=36)]
    columns += [Column(Plain(case), case_entry(case), ANY_NUMBER, 24) for case in comparison.results]
    rows, count = comparison.inputs.to_dict(orient="records"), len(comparison.results)
    # Every parameter is told once a case, in turn: two parameters may share a name that stands for several rows.
    table = Table(columns, [_input(rows[at : at + count]) for at in range(0, len(rows), count)], long=True)
    notes = Notes([words.say("book inputs explained") if rows else words.say("book inputs the same")])
    return Sheet("Forskelle", "book inputs", [notes, table])


def _input(rows: Sequence[Row]) -> dict[str, Any]:
    values = {case_entry(row["case"]): number_or_text(row["value"]) for row in rows}
    return {"parameter": rows[0]["parameter"], "note": rows[0]["note"], **values}


def _costs(comparison: Comparison, words: Words) -> Sheet:
    """The cost of each case by term; today is the same question without a plan."""
    figures = comparison.figures.set_index("case")
    cases = list(comparison.planned)
    columns = [Column("book term", "term", width=52), Column("book unit", "unit", width=15)]
    columns += [Column(Plain(case), case_entry(case), WHOLE, CASE_WIDTH) for case in cases]

    def row(label: str, name: str) -> dict[str, Any]:
        what = {"term": words.say(label), "unit": words.say(KR_A_YEAR)}
        return {**what, **{case_entry(case): figures.loc[case, name] for case in cases}}

    rows = [row(TERM_NAMES[term], f"{term}_kr") for term in TERMS]
    table = Table(columns, rows, row("book total", "objective_kr"), "book cost by term")
    gains = lines_table(key_lines(comparison, MONEY, words), cases, words, heading="book gain and investment")
    return Sheet("Udgifter", "book costs", [Notes([words.say("book costs compared")]), table, gains])


def _gains(comparison: Comparison, words: Words) -> Sheet:
    """A row is a municipality; for each case its cost after, its change in kr. and in percent."""
    rows: dict[str, dict[str, Any]] = {}
    for case, result in comparison.planned.items():
        for found in result.municipalities.to_dict(orient="records"):
            row = rows.setdefault(found["code"], _who(found))
            row.update(_gain(case, found))
    table = Table(_gain_columns(comparison, words), list(rows.values()), _gain_total(comparison, words), long=True)
    notes = Notes([words.say("book gains compared")])
    return Sheet("Gevinster", "book gains", [notes, table], frozen_columns=2)


def _who(row: Row) -> dict[str, Any]:
    return {"code": code(row["code"]), "name": row["name"], "region": row["region"]}


def _gain_columns(comparison: Comparison, words: Words) -> list[Column]:
    return [
        *WHO_COLUMNS,
        *(
            Column(Plain(words.say(label, case=case)), case_entry(case, entry), number_format, CASE_WIDTH)
            for label, entry, number_format in GAIN_GROUPS
            for case in comparison.planned
        ),
    ]


def _gain(case: str, row: Row) -> dict[str, Any]:
    today, change = row["today_kr"], row["change_kr"]
    return {
        case_entry(case, "change"): change,
        case_entry(case, "share"): change / today if today else None,
        case_entry(case, "after"): row["after_kr"],
    }


def _gain_total(comparison: Comparison, words: Words) -> dict[str, Any]:
    totals: dict[str, Any] = {"name": words.say("book total")}
    for case, result in comparison.planned.items():
        totals.update(_gain(case, result.municipalities[["today_kr", "after_kr", "change_kr"]].sum().to_dict()))
    return totals
