"""Prices: what each wish, lock and rule of policy costs the country, by solving again without it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

import pandas as pd

from optimiser.api import options_of, solve
from optimiser.comparison.columns import REQUIREMENT_PRICES
from optimiser.comparison.requirement_prices import RequirementPrices, requirements_to_price
from optimiser.data.checking_rows import solver_options
from optimiser.data.findings import AnyPath, InvalidInputError, errors_among, fault_of_path
from optimiser.data.instance import Instance
from optimiser.data.run_tables import declare_entry
from optimiser.data.settings import SolverOptions
from optimiser.planning.problem import build_problem
from optimiser.planning.routes import Route
from optimiser.result.frames import rows_of_frame
from optimiser.result.result import Result
from optimiser.rules.rule import Requirement
from optimiser.solver.solve import WarmStart
from optimiser.solver.stage import is_plan
from optimiser.solver.warm_start_cache import WarmStartCache
from optimiser.studies.compare import CaseEntry, RunsStudy, describe_case, tell_cases
from optimiser.studies.json_records import StudyRecord, read_table
from optimiser.studies.question import Source
from optimiser.studies.resume import Listener, Resume
from optimiser.studies.run_store import folder_name, unique_names
from optimiser.studies.runner.dispatch import Case, Failure, failed_audit, lines_of_one
from optimiser.studies.runner.local import Workers
from optimiser.studies.study import Conduct, conduct_study

NOW = "as it is"
"""Name of the case in which nothing is taken away."""
TEXT = frozenset(("parameter", "rule", "about", "without", "status", "proven"))
"""The columns that are text, or true and false; the others are numbers."""
TRUTHS = {"True": True, "False": False, "": None}


def prices(
    result: Result,
    out: AnyPath | None = None,
    *,
    everything: bool = False,
    workers: Workers | int | None = None,
    force: bool = False,
    report: Listener = lambda _: None,
    command: Sequence[str] = (),
    document: Callable[[RequirementPrices], object] = lambda _: None,
    options: SolverOptions | None = None,
    **asked: float | None,
) -> RequirementPrices:
    """Solve a run's instance again without each thing that is required of it, and price them.

    Each solve begins from the run's plan, which breaks no rule where fewer are asked for. What a requirement costs is
    told between what is proved of both plans.

    Parameters
    ----------
    result
        A run with a plan, as `solve` or `load` return it.
    out
        As in `compare`.
    everything
        Price the law and the limits of single centres too, not wishes, locks and policy alone.
    workers, force, report, command, document
        How the study is conducted, as in `compare`.
    options, **asked
        Options of each solve, as in `solve`; what is not set is as in the run.

    Returns
    -------
    RequirementPrices
        The plan as it is, and in `prices` a row a requirement (kr. a year), the dearest first.

    Raises
    ------
    InvalidInputError, SolverError, KeyboardInterrupt, SolvesFailedError, OSError
        As in `compare`; InvalidInputError also where nothing is required that can be taken away.
    """
    how = Conduct(workers, report, command, document, anew=force)
    no_ties = options_of(result).model_copy(update={"nearest_host": False})  # what settling ties costs is no price
    chosen = solver_options(options, **asked).laid_over(no_ties)
    return conduct_study(PricesStudy(result, everything), out, chosen, how)


class PricesRecord(StudyRecord):
    """What prices.json holds."""

    system: str = declare_entry("the system or structure that was priced")
    objective_kr: float = declare_entry("cost of the plan as it is", unit="kr./year")
    bound_kr: float | None = declare_entry("no plan costs less; null where nothing was proven", unit="kr./year")
    gap: float | None = declare_entry("(objective_kr - bound_kr) / objective_kr; null without either", unit="share")
    prices: list[dict[str, Any]] = declare_entry("the rows of prices.csv")
    runs: dict[str, CaseEntry] = declare_entry(
        "the outcome of each solve, by the parameter that is changed; the plan as it is has no name"
    )


@dataclass
class PricesStudy(RunsStudy[RequirementPrices]):
    """Solves an instance as it is, from the plan there is, and without each of its requirements."""

    name = "prices"
    described = "prices"
    record = PricesRecord
    tables = ("prices",)
    remedy = "run prices again; what is already solved is not solved again"

    result: Result
    everything: bool = False
    asked: tuple[Requirement, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    cases: Sequence[Case] = ()
    results: Mapping[str, Result] = field(default_factory=dict)

    def read_question(self, resume: Resume[Result]) -> Instance:
        """Read and check the instance as it is, and without each requirement."""
        self.begin_workers(resume)
        instance = self.result.instance
        self.asked = requirements_to_price(instance, everything=self.everything)
        if not self.asked:
            rule = "nothing is required that a change takes away: no wish, no lock, no rule of policy"
            raise InvalidInputError(instance.settings.name, [fault_of_path(Path("wishes"), rule, "add what is wished")])
        names = unique_names([NOW, *(folder_name(each.parameter) for each in self.asked)])[1:]
        self.names = {each.parameter: name for each, name in zip(self.asked, names, strict=True)}
        source = Source(instance)
        self.cases = (
            Case(NOW, instance),
            *(_read_case(source, self.names[each.parameter], each.dropped) for each in self.asked),
        )
        return instance

    def solve_cases(self, resume: Resume[Result], base: Instance) -> None:
        """Solve the cases that are not kept, each from the plan there is."""
        known = WarmStart(self.result.assignment.routes_in(base), self.result.bound_kr)
        resume.begin_study(base, len(self.cases), **tell_cases(self.cases))
        resume.want_cases(self.cases, telling=True)
        resume.solve_missing(self.cases, lines_of_one, partial(solve_from, known=known, of=base.sha256))
        named = {"": NOW, **self.names}
        self.results = {parameter: resume.solved[name] for parameter, name in named.items() if name in resume.solved}

    def conclude(self, resume: Resume[Result]) -> RequirementPrices | None:
        """Return the prices; None where the instance as it is could not be solved."""
        now = self.results.get("")
        return None if now is None else RequirementPrices.of(now, self.asked, self.results)

    def is_worth_writing(self, found: RequirementPrices | None) -> bool:
        """Return False where the instance itself has no plan."""
        return found is not None and found.now.has_plan

    def list_tables(self, found: RequirementPrices) -> Mapping[str, pd.DataFrame]:
        """Return the table of prices."""
        return {"prices": found.prices}

    def describe_found(self, found: RequirementPrices | None) -> Mapping[str, Any]:
        """Return what the plan is, and what its requirements cost (kr. a year)."""
        if found is None:
            return dict.fromkeys(PricesRecord.model_fields.keys() - StudyRecord.model_fields.keys())
        named = {"": NOW, **self.names}
        return {
            "system": found.now.instance.system,
            **{name: getattr(found.now, name) for name in ("objective_kr", "bound_kr", "gap")},
            "prices": rows_of_frame(found.prices),
            "runs": {parameter: describe_case(named[parameter], one) for parameter, one in self.results.items()},
        }

    @classmethod
    def list_runs(cls, folder: Path) -> list[Path]:
        """Return the run folders that the prices are made of."""
        store = cls.place_in(folder)
        told = cls.read_entries(folder)["runs"].values()
        return [store.run_folder(folder_name(PurePosixPath(one["folder"]).name)) for one in told]

    @classmethod
    def load_found(cls, folder: Path) -> RequirementPrices:
        """Return the prices that a folder holds. Raises InvalidInputError when they are damaged."""
        record = cls.read_entries(folder)
        table = read_table(folder / "prices.csv", list(REQUIREMENT_PRICES), TEXT, cls.remedy)
        table = table.assign(proven=table["proven"].map(TRUTHS))
        if "" not in record["runs"]:
            finding = fault_of_path(folder / cls.record_name(), "must tell of the run that was priced", cls.remedy)
            raise InvalidInputError(str(folder), [finding])
        now = cls.place_in(folder).load_recorded(NOW, record["runs"][""], cls.remedy)
        return RequirementPrices(now, table, record)


def _read_case(source: Source, name: str, change: str) -> Case:
    """The instance without a requirement, as a case. Raises InvalidInputError."""
    instance, findings = source.check_changed(overrides=(change,))
    if instance is None:
        raise InvalidInputError(source.name, errors_among(findings))
    return Case(name, instance, tuple(findings))


def solve_from(
    instance: Instance, options: SolverOptions, cache: WarmStartCache, *, known: WarmStart, of: str
) -> Result | Failure:
    """Solve in a worker, from a plan of the instance with a hash; its bound holds for that one alone."""
    routes: tuple[Route, ...] = known.routes if is_plan(build_problem(instance), known.routes) else ()
    begin = WarmStart(routes, known.bound_kr if instance.sha256 == of else None)
    result = solve(instance, options, cache=cache, warm_start=begin)
    return failed_audit(result) or result
