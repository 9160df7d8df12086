"""The plan as a start: a point of the model that costs what the plan costs, and that other solvers begin from."""

import sys
from pathlib import Path

import numpy as np
import pytest

from optimiser import read, solve
from optimiser.data.instance import Instance
from optimiser.exchange.files import FORMATS, ModelFile
from optimiser.model.build import build
from optimiser.model.compiled import compile_formulation, starting_point
from optimiser.model.linear import Array, LinearModel
from optimiser.planning.plan import Plan
from optimiser.planning.pools import single_pools
from optimiser.planning.problem import build_problem
from optimiser.solver.completing import complete_point
from optimiser.solver.errors import SolverError
from optimiser.solver.highs import SolverLimits
from tests.exchange.readers import figure, require, said
from tests.random_instances import random_instance

INSTANCES = Path(__file__).parents[2] / "instances"
EFFORT = SolverLimits(gap=0.0, seconds=60.0, threads=1, seed=1)
SCIP_BEGINS = """
import sys, pyscipopt
model = pyscipopt.Model()
model.hideOutput()
model.readProblem(sys.argv[1])
assert model.addSol(model.readSolFile(sys.argv[2]))
model.setHeuristics(pyscipopt.SCIP_PARAMSETTING.OFF)
model.setParam("limits/solutions", 1)
model.optimize()
print("begins at", model.getObjVal())
"""
HIGHS_BEGINS = """
import sys, highspy
highs = highspy.Highs()
highs.readModel(sys.argv[1])
assert highs.readSolution(sys.argv[2], 0) == highspy.HighsStatus.kOk
highs.setOptionValue("time_limit", 10.0)
highs.run()
"""


def _point(instance: Instance, gap: float = 0.0) -> tuple[LinearModel, Array, float, float]:
    """The model, the plan as a point of it with its cost there, and the plan's own cost (million kr.)."""
    found, problem = solve(instance, gap=gap), build_problem(instance)
    assert found.objective_kr is not None
    formulation = build(problem, single_pools(problem))
    model = compile_formulation(formulation)
    chosen = model.starting_point(starting_point(formulation, Plan.of(problem, found.assignment)))
    return model.linear, *complete_point(model.linear, chosen, EFFORT), found.objective_kr / 1e6


@pytest.mark.parametrize("seed", [0, 1, 4, 8, 12, 19, 24, 34])
def test_a_start_is_a_point_of_the_model_that_costs_what_the_plan_costs(seed: int) -> None:
    model, x, objective, cost = _point(random_instance(seed) if seed else read(INSTANCES / "toy"))
    assert objective == pytest.approx(cost)
    assert float(model.cost @ x) + model.offset == pytest.approx(cost)
    assert np.all((x >= model.low) & (x <= model.high))
    assert np.all(x[model.integer] == np.round(x[model.integer]))
    sums = np.array(
        [
            model.value[begin:end] @ x[model.index[begin:end]]
            for begin, end in zip(model.start, model.start[1:], strict=False)
        ]
    )
    assert np.all(sums >= model.row_low - 1e-6)
    assert np.all(sums <= model.row_high + 1e-6)


def test_choices_that_give_no_point_are_an_error_and_no_start() -> None:
    model, _, _, _ = _point(read(INSTANCES / "toy"))
    with pytest.raises(SolverError, match="no point of the model"):
        complete_point(model, dict.fromkeys(np.flatnonzero(model.integer).tolist(), 0.0), EFFORT)


@pytest.fixture(
    scope="module",
    params=[
        *(("toy", suffix) for suffix in FORMATS),
        *(pytest.param(("denmark-2014", suffix), marks=pytest.mark.nightly) for suffix in FORMATS),
    ],
    ids="".join,
)
def begun(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[ModelFile, float]:
    """The model of an instance and its plan in files, and what the plan costs."""
    name, suffix = request.param
    model, x, objective, _ = _point(read(INSTANCES / name), gap=1e-4)
    file = ModelFile(model, tmp_path_factory.mktemp("start") / f"{name}{suffix}")
    file.write_model([])
    file.write_starts(x, objective)
    return file, objective


def test_scip_begins_from_the_plan(begun: tuple[ModelFile, float]) -> None:
    require("SCIP")
    file, cost = begun
    text = said(sys.executable, "-c", SCIP_BEGINS, file.path, file.starts[0])
    assert figure(r"begins at (\S+)", text) == pytest.approx(cost)


def test_highs_begins_from_the_plan(begun: tuple[ModelFile, float]) -> None:
    file, cost = begun
    text = said(sys.executable, "-c", HIGHS_BEGINS, file.path, file.starts[0])
    assert figure(r"MIP start solution is feasible: objective value is (\S+)", text) == pytest.approx(cost)


def test_cbc_begins_from_the_plan(begun: tuple[ModelFile, float]) -> None:
    """Without preprocessing, after which CBC tells the cost of a start without what that has taken out."""
    require("CBC")
    file, cost = begun
    start = ("-preprocess", "off", "-maxSolutions", "1", "-mipstart", file.starts[1])
    text = said("cbc", file.path, *start, "-solve", "-quit")
    assert figure(r"MIPStart provided solution with cost (\S+)", text) == pytest.approx(cost, rel=1e-5)  # six digits
    assert figure(r"Objective value:\s+(\S+)", text) == pytest.approx(cost)
