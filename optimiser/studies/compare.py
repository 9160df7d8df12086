"""A comparison: structures and systems, each under each scenario, solved side by side."""

import platform
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any, Generic

import pandas as pd

from optimiser.api import solve
from optimiser.comparison.base import FROM_BASE, rows_from_base
from optimiser.comparison.comparison import WITH_SCENARIO, Comparison
from optimiser.data.checking_rows import solver_options
from optimiser.data.findings import (
    AnyPath,
    Finding,
    InvalidInputError,
    as_name,
    errors_among,
    fault_of_path,
    is_parameter,
)
from optimiser.data.instance import Instance
from optimiser.data.overrides import Override
from optimiser.data.run_tables import Line, declare_entry
from optimiser.data.scenario import read_scenario
from optimiser.data.settings import SolverOptions
from optimiser.result.figures import PACKAGES
from optimiser.result.frames import frame_of_rows
from optimiser.result.result import Result
from optimiser.solver.warm_start_cache import WarmStartCache
from optimiser.studies.json_records import StudyRecord
from optimiser.studies.question import Source
from optimiser.studies.resume import Listener, Resume
from optimiser.studies.run_store import RUNS, RunStore, folder_name, unique_names
from optimiser.studies.runner.dispatch import Case, Failure, failed_audit, lines_of_one
from optimiser.studies.runner.local import Workers
from optimiser.studies.study import Conduct, Found, Study, conduct_study


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
    document: Callable[[Comparison], object] = lambda _: None,
    options: SolverOptions | None = None,
    **asked: float | None,
) -> Comparison:
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
    Comparison
        The results by case, the cheapest first, and their tables.

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
    objective_kr: float | None = declare_entry("cost of its plan; null without one", unit="kr./year")
    system: str = declare_entry("its system or structure")
    status: str = declare_entry("optimal, feasible, infeasible, or no solution found")
    bound_kr: float | None = declare_entry("no plan of it costs less; null where nothing was proven", unit="kr./year")
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
    versions: dict[str, str] = declare_entry("versions of Python, of this program and of what it solves with")
    solve_seconds: float = declare_entry("how long the solves took together, one after another", unit="seconds")


@dataclass
class RunsStudy(Study[Found, Result], Generic[Found]):
    """What studies of whole runs have in common: cases that are all known before the first is solved."""

    def solve_known(self, resume: Resume[Result], cases: Sequence[Case[Result]]) -> None:
        """Solve cases that have no more to tell each other, the longest begun first; each is told of by itself."""
        resume.begin_study(cases[0].instance, len(cases), **tell_cases(cases))
        resume.want_cases(cases, telling=True)
        resume.solve_missing(cases, lambda missing: lines_of_one(sorted(missing, key=_estimate_effort, reverse=True)))

    @classmethod
    def place_in(cls, folder: Path, options: SolverOptions | None = None) -> RunStore:
        """Return the folder as where the runs are kept, made with the options."""
        return RunStore(folder, cls.described, cls.record_name(), cls.tables, options=options or SolverOptions())

    def begin_workers(self, resume: Resume[Result]) -> None:
        """Let the processes start beside the reading, where it is likely that they are needed."""
        if not isinstance(resume.store, RunStore) or resume.store.is_new():
            resume.workers.start()


