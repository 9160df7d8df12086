"""Scenarios and --set: one mechanism of named changes, and its errors."""

from pathlib import Path
from typing import Any

import pytest

from optimiser.data.instance import Instance
from optimiser.data.read import read
from tests.data.tiny import Folder, place
from tests.planning.two_towns import two_towns


def changed(folder: Folder, *overrides: str) -> Instance:
    return read(folder.path, overrides=overrides)


def scenario(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "idea.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("override", "section", "entry", "value"),
    [
        ("policy.max_entry_points=2", "policy", "max_entry_points", 2),
        ("policy.max_hosts=4", "policy", "max_hosts", 4),
        ("policy.nested_depth=ja", "policy", "nested_depth", True),
        ("economy.discount_rate = 0,05", "economy", "discount_rate", 0.05),
        ("curve.max_error=0.01", "curve", "max_error", 0.01),
        ("solver.gap=1e-3", "solver", "gap", 0.001),
    ],
)
def test_an_entry_of_the_settings_can_be_set(
    folder: Folder, override: str, section: str, entry: str, value: Any
) -> None:
    assert getattr(getattr(changed(folder, override).settings, section), entry) == value


@pytest.mark.parametrize(("text", "levels"), [("1-3", (1, 2, 3)), ("", ()), ("none", ())])
def test_levels_can_be_set_and_cleared(folder: Folder, text: str, levels: tuple[int, ...]) -> None:
    assert changed(folder, f"policy.levels.external={text}").settings.policy.levels.external == levels


@pytest.mark.parametrize("text", ["", "none"])
def test_an_optional_value_can_be_cleared(folder: Folder, text: str) -> None:
    instance = changed(folder, f"centres.North.max_volume={text}", "policy.max_hosts=4", f"policy.max_hosts={text}")
    assert instance.centres["North"].max_volume is None
    assert instance.settings.policy.max_hosts is None


@pytest.mark.parametrize(
    ("selector", "changed_centres"),
    [
        ("*", {"Alfa", "Bøgby", "North", "South"}),
        ("virtual", {"North", "South"}),
        ("Bøgby", {"Bøgby"}),
    ],
)
def test_cells_are_selected_by_star_key_or_kind(folder: Folder, selector: str, changed_centres: set[str]) -> None:
    rows = changed(folder, f"centres.{selector}.cost_factor=1.25").tables.centres
    assert {row.centre for row in rows if row.cost_factor == 1.25} == changed_centres


@pytest.mark.parametrize("selector", ["2", "Bøgby"])
def test_a_municipality_is_selected_by_code_or_name(folder: Folder, selector: str) -> None:
    assert changed(folder, f"municipalities.{selector}.candidate_host=true").municipalities["2"].candidate_host


@pytest.mark.parametrize(
    ("selector", "tasks"), [("regional/guide", ["regional"]), ("*/guide", ["purchased", "regional"])]
)
def test_a_key_of_several_columns_is_written_with_slashes(folder: Folder, selector: str, tasks: list[str]) -> None:
    rows = changed(folder, f"task_costs.{selector}.extra_kr=7").tables.task_costs
    assert [row.form for row in rows if row.extra_kr == 7] == tasks


def test_kpi_is_another_name_of_the_table_kpis(folder: Folder) -> None:
    folder.write("kpis.csv", "kpi,sense,scope,target\nresolution,at least,national,\n")
    folder.write("kpi_values.csv", "kpi,form,task,value\nresolution,local,guide,0.9\n")
    findings = folder.findings(overrides=["kpi.resolution.target=0.95"])
    assert {place(finding) for finding in findings} == {("overrides", None, "kpi.resolution.target")}


def test_a_scenario_sets_values_adds_rows_and_chooses_a_structure(folder: Folder, tmp_path: Path) -> None:
    path = scenario(
        tmp_path,
        """\
name = "idea"
description_en = "A first idea"
structure = "free"
[set]
policy.max_entry_points = 2
"legal.purchase-cap.active" = false
policy.mandatory = [{levels = "2", forms = ["local", "regional"]}]
[[add.locks]]
municipality = 1
task = "guide"
form = "local"
demand = "must"
""",
    )
    instance = read(folder.path, scenarios=[path])
    assert instance.settings.structure == "free"
    assert instance.settings.policy.max_entry_points == 2
    assert instance.settings.policy.mandatory[0].forms == ("local", "regional")
    assert [law.rule for law in instance.laws] == ["authority-stays-home"]
    assert [(lock.municipality, lock.form) for lock in instance.tables.locks] == [("1", "local")]
    assert instance.changes == (
        "structure = free",
        "policy.max_entry_points = 2",
        "policy.mandatory = levels 2 forms local regional",
        "legal.purchase-cap.active = false",
        "locks: one more row (municipality 1, task guide, form local, demand must)",
    )


