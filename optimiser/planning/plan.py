"""A plan, and what it costs: by centre, by connection, by route; with the pieces and exactly."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from optimiser.data.columns import Form
from optimiser.planning.assignment import Assignment
from optimiser.planning.charges import Charge, total
from optimiser.planning.problem import Problem
from optimiser.planning.routes import DEPARTMENTS, Route
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
        return {centre: self._load(routes) for centre, routes in self.by_centre.items()}

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
            contacts: dict[str, float] = defaultdict(float)
            for route in routes:
                contacts[route.task] += instance.contacts[route.municipality, route.task]
            service = self.problem.class_of[centre].service
            found[centre] = Staffed.of(service, sum(contacts.values()), work_hours(instance, contacts))
        return found

    @cached_property
    def route_charges(self) -> Mapping[Route, Charge]:
        """What each route costs besides its centre's operation."""
        return {route: self.problem.tariff.route(route) for route in self.routes}

    @cached_property
    def link_charges(self) -> Mapping[tuple[str, str], Charge]:
        """What each connection costs."""
        return {link: self.problem.tariff.link(*link, form) for link, form in self.links.items()}

    @cached_property
    def centre_charges(self) -> Mapping[str, Charge]:
        """What each open centre costs besides operation, being a host included."""
        tariff = self.problem.tariff
        return {
            centre: total([tariff.open_centre(centre), *([tariff.host(centre)] if centre in self.hosts else [])])
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
        return total(
            chain(
                self.route_charges.values(),
                self.link_charges.values(),
                self.centre_charges.values(),
                self.form_charges.values(),
            )
        )

    @cached_property
    def cost_kr(self) -> float:
        """Total cost a year as the model counts it: centres by affine pieces."""
        return sum(cost.by_pieces_kr for cost in self.operation.values()) + self.charges.yearly_kr

    @cached_property
    def exact_cost_kr(self) -> float:
        """Total cost a year with every centre on the curve itself."""
        return sum(cost.exact_kr for cost in self.operation.values()) + self.charges.yearly_kr

    def _load(self, routes: Iterable[Route]) -> CentreLoad:
        contacts = own = others = fte = 0.0
        for route in routes:
            answered = self.problem.instance.contacts[route.municipality, route.task]
            contacts += answered
            fte += self.problem.tariff.fte(route.task, answered)
            if route.form == "local":
                own += self.problem.pooled(route)
            else:
                others += self.problem.pooled(route)
        return CentreLoad(contacts, own, others, fte)
