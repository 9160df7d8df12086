"""The bound by who is in a used group, against all drawings of small countries."""

from collections.abc import Iterator
from itertools import combinations
from random import Random

import pytest

from optimiser import DrawingRules, SizeBound, solve
from optimiser.drawing.bits import bits_of, parts_of
from optimiser.drawing.bounding import UserBound
from optimiser.drawing.country import Country, Drawing
from optimiser.drawing.pricing import Priced
from optimiser.drawing.relaxation import relaxed_model
from optimiser.drawing.user_branches import UserBranch, UserBranches
from optimiser.planning.problem import build_problem
from tests.drawing.countries import every_drawing, random_rules, small_country
from tests.sampling import by_day


def _country(seed: int, municipalities: int = 6) -> Country:
    instance = small_country(seed, municipalities)
    return Country(instance, random_rules(seed, instance))


def _used_groups(branches: UserBranches) -> Iterator[int]:
    """Who is in a used group, in each drawing with each of its groups used or not."""
    for drawing in every_drawing(branches.country):
        groups = [bits_of(branches.country.place_of[code] for code in group) for group in drawing]
        for used in range(branches.most_used + 1):
            for some in combinations(groups, used):
                yield sum(some)


@pytest.mark.parametrize("seed", by_day(range(12), range(40)))
def test_what_follows_in_a_branch_holds_in_each_of_its_drawings(seed: int) -> None:
    country, rng = _country(seed), Random(f"branch {seed}")  # noqa: S311  # nothing secret is drawn
    for most_used in range(1, country.rules.most_groups + 1):
        branches = UserBranches(country, most_used)
        every = set(_used_groups(branches))
        for _ in range(20):
            some = rng.sample(range(len(country.codes)), rng.randint(0, 3))
            split = rng.randint(0, len(some))
            branch = UserBranch(bits_of(some[:split]), bits_of(some[split:]))
            within = {used for used in every if not branch.inside & ~used and not branch.outside & used}
            narrow = branches.narrowed(branch)
            if narrow is None:
                assert not within
                continue
            assert not branch.inside & ~narrow.inside
            assert not branch.outside & ~narrow.outside
            for used in within:
                assert not narrow.inside & ~used
                assert not narrow.outside & used
                for counts, most in branches.limits():
                    assert branches.size_of(used, counts) <= most


def test_what_follows_finds_where_the_others_have_no_room() -> None:
    """Of a row of four, 1-2-3-4, of which one group is used and one is not: both ends cannot be in the one."""
    country = next(
        Country(instance, DrawingRules(2, 2, everyone=True, sizes=(SizeBound("population", least=1.0),)))
        for instance in (small_country(seed, 4) for seed in range(200))
        if sorted(map(len, Country(instance, DrawingRules(1)).neighbours.values())) == [1, 1, 2, 2]
        and len(list(parts_of(15, Country(instance, DrawingRules(1)).beside))) == 1
    )
    branches = UserBranches(country, 1)
    ends = bits_of(number for number, near in enumerate(country.beside) if near.bit_count() == 1)
    assert branches.narrowed(UserBranch(ends)) is None


def _bound(priced: Priced, least: int, most: int) -> UserBound:
    model = relaxed_model(build_problem(priced.where_used(least, most)))
    assert model is not None
    assert model.costs.bound_holds
    return UserBound(model, priced.names()[:most], UserBranches(priced.country, most), lambda: False)


def _cost_of(priced: Priced, drawing: Drawing, least: int, most: int) -> float | None:
    """What the cheapest plan of a drawing costs, where it uses so many of the groups' centres."""
    result = solve(priced.of_drawing(drawing), gap=0.0, nearest_host=False)
    if result.objective_kr is None:
        return None
    used = set(result.assignment.values()) & set(priced.names())
    return result.objective_kr if least <= len(used) <= most else None


@pytest.mark.parametrize("seed", by_day([0, 1, 2, 4, 5], range(10)))
def test_no_drawing_costs_less_than_the_bound_of_as_many_used_centres(seed: int) -> None:
    country = _country(seed, 5)
    priced = Priced(country)
    groups = country.rules.most_groups
    drawings = list(every_drawing(country))
    for least, most in {(0, 1), (0, groups), (groups, groups)}:
        bound = _bound(priced, least, most)
        found = [cost for drawing in drawings if (cost := _cost_of(priced, drawing, least, most)) is not None]
        proved_kr = bound.bound_kr(float("inf"))
        assert all(proved_kr <= cost_kr * (1 + 1e-9) for cost_kr in found)


@pytest.mark.parametrize("count", by_day([5], [12]))
def test_the_bound_rises_where_the_others_need_room(count: int) -> None:
    """Three groups of a quarter of the country, one used: the bound is above that of one group for whoever wants it."""
    raised = 0
    for seed in range(count):
        instance = small_country(seed, 6)
        total = sum(row.population for row in instance.tables.municipalities)
        bounds = []
        for number in (1, 3):
            rules = DrawingRules(number, number, sizes=(SizeBound("population", least=0.2 * total),))
            priced = Priced(Country(instance, rules))
            bounds.append(_bound(priced, 0, 1).bound_kr(float("inf")))
        assert bounds[0] <= bounds[1] + 1e-3
        raised += bounds[0] + 1.0 < bounds[1] < float("inf")
    assert raised > 0
