"""Checks of the settings against the tables."""

import pytest

from optimiser.data.read import read
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


def test_a_value_without_task_counts_for_every_task_that_has_none_of_its_own(folder: Folder) -> None:
    folder.write("kpis.csv", KPI.format(target=""))
    folder.write("kpi_values.csv", "kpi,form,task,value\nresolution,local,ruling,0.6\nresolution,local,,0.7\n")
    assert dict(read(folder.path).kpi_values) == {
        ("resolution", "local", "guide"): 0.7,
        ("resolution", "local", "ruling"): 0.6,
    }


def test_values_without_task_are_enough_for_a_target(folder: Folder) -> None:
    forms = ("unchanged", "local", "purchased", "regional")
    folder.write("kpis.csv", KPI.format(target=0.8))
    lines = {form: f"resolution,{form},,0.8\n" for form in forms}
    folder.write("kpi_values.csv", "kpi,form,task,value\n" + "".join(lines.values()))
    assert folder.findings() == []
    folder.write("kpi_values.csv", "kpi,form,task,value\n" + "".join(lines[form] for form in forms[1:]))
    finding = folder.finding()
    assert place(finding) == ("kpis.csv", 2, "target")
    assert "unchanged × ruling" in finding.rule


def test_a_value_that_every_task_has_a_better_or_worse_one_for_does_not_count(folder: Folder) -> None:
    folder.write("kpis.csv", KPI.format(target=0.95))
    folder.write("kpi_values.csv", VALUES + "resolution,regional,,0.99\n" + "resolution,regional,ruling,0.5\n")
    assert "(0.9)" in folder.finding().rule


def test_two_values_for_every_task_of_a_form_are_a_finding(folder: Folder) -> None:
    folder.write("kpis.csv", KPI.format(target=""))
    folder.write("kpi_values.csv", "kpi,form,task,value\nresolution,local,,0.6\nresolution,local,,0.7\n")
    assert "the same kpi, form, task as row 2" in folder.finding().rule


def test_a_weight_is_not_negative(folder: Folder) -> None:
    folder.write("kpis.csv", "kpi,sense,scope,theme_en,weight\nculture,at least,national,3 competence,-1\n")
    finding = folder.finding()
    assert (place(finding), finding.rule) == (("kpis.csv", 2, "weight"), "must be 0 or more")


def test_a_kpi_without_weight_is_no_part_of_the_score(folder: Folder) -> None:
    folder.write("kpis.csv", KPI.format(target=""))
    (kpi,) = read(folder.path).tables.kpis
    assert (kpi.weight, kpi.theme_en) == (0, "")


def test_a_kpi_without_target_needs_no_values(folder: Folder) -> None:
    folder.write("kpis.csv", KPI.format(target=""))
    assert [(item.severity, item.rule) for item in folder.findings()] == [
        ("warning", "is measured nowhere: it has no values")
    ]
