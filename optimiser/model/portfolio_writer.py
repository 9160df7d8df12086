"""The model of whole portfolios: each municipality chooses one, with a centre on one piece of its cost as partner.

It says what the model of `build.py` says where a municipality has one partner at most, with a variable for a portfolio
in place of one for each task. Its relaxation is much closer to its optimum, as what a municipality brings and what it
pays for go together exactly; the price is many columns, of which a bound and its prices (`portfolios/lagrangian.py`)
tell most to be in no plan that is cheaper than one in hand.

    min  Σ home · stay[i] + Σ cost · take[i,c,k,p] + Σ cost · piece[c,k] + Σ cost · (a host's own tasks elsewhere)
    served       stay[i] + Σ take[i,·] + Σ_k piece[c(i),k] = 1, with c(i) the centre of i where it may sell
    open-centre  Σ_p take[i,c,k,p] <= piece[c,k],   Σ_k piece[c,k] <= 1
    volume       low · piece <= own + sold <= high · piece,   least · piece <= sold <= share · own
    plan-limit   Σ uses · (all of these) <= most, for each limit of the whole plan

A host's own tasks are in its centre, but for those it leaves unchanged or sends to another.
"""

from dataclasses import dataclass, field
from functools import cached_property
from math import inf

import numpy as np

from optimiser.data.columns import Form
from optimiser.model.assembly import Assembly
from optimiser.model.portfolio_model import PortfolioModel, Selection
from optimiser.planning.routes import DEPARTMENTS, Route
from optimiser.portfolios.lagrangian import Lagrangian
from optimiser.portfolios.portfolio_costs import Flags, Floats, Numbers
from optimiser.rules.rule import MILLION, PortfolioLimit

EXCESS = 100.0
"""In the relaxation a plan that uses far more than it may costs so many times what all costs at home."""


def build_portfolio_model(lagrangian: Lagrangian, selection: Selection, *, whole: bool) -> PortfolioModel:
    """Return the model of what is selected: with variables in whole numbers, or its relaxation.

    The relaxation leaves out what no price of the bound stands for, so that the bound of its prices is its optimum.
    """
    return _Writer(lagrangian, selection, whole).write()


