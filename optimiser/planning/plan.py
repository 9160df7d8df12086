"""A plan, and what it costs: by centre, by connection, by route; with the pieces and exactly."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from optimiser.data.columns import Form
from optimiser.planning.assignment import Assignment, Structure, structure_of
from optimiser.planning.charges import Charge, sum_charges
from optimiser.planning.pools import interchangeable_centres
from optimiser.planning.problem import Problem
from optimiser.planning.routes import DEPARTMENTS, Route
from optimiser.planning.sales import Sale
from optimiser.planning.staffed import Staffed, work_hours


@dataclass(frozen=True)
class CentreLoad:
    """What an open centre answers in a plan: contacts, and pooled volume of its seat and of others."""

    contacts: float
    own: float
    others: float
    fte: float

    @property
    def volume(self) -> float:
        """Pooled volume in contacts a year."""
        return self.own + self.others


@dataclass(frozen=True)
class CentreCost:
    """Yearly cost of a centre's answering (kr.): by the affine pieces the model uses, and exactly."""

    by_pieces_kr: float
    exact_kr: float


@dataclass
class Share:
    """What somebody pays a year, and their part of what is invested once (kr.)."""

    yearly_kr: float = 0.0
    investment_kr: float = 0.0

    def add(self, charge: Charge, part: float = 1.0) -> None:
        """Add a part of a charge."""
        self.yearly_kr += charge.yearly_kr * part
        self.investment_kr += charge.investment_kr * part


Who = Callable[[str, Form], str]
"""Whom a cost is told of: from the municipality that causes it and the form it comes with."""


