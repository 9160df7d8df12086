"""The tables of a path over years: a row a year, a move, a centre in a year, a municipality in a year.

They are made from the plans of the years and what follows from their order (`planning/roadmap.py`).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from optimiser.data.columns import FORMS, HOME_FORMS, Form
from optimiser.data.instance import Instance
from optimiser.data.roadmap_tables import RUNNING_TERMS, RoadmapLines
from optimiser.planning.charges import Charge
from optimiser.planning.plan import Plan
from optimiser.planning.roadmap import Item, RoadmapPlan
from optimiser.planning.routes import DEPARTMENTS, Route
from optimiser.result.tables import service_of_centre, terms_kr


def lines_of_path(path: RoadmapPlan) -> RoadmapLines:
    """Return the lines of every table of a path."""
    tables = _PathTables(path)
    return RoadmapLines.of_rows(
        {
            "years": tables.year_rows(),
            "year_moves": tables.move_rows(),
            "centre_years": tables.centre_rows(),
            "municipality_years": tables.municipality_rows(),
        }
    )


def payback_year(lines: RoadmapLines) -> int | None:
    """Return the first year from which on the accumulated cash is 0 or more; None where it is not within the years.

    Nothing is paid back before the first investment; where there is none, that is the first year.
    """
    found = None
    invested = [line.year for line in lines.years if line.investment_kr > 0]
    for line in lines.years:
        if line.accumulated_cash_kr < 0 or (invested and line.year < invested[0]):
            found = None
        elif found is None:
            found = line.year
    return found


@dataclass(frozen=True)
class _PathTables:
    """What the rows of a path's tables are made from."""

    path: RoadmapPlan

    # ---- the years -------------------------------------------------------------------------------

    def year_rows(self) -> Iterator[dict[str, Any]]:
        """Yield a row for each year, with what has accumulated up to it."""
        gained_kr = paid_kr = 0.0
        for year, plan in self.path.plans.items():
            figures = self._money_of_year(year, plan)
            gained_kr += figures["weight"] * figures["gain_kr"]
            paid_kr += figures["net_cash_kr"]
            accumulated = {"accumulated_gain_kr": gained_kr, "accumulated_cash_kr": paid_kr}
            yield {"year": year, **figures, **accumulated, **self._moving_in(year), **self._budget_of(year)}

    def _money_of_year(self, year: int, plan: Plan) -> dict[str, float]:
        instance, path = plan.problem.instance, self.path
        terms = {f"{term}_kr": kr for term, kr in terms_kr(plan).items() if term in RUNNING_TERMS}
        cost_kr, weight = path.year_cost_kr(year), path.problem.weight(year)
        transition_kr, undoing_kr, invested_kr = path.transition_kr(year), path.undoing_kr(year), path.invested_kr(year)
        return {
            "contacts": sum(instance.contacts.values()),
            "today_kr": instance.today_kr,
            **terms,
            "transition_kr": transition_kr,
            "undoing_kr": undoing_kr,
            "annuities_kr": path.annuities_kr(year),
            "cost_kr": cost_kr,
            "gain_kr": instance.today_kr - cost_kr,
            "weight": weight,
            "present_cost_kr": weight * cost_kr,
            "investment_kr": invested_kr,
            "net_cash_kr": instance.today_kr - path.running_kr(year) - transition_kr - undoing_kr - invested_kr,
        }

    def _moving_in(self, year: int) -> dict[str, Any]:
        moved = self.path.moved[year]
        return {
            "moved_tasks": len(moved),
            "moving_municipalities": len({route.municipality for route in moved}),
            "moved_fte": sum(self._leaving_fte(year, route) for route in moved),
            "opened": len(self.opened[year]),
            "joined": len(self.path.joined[year]),
        }

    def _budget_of(self, year: int) -> dict[str, float | None]:
        budget_kr = self.instance.budgets_kr.get(year)
        left_kr = None if budget_kr is None else budget_kr - self.path.invested_kr(year)
        return {"budget_kr": budget_kr, "budget_left_kr": left_kr}

    # ---- what moves ------------------------------------------------------------------------------

    def move_rows(self) -> Iterator[dict[str, Any]]:
        """Yield a row for each task that moves, by year and then as the plan has them."""
        for year, routes in self.path.moved.items():
            instance = self.path.plans[year].problem.instance
            for route in routes:
                before = self.places_before[year].get((route.municipality, route.task), DEPARTMENTS)
                yield {
                    "year": year,
                    "municipality": route.municipality,
                    "name": instance.municipalities[route.municipality].name,
                    "task": route.task,
                    "level": instance.tasks[route.task].level,
                    "from_form": self._form_at(route.municipality, before),
                    "from_centre": before,
                    "to_form": route.form,
                    "to_centre": route.centre,
                    "contacts": instance.contacts[route.municipality, route.task],
                    "fte": instance.today_fte[route.municipality, route.task],
                    "transition_kr": self.path.problem.transition_kr(year, route.municipality, route.task),
                }

    def _form_at(self, municipality: str, place: str) -> Form:
        return "unchanged" if place == DEPARTMENTS else self.instance.centre_rows[place].form_for(municipality)

    def _leaving_fte(self, year: int, route: Route) -> float:
        """Return today's employees at a task that goes from the municipality itself to another; 0 of any other."""
        before = self.places_before[year].get((route.municipality, route.task), DEPARTMENTS)
        if not route.away or self._form_at(route.municipality, before) not in HOME_FORMS:
            return 0.0
        return self.path.plans[year].problem.instance.today_fte[route.municipality, route.task]

    # ---- centres ---------------------------------------------------------------------------------

    def centre_rows(self) -> Iterator[dict[str, Any]]:
        """Yield a row for each centre in each year in which it is open, the largest of a year first."""
        for year, plan in self.path.plans.items():
            for centre in sorted(plan.loads, key=lambda name: (-plan.loads[name].volume, name)):
                load, cost, service = plan.loads[centre], plan.operation[centre], service_of_centre(plan, centre)
                yield {
                    "year": year,
                    "centre": centre,
                    "kind": self.instance.centre_rows[centre].kind,
                    "opened": centre in self.opened[year],
                    "joined": sum(1 for _, joined in self.path.joined[year] if joined == centre),
                    "municipalities": len({route.municipality for route in plan.by_centre[centre]}),
                    "contacts": load.contacts,
                    "pooled_volume": load.volume,
                    "operation_kr": cost.by_pieces_kr,
                    "unit_cost_kr": cost.exact_kr / load.volume if load.volume else 0.0,
                    "staffed_fte": service["staffed_fte"],
                    "answered_share": service["answered_share"],
                }

    # ---- municipalities --------------------------------------------------------------------------

    def municipality_rows(self) -> Iterator[dict[str, Any]]:
        """Yield a row for each municipality in each year."""
        for year, plan in self.path.plans.items():
            instance, budgets = plan.problem.instance, self.instance.municipal_budgets_kr
            annuities, invested = self._annuities_by_municipality(year), self._invested_by_municipality(year)
            yearly = self._falling_on(year, self.path.items[year])
            for code, routes in sorted(plan.by_municipality.items()):
                moved = [route for route in self.path.moved[year] if route.municipality == code]
                today_kr = instance.today_of_kr(code)
                paid = {
                    "running_kr": plan.shares_by_municipality[code].yearly_kr - yearly.get(code, 0.0),
                    "transition_kr": sum(self.path.problem.transition_kr(year, code, route.task) for route in moved),
                    "undoing_kr": self.path.undoing_kr(year, code),
                    "annuities_kr": annuities.get(code, 0.0),
                }
                after_kr = sum(paid.values())
                yield {
                    "year": year,
                    "code": code,
                    "name": instance.municipalities[code].name,
                    "contacts": instance.contacts_of[code],
                    **_contacts_by_form(instance, routes),
                    "today_kr": today_kr,
                    **paid,
                    "after_kr": after_kr,
                    "change_kr": after_kr - today_kr,
                    "investment_kr": invested.get(code, 0.0),
                    "budget_kr": budgets.get((year, code)),
                    "moved_fte": sum(self._leaving_fte(year, route) for route in moved),
                }

    def _annuities_by_municipality(self, year: int) -> Mapping[str, float]:
        """Return what each municipality pays in a year of all that has been invested so far (kr.)."""
        begun = [items for first, items in self.path.begun.items() if first <= year]
        return self._falling_on(year, dict(pair for items in begun for pair in items.items()))

    def _falling_on(self, year: int, items: Mapping[Item, Charge]) -> Mapping[str, float]:
        """Return the annuities of items by who pays them in a year: of a centre by parts in its last year in use."""
        found: dict[str, float] = defaultdict(float)
        for item, charge in items.items():
            if charge.investment_annual_kr:
                for code, part in self._payers(year, item).items():
                    found[code] += part * charge.investment_annual_kr
        return found

    def _payers(self, year: int, item: Item) -> Mapping[str, float]:
        if item.municipality:
            return {item.municipality: 1.0}
        *_, last = (plan for known, plan in self.path.plans.items() if known <= year and item.centre in plan.by_centre)
        return last.parts_by_municipality(item.centre)

    def _invested_by_municipality(self, year: int) -> Mapping[str, float]:
        """Return what each municipality invests itself in a year (kr., once); a shared centre is nobody's own."""
        found: dict[str, float] = defaultdict(float)
        for item, charge in self.path.begun[year].items():
            found[item.municipality or self.instance.centre_rows[item.centre].seat or ""] += charge.investment_kr
        return found

    # ---- what they have in common ----------------------------------------------------------------

    @property
    def instance(self) -> Instance:
        """Return the instance of all years."""
        return self.path.problem.instance

    @cached_property
    def places_before(self) -> Mapping[int, Mapping[tuple[str, str], str]]:
        """Where each task is answered before each year, by (municipality, task)."""
        found, before = {}, self.path.problem.place_before
        for year, plan in self.path.plans.items():
            found[year] = before
            before = {**before, **{(route.municipality, route.task): route.centre for route in plan.routes}}
        return found

    @cached_property
    def opened(self) -> Mapping[int, frozenset[str]]:
        """The centres that are open in a year and were not before."""
        before = set(self.path.problem.place_before.values())
        found = {}
        for year, plan in self.path.plans.items():
            found[year] = frozenset(plan.by_centre.keys() - before)
            before |= plan.by_centre.keys()
        return found


def _contacts_by_form(instance: Instance, routes: list[Route]) -> dict[str, float]:
    """Return the contacts of a municipality by how they are answered."""
    found = dict.fromkeys((f"contacts_{form}" for form in FORMS), 0.0)
    for route in routes:
        found[f"contacts_{route.form}"] += instance.contacts[route.municipality, route.task]
    return found