def test_a_list_of_mandates_is_replaced_as_a_whole(folder: Folder, tmp_path: Path) -> None:
    folder.append("instance.toml", '[[policy.mandatory]]\nlevels = "2"\nforms = "local"')
    assert changed(folder, "policy.mandatory=none").settings.policy.mandatory == ()
    path = scenario(tmp_path, 'name = "idea"\n[set]\npolicy.mandatory = [{levels = "3", forms = "regional"}]')
    assert [mandate.levels for mandate in read(folder.path, scenarios=[path]).settings.policy.mandatory] == [(3,)]


def test_set_comes_after_the_scenario_and_the_structure(folder: Folder, tmp_path: Path) -> None:
    path = scenario(tmp_path, 'name = "idea"\nstructure = "free"\n[set]\npolicy.max_entry_points = 2')
    instance = read(folder.path, scenarios=[path], structure="one", overrides=["policy.max_entry_points=4"])
    assert (instance.settings.structure, instance.settings.policy.max_entry_points) == ("one", 4)


@pytest.mark.parametrize(
    ("override", "column", "rule", "remedy"),
    [
        ("policy.max_entry_point=2", "policy.max_entry_point", "no such parameter", "policy.max_entry_points?"),
        ("polocy.max_hosts=2", "polocy.max_hosts", "no such parameter", "did you mean policy?"),
        ("centres.virtual.cost_factr=2", "centres.virtual.cost_factr", "no such column", "did you mean cost_factor?"),
        ("centres.vitual.cost_factor=2", "centres.vitual.cost_factor", "no row of centres", "did you mean virtual?"),
        ("centres.cost_factor=2", "centres.cost_factor", "must name rows", "centres.*.cost_factor"),
        ("task_costs.a/b/c.extra_kr=2", "task_costs.a/b/c.extra_kr", "no row of task_costs", "write * for all"),
        ("policy.max_hosts", "policy.max_hosts", "must be written parameter=value", ""),
        ("policy.max_hosts=1,234", "policy.max_hosts", "could mean two numbers", "write it with decimals"),
        ("policy.mandatory=2", "policy.mandatory", "must be a list of tables", ""),
        ("policy.max_hosts=-1", "policy.max_hosts", "must be 0 or more", ""),
        ("cost_curve.100.unit_cost_kr=0", "cost_curve.100.unit_cost_kr", "must be above 0", ""),
        ("tasks.guide.level=two", "tasks.guide.level", "must be a number", ""),
        ("tasks.guide.task=a\nb", "tasks.guide.task", "must have no line break", ""),
    ],
)
def test_a_change_that_cannot_be_is_a_finding_by_its_dotted_name(
    folder: Folder, override: str, column: str, rule: str, remedy: str
) -> None:
    finding = folder.finding(overrides=[override])
    assert place(finding) == ("overrides", None, column)
    assert rule in finding.rule
    assert remedy in finding.remedy


@pytest.mark.parametrize(
    ("override", "remedy"),
    [
        ("volumes.1/*.contacts=5", "name municipality/task/year, each of which may be *"),
        ("locks.*.active=no", "fill it in first"),
        ("policy.mandatory=2", "write [[set.policy.mandatory]] in a scenario file"),
        ("policy.legal.authority-stays-home.active=1", "a row of a table is named TABLE.ROW.COLUMN"),
        ("tasks.guide.level=0", "what belongs here: task depth; 7-9 are authority tasks (1-9)"),
        ("economy.horizon_years=0", "what belongs here: years over which the net present value is counted, and"),
    ],
)
def test_a_change_that_cannot_be_says_what_to_do(folder: Folder, override: str, remedy: str) -> None:
    assert remedy in folder.finding(overrides=[override]).remedy


