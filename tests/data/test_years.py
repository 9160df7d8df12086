"""Years: which are planned, what each is by itself, and what holds for the path of them all."""

import pickle
from pathlib import Path

import pytest

from optimiser import InvalidInputError, extract
from optimiser.data.checking_years import years_in_words
from optimiser.data.finding_groups import sentences_of
from optimiser.data.read import check, read, write
from optimiser.data.rows_in_effect import Taken, row_counts
from optimiser.data.scenario import value_of
from optimiser.data.settings import Roadmap
from optimiser.data.translation import translate
from tests.data.tiny import Folder, place

YEARS = """\
year,investment_budget_kr
2015,5000000
2016,
2017,8000000
"""
FACTORS = """\
task,year,factor
guide,2015,1.5
guide,2017,0.5
"""
MOVES = """\
from_task,to_task,year,share
ruling,guide,2016,0.1
ruling,guide,2017,0.4
"""
CHANGES = """\
parameter,year,value
policy.max_hosts,2016,1
policy.max_hosts,2017,none
economy.agent_cost_kr,2016,x2
economy.agent_cost_kr,2017,x2
"""
ROADMAP = """\
[roadmap]
transition_loss = 0.2
transition_months = 6
start_year = 2016
contract_years = 4
minimum_ramp = "0.5 0.75"
"""


@pytest.fixture
def roadmap(folder: Folder) -> Folder:
    """The tiny instance with three years."""
    folder.write("years.csv", YEARS)
    folder.write("volume_factors.csv", FACTORS)
    folder.write("volume_moves.csv", MOVES)
    folder.write("yearly_changes.csv", CHANGES)
    folder.write("municipal_budgets.csv", "year,municipality,amount_kr\n2016,1,700000\n")
    folder.replace("instance.toml", "[policy]", f"{ROADMAP}[policy]")
    return folder


# ---- what the years are ---------------------------------------------------------------------------


def test_an_instance_without_years_is_planned_for_its_own(folder: Folder) -> None:
    instance = read(folder.path)
    assert (instance.years, instance.is_roadmap) == ((2014,), False)
    assert instance.in_year(2014) is instance
    assert (dict(instance.budgets_kr), dict(instance.municipal_budgets_kr)) == ({}, {})
    with pytest.raises(ValueError, match="2015 is not planned"):
        instance.in_year(2015)


def test_years_and_budgets_are_read(roadmap: Folder) -> None:
    instance = read(roadmap.path)
    assert (instance.years, instance.is_roadmap) == ((2015, 2016, 2017), True)
    assert dict(instance.budgets_kr) == {2015: 5e6, 2017: 8e6}
    assert dict(instance.municipal_budgets_kr) == {(2016, "1"): 7e5}
    assert instance.settings.roadmap.minimum_ramp == (0.5, 0.75)
    assert (instance.settings.roadmap.start_year, instance.settings.roadmap.contract_years) == (2016, 4)


def test_volumes_of_a_year_are_the_base_by_the_factor_and_then_a_share_moves(roadmap: Folder) -> None:
    instance = read(roadmap.path)
    assert instance.contacts["1", "guide"] == 800
    assert instance.in_year(2015).contacts["1", "guide"] == 1200
    assert instance.in_year(2016).contacts["1", "guide"] == pytest.approx(1200 + 20.05)
    assert instance.in_year(2016).contacts["1", "ruling"] == pytest.approx(0.9 * 200.5)
    assert instance.in_year(2017).contacts["1", "guide"] == pytest.approx(400 + 80.2)
    assert instance.in_year(2017).contacts["3", "guide"] == 50


def test_moves_are_made_at_once_and_give_contacts_to_who_had_none(roadmap: Folder) -> None:
    roadmap.write("volume_factors.csv", "task,year,factor\n")
    roadmap.write("volume_moves.csv", "from_task,to_task,year,share\nguide,ruling,2015,1\nruling,guide,2015,0.5\n")
    contacts = read(roadmap.path).in_year(2015).contacts
    assert contacts["3", "ruling"] == 100
    assert (contacts["1", "guide"], contacts["1", "ruling"]) == (100.25, 900.25)
    assert ("3", "guide") not in contacts


