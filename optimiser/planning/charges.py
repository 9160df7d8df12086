"""What choices cost besides the centres' cost curve: by route, by connection, by centre.

A charge is split into the terms that are reported by name. Investments are charged every year as
the annuity of their amount over their lifetime at the instance's discount rate; what existing centres have paid of
them already (`already_invested.py`) is not charged. The price of ending a contract is charged to the routes that end
it, over the horizon of the instance.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, reduce
from math import expm1, log1p
from operator import or_
from typing import NamedTuple

from optimiser.data.columns import Form
from optimiser.data.instance import Instance
from optimiser.data.rows import Basis, CentreKind
from optimiser.data.systems import link_keys
from optimiser.data.tables import TABLES
from optimiser.planning.already_invested import AlreadyInvested
from optimiser.planning.routes import Route

FORM_OF_KIND: dict[CentreKind, Form] = {"local": "local", "virtual": "regional", "external": "external"}
"""The form whose investment per centre an open centre of each kind carries."""


@dataclass(frozen=True)
class Charge:
    """Kr. a year by term, and the one-off `investment_kr` behind `investment_annual_kr`.

    Of what is paid once, `exit_kr` ends contracts; `invested_kr` is paid already, and is not part of it.
    """

    unchanged_kr: float = 0.0
    unpooled_kr: float = 0.0
    extra_kr: float = 0.0
    connections_kr: float = 0.0
    fixed_kr: float = 0.0
    investment_annual_kr: float = 0.0
    investment_kr: float = 0.0
    exit_kr: float = 0.0
    invested_kr: float = 0.0

    @property
    def running_kr(self) -> float:
        """What the choice costs a year without anything invested."""
        return self.unchanged_kr + self.unpooled_kr + self.extra_kr + self.connections_kr + self.fixed_kr

    @property
    def yearly_kr(self) -> float:
        """What the choice costs a year."""
        return self.running_kr + self.investment_annual_kr

    def __add__(self, other: "Charge") -> "Charge":
        """The two charges together, term by term; written out, as it is done tens of thousands of times."""
        return Charge(
            self.unchanged_kr + other.unchanged_kr,
            self.unpooled_kr + other.unpooled_kr,
            self.extra_kr + other.extra_kr,
            self.connections_kr + other.connections_kr,
            self.fixed_kr + other.fixed_kr,
            self.investment_annual_kr + other.investment_annual_kr,
            self.investment_kr + other.investment_kr,
            self.exit_kr + other.exit_kr,
            self.invested_kr + other.invested_kr,
        )


NOTHING = Charge()
"""What costs nothing."""


class LinkTerms(NamedTuple):
    """What a link costs a year and once, over which years that is paid, and what it adds to each contact."""

    yearly_kr: float
    investment_kr: float
    lifetime_years: float
    extra_kr: float


class _RouteRates(NamedTuple):
    """Kr. a year of a route at investment factor 1: running and invested for each contact, and invested once."""

    running_kr: float
    invested_kr: float
    once_kr: float


def annuity_factor(discount_rate: float, years: float) -> float:
    """Yearly payment for 1 kr. invested: r / (1 - (1 + r)^-n), or 1 / n at r = 0.

    With l = ln(1 + r) that is (r/l) · (n·l / (1 - e^(-n·l))) / n, whose parts keep all their digits as r nears 0.
    """
    logarithm = log1p(discount_rate)
    growth = years * logarithm
    if growth == 0:
        return 1 / years
    return discount_rate / logarithm * (growth / -expm1(-growth)) / years


@dataclass(frozen=True)
class Tariff:
    """The charges of an instance: each method prices one kind of choice.

    With `lifetime_years` only the investments that last so long are counted.
    """

    instance: Instance
    lifetime_years: float | None = None

    def charge_of_route(self, route: Route) -> Charge:
        """The contacts of a route: unpooled part or unchanged answering, extra cost, staff moved, and what it ends."""
        charge, ending = self.charge_of_contacts(route), self.charge_of_ending(route)
        return charge if ending is NOTHING else charge + ending

    def charge_of_contacts(self, route: Route) -> Charge:
        """As `charge_of_route`, without what it costs to end what is there already."""
        contacts = self.instance.contacts[route.municipality, route.task]
        today_kr = contacts * self.instance.today_unit_kr[route.municipality, route.task]
        if route.form == "unchanged":
            answering = Charge(unchanged_kr=today_kr)
        else:
            weight = self.instance.tasks[route.task].pooling_weight
            answering = Charge(unpooled_kr=today_kr * (1 - weight))
        extra_kr = self.instance.extra_kr.get((route.form, route.task), 0.0) + self._link_extra_kr(route)
        moved_fte = self.instance.today_fte[route.municipality, route.task]
        paid = self.already.share_of_task(route.municipality, route.task, route.centre)
        invested = self._invested_in(route.form, "fte", moved_fte, route.municipality, paid)
        per_task = self._invested_in(route.form, "task", 1, route.municipality, paid)
        return answering + Charge(extra_kr=contacts * extra_kr) + invested + per_task

    def charge_of_ending(self, route: Route) -> Charge:
        """What it costs that a route leads elsewhere than a contract, and ends it; nothing where it ends none."""
        return self._ending(route.municipality, route.task, route.centre)

    def yearly_kr_of_tasks(self, municipality: str, form: Form, centre: str) -> Mapping[str, float]:
        """Return kr. a year by task of the charges of its route to a centre, without what a connection adds."""
        whole = self.instance.municipalities[municipality].investment_factor
        found = {}
        for task in self.instance.tasks_of[municipality]:
            rates, contacts = self._rates(municipality, form, task), self.instance.contacts[municipality, task]
            factor = whole * (1 - self.already.share_of_task(municipality, task, centre))
            found[task] = contacts * (rates.running_kr + factor * rates.invested_kr) + factor * rates.once_kr
            found[task] += self._ending(municipality, task, centre).investment_annual_kr
        return found

    @cached_property
    def already(self) -> AlreadyInvested:
        """What existing centres have paid."""
        return AlreadyInvested(self.instance)

    def _ending(self, municipality: str, task: str, centre: str) -> Charge:
        """Return what it costs that a task goes to a centre, or to the departments, and so ends a contract."""
        once_kr = self.already.ending_kr(municipality, task, centre)
        years = float(self.instance.settings.economy.horizon_years)
        if not once_kr or self.lifetime_years not in (None, years):
            return NOTHING
        annual_kr = once_kr * annuity_factor(self.instance.settings.economy.discount_rate, years)
        return Charge(investment_annual_kr=annual_kr, investment_kr=once_kr, exit_kr=once_kr)

    def _rates(self, municipality: str, form: Form, task: str) -> "_RouteRates":
        """Return what a route is charged for each contact and once, at investment factor 1; remembered."""
        who = (municipality, task)
        today_kr, fte = self.instance.today_unit_kr[who], self._fte_of_contact(who)
        key = (form, task, today_kr, fte)
        if key not in self._known_rates:
            weight = self.instance.tasks[task].pooling_weight
            answering_kr = today_kr if form == "unchanged" else today_kr * (1 - weight)
            running_kr = answering_kr + self.instance.extra_kr.get((form, task), 0.0)
            invested_kr = self._invested_in(form, "fte", fte, None).investment_annual_kr
            once_kr = self._invested_in(form, "task", 1, None).investment_annual_kr
            self._known_rates[key] = _RouteRates(running_kr, invested_kr, once_kr)
        return self._known_rates[key]

    @cached_property
    def _known_rates(self) -> dict[tuple[Form, str, float, float], "_RouteRates"]:
        return {}

    def charge_of_link(self, municipality: str, centre: str, form: Form) -> Charge:
        """A connection: what one more entry point costs a year and once."""
        terms, paid = self.link_terms(municipality, centre, form), self.already.share_of_link(municipality, centre)
        own = self._paid_once(terms.investment_kr, terms.lifetime_years, municipality, paid)
        invested = self._invested_in(form, "connection", 1, municipality, paid)
        return Charge(connections_kr=terms.yearly_kr) + own + invested

    def yearly_kr_of_link(self, municipality: str, centre: str, form: Form, terms: LinkTerms) -> float:
        """Return kr. a year of `charge_of_link`, from terms that are known, as it is asked of every pair."""
        if (form, municipality) not in self._known_forms:
            charge = self._invested_in(form, "connection", 1, municipality)
            self._known_forms[form, municipality] = charge.investment_annual_kr
        own_kr = 0.0
        if terms.investment_kr:
            own_kr = self._paid_once(terms.investment_kr, terms.lifetime_years, municipality, 0.0).investment_annual_kr
        paid = self.already.share_of_link(municipality, centre)
        return terms.yearly_kr + (1 - paid) * (own_kr + self._known_forms[form, municipality])

    @cached_property
    def _known_forms(self) -> dict[tuple[Form, str], float]:
        return {}

    def link_terms(self, municipality: str, centre: str, form: Form) -> LinkTerms:
        """What a link costs, and what tells it from another of the same form.

        Each cell is what the most specific row says in which it is not blank: a row naming both ends, then
        municipality, then centre, then form.
        """
        keys = link_keys(form, municipality, centre)
        fitting = [self._connections[key] for key in keys if key in self._connections]
        return LinkTerms(**reduce(or_, reversed(fitting), self._without_a_row))

    def open_centre(self, centre: str) -> Charge:
        """An open centre: its fixed cost, and the investment in consolidating or founding it."""
        row, paid = self.instance.centres[centre], self.already.share_of_centre(centre)
        invested = self._invested_in(FORM_OF_KIND[row.kind], "centre", 1, row.seat, paid)
        return Charge(fixed_kr=row.fixed_cost_kr) + invested

    def charge_of_host(self, centre: str) -> Charge:
        """A municipality's centre becoming a host that sells to others."""
        paid = self.already.share_of_host(centre)
        return self._invested_in("purchased", "centre", 1, self.instance.centres[centre].seat, paid)

    def using_form(self, municipality: str, form: Form) -> Charge:
        """A municipality starting to use a form at all."""
        return self._invested_in(form, "municipality", 1, municipality, self.already.share_of_form(municipality, form))

    @cached_property
    def charged_forms(self) -> frozenset[Form]:
        """The forms that have an investment per municipality."""
        rows = self.instance.tables.investments
        return frozenset(row.form for row in rows if row.basis == "municipality" and row.amount_kr > 0)

    def fte_of_task(self, municipality: str, task: str) -> float:
        """Full-time employees that handling a municipality's contacts at a task takes, without any wait."""
        return self.instance.contacts[municipality, task] * self.instance.handling_fte[municipality, task]

    def _fte_of_contact(self, key: tuple[str, str]) -> float:
        """Full-time employees who move with a contact a year: its part of those who answer today."""
        if key in self.instance.known_fte:
            return self.instance.today_fte[key] / self.instance.contacts[key]
        return self.instance.handling_fte[key]

    def _invested_in(
        self, form: Form, basis: Basis, count: float, municipality: str | None, paid: float = 0.0
    ) -> Charge:
        """Return what is invested for a form, of which a share is paid already."""
        rows = self._investments.get((form, basis), ())
        return sum_charges(self._paid_once(amount * count, years, municipality, paid) for amount, years in rows)

    @cached_property
    def _investments(self) -> dict[tuple[Form, Basis], list[tuple[float, float]]]:
        found: dict[tuple[Form, Basis], list[tuple[float, float]]] = {}
        for row in self.instance.tables.investments:
            found.setdefault((row.form, row.basis), []).append((row.amount_kr, row.lifetime_years))
        return found

    def _paid_once(self, amount_kr: float, years: float, municipality: str | None, paid: float) -> Charge:
        if self.lifetime_years not in (None, years):
            return Charge()
        factor = self.instance.municipalities[municipality].investment_factor if municipality else 1.0
        rate = self.instance.settings.economy.discount_rate
        left_kr, annual = amount_kr * factor * (1 - paid), annuity_factor(rate, years)
        return Charge(
            investment_annual_kr=left_kr * annual, investment_kr=left_kr, invested_kr=amount_kr * factor * paid
        )

    def _link_extra_kr(self, route: Route) -> float:
        return self.link_terms(route.municipality, route.centre, route.form).extra_kr if route.away else 0.0

    @cached_property
    def _without_a_row(self) -> dict[str, float]:
        return {column: float(value) for column, value in TABLES["connections"].inherited.items()}

    @cached_property
    def _connections(self) -> dict[tuple[str | None, str | None, str | None], Mapping[str, float]]:
        """What each row says of a link, by what it names."""
        columns = tuple(TABLES["connections"].inherited)
        return {
            (row.form, row.municipality, row.centre): {
                column: value for column in columns if (value := getattr(row, column)) is not None
            }
            for row in self.instance.tables.connections
        }


def sum_charges(charges: Iterable[Charge]) -> Charge:
    """The sum of charges, term by term."""
    return sum(charges, NOTHING)