@dataclass
class _Writer:
    """Writes the model family by family."""

    lagrangian: Lagrangian
    selection: Selection
    whole: bool
    a: Assembly = field(default_factory=Assembly)
    used: list[tuple[Numbers, Floats]] = field(default_factory=list)

    def write(self) -> PortfolioModel:
        """Return the model."""
        lagrangian, costs, selection, a = self.lagrangian, self.lagrangian.costs, self.selection, self.a
        pairs, (i, c, k, p) = selection.pairs, selection.portfolios.T
        at_home = selection.stays[:, 0]
        stay = a.add_columns("stay", np.array([costs.home[i].kr[n] for i, n in selection.stays]), whole=self.whole)
        self.piece = np.full(selection.pieces.shape, -1, dtype=np.intp)
        self.piece[selection.pieces] = a.add_columns("piece", self._piece_kr()[selection.pieces], whole=self.whole)
        bought = pairs.volume[i, c, p]
        take = a.add_columns("take", pairs.fixed_kr[i, c, p] + lagrangian.slope_kr[c, k] * bought, whole=self.whole)
        served = a.add_rows("served", 1.0, 1.0, np.ones(len(costs.municipalities), dtype=bool))
        a.put(served[at_home], stay, 1.0)
        a.put(served[i], take, 1.0)
        for h, host in enumerate(lagrangian.hosts):
            written = self.piece[host][self.piece[host] >= 0]
            a.put(np.full(len(written), served[lagrangian.seat_of_host[h]]), written, 1.0)
        self._connections(i, c, k, take)
        one_piece = self._one_piece()
        self._uses_at_home(stay)
        self._uses_of_portfolios(take)
        unchanged, passes = self._own_elsewhere()
        self.sold, self.held = self._volume_rows()
        self._own_tasks(unchanged, passes)
        if self.whole:
            self._uses_unchanged(unchanged, passes)
        self._brings(c, k, take, bought)
        passed_rows, sending_rows, sends, send = self._passing(passes)
        if self.whole:
            self._own_limits(unchanged, passes, send)
        rows = (served, self.sold, self.held, passed_rows, sending_rows, *self._plan_limits(), one_piece)
        return PortfolioModel(a.linear(), lagrangian, selection, stay, self.piece, take, unchanged, sends, send, *rows)

    def _piece_kr(self) -> Floats:
        """Return what a centre on a piece costs with its seat's own tasks in it [C, K]."""
        lagrangian, costs = self.lagrangian, self.lagrangian.costs
        kr = costs.piece_fixed_kr + costs.opening_kr[:, None]
        volume, local, unchanged = lagrangian.own_tasks
        here = np.isfinite(local)
        at_centre = np.where(here, local, np.where(np.isfinite(unchanged), unchanged, 0.0)).sum(axis=1)
        kr[lagrangian.hosts] += (
            at_centre[:, None] + lagrangian.slope_kr[lagrangian.hosts] * (here * volume).sum(axis=1)[:, None]
        )
        return np.asarray(kr)

    def _connections(self, i: Numbers, c: Numbers, k: Numbers, take: Numbers) -> None:
        """A municipality takes from a centre on a piece only if it is on it."""
        links, number = np.unique(np.stack([i, c, k], axis=1), axis=0, return_inverse=True)
        rows = self.a.add_rows("open-centre", -inf, 0.0, np.ones(len(links), dtype=bool))
        self.a.put(rows[number.ravel()], take, 1.0)
        self.a.put(rows, self.piece[links[:, 1], links[:, 2]], -1.0)

    def _one_piece(self) -> Numbers:
        """A centre is on one piece, if it is open; one that must serve is. Return the rows."""
        must, found = self.lagrangian.costs.must_serve, np.full(len(self.piece), -1, dtype=np.intp)
        for wanted, low in ((must, 1.0), (~must, -inf)):
            rows = self.a.add_rows("one-piece", low, 1.0, wanted & (self.piece >= 0).any(axis=1))
            self.a.put(np.broadcast_to(rows[:, None], self.piece.shape), self.piece, 1.0)
            found = np.maximum(found, rows)
        return found

    # ---- limits of the whole plan ------------------------------------------------------------------

    def _use(self, columns: Numbers, uses: Floats) -> None:
        """Take note of what columns use of each limit of the plan [N, R]."""
        self.used.append((columns, uses))

    def _uses_at_home(self, stay: Numbers) -> None:
        """What staying at home uses."""
        home = self.lagrangian.costs.home
        if self.lagrangian.costs.uses_limits and len(stay):
            self._use(stay, np.array([home[i].uses[number] for i, number in self.selection.stays]))

    def _uses_of_portfolios(self, take: Numbers) -> None:
        """What portfolios use, their connections included."""
        i, c, _, p = self.selection.portfolios.T
        if self.lagrangian.costs.uses_limits:
            self._use(take, self.lagrangian.costs.uses_of(i, c, self.selection.pairs.number[i, c, p]))

    def _plan_limits(self) -> tuple[Numbers, Floats]:
        """All that is chosen keeps within the limits of the plan; return the rows, and how much a unit of each is.

        In the relaxation more may be used at a price that is high enough, so that there is a solution at all.
        """
        costs, a, count = self.lagrangian.costs, self.a, len(self.lagrangian.plan_most)
        opening = np.broadcast_to(costs.opening_uses[:, None], (*self.piece.shape, count))[self.piece >= 0]
        noted = np.concatenate([self.piece[self.piece >= 0], *(some for some, _ in self.used)])
        columns, which = np.unique(noted, return_inverse=True)
        uses = np.zeros((len(columns), count))
        np.add.at(uses, which.ravel(), np.concatenate([opening, *(each for _, each in self.used)]))
        largest = np.abs(uses).max(axis=0, initial=0.0)
        unit = np.where(largest > 0, largest, 1.0)
        rows = np.zeros(count, dtype=np.intp)
        for r, most in enumerate(self.lagrangian.plan_most):
            rows[r : r + 1] = a.add_rows("plan-limit", -inf, most / unit[r], np.ones(1, dtype=bool))
            a.put(np.full(columns.shape, rows[r]), columns, uses[:, r] / unit[r])
        if not self.whole and costs.uses_limits and count:
            every = float(len(costs.municipalities) + len(costs.centres)) + np.abs(self.lagrangian.plan_most) / unit
            kr = np.full(count, EXCESS * np.where(np.isfinite(costs.home_kr), costs.home_kr, 0.0).sum())
            a.put(rows, a.add_columns("excess", kr, whole=False), -every)
        return rows, unit

    @cached_property
    def own(self) -> Floats:
        """Volume [C] of a seat's own tasks in its centre, where all are that may be."""
        volume, local, _ = self.lagrangian.own_tasks
        own = np.zeros(len(self.lagrangian.costs.centres))
        own[self.lagrangian.hosts] = (np.isfinite(local) * volume).sum(axis=1)
        return own

    @cached_property
    def share(self) -> Floats:
        """What of a centre's own volume it may sell [C]; infinity where that is no limit."""
        share = np.full(len(self.lagrangian.costs.centres), inf)
        share[self.lagrangian.hosts] = self.lagrangian.share
        return share

    def _own_elsewhere(self) -> tuple[Numbers, Numbers]:
        """Add variables for a host's own tasks that it leaves unchanged, or sends away, instead of its centre."""
        lagrangian = self.lagrangian
        volume, local, unchanged = lagrangian.own_tasks
        here = np.isfinite(local)
        instead = np.where(here, local, np.where(np.isfinite(unchanged), unchanged, 0.0))[:, None, :]
        instead = instead + lagrangian.slope_kr[lagrangian.hosts][:, :, None] * (here * volume)[:, None, :]
        h, k, t = self.selection.unchanged.T
        left = self.a.add_columns("unchanged", unchanged[h, t] - instead[h, k, t], whole=self.whole)
        g, on, one = self.selection.passed.T
        passes = self.a.add_columns("passes", -instead[g, on, one], whole=self.whole)
        if lagrangian.costs.uses_limits:
            in_departments, at_centre = self._uses_of_own_tasks()
            written = np.argwhere(self.piece[lagrangian.hosts] >= 0)
            self._use(self.piece[lagrangian.hosts][tuple(written.T)], at_centre.sum(axis=1)[written[:, 0]])
            self._use(left, (in_departments - at_centre)[h, t])
            self._use(passes, -at_centre[g, one])
        return left, passes

    def _uses_of_own_tasks(self) -> tuple[Floats, Floats]:
        """Return what each host's own tasks use in the departments, and in its centre or else there [H, T, R]."""
        costs, hosts = self.lagrangian.costs, self.lagrangian.hosts
        shape = (*self.lagrangian.own_tasks[0].shape, len(costs.limits))
        in_departments, at_centre = np.zeros(shape), np.zeros(shape)
        for h, host in enumerate(hosts):
            tasks = costs.seats[int(host)].tasks
            in_departments[h, : len(tasks.tasks)] = tasks.unchanged_uses.T
            here = np.isfinite(tasks.local_kr)[:, None]
            at_centre[h, : len(tasks.tasks)] = np.where(here, tasks.local_uses.T, tasks.unchanged_uses.T)
        return in_departments, at_centre

    def _own_tasks(self, unchanged: Numbers, passes: Numbers) -> None:
        """A host's own task that is not in its centre takes its volume away, and is elsewhere once, if it must."""
        lagrangian, columns = self.lagrangian, np.concatenate([unchanged, passes])
        ways = np.concatenate([self.selection.unchanged, self.selection.passed])
        h, k, t = ways.T
        c, here = lagrangian.hosts[h], np.isfinite(lagrangian.own_tasks[1][h, t])
        volume = lagrangian.own_tasks[0][h, t] * here / MILLION
        self.a.put(self.sold[1][c, k], columns, np.where(np.isfinite(self.share[c]), self.share[c], 0.0) * volume)
        self.a.put(self.held[0][c, k], columns, -volume)
        self.a.put(self.held[1][c, k], columns, -volume)
        tasks, number = np.unique(ways, axis=0, return_inverse=True)
        at_home = np.isfinite(np.minimum(*lagrangian.own_tasks[1:]))[tasks[:, 0], tasks[:, 2]]
        for family, those, low in (("own-task", at_home, -inf), ("must-be-sent", ~at_home, 0.0)):
            rows = self.a.add_rows(family, low, 0.0, those)
            self.a.put(rows[number.ravel()], columns, 1.0)
            self.a.put(rows, self.piece[lagrangian.hosts[tasks[:, 0]], tasks[:, 1]], -1.0)
        if not self.whole:
            return
        local = np.isfinite(lagrangian.own_tasks[1]) & lagrangian.is_task
        answers = self.a.add_rows("host-answers-own", -inf, 0.0, np.ones(len(lagrangian.hosts), dtype=bool))
        self.a.put(answers[h[here]], columns[here], 1.0)
        own_pieces = self.piece[lagrangian.hosts]
        self.a.put(
            np.broadcast_to(answers[:, None], own_pieces.shape), own_pieces, 1.0 - local.sum(axis=1, keepdims=True)
        )

    def _uses_unchanged(self, unchanged: Numbers, passes: Numbers) -> None:
        """A host pays if it leaves anything unchanged; what its own centre cannot answer is, unless it is sent away."""
        lagrangian, costs = self.lagrangian, self.lagrangian.costs
        forms = [costs.problem.tariff.using_form(costs.municipalities[i], "unchanged") for i in lagrangian.seat_of_host]
        kr = np.array([form.yearly_kr for form in forms])
        if not kr.any():
            return
        uses = self.a.add_columns("uses-unchanged", kr, whole=self.whole)
        limits = [limit.form for limit in costs.limits]
        used = [
            [form(costs.municipalities[i], "unchanged") if form else 0.0 for form in limits]
            for i in lagrangian.seat_of_host
        ]
        self._use(uses, np.reshape(np.array(used), (len(uses), len(limits))))
        _, local, elsewhere = lagrangian.own_tasks
        tasks = lagrangian.is_task & (kr > 0)[:, None] & np.isfinite(elsewhere)
        rows = self.a.add_rows("uses-unchanged", -inf, 0.0, tasks)
        self.a.put(rows, np.broadcast_to(uses[:, None], rows.shape), -1.0)
        h, _, t = self.selection.unchanged.T
        self.a.put(rows[h, t], unchanged, 1.0)
        stays = tasks & ~np.isfinite(local)
        h, _, t = self.selection.passed.T
        self.a.put(np.where(stays, rows, -1)[h, t], passes, -1.0)
        for c, kept in zip(lagrangian.hosts, np.where(stays, rows, -1), strict=True):
            for column in self.piece[c][self.piece[c] >= 0]:
                self.a.put(kept, np.full(len(kept), column), 1.0)

    def _volume_rows(self) -> tuple[tuple[Numbers, Numbers], tuple[Numbers, Numbers]]:
        """Write the limits of what a centre sells and holds, with what its piece says in them."""
        a, costs, written = self.a, self.lagrangian.costs, self.selection.pieces
        least = np.broadcast_to(costs.least_sold[:, None], written.shape)
        shared = np.isfinite(self.share)
        most = np.where(shared, np.where(shared, self.share, 0.0) * self.own, costs.most_sold)[:, None]
        ends = np.isfinite(costs.piece_high)
        sold = a.add_rows("sold-least", 0.0, inf, written & (least > 0)), a.add_rows("sold-most", -inf, 0.0, written)
        begins = a.add_rows("held-least", 0.0, inf, written & (costs.piece_low > 0))
        held = begins, a.add_rows("held-most", -inf, 0.0, written & ends)
        a.put(sold[0], self.piece, -least / MILLION)
        a.put(sold[1], self.piece, np.broadcast_to(-most / MILLION, written.shape))
        a.put(held[0], self.piece, (self.own[:, None] - costs.piece_low) / MILLION)
        a.put(held[1], self.piece, (self.own[:, None] - np.where(ends, costs.piece_high, 0.0)) / MILLION)
        return sold, held

    def _brings(self, c: Numbers, k: Numbers, columns: Numbers, volume: Floats) -> None:
        """What comes to a centre on a piece counts in all its limits."""
        for rows in (*self.sold, *self.held):
            self.a.put(rows[c, k], columns, volume / MILLION)

    def _passing(self, passes: Numbers) -> tuple[Numbers, Numbers, Numbers, Numbers]:
        """Write that hosts may send own tasks to another centre; return rows by host and task, by host, and columns.

        The columns are by way (host, centre, piece), and by way and task.
        """
        lagrangian, costs, selection, a = self.lagrangian, self.lagrangian.costs, self.selection, self.a
        volume = lagrangian.own_tasks[0]
        h, _, t = selection.passed.T
        g, c, on = selection.sent.T
        seat = lagrangian.seat_of_host[g]
        connect = a.add_columns("sends", costs.link_kr[seat, c], whole=self.whole)
        self._use(connect, costs.link_uses[seat, c])
        rows = a.add_rows("sends-to-open", -inf, 0.0, np.ones(len(g), dtype=bool))
        a.put(rows, connect, 1.0)
        a.put(rows, self.piece[c, on], -1.0)
        once = a.add_rows("sends-to-one", -inf, 0.0, np.ones(len(lagrangian.hosts), dtype=bool))
        a.put(once[g], connect, 1.0)
        own_pieces = self.piece[lagrangian.hosts]
        a.put(np.broadcast_to(once[:, None], own_pieces.shape), own_pieces, -1.0)
        possible: Flags = np.asarray(np.isfinite(lagrangian.passing_kr[g, c]))
        way, task = np.nonzero(possible)
        send = np.full(possible.shape, -1, dtype=np.intp)
        sent_volume = volume[g[way], task]
        kr = lagrangian.passing_kr[g[way], c[way], task] + lagrangian.slope_kr[c[way], on[way]] * sent_volume
        send[possible] = a.add_columns("sent", kr, whole=self.whole)
        if costs.uses_limits:
            ways = zip(seat[way], c[way], task, strict=True)
            sent_uses = [costs.portfolios_of(int(i), int(to)).away_uses[:, one] for i, to, one in ways]
            self._use(send[possible], np.reshape(np.array(sent_uses), (len(way), len(costs.limits))))
        linked = a.add_rows("sent-over-connection", -inf, 0.0, possible)
        a.put(linked[possible], send[possible], 1.0)
        a.put(linked[possible], connect[way], -1.0)
        self._brings(c[way], on[way], send[possible], sent_volume)
        balance = np.zeros(volume.shape, dtype=bool)
        balance[h, t] = True
        balance[g[way], task] = True
        passed_rows = a.add_rows("passed", 0.0, 0.0, balance)
        a.put(passed_rows[h, t], passes, -1.0)
        a.put(passed_rows[g[way], task], send[possible], 1.0)
        return passed_rows, once, connect, send

    def _own_limits(self, unchanged: Numbers, passes: Numbers, send: Numbers) -> None:
        """Write the limits of hosts' own portfolios: what counts with all in its centre, and what changes elsewhere."""
        selection, hosts = self.selection, self.lagrangian.hosts
        for h, host in enumerate(hosts):
            left, passed = selection.unchanged[:, 0] == h, selection.passed[:, 0] == h
            ways = np.flatnonzero(selection.sent[:, 0] == h)
            for limit in self.lagrangian.costs.seats[host].limits:
                row = self.a.add_rows("own-limit", 0.0, inf, np.ones(1, dtype=bool))
                at_centre, in_departments, sent = self._counted(limit, h, selection.sent[ways, 1])
                largest = max(np.abs(at_centre).sum(), np.abs(in_departments).sum(), abs(limit.least), 1.0)
                for columns, counts in (
                    (self.piece[host], np.full(len(self.piece[host]), at_centre.sum() - limit.least)),
                    (unchanged[left], (in_departments - at_centre)[selection.unchanged[left, 2]]),
                    (passes[passed], -at_centre[selection.passed[passed, 2]]),
                    (send[ways], sent),
                ):
                    self.a.put(np.full(columns.shape, row[0]), columns, counts / largest)

    def _counted(self, limit: PortfolioLimit, h: int, away: Numbers) -> tuple[Floats, Floats, Floats]:
        """Return what a limit counts of a host's tasks in its centre, in the departments, and in other centres [.., T].

        In its centre are in the model those too that are never there: they count as in the departments.
        """
        costs, tasks = self.lagrangian.costs, self.lagrangian.own_tasks[1].shape[1]
        seat, lawful = costs.seats[self.lagrangian.hosts[h]], costs.problem.lawful

        def counts(centre: str, form: Form) -> Floats:
            routes = [Route(seat.tasks.municipality, task, centre, form) for task in seat.tasks.tasks]
            found = [limit.counts(route) if route in lawful else 0.0 for route in routes]
            return np.array(found + [0.0] * (tasks - len(found)))

        in_departments = counts(DEPARTMENTS, "unchanged")
        at_centre = counts(costs.centres[self.lagrangian.hosts[h]], "local")
        at_centre = np.where(np.isfinite(self.lagrangian.own_tasks[1][h]), at_centre, in_departments)
        sent = [counts(costs.centres[c], costs.portfolios_of(seat.number, c).form) for c in away]
        return at_centre, in_departments, np.reshape(sent, (len(away), tasks))
