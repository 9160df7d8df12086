"""denmark-2014-roadmap: written by its script, sound, and denmark-2014 but for what becomes of it over the years."""

from collections import Counter
from pathlib import Path

import pytest

from instances import denmark_roadmap
from instances.deriving import write_derived
from optimiser import Instance, read
from optimiser.data.read import check
from optimiser.planning.problem import build_problem
from optimiser.rules.registry import find_conflicts

INSTANCES = Path(__file__).parents[2] / "instances"
ROADMAP = INSTANCES / "denmark-2014-roadmap"


@pytest.fixture(scope="module")
def roadmap() -> Instance:
    return read(ROADMAP)


def millions(instance: Instance, task: str) -> float:
    return sum(contacts for (_, of), contacts in instance.contacts.items() if of == task) / 1e6


def test_the_script_writes_the_folder(tmp_path: Path) -> None:
    write_derived(denmark_roadmap.derive, denmark_roadmap.SCENARIOS, tmp_path / "made")
    made = {path.relative_to(tmp_path / "made"): path.read_bytes() for path in (tmp_path / "made").rglob("*.*")}
    kept = {path.relative_to(ROADMAP): path.read_bytes() for path in ROADMAP.rglob("*.*") if path.name != "README.md"}
    assert made == kept


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"structure": "staged"},
        *({"overrides": [f"future={name}"]} for name in ("citizen-page", "citizen-page-none", "half-budget")),
    ],
)
def test_nothing_in_it_is_remarked_on(change: dict[str, object]) -> None:
    assert check(ROADMAP, **change)[1] == []  # type: ignore[arg-type]


def test_level_three_rises_and_falls_and_a_growing_part_of_level_six_becomes_level_three(roadmap: Instance) -> None:
    years = {year: roadmap.in_year(year) for year in roadmap.years}
    own = {2015: 0.5, 2016: 0.85, 2017: 1.2, 2018: 1.2, 2019: 1.0, 2020: 0.8}
    moved = {2015: 0.0, 2016: 0.285, 2017: 0.57, 2018: 0.855, 2019: 1.14, 2020: 1.425}
    assert list(years) == list(own)
    for year, instance in years.items():
        assert millions(instance, "L3") == pytest.approx(own[year] + moved[year], abs=1e-3)
        assert millions(instance, "L6") == pytest.approx(9.5 - moved[year], abs=1e-3)
        assert millions(instance, "L9") == pytest.approx(24.3, abs=1e-3)


def test_shared_centres_take_deeper_levels_year_by_year(roadmap: Instance) -> None:
    may = {
        year: {task for task in roadmap.tasks if not roadmap.in_year(year).is_too_early("regional", task)}
        for year in roadmap.years
    }
    others = {"L1", "L2", "L4", "L5", "L7", "L8", "L9"}
    assert may[2015] == may[2016] == {"L3"}
    assert may[2017] == may[2018] == others | {"L3"}
    assert may[2019] == may[2020] == others | {"L3", "L6"}


def test_each_year_has_a_budget_that_is_assumed_with_a_range(roadmap: Instance) -> None:
    assert dict(roadmap.budgets_kr) == dict.fromkeys(range(2015, 2021), 100e6)
    assert all(row.assumption for row in roadmap.tables.years)
    assumed = {row.parameter: (row.low, row.high) for row in roadmap.tables.assumptions if row.assumption}
    assert assumed["years.*.investment_budget_kr"] == (50e6, 200e6)
    assert assumed["roadmap.transition_loss"] == (0.1, 0.4)


def test_what_turns_out_otherwise_does_so_after_the_first_step(roadmap: Instance) -> None:
    """In 2015 no budget is cut, and nothing that is paid once is dearer; from 2016 on both are."""
    poor, dear = (read(ROADMAP, overrides=[f"future={name}"]) for name in ("half-budget", "investment-double"))
    assert dict(poor.budgets_kr) == {2015: 100e6, **dict.fromkeys(range(2016, 2021), 50e6)}
    for year, factor in {2015: 1, 2016: 2, 2020: 2}.items():
        found = [
            sum(row.amount_kr for row in one.in_year(year).tables.investments if row.amount_kr)
            for one in (roadmap, dear)
        ]
        assert found[1] == pytest.approx(factor * found[0])


def test_the_futures_add_up_and_two_are_those_of_years_alone(roadmap: Instance) -> None:
    assert sum(row.probability or 0 for row in roadmap.futures.values()) == pytest.approx(1)
    denmark = read(INSTANCES / "denmark-2014")
    assert roadmap.futures.keys() - denmark.futures.keys() == {"citizen-page-none", "half-budget"}


def test_staged_makes_level_three_compulsory_from_its_year() -> None:
    staged = read(ROADMAP, structure="staged")
    mandates = {year: staged.in_year(year).settings.policy.mandatory for year in staged.years}
    assert {year: len(some) for year, some in mandates.items()} == {
        **dict.fromkeys((2015, 2016, 2017), 0),
        **dict.fromkeys((2018, 2019, 2020), 1),
    }
    assert (mandates[2018][0].levels, mandates[2018][0].forms) == ((3,), ("regional",))


def test_it_is_denmark_but_for_the_years(roadmap: Instance) -> None:
    denmark = read(INSTANCES / "denmark-2014")
    tables = ("municipalities", "tasks", "volumes", "structures", "investments", "task_costs", "kpi_values", "systems")
    assert all(getattr(roadmap.tables, name) == getattr(denmark.tables, name) for name in tables)
    assert (roadmap.today_kr, roadmap.settings.year) == (denmark.today_kr, 2014)
    assert Counter(row.most_joining for row in roadmap.tables.centres) == {12: 26, None: 99}


def test_no_year_is_seen_to_be_impossible(roadmap: Instance) -> None:
    assert [find_conflicts(build_problem(roadmap.in_year(year))) for year in (2015, 2020)] == [[], []]
