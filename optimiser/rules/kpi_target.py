"""Rule `kpi-target`: contact-weighted means that must be met."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from math import inf
from typing import TYPE_CHECKING, Any

from optimiser.data.instance import Instance
from optimiser.data.rows import Kpi, Scope
from optimiser.rules.best_means import BestMeans, misses
from optimiser.rules.rule import (
    COUNTRY,
    NONE,
    ImpossibleRule,
    Index,
    PlanLimit,
    PortfolioLimit,
    Requirement,
    Rule,
    Slack,
    Trait,
    scaled_contacts,
)

if TYPE_CHECKING:
    from optimiser.model.formulation import Choice, Formulation
    from optimiser.model.packing import PackingOption
    from optimiser.model.packing_model import PackingModel
    from optimiser.planning.plan import Plan
    from optimiser.planning.problem import Problem
    from optimiser.planning.routes import Route

DECIMALS = 6
"""Digits after the mark of a target that is just met."""


class KpiTarget(Rule):
    """**kpi-target**: each KPI with a target meets it in its scope.

    Σ (value(form,t) - target) · contacts(m,t) · assign[m,t,d] >= 0 (at least) or <= 0 (at most),
    summed over one municipality, over one centre, or over the whole country
    """

    name = "kpi-target"
    words = {"da": "mål for nøgletal", "en": "KPI target"}
    declared_in = ("kpis.target",)
    phrases = {
        "beyond the best": {
            "da": "{kpi} kan i bedste fald blive {best} i hele landet, men målet er {target}.",
            "en": "{kpi} can be {best} at best in the whole country, but the target is {target}.",
        },
        "beyond the best of municipalities": {
            "da": "{names} kan ikke nå målet {target} for {kpi}; {about} når i bedste fald {best}.",
            "en": "{names} cannot reach the target of {target} for {kpi}; {about} reaches {best} at best.",
        },
        "beyond the best of centres": {
            "da": "{kpi} kan i bedste fald blive {best} her, men målet er {target}; og {tasks} kan kun gå hertil "
            "eller til centre, der heller ikke når målet.",
            "en": "{kpi} can be {best} here at best, but the target is {target}; and {tasks} can only go here or to "
            "centres that miss the target too.",
        },
        "asks kpi at least": {"da": "{about} skal være mindst {value}", "en": "{about} must be at least {value}"},
        "asks kpi at most": {"da": "{about} må højst være {value}", "en": "{about} must be at most {value}"},
        "move kpi": {"da": "Sæt målet for {about} til {value}", "en": "Set the target of {about} to {value}"},
        "drop kpi": {"da": "Ophæv målet for {about}", "en": "Drop the target of {about}"},
    }
    looks_at_money = False
    packing_can_break = False  # packing has its rows

    def is_asked(self, instance: Instance) -> bool:
        return any(_with_target(instance))

    def has(self, trait: Trait, instance: Instance) -> bool:
        """Return True for centres told apart where a target is of each centre, for the whole plan where of all."""
        if trait == "tells_centres_apart":
            return any(kpi.scope == "centre" for kpi in _with_target(instance))
        if trait == "looks_at_whole_plan":
            return any(kpi.scope == "national" for kpi in _with_target(instance))
        return super().has(trait, instance)

    def constrain(self, f: Formulation) -> None:
        for kpi in _with_target(f.problem.instance):
            groups = _groups(f, kpi)
            f.constrain(f"kpi-target-{kpi.kpi}", groups, partial(_met, f, kpi, groups))

    def constrain_packing(self, p: PackingModel) -> None:
        """A portfolio that comes home is answered in another form: the targets are met with that too."""
        for kpi in _with_target(p.packing.problem.instance):
            parts = list(p.packing.above_targets(kpi))
            p.constrain(f"kpi-target-{kpi.kpi}", range(len(parts)), partial(_met_in_packing, p, kpi, parts))

    def told_by_portfolios(self, problem: Problem) -> bool:
        """Return True where no target is of each centre."""
        return all(kpi.scope != "centre" for kpi in _with_target(problem.instance))

    def portfolio_limits(self, problem: Problem, municipality: str) -> Iterable[PortfolioLimit]:
        for kpi in _with_target(problem.instance):
            if kpi.scope == "municipality":
                yield PortfolioLimit(partial(_margin, problem, kpi))

    def plan_limits(self, problem: Problem) -> Iterable[PlanLimit]:
        """A target of the country: what is below it may be no more than what is above."""
        for kpi in _with_target(problem.instance):
            if kpi.scope == "national":
                yield PlanLimit(f"kpis.{kpi.kpi}.target", 0.0, route=partial(_shortfall, problem, kpi))

    def conflicts(self, problem: Problem) -> Iterator[ImpossibleRule]:
        for kpi in _with_target(problem.instance):
            yield from unreachable(problem, kpi)

    def slacks(self, plan: Plan) -> Iterator[Slack]:
        """Return by how much each mean is above its target, in contacts times the KPI's unit."""
        for kpi in _with_target(plan.problem.instance):
            yield from _Margins(plan, kpi).slacks()

    def requirements(self, instance: Instance) -> Iterator[Requirement]:
        for kpi in _with_target(instance):
            yield self._target(instance, kpi)

    def _target(self, instance: Instance, kpi: Kpi) -> Requirement:
        """A target is surely met at the worst value of any form."""
        values = [row.value for row in instance.tables.kpi_values if row.kpi == kpi.kpi]
        return Requirement(
            self.name,
            kpi.kpi,
            "kpi",
            f"kpis.{kpi.kpi}.target",
            kpi.target,
            NONE,
            far=(min if kpi.sense == "at least" else max)([*values, 0.0]),
            figures={"sense": kpi.sense, "scope": kpi.scope},
            asks=f"asks kpi {kpi.sense}",
            rows=(f"kpi-target-{kpi.kpi}",),
            row_unit=partial(_a_unit, kpi.scope),
            reachable=partial(_best, kpi),
        )


