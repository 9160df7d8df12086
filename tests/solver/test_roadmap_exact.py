"""A path from the model of all years costs what brute force over all paths finds, and keeps the rules between them."""

from dataclasses import replace
from math import inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimiser.data.instance import Instance
from optimiser.model.build import build
from optimiser.model.compiled import compile_formulation
from optimiser.model.roadmap_build import CompiledRoadmap, build_roadmap
from optimiser.planning.pools import alike_pools, single_pools
from optimiser.planning.problem import build_problem
from optimiser.planning.roadmap import RoadmapPlan, RoadmapProblem
from optimiser.roadmap import solve_roadmap
from optimiser.rules import path_rules
from optimiser.rules.not_undone import NotUndone
from optimiser.rules.path_rule import PathRule
from optimiser.solver import highs
from optimiser.solver.highs import SolverLimits
from optimiser.solver.roadmap_exact import FoundPath, find_path, find_path_within, is_path
from tests.random_existing import random_instance_with_existing
from tests.random_instances import random_instance
from tests.random_roadmaps import random_roadmap
from tests.roadmaps import HOST, REGION, path_of, result_of, toy_roadmap
from tests.sampling import examples
from tests.witness_roadmap import cheapest_path

SEEDS = st.integers(0, 1_000_000)
LIMITS = SolverLimits(gap=0.0, seconds=60.0, threads=1, seed=1)
FORMS = ("local", "purchased", "regional", "external")


def _ignore(_objective: float, _bound: float) -> bool:
    return False


def _found(instance: Instance) -> FoundPath:
    return find_path(RoadmapProblem.of_instance(instance), LIMITS, _ignore)


def _cost_kr(instance: Instance) -> float:
    found = _found(instance)
    return inf if found.path is None else found.path.cost_kr


def _bound_kr(instance: Instance) -> float:
    found = _found(instance)
    return inf if found.infeasible or found.bound_kr is None else found.bound_kr


def assert_right(
    seed: int, *, existing: bool = False, pairs: bool = False, undoing: bool = False
) -> RoadmapPlan | None:
    """The path of a seed's roadmap costs what brute force found, claims no more, and breaks no rule; it is returned."""
    instance = random_roadmap(seed, existing=existing, pairs=pairs, undoing=undoing)
    best, found = cheapest_path(instance), _found(instance)
    if best.cost_kr == inf:
        assert (found.path, found.infeasible) == (None, True)
        return None
    assert found.path is not None
    assert is_path(found.path, of_whole_model=True)
    assert found.path.cost_kr == pytest.approx(best.cost_kr, rel=1e-6)
    assert found.bound_kr == pytest.approx(best.cost_kr, rel=1e-6)
    return found.path


@settings(derandomize=True, max_examples=examples(12, 40), deadline=None)
@given(seed=SEEDS)
def test_a_path_costs_what_brute_force_finds(seed: int) -> None:
    assert_right(seed)


@settings(derandomize=True, max_examples=examples(10, 30), deadline=None)
@given(seed=SEEDS)
def test_a_path_from_what_exists_costs_what_brute_force_finds(seed: int) -> None:
    assert_right(seed, existing=True)


@settings(derandomize=True, max_examples=examples(7, 20), deadline=None)
@given(seed=SEEDS)
def test_a_path_with_a_connection_for_each_pair_costs_what_brute_force_finds(seed: int) -> None:
    assert_right(seed, pairs=True)


def assert_nobody_pays_more(seed: int) -> bool:
    """The model counts who pays what to the safe side: no path is too cheap, and no bound above the best there is."""
    instance = random_roadmap(seed, existing=seed % 3 == 0, pairs=seed % 2 == 0, nobody_pays_more=True)
    best, found = cheapest_path(instance), solve_roadmap(instance, gap=1e-6)
    assert not found.breaches
    if found.objective_kr is not None:
        assert found.objective_kr >= best.cost_kr * (1 - 1e-6)
    if found.bound_kr is not None:
        assert found.bound_kr <= best.cost_kr * (1 + 1e-6)
    if found.status == "infeasible":
        assert best.cost_kr == inf
    return found.objective_kr is not None and best.plans != ()


