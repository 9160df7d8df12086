"""The cheapest that one municipality can be answered for, at home or with one other centre at a price of a contact.

Where its tasks can be shared out in few ways, all of them are priced. Where there are many, each task goes where it is
cheapest by itself, on each piece of the own centre's cost: that is never dearer than the cheapest lawful way.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import product
from math import inf, prod

import numpy as np
from numpy.typing import NDArray

from optimiser.audit.books import FORM_OF_KIND, annuity_factor
from optimiser.audit.evidence import DEPARTMENTS, Evidence, law_covers, laws_of
from optimiser.audit.existing import Standing
from optimiser.audit.own_figures import OwnFigures
from optimiser.audit.purchases import PurchasePrices, asked_by
from optimiser.audit.run_files import RELATIVE, answers_alone
from optimiser.audit.ways import Ways
from optimiser.audit.wishes import most_buyers_as_wished, wishes_in_force
from optimiser.data import rows
from optimiser.data.columns import FORMS, Form
from optimiser.data.instance import Instance
from optimiser.data.proof_record import ProofPiece

Floats = NDArray[np.float64]
Shares = NDArray[np.int8]
"""Ways to share out tasks, one a row: where each task is answered."""
UNCHANGED, LOCAL, AWAY = 0, 1, 2
BUDGET = "investment_budget_kr"
FEW = 4096
"""Up to so many ways to share out a municipality's tasks are priced one by one."""


# ---- What choices are charged besides the cost curve ----------------------------------------------


def target_of_country(kpi: rows.Kpi) -> str:
    """The name of a target in the prices of what a plan may use; blank where it is none of the country's."""
    return f"kpis.{kpi.kpi}.target" if kpi.scope == "national" and kpi.target is not None else ""


def buyers_of(centre: str) -> str:
    """The name of how many may buy of a host, in the prices of what a plan may use."""
    return f"most_buyers.{centre}"


