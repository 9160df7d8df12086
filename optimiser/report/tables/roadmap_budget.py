"""A plan over years as a budget: a line for each figure, a column for each year, and what they come to in all.

A workbook calculates sums, discounting and what has accumulated anew from the figures above.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from optimiser.data.roadmap_tables import RUNNING_TERMS, YearLine
from optimiser.data.run_tables import ColumnMeaning, meaning_of
from optimiser.report.localizer import TERM_NAMES, Localizer, bilingual
from optimiser.report.tables.key_figures import KEY_FIGURES, list_figures
from optimiser.report.tables.present_value import RATE
from optimiser.report.tables.table import (
    FACTOR,
    MILLIONS,
    ONE_DECIMAL,
    WHOLE,
    Bilingual,
    FigureFormat,
    FilledTable,
    OutputCell,
    OutputColumn,
    repeated_name,
)
from optimiser.result.roadmap import RoadmapResult

BUDGET = replace(
    KEY_FIGURES,
    name="roadmap budget",
    title=bilingual("roadmap heading budgets"),
    page=(),
    caption=None,
    page_id="",
    row=("et tal", "a figure"),
)


def _figure(name: str, title: Bilingual, form: FigureFormat = MILLIONS) -> OutputColumn:
    return OutputColumn(name, title, meaning_of(YearLine.model_fields[name]), form)


RUNNING = OutputColumn(
    "running_kr",
    ("Drift i alt", "Operation in all"),
    ColumnMeaning("the running terms together", "driftens poster tilsammen", "kr./year"),
    MILLIONS,
)
FIGURES = (
    RATE,
    _figure("weight", ("Diskonteringsfaktor", "Discount factor"), FACTOR),
    _figure("contacts", ("Henvendelser", "Contacts"), WHOLE),
    _figure("today_kr", ("Udgift, besvaret som i dag", "Cost, answered as today")),
    *(_figure(f"{term}_kr", bilingual(TERM_NAMES[term])) for term in RUNNING_TERMS),
    RUNNING,
    _figure("transition_kr", ("Overgang: tabt produktivitet", "Transition: productivity lost")),
    _figure("undoing_kr", bilingual("roadmap part undoing")),
    _figure("annuities_kr", ("Investeringer som annuitet", "Investments as annuities")),
    _figure("cost_kr", ("Udgift i alt", "Cost in all")),
    _figure("gain_kr", ("Gevinst", "Gain")),
    _figure("present_cost_kr", ("Udgift, nutidsværdi", "Cost, present value")),
    _figure("accumulated_gain_kr", ("Akkumuleret nettoeffekt, nutidsværdi", "Accumulated net effect, present value")),
    _figure("investment_kr", ("Investering", "Investment")),
    _figure("budget_kr", ("Investeringsbudget", "Investment budget")),
    _figure("budget_left_kr", ("Tilbage af budgettet", "Budget left")),
    _figure("net_cash_kr", ("Nettobetaling", "Net cash")),
    _figure("accumulated_cash_kr", ("Akkumuleret nettobetaling", "Accumulated net cash")),
    _figure("moved_tasks", ("Opgaver, der flytter", "Tasks that move"), WHOLE),
    _figure(
        "moved_fte",
        ("Årsværk, der flytter fra kommunen selv", "Employees who leave the municipality itself"),
        ONE_DECIMAL,
    ),
    _figure("opened", ("Centre, der åbner", "Centres that open"), WHOLE),
    _figure("joined", ("Tilslutninger", "Connections"), WHOLE),
)
FORMULAS: Mapping[str, str] = {
    "weight": "1/(1+discount_rate)^{gone}",
    "running_kr": "+".join(f"{{{term}_kr}}" for term in RUNNING_TERMS),
    "cost_kr": "{running_kr}+{transition_kr}+{undoing_kr}+{annuities_kr}",
    "gain_kr": "{today_kr}-{cost_kr}",
    "present_cost_kr": "{cost_kr}*{weight}",
    "budget_left_kr": "{budget_kr}-{investment_kr}",
    "net_cash_kr": "{today_kr}-{running_kr}-{transition_kr}-{undoing_kr}-{investment_kr}",
}
"""How a figure of a year follows from others of its column; `{gone}` is how many years have gone."""
ACCUMULATED = {"accumulated_gain_kr": "{gain_kr}*{weight}", "accumulated_cash_kr": "{net_cash_kr}"}
"""What is added in each year to what there was before."""
SUMMED = (
    *("contacts", "today_kr", *(f"{term}_kr" for term in RUNNING_TERMS), "running_kr", "transition_kr"),
    *("undoing_kr", "annuities_kr", "cost_kr", "gain_kr", "present_cost_kr", "investment_kr", "net_cash_kr"),
    *("moved_tasks", "moved_fte", "opened", "joined"),
)
"""The figures whose years add up."""


def fill_budget(result: RoadmapResult, localizer: Localizer) -> FilledTable:
    """Return the budget: figures by year, and the sum of those that add up."""
    total = localizer.say("in all")
    cases: dict[str, dict[str, Any]] = {
        str(line.year): {
            **dict(line),
            "running_kr": sum(getattr(line, f"{term}_kr") for term in RUNNING_TERMS),
            "discount_rate": result.instance.settings.economy.discount_rate if not number else None,
        }
        for number, line in enumerate(result.lines.years)
    }
    cases[total] = {name: sum(values[name] for values in cases.values()) for name in SUMMED}
    filled = list_figures(FIGURES, cases, localizer, BUDGET, width=18)
    years = [str(year) for year in result.years]
    rows = []
    for figure, row in zip(FIGURES, filled.rows, strict=True):
        cells = {repeated_name("case", year): _of_year(row, figure.name, year, at) for at, year in enumerate(years)}
        name = repeated_name("case", total)
        cells[name] = row[name]
        if figure.name in SUMMED:
            summed = "+".join(f"{figure.name}_{at + 1}" for at in range(len(years)))
            cells[name] = replace(row[name], formula=summed)
        rows.append({**row, **cells})
    return replace(filled, rows=rows)


def _of_year(row: Mapping[Any, Any], figure: str, year: str, at: int) -> OutputCell:
    """A figure of a year, with how it follows from others, and what it goes by."""
    cell: OutputCell = row[repeated_name("case", year)]
    if figure == RATE.name:
        return replace(cell, anchor=RATE.name) if at == 0 else cell
    formula = FORMULAS.get(figure, "").replace("{gone}", str(at))
    if figure in ACCUMULATED:
        formula = ACCUMULATED[figure] if at == 0 else f"{figure}_{at}+{ACCUMULATED[figure]}"
    return replace(cell, formula=formula, anchor=f"{figure}_{at + 1}")
