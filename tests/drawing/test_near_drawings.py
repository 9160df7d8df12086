"""Drawings near the best, against every drawing of small countries: what they cost, how they differ, second aims."""

import signal
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from math import isfinite
from random import Random

import pytest

from optimiser import SolverOptions, draw_regions, evaluate_fixed_plan, solve
from optimiser.data.instance import Instance
from optimiser.data.read import remake_instance
from optimiser.drawing.country import Country, Drawing, drawing_of
from optimiser.drawing.drawing_costs import DrawingCosts
from optimiser.drawing.measures import cut_borders, kept_with, moved_between
from optimiser.drawing.moving import MovingDrawing
from optimiser.drawing.near_drawings import (
    NearDrawings,
    fewest_cut_borders,
    find_near_drawings,
    most_kept,
)
from optimiser.drawing.pricing import Priced
from optimiser.drawing.regions import DrawnRegions
from optimiser.drawing.rules import DrawingRules
from optimiser.drawing.walking import CloseTo, FarFrom, FewCutBorders, walk_to_lower_cost
from tests.drawing.countries import every_drawing, random_rules, small_country
from tests.sampling import by_day

WITHIN = 0.03
SEEDS = (0, 3, 4, 10)
"""Countries of five municipalities in which several drawings cost nearly what the best does."""
EXACTLY = SolverOptions(gap=1e-7)


@dataclass(frozen=True)
class _Case:
    """A country that was drawn, and what each of its drawings costs that has a plan."""

    instance: Instance
    rules: DrawingRules
    drawn: DrawnRegions
    cost_kr: Mapping[Drawing, float]

    @property
    def country(self) -> Country:
        return Country(self.instance, self.rules)

    @property
    def best(self) -> Drawing:
        return drawing_of(self.drawn.groups.values())

    @property
    def region_of(self) -> Mapping[str, str]:
        return {code: row.region for code, row in self.instance.municipalities.items()}

    def costs(self) -> DrawingCosts:
        return DrawingCosts(Priced(self.country), self.best, self.drawn.result.assignment)

    def near(self, number: int = 3, differ: int = 1, seed: int = 0) -> NearDrawings:
        return find_near_drawings(
            self.instance, self.drawn, self.rules, within=WITHIN, number=number, differ=differ, seed=seed
        )

    def cheap(self, near: NearDrawings) -> list[Drawing]:
        return [drawing for drawing, kr in self.cost_kr.items() if kr <= near.limit_kr]


@cache
def _case(seed: int, municipalities: int = 5) -> _Case:
    return _drawn(small_country(seed, municipalities), seed)


def _drawn(instance: Instance, seed: int) -> _Case:
    rules = random_rules(seed, instance)
    drawn = draw_regions(instance, rules, EXACTLY, most_solves=5000)
    assert drawn is not None
    priced, cost_kr = Priced(Country(instance, rules)), {}
    for drawing in every_drawing(priced.country):
        kr = solve(priced.of_drawing(drawing), gap=0.0, nearest_host=False).objective_kr
        if kr is not None:
            cost_kr[drawing] = kr
    return _Case(instance, rules, drawn, cost_kr)


# ---- What drawings cost, told at once -------------------------------------------------------------


def _assert_plans_cost_what_is_told(case: _Case) -> int:
    """Return for how many drawings the plan is the cheapest."""
    costs, priced, cheapest = case.costs(), Priced(case.country), 0
    assert costs.cost_kr(case.best) <= case.drawn.cost_kr + 1e-3
    for drawing, solved_kr in case.cost_kr.items():
        told_kr = costs.cost_kr(drawing)
        if isfinite(told_kr):
            plan = costs.plan(dict(zip(costs.names, drawing, strict=False)))
            evaluated = evaluate_fixed_plan(plan, priced.of_drawing(drawing))
            assert evaluated.lawful_figures is not None, evaluated.breaches
            assert evaluated.lawful_figures.objective_kr == pytest.approx(told_kr, rel=1e-9)
            assert told_kr >= solved_kr * (1 - 1e-7)
            cheapest += told_kr <= solved_kr * (1 + 1e-6)
    return cheapest


