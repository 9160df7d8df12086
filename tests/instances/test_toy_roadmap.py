"""toy-roadmap: its README.md counts the best path by hand, and every other path is counted here the same way."""

from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path

import pytest

from optimiser import Instance, read
from optimiser.data.read import check
from optimiser.planning.plan import Plan
from optimiser.planning.roadmap import RoadmapPlan, RoadmapProblem
from optimiser.planning.routes import DEPARTMENTS, Route

FOLDER = Path(__file__).parents[2] / "instances" / "toy-roadmap"
HOST, BUYER = "901", "902"
KEYS = [(code, task) for code in (HOST, BUYER) for task in ("L3", "L4")]
HOME, OWN, BOUGHT = "departments", "own", "bought"
Places = tuple[str, ...]
"""Where each of `KEYS` is answered in a year."""
UNIT_KR = {0: 0, 1: 50, 2: 46, 3: 43, 4: 41, 5: 39, 6: 39, 7: 39, 8: 39}
"""Kr. a contact of a centre, by its hundreds of thousands of contacts a year."""
CENTRE_KR, HOST_KR, LINK_KR = 1e6, 1e6, 5e5
BUDGETS_KR = {2015: 1e6, 2016: 1.5e6, 2017: 1.5e6}
TODAY_KR, MOVING_KR, ANNUAL = 50, 5, 0.1
BEST: Mapping[int, Places] = {
    2015: (OWN, OWN, HOME, HOME),
    2016: (OWN, OWN, BOUGHT, HOME),
    2017: (OWN, OWN, BOUGHT, BOUGHT),
}
BEST_KR = 88_300_000


@pytest.fixture(scope="module")
def roadmap() -> Instance:
    return read(FOLDER)


def test_nothing_in_it_is_remarked_on() -> None:
    assert check(FOLDER)[1] == []


def test_the_contacts_of_each_year_are_those_of_the_readme(roadmap: Instance) -> None:
    contacts = {year: [roadmap.in_year(year).contacts[key] for key in KEYS[:2]] for year in roadmap.years}
    assert contacts == {2015: [1e5, 2e5], 2016: [2e5, 2e5], 2017: [2e5, 1e5]}
    assert [roadmap.in_year(year).today_kr for year in roadmap.years] == [30e6, 40e6, 30e6]
    assert dict(roadmap.budgets_kr) == BUDGETS_KR


# ---- every path, counted by hand's rules ----------------------------------------------------------


def lawful_places(roadmap: Instance, year: int) -> Iterator[Places]:
    """Who may be answered where in a year: nobody buys in 2015, nor level 4 before 2017."""
    contacts = roadmap.in_year(year).contacts
    may_buy = {"L3": year >= 2016, "L4": year >= 2017}
    for places in product((HOME, OWN), (HOME, OWN), (HOME, OWN, BOUGHT), (HOME, OWN, BOUGHT)):
        at = dict(zip(KEYS, places, strict=True))
        sold = sum(contacts[key] for key in KEYS if at[key] == BOUGHT)
        own = sum(contacts[key] for key in KEYS[:2] if at[key] == OWN)
        if all(may_buy[task] for (_, task), place in at.items() if place == BOUGHT) and sold <= own:
            yield places


def begun_by(places: Places) -> dict[str, float]:
    """What is invested in where these are answered so, and its amount."""
    buys = {"selling": HOST_KR, "link": LINK_KR} if BOUGHT in places[2:] else {}
    centres = {f"centre of {code}": CENTRE_KR for code, own in ((HOST, places[:2]), (BUYER, places[2:])) if OWN in own}
    return centres | buys


def path_kr(roadmap: Instance, path: Mapping[int, Places]) -> float | None:
    """What a path costs; None where it undoes something or invests too much."""
    invested: dict[str, float] = {}
    before: Places = (HOME,) * 4
    total = 0.0
    for year, places in path.items():
        contacts = roadmap.in_year(year).contacts
        begun = {name: kr for name, kr in begun_by(places).items() if name not in invested}
        left = any(now == HOME != was or was == BOUGHT != now for was, now in zip(before, places, strict=True))
        of_buyer = sum(kr for name, kr in begun.items() if name in ("link", f"centre of {BUYER}"))
        if left or sum(begun.values()) > BUDGETS_KR[year] or (year == 2015 and of_buyer > 5e5):
            return None
        invested |= begun
        at = dict(zip(KEYS, places, strict=True))
        moved = sum(contacts[key] for key, was in zip(KEYS, before, strict=True) if at[key] != was)
        host = sum(contacts[key] for key, place in at.items() if place == BOUGHT or (place == OWN and key[0] == HOST))
        own = sum(contacts[key] for key, place in at.items() if place == OWN and key[0] == BUYER)
        total += sum(volume * UNIT_KR[round(volume / 1e5)] for volume in (host, own))
        total += TODAY_KR * sum(contacts[key] for key in KEYS if at[key] == HOME)
        total += MOVING_KR * moved + ANNUAL * sum(invested.values())
        before = places
    return total


def all_paths(roadmap: Instance) -> Iterator[tuple[float, Mapping[int, Places]]]:
    years = {year: list(lawful_places(roadmap, year)) for year in roadmap.years}
    for some in product(*years.values()):
        path = dict(zip(years, some, strict=True))
        cost_kr = path_kr(roadmap, path)
        if cost_kr is not None:
            yield cost_kr, path


def test_no_other_path_is_as_cheap(roadmap: Instance) -> None:
    best, second, *_ = sorted(all_paths(roadmap), key=lambda found: found[0])
    assert best == (BEST_KR, BEST)
    assert second[0] > BEST_KR


def test_the_path_is_priced_as_by_hand(roadmap: Instance) -> None:
    problem = RoadmapProblem.of_instance(roadmap)
    plans = {year: Plan(problem.problems[year], routes_of(places)) for year, places in BEST.items()}
    path = RoadmapPlan(problem, plans)
    assert [path.year_cost_kr(year) for year in roadmap.years] == pytest.approx([29.5e6, 34.65e6, 24.15e6], rel=1e-9)
    assert path.cost_kr == pytest.approx(BEST_KR, rel=1e-9)
    assert [path.invested_kr(year) for year in roadmap.years] == [1e6, 1.5e6, 0]


def routes_of(places: Places) -> tuple[Route, ...]:
    at = zip(KEYS, places, strict=True)
    return tuple(
        Route(code, task, DEPARTMENTS, "unchanged")
        if place == HOME
        else Route(code, task, "Østerå", "purchased")
        if place == BOUGHT
        else Route(code, task, {HOST: "Østerå", BUYER: "Ærholm"}[code], "local")
        for (code, task), place in at
    )
