"""The public call: decide each structure as of today, and see what that costs in every future."""

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from optimiser.api import solve, solver_options
from optimiser.data.changes import FUTURE
from optimiser.data.columns import HOME_FORMS
from optimiser.data.files import AnyPath, fault
from optimiser.data.findings import Finding, InvalidInputError
from optimiser.data.holding_names import held_inside
from optimiser.data.instance import Instance
from optimiser.data.names import as_name
from optimiser.data.scenario import read_override
from optimiser.data.settings import SolverOptions
from optimiser.data.vocabulary import parameter_name
from optimiser.planning.decided import Decided
from optimiser.sensitivity.points import STRUCTURE, Point
from optimiser.sensitivity.regret import Recommendation, Regret, Tried
from optimiser.sensitivity.vary import Axis
from optimiser.solver.warm_start_cache import WarmStartCache
from optimiser.studies.answers import COSTS, costs
from optimiser.studies.cases import Case
from optimiser.studies.resume import Began, Report, Resume, refuse_many
from optimiser.studies.runner.dispatch import Failure, SolvesFailedError, alone, failed_audit
from optimiser.studies.runner.interrupt import noticed_interrupt
from optimiser.studies.runner.local import Workers, working
from optimiser.studies.solve_log import IDENTITY, Found, SolveLog, identity, titled
from optimiser.studies.sweep_points import Planned, Question, cases_of, each_alone, plan_points, solve_missing

KIND = "regret"
TABLE, COSTS_TABLE = "regret", "regret_costs"
STRUCTURES, FUTURES = "structures", "futures"
OPTIONS = {STRUCTURE: STRUCTURES, FUTURE: FUTURES}
FEWEST = 2
"""Structures at least, as regret is against the others."""
FAILED = "failed"
"""The status where nothing is known of a solve."""
SOLVES_OF_EACH = 2
"""Solves of a structure in a future: with what was decided, and decided again."""


