"""A stage defined here alone: it is run in its place, and what it returns is checked before it is believed."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest

from optimiser import read, solve
from optimiser.api import record_of_solve
from optimiser.data.settings import SolverOptions
from optimiser.planning.plan import Plan
from optimiser.planning.problem import Problem, build_problem
from optimiser.planning.routes import Route
from optimiser.result.tables import lines_of_plan
from optimiser.rules.rule import Rule
from optimiser.solver.monitor import ProgressMonitor
from optimiser.solver.solve import Solve
from optimiser.solver.stage import Search, Stage, StageMeasurements, StageOutcome
from optimiser.solver.stages import STAGES, ExactStage

TOY = read("instances/toy")
OPTIMUM = solve(TOY, gap=0)
COST_KR = OPTIMUM.objective_kr or 0.0


@dataclass
class Dictated:
    """A stage that returns what it is told to, and keeps what it was given."""

    outcome: StageOutcome
    applies: bool = True
    needs_gb: float = 0.0
    name: str = "dictated"
    seen_kr: list[float | None] = field(default_factory=list)

    def applies_to(self, _: Search) -> bool:
        return self.applies

    def needed_gb(self, _: Search) -> float:
        return self.needs_gb

    def run(self, search: Search) -> StageOutcome:
        self.seen_kr.append(search.plan.cost_kr if search.plan else None)
        return replace(self.outcome, record=StageMeasurements(self.name), proved_by=self.name)


def solve_by(*stages: Stage, problem: Problem | None = None, memory_gb: float | None = None) -> Solve:
    """Return a solve that has run its stages."""
    options = SolverOptions(memory_gb=memory_gb).laid_over(TOY.settings.solver)
    work = Solve(problem or build_problem(TOY), options, ProgressMonitor(60, lambda _: None), stages=stages)
    work.run_stages()
    return work


def best_routes() -> tuple[Route, ...]:
    return OPTIMUM.plan.routes


def test_it_is_run_in_its_place_from_the_incumbent_there_is() -> None:
    first, second = Dictated(StageOutcome(routes=best_routes())), Dictated(StageOutcome(), name="second")
    work = solve_by(first, second, ExactStage())
    assert [each.name for each in work.records] == ["dictated", "second", "exact"]
    assert first.seen_kr == [None]
    assert second.seen_kr == [pytest.approx(COST_KR)]
    assert (work.status, work.method) == ("optimal", "exact")


def test_it_is_not_run_where_it_does_not_apply_or_all_is_proved() -> None:
    proof = StageOutcome(routes=best_routes(), bound_kr=COST_KR)
    work = solve_by(Dictated(proof, applies=False, name="other"), Dictated(proof), *STAGES)
    assert [each.name for each in work.records] == ["dictated"]
    assert (work.status, work.method) == ("optimal", "dictated")
    assert work.bound_kr == pytest.approx(COST_KR)


def wrong_plans() -> dict[str, Sequence[Route]]:
    """Return sets of routes that are no plan, by what is wrong with them."""
    routes = best_routes()
    first, *others = routes
    elsewhere = next(each for each in build_problem(TOY).routes if each.task == first.task and each != first)
    return {
        "a task is answered nowhere": others,
        "a task is answered twice": (*routes, first),
        "a task is answered at two places": (*routes, elsewhere),
        "a place may not answer the task": (replace(first, centre="nowhere"), *others),
        "nothing": (),
    }


@pytest.mark.parametrize("wrong", wrong_plans())
def test_a_plan_that_is_none_is_not_believed(wrong: str) -> None:
    work = solve_by(Dictated(StageOutcome(routes=tuple(wrong_plans()[wrong]))))
    assert work.plan is None
    assert work.monitor.plan_kr is None
    assert work.status == "no solution found"


@pytest.mark.parametrize("stricter", ["policy.max_entry_points=1", "policy.max_hosts=0"])
def test_a_plan_that_breaks_a_rule_is_not_believed(stricter: str) -> None:
    problem = build_problem(read("instances/toy", overrides=[stricter]))
    assert set(best_routes()) <= problem.lawful
    work = solve_by(Dictated(StageOutcome(routes=best_routes())), problem=problem)
    assert work.plan is None


class Untold(Rule):
    """**untold**: a rule that does not tell what a plan has to spare."""

    name = "untold"


@pytest.mark.parametrize("of_whole_model", [True, False])
def test_a_rule_that_does_not_tell_is_left_to_the_whole_model(
    of_whole_model: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("optimiser.solver.stage.all_rules", lambda: (Untold(),))
    work = solve_by(Dictated(StageOutcome(routes=best_routes(), of_whole_model=of_whole_model)))
    assert (work.plan is not None) == of_whole_model


def test_a_dearer_plan_does_not_take_the_place_of_the_incumbent() -> None:
    problem = build_problem(TOY)
    home = {(r.municipality, r.task): r for r in problem.routes if r.form in ("unchanged", "local")}
    dear = Plan(problem, tuple(home[r.municipality, r.task] for r in best_routes()))
    assert dear.cost_kr > COST_KR
    work = solve_by(Dictated(StageOutcome(routes=best_routes())), Dictated(StageOutcome(routes=dear.routes)))
    assert work.plan is not None
    assert set(work.plan.routes) == set(best_routes())


def test_a_lower_bound_does_not_take_the_place_of_what_is_proved() -> None:
    work = solve_by(Dictated(StageOutcome(bound_kr=COST_KR - 1e6)), Dictated(StageOutcome(bound_kr=1.0), name="later"))
    assert (work.bound_kr, work.method) == (COST_KR - 1e6, "dictated")
    assert work.monitor.bound_kr == work.bound_kr


def test_a_bound_that_a_plan_contradicts_is_not_told() -> None:
    """All is solved once more; where it is said again, nothing is said to be proved."""
    boast = Dictated(StageOutcome(routes=best_routes(), bound_kr=COST_KR * 1.1))
    work = solve_by(boast)
    assert len(boast.seen_kr) == 2
    assert (work.bound_kr, work.contradicted, work.status) == (None, True, "feasible")


def test_infeasible_is_not_believed_with_a_plan_in_hand() -> None:
    no = Dictated(StageOutcome(infeasible=True))
    assert solve_by(no).status == "infeasible"
    assert solve_by(Dictated(StageOutcome(routes=best_routes()), name="plan"), no).status == "feasible"


def test_what_it_did_is_told_in_the_record() -> None:
    work = solve_by(Dictated(StageOutcome(routes=best_routes(), bound_kr=COST_KR * 0.9)), ExactStage())
    assert work.plan is not None
    entries = record_of_solve(work, lines_of_plan(work.plan))
    assert [each["name"] for each in entries["stages"]] == ["dictated", "exact"]


def test_time_that_is_up_while_a_model_is_built_is_no_time_and_no_mistake() -> None:
    search = solve_by()
    assert search.limits(-0.004, 0.0).seconds == 0.0
    assert search.limits(5.0, 0.0).seconds == 5.0
