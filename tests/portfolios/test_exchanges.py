"""Exchanges fill centres in the cheapest way, cost what the plan costs, and only ever make it cheaper."""

from itertools import product
from math import inf

import numpy as np
import pytest

from optimiser.planning.plan import Plan
from optimiser.portfolios.exchanges import OVERFULL_KR, Exchanges, choose_by_exchanges, first_choice, open_centre
from optimiser.portfolios.lagrangian import Lagrangian
from optimiser.solver.stage import is_plan
from tests.portfolios.test_bound import lagrangian_of, optimum_kr
from tests.random_instances import random_instance_with_pairs

SEEDS = range(60)


def opened_at(lagrangian: Lagrangian, seed: int) -> dict[int, int]:
    """Some centres, each on a piece on which it can be, drawn from a seed."""
    draw, there = np.random.default_rng(seed), lagrangian.whole.pieces
    some = [c for c in np.flatnonzero(there.any(axis=1)).tolist() if draw.random() < 0.7]
    return {c: int(draw.choice(np.flatnonzero(there[c]))) for c in some}


def cheapest_filling_kr(work: Exchanges, c: int, members: tuple[int, ...]) -> float:
    """What a centre costs with some members, by going through all their portfolios."""
    one, best = work.centres[c], inf
    ways = [np.flatnonzero(np.isfinite(work.kr[i, c])) for i in members]
    for chosen in product(*ways):
        volume = sum(work.volume[i, c, p] for i, p in zip(members, chosen, strict=True))
        if one.least <= volume <= one.most:
            best = min(best, sum(work.kr[i, c, p] for i, p in zip(members, chosen, strict=True)))
    return best


def test_a_centre_is_filled_in_the_cheapest_way_with_one_more_one_less_or_another() -> None:
    compared = equal = 0
    for seed in range(200):
        lagrangian = lagrangian_of(random_instance_with_pairs(seed))
        opened, costs = opened_at(lagrangian, seed), lagrangian.costs
        centres = [open_centre(costs, c, k) for c, k in opened.items()]
        everyone = np.arange(len(costs.municipalities))
        work = Exchanges(costs, centres, np.full(len(everyone), -1), everyone)
        for c, one in enumerate(centres):
            if one.most <= 0 or one.least > 0:
                continue
            can = np.flatnonzero(np.isfinite(work.kr[:, c]).any(axis=1)).tolist()
            members = tuple(can[:2])
            filled = work.filled(c, members)
            expected = [(filled.kr, cheapest_filling_kr(work, c, members))]
            for n in range(len(members)):
                rest = members[:n] + members[n + 1 :]
                expected.append((filled.without_kr[n], cheapest_filling_kr(work, c, rest)))
                expected += [
                    (filled.swapped_kr[n, i], cheapest_filling_kr(work, c, (*rest, i))) for i in can if i not in members
                ]
            expected += [
                (filled.joined_kr[i], cheapest_filling_kr(work, c, (*members, i))) for i in can if i not in members
            ]
            for found, best in expected:
                assert found >= min(best, OVERFULL_KR) * (1 - 1e-9), (seed, c)
                compared += best < inf
                equal += best < inf and found == pytest.approx(best, rel=1e-9)
    assert compared > 50
    assert equal > 0.98 * compared


def test_what_exchanges_find_is_no_cheaper_than_the_optimum_and_often_it() -> None:
    lawful = optimal = 0
    for seed in SEEDS:
        best_kr, lagrangian = optimum_kr(seed), lagrangian_of(random_instance_with_pairs(seed))
        opened, costs = opened_at(lagrangian, seed), lagrangian.costs
        if not opened:
            continue
        first_prices = lagrangian.first_prices()
        reduced_kr = lagrangian.evaluate(first_prices).reduced_kr
        first = first_choice(opened, costs, reduced_kr, lagrangian.price(first_prices))
        routes = choose_by_exchanges(costs, opened, first, seed=1, shakes=3, stop=lambda: False)
        if best_kr is None or routes is None or not is_plan(costs.problem, routes):
            continue
        cost_kr = Plan(costs.problem, routes).cost_kr
        assert cost_kr >= best_kr * (1 - 1e-9), seed
        lawful, optimal = lawful + 1, optimal + (cost_kr <= best_kr * (1 + 1e-6))
    assert lawful > 5
    assert optimal > 0
