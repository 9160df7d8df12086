"""HiGHS: hand over arrays, watch, stop, and take back what was proved. The only file that knows it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf, isfinite
from typing import Any, Literal

import highspy
import numpy as np

from optimiser.data.tolerances import FEASIBILITY_ERROR, OBJECTIVE_ERROR
from optimiser.model.linear import Array, LinearModel
from optimiser.solver.errors import NothingProvedError, SolverError

DISTRUSTED_PRESOLVE_RULES = (1 << 12) | (1 << 15)
"""Presolve's aggregator and probing, by HiGHS's numbers, are switched off.

With them HiGHS 1.15.1 called wrong plans optimal, or models infeasible, in 10 of 4,370 small random models of ours, and
1.16.0 told of one of 10,000 a cost that its point does not have. They save no time.
"""

REQUIRED_OPTIONS = {
    "mip_feasibility_tolerance": FEASIBILITY_ERROR,
    "primal_feasibility_tolerance": FEASIBILITY_ERROR,
    "presolve_rule_off": DISTRUSTED_PRESOLVE_RULES,
}
"""The options without which no answer is believed."""

FINER = 1e4
"""How many times smaller the unit of cost is in a finer solve: HiGHS's tolerance is then a thousandth of an øre."""

SolverEnding = Literal["optimal", "stopped", "infeasible"]
"""Optimal within the gap asked for; stopped by a limit, a target or the user; proved infeasible."""


_STATUS = highspy.HighsModelStatus
_ENDINGS: Mapping[Any, SolverEnding] = {
    _STATUS.kOptimal: "optimal",
    _STATUS.kModelEmpty: "optimal",
    _STATUS.kInfeasible: "infeasible",
    _STATUS.kUnboundedOrInfeasible: "infeasible",
    _STATUS.kTimeLimit: "stopped",
    _STATUS.kInterrupt: "stopped",
    _STATUS.kObjectiveTarget: "stopped",
    _STATUS.kSolutionLimit: "stopped",
}
_PROVING_NOTHING = (_STATUS.kUnbounded, _STATUS.kUnknown)
"""HiGHS did what it was asked, and can say nothing of the optimum."""


@dataclass(frozen=True)
class SolverLimits:
    """Limits of one call of the solver: relative `gap`, seconds, threads, seed, and an objective that is good enough.

    Without `presolve` a solve is slower, and has proved right where presolve went wrong. Once there is a point, so many
    nodes in a row without a better one end it: `nodes_in_vain`, by default without end.
    """

    gap: float
    seconds: float
    threads: int
    seed: int
    target: float = -inf
    presolve: bool = True
    nodes_in_vain: float = inf


@dataclass(frozen=True)
class Solution:
    """What the solver proved, in the model's units: `x` is a feasible point, or None.

    `bound` is the largest value it proved no feasible point to be below; -inf when it proved none.
    """

    ending: SolverEnding
    x: Array | None
    objective: float
    bound: float


@dataclass(frozen=True)
class DualPrices:
    """The optimum `x` of a model without integers, and what a unit more of each row and of each column costs there."""

    x: Array
    rows: Array
    columns: Array


Watch = Callable[[float, float], bool]
"""Called with the best objective (inf: none) and the bound (-inf: none); True asks to stop."""


def solve(model: LinearModel, limits: SolverLimits, watch: Watch, start: Mapping[int, float] | None = None) -> Solution:
    """Minimise the model, from a starting point by column if one is given.

    A model found infeasible is solved once more without presolve before that is believed, and so is a point that does
    not cost what HiGHS says it does.

    Raises:
        SolverError: the solver failed, or ended in a status that proves nothing.
    """
    solution = _taken_back(_run_checked(model, limits, watch, start))
    if limits.presolve and (solution.ending == "infeasible" or _cost_differs(model, solution)):
        solution = _taken_back(_run_checked(model, replace(limits, presolve=False), watch, start))
    if _cost_differs(model, solution):
        raise SolverError(f"HiGHS says that its point costs {solution.objective:.9g}, and it does not")
    return solution


def solve_finer(model: LinearModel, limits: SolverLimits, watch: Watch, start: Mapping[int, float] | None) -> Solution:
    """Minimise the model with its cost in a finer unit, and return what was proved in the model's own.

    HiGHS looks for points that are cheaper by its tolerance, a tenth of a krone, and has been seen to make one of the
    best plan by missing a row by less than the same tolerance. No plan costs that, so that the bound stays below all.

    Raises:
        SolverError: the solver failed, or ended in a status that proves nothing.
    """
    finer = replace(model, cost=model.cost * FINER, offset=model.offset * FINER)
    watched = replace(limits, target=limits.target * FINER)
    solution = solve(finer, watched, lambda objective, bound: watch(objective / FINER, bound / FINER), start)
    return replace(solution, objective=solution.objective / FINER, bound=solution.bound / FINER)