def test_what_is_counted_for_a_year_stands_in_place_of_the_factor(roadmap: Folder) -> None:
    rows = "municipality,task,year,contacts\n1,guide,,800\n1,guide,2016,999\n2,ruling,2014,100\n2,ruling,2017,50\n"
    roadmap.write("volumes.csv", rows)
    instance = read(roadmap.path)
    assert dict(instance.contacts) == {("1", "guide"): 800, ("2", "ruling"): 100}
    assert instance.in_year(2015).contacts["1", "guide"] == 1200
    assert instance.in_year(2016).contacts["1", "guide"] == 999
    assert instance.in_year(2017).contacts["1", "guide"] == 400
    assert instance.in_year(2017).contacts["2", "ruling"] == pytest.approx(30)


def test_changes_hold_from_their_year_and_follow_each_other(roadmap: Folder) -> None:
    instance = read(roadmap.path)
    policies = {year: instance.in_year(year).settings.policy.max_hosts for year in instance.years}
    assert policies == {2015: None, 2016: 1, 2017: None}
    costs = [instance.in_year(year).settings.economy.agent_cost_kr for year in instance.years]
    assert costs == [450_000, 900_000, 1_800_000]
    assert instance.in_year(2016).changes == ("economy.agent_cost_kr = x2", "policy.max_hosts = 1")


def test_a_year_is_an_instance_of_one_year_with_nothing_left_of_the_path(roadmap: Folder) -> None:
    instance = read(roadmap.path)
    year = instance.in_year(2016)
    assert (year.settings.year, year.years, year.is_roadmap) == (2016, (2016,), False)
    assert year is instance.in_year(2016)
    assert year.in_year(2016) is year
    assert year.settings.roadmap == Roadmap()
    for name in ("years", "municipal_budgets", "volume_factors", "volume_moves", "yearly_changes"):
        assert getattr(year.tables, name) == ()
    assert all(row.year is None for row in year.tables.volumes)


def test_a_year_before_the_start_knows_that_nothing_moves_yet(roadmap: Folder) -> None:
    instance = read(roadmap.path)
    assert [instance.in_year(year).has_begun for year in instance.years] == [False, True, True]
    assert instance.in_year(2015).settings.roadmap == Roadmap(start_year=2016)


def test_a_warning_of_some_years_is_told_with_these(roadmap: Folder) -> None:
    (remark,) = read(roadmap.path).remarks
    assert remark.column == "economy.agent_cost_kr"
    assert remark.rule.startswith("in 2017: 4.94 minutes of an agent")


def test_a_centre_that_stays_closed_is_told_of_where_it_does_in_all_years(roadmap: Folder) -> None:
    def closed(*overrides: str) -> list[tuple[str, int | None, str]]:
        remarks = read(roadmap.path, overrides=overrides).remarks
        return [place(found) for found in remarks if found.column == "min_volume"]

    assert closed() == []
    factors = ("volume_factors.*.factor=0.2", "volume_moves.*.share=0")
    assert closed(*factors) == [("centres.csv", 4, "min_volume")]
    assert closed(*factors, "volume_factors.guide/2017.factor=0.3") == []


def test_a_year_is_hashed_as_it_would_be_if_it_were_written(roadmap: Folder, tmp_path: Path) -> None:
    instance = read(roadmap.path)
    write(instance.in_year(2017), tmp_path / "year")
    assert read(tmp_path / "year").sha256 == instance.in_year(2017).sha256
    assert len({instance.in_year(year).sha256 for year in instance.years} | {instance.sha256}) == 4


def test_the_law_of_a_year_is_that_in_force_then(roadmap: Folder) -> None:
    legal = "rule,forms,levels,cap_kr,citation,active,valid_from\nlater,purchased,1-9,5000,An Act,true,2016\n"
    roadmap.write("legal.csv", legal)
    instance = read(roadmap.path)
    assert [len(instance.in_year(year).laws) for year in instance.years] == [0, 1, 1]


def test_the_years_survive_another_process_and_other_changes(roadmap: Folder) -> None:
    instance = read(roadmap.path)
    first = instance.in_year(2017)
    elsewhere = pickle.loads(pickle.dumps(instance))  # noqa: S301 - our own
    assert elsewhere.in_year(2017) == first
    changed = instance.with_changes({"volume_factors.guide/2017.factor": 1})
    assert changed.in_year(2017).contacts["3", "guide"] == 100
    assert instance.in_year(2017) is first


