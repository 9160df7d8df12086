"""All rules. What else in the program knows which rules there are asks here; only the audit keeps a list of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from optimiser.data.instance import Instance
from optimiser.rules.assignment import AssignmentRule
from optimiser.rules.authority_stays_home import AuthorityStaysHome
from optimiser.rules.connection import ConnectionRule
from optimiser.rules.differs_from import DiffersFrom
from optimiser.rules.eligible_levels import EligibleLevelsRule
from optimiser.rules.entry_points import EntryPoints
from optimiser.rules.group_membership import GroupMembership
from optimiser.rules.investment_budget import FormInUse, InvestmentBudget
from optimiser.rules.kpi_target import KpiTarget
from optimiser.rules.local_sustainability import LocalSustainability
from optimiser.rules.locks import Locks
from optimiser.rules.mandatory import Mandatory
from optimiser.rules.max_centres import MaxCentres
from optimiser.rules.must_open import MustOpen
from optimiser.rules.nested_depth import NestedDepth
from optimiser.rules.no_municipality_worse_off import NoMunicipalityWorseOff
from optimiser.rules.open_centre import OpenCentre
from optimiser.rules.purchase_cap import PurchaseCap
from optimiser.rules.rule import TIERS, LooksAt, Requirement, Rule, Trait, Whom
from optimiser.rules.volume import MaximumVolume, MinimumVolume, VolumeRule

if TYPE_CHECKING:
    from optimiser.planning.routes import Route

RULES: tuple[Rule, ...] = (
    EligibleLevelsRule(),
    AuthorityStaysHome(),
    GroupMembership(),
    AssignmentRule(),
    OpenCentre(),
    ConnectionRule(),
    EntryPoints(),
    VolumeRule(),
    MinimumVolume(),
    MaximumVolume(),
    PurchaseCap(),
    FormInUse(),
    MustOpen(),
    MaxCentres(),
    InvestmentBudget(),
    LocalSustainability(),
    NestedDepth(),
    NoMunicipalityWorseOff(),
    KpiTarget(),
    Mandatory(),
    Locks(),
    DiffersFrom(),
)
"""In the order in which they refuse, are added to the model and are told; variables come before rows that use them."""


def all_rules() -> tuple[Rule, ...]:
    """Return every rule there is."""
    return RULES


def rule_named(name: str) -> Rule | None:
    """Return the rule of a name; None where a file names one that is no more, or that another version has."""
    return next((rule for rule in RULES if rule.name == name), None)


def requirements_of(instance: Instance) -> tuple[Requirement, ...]:
    """Return all that rules in force require and a change can take away.

    Wishes come first, those about centres before all others; the law last.
    """
    found = (one for rule in RULES for one in rule.requirements(instance))
    return tuple(sorted(found, key=lambda one: (TIERS.index(one.tier), not one.of_centre)))


def measured_at(name: str) -> frozenset[Whom]:
    """Return whom the limits of a rule can be about; of a name that no rule has, anybody."""
    rule = rule_named(name)
    return Rule.measured_at if rule is None else rule.measured_at


def asks_for(trait: Trait, instance: Instance) -> bool:
    """Return whether an instance asks for a rule with the trait."""
    return any(rule.has(trait, instance) for rule in RULES)


def refusing_rules(instance: Instance, looks_at: LooksAt | None = None) -> tuple[Rule, ...]:
    """Return the rules an instance asks for that refuse routes; with `looks_at` those that look at that alone."""
    refusing = (rule for rule in RULES if rule.refuses_routes and looks_at in (None, rule.looks_at))
    return tuple(rule for rule in refusing if rule.is_asked(instance))


def rules_refusing(instance: Instance, route: Route) -> Iterator[Rule]:
    """Return the rules that let no plan use the route."""
    return (rule for rule in refusing_rules(instance) if rule.refuses(instance, route))
