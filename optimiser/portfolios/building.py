"""Builds what every portfolio of every municipality costs at every partner, one municipality after the other.

Where a municipality's tasks can be answered in few ways, all are gone through; where there are many, those are made
that are cheapest at some price of the partner and on some piece of the own centre.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf
from typing import TypeVar

import numpy as np

from optimiser.data.columns import FORMS, Form
from optimiser.data.own_rows import Existing
from optimiser.planning.problem import CentreReach, Problem
from optimiser.planning.routes import DEPARTMENTS, Route
from optimiser.portfolios.choices import (
    besides_kr,
    choices_by_price,
    count_ways,
    every_choice,
    keep_within,
    list_ways,
    number_of_sent,
    sum_of_uses,
)
from optimiser.portfolios.portfolio_costs import (
    AWAY,
    LOCAL,
    OUT,
    UNCHANGED,
    Choices,
    Floats,
    HomePortfolios,
    Numbers,
    OwnCentre,
    PartnerPortfolios,
    PortfolioCosts,
    Seat,
    TaskCosts,
)
from optimiser.rules.number_of_centres import must_serve
from optimiser.rules.registry import all_rules
from optimiser.rules.rule import PlanLimit, PortfolioLimit

_T = TypeVar("_T")

MOST_ENUMERATED = 4096
"""Up to so many ways to answer a municipality's tasks are gone through one by one."""
EXTRAS = 3
"""Of what connections add to a contact, so many values are tried where portfolios are too many to go through."""


def build_portfolio_costs(problem: Problem) -> PortfolioCosts:
    """Return what all portfolios of a problem cost."""
    away = {route.centre for route in problem.routes if route.away}
    centres = tuple(centre for centre in problem.reach if centre in away)
    return _Builder(problem, tuple(problem.instance.tasks_of), centres, problem.routes_of).build()


def restrict_portfolio_costs(costs: PortfolioCosts, code: str, routes: Sequence[Route]) -> PortfolioCosts:
    """Return what the portfolios of one municipality alone cost where it has only these routes, at the same centres."""
    return _Builder(costs.problem, (code,), costs.centres, {code: routes}).build()


@dataclass(frozen=True)
class _Kind:
    """What tells kinds of partners of a municipality apart: the form, the tasks it may get, and what limits count.

    One that answers it already is `existing`, and of a kind of its own.
    """

    form: Form
    tasks: frozenset[str]
    counted: tuple[tuple[float, ...], ...]
    existing: Existing | None


@dataclass(frozen=True)
class _Municipality:
    """One municipality: its number, tasks and own centre, its routes by centre and task, and the limits it is under."""

    number: int
    tasks: TaskCosts
    own: OwnCentre
    at: Mapping[str, Mapping[str, Route]]
    limits: Sequence[PortfolioLimit]


@dataclass(frozen=True)
class _Pairs:
    """What is known of each municipality and partner [I, C], as in `PortfolioCosts`."""

    kind_of: Numbers
    connection_kr: Floats
    extra_kr: Floats
    link_kr: Floats

    @classmethod
    def empty(cls, municipalities: int, centres: int) -> "_Pairs":
        """Return pairs of which none has a connection."""
        shape = (municipalities, centres)
        return cls(np.zeros(shape, np.intp), np.full(shape, inf), np.zeros(shape), np.full(shape, inf))


