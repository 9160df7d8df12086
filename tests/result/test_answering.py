"""Who answers whom, as maps and matrices show it."""

import pytest

from optimiser import Result, solve
from optimiser.planning.routes import DEPARTMENTS
from optimiser.result.result import information_centre, is_home, tabulate_portfolios
from tests.planning.two_towns import TABLES, two_towns

TASKS = TABLES["tasks"] + "G9,9,true,6,1,900000\n"
VOLUMES = TABLES["volumes"] + "2,G9,900000\n"
LOCK = "municipality,task,centre,form,demand\n"


@pytest.fixture(scope="module")
def result() -> Result:
    """Lilleby buys its information tasks; its authority task, far larger, stays in the departments."""
    return solve(two_towns(tasks=TASKS, volumes=VOLUMES, locks=LOCK + "2,G9,,unchanged,must\n"))


def test_authority_tasks_do_not_decide_who_answers(result: Result) -> None:
    assert information_centre(result.lines.assignments, result.instance) == {"1": "Storby", "2": "Storby"}


def test_the_centre_with_most_contacts_counts() -> None:
    lock = LOCK + "2,G5,Lilleby,,must\n"
    volumes = TABLES["volumes"].replace("2,G5,100000", "2,G5,150000")
    result = solve(two_towns(volumes=volumes, locks=lock))
    assert information_centre(result.lines.assignments, result.instance)["2"] == "Lilleby"


def test_with_authority_tasks_only_these_count() -> None:
    volumes = "municipality,task,contacts\n1,G3,400000\n2,G9,90000\n"
    result = solve(two_towns(tasks=TASKS, volumes=volumes, locks=LOCK + "2,G9,,unchanged,must\n"))
    assert information_centre(result.lines.assignments, result.instance)["2"] == DEPARTMENTS


def test_home_is_the_own_centre_and_the_departments(result: Result) -> None:
    assert is_home(result, "1", "Storby")
    assert is_home(result, "2", DEPARTMENTS)
    assert not is_home(result, "2", "Storby")


def test_a_portfolio_tells_form_and_centre_by_task(result: Result) -> None:
    answers = tabulate_portfolios(result)
    assert {code: sorted(tasks) for code, tasks in answers.items()} == {"1": ["G3"], "2": ["G3", "G5", "G9"]}
    assert answers["2"]["G9"].form == "unchanged"
    assert answers["2"]["G3"].centre == "Storby"
