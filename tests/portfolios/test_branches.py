"""What prices prove in branches holds for every plan in them, and a search over branches proves more than one price."""

from math import inf

import numpy as np
import pytest

from optimiser.model.portfolio_model import select
from optimiser.model.portfolio_writer import build_portfolio_model
from optimiser.portfolios.branches import Branch
from optimiser.portfolios.lagrangian import Lagrangian
from optimiser.solver.branching import BranchSearch, ProvedBranch
from tests.portfolios.prices import any_prices, solve_relaxation
from tests.portfolios.test_bound import ROUNDING, SEEDS, lagrangian_of, optimum_kr
from tests.random_instances import random_instance_with_pairs
from tests.sampling import by_day


def drawn_branches(lagrangian: Lagrangian, seed: int, splits: int) -> list[Branch]:
    """The branches that splits at points drawn from a seed end in, each of a branch drawn from those before."""
    draw, found = np.random.default_rng(seed), [lagrangian.whole]
    for _ in range(splits):
        branch = found.pop(int(draw.integers(len(found))))
        used = draw.random(branch.pieces.shape) * branch.pieces
        used /= np.maximum(used.sum(axis=1, keepdims=True), 1.0) * draw.choice([1.0, 1.5])
        found += branch.split(used) or (branch,)
    return found


@pytest.mark.parametrize("start", by_day([0], range(0, len(SEEDS), 50)))
def test_no_price_proves_too_much_in_all_branches(start: int) -> None:
    for seed in SEEDS[start : start + 50]:
        best_kr, lagrangian = optimum_kr(seed), lagrangian_of(random_instance_with_pairs(seed))
        if best_kr is None or not lagrangian.costs.bound_holds:
            continue
        for draw in range(4):
            branches = drawn_branches(lagrangian, draw, splits=6)
            bounds = [lagrangian.evaluate(any_prices(lagrangian, draw), branch).bound_kr for branch in branches]
            assert min(bounds) <= best_kr * (1 + ROUNDING), (seed, draw)


def searched(seed: int) -> tuple[float, float] | None:
    """The bound of the relaxation, and that of a search with no end to it; None where there is no relaxation."""
    lagrangian = lagrangian_of(random_instance_with_pairs(seed))
    relaxed = solve_relaxation(lagrangian)
    if relaxed is None or not lagrangian.costs.bound_holds:
        return None
    selection = select(lagrangian, lagrangian.first_prices(), inf, lambda costs: costs.cheapest_somewhere)
    model = build_portfolio_model(lagrangian, selection, whole=False)
    root = ProvedBranch(lagrangian.whole, relaxed.prices, lagrangian.evaluate(relaxed.prices).bound_kr)
    search = BranchSearch(lagrangian, model, root, lambda *_: False)
    search.run(lambda: inf, lambda _: None)
    for end in search.remaining:
        assert lagrangian.evaluate(end.prices, end.branch).bound_kr >= end.bound_kr * (1 - ROUNDING), seed
    return root.bound_kr, search.bound_kr


@pytest.mark.parametrize("count", by_day([60], [len(SEEDS)]))
def test_the_search_proves_more_than_the_relaxation_and_no_more_than_the_optimum(count: int) -> None:
    higher = 0
    for seed in SEEDS[:count]:
        best_kr, found = optimum_kr(seed), searched(seed)
        if best_kr is None or found is None:
            continue
        assert found[0] * (1 - ROUNDING) <= found[1] <= best_kr * (1 + ROUNDING), seed
        higher += found[1] > found[0] * (1 + 1e-5)
    assert higher > 0
