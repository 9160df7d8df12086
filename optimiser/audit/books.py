"""The books of a plan: every cost as an entry with who pays it, from the rows of the instance and the answers alone."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext
from functools import cached_property, lru_cache
from typing import Literal, TypeVar, get_args

from optimiser.audit.centre_costs import operation_at
from optimiser.audit.evidence import (
    Answer,
    Evidence,
    group_pairs,
    promise_of_centre,
)
from optimiser.data import rows
from optimiser.data.columns import FORMS, Form

# ---- Every cost of a plan as an entry in its books, with who pays it ------------------------------

# Investments stand in the books each year as the annuity of their amount over their lifetime.


Term = Literal["operation", "unpooled", "unchanged", "extra", "connections", "fixed", "investment_annual"]
FORM_OF_KIND: Mapping[rows.CentreKind, Form] = {"local": "local", "virtual": "regional", "external": "external"}
"""The form whose investment per centre an open centre of each kind brings."""
FIGURES = 400
"""Decimal figures in which interest is counted: the smallest number of a computer has 324 of them."""


Item = tuple[str, ...]
"""A task moved to a place, a contract ended for a task, a connection, a form in use, a centre opened, a host.

Its kind, and who and where it is.
"""


@dataclass(frozen=True)
class Payer:
    """Who pays an entry: a municipality, perhaps for one task; or a centre, for those it answers to share."""

    municipality: str = ""
    task: str = ""
    centre: str = ""


@dataclass(frozen=True)
class CostEntry:
    """`kr` a year under a term, and the `once_kr` invested behind it, which lasts `lifetime_years`.

    Of what is paid once, `exit_kr` ends contracts; `already_kr` is paid already, and is no part of it.
    `form` is what the municipality that pays is answered in; what a centre pays is shared by those it answers.
    `item` is what is invested in, once in all years however long it is used.
    """

    term: Term
    kr: float
    payer: Payer
    once_kr: float = 0.0
    form: Form | None = None
    lifetime_years: float = 0.0
    exit_kr: float = 0.0
    already_kr: float = 0.0
    item: Item = ()


@dataclass(frozen=True)
class Outlay:
    """Something that is invested in once: who pays, the share of it that is not paid yet, and what it is."""

    payer: Payer
    left: float
    item: Item


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
            using = Outlay(Payer(code), e.standing.left_of_form(code, form), ("form", code, form))
            yield from _investment_entries(e, form, "municipality", using)
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
    left = e.standing.left_of_task(payer.municipality, payer.task, answer.place)
    moving = Outlay(payer, left, ("task", payer.municipality, payer.task, answer.place))
    yield from _investment_entries(e, answer.form, "fte", moving, count=answer.today_fte)
    yield from _investment_entries(e, answer.form, "task", moving)
    yield from _ending_entries(e, answer, payer)


def _ending_entries(e: Evidence, answer: Answer, payer: Payer) -> Iterator[CostEntry]:
    """What it costs to end the contract of a task that is answered elsewhere today."""
    once_kr = e.standing.ending_kr(answer.municipality.code, answer.task.task, answer.place)
    if once_kr:
        years = float(e.instance.settings.economy.horizon_years)
        annual_kr = once_kr * annuity_factor(e.instance.settings.economy.discount_rate, years)
        paid = (payer, once_kr, answer.form, years, once_kr)
        yield CostEntry("investment_annual", annual_kr, *paid, item=("end", payer.municipality, payer.task))


def _extra_kr(e: Evidence, answer: Answer) -> float:
    """Extra cost of a contact: of the task in its form, and of the connection."""
    link_kr = _on_link(e, answer, "extra_kr", 0.0) if answer.away else 0.0
    return e.instance.extra_kr.get((answer.form, answer.task.task), 0.0) + link_kr


def _connection_entries(e: Evidence, answer: Answer) -> Iterator[CostEntry]:
    """What it costs a municipality to be connected to the centre of an answer."""
    code, payer = answer.municipality.code, Payer(answer.municipality.code)
    once_kr, years = _on_link(e, answer, "investment_kr", 0.0), _on_link(e, answer, "lifetime_years", 8.0)
    yield CostEntry("connections", _on_link(e, answer, "yearly_kr", 0.0), payer, form=answer.form)
    joining = Outlay(payer, e.standing.left_of_link(code, answer.place), ("link", code, answer.place))
    yield _entry_paid_once(e, once_kr, years, answer.form, joining)
    yield from _investment_entries(e, answer.form, "connection", joining)


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
    opening = Outlay(payer, e.standing.left_of_centre(centre), ("centre", centre.centre))
    yield from _investment_entries(e, FORM_OF_KIND[centre.kind], "centre", opening)
    if centre.centre in e.hosts:
        selling = Outlay(payer, e.standing.left_of_host(centre), ("host", centre.centre))
        yield from _investment_entries(e, "purchased", "centre", selling)


def _investment_entries(
    e: Evidence, form: Form, basis: rows.Basis, outlay: Outlay, *, count: float = 1.0
) -> Iterator[CostEntry]:
    """What a form brings with it once; a share of it is left to be paid."""
    for row in e.instance.tables.investments:
        if (row.form, row.basis) == (form, basis):
            yield _entry_paid_once(e, row.amount_kr * count, row.lifetime_years, form, outlay)


def _entry_paid_once(e: Evidence, amount_kr: float, years: float, form: Form, outlay: Outlay) -> CostEntry:
    payer, whole_kr = outlay.payer, amount_kr * _maturity_factor(e, outlay.payer)
    once_kr = whole_kr * outlay.left
    annual_kr = once_kr * annuity_factor(e.instance.settings.economy.discount_rate, years)
    of_form = form if payer.municipality else None
    paid = (payer, once_kr, of_form, years)
    return CostEntry("investment_annual", annual_kr, *paid, already_kr=whole_kr * (1.0 - outlay.left), item=outlay.item)


def _maturity_factor(e: Evidence, payer: Payer) -> float:
    """The factor on investments of the municipality that makes them; shared centres belong to none."""
    code = payer.municipality or e.centres[payer.centre].seat
    return e.instance.municipalities[code].investment_factor if code else 1.0


@lru_cache(maxsize=1000)
def annuity_factor(rate: float, years: float) -> float:
    """Yearly payment that pays back 1 kr. with interest in `years`: r / (1 - (1 + r)^-n), in decimal figures.

    There are so many of them that 1 + r tells the smallest rate there is from none.
    """
    with localcontext(prec=FIGURES):
        interest, lifetime = Decimal(rate), Decimal(years)
        return float(interest / (1 - (1 + interest) ** -lifetime) if interest else 1 / lifetime)


# ---- The books of a plan: every figure the audit recomputes is a sum of entries -------------------


TERMS: tuple[Term, ...] = get_args(Term)

K = TypeVar("K")


@dataclass(frozen=True)
class Account:
    """The sum of some entries: kr. a year by term, and kr. invested once; and what of that ends contracts.

    `already_kr` would be invested besides, were it not paid already.
    """

    terms: Mapping[Term, float]
    investment_kr: float
    exit_kr: float
    already_kr: float

    @classmethod
    def of_entries(cls, some: Iterable[CostEntry]) -> "Account":
        """The account that holds the entries."""
        terms: dict[Term, float] = dict.fromkeys(TERMS, 0.0)
        invested = exits = already = 0.0
        for entry in some:
            terms[entry.term] += entry.kr
            invested += entry.once_kr
            exits += entry.exit_kr
            already += entry.already_kr
        return cls(terms, invested, exits, already)

    @property
    def yearly_kr(self) -> float:
        """All terms together."""
        return sum(self.terms.values())


NOTHING = Account.of_entries(())


@dataclass(frozen=True)
class MunicipalPayment:
    """What a municipality pays when every centre's cost is shared: a year, and invested once (kr.).

    `exact_kr` counts centres on the cost curve itself, `after_kr` by the pieces of the run.
    `operation_kr` is its part of the exact operation of centres. `purchases_kr` is what it pays hosts, `sales_kr` what
    others pay it, both by pieces and part of what it pays.
    """

    after_kr: float
    exact_kr: float
    operation_kr: float
    investment_kr: float
    purchases_kr: float
    sales_kr: float


@dataclass(frozen=True)
class Purchase:
    """What a buyer's contacts cost at a host, and what it pays for them: its part there, or what the host asks.

    `by_pieces` and `exactly` hold cost and payment a year (kr.), `once` the same of what is invested. `operation_kr` is
    what of the payment, or of what the host has left to carry, follows the exact operation of the centre.
    """

    buyer: str
    centre: str
    seat: str
    by_pieces: tuple[float, float]
    exactly: tuple[float, float]
    once: tuple[float, float]
    operation_kr: float


@dataclass(frozen=True)
class Books:
    """All that the plan in the evidence costs."""

    evidence: Evidence

    @cached_property
    def entries(self) -> tuple[CostEntry, ...]:
        """Every entry."""
        return tuple(entries_of_plan(self.evidence))

    @cached_property
    def total(self) -> Account:
        """The whole plan."""
        return Account.of_entries(self.entries)

    @cached_property
    def by_lifetime(self) -> Mapping[float, float]:
        """What is invested once (kr.), by how many years it lasts."""
        invested = group_pairs((entry.lifetime_years, entry.once_kr) for entry in self.entries if entry.once_kr > 0)
        return {years: sum(amounts) for years, amounts in sorted(invested.items())}

    @cached_property
    def by_payer(self) -> Mapping[Payer, Account]:
        """What each payer pays: for an answer, for a centre, or for itself."""
        return self._accounts_by(lambda payer: payer)

    @cached_property
    def by_municipality(self) -> Mapping[str, Account]:
        """What each municipality pays besides its share of centres."""
        return self._accounts_by(lambda payer: payer.municipality)

    @cached_property
    def exact_operation_kr(self) -> Mapping[str, float]:
        """What answering costs at each open centre, on the curve itself, for the service it promises."""
        e, found = self.evidence, dict.fromkeys(self.evidence.loads, 0.0)
        for own, names in group_pairs((promise_of_centre(e, e.centres[name]), name) for name in e.loads).items():
            costs_kr = operation_at(e, own, [e.loads[name].volume for name in names])
            found |= {name: e.centres[name].cost_factor * kr for name, kr in zip(names, costs_kr, strict=True)}
        return found

    @cached_property
    def exact_cost_kr(self) -> float:
        """The whole plan with every centre on the curve itself."""
        return self.total.yearly_kr - self.total.terms["operation"] + sum(self.exact_operation_kr.values())

    @cached_property
    def payments(self) -> Mapping[str, MunicipalPayment]:
        """What each municipality pays, by its code."""
        return {code: self._payment_of(code) for code in self.evidence.by_municipality}

    @cached_property
    def by_form_kr(self) -> Mapping[Form, float]:
        """What each form costs a year: what is paid for it, and the part of centres that answer in it."""
        found: dict[Form, float] = dict.fromkeys(FORMS, 0.0)
        for entry in self.entries:
            if entry.form:
                found[entry.form] += entry.kr
        for name, answers in self.evidence.by_centre.items():
            for form, some in group_pairs((answer.form, answer) for answer in answers).items():
                found[form] += self._part_in_centre(name, some) * self.centre_account(name).yearly_kr
        return found

    def centre_account(self, name: str) -> Account:
        """What a centre costs as a whole."""
        return self.by_payer.get(Payer(centre=name), NOTHING)

    def _accounts_by(self, key: Callable[[Payer], K]) -> Mapping[K, Account]:
        by_key = group_pairs((key(entry.payer), entry) for entry in self.entries)
        return {who: Account.of_entries(some) for who, some in by_key.items()}

    def _payment_of(self, code: str) -> MunicipalPayment:
        """Its part of every centre, and then what it pays hosts beyond that, less what it is paid beyond that."""
        own, parts = self.by_municipality.get(code, NOTHING), self._parts_in_centres(code)
        shared_kr = sum(part * self.centre_account(name).yearly_kr for name, part in parts.items())
        by_pieces_kr = sum(part * self.centre_account(name).terms["operation"] for name, part in parts.items())
        exact_kr = sum(part * self.exact_operation_kr[name] for name, part in parts.items())
        invested_kr = sum(part * self.centre_account(name).investment_kr for name, part in parts.items())
        after_kr, once_kr = own.yearly_kr + shared_kr, own.investment_kr + invested_kr
        curve_kr, operation_kr = after_kr - by_pieces_kr + exact_kr, exact_kr
        buys = [one for one in self.purchases if one.buyer == code]
        sells = [one for one in self.purchases if one.seat == code]
        for sign, some in ((1, buys), (-1, sells)):
            after_kr += sign * sum(paid - cost for cost, paid in (one.by_pieces for one in some))
            curve_kr += sign * sum(paid - cost for cost, paid in (one.exactly for one in some))
            once_kr += sign * sum(paid - cost for cost, paid in (one.once for one in some))
            operation_kr += sum(one.operation_kr for one in some)
        paid_kr, received_kr = (sum(one.by_pieces[1] for one in some) for some in (buys, sells))
        return MunicipalPayment(after_kr, curve_kr, operation_kr, once_kr, paid_kr, received_kr)

    @cached_property
    def purchases(self) -> tuple[Purchase, ...]:
        """What is bought of other municipalities' centres."""
        bought = self.evidence.by_link.values()
        return tuple(self._purchase(answers) for answers in bought if answers[0].form == "purchased")

    def _purchase(self, answers: list[Answer]) -> Purchase:
        """With a price the buyer pays that for each contact and nothing else; else its cost, and the mark-up on it."""
        name, buyer = answers[0].place, answers[0].municipality.code
        row, part = self.evidence.centres[name], self._part_in_centre(name, answers)
        account = self.centre_account(name)
        as_today_kr = sum(self.evidence.today_kr([one]) * (1 - one.task.pooling_weight) for one in answers)
        other_kr = as_today_kr + part * (account.yearly_kr - account.terms["operation"])
        exact_kr, once_kr = part * self.exact_operation_kr[name], part * account.investment_kr
        costs_kr = (other_kr + part * account.terms["operation"], other_kr + exact_kr)
        if row.sale_price_kr is not None:
            asked_kr = row.sale_price_kr * sum(one.contacts for one in answers)
            paid_kr, paid_once_kr, moved_kr = (asked_kr, asked_kr), 0.0, exact_kr
        else:
            paid_kr = (costs_kr[0] * (1 + row.sale_markup), costs_kr[1] * (1 + row.sale_markup))
            paid_once_kr, moved_kr = once_kr, row.sale_markup * exact_kr
        return Purchase(
            buyer,
            name,
            row.seat or "",
            (costs_kr[0], paid_kr[0]),
            (costs_kr[1], paid_kr[1]),
            (once_kr, paid_once_kr),
            moved_kr,
        )

    def _parts_in_centres(self, code: str) -> Mapping[str, float]:
        """The municipality's part in each centre that answers it."""
        answers = (answer for answer in self.evidence.by_municipality[code] if answer.centre)
        return {
            name: self._part_in_centre(name, some) for name, some in group_pairs((a.place, a) for a in answers).items()
        }

    def parts_of_centre(self, name: str) -> Mapping[str, float]:
        """The part of an open centre's cost that falls on each municipality that it answers."""
        answers = self.evidence.by_centre[name]
        by_code = group_pairs((answer.municipality.code, answer) for answer in answers)
        return {code: self._part_in_centre(name, some) for code, some in by_code.items()}

    def _part_in_centre(self, centre: str, answers: list[Answer]) -> float:
        """By pooled volume, or by contacts at a centre where size helps none."""
        load = self.evidence.loads[centre]
        if load.volume > 0:
            return sum(answer.pooled for answer in answers) / load.volume
        return sum(answer.contacts for answer in answers) / load.contacts