def regret(
    path: AnyPath,
    out: AnyPath,
    *,
    structures: Sequence[str],
    futures: Sequence[str] = (),
    scenarios: Sequence[AnyPath] = (),
    overrides: Sequence[str] = (),
    many: bool = False,
    workers: Workers | int | None = None,
    report: Report = lambda _: None,
    command: Sequence[str] = (),
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
    More than a thousand solves must be wanted by `many`. The rest is as in `compare`.

    Raises:
        InvalidInputError: with all that is wrong with structures, futures, the options or `out`, before all solving.
        SolverError: those who solve cannot be started, or not be reached any more.
        KeyboardInterrupt: Ctrl-C; what is solved is kept, and the same call goes on from there.
        SolvesFailedError: some solves failed; what can be told without them is tabulated and written.
        OSError: the disk does not let it be written.
    """
    began, store = time.monotonic(), SolveLog(Path(out), KIND, (TABLE, COSTS_TABLE), frozenset({*COSTS, "connected"}))
    chosen = solver_options(options, **asked)
    with held_inside(store.folder):
        with noticed_interrupt() as interrupt, working(workers) as those:
            base, question = _asked(Path(path), structures, futures, scenarios, overrides)
            solves = SOLVES_OF_EACH * len(structures) * len(question.axes[1].values)
            if not many:
                refuse_many(FUTURES, solves, those.count)
            work = _Work(Resume(store, interrupt, report, chosen), question, those)
            of = identity(base, chosen)
            work.plan(lambda: store.open(of))
            report(Began(base, work.solves, work.keeper.done))
            work.run()
        found = work.regret(base)
        store.write_tables({TABLE: found.table, COSTS_TABLE: found.costs})
        made = {"command": list(command), "seconds": time.monotonic() - began}
        found = replace(
            found, record=store.write({IDENTITY: of, **titled(base), **_record(found, work.keeper), **made})
        )
    if work.keeper.failures:
        raise SolvesFailedError(work.keeper.failures, found)
    return found


def _record(found: Regret, keeper: Resume) -> dict[str, Any]:
    best = {"minimax": found.minimax, "cheapest_expected": found.cheapest_expected}
    return {
        "structures": list(found.today),
        "futures": [row.model_dump() for row in found.futures],
        **{name: None if one is None else _as_entries(one) for name, one in best.items()},
        **keeper.ended,
    }


def _as_entries(best: Recommendation) -> dict[str, Any]:
    """A recommendation as JSON holds it."""
    return {**asdict(best), "alike": list(best.alike), "in_question": list(best.in_question)}


def _asked(
    path: Path,
    structures: Sequence[str],
    futures: Sequence[str],
    scenarios: Sequence[AnyPath],
    overrides: Sequence[str],
) -> tuple[Instance, Question]:
    """The instance as it is, and each structure in each future; what is named twice is one."""
    names = tuple(dict.fromkeys(map(as_name, structures)))
    faults = [*_too_few(names), *_also_set(overrides)]
    if faults:
        raise InvalidInputError(str(path), faults)
    plain = Question(path, (), None, tuple(map(Path, scenarios)), tuple(overrides))
    base = plain.instance()
    known = tuple(dict.fromkeys(map(as_name, futures))) or tuple(base.futures)
    if not known:
        remedy = "add rows to the tables futures and future_changes"
        raise InvalidInputError(str(path), [fault(Path("futures"), "there is no future to try structures in", remedy)])
    return base, replace(plain, axes=(Axis(STRUCTURE, names), Axis(FUTURE, known)), options=OPTIONS)


def _too_few(structures: Sequence[str]) -> Iterator[Finding]:
    if len(structures) < FEWEST:
        rule = f"must be given at least {FEWEST} times, as regret is against the others"
        yield Finding(parameter_name(STRUCTURES), None, "", ", ".join(structures), rule)


def _also_set(overrides: Sequence[str]) -> Iterator[Finding]:
    """What an option names cannot be set beside it."""
    for change, _ in map(read_override, overrides):
        if change and change.parameter in OPTIONS:
            rule = f"must be named by {parameter_name(OPTIONS[change.parameter])} alone"
            yield Finding(parameter_name("overrides"), None, change.parameter, str(change.value), rule)


@dataclass(frozen=True)
class _There:
    """A decided structure in a future: the key of its solve, and what is paid beside what is solved for."""

    planned: Planned
    key: str
    unavoidable_kr: float


class _Work:
    """What is solved of the structures as of today, in every future with what was decided, and decided again."""

    def __init__(self, keeper: Resume, question: Question, workers: Workers) -> None:
        self.keeper = keeper
        self.question = question
        self.workers = workers
        self.decided: list[_There] = []

    @cached_property
    def as_of_today(self) -> Question:
        """The structures without any future."""
        return replace(self.question, axes=self.question.axes[:1])

    @cached_property
    def today(self) -> dict[str, Planned]:
        """Each structure as of today, by name."""
        return {each.point.structure or "": each for each in plan_points(self.as_of_today, self.keeper.looked)}

    @cached_property
    def again(self) -> tuple[Planned, ...]:
        """Each structure in each future."""
        return plan_points(self.question, self.keeper.looked)

    def plan(self, checked: Callable[[], None]) -> None:
        """Read and check all; where nothing is wrong, take what is kept."""
        wanted = [each.key for each in (*self.again, *self.today.values())]
        checked()
        self.keeper.want(dict.fromkeys(wanted))

    @property
    def solves(self) -> int:
        """How many there are, those that are kept already among them."""
        changed = [each for each in self.again if each.key != self.today[each.point.structure or ""].key]
        return len(self.keeper.wanted) + len(changed)

    def run(self) -> None:
        """Solve as of today and decided again, and then what was decided in every future."""
        self._solve(self.as_of_today, self.today.values())
        self._solve(self.question, self.again)
        self.decided = [there for each in self.again if (there := self._there(each))]
        self.keeper.want(there.key for there in self.decided if there.key not in self.keeper.wanted)
        to_do = [there for there in self.decided if there.key not in self.keeper.found]
        if to_do:
            titles = {there.key: f"{there.planned.point.name}, as decided" for there in to_do}
            self.keeper.solve(alone(self._cases(to_do)), self.workers, _answer, titles)

    def _solve(self, question: Question, planned: Iterable[Planned]) -> None:
        solve_missing(self.keeper, question, planned, self.workers, _answer, each_alone)

    def _connected(self, point: Point) -> list[tuple[str, str]] | None:
        """The connections that were decided as of today; nothing where there was no plan."""
        found = self.keeper.found.get(self.today[point.structure or ""].key)
        return None if not found or found["connected"] is None else [(who, where) for who, where in found["connected"]]

    def _there(self, planned: Planned) -> _There | None:
        """What is to be solved of a decided structure in a future.

        Where the future changes nothing, the decided plan is the best with what it decided: nothing is to be solved.
        """
        connected = self._connected(planned.point)
        if connected is None:
            return None
        text = " ".join(f"{who}/{where}" for who, where in connected)
        key = f"{planned.key} decided {hashlib.sha256(text.encode()).hexdigest()}"
        unavoidable_kr = Decided(self._read(planned), connected).unavoidable.investment_annual_kr
        same = planned.key == self.today[planned.point.structure or ""].key
        return _There(planned, planned.key if same else key, unavoidable_kr)

    def _read(self, planned: Planned) -> Instance:
        return next(cases_of(self.question, [planned])).instance

    def _cases(self, to_do: Iterable[_There]) -> Iterator[Case]:
        for there in to_do:
            connected = self._connected(there.planned.point) or []
            yield Case(there.key, Decided(self._read(there.planned), connected).fixed())

    # ---- what came of it -----------------------------------------------------------------------

    def regret(self, base: Instance) -> Regret:
        """The costs in every future, of those structures that could be decided as of today."""
        found = self.keeper.found
        today = {name: found[each.key] for name, each in self.today.items() if each.key in found}
        futures = tuple(base.futures[name] for name in self.question.axes[1].values)
        there = {each.planned.point: each for each in self.decided}
        tried = (self._tried(each, there.get(each.point)) for each in self.again if each.point.structure in today)
        return Regret(futures, today, tuple(tried))

    def _tried(self, planned: Planned, there: _There | None) -> Tried:
        nothing: Mapping[str, Any] = {**dict.fromkeys(COSTS), "status": FAILED}
        decided = self.keeper.found.get(there.key, nothing) if there else nothing
        again = self.keeper.found.get(planned.key, nothing)
        unavoidable_kr = there.unavoidable_kr if there else 0.0
        same = there is not None and there.key == planned.key
        settings = dict(planned.point.settings)
        return Tried(settings[STRUCTURE], settings[FUTURE], decided, again, unavoidable_kr, included=same)


def _answer(instance: Instance, options: SolverOptions, cache: WarmStartCache) -> Found | Failure:
    """Runs in a worker: what a plan costs, and the connections it decides."""
    result = solve(instance, options, cache=cache)
    connected = None
    if result.has_plan:
        rows = result.assignments[~result.assignments["form"].isin(HOME_FORMS)]
        connected = sorted(set(zip(rows["municipality"].astype(str), rows["centre"].astype(str), strict=True)))
    return failed_audit(result) or {**costs(result), "connected": connected}
