"""The bundled instances: complete, readable, and every figure with its source."""

import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from optimiser.data.columns import FORMS
from optimiser.data.findings import Finding, bundled_instances
from optimiser.data.instance import Instance
from optimiser.data.read import check, read, write
from optimiser.data.settings import nested_leaves
from optimiser.data.tables import TABLES
from optimiser.planning.problem import build_problem
from optimiser.rules.registry import find_conflicts

INSTANCES = Path(__file__).parents[2] / "instances"
DENMARK = INSTANCES / "denmark-2014"
SCENARIOS = sorted((DENMARK / "scenarios").glob("*.toml"))


@pytest.fixture(scope="module")
def denmark() -> Instance:
    return read(DENMARK)


@cache
def of_system(name: str) -> tuple[Instance, list[Finding]]:
    """The country under one of its systems, and what is remarked on; read once for all tests of the file."""
    instance, findings = check(DENMARK, structure=name)
    assert instance, findings
    return instance, findings


@pytest.mark.parametrize("name", bundled_instances())
def test_every_row_names_its_source(name: str) -> None:
    tables = read(INSTANCES / name).tables
    assert [row for table in TABLES for row in getattr(tables, table) if not row.source] == []


def test_denmark_has_98_municipalities_9_levels_and_24_candidate_hosts(denmark: Instance) -> None:
    assert len(denmark.municipalities) == 98
    assert [task.level for task in denmark.tasks.values()] == list(range(1, 10))
    assert sum(row.candidate_host for row in denmark.tables.municipalities) == 24
    assert sum(row.population for row in denmark.tables.municipalities) == 5_627_145


def test_denmark_costs_three_and_a_half_billion_today(denmark: Instance) -> None:
    assert denmark.today_kr == 70e6 * 50


GROUPS = {
    "five-regions": (5, 98),
    "four-regions-2027": (4, 98),
    "three-centres": (3, 98),
    "free": (5, 5 * 98),
    "eleven-provinces": (11, 98),
    "national": (1, 98),
    "midtjylland-network": (1, 19),
    "five-physical": (5, 98),
}
"""Groups and memberships by structure."""


def test_each_structure_has_its_groups_and_members(denmark: Instance) -> None:
    assert {row.structure for row in denmark.tables.structures} == GROUPS.keys()
    for structure, (groups, memberships) in GROUPS.items():
        rows = [row for row in denmark.tables.structures if row.structure == structure]
        assert (len({row.group for row in rows}), len(rows)) == (groups, memberships)
        members = [
            row.code
            for row in denmark.tables.municipalities
            if structure != "midtjylland-network" or row.region == "Midtjylland"
        ]
        assert sorted({row.municipality for row in rows}) == sorted(members)


@pytest.mark.parametrize(
    ("structure", "column", "called"),
    [
        ("five-regions", "region", "Region "),
        ("midtjylland-network", "region", "Region "),
        ("five-physical", "region", "Fysisk center "),
        ("eleven-provinces", "province", "Landsdel "),
    ],
)
def test_a_group_is_named_after_where_its_members_lie(
    denmark: Instance, structure: str, column: str, called: str
) -> None:
    for row in denmark.tables.structures:
        if row.structure == structure:
            assert row.group == called + getattr(denmark.municipalities[row.municipality], column)


SYSTEMS = [
    *(
        "copenhagen-pilot",
        "eleven-provinces",
        "five-physical",
        "five-regions",
        "four-regions-2027",
        "free",
        "hotline-1881",
    ),
    *("midtjylland-network", "model-1", "model-2", "model-3", "national", "none", "staged", "three-centres"),
]


def test_all_that_can_be_chosen_is_a_system_with_a_line_in_both_languages(denmark: Instance) -> None:
    assert list(denmark.structures) == SYSTEMS == sorted(denmark.systems)
    assert all(row.description_da and row.description_en for row in denmark.systems.values())


@pytest.mark.parametrize("name", SYSTEMS)
def test_each_system_is_sound(name: str) -> None:
    instance, findings = of_system(name)
    assert instance.system == name
    assert all(finding.rule.startswith("the centre stays closed") for finding in findings)
    warned = [finding.rule.partition(" all who ")[2] for finding in findings]
    too_small = name == "eleven-provinces"
    assert warned == (["may use it have 666,863", "may use it have 112,203"] if too_small else [])


@pytest.mark.parametrize("name", SYSTEMS)
def test_a_saved_system_is_the_same_read_again(tmp_path: Path, name: str) -> None:
    instance, _ = of_system(name)
    write(instance, tmp_path / "saved")
    assert read(tmp_path / "saved").sha256 == instance.sha256


