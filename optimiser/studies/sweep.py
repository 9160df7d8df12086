"""A sweep: an instance solved at every combination of what is varied, and tabulated."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from optimiser.comparison.columns import FIGURES, TEXT
from optimiser.comparison.path_figures import PATH_FIGURES, PATH_TEXT
from optimiser.data.checking_rows import solver_options
from optimiser.data.findings import AnyPath, InvalidInputError, parameter_name
from optimiser.data.instance import Instance
from optimiser.data.overrides import Override
from optimiser.data.run_tables import declare_entry
from optimiser.data.scenario import named_overrides
from optimiser.data.settings import SolverOptions
from optimiser.sensitivity.sweep import (
    OPTION,
    STRUCTURE,
    Axis,
    Sweep,
    columns_of_points,
    count_points,
    parameters_twice,
    read_axes,
)
from optimiser.solver.warm_start_cache import WarmStartCache
from optimiser.studies.any_solve import figures_of_any, solve_any
from optimiser.studies.json_records import StudyRecord, read_table
from optimiser.studies.question import PlannedPoint, Question, Source, in_lines, plan_points, remarks_on
from optimiser.studies.resume import Listener, Resume
from optimiser.studies.runner.dispatch import Failure, failed_audit
from optimiser.studies.runner.local import Workers
from optimiser.studies.solve_log import SolveFigures
from optimiser.studies.study import Conduct, Study, conduct_study


def sweep(
    instance: Instance | AnyPath,
    out: AnyPath | None = None,
    vary: Sequence[str] = (),
    *,
    structure: str | None = None,
    scenarios: Sequence[AnyPath] = (),
    overrides: Sequence[Override] = (),
    many: bool = False,
    workers: Workers | int | None = None,
    report: Listener = lambda _: None,
    command: Sequence[str] = (),
    document: Callable[[Sweep], object] = lambda _: None,
    options: SolverOptions | None = None,
    **asked: float | None,
) -> Sweep:
    """Solve an instance at every combination of what is varied; one with years as a whole path at each.

    Parameters
    ----------
    instance
        The instance, or where it is; `structure`, `scenarios` and `overrides` change it as in `read`.
    out
        Folder in which each solve is kept; what it holds is not solved again. Without it nothing is written.
    vary
        What is varied, as `centres.virtual.cost_factor=0.96:1.1:15` or `structure=five-regions,none`.
    many
        Whether more than a thousand solves are wanted.
    workers, report, command, document
        How the study is conducted, as in `compare`.
    options, **asked
        Options of each solve, as in `solve`.

    Returns
    -------
    Sweep
        The table: a row is a point, with the varied parameters and then the figures of a comparison; of plans over
        years those of `PATH_FIGURES`, which are sums over the years.

    Raises
    ------
    InvalidInputError, SolverError, KeyboardInterrupt, SolvesFailedError, OSError
        As in `compare`; where solves failed, the others are tabulated and written.
    """
    source = Source(instance, structure, tuple(scenarios), tuple(overrides), over_years=True)
    study = SweepStudy(read_varied(source, vary), many)
    how = Conduct(workers, report, command, document)
    return conduct_study(study, out, solver_options(options, **asked), how)


def read_varied(source: Source, vary: Sequence[str]) -> Question:
    """Return what is varied, if it can be understood; raises InvalidInputError with all that is wrong with the axes."""
    axes, findings = read_axes(vary)
    fixed = [STRUCTURE] if source.structure else []
    fixed += [change.parameter for change in named_overrides(source.overrides)]
    varied = [axis.parameter for axis in axes]
    findings += parameters_twice([*dict.fromkeys(fixed), *dict.fromkeys(varied)], "must be either set or varied")
    if findings:
        raise InvalidInputError(parameter_name(OPTION), findings)
    return Question(source, axes)


class SweepRecord(StudyRecord):
    """What sweep.json holds."""

    varied: dict[str, list[str]] = declare_entry("what was varied, by its dotted name, and the values that it took")
    years: list[int] = declare_entry(
        "the years that each point is planned over; empty where it is planned for one", default=[]
    )


@dataclass
class SweepStudy(Study[Sweep, SolveFigures]):
    """Solves an instance at every point of a grid; of each no more than its figures is kept."""

    name = "sweep"
    described = "a sweep"
    record = SweepRecord
    tables = ("sweep",)
    figures = frozenset(FIGURES.keys() & PATH_FIGURES.keys())
    remedy = "sweep again; what is already solved is not solved again"

    question: Question
    many: bool = False
    planned: Sequence[PlannedPoint] = ()

    def read_question(self, resume: Resume[SolveFigures]) -> Instance:
        """Read and check the instance at every point."""
        if not self.many:
            resume.refuse_many(OPTION, count_points(self.question.axes))
        base = self.question.read_point()
        self.planned = plan_points(self.question, resume.tell_checked)
        return base

    def solve_cases(self, resume: Resume[SolveFigures], base: Instance) -> None:
        """Solve all points; those that differ in one parameter alone are solved by one worker."""
        resume.want_cases(self.planned)
        resume.begin_study(replace(base, remarks=base.remarks + remarks_on(self.question, self.planned)))
        resume.solve_missing(self.planned, lambda missing: in_lines(self.question, missing, find_figures))

    def conclude(self, resume: Resume[SolveFigures]) -> Sweep:
        """Tabulate the points that are solved."""
        found = {each.point: resume.solved[each.key] for each in self.planned if each.key in resume.solved}
        return Sweep.of_points(self.question.axes, found, self.planned[0].years)

    def list_parameters(self) -> Iterable[str]:
        """Return what is varied."""
        return [axis.parameter for axis in self.question.axes]

    def list_tables(self, found: Sweep) -> Mapping[str, pd.DataFrame]:
        """Return the table of points."""
        return {"sweep": found.table}

    def describe_found(self, found: Sweep | None) -> Mapping[str, Any]:
        """Return what was varied, and over which years."""
        varied = {axis.parameter: list(axis.values) for axis in self.question.axes}
        return {"varied": varied, "years": list(self.planned[0].years)}

    @classmethod
    def load_found(cls, folder: Path) -> Sweep:
        """Return the sweep that a folder holds. Raises InvalidInputError when it is not finished, or damaged."""
        record = cls.read_entries(folder)
        axes = tuple(Axis(parameter, tuple(values)) for parameter, values in record["varied"].items())
        texts = {axis.parameter for axis in axes if not axis.is_numeric} | TEXT | PATH_TEXT
        years = tuple(record.get("years", ()))
        columns = [*(axis.parameter for axis in axes), *columns_of_points(years)]
        table = read_table(folder / "sweep.csv", columns, texts & set(columns), cls.remedy)
        return Sweep(axes, table, record, years)


def find_figures(instance: Instance, options: SolverOptions, cache: WarmStartCache) -> SolveFigures | Failure:
    """Solve in a worker: only a row of figures comes back. A plan that fails the audit does not."""
    result = solve_any(instance, options, cache)
    return failed_audit(result) or figures_of_any(result)
