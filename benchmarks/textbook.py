"""The textbook formulation of the problem: a second model, written from the data alone.

It is what one writes first: every (municipality, task, centre) has a variable, lawful or not; each
centre has one volume on each piece of its cost, switched by one number that is large enough for all
(big-M); a municipality's tasks share one connection row. It shares no code with the product besides
the data, so that where both finish, their optima can be held against each other.

Letters: m municipality, t task, c centre or HOME (the departments), k piece of the cost, f form.
Volumes are in millions of contacts a year, costs in millions of kr. a year.
"""

import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise
from math import inf, isfinite, log
from pathlib import Path
from typing import Any

import highspy
import numpy as np
import pyomo.environ as pyo

from benchmarks.race import Race
from optimiser.data import rows
from optimiser.data.columns import FORMS, HOME_FORMS, Form
from optimiser.data.instance import Instance

HOME = "departments"
MILLION = 1e6
ERROR_SAMPLES = 500

Triple = tuple[str, str, str]


@dataclass(frozen=True)
class Stretch:
    """A straight stretch of centre cost: `fixed` + `slope` · volume from `low` to `high` (millions)."""

    low: float
    high: float
    fixed: float
    slope: float


class Figures:
    """What the model needs to know of an instance: who may answer what, and what it costs."""

    def __init__(self, instance: Instance) -> None:
        _refuse_what_is_not_modelled(instance)
        self.instance = instance

    # ---- who may answer what ----

    @cached_property
    def portfolio(self) -> list[tuple[str, str]]:
        """(municipality, task) with contacts."""
        return list(self.instance.contacts)

    @cached_property
    def triples(self) -> list[Triple]:
        """Every combination, lawful or not."""
        return [(m, t, c) for m, t in self.portfolio for c in (HOME, *self.instance.centres)]

    def form(self, m: str, c: str) -> Form:
        """The form that follows from a municipality being answered at a centre."""
        return "unchanged" if c == HOME else self.instance.centres[c].form_for(m)

    def is_allowed(self, m: str, t: str, c: str) -> bool:
        """Whether law, policy, groups, hosts and locks let the task be answered there."""
        task, form = self.instance.tasks[t], self.form(m, c)
        lawful = not any(law.forbids_form(form, task) for law in self.instance.laws)
        wanted = task.level in self.instance.settings.policy.levels.levels_of(form)
        member = form != "regional" or c in self.instance.groups_of.get(m, ())
        seat = self.instance.centres[c].seat if form == "purchased" else None
        host = seat is None or self.instance.municipalities[seat].candidate_host
        return lawful and wanted and member and host and self._unlocked(m, task, c, form)

    def _unlocked(self, m: str, task: rows.Task, c: str, form: Form) -> bool:
        for lock in self.instance.tables.locks:
            speaks = lock.municipality in (None, m) and lock.task in (None, task.task)
            if speaks and lock.level in (None, task.level):
                named = lock.centre in (None, c) and lock.form in (None, form)
                if named != (lock.demand == "must"):
                    return False
        return True

    # ---- volumes ----

    def volume(self, m: str, t: str) -> float:
        """Pooled volume of a task (million contacts a year)."""
        return self.instance.pooled_contacts[m, t] / MILLION

    @cached_property
    def big_m(self) -> float:
        """A volume that no centre can exceed: everything."""
        return sum(self.volume(m, t) for m, t in self.portfolio)

    # ---- what it costs, in million kr. a year ----

    @cached_property
    def stretches(self) -> list[Stretch]:
        """The cost of answering in a centre with cost factor 1, in stretches that cover every volume."""
        points = self.instance.tables.cost_curve
        first, last = points[0], points[-1]
        head = Stretch(0.0, first.volume / MILLION, 0.0, first.unit_cost_kr)
        tail = Stretch(last.volume / MILLION, inf, 0.0, last.unit_cost_kr)
        between = [self._lines_between(low / MILLION, high / MILLION) for low, high in self._between_points()]
        return [head, *chain.from_iterable(between), tail]

    def _between_points(self) -> Iterator[tuple[float, float]]:
        return pairwise(point.volume for point in self.instance.tables.cost_curve)

    def _cost(self, volume: Any) -> Any:
        """The documents' curve: the unit cost is linear in the logarithm of the volume."""
        points = self.instance.tables.cost_curve
        logs = [np.log(point.volume / MILLION) for point in points]
        return volume * np.interp(np.log(volume), logs, [point.unit_cost_kr for point in points])

    def _unit_cost(self, volume: float) -> float:
        return float(self._cost(volume) / volume)

    def _chord(self, low: float, high: float) -> Stretch:
        slope = float((self._cost(high) - self._cost(low)) / (high - low))
        return Stretch(low, high, float(self._cost(low)) - slope * low, slope)

    def _lines_between(self, low: float, high: float) -> list[Stretch]:
        """The fewest lines below the curve that stay close enough to it, laid out by equal ratios of volume.

        They are chords where a contact gets cheaper, and tangents, as far as each is the highest, where it gets dearer.
        """
        count, growth = 1, (self._unit_cost(high) - self._unit_cost(low)) / log(high / low)
        while True:
            corners = [low * (high / low) ** (step / count) for step in range(count)] + [high]
            lines = [self._chord(*ends) for ends in pairwise(corners)]
            if growth > 0:
                meet = [low, *((after - before) / log(after / before) for before, after in pairwise(corners)), high]
                slopes = [self._unit_cost(corner) + growth for corner in corners]
                lines = [
                    Stretch(*ends, -growth * corner, slope)
                    for ends, corner, slope in zip(pairwise(meet), corners, slopes, strict=True)
                ]
            if all(self._is_close(line) for line in lines):
                return lines
            count += 1

    def _is_close(self, line: Stretch) -> bool:
        volumes = np.concatenate([lay(line.low, line.high, ERROR_SAMPLES) for lay in (np.linspace, np.geomspace)])
        ratios = (line.fixed + line.slope * volumes) / self._cost(volumes)
        return bool(np.max(np.abs(ratios - 1)) <= self.instance.settings.curve.max_error)

    def answering(self, m: str, t: str, c: str) -> float:
        """A task answered at a centre, besides the centre's own cost."""
        contacts = self.instance.contacts[m, t] / MILLION
        task, form = self.instance.tasks[t], self.form(m, c)
        flat = 1.0 if form == "unchanged" else 1.0 - task.pooling_weight
        link_kr = self._link_says(m, c, "extra_kr") if form not in HOME_FORMS else 0.0
        extra_kr = self.instance.extra_kr.get((form, t), 0.0) + link_kr
        staff = contacts * self.instance.handling_minutes[m, t] / 60 / self.instance.settings.economy.net_hours_per_fte
        invested = self.invested("fte", form, m) * staff * MILLION + self.invested("task", form, m)
        return contacts * (flat * self.instance.today_unit_kr[m, t] + extra_kr) + invested

    def link(self, m: str, c: str) -> float:
        """A connection between a municipality and a centre that is not its own."""
        yearly_kr, once_kr = self._link_says(m, c, "yearly_kr"), self._link_says(m, c, "investment_kr")
        own_kr = yearly_kr + self._once(once_kr, self._link_says(m, c, "lifetime_years", 8.0), m)
        return self.invested("connection", self.form(m, c), m) + own_kr / MILLION

    def opening(self, c: str) -> float:
        """An open centre, besides answering."""
        row = self.instance.centres[c]
        forms: Mapping[rows.CentreKind, Form] = {"local": "local", "virtual": "regional", "external": "external"}
        return row.fixed_cost_kr / MILLION + self.invested("centre", forms[row.kind], row.seat)

    def invested(self, basis: rows.Basis, form: Form, m: str | None) -> float:
        """The yearly payment for one unit of an investment."""
        found = (row for row in self.instance.tables.investments if (row.basis, row.form) == (basis, form))
        return sum(self._once(row.amount_kr, row.lifetime_years, m) for row in found) / MILLION

    def _once(self, amount_kr: float, years: float, m: str | None) -> float:
        rate = self.instance.settings.economy.discount_rate
        factor = self.instance.municipalities[m].investment_factor if m else 1.0
        return factor * amount_kr * (rate / (1 - (1 + rate) ** -years) if rate else 1 / years)

    def _link_says(self, m: str, c: str, column: str, otherwise: float = 0.0) -> float:
        """What the row that says most of the pair says in a column: municipality before centre before form."""
        found: dict[tuple[bool, bool, bool], float] = {}
        for row in self.instance.tables.connections:
            fits = row.municipality in (None, m) and row.centre in (None, c) and row.form in (None, self.form(m, c))
            if fits and (said := getattr(row, column)) is not None:
                found[row.municipality is not None, row.centre is not None, row.form is not None] = said
        return found[max(found)] if found else otherwise


