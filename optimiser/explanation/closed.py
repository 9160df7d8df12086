"""Why a centre is closed: the volume it lacks, or the subsidy at which it would open; for an open one, what it saves.

To demand that a centre is open, or closed, only restricts: a bound of the run is one of the instance in which it is
demanded. The subsidy is the lump sum a year by which the best plan with the centre is dearer than the best plan: paid
that, the country pays no more with it than without.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from optimiser.data.instance import Instance
from optimiser.data.read import remake_instance
from optimiser.data.rows import Lock
from optimiser.data.run_record import ConflictRecord
from optimiser.data.settings import SolverOptions
from optimiser.explanation.local_moves import route_of
from optimiser.explanation.resolving import Again, Difference, ReportPriced, difference_of
from optimiser.planning.problem import Problem, Shortfall
from optimiser.planning.routes import DEPARTMENTS, Route
from optimiser.result.result import CentreDemand, Result, State, demands_on, state_of, volumes_for
from optimiser.rules.registry import measured_at
from optimiser.solver.solve import WarmStart

SCHEMA_VERSION = 1
"""Version of what `explain --centre --json` prints; raised when an entry changes its meaning."""
WHY = "closed, to see what it costs"
"""The note of the lock that closes a centre."""


@dataclass(frozen=True)
class Mover:
    """A municipality (its code) that the centre answers in one of two plans only.

    `contacts` a year by form: that of the other plan, in which they are answered elsewhere.
    """

    municipality: str
    contacts: Mapping[str, float]


@dataclass(frozen=True)
class Served:
    """What a centre answers in the plan in which it is open: contacts and pooled volume a year, for how many.

    `unit_cost_kr` is by pooled contact, on the cost curve. `binding` are the rules of volume with nothing to spare.
    """

    contacts: float
    pooled_volume: float
    municipalities: int
    unit_cost_kr: float
    binding: tuple[str, ...]


@dataclass(frozen=True)
class MovedContacts:
    """The contacts a year that the centre answers in one of two plans only, and what answering one costs in each (kr.).

    Answering is the task's part of its centre's operation, what size does not help, and what its form costs extra;
    connections, fixed cost and investment are not in it. `here_kr` is at the centre, `elsewhere_kr` in the other plan.
    """

    contacts: float
    here_kr: float
    elsewhere_kr: float
    movers: tuple[Mover, ...]


@dataclass(frozen=True)
class CentreStep:
    """A demand on a centre and what it costs: the best plan found with it against the run's.

    `volumes` is the least that it needs for it and the most it can reach, where it is to be open or to sell;
    `conflicts` are as in run.json, where the demand is seen to be impossible. `demanded` is None where it was
    stopped before.
    """

    asked: CentreDemand
    volumes: Shortfall | None
    difference: Difference | None = None
    conflicts: tuple[ConflictRecord, ...] = ()
    served: Served | None = None
    moved: MovedContacts | None = None

    @property
    def kr_per_contact(self) -> float | None:
        """The difference for each contact that moves; None where there is none."""
        if self.difference is None or self.difference.difference_kr is None or self.moved is None:
            return None
        return self.difference.difference_kr / self.moved.contacts if self.moved.contacts else None


@dataclass(frozen=True)
class CentreStatus:
    """A centre as it is in the plan, and what it would take to have it otherwise."""

    name: str
    state: State
    steps: tuple[CentreStep, ...]


@dataclass(frozen=True)
class Closing:
    """Centres of a run; `interrupted` by Ctrl-C before all was priced."""

    result: Result
    centres: tuple[CentreStatus, ...]
    interrupted: bool

    def as_record(self) -> dict[str, Any]:
        """All of it as entries of JSON; money in kr. a year, volumes in contacts a year."""
        return {
            "schema_version": SCHEMA_VERSION,
            **self.result.run.model_dump(include={"name", "system", "input_sha256", "objective_kr", "bound_kr", "gap"}),
            "centres": [self._centre_record(centre) for centre in self.centres],
            "interrupted": self.interrupted,
        }

    def _centre_record(self, centre: CentreStatus) -> dict[str, Any]:
        kind = self.result.instance.centres[centre.name].kind
        return {"centre": centre.name, "kind": kind, "state": centre.state, "demands": list(map(_told, centre.steps))}


def _told(step: CentreStep) -> dict[str, Any]:
    conflicts = [conflict.model_dump() for conflict in step.conflicts]
    return {**asdict(step), "conflicts": conflicts, "kr_per_contact": step.kr_per_contact}


def why_closed(
    result: Result, names: Sequence[str], report: ReportPriced = lambda *_: None, options: SolverOptions | None = None
) -> Closing:
    """What it takes to open centres of a result's structure, to have them sell, or to close those that are open.

    Each demand is a solve, by the run's own options, or those set in `options`. After Ctrl-C the rest is left
    unpriced. Raises SolverError.
    """
    problem, asking = result.plan.problem, _Asking(result, options)
    demands = {name: demands_on(problem, name, state_of(result, name)) for name in names}
    total, centres, count = sum(map(len, demands.values())), [], 0
    for name in names:
        steps = []
        for asked in demands[name]:
            if not asking.interrupted:
                report(count, total, name)
            steps.append(asking.solve_step(problem, name, asked))
            count += 1
        centres.append(CentreStatus(name, state_of(result, name), tuple(steps)))
    return Closing(result, tuple(centres), asking.interrupted)


# ---- asking ---------------------------------------------------------------------------------------


def asking_of(instance: Instance, centre: str, asked: CentreDemand) -> Instance:
    """The instance in which a centre must be open, or sell; or nobody may be answered there."""
    if asked == "close":
        lock = Lock.model_validate({"centre": centre, "demand": "must not", "note": WHY, "source": WHY})
        return remake_instance(instance, instance.settings, locks=(*instance.tables.locks, lock))
    column = {"open": "must_open", "sell": "must_sell"}[asked]
    rows = (row.model_copy(update={column: True}) if row.centre == centre else row for row in instance.tables.centres)
    return remake_instance(instance, instance.settings, centres=rows)


@dataclass
class _Asking(Again):
    """Demands on centres; what was found of one that must be open is used where it must sell too."""

    opened: dict[str, Result] = field(default_factory=dict)

    def solve_step(self, problem: Problem, centre: str, asked: CentreDemand) -> CentreStep:
        """The demand, solved for unless interrupted."""
        volumes = volumes_for(problem, centre, asked)
        if self.interrupted:
            return CentreStep(asked, volumes)
        after = self._solve_after(centre, asked)
        difference = difference_of(self.result, after)
        if difference.difference_kr is None:
            return CentreStep(asked, volumes, difference, tuple(after.run.conflicts))
        open_in, closed_in = (self.result, after) if asked == "close" else (after, self.result)
        served = None if asked == "close" else served_by(after, centre)
        return CentreStep(asked, volumes, difference, (), served, moved_to(open_in, closed_in, centre))

    def _solve_after(self, centre: str, asked: CentreDemand) -> Result:
        opened = self.opened.get(centre, self.result)
        if asked == "sell" and opened.has_plan and state_of(opened, centre) == "sells":
            return opened
        after = self.solve_changed(asking_of(self.result.instance, centre, asked), WarmStart((), opened.bound_kr))
        if asked == "open":
            self.opened[centre] = after
        return after


# ---- what a plan with the centre is like ------------------------------------------------------------


def served_by(result: Result, centre: str) -> Served:
    """What an open centre answers in a result's plan."""
    line = next(line for line in result.lines.centres if line.centre == centre)
    bound = result.figures.rules_that_bind.items()
    binding = (rule for rule, about in bound if "centre" in measured_at(rule) and centre in about)
    return Served(line.contacts, line.pooled_volume, line.municipalities, line.unit_cost_kr, tuple(binding))


