"""The same answers by other ways: closed forms in 40 digits, a Markov chain step by step, another implementation."""

import json
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

import numpy as np
import pytest


def _forty_digits() -> Any:
    mp: Any = pytest.importorskip("mpmath").mp.clone()
    mp.dps = 40
    return mp


def erlang_b(load: float, agents: int) -> Any:
    """The Poisson probability of `agents` over that of at most `agents`, by the incomplete gamma function."""
    mp = _forty_digits()
    a = mp.mpf(load)
    poisson = mp.exp(agents * mp.log(a) - a - mp.loggamma(agents + 1))
    return poisson / mp.gammainc(agents + 1, a, regularized=True)


def erlang_c(load: float, agents: int) -> Any:
    """N·B / (N - a·(1 - B))."""
    blocked = erlang_b(load, agents)
    return agents * blocked / (agents - load * (1 - blocked))


def erlang_a(load: float, agents: int, handling: float, patience: float, within: float) -> tuple[Any, Any, Any]:
    """Waiting, abandoned and answered share: Kummer's function, and the density of the offered wait integrated."""
    mp = _forty_digits()
    a, p = mp.mpf(load), mp.mpf(patience)
    c, y = agents * p / handling, a * p / handling
    line, blocked = mp.hyp1f1(1, c + 1, y), erlang_b(load, agents)
    waiting = line * blocked / (1 + (line - 1) * blocked)
    abandoned = waiting * (agents / (a * line) + 1 - agents / a)

    def answered_at(t: Any) -> Any:
        return waiting / line * c / p * mp.exp(y * (1 - mp.exp(-t / p)) - (c + 1) * t / p)

    answered = 1 - waiting + mp.quad(answered_at, mp.linspace(0, within, 9))
    return waiting, abandoned, answered


_LONGEST_LINE = 150


def step_by_step(
    load: float, agents: int, handling: float, patience: float, within: float
) -> tuple[float, float, float]:
    """Waiting, abandoned and answered share of a small centre, from its birth-death chain and nothing else."""
    departures = np.minimum(np.arange(1, agents + _LONGEST_LINE), agents) / handling
    departures += np.maximum(np.arange(1, agents + _LONGEST_LINE) - agents, 0) / patience
    weights = np.cumprod(np.concatenate([[1.0], load / handling / departures]))
    present = weights / weights.sum()
    ahead = present[agents:]
    abandoned = float(ahead @ np.arange(len(ahead))) / patience / (load / handling)
    answered = present[:agents].sum() + ahead @ _answered_by_place(len(ahead), agents / handling, 1 / patience, within)
    return float(ahead.sum()), abandoned, float(answered)


def _answered_by_place(
    places: int, finish: float, give_up: float, within: float
) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Probability of being answered in time with 0, 1, … ahead in line: the caller's way up the line, uniformised."""
    pace = finish + places * give_up
    up = (finish + np.arange(places) * give_up) / pace
    stay = 1 - up - give_up / pace
    answered, share, log_poisson = np.zeros(places), np.zeros(places), -pace * within
    for jump in range(1, int(pace * within + 12 * np.sqrt(pace * within) + 50)):
        share += np.exp(log_poisson) * answered
        log_poisson += np.log(pace * within / jump)
        answered = stay * answered + up * np.concatenate([[1.0], answered[:-1]])
    return share


PYWORKFORCE_SECONDS = 3600
_PYWORKFORCE = """
import json, sys
from pyworkforce.queuing import ErlangC
asked = json.load(sys.stdin)
for question in asked:
    agents, share = question.pop("agents"), question.pop("share")
    queue = ErlangC(**question)
    agents = agents or queue.required_positions(share)["raw_positions"]
    waiting, answered = queue.waiting_probability(agents), queue.service_level(agents)
    print(json.dumps([agents, waiting, answered, queue.achieved_occupancy(agents)]))
"""


def pyworkforce_service(centres: Sequence[tuple[float, int]], handling: float, within: float) -> list[list[float]]:
    """Waiting share, answered share and occupancy in Erlang C by pyworkforce."""
    return [answer[1:] for answer in _pyworkforce([(load, agents, 0.0) for load, agents in centres], handling, within)]


def pyworkforce_agents(loads: Sequence[float], handling: float, share: float, within: float) -> list[int]:
    """Agents needed in Erlang C by pyworkforce, without a cap on occupancy."""
    return [int(answer[0]) for answer in _pyworkforce([(load, 0, share) for load in loads], handling, within)]


def _pyworkforce(centres: Sequence[tuple[float, int, float]], handling: float, within: float) -> list[list[float]]:
    """In a process of its own: it loads a second HiGHS, which must not meet ours. It takes minutes."""
    if find_spec("pyworkforce") is None:
        pytest.skip("pyworkforce is not installed")
    asked = [
        {"transactions": load, "interval": handling / 60, "aht": handling / 60, "asa": within / 60}
        | {"agents": agents, "share": share}
        for load, agents, share in centres
    ]
    command = [sys.executable, "-W", "ignore", "-c", _PYWORKFORCE]
    told = subprocess.run(
        command, input=json.dumps(asked), capture_output=True, text=True, check=True, timeout=PYWORKFORCE_SECONDS
    )
    return [json.loads(line) for line in told.stdout.splitlines()]
