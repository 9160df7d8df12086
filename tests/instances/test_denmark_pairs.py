"""denmark-2014-pairs: written by its script, sound, and the same as denmark-2014 but for what a purchase costs."""

from collections import Counter
from pathlib import Path

import pytest

from instances import denmark_pairs
from instances.deriving import write_derived
from optimiser import Instance, evaluate_fixed_plan, read
from optimiser.data.read import check
from tests.instances.everyone_at_home import everyone_at_home

INSTANCES = Path(__file__).parents[2] / "instances"
PAIRS = INSTANCES / "denmark-2014-pairs"


@pytest.fixture(scope="module")
def pairs() -> Instance:
    return read(PAIRS)


@pytest.fixture(scope="module")
def km(pairs: Instance) -> dict[tuple[str, str], float]:
    named = {code: row.name for code, row in pairs.municipalities.items()}
    return {(named[one], named[other]): way for (one, other), way in denmark_pairs.distances_km(pairs).items()}


def test_the_script_writes_the_folder(tmp_path: Path) -> None:
    write_derived(denmark_pairs.derive, denmark_pairs.SCENARIOS, tmp_path / "made")
    made = {path.relative_to(tmp_path / "made"): path.read_bytes() for path in (tmp_path / "made").rglob("*.*")}
    kept = {path.relative_to(PAIRS): path.read_bytes() for path in PAIRS.rglob("*.*") if path.name != "README.md"}
    assert made == kept


def test_nothing_in_it_is_remarked_on(pairs: Instance) -> None:
    assert check(PAIRS)[1] == []
    assert check(PAIRS, structure="all-hosts")[1] == []
    assert check(PAIRS, scenarios=[PAIRS / "scenarios" / "five-kpis.toml"])[1] == []
    assert {row.source for row in pairs.tables.connections if row.municipality} == {denmark_pairs.SOURCE}
    assert all(row.assumption for row in pairs.tables.connections)


def test_it_is_denmark_but_for_what_a_purchase_costs(pairs: Instance) -> None:
    denmark = read(INSTANCES / "denmark-2014")
    tables = ("municipalities", "tasks", "volumes", "centres", "structures", "investments", "task_costs", "kpi_values")
    assert all(getattr(pairs.tables, name) == getattr(denmark.tables, name) for name in tables)
    assert pairs.settings.policy == denmark.settings.policy
    assert pairs.today_kr == denmark.today_kr
    assert pairs.sha256 != denmark.sha256


def test_every_lawful_pair_has_a_row_and_no_other(pairs: Instance) -> None:
    rows = [row for row in pairs.tables.connections if row.form == "purchased"]
    assert len(rows) == 98 * 97
    assert Counter(row.municipality for row in rows) == Counter(dict.fromkeys(pairs.municipalities, 97))
    assert all(pairs.centre_rows[row.centre or ""].form_for(row.municipality or "") == "purchased" for row in rows)


def test_the_way_back_is_as_long_and_no_way_round_is_shorter(km: dict[tuple[str, str], float]) -> None:
    assert all(km[other, one] == pytest.approx(way) for (one, other), way in km.items())
    over = "Odense"
    assert all(
        way <= km[one, over] + km[over, other] + 1e-9 for (one, other), way in km.items() if over not in (one, other)
    )


@pytest.mark.parametrize(
    ("one", "other", "road"),
    [
        ("Aalborg", "Aarhus", 119),
        ("København", "Odense", 165 + denmark_pairs.TOLL_KM),
        ("Odense", "Aarhus", 145),
        ("Esbjerg", "Aalborg", 218),
    ],
)
def test_a_way_is_about_as_long_as_the_road_between_the_towns(
    km: dict[tuple[str, str], float], one: str, other: str, road: float
) -> None:
    """The points are in the middle of the municipalities: a tenth more or less is to be expected. Roads from memory."""
    assert km[one, other] == pytest.approx(road, rel=0.12)


def test_an_island_is_reached_by_ferry_only(km: dict[tuple[str, str], float]) -> None:
    assert min(way for (one, _), way in km.items() if one == "Bornholm") == km["Bornholm", "Køge"]
    assert km["Læsø", "Frederikshavn"] > denmark_pairs.FERRY_KM
    assert km["Morsø", "Skive"] < denmark_pairs.FERRY_KM


def test_a_connection_costs_as_its_length_says(pairs: Instance, km: dict[tuple[str, str], float]) -> None:
    prices = {
        (pairs.municipalities[row.municipality].name, row.centre): (row.yearly_kr, row.extra_kr)
        for row in pairs.tables.connections
        if row.municipality
    }
    way = km["Bornholm", "Køge"]
    assert prices["Bornholm", "Køge"] == (round(70_000 + 600 * way, -2), round(0.01 * way, 2))
    nearest = min(km, key=lambda pair: km[pair])
    assert min(prices.values()) == prices[nearest]


def test_a_plan_of_everyone_at_home_is_lawful_and_its_audit_agrees(pairs: Instance) -> None:
    evaluated = evaluate_fixed_plan(everyone_at_home(pairs), pairs)
    assert evaluated.breaches == ()
    assert evaluated.checks > 1000
    assert evaluated.figures is not None
    assert evaluated.figures.objective_kr > 0
    denmark = read(INSTANCES / "denmark-2014")
    same = evaluate_fixed_plan(everyone_at_home(denmark), denmark)
    assert same.figures is not None
    assert evaluated.figures.objective_kr == pytest.approx(same.figures.objective_kr)
