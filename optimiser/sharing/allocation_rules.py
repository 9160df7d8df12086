"""Every rule by which a plan's cost can be divided, once: what it is called, what it does, and what it must know."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from optimiser.data.allocation_names import AllocationName
from optimiser.data.settings import Language
from optimiser.planning.plan import Plan
from optimiser.sharing.plan_payments import pay_at_host_prices, pay_by_load, pay_by_todays_cost

Text = Mapping[Language, str]
Needs = Literal["plan", "groups", "objections"]
"""The plan alone; what some groups cost by themselves; or which groups object most, one question after another."""


@dataclass(frozen=True)
class AllocationRule:
    """A rule: its name, and words for it that stand after what is paid.

    One that needs the plan alone has `pay`: what each pays (kr. a year). One that `keeps_each` never lets anybody pay
    more than it costs alone, so that nobody pays more than today who may stay as today.
    """

    name: AllocationName
    words: Text
    needs: Needs = "plan"
    keeps_each: bool = False
    pay: Callable[[Plan], Mapping[str, float]] | None = None


RULES: tuple[AllocationRule, ...] = (
    AllocationRule(
        "by-load",
        {"da": "efter besvarelse", "en": "by load"},
        pay=pay_by_load,
    ),
    AllocationRule(
        "by-todays-cost",
        {"da": "efter udgiften i dag", "en": "by today's cost"},
        pay=pay_by_todays_cost,
    ),
    AllocationRule(
        "host-price",
        {"da": "efter værtens pris", "en": "by host prices"},
        pay=pay_at_host_prices,
    ),
    AllocationRule(
        "by-costs-avoided",
        {"da": "efter sparede udgifter", "en": "by costs avoided"},
        needs="groups",
    ),
    AllocationRule(
        "shapley",
        {"da": "efter Shapley-værdi", "en": "by Shapley value"},
        needs="groups",
    ),
    AllocationRule(
        "least-core",
        {"da": "efter mindste kerne", "en": "by the least core"},
        needs="objections",
        keeps_each=True,
    ),
    AllocationRule(
        "nucleolus",
        {"da": "efter nucleolus", "en": "by the nucleolus"},
        needs="objections",
        keeps_each=True,
    ),
)
"""In the order in which they are told."""


BY_NAME: Mapping[str, AllocationRule] = {rule.name: rule for rule in RULES}
