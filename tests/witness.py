"""A second opinion on small instances: every assignment is priced, and the cheapest lawful one wins.

No solver, and nothing of the product but the data: routes, charges, the pieces of the cost curve and
all rules are written again here, from their meaning. A municipality's portfolios (one route for each
of its tasks) are gone through one by one; then all combinations of portfolios are priced at once, in
arrays with one axis a municipality.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import pairwise, product
from math import expm1, log, log1p
from typing import Any

import numpy as np
from numpy.typing import NDArray

from optimiser.data import rows
from optimiser.data.columns import Form
from optimiser.data.instance import Instance
from optimiser.data.own_rows import Existing, OwnFigure

HOME = "departments"
LEAST_MOVED = 0.05
"""Share of all contacts that is answered differently in another plan."""
SLACK = 0.05
"""How far a limit may be passed: twentieths of a contact, or of a krone, are rounding."""
ERROR_SAMPLES = 400

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Way:
    """A task of a municipality answered at a place: a centre, or HOME for the departments."""

    municipality: str
    task: str
    place: str
    form: Form

    @property
    def away(self) -> bool:
        """Whether another than the municipality answers."""
        return self.form in ("purchased", "regional", "external")


Portfolio = tuple[Way, ...]


@dataclass(frozen=True)
class Cheapest:
    """The best of all plans: what it costs a year, and who answers what."""

    cost_kr: float
    ways: tuple[Way, ...]


Answering = Callable[[Instance, str, Numbers], Numbers]
"""Kr. a year of a centre of an instance, by name, for each pooled volume."""


def on_lines(instance: Instance, centre: str, volume: Numbers) -> Numbers:
    """A centre at the reference service: its cost factor on straight lines below the documents' curve."""
    return _times(instance, centre) * answering_kr(instance, volume)


def _times(instance: Instance, centre: str) -> float:
    """Its cost factor, and the wages at its seat for the part of its cost that is agents'."""
    row, agents = instance.centres[centre], instance.settings.service.staffing_share
    return row.cost_factor * (1 + agents * (wages_at(instance, row) - 1))


def wages_at(instance: Instance, row: rows.Centre) -> float:
    """The wages at a centre's seat, over the country's mean; a shared centre has none."""
    return instance.municipalities[row.seat].wage_level if row.seat else 1.0


def cost_kr_of(best: Cheapest | None) -> float | None:
    """What the cheapest plan costs; None where there is none."""
    return best.cost_kr if best else None


def cheapest(
    instance: Instance,
    answering: Answering = on_lines,
    earlier: Sequence[tuple[Way, ...]] = (),
    paid: Answering | None = None,
) -> Cheapest | None:
    """The cheapest plan that obeys every rule, or None when there is none; centres cost what `answering` says.

    Under a cap in the law a purchase is valued by what is `paid`, exactly on the curve unless said otherwise.
    It differs from all `earlier` plans: other shared centres are open, or enough contacts answered differently.

    Raises ValueError for the one rule that is not checked here, no_municipality_worse_off, of all or by a wish.
    """
    if instance.settings.policy.no_municipality_worse_off or _wishes(instance, "pay no more than today"):
        raise ValueError("the witness does not know the rule no_municipality_worse_off")
    if any(row.must_open and row.centre not in instance.centres for row in instance.tables.centres):
        return None
    portfolios = [
        lawful_portfolios(instance, code, paid or exact_kr) for code, tasks in instance.tasks_of.items() if tasks
    ]
    if not all(portfolios):
        return None
    combinations = Combinations(instance, portfolios, answering)
    another = [combinations.differs_from(plan) for plan in earlier]
    cost_kr = np.where(np.all(another, axis=0), combinations.lawful_cost_kr, np.inf)
    best = np.unravel_index(int(np.argmin(cost_kr)), cost_kr.shape)
    if not np.isfinite(cost_kr[best]):
        return None
    chosen = (some[number] for some, number in zip(portfolios, best, strict=True))
    return Cheapest(float(cost_kr[best]), tuple(way for portfolio in chosen for way in portfolio))


# ---- ways to answer a task ------------------------------------------------------------------------


def lawful_ways(instance: Instance, municipality: str, task: str) -> list[Way]:
    """Every place that may answer the task: by law, policy, groups, mandates and locks."""
    places = [HOME, *instance.centres]
    ways = [Way(municipality, task, place, _form(instance, municipality, place)) for place in places]
    return [way for way in ways if _is_lawful(instance, way)]


