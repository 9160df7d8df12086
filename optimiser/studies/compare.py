"""A comparison: structures and systems, each under each scenario, solved side by side; of one year or over years."""

import platform
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any, Generic

import pandas as pd

from optimiser.comparison.base import FROM_BASE, rows_from_base
from optimiser.comparison.comparison import Comparison
from optimiser.comparison.roadmap_comparison import PATH_FROM_BASE, RoadmapComparison
from optimiser.comparison.side_by_side import WITH_SCENARIO
from optimiser.data.checking_rows import solver_options
from optimiser.data.findings import (
    AnyPath,
    Finding,
    InvalidInputError,
    fault_of_path,
)
from optimiser.data.instance import Instance
from optimiser.data.overrides import Override
from optimiser.data.run_tables import Line, declare_entry
from optimiser.data.settings import SolverOptions
from optimiser.result.any_folder import AnyResult, record_of_any, seconds_of_any
from optimiser.result.figures import PACKAGES
from optimiser.result.frames import frame_of_rows
from optimiser.result.result import Result
from optimiser.result.roadmap import RoadmapResult
from optimiser.studies.compared_cases import read_cases, years_of
from optimiser.studies.json_records import StudyRecord
from optimiser.studies.question import Source
from optimiser.studies.resume import Listener, Resume, Solved
from optimiser.studies.run_store import RUNS, RunStore, folder_name
from optimiser.studies.runner.dispatch import Case, lines_of_one
from optimiser.studies.runner.local import Workers
from optimiser.studies.study import Conduct, Found, Study, conduct_study

AnyComparison = Comparison | RoadmapComparison
"""What comes of comparing, of one year or over years."""


def compare(
    instance: Instance | AnyPath,
    out: AnyPath | None = None,
    *,
    structures: Sequence[str] = (),
    scenarios: Sequence[AnyPath] = (),
    overrides: Sequence[Override] = (),
    workers: Workers | int | None = None,
    force: bool = False,
    report: Listener = lambda _: None,
    command: Sequence[str] = (),
    document: Callable[[AnyComparison], object] = lambda _: None,
    options: SolverOptions | None = None,
    **asked: float | None,
) -> AnyComparison:
    """Solve each structure or system of an instance, as it is and under each scenario, and compare them.

    Parameters
    ----------
    instance
        The instance, or where it is.
    out
        Folder in which each case is kept as it ends; what it holds of the same cases is not solved again. Without it
        nothing is written.
    structures
        Structures and systems; all there are if none is named.
    scenarios
        Scenario files, each of which makes cases of its own.
    overrides
        Changes of each case, as in `read`: `policy.max_entry_points=2`, `lock("Hjørring own L1-6")`.
    workers
        How many processes solve side by side, one a core if not given; or those that run already, here or in a cluster.
        In a script the call must stand under `if __name__ == "__main__":`, as each of them imports the script.
    force
        Whether all is solved again, and what `out` holds of another instance is replaced.
    report
        Hears of each case as it ends, and every half second which are being solved.
    command
        Written down as how it was asked for.
    document
        Called with what was found while `out` is still held against other commands.
    options, **asked
        Options of each solve, as in `solve`.

    Returns
    -------
    Comparison or RoadmapComparison
        The results by case, the cheapest first, and their tables; the second over all years of an instance with years.

    Raises
    ------
    InvalidInputError
        With all that is wrong with the cases, the options or `out`, before anything is solved.
    SolverError
        The processes that solve cannot be started, or not be reached any more.
    KeyboardInterrupt
        Ctrl-C; what is solved is kept, and the same call goes on from there.
    SolvesFailedError
        Some cases failed; the others are solved, compared and written.
    OSError
        The disk does not let it be written.
    """
    study = CompareStudy(instance, structures, scenarios, overrides)
    how = Conduct(workers, report, command, document, anew=force)
    return conduct_study(study, out, solver_options(options, **asked), how)


class CaseEntry(Line):
    """What came of a case."""

    folder: str = declare_entry("its run folder")
    objective_kr: float | None = declare_entry(
        "cost of its plan, over years in the worth of the first; null without one", unit="kr./year, or kr."
    )
    system: str = declare_entry("its system or structure")
    status: str = declare_entry("optimal, feasible, infeasible, or no solution found")
    bound_kr: float | None = declare_entry(
        "no plan of it costs less; null where nothing was proven", unit="kr./year, or kr."
    )
    gap: float | None = declare_entry("(objective_kr - bound_kr) / objective_kr; null without either", unit="share")
    input_sha256: str = declare_entry("hash of its instance")
    finished: str = declare_entry("when its solve ended (UTC)")
    seconds: float = declare_entry("how long its solve took", unit="seconds")


