"""The public call: `result = solve(read("instances/denmark-2014"), gap=1e-4)`."""

import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError

from optimiser.audit import audit_folder
from optimiser.data.checking_rows import rule_of
from optimiser.data.findings import Finding, InvalidInputError
from optimiser.data.instance import Instance
from optimiser.data.run_record import AuditRecord, run_of_entries
from optimiser.data.settings import SolverDefaults
from optimiser.planning.precheck import Conflict, conflicts
from optimiser.planning.problem import prepare
from optimiser.planning.structure import Structure
from optimiser.result.folder import write_run
from optimiser.result.record import record
from optimiser.result.result import Result
from optimiser.result.tables import tables
from optimiser.solver.memory import Memory
from optimiser.solver.stages import Known, Solve
from optimiser.solver.watching import Progress, Watcher, stop_on_interrupt

NOT_AUDITED = AuditRecord(checks=0, breaches=[])
"""What stands in the record of a plan until it is checked."""


def solve(
    instance: Instance,
    *,
    gap: float | None = None,
    time_limit: float | None = None,
    threads: int | None = None,
    seed: int | None = None,
    report: Callable[[Progress], None] = lambda _: None,
    memory: Memory | None = None,
    known: Known | None = None,
    differs_from: Sequence[Structure] = (),
) -> Result:
    """Find the cheapest plan of an instance, with proof, and audit it.

    `gap` is relative, `time_limit` in seconds; what is left out comes from the instance's solver
    defaults. `report` is called often with how far the solve has come. Ctrl-C ends the solve with
    the best plan so far. With a `memory` that is handed from solve to solve, what was proved of instances
    that differ in prices alone is used again: a `Memory()` for the first. What is `known` of this instance from
    elsewhere is begun from. The plan differs from each structure of `differs_from`.

    Raises:
        SolverError: the solver failed in a way that proves nothing.
        InvalidInputError: an option is out of range.
    """
    options = solver_options(instance, gap=gap, time_limit=time_limit, threads=threads, seed=seed)
    began = time.monotonic()
    problem = prepare(instance, differs_from)
    found = tuple(conflicts(problem))
    prepared = time.monotonic() - began
    watcher = Watcher(options.time_limit_seconds, report)
    work = Solve(problem, options, watcher, infeasible=bool(found), memory=Memory() if memory is None else memory)
    if not found:
        work.begin_from(known or Known())
        with stop_on_interrupt(work.watcher):
            work.run()
    return finished(work, found, began=began, prepared=prepared)


def solver_options(
    instance: Instance,
    *,
    gap: float | None = None,
    time_limit: float | None = None,
    threads: int | None = None,
    seed: int | None = None,
) -> SolverDefaults:
    """The instance's solver defaults with what is wanted instead, as `solve` takes them.

    Raises InvalidInputError where one is out of range.
    """
    wanted = {"gap": gap, "time_limit_seconds": time_limit, "threads": threads, "seed": seed}
    given = {name: value for name, value in wanted.items() if value is not None}
    try:
        return SolverDefaults.model_validate({**instance.settings.solver.model_dump(), **given})
    except ValidationError as error:
        faults = error.errors(include_url=False)
        wrong = (Finding("options", None, str(one["loc"][0]), str(one["input"]), rule_of(one)) for one in faults)
        raise InvalidInputError("the options", wrong) from error


def solve_again(
    result: Result,
    instance: Instance,
    *,
    time_limit: float | None = None,
    report: Callable[[Progress], None] = lambda _: None,
    known: Known | None = None,
    differs_from: Sequence[Structure] = (),
) -> Result:
    """Solve an instance by the options of a run; `time_limit` instead of its own. The rest is as in `solve`."""
    wanted = options_of(result, time_limit)
    return solve(
        instance,
        gap=wanted.gap,
        time_limit=wanted.time_limit_seconds,
        threads=wanted.threads,
        seed=wanted.seed,
        report=report,
        known=known,
        differs_from=differs_from,
    )


def options_of(result: Result, time_limit: float | None = None) -> SolverDefaults:
    """The options by which a run was solved; `time_limit` in seconds instead of its own."""
    asked = result.run.options
    return solver_options(
        result.instance,
        gap=asked.gap,
        time_limit=time_limit or asked.time_limit_seconds,
        threads=asked.threads,
        seed=asked.seed,
    )


def finished(work: Solve, found: Sequence[Conflict], *, began: float, prepared: float) -> Result:
    """What work that is done has come to, audited; it `began` at a time, and `prepared` for so many seconds."""
    made = tables(work.plan) if work.plan else {}
    ended = {"seconds": _seconds(work, began, prepared), "finished": datetime.now(UTC).isoformat(timespec="seconds")}
    entries = {**record(work, made), "conflicts": [asdict(one) for one in found], "audit": NOT_AUDITED, **ended}
    audited = _audited(Result(work.problem.instance, run_of_entries(entries), made))
    return audited.with_seconds(total=time.monotonic() - began)


def _seconds(work: Solve, began: float, prepared: float) -> dict[str, float | None]:
    """Seconds by part; what reading took is known to whoever read."""
    build = prepared + sum(stage.build_seconds for stage in work.stages)
    solving = sum(stage.solve_seconds for stage in work.stages)
    return {"read": None, "build": build, "solve": solving, "total": time.monotonic() - began}


def _audited(result: Result) -> Result:
    """The result with what the audit says of it: of its files, as anybody would find them."""
    if not result.has_plan:
        return result
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "run"
        write_run(result, folder)
        written = time.monotonic()
        audit = audit_folder(folder)
    breaches = [{**asdict(breach), "sentence": breach.sentence} for breach in audit.breaches]
    found = result.with_run(audit={"checks": audit.checks, "breaches": breaches})
    return found.with_seconds(report=written - began, audit=time.monotonic() - written)
