"""Rows that can match nothing are remarked on; rows that take effect are counted, for every table."""

import re
import shutil
from pathlib import Path

import pytest

from optimiser.data.effects import RULES
from optimiser.data.findings import Finding
from optimiser.data.read import check, read, write
from optimiser.data.rows_in_effect import Taken, row_counts
from optimiser.data.tables import TABLES
from tests.data.tiny import Folder, place

TOY, DENMARK = Path("instances/toy"), Path("instances/denmark-2014")


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    """A copy of the toy that a test may add to."""
    shutil.copytree(TOY, tmp_path / "toy")
    return tmp_path / "toy"


def with_rows(path: Path, table: str, header: str, *lines: str) -> list[Finding]:
    """The findings when a table holds rows more, or these alone where it is not there yet."""
    file = path / f"{table}.csv"
    if not file.exists():
        file.write_text(f"{header}\n", encoding="utf-8")
    columns = file.read_text(encoding="utf-8").splitlines()[0].split(",")
    for line in lines:
        cells = dict(zip(header.split(","), line.split(","), strict=True))
        with file.open("a", encoding="utf-8") as text:
            text.write(",".join(cells.get(column, "") for column in columns) + "\n")
        assert set(cells) <= set(columns)
    return check(path)[1]


def test_every_table_has_a_rule_of_what_gives_a_row_an_effect() -> None:
    assert list(RULES) == list(TABLES)


@pytest.mark.parametrize("path", [TOY, DENMARK], ids=["toy", "denmark"])
def test_every_row_of_a_bundled_instance_can_match_something(path: Path) -> None:
    """Those of each system, scenario and future are held by the tests of bundled instances."""
    assert check(path)[1] == []


def test_rows_are_counted_as_the_instance_is_chosen() -> None:
    counts = row_counts(read(TOY))
    assert counts["connections"] == Taken(2, 2)
    assert (counts["volumes"], counts["futures"], counts["kpis"]) == (Taken(10, 10), Taken(3, 0), Taken(0, 0))
    assert row_counts(read(TOY, structure="none"))["connections"] == Taken(2, 1)
    assert row_counts(read(TOY, structure="none"))["structures"] == Taken(4, 0)
    future = row_counts(read(TOY, overrides=["future=fewer-contacts"]))
    assert (future["futures"], future["future_changes"]) == (Taken(3, 1), Taken(3, 2))


@pytest.mark.parametrize(
    ("basis", "form", "told"),
    [
        ("connection", "local", True),
        ("connection", "unchanged", True),
        ("centre", "unchanged", True),
        ("centre", "local", False),
        ("municipality", "unchanged", False),
        ("fte", "unchanged", False),
    ],
)
def test_an_investment_of_what_a_form_has_not_is_remarked_on(toy: Path, basis: str, form: str, told: bool) -> None:
    """A billion kr. of it counted 0 kr., and validation said that there were no problems."""
    line = f"new,{basis},{form},1000000000,10"
    findings = with_rows(toy, "investments", "item,basis,form,amount_kr,lifetime_years", line)
    assert [(place(item), item.severity) for item in findings] == (
        [(("investments.csv", 10, "basis"), "warning")] if told else []
    )


@pytest.mark.parametrize(
    ("line", "column", "rule"),
    [
        ("local,,,90000", "form", "the form local needs no link"),
        ("unchanged,,,90000", "form", "the form unchanged needs no link"),
        ("regional,,Østerå,90000", "form", "a link to Østerå, a local centre, has the form purchased"),
        ("purchased,,Region Nordland,90000", "form", "a virtual centre, has the form regional"),
        (",901,Østerå,90000", "centre", "Østerå is the own centre of 901"),
    ],
)
def test_a_connection_that_cannot_be_is_remarked_on(toy: Path, line: str, column: str, rule: str) -> None:
    (toy / "connections.csv").unlink()
    (finding,) = with_rows(toy, "connections", "form,municipality,centre,yearly_kr", line)
    assert (place(finding), finding.severity) == (("connections.csv", 2, column), "warning")
    assert rule in finding.rule


