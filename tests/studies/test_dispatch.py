"""Solving in other processes: the same results, and nothing lost when one of them is killed."""

import os
import signal
import threading
import time
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import pytest

from optimiser.api import solve
from optimiser.data.instance import Instance
from optimiser.data.read import read
from optimiser.data.settings import SolverOptions
from optimiser.result.any_folder import AnyResult
from optimiser.result.result import Result
from optimiser.solver.errors import SolverError
from optimiser.solver.warm_start_cache import WarmStartCache
from optimiser.studies import shadow_prices as pricing
from optimiser.studies.compared_cases import find_any_result, read_cases
from optimiser.studies.runner import dispatch
from optimiser.studies.runner.cluster import versions_here
from optimiser.studies.runner.dispatch import Case, Failure, side_by_side
from optimiser.studies.runner.local import LocalWorkers
from optimiser.studies.shadow_prices import find_result
from tests.planning.two_towns import BUYS_BOTH, BUYS_NONE
from tests.studies.conftest import solve_cases
from tests.waiting import PATIENCE_SECONDS

NOT_OF_THE_PLAN = {"seconds", "finished", "stages"}


def test_what_is_solved_side_by_side_is_what_is_solved_one_by_one(towns: Path, workers: LocalWorkers) -> None:
    cases = read_cases(towns, ["one", "alone", "impossible"])
    found = {case.name: outcome for case, outcome in solve_cases(cases, workers.client)}
    for case in cases:
        outcome, alone = found[case.name], solve(case.instance)
        assert isinstance(outcome, Result)
        assert outcome.run.model_dump(exclude=NOT_OF_THE_PLAN) == alone.run.model_dump(exclude=NOT_OF_THE_PLAN)
        assert all(outcome.tables[name].equals(table) for name, table in alone.tables.items())
    assert [found[name].objective_kr for name in found] == [  # type: ignore[union-attr]
        {"one": BUYS_BOTH, "alone": BUYS_NONE}.get(name) for name in found
    ]


def test_a_line_stays_with_the_worker_that_has_its_cache(towns: Path, workers: LocalWorkers) -> None:
    """Or what is found would depend on which worker was free: its cases were dealt out in turn."""

    def remember(instance: Instance, _: SolverOptions, cache: WarmStartCache) -> tuple[str, ...]:
        cache.shapes[instance.sha256, (), (), (), (), False] = None  # type: ignore[assignment]  # a mark, and no model
        return tuple(key[0] for key in cache.shapes)

    workers.client.wait_for_workers(2, timeout=PATIENCE_SECONDS)
    cases = [Case(str(number), replace(read(towns), sha256=str(number)), remember) for number in range(8)]
    lines = [cases[:4], cases[4:]]
    found = {case.name: seen for case, seen in side_by_side(lines, workers.client, SolverOptions())}
    assert found == {str(number): tuple(map(str, range(number // 4 * 4, number + 1))) for number in range(8)}


def _solve_the_second_time(
    instance: Instance, options: SolverOptions, cache: WarmStartCache, *, mark: Path
) -> AnyResult | Failure:
    """Wait to be killed, however soon or late that is; the next process that is asked solves."""
    if not mark.exists():
        mark.touch()
        time.sleep(PATIENCE_SECONDS)
    return find_any_result(instance, options, cache)


def test_a_case_whose_worker_is_killed_is_solved_by_another(towns: Path, tmp_path: Path) -> None:
    """By workers of its own: those of the other tests need not come back first."""
    killed: set[str] = set()
    mark = tmp_path / "mark"
    (one,) = read_cases(towns, ["one"])
    with LocalWorkers(2) as workers:

        def kill(seconds: Mapping[str, float]) -> None:
            """Every process that solves, as soon as one does."""
            if not killed and mark.exists():
                killed.update(seconds)
                for process in workers.client.run(os.getpid).values():
                    os.kill(process, signal.SIGKILL)

        slow = replace(one, compute=partial(_solve_the_second_time, mark=mark))
        ((case, outcome),) = solve_cases([slow], workers.client, kill)
    assert killed == {case.name}
    assert isinstance(outcome, Result)
    assert outcome.objective_kr == BUYS_BOTH


def test_a_case_that_fails_is_told_and_the_others_go_on(towns: Path, workers: LocalWorkers) -> None:
    one, alone = read_cases(towns, ["one", "alone"])
    broken = Case[AnyResult]("broken", one.instance.settings, find_any_result)  # type: ignore[arg-type]
    found = {case.name: outcome for case, outcome in solve_cases([broken, alone], workers.client)}
    assert isinstance(found["alone"], Result)
    failure = found["broken"]
    assert isinstance(failure, Failure)
    assert (failure.kind, failure.reasons[0].partition(":")[0]) == ("error", "AttributeError")


def test_a_solver_that_fails_is_a_failure_in_words(towns: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> Result:
        raise SolverError("out of luck")

    monkeypatch.setattr(pricing, "solve", fail)
    (case,) = read_cases(towns, ["one"])
    assert dispatch._compute_here(find_result, case.instance, SolverOptions(), versions_here(), ("", 0)) == Failure(
        "solver", ("out of luck",)
    )


def test_workers_listen_on_this_machine_alone_and_show_no_pages(workers: LocalWorkers) -> None:
    workers.client.wait_for_workers(2, timeout=PATIENCE_SECONDS)
    me = psutil.Process()
    sockets = [each for process in (me, *me.children(recursive=True)) for each in process.net_connections("tcp")]
    listening = [socket.laddr for socket in sockets if socket.status == psutil.CONN_LISTEN]
    assert {address.ip for address in listening} == {"127.0.0.1"}
    assert 8787 not in {address.port for address in listening}


def test_workers_that_nobody_needs_are_not_started() -> None:
    before = threading.active_count()
    with LocalWorkers(2):
        assert threading.active_count() == before