def test_nobody_pays_more_in_any_year_where_that_is_asked() -> None:
    assert sum(assert_nobody_pays_more(seed) for seed in range(24)) > 3


@pytest.mark.nightly
@pytest.mark.parametrize("start", range(0, 2000, 250))
def test_nobody_pays_more_in_many_roadmaps(start: int) -> None:
    assert sum(assert_nobody_pays_more(seed) for seed in range(start, start + 250)) > 25


@pytest.mark.nightly
@pytest.mark.parametrize("start", range(0, 2000, 250))
def test_many_paths_with_pairs_cost_what_brute_force_finds(start: int) -> None:
    for seed in range(start, start + 250):
        assert_right(seed, existing=seed % 2 == 0, pairs=True)


@pytest.mark.nightly
@pytest.mark.parametrize("existing", [False, True])
@pytest.mark.parametrize("start", range(0, 2000, 250))
def test_many_paths_cost_what_brute_force_finds(start: int, existing: bool) -> None:
    for seed in range(start, start + 250):
        assert_right(seed, existing=existing)


BINDING = {"not-undone": 1, "yearly-budget": 4, "municipal-budget": 4, "joining": 120, "minimum-ramp": 94}
"""A seed for each rule of an instance whose best path it changes."""


@pytest.mark.parametrize(
    "rule", [rule for rule in path_rules.PATH_RULES if rule.name in BINDING], ids=lambda rule: rule.name
)
def test_each_rule_between_years_changes_the_best_path_of_a_roadmap(
    rule: PathRule, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else no comparison with brute force would tell whether the rule is there."""
    instance = random_roadmap(BINDING[rule.name])
    with_it = _bound_kr(instance)
    monkeypatch.setattr(path_rules, "PATH_RULES", tuple(one for one in path_rules.PATH_RULES if one is not rule))
    assert _bound_kr(instance) < with_it * (1 - 1e-6)


# ---- laws of the model ----------------------------------------------------------------------------


@settings(derandomize=True, max_examples=examples(7, 20), deadline=None)
@given(seed=SEEDS)
def test_more_budget_never_costs_more(seed: int) -> None:
    instance = random_roadmap(seed)
    more = tuple(
        row.model_copy(update={"investment_budget_kr": 2 * row.investment_budget_kr + 100_000})
        if row.investment_budget_kr is not None
        else row
        for row in instance.tables.years
    )
    richer = replace(instance, tables=replace(instance.tables, years=more))
    assert _cost_kr(richer) <= _cost_kr(instance) * (1 + 1e-9)


@settings(derandomize=True, max_examples=examples(7, 20), deadline=None)
@given(seed=SEEDS)
def test_a_form_that_is_there_later_never_gains(seed: int) -> None:
    instance = random_roadmap(seed)
    later = tuple(row.model_copy(update={"first_year": row.first_year + 1}) for row in instance.tables.first_years)
    delayed = replace(instance, tables=replace(instance.tables, first_years=later))
    assert _cost_kr(instance) <= _cost_kr(delayed) * (1 + 1e-9)


@settings(derandomize=True, max_examples=examples(7, 20), deadline=None)
@given(seed=SEEDS)
def test_no_form_is_used_before_its_first_year(seed: int) -> None:
    instance = random_roadmap(seed, existing=True)
    found = _found(instance)
    for year, plan in found.path.plans.items() if found.path else ():
        assert all(year >= instance.first_years.get((route.form, route.task), year) for route in plan.routes)


@pytest.mark.parametrize("draw", [random_instance, random_instance_with_existing])
def test_a_roadmap_of_one_year_has_the_matrix_and_the_optimum_of_that_year(draw) -> None:  # type: ignore[no-untyped-def]
    for seed in range(25):
        problem = build_problem(draw(seed))
        year = compile_formulation(build(problem, single_pools(problem))).linear
        roadmap = RoadmapProblem(problem.instance, {problem.period: problem})
        compiled = CompiledRoadmap.of(build_roadmap(roadmap))
        path = compiled.model.linear
        for part in ("low", "high", "integer", "row_low", "row_high", "start", "index", "value"):
            assert np.array_equal(getattr(year, part), getattr(path, part))
        assert (year.column_names, year.row_names) == (path.column_names, path.row_names)
        np.testing.assert_allclose(path.cost, year.cost, rtol=1e-12)
        solution = highs.solve(path, LIMITS, _ignore)
        if solution.x is not None and len(problem.routes_of) == len(problem.instance.contacts_of):
            of_year = compiled.path_of(solution.x)
            assert of_year.cost_kr == pytest.approx(of_year.plans[problem.period].cost_kr, rel=1e-12)


# ---- restricted models, pools, starts -------------------------------------------------------------


@settings(derandomize=True, max_examples=examples(7, 20), deadline=None)
@given(seed=SEEDS)
def test_among_the_routes_of_the_best_path_and_others_the_best_path_is_found(seed: int) -> None:
    instance = random_roadmap(seed)
    problem = RoadmapProblem.of_instance(instance)
    best = find_path(problem, LIMITS, _ignore).path
    if best is None:
        return
    for extra in (False, True):
        routes = {
            year: [
                *best.plans[year].routes,
                *(route for route in one.routes if extra and route.form in ("unchanged", "local")),
            ]
            for year, one in problem.problems.items()
        }
        within = find_path_within(problem, routes, LIMITS, _ignore, start=None)
        assert within.path is not None
        assert within.path.problem is problem
        assert is_path(within.path, of_whole_model=True)
        assert within.path.cost_kr == pytest.approx(best.cost_kr, rel=1e-9)


@settings(derandomize=True, max_examples=examples(7, 20), deadline=None)
@given(seed=SEEDS)
def test_the_model_with_like_centres_in_pools_is_a_bound(seed: int) -> None:
    instance = random_roadmap(seed)
    problem = RoadmapProblem.of_instance(instance)
    best = find_path(problem, LIMITS, _ignore)
    if best.path is not None:
        compiled = CompiledRoadmap.of(build_roadmap(problem, alike_pools))
        solution = highs.solve(compiled.model.linear, LIMITS, _ignore)
        assert solution.bound * 1e6 <= best.path.cost_kr * (1 + 1e-6)


@settings(derandomize=True, max_examples=examples(7, 20), deadline=None)
@given(seed=SEEDS)
def test_a_path_is_a_point_of_the_model_and_comes_back_from_it(seed: int) -> None:
    problem = RoadmapProblem.of_instance(random_roadmap(seed))
    path = find_path(problem, LIMITS, _ignore).path
    if path is None:
        return
    compiled = CompiledRoadmap.of(build_roadmap(problem))
    linear, start = compiled.model.linear, compiled.start_of(path)
    low, high = linear.low.copy(), linear.high.copy()
    columns = list(start)
    low[columns] = high[columns] = list(start.values())
    solution = highs.solve(replace(linear, low=low, high=high), LIMITS, _ignore)
    assert solution.x is not None
    assert solution.objective * 1e6 == pytest.approx(path.cost_kr, rel=1e-6)
    again = compiled.path_of(solution.x)
    assert {year: set(plan.routes) for year, plan in again.plans.items()} == {
        year: set(plan.routes) for year, plan in path.plans.items()
    }


def test_the_rows_of_the_budgets_are_known_by_their_year() -> None:
    instance = next(
        drawn for seed in range(100) if len((drawn := random_roadmap(seed)).budgets_kr) == len(drawn.years) > 1
    )
    compiled = CompiledRoadmap.of(build_roadmap(RoadmapProblem.of_instance(instance)))
    high = compiled.model.linear.row_high
    assert {year: high[row] * 1e6 for year, row in compiled.budget_rows.items()} == pytest.approx(instance.budgets_kr)


# ---- what is no path ------------------------------------------------------------------------------


OWN = {("901", "L4"): HOST, ("901", "L6"): HOST}
BOUGHT = {**OWN, ("902", "L4"): HOST, ("903", "L4"): HOST}
ELSEWHERE = {**OWN, ("902", "L4"): REGION, ("903", "L4"): REGION, ("902", "L6"): REGION}


@pytest.mark.parametrize(
    ("contract", "third", "undone"),
    [
        ("none", BOUGHT, set()),
        ("none", OWN, {"902", "903"}),
        ("none", ELSEWHERE, {"902", "903"}),
        ("2", ELSEWHERE, {"902", "903"}),
        ("1", ELSEWHERE, set()),
        ("1", OWN, {"902", "903"}),
    ],
)
def test_what_is_begun_is_left_for_no_other_place_but_after_a_contract(
    contract: str, third: dict[tuple[str, str], str], undone: set[str]
) -> None:
    instance = toy_roadmap(f"roadmap.contract_years={contract}", years="year\n2014\n2015\n2016\n")
    path = path_of(instance, dict(zip(instance.years, (OWN, BOUGHT, third), strict=True)))
    assert path.undone == {2014: (), 2015: (), 2016: tuple((code, "L4") for code in sorted(undone))}
    assert NotUndone().allows(path) == (not undone)
    broken = {breach.rule for breach in result_of(path).breaches}
    assert ("not-undone" in broken) == bool(undone)
    assert is_path(path) == (not broken)


# ---- what chance seldom draws ---------------------------------------------------------------------

TWO_TASKS = "municipality,task,contacts\n901,L4,150000\n901,L6,150000\n"
CENTRE_ALONE = "item,basis,form,amount_kr,lifetime_years\nlocal-centre,centre,local,1000000,10\n"


def _today_costs(*unit_costs: float) -> str:
    """The table yearly_changes by which a contact costs so much as today, from the second year on."""
    lines = [f"economy.today_unit_cost_kr,{2015 + number},{kr}\n" for number, kr in enumerate(unit_costs)]
    return "parameter,year,value\n" + "".join(lines)


@pytest.mark.parametrize("ends", [False, True])
def test_a_centre_that_only_pays_off_later_cannot_be_begun_unused_while_there_is_money(ends: bool) -> None:
    """It runs at a loss in the one year with a budget, and may be shut again where another centre is small enough."""
    instance = toy_roadmap(
        f"centres.{REGION}.min_volume={0 if ends else 400_000}",
        years="year,investment_budget_kr\n2014,0\n2015,\n2016,0\n",
        tables={"volumes": TWO_TASKS, "yearly_changes": _today_costs(30, 80), "investments": CENTRE_ALONE},
    )
    best, found = cheapest_path(instance), _found(instance)
    assert found.bound_kr == pytest.approx(best.cost_kr, rel=1e-6)
    assert found.path is not None
    assert found.path.cost_kr == pytest.approx(best.cost_kr, rel=1e-6)


def test_what_has_gone_back_to_where_it_was_does_not_go_home_again() -> None:
    """The own centre is there before the first year; departments are cheap in the first and the last."""
    existing = "municipality,centre,tasks\n901,Østerå,L4; L6\n"
    instance = toy_roadmap(
        "economy.today_unit_cost_kr=20",
        "roadmap.transition_loss=0",
        years="year\n2014\n2015\n2016\n",
        tables={"volumes": TWO_TASKS, "yearly_changes": _today_costs(90, 20), "existing": existing},
    )
    best, found = cheapest_path(instance), _found(instance)
    assert found.path is not None
    assert is_path(found.path)
    assert found.bound_kr == pytest.approx(best.cost_kr, rel=1e-6)
