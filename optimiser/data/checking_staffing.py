"""Warnings about centres that cost less by the cost curve than the agents they cannot do without."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import log

from optimiser.data import rows
from optimiser.data.cells import counted
from optimiser.data.findings import Finding
from optimiser.data.instance import Instance, TaskKey
from optimiser.data.systems import Possible, as_chosen
from optimiser.staffing.erlang import SECONDS_PER_HOUR, Target
from optimiser.staffing.workload import WeekProfile, agent_hours_per_year

MINUTES_PER_HOUR = 60
ROUNDING_UP = 0.05
"""By what share agents may cost more than is counted: whole ones in each half hour, where the curve counts parts."""
MOST_OF_AN_EXAMPLE = 1000.0
"""Hours of handling a year, in all: what is less than one employee's work is no country or region, but an example."""
AGENT_COST = "economy.agent_cost_kr"
"""What is wrong with it as a whole is told first: centre by centre it would be told again."""
NAMED = 3
"""Centres that are told of by name; of more than these, the smallest."""


@dataclass(frozen=True)
class FullCentre:
    """A centre with all that may come to it: contacts and pooled contacts a year, and hours of handling them.

    `unpooled_kr` is what of it costs as today.
    """

    row: rows.Centre
    contacts: float
    volume: float
    work_hours: float
    unpooled_kr: float


@dataclass(frozen=True)
class _Agents:
    """What agents cost in the centres of an instance, beside what the cost curve says."""

    instance: Instance

    def counted_kr(self, full: FullCentre) -> float:
        """What a plan counts for a full centre, nearly: on the curve, for the service it promises, and as today."""
        share, volume = self.instance.settings.service.staffing_share, max(full.volume, 1.0)
        own, reference = (
            float(agent_hours_per_year(volume, self._seconds, target, week))
            for target, week in (self._promise(full.row), self._promise(None))
        )
        factor = 1 - share + share * self._wages(full.row) * own / reference
        return full.row.cost_factor * full.volume * self._unit_kr(volume) * factor + full.unpooled_kr

    def _unit_kr(self, volume: float) -> float:
        """The unit cost of a volume on the curve: linear in its logarithm between points, constant outside."""
        points = self.instance.tables.cost_curve
        for below, above in pairwise(points):
            if below.volume <= volume <= above.volume:
                part = log(volume / below.volume) / log(above.volume / below.volume)
                return below.unit_cost_kr + part * (above.unit_cost_kr - below.unit_cost_kr)
        return points[0 if volume < points[0].volume else -1].unit_cost_kr

    def agents_fte(self, full: FullCentre) -> float:
        """Full-time employees that a full centre has at the phones, whole agents in each half hour."""
        settings, (target, week) = self.instance.settings, self._promise(full.row)
        seconds = SECONDS_PER_HOUR * full.work_hours / full.contacts
        hours = float(agent_hours_per_year(full.contacts, seconds, target, week))
        return hours / settings.economy.net_hours_per_fte / (1 - settings.service.shrinkage)

    def agents_kr(self, full: FullCentre) -> float:
        """What these cost a year."""
        return self.agents_fte(full) * self.instance.settings.economy.agent_cost_kr * self._wages(full.row)

    @cached_property
    def _seconds(self) -> float:
        return MINUTES_PER_HOUR * self.instance.mean_handling_minutes

    def _wages(self, row: rows.Centre) -> float:
        return self.instance.municipalities[row.seat].wage_level if row.seat else 1.0

    def _promise(self, row: rows.Centre | None) -> tuple[Target, WeekProfile]:
        """The target and week of a centre; those at which the cost curve holds without one."""
        said = self.instance.settings.service
        share = (row and row.answered_share) or said.reference_answered_share
        seconds = (row and row.within_seconds) or said.reference_within_seconds
        hours = (row and row.opening_hours) or said.reference_opening_hours
        arrivals = self.instance.arrivals
        week = WeekProfile.of_arrivals(arrivals, hours) if arrivals else WeekProfile.of_opening_hours(hours)
        return Target(share, seconds, said.max_occupancy, said.patience_seconds), week


def centres_below_their_staffing(instance: Instance) -> Iterator[Finding]:
    """No centre costs less by the cost curve, with all that may come to it, than its own agents.

    Told where an instance is validated or solved; of a plan, the report tells which of its centres do.
    """
    told = any(remark.column == AGENT_COST for remark in instance.remarks)
    if told or instance.settings.service.cost_at_least_staffing or _work_hours(instance) < MOST_OF_AN_EXAMPLE:
        return
    full, agents = list(_full_centres(as_chosen(instance))), _Agents(instance)
    short = (one for one in full if agents.agents_kr(one) > (1 + ROUNDING_UP) * agents.counted_kr(one))
    below = sorted(short, key=lambda one: (one.volume, one.row.centre))
    if below:
        smallest = below[0]
        names = ", ".join(one.row.centre for one in below[:NAMED])
        named = f"{names} and others" if len(below) > NAMED else names
        counted_kr, agents_kr = agents.counted_kr(smallest), agents.agents_kr(smallest)
        rule = (
            f"{len(below)} of {len(full)} centres ({named}) cost less by cost_curve than their own agents do, even "
            f"with all that may come to them: {smallest.row.centre} {counted_kr:,.0f} kr. a year, and its "
            f"{counted(agents.agents_fte(smallest))} full-time employees {agents_kr:,.0f} kr."
        )
        remedy = "service.cost_at_least_staffing=true counts the agents, or correct the curve, or what agents cost"
        value = f"{instance.settings.economy.agent_cost_kr:g}"
        yield Finding("instance", None, AGENT_COST, value, rule, remedy, "warning")


def _full_centres(possible: Possible) -> Iterator[FullCentre]:
    """Every centre that may answer anything, with as much of what may come to it as it may answer."""
    instance, keys = possible.instance, dict[str, frozenset[TaskKey]]()
    for (centre, _), some in possible.used.items():
        if centre in instance.centres:
            keys[centre] = keys.get(centre, frozenset()) | some
    for centre, pairs in keys.items():
        row = instance.centres[centre]
        own = sum(instance.pooled_contacts[key] for key in pairs if key[0] == row.seat)
        every = sum(instance.pooled_contacts[key] for key in pairs)
        most = every if row.max_sold_share is None or row.kind != "local" else own * (1 + row.max_sold_share)
        part = min(1.0, most / every, (row.max_volume or every) / every) if every else 1.0
        if part == 0:  # who sells a share of its own has none
            continue
        yield FullCentre(
            row,
            part * sum(instance.contacts[key] for key in pairs),
            part * every,
            part * sum(instance.contacts[key] * instance.handling_minutes[key] for key in pairs) / MINUTES_PER_HOUR,
            part * sum(_unpooled_kr(instance, key) for key in pairs),
        )


def _work_hours(instance: Instance) -> float:
    """Hours a year of handling all contacts."""
    minutes = sum(count * instance.handling_minutes[key] for key, count in instance.contacts.items())
    return minutes / MINUTES_PER_HOUR


def _unpooled_kr(instance: Instance, key: TaskKey) -> float:
    share = 1 - instance.tasks[key[1]].pooling_weight
    return instance.contacts[key] * share * instance.today_unit_kr[key]
