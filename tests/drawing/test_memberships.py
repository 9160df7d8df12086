"""Parts of all drawings: together they are all of them, each once; and groups grown on the map obey the rules."""

from collections import Counter
from collections.abc import Iterator
from random import Random

import pytest

from optimiser.drawing.country import Country, Drawing
from optimiser.drawing.growing import joined, mended
from optimiser.drawing.memberships import Memberships
from tests.drawing.countries import every_drawing, random_rules, small_country


def _divided(part: Memberships, rng: Random) -> Iterator[Drawing]:
    """The drawings of a part, divided at one municipality after the other."""
    if not part.open:
        yield part.drawing
        return
    for smaller in part.split_at(rng.choice(part.open)):
        yield from _divided(smaller, rng)


@pytest.mark.parametrize("seed", range(10))
def test_parts_hold_every_drawing_once_whoever_they_are_divided_by(seed: int) -> None:
    instance = small_country(seed, 6)
    country = Country(instance, random_rules(seed, instance))
    expected = Counter(every_drawing(country))
    every = Memberships.all_of(country)
    rng = Random(f"parts {seed}")  # noqa: S311  # nothing secret is drawn
    found = Counter(drawing for drawing in (_divided(every, rng) if every else ()) if country.allows(drawing))
    assert found == expected


@pytest.mark.parametrize("seed", range(10))
def test_groups_that_are_grown_obey_the_rules_and_keep_users_together(seed: int) -> None:
    instance = small_country(seed, 7)
    country = Country(instance, random_rules(seed, instance))
    rng = Random(f"users {seed}")  # noqa: S311  # nothing secret is drawn
    users = {
        code: frozenset({rng.randrange(country.rules.most_groups)}) for code in country.codes if rng.random() < 0.6
    }
    found = joined(country, users, {})
    if found is not None:
        assert country.allows(found)
        for code, groups in users.items():
            own = next(group for group in found if code in group)
            assert own.isdisjoint(other for other, others in users.items() if others != groups)
    grown = mended(country, users, instance.contacts_of)
    assert grown is None or country.allows(grown)
