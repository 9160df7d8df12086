"""The queueing formulas against published values, other implementations, other ways, and common sense."""

from itertools import product
from math import ceil, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimiser.staffing.erlang import ErlangA, ErlangC, blocking_probability, load_erlang
from tests.sampling import examples
from tests.staffing import witnesses

HANDLING = 360.0
law = settings(max_examples=examples(25, 60), derandomize=True, deadline=None)
LOADS = (0.1, 1.0, 7.3, 100.0, 1000.0, 10_000.0)
STABLE = [(load, ceil(load + extra * sqrt(load)) + 1) for load, extra in product(LOADS, (0.0, 0.5, 3.0, 8.0))]

loads = st.floats(0.01, 300)
numbers = st.integers(0, 400)
seconds = st.floats(0, 900)
patiences = st.floats(10, 3600)


@pytest.mark.parametrize(("load", "lines"), [(4.461, 10), (8.108, 15), (12.03, 20), (37.90, 50), (84.06, 100)])
def test_a_hundredth_is_blocked_as_in_the_tables_of_erlang_b(load: float, lines: int) -> None:
    """The column of 1 % in the usual tables, e.g. ITU, Teletraffic Engineering Handbook (Iversen)."""
    assert blocking_probability(load, lines) == pytest.approx(0.01, rel=2e-3)


