"""denmark-2014-areas: written by its script, sound, and denmark-2014 again when its areas are added up."""

from collections import defaultdict
from math import log
from pathlib import Path
from typing import Any

import pytest

from instances import denmark_areas
from instances.denmark_areas import AREAS, OFFERS, task_name
from instances.deriving import write_derived
from optimiser import Assignment, Instance, evaluate_fixed_plan, read
from optimiser.data.read import check
from optimiser.planning.problem import build_problem
from optimiser.rules.registry import find_conflicts
from tests.instances.everyone_at_home import everyone_at_home

INSTANCES = Path(__file__).parents[2] / "instances"
DIVIDED = INSTANCES / "denmark-2014-areas"
OFFERED = [offer.task for offer in OFFERS]


@pytest.fixture(scope="module")
def divided() -> Instance:
    return read(DIVIDED)


@pytest.fixture(scope="module")
def denmark() -> Instance:
    return read(INSTANCES / "denmark-2014")


def test_the_script_writes_the_folder(tmp_path: Path) -> None:
    write_derived(denmark_areas.derive, denmark_areas.SCENARIOS, tmp_path / "made")
    made = {path.relative_to(tmp_path / "made"): path.read_bytes() for path in (tmp_path / "made").rglob("*.*")}
    kept = {path.relative_to(DIVIDED): path.read_bytes() for path in DIVIDED.rglob("*.*") if path.name != "README.md"}
    assert made == kept


def test_each_municipality_has_72_tasks_and_three_it_may_take_on(divided: Instance) -> None:
    assert len(divided.tasks) == 9 * 8 + 3
    assert {len(tasks) for tasks in divided.tasks_of.values()} == {9 * 8 + 3}
    assert len({row.service_area for row in divided.tables.tasks if row.task not in OFFERED}) == 8
    assert all(row.name_da and row.name_en for row in divided.tables.tasks)
    assert all(row.assumption for row in (*divided.tables.tasks, *divided.tables.volumes))
    assert [
        row for row in (*divided.tables.tasks, *divided.tables.volumes, *divided.tables.locks) if not row.source
    ] == []


def test_the_shares_of_each_level_add_up() -> None:
    assert all(sum(shares) == 100 for shares in zip(*(area.percent for area in AREAS), strict=True))


def test_the_contacts_of_each_municipality_and_level_are_those_of_denmark(divided: Instance, denmark: Instance) -> None:
    summed: dict[tuple[str, str], float] = defaultdict(float)
    for (code, task), contacts in divided.contacts.items():
        if task not in OFFERED:
            summed[code, task.partition("-")[0]] += contacts
    assert summed == denmark.contacts
    taken = {offer.task: offer.contacts for offer in OFFERS}
    assert {task: divided.tasks[task].national_contacts for task in OFFERED} == taken


def test_time_and_extra_cost_have_the_mean_of_the_level(divided: Instance, denmark: Instance) -> None:
    for name, level_task in denmark.tasks.items():
        tasks = [divided.tasks[task_name(name, area)] for area in AREAS]
        contacts = sum(task.national_contacts for task in tasks)
        minutes = sum(task.national_contacts * task.handling_minutes for task in tasks)
        assert minutes / contacts == pytest.approx(level_task.handling_minutes, abs=0.005)
        for form, of_level in denmark.extra_kr:
            if of_level == name:
                extra = sum(task.national_contacts * divided.extra_kr[form, task.task] for task in tasks)
                assert extra / contacts == pytest.approx(denmark.extra_kr[form, name], abs=0.005)


def test_authority_tasks_stay_home_and_the_offers_are_none(divided: Instance) -> None:
    lawful = {(route.task, route.form) for route in build_problem(divided).lawful}
    for task in divided.tasks.values():
        forms = {form for name, form in lawful if name == task.task}
        assert task.authority == (task.level >= 7)
        if task.authority:
            assert forms == {"unchanged", "local"}
        elif task.task in OFFERED:
            assert forms == {"unchanged", "local", "purchased", "regional"}
        else:
            assert forms == {"local", "purchased", "regional"}


