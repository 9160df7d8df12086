"""The tables of a result: their columns, and what an assumptions row says."""

from pathlib import Path
from typing import Any

import pytest

from optimiser import Result, solve
from optimiser.data.instance import Instance
from optimiser.data.read import read
from optimiser.data.run_tables import COLUMNS, LINES
from optimiser.data.scenario import MANY, list_assumptions
from optimiser.report.localizer import Localizer
from optimiser.report.tables.grounds import fill_assumptions
from optimiser.result.tables import TABLE_NAMES
from tests.planning.two_towns import TABLES, two_towns

INSTANCES = Path(__file__).parents[2] / "instances"
ASSUMPTIONS = "parameter,low,high,note,source,assumption\n"


@pytest.fixture(scope="module")
def result() -> Result:
    return solve(two_towns())


@pytest.mark.parametrize("name", TABLE_NAMES)
def test_a_table_has_the_columns_that_are_declared_each_with_its_meaning(result: Result, name: str) -> None:
    assert list(result.tables[name].columns) == list(COLUMNS[name])
    assert all(field.description for field in LINES[name].model_fields.values())


def test_a_table_without_rows_has_its_columns() -> None:
    """Everything stays in the departments, so no centre is open."""
    result = solve(two_towns("policy.levels.unchanged=1-9", "centres.*.cost_factor=9"))
    assert result.centres.empty
    assert list(result.centres.columns) == list(COLUMNS["centres"])
    assert result.breaches == []


def test_a_result_without_a_plan_has_empty_tables() -> None:
    result = solve(two_towns("policy.levels.local=3", "policy.levels.purchased=3"))
    assert result.status == "infeasible"
    assert result.assignments.empty
    assert not result.tables


def test_every_task_of_every_municipality_is_assigned_once(result: Result) -> None:
    frame = result.assignments
    assert list(zip(frame["municipality"], frame["task"], frame["form"], strict=True)) == [
        ("1", "G3", "local"),
        ("2", "G3", "purchased"),
        ("2", "G5", "purchased"),
    ]


def test_centres_are_told_the_largest_first() -> None:
    frame = solve(two_towns("policy.max_hosts=0")).centres
    assert list(frame["centre"]) == ["Storby", "Lilleby"]
    assert list(frame["unit_cost_kr"]) == pytest.approx([40, 45])


def test_a_municipality_is_told_before_and_after(result: Result) -> None:
    row = result.municipalities.set_index("code").loc["2"]
    assert row["today_kr"] == 10e6
    assert row["after_kr"] == pytest.approx(7.2e6)
    assert row["change_kr"] == pytest.approx(-2.8e6)
    assert (row["forms"], row["entry_points"], row["local_share"]) == ("purchased", 1, 0)


# ---- assumptions ----------------------------------------------------------------------------------


def _rows(instance: Instance) -> list[dict[str, Any]]:
    return list(list_assumptions(instance))


def _row(instance: Instance, parameter: str) -> dict[str, Any]:
    (row,) = (row for row in _rows(instance) if row["parameter"] == parameter)
    return row


def test_a_setting_is_told_with_value_range_and_source() -> None:
    note = ASSUMPTIONS + "policy.max_entry_points,1,3,places,a report,true\n"
    assert _row(two_towns(assumptions=note), "policy.max_entry_points") == {
        "parameter": "policy.max_entry_points",
        "value": 2,
        "unit": "",
        "low": 1,
        "high": 3,
        "source": "a report",
        "assumption": True,
        "note": "places",
    }


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("municipalities.*.population", "40000 / 80000"),
        ("municipalities.2.population", 40000),
        ("centres.local.cost_factor", 1.0),
        ("policy.levels.external", 3),
        ("structures.one/1/Region.source", ""),
    ],
)
def test_a_parameter_of_a_table_is_told_with_what_its_rows_hold(parameter: str, value: object) -> None:
    note = f"{ASSUMPTIONS}{parameter},1,3,,a report,true\n"
    assert str(_row(two_towns(assumptions=note), parameter)["value"]) == str(value)


def test_a_figure_of_a_table_is_told_with_its_unit_source_and_flag() -> None:
    costs = "form,task,extra_kr,source,assumption\npurchased,G3,2,guess,true\npurchased,G5,3,report,false\n"
    instance = two_towns(task_costs=costs)
    row = _row(instance, "task_costs.purchased/G3.extra_kr")
    assert (row["value"], row["unit"], row["source"], row["assumption"]) == (2, "kr./contact", "guess", True)
    assert not _row(instance, "task_costs.purchased/G5.extra_kr")["assumption"]


def test_rows_that_say_the_same_are_told_together() -> None:
    """Both tasks take six minutes."""
    row = _row(two_towns(), "tasks.*.handling_minutes")
    assert (row["value"], row["note"]) == (6, "2 rows, from G3 to G5")


def test_what_is_left_at_its_default_says_nothing() -> None:
    assert not [row for row in _rows(two_towns()) if row["parameter"].endswith("cost_factor")]


def test_many_different_figures_are_told_in_one_line() -> None:
    codes = range(1, MANY + 3)
    towns = "code,name,region,population,candidate_host\n" + "".join(
        f"{code},Town {code},East,{code},false\n" for code in codes
    )
    volumes = "municipality,task,contacts\n" + "".join(f"{code},G3,{1000 * code}\n" for code in codes)
    instance = two_towns(municipalities=towns, volumes=volumes)
    row = _row(instance, "municipalities.*.population")
    assert row["value"] == "see the instance"
    shown = [line["value"].value for line in fill_assumptions(Localizer("da"), instance).rows]
    assert "se datasættet" in shown
    assert "see the instance" not in shown
    assert row["note"].startswith(f"{len(codes)} rows")


def test_a_figure_told_as_an_assumption_is_not_told_again() -> None:
    note = ASSUMPTIONS + "tasks.*.handling_minutes,3,9,minutes,a report,true\n"
    parameters = [row["parameter"] for row in _rows(two_towns(assumptions=note))]
    assert parameters.count("tasks.*.handling_minutes") == 1


@pytest.mark.parametrize("name", ["toy", "denmark-2014"])
def test_no_figure_is_told_twice(name: str) -> None:
    """One parameter can stand for several groups of rows, which differ in value or source."""
    rows = _rows(read(INSTANCES / name))
    told = [(row["parameter"], row["value"], row["source"], row["assumption"]) for row in rows]
    assert len(set(told)) == len(told)


def test_only_declared_units_make_a_figure() -> None:
    assert "candidate_host" in TABLES["municipalities"]
    assert not [row for row in _rows(two_towns()) if "candidate_host" in row["parameter"]]
