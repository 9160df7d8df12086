"""Drawings searched for at prices, against all drawings of small countries."""

from random import Random

import numpy as np
import pytest

from optimiser import InvalidInputError, draw_regions
from optimiser.drawing.country import Country
from optimiser.drawing.price_search import search_at_prices
from optimiser.drawing.valuing import GroupValues
from tests.drawing.countries import cheapest_drawing, every_drawing, random_rules, small_country
from tests.sampling import by_day


def _random_values(country: Country, rng: Random) -> GroupValues:
    """What groups would save at four prices, on two pieces, as it never is in an instance."""
    saved = np.array([[rng.uniform(0, 1e6) for _ in range(4)] for _ in country.codes])
    adds = np.array([[rng.uniform(-2e6, 0) for _ in range(4)] for _ in range(2)])
    return GroupValues(country.codes, saved, adds, rng.choice((0, 1, 2)))


@pytest.mark.parametrize("seed", by_day(range(5), range(12)))
def test_the_drawing_that_is_found_is_worth_most_of_all(seed: int) -> None:
    instance = small_country(seed, 6)
    country = Country(instance, random_rules(seed, instance))
    rng = Random(f"values {seed}")  # noqa: S311  # nothing secret is drawn
    values = _random_values(country, rng)
    number = country.rules.fewest_groups
    lawful = [drawing for drawing in every_drawing(country) if len(drawing) == number]
    found = search_at_prices(country, values, (), seed)
    assert all(map(country.allows, found))
    assert {len(drawing) for drawing in found} <= {number}
    if found:
        assert values.of_drawing(found[0]) == pytest.approx(max(map(values.of_drawing, lawful)))


@pytest.mark.parametrize("seed", [6, 9, 16, 22])
def test_drawings_searched_for_at_prices_are_proven_as_others_are(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small instances are solved at once, and have no prices; here they are solved as a whole country is."""
    monkeypatch.setattr("optimiser.solver.stage.FEW_ROUTES", 0)
    instance = small_country(seed, 5)
    rules = random_rules(seed, instance)
    best = cheapest_drawing(Country(instance, rules))
    try:
        drawn = draw_regions(instance, rules, most_solves=5000)
    except InvalidInputError:
        drawn = None
    if best is None or drawn is None:
        assert (best, drawn) == (None, None)
        return
    assert drawn.bound_kr is not None
    assert drawn.bound_kr <= best[0] * (1 + 1e-9) <= drawn.cost_kr * (1 + 2e-9)
    assert drawn.cost_kr <= best[0] * (1 + 2e-4)
