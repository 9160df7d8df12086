"""The problem to solve: routes that can be used, and how each centre's cost follows its volume."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf

from optimiser.data.instance import Instance
from optimiser.data.rows import Kpi, LegalRule
from optimiser.planning.assignment import Structure
from optimiser.planning.centre_curve import CentreCurve, dearest_kr
from optimiser.planning.charges import Tariff
from optimiser.planning.cost_curve import Piece, cheapest_kr, reachable_pieces
from optimiser.planning.routes import Route, candidate_routes, eligible_routes, form_of, list_refusals
from optimiser.planning.sales import SaleTerms
from optimiser.planning.service_level import CentreService, centre_service
from optimiser.rules.registry import all_rules


@dataclass(frozen=True)
class CentreReach:
    """How much a centre can come to answer, in pooled contacts a year.

    `own` is the most of its seat's own contacts; `others` the most of other municipalities'.
    `pieces` are the stretches of its cost it can be on, its cost factor included.
    """

    own: float
    others: float
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class CostClass:
    """Centres that promise the same service, and so have one `curve`; `pieces` follow all of it, at cost factor 1."""

    service: CentreService
    centres: tuple[str, ...]
    curve: CentreCurve
    pieces: tuple[Piece, ...]

    @cached_property
    def measured_error(self) -> float:
        """Largest relative difference between the pieces and the curve."""
        return max(self.curve.measured_error(piece) for piece in self.pieces)


@dataclass(frozen=True)
class Shortfall:
    """A centre that can never open: what its minimum asks and the most it could get (contacts/year)."""

    needs: float
    reaches: float


@dataclass(frozen=True)
class StayingOut:
    """Who may stay out of a plan, with all its tasks and its centre, and what it pays then (kr. a year).

    Those of them that take part are none of the groups `besides`.
    """

    kr: Mapping[str, float]
    besides: tuple[frozenset[str], ...] = ()


EVERYBODY_TAKES_PART = StayingOut({})


@dataclass(frozen=True)
class Problem:
    """What is decided over: see `build_problem`.

    `closed` names the centres left out because no lawful plan brings them to their minimum volume;
    `classes` hold those that can be used, by the service they promise. A plan must differ from all of `differs_from`.
    `charged` are other charges than those of the instance. Each municipality takes part, but for those `staying_out`.
    """

    instance: Instance
    routes: tuple[Route, ...]
    reach: Mapping[str, CentreReach]
    closed: Mapping[str, Shortfall]
    classes: tuple[CostClass, ...]
    differs_from: tuple[Structure, ...] = ()
    charged: Tariff | None = None
    staying_out: StayingOut = EVERYBODY_TAKES_PART

    @property
    def period(self) -> int:
        """The one year of a steady-state instance."""
        return self.instance.settings.year

    @cached_property
    def lawful(self) -> frozenset[Route]:
        """The routes, to ask whether one is among them."""
        return frozenset(self.routes)

    @cached_property
    def routes_of(self) -> Mapping[str, list[Route]]:
        """The routes of each municipality that has any."""
        found: dict[str, list[Route]] = defaultdict(list)
        for route in self.routes:
            found[route.municipality].append(route)
        return dict(found)

    def candidates(self, municipality: str, task: str) -> Iterator[Route]:
        """Return every route of a task that there could be, lawful or not."""
        return candidate_routes(self.instance, municipality, task)

    def refusals(self, route: Route) -> tuple[str, ...]:
        """Return the names of the rules that refuse a route."""
        return tuple(list_refusals(self.instance, route))

    @cached_property
    def sending(self) -> frozenset[str]:
        """The names of the rules that send tasks somewhere."""
        return frozenset(rule.name for rule in all_rules() if rule.demands_place)

    def first_lawful(self, municipality: str, task: str, places: Iterable[str]) -> Route | None:
        """The task at the first of the places that may answer it; None where none may."""
        ways = (Route(municipality, task, place, form_of(self.instance, municipality, place)) for place in places)
        return next((way for way in ways if way in self.lawful), None)

    @cached_property
    def tariff(self) -> Tariff:
        """What is `charged`: by the instance, where nothing else is."""
        return Tariff(self.instance) if self.charged is None else self.charged

    @cached_property
    def pieces_count(self) -> int:
        """Pieces over all centres, the size that drives the model."""
        return sum(len(reach.pieces) for reach in self.reach.values())

    @cached_property
    def class_of(self) -> Mapping[str, CostClass]:
        """The class of each centre that can be used."""
        return {centre: one for one in self.classes for centre in one.centres}

    def exact_kr(self, centre: str, volume: float) -> float:
        """Kr. a year of a centre's answering a pooled volume, on its curve."""
        return self.instance.centres[centre].cost_factor * self.class_of[centre].curve.cost_kr(volume)

    def by_pieces_kr(self, centre: str, volume: float) -> float:
        """As `exact_kr`, by the pieces the model uses; beyond what the centre can reach, by those of its class."""
        reached_kr = cheapest_kr(self.reach[centre].pieces, volume)
        if reached_kr is not None:
            return reached_kr
        pieces, factor = self.class_of[centre].pieces, self.instance.centres[centre].cost_factor
        return factor * min(piece.cost_kr(volume) for piece in pieces if piece.low <= volume <= piece.high)

    def pooled_volume(self, route: Route) -> float:
        """Pooled volume of a route's contacts a year."""
        return self.instance.pooled_contacts[route.municipality, route.task]

    def above_target(self, kpi: Kpi, route: Route) -> float:
        """What a route adds to a KPI's sum above its target: (value - target) × contacts a year."""
        contacts = self.instance.contacts[route.municipality, route.task]
        return (self.instance.kpi_values[kpi.kpi, route.form, route.task] - (kpi.target or 0.0)) * contacts

    @cached_property
    def dearest_kr(self) -> Mapping[str, float]:
        """The dearest a pooled contact can be in each centre that can be used: see `dearest_kr`."""
        rows = self.instance.centres
        return {centre: dearest_kr(self.instance, rows[centre], one.curve) for centre, one in self.class_of.items()}

    def purchase_value_kr(self, law: LegalRule, routes: Iterable[Route]) -> float:
        """What the routes are worth a year under a legal rule on purchases (kr.)."""
        tasks = self.instance.tasks
        covered = (route for route in routes if route.form in law.forms and law.covers_task(tasks[route.task]))
        return sum(self._value_kr(route) for route in covered)

    def _value_kr(self, route: Route) -> float:
        terms, set_kr = self.sale_terms[route.centre], self.instance.settings.policy.purchase_price_kr
        key = (route.municipality, route.task)
        contacts, price_kr = self.instance.contacts[key], set_kr if terms.price_kr is None else terms.price_kr
        if price_kr is not None:
            return contacts * price_kr
        today_kr = self.instance.today_unit_kr[key]
        dearest_kr = max(0.0, self.dearest_kr[route.centre] - today_kr)
        return (1 + terms.markup) * (contacts * today_kr + self.pooled_volume(route) * dearest_kr)

    @cached_property
    def sale_terms(self) -> Mapping[str, SaleTerms]:
        """What each centre asks of those who buy of it."""
        return {centre: SaleTerms.of_centre(row) for centre, row in self.instance.centres.items()}

    def paid_besides_kr(self, route: Route) -> float:
        """What a buyer pays for a route besides its charges and its part of the centre (kr. a year); below 0, less."""
        terms = self.sale_terms[route.centre]
        unpooled_kr = self.tariff.charge_of_route(route).unpooled_kr
        return terms.extra_kr(self.instance.contacts[route.municipality, route.task], unpooled_kr)


