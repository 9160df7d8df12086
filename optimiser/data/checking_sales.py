"""What must hold of what hosts ask of those who buy of them, and what of it the law keeps anybody from paying."""

from collections.abc import Iterator

from optimiser.data import rows
from optimiser.data.checking_policy import is_allowed
from optimiser.data.checking_rows import Checked, Placed
from optimiser.data.findings import Finding
from optimiser.data.instance import Instance

COLUMNS = ("sale_price_kr", "sale_markup")


def sales_at_two_prices(checked: Checked) -> Iterator[Finding]:
    """A host asks a price, or a mark-up on what its buyers cost it, and not both."""
    for item in checked.rows_of(rows.Centre):
        if item.row.sale_price_kr is not None and item.row.sale_markup:
            rule = "must be blank where there is a sale_price_kr: that is all that buyers pay"
            yield item.finding_about("sale_markup", rule, "leave one of the two blank")


def sale_prices_without_effect(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """Who asks something of buyers may sell."""
    for item, column in _asking(checked):
        row = item.row
        if row.kind != "local":
            rule = f"has no effect: a {row.kind} centre does not sell"
            yield item.finding_about(column, rule, "leave it blank", "warning")
        elif row.seat and not instance.municipalities[row.seat].candidate_host:
            rule = f"has no effect: {row.centre} may not sell, because its seat is not a candidate_host"
            yield item.finding_about(column, rule, "leave it blank, or set candidate_host", "warning")


def sale_prices_below_cost(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """A host asks no less than a contact costs in its centre at the least: a sale must cover its full cost.

    Where the plan's own cost is above the price, the report tells it.
    """
    for item, column in _asking(checked):
        price_kr, least_kr = item.row.sale_price_kr, _least_kr(instance, item.row)
        if price_kr is not None and item.row.kind == "local" and price_kr < least_kr:
            cost = f"a contact costs {least_kr:g} kr. or more in this centre, at any size"
            rule = f"{cost}: a sale must cover its full cost"
            remedy = "raise it, or leave it blank to have buyers pay their part of the cost"
            yield item.finding_about(column, rule, remedy, "warning")


def _least_kr(instance: Instance, row: rows.Centre) -> float:
    """What no contact costs less than in a centre (kr.): on the curve, or as today what is not pooled.

    With a service of its own only what does not follow its agents is known without counting them.
    """
    share = instance.settings.service.staffing_share
    wages = instance.municipalities[row.seat].wage_level if row.seat else 1.0
    own_service = any(figure is not None for figure in (row.answered_share, row.within_seconds, row.opening_hours))
    on_curve_kr = row.cost_factor * min(point.unit_cost_kr for point in instance.tables.cost_curve)
    by_agents = 0.0 if own_service else share * wages
    return min(on_curve_kr * (1 - share + by_agents), *instance.today_unit_kr.values())


def sale_prices_above_the_caps(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """At what a host asks at least one task of somebody is bought below the caps in the law."""
    for item, column in _asking(checked):
        price_kr, row = item.row.sale_price_kr, item.row
        if price_kr is None or row.kind != "local":
            continue
        keys = [
            key
            for key in instance.contacts
            if key[0] != row.seat and is_allowed(instance, "purchased", instance.tasks[key[1]])
        ]
        if not keys:
            continue
        smallest = min(keys, key=lambda key: instance.contacts[key])
        caps = {key: _lowest_cap_kr(instance, key[1]) for key in keys}
        if all(cap_kr is not None and instance.contacts[key] * price_kr > cap_kr for key, cap_kr in caps.items()):
            worth_kr, cap_kr = instance.contacts[smallest] * price_kr, caps[smallest] or 0.0
            rule = (
                f"nobody may buy at this price: the smallest task there is would come to {worth_kr:,.0f} kr. a year, "
                f"above the cap of {cap_kr:,.0f} kr. in the law"
            )
            yield item.finding_about(column, rule, "lower it, or see cap_kr in the table legal", "warning")


def _lowest_cap_kr(instance: Instance, task: str) -> float | None:
    """The lowest cap in force on buying a task; None where there is none."""
    covering = (law for law in instance.laws if "purchased" in law.forms and law.covers_task(instance.tasks[task]))
    return min((law.cap_kr for law in covering if law.cap_kr is not None), default=None)


def _asking(checked: Checked) -> Iterator[tuple[Placed[rows.Centre], str]]:
    """Centres that ask something of buyers, with the column in which they do."""
    for item in checked.rows_of(rows.Centre):
        column = next((name for name in COLUMNS if getattr(item.row, name)), None)
        if column:
            yield item, column
