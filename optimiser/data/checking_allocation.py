"""Checks of how the cost is divided: what a solve knows of it, and what it leaves to `optimiser share`."""

from collections.abc import Iterator

from optimiser.data import rows
from optimiser.data.allocation_names import BY_LOAD, BY_TODAYS_COST
from optimiser.data.checking_rows import Checked
from optimiser.data.findings import Finding
from optimiser.data.instance import Instance

ALLOCATION = "policy.allocation"
ASK_SHARE = "see what each pays with `optimiser share RUN`"


def allocations_over_years(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """The cost of a path is divided by load: the other rules are of one year."""
    if instance.is_roadmap and instance.settings.policy.allocation != BY_LOAD:
        rule, remedy = f"must be {BY_LOAD} where years are planned: the others are of one year", "leave it out"
        yield checked.draft.settings.finding_about(ALLOCATION, rule, remedy)


def allocations_left_to_share(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """What of an allocation a solve does not compute is told: its tables divide by load."""
    policy, settings = instance.settings.policy, checked.draft.settings
    if policy.allocation == BY_LOAD:
        return
    rule = f"is not what the tables of a solve divide by: they divide {BY_LOAD}"
    yield settings.finding_about(ALLOCATION, rule, ASK_SHARE, "warning")
    if policy.allocation == BY_TODAYS_COST:
        return
    if policy.no_municipality_worse_off:
        rule = (
            f"is asked of all municipalities together, as what each pays by the rule {policy.allocation} "
            "is not known in a solve: the plan costs no more than today"
        )
        yield settings.finding_about("policy.no_municipality_worse_off", rule, ASK_SHARE, "warning")
    for item in checked.rows_of(rows.Wish):
        if item.row.kind == "pay no more than today" and item.row.active:
            rule = f"has no effect: what each pays by the rule {policy.allocation} is not known in a solve"
            yield item.finding_about("kind", rule, ASK_SHARE, "warning")