def test_a_workbook_says_the_same(roadmap: Folder, tmp_path: Path) -> None:
    instance = read(roadmap.path)
    write(instance, tmp_path / "roadmap.xlsx")
    write(instance, tmp_path / "folder")
    assert read(tmp_path / "roadmap.xlsx").sha256 == read(tmp_path / "folder").sha256 == instance.sha256
    assert read(tmp_path / "roadmap.xlsx").settings.roadmap == instance.settings.roadmap


@pytest.mark.parametrize("written", ['"0,5; 0,75"', '"0.5, 0.75"', '"0,5, 0,75"', "[0.5, 0.75]"])
def test_shares_of_a_ramp_may_be_written_in_many_ways(roadmap: Folder, written: str) -> None:
    roadmap.replace("instance.toml", '"0.5 0.75"', written)
    assert read(roadmap.path).settings.roadmap.minimum_ramp == (0.5, 0.75)


# ---- a change that is meant from a year on --------------------------------------------------------


def test_a_change_with_a_year_is_a_row_of_yearly_changes(roadmap: Folder, tmp_path: Path) -> None:
    asked = read(roadmap.path, overrides=["policy.min_local_share@2016=0.3"])
    assert asked.changes == ("policy.min_local_share@2016 = 0.3",)
    shares = [asked.in_year(year).settings.policy.min_local_share for year in asked.years]
    assert shares == [None, 0.3, 0.3]
    in_memory = read(roadmap.path).with_changes({"policy.min_local_share@2016": 0.3})
    (tmp_path / "s.toml").write_text('name = "s"\n[set]\n"policy.min_local_share@2016" = 0.3\n', encoding="utf-8")
    roadmap.write("yearly_changes.csv", f"{CHANGES}policy.min_local_share,2016,0.3\n")
    in_scenario = read(roadmap.path, scenarios=[])
    assert in_memory.sha256 == asked.sha256 == in_scenario.sha256
    roadmap.write("yearly_changes.csv", CHANGES)
    assert read(roadmap.path, scenarios=[tmp_path / "s.toml"]).sha256 == asked.sha256


def test_a_change_with_a_year_stands_in_place_of_the_row_that_says_it(roadmap: Folder) -> None:
    instance = read(roadmap.path, overrides=["policy.max_hosts@2016=7", "policy.max_hosts@2016=3"])
    assert instance.in_year(2016).settings.policy.max_hosts == 3
    assert [row.value for row in instance.tables.yearly_changes if row.parameter == "policy.max_hosts"] == ["3", "none"]
    assert instance.changes == ("policy.max_hosts@2016 = 3",)
    (remark,) = [found for found in instance.remarks if found.column == "policy.max_hosts@2016"]
    assert remark.rule.startswith("is overridden")


def test_the_value_of_a_parameter_in_a_year_is_told(roadmap: Folder) -> None:
    instance = read(roadmap.path)
    assert value_of(instance, "policy.max_hosts@2016") == 1
    assert value_of(instance, "policy.max_hosts@2017") == ""
    assert value_of(instance, "policy.max_hosts@2030") == ""
    assert value_of(instance, "policy.max_hosts") == ""


def test_a_future_may_change_what_holds_from_a_year(roadmap: Folder) -> None:
    roadmap.write("futures.csv", "future\ndear\n")
    rows = "future,parameter,value\ndear,policy.max_hosts@2017,5\ndear,volume_factors.*.factor,x2\n"
    roadmap.write("future_changes.csv", rows)
    instance = read(roadmap.path, overrides=["future=dear"])
    assert instance.in_year(2017).settings.policy.max_hosts == 5
    assert instance.in_year(2015).contacts["1", "guide"] == 2400


# ---- the first year of a form ---------------------------------------------------------------------


def test_a_first_year_of_a_task_counts_before_that_of_the_form(folder: Folder) -> None:
    folder.write("first_years.csv", "form,task,first_year\nregional,,2020\nregional,guide,2014\npurchased,guide,2015\n")
    instance = read(folder.path)
    early = {
        (form, task)
        for form in ("regional", "purchased")
        for task in instance.tasks
        if instance.is_too_early(form, task)
    }
    assert early == {("regional", "ruling"), ("purchased", "guide")}