@pytest.mark.parametrize("seed", SEEDS)
def test_what_a_drawing_is_told_to_cost_is_what_its_cheapest_plan_does(seed: int) -> None:
    assert _assert_plans_cost_what_is_told(_case(seed)) == len(_case(seed).cost_kr)


def test_where_some_buy_of_others_what_is_told_is_what_a_plan_costs() -> None:
    """Who buys or sells in the plan in hand stays where it is, which is cheapest for all drawings of this country."""
    country = small_country(4, 5)
    host = max(country.tables.municipalities, key=lambda row: row.population).code
    of_host = {"cost_factor": 0.35, "max_sold_share": 0.25, "min_sold": 0.0}
    hosts = [row.model_copy(update={"candidate_host": row.code == host}) for row in country.tables.municipalities]
    centres = [
        row.model_copy(update={"cost_factor": 0.4} if row.kind == "virtual" else of_host if row.seat == host else {})
        for row in country.tables.centres
    ]
    case = _drawn(remake_instance(country, country.settings, municipalities=hosts, centres=centres), 4)
    assert {"purchased", "regional"} <= {line.form for line in case.drawn.result.lines.assignments}
    assert case.costs().staying
    assert _assert_plans_cost_what_is_told(case) == len(case.cost_kr) == 10


# ---- Walks ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", by_day(range(5), range(12)))
def test_each_step_of_a_walk_obeys_the_rules_and_aims_are_kept_up(seed: int) -> None:
    instance = small_country(seed, 7)
    country = Country(instance, random_rules(seed, instance))
    lawful = list(every_drawing(country))
    if not lawful:
        return
    rng = Random(f"walk {seed}")  # noqa: S311  # nothing secret is drawn
    others = [rng.choice(lawful), rng.choice(lawful)]
    aims = FarFrom(others, country.rules.most_groups), CloseTo(others[:1], country.rules.most_groups)
    cut = FewCutBorders(instance.neighbours_of)
    moving = MovingDrawing(country, rng.choice(lawful))
    for aim in (*aims, cut):
        aim.begin(moving.group_of)
    for _ in range(60):
        for move in moving.step(rng):
            for aim in (*aims, cut):
                aim.move(*move)
        assert country.allows(moving.drawing)
        assert aims[0].worth() == min(moved_between(moving.drawing, other) for other in others)
        assert aims[1].worth() == -moved_between(moving.drawing, others[0])
        assert cut.worth() == -cut_borders(moving.drawing, instance.neighbours_of)


# ---- Near drawings --------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("differ", [1, 2])
def test_drawings_found_obey_the_rules_cost_what_they_may_and_differ_as_asked(seed: int, differ: int) -> None:
    case = _case(seed)
    near = case.near(differ=differ)
    assert near.limit_kr == pytest.approx(case.drawn.cost_kr * (1 + WITHIN))
    assert near.gap is not None
    for one in near.drawings:
        assert one.cost_kr * (1 - near.gap) <= case.drawn.cost_kr * (1 + 1e-7)
        drawing = drawing_of(one.groups.values())
        assert case.country.allows(drawing)
        assert case.cost_kr[drawing] * (1 - 1e-7) <= one.cost_kr <= near.limit_kr
        assert one.evaluation.is_lawful
        own = {code: (name,) for name, group in one.groups.items() for code in group}
        assert dict(one.evaluation.instance.groups_of) == own
        assert one.moved == moved_between(case.best, drawing)
        stay = sum(len(group & case.drawn.groups.get(name, frozenset())) for name, group in one.groups.items())
        assert stay == len({*own}.union(*case.best)) - one.moved  # groups have the names of those they are matched with
    found = [case.best, *(drawing_of(one.groups.values()) for one in near.of_kind("near"))]
    assert all(moved_between(*pair) >= differ for pair in combinations(found, 2))


