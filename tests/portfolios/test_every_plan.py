"""What is said of every plan as cheap as one in hand: held against all such plans, gone through one by one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pytest

from optimiser.data.instance import Instance
from optimiser.data.read import remake_instance
from optimiser.data.tolerances import A_KRONE
from optimiser.planning.plan import Plan
from optimiser.planning.problem import build_problem
from optimiser.portfolios.counting import Counting, CountPrices
from optimiser.portfolios.payments import CheapPlans
from optimiser.solver.every_plan import EveryPlan, settle_every_plan
from optimiser.solver.monitor import ProgressMonitor
from optimiser.solver.solve import Solve
from optimiser.solver.stage import PortfolioProof
from tests.portfolios.prices import any_prices, solve_relaxation
from tests.portfolios.ruled_instances import RULES, routes_of, ruled_instance
from tests.random_instances import random_instance
from tests.sampling import by_day
from tests.witness import Combinations, Way, exact_kr, lawful_portfolios

BY_DAY = (*range(31), 116)
"""In the last two a host that does not price by load has tasks that may not be local, or may be nowhere."""
SEEDS = by_day(BY_DAY, range(300))
DEARER = (1.0, 1.001, 1.02, 1.1)
"""How much dearer than the cheapest the plan in hand is."""
MOST_PLANS = 40


@dataclass(frozen=True)
class EachPlan:
    """All plans of an instance, gone through; `number` draws some of those that cost no more than one in hand."""

    instance: Instance
    number: int

    @cached_property
    def portfolios(self) -> Sequence[Sequence[tuple[Way, ...]]]:
        codes = [code for code, tasks in self.instance.tasks_of.items() if tasks]
        return [lawful_portfolios(self.instance, code, exact_kr) for code in codes]

    @cached_property
    def cost_kr(self) -> np.ndarray:
        return Combinations(self.instance, self.portfolios).lawful_cost_kr

    def plan(self, place: Iterable[int]) -> Plan:
        """The plan of a combination."""
        chosen = (some[number] for some, number in zip(self.portfolios, place, strict=True))
        routes = routes_of(way for portfolio in chosen for way in portfolio)
        return Plan(build_problem(self.instance), routes)

    @cached_property
    def in_hand(self) -> Plan | None:
        """The dearest plan that is not dearer than the cheapest by more than drawn."""
        if not all(self.portfolios) or not np.isfinite(self.cost_kr).any():
            return None
        within = self.cost_kr.min() * DEARER[self.number % len(DEARER)]
        dearest = np.where(self.cost_kr <= within, self.cost_kr, -np.inf).argmax()
        return self.plan(map(int, np.unravel_index(int(dearest), self.cost_kr.shape)))

    def as_cheap(self, most_kr: float) -> list[Plan]:
        """Some of the plans that cost at most so much."""
        places = np.argwhere(self.cost_kr <= most_kr)
        draw = np.random.default_rng(self.number)
        chosen = draw.choice(len(places), min(MOST_PLANS, len(places)), replace=False)
        return [self.plan(map(int, places[one])) for one in chosen]


def more_kr(plan: Plan) -> dict[str, float]:
    """What each municipality pays more than today."""
    instance, shares = plan.problem.instance, plan.shares_by_municipality
    today = {
        code: sum(instance.contacts[code, task] * instance.today_unit_kr[code, task] for task in tasks)
        for code, tasks in instance.tasks_of.items()
    }
    return {code: (shares[code].yearly_kr if code in shares else 0.0) - kr for code, kr in today.items()}


@dataclass(frozen=True)
class Given:
    """A plan in hand, prices, and a search that has both."""

    every: EachPlan
    plan: Plan
    proof: PortfolioProof
    work: Solve


def given(seed: int) -> Iterator[Given]:
    """Plans of an instance of any kind, and of one that asks for a rule, with prices of the relaxation, or any."""
    drawn = random_instance(seed)
    asking = [
        row.model_copy(update={"sale_markup": 0.5} if seed % 4 else {"sale_price_kr": 1.0})
        if row.kind == "local"
        else row
        for row in drawn.tables.centres
    ]
    priced = remake_instance(drawn, drawn.settings, centres=asking)
    for instance in (drawn, priced, ruled_instance(list(RULES)[seed % len(RULES)], seed)):
        every = EachPlan(instance, seed)
        if every.in_hand is None:
            continue
        work = Solve(every.in_hand.problem, instance.settings.solver, ProgressMonitor(60.0, lambda _: None))
        optimum = solve_relaxation(work.lagrangian) if seed % 3 else None
        prices = optimum.prices if optimum else any_prices(work.lagrangian, seed)
        work.plan, work.proof = every.in_hand, PortfolioProof(prices, work.lagrangian.evaluate(prices).bound_kr)
        if work.portfolios.bound_holds:
            yield Given(every, every.in_hand, work.proof, work)


def hold(told: EveryPlan, plan: Plan) -> None:
    """Raise where something that is said is not so in a plan."""
    serving, paid = {route.centre for route in plan.routes if route.away}, more_kr(plan)
    away = {route.municipality for route in plan.routes if route.away}
    more = {code for code, kr in paid.items() if kr > A_KRONE * (1 + 1e-6)}
    assert set(told.serving) <= serving
    assert not away & set(told.at_home)
    assert set(told.away) <= away
    assert set(told.always_more) <= {code for code, kr in paid.items() if kr > A_KRONE * (1 - 1e-6)}
    assert not more & set(told.never_more)
    assert told.fewest_more <= len(more) <= told.most_more


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_said_of_every_plan_as_cheap_is_so_of_each(seed: int) -> None:
    for one in given(seed):
        told = settle_every_plan(one.work)
        assert told is not None
        in_hand = {route.centre for route in one.plan.routes if route.away}
        assert set(told.serving) <= in_hand
        for plan in [one.plan, *one.every.as_cheap(told.most_kr)]:
            hold(told, plan)
            assert {route.centre for route in plan.routes if route.away} <= in_hand | set(told.may_serve)


@pytest.mark.parametrize("seed", SEEDS)
def test_at_any_prices_no_plan_counts_fewer_and_everybody_has_a_way_that_is_left(seed: int) -> None:
    for one in given(seed):
        most_kr = one.plan.cost_kr * (1 + 1e-9) + 1.0
        plans = CheapPlans(one.work.lagrangian, one.proof.prices, one.work.lagrangian.whole, most_kr)
        draw, ways = np.random.default_rng(seed), plans.ways
        prices = CountPrices(float(draw.exponential(3.0)), draw.exponential(1e-5, len(plans.sites)))
        fewest = Counting.of_surely_more(plans).least_count(prices)
        most = -Counting.of_perhaps_more(plans).least_count(prices)
        for plan in one.every.as_cheap(most_kr):
            paid = more_kr(plan)
            assert fewest <= sum(kr > A_KRONE * (1 - 1e-6) for kr in paid.values())
            assert most >= sum(kr > A_KRONE * (1 + 1e-6) for kr in paid.values())
            for i, code in enumerate(one.work.portfolios.municipalities):
                mine = ways.part(ways.municipality == i)
                added_kr = np.where(mine.may_add, plans.slack_kr - mine.beyond_kr, 0.0)
                assert mine.least_kr.min() <= paid[code] + 1e-3
                assert (mine.most_kr + added_kr).max() >= paid[code] - 1e-3
