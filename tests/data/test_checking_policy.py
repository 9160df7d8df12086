"""Checks of the settings against the tables."""

import pytest

from tests.data.tiny import Folder, place

MANDATE = '[[policy.mandatory]]\nlevels = "{levels}"\nforms = "{forms}"'
KPI = "kpi,sense,scope,target\nresolution,at least,municipality,{target}\n"
VALUES = "kpi,form,task,value\n" + "".join(
    f"resolution,{form},{task},{value}\n"
    for form, task, value in [
        ("unchanged", "ruling", 0.5),
        ("local", "guide", 0.7),
        ("local", "ruling", 0.6),
        ("purchased", "guide", 0.8),
        ("regional", "guide", 0.9),
    ]
)


def test_a_structure_must_be_in_the_table(folder: Folder) -> None:
    folder.replace("instance.toml", 'structure = "one"', 'structure = "onne"')
    finding = folder.finding()
    assert place(finding) == ("instance.toml", None, "structure")
    assert finding.remedy == "did you mean one?"


@pytest.mark.parametrize("structure", ["none", "free", "one"])
def test_any_structure_of_the_table_and_none_can_be_chosen(folder: Folder, structure: str) -> None:
    assert folder.findings(structure=structure) == []


def test_volumes_must_be_of_the_instances_year(folder: Folder) -> None:
    folder.write("volumes.csv", "municipality,task,year,contacts\n1,guide,2014,5\n1,guide,2015,6\n")
    assert place(folder.finding()) == ("volumes.csv", 3, "year")


@pytest.mark.parametrize(("levels", "forms"), [("8", "purchased regional"), ("2", "external"), ("2", "unchanged")])
def test_a_mandate_must_hold_a_form_that_law_and_policy_allow(folder: Folder, levels: str, forms: str) -> None:
    folder.append("instance.toml", MANDATE.format(levels=levels, forms=forms))
    assert place(folder.finding()) == ("instance.toml", None, "policy.mandatory.1.forms")


def test_two_mandates_must_hold_a_form_in_common(folder: Folder) -> None:
    folder.append("instance.toml", MANDATE.format(levels="1-3", forms="regional"))
    folder.append("instance.toml", MANDATE.format(levels="2", forms="local"))
    assert place(folder.finding()) == ("instance.toml", None, "policy.mandatory.2.forms")


def test_a_mandate_within_law_and_policy_is_accepted(folder: Folder) -> None:
    folder.append("instance.toml", MANDATE.format(levels="2", forms="regional"))
    assert folder.findings() == []


def test_a_kpi_target_with_all_values_is_accepted(folder: Folder) -> None:
    folder.write("kpis.csv", KPI.format(target=0.8))
    folder.write("kpi_values.csv", VALUES)
    assert folder.findings() == []


def test_a_kpi_target_better_than_every_value_is_a_finding(folder: Folder) -> None:
    folder.write("kpis.csv", KPI.format(target=0.95))
    folder.write("kpi_values.csv", VALUES)
    finding = folder.finding()
    assert place(finding) == ("kpis.csv", 2, "target")
    assert "0.9" in finding.rule


def test_a_kpi_ceiling_below_every_value_is_a_finding(folder: Folder) -> None:
    folder.write("kpis.csv", KPI.format(target=0.4).replace("at least", "at most"))
    folder.write("kpi_values.csv", VALUES)
    assert place(folder.finding()) == ("kpis.csv", 2, "target")


def test_a_kpi_with_a_target_needs_a_value_for_each_form_and_task_it_may_meet(folder: Folder) -> None:
    folder.write("kpis.csv", KPI.format(target=0.8))
    folder.write("kpi_values.csv", VALUES.replace("resolution,local,ruling,0.6\n", ""))
    assert "local × ruling" in folder.finding().rule


def test_a_kpi_without_target_needs_no_values(folder: Folder) -> None:
    folder.write("kpis.csv", KPI.format(target=""))
    assert folder.findings() == []
