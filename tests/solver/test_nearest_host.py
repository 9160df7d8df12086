"""Hosts among equals: the nearer one is taken, at no more than the gap allows; nothing where they are told apart."""

from itertools import product
from pathlib import Path

import numpy as np
import pytest

from optimiser import audit_result, read, solve
from optimiser.data.instance import Instance
from optimiser.data.read import remake_instance
from optimiser.planning.problem import Problem, build_problem
from optimiser.planning.routes import Route
from optimiser.report.localizer import Localizer
from optimiser.report.summaries.result import tell_nearness
from optimiser.solver.monitor import ProgressMonitor
from optimiser.solver.nearest_host import MOST_UNITS, fill_knapsack, settle_ties
from optimiser.solver.solve import Solve, WarmStart

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


def test_without_points_or_where_connections_tell_hosts_apart_nothing_is_settled() -> None:
    toy = two_hosts()
    nowhere = [row.model_copy(update={"lat": None, "lon": None}) for row in toy.tables.municipalities]
    assert settle_ties(crossed(remake_instance(toy, toy.settings, municipalities=nowhere))) is None
    dear = toy.tables.connections[0].model_copy(update={"form": "purchased", "centre": "Ærholm", "yearly_kr": 1.0})
    apart = remake_instance(toy, toy.settings, connections=[*toy.tables.connections, dear])
    assert settle_ties(crossed(apart)) is None


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
    wrong = result.with_run(nearest_host=told.model_copy(update={"mean_km": 20.0, "buyers": 3, "in_own_region": 1}))
    found = {breach.about for breach in audit_result(wrong).breaches}
    assert found == {f"run.json, nearest_host, {name}" for name in ("mean_km", "buyers", "in_own_region")}


@pytest.mark.parametrize("seed", range(30))
def test_a_knapsack_is_filled_as_well_as_by_trying_everything(seed: int) -> None:
    """But for what rounding leaves: a part in 20,000 of the room for each item."""
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