# ---- what is wrong with them ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "text", "found", "rule"),
    [
        ("years.csv", "year\n2015\n2017\n", ("years.csv", 3, "year"), "the year before it is 2015"),
        ("years.csv", "year\n2016\n2015\n2017\n", ("years.csv", 3, "year"), "must be after 2016"),
        ("years.csv", "year\n2015\n2015\n2016\n2017\n", ("years.csv", 3, "year"), "the same year as row 2"),
        ("years.csv", "year\n2013\n2014\n2015\n2016\n2017\n", ("instance.toml", None, "year"), "must not be after"),
        ("years.csv", "year,investment_budget_kr\n2015,-1\n", ("years.csv", 2, "investment_budget_kr"), "must be 0"),
        (
            *("municipal_budgets.csv", "year,municipality,amount_kr\n2018,1,5000\n"),
            *(("municipal_budgets.csv", 2, "year"), "must be a year that is planned, from 2015 to 2017"),
        ),
        (
            *("municipal_budgets.csv", "year,municipality,amount_kr\n2016,9,5000\n"),
            *(("municipal_budgets.csv", 2, "municipality"), "no such municipality"),
        ),
        ("volume_factors.csv", "task,year,factor\nguide,2015,-1\n", ("volume_factors.csv", 2, "factor"), "must be 0"),
        (
            *("volume_moves.csv", "from_task,to_task,year,share\nguide,guide,2015,0.1\n"),
            *(("volume_moves.csv", 2, "to_task"), "must be another task"),
        ),
        (
            *("volume_moves.csv", "from_task,to_task,year,share\nguide,ruling,2015,1.1\n"),
            *(("volume_moves.csv", 2, "share"), "must be 1 or less"),
        ),
    ],
)
def test_a_fault_is_told_where_it_is(
    roadmap: Folder, file: str, text: str, found: tuple[str, int | None, str], rule: str
) -> None:
    roadmap.write(file, text)
    _, findings = check(roadmap.path)
    errors = {place(finding): finding.rule for finding in findings if finding.severity == "error"}
    assert errors[found].startswith(rule)


@pytest.mark.parametrize(
    ("change", "column", "rule"),
    [
        ("policy.nothing,2016,1", "policy.nothing", "in 2016-2017: no such parameter"),
        ("policy.max_hosts,2018,1", "year", "must be a year that is planned"),
        ("years.2016.year,2016,1", "parameter", "is the same in all years"),
        ("centres.North.kind,2016,local", "parameter", "is the same in all years"),
        ("policy.max_entry_points,2017,0", "policy.max_entry_points", "in 2017: must be 1 or more"),
    ],
)
def test_a_change_that_cannot_be_is_told_in_its_row(roadmap: Folder, change: str, column: str, rule: str) -> None:
    roadmap.write("yearly_changes.csv", f"parameter,year,value\n{change}\n")
    (error,) = [found for found in roadmap.findings() if found.severity == "error"]
    assert place(error) == ("yearly_changes.csv", 2, column)
    assert error.rule.startswith(rule)


@pytest.mark.parametrize(
    ("entry", "value", "rule"),
    [
        ("start_year", "2014", "must be a year that is planned"),
        ("minimum_ramp", '"0.75 0.5"', "must not fall"),
        ("minimum_ramp", '"0.5 1.5"', "must be 1 or less"),
        ("minimum_ramp", '"half"', "shares are written"),
        ("transition_loss", "1.5", "must be 1 or less"),
        ("transition_months", "13", "must be 12 or less"),
        ("contract_years", "0", "must be 1 or more"),
    ],
)
def test_a_setting_of_the_path_is_checked(roadmap: Folder, entry: str, value: str, rule: str) -> None:
    before = next(line for line in ROADMAP.splitlines() if line.startswith(entry))
    roadmap.replace("instance.toml", before, f"{entry} = {value}")
    _, findings = check(roadmap.path)
    assert [(found.column, found.rule.startswith(rule)) for found in findings if found.severity == "error"] == [
        (f"roadmap.{entry}", True)
    ]


