"""Who answers today, full-time: as a municipality says or by handling time, and who moves with the contacts."""

import pytest

from optimiser import Result, solve
from optimiser.data.findings import InvalidInputError
from optimiser.data.instance import Instance
from optimiser.data.read import remake_instance
from optimiser.data.run_tables import MunicipalityLine
from optimiser.data.settings import Language
from optimiser.planning.charges import Tariff
from optimiser.planning.routes import Route
from optimiser.report.localizer import Localizer
from optimiser.report.summaries.agents import tell_staff
from optimiser.report.tables.staff import fill_staff
from tests.planning.test_own_figures import best_of
from tests.planning.two_towns import BUYS_BOTH, BUYS_NONE, two_towns
from tests.random_own_figures import random_instance_with_own_figures
from tests.test_laws_of_the_model import _cost_kr

HEADER = "municipality,task,today_fte,handling_minutes\n"
WORK = 10_000 / 1_500
"""Full-time employees that handling 100,000 contacts of 6 minutes takes."""
PER_EMPLOYEE = {"investments": "item,basis,form,amount_kr,lifetime_years\nmove,fte,purchased,100000,10\n"}


def own(rows: str, *overrides: str, **tables: str) -> Instance:
    return two_towns(*overrides, own_figures=HEADER + rows, **tables)


def lilleby(result: Result) -> MunicipalityLine:
    """What is told of Lilleby, which buys both its tasks of Storby."""
    assert result.breaches == []
    return result.lines.municipalities[1]


def test_without_a_row_they_follow_from_handling_time() -> None:
    instance = two_towns()
    assert instance.today_fte == pytest.approx({("1", "G3"): 4 * WORK, ("2", "G3"): WORK, ("2", "G5"): WORK})
    assert instance.known_fte == frozenset()


def test_those_of_all_tasks_are_shared_by_handling_time() -> None:
    """Lilleby's contacts of G3 take 6 minutes, those of G5 12."""
    instance = own("2,,24,\n2,G5,,12\n")
    assert instance.today_fte["2", "G3"] == pytest.approx(8)
    assert instance.today_fte["2", "G5"] == pytest.approx(16)
    assert instance.today_fte["1", "G3"] == pytest.approx(4 * WORK)
    assert instance.known_fte == {("2", "G3"), ("2", "G5")}


def test_what_is_said_of_a_task_is_taken_from_those_of_all() -> None:
    instance = own("2,,15,\n2,G5,9,\n")
    assert (instance.today_fte["2", "G3"], instance.today_fte["2", "G5"]) == pytest.approx((6, 9))
    assert own("2,,9,\n2,G5,9,\n").today_fte["2", "G3"] == 0
    alone = own("2,G5,9,\n")
    assert alone.today_fte["2", "G3"] == pytest.approx(WORK)
    assert alone.known_fte == {("2", "G5")}


@pytest.mark.parametrize(
    ("rows", "fte", "origin"),
    [("2,,15,\n", 15, "stated"), ("2,G5,9,\n", 9 + WORK, "partly stated"), ("1,,30,\n", 2 * WORK, "computed")],
)
def test_who_buys_sends_its_employees_and_who_sells_receives_them(rows: str, fte: float, origin: str) -> None:
    result = solve(own(rows))
    line, host = lilleby(result), result.lines.municipalities[0]
    assert (line.today_fte, line.moved_fte, line.received_fte, line.after_fte) == pytest.approx((fte, fte, 0, 0))
    assert line.today_fte_from == origin
    assert host.received_fte == pytest.approx(fte)
    assert host.after_fte == pytest.approx(host.today_fte + fte)
    (centre,) = result.lines.centres
    assert centre.today_fte == pytest.approx(host.today_fte + fte)
    assert centre.fte == pytest.approx(6 * WORK)


