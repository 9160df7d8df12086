"""The key figures of one case, as a row of the comparison."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

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
    rows, centres = result.municipalities, result.centres
    return {
        "centres": len(centres),
        "centres_shared": int((centres["municipalities"] > 1).sum()),
        "fte": float(centres["fte"].sum()),
        "entry_points_mean": float(rows["entry_points"].mean()),
        "entry_points_several": int((rows["entry_points"] > 1).sum()),
        **_better_and_worse(result),
        "criteria_score": result.figures.criteria_score,
        "criteria_rated_share": _rated_share(result),
    }


def _service_figures(result: Result) -> dict[str, Any]:
    figures, centres = result.figures, result.centres
    hours = (centres["contacts"] * centres["opening_hours"]).sum() / centres["contacts"].sum() if len(centres) else None
    return {
        **{"staffed_fte": figures.staffed_fte, "agent_hours": figures.agent_hours},
        **figures.service.model_dump(),
        "opening_hours": None if hours is None else float(hours),
    }


def _kpi_figures(result: Result) -> dict[str, Any]:
    return {KPI.format(kpi=row["kpi"]): row["value"] for row in result.kpis.to_dict("records")}


def measures_of_results(results: Iterable[Result]) -> dict[str, Kpi]:
    """The KPIs by short name that are a design criterion in no result: those without a weight."""
    kpis = [row for result in results for row in result.instance.tables.kpis]
    criteria = {row.kpi for row in kpis if row.weight > 0}
    return {row.kpi: row for row in kpis if row.kpi not in criteria}


def _better_and_worse(result: Result) -> dict[str, Any]:
    change = result.municipalities.set_index("name")["change_kr"]
    better, worse = change[change < -A_KRONE], change[change > A_KRONE]
    return {
        "better_off": len(better),
        "better_off_kr": float(-better.sum()),
        "worse_off": len(worse),
        "worse_off_kr": float(worse.sum()),
        "worst": str(worse.idxmax()) if len(worse) else None,
        "worst_kr": float(worse.max()) if len(worse) else None,
    }


def change_on_curve_kr(result: Result) -> "pd.Series[float]":
    """By the name of each municipality, what it pays more a year than today with centres priced on the curve itself.

    A centre's cost is shared by pooled volume; where none is pooled, by contacts.
    """
    rows, centres = result.assignments, result.centres.set_index("centre")
    answered = rows[rows["centre"].isin(centres.index)]
    of = centres.loc[answered["centre"]]
    pooled = (of["pooled_volume"] > 0).to_numpy()
    parts = answered["pooled_volume"].where(pooled, answered["contacts"]).to_numpy()
    totals = of["pooled_volume"].where(pooled, of["contacts"]).to_numpy()
    more_kr = (of["exact_operation_kr"] - of["operation_kr"]).to_numpy() * parts / totals
    by_code = pd.Series(more_kr, index=answered["municipality"], dtype=float).groupby(level=0).sum()
    told = result.municipalities
    change_kr = told["change_kr"] + told["code"].map(by_code).fillna(0.0)
    return pd.Series(change_kr.to_numpy(), index=told["name"], dtype=float)


def _rated_share(result: Result) -> float | None:
    """The smallest share of contacts that any weighted KPI has a value for."""
    weighted = {row.kpi for row in result.instance.tables.kpis if row.weight > 0}
    shares = result.kpis[result.kpis["kpi"].isin(weighted)]["rated_share"]
    return float(shares.min()) if len(shares) else None