def test_no_mandates_in_place_of_none_is_no_mistake(folder: Folder, tmp_path: Path) -> None:
    """It was told that there is no value that it could multiply."""
    assert folder.findings(overrides=["policy.mandatory=none"]) == []
    path = scenario(tmp_path, 'name = "idea"\n[set]\npolicy.mandatory = []')
    assert folder.findings(scenarios=[path]) == []


@pytest.mark.parametrize("text", ['"policy.max_hosts" = 0', "[changes]\nx = 1", "[[locks]]\nform = 'local'"])
def test_what_stands_outside_the_sections_of_a_scenario_is_told_where_it_belongs(
    folder: Folder, tmp_path: Path, text: str
) -> None:
    path = scenario(tmp_path, f'name = "idea"\n{text}')
    assert "write changes under [set]" in folder.finding(scenarios=[path]).remedy


def test_a_change_passes_the_checks_across_tables_too(folder: Folder) -> None:
    finding = folder.finding(overrides=["centres.North.min_volume=3000"])
    assert place(finding) == ("overrides", None, "centres.North.min_volume")
    assert "above max_volume (2000)" in finding.rule


@pytest.mark.parametrize(
    ("text", "column", "rule"),
    [
        ("structure = 'one'", "name", "must be filled in"),
        ("name = 'idea'\nsett = 1", "sett", "no such entry"),
        ("name = 'idea'\nset = 1", "set", "must be a table"),
        ("name = 'idea'\nstructure = 'onne'", "structure", "no such structure"),
        ("name = 'idea'\n[[add.lock]]\nform = 'local'", "add.lock", "no such table"),
        ("name = 'idea'\n[[add.locks]]\nfrom = 'local'\nform = 'local'\ndemand = 'must not'", None, "no such column"),
        ("name = 'idea'\n[[add.locks]]\nform = 'local'", "add.locks.1.demand", "must be filled in"),
        (
            "name = 'idea'\n[[add.locks]]\nform = 'lokal'\ndemand = 'must not'",
            "add.locks.1.form",
            "must be 'unchanged'",
        ),
        ("name = 'idea'\n[set]\n'centres.*.cost_factor' = [1]", "centres.*.cost_factor", "must be one value"),
    ],
)
def test_a_fault_in_a_scenario_is_a_finding_in_its_file(
    folder: Folder, tmp_path: Path, text: str, column: str | None, rule: str
) -> None:
    findings = folder.findings(scenarios=[scenario(tmp_path, text)])
    assert place(findings[0]) == ("idea.toml", None, column or "add.locks.1.from")
    assert rule in findings[0].rule


def test_a_scenario_file_that_does_not_exist_is_a_finding(folder: Folder, tmp_path: Path) -> None:
    assert folder.finding(scenarios=[tmp_path / "none.toml"]).place == "none.toml"


def test_a_row_added_to_a_table_names_itself_in_findings_of_others(folder: Folder, tmp_path: Path) -> None:
    row = "[[add.investments]]\nitem = 'desk'\nbasis = 'fte'\nform = 'local'\namount_kr = 1\nlifetime_years = 5\n"
    finding = folder.finding(scenarios=[scenario(tmp_path, f"name = 'idea'\n{row}{row}")])
    assert finding.rule == "the same item as add.investments.1 of idea.toml"


def test_points_added_to_the_cost_curve_need_not_be_in_order(folder: Folder, tmp_path: Path) -> None:
    text = "name = 'idea'\n[[add.cost_curve]]\nvolume = 500\nunit_cost_kr = 45"
    instance = read(folder.path, scenarios=[scenario(tmp_path, text)])
    assert [point.volume for point in instance.tables.cost_curve] == [100, 500, 1000]


@pytest.mark.parametrize("path", sorted(Path("instances/denmark-2014/scenarios").glob("*.toml")), ids=lambda p: p.stem)
def test_the_bundled_scenarios_can_be_applied(path: Path) -> None:
    assert read(Path("instances/denmark-2014"), scenarios=[path]).changes


def test_a_lock_is_named_by_what_it_says_and_let_go() -> None:
    locks = "municipality,task,centre,form,demand\n2,G3,Storby,,must\n2,G5,,local,must\n"
    free = two_towns("locks.2/G3//Storby//must.active=false", locks=locks)
    assert [(lock.task, lock.active) for lock in free.tables.locks] == [("G3", False), ("G5", True)]
    assert [lock.task for lock in free.locks_of["2"]] == ["G5"]
    assert not two_towns("locks.*.active=false", locks=locks).locks_of["2"]
