"""Prices: what each wish, lock and rule of policy costs the country, by solving again without it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from optimiser.api import options_of, solve
from optimiser.comparison.columns import REQUIREMENT_PRICES
from optimiser.comparison.requirement_prices import RequirementPrices, requirements_to_price
from optimiser.data.checking_rows import solver_options
from optimiser.data.findings import AnyPath, InvalidInputError, fault_of_path
from optimiser.data.instance import Instance
from optimiser.data.run_tables import declare_entry
from optimiser.data.settings import SolverOptions
from optimiser.planning.problem import build_problem
from optimiser.planning.routes import Route
from optimiser.result.result import Result
from optimiser.rules.rule import Requirement
from optimiser.solver.solve import WarmStart
from optimiser.solver.stage import is_plan
from optimiser.solver.warm_start_cache import WarmStartCache
from optimiser.studies.compare import CaseEntry, tell_cases
from optimiser.studies.json_records import StudyRecord
from optimiser.studies.price_study import NOW, PriceStudy, read_case
from optimiser.studies.question import Source
from optimiser.studies.resume import Listener, Resume
from optimiser.studies.runner.dispatch import Case, Failure, failed_audit, lines_of_one
from optimiser.studies.runner.local import Workers
from optimiser.studies.study import Conduct, conduct_study

TEXT = frozenset(("parameter", "rule", "about", "without", "status", "proven"))
"""The columns that are text, or true and false; the others are numbers."""


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
    return conduct_study(PricesStudy(result=result, everything=everything), out, chosen, how)


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
class PricesStudy(PriceStudy[RequirementPrices]):
    """Solves an instance as it is, from the plan there is, and without each of its requirements."""

    name = "prices"
    described = "prices"
    record = PricesRecord
    tables = ("prices",)
    remedy = "run prices again; what is already solved is not solved again"

    result: Result = field(kw_only=True)
    everything: bool = False
    asked: tuple[Requirement, ...] = ()

    def read_question(self, resume: Resume[Result]) -> Instance:
        """Read and check the instance as it is, and without each requirement."""
        self.begin_workers(resume)
        instance = self.result.instance
        self.asked = requirements_to_price(instance, everything=self.everything)
        if not self.asked:
            rule = "nothing is required that a change takes away: no wish, no lock, no rule of policy"
            raise InvalidInputError(instance.settings.name, [fault_of_path(Path("wishes"), rule, "add what is wished")])
        self.name_cases(each.parameter for each in self.asked)
        source = Source(instance)
        known = WarmStart(self.result.assignment.routes_in(instance), self.result.bound_kr)
        compute = partial(solve_from, known=known, of=instance.sha256)
        self.cases = (
            Case(NOW, instance, compute),
            *(read_case(source, self.names[each.parameter], compute, (each.dropped,)) for each in self.asked),
        )
        return instance

    def solve_cases(self, resume: Resume[Result], base: Instance) -> None:
        """Solve the cases that are not kept, each from the plan there is."""
        parameters = {name: parameter for parameter, name in self.names.items()}
        resume.begin_study(base, len(self.cases), parameters=parameters, **tell_cases(self.cases))
        resume.want_cases(self.cases, telling=True)
        resume.solve_missing(self.cases, lines_of_one)
        self.keep_results(resume)

    def conclude(self, resume: Resume[Result]) -> RequirementPrices | None:
        """Return the prices; None where the instance as it is could not be solved."""
        now = self.results.get("")
        return None if now is None else RequirementPrices.of(now, self.asked, self.results)

    def describe_question(self) -> Mapping[str, Any]:
        """Return no entries: all that was asked is known from the run."""
        return {}

    @classmethod
    def load_found(cls, folder: Path) -> RequirementPrices:
        """Return the prices that a folder holds. Raises InvalidInputError when they are damaged."""
        return RequirementPrices(*cls.load_priced(folder, REQUIREMENT_PRICES, TEXT))


def solve_from(
    instance: Instance, options: SolverOptions, cache: WarmStartCache, *, known: WarmStart, of: str
) -> Result | Failure:
    """Solve in a worker, from a plan of the instance with a hash; its bound holds for that one alone."""
    routes: tuple[Route, ...] = known.routes if is_plan(build_problem(instance), known.routes) else ()
    begin = WarmStart(routes, known.bound_kr if instance.sha256 == of else None)
    result = solve(instance, options, cache=cache, warm_start=begin)
    return failed_audit(result) or result