@dataclass
class _Builder:
    """Builds the arrays, one municipality of `codes` after the other, each with its `routes_of`."""

    problem: Problem
    codes: tuple[str, ...]
    centres: tuple[str, ...]
    routes_of: Mapping[str, Sequence[Route]]

    def build(self) -> PortfolioCosts:
        """Return the arrays of all municipalities and centres."""
        problem, codes, centres = self.problem, self.codes, self.centres
        pairs = _Pairs.empty(len(codes), len(centres))
        tasks, own, home, partners, limits = [], [], [], [], []
        link_uses = np.zeros((len(codes), len(centres), len(self.limits)))
        for i, code in enumerate(codes):
            at = self._routes_at(code)
            limits.append(self._limits(code))
            tasks.append(self._task_costs(code, at))
            own.append(self._own_centre(code))
            home.append(self._with_staying_out(code, self._home_portfolio(tasks[i], own[i], at, limits[i])))
            who = _Municipality(i, tasks[i], own[i], at, limits[i])
            partners.append(self._partners(who, centres, pairs))
            link_uses[i] = self._uses_of_links(who, centres)
        pieces = _piece_arrays([problem.reach[centre] for centre in centres])
        rows = [problem.instance.centres[centre] for centre in centres]
        number_of = {code: i for i, code in enumerate(codes)}
        local = {c: number_of.get(str(row.seat), -1) for c, row in enumerate(rows) if row.kind == "local"}
        seats = {c: self._seat(i, tasks[i], limits[i], centres[c]) for c, i in local.items() if i >= 0}
        least_sold = np.array([row.min_sold if row.kind == "local" else 0.0 for row in rows])
        pieces[2][[c for c, i in local.items() if i < 0]] = inf
        _leave_out_impossible(pieces, least_sold, seats)
        return PortfolioCosts(
            problem,
            codes,
            centres,
            tuple(tasks),
            tuple(own),
            tuple(home),
            tuple(partners),
            pairs.kind_of,
            pairs.connection_kr,
            pairs.extra_kr,
            pairs.link_kr,
            *pieces,
            opening_kr=np.array(
                [self._opening_kr(centre, row.kind == "local") for centre, row in zip(centres, rows, strict=True)]
            ),
            least_sold=least_sold,
            most_sold=np.array([problem.reach[centre].others for centre in centres]),
            must_serve=np.array([must_serve(problem, row) for row in rows], dtype=bool),
            seats=seats,
            limits=self.limits,
            link_uses=link_uses,
            opening_uses=self._table(centres, self._uses_of_opening),
        )

    # ---- what is used of the limits of the whole plan ----------------------------------------------

    @cached_property
    def limits(self) -> tuple[PlanLimit, ...]:
        """What rules ask of a whole plan."""
        return tuple(limit for rule in all_rules() for limit in rule.plan_limits(self.problem))

    @cached_property
    def keeps_all(self) -> bool:
        """True where a limit of the plan looks at what is answered: then the dearer of two may be the better."""
        return not all(limit.is_of_links for limit in self.limits)

    @cached_property
    def uses_limits(self) -> bool:
        """True where a limit of the plan looks at portfolios or at connections, and not at centres alone."""
        return not all(limit.is_of_centres for limit in self.limits)

    def _table(self, those: Sequence[_T], use: Callable[[PlanLimit, _T], float]) -> Floats:
        """Return what each uses of each limit [·, R]."""
        return np.array([[use(limit, one) for limit in self.limits] for one in those]).reshape(
            len(those), len(self.limits)
        )

    def _uses_of_tasks(self, names: Sequence[str], routes: Mapping[str, Route]) -> Floats:
        """Return what each task's route uses [R, T]; nothing without one."""
        some = [routes.get(task) for task in names]
        return self._table(some, lambda limit, route: limit.route(route) if limit.route and route else 0.0).T

    def _uses_of_form(self, code: str, form: Form) -> Floats:
        """Return what using a form at all uses [R]."""
        return np.array([limit.form(code, form) if limit.form else 0.0 for limit in self.limits])

    def _uses_of_opening(self, limit: PlanLimit, centre: str) -> float:
        """Return what a centre that serves others uses, and a host's own municipality by being answered in it."""
        row, uses = self.problem.instance.centres[centre], limit.opening(centre) if limit.opening else 0.0
        if row.kind == "local":
            uses += limit.host(centre) if limit.host else 0.0
            uses += limit.form(str(row.seat), "local") if limit.form else 0.0
        return uses

    def _uses_of_links(self, who: _Municipality, centres: Sequence[str]) -> Floats:
        """Return what a municipality's connection to each centre uses, with the form that it is in [C, R]."""
        found = np.zeros((len(centres), len(self.limits)))
        for c, centre in enumerate(centres) if self.uses_limits else ():
            route = next(iter(who.at.get(centre, {}).values()), None)
            if route is not None and route.away:
                link = (route.municipality, centre, route.form)
                found[c] = [limit.connection(*link) if limit.connection else 0.0 for limit in self.limits]
                found[c] += self._uses_of_form(route.municipality, route.form)
        return found

    def _uses_at_home(self, tasks: TaskCosts, own: OwnCentre, choices: Choices) -> Floats:
        """Return by portfolio what the forms used at home use, with the own centre [P, R]."""
        uses_unchanged, uses_local = (choices == UNCHANGED).any(axis=1), (choices == LOCAL).any(axis=1)
        unchanged = self._uses_of_form(tasks.municipality, "unchanged")
        return np.asarray(uses_unchanged[:, None] * unchanged + uses_local[:, None] * own.uses)

    # ---- what is paid ------------------------------------------------------------------------------

    def _opening_kr(self, centre: str, sells: bool) -> float:
        """Return what a centre costs a year because it is open to others; one that sells has something of its seat."""
        tariff, kr = self.problem.tariff, self.problem.tariff.open_centre(centre).yearly_kr
        if not sells:
            return kr
        seat = str(self.problem.instance.centres[centre].seat)
        return kr + tariff.charge_of_host(centre).yearly_kr + tariff.using_form(seat, "local").yearly_kr

    def _partners(self, who: _Municipality, centres: Sequence[str], pairs: _Pairs) -> tuple[PartnerPortfolios, ...]:
        """Return a municipality's portfolios by kind of partner, and fill in what each partner costs it."""
        tariff, kinds, code = self.problem.tariff, dict[_Kind, PartnerPortfolios](), who.tasks.municipality
        form_kr = {form: tariff.using_form(code, form).yearly_kr for form in FORMS}
        for c, centre in enumerate(centres):
            routes = who.at.get(centre, {})
            route = next(iter(routes.values()), None)
            if route is None or not route.away:
                continue
            terms = tariff.link_terms(code, centre, route.form)
            already = tariff.already.row_at(code, centre)
            kind = _Kind(route.form, frozenset(routes), _counted(who.limits, routes.values()), already)
            if kind not in kinds:
                kinds[kind] = self._partner_portfolios(who, centre)
            pairs.kind_of[who.number, c] = list(kinds).index(kind)
            pairs.extra_kr[who.number, c] = terms.extra_kr
            link_kr = tariff.yearly_kr_of_link(code, centre, route.form, terms) + form_kr[route.form]
            pairs.link_kr[who.number, c] = link_kr
            if len(kinds[kind].volume) or not kinds[kind].complete:
                pairs.connection_kr[who.number, c] = link_kr
        return tuple(kinds.values())

    def _routes_at(self, code: str) -> dict[str, dict[str, Route]]:
        """Return a municipality's routes by centre and task."""
        found: dict[str, dict[str, Route]] = {}
        for route in self.routes_of.get(code, ()):
            found.setdefault(route.centre, {})[route.task] = route
        return found

    def _limits(self, code: str) -> list[PortfolioLimit]:
        return [limit for rule in all_rules() for limit in rule.portfolio_limits(self.problem, code)]

    def _task_costs(self, code: str, at: Mapping[str, Mapping[str, Route]]) -> TaskCosts:
        instance, names = self.problem.instance, tuple(self.problem.instance.tasks_of[code])
        local = at.get(instance.own_centre.get(code, ""), {})
        return TaskCosts(
            code,
            names,
            np.array([instance.contacts[code, task] for task in names]),
            np.array([instance.pooled_contacts[code, task] for task in names]),
            self._kr_of_routes(code, names, "unchanged", at.get(DEPARTMENTS, {})),
            self._kr_of_routes(code, names, "local", local),
            self._uses_of_tasks(names, at.get(DEPARTMENTS, {})),
            self._uses_of_tasks(names, local),
        )

    def _kr_of_routes(self, code: str, names: Sequence[str], form: Form, routes: Mapping[str, Route]) -> Floats:
        """Return what each task's route of a form costs besides its centre and connection, infinity without one."""
        centre = next((route.centre for route in routes.values()), DEPARTMENTS)
        kr = self.problem.tariff.yearly_kr_of_tasks(code, form, centre)
        return np.array([kr[task] if task in routes else inf for task in names])

    def _own_centre(self, code: str) -> OwnCentre:
        centre = self.problem.instance.own_centre.get(code, "")
        pieces = self.problem.reach[centre].pieces if centre in self.problem.reach else ()
        opening_kr = self.problem.tariff.open_centre(centre).yearly_kr if pieces else 0.0
        opening_uses = [limit.opening(centre) if pieces and limit.opening else 0.0 for limit in self.limits]
        return OwnCentre(
            np.array([piece.low for piece in pieces]),
            np.array([piece.high for piece in pieces]),
            np.array([piece.fixed_kr + opening_kr for piece in pieces]),
            np.array([piece.slope_kr for piece in pieces]),
            self.problem.tariff.using_form(code, "local").yearly_kr,
            np.array(opening_uses) + self._uses_of_form(code, "local"),
        )

    def _seat(self, i: int, tasks: TaskCosts, limits: Sequence[PortfolioLimit], centre: str) -> Seat:
        share = self.problem.instance.centres[centre].max_sold_share
        return Seat(i, tasks, inf if share is None else share, limits)

    def _home_portfolio(
        self,
        tasks: TaskCosts,
        own: OwnCentre,
        at: Mapping[str, Mapping[str, Route]],
        limits: Sequence[PortfolioLimit],
    ) -> HomePortfolios:
        """Return the cheapest way to answer all at home, or all ways where the dearer may be the better."""
        ways = list_ways(tasks, None)
        complete = count_ways(ways) <= MOST_ENUMERATED
        choices = every_choice(ways) if complete else choices_by_price(tasks, own, None)
        choices = choices[keep_within(limits, tasks, choices, at, None)]
        costs_kr = besides_kr(tasks, choices, None) + self._at_home_kr(tasks, own, choices)
        kept = np.flatnonzero(np.isfinite(costs_kr))
        if len(kept) and not self.keeps_all:
            kept = kept[[costs_kr[kept].argmin()]]
        uses = sum_of_uses([tasks.unchanged_uses, tasks.local_uses], choices[kept])
        uses += self._uses_at_home(tasks, own, choices[kept])
        return HomePortfolios(costs_kr[kept], choices[kept], complete, uses)

    def _with_staying_out(self, code: str, home: HomePortfolios) -> HomePortfolios:
        """Return the ways of a municipality to answer at home, with staying out as one more where it may."""
        paid_kr = self.problem.staying_out.kr
        if code not in paid_kr:
            return home
        uses = [limit.staying_out(code) if limit.staying_out else 0.0 for limit in self.limits]
        nowhere = np.full((1, home.choices.shape[1]), OUT, dtype=home.choices.dtype)
        return replace(
            home,
            kr=np.append(home.kr, paid_kr[code]),
            choices=np.concatenate([home.choices, nowhere]),
            uses=np.concatenate([home.uses, np.reshape(uses, (1, len(uses)))]),
        )

    def _at_home_kr(self, tasks: TaskCosts, own: OwnCentre, choices: Choices) -> Floats:
        """Return by portfolio what the own centre costs, and what using a form at home at all is charged."""
        local = choices == LOCAL
        own_kr = own.cost_kr(local @ tasks.volume, local.any(axis=1))
        return np.asarray(own_kr + self._forms_kr(tasks.municipality, choices))

    def _forms_kr(self, code: str, choices: Choices) -> Floats:
        """Return what using a form at home at all is charged, by portfolio."""
        tariff = self.problem.tariff
        unchanged_kr = tariff.using_form(code, "unchanged").yearly_kr
        local_kr = tariff.using_form(code, "local").yearly_kr
        uses_unchanged, uses_local = (choices == UNCHANGED).any(axis=1), (choices == LOCAL).any(axis=1)
        return np.asarray(uses_unchanged * unchanged_kr + uses_local * local_kr)

    def _partner_portfolios(self, who: _Municipality, centre: str) -> PartnerPortfolios:
        """Return the portfolios of a municipality at a partner that are worth choosing."""
        tasks, own, at = who.tasks, who.own, who.at
        code, routes = tasks.municipality, at[centre]
        form = next(iter(routes.values())).form
        away_kr = self._kr_of_routes(code, tasks.tasks, form, routes)
        ways = list_ways(tasks, away_kr)
        if self.problem.instance.settings.policy.max_entry_points == 1:
            ways = tuple(tuple(way for way in some if way == AWAY) for some in ways)
        complete = count_ways(ways) <= MOST_ENUMERATED
        choices = every_choice(ways) if complete else choices_by_price(tasks, own, away_kr, self._extras_kr(code, at))
        choices = choices[(choices == AWAY).any(axis=1)]
        choices = choices[keep_within(who.limits, tasks, choices, at, centre)]
        fixed_kr = besides_kr(tasks, choices, away_kr) + self._at_home_kr(tasks, own, choices)
        leaves, sent = choices == AWAY, number_of_sent(choices)
        order = np.lexsort((fixed_kr, sent))
        kept = order[np.isfinite(fixed_kr[order])]
        if not self.keeps_all:
            kept = kept[np.diff(sent[kept], prepend=-1) > 0]
        away_uses = self._uses_of_tasks(tasks.tasks, routes)
        uses = sum_of_uses([tasks.unchanged_uses, tasks.local_uses, away_uses], choices[kept])
        return PartnerPortfolios(
            form,
            away_kr,
            fixed_kr[kept],
            leaves[kept] @ tasks.volume,
            leaves[kept] @ tasks.contacts,
            choices[kept],
            complete,
            away_uses,
            uses + self._uses_at_home(tasks, own, choices[kept]),
            sent[kept],
        )

    def _extras_kr(self, code: str, at: Mapping[str, Mapping[str, Route]]) -> Sequence[float]:
        """Return some of what connections of a municipality add to a contact, the least and the most among them."""
        routes = (next(iter(routes.values())) for routes in at.values())
        terms = (self.problem.tariff.link_terms(code, route.centre, route.form) for route in routes if route.away)
        extras = np.unique([term.extra_kr for term in terms])
        return [float(kr) for kr in np.unique(np.quantile(extras, np.linspace(0, 1, EXTRAS), method="nearest"))]