def _cost_differs(model: LinearModel, solution: Solution) -> bool:
    """True where the point does not cost what HiGHS says of it, beyond rounding."""
    if solution.x is None:
        return False
    costs = float(model.cost @ solution.x) + model.offset
    return abs(costs - solution.objective) > OBJECTIVE_ERROR * max(1.0, abs(costs))


def dual_prices(model: LinearModel, limits: SolverLimits, watch: Watch) -> DualPrices | None:
    """The prices at the optimum of a model without integers; None where it has none, or was stopped before.

    Raises:
        SolverError: the solver failed, or ended in a status that proves nothing.
    """
    return _read_dual_prices(_run_checked(model, limits, watch, None))


def _read_dual_prices(highs: Any) -> DualPrices | None:
    if _taken_back(highs).ending != "optimal":
        return None
    solution = highs.getSolution()
    return DualPrices(*map(np.array, (solution.col_value, solution.row_dual, solution.col_dual)))


class Relaxed:
    """A model without its integers, solved time and again within other limits; each solve goes on from the last.

    Without presolve, so that what it finds infeasible is believed at once. `watch` may stop a solve.
    """

    def __init__(self, model: LinearModel, watch: Watch | None = None) -> None:
        self._model = model
        self._highs = _load_model(replace(model, integer=np.zeros(model.columns, dtype=bool)))
        _set_options(self._highs, {**REQUIRED_OPTIONS, "presolve": "off", "threads": 1})
        self._failed = _attach_callbacks(self._highs, watch) if watch else ()

    def dual_prices_within(self, high: Array, row_low: Array) -> DualPrices | None:
        """Return the prices with these upper limits of columns and lower limits of rows; None as of `dual_prices`.

        Raises:
            SolverError: the solver failed, or ended in a status that proves nothing.
        """
        columns, rows = np.arange(self._model.columns, dtype=np.int32), np.arange(self._model.rows, dtype=np.int32)
        changed = self._highs.changeColsBounds(len(columns), columns, self._model.low, high)
        _must_succeed(changed, "change the bounds of columns")
        changed = self._highs.changeRowsBounds(len(rows), rows, row_low, self._model.row_high)
        _must_succeed(changed, "change the bounds of rows")
        return self._solved()

    def dual_prices_after(self, columns: Array, high: Array) -> DualPrices | None:
        """Return the prices with other upper limits of some columns, all else as it was; None as of `dual_prices`.

        Raises:
            SolverError: the solver failed, or ended in a status that proves nothing.
        """
        numbers = columns.astype(np.int32)
        changed = self._highs.changeColsBounds(len(numbers), numbers, self._model.low[columns], high)
        _must_succeed(changed, "change the bounds of columns")
        return self._solved()

    def keep_basis(self) -> None:
        """Remember where the last solve ended, for `go_back`."""
        self._kept = self._highs.getBasis()

    def go_back(self) -> None:
        """Begin the next solve where the one ended that was kept, not the last.

        Raises:
            SolverError: the solver failed.
        """
        _must_succeed(self._highs.setBasis(self._kept), "begin from a basis")

    def _solved(self) -> DualPrices | None:
        _run_alone(self._highs, self._failed)
        return _read_dual_prices(self._highs)

    def bound_without(self, shut: Iterable[int]) -> float:
        """No point of the model with these columns at 0 is below this; inf where there is none, -inf if unknown.

        Raises:
            SolverError: the solver failed; that is not the same as not knowing.
        """
        columns = tuple(shut)
        try:
            for column in columns:
                self._fix_at_zero(column, 0.0, 0.0)
            _run_alone(self._highs)
            return self._proved_bound()
        finally:
            for column in columns:
                self._fix_at_zero(column, self._model.low[column], self._model.high[column])

    def _fix_at_zero(self, column: int, low: float, high: float) -> None:
        _must_succeed(self._highs.changeColBounds(column, low, high), f"change the bounds of column {column}")

    def _proved_bound(self) -> float:
        status = self._highs.getModelStatus()
        if status in (_STATUS.kUnboundedOrInfeasible, *_PROVING_NOTHING):
            return -inf
        found = {"optimal": float(self._highs.getInfo().objective_function_value), "infeasible": inf}
        return found.get(_read_ending(self._highs), -inf)


def _run_checked(model: LinearModel, limits: SolverLimits, watch: Watch, start: Mapping[int, float] | None) -> Any:
    highs = _load_model(model)
    _set_options(highs, _apply_options(limits))
    if start:
        columns, values = np.array(list(start), dtype=np.int32), np.array(list(start.values()))
        _must_succeed(highs.setSolution(len(start), columns, values), "start from the plan there is")
    failed = _attach_callbacks(highs, watch)
    highs.cbMipInterrupt += _until_in_vain(limits.nodes_in_vain)
    _run_alone(highs, failed)
    return highs