def test_an_investment_for_each_employee_counts_those_who_move() -> None:
    """20 of them at 10,000 kr. a year are 0.2 million, where handling takes 13.3."""
    assert solve(own("2,,20,\n", **PER_EMPLOYEE)).objective_kr == pytest.approx(BUYS_BOTH + 200_000)
    assert solve(own("1,,20,\n", **PER_EMPLOYEE)).objective_kr == pytest.approx(BUYS_BOTH + 2 * WORK * 10_000)
    route = Route("2", "G5", "Storby", "purchased")
    assert Tariff(own("2,G5,9,\n", **PER_EMPLOYEE)).charge_of_route(route).investment_kr == 900_000


def test_so_many_employees_that_moving_them_costs_more_than_it_saves_stay() -> None:
    dear = {"investments": PER_EMPLOYEE["investments"].replace("100000", "2000000")}
    assert solve(own("2,,15,\n", **dear)).objective_kr == pytest.approx(BUYS_BOTH + 3e6)
    assert solve(own("2,,20,\n", **dear), gap=0.0).objective_kr == pytest.approx(BUYS_NONE)


@pytest.mark.parametrize(
    ("rows", "rule"),
    [
        (",G3,40,\n", "the employees of all municipalities are not known by their sum"),
        ("2,,8,\n2,G5,9,\n", "the rows of its tasks add up to 9 full-time employees"),
        ("2,,20,\n2,G3,8,\n2,G5,9,\n", "the rows of its tasks add up to 17 full-time employees"),
        ("2,,0,\n", "must be above 0"),
    ],
)
def test_employees_that_do_not_add_up_are_refused(rows: str, rule: str) -> None:
    with pytest.raises(InvalidInputError) as told:
        own(rows)
    assert [(finding.column, finding.rule) for finding in told.value.findings] == [("today_fte", rule)]


@pytest.mark.parametrize(("fte", "told"), [(10.6, True), (10.7, False), (40, False), (40.1, True)])
def test_employees_far_from_what_the_volumes_take_are_told(fte: float, told: bool) -> None:
    """Handling Lilleby's contacts takes 13.3: fewer than four fifths of them, or more than three times as many."""
    remarks = [one for one in own(f"2,,{fte},\n").remarks if one.column == "today_fte"]
    rule = "handling these contacts takes 13.3 full-time employees, by volumes and handling_minutes"
    assert [one.rule for one in remarks] == [rule] * told


def test_a_row_that_the_rows_of_tasks_leave_nothing_is_told() -> None:
    (remark,) = [one for one in own("2,,18,\n2,G3,9,\n2,G5,9,\n").remarks if one.column == "today_fte"]
    assert "more specific rows" in remark.rule


def test_more_employees_today_never_make_a_plan_cheaper() -> None:
    """Brute force finds the same plans: `tests/planning/test_own_figures.py` draws employees too."""
    raised = 0
    for seed in range(8):
        before = random_instance_with_own_figures(seed)
        said = [(row, row.today_fte) for row in before.tables.own_figures]
        doubled = [row.model_copy(update={"today_fte": fte and 2 * fte}) for row, fte in said]
        after = remake_instance(before, before.settings, own_figures=doubled)
        raised += _cost_kr(after) > _cost_kr(before) * (1 + 1e-6)
        assert _cost_kr(after) >= _cost_kr(before) * (1 - 1e-6), seed
    assert raised > 1


def test_employees_are_drawn_in_what_brute_force_solves() -> None:
    said = [row for seed in range(12) for row in random_instance_with_own_figures(seed).tables.own_figures]
    assert sum(row.today_fte is not None for row in said) > 20
    assert best_of(random_instance_with_own_figures(1)) is not None


# ---- the report -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "origin"), [("da", "beregnet"), ("en", "computed")])
def test_the_report_tells_who_answers_today_and_who_moves(language: Language, origin: str) -> None:
    localizer, result = Localizer(language), solve(own("2,,15,\n"))
    storby, lilleby_row = fill_staff(localizer, result).rows
    assert (storby["today_fte_from"], lilleby_row["today_fte"]) == (origin, 15)
    (sentence,) = tell_staff(localizer, result)
    plain = localizer.numbers.plain
    for number in (plain(4 * WORK + 15, 1), plain(15, 1), plain(result.figures.staffed_fte, 1)):
        assert number in sentence
    assert list(tell_staff(localizer, solve(two_towns()))) == []
