"""Shadow prices: what one point more of each target costs, by solving again with each target made stricter."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

import pandas as pd

from optimiser.comparison.columns import PRICES
from optimiser.comparison.shadow_prices import ShadowPrices, Tightening, tighten_targets
from optimiser.data.checking_rows import solver_options
from optimiser.data.findings import AnyPath, Finding, InvalidInputError, errors_among, fault_of_path, parameter_name
from optimiser.data.instance import Instance
from optimiser.data.overrides import Override
from optimiser.data.run_tables import declare_entry
from optimiser.data.settings import SolverOptions
from optimiser.planning.problem import build_problem
from optimiser.result.frames import rows_of_frame
from optimiser.result.result import Result
from optimiser.studies.compare import CaseEntry, RunsStudy, describe_case
from optimiser.studies.json_records import StudyRecord, read_table
from optimiser.studies.question import Source
from optimiser.studies.resume import Listener, Resume
from optimiser.studies.run_store import folder_name, unique_names
from optimiser.studies.runner.dispatch import Case
from optimiser.studies.runner.local import Workers
from optimiser.studies.study import Conduct, conduct_study

NOW = "as it is"
"""Name of the case in which no target is stricter."""
TEXT = frozenset(("target", "unit", "scope", "status", "best_at", "proven"))
"""The columns that are text, or true and false; the others are numbers."""
TRUTHS = {"True": True, "False": False, "": None}


def shadow_prices(
    instance: Instance | AnyPath,
    out: AnyPath | None = None,
    *,
    points: float = 0.01,
    structure: str | None = None,
    scenarios: Sequence[AnyPath] = (),
    overrides: Sequence[Override] = (),
    workers: Workers | int | None = None,
    force: bool = False,
    report: Listener = lambda _: None,
    command: Sequence[str] = (),
    document: Callable[[ShadowPrices], object] = lambda _: None,
    options: SolverOptions | None = None,
    **asked: float | None,
) -> ShadowPrices:
    """Solve an instance, and again with each of its targets stricter, and price them.

    A stricter target that is beyond the best there is is not solved for.

    Parameters
    ----------
    instance, out
        As in `compare`; `structure`, `scenarios` and `overrides` change the instance as in `read`.
    points
        How much stricter the targets get: added to a share; of other units the part of the target.
    workers, force, report, command, document
        How the study is conducted, as in `compare`.
    options, **asked
        Options of each solve, as in `solve`.

    Returns
    -------
    ShadowPrices
        The plan as it is, and in `prices` a row a target (kr. a year); no row where there is no plan.

    Raises
    ------
    InvalidInputError, SolverError, KeyboardInterrupt, SolvesFailedError, OSError
        As in `compare`; InvalidInputError also where the instance has no target.
    """
    source = Source(instance, structure, tuple(scenarios), tuple(overrides))
    how = Conduct(workers, report, command, document, anew=force)
    return conduct_study(ShadowPricesStudy(source, points), out, solver_options(options, **asked), how)


class ShadowPricesRecord(StudyRecord):
    """What shadow_prices.json holds."""

    system: str = declare_entry("the system or structure that was priced")
    points: float = declare_entry(
        "how much stricter targets got: added to a share; of other units the part of the target"
    )
    objective_kr: float = declare_entry("cost of the plan as it is", unit="kr./year")
    bound_kr: float | None = declare_entry("no plan costs less; null where nothing was proven", unit="kr./year")
    gap: float | None = declare_entry("(objective_kr - bound_kr) / objective_kr; null without either", unit="share")
    prices: list[dict[str, Any]] = declare_entry("the rows of shadow_prices.csv")
    runs: dict[str, CaseEntry] = declare_entry(
        "the outcome of each solve, by its target; the plan as it is has no name"
    )


def _fault_of_no_target(instance: Instance) -> Finding:
    """Return the finding that no target can be made stricter, with what can be set in this instance."""
    rule, kpis = "there is no target to make stricter", [row.kpi for row in instance.tables.kpis]
    if kpis:
        set_target = parameter_name("overrides", "kpi.NAME.target=VALUE")
        return fault_of_path(Path("kpis"), rule, f"set one, as with {set_target}; NAME is one of {', '.join(kpis)}")
    set_service = parameter_name("overrides", "centres.*.answered_share=0.8")
    remedy = f"fill in the tables kpis and kpi_values, or set a service target, as with {set_service}"
    return fault_of_path(Path("kpis"), f"{rule}: this instance has no KPI", remedy)


@dataclass
class ShadowPricesStudy(RunsStudy[ShadowPrices]):
    """Solves the instance as it is, and with each stricter target that can be reached."""

    name = "shadow_prices"
    described = "shadow prices"
    record = ShadowPricesRecord
    tables = ("shadow_prices",)
    remedy = "run shadow-prices again; what is already solved is not solved again"

    source: Source
    points: float = 0.01
    tightened: tuple[Tightening, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    cases: Sequence[Case] = ()
    results: Mapping[str, Result] = field(default_factory=dict)

    def read_question(self, resume: Resume[Result]) -> Instance:
        """Read and check the instance as it is, and with each stricter target."""
        self.begin_workers(resume)
        now = self._read_case(NOW)
        self.tightened = tighten_targets(build_problem(now.instance), self.points)
        if not self.tightened:
            raise InvalidInputError(self.source.name, [_fault_of_no_target(now.instance)])
        reachable = [each for each in self.tightened if not each.short]
        names = unique_names([NOW, *(folder_name(each.target) for each in reachable)])[1:]
        self.names = {each.target: name for each, name in zip(reachable, names, strict=True)}
        self.cases = now, *(self._read_case(self.names[each.target], each.changes) for each in reachable)
        return now.instance

    def _read_case(self, name: str, changes: Sequence[str] = ()) -> Case:
        """The instance with some more changes, as a case. Raises InvalidInputError."""
        instance, findings = self.source.check_changed(overrides=changes)
        if instance is None:
            raise InvalidInputError(self.source.name, errors_among(findings))
        return Case(name, instance, tuple(findings))

    def solve_cases(self, resume: Resume[Result], base: Instance) -> None:
        """Solve the cases that are not kept."""
        self.solve_known(resume, self.cases)
        named = {"": NOW, **self.names}
        self.results = {target: resume.solved[name] for target, name in named.items() if name in resume.solved}

    def conclude(self, resume: Resume[Result]) -> ShadowPrices | None:
        """Return the prices; None where the instance as it is could not be solved."""
        now = self.results.get("")
        return None if now is None else ShadowPrices.of(now, self.tightened, self.results, self.points)

    def is_worth_writing(self, found: ShadowPrices | None) -> bool:
        """Return False where the instance itself has no plan."""
        return found is not None and found.now.has_plan

    def list_tables(self, found: ShadowPrices) -> Mapping[str, pd.DataFrame]:
        """Return the table of prices."""
        return {"shadow_prices": found.prices}

    def describe_found(self, found: ShadowPrices | None) -> Mapping[str, Any]:
        """Return what the plan is, and what its targets cost (kr. a year)."""
        if found is None:
            return dict.fromkeys(ShadowPricesRecord.model_fields.keys() - StudyRecord.model_fields.keys())
        rows = rows_of_frame(found.prices)
        named = {"": NOW, **self.names}
        return {
            "system": found.now.instance.system,
            "points": self.points,
            **{name: getattr(found.now, name) for name in ("objective_kr", "bound_kr", "gap")},
            "prices": rows,
            "runs": {target: describe_case(named[target], result) for target, result in self.results.items()},
        }

    @classmethod
    def list_runs(cls, folder: Path) -> list[Path]:
        """Return the run folders that the prices are made of."""
        told = cls.read_entries(folder)["runs"].values()
        store = cls.place_in(folder)
        return [store.run_folder(folder_name(PurePosixPath(one["folder"]).name)) for one in told]

    @classmethod
    def load_found(cls, folder: Path) -> ShadowPrices:
        """Return the shadow prices that a folder holds. Raises InvalidInputError when they are damaged."""
        record = cls.read_entries(folder)
        prices = read_table(folder / "shadow_prices.csv", list(PRICES), TEXT, cls.remedy)
        prices = prices.assign(proven=prices["proven"].map(TRUTHS))
        if "" not in record["runs"]:
            finding = fault_of_path(folder / cls.record_name(), "must tell of the run that was priced", cls.remedy)
            raise InvalidInputError(str(folder), [finding])
        now = cls.place_in(folder).load_recorded(NOW, record["runs"][""], cls.remedy)
        return ShadowPrices(now, prices, record["points"], record)