NIGHTLY = pytest.mark.nightly
CHOICES = [
    {},
    {"structure": "model-2"},
    pytest.param({"structure": "hotline-1881"}, marks=NIGHTLY),
    pytest.param({"scenarios": [DIVIDED / "scenarios" / "all-hosts.toml"]}, marks=NIGHTLY),
    pytest.param({"overrides": ["future=all-at-once"]}, marks=NIGHTLY),
]
"""Choices that change what differs here; those left out change only what is as in denmark-2014."""


@pytest.mark.parametrize("choice", CHOICES, ids=str)
def test_nothing_in_it_is_remarked_on(choice: dict[str, Any]) -> None:
    assert check(DIVIDED, **choice)[1] == []


@pytest.mark.parametrize("structure", ["model-1", pytest.param("model-3", marks=NIGHTLY), "staged"])
def test_the_offers_may_stay_where_they_are_in_every_system(structure: str) -> None:
    instance, findings = check(DIVIDED, structure=structure)
    assert instance, findings
    assert findings == []
    problem = build_problem(instance)
    lawful = {(route.task, route.form) for route in problem.lawful}
    assert {(task, "unchanged") for task in OFFERED} <= lawful
    assert not {(task, form) for task, form in lawful if task.startswith(("L3", "L4")) and form == "unchanged"}
    assert not find_conflicts(problem)


def test_the_citizen_page_moves_contacts_and_takes_none_away(divided: Instance) -> None:
    future = read(DIVIDED, overrides=["future=citizen-page"])
    assert sum(future.contacts.values()) == pytest.approx(sum(divided.contacts.values()))
    six = sum(count for (_, task), count in future.contacts.items() if task.startswith("L6"))
    assert six == pytest.approx(0.7 * 9.5e6)


def test_the_targets_of_the_five_kpis_can_be_met() -> None:
    instance = read(DIVIDED, scenarios=[DIVIDED / "scenarios" / "five-kpis.toml"])
    assert not find_conflicts(build_problem(instance))


def cost_kr(assignment: Assignment, instance: Instance) -> float:
    """What a lawful plan costs a year, its centres on the cost curve itself."""
    evaluated = evaluate_fixed_plan(assignment, instance)
    assert evaluated.breaches == ()
    assert evaluated.checks > 1000
    assert evaluated.figures is not None
    return evaluated.figures.exact_cost_kr


def test_a_plan_of_everyone_at_home_costs_as_in_denmark_and_what_the_others_pay(
    divided: Instance, denmark: Instance
) -> None:
    """Of each contact that stays where it is, 50 kr.; staff differ by handling times in whole hundredths."""
    at_home = everyone_at_home(divided, unchanged=OFFERED)
    others = 50.0 * sum(offer.contacts for offer in OFFERS)
    assert others == 77.5e6
    assert cost_kr(at_home, divided) == pytest.approx(cost_kr(everyone_at_home(denmark), denmark) + others, rel=1e-5)


def centre_kr(volume: float) -> float:
    """What a centre of 650,000 to 5 million contacts costs on the documents' curve."""
    return volume * (47 - 11 * log(volume / 650_000) / log(5_000_000 / 650_000))


def test_what_is_taken_on_costs_what_it_costs_the_centre_less_the_price(divided: Instance) -> None:
    """København takes the tax agency's contacts on for its citizens, at 45 kr. each; the staff is moved once."""
    at_home = everyone_at_home(divided, unchanged=OFFERED)
    own = sum(divided.pooled_contacts["101", task] for task in divided.tasks_of["101"] if task not in OFFERED)
    contacts = divided.contacts["101", "state-tax"]
    taken_on = at_home.with_answers({("101", "state-tax"): "København"})
    annuity = 0.04 / (1 - 1.04**-8)
    staff_kr = 100_000 * annuity * contacts * 4 / 60 / 1450
    expected = centre_kr(own + contacts) - centre_kr(own) - 45 * contacts + staff_kr
    assert cost_kr(taken_on, divided) - cost_kr(at_home, divided) == pytest.approx(expected, rel=1e-6)
