"""What one point more of each target costs, by solving again: each target made stricter is a case."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from optimiser.api import solver_options
from optimiser.comparison.shadow_prices import ShadowPrices, Tightening, tightenings
from optimiser.data.files import AnyPath, fault
from optimiser.data.findings import InvalidInputError, errors
from optimiser.data.holding_names import held_inside
from optimiser.data.instance import Instance
from optimiser.data.read import check
from optimiser.data.seal import write_sealed
from optimiser.data.settings import SolverOptions
from optimiser.data.vocabulary import parameter_name
from optimiser.planning.problem import prepare
from optimiser.result.folder import write_record, write_table
from optimiser.result.result import Result
from optimiser.studies.cases import Case, folder_name, unique_names
from optimiser.studies.compare import Report, Work, solve_and_keep
from optimiser.studies.run_store import PRICE_FILES, RUNS, RunStore
from optimiser.studies.runner.dispatch import Failure
from optimiser.studies.runner.local import Workers

SCHEMA_VERSION = 1
"""Version of shadow_prices.json; raised when an entry changes its meaning."""
NOW = "as it is"
"""Name of the case in which no target is stricter."""


@dataclass(frozen=True)
class Question:
    """Whose targets are priced, and how much stricter they get.

    The instance is given as to `optimiser.read`. `points` are added to a share; of other units it is the part of
    the target by which it gets stricter.
    """

    path: AnyPath
    structure: str | None = None
    scenarios: Sequence[AnyPath] = ()
    overrides: Sequence[str] = ()
    points: float = 0.01

    def case(self, name: str, changes: Sequence[str] = ()) -> Case:
        """The instance with some more changes, as a case. Raises InvalidInputError."""
        instance, findings = check(
            self.path, structure=self.structure, scenarios=self.scenarios, overrides=[*self.overrides, *changes]
        )
        if instance is None:
            raise InvalidInputError(str(self.path), errors(findings))
        return Case(name, instance, tuple(findings))


@dataclass(frozen=True)
class Priced:
    """What came of it: the prices, unless the instance itself has no plan; and the cases that failed."""

    prices: ShadowPrices | None
    now: Result | None
    failures: Mapping[str, Failure]


def shadow_prices(
    question: Question,
    out: AnyPath,
    *,
    workers: Workers | int | None = None,
    force: bool = False,
    report: Report = lambda _: None,
    command: Sequence[str] = (),
    options: SolverOptions | None = None,
    **asked: float | None,
) -> Priced:
    """Solve an instance, and again with each of its targets stricter, and price them; all in the folder `out`.

    A stricter target that is beyond the best there is is not solved for. The other arguments, and what is raised,
    are those of `compare`; failures are returned.

    Raises InvalidInputError also where the instance has no target.
    """
    began, plan = time.monotonic(), _Cases(question)
    store, chosen = RunStore(Path(out)), solver_options(options, **asked)
    with held_inside(store.folder):
        work = solve_and_keep(plan.read, store, chosen, workers=workers, force=force, report=report)
        now = work.results.get(NOW)
        if now is None or not now.has_plan:
            return Priced(None, now, work.failures)
        results = {target: work.results[name] for target, name in plan.names.items() if name in work.results}
        prices = ShadowPrices(now, plan.tightened, results)
        record = _record(prices, plan, work)
        record |= {"command": list(command), "seconds": time.monotonic() - began}
        _write(prices, record, store.folder)
    return Priced(prices, now, work.failures)


class _Cases:
    """The cases of an instance's targets: known once they are read."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.tightened: tuple[Tightening, ...] = ()
        self.names: Mapping[str, str] = {}

    def read(self) -> tuple[Case, ...]:
        """The instance as it is, and with each stricter target that can be reached."""
        now = self.question.case(NOW)
        self.tightened = tightenings(prepare(now.instance), self.question.points)
        if not self.tightened:
            raise _no_target(self.question, now.instance)
        solved = [each for each in self.tightened if not each.short]
        names = unique_names([NOW, *(folder_name(each.target) for each in solved)])[1:]
        self.names = {each.target: name for each, name in zip(solved, names, strict=True)}
        return now, *(self.question.case(self.names[each.target], each.changes) for each in solved)


def _no_target(question: Question, instance: Instance) -> InvalidInputError:
    known = ", ".join(row.kpi for row in instance.tables.kpis) or "a KPI of the table kpis"
    remedy = f"set one, as with {parameter_name('overrides', 'kpi.NAME.target=VALUE')}, NAME being one of {known}"
    return InvalidInputError(str(question.path), [fault(Path("kpis"), "there is no target to make stricter", remedy)])


def _record(prices: ShadowPrices, plan: _Cases, work: Work) -> dict[str, Any]:
    """The entries of shadow_prices.json (kr. a year), but for how it was asked for."""
    rows = prices.prices.astype(object).where(prices.prices.notna(), None).to_dict("records")
    return {
        "schema_version": SCHEMA_VERSION,
        "name": prices.now.instance.settings.name,
        "system": prices.now.instance.system,
        "points": plan.question.points,
        **prices.now.run.model_dump(include={"objective_kr", "bound_kr", "gap", "input_sha256"}),
        "prices": rows,
        "runs": {target: f"{RUNS}/{name}" for target, name in {"": NOW, **plan.names}.items()},
        "failed": {case: list(failure.reasons) for case, failure in work.failures.items()},
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _write(prices: ShadowPrices, record: Mapping[str, Any], folder: Path) -> None:
    """Write both files, each whole or not at all, in the place of those that are there, and seal them."""
    json_file, table_file = PRICE_FILES
    writes = {table_file: partial(write_table, prices.prices), json_file: partial(write_record, record)}
    write_sealed(folder, writes, begin=True)
