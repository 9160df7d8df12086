"""What of a study is solved and what is not: what is kept is taken, the rest is solved and kept as each solve ends."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any, Generic, Protocol, TypeVar

from optimiser.data.findings import Finding, InvalidInputError, parameter_name
from optimiser.data.instance import Instance
from optimiser.data.settings import SolverOptions
from optimiser.studies.runner.dispatch import Case, Failure, side_by_side
from optimiser.studies.runner.interrupt import Interrupt
from optimiser.studies.runner.local import Workers

MANY = 1_000
"""More solves than this are asked about first."""
SECONDS_A_SOLVE = 5.0
"""About what a solve of the national instance takes."""


@dataclass(frozen=True)
class CasesChecked:
    """`number` instances have been read and checked."""

    number: int


@dataclass(frozen=True)
class StudyBegan:
    """All is read and nothing is wrong with it; `kept` of `total` cases are solved already.

    `titles` are what the cases are called where each is told of by itself, and `parameters` those that cases are
    called by, by their titles; `changes` are those of all of them.
    """

    instance: Instance
    total: int
    kept: int = 0
    titles: tuple[str, ...] = ()
    parameters: Mapping[str, str] = field(default_factory=dict)
    changes: tuple[str, ...] = ()
    remarks: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class CaseEnded:
    """A case has ended: `solved` of `total` are solved now, `failed` have failed; `kept` if it was solved before."""

    title: str
    outcome: Any
    solved: int
    failed: int
    total: int
    kept: bool = False

    @property
    def number(self) -> int:
        """How many have ended."""
        return self.solved + self.failed


@dataclass(frozen=True)
class CasesRunning:
    """No case has ended for half a second; the titles of those that are being solved, and since how many seconds."""

    seconds: Mapping[str, float]


StudyEvent = CasesChecked | StudyBegan | CaseEnded | CasesRunning
Listener = Callable[[StudyEvent], None]
"""Is told what happens while a study is made."""
Solved = TypeVar("Solved")
"""What is kept of a solve: a result, or figures of it."""


class PlannedCase(Protocol):
    """A case that is to be solved and whose instance is not held: what makes a solve that is kept the same."""

    @property
    def key(self) -> str:
        """What its solve is kept under."""

    @property
    def title(self) -> str:
        """What people call it."""

    @property
    def sha256(self) -> str:
        """The hash of its instance."""

    @property
    def system(self) -> str:
        """The system its instance was chosen by."""


class SolveStore(Protocol[Solved]):
    """Where solves are kept, each as soon as it ends."""

    def open_for(self, identity: Mapping[str, Any], *, force: bool) -> None:
        """Make sure that solves of what the identity says can be kept here; raises InvalidInputError."""

    def read_kept(self, wanted: Mapping[str, PlannedCase]) -> Iterator[tuple[str, Solved]]:
        """Yield the solves that are kept of the cases by their keys, each with its key."""

    def keep_solve(self, key: str, solved: Solved) -> None:
        """Write down a solve, on the disk when this returns."""


Planned = TypeVar("Planned", bound=PlannedCase)


@dataclass
class Resume(Generic[Solved]):
    """What is solved of each of the `wanted` cases so far; of a solve no more is held than what is kept of it.

    Cases may be wanted later, when what is found says what else to solve. Without a store all is kept in memory alone.
    With `anew` nothing that is kept is taken.
    """

    workers: Workers
    options: SolverOptions
    interrupt: Interrupt
    report: Listener
    store: SolveStore[Solved] | None = None
    anew: bool = False
    wanted: list[PlannedCase] = field(default_factory=list)
    solved: dict[str, Solved] = field(default_factory=dict)
    failures: dict[str, Failure] = field(default_factory=dict)

    def want_cases(self, cases: Iterable[PlannedCase], *, telling: bool = False) -> None:
        """Add to what is wanted; what is kept of it need not be solved, and is told of if so wished."""
        self.wanted += cases
        missing = {case.key: case for case in self.wanted if case.key not in self.solved}
        if self.store is None or self.anew:
            return
        for key, solved in dict(self.store.read_kept(missing)).items():  # the last, where it was solved anew
            self.solved[key] = solved
            if telling:
                self._tell_end(missing[key].title, solved, kept=True)

    def begin_study(self, instance: Instance, total: int | None = None, **told: Any) -> None:
        """Tell that all is checked, and how many cases there will be: those that are wanted unless said otherwise."""
        total = len(self.wanted) if total is None else total
        self.report(StudyBegan(instance, total, self.count_solved(), **told))

    def count_solved(self) -> int:
        """Return how many of the wanted cases are solved."""
        return sum(case.key in self.solved for case in self.wanted)

    def solve_missing(
        self,
        cases: Iterable[Planned],
        in_lines: Callable[[Iterable[Planned]], Iterable[Iterable[Case[Solved]]]],
    ) -> None:
        """Solve the cases that are not solved, each key once, and keep each as it ends; nobody is started for nothing.

        Cases of one line are best alike but for prices: they are solved one after another, with what was proved before.
        """
        to_do = {case.key: case for case in cases if case.key not in self.solved}
        if not to_do:
            return

        def tell_running(seconds: Mapping[str, float]) -> None:
            self.interrupt.raise_if_wanted()
            self.report(CasesRunning({to_do[key].title: since for key, since in seconds.items()}))

        lines = in_lines(to_do.values())
        with closing(side_by_side(lines, self.workers.client, self.options, tell_running)) as ended:
            for case, outcome in ended:
                title = to_do[case.name].title
                if isinstance(outcome, Failure):
                    self.failures[title] = outcome
                else:
                    if self.store is not None:
                        self.store.keep_solve(case.name, outcome)
                    self.solved[case.name] = outcome
                self._tell_end(title, outcome)

    def replace_solved(self, key: str, better: Solved) -> None:
        """Keep a better answer than the one that was found."""
        if self.store is not None:
            self.store.keep_solve(key, better)
        self.solved[key] = better

    def _tell_end(self, title: str, outcome: Solved | Failure, *, kept: bool = False) -> None:
        self.report(CaseEnded(title, outcome, self.count_solved(), len(self.failures), len(self.wanted), kept))
        self.interrupt.raise_if_wanted()

    def record_end(self) -> dict[str, Any]:
        """Return what a record says of solves that have ended: how many were wanted, which failed, and when it was."""
        return {
            "solves": len(self.wanted),
            "failed": {title: asdict(failure) for title, failure in self.failures.items()},
            "finished": datetime.now(UTC).isoformat(timespec="seconds"),
        }

    def tell_checked(self, number: int) -> None:
        """Tell how many instances have been checked."""
        self.interrupt.raise_if_wanted()
        self.report(CasesChecked(number))

    def refuse_many(self, parameter: str, solves: int) -> None:
        """Raise InvalidInputError where a parameter makes more solves than are made without asking."""
        if solves > MANY:
            workers = self.workers.count
            minutes = solves * SECONDS_A_SOLVE / workers / 60
            told = f"takes about {minutes:,.0f} minutes at {SECONDS_A_SOLVE:.0f} s a solve, {workers} at a time"
            rule = f"makes {solves:,} solves, which {told}"
            remedy = f"ask for fewer values, or give {parameter_name('many', True)} if you want that many"
            place = parameter_name(parameter)
            raise InvalidInputError(place, [Finding(place, None, "", "", rule, remedy)])
