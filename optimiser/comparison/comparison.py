"""Results side by side: their key figures, the inputs they differ in, and what is proven of their differences."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from math import fsum, inf
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

from optimiser.comparison.columns import DIFFERENCES, FIGURES, INPUTS, KPI, TERMS
from optimiser.data.cells import as_text
from optimiser.data.columns import FORMS
from optimiser.data.instance import Instance
from optimiser.data.rows import Kpi
from optimiser.data.run_tables import AssignmentLine
from optimiser.data.settings import nested_leaves
from optimiser.data.tables import TABLES, Table
from optimiser.data.tolerances import A_KRONE
from optimiser.result.frames import frame_of_rows
from optimiser.result.result import Result, information_centre

if TYPE_CHECKING:
    import pandas as pd


# ---- The key figures of one case, as a row of the comparison --------------------------------------


WITH_SCENARIO = " + "
"""Stands between system and scenario in the name of a case."""
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


# ---- The inputs in which instances differ, parameter by parameter ---------------------------------


InputValues = tuple[Any, ...]
"""What a parameter is in each case; None where it is not there."""


def differing_inputs(instances: Mapping[str, Instance]) -> Iterator[dict[str, Any]]:
    """A row is a parameter and a case; only parameters that are not the same in all cases."""
    found = [
        *_differing_settings(instances),
        *(line for table in TABLES.values() for line in _differing_rows(instances, table)),
    ]
    for parameter, note, values in found:
        for case, value in zip(instances, values, strict=True):
            yield {"parameter": parameter, "note": note, "case": case, "value": as_text(value)}


def _differing_settings(instances: Mapping[str, Instance]) -> Iterator[tuple[str, str, InputValues]]:
    flat = [dict(nested_leaves(instance.settings.model_dump(mode="json"))) for instance in instances.values()]
    for parameter in dict.fromkeys(name for entries in flat for name in entries):
        values = tuple(entries.get(parameter) for entries in flat)
        if _values_differ(values):
            yield parameter, "", values


def _values_differ(values: InputValues) -> bool:
    return any(value != values[0] for value in values[1:])


def _differing_rows(instances: Mapping[str, Instance], table: Table) -> Iterator[tuple[str, str, InputValues]]:
    """Rows that differ in the same way in the same column are told together."""
    rows = [getattr(instance.tables, table.name) for instance in instances.values()]
    if not _values_differ(tuple(rows)):
        return
    alike: dict[tuple[str, InputValues], list[str]] = defaultdict(list)
    for key, column, values in _cells_by_row(table, [rows_by_key(table, each) for each in rows]):
        alike[column, values].append(key)
    for (column, values), keys in alike.items():
        named = keys[0] if len(keys) == 1 else "*"
        yield f"{table.name}.{named}.{column}", _note_of_rows(keys), values


def _note_of_rows(keys: list[str]) -> str:
    return "" if len(keys) == 1 else f"{len(keys)}: {keys[0]} … {keys[-1]}"


def rows_by_key(table: Table, rows: tuple[Any, ...]) -> dict[str, dict[str, Any]]:
    """Return rows as their columns, by the parts of their key with / between; without a key, by all they say."""
    names = table.key or tuple(table.columns)
    keys = ("/".join(as_text(getattr(row, name)) for name in names).rstrip("/") for row in rows)
    return dict(zip(keys, (row.model_dump(mode="json") for row in rows), strict=True))


def _cells_by_row(table: Table, cases: list[dict[str, dict[str, Any]]]) -> Iterator[tuple[str, str, InputValues]]:
    for key in dict.fromkeys(key for rows in cases for key in rows):
        for column in table.columns:
            values = tuple(rows[key][column] if key in rows else None for rows in cases)
            if column not in table.key and _values_differ(values):
                yield key, column, values


# ---- What is proven of the difference between two plans -------------------------------------------


def tabulate_differences(results: Mapping[str, Result]) -> Iterator[dict[str, Any]]:
    """A row is a pair of cases with plans: how much cheaper the first is, and whether that is proven."""
    planned = {case: result for case, result in results.items() if result.has_plan}
    for one, other in combinations(planned, 2):
        cheaper, dearer = sorted((one, other), key=lambda case: float(planned[case].figures.objective_kr))
        yield {"cheaper": cheaper, "dearer": dearer, **_difference_row(planned[cheaper], planned[dearer])}


def _difference_row(cheaper: Result, dearer: Result) -> dict[str, Any]:
    """Each plan may be as much above its best as its gap: a difference within the two gaps proves nothing."""
    difference_kr = dearer.figures.objective_kr - cheaper.figures.objective_kr
    gaps_kr = sum_of_gaps(gap_kr(cheaper), gap_kr(dearer))
    bound_kr = dearer.run.bound_kr
    return {
        "difference_kr": difference_kr,
        "gaps_kr": gaps_kr,
        "proven": is_proven(difference_kr, gaps_kr),
        "exact_difference_kr": dearer.figures.exact_cost_kr - cheaper.figures.exact_cost_kr,
        "proven_on_curve": bound_kr is not None and cheaper.figures.exact_cost_kr < bound_kr,
    }


def gap_kr(result: Result) -> float | None:
    """How far the plan may be above the best, in kr. a year; None where nothing is proved."""
    return _apart_kr(result.figures.objective_kr, result.run.bound_kr)


def gap_of(row: Mapping[str, Any]) -> float | None:
    """As `gap_kr`, of a row that tells a plan's cost and bound."""
    return _apart_kr(row["objective_kr"], row["bound_kr"])


