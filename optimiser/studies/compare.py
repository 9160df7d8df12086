"""The public call: solve structures side by side, keep each as it ends, and compare them."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from optimiser.api import solver_options
from optimiser.comparison.comparison import Comparison
from optimiser.data.files import AnyPath
from optimiser.data.holding_names import held_inside
from optimiser.data.settings import SolverOptions
from optimiser.result.result import Result
from optimiser.studies.cases import Case, read_cases
from optimiser.studies.comparison_file import comparison_record, write_comparison
from optimiser.studies.run_store import RunStore
from optimiser.studies.runner.dispatch import Failure, Outcome, SolvesFailedError, failed_audit, solve_cases
from optimiser.studies.runner.interrupt import Interrupt, noticed_interrupt
from optimiser.studies.runner.local import Workers, working


@dataclass(frozen=True)
class Began:
    """All cases are read and nothing is wrong with them."""

    cases: tuple[Case, ...]


@dataclass(frozen=True)
class Ended:
    """A case has ended, the `number`th of `total`; `kept` if it was solved before."""

    case: Case
    outcome: Outcome
    number: int
    total: int
    kept: bool


@dataclass(frozen=True)
class Solving:
    """The names of the cases that are being solved, and since how many seconds."""

    seconds: Mapping[str, float]


Event = Began | Ended | Solving
Report = Callable[[Event], None]


def compare(
    path: AnyPath,
    out: AnyPath,
    *,
    structures: Sequence[str] = (),
    scenarios: Sequence[AnyPath] = (),
    overrides: Sequence[str] = (),
    workers: Workers | int | None = None,
    force: bool = False,
    report: Report = lambda _: None,
    command: Sequence[str] = (),
    options: SolverOptions | None = None,
    **asked: float | None,
) -> Comparison:
    """Solve each structure or system of an instance under each scenario, and compare them; all in the folder `out`.

    Without `structures` all there are. `workers` processes solve side by side, one a core if not given, or those
    that are given and run already, here or in a cluster. In a script the call must stand under
    `if __name__ == "__main__":`, as each of them imports the script. What `out` holds of the same cases is not
    solved again, unless `force` is given.
    `options` and `asked` are those of `solve`. `report` hears of each case as it ends,
    and every half second which are being solved; `command` is written down as how it was asked for.

    Raises:
        InvalidInputError: with all that is wrong with the cases, the options or `out`, before anything is solved.
        SolverError: the processes that solve cannot be started, or not be reached any more.
        KeyboardInterrupt: Ctrl-C; what is solved is kept, and the same call goes on from there.
        SolvesFailedError: some cases failed; the others are solved, compared and written.
        OSError: the disk does not let it be written.
    """
    began, chosen = time.monotonic(), solver_options(options, **asked)
    read = partial(read_cases, path, structures, scenarios, overrides)
    store = RunStore(Path(out))
    with held_inside(store.folder):
        work = solve_and_keep(read, store, chosen, workers=workers, force=force, report=report)
        comparison = Comparison.of(work.in_order())
        record = comparison_record(comparison, work.failures, work.cases[0].instance, time.monotonic() - began, command)
        write_comparison(comparison, record, store.folder)
    if work.failures:
        raise SolvesFailedError(work.failures, comparison)
    return comparison


def solve_and_keep(
    read: Callable[[], tuple[Case, ...]],
    store: RunStore,
    options: SolverOptions,
    *,
    workers: Workers | int | None = None,
    force: bool = False,
    report: Report = lambda _: None,
) -> "Work":
    """Read cases, solve those that `store`, which is held, does not hold already, and keep each there as it ends.

    `read` gives at least one case. Raises what `compare` raises, but for SolvesFailedError: failures are in the work.
    """
    with noticed_interrupt() as interrupt, working(workers) as those:
        if store.is_new():
            those.start()
        cases = read()
        store.open(cases[0].instance.settings.name, force)
        interrupt.obey()
        work = Work(cases, store, report, interrupt)
        if not force:
            work.take_kept(options)
        if work.to_do:
            with closing(solve_cases(work.to_do, those.client, options, work.waiting)) as ended:
                work.take(ended)
    return work


class Work:
    """What is done of the cases so far."""

    def __init__(self, cases: tuple[Case, ...], store: RunStore, report: Report, interrupt: Interrupt) -> None:
        self.cases = cases
        self.store = store
        self.report = report
        self.interrupt = interrupt
        self.results: dict[str, Result] = {}
        self.failures: dict[str, Failure] = {}
        report(Began(cases))

    @property
    def to_do(self) -> list[Case]:
        """The cases that have not ended."""
        return [case for case in self.cases if case.name not in self.results.keys() | self.failures.keys()]

    def in_order(self) -> dict[str, Result]:
        """The results in the order their cases were asked for."""
        return {case.name: self.results[case.name] for case in self.cases if case.name in self.results}

    def take_kept(self, options: SolverOptions) -> None:
        """Take what the folder holds already."""
        for case in self.cases:
            result = self.store.kept(case, options.laid_over(case.instance.settings.solver))
            if result is not None:
                self._end(case, result, kept=True)

    def take(self, ended: Iterable[tuple[Case, Outcome]]) -> None:
        """Keep each case as it ends; a plan that fails the audit is not kept."""
        for case, outcome in ended:
            judged = _judged(outcome)
            if isinstance(judged, Result):
                self.store.keep(case, judged)
            self._end(case, judged, kept=False)

    def waiting(self, seconds: Mapping[str, float]) -> None:
        """Tell which cases are being solved."""
        self.interrupt.obey()
        self.report(Solving(seconds))

    def _end(self, case: Case, outcome: Outcome, *, kept: bool) -> None:
        if isinstance(outcome, Result):
            self.results[case.name] = outcome
        else:
            self.failures[case.name] = outcome
        number = len(self.results) + len(self.failures)
        self.report(Ended(case, outcome, number, len(self.cases), kept))
        self.interrupt.obey()


def _judged(outcome: Outcome) -> Outcome:
    return failed_audit(outcome) or outcome if isinstance(outcome, Result) else outcome