def _form(instance: Instance, municipality: str, place: str) -> Form:
    if place == HOME:
        return "unchanged"
    row = instance.centres[place]
    forms: dict[str, Form] = {"local": "purchased", "virtual": "regional", "external": "external"}
    return "local" if row.seat == municipality else forms[row.kind]


def _is_lawful(instance: Instance, way: Way) -> bool:
    task = instance.tasks[way.task]
    eligible: tuple[int, ...] = getattr(instance.settings.policy.levels, way.form)
    mandated = [mandate.forms for mandate in instance.settings.policy.mandatory if task.level in mandate.levels]
    return (
        task.level in eligible
        and all(way.form in forms for forms in mandated)
        and not any(law.cap_kr is None and _law_speaks_of(instance, law, way) for law in instance.tables.legal)
        and _is_open_to(instance, way)
        and all(_obeys(lock, way, task.level) for lock in instance.tables.locks if lock.active)
        and not any(_wished_away(instance, wish, way) for wish in instance.tables.wishes if wish.active)
        and not _breaks_contract(instance, way)
        and not _is_before_its_time(instance, way)
        and (_has_started(instance) or _stays(instance, way))
    )


def _has_started(instance: Instance) -> bool:
    start = instance.settings.roadmap.start_year
    return start is None or instance.settings.year >= start


def _stays(instance: Instance, way: Way) -> bool:
    row = _standing(instance, way)
    return way.place == HOME or (row is not None and row.centre == way.place)


def _is_before_its_time(instance: Instance, way: Way) -> bool:
    own = [row.first_year for row in instance.tables.first_years if (row.form, row.task) == (way.form, way.task)]
    of_form = [row.first_year for row in instance.tables.first_years if row.form == way.form and row.task is None]
    return any(first > instance.settings.year for first in own or of_form)


def _law_speaks_of(instance: Instance, law: rows.LegalRule, way: Way) -> bool:
    task, year = instance.tasks[way.task], instance.settings.year
    in_force = law.active and (law.valid_from or year) <= year <= (law.valid_to or year)
    covered = task.level in law.levels or (not law.levels and task.authority)
    return in_force and covered and way.form in law.forms


def _is_open_to(instance: Instance, way: Way) -> bool:
    """A virtual centre is its members'; only a candidate host sells."""
    if way.form == "regional":
        structure = instance.settings.structure
        joined = {(row.structure, row.municipality, row.group) for row in instance.tables.structures}
        return (structure, way.municipality, way.place) in joined
    if way.form == "purchased":
        return instance.municipalities[instance.centres[way.place].seat or ""].candidate_host
    return True


def _obeys(lock: rows.Lock, way: Way, level: int) -> bool:
    about = lock.municipality in (None, way.municipality) and lock.task in (None, way.task)
    if not about or lock.level not in (None, level):
        return True
    named = lock.centre in (None, way.place) and lock.form in (None, way.form)
    return named if lock.demand == "must" else not named


# ---- what exists already --------------------------------------------------------------------------


def _there(instance: Instance) -> list[Existing]:
    """The rows that are about some contacts."""
    return [row for row in instance.tables.existing if _tasks_standing(instance, row)]


def _standing(instance: Instance, way: Way) -> Existing | None:
    """The row that says where the task of a way is answered today."""
    for row in _there(instance):
        if row.municipality == way.municipality and way.task in _tasks_standing(instance, row):
            return row
    return None


def _tasks_standing(instance: Instance, row: Existing) -> list[str]:
    named = [name.strip() for name in row.tasks.split(";") if name.strip()]
    names = named or [name for name, task in instance.tasks.items() if not row.levels or task.level in row.levels]
    return [name for name in names if (row.municipality, name) in instance.contacts]


def _breaks_contract(instance: Instance, way: Way) -> bool:
    row = _standing(instance, way)
    return row is not None and row.centre != way.place and (row.stays_until or 0) > instance.settings.year


def _exit_kr(instance: Instance, way: Way) -> float:
    """The part of the price of ending it that falls on a way which leads elsewhere, by contacts."""
    row = _standing(instance, way)
    if row is None or row.centre == way.place:
        return 0.0
    whole = sum(instance.contacts[row.municipality, task] for task in _tasks_standing(instance, row))
    return row.exit_kr * _contacts(instance, way) / whole


def _unpaid(some: Iterable[Existing]) -> float:
    """What is left to be paid, as a share: that of the row which has paid most."""
    return min((1 - row.invested_share for row in some), default=1.0)


def _unpaid_of_form(instance: Instance, municipality: str, form: Form) -> float:
    rows_of = [row for row in _there(instance) if row.municipality == municipality]
    every = {row.centre: row for row in instance.tables.centres}
    return _unpaid(row for row in rows_of if every[row.centre].form_for(municipality) == form)


