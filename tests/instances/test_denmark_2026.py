"""denmark-2026: written by its script, sound, and denmark-2014 but for its population and what follows from that."""

from math import fsum
from pathlib import Path

import pytest

from instances import denmark_2026
from instances.deriving import write_derived
from optimiser import Instance, read
from optimiser.data.read import check

INSTANCES = Path(__file__).parents[2] / "instances"
DENMARK_2026 = INSTANCES / "denmark-2026"


@pytest.fixture(scope="module")
def now() -> Instance:
    return read(DENMARK_2026)


@pytest.fixture(scope="module")
def then() -> Instance:
    return read(INSTANCES / "denmark-2014")


def test_the_script_writes_the_folder(tmp_path: Path) -> None:
    write_derived(denmark_2026.derive, denmark_2026.SCENARIOS, tmp_path / "made")
    made = {path.relative_to(tmp_path / "made"): path.read_bytes() for path in (tmp_path / "made").rglob("*.*")}
    kept = {
        path.relative_to(DENMARK_2026): path.read_bytes()
        for path in DENMARK_2026.rglob("*.*")
        if path.name != "README.md"
    }
    assert made == kept


@pytest.mark.parametrize("name", sorted(denmark_2026.SYSTEMS - {"eleven-provinces"}))
def test_nothing_in_it_is_remarked_on_whichever_system_is_chosen(name: str) -> None:
    assert check(DENMARK_2026, structure=name)[1] == []


def test_its_population_is_that_of_the_whole_country_but_christiansø(now: Instance, then: Instance) -> None:
    assert now.municipalities.keys() == then.municipalities.keys()
    assert sum(row.population for row in now.tables.municipalities) == 6_025_603 - 92


def test_who_may_sell_is_as_large_as_in_2014(now: Instance) -> None:
    hosts = {row.name for row in now.tables.municipalities if row.candidate_host}
    assert hosts == {row.name for row in now.tables.municipalities if row.population >= 60_000}
    assert len(hosts) == 26
    assert {"Svendborg", "Høje-Taastrup"} <= hosts
    assert not {"Guldborgsund", "Frederikshavn"} & hosts


def test_each_level_has_the_contacts_of_2014_spread_by_the_new_population(now: Instance, then: Instance) -> None:
    assert now.today_kr == then.today_kr
    people = {row.code: row.population for row in now.tables.municipalities}
    for task in now.tasks:
        spread = {code: contacts for (code, of), contacts in now.contacts.items() if of == task}
        assert fsum(spread.values()) == then.tasks[task].national_contacts
        each = fsum(spread.values()) / sum(people.values())
        assert all(abs(contacts - people[code] * each) < 1 for code, contacts in spread.items())


def test_østdanmark_is_hovedstaden_and_sjælland(now: Instance) -> None:
    groups = {row.municipality: row.group for row in now.tables.structures if row.structure == "four-regions-2027"}
    east = {"Hovedstaden", "Sjælland"}
    for code, row in now.municipalities.items():
        assert groups[code] == f"Region {'Østdanmark' if row.region in east else row.region}"
    assert sum(group == "Region Østdanmark" for group in groups.values()) == 46


def test_what_is_not_of_2026_is_marked_as_assumed(now: Instance) -> None:
    assumed = {row.parameter for row in now.tables.assumptions if row.assumption}
    assert {"price_level", "tasks.*.national_contacts", "economy.discount_rate"} <= assumed
    assert now.settings.price_level == 2014
    assert all(row.assumption for row in now.tables.volumes)
