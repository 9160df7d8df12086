"""Rules `first-year` and `start-year`: a form that is not there yet, and a start before which nothing moves."""

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from optimiser import Instance, diagnose, read, solve
from optimiser.audit.audit import audit_plan
from optimiser.data.columns import Form
from optimiser.data.own_rows import Existing
from optimiser.data.read import remake_instance
from optimiser.data.run_record import RunWithPlan
from optimiser.data.settings import Roadmap
from optimiser.data.year_rows import FirstYear
from optimiser.diagnosis.repair import Move
from optimiser.result.result import Result
from tests.portfolios.certified import count_certified
from tests.random_existing import random_instance_with_existing
from tests.random_instances import random_instance
from tests.witness import cheapest, cost_kr_of

AWAY: tuple[Form, ...] = ("purchased", "regional", "external")
TOY = Path(__file__).parents[2] / "instances" / "toy"


def forms_of(result: Result) -> set[tuple[str, str]]:
    return {(line.form, line.task) for line in result.lines.assignments}


def with_first_years(*rows: FirstYear) -> Instance:
    instance = read(TOY)
    return remake_instance(instance, instance.settings, first_years=rows)


def test_the_toy_buys_nothing_before_purchases_begin() -> None:
    assert ("purchased", "L4") in forms_of(solve(read(TOY), gap=0.0))
    result = solve(with_first_years(FirstYear(form="purchased", first_year=2015)), gap=0.0)
    assert {form for form, _ in forms_of(result)} <= {"local", "unchanged", "regional"}
    assert result.objective_kr == pytest.approx(65_850_000)
    assert result.breaches == []


def test_a_row_of_the_task_counts_before_that_of_the_form() -> None:
    rows = FirstYear(form="purchased", first_year=2015), FirstYear(form="purchased", task="L4", first_year=2014)
    result = solve(with_first_years(*rows), gap=0.0)
    assert {task for form, task in forms_of(result) if form == "purchased"} == {"L4"}


def test_the_same_rows_refuse_nothing_in_their_year() -> None:
    rows = FirstYear(form="purchased", first_year=2014), FirstYear(form="regional", task="L6", first_year=2010)
    assert solve(with_first_years(*rows), gap=0.0).objective_kr == pytest.approx(63_950_000)


def test_the_audit_finds_a_plan_that_is_ahead_of_its_time() -> None:
    early = with_first_years(FirstYear(form="purchased", task="L4", first_year=2015))
    result = solve(read(TOY), gap=0.0)
    assert isinstance(result.run, RunWithPlan)
    broken = [breach for breach in audit_plan(early, result.run, result.lines).breaches if breach.rule == "first-year"]
    assert [breach.about for breach in broken] == ["L4 of Søkær"]


def test_what_makes_a_plan_impossible_is_named_and_can_be_taken_away() -> None:
    levels = {"policy.levels.local": "7-9", "policy.levels.purchased": "7-9"}
    rows = (FirstYear(form="regional", first_year=2015),)
    instance = read(TOY).with_changes(levels)
    instance = remake_instance(instance, instance.settings, first_years=rows)
    assert not solve(instance).has_plan
    found = diagnose(instance)
    assert "first-year" in {rule.name for conflict in found.found for rule in conflict.conflict.rules}
    repairs = {move.rule.dropped for repair in found.repairs for move in repair.moves if isinstance(move, Move)}
    assert "first_years.regional/.first_year=2014" in repairs
    assert solve(instance.with_changes({"first_years.regional/.first_year": 2014})).has_plan


def random_first_years(seed: int) -> Instance:
    """The random instance of a seed, in which forms are not there yet, at all or at a task."""
    rng, instance = Random(f"first years {seed}"), random_instance(seed)  # noqa: S311  # nothing secret is drawn
    year = instance.settings.year
    of_form = [FirstYear(form=form, first_year=year + rng.randint(0, 1)) for form in AWAY if rng.random() < 0.5]
    of_task = [
        FirstYear(form=form, task=task.task, first_year=year + rng.randint(0, 1))
        for form in AWAY
        for task in instance.tables.tasks
        if rng.random() < 0.3
    ]
    return remake_instance(instance, instance.settings, first_years=[*of_form, *of_task])


@pytest.mark.parametrize("seed", range(12))
def test_the_best_plan_is_that_of_brute_force(seed: int) -> None:
    instance = random_first_years(seed)
    best, result = cheapest(instance), solve(instance, gap=0.0)
    assert result.has_plan == (best is not None)
    if best is not None:
        assert result.objective_kr == pytest.approx(best.cost_kr, rel=1e-6)
        assert result.breaches == []


# ---- nothing moves before the start ---------------------------------------------------------------


def starting(instance: Instance, year: int) -> Instance:
    settings = instance.settings.model_copy(update={"roadmap": Roadmap(start_year=year)})
    return remake_instance(instance, settings)


def test_before_the_start_all_is_as_today() -> None:
    instance = read(TOY).with_changes({"policy.levels.unchanged": "1-9"})
    result = solve(starting(instance, 2015), gap=0.0)
    assert {form for form, _ in forms_of(result)} == {"unchanged"}
    assert result.objective_kr == pytest.approx(70_000_000)
    assert result.breaches == []
    assert solve(starting(instance, 2014), gap=0.0).objective_kr == solve(instance, gap=0.0).objective_kr


def test_before_the_start_a_centre_goes_on_answering_what_it_does() -> None:
    instance = read(TOY).with_changes({"policy.levels.unchanged": "1-9"})
    rows = [Existing(municipality="901", centre="Østerå", tasks="L4")]
    result = solve(starting(remake_instance(instance, instance.settings, existing=rows), 2015), gap=0.0)
    assert forms_of(result) <= {("unchanged", task) for task in instance.tasks} | {("local", "L4")}
    assert result.breaches == []


@pytest.mark.parametrize("seed", range(8))
def test_before_the_start_brute_force_finds_the_same(seed: int) -> None:
    instance = random_instance_with_existing(seed, contracts=False)
    policy = instance.settings.policy
    levels = policy.levels.model_copy(update={"unchanged": tuple(range(1, 10))})
    settings = instance.settings.model_copy(update={"policy": policy.model_copy(update={"levels": levels})})
    early = starting(replace(instance, settings=settings), 2015)
    best, result = cheapest(early), solve(early, gap=0.0)
    assert result.has_plan == (best is not None)
    if best is not None:
        assert result.objective_kr == pytest.approx(best.cost_kr, rel=1e-6)
        assert result.breaches == []


# ---- whole portfolios, and their proof ------------------------------------------------------------


def test_the_proof_knows_which_forms_are_not_there_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    instances = map(random_first_years, range(12))
    assert count_certified(monkeypatch, instances, lambda instance: cost_kr_of(cheapest(instance))) > 3


def test_the_audit_finds_what_moves_before_the_start() -> None:
    instance = read(TOY)
    result = solve(instance, gap=0.0)
    assert isinstance(result.run, RunWithPlan)
    audit = audit_plan(starting(instance, 2015), result.run, result.lines)
    assert {breach.about for breach in audit.breaches if breach.rule == "start-year"} >= {"L4 of Søkær", "L9 of Ærholm"}