@dataclass(frozen=True)
class Charges:
    """Kr. a year of answering, connections, forms in use and open centres, from the rows of an instance.

    With `plan_kr`, the prices of what the whole plan may use, by the entry that limits it: what is invested costs that
    of the budget besides, and what is answered at less than a target of the country that of each contact and unit.
    """

    instance: Instance
    plan_kr: Mapping[str, float]

    def tasks_kr(self, code: str, form: Form, place: str, tasks: Iterable[str]) -> Floats:
        """By task: the part that size does not help, or all where nothing changes; extra cost; staff that moves.

        Less what is paid already, and more where a contract ends.
        """
        found = []
        for task in tasks:
            left = self.standing.left_of_task(code, task, place)
            factor = self.instance.municipalities[code].investment_factor * left
            kr = self._contacts_kr(code, form, task, factor) + factor * self._per_staff_and_task[form][1]
            found.append(kr + self._ending_kr(code, task, place))
        return np.array(found)

    def _ending_kr(self, code: str, task: str, place: str) -> float:
        """What ending a contract costs a year."""
        once_kr = self.standing.ending_kr(code, task, place)
        return once_kr * self._annuity(self.instance.settings.economy.horizon_years) if once_kr else 0.0

    @cached_property
    def standing(self) -> Standing:
        """What is there already."""
        return Standing(self.instance)

    def _contacts_kr(self, code: str, form: Form, task: str, factor: float) -> float:
        """What is paid for the contacts of a task, the staff that moves with them included."""
        key, own = (code, task), self.figures
        weight = 0.0 if form == "unchanged" else self.instance.tasks[task].pooling_weight
        running_kr = own.today_kr[key] * (1 - weight) + self.instance.extra_kr.get((form, task), 0.0)
        running_kr += self._missed_kr(form, task)
        return self.instance.contacts[key] * running_kr + factor * self._per_staff_and_task[form][0] * own.staff[key]

    @cached_property
    def figures(self) -> OwnFigures:
        """What is known of the contacts of each municipality and task."""
        return OwnFigures(self.instance)

    @cached_property
    def _per_staff_and_task(self) -> Mapping[Form, tuple[float, float]]:
        """By form kr. a year of what is invested for an employee, and for a task."""
        return {form: (self._invested(form, "fte"), self._invested(form, "task")) for form in FORMS}

    @cached_property
    def _targets(self) -> Sequence[tuple[rows.Kpi, float]]:
        """The targets of the country that have a price."""
        priced = ((kpi, self.plan_kr.get(target_of_country(kpi), 0.0)) for kpi in self.instance.tables.kpis)
        return [(kpi, kr) for kpi, kr in priced if kr]

    def _missed_kr(self, form: Form, task: str) -> float:
        """What the prices of targets add to a contact: the more, the further it is from them."""
        return sum(
            kr * ((kpi.target or 0.0) - value) * (1 if kpi.sense == "at least" else -1)
            for kpi, kr in self._targets
            if (value := self.instance.kpi_values.get((kpi.kpi, form, task))) is not None
        )

    def form_kr(self, code: str, form: Form) -> float:
        """A municipality's using a form at all."""
        factor = self.instance.municipalities[code].investment_factor * self.standing.left_of_form(code, form)
        return factor * self._invested(form, "municipality")

    def connection_kr(self, code: str, centre: str, form: Form) -> float:
        """A municipality's connection to a centre, and its using that form."""
        factor = self.instance.municipalities[code].investment_factor * self.standing.left_of_link(code, centre)
        once_kr = self._on_link(code, centre, form, "investment_kr", 0.0)
        annual = self._annuity(self._on_link(code, centre, form, "lifetime_years", 8.0))
        paid_kr = factor * (once_kr * annual + self._invested(form, "connection"))
        bought_kr = self.plan_kr.get(buyers_of(centre), 0.0) if form == "purchased" else 0.0
        return self._on_link(code, centre, form, "yearly_kr", 0.0) + paid_kr + self.form_kr(code, form) + bought_kr

    def extra_kr(self, code: str, centre: str, form: Form) -> float:
        """What a connection adds to a contact."""
        return self._on_link(code, centre, form, "extra_kr", 0.0)

    def opening_kr(self, row: rows.Centre) -> float:
        """A centre's being open."""
        factor = self._factor(row) * self.standing.left_of_centre(row)
        return row.fixed_cost_kr + factor * self._invested(FORM_OF_KIND[row.kind], "centre")

    def hosting_kr(self, row: rows.Centre) -> float:
        """A local centre's selling, and its seat's being answered in it, as it must be; less what it lets buy there."""
        selling_kr = self._factor(row) * self.standing.left_of_host(row) * self._invested("purchased", "centre")
        paid_kr = selling_kr + self.form_kr(str(row.seat), "local")
        return paid_kr - self.plan_kr.get(buyers_of(row.centre), 0.0) * self.most_buyers.get(row.centre, 0.0)

    @cached_property
    def most_buyers(self) -> Mapping[str, float]:
        """How many others may buy of a host, by centre, where a wish limits it."""
        return most_buyers_as_wished(self.instance)

    def dearest_kr(self, row: rows.Centre) -> float:
        """The dearest a pooled contact can be in a centre, which a purchase is worth under a cap in the law."""
        if row.centre not in self._dearest:
            self._dearest[row.centre] = PurchasePrices(Evidence(answers_alone(self.instance, ()))).price_kr(row)
        return self._dearest[row.centre]

    @cached_property
    def _dearest(self) -> dict[str, float]:
        return {}

    def _factor(self, row: rows.Centre) -> float:
        return self.instance.municipalities[row.seat].investment_factor if row.seat else 1.0

    def _invested(self, form: Form, basis: rows.Basis) -> float:
        some = (row for row in self.instance.tables.investments if (row.form, row.basis) == (form, basis))
        return sum(row.amount_kr * self._annuity(row.lifetime_years) for row in some)

    def _annuity(self, years: float) -> float:
        """What a krone invested costs a year, with the price of the budget."""
        return annuity_factor(self.instance.settings.economy.discount_rate, years) + self.plan_kr.get(BUDGET, 0.0)

    def _on_link(self, code: str, centre: str, form: Form, column: str, otherwise: float) -> float:
        """What the row says that names most: the municipality weighs most, then the centre, then the form."""
        for key in product((code, None), (centre, None), (form, None)):
            row = self._connections.get(key)
            if row is not None and getattr(row, column) is not None:
                return float(getattr(row, column))
        return otherwise

    @cached_property
    def _connections(self) -> Mapping[tuple[str | None, str | None, str | None], rows.Connection]:
        return {(row.municipality, row.centre, row.form): row for row in self.instance.tables.connections}


