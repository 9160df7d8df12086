"""Systems: structures with changes of their own, chosen by name, baked into what is saved."""

import pickle
from pathlib import Path

import pytest

from optimiser.data.instance import Instance
from optimiser.data.read import check, read, write
from tests.data.tiny import Folder, place

SYSTEMS = """\
system,structure,description_da,description_en
one,one,Et center,One centre
pilot,none,Et forsøg,A trial
staged,free,I etaper,In stages
"""
CHANGES = """\
system,parameter,value
pilot,municipalities.1.candidate_host,false
pilot,municipalities.*.candidate_host,true
pilot,policy.levels.external,none
staged,policy.mandatory.1.forms,regional
staged,policy.mandatory.1.levels,2
staged,centres.virtual.cost_factor,"1,1"
"""


@pytest.fixture
def systems(folder: Folder) -> Folder:
    """The tiny instance with three systems."""
    folder.write("systems.csv", SYSTEMS)
    folder.write("system_changes.csv", CHANGES)
    return folder


def hosts(instance: Instance) -> list[str]:
    return [row.code for row in instance.tables.municipalities if row.candidate_host]


def test_a_system_is_its_structure_and_its_changes(systems: Folder) -> None:
    instance = read(systems.path, structure="staged")
    assert (instance.system, instance.settings.structure) == ("staged", "free")
    (mandate,) = instance.settings.policy.mandatory
    assert (mandate.levels, mandate.forms) == ((2,), ("regional",))
    assert {row.cost_factor for row in instance.centres.values() if row.kind == "virtual"} == {1.1}
    assert instance.changes == (
        "structure = free",
        "centres.virtual.cost_factor = 1,1",
        "policy.mandatory.1.forms = regional",
        "policy.mandatory.1.levels = 2",
    )


def test_what_a_system_says_of_one_row_counts_before_what_it_says_of_all(systems: Folder) -> None:
    assert hosts(read(systems.path, structure="pilot")) == ["2", "3"]


def test_a_structure_can_be_chosen_and_is_then_the_system(systems: Folder) -> None:
    for name in ("one", "free", "none"):
        instance = read(systems.path, structure=name)
        assert (instance.system, instance.settings.structure) == (name, name)


def test_where_nothing_is_chosen_the_system_is_the_structure_in_use(systems: Folder) -> None:
    assert read(systems.path).system == "one"


def test_all_names_that_can_be_chosen_are_listed(systems: Folder) -> None:
    instance = read(systems.path)
    assert instance.structures == ("free", "none", "one", "pilot", "staged")
    assert instance.systems["pilot"].description_da == "Et forsøg"


def test_every_name_that_is_listed_can_be_chosen(systems: Folder) -> None:
    for name in read(systems.path).structures:
        assert read(systems.path, structure=name).system == name


def idea(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "idea.toml"
    path.write_text(f'name = "idea"\n{text}', encoding="utf-8")
    return path


def test_a_scenario_or_set_may_choose_a_system_too(systems: Folder, tmp_path: Path) -> None:
    assert read(systems.path, overrides=["structure=pilot"]).system == "pilot"
    path = idea(tmp_path, 'structure = "pilot"\n[set]\n"municipalities.3.candidate_host" = false')
    instance = read(systems.path, scenarios=[path])
    assert (instance.system, hosts(instance)) == ("pilot", ["2"])


def test_only_the_last_choice_changes_anything(systems: Folder, tmp_path: Path) -> None:
    path = idea(tmp_path, 'structure = "pilot"')
    assert read(systems.path, scenarios=[path], structure="staged") == read(systems.path, structure="staged")
    assert read(systems.path, structure="pilot", overrides=["structure=one"]) == read(systems.path, structure="one")


def test_a_system_comes_after_scenarios_and_before_set(systems: Folder, tmp_path: Path) -> None:
    path = idea(tmp_path, '[set]\n"municipalities.*.candidate_host" = false')
    chosen = read(systems.path, scenarios=[path], structure="pilot", overrides=["municipalities.2.candidate_host=no"])
    assert hosts(chosen) == ["3"]


def test_a_scenario_may_add_a_system_to_choose(systems: Folder, tmp_path: Path) -> None:
    rows = '[[add.systems]]\nsystem = "new"\nstructure = "one"\n[[add.system_changes]]\nsystem = "new"\n'
    path = idea(tmp_path, f'{rows}parameter = "policy.max_hosts"\nvalue = 1')
    assert read(systems.path, scenarios=[path], structure="new").settings.policy.max_hosts == 1


@pytest.mark.parametrize("overrides", [[], ["centres.virtual.cost_factor=1.25", "policy.mandatory.1.levels=1-2"]])
@pytest.mark.parametrize("system", ["pilot", "staged"])
@pytest.mark.parametrize("name", ["copy", "copy.xlsx"])
def test_a_saved_system_is_the_same_read_again(
    systems: Folder, tmp_path: Path, system: str, overrides: list[str], name: str
) -> None:
    overrides = overrides if system == "staged" else []
    instance = read(systems.path, structure=system, overrides=overrides)
    write(instance, tmp_path / name)
    again = read(tmp_path / name)
    assert (again.sha256, again.settings, again.tables) == (instance.sha256, instance.settings, instance.tables)
    assert (again.system, again.changes) == (instance.settings.structure, ())


def test_the_name_chosen_is_no_part_of_the_hash(systems: Folder) -> None:
    systems.append("systems.csv", "same,one,,")
    assert systems.sha256(structure="same") == systems.sha256()


def test_a_used_instance_survives_being_sent_to_another_process(systems: Folder) -> None:
    instance = read(systems.path, structure="staged")
    used = (instance.centres, instance.groups_of, instance.kpi_values, instance.systems, instance.today_kr)
    again = pickle.loads(pickle.dumps(instance))  # noqa: S301  # our own
    assert again == instance
    assert (again.centres, again.groups_of, again.kpi_values, again.systems, again.today_kr) == used


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("stagd", "did you mean staged?"),
        ("PILOT", "did you mean pilot?"),
        ("onn", "did you mean one?"),
        ("elsewhere", "choose among free, none, one, pilot, staged"),
    ],
)
def test_an_unknown_name_is_told_with_what_can_be_chosen(systems: Folder, name: str, remedy: str) -> None:
    finding = systems.finding(structure=name)
    assert place(finding) == ("structure", None, "structure")
    assert (finding.rule, finding.remedy) == ("no such structure", remedy)


