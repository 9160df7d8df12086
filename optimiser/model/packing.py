"""What is packed: the portfolios a pool answers, the centres they can go to, and what that costs.

The pooled model's plan says which portfolios the pool answers and what every host keeps of its own.
Whole portfolios are packed into the pool's centres; a portfolio that fits nowhere may go home. The
packed plan obeys every rule, so its cost against the pooled bound is a proven gap.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf

from optimiser.data.rows import Kpi
from optimiser.model.compiled import VariableValues
from optimiser.planning.charges import Charge, sum_charges
from optimiser.planning.cost_curve import Piece
from optimiser.planning.filling import Room, pack_portfolios
from optimiser.planning.plan import Plan
from optimiser.planning.pools import Pool
from optimiser.planning.problem import Problem
from optimiser.planning.routes import DEPARTMENTS, HOME, Route
from optimiser.rules.registry import all_rules
from optimiser.rules.rule import scaled_contacts, unscaled_contacts

Bundle = tuple[str, str]
"""(municipality, pool): tasks that go to the pool together."""
PackingOption = tuple[str, str, str]
"""(municipality, pool, centre or home): where a bundle can go."""


@dataclass(frozen=True)
class Packing:
    """The packing model of a pooled plan.

    `settled` are the routes already certain, `bundles` the tasks by municipality and pool, `wanted`
    what the pooled model would have each centre answer for others (million contacts a year).
    """

    problem: Problem
    pools: tuple[Pool, ...]
    settled: tuple[Route, ...]
    bundles: Mapping[Bundle, tuple[str, ...]]
    wanted: Mapping[str, float]

    # ---- what can be packed where --------------------------------------------------------------

    @cached_property
    def plan(self) -> Plan:
        """The settled part of the plan."""
        return Plan(self.problem, self.settled)

    @cached_property
    def routes(self) -> Mapping[tuple[str, str, str], Route]:
        """Lawful routes by (municipality, task, centre)."""
        return {(route.municipality, route.task, route.centre): route for route in self.problem.routes}

    @cached_property
    def centres(self) -> tuple[str, ...]:
        """Centres of the pools in use that can serve: a host must answer some of its own."""
        used = {pool for _, pool in self.bundles}
        members = (centre for pool in self.pools if pool.name in used for centre in pool.centres)
        rows = self.problem.instance.centres
        return tuple(c for c in members if rows[c].kind != "local" or c in self.plan.loads)

    @cached_property
    def options(self) -> Mapping[PackingOption, tuple[Route, ...]]:
        """Where each bundle can go: (municipality, pool, centre or home), as routes."""
        pools = {pool.name: pool.centres for pool in self.pools}
        found = {}
        for (municipality, pool), tasks in self.bundles.items():
            for centre in (*pools[pool], HOME):
                routes = self._routes_to(municipality, tasks, centre)
                if routes and self._may_take(municipality, centre, routes):
                    found[municipality, pool, centre] = routes
        return found

    @property
    def can_hold(self) -> bool:
        """True when every bundle has somewhere to go."""
        return {option[:2] for option in self.options} == self.bundles.keys()

    def _routes_to(self, municipality: str, tasks: Iterable[str], centre: str) -> tuple[Route, ...]:
        places = self._home_places(municipality) if centre == HOME else (centre,)
        keys = [[(municipality, task, place) for place in places] for task in tasks]
        found = [next((self.routes[key] for key in some if key in self.routes), None) for some in keys]
        return tuple(route for route in found if route) if all(found) else ()

    def _home_places(self, municipality: str) -> tuple[str, ...]:
        own = self.problem.instance.own_centre.get(municipality, DEPARTMENTS)
        return (own, DEPARTMENTS)

    def _may_take(self, municipality: str, centre: str, routes: tuple[Route, ...]) -> bool:
        """A seat that buys from its own pool buys from another centre of it: its own is home."""
        if centre == HOME:
            return self._may_return(municipality) and self._has_room(municipality, routes)
        seat = self.problem.instance.centres[centre].seat
        return seat != municipality and centre in self.centres and self._within_cap(routes)

    def _may_return(self, municipality: str) -> bool:
        """Going home changes what home does: not where others are served, nor under rules on portfolios."""
        weighed = any(rule.return_can_break and rule.is_asked(self.problem.instance) for rule in all_rules())
        own = self.problem.instance.own_centre.get(municipality)
        alone = sum(1 for bundle in self.bundles if bundle[0] == municipality) == 1
        return alone and not weighed and own not in self.centres and own not in self.plan.hosts

    def _has_room(self, municipality: str, routes: tuple[Route, ...]) -> bool:
        """True when the own centre keeps within its limits with the returned routes."""
        own = self.problem.instance.own_centre.get(municipality)
        load = self._at_home(municipality, routes).loads.get(own or "")
        if own is None or load is None:
            return True
        row = self.problem.instance.centres[own]
        return row.min_volume <= load.volume <= (inf if row.max_volume is None else row.max_volume)

    def _at_home(self, municipality: str, returned: tuple[Route, ...] = ()) -> Plan:
        """What the municipality does for itself in the settled plan, with routes that come home."""
        kept = tuple(route for route in self.settled if route.municipality == municipality)
        return Plan(self.problem, kept + returned)

    def _within_cap(self, routes: tuple[Route, ...]) -> bool:
        return all(
            self.problem.purchase_value_kr(law, routes) <= law.cap_kr
            for law in self.problem.instance.laws
            if law.cap_kr is not None
        )

    # ---- figures -------------------------------------------------------------------------------

    def volume_of(self, bundle: Bundle) -> float:
        """Pooled volume of a bundle in millions of contacts a year."""
        pooled = self.problem.instance.pooled_contacts
        return scaled_contacts(sum(pooled[bundle[0], task] for task in self.bundles[bundle]))

    def most_sold(self, centre: str) -> float:
        """The most a centre may answer for others, given its own (million contacts a year)."""
        share = self.problem.instance.centres[centre].max_sold_share
        limit = inf if share is None else share * self.own_volume(centre)
        return min(limit, scaled_contacts(self.problem.reach[centre].others))

    @cached_property
    def settled_kr(self) -> float:
        """Cost a year of what the packing does not decide: all but the operation of its centres."""
        operation, out = self.plan.operation, self.problem.staying_out.kr
        undecided = {municipality for municipality, _ in self.bundles}
        paid_kr = sum(out[code] for code in self.plan.absent if code not in undecided)
        packed_kr = sum(operation[c].by_pieces_kr for c in self.centres if c in operation)
        return self.plan.taking_part_kr - packed_kr + paid_kr

    def own_volume(self, centre: str) -> float:
        """What the centre answers besides the bundles (million contacts a year)."""
        load = self.plan.loads.get(centre)
        return scaled_contacts(load.volume) if load else 0.0

    def option_kr(self, option: PackingOption) -> tuple[float, float]:
        """What an option costs a year and once, besides the operation of the pool's centres (kr.)."""
        municipality, _, centre = option
        routes = self.options[option]
        if centre == HOME:
            before, after = self._at_home(municipality), self._at_home(municipality, routes)
            return (
                after.taking_part_kr - before.taking_part_kr,
                after.charges.investment_kr - before.charges.investment_kr,
            )
        tariff, form = self.problem.tariff, routes[0].form
        staff = (tariff.charge_of_route(route) for route in routes)
        charge = sum_charges(
            [*staff, tariff.charge_of_link(municipality, centre, form), tariff.using_form(municipality, form)]
        )
        return charge.yearly_kr, charge.investment_kr

    def above_targets(self, kpi: Kpi) -> Iterator[tuple[float, Mapping[PackingOption, float]]]:
        """Of each sum that must meet a KPI's target: what is settled of it, and what each option adds (million).

        A KPI by centre comes in no packing, as it tells centres apart.
        """
        everybody = self.problem.instance.municipalities.keys()
        apart = [{code} for code in dict.fromkeys(code for code, _ in self.bundles)]
        for together in apart if kpi.scope == "municipality" else [everybody]:
            settled = (route for route in self.settled if route.municipality in together)
            options = {option: routes for option, routes in self.options.items() if option[0] in together}
            yield (
                self._volume_above(kpi, settled),
                {option: self._volume_above(kpi, routes) for option, routes in options.items()},
            )

    def _volume_above(self, kpi: Kpi, routes: Iterable[Route]) -> float:
        return sum(scaled_contacts(self.problem.above_target(kpi, route)) for route in routes)

    def serving_charge(self, centre: str) -> Charge:
        """What it costs that a centre serves: becoming a host, or opening a shared centre."""
        local = self.problem.instance.centres[centre].kind == "local"
        return self.problem.tariff.charge_of_host(centre) if local else self.problem.tariff.open_centre(centre)

    @cached_property
    def pieces(self) -> Mapping[tuple[str, int], Piece]:
        """Pieces of the centres that bundles can be packed into."""
        return {(c, k): piece for c in self.centres for k, piece in enumerate(self.problem.reach[c].pieces)}


