"""The witness on service: what centres with targets and opening hours of their own cost, written from the formula.

With f(V) = 1 - σ + σ · N(V, own) / N(V, reference), where N are agent hours a year at the mean handling time over the
pooled contacts, a centre costs f times what the documents' curve says. f is counted 50 times for each unit of ln V,
and straight in between. Only the arithmetic of queues is the product's.
"""

from collections.abc import Sequence
from functools import lru_cache
from math import log

import numpy as np

from optimiser.data import rows
from optimiser.data.instance import Instance
from optimiser.planning.cost_curve import Piece
from optimiser.planning.problem import Problem
from optimiser.staffing.erlang import Target
from optimiser.staffing.workload import WeekProfile, continuous_agent_hours_per_year
from tests.witness import Answering, Numbers, exact_kr, mean_minutes, minutes_of, on_lines, pooled_of, wages_at

Promise = tuple[float, float, float]
"""Answered share, seconds, opening hours a week."""
STEP = 0.02


def on_curves(instance: Instance, centre: str, volume: Numbers) -> Numbers:
    """Exact cost; at the reference service by straight lines, as the model counts it."""
    row = instance.centres[centre]
    plain = _at_reference(instance, row) and not instance.settings.service.cost_at_least_staffing
    return on_lines(instance, centre, volume) if plain else exactly(instance, centre, volume)


def exactly(instance: Instance, centre: str, volume: Numbers) -> Numbers:
    """Exact cost at any service; of the agents at least where it may not be less, and of a contact's from opening."""
    if not instance.settings.service.cost_at_least_staffing:
        return _on_curve(instance, centre, volume)
    contacts = np.maximum(volume, 1.0)
    return np.maximum(_on_curve(instance, centre, contacts), _agents_kr(instance, centre, contacts))


def _agents_kr(instance: Instance, centre: str, contacts: Numbers) -> Numbers:
    """What those cost who are at the phones for so many pooled contacts, 1 a year or more."""
    row, economy = instance.centres[centre], instance.settings.economy
    most = 2 + int(log(float(np.max(contacts))) / STEP)
    hours = np.interp(np.log(contacts), STEP * np.arange(most), agent_hours(instance, promise(instance, row), most))
    employees = hours / economy.net_hours_per_fte / (1 - instance.settings.service.shrinkage)
    return np.asarray(employees * economy.agent_cost_kr * wages_at(instance, row))


def _on_curve(instance: Instance, centre: str, volume: Numbers) -> Numbers:
    row = instance.centres[centre]
    if _at_reference(instance, row):
        return exact_kr(instance, centre, volume)
    contacts = np.maximum(volume, 1.0)
    by_documents = exact_kr(instance, centre, contacts) / factor_at_reference(instance, row)
    return by_documents / contacts * volume * factors(instance, row, contacts)


def factor_at_reference(instance: Instance, row: rows.Centre) -> float:
    """What wages alone make of it."""
    share = instance.settings.service.staffing_share
    return 1 - share + share * wages_at(instance, row)


def _at_reference(instance: Instance, row: rows.Centre) -> bool:
    return promise(instance, row) == promise(instance, None)


def on_pieces(problem: Problem) -> Answering:
    """What centres with a service of their own cost by the product's pieces, the cheapest where several fit."""

    def answering(instance: Instance, centre: str, volume: Numbers) -> Numbers:
        if centre not in problem.reach or problem.class_of[centre].curve.times is not None:
            return on_lines(instance, centre, volume)
        return _cheapest(problem.class_of[centre].pieces, volume) * instance.centres[centre].cost_factor

    return answering


def _cheapest(pieces: Sequence[Piece], volume: Numbers) -> Numbers:
    cost_kr = np.full_like(volume, np.inf)
    for piece in pieces:
        on_it = (volume >= piece.low) & (volume <= piece.high)
        cost_kr = np.where(on_it, np.minimum(cost_kr, piece.fixed_kr + piece.slope_kr * volume), cost_kr)
    return cost_kr


def promise(instance: Instance, row: rows.Centre | None) -> Promise:
    """What a centre promises; None is the reference."""
    said = instance.settings.service
    share = (row and row.answered_share) or said.reference_answered_share
    seconds = (row and row.within_seconds) or said.reference_within_seconds
    return share, seconds, (row and row.opening_hours) or said.reference_opening_hours


def factors(instance: Instance, row: rows.Centre, contacts: Numbers) -> Numbers:
    """f at each volume of 1 contact a year or more."""
    own, reference = promise(instance, row), promise(instance, None)
    most = 2 + int(log(float(np.max(contacts))) / STEP)
    ratio = agent_hours(instance, own, most) / agent_hours(instance, reference, most)
    share = instance.settings.service.staffing_share
    return np.asarray(
        np.interp(np.log(contacts), STEP * np.arange(most), 1 - share + share * wages_at(instance, row) * ratio)
    )


def agent_hours(instance: Instance, some: Promise, count: int) -> Numbers:
    """Agent hours a year at the first `count` volumes."""
    said = instance.settings.service
    target = Target(some[0], some[1], said.max_occupancy, said.patience_seconds)
    return _hours(target, week(instance, some[2]), handling_seconds(instance), count)


@lru_cache(maxsize=50)
def _hours(target: Target, profile: WeekProfile, handling: float, count: int) -> Numbers:
    return continuous_agent_hours_per_year(np.exp(STEP * np.arange(count)), handling, target, profile)


def week(instance: Instance, hours: float) -> WeekProfile:
    """The assumed week; or of the counted one the half hours that more contacts arrive in than in any closed one."""
    said = np.zeros((7, 48))
    for row in instance.tables.arrival_profile:
        said[row.weekday - 1, 2 * int(row.half_hour[:2]) + (row.half_hour[3:] == "30")] = row.share
    if not said.any():
        return WeekProfile.of_opening_hours(hours)
    half_hours = round(2 * hours)
    least = np.sort(said, axis=None)[-half_hours]
    counted = np.where(said > least, said, 0)
    for longer in range(2, 337):
        first = np.array(WeekProfile.of_opening_hours(longer / 2).shares).reshape(7, 48) > 0
        counted = np.where((np.count_nonzero(counted) < half_hours) & first & (said == least), said, counted)
    return WeekProfile.of_weights(counted.tolist())


def handling_seconds(instance: Instance) -> float:
    """Mean over the pooled contacts, over all contacts where none is pooled; a volume of lengths is of the mean one."""
    weights = {key: pooled_of(instance, *key) for key in instance.contacts}
    if instance.settings.economy.cost_follows_minutes or not sum(weights.values()):
        return 60 * mean_minutes(instance, instance.contacts)
    minutes = sum(minutes_of(instance, *key) * weight for key, weight in weights.items())
    return 60 * minutes / sum(weights.values())