# ---- wishes ---------------------------------------------------------------------------------------


def _wishes(instance: Instance, kind: rows.WishKind) -> list[rows.Wish]:
    return [wish for wish in instance.tables.wishes if wish.active and wish.kind == kind]


def _is_about(instance: Instance, wish: rows.Wish, code: str) -> bool:
    named = [name.strip() for name in wish.whom.split(";") if name.strip()]
    return not named or code in named or instance.municipalities[code].region in named


def _speaks_of_task(instance: Instance, wish: rows.Wish, task: str) -> bool:
    named = [name.strip() for name in wish.tasks.split(";") if name.strip()]
    if wish.levels:
        return instance.tasks[task].level in wish.levels
    return not named or task in named


def _wished_away(instance: Instance, wish: rows.Wish, way: Way) -> bool:
    """Whether a wish rules a way out."""
    if not way.away or not _speaks_of_task(instance, wish, way.task):
        return False
    asks, seat = _is_about(instance, wish, way.municipality), instance.centres[way.place].seat
    bought = way.form == "purchased"
    sold = bought and _is_about(instance, wish, seat or "")
    if wish.kind == "stay alone":
        return asks or sold
    if wish.kind == "do not sell":
        return sold
    if wish.kind == "not from":
        return asks and way.place == wish.centre
    return asks and bought and not _may_buy(instance, wish, way.municipality, seat or "")


def _may_buy(instance: Instance, wish: rows.Wish, code: str, seat: str) -> bool:
    buyer, seller = instance.municipalities[code], instance.municipalities[seat]
    if wish.kind == "buy within region":
        return buyer.region != "" and buyer.region == seller.region
    if wish.kind == "buy on same it system":
        return buyer.it_system != "" and buyer.it_system == seller.it_system
    return wish.kind != "buy within km" or _km(buyer, seller) <= (wish.value or 0.0)


def _keeps_bundles(instance: Instance, portfolio: Portfolio) -> bool:
    """The tasks of each bundle are in one place."""
    for wish in _wishes(instance, "keep together"):
        bundle = [way for way in portfolio if _is_about(instance, wish, way.municipality)]
        if len({way.place for way in bundle if _speaks_of_task(instance, wish, way.task)}) > 1:
            return False
    return True


def _least_volume(instance: Instance, centre: str) -> float:
    """The minimum of a centre's own row, or what a wish asks of it as somebody's own."""
    row = next(row for row in instance.tables.centres if row.centre == centre)
    some = _wishes(instance, "own centre at least") if row.kind == "local" else []
    asked = [wish.value or 0.0 for wish in some if _is_about(instance, wish, row.seat or "")]
    return max([row.min_volume, *asked])


def _most_buyers(instance: Instance, centre: str) -> float:
    row = instance.centres[centre]
    some = _wishes(instance, "at most buyers") if row.kind == "local" else []
    return min([wish.value or 0.0 for wish in some if _is_about(instance, wish, row.seat or "")], default=np.inf)


def _km(one: rows.Municipality, other: rows.Municipality) -> float:
    """By the law of cosines on a ball of 6,371 km; exact enough beyond some metres."""
    lat, to_lat = np.radians(one.lat or 0.0), np.radians(other.lat or 0.0)
    turn = np.radians((one.lon or 0.0) - (other.lon or 0.0))
    cosine = np.sin(lat) * np.sin(to_lat) + np.cos(lat) * np.cos(to_lat) * np.cos(turn)
    return float(6_371.0 * np.arccos(np.clip(cosine, -1.0, 1.0)))


# ---- portfolios of one municipality ---------------------------------------------------------------


def lawful_portfolios(instance: Instance, municipality: str, paid: Answering) -> list[Portfolio]:
    """One way for each task, so that every rule about a single municipality is obeyed."""
    choices = [lawful_ways(instance, municipality, task) for task in instance.tasks_of[municipality]]
    lawful = [
        portfolio for portfolio in product(*choices) if all(rule(instance, portfolio) for rule in PORTFOLIO_RULES)
    ]
    caps = [law for law in instance.tables.legal if law.cap_kr is not None]
    if not caps:
        return lawful
    prices = {name: _dearest_kr(instance, row, paid) for name, row in instance.centres.items()}
    return [portfolio for portfolio in lawful if _is_within_caps(instance, portfolio, caps, prices)]


def _has_few_entry_points(instance: Instance, portfolio: Portfolio) -> bool:
    """The own centre and the departments are one place."""
    places = {way.place if way.away else HOME for way in portfolio}
    return len(places) <= instance.settings.policy.max_entry_points


