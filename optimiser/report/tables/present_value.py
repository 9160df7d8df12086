"""What a plan is worth: investments over the horizon, net present value, payback, and what is paid year by year.

A workbook calculates all of it anew from the discount rate, the horizon, the lifetimes and the yearly costs.
"""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from optimiser.comparison.columns import TERM_MEANINGS
from optimiser.data.run_tables import ColumnMeaning
from optimiser.report.localizer import Localizer
from optimiser.report.tables.cases import CASES
from optimiser.report.tables.key_figures import KEY_FIGURES, list_figures
from optimiser.report.tables.table import (
    FACTOR,
    MILLIONS,
    ONE_DECIMAL,
    PERCENT,
    TEXT,
    WHOLE,
    YEAR,
    Bilingual,
    FigureFormat,
    FilledTable,
    OutputCell,
    OutputColumn,
    OutputTable,
    RowValues,
    as_cell,
    repeated_name,
)
from optimiser.result.figures import cash_flow, investments_over_horizon
from optimiser.result.result import Result

NEARLY = "0.000001"
"""Years within which two times are the same."""
TIMES = f"ROUNDUP(horizon_years/{{lifetime}}-{NEARLY},0)"
"""How often an investment is made within the horizon; none is made at its end."""
LEFT = f"{TIMES}*{{lifetime}}-horizon_years"
"""Years that the last of them lasts beyond the horizon."""
INVESTED = OutputTable(
    "investments over the horizon",
    ("Investeringer over tidshorisonten efter levetid, kr.", "Investments over the horizon by lifetime, kr."),
    ("investeringer med samme levetid", "investments of one lifetime"),
    (
        OutputColumn(
            "lifetime",
            ("Levetid, år", "Lifetime, years"),
            ColumnMeaning("years until it must be made again", "år, til den skal foretages igen", "years"),
            ONE_DECIMAL,
            width=52,
            anchor="lifetimes",
        ),
        OutputColumn(
            "invested",
            ("Investering, én gang", "Invested, once"),
            ColumnMeaning("what is invested each time", "hvad der investeres hver gang", "kr."),
            MILLIONS,
            adds_up=True,
            width=18,
            anchor="invested_kr",
        ),
        OutputColumn(
            "annual",
            ("Årlig andel (annuitet)", "Yearly share (annuity)"),
            TERM_MEANINGS["investment_annual_kr"],
            MILLIONS,
            adds_up=True,
            width=18,
            formula="-PMT(discount_rate,{lifetime},{invested})",
            anchor="yearly_shares_kr",
        ),
        OutputColumn(
            "times",
            ("Betalinger i perioden", "Payments within the horizon"),
            ColumnMeaning(
                "how often it is paid for within the horizon; one that lasts less than a year by its yearly share",
                "hvor tit den betales inden for tidshorisonten; en med levetid under et år ved sin årlige andel",
            ),
            WHOLE,
            width=18,
            formula=f"IF({{lifetime}}<1,horizon_years,{TIMES})",
        ),
        OutputColumn(
            "paid",
            ("Betalingernes nutidsværdi", "Present value of payments"),
            ColumnMeaning("what the payments are worth at the start", "hvad betalingerne er værd ved starten", "kr."),
            MILLIONS,
            adds_up=True,
            width=18,
            formula="IF({lifetime}<1,PV(discount_rate,horizon_years,-{annual}),IF(discount_rate=0,{invested}*{times},"
            "{invested}*(1-1/(1+discount_rate)^({times}*{lifetime}))/(1-1/(1+discount_rate)^{lifetime})))",
        ),
        OutputColumn(
            "remaining",
            ("Restværdi", "Remaining value"),
            ColumnMeaning(
                "what is left of it when the horizon ends", "hvad der er tilbage af den, når perioden slutter", "kr."
            ),
            MILLIONS,
            adds_up=True,
            width=18,
            formula=f"IF({{lifetime}}<1,0,IF({LEFT}<{NEARLY},0,PV(discount_rate,{LEFT},-{{annual}})))",
            anchor="remaining_values_kr",
        ),
        OutputColumn(
            "present",
            ("Nutidsværdi, netto", "Present value, net"),
            ColumnMeaning(
                "the payments less what is left, in money at the start",
                "betalingerne minus restværdien, i penge ved starten",
                "kr.",
            ),
            MILLIONS,
            adds_up=True,
            width=21,
            formula="{paid}-{remaining}/(1+discount_rate)^horizon_years",
            anchor="investments_present_kr",
        ),
    ),
    workbook=("lifetime", "invested", "annual", "times", "paid", "remaining", "present"),
)
CASH_FLOW = OutputTable(
    "cash flow",
    ("Betalingsstrøm år for år, kr.", "Cash flow year by year, kr."),
    ("et tidspunkt, hvor noget betales, mindst hvert år", "a time at which something is paid, at least every year"),
    (
        OutputColumn(
            "year", ("År", "Year"), ColumnMeaning("years from the start", "år fra starten", "years"), YEAR, width=52
        ),
        OutputColumn(
            "investment",
            ("Investering", "Investment"),
            ColumnMeaning("what is invested at that time", "hvad der investeres på det tidspunkt", "kr."),
            MILLIONS,
            width=18,
            formula=f"-SUMPRODUCT(invested_kr*(lifetimes>=1)*({{year}}<horizon_years-{NEARLY})"
            f"*(ABS({{year}}/lifetimes-ROUND({{year}}/lifetimes,0))<{NEARLY}))"
            "-IF(AND({year}>0,{year}=INT({year}),{year}<=horizon_years),SUMPRODUCT(yearly_shares_kr*(lifetimes<1)),0)",
        ),
        OutputColumn(
            "gain",
            ("Bruttogevinst", "Gross gain"),
            ColumnMeaning("the year's gain before investment", "årets gevinst før investering", "kr."),
            MILLIONS,
            width=18,
            formula="IF(AND({year}>0,{year}=INT({year}),{year}<=horizon_years),gross_gain_kr,0)",
        ),
        OutputColumn(
            "remaining",
            ("Restværdi", "Remaining value"),
            ColumnMeaning(
                "what is left of an investment when the horizon ends",
                "hvad der er tilbage af en investering, når tidshorisonten slutter",
                "kr.",
            ),
            MILLIONS,
            width=18,
            formula="IF({year}=horizon_years,SUM(remaining_values_kr),0)",
        ),
        OutputColumn(
            "flow",
            ("Nettobetaling", "Net cash flow"),
            ColumnMeaning("the three together", "de tre tilsammen", "kr."),
            MILLIONS,
            width=18,
            formula="{investment}+{gain}+{remaining}",
        ),
        OutputColumn(
            "factor",
            ("Diskonteringsfaktor", "Discount factor"),
            ColumnMeaning(
                "what a krone at that time is worth at the start", "hvad en krone på det tidspunkt er værd ved starten"
            ),
            FACTOR,
            width=21,
            formula="1/(1+discount_rate)^{year}",
        ),
        OutputColumn(
            "present",
            ("Nutidsværdi", "Present value"),
            ColumnMeaning("the payment in money at the start", "betalingen i penge ved starten", "kr."),
            MILLIONS,
            width=18,
            formula="{flow}*{factor}",
        ),
        OutputColumn(
            "summed",
            ("Nettonutidsværdi, akkumuleret", "Net present value, summed"),
            ColumnMeaning("the present values until then, added up", "nutidsværdierne indtil da, lagt sammen", "kr."),
            MILLIONS,
            width=20,
            formula="{^summed}+{present}",
        ),
    ),
    workbook=("year", "investment", "gain", "remaining", "flow", "factor", "present", "summed"),
)


