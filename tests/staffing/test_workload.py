"""Hours over the year, the people behind them, and the service they give."""

import numpy as np
import pytest

from optimiser.staffing.erlang import Target, agents_needed
from optimiser.staffing.workload import (
    DAYS,
    SLOTS_PER_DAY,
    WeekProfile,
    achieved_service,
    agent_hours_per_year,
    continuous_agent_hours_per_year,
    fte_of_hours,
    slot_loads,
)

HANDLING = 360.0
TARGET = Target(0.8, 60)
WEEK = WeekProfile.of_opening_hours(37)
VOLUMES = np.geomspace(2e4, 5e6, 200)


def _two_half_hours() -> WeekProfile:
    """A week of 10:00–10:30 on Monday and Tuesday, three quarters of the contacts on Monday."""
    table = [[0.0] * SLOTS_PER_DAY for _ in range(DAYS)]
    table[0][20], table[1][20] = 3, 1
    return WeekProfile.of_weights(table)


def test_a_week_of_two_half_hours_by_hand() -> None:
    """52 · 40 contacts of 6 minutes: 30 and 10 in half an hour are 6 and 2 Erlang, for half an hour a week each."""
    week = _two_half_hours()
    assert slot_loads(52 * 40, HANDLING, week) == pytest.approx([6, 2])
    agents = agents_needed([6, 2], HANDLING, TARGET)
    assert agent_hours_per_year(52 * 40, HANDLING, TARGET, week) == 52 * 0.5 * agents.sum()
    assert agent_hours_per_year(50 * 40, HANDLING, TARGET, week, weeks=50) == 50 * 0.5 * agents.sum()


def test_each_volume_of_a_grid_is_staffed_as_by_itself() -> None:
    alone = [float(agent_hours_per_year(volume, HANDLING, TARGET, WEEK)) for volume in VOLUMES[::40]]
    assert agent_hours_per_year(VOLUMES, HANDLING, TARGET, WEEK)[::40].tolist() == alone
    assert agent_hours_per_year(VOLUMES.reshape(4, 50), HANDLING, TARGET, WEEK).shape == (4, 50)
    assert agent_hours_per_year(0, HANDLING, TARGET, WEEK) == 0


@pytest.mark.parametrize("patience", [None, 300.0])
@pytest.mark.parametrize("hours", [37, 60])
def test_hours_never_fall_with_volume_and_steps_are_as_small_as_documented(
    hours: float, patience: float | None
) -> None:
    week, target = WeekProfile.of_opening_hours(hours), Target(0.8, 60, patience_seconds=patience)
    stepped = agent_hours_per_year(VOLUMES, HANDLING, target, week)
    smooth = continuous_agent_hours_per_year(VOLUMES, HANDLING, target, week)
    assert (np.diff(stepped) >= 0).all()
    assert (np.diff(smooth) > 0).all()
    apart = np.abs(smooth / stepped - 1)
    assert apart.max() < 0.06
    assert apart[VOLUMES > 1e5].max() < 0.02
    assert apart[VOLUMES > 1e6].max() < 0.005


def test_without_steps_every_contact_more_makes_contacts_cheaper() -> None:
    for target in (Target(0.7, 120), TARGET, Target(0.8, 20)):
        assert (np.diff(continuous_agent_hours_per_year(VOLUMES, HANDLING, target, WEEK) / VOLUMES) < 0).all()


def test_stricter_targets_and_longer_hours_weigh_more_on_small_centres() -> None:
    volumes = np.array([3e4, 3e5, 3e6])
    hours = agent_hours_per_year(volumes, HANDLING, TARGET, WEEK)
    stricter = agent_hours_per_year(volumes, HANDLING, Target(0.9, 10), WEEK)
    longer = agent_hours_per_year(volumes, HANDLING, TARGET, WeekProfile.of_opening_hours(60))
    assert (np.diff(stricter / hours) < 0).all()
    assert (np.diff(longer / hours) < 0).all()


def test_fte_by_hand() -> None:
    """1,500 net hours of which a quarter is shrinkage leave 1,125 at the phones."""
    assert fte_of_hours([0, 2250], 1500, 0.25).tolist() == [0, 2]


@pytest.mark.parametrize(
    ("net", "shrinkage", "told"), [(0, 0.3, "net hours"), (1500, 1, "shrinkage"), (1500, -0.1, "shrinkage")]
)
def test_hours_nobody_can_work_are_refused(net: float, shrinkage: float, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        fte_of_hours(100, net, shrinkage)


def test_service_is_weighted_with_contacts() -> None:
    """Monday's three quarters wait with their agents, Tuesday's quarter with theirs."""
    week = _two_half_hours()
    service = achieved_service(52 * 40, HANDLING, [8, 3], TARGET, week)
    monday, tuesday = (TARGET.queue_of(load, agents, HANDLING) for load, agents in ((6, 8), (2, 3)))
    assert service.answered_share == pytest.approx(0.75 * monday.answered_share(60) + 0.25 * tuesday.answered_share(60))
    assert service.mean_wait_seconds == pytest.approx(
        0.75 * monday.mean_wait_seconds + 0.25 * tuesday.mean_wait_seconds
    )
    assert service.occupancy == pytest.approx(8 / 11)


@pytest.mark.parametrize("patience", [None, 300.0])
def test_agents_needed_give_the_service_promised(patience: float | None) -> None:
    target = Target(0.8, 60, patience_seconds=patience)
    agents = agents_needed(slot_loads(VOLUMES, HANDLING, WEEK), HANDLING, target)
    service = achieved_service(VOLUMES, HANDLING, agents, target, WEEK)
    assert service.answered_share.shape == VOLUMES.shape
    assert (service.answered_share >= 0.8).all()
    assert (service.occupancy <= target.max_occupancy + 1e-9).all()


def test_one_half_hour_without_end_makes_the_mean_wait_infinite_unless_callers_hang_up() -> None:
    few = [8, 2]
    assert achieved_service(52 * 40, HANDLING, few, TARGET, _two_half_hours()).mean_wait_seconds == np.inf
    impatient = Target(0.8, 60, patience_seconds=300)
    assert achieved_service(52 * 40, HANDLING, few, impatient, _two_half_hours()).mean_wait_seconds < 100


def test_nobody_at_work_answers_nobody() -> None:
    service = achieved_service(52 * 40, HANDLING, [0, 0], TARGET, _two_half_hours())
    assert (float(service.answered_share), float(service.occupancy)) == (0, 0)