def moved_to(open_in: Result, closed_in: Result, centre: str) -> MovedContacts:
    """What a centre answers in one plan and not in the other."""
    elsewhere = closed_in.assignment
    keys = [key for key, place in open_in.assignment.items() if place == centre and elsewhere[key] != centre]
    contacts = {key: open_in.instance.contacts[key] for key in keys}
    total = sum(contacts.values())

    def each_kr(result: Result) -> float:
        return sum(kr for key, kr in answering_kr(result) if key in contacts) / total if total else 0.0

    movers = tuple(_list_movers([route_of(closed_in, *key) for key in keys], contacts))
    return MovedContacts(total, each_kr(open_in), each_kr(closed_in), movers)


def _list_movers(routes: Sequence[Route], contacts: Mapping[tuple[str, str], float]) -> Iterator[Mover]:
    """Who moves, the one with most contacts first."""
    found: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for route in routes:
        found[route.municipality][route.form] += contacts[route.municipality, route.task]
    for code, by_form in sorted(found.items(), key=lambda item: -sum(item[1].values())):
        yield Mover(code, dict(by_form))


def answering_kr(result: Result) -> Iterator[tuple[tuple[str, str], float]]:
    """By municipality and task, what answering it costs a year (kr.): its part of a centre by volume, and its own."""
    centres = {line.centre: line for line in result.lines.centres}
    for line in result.lines.assignments:
        own_kr = line.unchanged_kr + line.unpooled_kr + line.extra_kr
        if line.centre != DEPARTMENTS:
            centre = centres[line.centre]
            pooled = centre.pooled_volume > 0
            part = line.pooled_volume / centre.pooled_volume if pooled else line.contacts / centre.contacts
            own_kr += part * centre.operation_kr
        yield (line.municipality, line.task), own_kr