def test_shares_that_move_from_a_task_are_added_up_year_by_year(roadmap: Folder) -> None:
    task = "other,3,false,4,1,0\n"
    roadmap.append("tasks.csv", task)
    moves = "guide,ruling,2015,0.6\nguide,other,2016,0.5\nguide,ruling,2017,0.4\n"
    roadmap.write("volume_moves.csv", f"from_task,to_task,year,share\n{moves}")
    _, findings = check(roadmap.path)
    (error,) = [found for found in findings if found.severity == "error"]
    assert place(error) == ("volume_moves.csv", 3, "share")
    assert error.rule == "the shares of guide that move in 2016 add up to 1.1: must be 1 or less"


def test_every_fault_of_the_path_is_told_at_once(roadmap: Folder) -> None:
    roadmap.write("years.csv", "year\n2015\n2017\n")
    roadmap.write("volume_moves.csv", "from_task,to_task,year,share\nguide,guide,2015,0.1\n")
    roadmap.replace("instance.toml", "start_year = 2016", "start_year = 2010")
    with pytest.raises(InvalidInputError) as raised:
        read(roadmap.path)
    assert len(raised.value.findings) >= 3


def test_a_fault_of_some_years_is_told_once_with_these(roadmap: Folder) -> None:
    lock = "municipality,task,centre,demand\n1,guide,North,must\n"
    roadmap.write("locks.csv", lock)
    roadmap.write("first_years.csv", "form,task,first_year\nregional,,2017\n")
    _, findings = check(roadmap.path)
    (error,) = [found for found in findings if found.severity == "error"]
    assert place(error) == ("locks.csv", 2, "centre")
    assert error.rule == "in 2015-2016: guide may be answered in the form regional from 2017 only"


def test_a_fault_of_all_years_is_told_as_it_is(roadmap: Folder) -> None:
    roadmap.write("locks.csv", "municipality,task,centre,demand\n1,ruling,North,must\n")
    _, findings = check(roadmap.path)
    (error,) = [found for found in findings if found.severity == "error"]
    assert error.rule == "the legal rule authority-stays-home forbids regional for ruling"


@pytest.mark.parametrize("wrong", ["2015,lots", "2015.5,1", "2015,-5", "99999,1"])
def test_a_year_that_cannot_be_read_is_told_and_not_what_would_follow_if_it_were_none(
    roadmap: Folder, wrong: str
) -> None:
    roadmap.write("years.csv", YEARS.replace("2015,5000000", wrong))
    _, findings = check(roadmap.path)
    errors = [place(found) for found in findings if found.severity == "error"]
    assert [(file, row) for file, row, _ in errors] == [("years.csv", 2)]


def test_how_many_join_a_centre_has_no_effect_without_years_and_is_told_in_one_line(
    roadmap: Folder, tmp_path: Path
) -> None:
    """Of a year of a roadmap that is read by itself, too: there it was written because the path has it."""
    path = read(roadmap.path, overrides=["centres.*.most_joining=3"])
    assert not [found for found in path.remarks if found.column == "most_joining"]
    year = path.in_year(2016)
    write(year, tmp_path / "year")
    assert year.centres["North"].most_joining == 3
    told = [found for found in read(tmp_path / "year").remarks if found.column == "most_joining"]
    assert {found.rule for found in told} == {"has no effect: no years are planned"}
    assert len(told) == len(year.tables.centres)
    (sentence,) = sentences_of(told)
    assert "centres.csv rows 2, 3" in sentence


def test_without_years_what_holds_for_a_path_has_no_effect_and_is_told(folder: Folder) -> None:
    folder.write("volume_factors.csv", FACTORS)
    folder.replace("instance.toml", "[policy]", "[roadmap]\ncontract_years = 4\n[policy]")
    instance = read(folder.path)
    told = [place(found) for found in instance.remarks if found.rule == "has no effect: no years are planned"]
    assert told == [
        ("instance.toml", None, "roadmap.contract_years"),
        *(("volume_factors.csv", row, "year") for row in (2, 3)),
    ]
    _, findings = check(folder.path, overrides=["policy.max_hosts@2016=1"])
    (error,) = [found for found in findings if found.severity == "error"]
    assert error.rule == "no years are planned: the table years has no rows"


