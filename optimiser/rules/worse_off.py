"""The rule that nobody pays more than today: what a municipality pays, as the model can count it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import inf
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from optimiser.data.allocation_names import BY_LOAD, BY_TODAYS_COST
from optimiser.data.instance import Instance
from optimiser.data.wishes import municipalities_of, wishes_of_kind
from optimiser.rules.rule import (
    COUNTRY,
    ImpossibleRule,
    Requirement,
    Rule,
    Slack,
    Trait,
    Whom,
    scaled_kr,
    unscaled_contacts,
)
from optimiser.rules.wishes import requirement_of_wish

if TYPE_CHECKING:
    from optimiser.model.formulation import CentrePiece, Formulation, Link
    from optimiser.planning.plan import Plan
    from optimiser.planning.problem import Problem
    from optimiser.planning.routes import Route


class NoMunicipalityWorseOff(Rule):
    """**no-municipality-worse-off**: a municipality's share of the costs is not above what it pays today.

    own charges + own centre + Σ_c Σ_k asked(c) · highest(c,k) · brought[m,c,k] + Σ besides · assign[m,t,c] <= today(m)

    asked(c) = 1 + `centres.sale_markup`, and besides = that mark-up on what is not pooled; with
    `centres.sale_price_kr` asked(c) = 0 and besides = price · contacts - what is not pooled. The host's centre costs it
    so much less. A price is linear, and counted as it is. Without one
    a centre's cost is shared by pooled volume, which is not linear: the unit cost changes as others
    join. The rule counts a buyer at the highest unit cost of the piece, and a host at its centre's
    cost minus its buyers at no more than the lowest, so a plan that obeys it leaves nobody worse off
    as the model counts a centre, by straight pieces; a plan that only just satisfies it may be missed. What is
    proved is proved of a loose model, in which buyers pay the lowest and hosts get the highest, so that it holds for
    every plan that satisfies the rule. On the
    cost curve itself a host may pay more than today by the stated error of the pieces. Of all with
    `policy.no_municipality_worse_off`, else of those alone of whom a wish says so.

    With another `policy.allocation` than by-load the rule is Σ cost <= Σ_m today(m). By today's cost that is the same
    for each as for all. By the others it is what any payments need by which nobody pays more, and not enough for it:
    what each pays is a ratio of two things that the plan decides (host-price), or takes many solves, so that wishes of
    single municipalities ask nothing, which is told.
    """

    name = "no-municipality-worse-off"
    words = {"da": "ingen kommune betaler mere", "en": "no municipality pays more"}
    declared_in = (
        "policy.no_municipality_worse_off",
        "policy.allocation",
        "wishes.kind",
        "centres.sale_price_kr",
        "centres.sale_markup",
    )
    phrases = {
        "worse off anyway": {
            "da": "{names} betaler mere end i dag, uanset hvad der vælges; {about} betaler mindst {least} kr. mod "
            "{today} kr. i dag.",
            "en": "{names} pay more than today whatever is chosen; {about} pays at least {least} kr., compared with "
            "{today} kr. today.",
        },
        "asks worse off": {
            "da": "ingen kommune må betale mere end i dag",
            "en": "no municipality may pay more than today",
        },
        "drop worse off": {
            "da": "Tillad, at en kommune betaler mere end i dag",
            "en": "Allow a municipality to pay more than today",
        },
    }
    measured_at: frozenset[Whom] = frozenset({"municipality", "country"})
    keeps_away_in_model = True

    def is_asked(self, instance: Instance) -> bool:
        return bool(_kept_from_paying_more(instance)) or _asks_of_all_together(instance)

    def has(self, trait: Trait, instance: Instance) -> bool:
        """Return False for what is of each, where it is asked of all together: the row of the cost is exact."""
        if _asks_of_all_together(instance) and trait in ("tells_centres_apart", "keeps_away_in_model"):
            return False
        return super().has(trait, instance)

    def constrain(self, f: Formulation) -> None:
        instance = f.problem.instance
        if _asks_of_all_together(instance):
            f.constrain_once(self.name, f.cost() <= scaled_kr(instance.today_kr))
        if portfolios := _kept_from_paying_more(instance):
            f.constrain(self.name, portfolios, lambda m: _share(f, m) <= scaled_kr(instance.today_of_kr(m)))

    def conflicts(self, problem: Problem) -> Iterator[ImpossibleRule]:
        """Return the municipalities that pay more than today whatever is chosen, as one conflict."""
        if portfolios := _kept_from_paying_more(problem.instance):
            paid = {code: _least_share_kr(problem, code) for code in portfolios}
            excess = {code: least - problem.instance.today_of_kr(code) for code, least in paid.items()}
            names = [problem.instance.municipalities[code].name for code in excess if excess[code] > 0]
            if names:
                worst = max(excess, key=lambda code: excess[code])
                about = problem.instance.municipalities[worst].name
                figures = {"least": paid[worst], "today": problem.instance.today_of_kr(worst), "names": names}
                yield ImpossibleRule(self.name, about, "worse off anyway", figures)

    def slacks(self, plan: Plan) -> Iterator[Slack]:
        """Return by how much less than today each municipality pays; the model keeps further away than it must."""
        instance = plan.problem.instance
        if _asks_of_all_together(instance):
            yield Slack(COUNTRY, instance.today_kr - plan.cost_kr, instance.today_kr)
        asked = set(_kept_from_paying_more(instance))
        for code, share in plan.shares_by_municipality.items() if asked else ():
            today_kr = instance.today_of_kr(code)
            if code in asked:
                yield Slack(instance.municipalities[code].name, today_kr - share.yearly_kr, today_kr)

    def requirements(self, instance: Instance) -> Iterator[Requirement]:
        if instance.settings.policy.no_municipality_worse_off:
            parameter = "policy.no_municipality_worse_off"
            yield Requirement(self.name, "", "worse off", parameter, True, "false", rows=(self.name,))
        wishes = wishes_of_kind(instance, "pay no more than today")
        for wish in wishes if instance.settings.policy.allocation in (BY_LOAD, BY_TODAYS_COST) else ():
            if any(instance.tasks_of[code] for code in municipalities_of(instance, wish)):
                yield requirement_of_wish(self, wish, rows=(self.name,))


def _asks_of_all_together(instance: Instance) -> bool:
    """Return True where the rule is of the plan's whole cost, as it is not divided by load."""
    policy = instance.settings.policy
    by_today = policy.allocation == BY_TODAYS_COST and bool(wishes_of_kind(instance, "pay no more than today"))
    return policy.allocation != BY_LOAD and (policy.no_municipality_worse_off or by_today)


