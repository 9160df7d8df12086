"""Solving what is not kept yet, and keeping each solve as it ends: what commands with many solves do."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any

from optimiser.data.findings import Finding, InvalidInputError
from optimiser.data.instance import Instance
from optimiser.data.settings import SolverOptions
from optimiser.data.vocabulary import parameter_name
from optimiser.studies.cases import Case
from optimiser.studies.runner.dispatch import Answer, Failure, side_by_side
from optimiser.studies.runner.interrupt import Interrupt
from optimiser.studies.runner.local import Workers
from optimiser.studies.solve_log import Found, SolveLog

MANY = 1_000
"""More solves than this are asked about first."""
SECONDS_A_SOLVE = 5.0
"""About what a solve of the national instance takes."""


@dataclass(frozen=True)
class Checking:
    """`number` instances have been read and checked."""

    number: int


@dataclass(frozen=True)
class Began:
    """All is read and nothing is wrong with it, and `kept` of `total` are solved already."""

    instance: Instance
    total: int
    kept: int


@dataclass(frozen=True)
class Ended:
    """A solve has ended, and so `number` of `total` are done."""

    number: int
    total: int


@dataclass(frozen=True)
class Waiting:
    """Nothing has ended for half a second."""


Event = Checking | Began | Ended | Waiting
Report = Callable[[Event], None]


@dataclass
class Resume:
    """What is found of each of `wanted` keys so far; of each solve no more is held than what is kept of it.

    Keys may be wanted later, when what is found says what else to solve.
    """

    store: SolveLog
    interrupt: Interrupt
    report: Report
    options: SolverOptions
    wanted: list[str] = field(default_factory=list)
    found: dict[str, Found] = field(default_factory=dict)
    failures: dict[str, Failure] = field(default_factory=dict)

    def want(self, keys: Iterable[str]) -> None:
        """Add to what is wanted; what is kept of it need not be solved."""
        self.wanted += keys
        wanted = set(self.wanted) - self.found.keys()
        self.found |= {key: found for key, found in self.store.read() if key in wanted}

    @property
    def done(self) -> int:
        """How many of what is wanted are found."""
        return sum(key in self.found for key in self.wanted)

    @property
    def missing(self) -> list[str]:
        """The keys that are wanted and not found, each once."""
        return [key for key in dict.fromkeys(self.wanted) if key not in self.found]

    def solve(
        self,
        lines: Iterable[Iterable[Case]],
        workers: Workers,
        answer: Answer[Found],
        titles: Mapping[str, str],
    ) -> None:
        """Solve cases, each under its key, and keep each as it ends; `titles` are what people call the keys.

        Cases of one line are best alike but for prices: they are solved one after another, with what was proved before.
        """
        with closing(side_by_side(lines, workers.client, answer, self.options, self._waiting)) as ended:
            for case, found in ended:
                if isinstance(found, Failure):
                    self.failures[titles[case.name]] = found
                else:
                    self.store.keep(case.name, found)
                    self.found[case.name] = found
                self.report(Ended(self.done, len(self.wanted)))
                self.interrupt.obey()

    @property
    def ended(self) -> dict[str, Any]:
        """What a record says of solves that have ended: how many were wanted, which failed, and when it was."""
        return {
            "solves": len(self.wanted),
            "failed": {title: asdict(failure) for title, failure in self.failures.items()},
            "finished": datetime.now(UTC).isoformat(timespec="seconds"),
        }

    def looked(self, number: int) -> None:
        """Tell how many instances have been checked."""
        self.interrupt.obey()
        self.report(Checking(number))

    def _waiting(self, _: Mapping[str, float]) -> None:
        self.interrupt.obey()
        self.report(Waiting())


def refuse_many(parameter: str, solves: int, workers: int) -> None:
    """Raise InvalidInputError where a parameter makes more solves than are made without asking."""
    if solves > MANY:
        minutes = solves * SECONDS_A_SOLVE / workers / 60
        rule = f"makes {solves:,} solves, which takes about {minutes:,.0f} minutes at {SECONDS_A_SOLVE:.0f} s a solve"
        remedy = f"ask for fewer values, or say {parameter_name('many', True)} if you want that"
        place = parameter_name(parameter)
        raise InvalidInputError(place, [Finding(place, None, "", "", f"{rule}, {workers} at a time", remedy)])