def _piece_arrays(reaches: Sequence[CentreReach]) -> tuple[Floats, Floats, Floats, Floats]:
    """Return low and high ends, fixed costs and slopes of pieces [C, K]; a missing piece is infinitely dear."""
    width = max((len(reach.pieces) for reach in reaches), default=1)
    low, high, fixed, slope = (np.zeros((len(reaches), width)) for _ in range(4))
    fixed[:] = inf
    for c, reach in enumerate(reaches):
        for k, piece in enumerate(reach.pieces):
            low[c, k], high[c, k] = piece.low, piece.high
            fixed[c, k], slope[c, k] = piece.fixed_kr, piece.slope_kr
    return low, high, fixed, slope


def _leave_out_impossible(
    pieces: tuple[Floats, Floats, Floats, Floats], least_sold: Floats, seats: Mapping[int, Seat]
) -> None:
    """Make the pieces infinitely dear on which a host cannot be that sells what it must, and no more than it may."""
    low, high, fixed, _ = pieces
    for c, seat in seats.items():
        local = np.isfinite(seat.tasks.local_kr)
        own = seat.tasks.volume[local].sum()
        fixed[c, :] = np.where(local.any(), fixed[c], inf)
        fixed[c, high[c] < least_sold[c]] = inf
        if seat.sold_share < inf:
            fixed[c, low[c] > own * (1 + seat.sold_share)] = inf
            fixed[c, seat.sold_share * high[c] < (1 + seat.sold_share) * least_sold[c]] = inf


def _counted(limits: Iterable[PortfolioLimit], routes: Iterable[Route]) -> tuple[tuple[float, ...], ...]:
    """Return what the limits that tell centres apart count of routes to one centre."""
    some = tuple(routes)
    return tuple(tuple(map(limit.counts, some)) for limit in limits if limit.tells_centres_apart)
