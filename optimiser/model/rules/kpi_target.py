"""Rule `kpi-target`: contact-weighted means that must be met."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from optimiser.data.rows import Kpi
from optimiser.model.formulation import Choice, Formulation


def add_kpi_targets(f: Formulation) -> None:
    """**kpi-target**: each KPI with a target meets it in its scope.

    Σ (value(form,t) - target) · contacts(m,t) · assign[p,m,t,d] >= 0 (at least) or <= 0 (at most),
    summed over one municipality, over one centre, or over the whole country
    """
    for kpi in f.problem.instance.tables.kpis:
        if kpi.target is not None:
            groups = _groups(f, kpi)
            f.rule(f"kpi-target-{kpi.kpi}", groups, lambda _, *who, kpi=kpi, groups=groups: _met(f, kpi, groups[who]))


def _groups(f: Formulation, kpi: Kpi) -> dict[Any, list[Choice]]:
    """The choices that count together, by (period, municipality, centre or country)."""
    groups: dict[Any, list[Choice]] = defaultdict(list)
    for choice, route in f.choices.items():
        if kpi.scope == "municipality":
            groups[choice[0], route.municipality].append(choice)
        elif kpi.scope == "national":
            groups[choice[0], "country"].append(choice)
        elif route.form != "unchanged":
            groups[choice[0], route.centre].append(choice)
    return groups


def _met(f: Formulation, kpi: Kpi, choices: Iterable[Choice]) -> Any:
    margin = sum(f.problem.above_target(kpi, f.choices[choice]) * f.m.assign[choice] for choice in choices)
    return margin >= 0 if kpi.sense == "at least" else margin <= 0
