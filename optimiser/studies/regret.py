"""A regret: each structure decided as of today, and what that costs in every future."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from optimiser.api import solve
from optimiser.data.changes import FUTURE
from optimiser.data.checking_rows import solver_options
from optimiser.data.choice_rows import Future
from optimiser.data.columns import HOME_FORMS
from optimiser.data.findings import AnyPath, Finding, InvalidInputError, as_name, fault_of_path, parameter_name
from optimiser.data.instance import Instance
from optimiser.data.overrides import Override
from optimiser.data.run_tables import Line, declare_entry
from optimiser.data.scenario import named_overrides
from optimiser.data.settings import SolverOptions
from optimiser.data.years import fault_without_years
from optimiser.planning.decided import Decided
from optimiser.result.frames import rows_of_frame
from optimiser.sensitivity.regret import Recommendation, Regret, TriedFuture
from optimiser.sensitivity.sweep import STRUCTURE, Axis
from optimiser.solver.warm_start_cache import WarmStartCache
from optimiser.studies.first_step import DECIDED, UNAVOIDABLE, find_first_step
from optimiser.studies.json_records import StudyRecord, read_table
from optimiser.studies.question import PlannedPoint, Question, Source, each_alone, plan_points, read_planned
from optimiser.studies.resume import Listener, Resume
from optimiser.studies.runner.dispatch import Case, Failure, failed_audit
from optimiser.studies.runner.local import Workers
from optimiser.studies.solve_log import COSTS, SolveFigures, costs_of
from optimiser.studies.study import Conduct, Study, conduct_study

COSTS_TABLE = "regret_costs"
STRUCTURES, FUTURES = "structures", "futures"
OPTIONS = {STRUCTURE: STRUCTURES, FUTURE: FUTURES}
FIRST_STEP = "first_step"
FEWEST = 2
"""Structures at least, as regret is against the others."""
FAILED = "failed"
"""The status where nothing is known of a solve."""
SOLVES_OF_EACH = 2
"""Solves of a structure in a future: with what was decided, and decided again."""
NUMBERS = ("cost_kr", "bound_kr", "unavoidable_kr", "redecided_cost_kr", "redecided_bound_kr", "redecided_gap")
"""The numbers that all other figures follow from."""
TEXT = ("structure", "future", "status", "redecided_status")


def regret(
    instance: Instance | AnyPath,
    out: AnyPath | None = None,
    *,
    structures: Sequence[str],
    futures: Sequence[str] = (),
    first_step: int | None = None,
    scenarios: Sequence[AnyPath] = (),
    overrides: Sequence[Override] = (),
    many: bool = False,
    workers: Workers | int | None = None,
    report: Listener = lambda _: None,
    command: Sequence[str] = (),
    document: Callable[[Regret], object] = lambda _: None,
    options: SolverOptions | None = None,
    **asked: float | None,
) -> Regret:
    """Decide each structure as of today, and see what it costs in each future, or in those named.

    What a plan decides is which shared centres and hosts are used, and which municipality is connected to which. In
    a future nothing else may be used; which task goes where among these, the own centre and the departments is best
    again. The investment in what was decided is paid at that future's prices, in use or not; that in staff and own
    centres is paid as they are used. Beside it each structure is decided again as if the future had been known.
    A budget for investments is in a future what is left of it; whether a municipality is worse off is judged by what
    is not paid already. Of plans that cost the same today the decided one is the one that was found.

    Of an instance with years the first step alone is decided: all that a structure begins in its first years. It is
    held in every future as it was decided, at that future's prices, and the later years are planned anew.

    Parameters
    ----------
    instance, out
        As in `sweep`, with `scenarios` and `overrides`.
    structures
        Systems or structures to decide on, at least two.
    futures
        Futures of the instance to try them in; all if none is named.
    first_step
        Of an instance with years, how many of them the first step takes; the first alone if not given.
    many
        Whether more than a thousand solves are wanted.
    workers, report, command, document
        How the study is conducted, as in `compare`.
    options, **asked
        Options of each solve, as in `solve`.

    Returns
    -------
    Regret
        A row a structure in `table`, a row a structure in a future in `costs` (kr. a year; over years, kr. over all of
        them in the worth of the first).

    Raises
    ------
    InvalidInputError, SolverError, KeyboardInterrupt, SolvesFailedError, OSError
        As in `compare`; where solves failed, what can be told without them is tabulated and written.
    """
    source = Source(instance, None, tuple(scenarios), tuple(overrides), over_years=True)
    study = RegretStudy(source, tuple(structures), tuple(futures), first_step, many)
    how = Conduct(workers, report, command, document)
    return conduct_study(study, out, solver_options(options, **asked), how)


class FutureEntry(Line):
    """A future that structures were tried in."""

    future: str = declare_entry("its short name")
    probability: float | None = declare_entry("how probable it is; null where that is not said")
    description_da: str = declare_entry("what it is, in Danish")
    description_en: str = declare_entry("what it is, in English")
    today_kr: float | None = declare_entry(
        "what answering everything as today costs in it", unit="kr./year", default=None
    )
    contacts: float | None = declare_entry("contacts in it", unit="contacts/year", default=None)


class RegretRecord(StudyRecord):
    """What regret.json holds."""

    structures: list[str] = declare_entry("the structures that could be decided as of today")
    futures: list[FutureEntry] = declare_entry("the futures they were tried in")
    years: list[int] = declare_entry(
        "the years that each is planned over; empty where it is planned for one", default=[]
    )
    first_step: list[int] = declare_entry("those of them whose plans are decided, and held in every future", default=[])
    minimax: dict[str, Any] | None = declare_entry(
        "the structure whose largest regret is least, and by how much (kr./year)"
    )
    cheapest_expected: dict[str, Any] | None = declare_entry("the structure with the lowest mean cost, and by how much")


@dataclass(frozen=True)
class DecidedPoint:
    """A decided structure in a future: what its solve is kept under, and what is paid beside what is solved for.

    What is `decided` are connections; of a path over years what its first step has moved, which is paid in the path.
    """

    planned: PlannedPoint
    key: str
    unavoidable_kr: float
    decided: Sequence[Sequence[Any]]

    @property
    def title(self) -> str:
        """What people call it."""
        return f"{self.planned.title}, as decided"

    @property
    def sha256(self) -> str:
        """The hash of its instance."""
        return self.planned.sha256

    @property
    def system(self) -> str:
        """The system its instance was chosen by."""
        return self.planned.system


@dataclass
class RegretStudy(Study[Regret, SolveFigures]):
    """Solves the structures as of today, in every future with what was decided, and decided again."""

    name = "regret"
    described = "a regret"
    record = RegretRecord
    tables = ("regret", COSTS_TABLE)
    figures = frozenset({*COSTS, DECIDED, UNAVOIDABLE})
    remedy = "run regret again; what is already solved is not solved again"

    source: Source
    structures: tuple[str, ...]
    futures: tuple[str, ...] = ()
    first_step: int | None = None
    many: bool = False
    question: Question = field(init=False)
    known: Mapping[str, Future] = field(default_factory=dict)
    today: dict[str, PlannedPoint] = field(default_factory=dict)
    again: tuple[PlannedPoint, ...] = ()
    decided: list[DecidedPoint] = field(default_factory=list)
    years: tuple[int, ...] = ()
    """Those that are planned; none where one year is."""

    def read_question(self, resume: Resume[SolveFigures]) -> Instance:
        """Read and check each structure as of today and in each future."""
        structures = tuple(dict.fromkeys(map(as_name, self.structures)))
        faults = [*_refuse_few(structures), *_refuse_overrides(self.source.overrides)]
        if faults:
            raise InvalidInputError(self.source.name, faults)
        base = self.source.read_changed()
        futures = tuple(dict.fromkeys(map(as_name, self.futures))) or tuple(base.futures)
        if not futures:
            remedy = "add rows to the tables futures and future_changes"
            finding = fault_of_path(Path("futures"), "there is no future to try structures in", remedy)
            raise InvalidInputError(self.source.name, [finding])
        self.years = base.years if base.is_roadmap else ()
        if faults := list(_refuse_first_step(self.first_step, self.years)):
            raise InvalidInputError(self.source.name, faults)
        if not self.many:
            resume.refuse_many(FUTURES, SOLVES_OF_EACH * len(self.structures) * len(futures))
        self.question = Question(self.source, (Axis(STRUCTURE, structures), Axis(FUTURE, futures)), OPTIONS)
        self.again = plan_points(self.question, resume.tell_checked)
        today = plan_points(self._ask_today(), resume.tell_checked)
        self.today = {each.point.structure or "": each for each in today}
        self.known = {name: base.futures[name] for name in futures}
        return base

    def solve_cases(self, resume: Resume[SolveFigures], base: Instance) -> None:
        """Solve as of today and decided again, and then what was decided in every future."""
        once = {each.key: each for each in (*self.again, *self.today.values())}
        resume.want_cases(once.values())
        changed = [each for each in self.again if each.key != self.today[each.point.structure or ""].key]
        resume.begin_study(base, len(once) + len(changed))
        today = self._ask_today()
        find = partial(find_first_step, years=self.step) if self.years else find_decided
        resume.solve_missing(self.today.values(), lambda missing: each_alone(today, missing, find))
        resume.solve_missing(self.again, lambda missing: each_alone(self.question, missing, find))
        self.decided = [there for each in self.again if (there := self._decide(resume, each))]
        resume.want_cases([there for there in self.decided if there.key not in once])
        if self.years:
            resume.solve_missing(self.decided, self._each_to_hold)
        else:
            resume.solve_missing(self.decided, self._fix_decided)

    def conclude(self, resume: Resume[SolveFigures]) -> Regret:
        """Return the costs in every future, of those structures that could be decided as of today."""
        today = {name: resume.solved[each.key] for name, each in self.today.items() if each.key in resume.solved}
        there = {each.planned.point: each for each in self.decided}
        tried = (
            _compare_decided(resume.solved, each, there.get(each.point))
            for each in self.again
            if each.point.structure in today
        )
        return Regret(tuple(self.known.values()), today, tuple(tried), years=self.years, first_step=self.step)

    def list_tables(self, found: Regret) -> Mapping[str, pd.DataFrame]:
        """Return the table of structures, and that of structures in futures."""
        return {"regret": found.table, COSTS_TABLE: found.costs}

    def describe_found(self, found: Regret | None) -> Mapping[str, Any]:
        """Return what was tried, and what is least regretted."""
        best = {"minimax": found and found.minimax, "cheapest_expected": found and found.cheapest_expected}
        return {
            "structures": list(found.today) if found else [],
            "futures": [{**row.model_dump(), **self._figures_of_today(name)} for name, row in self.known.items()],
            "years": list(self.years),
            "first_step": list(self.step),
            **{name: _list_entries(one) if one else None for name, one in best.items()},
        }

    @classmethod
    def load_found(cls, folder: Path) -> Regret:
        """Return the regret that a folder holds. Raises InvalidInputError when it is not finished, or damaged."""
        record = cls.read_entries(folder)
        costs = read_table(folder / f"{COSTS_TABLE}.csv", [*TEXT, *NUMBERS], TEXT, cls.remedy)
        today = read_table(folder / "regret.csv", ["structure", "today_kr"], ["structure"], cls.remedy)
        known = today.astype(object).where(today.notna(), None)
        plans = {name: {"objective_kr": kr} for name, kr in zip(known["structure"], known["today_kr"], strict=True)}
        futures = tuple(
            Future(**{name: told[name] for name in Future.model_fields if name in told}) for told in record["futures"]
        )
        years = {name: tuple(record.get(name, ())) for name in ("years", "first_step")}
        found = Regret(futures, plans, tuple(map(_read_tried, rows_of_frame(costs))), record, **years)
        whole = {(structure, row.future) for structure in found.today for row in found.futures}
        if {(each.structure, each.future) for each in found.tried} != whole:
            rule = "must have a row for each structure in each future"
            finding = Finding(f"{COSTS_TABLE}.csv", None, "", "", rule, cls.remedy)
            raise InvalidInputError(str(folder), [finding])
        return found

    def _figures_of_today(self, future: str) -> dict[str, float]:
        """What answering as today comes to in a future; it is the same under every structure."""
        there = next(each.today for each in self.again if dict(each.point.settings)[FUTURE] == future)
        return {"today_kr": there.kr, "contacts": there.contacts} if there else {}

    # ---- what is decided -----------------------------------------------------------------------

    @property
    def step(self) -> tuple[int, ...]:
        """The years of the first step; none where one year is planned."""
        return self.years[: self.first_step or 1]

    def _ask_today(self) -> Question:
        """The structures without any future."""
        return replace(self.question, axes=self.question.axes[:1])

    def _decide(self, resume: Resume[SolveFigures], planned: PlannedPoint) -> DecidedPoint | None:
        """What is to be solved of a decided structure in a future; None where there was no plan as of today.

        Where the future changes nothing, the decided plan is the best with what it decided: nothing is to be solved.
        """
        today = self.today[planned.point.structure or ""]
        found = resume.solved.get(today.key)
        if not found or found[DECIDED] is None:
            return None
        rows = [*([self.step] if self.years else []), *found[DECIDED]]
        text = " ".join("/".join(map(str, row)) for row in rows)
        key = f"{planned.key} decided {hashlib.sha256(text.encode()).hexdigest()}"
        key = planned.key if planned.key == today.key else key
        if self.years:
            return DecidedPoint(planned, key, 0.0, found[DECIDED])
        connected = [(who, where) for who, where in found[DECIDED]]
        unavoidable_kr = Decided(read_planned(self.question, planned), connected).unavoidable.investment_annual_kr
        return DecidedPoint(planned, key, unavoidable_kr, connected)

    def _fix_decided(self, missing: Iterable[DecidedPoint]) -> Iterator[Iterable[Case[SolveFigures]]]:
        """The futures as cases, in which nothing but what was decided may be used."""
        for there in missing:
            connected = [(who, where) for who, where in there.decided]
            decided = Decided(read_planned(self.question, there.planned), connected)
            yield (Case(there.key, decided.restrict_to_decided(), find_decided),)

    def _each_to_hold(self, missing: Iterable[DecidedPoint]) -> Iterator[Iterable[Case[SolveFigures]]]:
        """The futures as cases by themselves; who solves them holds the first step."""
        held = {there.planned.key: there.decided for there in self.decided}
        hold = partial(find_first_step, years=self.step, held=held)
        for there in missing:
            yield (Case(there.key, read_planned(self.question, there.planned), hold),)


def _refuse_few(structures: Sequence[str]) -> Iterator[Finding]:
    if len(structures) < FEWEST:
        rule = f"must be given at least {FEWEST} times, as regret is against the others"
        yield Finding(parameter_name(STRUCTURES), None, "", ", ".join(structures), rule)


def _refuse_first_step(first_step: int | None, years: tuple[int, ...]) -> Iterator[Finding]:
    """A first step has years, and no more than are planned."""
    if first_step is None:
        return
    if not years:
        yield fault_without_years(parameter_name(FIRST_STEP))
    elif not 1 <= first_step <= len(years):
        rule = f"must be from 1 to {len(years)}: so many years are planned"
        yield Finding(parameter_name(FIRST_STEP), None, "", str(first_step), rule)


def _refuse_overrides(overrides: Sequence[Override]) -> Iterator[Finding]:
    """What an option names cannot be set beside it."""
    for change in named_overrides(overrides):
        if change.parameter in OPTIONS:
            rule = f"must be named by {parameter_name(OPTIONS[change.parameter])} alone"
            yield Finding(parameter_name("overrides"), None, change.parameter, str(change.value), rule)


def _compare_decided(
    solved: Mapping[str, SolveFigures], planned: PlannedPoint, there: DecidedPoint | None
) -> TriedFuture:
    """What the decided plan comes to in a future, beside the plan decided again."""
    nothing: SolveFigures = {**dict.fromkeys(COSTS), "status": FAILED}
    decided = solved.get(there.key, nothing) if there else nothing
    again = solved.get(planned.key, nothing)
    settings = dict(planned.point.settings)
    in_path_kr = decided.get(UNAVOIDABLE)
    unavoidable_kr = in_path_kr if in_path_kr is not None else there.unavoidable_kr if there else 0.0
    included = in_path_kr is not None or (there is not None and there.key == planned.key)
    return TriedFuture(settings[STRUCTURE], settings[FUTURE], decided, again, unavoidable_kr, included=included)


def _list_entries(best: Recommendation) -> dict[str, Any]:
    """A recommendation as JSON holds it."""
    return {**asdict(best), "alike": list(best.alike), "in_question": list(best.in_question)}


def _read_tried(row: Mapping[Any, Any]) -> TriedFuture:
    """A structure in a future, from its row; what is unavoidable is in the cost."""
    decided = {"status": row["status"], "objective_kr": row["cost_kr"], "bound_kr": row["bound_kr"]}
    again = {name: row[f"redecided_{name}"] for name in ("status", "gap")}
    again |= {"objective_kr": row["redecided_cost_kr"], "bound_kr": row["redecided_bound_kr"]}
    return TriedFuture(row["structure"], row["future"], decided, again, row["unavoidable_kr"], included=True)


def find_decided(instance: Instance, options: SolverOptions, cache: WarmStartCache) -> SolveFigures | Failure:
    """Solve in a worker: what a plan costs, and the connections it decides."""
    result = solve(instance, options, cache=cache)
    connected = None
    if result.has_plan:
        away = (line for line in result.lines.assignments if line.form not in HOME_FORMS)
        connected = sorted({(line.municipality, line.centre) for line in away})
    return failed_audit(result) or {**costs_of(result), DECIDED: connected, UNAVOIDABLE: None}