def test_the_hotline_answers_in_its_own_system_only() -> None:
    levels = {name: of_system(name)[0].settings.policy.levels.external for name in SYSTEMS}
    assert {name for name, allowed in levels.items() if allowed} == {"hotline-1881"}
    assert levels["hotline-1881"] == (3,)


def test_only_copenhagen_sells_in_the_copenhagen_pilot() -> None:
    instance = of_system("copenhagen-pilot")[0]
    assert [row.name for row in instance.tables.municipalities if row.candidate_host] == ["København"]


def test_level_3_must_be_regional_in_the_staged_system() -> None:
    (mandate,) = of_system("staged")[0].settings.policy.mandatory
    assert (mandate.levels, mandate.forms) == ((3,), ("regional",))


def test_five_physical_centres_cost_as_the_curve_says() -> None:
    instance = of_system("five-physical")[0]
    shared = [centre for centre in instance.centres.values() if centre.kind == "virtual"]
    assert [centre.cost_factor for centre in shared] == [1.0] * 5


MEASURES = {"resolution", "self-service", "satisfaction", "handling-time", "local-share"}
"""KPIs that are measured, beside the design criteria, which are rated and weighed."""


def test_seventeen_criteria_are_rated_for_three_forms_and_every_task(denmark: Instance) -> None:
    criteria = [row for row in denmark.tables.kpis if row.kpi not in MEASURES]
    assert len(criteria) == 17
    assert len([key for key in denmark.kpi_values if key[0] not in MEASURES]) == 17 * 3 * 9
    assert {row.target for row in denmark.tables.kpis} == {None}
    assert {row.weight for row in criteria} == {1}
    assert len({(row.theme_da, row.theme_en) for row in criteria}) == 6
    assert all(row.name_da and row.name_en for row in denmark.tables.kpis)


@pytest.mark.parametrize(("form", "sum_of_plusses"), [("local", 41), ("purchased", 46), ("regional", 42)])
def test_the_ratings_are_those_of_the_source(denmark: Instance, form: str, sum_of_plusses: int) -> None:
    values = [row.value for row in denmark.tables.kpi_values if row.form == form and row.kpi not in MEASURES]
    assert len(values) == 17
    assert set(values) <= {1, 2, 3, 4}
    assert sum(values) == sum_of_plusses


@pytest.mark.parametrize("kpi", sorted(MEASURES))
def test_a_measure_has_a_value_for_every_form_and_task_and_no_weight(denmark: Instance, kpi: str) -> None:
    valued = {(form, task) for name, form, task in denmark.kpi_values if name == kpi}
    assert valued == {(form, task) for form in FORMS for task in denmark.tasks}
    assert [row.weight for row in denmark.tables.kpis if row.kpi == kpi] == [0]


def test_shares_are_shares_and_handling_times_are_near_those_of_the_tasks(denmark: Instance) -> None:
    units = {row.kpi: row.unit for row in denmark.tables.kpis}
    for (kpi, form, task), value in denmark.kpi_values.items():
        if units[kpi] == "share":
            assert 0 <= value <= 1
        elif kpi == "handling-time" and (form != "external" or task == "L3"):
            assert abs(value / denmark.tasks[task].handling_minutes - 1) <= 0.2 + 1e-9


def test_self_services_are_completed_at_level_3_only(denmark: Instance) -> None:
    rows = {key[1:]: value for key, value in denmark.kpi_values.items() if key[0] == "self-service"}
    assert all((value > 0) == (task == "L3") for (_, task), value in rows.items())


def test_every_target_of_the_five_kpis_can_be_met() -> None:
    instance = scenario("five-kpis")
    assert {row.kpi for row in instance.tables.kpis if row.target is not None} == MEASURES
    assert not find_conflicts(build_problem(instance))


def test_a_target_is_set_by_its_short_name() -> None:
    instance = read(DENMARK, overrides=["kpi.resolution.target=0.75"])
    assert [row.target for row in instance.tables.kpis if row.kpi == "resolution"] == [0.75]


def test_each_value_of_the_economy_the_policy_and_the_curve_is_explained(denmark: Instance) -> None:
    nested = tomllib.loads((DENMARK / "instance.toml").read_text(encoding="utf-8"))
    values = {
        name for name, _ in nested_leaves({part: nested[part] for part in ("economy", "policy", "curve", "service")})
    }
    assert values <= {row.parameter for row in denmark.tables.assumptions}