class ComparisonRecord(StudyRecord):
    """What comparison.json holds."""

    cases: dict[str, CaseEntry] = declare_entry("the outcome of each case, by its name, the cheapest first")
    cheapest: str | None = declare_entry("the case with the cheapest plan; null where none has one")
    base: str = declare_entry(
        "the case that the others are set against; under a scenario, each is set against itself without one", default=""
    )
    years: list[int] = declare_entry(
        "the years that each case is planned over; empty where it is planned for one", default=[]
    )
    versions: dict[str, str] = declare_entry("versions of Python, of this program and of what it solves with")
    solve_seconds: float = declare_entry("how long the solves took together, one after another", unit="seconds")


@dataclass
class RunsStudy(Study[Found, Solved], Generic[Found, Solved]):
    """What studies of whole runs have in common: cases that are all known before the first is solved."""

    def solve_known(self, resume: Resume[Solved], cases: Sequence[Case[Solved]]) -> None:
        """Solve cases that have no more to tell each other, the longest begun first; each is told of by itself."""
        resume.begin_study(cases[0].instance, len(cases), **tell_cases(cases))
        resume.want_cases(cases, telling=True)
        resume.solve_missing(cases, lambda missing: lines_of_one(sorted(missing, key=_estimate_effort, reverse=True)))

    @classmethod
    def place_in(cls, folder: Path, options: SolverOptions | None = None) -> RunStore:
        """Return the folder as where the runs are kept, made with the options."""
        return RunStore(folder, cls.described, cls.record_name(), cls.tables, options=options or SolverOptions())

    def begin_workers(self, resume: Resume[Solved]) -> None:
        """Let the processes start beside the reading, where it is likely that they are needed."""
        if not isinstance(resume.store, RunStore) or resume.store.is_new():
            resume.workers.start()


@dataclass
class CompareStudy(RunsStudy[AnyComparison, AnyResult]):
    """Solves each structure or system under each scenario, and keeps the whole run of each."""

    name = "comparison"
    described = "a comparison"
    record = ComparisonRecord
    tables = ("figures", "differences", "changes", "inputs")
    remedy = "compare again; what is already solved is not solved again"
    has_maps = True

    given: Instance | AnyPath
    structures: Sequence[str] = ()
    scenarios: Sequence[AnyPath] = ()
    overrides: Sequence[Override] = ()
    cases: Sequence[Case[AnyResult]] = ()
    base: str = ""

    def read_question(self, resume: Resume[AnyResult]) -> Instance:
        """Read and check all cases; the base is the instance's own system, or the first that is compared."""
        self.begin_workers(resume)
        self.cases = read_cases(self.given, self.structures, self.scenarios, self.overrides)
        own, _ = Source(self.given, overrides=tuple(self.overrides), over_years=True).check_changed()
        systems = [case.name.partition(WITH_SCENARIO)[0] for case in self.cases]
        self.base = own.system if own is not None and own.system in systems else systems[0]
        return self.cases[0].instance

    def identify_solves(self, base: Instance, options: SolverOptions) -> dict[str, Any]:
        """Return the name of the instance: of each case it is asked by itself whether it is the same."""
        return {"instance": base.settings.name, "optimiser": version("optimiser")}

    def solve_cases(self, resume: Resume[AnyResult], base: Instance) -> None:
        """Solve the cases that are not kept."""
        self.solve_known(resume, self.cases)

    def conclude(self, resume: Resume[AnyResult]) -> AnyComparison:
        """Compare the cases that are solved."""
        solved = {case.name: resume.solved[case.name] for case in self.cases if case.name in resume.solved}
        return _compare_results(solved, self.base)

    def list_tables(self, found: AnyComparison) -> Mapping[str, pd.DataFrame]:
        """Return the tables of the comparison."""
        if isinstance(found, RoadmapComparison):
            changes = frame_of_rows(found.change_rows, list(PATH_FROM_BASE))
        else:
            changes = frame_of_rows(rows_from_base(found), list(FROM_BASE))
        return {**found.tables, "changes": changes}

    def describe_found(self, found: AnyComparison | None) -> Mapping[str, Any]:
        """Return what was compared and what came out."""
        results = found.results if found else {}
        return {
            "cases": {case: describe_case(case, result) for case, result in results.items()},
            "cheapest": next(iter(found.planned), None) if found else None,
            "base": found.base if found else "",
            "years": list(years_of(self.cases[0].instance)),
            "versions": {"python": platform.python_version(), **{name: version(name) for name in PACKAGES}},
            "solve_seconds": sum(map(seconds_of_any, results.values())),
        }

    @classmethod
    def read_entries(cls, folder: Path) -> dict[str, Any]:
        """Return the entries of a folder's comparison.json; raises InvalidInputError when none is whole."""
        if not (folder / cls.record_name()).is_file():
            rule = f"is not a comparison: it has no {cls.record_name()}"
            raise InvalidInputError(str(folder), [fault_of_path(folder, rule)])
        return super().read_entries(folder)

    @classmethod
    def list_runs(cls, folder: Path) -> list[Path]:
        """Return the run folders that were compared."""
        store = cls.place_in(folder)
        return [store.run_folder(folder_name(case)) for case in cls.read_entries(folder)["cases"]]

    @classmethod
    def load_found(cls, folder: Path) -> AnyComparison:
        """Return the comparison that a folder holds, from its run folders.

        Raises InvalidInputError with every finding when it is no comparison, or a run is missing, damaged or
        another than the one compared.
        """
        record, findings = cls.read_entries(folder), list[Finding]()
        store, results = cls.place_in(folder), dict[str, AnyResult]()
        for case, told in record["cases"].items():
            try:
                results[case] = store.load_recorded_any(folder_name(case), told, cls.remedy)
            except InvalidInputError as error:
                findings.extend(error.findings)
        if findings:
            raise InvalidInputError(str(folder), findings)
        return replace(_compare_results(results, record.get("base", "")), record=record)