def split_portfolios(
    problem: Problem, routes: Sequence[Route], pools: tuple[Pool, ...]
) -> tuple[tuple[Route, ...], Mapping[Bundle, tuple[str, ...]], Mapping[str, float]]:
    """Routes as a packing takes them: what is settled, the bundles, and what each centre of a pool answers for others.

    The last in million contacts a year.
    """
    pool_of = {centre: pool.name for pool in pools if not pool.single for centre in pool.centres}
    bundles: dict[Bundle, tuple[str, ...]] = defaultdict(tuple)
    wanted: dict[str, float] = defaultdict(float)
    settled = []
    for route in routes:
        if route.away and route.centre in pool_of:
            bundles[route.municipality, pool_of[route.centre]] += (route.task,)
            wanted[route.centre] += scaled_contacts(problem.pooled_volume(route))
        else:
            settled.append(route)
    return tuple(settled), bundles, wanted


def fill_centres(packing: Packing, seed: int) -> VariableValues:
    """A starting point: every pool's centres filled with whole portfolios to what they should answer."""
    placed = {
        bundle: where for pool in packing.pools if not pool.single for bundle, where in _fill_pool(packing, pool, seed)
    }
    return {
        "take": {option: float(placed[option[:2]] == option[2]) for option in packing.options if option[:2] in placed}
    }


