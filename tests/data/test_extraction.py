"""An instance cut to some of its municipalities: valid, totals scaled, and nothing left that names what is gone."""

from math import fsum

import pytest

from optimiser import InvalidInputError, extract, read, write
from optimiser.data.extraction import NarrowedCentre, ScaledTotal
from optimiser.data.instance import Instance
from optimiser.data.tables import TABLES
from tests.data.tiny import Folder
from tests.random_existing import random_instance_with_existing
from tests.random_instances import random_instance
from tests.random_own_figures import random_instance_with_own_figures

REGIONS = ("Hovedstaden", "Sjælland", "Syddanmark", "Midtjylland", "Nordjylland")


@pytest.fixture(scope="module")
def denmark() -> Instance:
    return read("denmark-2014")


def _all_rows(instance: Instance) -> dict[str, set[object]]:
    return {name: set(getattr(instance.tables, name)) for name in TABLES}


def test_the_five_regions_are_valid_and_add_up_to_the_country(denmark: Instance) -> None:
    parts = [extract(denmark, [region]).instance for region in REGIONS]
    (alone,) = (one for part in parts for one in part.remarks)
    assert (alone.value, alone.rule.startswith("has no neighbour")) == ("400", True)  # the ferry is to another region
    assert sorted(code for part in parts for code in part.municipalities) == sorted(denmark.municipalities)
    assert sum(len(part.tables.volumes) for part in parts) == len(denmark.tables.volumes)
    for task, row in denmark.tasks.items():
        assert fsum(part.tasks[task].national_contacts for part in parts) == pytest.approx(row.national_contacts)
        for part in parts:
            contacts = fsum(part.contacts.get((code, task), 0) for code in part.municipalities)
            assert part.tasks[task].national_contacts == pytest.approx(contacts)


def test_what_stays_is_as_it_was_but_for_the_totals_and_their_source(denmark: Instance) -> None:
    made = extract(denmark, ["Region Nordjylland"])
    before, after = _all_rows(denmark), _all_rows(made.instance)
    assert [name for name in TABLES if not after[name] <= before[name]] == ["tasks"]
    assert made.rows["volumes"] == (882, 99)
    assert made.scaled[0] == ScaledTotal("tasks.L1.national_contacts", 1e6, 103_257)
    assert made.instance.tasks["L1"].source.endswith("; cut to 11 of 98 municipalities, 1,000,000 × 0.103257")
    assert made.instance.settings.name == "denmark-2014-nordjylland"
    assert made.instance.settings.title_da == "Kommunernes kontaktcentre 2014: Nordjylland"
    assert "system_changes.copenhagen-pilot/municipalities.101.candidate_host" in made.gone
    assert "future_changes.virtual-dearer/centres.Fysisk center Sjælland.cost_factor" in made.gone


def test_municipalities_are_named_as_people_write_them(denmark: Instance) -> None:
    made = extract(denmark, provinces=["landsdel bornholm"], municipalities=["0101", "aarhus", "101"]).instance
    assert list(made.municipalities) == ["101", "400", "751"]
    assert (
        extract(denmark, municipalities=["København", "Læsø"]).instance.settings.name == "denmark-2014-københavn-læsø"
    )


def test_all_of_an_instance_is_that_instance_under_another_name(denmark: Instance) -> None:
    made = extract(denmark, REGIONS)
    assert made.instance.tables == denmark.tables
    assert (made.scaled, made.narrowed, made.gone, made.structure_before) == ((), (), (), "")


def test_a_group_that_is_cut_in_part_stays_with_its_minimum(folder: Folder) -> None:
    made = extract(read(folder.path), municipalities=["1", "3"])
    assert [row.municipality for row in made.instance.tables.structures if row.structure == "one"] == ["1"]
    assert made.narrowed == (NarrowedCentre("North", 2, 1, 500, 800),)
    folder.replace("centres.csv", "North,virtual,,1.05,500,", "North,virtual,,1.05,900,")
    made = extract(read(folder.path), municipalities=["1", "3"])
    assert made.narrowed[0].is_out_of_reach