# ---- Ways to share out tasks ----------------------------------------------------------------------


@dataclass(frozen=True)
class OwnPieces:
    """The pieces of a municipality's own centre, opening included; without any it has no centre."""

    pieces: Sequence[ProofPiece]
    opening_kr: float

    def cost_kr(self, volume: Floats, is_open: NDArray[np.bool_]) -> Floats:
        """Kr. a year at pooled volumes where it is open; infinity off all pieces."""
        found = np.full(len(volume), inf)
        for piece in self.pieces:
            on = (piece.low <= volume) & (volume <= piece.high)
            kr = self.opening_kr + piece.fixed_kr + piece.slope_kr * volume
            found = np.where(on, np.minimum(found, kr), found)
        return np.where(is_open, found, 0.0)


@lru_cache(maxsize=64)
def _every_share(places: tuple[tuple[int, ...], ...]) -> tuple[Shares, NDArray[np.intp]]:
    """Every way to share out tasks, in order of what leaves, and where each other set of what leaves begins."""
    every = np.array(list(product(*places)), dtype=np.int8).reshape(prod(map(len, places)), len(places))
    _, which = np.unique(every == AWAY, axis=0, return_inverse=True)
    order = np.argsort(which.ravel(), kind="stable")
    starts = np.flatnonzero(np.concatenate([[True], np.diff(which.ravel()[order]) > 0]))
    return every[order], starts


@dataclass(frozen=True)
class Leaving:
    """Sets of tasks that may leave home: the least that all else costs, and what leaves in volume and contacts.

    Those are `lawful` of which some way keeps the rules of one municipality, whatever its own centre answers besides.
    """

    leaves: NDArray[np.bool_]
    lawful: NDArray[np.bool_]
    kr: Floats
    volume: Floats
    contacts: Floats


