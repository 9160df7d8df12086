"""The public call: solve an instance at every point of a grid, keep each solve as it ends, and tabulate them."""

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from optimiser.api import solve, solver_options
from optimiser.comparison.columns import FIGURES
from optimiser.comparison.figures import figures_of
from optimiser.data.files import AnyPath
from optimiser.data.holding_names import held_inside
from optimiser.data.instance import Instance
from optimiser.data.settings import SolverOptions
from optimiser.sensitivity.points import count
from optimiser.sensitivity.sweep import Figures, Sweep
from optimiser.sensitivity.vary import OPTION
from optimiser.solver.warm_start_cache import WarmStartCache
from optimiser.studies.resume import Began, Report, Resume, refuse_many
from optimiser.studies.runner.dispatch import Failure, SolvesFailedError, failed_audit
from optimiser.studies.runner.interrupt import noticed_interrupt
from optimiser.studies.runner.local import Workers, working
from optimiser.studies.solve_log import IDENTITY, SolveLog, identity, titled
from optimiser.studies.sweep_points import (
    Planned,
    Question,
    lines_of,
    plan_points,
    read_question,
    remarks_on,
    solve_missing,
)

KIND = "sweep"


def sweep(
    path: AnyPath,
    out: AnyPath,
    vary: Sequence[str],
    *,
    structure: str | None = None,
    scenarios: Sequence[AnyPath] = (),
    overrides: Sequence[str] = (),
    many: bool = False,
    workers: Workers | int | None = None,
    report: Report = lambda _: None,
    command: Sequence[str] = (),
    options: SolverOptions | None = None,
    **asked: float | None,
) -> Sweep:
    """Solve an instance at every combination of what is varied; what `out` holds of it is not solved again.

    `vary` says what, as `centres.virtual.cost_factor=0.96:1.1:15` or `structure=five-regions,none`. More than a
    thousand solves must be wanted by `many`. The rest is as in `compare`.

    Raises:
        InvalidInputError: with all that is wrong with the points, the options or `out`, before anything is solved.
        SolverError: those who solve cannot be started, or not be reached any more.
        KeyboardInterrupt: Ctrl-C; what is solved is kept, and the same call goes on from there.
        SolvesFailedError: some points failed; the others are solved, tabulated and written.
        OSError: the disk does not let it be written.
    """
    began, store = time.monotonic(), SolveLog(Path(out), KIND, (KIND,), frozenset(FIGURES))
    chosen = solver_options(options, **asked)
    question = read_question(path, vary, structure, scenarios, overrides)
    with held_inside(store.folder):
        with noticed_interrupt() as interrupt, working(workers) as those:
            if not many:
                refuse_many(OPTION, count(question.axes), those.count)
            keeper = Resume(store, interrupt, report, chosen)
            instance, planned = _begin(keeper, question)
            solve_missing(keeper, question, planned, those, _figures, lines_of)
        found = _tabulated(keeper, question, planned)
        store.write_tables({KIND: found.table})
        seconds = time.monotonic() - began
        made = {"command": list(command), "seconds": seconds}
        found = replace(found, record=store.write({**_record(instance, question, keeper), **made}))
    if keeper.failures:
        raise SolvesFailedError(keeper.failures, found)
    return found


def _begin(keeper: Resume, question: Question) -> tuple[Instance, tuple[Planned, ...]]:
    """Check all there is to check, and take what is kept; the instance before anything is varied, and the points."""
    instance = question.instance()
    planned = plan_points(question, keeper.looked)
    keeper.store.open(identity(instance, keeper.options))
    keeper.want(each.key for each in planned)
    told = replace(instance, remarks=instance.remarks + remarks_on(question, planned))
    keeper.report(Began(told, len(planned), keeper.done))
    return instance, planned


def _tabulated(keeper: Resume, question: Question, planned: Sequence[Planned]) -> Sweep:
    """The table of what is solved."""
    found = {each.point: keeper.found[each.key] for each in planned if each.key in keeper.found}
    return Sweep.of(question.axes, found)


def _record(instance: Instance, question: Question, keeper: Resume) -> dict[str, Any]:
    return {
        IDENTITY: identity(instance, keeper.options),
        **titled(instance),
        "varied": {axis.parameter: list(axis.values) for axis in question.axes},
        **keeper.ended,
    }


def _figures(instance: Instance, options: SolverOptions, cache: WarmStartCache) -> Figures | Failure:
    """Runs in a worker: only a row of figures comes back. A plan that fails the audit does not."""
    result = solve(instance, options, cache=cache)
    return failed_audit(result) or figures_of("", result)