def test_only_the_law_on_authority_tasks_is_in_force(denmark: Instance) -> None:
    assert [rule.rule for rule in denmark.laws] == ["authority-stays-home"]


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_each_scenario_applies_and_is_named_as_its_file(path: Path) -> None:
    instance, findings = of_scenario(path.stem)
    assert instance.changes
    assert findings == []
    assert f'name = "{path.stem}"' in path.read_text(encoding="utf-8").splitlines()


@cache
def of_scenario(name: str) -> tuple[Instance, list[Finding]]:
    """denmark-2014 changed by one of its scenarios, and what is remarked on."""
    instance, findings = check(DENMARK, scenarios=[DENMARK / "scenarios" / f"{name}.toml"])
    assert instance, findings
    return instance, findings


def scenario(name: str) -> Instance:
    return of_scenario(name)[0]


def test_wages_by_area_are_an_assumption_that_leaves_the_mean_as_it_is(denmark: Instance) -> None:
    """The ratio is the published one of teachers' pay; denmark-2014 itself knows of no difference."""
    instance = scenario("wages-by-area")
    rows = instance.tables.municipalities
    levels = {row.code: row.wage_level for row in rows}
    people = sum(row.population for row in rows)
    assert sum(row.wage_level * row.population for row in rows) / people == pytest.approx(1, abs=5e-4)
    assert levels["101"] / levels["751"] == pytest.approx(32_873.91 / 31_819.50, abs=5e-4)
    assert levels["400"] == levels["751"]
    (told,) = [row for row in instance.tables.assumptions if row.parameter == "municipalities.*.wage_level"]
    assert told.assumption
    assert "dlf.org" in told.source
    assert {row.wage_level for row in denmark.tables.municipalities} == {1}


def test_three_hosts_are_left_in_the_documents_model_2() -> None:
    hosts = [row.name for row in scenario("documents-model-2").tables.municipalities if row.candidate_host]
    assert hosts == ["København", "Odense", "Aarhus"]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_documents_models_are_gross(number: int) -> None:
    instance = scenario(f"documents-model-{number}")
    assert not any(row.amount_kr for row in instance.tables.investments)
    shared = instance.settings.policy.levels.purchased + instance.settings.policy.levels.regional
    if shared:
        assert not any(row.extra_kr for row in instance.tables.task_costs)
        assert not any(row.yearly_kr for row in instance.tables.connections)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_pure_models_change_nothing_but_the_structure_and_who_may_answer_what(
    denmark: Instance, number: int
) -> None:
    pure = of_system(f"model-{number}")[0]
    assert pure.tables == denmark.tables
    levels = {"levels": denmark.settings.policy.levels}
    changed = {"structure": denmark.settings.structure, "policy": pure.settings.policy.model_copy(update=levels)}
    assert pure.settings.model_copy(update=changed) == denmark.settings


def test_each_region_reaches_the_minimum_of_its_virtual_centre_in_the_pure_model_3() -> None:
    instance = of_system("model-3")[0]
    brought: Counter[str] = Counter()
    for (code, task), pooled in instance.pooled_contacts.items():
        if instance.tasks[task].level in instance.settings.policy.levels.regional:
            brought[instance.groups_of[code][0]] += int(pooled)
    assert len(brought) == 5
    assert all(volume >= instance.centres[centre].min_volume for centre, volume in brought.items())


FUTURES = [
    *("all-at-once", "as-today", "citizen-page", "fewer-contacts"),
    *("investment-double", "investment-triple", "virtual-dearer"),
]


def test_futures_have_a_line_in_both_languages_and_probabilities(denmark: Instance) -> None:
    assert list(denmark.futures) == FUTURES
    assert all(row.description_da and row.description_en for row in denmark.futures.values())
    assert sum(row.probability or 0 for row in denmark.futures.values()) == pytest.approx(1)
    assert all(row.assumption for row in (*denmark.tables.futures, *denmark.tables.future_changes))


@pytest.mark.parametrize("name", FUTURES)
def test_each_future_is_sound(name: str) -> None:
    instance, findings = check(DENMARK, overrides=[f"future={name}"])
    assert instance, findings
    assert findings == []


def test_the_citizen_page_moves_contacts_and_takes_none_away() -> None:
    instance = read(DENMARK, overrides=["future=citizen-page"])
    assert sum(instance.contacts.values()) == pytest.approx(70e6)
    assert {task.task: task.national_contacts for task in instance.tables.tasks if task.level in (3, 6)} == {
        "L3": 4.05e6,
        "L6": 6.65e6,
    }


def test_toy_costs_seventy_million_today() -> None:
    assert read(INSTANCES / "toy").today_kr == 70e6
