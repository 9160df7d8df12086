"""The key figures of one case, as a row of the comparison."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import fsum
from typing import Any

import numpy as np

from optimiser.comparison.columns import FIGURES, KPI, TERMS
from optimiser.data.columns import FORMS
from optimiser.data.rows import Kpi
from optimiser.result.result import Result

A_KRONE = 1.0
"""What a municipality pays more or less than today counts from 1 kr.: below that it is rounding."""
SAME = {
    *("objective_kr", "gap", "exact_cost_kr", "today_kr", "gross_gain_kr", "investment_kr", "net_gain_kr"),
    *("npv_kr", "payback_years"),
}
"""Figures of the record that are told as they stand there."""


def figures_of(case: str, result: Result) -> dict[str, Any]:
    """A row of the comparison; without a plan only what was asked, its status, and the bound."""
    run = result.run
    asked = {"case": case, "system": run.system, "status": run.status, "bound_kr": run.bound_kr}
    found = (
        {**_cost_figures(result), **_people_figures(result), **_service_figures(result), **_kpi_figures(result)}
        if result.has_plan
        else {}
    )
    return {**dict.fromkeys(FIGURES), **asked, "seconds": run.seconds.total, **found}


def _cost_figures(result: Result) -> dict[str, Any]:
    figures = result.figures
    return {
        **figures.model_dump(include=SAME),
        **{f"{term}_kr": figures.terms_kr[term] for term in TERMS},
        **{f"contacts_{form}": figures.contacts_by_form[form] for form in FORMS},
        **{f"municipalities_{form}": figures.municipalities_by_form[form] for form in FORMS},
    }


def _people_figures(result: Result) -> dict[str, Any]:
    centres, places = result.lines.centres, [line.entry_points for line in result.lines.municipalities]
    return {
        "centres": len(centres),
        "centres_shared": sum(line.municipalities > 1 for line in centres),
        "fte": float(np.sum([line.fte for line in centres])),
        "entry_points_mean": sum(places) / len(places),
        "entry_points_several": sum(count > 1 for count in places),
        **_better_and_worse(result),
        "criteria_score": result.figures.criteria_score,
        "criteria_rated_share": _rated_share(result),
    }


def _service_figures(result: Result) -> dict[str, Any]:
    figures, centres = result.figures, result.lines.centres
    contacts = np.array([line.contacts for line in centres])
    hours = float((contacts * [line.opening_hours for line in centres]).sum())
    return {
        **{"staffed_fte": figures.staffed_fte, "agent_hours": figures.agent_hours},
        **figures.service.model_dump(),
        "opening_hours": hours / float(contacts.sum()) if contacts.any() else None,
    }


def _kpi_figures(result: Result) -> dict[str, Any]:
    return {KPI.format(kpi=line.kpi): line.value for line in result.lines.kpis}


def measures_of_results(results: Iterable[Result]) -> dict[str, Kpi]:
    """The KPIs by short name that are a design criterion in no result: those without a weight."""
    kpis = [row for result in results for row in result.instance.tables.kpis]
    criteria = {row.kpi for row in kpis if row.weight > 0}
    return {row.kpi: row for row in kpis if row.kpi not in criteria}


def _better_and_worse(result: Result) -> dict[str, Any]:
    change = change_kr(result)
    better, worse = ([kr for kr in change.values() if sign * kr > A_KRONE] for sign in (-1, 1))
    worst, worst_kr = next(iter(worse_off_kr(change).items()), (None, None))
    return {
        "better_off": len(better),
        "better_off_kr": -float(np.sum(better)),
        "worse_off": len(worse),
        "worse_off_kr": float(np.sum(worse)),
        "worst": result.instance.municipalities[worst].name if worst else None,
        "worst_kr": worst_kr,
    }


def change_kr(result: Result) -> Mapping[str, float]:
    """By the code of each municipality, what it pays more a year than today."""
    return {line.code: line.change_kr for line in result.lines.municipalities}


def change_on_curve_kr(result: Result) -> Mapping[str, float]:
    """As `change_kr`, with centres priced on the curve itself.

    A centre's cost is shared by pooled volume; where none is pooled, by contacts.
    """
    centres, more_kr = {line.centre: line for line in result.lines.centres}, defaultdict[str, list[float]](list)
    for line in result.lines.assignments:
        if centre := centres.get(line.centre):
            name = "pooled_volume" if centre.pooled_volume > 0 else "contacts"
            curved_kr = centre.exact_operation_kr - centre.operation_kr
            more_kr[line.municipality].append(curved_kr * getattr(line, name) / getattr(centre, name))
    return {code: kr + fsum(more_kr[code]) for code, kr in change_kr(result).items()}


def worse_off_kr(change_kr: Mapping[str, float]) -> Mapping[str, float]:
    """Of what each pays more, by code, that of those who pay over a krone more; the most first."""
    return dict(sorted(((code, kr) for code, kr in change_kr.items() if kr > A_KRONE), key=lambda item: -item[1]))


def _rated_share(result: Result) -> float | None:
    """The smallest share of contacts that any weighted KPI has a value for."""
    weighted = {row.kpi for row in result.instance.tables.kpis if row.weight > 0}
    return min((line.rated_share for line in result.lines.kpis if line.kpi in weighted), default=None)
