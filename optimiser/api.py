"""The public call: `result = solve(read("instances/denmark-2014"), gap=1e-4)`."""

import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from optimiser.audit import Audit, audit_plan
from optimiser.data.checking_rows import solver_options
from optimiser.data.instance import Instance
from optimiser.data.proof_record import ProofRecord
from optimiser.data.run_record import AuditRecord, BreachRecord, RunWithPlan, run_of_entries
from optimiser.data.run_tables import NO_LINES, PlanLines
from optimiser.data.settings import SolverOptions
from optimiser.data.years import refuse_years
from optimiser.planning.assignment import Structure
from optimiser.planning.problem import build_problem
from optimiser.portfolios.proof_record import record_of_prices
from optimiser.result.figures import figures_of_plan, record_of_problem
from optimiser.result.result import Result
from optimiser.result.tables import lines_of_plan
from optimiser.rules.registry import find_conflicts
from optimiser.rules.rule import ImpossibleRule
from optimiser.solver.every_plan import settle_every_plan
from optimiser.solver.monitor import Progress, ProgressMonitor, stop_on_interrupt
from optimiser.solver.nearest_host import settle_ties
from optimiser.solver.solve import Solve, WarmStart
from optimiser.solver.warm_start_cache import WarmStartCache

NOT_AUDITED = AuditRecord(checks=0, breaches=[])
"""What stands in the record of a plan until it is checked."""


def solve(
    instance: Instance,
    options: SolverOptions | None = None,
    *,
    report: Callable[[Progress], None] = lambda _: None,
    cache: WarmStartCache | None = None,
    warm_start: WarmStart | None = None,
    differs_from: Sequence[Structure] = (),
    every_plan: bool = False,
    **asked: float | None,
) -> Result:
    """Find the cheapest plan of an instance, with proof, and audit it. Ctrl-C ends the solve with the best plan so far.

    Parameters
    ----------
    instance
        The instance, as `read` returns it.
    options
        Options of the solve; what is not set comes from the instance's own section `[solver]`.
    report
        Called often with how far the solve has come.
    cache
        A `WarmStartCache()` handed from solve to solve: what was proved is used again where prices alone differ.
    warm_start
        What is known of this instance from elsewhere, and is begun from.
    differs_from
        Structures from each of which the plan differs.
    every_plan
        True to prove also what holds in every plan as cheap: which centres serve others, and who pays more than today.
    **asked
        Single options by their names in `SolverOptions`, instead of those of `options`: `gap=1e-4`.

    Returns
    -------
    Result
        The best plan found, what was proved of it, and what the audit says of it.

    Raises
    ------
    SolverError
        The solver failed in a way that proves nothing.
    InvalidInputError
        An option is out of range or unknown, no model fits in the memory, or the instance is of several years.
    """
    refuse_years(instance)
    chosen = solver_options(options, **asked).laid_over(instance.settings.solver)
    began = time.monotonic()
    problem = build_problem(instance, differs_from)
    found = tuple(find_conflicts(problem))
    prepared = time.monotonic() - began
    monitor = ProgressMonitor(chosen.time_limit_seconds, report)
    work = Solve(problem, chosen, monitor, infeasible=bool(found), cache=WarmStartCache() if cache is None else cache)
    if not found:
        work.start_from(warm_start or WarmStart())
        with stop_on_interrupt(work.monitor):
            work.run_stages()
            if chosen.nearest_host and not work.contradicted:
                work.ties = settle_ties(work)
            if every_plan and not work.contradicted:
                work.every_plan = settle_every_plan(work)
    return finish_result(work, found, began=began, prepared=prepared)


def options_of(result: Result) -> SolverOptions:
    """Return the options by which a run was solved."""
    told = result.run.options
    asked = solver_options(None, **{name: getattr(told, name) for name in SolverOptions.model_fields})
    return asked.laid_over(result.instance.settings.solver)


def finish_result(work: Solve, found: Sequence[ImpossibleRule], *, began: float, prepared: float) -> Result:
    """What work that is done has come to, audited; it `began` at a time, and `prepared` for so many seconds."""
    ended = {
        "seconds": _seconds_by_part(work, began, prepared),
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    tabulating = time.monotonic()
    lines = lines_of_plan(work.plan) if work.plan else NO_LINES
    entries = {**record_of_solve(work, lines), "conflicts": [asdict(one) for one in found], **ended}
    run = run_of_entries({**entries, "audit": NOT_AUDITED})
    proof = _proof_of(work)
    result = Result(work.problem.instance, run, lines, proof)
    if isinstance(run, RunWithPlan):
        auditing = time.monotonic()
        audit = audit_plan(result.instance, run, lines, proof)
        result = result.with_run(audit=record_of_audit(audit))
        result = result.with_seconds(report=auditing - tabulating, audit=time.monotonic() - auditing)
    return result.with_seconds(total=time.monotonic() - began)


def _proof_of(work: Solve) -> ProofRecord | None:
    """Return the prices that prove a bound for every plan; None where there are none, or no plan to set it against."""
    if work.plan is None or work.proof is None or not work.proof.holds:
        return None
    return record_of_prices(work.lagrangian, work.proof.prices)


def record_of_solve(work: Solve, lines: PlanLines) -> dict[str, Any]:
    """Return the entries of run.json that are known when a solve ends; without a plan no lines and no figures."""
    found = figures_of_plan(work.plan, lines) if work.plan else {}
    return {**record_of_problem(work.problem), **_proof_entries(work), **found}


def _proof_entries(work: Solve) -> dict[str, Any]:
    """Status, bound and gap exactly as proved, and the stage that proved the bound."""
    return {
        "status": work.status,
        "bound_kr": work.bound_kr,
        "gap": work.gap,
        "method": work.method if work.bound_kr is not None else None,
        "stages": [asdict(stage) for stage in work.records],
        "left_out": [{"name": name, "needed_gb": gb} for name, gb in work.left_out.items()],
        "interrupted": work.monitor.interrupted,
        "bound_contradicted": work.contradicted,
        "nearest_host": work.ties.as_entries() if work.ties else None,
        "every_plan": asdict(work.every_plan) if work.every_plan else None,
        "options": work.options.model_dump(),
    }


def audit_result(result: Result) -> Audit:
    """Recompute the cost and every rule of a result's plan from its instance and its tables alone.

    What a solve returns has been audited so; this is for a result that was changed since, as by `Result.with_tables`.
    Of a run folder the command `optimiser audit` checks the files too.

    Parameters
    ----------
    result
        A result with a plan.

    Returns
    -------
    Audit
        How many checks were made, and the breaches, each with its `sentence`; none where all is right.

    Raises
    ------
    ValueError
        There is no plan.
    """
    return audit_plan(result.instance, result.figures, result.lines, result.proof)


def record_of_audit(audit: Audit) -> AuditRecord:
    """Return what an audit found, as a record holds it."""
    breaches = [BreachRecord(**asdict(breach), sentence=breach.sentence) for breach in audit.breaches]
    return AuditRecord(checks=audit.checks, breaches=breaches, certified_bound_kr=audit.certified_bound_kr)


def _seconds_by_part(work: Solve, began: float, prepared: float) -> dict[str, float | None]:
    """Seconds by part; what reading took is known to whoever read."""
    build = prepared + sum(stage.build_seconds for stage in work.records)
    solving = sum(stage.solve_seconds for stage in work.records) + (work.ties.seconds if work.ties else 0.0)
    return {"read": None, "build": build, "solve": solving, "total": time.monotonic() - began}
