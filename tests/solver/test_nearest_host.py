"""Hosts among equals: the nearer one is taken, at no more than the gap allows, also where little tells them apart."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from optimiser import audit_result, read, solve
from optimiser.data.instance import Instance
from optimiser.data.read import remake_instance
from optimiser.data.rows import Wish
from optimiser.planning.plan import Plan
from optimiser.planning.problem import Problem, build_problem
from optimiser.planning.routes import Route
from optimiser.report.html.header import proof
from optimiser.report.localizer import Localizer
from optimiser.report.summaries.nearness import tell_nearness
from optimiser.solver.dealing import MOST_UNITS, fill_knapsack
from optimiser.solver.monitor import ProgressMonitor
from optimiser.solver.nearest_host import nearness_of, settle_ties
from optimiser.solver.nearness_bound import least_mean_km
from optimiser.solver.solve import Solve, WarmStart
from optimiser.solver.stage import is_plan
from tests.random_instances import random_instance_with_wishes

TOY = Path(__file__).parents[2] / "instances" / "toy"
TWO_HOSTS = (
    *("municipalities.902.candidate_host=true", "municipalities.904.candidate_host=false", "structure=none"),
    *("centres.*.max_sold_share=0.35", "centres.*.cost_factor=1", "task_costs.*.extra_kr=0"),
)
NEAR, CROSSED = 22.2390, 25.4641
"""Km from Søkær to Østerå and from Åby to Ærholm, due south; and from each to the other host, across."""


def two_hosts(*more: str) -> Instance:
    """The toy with two hosts that are alike and have room for one buyer each."""
    return read(TOY, overrides=[*TWO_HOSTS, *more])


def crossed(instance: Instance) -> Solve:
    """A search whose plan has each buyer at the host that is farther from it."""
    problem = build_problem(instance)
    at = {("903", "L4"): "Ærholm", ("904", "L6"): "Østerå"}
    own = {code: instance.own_centre[code] for code in ("901", "902")}
    routes = []
    for code, task in instance.contacts:
        place = at.get((code, task)) or own.get(code, "departments")
        routes.append(_route(problem, code, task, place))
    work = Solve(problem, instance.settings.solver, ProgressMonitor(60.0, lambda _: None))
    work.start_from(WarmStart(tuple(routes)))
    return work


def _route(problem: Problem, code: str, task: str, place: str) -> Route:
    found = problem.first_lawful(code, task, [place])
    assert found is not None, (code, task, place)
    return found


def test_each_buyer_gets_the_nearer_of_two_like_hosts() -> None:
    work = crossed(two_hosts())
    assert work.plan is not None
    cost_kr = work.plan.cost_kr
    told = settle_ties(work)
    assert told is not None
    assert (told.before.mean_km, told.after.mean_km) == pytest.approx((CROSSED, NEAR), abs=1e-3)
    assert (told.after.buyers, told.dearer_kr) == (2, 0.0)
    assert work.plan.cost_kr == pytest.approx(cost_kr)
    assert {(m, c) for m, c in work.plan.links} == {("903", "Østerå"), ("904", "Ærholm")}


def dearer_connection(instance: Instance, yearly_kr: float) -> Instance:
    """The instance with a price of its own for who buys from Ærholm, which tells it from the other host."""
    dear = instance.tables.connections[0].model_copy(
        update={"form": "purchased", "centre": "Ærholm", "yearly_kr": yearly_kr, "municipality": "904"}
    )
    return remake_instance(instance, instance.settings, connections=[*instance.tables.connections, dear])


def test_without_points_nothing_is_settled() -> None:
    toy = two_hosts()
    nowhere = [row.model_copy(update={"lat": None, "lon": None}) for row in toy.tables.municipalities]
    assert settle_ties(crossed(remake_instance(toy, toy.settings, municipalities=nowhere))) is None


def test_where_prices_tell_hosts_apart_the_nearer_one_is_taken_for_no_more_than_the_gap_allows() -> None:
    plain = crossed(two_hosts())
    assert plain.plan is not None
    usual_kr = plain.problem.tariff.link_terms("903", "Ærholm", "purchased").yearly_kr
    for more_kr in (100.0, 10_000.0):
        for gap in (0.0, 5_000.0 / plain.plan.cost_kr):
            instance = dearer_connection(two_hosts(f"solver.gap={gap}"), usual_kr + more_kr)
            work = crossed(instance)
            assert work.plan is not None
            first_kr = work.plan.cost_kr
            work.bound_kr = first_kr
            told = settle_ties(work)
            assert told is not None
            moved = told.after.mean_km == pytest.approx(NEAR, abs=1e-3)
            dearer_kr = more_kr if ("904", "Ærholm") in work.plan.links else 0.0
            assert work.plan.cost_kr - first_kr == pytest.approx(told.dearer_kr, abs=0.01)
            assert told.dearer_kr <= gap * first_kr * (1 + gap) + 0.01
            assert moved == (more_kr <= gap * first_kr), (more_kr, gap, dearer_kr)


def test_where_rules_tell_hosts_apart_ties_are_decided_by_plans_that_obey_them() -> None:
    must_sell = crossed(two_hosts("centres.Østerå.must_sell=true"))
    assert settle_ties(must_sell) is not None
    assert must_sell.plan is not None
    assert {(m, c) for m, c in must_sell.plan.links} == {("903", "Østerå"), ("904", "Ærholm")}
    toy = two_hosts()
    wish = Wish(wish="elsewhere", kind="not from", whom="904", centre="Ærholm")
    away = crossed(remake_instance(toy, toy.settings, wishes=[wish]))
    told = settle_ties(away)
    assert told is not None
    assert told.after.mean_km == told.before.mean_km


def test_of_plans_that_must_differ_from_another_the_nearer_one_differs_too() -> None:
    best = solve(two_hosts())
    problem = build_problem(best.instance, [Plan.of(build_problem(best.instance), best.assignment).structure])
    work = Solve(problem, best.instance.settings.solver, ProgressMonitor(60.0, lambda _: None))
    work.run_stages()
    assert work.plan is not None
    settle_ties(work)
    assert is_plan(problem, work.plan.routes)
    same = crossed(best.instance)
    same.problem = problem
    same.plan = Plan(problem, same.plan.routes if same.plan else ())
    told = settle_ties(same)
    assert told is not None
    assert told.after == told.before


def test_a_solve_settles_ties_unless_it_is_told_not_to_and_the_audit_knows() -> None:
    instance = two_hosts()
    result, off = solve(instance), solve(instance, nearest_host=False)
    assert off.run.nearest_host is None
    told = result.run.nearest_host
    assert told is not None
    assert told.mean_km == pytest.approx(NEAR, abs=1e-3)
    assert result.objective_kr == pytest.approx(off.objective_kr)
    assert result.breaches == []
    (sentence,) = tell_nearness(Localizer("en"), result)
    assert "22 km as the crow flies" in sentence
    changed = {"mean_km": 20.0, "buyers": 3, "in_own_region": 1, "least_mean_km": 21.0}
    wrong = result.with_run(nearest_host=told.model_copy(update=changed))
    found = {breach.about for breach in audit_result(wrong).breaches}
    assert found == {f"run.json, nearest_host, {name}" for name in changed}


def test_no_more_is_told_of_how_near_hosts_can_be_than_is_proven() -> None:
    result = solve(two_hosts())
    told = result.run.nearest_host
    assert told is not None
    for least_km, sentence in (
        (told.mean_km, "No equal plan has nearer hosts on average; that is proven."),
        (told.mean_km - 1.5, "In no equal plan is the mean under 20 km; that is proven."),
        (None, "It is not proven that no equal plan has nearer hosts."),
    ):
        changed = result.with_run(nearest_host=told.model_copy(update={"least_mean_km": least_km}))
        assert sentence in next(tell_nearness(Localizer("en"), changed))


def test_what_near_hosts_cost_is_told_as_more_less_or_nothing() -> None:
    result = solve(two_hosts())
    told = result.run.nearest_host
    assert told is not None
    for dearer_kr, sentence in ((1234.0, "costs 1,234 kr. more"), (-7.0, "costs 7 kr. less"), (0.0, "costs no more.")):
        changed = result.with_run(nearest_host=told.model_copy(update={"dearer_kr": dearer_kr}))
        assert sentence in next(tell_nearness(Localizer("en"), changed))


def test_a_report_calls_hosts_settled_only_where_they_are() -> None:
    by_distance, by_nothing = solve(two_hosts()), solve(two_hosts(), nearest_host=False)
    told = [" ".join(proof(Localizer("en"), result)) for result in (by_distance, by_nothing)]
    assert ["hosts are near" in text for text in told] == [True, False]
    assert ["Who buys from whom is not settled" in text for text in told] == [False, True]


def every_plan(problem: Problem) -> Iterator[Plan]:
    """Every plan there is, by trying all."""
    ways = [
        [route for route in problem.routes if (route.municipality, route.task) == key]
        for key in problem.instance.contacts
    ]
    return (Plan(problem, routes) for routes in product(*ways) if is_plan(problem, routes))


def test_no_plan_within_a_budget_has_hosts_that_are_nearer_than_is_proven() -> None:
    """Every plan of small instances is gone through, at several budgets, and proofs begun at several distances."""
    tight = 0
    for seed in (300, 569, 591, 616, 640):
        instance = random_instance_with_wishes(seed)
        work = Solve(build_problem(instance), instance.settings.solver, ProgressMonitor(60.0, lambda _: None))
        work.run_stages()
        plans = [(plan, near.mean_km) for plan in every_plan(work.problem) if (near := nearness_of(plan))]
        least_kr = min(plan.cost_kr for plan, _ in plans)
        for more, begun in product((1.0, 1.05, 1.5), (0.5, 1.0, 1.5)):
            within = [(plan, km) for plan, km in plans if plan.cost_kr <= least_kr * more]
            work.plan, nearest_km = min(within, key=lambda one: one[1])
            proven_km = least_mean_km(work, least_kr * more, begun * nearest_km) or 0.0
            assert proven_km <= nearest_km * (1 + 1e-9), (seed, more, begun)
            tight += proven_km > 0.9 * nearest_km
    assert tight >= 5


@pytest.mark.parametrize("seed", range(30))
def test_a_knapsack_is_filled_as_well_as_by_trying_everything(seed: int) -> None:
    """But for what rounding leaves: half a part of the room for each item, on either side."""
    draw = np.random.default_rng(seed)
    volume, gain = draw.integers(1, 50, 8).astype(float), draw.normal(0, 1, 8)
    there, least, most = draw.random(8) < 0.9, float(draw.integers(0, 60)), float(draw.integers(40, 120))
    part = 8 * most / MOST_UNITS

    def best(low: float, high: float) -> float:
        ways = (np.array(way) for way in product((False, True), repeat=8))
        kept = (way for way in ways if not (way & ~there).any() and low <= volume @ way <= high)
        return max((float(gain @ way) for way in kept), default=-np.inf)

    found = fill_knapsack(volume, gain, there, least, most)
    worth = -np.inf if found is None else float(gain[found].sum())
    assert best(least, most - part) - 1e-9 <= worth <= best(least - part, most) + 1e-9