@dataclass(frozen=True)
class Plan:
    """Exactly one route for each task of each municipality, and all that follows from it."""

    problem: Problem
    routes: tuple[Route, ...]

    @classmethod
    def of(cls, problem: Problem, assignment: Assignment) -> "Plan":
        """Return the plan that an assignment is; KeyError where it leaves contacts without an answer."""
        return cls(problem, assignment.routes_in(problem.instance))

    @property
    def assignment(self) -> Assignment:
        """Who answers what."""
        return Assignment.from_routes(self.routes)

    @cached_property
    def by_centre(self) -> Mapping[str, list[Route]]:
        """The routes that end at each open centre, in the order of the centres' table."""
        found: dict[str, list[Route]] = {centre: [] for centre in self.problem.instance.centres}
        for route in self.routes:
            if route.centre != DEPARTMENTS:
                found[route.centre].append(route)
        return {centre: routes for centre, routes in found.items() if routes}

    @cached_property
    def by_municipality(self) -> Mapping[str, list[Route]]:
        """Each municipality's portfolio as routes, in order of level."""
        found: dict[str, list[Route]] = defaultdict(list)
        for route in self.routes:
            found[route.municipality].append(route)
        return found

    @cached_property
    def absent(self) -> tuple[str, ...]:
        """The municipalities that stay out, where they may."""
        return tuple(code for code in self.problem.staying_out.kr if code not in self.by_municipality)

    @cached_property
    def links(self) -> Mapping[tuple[str, str], Form]:
        """The connections in use, (municipality, centre), with their form."""
        return {(route.municipality, route.centre): route.form for route in self.routes if route.away}

    @cached_property
    def hosts(self) -> tuple[str, ...]:
        """Local centres that sell."""
        sells = {route.centre for route in self.routes if route.form == "purchased"}
        return tuple(centre for centre in self.by_centre if centre in sells)

    @cached_property
    def loads(self) -> Mapping[str, CentreLoad]:
        """What each open centre answers."""
        return {centre: self._load_of(routes) for centre, routes in self.by_centre.items()}

    @cached_property
    def operation(self) -> Mapping[str, CentreCost]:
        """What answering the pooled volume costs at each open centre."""
        return {
            centre: CentreCost(
                self.problem.by_pieces_kr(centre, load.volume), self.problem.exact_kr(centre, load.volume)
            )
            for centre, load in self.loads.items()
        }

    @cached_property
    def staffed(self) -> Mapping[str, Staffed]:
        """How each open centre is staffed for its target."""
        instance = self.problem.instance
        found = {}
        for centre, routes in self.by_centre.items():
            answered = [(route.municipality, route.task) for route in routes]
            service, contacts = self.problem.class_of[centre].service, sum(instance.contacts[key] for key in answered)
            found[centre] = Staffed.of_profile(service, contacts, work_hours(instance, answered))
        return found

    @cached_property
    def route_charges(self) -> Mapping[Route, Charge]:
        """What each route costs besides its centre's operation."""
        return {route: self.problem.tariff.charge_of_route(route) for route in self.routes}

    @cached_property
    def link_charges(self) -> Mapping[tuple[str, str], Charge]:
        """What each connection costs."""
        return {link: self.problem.tariff.charge_of_link(*link, form) for link, form in self.links.items()}

    @cached_property
    def centre_charges(self) -> Mapping[str, Charge]:
        """What each open centre costs besides operation, being a host included."""
        tariff = self.problem.tariff
        return {
            centre: sum_charges(
                [tariff.open_centre(centre), *([tariff.charge_of_host(centre)] if centre in self.hosts else [])]
            )
            for centre in self.by_centre
        }

    @cached_property
    def form_charges(self) -> Mapping[tuple[str, Form], Charge]:
        """What each municipality pays once for using a form at all."""
        used = dict.fromkeys((route.municipality, route.form) for route in self.routes)
        return {use: self.problem.tariff.using_form(*use) for use in used}

    @cached_property
    def charges(self) -> Charge:
        """All that is paid besides the operation of centres, by term."""
        return sum_charges(
            chain(
                self.route_charges.values(),
                self.link_charges.values(),
                self.centre_charges.values(),
                self.form_charges.values(),
            )
        )

    @cached_property
    def cost_kr(self) -> float:
        """Total cost a year as the model counts it: centres by affine pieces; with what those pay who stay out."""
        return self.taking_part_kr + sum(self.problem.staying_out.kr[code] for code in self.absent)

    @property
    def taking_part_kr(self) -> float:
        """What those cost who take part (kr. a year)."""
        return sum(cost.by_pieces_kr for cost in self.operation.values()) + self.charges.yearly_kr

    @cached_property
    def exact_cost_kr(self) -> float:
        """Total cost a year with every centre on the curve itself."""
        return sum(cost.exact_kr for cost in self.operation.values()) + self.charges.yearly_kr

    @cached_property
    def structure(self) -> Structure:
        """What is left of it without trifles."""
        return structure_of(self.routes, interchangeable_centres(self.problem))

    # ---- who pays what: charges go to whom they come from, a centre's cost is shared by those it answers ----

    @cached_property
    def shares_by_municipality(self) -> Mapping[str, Share]:
        """Each municipality's share of all costs; the shares add up to the plan's cost.

        Who buys pays what the host asks, and the host's own share is so much more or less than its part by volume.
        """
        found = self._shares(lambda municipality, _: municipality)
        for (buyer, host), sale in self.sales.items():
            seat, invested_kr = self.problem.instance.centres[host].seat or "", sale.paid_investment_kr
            for who, sign in ((buyer, 1.0), (seat, -1.0)):
                found[who].yearly_kr += sign * sale.surplus_kr
                found[who].investment_kr += sign * (invested_kr - sale.investment_kr)
        return found

    @cached_property
    def sales(self) -> Mapping[tuple[str, str], Sale]:
        """What each buyer's contacts cost at each host that answers them, and what it pays; by (buyer, centre)."""
        found = {}
        for centre in self.hosts:
            parts = self._parts(self.by_centre[centre])
            buyers: dict[str, list[Route]] = defaultdict(list)
            for route in self.by_centre[centre]:
                if route.form == "purchased":
                    buyers[route.municipality].append(route)
            for buyer, routes in buyers.items():
                found[buyer, centre] = self._sale(centre, routes, sum(parts[route] for route in routes))
        return found

    def _sale(self, centre: str, routes: list[Route], part: float) -> Sale:
        """What routes of one buyer cost at a centre, of which they are a part, and what is paid for them."""
        terms, charge = self.problem.sale_terms[centre], self.centre_charges[centre]
        part_kr = part * (charge.yearly_kr + self.operation[centre].by_pieces_kr)
        unpooled_kr = sum(self.route_charges[route].unpooled_kr for route in routes)
        besides_kr = sum(self.problem.paid_besides_kr(route) for route in routes)
        invested_kr = part * charge.investment_kr
        paid_kr = terms.part_of_cost * part_kr + unpooled_kr + besides_kr
        return Sale(part_kr + unpooled_kr, paid_kr, invested_kr, 0.0 if terms.price_kr is not None else invested_kr)

    @cached_property
    def shares_by_form(self) -> Mapping[str, Share]:
        """Each form's share of all costs; the shares add up to the plan's cost."""
        return self._shares(lambda _, form: form)

    def _shares(self, who: Who) -> dict[str, Share]:
        found: dict[str, Share] = defaultdict(Share)
        for route, charge in self.route_charges.items():
            found[who(route.municipality, route.form)].add(charge)
        for (municipality, centre), charge in self.link_charges.items():
            found[who(municipality, self.links[municipality, centre])].add(charge)
        for (municipality, form), charge in self.form_charges.items():
            found[who(municipality, form)].add(charge)
        for centre, routes in self.by_centre.items():
            for route, part in self._parts(routes).items():
                share = found[who(route.municipality, route.form)]
                share.add(self.centre_charges[centre], part)
                share.yearly_kr += self.operation[centre].by_pieces_kr * part
        return found

    def parts_by_municipality(self, centre: str) -> Mapping[str, float]:
        """Return the part of an open centre's cost that falls on each municipality it answers; together 1."""
        found: dict[str, float] = defaultdict(float)
        for route, part in self._parts(self.by_centre[centre]).items():
            found[route.municipality] += part
        return found

    def _parts(self, routes: list[Route]) -> Mapping[Route, float]:
        """Each route's part of a centre: by pooled volume, so that a host is cost-neutral; by contacts without any."""
        loads = {route: self.problem.pooled_volume(route) for route in routes}
        if not any(loads.values()):
            loads = {route: self.problem.instance.contacts[route.municipality, route.task] for route in routes}
        whole = sum(loads.values())
        return {route: load / whole for route, load in loads.items()}

    def _load_of(self, routes: Iterable[Route]) -> CentreLoad:
        contacts = own = others = fte = 0.0
        for route in routes:
            answered = self.problem.instance.contacts[route.municipality, route.task]
            contacts += answered
            fte += self.problem.tariff.fte_of_task(route.municipality, route.task)
            if route.form == "local":
                own += self.problem.pooled_volume(route)
            else:
                others += self.problem.pooled_volume(route)
        return CentreLoad(contacts, own, others, fte)
