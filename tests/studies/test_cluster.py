"""Solving on a cluster that is already there: the same results, nothing lost, and nobody with other versions."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from optimiser.data.findings import InvalidInputError
from optimiser.result.result import Result
from optimiser.studies.compare import compare
from optimiser.studies.compared_cases import read_cases
from optimiser.studies.resume import CaseEnded, CasesRunning, StudyEvent
from optimiser.studies.runner import dispatch
from optimiser.studies.runner.cluster import Cluster, _versions_unlike, tell_differences, versions_here
from optimiser.studies.runner.dispatch import WorkersLostError
from optimiser.studies.runner.local import LocalWorkers
from optimiser.studies.sweep import sweep
from tests.cli.conftest import DENMARK, Run
from tests.planning.two_towns import BUYS_BOTH, BUYS_NONE
from tests.studies.conftest import solve_cases
from tests.studies.dask_processes import DaskProcesses, dask_processes
from tests.waiting import wait_until

NAMES = ["one", "alone", "impossible"]


@pytest.fixture(scope="module")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DaskProcesses]:
    """A scheduler and two workers."""
    with dask_processes(tmp_path_factory.mktemp("dask"), workers=2) as processes:
        yield processes


@pytest.fixture
def cluster(dask: DaskProcesses) -> Iterator[Cluster]:
    with Cluster(dask.address) as cluster:
        yield cluster


def test_a_cluster_solves_as_this_machine_does(
    towns: Path, tmp_path: Path, cluster: Cluster, workers: LocalWorkers
) -> None:
    there = compare(towns, tmp_path / "there", structures=NAMES, workers=cluster)
    here = compare(towns, tmp_path / "here", structures=NAMES, workers=workers)
    assert there.figures.drop(columns="seconds").equals(here.figures.drop(columns="seconds"))
    assert [result.objective_kr for result in there.results.values()] == [BUYS_BOTH, BUYS_NONE, None]


def test_the_command_solves_on_a_cluster_and_leaves_it(
    run: Run, towns: Path, tmp_path: Path, dask: DaskProcesses
) -> None:
    ran = run("compare", towns, "--structure", "one", "--out", tmp_path / "out", "--scheduler", dask.address)
    assert ran.code == 0
    assert "solved 2 at a time" in ran.text
    assert "21.6 million kr." in ran.text
    assert dask.count() == 2


def test_a_sweep_is_solved_on_a_cluster_too(
    run: Run, towns: Path, tmp_path: Path, dask: DaskProcesses, workers: LocalWorkers
) -> None:
    vary = ["centres.Storby.cost_factor=1:2:3"]
    ran = run("sweep", towns, "--vary", *vary, "--out", tmp_path / "there", "--scheduler", dask.address)
    assert ran.code == 0
    there = pd.read_csv(tmp_path / "there" / "sweep.csv")
    here = sweep(towns, tmp_path / "here", vary, workers=workers).table
    assert list(there["objective_kr"]) == list(here["objective_kr"])


def test_workers_of_this_machine_are_not_asked_for_with_a_cluster(run: Run, towns: Path, dask: DaskProcesses) -> None:
    ran = run("compare", towns, "--out", "out", "--scheduler", dask.address, "--workers", 2)
    assert ran.code == 2
    assert "--scheduler" in ran.text


def test_a_worker_killed_in_the_middle_costs_nothing(dask: DaskProcesses, cluster: Cluster) -> None:
    """The one that solves: the other, which has nothing to do, takes over."""
    killed: list[str] = []

    def kill(_: object) -> None:
        if not killed:
            busy = [worker for worker, tasks in cluster.client.processing().items() if tasks]
            killed.extend(busy)
            for worker in busy:
                os.kill(dask.processes()[worker], signal.SIGKILL)

    ((_, outcome),) = solve_cases(read_cases(DENMARK, ["five-regions"]), cluster.client, kill)
    assert len(killed) == 1
    assert isinstance(outcome, Result)
    assert outcome.status == "optimal"
    dask.start_workers(1)


def test_a_worker_with_another_version_is_refused_by_name(
    run: Run, towns: Path, tmp_path: Path, dask: DaskProcesses
) -> None:
    fake = tmp_path / "fake" / "optimiser-0.0.1.dist-info"
    fake.mkdir(parents=True)
    (fake / "METADATA").write_text("Metadata-Version: 2.1\nName: optimiser\nVersion: 0.0.1\n", encoding="utf-8")
    before = set(dask.processes())
    (other,) = dask.start_workers(1, path=str(fake.parent))
    (address,) = set(dask.processes()) - before
    ran = run("compare", towns, "--structure", "one", "--out", "out", "--scheduler", dask.address)
    other.kill()
    wait_until(lambda: dask.count() == 2, "two workers")
    assert ran.code == 2
    assert f"{address} this worker must have the same versions as here" in ran.text
    assert f"has optimiser 0.0.1 (here {versions_here()['optimiser']}); install" in ran.text
    assert ran.text.count("this worker must") == 1
    assert not (tmp_path / "out").exists()


def test_a_worker_that_comes_later_does_not_solve_with_another_version(
    towns: Path, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cluster.count == 2
    monkeypatch.setattr(dispatch, "versions_here", lambda: {**versions_here(), "highspy": "9.9"})
    with pytest.raises(InvalidInputError) as raised:
        list(solve_cases(read_cases(towns, ["one"]), cluster.client))
    assert f"highspy {versions_here()['highspy']} (here 9.9)" in raised.value.findings[0].rule


def test_nobody_at_the_address_is_told_with_how_to_start(run: Run, towns: Path) -> None:
    ran = run("compare", towns, "--out", "out", "--scheduler", "tcp://127.0.0.1:9")
    assert ran.code == 2
    assert "no scheduler answers there" in ran.text
    assert "`dask scheduler --host ADDRESS --port 8786`" in ran.text


@pytest.mark.parametrize("address", ["nonsense", "carrier-pigeon://a:1", "tcp://127.0.0.1", "tcp://127.0.0.1:x", ""])
def test_what_is_no_address_is_told(address: str) -> None:
    with pytest.raises(InvalidInputError):
        assert Cluster(address).count


def test_a_scheduler_without_workers_and_one_that_is_gone_in_the_middle(
    run: Run, towns: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with dask_processes(tmp_path) as processes:
        monkeypatch.setattr("optimiser.studies.runner.cluster.SECONDS_TO_ANSWER", 1.0)
        ran = run("compare", towns, "--out", "out", "--scheduler", processes.address)
        assert ran.code == 2
        assert f"`dask worker {processes.address} --nworkers 2 --nthreads 1`" in ran.text
        processes.start_workers(1)
        told: list[StudyEvent] = []

        def kill(event: StudyEvent) -> None:
            told.append(event)
            if isinstance(event, CasesRunning) and any(isinstance(each, CaseEnded) for each in told):
                processes.scheduler.kill()

        # each takes seconds, so that the second is still being solved when it is told half a second later
        out, names = tmp_path / "out", ["five-regions", "three-centres"]
        with Cluster(processes.address) as cluster, pytest.raises(WorkersLostError, match="scheduler"):
            compare(DENMARK, out, structures=names, workers=cluster, report=kill)
    assert len([event for event in told if isinstance(event, CaseEnded)]) == 1
    assert len(list(out.glob("runs/*/run.json"))) == 1


def test_a_lost_cluster_ends_the_command_with_a_sentence(
    run: Run, towns: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(*_: object, **__: object) -> None:
        raise WorkersLostError("the scheduler cannot be reached any more")

    monkeypatch.setattr("optimiser.studies.resume.side_by_side", lost)
    ran = run("compare", towns, "--structure", "one", "--out", "out", "--workers", 1)
    assert ran.code == 5
    assert "The cluster no longer answers (the scheduler cannot be reached any more). 0 of 1" in ran.text
    assert "the same command continues from there" in ran.text


def test_a_cluster_that_stays_without_workers_is_given_up(towns: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dispatch, "SECONDS_WITHOUT_WORKERS", -1.0)
    monkeypatch.setattr(dispatch, "SECONDS_BETWEEN_LOOKS", 0.001)
    with LocalWorkers(1) as local, pytest.raises(WorkersLostError, match="no worker"):
        list(solve_cases(read_cases(towns, ["one"]), local.client))


def test_versions_that_differ_are_named_with_both() -> None:
    ours = versions_here()
    assert tell_differences(ours, ours) == ""
    assert tell_differences({**ours, "python": "3.9"}, ours) == f"python 3.9 (here {ours['python']})"
    assert tell_differences({}, ours).count("none") == len(ours)


def test_a_worker_without_the_program_has_none_of_it() -> None:
    (finding,) = _versions_unlike({"tcp://a:1": ModuleNotFoundError("No module named 'optimiser'")})
    assert "optimiser none (No module named 'optimiser')" in finding.rule
    assert "pyomo" not in finding.rule