def _keeps_enough(instance: Instance, portfolio: Portfolio) -> bool:
    kept = sum(_contacts(instance, way) for way in portfolio if not way.away)
    share = instance.settings.policy.min_local_share or 0.0
    return kept >= share * sum(_contacts(instance, way) for way in portfolio) - SLACK


def _is_nested(instance: Instance, portfolio: Portfolio) -> bool:
    """Within a service area, a task leaves only if all of lower levels do."""
    if not instance.settings.policy.nested_depth:
        return True
    tasks = [(instance.tasks[way.task], way.away) for way in portfolio]
    return not any(
        deep_away and not simple_away and deep.level > simple.level and deep.service_area == simple.service_area
        for deep, deep_away in tasks
        for simple, simple_away in tasks
    )


def _is_within_caps(
    instance: Instance, portfolio: Portfolio, caps: Sequence[rows.LegalRule], prices: Mapping[str, float]
) -> bool:
    for law, place in product(caps, {way.place for way in portfolio if way.away}):
        covered = [way for way in portfolio if way.place == place and _law_speaks_of(instance, law, way)]
        if sum(_worth_kr(instance, way, prices[place]) for way in covered) > (law.cap_kr or 0.0) + SLACK:
            return False
    return True


def _worth_kr(instance: Instance, way: Way, dearest_kr: float) -> float:
    """A price that is set counts for all of a contact, the host's own before the policy's.

    Else what size helps is worth what it may come to cost, and a host's mark-up is on top.
    """
    row, today_kr = instance.centres[way.place], today_kr_of(instance, way)
    set_kr = instance.settings.policy.purchase_price_kr
    if row.kind == "local" and row.sale_price_kr is not None:
        set_kr = row.sale_price_kr
    if set_kr is not None:
        return set_kr * _contacts(instance, way)
    pooled, markup = _pooled(instance, way), row.sale_markup if row.kind == "local" else 0.0
    return (1 + markup) * (pooled * max(dearest_kr, today_kr) + (_contacts(instance, way) - pooled) * today_kr)


def _dearest_kr(instance: Instance, centre: rows.Centre, paid: Answering) -> float:
    """The highest price of a contact, tried at very many volumes that the centre's limits allow."""
    pooled = {key: pooled_of(instance, *key) for key in instance.contacts}
    everything = sum(pooled.values())
    most = min(everything, np.inf if centre.max_volume is None else centre.max_volume)
    if centre.kind == "local" and centre.max_sold_share is not None:
        own = sum(volume for key, volume in pooled.items() if key[0] == centre.seat)
        most = min(most, own * (1 + centre.max_sold_share))
    sold = centre.min_sold if centre.kind == "local" else 0.0
    least = max(min(max(centre.min_volume, sold), most), 1.0)
    points = np.array([point.volume for point in instance.tables.cost_curve])
    tried = np.append(np.geomspace(least, max(most, least), 20_001), np.clip(points, least, max(most, least)))
    return float(np.max(paid(instance, centre.centre, tried) / tried))


def _meets_own_kpis(instance: Instance, portfolio: Portfolio) -> bool:
    kpis = [kpi for kpi in instance.tables.kpis if kpi.scope == "municipality"]
    return all(sum(_kpi_margin(instance, kpi, way) for way in portfolio) >= -SLACK for kpi in kpis)


PORTFOLIO_RULES: tuple[Callable[[Instance, Portfolio], bool], ...] = (
    _has_few_entry_points,
    _keeps_enough,
    _is_nested,
    _meets_own_kpis,
    _keeps_bundles,
)


def _contacts(instance: Instance, way: Way) -> float:
    return instance.contacts[way.municipality, way.task]


def _pooled(instance: Instance, way: Way) -> float:
    return pooled_of(instance, way.municipality, way.task)


def pooled_of(instance: Instance, municipality: str, task: str) -> float:
    """What its contacts count in a volume: by their length, where that counts, over the mean of all."""
    length = 1.0
    if instance.settings.economy.cost_follows_minutes:
        length = minutes_of(instance, municipality, task) / mean_minutes(instance, instance.contacts)
    return instance.contacts[municipality, task] * length * instance.tasks[task].pooling_weight


def mean_minutes(instance: Instance, keys: Iterable[tuple[str, str]]) -> float:
    """Mean handling time over the contacts of some municipalities and tasks."""
    some = [(instance.contacts[key], minutes_of(instance, *key)) for key in keys]
    return sum(count * minutes for count, minutes in some) / sum(count for count, _ in some)


