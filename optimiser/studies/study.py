"""A study: what it asks, which cases it solves, what it makes of them, and how that is written and read back.

Each study is declared once, as a class. `conduct_study` reads its question, solves its cases, and writes what is found.
"""

import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

import pandas as pd

from optimiser.data.findings import AnyPath
from optimiser.data.instance import Instance
from optimiser.data.parameter_names import names_of_rows
from optimiser.data.run_tables import Line
from optimiser.data.seal import held_inside
from optimiser.data.settings import SolverOptions
from optimiser.studies.json_records import SCHEMA_VERSION, read_record
from optimiser.studies.resume import Listener, Resume, Solved, SolveStore
from optimiser.studies.run_store import RUNS, RunStore
from optimiser.studies.runner.dispatch import SolvesFailedError
from optimiser.studies.runner.interrupt import noticed_interrupt
from optimiser.studies.runner.local import Workers, start_workers
from optimiser.studies.solve_log import SolveLines, SolveLog, identify_instance

Found = TypeVar("Found")
"""What a study has found: of a study of many solves a frozen dataclass with the `record` of how it was found."""


class RecordedStudy(ABC, Generic[Found]):
    """What is found and written under one name: its record, its tables, and how it is read back."""

    name: ClassVar[str]
    """The name of its record without .json, and of its command."""
    described: ClassVar[str]
    """What people call it, as "a sweep"."""
    record: ClassVar[type[Line]]
    """What its record holds: what is declared there is written, asked for when it is read, and documented."""
    version: ClassVar[int] = SCHEMA_VERSION
    """The version of its record."""
    tables: ClassVar[tuple[str, ...]] = ()
    """All tables that it may write, by their files' names without .csv."""
    remedy: ClassVar[str]
    """What to do where its folder cannot be read."""
    runs_in: ClassVar[str] = RUNS
    """The folder in its own that holds run folders, where it is made of whole runs."""
    has_maps: ClassVar[bool] = False
    """True where its documents have maps."""
    has_board: ClassVar[bool] = False
    """True where it has two pages for a board too."""

    @classmethod
    def record_name(cls) -> str:
        """Return the name of the file that holds its record."""
        return f"{cls.name}.json"

    @classmethod
    def read_entries(cls, folder: Path) -> dict[str, Any]:
        """Return the entries of its record in a folder; raises InvalidInputError when it is not whole."""
        return read_record(folder / cls.record_name(), cls.record, cls.remedy, cls.version)

    @classmethod
    def list_runs(cls, folder: Path) -> list[Path]:
        """Return the run folders that its documents are made from; none where figures alone are kept."""
        return []

    @classmethod
    @abstractmethod
    def load_found(cls, folder: Path) -> Found:
        """Return what a folder holds, without solving; raises InvalidInputError when that is not whole."""


class Study(RecordedStudy[Found], Generic[Found, Solved]):
    """A study of many solves: what it asks, and what it makes of what was solved.

    Its `figures` are what is kept of each solve, in a line of the solve log; None where the whole run is, in a folder.
    """

    figures: ClassVar[frozenset[str] | None] = None

    @classmethod
    def place_in(cls, folder: Path, options: SolverOptions) -> SolveLines | RunStore:
        """Return the folder as where this study keeps its solves, made with the options."""
        if cls.figures is None:
            return RunStore(folder, cls.described, cls.record_name(), cls.tables, options=options)
        return SolveLog(folder, cls.described, cls.record_name(), cls.tables, entries=cls.figures)

    @abstractmethod
    def read_question(self, resume: Resume[Solved]) -> Instance:
        """Read and check all that is asked, and return the instance before anything is varied; nothing is solved yet.

        Raises InvalidInputError with all that is wrong.
        """

    def identify_solves(self, base: Instance, options: SolverOptions) -> dict[str, Any]:
        """Return what must be the same for solves to stand in one folder."""
        return identify_instance(base, options)

    @abstractmethod
    def solve_cases(self, resume: Resume[Solved], base: Instance) -> None:
        """Tell that it begins, and solve the cases, in as many rounds as it takes to know which they are."""

    @abstractmethod
    def conclude(self, resume: Resume[Solved]) -> Found | None:
        """Return what is made of what was solved; None where nothing can be made of it."""

    @abstractmethod
    def list_tables(self, found: Found) -> Mapping[str, pd.DataFrame]:
        """Return the tables of what was found, by name."""

    @abstractmethod
    def describe_found(self, found: Found | None) -> Mapping[str, Any]:
        """Return the entries of the record that are this study's own."""

    def list_parameters(self) -> Iterable[str]:
        """Return the parameters that are told of, by their dotted names."""
        return ()

    def is_worth_writing(self, found: Found | None) -> bool:
        """Return False where there is nothing to write."""
        return True


