"""The sheets of one result, in the order of the Danish state's business-case model."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from optimiser.comparison.comparison import Comparison
from optimiser.data.columns import FORMS, HOME_FORMS
from optimiser.report.summary import Summary
from optimiser.report.workbook.assumption_sheet import assumption_sheet, doubt
from optimiser.report.workbook.cost_sheets import cost_sheet
from optimiser.report.workbook.criteria import criteria_sheet
from optimiser.report.workbook.key_figures import MONEY, PEOPLE, PROOF, SERVICE, key_lines, status_line
from optimiser.report.workbook.lines import lines_table
from optimiser.report.workbook.master_data import master_data
from optimiser.report.workbook.sheet import (
    ONE_DECIMAL,
    PERCENT,
    TWO_DECIMALS,
    WHOLE,
    Column,
    Notes,
    Plain,
    Row,
    Sheet,
    Table,
)
from optimiser.report.workbook.words import Words
from optimiser.result.answering import portfolios
from optimiser.result.result import Result

FORM_COLUMNS = (
    Column("book form", "form", width=52),
    Column("book municipalities", "municipalities", WHOLE, 15, "book municipalities by form means"),
    Column("book contacts", "contacts", WHOLE, 18),
    Column("book today kr.", "today", WHOLE, 18),
    Column("book after kr.", "after", WHOLE, 18, "book after by form means"),
)
GAIN_COLUMNS = (
    Column("book code", "code", width=8),
    Column("book municipality", "name", width=20),
    Column("book region", "region", width=14),
    Column("book contacts", "contacts", WHOLE, 15, "book contacts means"),
    Column("book forms", "forms", width=30, meaning="book forms means"),
    Column("book entry points", "entry_points", WHOLE, 11, "book entry points means"),
    Column("book local share", "local_share", PERCENT, 11, "book local share means"),
    Column("book today kr.", "today_kr", WHOLE, 15, "book today means"),
    Column("book after kr.", "after_kr", WHOLE, 15, "book after means"),
    Column("book change kr.", "change_kr", WHOLE, 15, "book change means"),
    Column("book change share", "change_share", PERCENT, 12),
    Column("book investment share", "investment_kr", WHOLE, 17, "book investment share means"),
    Column("book share at centres", "centre_share", PERCENT, 13, "book share at centres means"),
    Column("book answered", "answered_share", PERCENT, 13, "book answered means"),
    Column("book opening hours", "opening_hours", ONE_DECIMAL, 13, "book opening hours means"),
    Column("book wait", "mean_wait_seconds", ONE_DECIMAL, 12, "book wait means"),
    Column("book occupancy alone", "alone_occupancy", PERCENT, 18, "book alone means"),
    Column("book occupancy planned", "occupancy", PERCENT, 18, "book planned means"),
    Column("book minutes alone", "alone_minutes", TWO_DECIMALS, 18, "book alone means"),
    Column("book minutes planned", "minutes", TWO_DECIMALS, 18, "book planned means"),
)
CENTRE_COLUMNS = (
    Column("book centre", "centre", width=24),
    Column("book kind", "kind", width=12),
    Column("book seat", "seat", width=18),
    Column("book municipalities", "municipalities", WHOLE, 13, "book municipalities means"),
    Column("book contacts", "contacts", WHOLE, 16),
    Column("book volume", "pooled_volume", WHOLE, 14, "book volume means"),
    Column("book own volume", "own_volume", WHOLE, 14),
    Column("book sold volume", "sold_volume", WHOLE, 14, "book sold volume means"),
    Column("book unit cost", "unit_cost_kr", TWO_DECIMALS, 22, "book unit cost means"),
    Column("book operation", "operation_kr", WHOLE, 16, "book operation means"),
    Column("book fixed", "fixed_kr", WHOLE, 13),
    Column("book centre investment", "investment_kr", WHOLE, 14, "book centre investment means"),
    Column("book share promised", "answered_share_target", PERCENT, 12, "book share promised means"),
    Column("book within seconds", "within_seconds", ONE_DECIMAL, 13),
    Column("book opening hours", "opening_hours", ONE_DECIMAL, 13, "book opening hours means"),
    Column("book answered", "answered_share", PERCENT, 13, "book answered means"),
    Column("book wait", "mean_wait_seconds", ONE_DECIMAL, 12, "book wait means"),
    Column("book occupancy", "occupancy", PERCENT, 18, "book occupancy means"),
    Column("book agents most", "agents_most", WHOLE, 14, "book agents most means"),
    Column("book agent hours column", "agent_hours", WHOLE, 16, "book agent hours means"),
    Column("book fte", "staffed_fte", ONE_DECIMAL, 10),
    Column("book fte by handling", "fte", ONE_DECIMAL, 16, "book fte by handling means"),
)

CENTRE_SUMS = (
    "contacts",
    "pooled_volume",
    "own_volume",
    "sold_volume",
    "operation_kr",
    "fixed_kr",
    "investment_kr",
    "agent_hours",
    "staffed_fte",
    "fte",
)


def result_sheets(result: Result, words: Words) -> Iterator[Sheet]:
    """Every sheet of a result with a plan."""
    case = {result.instance.system: result}
    yield _summary(result, words)
    yield master_data(case, words)
    yield assumption_sheet(result.instance, words)
    yield cost_sheet(result, words)
    yield _gains(result, words)
    yield criteria_sheet(case, words)
    yield _centres(result, words)
    yield _tasks(result, words)


def _summary(result: Result, words: Words) -> Sheet:
    """The answer, the doubt, the key figures."""
    comparison = Comparison.of({result.instance.system: result})
    lines = [*key_lines(comparison, MONEY, words), status_line(comparison, words)]
    lines += key_lines(comparison, (*PROOF, *PEOPLE, *SERVICE), words)
    system = words.say("book title and system", title=words.title(result.instance), system=result.instance.system)
    told = Summary(result, words.language)
    sentences = [*told.answer(), *told.service(), doubt(result.instance, words)]
    notes = Notes([system, words.description(result.instance), *sentences, words.say("book rounded")])
    table = lines_table(lines, comparison.results, words, heading="book key figures")
    return Sheet("Resumé", "book summary", [notes, table, _forms(result, words)])


def _forms(result: Result, words: Words) -> Table:
    """A row is a form that is used; costs add up, municipalities do not."""
    figures, price_kr = result.figures, result.instance.settings.economy.today_unit_cost_kr
    rows: list[dict[str, Any]] = [
        {
            "form": words.form(form),
            "municipalities": figures.municipalities_by_form[form],
            "contacts": figures.contacts_by_form[form],
            "today": figures.contacts_by_form[form] * price_kr,
            "after": figures.cost_by_form_kr[form],
        }
        for form in FORMS
        if figures.contacts_by_form[form]
    ]
    total = {name: sum(row[name] for row in rows) for name in ("contacts", "today", "after")}
    return Table(FORM_COLUMNS, rows, {"form": words.say("book total"), **total}, "book by form")


def _gains(result: Result, words: Words) -> Sheet:
    rows = [_gain(row, words) for row in result.municipalities.to_dict(orient="records")]
    table = Table(GAIN_COLUMNS, rows, _gains_total(result, words), long=True)
    return Sheet("Gevinster", "book gains", [Notes([words.say("book gains explained")]), table], frozen_columns=2)


def _gain(row: Row, words: Words) -> Row:
    change = _share(row["change_kr"], row["today_kr"])
    minutes = {f"{before}minutes": _minutes(row[f"{before}hours_per_contact"]) for before in ("alone_", "")}
    return {**row, "code": code(row["code"]), "forms": words.forms(row["forms"]), "change_share": change, **minutes}


def _minutes(hours: float | None) -> float | None:
    return None if hours is None else 60 * hours


def _gains_total(result: Result, words: Words) -> dict[str, Any]:
    """Sums; the change is what the net gain is, seen from the municipalities."""
    summed = ("contacts", "today_kr", "after_kr", "change_kr", "investment_kr")
    totals: dict[str, Any] = {name: result.municipalities[name].sum() for name in summed}
    by_form = result.figures.contacts_by_form
    home = sum(by_form[form] for form in HOME_FORMS)
    change = _share(totals["change_kr"], totals["today_kr"])
    shares = {"local_share": _share(home, totals["contacts"]), "change_share": change}
    return {"name": words.say("book total"), **totals, **shares}


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def code(text: str) -> int | str:
    """A municipal code as a number, as other sheets look it up; as text where a number would say less."""
    return int(text) if text.isascii() and text.isdigit() and not text.startswith("0") else text


def _centres(result: Result, words: Words) -> Sheet:
    names = result.instance.municipalities
    rows = [
        {**row, "kind": words.kind(row["kind"]), "seat": names[row["seat"]].name if row["seat"] else ""}
        for row in result.centres.to_dict(orient="records")
    ]
    totals = {"centre": words.say("book total"), **{name: result.centres[name].sum() for name in CENTRE_SUMS}}
    return Sheet("Centre", "book centres", [Table(CENTRE_COLUMNS, rows, totals, long=True)])


def _tasks(result: Result, words: Words) -> Sheet:
    """A row is a municipality, a column a task in order of level: the form and the centre that answers."""
    wide, instance = portfolios(result), result.instance
    tasks = list(wide["form"].columns)
    columns = [Column("book code", "code", width=8), Column("book municipality", "name", width=20)]
    columns += [Column(Plain(words.task(instance.tasks[task])), f"task: {task}", width=23) for task in tasks]
    rows = []
    for municipality, row in wide.iterrows():
        who = {"code": code(str(municipality)), "name": instance.municipalities[str(municipality)].name}
        answers = {f"task: {task}": _answer(row["form", task], row["centre", task], words) for task in tasks}
        rows.append({**who, **answers})
    notes = Notes([words.say("book tasks explained")])
    return Sheet("Opgaver", "book tasks", [notes, Table(columns, rows, long=True)], frozen_columns=2)


def _answer(form: Any, centre: str, words: Words) -> str:
    """The form in words, with the centre where it is not at home; blank where there are no contacts."""
    if pd.isna(form):
        return ""
    return words.form(form) if form in HOME_FORMS else f"{words.form(form)}: {centre}"