@pytest.mark.parametrize(
    ("lines", "row", "rule"),
    [
        ([",,Åby,90000"], 2, "Åby may not sell, because its seat is not a candidate_host"),
        (["external,,,90000"], 2, "policy and law let no task be answered in the form external"),
        (["regional,,,"], 2, "has no effect: all its figures are blank"),
        (["purchased,,,90000", "purchased,,Østerå,80000"], 2, "more specific rows cover every link"),
    ],
)
def test_a_connection_that_matches_no_link_is_remarked_on(toy: Path, lines: list[str], row: int, rule: str) -> None:
    (toy / "connections.csv").unlink()
    header = "form,municipality,centre,yearly_kr"
    (finding,) = with_rows(toy, "connections", header, *lines)
    assert (finding.row, finding.severity) == (row, "warning")
    assert rule in finding.rule


def test_a_pair_that_can_have_no_route_is_told_with_row_value_rule_and_remedy(toy: Path) -> None:
    """The own centre, a seat that may not sell, and the centre of a group that one is not in."""
    (toy / "connections.csv").unlink()
    structures = (toy / "structures.csv").read_text(encoding="utf-8")
    (toy / "structures.csv").write_text(re.sub("(?m)^.*,904,.*\n", "", structures), encoding="utf-8")
    lines = ("purchased,901,Østerå,50000", "purchased,901,Åby,50000", "regional,904,Region Nordland,50000")
    findings = with_rows(toy, "connections", "form,municipality,centre,yearly_kr", *lines)
    remedy = "correct it, or delete the row"
    assert [item.sentence for item in findings if item.place == "connections.csv"] == [
        f"connections.csv row 2 centre Østerå: has no effect: Østerå is the own centre of 901, which needs no link; "
        f"{remedy}",
        f"connections.csv row 3 centre Åby: has no effect: Åby may not sell, because its seat is not a candidate_host; "
        f"{remedy}",
        f"connections.csv row 4 centre Region Nordland: has no effect: 904 is not in the group Region Nordland with a "
        f"task that it may answer; {remedy}",
    ]


def test_a_negative_cost_of_a_pair_is_an_error_in_each_of_its_columns(toy: Path) -> None:
    (toy / "connections.csv").unlink()
    header = "form,municipality,centre,yearly_kr,investment_kr,extra_kr"
    findings = with_rows(toy, "connections", header, "purchased,902,Østerå,-70000,-1,-0.5")
    assert [(item.row, item.column, item.value, item.rule) for item in findings] == [
        (2, "yearly_kr", "-70000", "must be 0 or more"),
        (2, "investment_kr", "-1", "must be 0 or more"),
        (2, "extra_kr", "-0.5", "must be 0 or more"),
    ]
    assert all(item.severity == "error" and "link" in item.remedy for item in findings)


def test_a_pair_in_a_form_that_is_lawful_for_nobody_is_told_with_the_form(toy: Path) -> None:
    text = (toy / "instance.toml").read_text(encoding="utf-8")
    (toy / "instance.toml").write_text(re.sub("(?m)^purchased = .*$", 'purchased = ""', text), encoding="utf-8")
    (toy / "connections.csv").unlink()
    findings = with_rows(toy, "connections", "municipality,centre,yearly_kr", "902,Østerå,50000")
    (finding,) = [item for item in findings if item.place == "connections.csv"]
    assert finding.sentence == (
        "connections.csv row 2 centre Østerå: has no effect: policy and law let no task be answered in the form "
        "purchased; see policy.levels.purchased and the table legal"
    )


def test_a_general_connection_counts_as_long_as_it_gives_one_figure(toy: Path) -> None:
    (toy / "connections.csv").unlink()
    header = "form,municipality,centre,yearly_kr,extra_kr"
    assert with_rows(toy, "connections", header, "purchased,,,90000,1", "purchased,,Østerå,80000,") == []


