"""The public call: solve an instance at every point of a grid, keep each solve as it ends, and tabulate them."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Unpack

from optimiser.api import solve, solver_options
from optimiser.comparison.figures import figures_of
from optimiser.data.findings import Finding, InvalidInputError
from optimiser.data.instance import Instance
from optimiser.many.interrupt import Interrupt, noticed_interrupt
from optimiser.many.solving import Asked, Failure, side_by_side
from optimiser.many.sweep_points import Planned, Question, cases_of, plan_points, read_question
from optimiser.many.sweep_store import IDENTITY, SweepStore, identity
from optimiser.many.workers import Workers, working
from optimiser.sensitivity.points import count
from optimiser.sensitivity.sweep import Figures, Sweep
from optimiser.sensitivity.vary import OPTION

MANY = 1_000
"""More solves than this are asked about first."""
SECONDS_A_SOLVE = 5.0
"""About what a solve of the national instance takes."""


@dataclass(frozen=True)
class Checking:
    """`number` points have been read and checked."""

    number: int


@dataclass(frozen=True)
class Began:
    """All points are read, nothing is wrong with them, and `kept` of `total` are solved already."""

    instance: Instance
    total: int
    kept: int


@dataclass(frozen=True)
class Ended:
    """A solve has ended, and so `number` of `total` points are done."""

    number: int
    total: int


@dataclass(frozen=True)
class Waiting:
    """Nothing has ended for half a second."""


Event = Checking | Began | Ended | Waiting
Report = Callable[[Event], None]


class PointsFailedError(Exception):
    """Raised when all is done but some points have failed; `sweep` is of the others, and is written."""

    def __init__(self, failures: Mapping[str, Failure], sweep: Sweep) -> None:
        self.failures = failures
        self.sweep = sweep
        super().__init__(f"points failed: {', '.join(failures)}")


def sweep(
    path: str | Path,
    out: Path,
    vary: Sequence[str],
    *,
    structure: str | None = None,
    scenarios: Sequence[Path] = (),
    overrides: Sequence[str] = (),
    many: bool = False,
    workers: Workers | int | None = None,
    report: Report = lambda _: None,
    command: Sequence[str] = (),
    **asked: Unpack[Asked],
) -> Sweep:
    """Solve an instance at every combination of what is varied; what `out` holds of it is not solved again.

    `vary` says what, as `centres.virtual.cost_factor=0.96:1.1:15` or `structure=five-regions,none`. More than a
    thousand solves must be wanted by `many`. The rest is as in `compare`.

    Raises:
        InvalidInputError: with all that is wrong with the points, the options or `out`, before anything is solved.
        SolverError: those who solve cannot be started, or not be reached any more.
        KeyboardInterrupt: Ctrl-C; what is solved is kept, and the same call goes on from there.
        PointsFailedError: some points failed; the others are solved, tabulated and written.
        OSError: the disk does not let it be written.
    """
    began, store = time.monotonic(), SweepStore(Path(out))
    question = read_question(path, vary, structure, scenarios, overrides)
    with noticed_interrupt() as interrupt, working(workers) as those:
        if not many:
            _refuse_many(count(question.axes), those.count)
        work = _Work(store, interrupt, report)
        instance = work.begin(question, asked)
        if work.to_do:
            work.solve(question, those, asked)
    found = work.sweep(question)
    store.write_tables(found)
    seconds = time.monotonic() - began
    store.write({**_record(instance, question, work, asked), "command": list(command), "seconds": seconds})
    if work.failures:
        raise PointsFailedError(work.failures, found)
    return found


def _refuse_many(solves: int, workers: int) -> None:
    if solves > MANY:
        minutes = solves * SECONDS_A_SOLVE / workers / 60
        rule = f"makes {solves:,} solves, which takes about {minutes:,.0f} minutes at {SECONDS_A_SOLVE:.0f} s a solve"
        remedy = "ask for fewer values, or say --yes if you want that"
        raise InvalidInputError(OPTION, [Finding(OPTION, None, "", "", f"{rule}, {workers} at a time", remedy)])


def _record(instance: Instance, question: Question, work: "_Work", asked: Asked) -> dict[str, Any]:
    return {
        IDENTITY: identity(instance, solver_options(instance, **asked)),
        "varied": {axis.parameter: list(axis.values) for axis in question.axes},
        "solves": len(work.planned),
        "failed": {point: asdict(failure) for point, failure in work.failures.items()},
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
    }


@dataclass
class _Work:
    """What is done of the points so far; of each solve no more is held than a row of figures."""

    store: SweepStore
    interrupt: Interrupt
    report: Report
    planned: tuple[Planned, ...] = ()
    rows: dict[str, Figures] = field(default_factory=dict)
    failures: dict[str, Failure] = field(default_factory=dict)

    def begin(self, question: Question, asked: Asked) -> Instance:
        """Check all there is to check, and take what is kept; the instance before anything is varied."""
        instance, findings = question.check()
        if instance is None:
            raise InvalidInputError(str(question.path), findings)
        options = solver_options(instance, **asked)
        self.planned = plan_points(question, self._looked)
        self.store.open(identity(instance, options))
        wanted = {each.key for each in self.planned}
        self.rows = {key: figures for key, figures in self.store.read() if key in wanted}
        self.report(Began(instance, len(self.planned), self._done))
        return instance

    @property
    def to_do(self) -> list[Planned]:
        """The points that are not solved, one of each instance."""
        return list({each.key: each for each in self.planned if each.key not in self.rows}.values())

    def solve(self, question: Question, workers: Workers, asked: Asked) -> None:
        """Solve what is to be done, and keep each as it ends."""
        named = {each.key: each.point.name for each in self.to_do}
        for case, found in side_by_side(
            cases_of(question, self.to_do), workers.client, _figures, self._waiting, **asked
        ):
            if isinstance(found, Failure):
                self.failures[named[case.name]] = found
            else:
                self.store.keep(case.name, found)
                self.rows[case.name] = found
            self.report(Ended(self._done, len(self.planned)))
            self.interrupt.obey()

    def sweep(self, question: Question) -> Sweep:
        """The table of what is solved."""
        found = {each.point: self.rows[each.key] for each in self.planned if each.key in self.rows}
        return Sweep.of(question.axes, found)

    @property
    def _done(self) -> int:
        return sum(each.key in self.rows for each in self.planned)

    def _looked(self, number: int) -> None:
        self.interrupt.obey()
        self.report(Checking(number))

    def _waiting(self, _: Mapping[str, float]) -> None:
        self.interrupt.obey()
        self.report(Waiting())


def _figures(instance: Instance, asked: Asked) -> Figures | Failure:
    """Runs in a worker: only a row of figures comes back. A plan that fails the audit does not."""
    result = solve(instance, **asked)
    breaches = result.run.get("audit", {}).get("breaches")
    if breaches:
        return Failure("audit", tuple(breach["sentence"] for breach in breaches))
    return figures_of("", result)
