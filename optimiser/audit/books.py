"""The books of a plan: every figure the audit recomputes is a sum of entries."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar, get_args

from optimiser.audit.curve import exact_kr
from optimiser.audit.entries import CostEntry, Payer, Term, entries_of_plan
from optimiser.audit.evidence import Answer, Evidence, group_pairs
from optimiser.audit.service import service_factors
from optimiser.data.columns import FORMS, Form

TERMS: tuple[Term, ...] = get_args(Term)

K = TypeVar("K")


@dataclass(frozen=True)
class Account:
    """The sum of some entries: kr. a year by term, and kr. invested once."""

    terms: Mapping[Term, float]
    investment_kr: float

    @classmethod
    def of_entries(cls, some: Iterable[CostEntry]) -> "Account":
        """The account that holds the entries."""
        terms: dict[Term, float] = dict.fromkeys(TERMS, 0.0)
        invested = 0.0
        for entry in some:
            terms[entry.term] += entry.kr
            invested += entry.once_kr
        return cls(terms, invested)

    @property
    def yearly_kr(self) -> float:
        """All terms together."""
        return sum(self.terms.values())


NOTHING = Account.of_entries(())


@dataclass(frozen=True)
class MunicipalPayment:
    """What a municipality pays when every centre's cost is shared: a year, and invested once (kr.).

    `exact_kr` counts centres on the cost curve itself, `after_kr` by the pieces of the run.
    `operation_kr` is its part of the exact operation of centres.
    """

    after_kr: float
    exact_kr: float
    operation_kr: float
    investment_kr: float


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
        points, rows = self.evidence.instance.tables.cost_curve, self.evidence.centres
        multiplied = service_factors(self.evidence)
        return {
            centre: rows[centre].cost_factor * exact_kr(points, load.volume) * multiplied[centre]
            for centre, load in self.evidence.loads.items()
        }

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
        own, parts = self.by_municipality.get(code, NOTHING), self._parts_in_centres(code)
        shared_kr = sum(part * self.centre_account(name).yearly_kr for name, part in parts.items())
        by_pieces_kr = sum(part * self.centre_account(name).terms["operation"] for name, part in parts.items())
        exact_kr = sum(part * self.exact_operation_kr[name] for name, part in parts.items())
        invested_kr = sum(part * self.centre_account(name).investment_kr for name, part in parts.items())
        after_kr = own.yearly_kr + shared_kr
        return MunicipalPayment(after_kr, after_kr - by_pieces_kr + exact_kr, exact_kr, own.investment_kr + invested_kr)

    def _parts_in_centres(self, code: str) -> Mapping[str, float]:
        """The municipality's part in each centre that answers it."""
        answers = (answer for answer in self.evidence.by_municipality[code] if answer.centre)
        return {
            name: self._part_in_centre(name, some) for name, some in group_pairs((a.place, a) for a in answers).items()
        }

    def _part_in_centre(self, centre: str, answers: list[Answer]) -> float:
        """By pooled volume, or by contacts at a centre where size helps none."""
        load = self.evidence.loads[centre]
        if load.volume > 0:
            return sum(answer.pooled for answer in answers) / load.volume
        return sum(answer.contacts for answer in answers) / load.contacts