@dataclass(frozen=True)
class Municipality:
    """A municipality's tasks and the least it can be answered for; `own` are the pieces of its own centre."""

    code: str
    ways: Ways
    charges: Charges
    own: OwnPieces

    @property
    def instance(self) -> Instance:
        """The instance as it was solved."""
        return self.ways.instance

    @property
    def tasks(self) -> tuple[str, ...]:
        """The tasks it has contacts at."""
        return self.ways.tasks[self.code]

    @cached_property
    def contacts(self) -> Floats:
        """Contacts a year by task."""
        return np.array([self.instance.contacts[self.code, task] for task in self.tasks])

    @cached_property
    def volume(self) -> Floats:
        """Pooled contacts a year by task."""
        return np.array([self.charges.figures.pooled[self.code, task] for task in self.tasks])

    @cached_property
    def unchanged_kr(self) -> Floats:
        """Kr. a year by task in the departments; infinity where it may not be."""
        return self.kr_at(DEPARTMENTS)

    @cached_property
    def local_kr(self) -> Floats:
        """Kr. a year by task in the own centre, but for the centre itself; infinity where it may not be."""
        return self.kr_at(self.ways.own_centre.get(self.code, ""))

    def kr_at(self, place: str) -> Floats:
        """Kr. a year by task at a place, but for connection and centre; infinity where it may not be."""
        may = self.ways.places[self.code].get(place, ())
        if not may:
            return np.full(len(self.tasks), inf)
        key = (self.ways.form(self.code, place), may, self._if_existing(place))
        if key not in self._known_kr:
            kr = self.charges.tasks_kr(self.code, key[0], place, self.tasks)
            self._known_kr[key] = np.where([task in may for task in self.tasks], kr, inf)
        return self._known_kr[key]

    @cached_property
    def _known_kr(self) -> dict[tuple[Form, tuple[str, ...], str], Floats]:
        return {}

    def _if_existing(self, place: str) -> str:
        """The place where the municipality is answered there already: it costs as no other does; blank for others."""
        return place if self.charges.standing.is_at(self.code, place) else ""

    # ---- at home, and with a partner ---------------------------------------------------------------

    @cached_property
    def home_kr(self) -> float:
        """The least it costs with all at home; infinity where that may not be."""
        if not self.tasks:
            return 0.0
        nowhere = np.full(len(self.tasks), inf)
        if self._count(nowhere) <= FEW:
            return float(self._leaving(nowhere, "unchanged").kr.min(initial=inf))
        base, at_home = self._home_lines
        return float((base + at_home.sum(axis=1)).min())

    def cheapest_kr(self, centre: str, price: Floats) -> Floats:
        """The least it costs with a partner that answers at each of some prices of a pooled contact."""
        form, away_kr = self.ways.form(self.code, centre), self.kr_at(centre)
        extra_kr = self.charges.extra_kr(self.code, centre, form)
        connection_kr = self.charges.connection_kr(self.code, centre, form)
        if self._count(away_kr) > FEW and self.instance.settings.policy.max_entry_points > 1:
            base, at_home = self._home_lines
            there = (away_kr + extra_kr * self.contacts)[:, None] + self.volume[:, None] * price
            each = np.minimum(at_home[:, :, None], there).sum(axis=1)
            return np.asarray(connection_kr + (base[:, None] + each).min(axis=0))
        some = self._leaving_to(form, centre)
        lines = (some.kr + extra_kr * some.contacts)[:, None] + some.volume[:, None] * price
        lines[~self._within_caps(some.leaves, form, centre)] = inf
        return np.asarray(connection_kr + lines.min(axis=0, initial=inf))

    def may_send(self, centre: str) -> bool:
        """Whether some of its tasks may be answered at another centre while others stay at home."""
        if self.instance.settings.policy.max_entry_points == 1:
            return False
        if self._count(self.kr_at(centre)) > FEW:
            return True
        form = self.ways.form(self.code, centre)
        some = self._leaving_to(form, centre)
        return bool((some.lawful & self._within_caps(some.leaves, form, centre)).any())

    @cached_property
    def _known(self) -> dict[tuple[Form, tuple[str, ...], str], Leaving]:
        return {}

    def _leaving_to(self, form: Form, centre: str) -> Leaving:
        """As `_leaving`, of at least one task; the same for all centres of a form that may answer the same.

        But for one where it is answered already.
        """
        key = (form, self.ways.places[self.code][centre], self._if_existing(centre))
        if key not in self._known:
            some = self._leaving(self.kr_at(centre), form)
            only_all = self.instance.settings.policy.max_entry_points == 1
            kept = some.leaves.all(axis=1) if only_all else some.leaves.any(axis=1)
            figures = (some.kr[kept], some.volume[kept], some.contacts[kept])
            self._known[key] = Leaving(some.leaves[kept], some.lawful[kept], *figures)
        return self._known[key]

    def _places(self, away_kr: Floats) -> tuple[tuple[int, ...], ...]:
        by_place = ((UNCHANGED, self.unchanged_kr), (LOCAL, self.local_kr), (AWAY, away_kr))
        return tuple(tuple(place for place, kr in by_place if kr[t] < inf) for t in range(len(self.tasks)))

    def _count(self, away_kr: Floats) -> float:
        """How many ways there are to share out the tasks."""
        return float(np.isfinite([self.unchanged_kr, self.local_kr, away_kr]).sum(axis=0).prod(dtype=float))

    def _leaving(self, away_kr: Floats, form: Form) -> Leaving:
        """Every set of tasks that may leave in a form, with the least that all costs but for those who answer them."""
        every, starts = _every_share(self._places(away_kr))
        if not len(every):
            none = np.zeros((0, len(self.tasks)), dtype=bool)
            return Leaving(none, np.zeros(0, dtype=bool), *(np.zeros(0) for _ in range(3)))
        local, unchanged = every == LOCAL, every == UNCHANGED
        each = np.stack([self.unchanged_kr, self.local_kr, away_kr])[every, np.arange(len(self.tasks))]
        kr = each.sum(axis=1) + self.own.cost_kr(local @ self.volume, local.any(axis=1))
        kr += local.any(axis=1) * self.charges.form_kr(self.code, "local")
        kr += unchanged.any(axis=1) * self.charges.form_kr(self.code, "unchanged")
        lawful, leaves = self._within_limits(every, form), every[starts] == AWAY
        kr[~lawful] = inf
        figures = (np.minimum.reduceat(kr, starts), leaves @ self.volume, leaves @ self.contacts)
        return Leaving(leaves, np.asarray(np.logical_or.reduceat(lawful, starts)), *figures)

    @cached_property
    def _home_lines(self) -> tuple[Floats, Floats]:
        """What is paid once and by task, by the forms used at home and the piece of the own centre."""
        unchanged_kr, local_kr = (self.charges.form_kr(self.code, form) for form in ("unchanged", "local"))
        lines = [(0.0, np.full(len(self.tasks), inf)), (unchanged_kr, self.unchanged_kr)]
        for piece in self.own.pieces:
            local = self.local_kr + piece.slope_kr * self.volume
            once_kr = local_kr + self.own.opening_kr + piece.fixed_kr
            lines += [(once_kr, local), (once_kr + unchanged_kr, np.minimum(local, self.unchanged_kr))]
        return np.array([once for once, _ in lines]), np.stack([kr for _, kr in lines])

    # ---- the rules that look at one municipality's tasks together ----------------------------------

    def _within_limits(self, every: Shares, form: Form) -> NDArray[np.bool_]:
        """Which ways keep enough at home, and the own centre open; send no deep task alone; and meet all targets."""
        policy, away, rows_of = self.instance.settings.policy, every == AWAY, self.instance.tasks
        kept = np.ones(len(every), dtype=bool)
        if policy.min_local_share is not None:
            total = self.contacts.sum()
            kept &= ~away @ self.contacts >= policy.min_local_share * total - RELATIVE * total
        row = self.ways.centres.get(self.ways.own_centre.get(self.code, ""))
        if row is not None and row.must_open:
            kept &= (every == LOCAL).any(axis=1)
        if policy.nested_depth:
            for deep, one in enumerate(self.tasks):
                for simple, other in enumerate(self.tasks):
                    same = rows_of[one].service_area == rows_of[other].service_area
                    if same and rows_of[other].level < rows_of[one].level:
                        kept &= ~away[:, deep] | away[:, simple]
        for wish in wishes_in_force(self.instance):
            if wish.row.kind == "keep together" and self.code in wish.whom:
                bundle = every[:, [task in wish.tasks for task in self.tasks]]
                kept &= (bundle == bundle[:, :1]).all(axis=1)
        for kpi in self.instance.tables.kpis:
            if kpi.target is not None and kpi.scope == "municipality":
                kept &= self._meets(kpi, every, form)
        return kept

    def _meets(self, kpi: rows.Kpi, every: Shares, form: Form) -> NDArray[np.bool_]:
        """Which ways meet the target of a KPI."""
        values = [
            [self.instance.kpi_values.get((kpi.kpi, one, task)) for task in self.tasks]
            for one in ("unchanged", "local", form)
        ]
        above = np.array([[0.0 if v is None else v - (kpi.target or 0.0) for v in some] for some in values])
        margin = (above * self.contacts)[every, np.arange(len(self.tasks))].sum(axis=1)
        slack = RELATIVE * np.abs(above * self.contacts).max(axis=0, initial=0.0).sum()
        return np.asarray((margin if kpi.sense == "at least" else -margin) >= -slack)

    def _within_caps(self, leaves: NDArray[np.bool_], form: Form, centre: str) -> NDArray[np.bool_]:
        """Which sets of tasks are bought from a centre within the caps in the law."""
        kept = np.ones(len(leaves), dtype=bool)
        for law in laws_of(self.instance):
            if law.cap_kr is not None and form in law.forms:
                covered = [law_covers(law, self.instance.tasks[task]) for task in self.tasks]
                worth_kr = np.where(covered, self._worth_kr(centre), 0.0)
                kept &= leaves @ worth_kr <= law.cap_kr + RELATIVE * worth_kr.sum()
        return kept

    def _worth_kr(self, centre: str) -> Floats:
        """What each task is worth if it is bought from a centre (kr. a year)."""
        policy, of_contact = self.instance.settings.policy, self.charges.figures.today_kr
        today_kr = np.array([of_contact[self.code, task] for task in self.tasks])
        own_kr, markup = asked_by(self.ways.centres[centre])
        price_kr = policy.purchase_price_kr if own_kr is None else own_kr
        if price_kr is not None:
            return self.contacts * price_kr
        pooled_kr = np.maximum(today_kr, self.charges.dearest_kr(self.ways.centres[centre]))
        return np.asarray((1 + markup) * (self.volume * pooled_kr + (self.contacts - self.volume) * today_kr))
