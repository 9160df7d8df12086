"""Shadow prices: what one point more of each target costs, by solving again with each target made stricter."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from optimiser.api import solve
from optimiser.comparison.columns import PRICES
from optimiser.comparison.shadow_prices import ShadowPrices, Tightening, tighten_targets
from optimiser.data.checking_rows import solver_options
from optimiser.data.findings import AnyPath, Finding, InvalidInputError, fault_of_path, parameter_name
from optimiser.data.instance import Instance
from optimiser.data.overrides import Override
from optimiser.data.run_tables import declare_entry
from optimiser.data.settings import SolverOptions
from optimiser.planning.problem import build_problem
from optimiser.result.result import Result
from optimiser.solver.warm_start_cache import WarmStartCache
from optimiser.studies.compare import CaseEntry
from optimiser.studies.json_records import StudyRecord
from optimiser.studies.price_study import NOW, PriceStudy, read_case
from optimiser.studies.question import Source
from optimiser.studies.resume import Listener, Resume
from optimiser.studies.runner.dispatch import Failure, failed_audit
from optimiser.studies.runner.local import Workers
from optimiser.studies.study import Conduct, conduct_study

TEXT = frozenset(("target", "unit", "scope", "status", "best_at", "proven"))
"""The columns that are text, or true and false; the others are numbers."""


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
    return conduct_study(ShadowPricesStudy(source=source, points=points), out, solver_options(options, **asked), how)


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
class ShadowPricesStudy(PriceStudy[ShadowPrices]):
    """Solves the instance as it is, and with each stricter target that can be reached."""

    name = "shadow_prices"
    described = "shadow prices"
    record = ShadowPricesRecord
    tables = ("shadow_prices",)
    remedy = "run shadow-prices again; what is already solved is not solved again"

    source: Source = field(kw_only=True)
    points: float = 0.01
    tightened: tuple[Tightening, ...] = ()

    def read_question(self, resume: Resume[Result]) -> Instance:
        """Read and check the instance as it is, and with each stricter target."""
        self.begin_workers(resume)
        now = read_case(self.source, NOW, find_result)
        self.tightened = tighten_targets(build_problem(now.instance), self.points)
        if not self.tightened:
            raise InvalidInputError(self.source.name, [_fault_of_no_target(now.instance)])
        reachable = [each for each in self.tightened if not each.short]
        self.name_cases(each.target for each in reachable)
        self.cases = (
            now,
            *(read_case(self.source, self.names[each.target], find_result, each.changes) for each in reachable),
        )
        return now.instance

    def solve_cases(self, resume: Resume[Result], base: Instance) -> None:
        """Solve the cases that are not kept."""
        self.solve_known(resume, self.cases)
        self.keep_results(resume)

    def conclude(self, resume: Resume[Result]) -> ShadowPrices | None:
        """Return the prices; None where the instance as it is could not be solved."""
        now = self.results.get("")
        return None if now is None else ShadowPrices.of(now, self.tightened, self.results, self.points)

    def describe_question(self) -> Mapping[str, Any]:
        """Return how much stricter the targets got."""
        return {"points": self.points}

    @classmethod
    def load_found(cls, folder: Path) -> ShadowPrices:
        """Return the shadow prices that a folder holds. Raises InvalidInputError when they are damaged."""
        now, prices, record = cls.load_priced(folder, PRICES, TEXT)
        return ShadowPrices(now, prices, record["points"], record)


def find_result(instance: Instance, options: SolverOptions, cache: WarmStartCache) -> Result | Failure:
    """Solve in a worker: the whole result comes back. One whose plan fails the audit does not."""
    result = solve(instance, options, cache=cache)
    return failed_audit(result) or result
