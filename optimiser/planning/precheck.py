"""What can be seen to be impossible before any solver is asked, rule by rule."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from optimiser.data.columns import HOME_FORMS
from optimiser.data.rows import Kpi
from optimiser.planning.problem import Problem
from optimiser.planning.routes import Route, candidates, refusal


@dataclass(frozen=True)
class Conflict:
    """A rule that no plan can meet: its name, whom it concerns, and why, in a sentence."""

    rule: str
    about: str
    sentence: str


def conflicts(problem: Problem) -> list[Conflict]:
    """Every rule that is seen to be impossible by itself; none does not mean that a plan exists."""
    found = [*_unroutable(problem)]
    if not found:
        found = [*_too_many_places(problem), *_too_little_local(problem), *_unreachable_kpis(problem)]
    return found


# ---- assignment: a task that nothing may answer ------------------------------------------------


def _unroutable(problem: Problem) -> Iterator[Conflict]:
    routed = {(route.municipality, route.task) for route in problem.routes}
    for municipality, task in problem.instance.contacts:
        if (municipality, task) not in routed:
            name = problem.instance.municipalities[municipality].name
            rules = _refusing(problem, municipality, task)
            sentence = f"No centre may answer {task} of {name}: {_reasons(problem, municipality, task, rules)}."
            yield Conflict(next(iter(rules), "assignment"), f"{name}, {task}", sentence)


def _refusing(problem: Problem, municipality: str, task: str) -> Counter[str]:
    """The rules that refuse the task's routes, the rarest first: it is the one that could have let it through."""
    names = (_refused_by(problem, route) for route in candidates(problem.instance, municipality, task))
    counted = Counter(name for name in names if name)
    return Counter(dict(sorted(counted.items(), key=lambda item: (item[0] not in ("locks", "mandatory"), item[1]))))


def _refused_by(problem: Problem, route: Route) -> str | None:
    closed = "minimum-volume" if route.centre in problem.closed else None
    return refusal(problem.instance, route) or closed


def _reasons(problem: Problem, municipality: str, task: str, rules: Iterable[str]) -> str:
    reasons = ", ".join(f"{rule} rules out {_count(problem, municipality, task, rule)}" for rule in rules)
    groups = problem.instance.groups_of.get(municipality, ())
    short = [f"{c} needs {problem.closed[c].needs:,.0f} contacts a year and can reach {problem.closed[c].reaches:,.0f}"
             for c in groups if c in problem.closed]  # fmt: skip
    return "; ".join([reasons, *short])


def _count(problem: Problem, municipality: str, task: str, rule: str) -> str:
    count = _refusing(problem, municipality, task)[rule]
    return "1 place" if count == 1 else f"{count} places"


# ---- entry-points: tasks that must go to more places than allowed ------------------------------


def _too_many_places(problem: Problem) -> Iterator[Conflict]:
    limit = problem.instance.settings.policy.max_entry_points
    places: dict[tuple[str, str], set[str]] = defaultdict(set)
    for route in problem.routes:
        places[route.municipality, route.task].add(route.centre if route.away else "home")
    forced: dict[str, set[str]] = defaultdict(set)
    for (municipality, _), where in places.items():
        if len(where) == 1:
            forced[municipality] |= where
    for municipality, where in forced.items():
        if len(where) > limit:
            name = problem.instance.municipalities[municipality].name
            sentence = f"{name} must use {len(where)} places ({', '.join(sorted(where))}), and may use {limit}."
            yield Conflict("entry-points", name, sentence)


# ---- local-sustainability: too much must leave -------------------------------------------------


def _too_little_local(problem: Problem) -> Iterator[Conflict]:
    asked = problem.instance.settings.policy.min_local_share or 0.0
    can_stay = {(route.municipality, route.task) for route in problem.routes if route.form in HOME_FORMS}
    for municipality, tasks in problem.instance.tasks_of.items():
        contacts = {task: problem.instance.contacts[municipality, task] for task in tasks}
        stays = sum(number for task, number in contacts.items() if (municipality, task) in can_stay)
        if tasks and stays < asked * sum(contacts.values()):
            name = problem.instance.municipalities[municipality].name
            share = stays / sum(contacts.values())
            sentence = f"{name} can keep {share:.1%} of its contacts at most, and must keep {asked:.1%}."
            yield Conflict("local-sustainability", name, sentence)


# ---- kpi-target: beyond the best there is ------------------------------------------------------


def _unreachable_kpis(problem: Problem) -> Iterator[Conflict]:
    for kpi in problem.instance.tables.kpis:
        if kpi.target is not None and kpi.scope != "centre":
            for about, best in _best_means(problem, kpi).items():
                if best < kpi.target if kpi.sense == "at least" else best > kpi.target:
                    sentence = f"{kpi.kpi} of {about} can be {best:g} at best, and must be {kpi.sense} {kpi.target:g}."
                    yield Conflict("kpi-target", about, sentence)


def _best_means(problem: Problem, kpi: Kpi) -> dict[str, float]:
    """The best mean there is, by municipality or for the country."""
    better = max if kpi.sense == "at least" else min
    values: dict[tuple[str, str], list[float]] = defaultdict(list)
    for route in problem.routes:
        value = problem.instance.kpi_values[kpi.kpi, route.form, route.task]
        values[route.municipality, route.task].append(value)
    sums: dict[str, float] = defaultdict(float)
    weights: dict[str, float] = defaultdict(float)
    for (municipality, task), found in values.items():
        country = kpi.scope == "national"
        about = "the country" if country else problem.instance.municipalities[municipality].name
        contacts = problem.instance.contacts[municipality, task]
        sums[about] += better(found) * contacts
        weights[about] += contacts
    return {about: sums[about] / weights[about] for about in sums}