def _apart_kr(objective_kr: float, bound_kr: float | None) -> float | None:
    return None if bound_kr is None else max(0.0, float(objective_kr) - float(bound_kr))


def sum_of_gaps(*gaps_kr: float | None) -> float | None:
    """Gaps added up; None where one of them is not known."""
    known = [gap for gap in gaps_kr if gap is not None]
    return sum(known) if len(known) == len(gaps_kr) else None


def is_proven(difference_kr: float, gaps_kr: float | None) -> bool:
    """True when plans differ by more than their gaps together, and these are known."""
    return gaps_kr is not None and difference_kr > gaps_kr


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
class Comparison:
    """Results by the name of their case, the cheapest plan first and cases without a plan last.

    `record` says how it was made: the entries of comparison.json. `base` is the case that the others are set against;
    blank for the cheapest.
    """

    results: Mapping[str, Result]
    record: Mapping[str, Any] = field(default_factory=dict)
    base: str = ""

    @classmethod
    def of_results(cls, results: Mapping[str, Result], base: str = "") -> "Comparison":
        """The results in order of cost; what costs the same stays in the order given."""
        ordered = sorted(results.items(), key=lambda item: _cost_kr(item[1]))
        return cls(MappingProxyType(dict(ordered)), base=base)

    @property
    def planned(self) -> Mapping[str, Result]:
        """The cases that have a plan."""
        return {case: result for case, result in self.results.items() if result.has_plan}

    @property
    def tables(self) -> Mapping[str, "pd.DataFrame"]:
        """Every table of the comparison as a data frame, by the name of its file."""
        return {"figures": self.figures, "differences": self.differences, "inputs": self.inputs}

    @cached_property
    def measures(self) -> Mapping[str, Kpi]:
        """The KPIs by short name that are a design criterion in no case."""
        return measures_of_results(self.results.values())

    @cached_property
    def figure_rows(self) -> Sequence[dict[str, Any]]:
        """A row is a case: cost, gain, investment, forms, municipalities better and worse off, staff, service, KPIs."""
        found = (figures_of(case, result) for case, result in self.results.items())
        return [{name: row.get(name) for name in self._columns} for row in found]

    @cached_property
    def difference_rows(self) -> Sequence[dict[str, Any]]:
        """A row is a pair of cases: the difference of their costs, and whether it is proven."""
        return list(tabulate_differences(self.results))

    @cached_property
    def input_rows(self) -> Sequence[dict[str, Any]]:
        """A row is a parameter in one case, of those in which the cases differ."""
        return list(differing_inputs({case: result.instance for case, result in self.results.items()}))

    @cached_property
    def figures(self) -> "pd.DataFrame":
        """The `figure_rows` as a data frame."""
        return frame_of_rows(self.figure_rows, self._columns)

    @cached_property
    def differences(self) -> "pd.DataFrame":
        """The `difference_rows` as a data frame."""
        return frame_of_rows(self.difference_rows, list(DIFFERENCES))

    @cached_property
    def inputs(self) -> "pd.DataFrame":
        """The `input_rows` as a data frame."""
        return frame_of_rows(self.input_rows, list(INPUTS))

    @property
    def _columns(self) -> Sequence[str]:
        return [*FIGURES, *(KPI.format(kpi=kpi) for kpi in self.measures)]


def scenario_of(case: str) -> str:
    """Return the scenario in the name of a case; blank without one."""
    return case.partition(WITH_SCENARIO)[2]


def _cost_kr(result: Result) -> float:
    cost_kr = result.objective_kr
    return inf if cost_kr is None else cost_kr