def test_a_structure_of_which_nothing_is_left_is_no_longer_in_use(folder: Folder) -> None:
    made = extract(read(folder.path), municipalities=["3"])
    assert (made.structure_before, made.instance.settings.structure, made.instance.system) == ("one", "none", "none")
    assert [row.kind for row in made.instance.tables.centres] == []


def test_a_lock_or_link_that_names_what_is_gone_goes_and_others_stay(folder: Folder) -> None:
    folder.write(
        "locks.csv", "municipality,centre,form,demand\n1,Bøgby,,must not\n2,,local,must\n1,,regional,must not\n"
    )
    folder.write("connections.csv", "form,municipality,centre,yearly_kr\n,1,,5000\n,,Bøgby,6000\npurchased,,,7000\n")
    made = extract(read(folder.path), municipalities=["1", "3"]).instance
    assert [(row.municipality, row.form) for row in made.tables.locks] == [("1", "regional")]
    assert [row.yearly_kr for row in made.tables.connections] == [5000, 7000]


def test_what_is_said_of_a_total_elsewhere_is_scaled_with_it(folder: Folder) -> None:
    folder.write(
        "assumptions.csv",
        "parameter,low,high\ntasks.guide.national_contacts,1000,1500\ntasks.ruling.handling_minutes,10,15\n"
        "municipalities.2.population,1,2\n",
    )
    folder.write("futures.csv", "future\nmore\n")
    folder.write(
        "future_changes.csv",
        "future,parameter,value\nmore,tasks.guide.national_contacts,1800\nmore,tasks.ruling.national_contacts,x2\n",
    )
    made = extract(read(folder.path), municipalities=["1"])
    ranges = {row.parameter: (row.low, row.high) for row in made.instance.tables.assumptions}
    assert ranges["tasks.guide.national_contacts"] == pytest.approx((1000 * 2 / 3, 1000))
    assert ranges["tasks.ruling.handling_minutes"] == (10, 15)
    assert made.gone == ("assumptions.municipalities.2.population",)
    values = {row.parameter: row.value for row in made.instance.tables.future_changes}
    assert values == {"tasks.guide.national_contacts": "1200", "tasks.ruling.national_contacts": "x2"}


def test_a_limit_of_all_together_stays_and_is_told(folder: Folder) -> None:
    folder.replace("instance.toml", "[policy]", "[policy]\nmax_hosts = 2\ninvestment_budget_kr = 5000000")
    made = extract(read(folder.path), municipalities=["1"])
    assert made.limits == {"policy.max_hosts": 2, "policy.investment_budget_kr": 5_000_000}
    assert made.instance.settings.policy.max_hosts == 2


def test_what_cannot_hold_in_the_rest_is_refused(folder: Folder) -> None:
    folder.write("locks.csv", "municipality,task,form,demand\n3,guide,purchased,must\n")
    assert len(extract(read(folder.path), municipalities=["1", "3"]).instance.tables.locks) == 1
    with pytest.raises(InvalidInputError, match="no centre answers in the form purchased"):
        extract(read(folder.path), municipalities=["3"])


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"regions": ["Eats"]}, "regions Eats: no municipality has this region; did you mean East?"),
        ({"regions": ["North"]}, "no municipality has this region; there are East, West"),
        ({"municipalities": ["9", "Alpha"]}, "municipalities Alpha: is the name of no municipality of the instance"),
        ({}, "regions: must be given, or a province, or municipalities"),
    ],
)
def test_what_is_not_known_is_told_at_once(folder: Folder, asked: dict[str, list[str]], told: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        extract(read(folder.path), **asked)
    assert told in str(refused.value)
    assert len(refused.value.findings) == max(1, sum(map(len, asked.values())))


@pytest.mark.parametrize("seed", range(12))
def test_any_instance_cut_in_two_is_valid_and_what_is_written_is_the_same(
    seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    draws = (random_instance, random_instance_with_own_figures, random_instance_with_existing)
    whole = draws[seed % 3](seed)
    codes = list(whole.municipalities)
    for position, half in enumerate((codes[: len(codes) // 2 or 1], codes[len(codes) // 2 :])):
        made = extract(whole, municipalities=half).instance
        assert sorted(made.municipalities) == sorted(half)
        path = tmp_path_factory.mktemp("cut") / f"half-{position}"
        write(made, path)
        assert read(path).sha256 == made.sha256