def today_kr_of(instance: Instance, way: Way) -> float:
    """What one of its contacts costs today: what is said of such contacts, more for those longer than their mean."""
    row = own_row(instance, "today_unit_cost_kr", way.municipality, way.task)
    said_kr = row.today_unit_cost_kr if row else instance.settings.economy.today_unit_cost_kr
    assert said_kr is not None
    if not instance.settings.economy.cost_follows_minutes:
        return said_kr
    who, what = (row.municipality, row.task) if row else (None, None)
    alike = [(code, task) for code, task in instance.contacts if who in (None, code) and what in (None, task)]
    return said_kr * minutes_of(instance, way.municipality, way.task) / mean_minutes(instance, alike)


def minutes_of(instance: Instance, municipality: str, task: str) -> float:
    """How long one of its contacts takes."""
    row = own_row(instance, "handling_minutes", municipality, task)
    return (row and row.handling_minutes) or instance.tasks[task].handling_minutes


def employees_of(instance: Instance, municipality: str, task: str) -> float:
    """Who answers a task today: as is said of it, or its part by handling of those who are left of all, or its work."""

    def work(one: str) -> float:
        minutes = instance.contacts[municipality, one] * minutes_of(instance, municipality, one)
        return minutes / 60 / instance.settings.economy.net_hours_per_fte

    said = {row.task: row.today_fte for row in instance.tables.own_figures if row.municipality == municipality}
    whole = said.pop(None, None)
    known = {one: fte for one, fte in said.items() if fte is not None and (municipality, one) in instance.contacts}
    if task in known:
        return known[task]
    if whole is None:
        return work(task)
    others = [one for one in instance.tasks_of[municipality] if one not in known]
    return (whole - sum(known.values())) * work(task) / sum(work(one) for one in others)


def own_row(instance: Instance, column: str, municipality: str, task: str) -> OwnFigure | None:
    """The row that says it of its contacts and names most; the municipality weighs more than the task."""
    fits = [
        row
        for row in instance.tables.own_figures
        if row.municipality in (None, municipality) and row.task in (None, task) and getattr(row, column) is not None
    ]
    return max(fits, key=lambda row: 2 * (row.municipality is not None) + (row.task is not None), default=None)


def _kpi_margin(instance: Instance, kpi: rows.Kpi, way: Way) -> float:
    """How far a way lifts the sum of values times contacts to the good side of the target; 0 without target."""
    if kpi.target is None:
        return 0.0
    above = instance.kpi_values[kpi.kpi, way.form, way.task] - kpi.target
    return (above if kpi.sense == "at least" else -above) * _contacts(instance, way)


# ---- what a portfolio costs besides its centres ---------------------------------------------------


@dataclass(frozen=True)
class Bill:
    """Kr. a year in running costs, and investments as (kr. once, lifetime in years)."""

    yearly_kr: float
    invested: tuple[tuple[float, float], ...]

    def invested_kr(self) -> float:
        """All investments, once."""
        return sum(amount_kr for amount_kr, _ in self.invested)

    def total_kr(self, discount_rate: float) -> float:
        """Kr. a year with each investment as the equal yearly payment over its lifetime."""
        return self.yearly_kr + sum(amount / present_value(discount_rate, years) for amount, years in self.invested)


def present_value(rate: float, years: float) -> float:
    """What 1 kr. at the end of each year is worth today."""
    return years if rate == 0 else -expm1(-years * log1p(rate)) / rate


def portfolio_bill(instance: Instance, portfolio: Portfolio) -> Bill:
    """Answering outside the curve, extra cost, connections, and every investment but the centres' own."""
    links = {way.place: _connection(instance, way)["yearly_kr"] for way in portfolio if way.away}
    yearly_kr = sum(_answering_kr(instance, way) for way in portfolio) + sum(links.values())
    return Bill(yearly_kr, tuple(amount for amounts in paid_once(instance, portfolio).values() for amount in amounts))