def _with_target(instance: Instance) -> Iterator[Kpi]:
    return (kpi for kpi in instance.tables.kpis if kpi.target is not None)


def _margin(problem: Problem, kpi: Kpi, route: Route) -> float:
    """Return what a route adds to what is to spare of a target, in contacts times the KPI's unit."""
    above = problem.above_target(kpi, route)
    return above if kpi.sense == "at least" else -above


def _shortfall(problem: Problem, kpi: Kpi, route: Route) -> float:
    """Return what a route uses up of what there is to spare of a target."""
    return -_margin(problem, kpi, route)


# ---- the model ------------------------------------------------------------------------------------


def _groups(f: Formulation, kpi: Kpi) -> dict[str, list[Choice]]:
    """Return the choices that count together, by municipality, by centre, or all of them as the country."""
    groups: dict[str, list[Choice]] = defaultdict(list)
    for choice, route in f.choices.items():
        if kpi.scope == "municipality":
            groups[route.municipality].append(choice)
        elif kpi.scope == "national":
            groups["country"].append(choice)
        elif route.form != "unchanged":
            groups[route.centre].append(choice)
    return groups


def _met(f: Formulation, kpi: Kpi, groups: Mapping[str, list[Choice]], whom: str) -> Any:
    margins = {choice: f.problem.above_target(kpi, f.choices[choice]) for choice in groups[whom]}
    margin = sum(scaled_contacts(above) * f.m.assign[choice] for choice, above in margins.items())
    return margin >= 0 if kpi.sense == "at least" else margin <= 0


def _met_in_packing(
    p: PackingModel, kpi: Kpi, parts: Sequence[tuple[float, Mapping[PackingOption, float]]], number: int
) -> Any:
    settled, options = parts[number]
    margin = settled + sum(added * p.m.take[option] for option, added in options.items())
    return margin >= 0 if kpi.sense == "at least" else margin <= 0


def _a_unit(scope: Scope, instance: Instance, index: Index) -> float:
    """Return what a unit of the target is in a row; a centre's contacts are not known beforehand."""
    if scope == "centre":
        return 0.0
    return scaled_contacts(sum(instance.contacts.values()) if scope == "national" else instance.contacts_of[index[0]])


# ---- a plan ---------------------------------------------------------------------------------------


