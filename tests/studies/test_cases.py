"""Which cases there are, what they are called, and every finding about them at once."""

from pathlib import Path

import pytest

from optimiser.data.findings import InvalidInputError
from optimiser.studies.compared_cases import read_cases
from optimiser.studies.run_store import folder_name


def scenario(path: Path, name: str, change: str = '"economy.today_unit_cost_kr" = 60') -> Path:
    path.write_text(f'name = "{name}"\n[set]\n{change}\n', encoding="utf-8")
    return path


def test_structures_and_systems_are_cases_once_in_the_order_asked_for(towns: Path) -> None:
    cases = read_cases(towns, ["one", "alone", "one"])
    assert [case.name for case in cases] == ["one", "alone"]
    assert [case.instance.system for case in cases] == ["one", "alone"]


def test_all_that_can_be_chosen_is_compared_where_nothing_is_asked_for(towns: Path) -> None:
    assert [case.name for case in read_cases(towns)] == ["alone", "impossible", "none", "one"]


def test_each_structure_is_as_it_is_and_under_each_scenario(towns: Path, tmp_path: Path) -> None:
    files = [scenario(tmp_path / "a.toml", "dear today"), scenario(tmp_path / "b.toml", "Ærø/50 %")]
    cases = read_cases(towns, ["one", "none"], files)
    names = ["one", "none", "one + dear today", "none + dear today", "one + Ærø-50 -", "none + Ærø-50 -"]
    assert [case.name for case in cases] == names
    today_kr = [case.instance.settings.economy.today_unit_cost_kr for case in cases]
    assert today_kr == [50, 50, 60, 60, 60, 60]


def test_a_scenario_that_is_named_twice_is_one(towns: Path, tmp_path: Path) -> None:
    file = scenario(tmp_path / "a.toml", "dear today")
    assert [case.name for case in read_cases(towns, ["one"], [file, file])] == ["one", "one + dear today"]


def test_what_only_a_scenario_makes_whole_is_a_case_under_it_alone(towns: Path, tmp_path: Path) -> None:
    path = towns / "instance.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("= 50", "= -50"), encoding="utf-8")
    file = scenario(tmp_path / "a.toml", "mended")
    assert [case.name for case in read_cases(towns, ["one"], [file])] == ["one + mended"]


def test_scenarios_of_the_same_name_are_told_apart(towns: Path, tmp_path: Path) -> None:
    files = [scenario(tmp_path / "a.toml", "Dear"), scenario(tmp_path / "b.toml", "dear")]
    assert [case.name for case in read_cases(towns, ["one"], files)] == ["one", "one + Dear", "one + dear-2"]


def test_a_change_is_made_in_every_case(towns: Path) -> None:
    cases = read_cases(towns, ["one", "none"], overrides=["policy.max_entry_points=1"])
    assert {case.instance.settings.policy.max_entry_points for case in cases} == {1}


def test_all_unknown_names_are_told_with_what_was_meant(towns: Path) -> None:
    with pytest.raises(InvalidInputError) as raised:
        read_cases(towns, ["alon", "one", "non"])
    assert [(finding.value, finding.remedy) for finding in raised.value.findings] == [
        ("alon", "did you mean alone?"),
        ("non", "did you mean none?"),
    ]


def test_what_is_wrong_in_all_cases_is_told_once_and_anything_else_with_its_case(towns: Path, tmp_path: Path) -> None:
    bad = scenario(tmp_path / "bad.toml", "bad", '"policy.max_entry_points" = -1')
    good = scenario(tmp_path / "good.toml", "good")
    with pytest.raises(InvalidInputError) as raised:
        read_cases(towns, ["one", "none"], [bad, good], ["economy.discount_rate=dear"])
    places = [finding.place for finding in raised.value.findings]
    assert places.count("overrides") == 1
    assert {place.partition(":")[0] for place in places} == {"overrides", "one + bad", "none + bad"}


def test_warnings_go_with_their_case(towns: Path) -> None:
    path = towns / "centres.csv"
    path.write_text("centre,kind,seat,min_volume\nStorby,local,1,0\nLilleby,local,2,0\nRegion,virtual,,9e8\n")
    one, alone = read_cases(towns, ["one", "alone"])
    assert any(finding.severity == "warning" for finding in one.warnings)
    assert not alone.warnings


def test_what_is_no_instance_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError):
        read_cases(tmp_path)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("three-centres", "three-centres"),
        ("../..", "-"),
        ("..", "-"),
        ("a/b\\c:d", "a-b-c-d"),
        ("Ø + Å", "Ø + Å"),
        ("x" * 300, "x" * 100),
        (".hidden", "hidden"),
    ],
)
def test_a_name_is_safe_as_a_folder(text: str, name: str) -> None:
    assert folder_name(text) == name
