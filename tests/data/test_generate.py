"""Instances drawn at random: sound at every size, the same for the same seed, and refused where they cannot be."""

import math
from pathlib import Path
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimiser import Assignment, InvalidInputError, evaluate_fixed_plan, generate, read, write
from optimiser.data.generate import MOST_INHABITANTS
from optimiser.data.read import check


@pytest.mark.parametrize("municipalities", [10, 37, 98, 300])
@pytest.mark.parametrize("pairs", ["none", "bands", "all"])
def test_an_instance_of_any_size_is_sound_as_written(tmp_path: Path, municipalities: int, pairs: str) -> None:
    made = generate(municipalities, 11, 8, 3, pairs, 5)
    write(made, tmp_path / "made")
    instance, findings = check(tmp_path / "made")
    assert instance
    assert findings == []
    assert instance.sha256 == made.sha256
    assert (len(instance.municipalities), len(instance.tasks), len(instance.contacts)) == (
        municipalities,
        11,
        11 * municipalities,
    )
    assert sum(row.candidate_host for row in instance.tables.municipalities) == 8
    assert sum(centre.kind == "virtual" for centre in instance.centres.values()) == 3
    assert all(row.source for name in ("municipalities", "tasks", "volumes") for row in getattr(instance.tables, name))


@settings(max_examples=15, deadline=None)
@given(
    municipalities=st.integers(2, 40),
    tasks=st.integers(1, 30),
    hosts=st.integers(1, 40),
    regions=st.integers(1, 40),
    pairs=st.sampled_from(["none", "bands", "all"]),
    seed=st.integers(0, 2**31 - 1),
)
def test_whatever_is_asked_is_sound_or_refused(
    municipalities: int, tasks: int, hosts: int, regions: int, pairs: str, seed: int
) -> None:
    if hosts > municipalities or regions > municipalities:
        with pytest.raises(InvalidInputError, match="than"):
            generate(municipalities, tasks, hosts, regions, pairs, seed)
        return
    made = generate(municipalities, tasks, hosts, regions, pairs, seed)
    assert made.remarks == ()
    assert len({row.region for row in made.tables.municipalities}) == regions


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    for name, seed in (("one", 7), ("same", 7), ("other", 8)):
        write(generate(12, 20, 4, 2, "all", seed), tmp_path / name)
    written = {
        name: {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()}
        for name in ("one", "same", "other")
    }
    assert written["one"] == written["same"]
    assert written["one"].keys() == written["other"].keys()
    differing = {name for name, content in written["one"].items() if content != written["other"][name]}
    assert {"municipalities.csv", "volumes.csv", "connections.csv", "tasks.csv"} <= differing


def test_municipalities_are_as_large_as_the_danish_ones() -> None:
    danish = sorted(row.population for row in read("denmark-2014").tables.municipalities)
    drawn = sorted(row.population for row in generate(300, seed=3).tables.municipalities)
    assert median(drawn) == pytest.approx(median(danish), rel=0.1)
    assert sum(drawn) / 300 == pytest.approx(sum(danish) / 98, rel=0.1)
    assert danish[0] <= drawn[0]
    assert drawn[-1] <= danish[-1]
    logs = [[math.log(size) for size in sizes] for sizes in (danish, drawn)]
    spread = [sum((each - sum(of) / len(of)) ** 2 for each in of) / len(of) for of in logs]
    assert spread[1] == pytest.approx(spread[0], rel=0.15)


def test_the_hosts_are_the_largest_and_regions_are_as_large_as_each_other() -> None:
    rows = generate(50, hosts=7, regions=4, seed=2).tables.municipalities
    hosts = [row.population for row in rows if row.candidate_host]
    assert sorted(hosts) == sorted(row.population for row in rows)[-7:]
    members = [sum(row.region == region for row in rows) for region in {row.region for row in rows}]
    assert sorted(members) == [12, 12, 13, 13]


def test_a_large_country_has_smaller_municipalities() -> None:
    drawn = generate(1568, tasks=1, hosts=10, regions=5)
    assert sum(row.population for row in drawn.tables.municipalities) == pytest.approx(MOST_INHABITANTS, rel=1e-3)


def test_nine_tasks_are_the_levels_and_more_divide_them() -> None:
    origin = read("denmark-2014")
    nine, twenty = generate(20, tasks=9, hosts=3), generate(20, tasks=20, hosts=3)
    assert list(nine.tasks) == list(origin.tasks)
    assert nine.extra_kr == {key: cost for key, cost in origin.extra_kr.items() if key[0] != "external"}
    per_person = sum(origin.contacts.values()) / sum(row.population for row in origin.tables.municipalities)
    for made in (nine, twenty):
        people = sum(row.population for row in made.tables.municipalities)
        assert sum(made.contacts.values()) / people == pytest.approx(per_person, rel=0.05)
    assert {task.level for task in twenty.tasks.values()} == set(range(1, 10))


def test_pairs_cost_by_distance_or_by_band_or_alike() -> None:
    alike, bands, everywhere = (generate(30, hosts=5, regions=3, pairs=pairs) for pairs in ("none", "bands", "all"))
    assert [row.form for row in alike.tables.connections] == ["purchased", "regional"]
    told = {(row.yearly_kr, row.extra_kr) for row in bands.tables.connections if row.form == "purchased"}
    assert told == {(60_000, 0), (100_000, 0), (180_000, 1)}
    by_pair = [row for row in everywhere.tables.connections if row.municipality]
    assert len(by_pair) == 5 * 29
    assert len({(row.yearly_kr, row.extra_kr) for row in by_pair}) > 100


def test_everyone_at_home_is_a_lawful_plan_of_it() -> None:
    made = generate(12, 12, 4, 2, "all", 9)
    at_home = Assignment({(code, task): made.own_centre[code] for code, task in made.contacts})
    evaluated = evaluate_fixed_plan(at_home, made)
    assert evaluated.breaches == ()
    assert evaluated.checks > 100


def test_everything_that_is_wrong_is_told_at_once_in_words() -> None:
    with pytest.raises(InvalidInputError) as refused:
        generate(municipalities=4, tasks=0, hosts=-2, regions=5, pairs="some", seed=-1)
    assert [finding.sentence for finding in refused.value.findings] == [
        "tasks 0: must be 1 or more",
        "hosts -2: must be 1 or more",
        "pairs some: must be 'none', 'bands' or 'all'",
        "seed -1: must be 0 or more",
        "municipalities 4: fewer municipalities than regions (5): each region has at least one; ask for more "
        "municipalities, or for fewer regions",
    ]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"municipalities": 10, "hosts": 11}, r"hosts 11: more hosts than municipalities \(10\)"),
        ({"municipalities": 1, "hosts": 1, "regions": 1}, "municipalities 1: must be 2 or more"),
        ({"municipalities": 0}, "municipalities 0: must be 2 or more"),
        ({"regions": 0}, "regions 0: must be 1 or more"),
        ({"municipalities": 10_000, "tasks": 101}, "10,000 municipalities with 101 tasks each are more than 1,000,000"),
        ({"municipalities": 9_000, "hosts": 200, "pairs": "all"}, "are more than 1,000,000 pairs"),
    ],
)
def test_sizes_that_cannot_be_are_refused(asked: dict[str, int], told: str) -> None:
    with pytest.raises(InvalidInputError, match=told):
        generate(**asked)  # type: ignore[arg-type]