@dataclass(frozen=True)
class Conduct(Generic[Found]):
    """How a study is conducted: by whom, who hears of it, and who makes documents of it.

    `workers` processes solve side by side, one a core if not given, or those that are given. `document` is called with
    what was found while the folder is still held. With `anew` nothing that is kept is used.
    """

    workers: Workers | int | None = None
    report: Listener = lambda _: None
    command: Sequence[str] = ()
    document: Callable[[Found], object] = lambda _: None
    anew: bool = False


def conduct_study(
    study: Study[Found, Solved], out: AnyPath | None, options: SolverOptions, how: Conduct[Found]
) -> Found:
    """Solve what a study asks, and return what is found; with `out` all is kept in that folder, and gone on with there.

    Raises
    ------
    InvalidInputError
        With all that is wrong with the question, the options or `out`, before anything is solved.
    SolverError
        Those who solve cannot be started, or not be reached any more.
    KeyboardInterrupt
        Ctrl-C; what is solved is kept, and the same call goes on from there.
    SolvesFailedError
        Some solves failed; what can be told without them is written.
    OSError
        The disk does not let it be written.
    """
    began = time.monotonic()
    if study.figures is not None:
        options = options.laid_over(SolverOptions(nearest_host=False))  # of figures alone nobody asks who buys of whom
    place = None if out is None else study.place_in(Path(out), options)
    with ExitStack() as holding:
        if place is not None:
            holding.enter_context(held_inside(place.folder))
        with noticed_interrupt() as interrupt, start_workers(how.workers) as workers:
            resume = Resume[Solved](workers, options, interrupt, how.report, _as_store(place), anew=how.anew)
            base = study.read_question(resume)
            identity = study.identify_solves(base, options)
            if place is not None:
                place.open_for(identity, force=how.anew)
            study.solve_cases(resume, base)
        found = study.conclude(resume)
        rows = names_of_rows(base, study.list_parameters())
        ended = {**resume.record_end(), "command": list(how.command), "seconds": time.monotonic() - began}
        record = _compose_record(study, found, {"of": identity, **_title_instance(base), "rows": rows, **ended})
        found = _with_record(found, record)
        if study.is_worth_writing(found):
            if place is not None:
                place.write_all(record, {} if found is None else study.list_tables(found))
            if found is not None:
                how.document(found)
    if found is None or resume.failures:
        raise SolvesFailedError(resume.failures, found)
    return found


def _as_store(place: Any) -> SolveStore[Any] | None:
    """The folder as where solves of the study's own kind are kept."""
    return place  # type: ignore[no-any-return]  # a study's figures say which of the two stores it has


def _title_instance(instance: Instance) -> dict[str, Any]:
    """What a page made of the record calls the instance, in the instance's own language unless asked otherwise."""
    named = {name: getattr(instance.settings, name) for name in ("title_da", "title_en", "year", "language")}
    return {**named, "today_kr": instance.today.kr, "contacts": instance.today.contacts}


def _compose_record(study: Study[Found, Any], found: Found | None, common: Mapping[str, Any]) -> dict[str, Any]:
    """The entries of the record, those that are declared and in the order in which they are."""
    entries = {"schema_version": SCHEMA_VERSION, **common, **study.describe_found(found)}
    return {name: entries[name] for name in study.record.model_fields}


def _with_record(found: Found | None, record: Mapping[str, Any]) -> Found | None:
    return None if found is None else replace(found, record=record)  # type: ignore[type-var]  # all are dataclasses