def _worth_column(
    name: str, title: Bilingual, form: FigureFormat, danish: str, english: str, unit: str = ""
) -> OutputColumn:
    return OutputColumn(name, title, ColumnMeaning(english, danish, unit), form)


RATE = _worth_column(
    "discount_rate",
    ("Kalkulationsrente", "Discount rate"),
    PERCENT,
    "den reale rente om året, som senere beløb tilbagediskonteres med",
    "real rate a year at which later amounts count for less",
    "share",
)
HORIZON = _worth_column(
    "horizon_years",
    ("Tidshorisont", "Horizon"),
    YEAR,
    "år, som gevinst og investering tæller i",
    "years over which gain and investment count",
    "years",
)
CHECK = _worth_column(
    "check",
    ("Kontrol af betalingsstrømmen", "Check of the cash flow"),
    TEXT,
    "om betalingsstrømmen år for år ender ved nettonutidsværdien",
    "whether the cash flow year by year ends at the net present value",
)
WORTH = ("gross_gain_kr", "investment_annual_kr", "net_gain_kr", "investment_kr", "payback_years", "npv_kr")
"""What a plan is worth, as `run.json` calls it."""
WORTH_OF_PLAN = replace(
    KEY_FIGURES, title=("Gevinst, investering og nutidsværdi", "Gain, investment and present value")
)
TABLES = (INVESTED, CASH_FLOW)
BY_CASE = {
    "net_gain_kr": "{today_kr}-{objective_kr}",
    "gross_gain_kr": "{net_gain_kr}+{investment_annual_kr}",
    "npv_kr": "-PV({discount_rate},{horizon_years},{net_gain_kr})",
}
"""How the figures of a case follow from others in its column: a yearly gain after the investment's yearly shares."""