@dataclass
class CompareStudy(RunsStudy[Comparison]):
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
    cases: Sequence[Case[Result]] = ()
    base: str = ""

    def read_question(self, resume: Resume[Result]) -> Instance:
        """Read and check all cases; the base is the instance's own system, or the first that is compared."""
        self.begin_workers(resume)
        self.cases = read_cases(self.given, self.structures, self.scenarios, self.overrides)
        own, _ = Source(self.given, overrides=tuple(self.overrides)).check_changed()
        systems = [case.name.partition(WITH_SCENARIO)[0] for case in self.cases]
        self.base = own.system if own is not None and own.system in systems else systems[0]
        return self.cases[0].instance

    def identify_solves(self, base: Instance, options: SolverOptions) -> dict[str, Any]:
        """Return the name of the instance: of each case it is asked by itself whether it is the same."""
        return {"instance": base.settings.name, "optimiser": version("optimiser")}

    def solve_cases(self, resume: Resume[Result], base: Instance) -> None:
        """Solve the cases that are not kept."""
        self.solve_known(resume, self.cases)

    def conclude(self, resume: Resume[Result]) -> Comparison:
        """Compare the cases that are solved."""
        solved = {case.name: resume.solved[case.name] for case in self.cases if case.name in resume.solved}
        return Comparison.of_results(solved, self.base)

    def list_tables(self, found: Comparison) -> Mapping[str, pd.DataFrame]:
        """Return the tables of the comparison."""
        return {**found.tables, "changes": frame_of_rows(rows_from_base(found), list(FROM_BASE))}

    def describe_found(self, found: Comparison | None) -> Mapping[str, Any]:
        """Return what was compared and what came out."""
        results = found.results if found else {}
        return {
            "cases": {case: describe_case(case, result) for case, result in results.items()},
            "cheapest": next(iter(found.planned), None) if found else None,
            "base": found.base if found else "",
            "versions": {"python": platform.python_version(), **{name: version(name) for name in PACKAGES}},
            "solve_seconds": sum(result.run.seconds.total for result in results.values()),
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
    def load_found(cls, folder: Path) -> Comparison:
        """Return the comparison that a folder holds, from its run folders.

        Raises InvalidInputError with every finding when it is no comparison, or a run is missing, damaged or
        another than the one compared.
        """
        record, findings = cls.read_entries(folder), list[Finding]()
        store, results = cls.place_in(folder), dict[str, Result]()
        for case, told in record["cases"].items():
            try:
                results[case] = store.load_recorded(folder_name(case), told, cls.remedy)
            except InvalidInputError as error:
                findings.extend(error.findings)
        if findings:
            raise InvalidInputError(str(folder), findings)
        return replace(Comparison.of_results(results, record.get("base", "")), record=record)


def find_result(instance: Instance, options: SolverOptions, cache: WarmStartCache) -> Result | Failure:
    """Solve in a worker: the whole result comes back. One whose plan fails the audit does not."""
    result = solve(instance, options, cache=cache)
    return failed_audit(result) or result


def _estimate_effort(case: Case[Result]) -> int:
    """Roughly how long a case takes, to begin with the longest: places there are in virtual centres."""
    return sum(len(groups) for groups in case.instance.groups_of.values())


def tell_cases(cases: Sequence[Case[Result]]) -> dict[str, Any]:
    """Return what is told of cases before they are solved: their titles, the changes of all, and their warnings."""
    changes = tuple(change for change in cases[0].instance.changes if _all_have(cases, change))
    return {"titles": tuple(case.title for case in cases), "changes": changes, "remarks": tuple(_merge_warnings(cases))}


def _all_have(cases: Iterable[Case[Result]], change: str) -> bool:
    return all(change in case.instance.changes for case in cases)


NAMED = 3
"""Cases that are named beside a warning of theirs."""


def _merge_warnings(cases: Sequence[Case[Result]]) -> Iterator[Finding]:
    """Each warning once, with the first of the cases that have it and how many more do, unless all have."""
    found: dict[Finding, list[str]] = {}
    for case in cases:
        for finding in case.warnings:
            found.setdefault(finding, []).append(case.name)
    for finding, names in found.items():
        more = f" (+{len(names) - NAMED})" if len(names) > NAMED else ""
        of_some = f"{', '.join(names[:NAMED])}{more}: " if len(names) < len(cases) else ""
        yield replace(finding, place=f"{of_some}{finding.place}")


def describe_case(case: str, result: Result) -> dict[str, Any]:
    """Return what the record says of a case, as `CaseEntry` declares it."""
    same = ("system", "status", "bound_kr", "gap", "input_sha256", "finished")
    return {
        "folder": f"{RUNS}/{case}",
        "objective_kr": result.objective_kr,
        **{name: getattr(result.run, name) for name in same},
        "seconds": result.run.seconds.total,
    }


# ---- the cases ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class _UnreadCase:
    """A case before it is read: the structure or system, and the scenario's file if there is one."""

    structure: str
    scenario: Path | None
    name: str

    @property
    def scenarios(self) -> tuple[Path, ...]:
        return (self.scenario,) if self.scenario else ()


def read_cases(
    given: Instance | AnyPath,
    structures: Sequence[str] = (),
    scenarios: Sequence[AnyPath] = (),
    overrides: Sequence[Override] = (),
) -> tuple[Case[Result], ...]:
    """Return each structure or system of an instance, and then each under each scenario, in the order asked for.

    Without structures all that can be chosen. A structure that is none without a scenario, or faulty, is a case under
    the scenario alone. `overrides` change each case, as `policy.max_entry_points=2`. What is asked for twice is one
    case.

    Raises InvalidInputError with the findings of all cases.
    """
    source = Source(given, overrides=tuple(overrides))
    unread = list(_name_cases(source, structures, scenarios))
    read = [(each, *source.check_changed(each.structure, each.scenarios)) for each in unread]
    if scenarios:
        read = [(each, instance, found) for each, instance, found in read if instance is not None or each.scenario]
    findings = {each.name: found for each, _, found in read}
    if any(instance is None for _, instance, _ in read):
        raise InvalidInputError(source.name, _tell_together(findings))
    names = unique_names([each.name for each, _, _ in read])
    cases = (
        Case(name, instance, find_result, tuple(found))
        for name, (_, instance, found) in zip(names, read, strict=True)
        if instance is not None
    )
    return tuple(cases)


def _name_cases(source: Source, structures: Sequence[str], scenarios: Sequence[AnyPath]) -> Iterator[_UnreadCase]:
    """Each structure without a scenario, then with each scenario file once, whatever way its path is written."""
    once = {Path(file).resolve(): Path(file) for file in scenarios}
    titles = {file: _title_scenario(file) for file in once.values()}
    for file in (None, *titles):
        named = (
            map(as_name, structures)
            if structures
            else _list_structures(source, file, required=not titles or file is not None)
        )
        for structure in dict.fromkeys(named):
            together = f"{structure}{WITH_SCENARIO}{titles[file]}" if file else structure
            yield _UnreadCase(structure, file, folder_name(together))


def _title_scenario(file: Path) -> str:
    """The name a scenario gives itself; its file's where it cannot be read, which is told when it is applied."""
    scenario, _ = read_scenario(file)
    return scenario.name if scenario else file.stem


def _list_structures(source: Source, scenario: Path | None, *, required: bool) -> tuple[str, ...]:
    """What can be chosen; nothing where the instance is faulty and not `required` to be whole."""
    instance, findings = source.check_changed(None, (scenario,) if scenario else ())
    if instance is None and required:
        raise InvalidInputError(source.name, findings)
    return () if instance is None else instance.structures


def _tell_together(findings: Mapping[str, list[Finding]]) -> Iterator[Finding]:
    """Findings of all cases: what all have, or an option says, is told once; anything else with its case."""
    everywhere = set.intersection(*(set(found) for found in findings.values()))
    told: set[Finding] = set()
    for case, found in findings.items():
        for finding in errors_among(found):
            alike = finding in everywhere or is_parameter(finding.place)
            here = finding if alike else replace(finding, place=f"{case}: {finding.place}")
            if here not in told:
                told.add(here)
                yield here