@pytest.mark.parametrize("load", [1e-300, 0.5, 1.0, 10.0, 100.0, 1000.0, 5000.0, 10_000.0, 1e6, 1e8])
def test_far_above_the_load_nobody_is_blocked(load: float) -> None:
    """And a hundred million agents are counted as quickly as the few hundred that make a difference."""
    assert witnesses.erlang_b(load, ceil(load + 40 * sqrt(load)) + 200) < 5e-324
    assert blocking_probability([load, 0.5], [10**8 + 2 * load // 1, 1]) == pytest.approx([0, 1 / 3])
    assert ErlangC.of_loads(load, 10**8 + 2 * load // 1, HANDLING).waiting_share < 1e-300


def test_fifty_agents_wait_as_in_gans_koole_and_mandelbaum() -> None:
    """Telephone Call Centers (2003), Erlang C and A compared: 48 calls a minute of one minute, patience two minutes."""
    load = load_erlang(48 * 60, 60)
    patient, impatient = ErlangC.of_loads(load, 50, 60), ErlangA.of_loads(load, 50, 60, 120)
    assert patient.mean_wait_seconds == pytest.approx(20.8, abs=0.05)
    assert patient.occupancy == pytest.approx(0.96)
    assert impatient.abandoned_share == pytest.approx(0.031, abs=0.0005)
    assert impatient.mean_wait_seconds == pytest.approx(3.7, abs=0.05)
    assert impatient.occupancy == pytest.approx(0.93, abs=0.005)


def test_one_and_two_agents_by_hand() -> None:
    """M/M/1: C = a. M/M/2: C = a²/(2 + a). One agent at half load: mean wait = handling."""
    assert ErlangC.of_loads([0.5, 1.0], [1, 2], HANDLING).waiting_share == pytest.approx([0.5, 1 / 3])
    assert ErlangC.of_loads(0.5, 1, HANDLING).mean_wait_seconds == pytest.approx(HANDLING)
    assert ErlangC.of_loads(0.5, 1, HANDLING).answered_share(HANDLING) == pytest.approx(1 - 0.5 * np.exp(-0.5))


@pytest.mark.parametrize(("load", "agents"), STABLE)
def test_erlang_b_and_c_to_forty_digits(load: float, agents: int) -> None:
    assert blocking_probability(load, agents) == pytest.approx(float(witnesses.erlang_b(load, agents)), rel=1e-12)
    expected = float(witnesses.erlang_c(load, agents))
    assert ErlangC.of_loads(load, agents, HANDLING).waiting_share == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("agents", [0, 1, 500, 9_000, 9_999, 20_000])
def test_blocking_far_from_the_load(agents: int) -> None:
    assert blocking_probability(10_000, agents) == pytest.approx(float(witnesses.erlang_b(10_000, agents)), rel=1e-12)


def test_a_centre_with_no_more_agents_than_load_never_answers() -> None:
    queue = ErlangC.of_loads([5, 5, 5], [0, 4, 5], HANDLING)
    assert queue.waiting_share == pytest.approx(1)
    assert queue.answered_share(1e6) == pytest.approx(0)
    assert np.isinf(queue.mean_wait_seconds).all()
    assert queue.occupancy == pytest.approx([0, 1, 1])


def test_erlang_c_agrees_with_pyworkforce() -> None:
    for (load, agents), others in zip(STABLE, witnesses.pyworkforce_service(STABLE, HANDLING, 60), strict=True):
        queue = ErlangC.of_loads(load, agents, HANDLING)
        ours = [float(figure) for figure in (queue.waiting_share, queue.answered_share(60), queue.occupancy)]
        assert ours == pytest.approx(others, rel=1e-9)


IMPATIENT = [
    *[(load, agents, 300.0, 20.0) for load, agents in STABLE],
    *[(load, ceil(0.70 * load), 300.0, within) for load, within in product(LOADS, (20.0, 120.0))],
    *[(load, ceil(0.95 * load), 300.0, 90.0) for load in LOADS],
    (0.3, 1, 10.0, 60.0),
    (100.0, 60, 600.0, 300.0),
    (10_000.0, 2_000, 3600.0, 5_000.0),
    (10_000.0, 9_900, 30.0, 2.0),
]


@pytest.mark.parametrize(("load", "agents", "patience", "within"), IMPATIENT)
def test_erlang_a_to_forty_digits(load: float, agents: int, patience: float, within: float) -> None:
    """Light, critical and heavy load, where the line is sometimes, often and never empty."""
    queue = ErlangA.of_loads(load, agents, HANDLING, patience)
    found = (queue.waiting_share, queue.abandoned_share, queue.answered_share(within))
    expected = witnesses.erlang_a(load, agents, HANDLING, patience, within)
    assert found == pytest.approx([float(value) for value in expected], abs=1e-12)


@pytest.mark.parametrize(("load", "agents"), [(0.4, 1), (2.0, 3), (5.0, 4), (9.0, 3), (12.0, 15)])
@pytest.mark.parametrize(("patience", "within"), [(60.0, 20.0), (300.0, 120.0), (900.0, 60.0)])
def test_erlang_a_step_by_step(load: float, agents: int, patience: float, within: float) -> None:
    """What "answered in time" means: the caller moves up the line, gives up or is answered, at most T after joining."""
    queue = ErlangA.of_loads(load, agents, HANDLING, patience)
    found = (queue.waiting_share, queue.abandoned_share, queue.answered_share(within))
    assert found == pytest.approx(witnesses.step_by_step(load, agents, HANDLING, patience, within), abs=1e-10)


@pytest.mark.parametrize(("load", "agents"), [(0.5, 1), (8.0, 10), (50.0, 55)])
def test_endless_patience_is_erlang_c(load: float, agents: int) -> None:
    patient, endless = ErlangC.of_loads(load, agents, HANDLING), ErlangA.of_loads(load, agents, HANDLING, 1e8)
    assert endless.waiting_share == pytest.approx(patient.waiting_share, rel=1e-4)
    assert endless.answered_share(60) == pytest.approx(patient.answered_share(60), rel=1e-4)
    assert endless.mean_wait_seconds == pytest.approx(patient.mean_wait_seconds, rel=1e-4)
    assert endless.occupancy == pytest.approx(patient.occupancy, rel=1e-4)


def test_plenty_of_agents_leave_nobody_waiting_and_none_leave_everybody() -> None:
    for queue in (
        ErlangC.of_loads([10.0, 10.0], [0, 100], HANDLING),
        ErlangA.of_loads([10.0, 10.0], [0, 100], HANDLING, 60),
    ):
        assert queue.waiting_share == pytest.approx([1, 0])
        assert queue.answered_share(20) == pytest.approx([0, 1])
        assert queue.occupancy == pytest.approx([0, 0.1])
    assert ErlangA.of_loads(10.0, 0, HANDLING, 60).mean_wait_seconds == pytest.approx(60)


def test_no_load_is_answered_at_once() -> None:
    for queue in (ErlangC.of_loads(0, 3, HANDLING), ErlangA.of_loads(0, 3, HANDLING, 60)):
        figures = [queue.waiting_share, queue.answered_share(0), queue.mean_wait_seconds, queue.occupancy]
        assert [float(figure) for figure in figures] == [0, 1, 0, 0]


@law
@given(loads, numbers, patiences)
def test_at_once_are_those_who_need_not_wait_and_in_the_end_those_who_stay(
    load: float, agents: int, patience: float
) -> None:
    queue = ErlangA.of_loads(load, agents, HANDLING, patience)
    assert queue.answered_share(0) == pytest.approx(1 - queue.waiting_share, abs=1e-9)
    assert queue.answered_share(100 * patience) == pytest.approx(1 - queue.abandoned_share, abs=1e-9)


@law
@given(loads, numbers, seconds, patiences)
def test_more_agents_answer_more_and_are_less_busy(load: float, agents: int, within: float, patience: float) -> None:
    both = [agents, agents + 1]
    for queue in (ErlangC.of_loads(load, both, HANDLING), ErlangA.of_loads(load, both, HANDLING, patience)):
        assert np.diff(queue.answered_share(within)) >= -1e-12
        assert np.diff(queue.waiting_share) <= 1e-12
        assert queue.mean_wait_seconds[1] <= queue.mean_wait_seconds[0] + 1e-9
        assert agents == 0 or np.diff(queue.occupancy) <= 1e-12


@law
@given(loads, numbers, seconds, patiences)
def test_more_load_is_answered_later(load: float, agents: int, within: float, patience: float) -> None:
    both = [load, 1.01 * load]
    for queue in (ErlangC.of_loads(both, agents, HANDLING), ErlangA.of_loads(both, agents, HANDLING, patience)):
        assert np.diff(queue.answered_share(within)) <= 1e-12
        assert np.diff(queue.occupancy) >= -1e-12


@law
@given(loads, numbers, seconds, patiences)
def test_more_time_answers_more(load: float, agents: int, within: float, patience: float) -> None:
    for queue in (ErlangC.of_loads(load, agents, HANDLING), ErlangA.of_loads(load, agents, HANDLING, patience)):
        assert 0 <= queue.answered_share(within) <= queue.answered_share(1.1 * within + 1) + 1e-12 <= 1 + 1e-11


def test_arrays_broadcast_to_what_each_gives_alone() -> None:
    load, agents = np.array([[0.0], [3.0], [10_000.0]]), np.array([0, 4, 10_200])
    for queue in (ErlangC.of_loads(load, agents, HANDLING), ErlangA.of_loads(load, agents, HANDLING, 300)):
        alone = [[type(queue)(a, n, *_times(queue)).answered_share(20) for n in agents] for a in load[:, 0]]
        assert queue.answered_share(20) == pytest.approx(np.array(alone, dtype=float), rel=1e-12)
    assert ErlangC.of_loads([], [], HANDLING).waiting_share.shape == (0,)


def _times(queue: ErlangC | ErlangA) -> tuple[float, ...]:
    return (HANDLING,) if isinstance(queue, ErlangC) else (HANDLING, 300.0)


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="loads must be finite and not negative"):
        blocking_probability(-1, 3)
    with pytest.raises(ValueError, match="agents must be whole"):
        ErlangC.of_loads(1, 2.5, HANDLING)
    with pytest.raises(ValueError, match="handling seconds must be a positive number"):
        ErlangC.of_loads(1, 2, 0)
    with pytest.raises(ValueError, match="patience seconds must be a positive number"):
        ErlangA.of_loads(1, 2, HANDLING, float("nan"))