@pytest.mark.parametrize(
    ("table", "header", "line", "column", "rule"),
    [
        ("task_costs", "form,task,extra_kr", "purchased,L9,4", "form", "authority-stays-home forbids purchased for L9"),
        ("task_costs", "form,task,extra_kr", "external,L4,4", "form", "policy.levels.external does not hold level 4"),
        ("task_costs", "form,task,extra_kr", "unchanged,L4,4", "form", "policy.levels.unchanged does not hold level 4"),
        ("investments", "item,basis,form,amount_kr,lifetime_years", "e,fte,external,50000,10", "form", "external"),
        (
            "centres",
            "centre,kind,source,assumption",
            "Spare,virtual,x,true",
            "centre",
            "no structure has it as a group",
        ),
        (
            "centres",
            "centre,kind,source,assumption",
            "1881,external,x,true",
            "centre",
            "no task be answered in the form",
        ),
        (
            "legal",
            "rule,forms,levels,citation,active",
            "l,purchased,1-3,x,true",
            "levels",
            "no task has one of its levels",
        ),
        ("kpis", "kpi,sense,scope", "calls,at least,national", "kpi", "is measured nowhere"),
        ("locks", "task,form,demand", "L9,purchased,must not", "form", "what it forbids is not possible anyway"),
        ("locks", "municipality,task,form,demand", "903,L6,local,must not", "task", "nobody has contacts"),
        ("locks", "task,form,demand", "L9,external,must not", "form", "what it forbids is not possible anyway"),
        ("assumptions", "parameter,low,high", "policy.max_entry_point,1,2", "parameter", "no such parameter"),
        ("assumptions", "parameter,low,high", "centres.Øst.cost_factor,1,2", "parameter", "no row of centres"),
    ],
)
def test_a_row_that_can_match_nothing_is_remarked_on(
    toy: Path, table: str, header: str, line: str, column: str, rule: str
) -> None:
    findings = [item for item in with_rows(toy, table, header, line) if item.place == f"{table}.csv"]
    assert [(item.column, item.severity) for item in findings] == [(column, "warning")]
    assert rule in findings[0].rule
    assert findings[0].row is not None
    assert findings[0].remedy


def test_a_cost_of_a_task_that_nobody_has_contacts_about_says_so_and_blames_no_centre(toy: Path) -> None:
    volumes = toy / "volumes.csv"
    lines = volumes.read_text(encoding="utf-8").splitlines()
    volumes.write_text("\n".join(line for line in lines if ",L6," not in line) + "\n", encoding="utf-8")
    told = [(item.column, item.rule) for item in check(toy)[1] if item.place == "task_costs.csv"]
    assert told == [("task", "has no effect: nobody has such contacts")] * 2


@pytest.mark.parametrize("name", ["copy", "copy.xlsx"])
def test_they_are_told_in_both_formats(toy: Path, tmp_path: Path, name: str) -> None:
    with_rows(toy, "task_costs", "form,task,extra_kr", "purchased,L9,4")
    write(read(toy), tmp_path / name)
    (finding,) = check(tmp_path / name)[1]
    assert finding.place.startswith("task_costs")
    assert "forbids purchased for L9" in finding.rule


def test_what_a_scenario_adds_without_effect_is_told_of_the_scenario(toy: Path, tmp_path: Path) -> None:
    path = tmp_path / "idea.toml"
    cost = '[[add.task_costs]]\nform = "purchased"\ntask = "L9"\nextra_kr = 4\n'
    path.write_text(f'name = "idea"\n{cost}', encoding="utf-8")
    (finding,) = check(toy, scenarios=[path])[1]
    assert (finding.place, finding.column) == ("idea.toml", "add.task_costs.1.form")


def test_a_row_that_a_system_gives_an_effect_is_not_remarked_on(toy: Path) -> None:
    """It is prepared for another choice: counted as without effect now, and no more."""
    assert with_rows(toy, "task_costs", "form,task,extra_kr", "external,L4,4") != []
    (toy / "systems.csv").write_text("system,structure\nhotline,none\n", encoding="utf-8")
    changes = "system,parameter,value\nhotline,policy.levels.external,4\n"
    (toy / "system_changes.csv").write_text(changes, encoding="utf-8")
    with_rows(toy, "centres", "centre,kind,source,assumption", "1881,external,x,true")
    assert check(toy)[1] == []
    assert row_counts(read(toy))["task_costs"] == Taken(5, 4)
    assert row_counts(read(toy, structure="hotline"))["task_costs"].in_effect == 3


def test_a_row_that_a_change_takes_the_effect_from_is_not_remarked_on(toy: Path) -> None:
    overrides = ["policy.levels.purchased=none", "policy.levels.regional=none"]
    instance, findings = check(toy, overrides=overrides)
    assert instance is not None
    assert findings == []
    assert row_counts(instance)["task_costs"] == Taken(4, 0)