class _Margins:
    """How far the means of a plan are above the target of one KPI, and what one task more would take of that."""

    def __init__(self, plan: Plan, kpi: Kpi) -> None:
        self.plan, self.kpi = plan, kpi

    def slacks(self) -> Iterator[Slack]:
        """Return the slack of each place in which the target must be met."""
        names, instance = self.plan.problem.instance.municipalities, self.plan.problem.instance
        steps = self._steps_in_centres() if self.kpi.scope == "centre" else self._steps_elsewhere()
        for whom, routes in self._groups().items():
            spare = sum(map(self._margin, routes))
            contacts = sum(instance.contacts[route.municipality, route.task] for route in routes)
            if whom in steps or spare < 0:
                about = names[whom].name if self.kpi.scope == "municipality" else whom
                yield Slack(about, spare, contacts, steps.get(whom, 0.0))

    def _margin(self, route: Route) -> float:
        return _margin(self.plan.problem, self.kpi, route)

    def _groups(self) -> Mapping[str, Iterable[Route]]:
        if self.kpi.scope == "national":
            return {COUNTRY: self.plan.routes}
        return self.plan.by_municipality if self.kpi.scope == "municipality" else self.plan.by_centre

    def _steps_elsewhere(self) -> dict[str, float]:
        """Return by place the least that a task takes which goes where the KPI is worse."""
        taken = {(route.municipality, route.task): self._margin(route) for route in self.plan.routes}
        steps: dict[str, float] = {}
        for route in self.plan.problem.routes:
            whom = COUNTRY if self.kpi.scope == "national" else route.municipality
            loss = taken.get((route.municipality, route.task), -inf) - self._margin(route)  # below 0 of who stays out
            if loss > 0:
                steps[whom] = min(loss, steps.get(whom, loss))
        return steps

    def _steps_in_centres(self) -> dict[str, float]:
        """Return by centre the least that a task takes which comes and is below the target, or leaves and is above."""
        here, steps = set(self.plan.routes), dict[str, float]()
        for route in self.plan.problem.routes:
            loss = self._margin(route) if route in here else -self._margin(route)
            if loss > 0 and route.form != "unchanged":
                steps[route.centre] = min(loss, steps.get(route.centre, loss))
        return steps


# ---- beyond the best there is ---------------------------------------------------------------------


def _best(kpi: Kpi, _: Problem, conflicts: Callable[[], list[ImpossibleRule]]) -> Iterator[float]:
    """Return the best the KPI can come to, rounded to the side that is easier to meet."""
    for found in conflicts():
        if found.rule == KpiTarget.name and found.figures["kpi"] == kpi.kpi:
            best, unit = float(str(found.figures["best"])), 10.0**-DECIMALS
            sign, nearest = (1 if kpi.sense == "at least" else -1), round(best, DECIMALS)
            yield round(nearest - sign * unit, DECIMALS) if sign * nearest > sign * best else nearest


def unreachable(problem: Problem, kpi: Kpi) -> Iterator[ImpossibleRule]:
    """Return where the target of a KPI is beyond the best there is; it may be another than the instance's own."""
    return UNREACHABLE[kpi.scope](problem, kpi)


def _unreachable_in_municipalities(problem: Problem, kpi: Kpi) -> Iterator[ImpossibleRule]:
    """Return all municipalities whose best is not enough, the one that is furthest off first."""
    best = BestMeans(problem, kpi)
    means = {code: mean for code, mean in best.by_municipality.items() if misses(kpi, mean)}
    if means:
        worst_first = sorted(means, key=lambda code: best.sign * means[code])
        names = [problem.instance.municipalities[code].name for code in worst_first]
        figures = {"kpi": kpi.kpi, "best": means[worst_first[0]], "target": kpi.target, "names": names}
        yield ImpossibleRule(KpiTarget.name, names[0], "beyond the best of municipalities", figures)


def _unreachable_in_country(problem: Problem, kpi: Kpi) -> Iterator[ImpossibleRule]:
    best = BestMeans(problem, kpi).country if problem.routes else kpi.target or 0.0
    if misses(kpi, best):
        figures = {"kpi": kpi.kpi, "best": best, "target": kpi.target}
        yield ImpossibleRule(KpiTarget.name, COUNTRY, "beyond the best", figures)


def _unreachable_in_centres(problem: Problem, kpi: Kpi) -> Iterator[ImpossibleRule]:
    """Return centres that must open, as tasks go to such centres only, and that miss the target at their best."""
    best = BestMeans(problem, kpi)
    for centre, stranded in best.stranded():
        tasks = [f"{problem.instance.municipalities[code].name} {task}" for code, task in stranded]
        figures = {"kpi": kpi.kpi, "best": best.by_centre[centre], "target": kpi.target, "tasks": tasks}
        yield ImpossibleRule(KpiTarget.name, centre, "beyond the best of centres", figures)


UNREACHABLE: Mapping[Scope, Callable[[Problem, Kpi], Iterator[ImpossibleRule]]] = {
    "municipality": _unreachable_in_municipalities,
    "centre": _unreachable_in_centres,
    "national": _unreachable_in_country,
}
"""What sees that a target cannot be met, by where it must be met."""
