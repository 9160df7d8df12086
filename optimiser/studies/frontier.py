"""The public call: what each better value of a measure costs, by solving with one target after the other."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from optimiser.api import solve, solver_options
from optimiser.comparison.measure import Measure, measured, measures_of
from optimiser.data.files import AnyPath
from optimiser.data.findings import Finding, InvalidInputError
from optimiser.data.holding_names import held_inside
from optimiser.data.instance import Instance
from optimiser.data.names import as_name, did_you_mean
from optimiser.data.settings import SolverOptions
from optimiser.data.vocabulary import parameter_name
from optimiser.planning.problem import prepare
from optimiser.sensitivity.frontier import Frontier, easier, targets
from optimiser.sensitivity.points import Point
from optimiser.sensitivity.vary import Axis
from optimiser.solver.warm_start_cache import WarmStartCache
from optimiser.studies.answers import COSTS, costs
from optimiser.studies.resume import Began, Report, Resume, refuse_many
from optimiser.studies.runner.dispatch import Failure, SolvesFailedError, failed_audit
from optimiser.studies.runner.interrupt import noticed_interrupt
from optimiser.studies.runner.local import Workers, working
from optimiser.studies.solve_log import IDENTITY, Found, SolveLog, identity, titled
from optimiser.studies.sweep_points import Question, each_alone, plan_points, solve_missing

KIND = "frontier"
KPI, POINTS = "kpi", "points"
FEWEST = 2
"""Points of a frontier at least: the free optimum, and the best there is."""
NEAR = 0.02
"""A target that is so near to one that was tried, as a part of the stretch, tells nothing more."""
HALVINGS = 4
"""How often the stretch is halved in search of the best that can be met, where the best that was seen cannot."""


def frontier(
    path: AnyPath,
    out: AnyPath,
    *,
    kpi: str,
    points: int,
    structure: str | None = None,
    scenarios: Sequence[AnyPath] = (),
    overrides: Sequence[str] = (),
    many: bool = False,
    workers: Workers | int | None = None,
    report: Report = lambda _: None,
    command: Sequence[str] = (),
    options: SolverOptions | None = None,
    **asked: float | None,
) -> Frontier:
    """Cost against a KPI, or `entry-points`, `hosts` or `virtual-centres`; solves that `out` holds are not made again.

    First the free optimum, without a target on it; then the best that can be met; then targets evenly between, so
    that there are `points` in all. The best is first sought where it is seen that no plan is better; if that cannot
    be met, by halving what is between it and what is met. More than a thousand points must be wanted by `many`.
    The rest is as in `compare`.

    Raises:
        InvalidInputError: with all that is wrong with the measure, the options or `out`, before anything is solved.
        SolverError: those who solve cannot be started, or not be reached any more.
        KeyboardInterrupt: Ctrl-C; what is solved is kept, and the same call goes on from there.
        SolvesFailedError: some solves failed; the others are tabulated and written.
        OSError: the disk does not let it be written.
    """
    began, store = time.monotonic(), SolveLog(Path(out), KIND, (KIND,), frozenset({*COSTS, "measured"}))
    question = Question(Path(path), (), structure, tuple(map(Path, scenarios)), tuple(overrides))
    chosen = solver_options(options, **asked)
    with held_inside(store.folder):
        with noticed_interrupt() as interrupt, working(workers) as those:
            _refuse_few(points)
            if not many:
                refuse_many(POINTS, points, those.count)
            instance = question.instance()
            measure = _measure(instance, kpi)
            search = _Search(Resume(store, interrupt, report, chosen), question, measure, those)
            best = search.best()
            of = {**identity(instance, chosen), "kpi": kpi}
            store.open(of)
            search.run(instance, best, points)
        found = Frontier.of(measure, list(search.tried.items()))
        store.write_tables({KIND: found.table})
        asked_for = {"measure": asdict(measure), "best_seen": best, "points": points}
        made = {"command": list(command), "seconds": time.monotonic() - began}
        record = {IDENTITY: of, **titled(instance), **asked_for, **search.keeper.ended, **made}
        found = replace(found, record=store.write(record))
    if search.keeper.failures:
        raise SolvesFailedError(search.keeper.failures, found)
    return found


def _refuse_few(points: int) -> None:
    if points < FEWEST:
        remedy = "ask for 8 or 12, to see the shape"
        rule = f"must be at least {FEWEST}: the free optimum, and the best there is"
        raise InvalidInputError(
            parameter_name(POINTS), [Finding(parameter_name(POINTS), None, "", str(points), rule, remedy)]
        )


def _measure(instance: Instance, name: str) -> Measure:
    """The measure of a name; raises InvalidInputError where there is none, or it has no values."""
    known, name = measures_of(instance), as_name(name)
    if name not in known:
        remedy = did_you_mean(name, known, f"choose among {', '.join(known)}")
        raise InvalidInputError(
            parameter_name(KPI), [Finding(parameter_name(KPI), None, "", name, "no such measure", remedy)]
        )
    if known[name].least is None and not any(kpi == name for kpi, *_ in instance.kpi_values):
        rule, remedy = "must have values, as a target is about them", "add rows to the table kpi_values"
        raise InvalidInputError(parameter_name(KPI), [Finding(parameter_name(KPI), None, "", name, rule, remedy)])
    return known[name]


@dataclass
class _Search:
    """What was found with each target that was tried; none is the free optimum."""

    keeper: Resume
    question: Question
    measure: Measure
    workers: Workers
    tried: dict[float | None, Found] = field(default_factory=dict)

    def best(self) -> float:
        """The best target that is seen without solving; raises InvalidInputError where no target can be set."""
        free = self.question.instance(self._point(None))
        values = [value for (kpi, *_), value in free.kpi_values.items() if kpi == self.measure.name]
        if self.measure.least is None:
            plan_points(self._of([min(values)]))
        return self.measure.best(prepare(free))

    def run(self, instance: Instance, best: float, points: int) -> None:
        """Try the free optimum, the best, and what is between."""
        self._try([None], began=(instance, points))
        free = self._value(None)
        if free is not None and self.measure.better(easier(self.measure, best, abs(best - free) or 1.0), free):
            end = self._end(free, best)
            between = targets(self.measure, free, end, points - 1)
            self._try([target for target in between if not self._nearly_tried(target, NEAR * abs(end - free))])

    def _nearly_tried(self, target: float, distance: float) -> bool:
        return any(abs(target - other) <= distance for other in self.tried if other is not None)

    def _end(self, free: float, best: float) -> float:
        """The best that is met; where nothing was, the least that was not."""
        met, unmet = free, easier(self.measure, best, abs(best - free))
        self._try([unmet])
        if self._value(unmet) is not None:
            return unmet
        for _ in range(HALVINGS):
            middle = easier(self.measure, (met + unmet) / 2, abs(best - free))
            if not self.measure.better(middle, met) or not self.measure.better(unmet, middle):
                break
            self._try([middle])
            if self._value(middle) is None:
                unmet = middle
            else:
                met = middle
        return met if self.measure.better(met, free) else unmet

    def _value(self, target: float | None) -> float | None:
        """What the measure comes to in the plan with a target; nothing where none was found."""
        value: float | None = self.tried.get(target, {}).get("measured", {}).get(self.measure.name)
        return value

    def _try(self, wanted: Sequence[float | None], began: tuple[Instance, int] | None = None) -> None:
        """Solve with each target, all at the same time; the first tell that it has begun."""
        question = self._of(wanted)
        planned = plan_points(question, self.keeper.looked)
        self.keeper.want(each.key for each in planned)
        if began:
            self.keeper.report(Began(*began, self.keeper.done))
        solve_missing(self.keeper, question, planned, self.workers, _answer, each_alone)
        keys = {target: each.key for target, each in zip(wanted, planned, strict=True)}
        self.tried |= {target: self.keeper.found[key] for target, key in keys.items() if key in self.keeper.found}

    def _of(self, wanted: Sequence[float | None]) -> Question:
        values = tuple(map(self.measure.written, wanted))
        axis = Axis(self.measure.parameter, values)
        return replace(self.question, axes=(axis,), options={axis.parameter: KPI})

    def _point(self, target: float | None) -> Point:
        return Point(((self.measure.parameter, self.measure.written(target)),))


def _answer(instance: Instance, options: SolverOptions, cache: WarmStartCache) -> Found | Failure:
    """Runs in a worker: what a plan costs, and what it comes to in every measure."""
    result = solve(instance, options, cache=cache)
    found: Mapping[str, float | None] = measured(result) if result.has_plan else {}
    return failed_audit(result) or {**costs(result), "measured": found}
