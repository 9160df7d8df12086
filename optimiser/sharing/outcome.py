"""What is found of how a plan's cost can be shared: a table of payments by each rule, who objects, who compensates."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from optimiser.data.instance import Instance
from optimiser.result.result import Result
from optimiser.sharing.compensation import Compensation
from optimiser.sharing.plan_payments import ORE


@dataclass(frozen=True)
class Allocation:
    """What each municipality pays by a rule (øre a year), and half the width of its confidence interval (kr.)."""

    rule: str
    paid: Mapping[str, int]
    spread_kr: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class SharingOutcome:
    """How the cost of a run's plan can be shared; the tables have the columns that `data/sharing_tables.py` declares.

    `allocations` has a row for each rule and municipality, `groups` one for each rule whose objection was sought,
    `consents` one for each host and virtual centre, `compensation` one for each transfer. `record` says how it was
    made: the entries of share.json.
    """

    result: Result
    allocations: pd.DataFrame
    groups: pd.DataFrame
    consents: pd.DataFrame
    compensation: pd.DataFrame
    record: Mapping[str, Any] = field(default_factory=dict)


def allocation_rows(
    instance: Instance, allocation: Allocation, today: Mapping[str, int], alone_kr: Mapping[str, float | None]
) -> Iterator[dict[str, Any]]:
    """Return the rows of a rule in the table of allocations."""
    for code, paid in allocation.paid.items():
        gain_kr, today_kr = (today[code] - paid) / ORE, today[code] / ORE
        yield {
            "rule": allocation.rule,
            "code": code,
            "name": instance.municipalities[code].name,
            "today_kr": today_kr,
            "pays_kr": paid / ORE,
            "gain_kr": gain_kr,
            "gain_share": gain_kr / today_kr if today_kr else None,
            "spread_kr": allocation.spread_kr.get(code),
            "alone_kr": alone_kr.get(code),
        }


def compensation_rows(instance: Instance, found: Compensation) -> Iterator[dict[str, Any]]:
    """Return the rows of the table of compensation."""
    for one in found.transfers:
        kr = one.ore / ORE
        yield {
            "giver": one.giver,
            "giver_name": instance.municipalities[one.giver].name,
            "receiver": one.receiver,
            "receiver_name": instance.municipalities[one.receiver].name,
            "kr": kr,
            "how": one.how,
            "centre": one.centre,
            "kr_per_contact": kr / one.contacts if one.contacts else None,
        }
