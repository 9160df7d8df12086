"""Other solvers, each in a process of its own: what they say is the optimum of the model in a file."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

import pytest

NEEDED = "OPTIMISER_NEEDS_SOLVERS"
"""Set where a missing solver must not pass unseen, as in CI."""
SECONDS = 300

SCIP = """
import sys, pyscipopt
for path in sys.argv[1:]:
    model = pyscipopt.Model()
    model.hideOutput()
    model.readProblem(path)
    model.optimize()
    print("found", model.getStatus(), model.getObjVal())
"""
HIGHS = """
import sys, highspy
for path in sys.argv[1:]:
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    assert highs.readModel(path) == highspy.HighsStatus.kOk
    highs.run()
    print("found", highs.modelStatusToString(highs.getModelStatus()), highs.getInfo().objective_function_value)
"""
OR_TOOLS = """
import sys
from ortools.linear_solver.python import model_builder
for path in sys.argv[1:]:
    model, solver = model_builder.Model(), model_builder.Solver("scip")
    assert model.import_from_mps_file(path)
    print("found", solver.solve(model).name, solver.objective_value)
"""
PULP = """
import sys, warnings
warnings.simplefilter("ignore")
import pulp
for path in sys.argv[1:]:
    _, problem = pulp.LpProblem.fromMPS(path)
    problem.solve(pulp.PULP_CBC_CMD(msg=False))
    print("found", pulp.LpStatus[problem.status], pulp.value(problem.objective))
"""


def scip(paths: Sequence[Path]) -> list[float]:
    return _scripted(SCIP, paths)


def highs(paths: Sequence[Path]) -> list[float]:
    return _scripted(HIGHS, paths)


def or_tools(paths: Sequence[Path]) -> list[float]:
    return _scripted(OR_TOOLS, paths)


def pulp(paths: Sequence[Path]) -> list[float]:
    return _scripted(PULP, paths)


def cbc(paths: Sequence[Path]) -> list[float]:
    found = r"(?:Optimal solution found\s+Objective value:|Optimal - objective value)\s+(\S+)"
    return [figure(found, said("cbc", path, "-solve", "-quit")) for path in paths]


def glpk(paths: Sequence[Path]) -> list[float]:
    return [_glpk(path) for path in paths]


def _glpk(path: Path) -> float:
    report = path.with_suffix(".report")
    text = said("glpsol", "--freemps" if path.suffix == ".mps" else "--lp", path, "--output", report)
    return figure(
        r"Status: .*OPTIMAL\nObjective: .*= (\S+) \(MINimum\)", report.read_text() if report.exists() else text
    )


def lp_solve(paths: Sequence[Path]) -> list[float]:
    return [figure(r"Value of objective function: (\S+)", said("lp_solve", "-fmps", path, "-S4")) for path in paths]


READERS: dict[tuple[str, str], Callable[[Sequence[Path]], list[float]]] = {
    ("SCIP", ".mps"): scip,
    ("SCIP", ".lp"): scip,
    ("HiGHS", ".mps"): highs,
    ("HiGHS", ".lp"): highs,
    ("CBC", ".mps"): cbc,
    ("CBC", ".lp"): cbc,
    ("GLPK", ".mps"): glpk,
    ("GLPK", ".lp"): glpk,
    ("lp_solve", ".mps"): lp_solve,
    ("OR-Tools", ".mps"): or_tools,
    ("PuLP", ".mps"): pulp,
}
"""Who reads which format; .lp means another language to lp_solve and OR-Tools, and PuLP does not read it."""
INSTALLED: dict[str, tuple[Callable[[str], object], str]] = {
    "SCIP": (find_spec, "pyscipopt"),
    "HiGHS": (find_spec, "highspy"),
    "OR-Tools": (find_spec, "ortools"),
    "PuLP": (find_spec, "pulp"),
    "CBC": (shutil.which, "cbc"),
    "GLPK": (shutil.which, "glpsol"),
    "lp_solve": (shutil.which, "lp_solve"),
}


def require(solver: str) -> None:
    """Skip a test whose solver is missing, with a line that says so; fail where none may be missing."""
    find, name = INSTALLED[solver]
    if find(name) is None:
        told = f"no {solver} on this machine ({name}), so the model file was not tried with it"
        pytest.fail(told) if os.environ.get(NEEDED) else pytest.skip(told)


def said(*command: str | Path) -> str:
    """What a program prints."""
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, timeout=SECONDS, check=False)
    return done.stdout + done.stderr


def _scripted(script: str, paths: Sequence[Path]) -> list[float]:
    text = said(sys.executable, "-c", script, *paths)
    found = [float(figure) for figure in re.findall(r"^found optimal (\S+)$", text, re.MULTILINE | re.IGNORECASE)]
    assert len(found) == len(paths), text
    return found


def figure(pattern: str, text: str) -> float:
    """The figure that a program prints in some place."""
    found = re.search(pattern, text)
    assert found, text
    return float(found[1])
