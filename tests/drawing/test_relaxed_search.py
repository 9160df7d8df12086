"""What the relaxation of a drawing costs, and the search at that, against all drawings of small countries."""

from collections.abc import Callable
from random import Random

import numpy as np
import pytest

from optimiser import draw_regions, solve
from optimiser.data.read import remake_instance
from optimiser.data.rows import Membership
from optimiser.drawing.country import Country, Drawing
from optimiser.drawing.price_search import search_at_prices
from optimiser.drawing.pricing import Priced
from optimiser.drawing.relaxation import RelaxedDrawings, relaxed_model
from optimiser.drawing.relaxed_search import FoundDrawing, RelaxedSearch
from optimiser.drawing.rules import DrawingRules
from optimiser.drawing.valuing import GroupValues
from optimiser.planning.problem import build_problem
from optimiser.portfolios.portfolio_costs import Flags
from tests.drawing.countries import cheapest_drawing, every_drawing, random_rules, small_country
from tests.sampling import by_day

ROUNDING = 1e-7


def _country(seed: int) -> Country:
    instance = small_country(seed, 5)
    return Country(instance, random_rules(seed, instance))


def _relaxed(country: Country) -> RelaxedDrawings:
    """The relaxation in which each group may use its centre."""
    priced, count = Priced(country), country.rules.most_groups
    model = relaxed_model(build_problem(priced.where_used(0, count)))
    assert model is not None
    return RelaxedDrawings(model, country, priced.names())


def _members(country: Country, drawing: Drawing) -> Flags:
    members = np.zeros((len(country.codes), country.rules.most_groups), dtype=bool)
    for number, group in enumerate(drawing):
        members[[code in group for code in country.codes], number] = True
    return members


def _search(country: Country, stop: Callable[[], bool] = lambda: False) -> RelaxedSearch:
    rng = Random(f"values {country.codes}")  # noqa: S311  # nothing secret is drawn
    saved = np.array([[rng.uniform(0, 1e6) for _ in range(4)] for _ in country.codes])
    return RelaxedSearch(country, GroupValues(country.codes, saved, np.zeros((2, 4)), 1), _relaxed(country), stop)


def _found(search: RelaxedSearch) -> list[FoundDrawing]:
    country = search.country
    everybody = np.ones((len(country.codes), country.rules.most_groups), dtype=bool)
    starts = search_at_prices(country, search.values, (), 0)
    return search.run(starts, _relaxed(country).of_members(everybody).cost_kr, 0)


@pytest.mark.parametrize("seed", by_day([22, 26], [6, 12, 22, 26]))
def test_no_plan_under_a_drawing_costs_less_than_its_relaxation(seed: int) -> None:
    country = Country(small_country(seed, 5), DrawingRules(3, contiguous=False))
    relaxed, priced, above = _relaxed(country), Priced(country), 0
    for drawing in list(every_drawing(country))[::3]:
        told_kr = relaxed.of_members(_members(country, drawing)).cost_kr
        cost_kr = solve(priced.of_drawing(drawing), gap=0.0, nearest_host=False).objective_kr
        if cost_kr is not None:
            assert told_kr <= cost_kr * (1 + ROUNDING)
            above += told_kr > 0.99 * cost_kr
    assert above  # it tells something


