"""All rules. What else in the program knows which rules there are asks here; only the audit keeps a list of its own."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from optimiser.data.columns import Row
from optimiser.data.instance import Instance
from optimiser.data.tables import TABLES
from optimiser.rules.assignment import AssignmentRule, ConnectionRule, OpenCentre
from optimiser.rules.differs_from import DiffersFrom
from optimiser.rules.eligibility import AuthorityStaysHome, EligibleLevelsRule, GroupMembership, Locks, Mandatory
from optimiser.rules.first_year import FirstYearRule, StartYear
from optimiser.rules.kpi_target import KpiTarget
from optimiser.rules.leaving_home import EntryPoints, LocalSustainability, NestedDepth
from optimiser.rules.money import FormInUse, InvestmentBudget, PurchaseCap
from optimiser.rules.number_of_centres import MaxCentres, MustOpen
from optimiser.rules.rule import TIERS, ImpossibleRule, LooksAt, Requirement, Rule, Trait, Whom
from optimiser.rules.taking_part import TakingPart
from optimiser.rules.volume import MaximumVolume, MinimumVolume, VolumeRule
from optimiser.rules.wishes import KeepTogether, MostBuyers, Wishes
from optimiser.rules.worse_off import NoMunicipalityWorseOff

if TYPE_CHECKING:
    from optimiser.planning.problem import Problem
    from optimiser.planning.routes import Route


RULES: tuple[Rule, ...] = (
    EligibleLevelsRule(),
    AuthorityStaysHome(),
    FirstYearRule(),
    StartYear(),
    GroupMembership(),
    TakingPart(),
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
    Wishes(),
    KeepTogether(),
    MostBuyers(),
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


def families_of(requirements: Iterable[Requirement]) -> tuple[Requirement, ...]:
    """Return what rules require of single centres, each column as one that a change of all centres takes away.

    `figures` names the centres; the value is None where theirs differ.
    """
    by_column: dict[str, list[Requirement]] = {}
    for one in requirements:
        if one.of_centre:
            by_column.setdefault(one.parameter.rpartition(".")[2], []).append(one)
    return tuple(_family(column, some) for column, some in by_column.items())


def _family(column: str, some: Sequence[Requirement]) -> Requirement:
    values, centres = {one.value for one in some}, tuple(one.about for one in some)
    return replace(
        some[0],
        about="",
        parameter=f"centres.*.{column}",
        value=some[0].value if len(values) == 1 else None,
        figures={"centres": centres},
        of_centre=False,
        reachable=None,
        closes=False,
    )


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


# ---- What can be seen to be impossible before any solver is asked, rule by rule -------------------


def find_conflicts(problem: Problem) -> list[ImpossibleRule]:
    """Return every rule that is seen to be impossible by itself; none does not mean that a plan exists.

    While a task has nowhere to go, nothing else is checked: the other rules assume that each task has a route.
    """
    rules = all_rules()
    first = [found for rule in rules if rule.checked_first for found in rule.conflicts(problem)]
    return first or [found for rule in rules if not rule.checked_first for found in rule.conflicts(problem)]


# ---- The shape of an instance ---------------------------------------------------------------------

# All that decides which plans there are. What else it says only prices them.


PRICES: Mapping[str, frozenset[str]] = {
    "economy": frozenset({"today_unit_cost_kr", "discount_rate", "horizon_years", "agent_cost_kr"}),
    "own_figures": frozenset({"today_unit_cost_kr", "today_fte"}),
    "centres": frozenset({"cost_factor", "fixed_cost_kr", "sale_price_kr", "sale_markup"}),
    "existing": frozenset({"invested_share", "exit_kr"}),
    "municipalities": frozenset({"investment_factor"}),
    "task_costs": frozenset({"extra_kr"}),
    "connections": frozenset({"yearly_kr", "investment_kr", "lifetime_years", "extra_kr"}),
    "investments": frozenset({"amount_kr", "lifetime_years"}),
}
"""Columns, by table, that no rule looks at as long as no rule looks at money."""
IRRELEVANT = frozenset({"source", "note", "assumption", "description_da", "description_en"})


def shape_of(instance: Instance) -> str:
    """Return a hash: two instances that share it have the same plans, at prices of their own.

    The shape of an instance is everything that decides which plans there are; the rest only prices them. Where a rule
    that is in use looks at money, it is a hash of everything in the instances.
    """
    prices = {} if asks_for("looks_at_money", instance) else PRICES
    settings = instance.settings.model_dump(mode="json", exclude={"solver"})
    settings["economy"] = _rows_without(settings["economy"], prices.get("economy", frozenset()))
    tables = {
        name: [_plain_values(row, prices.get(name, frozenset())) for row in getattr(instance.tables, name)]
        for name in TABLES
        if name != "assumptions"
    }
    content = {"settings": settings, "tables": tables, "charged": _charged_forms(instance)}
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _plain_values(row: Row, prices: frozenset[str]) -> dict[str, Any]:
    return _rows_without(row.model_dump(mode="json", exclude=set(IRRELEVANT)), prices)


def _rows_without(entries: dict[str, Any], names: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in entries.items() if name not in names}


def _charged_forms(instance: Instance) -> list[str]:
    """Forms that cost a municipality something once: only for these it is asked whether they are used."""
    rows = instance.tables.investments
    return sorted({row.form for row in rows if row.basis == "municipality" and row.amount_kr > 0})
