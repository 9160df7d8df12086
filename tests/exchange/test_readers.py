"""Other solvers read the files to our optimum: SCIP, CBC, GLPK, lp_solve, OR-Tools, PuLP, and HiGHS itself.

CBC called 63.45 optimal on the toy's .lp, below our proven 63.95, because the headings that HiGHS writes (`bin`) are
names of columns to it.
"""

from collections.abc import Mapping
from pathlib import Path

import pytest

from optimiser import read, solve
from optimiser.data.instance import Instance
from optimiser.exchange.files import ModelFile
from optimiser.model.build import build
from optimiser.model.compiled import compile_formulation
from optimiser.model.linear import LinearModel
from optimiser.planning.pools import single_pools
from optimiser.planning.problem import build_problem
from tests.exchange.models import SMALL
from tests.exchange.readers import READERS, require
from tests.random_instances import random_instance

TOY = Path(__file__).parents[2] / "instances" / "toy"
RANDOM = (12, 24)
"""Seeds of small random instances that have a plan, and have most kinds of rules."""


def model_of(instance: Instance) -> LinearModel:
    problem = build_problem(instance)
    return compile_formulation(build(problem, single_pools(problem))).linear


@pytest.fixture(scope="module")
def optima() -> Mapping[str, tuple[LinearModel, float]]:
    """Models by name with their optima: worked out by hand, proved by our own solve, or seen by eye."""
    known = {"the toy": (model_of(read(TOY)), 63.95)}
    for seed in RANDOM:
        found = solve(random_instance(seed), gap=0)
        assert found.status == "optimal"
        assert found.objective_kr is not None
        known[f"random {seed}"] = model_of(random_instance(seed)), found.objective_kr / 1e6
    return known | {name: (small.model, small.optimum) for name, small in SMALL.items()}


@pytest.mark.parametrize(("solver", "suffix"), READERS, ids="".join)
def test_another_solver_finds_our_optimum(
    optima: Mapping[str, tuple[LinearModel, float]], solver: str, suffix: str, tmp_path: Path
) -> None:
    """Of the toy and random models, and of what readers are known to differ on: a constant had the other sign in
    two of them, and a whole number without bounds was 0 or 1, or had no end."""
    require(solver)
    paths = []
    for number, (model, _) in enumerate(optima.values()):
        file = ModelFile(model, tmp_path / f"{number}{suffix}")
        file.write_model(["Who answers: Østerå, Ærholm"])
        paths.append(file.path)
    found = dict(zip(optima, READERS[solver, suffix](paths), strict=True))
    assert found == pytest.approx({name: optimum for name, (_, optimum) in optima.items()})
