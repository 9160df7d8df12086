"""The key figures of the first sheet, the same in a result and in a comparison."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from optimiser.comparison.comparison import Comparison
from optimiser.report.workbook.lines import Line
from optimiser.report.workbook.sheet import GENERAL, ONE_DECIMAL, PERCENT, SMALL_PERCENT, TWO_DECIMALS, WHOLE
from optimiser.report.workbook.words import Words

KR_A_YEAR, KR_ONCE, YEARS = "book kr. a year", "book kr. once", "book years"
SECONDS = "book seconds unit"
CONTACTS, MUNICIPALITIES, CENTRES = "book contacts a year", "book municipalities unit", "book centres unit"


@dataclass(frozen=True)
class Figure:
    """A line: its phrase, the column of the comparison's figures it shows, its format and unit."""

    label: str
    name: str
    format: str = WHOLE
    unit: str = ""


MONEY = (
    Figure("book cost today", "today_kr", WHOLE, KR_A_YEAR),
    Figure("book cost after", "objective_kr", WHOLE, KR_A_YEAR),
    Figure("book gross gain", "gross_gain_kr", WHOLE, KR_A_YEAR),
    Figure("book net gain", "net_gain_kr", WHOLE, KR_A_YEAR),
    Figure("book investment", "investment_kr", WHOLE, KR_ONCE),
    Figure("book npv", "npv_kr", WHOLE, "book kr."),
    Figure("book payback", "payback_years", ONE_DECIMAL, YEARS),
)
PROOF = (
    Figure("book bound", "bound_kr", WHOLE, KR_A_YEAR),
    Figure("book gap", "gap", SMALL_PERCENT),
    Figure("book exact cost", "exact_cost_kr", WHOLE, KR_A_YEAR),
)
PEOPLE = (
    Figure("book better off", "better_off", WHOLE, MUNICIPALITIES),
    Figure("book better off kr.", "better_off_kr", WHOLE, KR_A_YEAR),
    Figure("book worse off", "worse_off", WHOLE, MUNICIPALITIES),
    Figure("book worse off kr.", "worse_off_kr", WHOLE, KR_A_YEAR),
    Figure("book worst", "worst", GENERAL),
    Figure("book worst kr.", "worst_kr", WHOLE, KR_A_YEAR),
    Figure("book open centres", "centres", WHOLE, CENTRES),
    Figure("book shared centres", "centres_shared", WHOLE, CENTRES),
    Figure("book entry points mean", "entry_points_mean", TWO_DECIMALS, "book entry points unit"),
    Figure("book entry points several", "entry_points_several", WHOLE, MUNICIPALITIES),
    Figure("book score", "criteria_score", TWO_DECIMALS),
    Figure("book rated share", "criteria_rated_share", PERCENT),
    Figure("book seconds", "seconds", ONE_DECIMAL, SECONDS),
)
SERVICE = (
    Figure("book fte at centres", "staffed_fte", ONE_DECIMAL, "book fte unit"),
    Figure("book fte handling", "fte", ONE_DECIMAL, "book fte unit"),
    Figure("book agent hours", "agent_hours", WHOLE, "book hours unit"),
    Figure("book answered share", "answered_share", PERCENT),
    Figure("book least share", "least_answered_share", PERCENT),
    Figure("book least centre", "least_centre", GENERAL),
    Figure("book mean wait", "mean_wait_seconds", ONE_DECIMAL, SECONDS),
    Figure("book mean opening hours", "opening_hours", ONE_DECIMAL, "book unit hours"),
)
BY_FORM = (
    Figure("book contacts unchanged", "contacts_unchanged", WHOLE, CONTACTS),
    Figure("book contacts local", "contacts_local", WHOLE, CONTACTS),
    Figure("book contacts purchased", "contacts_purchased", WHOLE, CONTACTS),
    Figure("book contacts regional", "contacts_regional", WHOLE, CONTACTS),
    Figure("book contacts external", "contacts_external", WHOLE, CONTACTS),
    Figure("book municipalities unchanged", "municipalities_unchanged", WHOLE, MUNICIPALITIES),
    Figure("book municipalities local", "municipalities_local", WHOLE, MUNICIPALITIES),
    Figure("book municipalities purchased", "municipalities_purchased", WHOLE, MUNICIPALITIES),
    Figure("book municipalities regional", "municipalities_regional", WHOLE, MUNICIPALITIES),
    Figure("book municipalities external", "municipalities_external", WHOLE, MUNICIPALITIES),
)


def key_lines(comparison: Comparison, figures: tuple[Figure, ...], words: Words) -> Iterator[Line]:
    """A line for each figure, with its value in each case."""
    rows = {row["case"]: row for row in comparison.figures.to_dict(orient="records")}
    for figure in figures:
        values = {case: _told(row, figure.name, words) for case, row in rows.items()}
        yield Line(figure.label, values, figure.format, figure.unit)


def status_line(comparison: Comparison, words: Words) -> Line:
    """The status of each case in words."""
    values = {case: words.status(result.status) for case, result in comparison.results.items()}
    return Line("book status", values)


def _told(row: Mapping[Any, Any], name: str, words: Words) -> object:
    """A figure, or in words why a plan has none: nothing is proved, or the investment is never paid back."""
    missing = bool(pd.isna(row[name]))
    if missing and name == "payback_years" and not pd.isna(row["objective_kr"]):
        return words.say("book never paid back")
    if missing and name in ("bound_kr", "gap") and not pd.isna(row["objective_kr"]):
        return words.say("book nothing proved")
    return row[name]