def _run_alone(highs: Any, failed: Sequence[BaseException] = ()) -> None:
    """Run with a pool of threads of its own, and leave none behind.

    HiGHS keeps its pool for all later runs of the thread that ran it, and refuses those that ask for another count:
    ours after another of ours, ours after a run of the user's, and theirs after ours. To shut the pool down touches
    no run in another thread. What has `failed` in a callback is raised here, as HiGHS would take it for its own error.
    """
    highspy.Highs.resetGlobalScheduler(True)
    try:
        status = highs.run()
    finally:
        highspy.Highs.resetGlobalScheduler(True)
    if failed:
        raise failed[0]
    ended = highs.modelStatusToString(highs.getModelStatus())
    _must_succeed(status, f"solve the model; it ended as {ended!r}", but=highspy.HighsStatus.kWarning)


def _must_succeed(status: Any, what: str, *, but: Any = None) -> None:
    """Raise unless HiGHS did `what` it was asked to, without so much as a warning, `but` for a status that may be."""
    if status not in (highspy.HighsStatus.kOk, but):
        raise SolverError(f"HiGHS did not {what} (status {status.name})")


class _SilentHighs(highspy.Highs):  # type: ignore[misc]  # highspy's types are not followed
    """A HiGHS that prints nothing: 1.16.0 shows its banner as callbacks are enabled, before options can be set."""

    def enableCallbacks(self) -> None:  # noqa: N802  # its name in highspy
        self.setOptionValue("output_flag", False)
        super().enableCallbacks()


def _load_model(model: LinearModel) -> Any:
    highs = _SilentHighs()
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = model.columns, model.rows
    lp.col_cost_, lp.offset_ = model.cost, model.offset
    lp.col_lower_, lp.col_upper_ = model.low, model.high
    lp.row_lower_, lp.row_upper_ = model.row_low, model.row_high
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = model.start, model.index, model.value
    kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
    lp.integrality_ = [kinds[int(whole)] for whole in model.integer]
    # A warning tells of entries so small that they count as nothing, of which there may be some.
    _must_succeed(highs.passModel(lp), "take the model", but=highspy.HighsStatus.kWarning)
    return highs


def _apply_options(limits: SolverLimits) -> dict[str, Any]:
    return {
        "mip_rel_gap": limits.gap,
        "mip_abs_gap": 0.0,
        "time_limit": limits.seconds,
        "threads": limits.threads,
        "random_seed": limits.seed,
        "objective_target": limits.target,
        "presolve": "choose" if limits.presolve else "off",
        **REQUIRED_OPTIONS,
    }


def _set_options(highs: Any, options: Mapping[str, Any]) -> None:
    for name, value in options.items():
        _must_succeed(highs.setOptionValue(name, value), f"take the option {name} = {value}")


def _attach_callbacks(highs: Any, watch: Watch) -> Sequence[BaseException]:
    """Let `watch` see the bounds and stop the run; simplex has no bounds to show. What it raises stops the run too."""
    failed: list[BaseException] = []

    def ask(event: Any, objective: float, bound: float) -> None:
        try:
            if failed or watch(objective, bound):
                event.interrupt()
        except BaseException as error:  # HiGHS would swallow it
            failed.append(error)
            event.interrupt()

    highs.cbMipInterrupt += lambda event: ask(event, event.data_out.mip_primal_bound, event.data_out.mip_dual_bound)
    highs.cbSimplexInterrupt += lambda event: ask(event, inf, -inf)
    return failed


def _until_in_vain(nodes: float) -> Callable[[Any], None]:
    """Return what ends a search that has looked into more nodes than that since its best point."""
    best, found_at = inf, 0

    def end_in_vain(event: Any) -> None:
        nonlocal best, found_at
        objective, node = event.data_out.mip_primal_bound, event.data_out.mip_node_count
        if objective < best:
            best, found_at = objective, node
        if best < inf and node - found_at > nodes:
            event.interrupt()

    return end_in_vain


def _taken_back(highs: Any) -> Solution:
    return _read_solution(highs, _read_ending(highs))


def _read_ending(highs: Any) -> SolverEnding:
    status = highs.getModelStatus()
    if status not in _ENDINGS:
        error = NothingProvedError if status in _PROVING_NOTHING else SolverError
        raise error(f"HiGHS ended with status {highs.modelStatusToString(status)}")
    return _ENDINGS[status]


def _read_solution(highs: Any, ending: SolverEnding) -> Solution:
    """A point only if HiGHS vouches for it; the dual bound of a model without integers is its optimum."""
    info = highs.getInfo()
    feasible = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    x = np.array(highs.getSolution().col_value) if feasible and ending != "infeasible" else None
    objective = float(info.objective_function_value) if x is not None else inf
    bound = float(info.mip_dual_bound)
    return Solution(ending, x, objective, bound if isfinite(bound) else -inf)
