"""The rules by which a plan's cost can be divided among municipalities, by name: what `policy.allocation` chooses."""

from typing import Literal

AllocationName = Literal[
    "by-load", "by-todays-cost", "host-price", "by-costs-avoided", "shapley", "least-core", "nucleolus"
]
BY_LOAD: AllocationName = "by-load"
"""By what each municipality has answered where: how the tables of a solve divide the cost."""
BY_TODAYS_COST: AllocationName = "by-todays-cost"
"""The only other by which a model knows that nobody pays more than today: all do, or nobody does."""
