"""Workers on other machines: a Dask cluster that somebody has started, used and left as it is.

A result counts only from a process that solves with the versions that are here.
"""

import gc
import logging
import platform
import warnings
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, NoReturn, Self

from optimiser.data.findings import Finding, InvalidInputError, parameter_name

if TYPE_CHECKING:
    from distributed import Client

SECONDS_TO_ANSWER = 5.0
"""How long a scheduler is given to answer, and a first worker to come."""
OPTION = "scheduler"
HOW_TO_START = "start one with `dask scheduler --host ADDRESS --port 8786`, and workers on the machines that solve"
HOW_TO_WORK = "start some with `dask worker {address} --nworkers 2 --nthreads 1`"
HOW_TO_AGREE = "install the same versions there, or stop that worker"
LOGGERS = ("distributed.client", "distributed.core", "distributed.comm", "distributed.utils")
"""Who would tell of a lost scheduler in many lines; it is told in one sentence."""
SOLVING = ("optimiser", "pyomo", "highspy", "numpy", "pandas", "pyarrow", "distributed")
"""The packages whose version can change a result, or whether it can be sent."""
MISSING = "none"


@cache
def versions_here() -> Mapping[str, str]:
    """Python's version without its patch, and each package's; runs in workers too."""
    python = ".".join(platform.python_version_tuple()[:2])
    return {"python": python, **{name: _version_of(name) for name in SOLVING}}


def _version_of(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return MISSING


def tell_differences(theirs: Mapping[str, str], ours: Mapping[str, str]) -> str:
    """Where their versions are not ours, in words; nothing where all are."""
    pairs = ((name, theirs.get(name, MISSING), our) for name, our in ours.items())
    return ", ".join(f"{name} {their} (here {our})" for name, their, our in pairs if their != our)


class Cluster:
    """The workers of the scheduler at `address`, as tcp://host:8786; they stay when we leave.

    Nothing is connected to before it is asked for. Each worker solves one case at a time.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self._client: Client | None = None

    def start(self) -> None:
        """Connect, if we are not: there is nothing else to start."""
        self.client  # noqa: B018 - connects

    @property
    def count(self) -> int:
        """How many workers there are."""
        return len(self.client.nthreads())

    @property
    def client(self) -> "Client":
        """What solves are handed to.

        Raises InvalidInputError where no scheduler answers, no worker is there, or one has other versions than we.
        """
        if self._client is None:
            client = _connect_client(self.address)
            try:
                _refuse_unlike(self.address, client)
            except BaseException:
                client.close()
                raise
            self._client = client
        return self._client

    def __enter__(self) -> Self:
        """Themselves, not yet connected to."""
        return self

    def __exit__(self, *_: object) -> None:
        """Leave; what is being solved for us is given up, and the workers stay for others."""
        if self._client is not None:
            self._client.close()


def _connect_client(address: str) -> "Client":
    if not address.strip():  # or Dask would start a cluster of its own
        _refuse_cluster(address, [_cluster_finding(address, "must be an address, as tcp://host:8786", HOW_TO_START)])
    for name in LOGGERS:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    made = _client_or_why_not(address)
    if isinstance(made, str):
        # The client that was half made goes now: one collected while Dask makes another waits for ever for Dask's lock.
        gc.collect()
        _refuse_cluster(address, [_cluster_finding(address, f"no scheduler answers there ({made})", HOW_TO_START)])
    return made


def _client_or_why_not(address: str) -> "Client | str":
    from distributed import Client

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # versions that differ are told of below, by worker
            return Client(address, timeout=SECONDS_TO_ANSWER, set_as_default=False)
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        return _first_line(error)


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def _refuse_unlike(address: str, client: "Client") -> None:
    """Refuse a cluster without workers, and each worker that would solve with something else than we."""
    try:
        client.wait_for_workers(1, timeout=SECONDS_TO_ANSWER)
    except TimeoutError:
        rule = "has a scheduler, but no worker that could solve"
        _refuse_cluster(address, [_cluster_finding(address, rule, HOW_TO_WORK.format(address=address))])
    findings = list(_versions_unlike(client.run(versions_here, on_error="return")))
    if findings:
        _refuse_cluster(address, findings)


def _versions_unlike(found: Mapping[str, Mapping[str, str] | Exception]) -> Iterator[Finding]:
    for worker, theirs in sorted(found.items()):
        told = tell_differences(
            _worker_without_versions(theirs) if isinstance(theirs, Exception) else theirs, versions_here()
        )
        if told:
            yield refuse_unlike(worker, told)


def refuse_unlike(worker: str, told: str) -> Finding:
    """A worker that is refused, and `told` in which versions it differs."""
    return _cluster_finding(worker, f"this worker must have the same versions as here, but has {told}", HOW_TO_AGREE)


def _worker_without_versions(error: Exception) -> Mapping[str, str]:
    """A worker that cannot even say its versions has no optimiser, or one without this file."""
    own = {name: value for name, value in versions_here().items() if name not in SOLVING[:1]}
    return {**own, "optimiser": f"{MISSING} ({_first_line(error)})"}


def _cluster_finding(place: str, rule: str, remedy: str) -> Finding:
    return Finding(parameter_name(OPTION), None, place, "", rule, remedy)


def _refuse_cluster(address: str, findings: list[Finding]) -> NoReturn:
    raise InvalidInputError(address, findings)