def paid_once(instance: Instance, portfolio: Portfolio) -> dict[tuple[str, ...], list[tuple[float, float]]]:
    """What one municipality pays for once, as (kr., lifetime in years): by what it is, who, and which task or place."""
    municipality = portfolio[0].municipality
    factor = instance.municipalities[municipality].investment_factor
    links = {(way.form, way.place): _connection(instance, way) for way in portfolio if way.away}
    paid: dict[tuple[str, ...], list[tuple[float, float]]] = {}
    for way in portfolio:
        moved = employees_of(instance, way.municipality, way.task)
        row = _standing(instance, way)
        left = _unpaid([row] if row and row.centre == way.place else [])
        of_staff, of_task = _items(instance, "fte", way.form, left * moved), _items(instance, "task", way.form, left)
        paid["task", municipality, way.task, way.place] = of_staff + of_task
    for (form, place), terms in links.items():
        known = [row for row in _there(instance) if (row.municipality, row.centre) == (municipality, place)]
        own = (_unpaid(known) * terms["investment_kr"], terms["lifetime_years"])
        paid["link", municipality, place] = [own, *_items(instance, "connection", form, _unpaid(known))]
    for form in {way.form for way in portfolio}:
        left = _unpaid_of_form(instance, municipality, form)
        paid["form", municipality, form] = _items(instance, "municipality", form, left)
    found = {key: [(amount_kr * factor, years) for amount_kr, years in amounts] for key, amounts in paid.items()}
    for way in portfolio:
        if (exit_kr := _exit_kr(instance, way)) > 0:
            found["end", municipality, way.task] = [(exit_kr, float(instance.settings.economy.horizon_years))]
    return found


def _answering_kr(instance: Instance, way: Way) -> float:
    """What a way costs besides the curve: the part that size does not help, and the extra per contact."""
    today_kr = today_kr_of(instance, way)
    unhelped = 1.0 if way.form == "unchanged" else 1 - instance.tasks[way.task].pooling_weight
    link_kr = _connection(instance, way)["extra_kr"] if way.away else 0.0
    extra_kr = sum(row.extra_kr for row in instance.tables.task_costs if (row.form, row.task) == (way.form, way.task))
    return _contacts(instance, way) * (unhelped * today_kr + extra_kr + link_kr)


def _connection(instance: Instance, way: Way) -> dict[str, float]:
    """Free, but for what the rows that fit say, each over those less particular than itself.

    Naming the municipality counts most, then the centre, then the form; a blank says nothing.
    """
    terms = {"yearly_kr": 0.0, "investment_kr": 0.0, "lifetime_years": 8.0, "extra_kr": 0.0}
    fits = [
        row
        for row in instance.tables.connections
        if row.municipality in (None, way.municipality)
        and row.centre in (None, way.place)
        and row.form in (None, way.form)
    ]
    fits.sort(key=lambda row: (row.municipality is not None, row.centre is not None, row.form is not None))
    for row in fits:
        terms |= {name: value for name in terms if (value := getattr(row, name)) is not None}
    return terms


def _items(instance: Instance, basis: rows.Basis, form: Form, count: float = 1.0) -> list[tuple[float, float]]:
    return [
        (count * row.amount_kr, row.lifetime_years)
        for row in instance.tables.investments
        if (row.basis, row.form) == (basis, form)
    ]


def centre_bill(instance: Instance, centre: str) -> Bill:
    """What an open centre costs besides answering."""
    row = instance.centres[centre]
    forms: dict[str, Form] = {"local": "local", "virtual": "regional", "external": "external"}
    there = [known for known in _there(instance) if known.centre == centre]
    left = _unpaid([known for known in there if known.municipality == row.seat] or there)
    return Bill(row.fixed_cost_kr, _at_seat(instance, centre, forms[row.kind], left))


def host_bill(instance: Instance, centre: str) -> Bill:
    """What it costs a centre to become a host."""
    row = instance.centres[centre]
    buyers = [known for known in _there(instance) if known.centre == centre and known.municipality != row.seat]
    return Bill(0.0, _at_seat(instance, centre, "purchased", _unpaid(buyers)))


def _at_seat(instance: Instance, centre: str, form: Form, left: float) -> tuple[tuple[float, float], ...]:
    seat = instance.centres[centre].seat
    factor = instance.municipalities[seat].investment_factor if seat else 1.0
    return tuple((amount_kr * factor, years) for amount_kr, years in _items(instance, "centre", form, left))


# ---- what answering costs in a centre -------------------------------------------------------------


def answering_kr(instance: Instance, volume: Numbers) -> Numbers:
    """Kr. a year by pooled volume: straight lines below the cost curve between its points, exact outside them."""
    points = [point.volume for point in instance.tables.cost_curve]
    total: Numbers = volume * _unit_cost(instance, np.maximum(volume, 1e-9))
    for low, high in pairwise(points):
        between = (volume > low) & (volume < high)
        total = np.where(between, _by_lines(instance, _touched(instance, low, high), volume), total)
    return total


def exact_kr(instance: Instance, centre: str, volume: Numbers) -> Numbers:
    """A centre at the reference service: its cost factor on the documents' curve itself."""
    return _times(instance, centre) * volume * _unit_cost(instance, np.maximum(volume, 1e-9))