def _refuse_what_is_not_modelled(instance: Instance) -> None:
    """Raises ValueError for rules that no bundled instance uses."""
    policy = instance.settings.policy
    unknown = {
        "kpi-target": any(kpi.target is not None for kpi in instance.tables.kpis),
        "purchase-cap": any(law.cap_kr is not None for law in instance.laws),
        "mandatory": bool(policy.mandatory),
        "nested-depth": policy.nested_depth,
        "max-centres": policy.max_hosts is not None or policy.max_virtual_centres is not None,
        "investment-budget": policy.investment_budget_kr is not None,
        "local-sustainability": policy.min_local_share is not None,
        "no-municipality-worse-off": policy.no_municipality_worse_off,
    }
    used = [rule for rule, is_used in unknown.items() if is_used]
    if used:
        raise ValueError(f"the textbook formulation does not know {', '.join(used)}")


@dataclass(frozen=True)
class Textbook:
    """The Pyomo model of an instance, to which each method adds variables or rules."""

    figures: Figures
    model: Any

    @property
    def centres(self) -> Mapping[str, rows.Centre]:
        """All centres of the instance."""
        return self.figures.instance.centres

    @cached_property
    def hosts(self) -> list[str]:
        """Local centres."""
        return [c for c, row in self.centres.items() if row.kind == "local"]

    def open(self, c: str) -> Any:
        """1 when the centre is on one of its pieces."""
        return sum(self.model.piece[c, k] for k in range(len(self.figures.stretches)))

    def volume(self, c: str) -> Any:
        """Pooled volume of a centre."""
        return sum(self.model.volume[c, k] for k in range(len(self.figures.stretches)))

    def brought(self, c: str, codes: Iterable[str]) -> Any:
        """Pooled volume that some municipalities bring to a centre."""
        tasks = self.figures.instance.tasks_of
        return sum(self.figures.volume(m, t) * self.model.assign[m, t, c] for m in codes for t in tasks[m])

    def answered(self, m: str, places: Iterable[str]) -> Any:
        """How many of a municipality's tasks are answered at some places."""
        return sum(self.model.assign[m, t, c] for t in self.figures.instance.tasks_of[m] for c in places)

    def tasks(self, m: str) -> int:
        """How many tasks a municipality has."""
        return len(self.figures.instance.tasks_of[m])

    def rule(self, name: str, index: Iterable[Any], body: Callable[..., Any]) -> None:
        """Add one constraint for each index."""
        self.model.add_component(name, pyo.Constraint(list(index), rule=lambda _, *key: body(*key)))

    # ---- the parts of the model ----

    def add_variables(self) -> None:
        """Every choice there could be; what is not allowed has 0 as its largest value."""
        codes, figures, m = list(self.figures.instance.municipalities), self.figures, self.model
        pieces = [(c, k) for c in self.centres for k in range(len(figures.stretches))]
        pairs = [(code, c) for code in codes for c, row in self.centres.items() if row.seat != code]
        m.assign = pyo.Var(
            figures.triples, domain=pyo.Binary, bounds=lambda _, *triple: (0, int(figures.is_allowed(*triple)))
        )
        m.connect = pyo.Var(pairs, domain=pyo.Binary)
        m.piece = pyo.Var(pieces, domain=pyo.Binary)
        m.volume = pyo.Var(pieces, domain=pyo.NonNegativeReals)
        m.sell = pyo.Var(self.hosts, domain=pyo.Binary)
        m.own = pyo.Var(self.hosts, domain=pyo.NonNegativeReals)
        m.sold = pyo.Var(self.hosts, domain=pyo.NonNegativeReals)
        m.home = pyo.Var(codes, domain=pyo.Binary)
        m.uses = pyo.Var(codes, FORMS, domain=pyo.Binary)

    def add_assignment(self) -> None:
        """Σ_c assign[m,t,c] = 1."""
        places, assign = (HOME, *self.centres), self.model.assign
        self.rule("whole", self.figures.portfolio, lambda m, t: sum(assign[m, t, c] for c in places) == 1)

    def add_connections(self) -> None:
        """Σ_t assign[m,t,c] <= tasks · connect[m,c], connect[m,c] <= open[c], and few places for each m.

        The departments and the own centre together are one place, home[m].
        """
        model, own = self.model, self.figures.instance.own_centre
        limit = self.figures.instance.settings.policy.max_entry_points
        busy = [m for m in self.figures.instance.municipalities if self.tasks(m)]
        away = [(m, c) for m, c in model.connect if self.tasks(m)]
        homes = {m: [HOME, own[m]] if m in own else [HOME] for m in busy}
        elsewhere = {m: [c for c in self.centres if c != own.get(m)] for m in busy}
        self.rule("linked", away, lambda m, c: self.answered(m, [c]) <= self.tasks(m) * model.connect[m, c])
        self.rule("to-open", model.connect, lambda m, c: model.connect[m, c] <= self.open(c))
        self.rule("at-home", busy, lambda m: self.answered(m, homes[m]) <= self.tasks(m) * model.home[m])
        self.rule("few-places", busy, lambda m: model.home[m] + sum(model.connect[m, c] for c in elsewhere[m]) <= limit)

    def add_volumes(self) -> None:
        """Σ_k volume[c,k] = Σ_m Σ_t v(m,t) assign[m,t,c], on one piece at most, within the centre's limits.

        L_k piece[c,k] <= volume[c,k] <= U_k piece[c,k], and volume[c,k] <= M piece[c,k].
        """
        model, stretches, rows_of = self.model, self.figures.stretches, self.centres
        everybody = list(self.figures.instance.municipalities)
        bounded = [(c, k) for c, k in model.piece if stretches[k].high < inf]
        limited = [c for c in rows_of if rows_of[c].max_volume is not None]
        self.rule("pooled", rows_of, lambda c: self.volume(c) == self.brought(c, everybody))
        self.rule("one-piece", rows_of, lambda c: self.open(c) <= 1)
        self.rule("low", model.piece, lambda c, k: model.volume[c, k] >= stretches[k].low * model.piece[c, k])
        self.rule("high", bounded, lambda c, k: model.volume[c, k] <= stretches[k].high * model.piece[c, k])
        self.rule("big-m", model.piece, lambda c, k: model.volume[c, k] <= self.figures.big_m * model.piece[c, k])
        self.rule("smallest", rows_of, lambda c: self.volume(c) >= rows_of[c].min_volume / MILLION * self.open(c))
        self.rule("largest", limited, lambda c: self.volume(c) <= (rows_of[c].max_volume or 0.0) / MILLION)

    def add_sales(self) -> None:
        """A host is open, answers a task of its own, and sells neither too little nor too much."""
        model, rows_of = self.model, self.centres
        seat = {c: rows_of[c].seat or "" for c in self.hosts}
        others = {c: [m for m in self.figures.instance.municipalities if m != seat[c]] for c in self.hosts}
        capped = {c: share for c in self.hosts if (share := rows_of[c].max_sold_share) is not None}
        buyers = [(m, c) for m, c in model.connect if c in seat]
        self.rule("own-volume", self.hosts, lambda c: model.own[c] == self.brought(c, [seat[c]]))
        self.rule("sold-volume", self.hosts, lambda c: model.sold[c] == self.brought(c, others[c]))
        self.rule("own-open", self.hosts, lambda c: self.answered(seat[c], [c]) <= self.tasks(seat[c]) * self.open(c))
        self.rule("host-open", self.hosts, lambda c: model.sell[c] <= self.open(c))
        self.rule("host-answers-own", self.hosts, lambda c: model.sell[c] <= self.answered(seat[c], [c]))
        self.rule("buyer", buyers, lambda m, c: model.connect[m, c] <= model.sell[c])
        self.rule("least-sold", self.hosts, lambda c: model.sold[c] >= rows_of[c].min_sold / MILLION * model.sell[c])
        self.rule("most-sold", capped, lambda c: model.sold[c] <= capped[c] * model.own[c])

    def add_forms(self) -> None:
        """Σ assign[m,t,c] in a form <= tasks · uses[m,f]."""
        places: dict[tuple[str, Form], list[str]] = defaultdict(list)
        for m in self.figures.instance.municipalities:
            for c in (HOME, *self.centres) if self.tasks(m) else ():
                places[m, self.figures.form(m, c)].append(c)
        uses = self.model.uses
        self.rule("used", places, lambda m, f: self.answered(m, places[m, f]) <= self.tasks(m) * uses[m, f])

    def add_cost(self) -> None:
        """Million kr. a year."""
        self.model.cost = pyo.Objective(expr=sum(self._terms()))

    def _terms(self) -> Iterator[Any]:
        model, figures = self.model, self.figures
        for c, k in model.piece:
            factor, stretch = self.centres[c].cost_factor, figures.stretches[k]
            yield factor * (stretch.fixed * model.piece[c, k] + stretch.slope * model.volume[c, k])
        for triple in figures.triples:
            yield figures.answering(*triple) * model.assign[triple]
        for pair in model.connect:
            yield figures.link(*pair) * model.connect[pair]
        for c in self.centres:
            yield figures.opening(c) * self.open(c)
        for c in self.hosts:
            yield figures.invested("centre", "purchased", self.centres[c].seat) * model.sell[c]
        for m, f in model.uses:
            yield figures.invested("municipality", f, m) * model.uses[m, f]