def _kept_from_paying_more(instance: Instance) -> list[str]:
    """Return the municipalities with contacts of whom it is asked by load: all by the policy, or those of wishes."""
    if instance.settings.policy.allocation != BY_LOAD:
        return []
    everybody = instance.settings.policy.no_municipality_worse_off
    wished = wishes_of_kind(instance, "pay no more than today")
    about = {code for wish in wished for code in municipalities_of(instance, wish)}
    return [code for code, tasks in instance.tasks_of.items() if tasks and (everybody or code in about)]


# ---- the model ------------------------------------------------------------------------------------


def _share(f: Formulation, m: str) -> Any:
    """Return what a municipality pays at most (million kr. a year), or at least in a loose model."""
    unit_kr = cheapest_unit_kr if f.loose else dearest_unit_kr
    keys = [key for _, q in f.links_by_municipality.get(m, []) for key in f.pieces_by_centre[q]]
    asked = {key: f.problem.sale_terms[key[0]].part_of_cost for key in keys}
    bought = sum(part * unit_kr(f, key) * f.m.brought[m, *key] for key, part in asked.items())
    return _charges(f, m) + _own_centre(f, m) + bought + _besides(f, f.links_by_municipality.get(m, ()))


def _charges(f: Formulation, m: str) -> Any:
    tasks = f.problem.instance.tasks_of[m]
    routes = sum(f.charge[c].yearly_kr * f.m.assign[c] for t in tasks for c in f.choices_by_task[m, t])
    links = f.links_by_municipality.get(m, [])
    connected = sum(f.link_charge[link].yearly_kr * f.count_connections(link) for link in links)
    forms = (key for key in f.m.uses if key[0] == m)
    uses = sum(f.problem.tariff.using_form(*key).yearly_kr * f.m.uses[key] for key in forms)
    return scaled_kr(routes + connected + uses)


def _own_centre(f: Formulation, m: str) -> Any:
    """Return the cost of the own centre less what its buyers pay at the least, or at the most in a loose model."""
    unit_kr = dearest_unit_kr if f.loose else cheapest_unit_kr
    c = f.problem.instance.own_centre.get(m, "")
    keys = f.pieces_by_centre.get(c, [])
    operation = sum(
        scaled_kr(f.pieces[key].fixed_kr) * f.m.piece[key] + f.pieces[key].slope_kr * f.volume_on(key) for key in keys
    )
    part = f.problem.sale_terms[c].part_of_cost if c else 0.0
    by_load = sum(part * unit_kr(f, key) * f.m.sold[key] for key in keys if key in f.m.sold)
    sold = by_load + _besides(f, f.links_by_pool.get(c, ()))
    host = scaled_kr(f.problem.tariff.charge_of_host(c).yearly_kr) * f.m.sell[c] if c in f.m.sell else 0.0
    opened = scaled_kr(f.problem.tariff.open_centre(c).yearly_kr) * f.is_open(c) if keys else 0.0
    return operation + opened + host - sold


def _besides(f: Formulation, links: Iterable[Link]) -> Any:
    """Return what is paid over some links besides charges and parts of centres (million kr.): prices and mark-ups.

    The rule tells centres apart, so that no link is to a pool of several.
    """
    routes = {choice: f.choices[choice] for link in links for choice in f.choices_by_link[link]}
    paid_kr = {choice: f.problem.paid_besides_kr(route) for choice, route in routes.items()}
    return sum(scaled_kr(kr) * f.m.assign[choice] for choice, kr in paid_kr.items() if kr)