def _unit_cost(instance: Instance, volume: Numbers) -> Numbers:
    points = instance.tables.cost_curve
    result: Numbers = np.interp(
        np.log(volume), [log(point.volume) for point in points], [point.unit_cost_kr for point in points]
    )
    return result


def _touched(instance: Instance, low: float, high: float) -> Numbers:
    """Volumes where lines meet the curve between two of its points: as few as keep the lines close enough."""
    volume = np.concatenate([np.linspace(low, high, 10 * ERROR_SAMPLES), np.geomspace(low, high, 10 * ERROR_SAMPLES)])
    exact, count = volume * _unit_cost(instance, volume), 1
    while np.max(1 - _by_lines(instance, np.geomspace(low, high, count + 1), volume) / exact) > _max_error(instance):
        count += 1
    return np.geomspace(low, high, count + 1)


def _max_error(instance: Instance) -> float:
    return instance.settings.curve.max_error


def _by_lines(instance: Instance, touched: Numbers, volume: Numbers) -> Numbers:
    """Where a contact gets cheaper the lines join the volumes touched; where it gets dearer the highest tangent counts.

    V (a + b ln V) has the slope a + b ln V + b.
    """
    unit_costs = _unit_cost(instance, touched)
    if unit_costs[-1] <= unit_costs[0]:
        return np.interp(volume, touched, touched * unit_costs)
    growth = (unit_costs[-1] - unit_costs[0]) / log(touched[-1] / touched[0])
    tangents = ((u + growth) * volume - growth * touch for u, touch in zip(unit_costs, touched, strict=True))
    return reduce(np.maximum, tangents)


# ---- all combinations of portfolios ---------------------------------------------------------------