def test_the_most_different_the_most_compact_and_the_nearest_to_todays_regions_are_found() -> None:
    """In all of these countries; the search proves nothing of it."""
    for seed in SEEDS:
        _assert_farthest_and_best_are_found(_case(seed))


@pytest.mark.nightly
@pytest.mark.parametrize("seed", [23, 24, 26, 27, 33, 35, 38, 39])
def test_they_are_found_in_countries_of_six_municipalities(seed: int) -> None:
    _assert_farthest_and_best_are_found(_case(seed, 6))


def _assert_farthest_and_best_are_found(case: _Case) -> None:
    near, region_of, neighbours = case.near(), case.region_of, case.instance.neighbours_of
    cheap = case.cheap(near)
    farthest = max(moved_between(case.best, drawing) for drawing in cheap)
    assert max((one.moved for one in near.of_kind("near")), default=0) == farthest > 0
    (compact,), (regions,) = near.of_kind("compact"), near.of_kind("todays-regions")
    assert compact.cut_borders == min(cut_borders(drawing, neighbours) for drawing in cheap)
    assert regions.kept == max(kept_with(drawing, region_of) for drawing in cheap)


@pytest.mark.parametrize("seed", by_day(range(8), range(25)))
def test_a_second_aim_is_said_to_be_proven_only_where_no_drawing_serves_it_better(seed: int) -> None:
    """Whatever it costs: bounds that follow from counting are held against every drawing."""
    instance = small_country(seed, 6)
    country = Country(instance, random_rules(seed, instance))
    region_of = {code: row.region for code, row in instance.municipalities.items()}
    for drawing in every_drawing(country):
        assert cut_borders(drawing, instance.neighbours_of) >= fewest_cut_borders(country)
        assert kept_with(drawing, region_of) <= most_kept(country)


def test_the_same_seed_gives_the_same_drawings() -> None:
    one, again = (_case(10).near(seed=1) for _ in range(2))
    assert [(near.kind, near.groups) for near in one.drawings] == [(near.kind, near.groups) for near in again.drawings]


def test_who_is_always_together_is_so_in_all_drawings_found() -> None:
    case = _case(3)
    near = case.near()
    every = [case.drawn.groups, *(one.groups for one in near.drawings)]
    assert [settled.code for settled in near.settled] == sorted(case.instance.municipalities)
    for settled in near.settled:
        named = {next((name for name, group in groups.items() if settled.code in group), "") for groups in every}
        assert settled.groups == len(named)
        own = (
            next((group for group in groups.values() if settled.code in group), frozenset[str]()) for groups in every
        )
        assert settled.with_ == frozenset.intersection(*own) - {settled.code}
    assert len({settled.groups for settled in near.settled}) > 1


@pytest.mark.parametrize("seed", SEEDS[1:])
def test_walks_to_a_lower_cost_lead_from_the_dearest_drawing_to_the_cheapest_of_all(seed: int) -> None:
    case = _case(seed)
    costs = case.costs()
    cost_of = {drawing: costs.cost_kr(drawing) for drawing in every_drawing(case.country)}
    dearest = max((drawing for drawing, kr in cost_of.items() if isfinite(kr)), key=cost_of.__getitem__)
    assert cost_of[dearest] > min(cost_of.values()) + 1
    found = walk_to_lower_cost(costs, dearest, case.country, lambda: False)
    assert cost_of[found] == pytest.approx(min(cost_of.values()), abs=1)
    assert walk_to_lower_cost(costs, found, case.country, lambda: False) == found


def test_ctrl_c_ends_the_search_with_what_was_found() -> None:
    case = _case(10)
    told: list[tuple[int, int]] = []

    def interrupt(found: int, sought: int) -> None:
        told.append((found, sought))
        signal.raise_signal(signal.SIGINT)

    near = find_near_drawings(case.instance, case.drawn, case.rules, within=WITHIN, differ=1, report=interrupt)
    assert told == [(1, 12)]
    assert near.interrupted
    assert [one.kind for one in near.drawings] == ["near"]
    assert len(near.settled) == len(case.instance.municipalities)
