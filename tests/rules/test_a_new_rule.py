"""A rule that stands in this module alone, once it is registered, is obeyed and named wherever rules are.

It comes from a setting that nothing else in a plan looks at. Of its traits it says nothing, so that all are taken to
be on the safe side; it has no sentences of its own, and the audit does not know it.
"""

from collections.abc import Iterator
from dataclasses import replace
from math import inf
from pathlib import Path

import pytest

from optimiser import read, solve
from optimiser.data.instance import Instance
from optimiser.diagnosis.diagnose import diagnose
from optimiser.explanation.explanation import explain
from optimiser.model.formulation import Formulation
from optimiser.planning.plan import Plan
from optimiser.planning.pools import alike_pools
from optimiser.planning.problem import build_problem
from optimiser.report.model_page import render_model_page
from optimiser.report.summaries.diagnosis import DiagnosisSummary
from optimiser.report.summaries.explanation import ExplanationSummary
from optimiser.rules import registry
from optimiser.rules.registry import shape_of
from optimiser.rules.rule import COUNTRY, Requirement, Rule, Slack, scaled_kr
from optimiser.solver.warm_start_cache import WarmStartCache
from tests.random_instances import random_instance

TOY = Path(__file__).parents[2] / "instances" / "toy"
BEST_KR = 63_950_000
CAP = "economy.agent_cost_kr"
NO_CAP_KR = 1e9


class CostCap(Rule):
    """**cost-cap**: the plan costs at most so much.

    Σ cost <= cap (kr. a year)
    """

    name = "cost-cap"
    words = {"da": "loft over udgiften", "en": "cap on the cost"}  # noqa: RUF012
    declared_in = (CAP,)

    def constrain(self, f: Formulation) -> None:
        f.constrain_once("cost-cap", f.cost() <= scaled_kr(_cap_kr(f.problem.instance)))

    def slacks(self, plan: Plan) -> Iterator[Slack]:
        cap_kr = _cap_kr(plan.problem.instance)
        yield Slack(COUNTRY, cap_kr - plan.cost_kr, cap_kr)

    def requirements(self, instance: Instance) -> Iterator[Requirement]:
        yield Requirement(
            self.name,
            "",
            "cost cap",
            CAP,
            _cap_kr(instance),
            str(NO_CAP_KR),
            far=inf,
            unit="kr.",
            rows=("cost-cap",),
            row_unit=lambda *_: scaled_kr(1.0),
        )


class BlindCostCap(CostCap):
    """**cost-cap**: the same; it says that it does not tell centres apart, so that portfolios are packed."""

    tells_centres_apart = False


class SilentCostCap(BlindCostCap):
    """**cost-cap**: the same, which does not tell what a plan has to spare."""

    def slacks(self, plan: Plan) -> None:  # type: ignore[override]  # noqa: ARG002
        return None


def _cap_kr(instance: Instance) -> float:
    return instance.settings.economy.agent_cost_kr


def _toy(cap_kr: float, *overrides: str) -> Instance:
    return read(TOY, overrides=[f"{CAP}={cap_kr}", *overrides])


def _capped(instance: Instance, cap_kr: float) -> Instance:
    economy = instance.settings.economy.model_copy(update={"agent_cost_kr": cap_kr})
    return replace(instance, settings=instance.settings.model_copy(update={"economy": economy}))


def _register(monkeypatch: pytest.MonkeyPatch, rule: Rule) -> None:
    monkeypatch.setattr(registry, "RULES", (*registry.RULES, rule))


@pytest.fixture
def registered(monkeypatch: pytest.MonkeyPatch) -> None:
    _register(monkeypatch, CostCap())


@pytest.mark.usefixtures("registered")
def test_a_cold_solve_obeys_it() -> None:
    assert solve(_toy(BEST_KR)).objective_kr == pytest.approx(BEST_KR)
    assert solve(_toy(BEST_KR - 1000)).status == "infeasible"


@pytest.mark.usefixtures("registered")
def test_a_solve_with_what_earlier_ones_left_obeys_it() -> None:
    """A plan at low prices is dearer than the cap at high ones: there it is none, and another may be."""
    cache = WarmStartCache()
    for factor, status in ((1.0, "optimal"), (1.1, "infeasible"), (1.0, "optimal")):
        instance = _toy(65_000_000, f"centres.*.cost_factor={factor}")
        assert solve(instance, cache=cache).status == solve(instance).status == status
    assert shape_of(_toy(65_000_000)) != shape_of(_toy(65_000_000, "centres.*.cost_factor=1.1"))


@pytest.mark.parametrize("rule", [BlindCostCap(), SilentCostCap()])
@pytest.mark.parametrize("seed", [169, 191, 412])
def test_packing_obeys_it(seed: int, rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    """With so wide a gap the first packed plan would do, and it costs more than the cap; found among 500 seeds."""
    instance = random_instance(seed)
    best = solve(instance, gap=1e-7)
    assert best.objective_kr is not None
    _register(monkeypatch, rule)
    capped = solve(_capped(instance, best.objective_kr + 1), gap=0.9)
    assert capped.objective_kr is not None
    assert capped.objective_kr <= best.objective_kr + 1


@pytest.mark.usefixtures("registered")
def test_like_centres_are_told_apart_where_a_rule_may_ask_for_it() -> None:
    assert all(pool.single for pool in alike_pools(build_problem(random_instance(169))))


@pytest.mark.usefixtures("registered")
def test_a_diagnosis_blames_it_and_finds_how_far_it_must_give_way() -> None:
    found = diagnose(_toy(60_000_000))
    ((blamed,),) = (one.conflict.rules for one in found.found)
    assert (blamed.name, blamed.parameter) == ("cost-cap", CAP)
    (repair,) = found.repairs
    ((parameter, value),) = (change.split("=") for change in repair.changes)
    assert parameter == CAP
    assert BEST_KR <= float(value) <= BEST_KR * 1.01
    told = DiagnosisSummary(found, "en")
    assert "cap on the cost: yearly cost of an agent is 60,000,000 kr. [cost-cap]" in "\n".join(told.tell_answer())
    assert any("Set yearly cost of an agent to " in line for line, _ in told.tell_repairs())
    assert any(
        "loft over udgiften: udgift til en medarbejder om året er 60.000.000 kr." in line
        for line in DiagnosisSummary(found, "da").tell_answer()
    )


@pytest.mark.usefixtures("registered")
def test_it_is_told_to_bind() -> None:
    assert solve(_toy(BEST_KR)).figures.rules_that_bind["cost-cap"] == [COUNTRY]
    assert "cost-cap" not in solve(_toy(NO_CAP_KR)).figures.rules_that_bind


@pytest.mark.usefixtures("registered")
def test_an_explanation_names_it() -> None:
    """It is at its limit, and every other place for the task is beyond it."""
    result = solve(_toy(BEST_KR))
    explanation = explain(result, "903", "L4")
    (answer,) = explanation.answers
    assert answer.binding["cost-cap"] == COUNTRY
    assert answer.lawful
    for one in answer.lawful:
        assert one.move is not None
        assert "cost-cap" in {breach.rule for breach in one.move.breaches}
    told = "\n".join(ExplanationSummary(explanation, "en").tell_answer(answer))
    assert "cap on the cost: the country" in told


@pytest.mark.usefixtures("registered")
def test_the_documentation_names_it() -> None:
    assert "### cost-cap: cap on the cost / loft over udgiften" in render_model_page()
    assert "Σ cost <= cap (kr. a year)" in render_model_page()
