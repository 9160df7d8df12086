"""Key figures told line by line."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from optimiser.comparison.comparison import Comparison, figures_of
from optimiser.data.run_tables import ColumnMeaning
from optimiser.report.html.header import payback
from optimiser.report.localizer import Localizer, gain_kr
from optimiser.report.summaries.existing import tell_already_paid
from optimiser.report.tables.cases import CASES, STATUSES
from optimiser.report.tables.table import (
    ANY,
    FilledTable,
    OutputCell,
    OutputColumn,
    OutputTable,
    RowValues,
    in_language,
    list_names,
    repeated_name,
)
from optimiser.result.result import Result

KEY_FIGURES = OutputTable(
    "key figures",
    ("Nøgletal", "Key figures"),
    ("et tal", "a figure"),
    (
        OutputColumn(
            "label",
            ("Tal", "Figure"),
            ColumnMeaning("the figure; what it is stands beside it", "tallet; hvad det er, står ved siden af"),
            titles={"workbook": ("Post", "Item")},
            width=52,
        ),
        OutputColumn("unit", ("Enhed", "Unit"), ColumnMeaning("its unit", "dets enhed"), width=15),
        OutputColumn(
            "value", ("Værdi", "Value"), ColumnMeaning("what it comes to", "hvad det er"), ANY, repeated=False
        ),
        OutputColumn(
            "case",
            ("{each}", "{each}"),
            ColumnMeaning("what it comes to in a case", "hvad det er i et system"),
            ANY,
            repeated=True,
            width=20,
        ),
        OutputColumn(
            "meaning", ("Hvad det er", "What it is"), ColumnMeaning("what it means", "hvad det betyder"), wide=True
        ),
    ),
    page=("label", "value", "meaning"),
    workbook=("label", "unit", "case"),
    caption=("Hvad planen koster og giver", "What the plan costs and yields"),
    page_id="figures",
)
"""Figures told line by line; in a workbook with a column for each case."""


def list_figures(
    columns: Sequence[OutputColumn],
    cases: Mapping[str, RowValues],
    localizer: Localizer,
    table: OutputTable = KEY_FIGURES,
    width: float = 0,
) -> FilledTable:
    """Return a table with a line for each figure and a column for each case."""
    rows = [
        {
            "label": in_language(localizer.language, column.title),
            "unit": localizer.write_unit(column.meaning.unit) if column.format.scale != "percent" else "",
            **{
                repeated_name("case", case): _with_format(values.get(column.name), column)
                for case, values in cases.items()
            },
        }
        for column in columns
    ]
    if not any(row["unit"] for row in rows):
        table = replace(table, workbook=[name for name in table.workbook if name != "unit"])
    shown = [
        replace(each, width=width or (20 if len(cases) > 1 else 26)) if each.repeated else each
        for each in table.columns
    ]
    return FilledTable(
        replace(table, columns=shown), rows, repeats={"case": list_names(list(cases))}, described=columns
    )


def _with_format(value: Any, column: OutputColumn) -> OutputCell:
    return value if isinstance(value, OutputCell) else OutputCell(value, format=column.format)


def read_figures(comparison: Comparison, localizer: Localizer) -> dict[str, RowValues]:
    """Return the figures of each case; in words why a plan has none: nothing is proved, or it is never paid back."""
    found: dict[str, RowValues] = {}
    for row in comparison.figure_rows:
        result = comparison.results[row["case"]]
        told: dict[str, Any] = {**row, "status": localizer.say(STATUSES[result.status])}
        if result.has_plan:
            told |= {name: localizer.say("book nothing proved") for name in ("bound_kr", "gap") if row[name] is None}
            told |= {"payback_years": localizer.say("book never paid back")} if row["payback_years"] is None else {}
        found[row["case"]] = told
    return found


def explain_figures(localizer: Localizer, result: Result) -> FilledTable:
    """Return the key figures of a plan, each with what it means and what it rests on."""
    found = {**figures_of("", result), "investment_annual_kr": result.figures.investment_annual_kr}
    columns = CASES.pick_columns(*EXPLAINED, *(SERVED if found["centres"] else ()), *LIVED)
    notes = _note_figures(localizer, result, found)
    rows = [
        {
            "label": in_language(localizer.language, column.title),
            "value": _value_cell(localizer, column, found),
            "meaning": "; ".join(
                filter(None, (column.meaning.in_language(localizer.language), notes.get(column.name)))
            ),
        }
        for column in columns
    ]
    return FilledTable(KEY_FIGURES, rows, described=columns)


EXPLAINED = (
    *("today_kr", "objective_kr", "exact_cost_kr", "gross_gain_kr", "investment_annual_kr", "net_gain_kr"),
    *("investment_kr", "npv_kr", "payback_years", "centres", "staffed_fte", "fte"),
)
SERVED = ("answered_share", "mean_wait_seconds")
LIVED = ("entry_points_mean", "entry_points_several", "better_off", "worse_off")


def _value_cell(localizer: Localizer, column: OutputColumn, found: RowValues) -> OutputCell:
    """A figure with its unit where it is money; the net gain as the costs above leave it."""
    value, numbers = found[column.name], localizer.numbers
    if column.name == "payback_years":
        return OutputCell(payback(localizer, value))
    if column.format.scale == "millions":
        return OutputCell(value, numbers.million_kr(gain_kr(found) if column.name == "net_gain_kr" else value))
    return OutputCell(value, format=column.format)


def _note_figures(localizer: Localizer, result: Result, found: RowValues) -> Mapping[str, str]:
    """By figure, what it rests on in this plan."""
    numbers, say, settings = localizer.numbers, localizer.say, result.instance.settings
    rate, years = numbers.percent(settings.economy.discount_rate), settings.economy.horizon_years
    unit_kr = result.instance.mean_today_unit_kr
    notes = {
        "investment_kr": " ".join(tell_already_paid(localizer, result)),
        "today_kr": say("today note", kr=numbers.plain(unit_kr, 2 if round(unit_kr, 2) % 1 else 0)),
        "investment_annual_kr": say("annuity note", rate=rate),
        "npv_kr": say("present value note", years=years, rate=rate),
        "centres": say("shared note", count=found["centres_shared"]),
        "entry_points_mean": say("entry points note", most=settings.policy.max_entry_points),
        "better_off": say("together", kr=numbers.million_kr(found["better_off_kr"])),
        "worse_off": say("together", kr=numbers.million_kr(found["worse_off_kr"])),
    }
    if found["centres"]:
        least = numbers.percent(found["least_answered_share"])
        notes["answered_share"] = say("least of all", centre=found["least_centre"], share=least)
    return notes


TABLES = (KEY_FIGURES,)