def build_problem(instance: Instance, differs_from: Iterable[Structure] = ()) -> Problem:
    """Compute routes and reachable pieces; leave out centres that can never reach their minimum."""
    routes, closed = _routes_of_open_centres(instance, eligible_routes(instance))
    used = {route.centre for route in routes}
    classes = tuple(_classes_of_service(instance, [centre for centre in instance.centres if centre in used]))
    return Problem(instance, routes, _reaches(instance, routes, classes), closed, classes, tuple(differs_from))


def restrict_to_group(problem: Problem, group: Collection[str]) -> Problem:
    """Return the problem in which only the municipalities of a group take part, and the others pay nothing.

    The group has its own centres, the shared ones that its members may use, and the limits of the whole as they stand.
    What a contact counts, a centre costs and a purchase is worth stays as in the whole.
    """
    centres, others = problem.instance.centres, problem.routes_of.keys() - set(group)
    routes = (route for route in problem.routes if route.municipality in group)
    with_them = [route for route in routes if route.form != "purchased" or centres[route.centre].seat in group]
    return replace(restrict_problem(problem, with_them), staying_out=StayingOut(dict.fromkeys(sorted(others), 0.0)))


def restrict_problem(problem: Problem, routes: Iterable[Route]) -> Problem:
    """Return the problem in which there are only these of its routes; a plan costs the same in it.

    Centres that can never reach their minimum over them are left out as well.
    """
    kept = frozenset(routes)
    open_ones, closed = _routes_of_open_centres(
        problem.instance, tuple(route for route in problem.routes if route in kept)
    )
    used = {route.centre for route in open_ones}
    served = ((one, tuple(centre for centre in one.centres if centre in used)) for one in problem.classes)
    classes = tuple(replace(one, centres=centres) for one, centres in served if centres)
    reach = _reaches(problem.instance, open_ones, classes)
    return replace(problem, routes=open_ones, reach=reach, closed={**problem.closed, **closed}, classes=classes)


