"""`--write-model`: the exact model as a file for other solvers, and the plan beside it for them to start from."""

from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from optimiser.api import options_of
from optimiser.cli.terminal import say_paragraph
from optimiser.data.findings import refuse_unwritable
from optimiser.data.instance import Instance
from optimiser.data.settings import Language
from optimiser.exchange.files import FORMATS, ModelFile, start_paths
from optimiser.exchange.notes import Known, write_notes
from optimiser.model.build import build
from optimiser.model.compiled import compile_formulation
from optimiser.model.decode import starting_point
from optimiser.planning.plan import Plan
from optimiser.planning.pools import single_pools
from optimiser.planning.problem import build_problem
from optimiser.report.phrases import phrase
from optimiser.result.result import Result
from optimiser.solver.completing import complete_point
from optimiser.solver.highs import SolverLimits

SECONDS_FOR_A_START = 60.0
HELP = (
    "Write the exact model for other solvers, and after the solve the plan beside it as a starting point. "
    "FILE.mps (free MPS) is read by all of them; FILE.lp by those that know the LP format of CPLEX, "
    "which lp_solve and OR-Tools do not. FILE.start.sol is for SCIP and HiGHS, FILE.start.cbc for CBC."
)


def _model_path(path: Path | None) -> Path | None:
    if path is None:
        return None
    if path.suffix.lower() not in FORMATS:
        raise typer.BadParameter(f"{path.name} must end in {' or '.join(FORMATS)}")
    folders = [one.name for one in (path, *start_paths(path)) if one.is_dir()]
    if folders:
        raise typer.BadParameter(f"{folders[0]} is a folder; choose another name")
    return path


ModelPath = Annotated[
    Path | None, typer.Option("--write-model", metavar="FILE", callback=_model_path, help=HELP, show_default=False)
]


class ModelFiles:
    """The model of an instance in a file, and starts beside it.

    It is written before the solve, so that it is there whatever becomes of that, and again after it, with what is
    then known of its optimum.
    """

    def __init__(self, instance: Instance, path: Path, out: Path) -> None:
        """Write the model; refuse where it cannot be, or where the run folder `out` will be."""
        refuse_unwritable(path)
        if out.absolute() in path.absolute().parents:
            raise typer.BadParameter(f"{path} must not be in the run folder, which is made after it")
        self._instance, self._problem = instance, build_problem(instance)
        self._formulation = build(self._problem, single_pools(self._problem))
        self._compiled = compile_formulation(self._formulation)
        self._file = ModelFile(self._compiled.linear, path)
        self._file.remove_starts()
        self._write_files(None)

    def finish_files(self, result: Result, handed_out: bool) -> None:
        """Write the model with what is known of its optimum, and the plan as a start if it is handed out."""
        self._write_files(Known(result.status, result.objective_kr if handed_out else None, result.bound_kr))
        if handed_out:
            chosen = self._compiled.starting_point(
                starting_point(self._formulation, Plan.of(self._problem, result.assignment))
            )
            options = options_of(result)
            limits = SolverLimits(0.0, SECONDS_FOR_A_START, options.threads, options.seed)
            self._file.write_starts(*complete_point(self._compiled.linear, chosen, limits))

    def tell_files(self, started: bool, language: Language) -> None:
        """Say which files there are."""
        sol, cbc = self._file.starts
        told = "model and starts" if started else "model alone"
        say_paragraph(phrase(told, language, model=self._file.path, sol=sol, cbc=cbc))

    def _write_files(self, known: Known | None) -> None:
        self._file.write_model(write_notes(self._instance, version("optimiser"), known, self._file.plain.meant))