def packed_routes(packing: Packing, values: VariableValues) -> tuple[Route, ...]:
    """All routes of the packed plan."""
    taken = [option for option, value in values.get("take", {}).items() if value > 0.5]
    return packing.settled + tuple(route for option in taken for route in packing.options[option])


def _fill_pool(packing: Packing, pool: Pool, seed: int) -> list[tuple[Bundle, str]]:
    """Where each of a pool's bundles goes; a bundle that fits nowhere goes home if it can.

    A bundle that can go to one place alone goes there first; the others fill what room that leaves.
    """
    volumes = {
        bundle[0]: unscaled_contacts(packing.volume_of(bundle)) for bundle in packing.bundles if bundle[1] == pool.name
    }
    bound = {m: to[0] for m in volumes if len(to := _places_for(packing, m, pool)) == 1}
    taken: dict[str, float] = defaultdict(float)
    for m, centre in bound.items():
        taken[centre] += volumes[m]
    rows = packing.problem.instance.centres
    rooms = {
        c: Room(
            unscaled_contacts(packing.wanted[c]) - taken[c],
            max(0.0, rows[c].min_sold - taken[c]),
            unscaled_contacts(packing.most_sold(c)) - taken[c],
        )
        for c in pool.centres
        if unscaled_contacts(packing.wanted.get(c, 0.0)) > taken[c] and c in packing.centres
    }
    free = {m: volume for m, volume in volumes.items() if m not in bound}
    places = {**(pack_portfolios(free, rooms, seed) if rooms else {}), **bound}
    found = [((m, pool.name), places.get(m, HOME)) for m in volumes]
    return [(bundle, where) for bundle, where in found if (*bundle, where) in packing.options]


def _places_for(packing: Packing, municipality: str, pool: Pool) -> list[str]:
    """Where a municipality's bundle of a pool can go."""
    return [c for c in (*pool.centres, HOME) if (municipality, pool.name, c) in packing.options]