def test_a_figure_of_nothing_is_no_row_without_effect(toy: Path) -> None:
    """Tables are often filled in whole: 0 kr. where nothing is possible is true."""
    assert with_rows(toy, "task_costs", "form,task,extra_kr", "purchased,L9,0", "external,L4,0") == []


KPIS = "kpi,sense,scope\ncalls,at least,national\n"


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ("calls,local,,1\ncalls,local,L4,2\ncalls,local,L6,2\ncalls,local,L9,2\n", [(2, "task")]),
        ("calls,local,,1\ncalls,local,L4,2\n", []),
        ("calls,local,,1\ncalls,external,,2\n", [(3, "form")]),
        ("calls,local,,1\ncalls,regional,L9,2\n", [(3, "form")]),
        ("calls,local,,1\ncalls,regional,L9,2\ncalls,regional,L4,2\n", []),
    ],
)
def test_values_of_a_kpi_that_count_nowhere_are_remarked_on(toy: Path, values: str, told: list[object]) -> None:
    (toy / "kpis.csv").write_text(KPIS, encoding="utf-8")
    (toy / "kpi_values.csv").write_text(f"kpi,form,task,value\n{values}", encoding="utf-8")
    assert [(item.row, item.column) for item in check(toy)[1]] == told


def test_columns_that_a_centre_cannot_obey_are_remarked_on(toy: Path) -> None:
    overrides = ["centres.virtual.min_sold=5", "centres.virtual.max_sold_share=1", "centres.Østerå.max_volume=99999"]
    findings = check(toy, overrides=overrides)[1]
    assert [item.column for item in findings if "does not sell" in item.rule] == [
        "centres.virtual.min_sold",
        "centres.virtual.max_sold_share",
    ]
    assert [item.row for item in findings if "can never sell" in item.rule] == [2]


@pytest.mark.parametrize(
    ("override", "rule"),
    [
        (["policy.purchase_price_kr=40"], "no legal rule has a cap"),
        (["policy.mandatory.1.levels=1-3", "policy.mandatory.1.forms=local"], "no task has one of these levels"),
        (
            ["legal.authority-stays-home.levels=none"],
            "blank levels mean the authority tasks here; the rule still applies to them",
        ),
        (["legal.authority-stays-home.forms=none"], "names no form"),
    ],
)
def test_a_setting_that_does_nothing_is_remarked_on(toy: Path, override: list[str], rule: str) -> None:
    findings = check(toy, overrides=override)[1]
    assert [item.severity for item in findings if rule in item.rule] == ["warning"]


def test_a_blank_of_a_law_means_authority_tasks_and_a_blank_of_the_policy_none(folder: Folder) -> None:
    instance = read(folder.path, overrides=["policy.levels.external=none"])
    law = next(law for law in instance.laws if law.rule == "authority-stays-home")
    assert [task.task for task in instance.tasks.values() if law.covers_task(task)] == ["ruling"]
    assert instance.settings.policy.levels.external == ()


def test_arrivals_at_night_take_effect_where_a_centre_is_open_at_night(toy: Path) -> None:
    """Counted were those of the assumed opening in the morning."""
    slots = [f"{hour:02}:{half}" for hour in (18, 19, 20, 21) for half in ("00", "30")]
    lines = [f"{day},{slot},{1 / 56!r}" for day in range(1, 8) for slot in slots]
    (toy / "arrival_profile.csv").write_text("\n".join(["weekday,half_hour,share", *lines, ""]), encoding="utf-8")
    instance = read(toy, overrides=["service.reference_opening_hours=28"])
    assert row_counts(instance)["arrival_profile"] == Taken(56, 56)


def test_a_law_for_authority_tasks_where_there_are_none_is_counted_and_no_more(toy: Path) -> None:
    """A table of laws must hold a row, so this one stands where no task is an authority task too."""
    instance, findings = check(toy, overrides=["tasks.L9.authority=false"])
    assert instance is not None
    assert [item for item in findings if item.place == "legal.csv"] == []
    assert row_counts(instance)["legal"] == Taken(1, 0)


def test_a_lock_that_says_the_same_as_another_is_remarked_on(toy: Path) -> None:
    header = "municipality,task,form,demand,active"
    lines = ("901,L4,local,must,true", "901,L4,local,must,false", "901,L6,local,must,true")
    findings = with_rows(toy, "locks", header, *lines)
    assert [(item.row, item.rule) for item in findings] == [(3, "says the same as row 2")]
