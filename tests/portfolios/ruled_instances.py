"""Random instances in which one rule is asked for surely, so that the portfolios must know of it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from random import Random
from typing import Any

from optimiser.data import rows
from optimiser.data.columns import FORMS
from optimiser.data.instance import Instance
from optimiser.data.read import hash_of_instance
from optimiser.planning.plan import Plan
from optimiser.planning.problem import build_problem
from optimiser.planning.routes import DEPARTMENTS, Route
from tests.random_instances import random_instance, random_instance_with_demands, random_instance_with_wishes
from tests.witness import HOME, Way, cheapest

Changed = tuple[Mapping[str, Any], Mapping[str, Any]]
"""What of the policy and what of the tables is another."""


def _targets(scope: rows.Scope, rng: Random, instance: Instance) -> Changed:
    """One to three targets that a part of the values meets."""
    kpis, found = [], list[rows.KpiValue]()
    for name in ("first", "second", "third")[: rng.randint(1, 3)]:
        sense: rows.Sense = rng.choice(("at least", "at most"))
        values = [
            rows.KpiValue(kpi=name, form=form, task=task.task, value=rng.randint(30, 95) / 100)
            for form in sorted(FORMS)
            for task in instance.tables.tasks
        ]
        ranked = sorted((row.value for row in values), reverse=sense == "at most")
        target = ranked[int(len(ranked) * rng.uniform(0.2, 0.6))]
        kpis.append(rows.Kpi(kpi=name, sense=sense, scope=scope, target=target))
        found += values
    return {}, {"kpis": tuple(kpis), "kpi_values": tuple(found)}


def _budget(rng: Random, instance: Instance) -> Changed:
    """A part of what the cheapest plan invests, where many choices take an investment."""
    bases: tuple[rows.Basis, ...] = ("centre", "connection", "municipality", "task", "fte")
    added = [
        rows.Investment(
            item=f"{form} {basis}",
            basis=basis,
            form=form,
            amount_kr=float(rng.randint(1, 9) * 100_000),
            lifetime_years=8.0,
        )
        for form in sorted(set(FORMS) - {"unchanged"})
        for basis in bases
        if rng.random() < 0.2
    ]
    investments = (*instance.tables.investments, *added)
    dearer = replace(instance, tables=replace(instance.tables, investments=investments))
    best, part = cheapest(dearer), rng.uniform(0.3, 0.95)
    invested_kr = 0.0 if best is None else Plan(build_problem(dearer), routes_of(best.ways)).charges.investment_kr
    return {"investment_budget_kr": round(part * invested_kr)}, {"investments": investments}


def routes_of(ways: Iterable[Way]) -> tuple[Route, ...]:
    """The routes that the ways of a plan are."""
    places = ((way, DEPARTMENTS if way.place == HOME else way.place) for way in ways)
    return tuple(Route(way.municipality, way.task, place, way.form) for way, place in places)


def _cap(rng: Random, instance: Instance) -> Changed:
    cap = rows.LegalRule(
        rule="cap",
        forms=("purchased", "regional", "external"),
        levels=tuple(range(1, 10)),
        cap_kr=float(rng.randint(500_000, 10_000_000)),
        citation="an act",
        active=True,
    )
    others = (row for row in instance.tables.legal if row.rule != cap.rule)
    return {}, {"legal": (*others, cap)}


RULES: Mapping[str, Callable[[Random, Instance], Changed]] = {
    "kpi-target of municipalities": lambda rng, instance: _targets("municipality", rng, instance),
    "kpi-target of the country": lambda rng, instance: _targets("national", rng, instance),
    "investment-budget": _budget,
    "local-sustainability": lambda rng, _: ({"min_local_share": rng.choice((0.25, 0.5, 0.75))}, {}),
    "nested-depth": lambda *_: ({"nested_depth": True}, {}),
    "purchase-cap": _cap,
    "max-centres": lambda rng, _: ({"max_hosts": rng.choice((0, 1)), "max_virtual_centres": rng.choice((None, 0))}, {}),
    "must-open": lambda *_: ({}, {}),
    "wishes": lambda *_: ({}, {}),
    "keep-together": lambda *_: ({}, {}),
    "most-buyers": lambda *_: ({}, {}),
}
"""How an instance comes to ask for each."""


DRAWN_WITH: Mapping[str, Callable[[int], Instance]] = {
    "must-open": random_instance_with_demands,
    "wishes": random_instance_with_wishes,
    "keep-together": partial(random_instance_with_wishes, kinds=("keep together", "own centre at least")),
    "most-buyers": partial(random_instance_with_wishes, kinds=("at most buyers",)),
}
"""What is drawn where a rule is asked for by rows that others go with."""


def ruled_instance(rule: str, seed: int) -> Instance:
    """The random instance of a seed, which asks for a rule; few places answer a municipality's citizens."""
    rng = Random(f"{rule} {seed}")  # noqa: S311  # nothing secret is drawn
    instance = DRAWN_WITH.get(rule, random_instance)(seed)
    policy, tables = RULES[rule](rng, instance)
    changed = instance.settings.policy.model_copy(update={**policy, "max_entry_points": rng.choice((1, 2, 2, 2))})
    ruled = replace(
        instance,
        tables=replace(instance.tables, **tables),
        settings=instance.settings.model_copy(update={"policy": changed}),
    )
    return replace(ruled, sha256=hash_of_instance(ruled))