@dataclass(frozen=True)
class Combinations:
    """Every combination of the municipalities' portfolios: arrays with one axis a municipality."""

    instance: Instance
    portfolios: Sequence[Sequence[Portfolio]]
    answering: Answering = on_lines

    @cached_property
    def lawful_cost_kr(self) -> Numbers:
        """Kr. a year of each combination; infinite where a rule is broken."""
        within = [self.invested_kr <= self._budget_kr + SLACK, *self._limits(), *self._kpis()]
        return np.where(np.all(within, axis=0), self.cost_kr, np.inf)

    @cached_property
    def cost_kr(self) -> Numbers:
        """Kr. a year of each combination, lawful or not."""
        rate = self.instance.settings.economy.discount_rate
        total = self._sum(lambda portfolio: portfolio_bill(self.instance, portfolio).total_kr(rate))
        for centre in self.instance.centres:
            total = total + self._open(centre) * self.answering(self.instance, centre, self._volume(centre))
            total = total + self._open(centre) * centre_bill(self.instance, centre).total_kr(rate)
            total = total + self._sells(centre) * host_bill(self.instance, centre).total_kr(rate)
        return total

    @cached_property
    def invested_kr(self) -> Numbers:
        """Kr. once of each combination."""
        total = self._sum(lambda portfolio: portfolio_bill(self.instance, portfolio).invested_kr())
        for centre in self.instance.centres:
            total = total + self._open(centre) * centre_bill(self.instance, centre).invested_kr()
            total = total + self._sells(centre) * host_bill(self.instance, centre).invested_kr()
        return total

    @property
    def _budget_kr(self) -> float:
        budget_kr = self.instance.settings.policy.investment_budget_kr
        return np.inf if budget_kr is None else budget_kr

    def _limits(self) -> Iterator[Any]:
        """Where each centre's rules are kept, and those on how many centres there are."""
        policy = self.instance.settings.policy
        for centre, row in self.instance.centres.items():
            yield self._volume(centre) <= (row.max_volume or np.inf) + SLACK
            yield ~self._open(centre) | (self._volume(centre) >= _least_volume(self.instance, centre) - SLACK)
            yield self._buyers(centre) <= _most_buyers(self.instance, centre)
            if row.must_open:
                yield self._tasks(centre, away=row.kind != "local") > 0
            if row.must_sell:
                yield self._sells(centre)
            if row.kind == "local":
                yield ~self._sells(centre) | (self._tasks(centre, away=False) > 0)
                yield ~self._sells(centre) | (self._sold(centre) >= row.min_sold - SLACK)
                yield self._sold(centre) <= self._most_sold(centre) + SLACK
        yield self._count("local", self._sells) <= (np.inf if policy.max_hosts is None else policy.max_hosts)
        most_virtual = policy.max_virtual_centres
        yield self._count("virtual", self._open) <= (np.inf if most_virtual is None else most_virtual)

    def _kpis(self) -> Iterator[Any]:
        """Where KPIs of the country and of centres are met; what is answered in departments is at no centre."""
        for kpi in self.instance.tables.kpis:
            if kpi.scope == "national":
                yield self._margin(kpi, {HOME, *self.instance.centres}) >= -SLACK
            elif kpi.scope == "centre":
                for centre in self.instance.centres:
                    yield self._margin(kpi, {centre}) >= -SLACK

    # ---- sums over municipalities ----

    def _sum(self, figure: Callable[[Portfolio], float]) -> Numbers:
        """A figure of each combination: the sum of its portfolios' figures."""
        figures = [np.array([figure(portfolio) for portfolio in some], dtype=float) for some in self.portfolios]
        total: Numbers = reduce(np.add.outer, figures)
        return total

    def _sum_at(self, centre: str, figure: Callable[[Way], float]) -> Numbers:
        return self._sum(lambda portfolio: sum(figure(way) for way in portfolio if way.place == centre))

    def _volume(self, centre: str) -> Numbers:
        return self._sum_at(centre, lambda way: _pooled(self.instance, way))

    def _sold(self, centre: str) -> Numbers:
        return self._sum_at(centre, lambda way: _pooled(self.instance, way) if way.away else 0.0)

    def _most_sold(self, centre: str) -> Numbers:
        share = self.instance.centres[centre].max_sold_share
        own = self._volume(centre) - self._sold(centre)
        return np.full_like(own, np.inf) if share is None else share * own

    def _tasks(self, centre: str, *, away: bool) -> Numbers:
        return self._sum_at(centre, lambda way: float(way.away == away))

    def _buyers(self, centre: str) -> Numbers:
        return self._sum(lambda portfolio: float(any(way.away and way.place == centre for way in portfolio)))

    def _open(self, centre: str) -> Any:
        return self._sum_at(centre, lambda _: 1.0) > 0

    def _sells(self, centre: str) -> Any:
        """Whether a local centre answers others; a shared one is open, and sells to nobody."""
        local = self.instance.centres[centre].kind == "local"
        return (self._tasks(centre, away=True) > 0) & local

    def _margin(self, kpi: rows.Kpi, places: set[str]) -> Numbers:
        return self._sum(
            lambda portfolio: sum(_kpi_margin(self.instance, kpi, way) for way in portfolio if way.place in places)
        )

    def _count(self, kind: rows.CentreKind, holds: Callable[[str], Any]) -> Numbers:
        centres = [centre for centre, row in self.instance.centres.items() if row.kind == kind]
        return sum((holds(centre).astype(float) for centre in centres), start=np.zeros_like(self.cost_kr))

    # ---- what is another plan ----

    def differs_from(self, plan: tuple[Way, ...]) -> Any:
        """Where a combination has other shared centres open than a plan, or answers enough contacts otherwise."""
        kind_of = kinds_of_shared(self.instance)
        before = {(way.municipality, way.task): (way.form, kind_of.get(way.place)) for way in plan}

        def moved(portfolio: Portfolio) -> float:
            return sum(
                _contacts(self.instance, way)
                for way in portfolio
                if before[way.municipality, way.task] != (way.form, kind_of.get(way.place))
            )

        differs: Any = self._sum(moved) >= LEAST_MOVED * sum(self.instance.contacts.values()) - SLACK
        for kind in set(kind_of.values()):
            members = [centre for centre in kind_of if kind_of[centre] == kind]
            count = sum(self._open(centre).astype(int) for centre in members)
            differs = differs | (count != len({way.place for way in plan} & set(members)))
        return differs


def kinds_of_shared(instance: Instance) -> dict[str, str]:
    """By shared centre the first that differs from it by its name alone: for nobody, and in no figure."""
    found: dict[str, str] = {}
    for centre, row in instance.centres.items():
        if row.kind != "local":
            alike = (one for one in found if _seen(instance, one) == _seen(instance, centre))
            found[centre] = found.get(next(alike, ""), centre)
    return found


def _seen(instance: Instance, centre: str) -> Any:
    """A shared centre without its name, and who may send what there on which terms."""
    row = instance.centres[centre]
    ways = [
        (code, task, _connection(instance, way))
        for code, tasks in instance.tasks_of.items()
        for task in tasks
        for way in lawful_ways(instance, code, task)
        if way.place == centre
    ]
    there = [one for one in _there(instance) if one.centre == centre]
    return row.model_copy(update={"centre": ""}), ways, there
