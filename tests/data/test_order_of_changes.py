"""In which order changes are made, which of them hold in the end, and who undid the others."""

from pathlib import Path

import pytest

from optimiser.data.findings import Finding
from optimiser.data.read import check, read
from tests.data.test_systems import hosts, idea
from tests.data.tiny import Folder, place

NARROW_FIRST = '[set]\n"municipalities.1.candidate_host" = false\n"municipalities.*.candidate_host" = true\n'


@pytest.fixture
def systems(folder: Folder) -> Folder:
    """The tiny instance with a system that lets all but Alfa sell, and one that has no hosts."""
    folder.write("systems.csv", "system,structure\npilot,none\nnobody,one\n")
    folder.write(
        "system_changes.csv",
        "system,parameter,value\npilot,municipalities.1.candidate_host,false\n"
        "pilot,municipalities.*.candidate_host,true\nnobody,municipalities.*.candidate_host,false\n",
    )
    return folder


def told(findings: list[Finding]) -> list[tuple[str, str, str]]:
    assert all(finding.severity == "warning" for finding in findings)
    return [(finding.place, finding.column, finding.rule) for finding in findings]


def test_what_a_scenario_says_of_one_row_counts_before_what_it_says_of_all(systems: Folder, tmp_path: Path) -> None:
    """It lost against what was written after it, while a system with the same changes kept it."""
    instance, findings = check(systems.path, scenarios=[idea(tmp_path, NARROW_FIRST)])
    assert instance is not None
    assert hosts(instance) == hosts(read(systems.path, structure="pilot")) == ["2", "3"]
    assert instance.changes == ("municipalities.*.candidate_host = true", "municipalities.1.candidate_host = false")
    assert findings == []


def test_a_factor_on_all_rows_is_made_before_a_value_for_one(folder: Folder, tmp_path: Path) -> None:
    text = '[set]\n"volumes.1/guide/*.contacts" = 10\n"volumes.*.contacts" = "x0.5"\n'
    assert read(folder.path, scenarios=[idea(tmp_path, text)]).contacts[("1", "guide")] == 10


def test_files_follow_each_other_and_the_last_word_counts_with_a_remark(systems: Folder, tmp_path: Path) -> None:
    first, second = tmp_path / "first.toml", tmp_path / "second.toml"
    first.write_text('name = "a"\n[set]\n"municipalities.1.candidate_host" = false\n', encoding="utf-8")
    second.write_text('name = "b"\n[set]\n"municipalities.*.candidate_host" = true\n', encoding="utf-8")
    instance, findings = check(systems.path, scenarios=[first, second])
    assert instance is not None
    assert hosts(instance) == ["1", "2", "3"]
    assert instance.changes == ("municipalities.*.candidate_host = true",)
    rule = "is overridden: municipalities.*.candidate_host = true (second.toml) comes after it"
    assert told(findings) == [("first.toml", "municipalities.1.candidate_host", rule)]


def test_a_value_that_the_system_undid_is_not_told_as_changed(systems: Folder, tmp_path: Path) -> None:
    path = idea(tmp_path, '[set]\n"municipalities.*.candidate_host" = true\n"policy.max_hosts" = 2\n')
    instance, findings = check(systems.path, scenarios=[path], structure="nobody")
    assert instance is not None
    assert instance.changes == ("policy.max_hosts = 2", "structure = one", "municipalities.*.candidate_host = false")
    rule = "is overridden: municipalities.*.candidate_host = false (system_changes.csv) comes after it"
    assert told(findings) == [("idea.toml", "municipalities.*.candidate_host", rule)]


def test_a_set_after_a_system_says_what_it_undoes_there(systems: Folder) -> None:
    findings = systems.findings(structure="pilot", overrides=["municipalities.*.candidate_host=false"])
    assert [place(finding) for finding in findings] == [("system_changes.csv", 3, "municipalities.*.candidate_host")]
    assert "municipalities.*.candidate_host = false (overrides) comes after it" in findings[0].rule


def test_the_last_of_two_sets_counts_with_a_remark_on_the_first(folder: Folder) -> None:
    instance, findings = check(folder.path, overrides=["policy.max_hosts=2", "policy.max_hosts=3"])
    assert instance is not None
    assert instance.changes == ("policy.max_hosts = 3",)
    rule = "is overridden: policy.max_hosts = 3 (overrides) comes after it"
    assert told(findings) == [("overrides", "policy.max_hosts", rule)]


def test_what_is_undone_in_part_says_in_how_many_values(folder: Folder) -> None:
    overrides = ["volumes.1/*/*.contacts=5", "volumes.*/guide/*.contacts=7"]
    rule = "is overridden in 1 of 2 values: volumes.*/guide/*.contacts = 7 (overrides) comes after it"
    findings = [item for item in folder.findings(overrides=overrides) if item.place == "overrides"]
    assert told(findings) == [("overrides", "volumes.1/*/*.contacts", rule)]


def test_an_exception_to_a_change_of_many_rows_is_no_undoing(systems: Folder) -> None:
    overrides = ["municipalities.*.candidate_host=true", "municipalities.2.candidate_host=false"]
    assert systems.findings(overrides=overrides) == []
    assert systems.findings(structure="pilot", overrides=["municipalities.3.candidate_host=false"]) == []


def test_the_same_value_twice_is_told_once_without_a_remark(folder: Folder) -> None:
    instance, findings = check(folder.path, overrides=["policy.max_hosts=2", "policy.max_hosts=2"])
    assert instance is not None
    assert (instance.changes, findings) == (("policy.max_hosts = 2",), [])


def test_a_factor_after_a_value_acts_on_it_and_undoes_nothing(folder: Folder) -> None:
    overrides = ["investments.*.amount_kr=2000", "investments.*.amount_kr=x3"]
    instance, findings = check(folder.path, overrides=overrides)
    assert instance is not None
    assert [row.amount_kr for row in instance.tables.investments] == [6000]
    assert (len(instance.changes), findings) == (2, [])


def test_a_choice_that_another_follows_does_not_count_with_a_remark(systems: Folder, tmp_path: Path) -> None:
    path = idea(tmp_path, 'structure = "none"')
    findings = systems.findings(scenarios=[path], structure="free")
    rule = "is overridden: free is chosen after it (structure)"
    assert told(findings) == [("idea.toml", "structure", rule)]
    assert systems.findings(scenarios=[path], structure="none") == []


def test_a_list_that_is_replaced_undoes_what_was_set_in_it(folder: Folder, tmp_path: Path) -> None:
    path = idea(tmp_path, '[[set.policy.mandatory]]\nlevels = "2"\nforms = "local"\n')
    overrides = ["policy.mandatory.1.levels=8", "policy.mandatory.1.forms=local unchanged"]
    instance, findings = check(folder.path, scenarios=[path], overrides=overrides)
    assert instance is not None
    assert instance.changes == ("policy.mandatory.1.levels = 8", "policy.mandatory.1.forms = local unchanged")
    assert {(finding.place, finding.column) for finding in findings} == {("idea.toml", "policy.mandatory")}
