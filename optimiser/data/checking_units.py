"""Warnings of figures that look as if they were written in another unit: seconds for minutes, thousands for kr.

A figure is held against what is usual for it, and the cost of an agent against what the cost curve says of a contact:
there a slip in any of the figures behind it shows.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from operator import attrgetter

from optimiser.data import rows
from optimiser.data.cells import legible
from optimiser.data.checked import Checked, Placed
from optimiser.data.columns import Row
from optimiser.data.findings import Finding
from optimiser.data.instance import Instance

MINUTES_PER_HOUR = 60
LEAST_OF_AGENTS = 0.3
"""Share of what agents cost, on the curve, that they are not idle at least."""
BESIDE_CURVE = 3.0
"""How many times dearer than the dearest contact on the curve one may be today, or cheaper than the cheapest."""


@dataclass(frozen=True)
class Usual:
    """Between what a figure usually lies, in which unit, and what it may have been written in."""

    low: float
    high: float
    unit: str
    otherwise: str

    def holds(self, value: float | None) -> bool:
        """True for a figure that is not told of; 0 and a blank say that there is none."""
        return not value or self.low <= value <= self.high

    @property
    def rule(self) -> str:
        """Between what it lies, in words."""
        if self.high == inf:
            return f"unusual: at least {legible(self.low)} {self.unit} are expected"
        if self.low == 0:
            return f"unusual: at most {legible(self.high)} {self.unit} are expected"
        return f"unusual: from {legible(self.low)} to {legible(self.high)} {self.unit} are expected"

    @property
    def remedy(self) -> str:
        """What to look at."""
        return f"check that it is not in {self.otherwise}"


SECONDS = Usual(5, 3600, "seconds", "minutes")
AMOUNT = Usual(1000, inf, "kr.", "thousands or millions of kr.")
LARGE_AMOUNT = Usual(5000, inf, "kr.", "thousands or millions of kr.")
SMALL_AMOUNT = Usual(100, inf, "kr.", "thousands or millions of kr.")
LIFETIME = Usual(1, 60, "years", "months or days")
INVESTED: Mapping[rows.Basis, Usual] = {
    "centre": LARGE_AMOUNT,
    "connection": LARGE_AMOUNT,
    "municipality": LARGE_AMOUNT,
    "task": SMALL_AMOUNT,
    "fte": SMALL_AMOUNT,
}
"""By what an investment is counted per, what is usual for its amount."""
ENTRIES: Mapping[str, Usual] = {
    "economy.discount_rate": Usual(0, 0.2, "of 1 a year", "percent: 4 % is 0.04"),
    "economy.net_hours_per_fte": Usual(800, 2200, "hours a year", "hours a week, days or weeks"),
    "service.reference_within_seconds": SECONDS,
    "service.patience_seconds": Usual(10, 7200, "seconds", "minutes"),
    "service.reference_opening_hours": Usual(5, inf, "hours a week", "hours a day"),
    "policy.investment_budget_kr": AMOUNT,
}
"""By dotted name, what is usual for an entry of the settings."""
COLUMNS: Mapping[type[Row], Mapping[str, Usual]] = {
    rows.Municipality: {"investment_factor": Usual(0.1, 10, "times", "percent")},
    rows.Task: {"handling_minutes": Usual(0.2, 60, "minutes", "seconds or hours")},
    rows.Centre: {
        "cost_factor": Usual(0.3, 3, "times", "percent"),
        "max_sold_share": Usual(0, 10, "times its own volume", "percent"),
        "within_seconds": SECONDS,
        "opening_hours": Usual(5, inf, "hours a week", "hours a day"),
        "fixed_cost_kr": AMOUNT,
    },
    rows.Connection: {"yearly_kr": AMOUNT, "investment_kr": AMOUNT, "lifetime_years": LIFETIME},
    rows.Investment: {"lifetime_years": LIFETIME},
    rows.LegalRule: {"cap_kr": AMOUNT},
}
"""By table and column, what is usual for a figure in a row."""


def entries_in_another_unit(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """The entries of the settings are as large as is usual."""
    for name, usual in ENTRIES.items():
        if not usual.holds(attrgetter(name)(instance.settings)):
            yield checked.draft.settings.finding(name, usual.rule, usual.remedy, "warning")


def columns_in_another_unit(checked: Checked, instance: Instance) -> Iterator[Finding]:  # noqa: ARG001 - as all checks
    """The figures of the tables are as large as is usual; a column is told of once, whatever its rows."""
    for table, columns in COLUMNS.items():
        for column, usual in columns.items():
            yield from _unusual([(item, usual) for item in checked.of(table)], column)
    investments = checked.of(rows.Investment)
    yield from _unusual([(item, INVESTED[item.row.basis]) for item in investments], "amount_kr")


def _unusual(placed: Sequence[tuple[Placed[Row], Usual]], column: str) -> Iterator[Finding]:
    """A finding about the first figure of a column that is not usual, with the number of the others."""
    found = [(item, usual) for item, usual in placed if not usual.holds(getattr(item.row, column))]
    if found:
        item, usual = found[0]
        others = f"; so in {len(found)} of {len(placed)} rows" if len(found) > 1 else ""
        yield item.finding(column, usual.rule + others, usual.remedy, "warning")


def agents_unlike_the_curve(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """What an agent costs while handling a contact is most of what the curve says, and not more at every size."""
    unit_costs = [point.unit_cost_kr for point in instance.tables.cost_curve]
    agent_kr, minutes = _agent_kr_of_contact(instance), _mean_minutes(instance)
    staffing = instance.settings.service.staffing_share
    time = f"{minutes:.3g} minutes of an agent, the mean of handling_minutes, cost {_kr(agent_kr)} kr."
    place = checked.draft.places["cost_curve"]
    if agent_kr > max(unit_costs):
        rule = f"{time}, but a contact costs at most {_kr(max(unit_costs))} kr. in {place}, at any size of a centre"
    elif agent_kr < LEAST_OF_AGENTS * staffing * min(unit_costs):
        rule = (
            f"{time}, but a contact costs at least {_kr(min(unit_costs))} kr. in {place}, {staffing:.0%} of it agents"
        )
    else:
        return
    remedy = f"check the units of handling_minutes, net_hours_per_fte, agent_cost_kr and {place}: one does not fit"
    yield checked.draft.settings.finding("economy.agent_cost_kr", rule, remedy, "warning")


def _agent_kr_of_contact(instance: Instance) -> float:
    """What an agent who is never idle costs while handling a contact that counts for the curve (kr.)."""
    economy, service = instance.settings.economy, instance.settings.service
    hours = economy.net_hours_per_fte * (1 - service.shrinkage)
    return _mean_minutes(instance) / MINUTES_PER_HOUR * economy.agent_cost_kr / hours


def _mean_minutes(instance: Instance) -> float:
    """Mean handling time over the pooled contacts; over all where none is pooled."""
    weights = instance.pooled_contacts if any(instance.pooled_contacts.values()) else instance.contacts
    minutes = sum(count * instance.tasks[task].handling_minutes for (_, task), count in weights.items())
    return minutes / sum(weights.values())


def contacts_today_unlike_the_curve(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """A contact answered as today, or bought, costs about as much as one on the curve."""
    unit_costs = [point.unit_cost_kr for point in instance.tables.cost_curve]
    low, high = min(unit_costs), max(unit_costs)
    for name in ("economy.today_unit_cost_kr", "policy.purchase_price_kr"):
        cost_kr = attrgetter(name)(instance.settings)
        if cost_kr is not None and not low / BESIDE_CURVE <= cost_kr <= high * BESIDE_CURVE:
            place = checked.draft.places["cost_curve"]
            rule = f"unlike {place}, where a contact costs from {_kr(low)} to {_kr(high)} kr."
            yield checked.draft.settings.finding(name, rule, "check that both are kr. a contact", "warning")


def _kr(amount: float) -> str:
    return f"{amount:,.0f}" if amount >= 1000 else f"{amount:.3g}"
