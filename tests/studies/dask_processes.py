"""A scheduler and workers as people start them, each a process of its own, on this machine alone."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.waiting import PATIENCE_SECONDS, wait_until

DASK = [sys.executable, "-m", "dask"]
HERE = ["--host", "127.0.0.1", "--dashboard-address", "127.0.0.1:0", "--no-dashboard"]
ROOT = Path(__file__).parents[2]


class DaskProcesses:
    """A scheduler and what is started for it; nothing of it is left when it is ended."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.started: list[subprocess.Popen[bytes]] = []
        file = folder / "scheduler.json"
        self.scheduler = self.start("scheduler", "--port", "0", "--scheduler-file", str(file))
        wait_until(lambda: file.exists() and file.stat().st_size > 0, "the scheduler to tell its address")
        self.address: str = json.loads(file.read_text(encoding="utf-8"))["address"]

    def start(self, *arguments: str, path: str = "") -> "subprocess.Popen[bytes]":
        """Start a process of the dask command; modules are looked for in `path` first."""
        environment = {**os.environ, "PYTHONPATH": f"{path}{os.pathsep}{ROOT}" if path else str(ROOT)}
        with (self.folder / "log.txt").open("ab") as log:
            command = [*DASK, arguments[0], *HERE, *arguments[1:]]
            self.started.append(
                subprocess.Popen(
                    command, cwd=self.folder, env=environment, stdout=log, stderr=log, start_new_session=True
                )
            )
        return self.started[-1]

    def start_workers(self, count: int, *, path: str = "") -> "list[subprocess.Popen[bytes]]":
        """Workers without a nanny: one that is killed does not come back."""
        before = self.count()
        made = [self.start("worker", self.address, "--nthreads", "1", "--no-nanny", path=path) for _ in range(count)]
        wait_until(lambda: self.count() == before + count, f"{count} workers to come")
        return made

    def count(self) -> int:
        """How many workers the scheduler knows."""
        return len(self.processes())

    def processes(self) -> Mapping[str, int]:
        """The process of each worker, by its address."""
        from distributed import Client

        with Client(self.address, set_as_default=False) as client:
            found: dict[str, int] = client.run(os.getpid, on_error="ignore")
        return found

    def end(self) -> None:
        """Kill whatever is left."""
        for process in self.started:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait(timeout=PATIENCE_SECONDS)


@contextmanager
def dask_processes(folder: Path, workers: int = 0) -> Iterator[DaskProcesses]:
    """A scheduler with so many workers."""
    processes = DaskProcesses(folder)
    try:
        processes.start_workers(workers)
        yield processes
    finally:
        processes.end()