def _compare_results(results: Mapping[str, AnyResult], base: str) -> AnyComparison:
    """Results that are all of one year, or all over years, side by side."""
    roadmaps = {case: result for case, result in results.items() if isinstance(result, RoadmapResult)}
    if roadmaps:
        return RoadmapComparison.of_results(roadmaps, base)
    return Comparison.of_results({case: one for case, one in results.items() if isinstance(one, Result)}, base)


def _estimate_effort(case: Case[Any]) -> int:
    """Roughly how long a case takes, to begin with the longest: places there are in virtual centres."""
    return sum(len(groups) for groups in case.instance.groups_of.values())


def tell_cases(cases: Sequence[Case[Any]]) -> dict[str, Any]:
    """Return what is told of cases before they are solved: their titles, the changes of all, and their warnings."""
    changes = tuple(change for change in cases[0].instance.changes if _all_have(cases, change))
    return {"titles": tuple(case.title for case in cases), "changes": changes, "remarks": tuple(_merge_warnings(cases))}


def _all_have(cases: Iterable[Case[Any]], change: str) -> bool:
    return all(change in case.instance.changes for case in cases)


NAMED = 3
"""Cases that are named beside a warning of theirs."""


def _merge_warnings(cases: Sequence[Case[Any]]) -> Iterator[Finding]:
    """Each warning once, with the first of the cases that have it and how many more do, unless all have."""
    found: dict[Finding, list[str]] = {}
    for case in cases:
        for finding in case.warnings:
            found.setdefault(finding, []).append(case.name)
    for finding, names in found.items():
        more = f" (+{len(names) - NAMED})" if len(names) > NAMED else ""
        of_some = f"{', '.join(names[:NAMED])}{more}: " if len(names) < len(cases) else ""
        yield replace(finding, place=f"{of_some}{finding.place}")


def describe_case(case: str, result: AnyResult) -> dict[str, Any]:
    """Return what the record says of a case, as `CaseEntry` declares it."""
    same, run = ("system", "status", "bound_kr", "gap", "input_sha256", "finished"), record_of_any(result)
    return {
        "folder": f"{RUNS}/{case}",
        "objective_kr": result.objective_kr,
        **{name: getattr(run, name) for name in same},
        "seconds": seconds_of_any(result),
    }
