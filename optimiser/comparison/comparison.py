"""Results side by side: their key figures, the inputs they differ in, and what is proven of their differences."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import fsum
from typing import Any

import numpy as np

from optimiser.comparison.columns import DIFFERENCES, FIGURES, KPI, TERMS
from optimiser.comparison.side_by_side import SideBySide
from optimiser.data.columns import FORMS
from optimiser.data.instance import Instance
from optimiser.data.rows import Kpi
from optimiser.data.run_tables import AssignmentLine
from optimiser.data.tolerances import A_KRONE
from optimiser.result.result import Result, information_centre

# ---- The key figures of one case, as a row of the comparison --------------------------------------


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


# ---- What differs between two plans of the same municipalities: who is answered in another form ----


@dataclass(frozen=True)
class FormChange:
    """The names of the municipalities whose main form changes, and contacts a year that are answered in another form.

    The main form is that in which most of the information contacts are answered, as on the map.
    """

    municipalities: tuple[str, ...]
    contacts: float


def change_of(before: Sequence[AssignmentLine], after: Sequence[AssignmentLine], instance: Instance) -> FormChange:
    """What is answered differently in a plan of an instance than before, from the assignments of both.

    Contacts are counted as they are after.
    """
    was = {(line.municipality, line.task): line.form for line in before}
    earlier, later = main_forms(before, instance), main_forms(after, instance)
    codes = (code for code, form in later.items() if form != earlier.get(code))
    names = tuple(instance.municipalities[code].name for code in codes)
    moved = (line.contacts for line in after if line.form != was.get((line.municipality, line.task)))
    return FormChange(names, fsum(moved))


def main_forms(assignments: Sequence[AssignmentLine], instance: Instance) -> Mapping[str, str]:
    """By municipal code, the form in which most of the municipality's information contacts are answered."""
    forms = {(line.municipality, line.centre): line.form for line in assignments}
    return {code: forms[code, centre] for code, centre in information_centre(assignments, instance).items()}


# ---- The comparison: frozen, derived from the results alone ---------------------------------------


@dataclass(frozen=True)
class Comparison(SideBySide[Result]):
    """Results of one year by the name of their case, the cheapest plan first and cases without a plan last."""

    @cached_property
    def measures(self) -> Mapping[str, Kpi]:
        """The KPIs by short name that are a design criterion in no case."""
        return measures_of_results(self.results.values())

    @cached_property
    def figure_rows(self) -> Sequence[dict[str, Any]]:
        """A row is a case: cost, gain, investment, forms, municipalities better and worse off, staff, service, KPIs."""
        found = (figures_of(case, result) for case, result in self.results.items())
        return [{name: row.get(name) for name in self.figure_columns} for row in found]

    @property
    def figure_columns(self) -> Sequence[str]:
        """The columns of the figures: those of every comparison, and a KPI each."""
        return [*FIGURES, *(KPI.format(kpi=kpi) for kpi in self.measures)]

    @property
    def difference_columns(self) -> Sequence[str]:
        """The columns of the differences."""
        return list(DIFFERENCES)

    def tell_difference(self, cheaper: Result, dearer: Result) -> dict[str, Any]:
        """How much cheaper the first is, by the straight pieces and on the cost curve itself, and what is proven."""
        bound_kr = dearer.run.bound_kr
        return {
            **super().tell_difference(cheaper, dearer),
            "exact_difference_kr": dearer.figures.exact_cost_kr - cheaper.figures.exact_cost_kr,
            "proven_on_curve": bound_kr is not None and cheaper.figures.exact_cost_kr < bound_kr,
        }
