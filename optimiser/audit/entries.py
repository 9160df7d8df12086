"""Every cost of a plan as an entry in its books, with who pays it.

Investments stand in the books each year as the annuity of their amount over their lifetime.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext
from functools import lru_cache
from typing import Literal

from optimiser.audit.evidence import Answer, Evidence
from optimiser.data import rows
from optimiser.data.columns import Form

Term = Literal["operation", "unpooled", "unchanged", "extra", "connections", "fixed", "investment_annual"]
FORM_OF_KIND: Mapping[rows.CentreKind, Form] = {"local": "local", "virtual": "regional", "external": "external"}
"""The form whose investment per centre an open centre of each kind brings."""
FIGURES = 400
"""Decimal figures in which interest is counted: the smallest number of a computer has 324 of them."""


@dataclass(frozen=True)
class Payer:
    """Who pays an entry: a municipality, perhaps for one task; or a centre, for those it answers to share."""

    municipality: str = ""
    task: str = ""
    centre: str = ""


@dataclass(frozen=True)
class CostEntry:
    """`kr` a year under a term, and the `once_kr` invested behind it, which lasts `lifetime_years`.

    `form` is what the municipality that pays is answered in; what a centre pays is shared by those it answers.
    """

    term: Term
    kr: float
    payer: Payer
    once_kr: float = 0.0
    form: Form | None = None
    lifetime_years: float = 0.0


def entries_of_plan(e: Evidence) -> Iterator[CostEntry]:
    """All of a plan's cost.

    How the cost curve was cut into pieces is not in the files, so the operation of centres is taken
    over from centres.csv; what it may be is a check of its own.
    """
    for answer in e.answers:
        yield from _answering_entries(e, answer)
    for answers in e.by_link.values():
        yield from _connection_entries(e, answers[0])
    for code, answers in e.by_municipality.items():
        for form in dict.fromkeys(answer.form for answer in answers):
            yield from _investment_entries(e, form, "municipality", Payer(code))
    for centre in e.loads:
        yield from _opening_entries(e, e.centres[centre])
    for line in e.files.lines.centres:
        yield CostEntry("operation", line.operation_kr, Payer(centre=line.centre))


def _answering_entries(e: Evidence, answer: Answer) -> Iterator[CostEntry]:
    """What an answer costs besides its centre: the part that size does not help, extra work, staff that moves."""
    payer = Payer(answer.municipality.code, answer.task.task)
    today_kr = e.today_kr([answer])
    if answer.form == "unchanged":
        yield CostEntry("unchanged", today_kr, payer, form=answer.form)
    else:
        yield CostEntry("unpooled", today_kr * (1 - answer.task.pooling_weight), payer, form=answer.form)
    yield CostEntry("extra", answer.contacts * _extra_kr(e, answer), payer, form=answer.form)
    yield from _investment_entries(e, answer.form, "fte", payer, count=e.busy_fte([answer]))
    yield from _investment_entries(e, answer.form, "task", payer)


def _extra_kr(e: Evidence, answer: Answer) -> float:
    """Extra cost of a contact: of the task in its form, and of the connection."""
    link_kr = _on_link(e, answer, "extra_kr", 0.0) if answer.away else 0.0
    return e.instance.extra_kr.get((answer.form, answer.task.task), 0.0) + link_kr


def _connection_entries(e: Evidence, answer: Answer) -> Iterator[CostEntry]:
    """What it costs a municipality to be connected to the centre of an answer."""
    payer = Payer(answer.municipality.code)
    once_kr, years = _on_link(e, answer, "investment_kr", 0.0), _on_link(e, answer, "lifetime_years", 8.0)
    yield CostEntry("connections", _on_link(e, answer, "yearly_kr", 0.0), payer, form=answer.form)
    yield _entry_paid_once(e, once_kr, years, payer, answer.form)
    yield from _investment_entries(e, answer.form, "connection", payer)


def _on_link(e: Evidence, answer: Answer, column: str, otherwise: float) -> float:
    """What is said of a connection in a column, by the row that names most of those that say something there.

    Naming the municipality weighs most, then the centre, then the form; a blank there fits any.
    """
    said = (row for who in (answer.municipality.code, None) for row in e.connections.get(who, ()))
    fitting = [row for row in said if row.centre in (None, answer.place) and row.form in (None, answer.form)]
    localizer = [row for row in fitting if getattr(row, column) is not None]
    return otherwise if not localizer else float(getattr(max(localizer, key=_specificity), column))


def _specificity(row: rows.Connection) -> tuple[bool, ...]:
    return (row.municipality is not None, row.centre is not None, row.form is not None)


def _opening_entries(e: Evidence, centre: rows.Centre) -> Iterator[CostEntry]:
    """What an open centre costs as a whole; more when it sells to others."""
    payer = Payer(centre=centre.centre)
    yield CostEntry("fixed", centre.fixed_cost_kr, payer)
    yield from _investment_entries(e, FORM_OF_KIND[centre.kind], "centre", payer)
    if centre.centre in e.hosts:
        yield from _investment_entries(e, "purchased", "centre", payer)


def _investment_entries(
    e: Evidence, form: Form, basis: rows.Basis, payer: Payer, *, count: float = 1.0
) -> Iterator[CostEntry]:
    for row in e.instance.tables.investments:
        if (row.form, row.basis) == (form, basis):
            yield _entry_paid_once(e, row.amount_kr * count, row.lifetime_years, payer, form)


def _entry_paid_once(e: Evidence, amount_kr: float, years: float, payer: Payer, form: Form) -> CostEntry:
    once_kr = amount_kr * _maturity_factor(e, payer)
    annual_kr = once_kr * _annuity_factor(e.instance.settings.economy.discount_rate, years)
    return CostEntry("investment_annual", annual_kr, payer, once_kr, form if payer.municipality else None, years)


def _maturity_factor(e: Evidence, payer: Payer) -> float:
    """The factor on investments of the municipality that makes them; shared centres belong to none."""
    code = payer.municipality or e.centres[payer.centre].seat
    return e.instance.municipalities[code].investment_factor if code else 1.0


@lru_cache(maxsize=1000)
def _annuity_factor(rate: float, years: float) -> float:
    """Yearly payment that pays back 1 kr. with interest in `years`: r / (1 - (1 + r)^-n), in decimal figures.

    There are so many of them that 1 + r tells the smallest rate there is from none.
    """
    with localcontext(prec=FIGURES):
        interest, lifetime = Decimal(rate), Decimal(years)
        return float(interest / (1 - (1 + interest) ** -lifetime) if interest else 1 / lifetime)
