"""What a centre promises its callers (told in `cost_curve`), and what that multiplies its cost by: the factor f(V)."""

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from math import log

import numpy as np
from numpy.typing import ArrayLike

from optimiser.data.instance import Instance
from optimiser.data.rows import Centre
from optimiser.staffing.erlang import FloatArray, Target
from optimiser.staffing.workload import (
    WeekProfile,
    continuous_agent_hours_per_year,
)

KNOTS = 50
"""Knots of the service factor for each unit of ln V: volumes 2 % apart."""
SECONDS_PER_MINUTE = 60


@dataclass(frozen=True)
class CentreService:
    """What a centre promises: its target, its opening hours a week, and when contacts arrive; and at which wages.

    `wage_level` is that of its seat, over the level at which the cost curve holds. `least_hour_kr` is what an hour of
    its agents costs, over its cost factor, where it may not cost less than these; else 0.
    """

    target: Target
    opening_hours: float
    profile: WeekProfile
    wage_level: float = 1.0
    least_hour_kr: float = 0.0


def reference_service(instance: Instance) -> CentreService:
    """The service at which the cost curve holds."""
    return promised_service(instance)


def centre_service(instance: Instance, centre: Centre) -> CentreService:
    """The service of a centre: what its row says, and the reference where a cell is blank; at its seat's wages.

    A shared centre has no seat: its wages are those at which the cost curve holds.
    """
    promised = promised_service(instance, centre.answered_share, centre.within_seconds, centre.opening_hours)
    level = instance.municipalities[centre.seat].wage_level if centre.seat else promised.wage_level
    least_kr = level * agent_hour_kr(instance) / centre.cost_factor
    at_least = least_kr if instance.settings.service.cost_at_least_staffing else 0.0
    return replace(promised, wage_level=level, least_hour_kr=at_least)


def agent_hour_kr(instance: Instance) -> float:
    """What an hour of an agent at the phones costs at the country's wages (kr.)."""
    settings = instance.settings
    return settings.economy.agent_cost_kr / (settings.economy.net_hours_per_fte * (1 - settings.service.shrinkage))


def promised_service(
    instance: Instance,
    answered_share: float | None = None,
    within_seconds: float | None = None,
    opening_hours: float | None = None,
) -> CentreService:
    """The service of a centre that promises this; what is None is the reference's.

    Raises ValueError for what nobody can promise.
    """
    said = instance.settings.service
    share = said.reference_answered_share if answered_share is None else answered_share
    seconds = said.reference_within_seconds if within_seconds is None else within_seconds
    hours = said.reference_opening_hours if opening_hours is None else opening_hours
    target = Target(share, seconds, said.max_occupancy, said.patience_seconds)
    return CentreService(target, hours, week_profile(instance, hours))


def week_profile(instance: Instance, opening_hours: float) -> WeekProfile:
    """When the contacts of a centre with these opening hours arrive: as counted, or as in the assumed week."""
    if instance.arrivals:
        return WeekProfile.of_arrivals(instance.arrivals, opening_hours)
    return WeekProfile.of_opening_hours(opening_hours)


def mean_handling_seconds(instance: Instance) -> float:
    """Mean handling time over the pooled contacts of the whole instance; over all contacts where none is pooled."""
    return SECONDS_PER_MINUTE * instance.mean_handling_minutes


@dataclass(frozen=True)
class ServiceFactor:
    """f(V) of a service against the reference, for volumes up to `most` pooled contacts a year."""

    service: CentreService
    reference: CentreService
    handling_seconds: float
    staffing_share: float
    most: float

    @classmethod
    def of_service(cls, instance: Instance, service: CentreService) -> "ServiceFactor":
        """The factor of a service in an instance, for all volumes that any centre of it can come to."""
        share, most = instance.settings.service.staffing_share, sum(instance.pooled_contacts.values())
        return cls(service, reference_service(instance), mean_handling_seconds(instance), share, most)

    @cached_property
    def constant(self) -> float | None:
        """What the factor is at every volume, where nothing but wages tells the service from the reference; else None.

        At the reference itself it is exactly 1.
        """
        level = self.service.wage_level
        if _without_prices(self.service) != _without_prices(self.reference):
            return None
        return 1.0 if level == self.reference.wage_level else 1 - self.staffing_share + self.staffing_share * level

    def factor_at(self, volumes: ArrayLike) -> FloatArray:
        """f(V) at pooled volumes (contacts a year); below one contact a year, f(1)."""
        number = KNOTS * np.log(np.maximum(volumes, 1.0))
        if self.constant is not None:
            return np.full(number.shape, self.constant, dtype=np.float64)
        return np.asarray(np.interp(number, np.arange(self._count), self._values))

    def agent_hours_at(self, volumes: ArrayLike) -> FloatArray:
        """N(V) at the service, counted as f(V) is."""
        number = KNOTS * np.log(np.maximum(volumes, 1.0))
        return np.asarray(np.interp(number, np.arange(self._count), self._hours_of(self.service)))

    @property
    def knots(self) -> FloatArray:
        """The volumes between which f is straight in ln V; the last is above `most`."""
        return _knots_between(self._count)

    @property
    def _count(self) -> int:
        return 2 + int(KNOTS * log(max(self.most, 1.0)))

    @cached_property
    def _values(self) -> FloatArray:
        ratio = self._hours_of(self.service) / self._hours_of(self.reference)
        return 1 - self.staffing_share + self.staffing_share * self.service.wage_level * ratio

    def _hours_of(self, service: CentreService) -> FloatArray:
        return _agent_hours(_without_prices(service), self.handling_seconds, self._count)


def _without_prices(service: CentreService) -> CentreService:
    """What of a service the agent hours depend on."""
    return replace(service, wage_level=1.0, least_hour_kr=0.0)


def _knots_between(count: int) -> FloatArray:
    return np.asarray(np.exp(np.arange(count) / KNOTS))


@lru_cache(maxsize=32)
def _agent_hours(service: CentreService, handling_seconds: float, count: int) -> FloatArray:
    """N at the knots; kept, because every service is held against the same reference."""
    return continuous_agent_hours_per_year(_knots_between(count), handling_seconds, service.target, service.profile)