@pytest.mark.parametrize("seed", [6, 22, 26])
def test_no_drawing_costs_less_than_the_one_before_it_says(seed: int) -> None:
    """Solved on from each other or anew, drawings cost the same; and what each says of the next holds."""
    country = Country(small_country(seed, 5), DrawingRules(3, contiguous=False))
    relaxed, rng = _relaxed(country), Random(seed)  # noqa: S311  # nothing secret is drawn
    before, same, higher = _members(country, (frozenset(country.codes),)), 0, 0
    for _ in range(40):
        after = before.copy()
        one = rng.randrange(len(after))
        after[one] = False
        after[one, rng.randrange(3)] = True
        earlier = relaxed.of_members(before)
        refused = relaxed.of_members(~after, earlier)
        later = relaxed.of_members(after, earlier)
        assert refused.cost_kr >= 0
        saved_kr = sum(
            earlier.saved_at_most(group, np.flatnonzero(joined).tolist())
            for group, joined in enumerate((after & ~before).T)
        )
        assert later.cost_kr >= earlier.cost_kr - saved_kr - ROUNDING * later.cost_kr
        if saved_kr < 1 and not earlier.share[before & ~after].any():
            assert later.cost_kr == pytest.approx(earlier.cost_kr, rel=ROUNDING)
            same += 1
        assert later.cost_kr == pytest.approx(_relaxed(country).of_members(after).cost_kr, rel=ROUNDING)
        higher += later.cost_kr > earlier.cost_kr + 1
        before = after
    assert same
    assert higher


@pytest.mark.parametrize("seed", by_day(range(4), range(12)))
def test_the_drawing_that_is_found_costs_least_of_all_by_its_relaxation(seed: int) -> None:
    country = _country(seed)
    number, relaxed = country.rules.fewest_groups, _relaxed(country)
    lawful = [drawing for drawing in every_drawing(country) if len(drawing) == number]
    found = _found(_search(country))
    assert all(country.allows(one.drawing) for one in found)
    assert [one.cost_kr for one in found] == sorted(one.cost_kr for one in found)
    assert len({one.users for one in found}) == len(found)
    if lawful and found:
        costs_kr = [relaxed.of_members(_members(country, drawing)).cost_kr for drawing in lawful]
        assert found[0].cost_kr == pytest.approx(min(costs_kr), rel=ROUNDING)


def test_the_same_is_found_again_and_a_search_that_is_stopped_makes_no_step() -> None:
    country = Country(small_country(26, 6), DrawingRules(3, 3, everyone=True))
    first, again, stopped = _search(country), _search(country), _search(country, lambda: True)
    assert _found(first) == _found(again)
    assert first.relaxed == again.relaxed
    starts = search_at_prices(country, stopped.values, (), 0)
    assert {one.drawing for one in _found(stopped)} <= set(starts)
    assert stopped.relaxed <= len(starts) < first.relaxed


def test_structures_that_their_relaxation_shows_to_be_dearer_are_not_solved(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small instances are solved at once, and have no prices; here they are solved as a whole country is."""
    monkeypatch.setattr("optimiser.solver.stage.FEW_ROUTES", 0)
    country = Country(small_country(22, 5), DrawingRules(2, 2, everyone=True, contiguous=False))
    every = list(every_drawing(country))
    instance = country.instance
    rows = [
        Membership(structure=f"drawing {number}", municipality=code, group=f"{min(group)}", source="drawn at random")
        for number, drawing in enumerate(every)
        for group in drawing
        for code in group
    ]
    with_all = remake_instance(instance, instance.settings, structures=[*instance.tables.structures, *rows])
    drawn = draw_regions(with_all, country.rules)
    best = cheapest_drawing(country)
    assert drawn is not None
    assert best is not None
    assert drawn.cost_kr == pytest.approx(best[0], rel=2e-4)
    assert drawn.solves < len(every)


def test_ctrl_c_in_the_search_before_there_is_a_drawing_ends_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("optimiser.solver.stage.FEW_ROUTES", 0)
    run = RelaxedSearch.run

    def interrupted(search: RelaxedSearch, *asked: object) -> list[FoundDrawing]:
        search.stop.__closure__[0].cell_contents.interrupted = True  # type: ignore[index]
        return run(search, *asked)  # type: ignore[arg-type]

    monkeypatch.setattr(RelaxedSearch, "run", interrupted)
    with pytest.raises(KeyboardInterrupt):
        draw_regions(small_country(26, 6), DrawingRules(3, 3, everyone=True))