def _routes_of_open_centres(
    instance: Instance, eligible: tuple[Route, ...]
) -> tuple[tuple[Route, ...], dict[str, Shortfall]]:
    """The routes to centres that can reach their minimum, and the centres that cannot."""
    unshared = _centres_below_minimum(instance, eligible)
    remaining = tuple(route for route in eligible if route.form == "local" or route.centre not in unshared)
    unopened = _too_small(instance, remaining)
    return tuple(route for route in remaining if route.centre not in unopened), unshared | unopened


def _reaches(instance: Instance, routes: tuple[Route, ...], classes: tuple[CostClass, ...]) -> dict[str, CentreReach]:
    """What each centre of the classes can reach, in the order of the centres' table."""
    volumes, class_of = _Volumes(instance, routes), {centre: one for one in classes for centre in one.centres}
    return {
        centre: _reach_of_centre(volumes, class_of[centre], centre) for centre in instance.centres if centre in class_of
    }


def _classes_of_service(instance: Instance, centres: Iterable[str]) -> Iterator[CostClass]:
    """The centres by service, in the order of the first of each."""
    by_service: dict[CentreService, list[str]] = defaultdict(list)
    for centre in centres:
        by_service[centre_service(instance, instance.centres[centre])].append(centre)
    for service, members in by_service.items():
        curve = CentreCurve.of_service(instance, service)
        yield CostClass(service, tuple(members), curve, curve.cover_by_pieces(instance.settings.curve.max_error))


class _Volumes:
    """The most that can be brought to each centre over the given routes, and the least that a single one brings."""

    def __init__(self, instance: Instance, routes: tuple[Route, ...]) -> None:
        self.instance = instance
        self.own: dict[str, float] = defaultdict(float)
        self.offered: dict[str, float] = defaultdict(float)
        self.least: dict[str, float] = defaultdict(lambda: inf)
        for route in routes:
            volumes, pooled = self.own if route.form == "local" else self.offered, instance.pooled_contacts
            volumes[route.centre] += pooled[route.municipality, route.task]
            self.least[route.centre] = min(self.least[route.centre], pooled[route.municipality, route.task])

    def most_of_others(self, centre: str) -> float:
        """Most of other municipalities' volume, within the centre's own limits."""
        row = self.instance.centres[centre]
        sold = inf if row.max_sold_share is None else row.max_sold_share * self.own[centre]
        limit = sold if row.kind == "local" else inf
        return min(self.offered[centre], limit, self.maximum_volume(centre))

    def highest_volume(self, centre: str) -> float:
        """Most of all volume, within the centre's own limits."""
        return min(self.own[centre] + self.most_of_others(centre), self.maximum_volume(centre))

    def maximum_volume(self, centre: str) -> float:
        """The centre's maximum volume, or infinity."""
        return self.instance.centres[centre].max_volume or inf


def _centres_below_minimum(instance: Instance, routes: tuple[Route, ...]) -> dict[str, Shortfall]:
    """Centres that cannot reach their minimum; for a host, that cannot sell the least it must."""
    volumes = _Volumes(instance, routes)
    closed = {}
    for centre in dict.fromkeys(route.centre for route in routes if route.away):
        row = instance.centres[centre]
        needs = row.min_sold if row.kind == "local" else row.min_volume
        reaches = volumes.most_of_others(centre)
        if reaches < needs:
            closed[centre] = Shortfall(needs, reaches)
    return closed


def _too_small(instance: Instance, routes: tuple[Route, ...]) -> dict[str, Shortfall]:
    """Centres that cannot reach the minimum volume of an open centre with all that may come to them."""
    volumes = _Volumes(instance, routes)
    used = dict.fromkeys(route.centre for route in routes if route.centre in instance.centres)
    found = {centre: Shortfall(instance.centres[centre].min_volume, volumes.highest_volume(centre)) for centre in used}
    return {centre: short for centre, short in found.items() if short.reaches < short.needs}


def _reach_of_centre(volumes: _Volumes, one: CostClass, centre: str) -> CentreReach:
    """What a centre can reach.

    A service of its own gives many short pieces at small volumes: those that its smallest task is beyond are left out.
    """
    row, most = volumes.instance.centres[centre], volumes.highest_volume(centre)
    least = min(volumes.least[centre], most) if one.curve.times is None else 0.0
    beyond = tuple(piece for piece in one.pieces if piece.high >= least)
    cut = reachable_pieces(beyond, row.min_volume, most)
    scaled = tuple(piece.times(row.cost_factor) for piece in cut)
    return CentreReach(volumes.own[centre], volumes.most_of_others(centre), scaled)