def build_textbook(instance: Instance) -> Any:
    """The Pyomo model of an instance.

    Raises:
        ValueError: the instance uses a rule that is not modelled.
    """
    book = Textbook(Figures(instance), pyo.ConcreteModel())
    book.add_variables()
    book.add_assignment()
    book.add_connections()
    book.add_volumes()
    book.add_sales()
    book.add_forms()
    book.add_cost()
    return book.model


@dataclass(frozen=True)
class Outcome:
    """How far a solve of the textbook model came; `cost_kr` is None without a plan, `bound_kr` without a bound."""

    optimal: bool
    infeasible: bool
    cost_kr: float | None
    bound_kr: float | None
    build_seconds: float
    hand_over_seconds: float
    solve_seconds: float
    rows: int
    columns: int
    entries: int
    seconds_to: Mapping[float, float]

    @property
    def seconds(self) -> float:
        """Seconds from nothing to the answer."""
        return self.build_seconds + self.hand_over_seconds + self.solve_seconds

    @property
    def gap(self) -> float | None:
        """(cost - bound) / cost."""
        if not self.cost_kr or self.bound_kr is None:
            return None
        return max(0.0, (self.cost_kr - self.bound_kr) / self.cost_kr)


def solve_textbook(
    instance: Instance, *, gap: float, seconds: float, milestones: tuple[float, ...] = (), presolve: bool = True
) -> Outcome:
    """Build the model, hand it to HiGHS as Pyomo writes it, and solve it, all in at most `seconds`.

    `milestones` are gaps whose time is taken, from before the model is built.
    """
    race = Race(milestones)
    model = build_textbook(instance)
    built = race.elapsed
    highs = _handed_over(model)
    handed = race.elapsed
    options = {"mip_rel_gap": gap, "mip_abs_gap": 0.0, "threads": 1, "time_limit": max(0.0, seconds - handed)}
    for name, value in {**options, "presolve": "choose" if presolve else "off"}.items():
        highs.setOptionValue(name, value)
    highs.cbMipInterrupt += lambda event: race.note(event.data_out.mip_primal_bound, event.data_out.mip_dual_bound)
    highs.run()
    return _outcome(highs, race, (built, handed - built, race.elapsed - handed))


def _handed_over(model: Any) -> Any:
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    with tempfile.TemporaryDirectory() as scratch:
        path = str(Path(scratch) / "textbook.lp")
        model.write(path)
        highs.readModel(path)
    return highs


def _outcome(highs: Any, race: Race, seconds: tuple[float, float, float]) -> Outcome:
    status, known, info = highs.getModelStatus(), highspy.HighsModelStatus, highs.getInfo()
    planned = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    plan = float(info.objective_function_value) if planned else inf
    bound = float(info.mip_dual_bound)
    if status == known.kOptimal:
        race.note(plan, bound)
    return Outcome(
        optimal=status == known.kOptimal,
        infeasible=status in (known.kInfeasible, known.kUnboundedOrInfeasible),
        cost_kr=plan * MILLION if planned else None,
        bound_kr=bound * MILLION if isfinite(bound) else None,
        build_seconds=seconds[0],
        hand_over_seconds=seconds[1],
        solve_seconds=seconds[2],
        rows=highs.getNumRow(),
        columns=highs.getNumCol(),
        entries=highs.getNumNz(),
        seconds_to=dict(race.seconds_to),
    )