def test_the_settings_name_a_structure_not_a_system(systems: Folder) -> None:
    systems.replace("instance.toml", 'structure = "one"', 'structure = "pilot"')
    finding = systems.finding()
    assert place(finding) == ("instance.toml", None, "structure")
    assert finding.rule == "a system, not a structure"
    assert "choose it with structure=pilot" in finding.remedy
    assert systems.findings(structure="pilot") == []


@pytest.mark.parametrize("chosen", [None, "staged", "pilot"])
@pytest.mark.parametrize(
    ("line", "column", "rule", "remedy"),
    [
        ("pilot,policy.max_host,2", "policy.max_host", "no such parameter", "did you mean policy.max_hosts?"),
        ("pilot,centres.Nort.cost_factor,2", "centres.Nort.cost_factor", "no row of centres", "did you mean North?"),
        ("pilot,policy.max_hosts,two", "policy.max_hosts", "must be a number", ""),
        ("pilot,structure,one", "parameter", "must not change future", "in its row of the table systems"),
        ("pilot,systems.pilot.structure,one", "parameter", "must not change future", "in its row of the table systems"),
        ("polit,policy.max_hosts,2", "system", "no such system", "did you mean pilot?"),
        ("pilot,policy.levels.external,3", "system", "the same system, parameter as row 4", "delete one"),
        ("one,policy.max_hosts,2", "system", "must be the structure one without changes", "another name"),
    ],
)
def test_a_change_that_cannot_be_is_told_whether_the_system_is_in_use_or_not(
    systems: Folder, chosen: str | None, line: str, column: str, rule: str, remedy: str
) -> None:
    systems.append("system_changes.csv", line)
    finding = systems.finding(structure=chosen)
    where = ("systems.csv", 2, column) if line.startswith("one") else ("system_changes.csv", 8, column)
    assert place(finding) == where
    assert rule in finding.rule
    assert remedy in finding.remedy


def test_a_change_is_checked_against_bounds_and_other_tables_where_its_system_is_in_use(systems: Folder) -> None:
    systems.append("system_changes.csv", "staged,centres.North.min_volume,3000")
    systems.append("system_changes.csv", "staged,policy.max_hosts,-1")
    assert systems.findings() == []
    findings = systems.findings(structure="staged")
    assert [(*place(finding), finding.value) for finding in findings] == [
        ("system_changes.csv", 8, "centres.North.min_volume", "3000"),
        ("system_changes.csv", 9, "policy.max_hosts", "-1"),
    ]


@pytest.mark.parametrize("chosen", [None, "broken"])
@pytest.mark.parametrize(
    ("line", "column", "rule", "remedy"),
    [
        ("broken,onne,,", "structure", "no such structure", "did you mean one?"),
        ("broken,,,", "structure", "must be filled in", ""),
        ("broken,pilot,,", "structure", "no such structure", "choose among free, none, one"),
        ("pilot,one,,", "system", "the same system as row 3", "delete one of the two"),
        ("free,one,,", "system", "must be the structure free without changes", "give the system another name"),
        ("none,one,,", "system", "must be the structure none without changes", "give the system another name"),
    ],
)
def test_a_system_that_cannot_be_is_told_once(
    systems: Folder, chosen: str | None, line: str, column: str, rule: str, remedy: str
) -> None:
    systems.append("systems.csv", line)
    finding = systems.finding(structure=chosen if line.startswith("broken") else None)
    assert place(finding) == ("systems.csv", 5, column)
    assert rule in finding.rule
    assert remedy in finding.remedy


def test_two_rows_make_a_mandate_where_there_is_none(folder: Folder) -> None:
    overrides = ["policy.mandatory.1.levels=2", "policy.mandatory.1.forms=regional local"]
    (mandate,) = read(folder.path, overrides=overrides).settings.policy.mandatory
    assert (mandate.levels, mandate.forms) == ((2,), ("regional", "local"))
    finding = folder.finding(overrides=overrides[:1])
    assert (finding.column, finding.rule) == ("policy.mandatory.1.forms", "must be filled in")


def test_tables_of_systems_survive_both_formats(systems: Folder, tmp_path: Path) -> None:
    instance = read(systems.path)
    for name in ("copy", "copy.xlsx"):
        write(instance, tmp_path / name)
        again, findings = check(tmp_path / name)
        assert (again, findings) == (instance, [])


def test_a_table_of_systems_that_cannot_be_read_hides_what_could_be_chosen(systems: Folder) -> None:
    systems.replace("systems.csv", "system,structure", "system,system")
    assert {finding.place for finding in systems.findings(structure="pilot")} == {"systems.csv"}
