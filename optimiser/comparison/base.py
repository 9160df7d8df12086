"""The cases of a comparison set against their base, and those whose plans are alike shown as one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import fsum
from typing import Any, cast

from optimiser.comparison.columns import TERMS
from optimiser.comparison.comparison import Comparison
from optimiser.comparison.plan_difference import PlanDifference
from optimiser.comparison.side_by_side import WITH_SCENARIO, base_of, gap_kr, is_proven, scenario_of, sum_of_gaps
from optimiser.data.columns import Form
from optimiser.data.run_tables import ColumnMeaning
from optimiser.data.tolerances import A_KRONE
from optimiser.planning.assignment import Structure, structure_of
from optimiser.planning.routes import Route
from optimiser.result.result import Result

# ---- What each case is set against ----------------------------------------------------------------


def differences_from_base(comparison: Comparison) -> Mapping[str, PlanDifference]:
    """By case with a plan, what is otherwise in it than in its base; those that have none are left out."""
    planned = comparison.planned
    pairs = {case: base for case in planned if (base := base_of(comparison, case)) is not None}
    found = {case: set_against(planned[base], planned[case], base, case) for case, base in pairs.items()}
    return {case: difference for case, difference in found.items() if difference is not None}


def set_against(before: Result, after: Result, base: str, case: str) -> PlanDifference | None:
    """Return what is otherwise in a case than in its base; None where they are of different municipalities."""
    if before.instance.municipalities.keys() != after.instance.municipalities.keys():
        return None
    return PlanDifference(before, after, (base, case))


FROM_BASE: Mapping[str, ColumnMeaning] = {
    "case": ColumnMeaning("name of the run in the comparison", "det navn, kørslen har i sammenligningen"),
    "base": ColumnMeaning("the case it is set against", "det system, den holdes op imod"),
    "change_kr": ColumnMeaning("what its plan costs more; below 0, less", "hvad dens plan koster mere", "kr./year"),
    "proven": ColumnMeaning(
        "true when that is more than the gaps of the two plans together",
        "sandt, når det er mere end de to planers afstande tilsammen",
    ),
    "moved_municipalities": ColumnMeaning(
        "municipalities of which something is answered elsewhere or in another form",
        "kommuner, hvor noget besvares et andet sted eller i en anden form",
        "municipalities",
    ),
    "moved_contacts": ColumnMeaning(
        "contacts that are answered elsewhere or in another form",
        "henvendelser, der besvares et andet sted eller i en anden form",
        "contacts/year",
    ),
    "opens": ColumnMeaning("centres that open", "centre, der åbner"),
    "closes": ColumnMeaning("centres that close", "centre, der lukker"),
    "begins": ColumnMeaning("open centres that begin to sell", "åbne centre, der begynder at sælge"),
    "stops": ColumnMeaning("open centres that no longer sell", "åbne centre, der ikke længere sælger"),
    "pay_less": ColumnMeaning("municipalities that pay less", "kommuner, der betaler mindre", "municipalities"),
    "pay_more": ColumnMeaning("municipalities that pay more", "kommuner, der betaler mere", "municipalities"),
    **{
        f"{term}_change_kr": ColumnMeaning(
            f"what the term {term}_kr of the figures is more", f"hvor meget større posten {term}_kr er", "kr./year"
        )
        for term in TERMS
    },
}
"""The columns of changes.csv: a row is a case that is set against another."""


def rows_from_base(comparison: Comparison) -> list[dict[str, Any]]:
    """Return a row for each case that is set against another: see `FROM_BASE`."""
    return [row_from_base(found) for found in differences_from_base(comparison).values()]


def row_from_base(found: PlanDifference) -> dict[str, Any]:
    """Return what is otherwise in a case than in its base: see `FROM_BASE`."""
    base, case = found.names
    moved = found.moved_municipalities
    return {
        "case": case,
        "base": base,
        "change_kr": found.change_kr,
        "proven": is_apart(found.before, found.after),
        "moved_municipalities": len(moved),
        "moved_contacts": fsum(row["moved_contacts"] for row in moved),
        **{kind: "; ".join(row["centre"] for row in rows) for kind, rows in found.centres_by_change.items()},
        "pay_less": len(found.gaining),
        "pay_more": len(found.losing),
        **{f"{row['term']}_change_kr": row["change_kr"] for row in found.term_rows},
    }


def is_apart(one: Result, other: Result) -> bool:
    """True where the costs of two plans differ by more than their gaps together."""
    difference_kr = abs(one.figures.objective_kr - other.figures.objective_kr)
    return is_proven(difference_kr, sum_of_gaps(gap_kr(one), gap_kr(other)))


# ---- Cases whose plans are alike ------------------------------------------------------------------


@dataclass(frozen=True)
class AlikeCases:
    """Cases of one scenario whose plans are alike, the cheapest first: its plan is shown for all.

    `lead` is the case that they are called by.
    """

    cases: tuple[str, ...]
    results: tuple[Result, ...]
    lead: str

    @property
    def name(self) -> str:
        """What they are called together: by the lead, and one other or how many others; the scenario once."""
        system, plus, scenario = self.lead.partition(WITH_SCENARIO)
        others = [case.partition(WITH_SCENARIO)[0] for case in self.cases if case != self.lead]
        more = f" = {others[0]}" if len(others) == 1 else f" (+{len(others)})" if others else ""
        return f"{system}{more}{plus}{scenario}"

    @property
    def shared_centres(self) -> tuple[str, ...]:
        """The centres open that are of no municipality: virtual and external ones."""
        return _shared_centres(self.results[0])

    @property
    def apart_kr(self) -> float:
        """What the dearest of the plans costs more than the cheapest, in kr. a year."""
        costs = [result.figures.objective_kr for result in self.results]
        return max(costs) - min(costs)

    @cached_property
    def is_one_plan(self) -> bool:
        """True where each task is answered in one place in all, at the same cost."""
        return self.apart_kr < A_KRONE and len({_routes(result) for result in self.results}) == 1


@dataclass(frozen=True)
class ShownCases:
    """A comparison in which cases whose plans are alike are one: the groups by what they are called together.

    `differences` are what is otherwise in each group than in that of the case that its lead is set against.
    """

    comparison: Comparison
    groups: Mapping[str, AlikeCases]
    differences: Mapping[str, PlanDifference]


def show_as_one(comparison: Comparison) -> ShownCases:
    """Return the comparison with cases whose plans are alike as one, under a name for all of them.

    Plans are alike where they are one plan; or where they have the same shared centres, answer fewer contacts than
    `Structure.least_contacts` in another form or at another shared centre, and are not proven to cost more or less.
    Which municipality the service is bought from does not count.
    """
    found: list[dict[str, Result]] = []
    for case, result in comparison.planned.items():
        mine = next((group for group in found if _fits(group, case, result)), None)
        if mine is None:
            found.append({case: result})
        else:
            mine[case] = result
    groups = [_name_group(comparison, group) for group in found]
    results = {group.name: group.results[0] for group in groups}
    results |= {case: result for case, result in comparison.results.items() if not result.has_plan}
    base = next((group.name for group in groups if comparison.base in group.cases), "")
    shown = replace(Comparison.of_results(results, base), record=comparison.record)
    group_of = {case: group for group in groups for case in group.cases}
    differences = {
        group.name: set_against(group_of[base_case].results[0], group.results[0], group_of[base_case].name, group.name)
        for group in groups
        if (base_case := base_of(comparison, group.lead)) is not None and base_case not in group.cases
    }
    known = {name: difference for name, difference in differences.items() if difference is not None}
    return ShownCases(shown, {group.name: group for group in groups}, known)


def _name_group(comparison: Comparison, group: Mapping[str, Result]) -> AlikeCases:
    """Called by the base, if it is among them: readers know it."""
    lead = next((case for case in group if case.partition(WITH_SCENARIO)[0] == comparison.base), next(iter(group)))
    return AlikeCases(tuple(group), tuple(group.values()), lead)


def _fits(group: Mapping[str, Result], case: str, result: Result) -> bool:
    first, cheapest = next(iter(group.items()))
    return scenario_of(first) == scenario_of(case) and are_alike(cheapest, result)


def are_alike(one: Result, other: Result) -> bool:
    """True where two plans are alike, as `show_as_one` has it."""
    if one.instance.contacts != other.instance.contacts or is_apart(one, other):
        return False
    if _shared_centres(one) != _shared_centres(other):
        return False
    moved = _structure(one).moved_tasks(_structure(other))
    return fsum(other.instance.contacts[task] for task in moved) < Structure.least_contacts(other.instance)


def _shared_centres(result: Result) -> tuple[str, ...]:
    return tuple(sorted(line.centre for line in result.lines.centres if line.kind != "local"))


def _structure(result: Result) -> Structure:
    """The structure of a plan, each shared centre by its own name: systems do not have the same ones."""
    return structure_of(_routes(result), {centre: centre for centre in _shared_centres(result)})


def _routes(result: Result) -> frozenset[Route]:
    """Where each task is answered, as the plan's own lines have it."""
    lines = result.lines.assignments
    return frozenset(Route(line.municipality, line.task, line.centre, cast(Form, line.form)) for line in lines)