def payback_formula(localizer: Localizer, investment: str, gross: str, net: str) -> str:
    """Return how long it takes to pay an investment back: see `result.figures.payback_years`."""
    never = localizer.say("book never paid back")
    return f'IF({investment}=0,0,IF(AND({gross}>=1,{net}>-1),{investment}/{gross},"{never}"))'


def calculate_figures(
    filled: FilledTable, formulas: Mapping[str, str], anchors: Mapping[str, str] = MappingProxyType({})
) -> FilledTable:
    """Return a table of figures by case, with formulas and with what its cells go by in a workbook.

    Both are by the name of a figure; `{case}` in either is the number of the case, from 1.
    """
    cases = [repeated_name("case", case) for case in filled.repeats["case"]]
    rows = []
    for figure, row in zip(filled.described, filled.rows, strict=True):
        cells = {
            case: replace(
                as_cell(row[case]),
                formula=formulas.get(figure.name, "").replace("{case}", str(number)),
                anchor=anchors.get(figure.name, "").replace("{case}", str(number)),
            )
            for number, case in enumerate(cases, start=1)
        }
        rows.append({**row, **cells})
    return replace(filled, rows=rows)


def fill_worth(localizer: Localizer, result: Result, figures: RowValues) -> FilledTable:
    """Return what a plan is worth and what that depends on, calculated from the other tables of its workbook.

    `figures` are those of the plan as a row of a comparison.
    """
    economy = result.instance.settings.economy
    check = {"check": localizer.say("book cash flow agrees")}
    told = {**figures, "discount_rate": economy.discount_rate, "horizon_years": economy.horizon_years, **check}
    columns = [RATE, HORIZON, *CASES.pick_columns(*WORTH), CHECK]
    filled = list_figures(columns, {localizer.call_system(result.instance.system): told}, localizer, WORTH_OF_PLAN)
    npv = "PV(discount_rate,horizon_years,-gross_gain_kr)"
    formulas = {
        "gross_gain_kr": "net_gain_kr+investment_annual_kr",
        "net_gain_kr": "today_kr-objective_kr",
        "payback_years": payback_formula(localizer, "investment_kr", "gross_gain_kr", "net_gain_kr"),
        "npv_kr": npv,
        "check": f'IF(ABS(cash_flow_end_kr-npv_kr)<1,"{check["check"]}","{localizer.say("book cash flow differs")}")',
    }
    if result.figures.investments:
        formulas |= {
            "investment_kr": "SUM(invested_kr)",
            "investment_annual_kr": "SUM(yearly_shares_kr)",
            "npv_kr": f"{npv}-SUM(investments_present_kr)",
        }
    return calculate_figures(filled, formulas, {name: name for name in ("discount_rate", "horizon_years", *WORTH)})


def fill_invested(localizer: Localizer, result: Result) -> FilledTable:
    """Return the investments by lifetime, and what they come to over the horizon; no rows where nothing is invested."""
    invested = {one.lifetime_years: one.investment_kr for one in result.figures.investments}
    rows = [
        {
            "lifetime": one.lifetime_years,
            "invested": one.investment_kr,
            "annual": one.yearly_kr,
            "times": one.times,
            "paid": one.paid_kr,
            "remaining": one.remaining_kr,
            "present": one.present_kr,
        }
        for one in investments_over_horizon(invested, result.instance.settings.economy)
    ]
    return FilledTable(INVESTED, rows, {"lifetime": localizer.say("in all"), **INVESTED.sum_columns(rows)})


def fill_cash_flow(result: Result) -> FilledTable:
    """Return what is paid year by year; the last sum is the net present value: see `result.cash_flow`."""
    figures, summed = result.figures, 0.0
    rows: list[dict[str, Any]] = []
    invested = {one.lifetime_years: one.investment_kr for one in figures.investments}
    for payment in cash_flow(invested, figures.gross_gain_kr, result.instance.settings.economy):
        summed += payment.present_kr
        rows.append(
            {
                "year": payment.year,
                "investment": -payment.invested_kr,
                "gain": payment.gain_kr,
                "remaining": payment.remaining_kr,
                "flow": payment.flow_kr,
                "factor": payment.factor,
                "present": payment.present_kr,
                "summed": summed,
            }
        )
    rows[-1]["summed"] = OutputCell(summed, anchor="cash_flow_end_kr")
    return FilledTable(CASH_FLOW if invested else _without_investments(CASH_FLOW), rows)


def _without_investments(table: OutputTable) -> OutputTable:
    """A table whose columns about investments are not calculated, as there is nothing to calculate them from."""
    stated = {"investment", "remaining"}
    return replace(table, columns=[replace(one, formula="") if one.name in stated else one for one in table.columns])
