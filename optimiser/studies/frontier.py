"""A frontier: what each better value of a measure costs, by solving with one target after the other."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import pandas as pd

from optimiser.api import solve
from optimiser.comparison.measure import Measure, measure_plan, measures_of
from optimiser.data.checking_rows import solver_options
from optimiser.data.findings import AnyPath, Finding, InvalidInputError, as_name, did_you_mean, parameter_name
from optimiser.data.instance import Instance
from optimiser.data.overrides import Override
from optimiser.data.run_tables import Line, declare_entry
from optimiser.data.settings import SolverOptions
from optimiser.planning.problem import build_problem
from optimiser.sensitivity.frontier import FRONTIER, Frontier, easier, targets
from optimiser.sensitivity.sweep import Axis, Point
from optimiser.solver.warm_start_cache import WarmStartCache
from optimiser.studies.json_records import StudyRecord, read_table
from optimiser.studies.question import Question, Source, each_alone, plan_points
from optimiser.studies.resume import Listener, Resume
from optimiser.studies.runner.dispatch import Failure, failed_audit
from optimiser.studies.runner.local import Workers
from optimiser.studies.solve_log import COSTS, SolveFigures, costs_of
from optimiser.studies.study import Conduct, Study, conduct_study

KPI, POINTS = "kpi", "points"
FEWEST = 2
"""Points of a frontier at least: the free optimum, and the best there is."""
NEAR = 0.02
"""A target that is so near to one that was tried, as a part of the stretch, tells nothing more."""
HALVINGS = 4
"""How often the stretch is halved in search of the best that can be met, where the best that was seen cannot."""
TEXT = frozenset(("kpi", "status", "proven", "dominated", "free"))
"""The columns that are text, or true and false; the others are numbers."""
TRUTHS = {"True": True, "False": False, "": None}


def frontier(
    instance: Instance | AnyPath,
    out: AnyPath | None = None,
    *,
    kpi: str,
    points: int,
    structure: str | None = None,
    scenarios: Sequence[AnyPath] = (),
    overrides: Sequence[Override] = (),
    many: bool = False,
    workers: Workers | int | None = None,
    report: Listener = lambda _: None,
    command: Sequence[str] = (),
    document: Callable[[Frontier], object] = lambda _: None,
    options: SolverOptions | None = None,
    **asked: float | None,
) -> Frontier:
    """Set cost against a KPI, or against `entry-points`, `hosts` or `virtual-centres`.

    First the free optimum, without a target on it; then the best that can be met; then targets evenly between, so
    that there are `points` in all. The best is first sought where it is seen that no plan is better; if that cannot
    be met, by halving what is between it and what is met.

    Parameters
    ----------
    instance, out
        As in `sweep`, with `structure`, `scenarios` and `overrides`.
    kpi
        Short name of a KPI of the instance, or of a limit.
    points
        How many points there are in all, at least 2; more than a thousand must be wanted by `many`.
    workers, report, command, document
        How the study is conducted, as in `compare`.
    options, **asked
        Options of each solve, as in `solve`.

    Returns
    -------
    Frontier
        The table: a row is a target, with what it costs (kr. a year) and what the plan comes to in the measure.

    Raises
    ------
    InvalidInputError, SolverError, KeyboardInterrupt, SolvesFailedError, OSError
        As in `compare`; where solves failed, the others are tabulated and written.
    """
    source = Source(instance, structure, tuple(scenarios), tuple(overrides))
    study = FrontierStudy(Question(source), kpi, points, many)
    how = Conduct(workers, report, command, document)
    return conduct_study(study, out, solver_options(options, **asked), how)


class MeasureEntry(Line):
    """The measure that cost was set against."""

    name: str = declare_entry("its short name")
    parameter: str = declare_entry("the parameter that holds its target")
    sense: str = declare_entry("at least where more is better, at most where less is")
    unit: str = declare_entry("its unit")
    scope: str = declare_entry("where the target is to be met")
    free: str = declare_entry("what is written where there is no target", default="none")
    least: float | None = declare_entry("the least that a limit can be; null for a KPI", default=None)
    name_da: str = declare_entry("what it is called in Danish", default="")
    name_en: str = declare_entry("what it is called in English", default="")


class FrontierRecord(StudyRecord):
    """What frontier.json holds."""

    measure: MeasureEntry = declare_entry("the measure that cost was set against")
    best_seen: float = declare_entry(
        "the best target as far as was seen before anything was solved, in the measure's unit"
    )
    points: int = declare_entry("points that were asked for")


@dataclass
class FrontierStudy(Study[Frontier, SolveFigures]):
    """Solves with one target after the other.

    `tried` is what was found with each target, None being the free optimum.
    """

    name = "frontier"
    described = "a frontier"
    record = FrontierRecord
    tables = ("frontier",)
    figures = frozenset({*COSTS, "measured"})
    remedy = "run frontier again; what is already solved is not solved again"

    question: Question
    kpi: str
    points: int
    many: bool = False
    measure: Measure = field(init=False)
    best: float = field(init=False)
    tried: dict[float | None, SolveFigures] = field(default_factory=dict)

    def read_question(self, resume: Resume[SolveFigures]) -> Instance:
        """Read and check the instance without a target and, of a KPI, with one."""
        if self.points < FEWEST:
            remedy = "ask for 8 or 12, to see the shape"
            rule = f"must be at least {FEWEST}: the free optimum, and the best there is"
            finding = Finding(parameter_name(POINTS), None, "", str(self.points), rule, remedy)
            raise InvalidInputError(parameter_name(POINTS), [finding])
        if not self.many:
            resume.refuse_many(POINTS, self.points)
        base = self.question.read_point()
        self.measure = _find_measure(base, self.kpi)
        free = self._ask([None]).read_point(Point(((self.measure.parameter, self.measure.written_target(None)),)))
        values = [value for (kpi, *_), value in free.kpi_values.items() if kpi == self.measure.name]
        if self.measure.least is None:
            plan_points(self._ask([min(values)]))
        self.best = self.measure.best_target(build_problem(free))
        return base

    def identify_solves(self, base: Instance, options: SolverOptions) -> dict[str, Any]:
        """Return what must be the same for solves to stand in one frontier: the measure too."""
        return {**super().identify_solves(base, options), "kpi": self.kpi}

    def solve_cases(self, resume: Resume[SolveFigures], base: Instance) -> None:
        """Try the free optimum, the best, and what is between."""
        self._try_targets(resume, [None], begun=base)
        free = self._read_value(None)
        if free is not None and self.measure.is_better(
            easier(self.measure, self.best, abs(self.best - free) or 1.0), free
        ):
            end = self._find_end(resume, free)
            between = targets(self.measure, free, end, self.points - 1)
            self._try_targets(resume, [each for each in between if not self._is_tried(each, NEAR * abs(end - free))])

    def conclude(self, resume: Resume[SolveFigures]) -> Frontier:
        """Tabulate the targets that were tried."""
        return Frontier.of_tried(self.measure, list(self.tried.items()))

    def list_tables(self, found: Frontier) -> Mapping[str, pd.DataFrame]:
        """Return the table of targets."""
        return {"frontier": found.table}

    def describe_found(self, found: Frontier | None) -> Mapping[str, Any]:
        """Return what was asked for."""
        return {"measure": asdict(self.measure), "best_seen": self.best, "points": self.points}

    @classmethod
    def load_found(cls, folder: Path) -> Frontier:
        """Return the frontier that a folder holds. Raises InvalidInputError when it is not finished, or damaged."""
        record = cls.read_entries(folder)
        table = read_table(folder / "frontier.csv", list(FRONTIER), TEXT, cls.remedy)
        truths = {name: table[name].map(TRUTHS) for name in ("proven", "dominated", "free")}
        told = record["measure"]
        measure = Measure(**{each.name: told[each.name] for each in fields(Measure) if each.name in told})
        return Frontier(measure, table.assign(**truths), record)

    # ---- which targets are tried ---------------------------------------------------------------

    def _is_tried(self, target: float, distance: float) -> bool:
        """True where a target as near as that has been tried."""
        return any(abs(target - other) <= distance for other in self.tried if other is not None)

    def _find_end(self, resume: Resume[SolveFigures], free: float) -> float:
        """The best that is met; where nothing was, the least that was not."""
        stretch = abs(self.best - free)
        met, unmet = free, easier(self.measure, self.best, stretch)
        self._try_targets(resume, [unmet])
        if self._read_value(unmet) is not None:
            return unmet
        for _ in range(HALVINGS):
            middle = easier(self.measure, (met + unmet) / 2, stretch)
            if not self.measure.is_better(middle, met) or not self.measure.is_better(unmet, middle):
                break
            self._try_targets(resume, [middle])
            if self._read_value(middle) is None:
                unmet = middle
            else:
                met = middle
        return met if self.measure.is_better(met, free) else unmet

    def _read_value(self, target: float | None) -> float | None:
        """What the measure comes to in the plan with a target; None where none was found."""
        value: float | None = self.tried.get(target, {}).get("measured", {}).get(self.measure.name)
        return value

    def _try_targets(
        self, resume: Resume[SolveFigures], wanted: Sequence[float | None], begun: Instance | None = None
    ) -> None:
        """Solve with each target, all at the same time; the first time tell that it has begun."""
        question = self._ask(wanted)
        planned = plan_points(question, resume.tell_checked)
        resume.want_cases(planned)
        if begun:
            resume.begin_study(begun, self.points)
        resume.solve_missing(planned, lambda missing: each_alone(question, missing, find_measured))
        keys = {target: each.key for target, each in zip(wanted, planned, strict=True)}
        self.tried |= {target: resume.solved[key] for target, key in keys.items() if key in resume.solved}

    def _ask(self, wanted: Iterable[float | None]) -> Question:
        axis = Axis(self.measure.parameter, tuple(map(self.measure.written_target, wanted)))
        return replace(self.question, axes=(axis,), options={axis.parameter: KPI})


def _find_measure(instance: Instance, name: str) -> Measure:
    """The measure of a name; raises InvalidInputError where there is none, or it has no values."""
    known, name = measures_of(instance), as_name(name)
    if name not in known:
        remedy = did_you_mean(name, known, f"choose among {', '.join(known)}")
        finding = Finding(parameter_name(KPI), None, "", name, "no such measure", remedy)
        raise InvalidInputError(parameter_name(KPI), [finding])
    if known[name].least is None and not any(kpi == name for kpi, *_ in instance.kpi_values):
        rule, remedy = "must have values, as a target is about them", "add rows to the table kpi_values"
        raise InvalidInputError(parameter_name(KPI), [Finding(parameter_name(KPI), None, "", name, rule, remedy)])
    return known[name]


def find_measured(instance: Instance, options: SolverOptions, cache: WarmStartCache) -> SolveFigures | Failure:
    """Solve in a worker: what a plan costs, and what it comes to in every measure."""
    result = solve(instance, options, cache=cache)
    found: Mapping[str, float | None] = measure_plan(result) if result.has_plan else {}
    return failed_audit(result) or {**costs_of(result), "measured": found}