def test_a_form_that_begins_after_the_last_year_is_remarked_on(roadmap: Folder) -> None:
    roadmap.write("first_years.csv", "form,task,first_year\nregional,guide,2018\npurchased,,2015\n")
    remarks = read(roadmap.path).remarks
    (remark,) = [found for found in remarks if found.place == "first_years.csv"]
    assert place(remark) == ("first_years.csv", 2, "first_year")


def test_the_national_figure_follows_the_contacts(roadmap: Folder) -> None:
    instance = read(roadmap.path)
    assert instance.in_year(2015).tasks["guide"].national_contacts == 1800
    assert not [found for found in instance.remarks if found.column == "national_contacts"]


def test_a_row_takes_effect_where_it_does_in_any_year(roadmap: Folder) -> None:
    roadmap.write("first_years.csv", "form,task,first_year\nregional,,2017\n")
    counts = row_counts(read(roadmap.path))
    assert counts["investments"] == Taken(1, 1)
    assert (counts["years"], counts["volume_factors"], counts["first_years"]) == (Taken(3, 3), Taken(2, 2), Taken(1, 1))
    assert row_counts(read(roadmap.path).in_year(2015))["investments"] == Taken(1, 0)


def test_what_is_found_in_some_years_is_told_in_danish_too(roadmap: Folder) -> None:
    (error,) = [
        found for found in roadmap.findings(overrides=["policy.max_entry_points@2016=0"]) if found.severity == "error"
    ]
    assert place(error) == ("overrides", None, "policy.max_entry_points@2016")
    assert error.rule == "in 2016-2017: must be 1 or more"
    assert translate(error.rule, "da") == "i 2016-2017: skal være 1 eller mere"


@pytest.mark.parametrize(("years", "words"), [((2015,), "2015"), ((2015, 2017, 2018, 2019), "2015, 2017-2019")])
def test_years_are_told_in_runs(years: tuple[int, ...], words: str) -> None:
    assert years_in_words(years) == words


def test_a_parameter_without_a_year_after_the_sign_is_no_parameter(roadmap: Folder) -> None:
    errors = [found for found in roadmap.findings(overrides=["policy.max_hosts@soon=3"]) if found.severity == "error"]
    assert [found.rule for found in errors] == ["no such parameter"]


def test_a_list_of_tables_cannot_be_meant_from_a_year_on(roadmap: Folder, tmp_path: Path) -> None:
    text = 'name = "s"\n[[set."policy.mandatory@2016"]]\nlevels = "2"\nforms = "local"\n'
    (tmp_path / "s.toml").write_text(text, encoding="utf-8")
    errors = [found for found in roadmap.findings(scenarios=[tmp_path / "s.toml"]) if found.severity == "error"]
    assert [found.rule for found in errors] == ["must be one value"]


def test_a_mandate_may_begin_in_a_year(roadmap: Folder) -> None:
    overrides = ["policy.mandatory.1.levels@2016=2", "policy.mandatory.1.forms@2016=local regional"]
    instance = read(roadmap.path, overrides=overrides)
    assert [len(instance.in_year(year).settings.policy.mandatory) for year in instance.years] == [0, 1, 1]


def test_an_extract_keeps_the_years(roadmap: Folder) -> None:
    roadmap.write("locks.csv", "municipality,task,centre,demand\n")
    part = extract(read(roadmap.path), municipalities=["1", "2"]).instance
    assert part.years == (2015, 2016, 2017)
    assert dict(part.municipal_budgets_kr) == {(2016, "1"): 7e5}
    assert part.in_year(2015).contacts["2", "guide"] == 450
    assert dict(extract(read(roadmap.path), municipalities=["2"]).instance.municipal_budgets_kr) == {}


def test_a_national_total_is_cut_by_the_contacts_of_its_own_year(roadmap: Folder) -> None:
    roadmap.write("volumes.csv", "municipality,task,year,contacts\n1,guide,,800\n2,guide,,400\n2,guide,2016,9000\n")
    part = extract(read(roadmap.path), municipalities=["1"]).instance
    assert part.tasks["guide"].national_contacts == 800
