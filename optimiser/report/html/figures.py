"""Key figures in full, the cost by term, and the forms in which contacts are answered."""

from collections.abc import Iterator, Mapping
from typing import Any

from optimiser.comparison.columns import TERMS
from optimiser.comparison.figures import figures_of
from optimiser.data.columns import FORMS
from optimiser.report.html.opening import payback
from optimiser.report.html.table import Cell, Row, Table, column, words
from optimiser.report.html.telling import Telling
from optimiser.report.numbers import net_gain_kr
from optimiser.result.result import Result

TERM_NAMES = {
    "unchanged": "cost unchanged",
    "unpooled": "cost unpooled",
    "operation": "cost operation",
    "extra": "cost extra",
    "connections": "cost connections",
    "fixed": "cost fixed",
    "investment_annual": "cost investment",
}
"""The phrase that explains each term of the cost."""


def figures_table(telling: Telling, result: Result) -> Table:
    """A row is a key figure."""
    rows = [Row([Cell(telling.say(name)), cell, Cell(note)]) for name, cell, note in _figures(telling, result)]
    columns = [words(telling.say("figure")), column(telling.say("value")), words(telling.say("meaning"), wide=True)]
    return Table("table-figures", telling.say("figures caption"), columns, rows)


def _figures(telling: Telling, result: Result) -> Iterator[tuple[str, Cell, str]]:
    yield from _money(telling, result)
    yield from _people(telling, result)


def _money(telling: Telling, result: Result) -> Iterator[tuple[str, Cell, str]]:
    figures, economy, say = result.figures, result.instance.settings.economy, telling.say
    rate, years = telling.numbers.percent(economy.discount_rate), economy.horizon_years
    unit = telling.numbers.plain(economy.today_unit_cost_kr)
    yield "cost today in all", _kr(telling, figures.today_kr), say("today means", kr=unit)
    yield "cost of the plan", _kr(telling, figures.objective_kr), say("plan means")
    yield "cost on the curve", _kr(telling, figures.exact_cost_kr), say("exact means")
    yield "gross gain a year", _kr(telling, figures.gross_gain_kr), say("gross means")
    yield "investment a year", _kr(telling, figures.investment_annual_kr), say("annuity means", rate=rate)
    yield (
        "net gain a year",
        Cell(telling.numbers.million_kr(net_gain_kr(figures)), figures.net_gain_kr),
        say("net means"),
    )
    yield "investment once", _kr(telling, figures.investment_kr), say("once means")
    yield "present value", _kr(telling, figures.npv_kr), say("present value means", years=years, rate=rate)
    yield "payback time", Cell(payback(telling, figures.payback_years)), say("payback means")


def _people(telling: Telling, result: Result) -> Iterator[tuple[str, Cell, str]]:
    found, say, most = figures_of("", result), telling.say, result.instance.settings.policy.max_entry_points
    yield "open centres", telling.whole(found["centres"]), say("shared means", count=found["centres_shared"])
    yield from _staff(telling, found)
    yield "entry points", telling.decimal(found["entry_points_mean"], 2), say("entry points means", most=most)
    yield "several entries", telling.whole(found["entry_points_several"]), say("several means")
    yield "pay less than today", telling.whole(found["better_off"]), _together(telling, found["better_off_kr"])
    yield "pay more than today", telling.whole(found["worse_off"]), _together(telling, found["worse_off_kr"])


def _staff(telling: Telling, found: Mapping[str, Any]) -> Iterator[tuple[str, Cell, str]]:
    """Staff and service; no service where no centre is open."""
    say = telling.say
    yield "employees", telling.whole(found["staffed_fte"]), say("employees means")
    yield "handling only", telling.whole(found["fte"]), say("handling only means")
    if found["centres"]:
        least = telling.numbers.percent(found["least_answered_share"])
        means = say("in time means", centre=found["least_centre"], least=least)
        yield "answered in time", telling.percent(found["answered_share"]), means
        yield "seconds waited", telling.decimal(found["mean_wait_seconds"]), say("mean wait means")


def _kr(telling: Telling, value: float) -> Cell:
    return Cell(telling.numbers.million_kr(value), value)


def _together(telling: Telling, kr: float) -> str:
    return telling.say("together", kr=telling.numbers.million_kr(kr))


def terms_table(telling: Telling, result: Result) -> Table:
    """A row is a term of the yearly cost; they add up to the cost of the plan, also as they are shown."""
    total, values = result.figures.objective_kr, [result.figures.terms_kr[term] for term in TERMS]
    names = [Cell(telling.say(TERM_NAMES[term])) for term in TERMS]
    cells = zip(names, telling.millions_of(total, values), telling.percents_of(total, values), strict=True)
    rows = [Row(row) for row in cells]
    share = telling.percent(1.0 if total else None)
    rows.append(Row([Cell(telling.say("in all")), telling.millions(total), share], total=True))
    columns = [words(telling.say("term")), column(telling.say("million a year")), column(telling.say("share of all"))]
    return Table("table-terms", telling.say("terms caption"), columns, rows)


def forms_table(telling: Telling, result: Result) -> Table:
    """A row is a form that is used: how many, how much, what it cost and will cost."""
    figures, unit_kr = result.figures, result.instance.settings.economy.today_unit_cost_kr
    used = [form for form in FORMS if figures.contacts_by_form[form]]
    names = (
        "the form",
        "how many municipalities",
        "million contacts",
        "share of contacts",
        "million today",
        "million after",
    )
    columns = [words(telling.say(names[0])), *(column(telling.say(name)) for name in names[1:])]
    contacts = sum(figures.contacts_by_form.values())
    by_form = [figures.contacts_by_form[form] for form in used]
    cells = zip(
        [Cell(telling.say(form)) for form in used],
        [telling.whole(figures.municipalities_by_form[form]) for form in used],
        telling.millions_of(contacts, by_form),
        telling.percents_of(contacts, by_form),
        telling.millions_of(contacts * unit_kr, [number * unit_kr for number in by_form]),
        telling.millions_of(figures.objective_kr, [figures.cost_by_form_kr[form] for form in used]),
        strict=True,
    )
    rows = [Row(row) for row in cells]
    total = [telling.whole(None), telling.millions(contacts), telling.percent(1.0)]
    money = [telling.millions(contacts * unit_kr), telling.millions(figures.objective_kr)]
    rows.append(Row([Cell(telling.say("in all")), *total, *money], total=True))
    return Table("table-forms", telling.say("forms caption"), columns, rows)