def dearest_unit_kr(f: Formulation, key: CentrePiece) -> float:
    """Return what no buyer on the piece pays more than for a pooled contact (kr.); 0 where nothing is pooled.

    Between two stations of the curve its unit cost nearly just rises or just falls, and the part of the centre's own
    charges falls ever more slowly: the two together are dearest at a station.
    """
    volumes = _stations(f, key)
    unit_costs_kr = _on_curve_kr(f, key, volumes) + _charges_of_centre_kr(f, key) / volumes
    return float(np.max(unit_costs_kr, initial=0.0))


def cheapest_unit_kr(f: Formulation, key: CentrePiece) -> float:
    """Return what no buyer on the piece pays less than for a pooled contact (kr.); 0 where nothing is pooled.

    The centre's answering is cheapest at one volume and the part of its own charges at another, maybe: each is taken
    at its least, and answering on the curve or by the piece, whichever is less.
    """
    volumes, piece = _stations(f, key), f.pieces[key]
    if not volumes.size:
        return 0.0
    least, most = float(volumes[0]), float(volumes[-1])
    by_piece_kr = min(piece.cost_kr(volume) / volume for volume in (least, most))
    return min(float(np.min(_on_curve_kr(f, key, volumes))), by_piece_kr) + _charges_of_centre_kr(f, key) / most


def _stations(f: Formulation, key: CentrePiece) -> NDArray[np.float64]:
    """Return the volumes of a piece that a centre with a buyer can have, and those of the curve between, if any."""
    piece = f.pieces[key]
    if piece.high == 0:
        return np.empty(0)
    return f.problem.class_of[key[0]].curve.stations_between(max(piece.low, _least_load(f, key)), piece.high)


def _on_curve_kr(f: Formulation, key: CentrePiece, volumes: NDArray[np.float64]) -> NDArray[np.float64]:
    factor, curve = f.problem.instance.centres[key[0]].cost_factor, f.problem.class_of[key[0]].curve
    return factor * curve.unit_costs_kr(volumes)


def _charges_of_centre_kr(f: Formulation, key: CentrePiece) -> float:
    """Return what the centre costs a year besides answering, and as a host."""
    centre, tariff = key[0], f.problem.tariff
    host_kr = tariff.charge_of_host(centre).yearly_kr if centre in f.m.sell else 0.0
    return tariff.open_centre(centre).yearly_kr + host_kr


def _least_load(f: Formulation, key: CentrePiece) -> float:
    """Return the least pooled volume a connected centre can have: the smallest task anyone can send (contacts)."""
    links = f.links_by_pool[key[0]]
    volumes = (f.volume[choice] for link in links for choice in f.choices_by_link[link])
    return unscaled_contacts(min((volume for volume in volumes if volume > 0), default=1.0))


# ---- dearer than today whatever is chosen ---------------------------------------------------------


def _least_share_kr(problem: Problem, code: str) -> float:
    """Return what no plan costs the municipality less than: each task at its cheapest, at the least unit costs.

    Of a municipality that may sell at more than cost nothing is known: what it earns by that has no such limit.
    """
    routes, own = problem.routes_of.get(code, []), problem.instance.own_centre.get(code, "")
    if own in problem.reach and problem.reach[own].others and not problem.sale_terms[own].is_by_load:
        return -inf
    least: dict[str, float] = {}
    for route in routes:
        cost_kr = problem.tariff.charge_of_route(route).yearly_kr + problem.pooled_volume(route) * _least_unit_kr(
            problem, route
        )
        if route.away:
            cost_kr += problem.paid_besides_kr(route)
        least[route.task] = min(cost_kr, least.get(route.task, cost_kr))
    return sum(least.values()) + _least_access_kr(problem, routes)


def _least_unit_kr(problem: Problem, route: Route) -> float:
    """Return the least unit cost its centre can come to, at any volume it can reach; 0 where nothing is pooled."""
    if route.form == "unchanged" or not (pieces := problem.reach[route.centre].pieces)[-1].high:
        return 0.0
    curve = problem.class_of[route.centre].curve
    reached = [piece.high for piece in pieces] + [piece.low for piece in pieces if piece.low > 0]
    unit_costs_kr = curve.unit_costs_kr(curve.stations_between(min(reached), max(reached)))
    asked = problem.sale_terms[route.centre].part_of_cost if route.away else 1.0
    return asked * problem.instance.centres[route.centre].cost_factor * float(min(unit_costs_kr))


def _least_access_kr(problem: Problem, routes: list[Route]) -> float:
    """Return the cheapest way to be answered in a centre: a link, or the own centre, whose cost a host may share."""
    in_departments = {route.task for route in routes if route.form == "unchanged"}
    ways = [_access_kr(problem, route) for route in routes if route.task not in in_departments]
    return min(ways, default=0.0)


def _access_kr(problem: Problem, route: Route) -> float:
    if route.away:
        return problem.tariff.charge_of_link(route.municipality, route.centre, route.form).yearly_kr
    can_share = problem.instance.municipalities[route.municipality].candidate_host
    return 0.0 if can_share else problem.tariff.open_centre(route.centre).yearly_kr
