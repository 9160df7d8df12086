"""The toy over three years, and a path on it made by hand."""

import time
from collections.abc import Mapping
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

from optimiser.data.instance import Instance
from optimiser.data.read import read
from optimiser.data.settings import SolverOptions
from optimiser.planning.assignment import Assignment
from optimiser.planning.plan import Plan
from optimiser.planning.roadmap import RoadmapPlan, RoadmapProblem
from optimiser.result.roadmap import RoadmapResult
from optimiser.roadmap import RoadmapOutcome, finish_roadmap
from tests.toys import TOY

YEARS = "year,investment_budget_kr\n2014,3000000\n2015,6000000\n2016,\n"
FACTORS = "task,year,factor\nL4,2015,0.9\nL4,2016,0.8\n"
CHANGES = (
    "policy.levels.unchanged=1-9",
    "roadmap.transition_loss=0.2",
    "roadmap.transition_months=6",
    "economy.discount_rate=0.04",
)
HOST, REGION = "Østerå", "Region Nordland"


def toy_roadmap(*overrides: str, years: str = YEARS, tables: Mapping[str, str] | None = None) -> Instance:
    """The toy over the years of a table, in which departments may answer everything, with more tables and changes."""
    with TemporaryDirectory() as scratch:
        folder = copytree(TOY, Path(scratch) / "toy")
        for name, text in {"years": years, "volume_factors": FACTORS, **(tables or {})}.items():
            (folder / f"{name}.csv").write_text(text, encoding="utf-8")
        return read(folder, overrides=[*CHANGES, *overrides])


def path_of(instance: Instance, answers: Mapping[int, Mapping[tuple[str, str], str]]) -> RoadmapPlan:
    """The path in which each year has these answers, and all else stays in the departments."""
    problem = RoadmapProblem.of_instance(instance)
    plans = {}
    for year, one in problem.problems.items():
        places = {key: answers[year].get(key, "departments") for key in one.instance.contacts}
        plans[year] = Plan.of(one, Assignment(places))
    return RoadmapPlan(problem, plans)


def first_path(instance: Instance) -> RoadmapPlan:
    """Østerå opens its own centre, sells to two from the second year on, and to one of them more from the third on."""
    own = {("901", "L4"): HOST, ("901", "L6"): HOST}
    second = {**own, ("902", "L4"): HOST, ("903", "L4"): HOST}
    third = {**second, ("901", "L9"): HOST, ("902", "L6"): HOST}
    answers = [own, second, *(third for _ in instance.years[2:])]
    return path_of(instance, dict(zip(instance.years, answers, strict=True)))


def result_of(path: RoadmapPlan, bound_kr: float | None = None) -> RoadmapResult:
    """The result that a solve with this path and this bound would come to."""
    found = RoadmapOutcome("feasible", path, bound_kr, SolverOptions().laid_over(path.problem.instance.settings.solver))
    return finish_roadmap(path.problem.instance, found, time.monotonic())
