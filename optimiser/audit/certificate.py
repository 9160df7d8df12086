"""A bound on the cost of every lawful plan, from the prices in proof.json and the instance alone: no solver is asked.

Let every municipality be offered a sum for leaving home, its price in `served_kr`. At these prices nobody can be
answered for less than the sum of three things: what each municipality is offered, or costs at home where that is less;
what each centre must be paid beyond the offers of those who come to it, on the piece of its cost where that is least,
and nothing where offers pay for more; and, for a centre that must serve, the same even where that is a loss. A contact
that comes to a centre on a piece is charged its slope there, and the prices of what limits the piece: of a limit that
holds, nothing is lost by that. What rules demand beyond it is left out, which makes the bound lower, and no less true.

It bounds what plans cost on the curve itself, since each piece is held against the curve, and all volumes that a centre
can come to must be on some piece.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import inf, isfinite

import numpy as np

from optimiser.audit.curve import CurveOfCentre, Line, curve_of_promise
from optimiser.audit.evidence import Evidence, group_pairs, promise_of_centre
from optimiser.audit.portfolios import (
    BUDGET,
    Charges,
    Floats,
    Municipality,
    OwnPieces,
    buyers_of,
    target_of_country,
)
from optimiser.audit.run_files import RELATIVE, Verdict, answers_alone, format_amount, give_verdict, money_slack
from optimiser.audit.ways import Ways
from optimiser.audit.wishes import most_buyers_as_wished
from optimiser.data import rows
from optimiser.data.columns import HOME_FORMS
from optimiser.data.instance import Instance
from optimiser.data.proof_record import ProofPiece, ProofRecord

ABOUT = "proof.json"
SERVING: Mapping[str, str] = {"local": "max_hosts", "virtual": "max_virtual_centres"}
"""By kind of centre the entry of the policy that limits how many serve others."""
LIMITS = ("most_sold_kr", "least_sold_kr", "most_held_kr", "least_held_kr")


@dataclass(frozen=True)
class Certificate:
    """What a proof comes to: each check of it, and the bound that follows; None where anything in it is wrong."""

    verdicts: tuple[Verdict, ...]
    bound_kr: float | None


NO_CERTIFICATE = Certificate((), None)
"""Where there is no proof, nothing is wrong with it, and nothing follows."""


def certify(instance: Instance, proof: ProofRecord) -> Certificate:
    """Check that the prices of a proof may be used at all, and compute the bound that follows from them."""
    ways = Ways(instance)
    verdicts = [*_one_partner(ways), *_names(ways, proof), *_prices(ways, proof)]
    if not any(verdicts):
        verdicts += _pieces(ways, proof)
    if any(verdicts):
        return Certificate(tuple(verdicts), None)
    bound_kr = Relaxed(ways, Charges(instance, proof.plan_kr), proof).bound_kr
    holds = isfinite(bound_kr) and proof.bound_kr <= bound_kr + money_slack(bound_kr)
    found, wanted = f"is {format_amount(proof.bound_kr)} kr.", f"{format_amount(bound_kr)} kr. follow from its prices"
    verdicts.append(give_verdict(holds, f"{ABOUT}, bound_kr", found, wanted))
    return Certificate(tuple(verdicts), bound_kr if holds else None)


# ---- What must hold before anything follows -------------------------------------------------------


def _one_partner(ways: Ways) -> Iterator[Verdict]:
    """No municipality can have two partners: a task of each stays at home, or one place at most is elsewhere."""
    most = ways.instance.settings.policy.max_entry_points
    found, wanted = "says that a bound follows from prices", f"with {most} entry points a municipality"
    yield give_verdict(most <= 2, ABOUT, found, f"{wanted} none does")
    for code, places in ways.places.items() if most == 2 else ():
        away = [tasks for place, tasks in places.items() if ways.form(code, place) not in HOME_FORMS]
        leaving = {task for tasks in away for task in tasks}
        holds = len(away) < 2 or len(leaving) < len(ways.tasks[code])
        yield give_verdict(holds, ABOUT, found, f"{wanted} {code} may have two partners")


def _names(ways: Ways, proof: ProofRecord) -> Iterator[Verdict]:
    """Each municipality has a price, and each centre that may answer anything has pieces; nobody else has."""
    for entry, told, known in (
        ("served_kr", proof.served_kr, ways.tasks),
        ("centres", proof.centres, ways.volumes),
    ):
        missing, strange = sorted(known.keys() - told.keys()), sorted(told.keys() - known.keys())
        about = f"{ABOUT}, {entry}"
        yield give_verdict(not missing, about, f"leaves out {', '.join(missing)}", "must name all there are")
        yield give_verdict(not strange, about, f"names {', '.join(strange)}", "must name only those there are")


def limits_of_plan(instance: Instance) -> Mapping[str, float]:
    """How much a whole plan may use, by the entry that limits it; of a target, no more is missed than is to spare.

    Of a host as many may buy as its being one lets buy, which takes of the limit, so that nothing else is left.
    """
    policy = instance.settings.policy
    some = {name: getattr(policy, name) for name in (*SERVING.values(), BUDGET)}
    targets = {target_of_country(kpi): 0.0 for kpi in instance.tables.kpis if target_of_country(kpi)}
    buyers = {buyers_of(centre): 0.0 for centre in most_buyers_as_wished(instance)}
    return {name: float(most) for name, most in some.items() if most is not None} | targets | buyers


def _prices(ways: Ways, proof: ProofRecord) -> Iterator[Verdict]:
    """Prices of what limits a plan, a centre or a host are 0 or more."""
    for centre, pieces in proof.centres.items():
        for number, piece in enumerate(pieces, start=1):
            for name in LIMITS:
                kr, about = getattr(piece, name), f"{ABOUT}, centres, {centre}, piece {number}, {name}"
                yield give_verdict(kr >= 0, about, f"is {format_amount(kr)} kr.", "must be 0 or more")
    for host, kr in proof.sending_kr.items():
        yield give_verdict(kr >= 0, f"{ABOUT}, sending_kr, {host}", f"is {format_amount(kr)} kr.", "must be 0 or more")
    for name, kr in proof.plan_kr.items():
        found, wanted = "is a price", "the instance has no such limit of a whole plan"
        yield give_verdict(name in limits_of_plan(ways.instance), f"{ABOUT}, plan_kr, {name}", found, wanted)
        yield give_verdict(kr >= 0, f"{ABOUT}, plan_kr, {name}", f"is {format_amount(kr)} kr.", "must be 0 or more")


def _pieces(ways: Ways, proof: ProofRecord) -> Iterator[Verdict]:
    """No piece of a centre's cost is above its curve, and every volume it can come to is on one."""
    e = Evidence(answers_alone(ways.instance, ()))
    by_promise = group_pairs((promise_of_centre(e, ways.centres[centre]), centre) for centre in proof.centres)
    for promise, centres in by_promise.items():
        yield from _below_curve(ways, proof, centres, curve_of_promise(e, promise))
    for centre, pieces in proof.centres.items():
        least, most = _range_of(ways, ways.centres[centre])
        gap = _first_gap(pieces, least, most)
        found = f"has no piece at {format_amount(gap or 0.0)} pooled contacts a year"
        wanted = f"it can come to answer {format_amount(least)} to {format_amount(most)}"
        yield give_verdict(gap is None, f"{ABOUT}, centres, {centre}", found, wanted)


def _below_curve(ways: Ways, proof: ProofRecord, centres: list[str], curve: CurveOfCentre) -> Iterator[Verdict]:
    """Of centres that make one promise: no piece is above the curve, but for rounding."""
    some = [(centre, number, piece) for centre in centres for number, piece in enumerate(proof.centres[centre], 1)]
    factors = [ways.centres[centre].cost_factor for centre, _, _ in some]
    lines = [
        Line(piece.low, piece.high, piece.fixed_kr / factor, piece.slope_kr / factor)
        for (_, _, piece), factor in zip(some, factors, strict=True)
    ]
    above_kr = curve.excess_kr(lines) * factors if lines else ()
    for (centre, number, piece), kr in zip(some, above_kr, strict=True):
        slack = RELATIVE * (1 + abs(piece.fixed_kr) + abs(piece.slope_kr) * piece.high)
        found, wanted = f"lies {format_amount(kr)} kr. above the cost curve", "must lie nowhere above it"
        yield give_verdict(bool(kr <= slack), f"{ABOUT}, centres, {centre}, piece {number}", found, wanted)


def _range_of(ways: Ways, row: rows.Centre) -> tuple[float, float]:
    """The least and the most pooled volume that a centre can come to when it is open."""
    found = ways.volumes[row.centre]
    most = ways.most(row.centre, found)
    return max(row.min_volume, min(found.least, most)), most


def _first_gap(pieces: list[ProofPiece], least: float, most: float) -> float | None:
    """The first volume from the least to the most that is on no piece; None where there is none."""
    reached, slack = least, RELATIVE * most
    if not any(piece.low <= least + slack and piece.high >= least - slack for piece in pieces):
        return least
    for piece in sorted(pieces, key=lambda piece: piece.low):
        if piece.low > reached + slack:
            break
        reached = max(reached, piece.high)
    return None if reached >= most - slack else reached


# ---- The bound ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Partner:
    """A centre that may answer others, with its pieces as arrays, and the seat that may send own tasks elsewhere.

    `price` is what a contact that comes to it costs on each piece, with the prices of its limits.
    """

    row: rows.Centre
    pieces: tuple[ProofPiece, ...]
    most_sold: float

    def each(self, name: str) -> Floats:
        """A figure of each piece."""
        return np.array([getattr(piece, name) for piece in self.pieces])

    @cached_property
    def price(self) -> Floats:
        """Kr. of a contact that comes, by piece."""
        sold, held = self.each("most_sold_kr") - self.each("least_sold_kr"), self._held
        return np.asarray(self.each("slope_kr") + sold + held)

    @cached_property
    def own_price(self) -> Floats:
        """Kr. of a contact of the seat's own, by piece: where sales are a share of these, each lets more be sold."""
        lets_sell = (self.row.max_sold_share or 0.0) * self.each("most_sold_kr")
        return np.asarray(self.each("slope_kr") + self._held - (lets_sell if self.is_host else 0.0))

    @property
    def _held(self) -> Floats:
        return np.asarray(self.each("most_held_kr") - self.each("least_held_kr"))

    @property
    def is_host(self) -> bool:
        """True for a centre of a municipality."""
        return self.row.kind == "local"

    @property
    def least_sold(self) -> float:
        """The least it must sell if it sells."""
        return self.row.min_sold if self.is_host else 0.0

    def limits_kr(self) -> Floats:
        """What the limits add, by piece: at least low and what must be sold, at most high and what may be."""
        held = self.each("least_held_kr") * self.each("low") - self.each("most_held_kr") * self.each("high")
        by_share = self.is_host and self.row.max_sold_share is not None
        most = 0.0 if by_share else self.most_sold * self.each("most_sold_kr")
        return np.asarray(held + self.least_sold * self.each("least_sold_kr") - most)

    def reaches(self, own: float) -> np.ndarray:
        """Which pieces a host can be on that sells what it must and no more than it may; any for another centre."""
        low, high, share = self.each("low"), self.each("high"), self.row.max_sold_share
        on = high >= self.least_sold
        if self.is_host and share is not None:
            on &= (low <= own * (1 + share)) & (share * high >= (1 + share) * self.least_sold)
        return np.asarray(on)


@dataclass(frozen=True)
class Relaxed:
    """The sum that no plan costs less than; see the top of this file."""

    ways: Ways
    charges: Charges
    proof: ProofRecord

    @cached_property
    def municipalities(self) -> Mapping[str, Municipality]:
        """Every municipality with the pieces of its own centre."""
        return {code: Municipality(code, self.ways, self.charges, self._own(code)) for code in self.ways.tasks}

    def _own(self, code: str) -> OwnPieces:
        centre = self.ways.own_centre.get(code, "")
        if centre not in self.ways.volumes:
            return OwnPieces((), 0.0)
        return OwnPieces(self.proof.centres[centre], self.charges.opening_kr(self.ways.centres[centre]))

    @cached_property
    def partners(self) -> Mapping[str, Partner]:
        """The centres that may answer others."""
        return {
            centre: Partner(
                self.ways.centres[centre],
                tuple(self.proof.centres[centre]),
                self.ways.most_of_others(centre, found),
            )
            for centre, found in self.ways.volumes.items()
            if found.offered_by
        }

    @property
    def bound_kr(self) -> float:
        """Kr. a year."""
        offers = self.proof.served_kr
        at_home = sum(min(offers[code], one.home_kr) for code, one in self.municipalities.items())
        at_most = sum(kr * limits_of_plan(self.ways.instance)[name] for name, kr in self.proof.plan_kr.items())
        return at_home + sum(self._centre_kr(partner) for partner in self.partners.values()) - at_most

    @cached_property
    def _serving_kr(self) -> Mapping[str, float]:
        """By kind of centre, the price of one more that serves others."""
        return {kind: self.proof.plan_kr.get(name, 0.0) for kind, name in SERVING.items()}

    def _centre_kr(self, partner: Partner) -> float:
        """What a centre must be paid beyond the offers of those that come to it; 0 where it stays closed."""
        kr = partner.each("fixed_kr") + self.charges.opening_kr(partner.row) + partner.limits_kr()
        kr += self._serving_kr.get(partner.row.kind, 0.0)
        if partner.is_host:
            kr += self.charges.hosting_kr(partner.row) + self._seat_kr(partner)
        name = partner.row.centre
        for code in self.ways.volumes[name].offered_by:
            offered_kr = self.proof.served_kr[code]
            kr += np.minimum(self.municipalities[code].cheapest_kr(name, partner.price) - offered_kr, 0.0)
            kr += np.minimum(self._sent_kr(code, partner), 0.0)
        least = float(kr.min(initial=inf))
        must = partner.row.must_sell if partner.is_host else partner.row.must_open
        return least if must else min(least, 0.0)

    # ---- a host's own tasks ------------------------------------------------------------------------

    def _passed_kr(self, host: str, seat: Municipality) -> Floats:
        told = self.proof.passed_kr.get(host, {})
        return np.array([told.get(task, 0.0) for task in seat.tasks])

    def _may_pass(self, seat: Municipality) -> list[bool]:
        """Which tasks of a host may be answered by another centre while it sells."""
        places = self.ways.places[seat.code]
        others = (place for place in places if self.ways.form(seat.code, place) not in HOME_FORMS)
        away = {task for place in others if seat.may_send(place) for task in places[place]}
        return [task in away for task in seat.tasks]

    def _seat_kr(self, partner: Partner) -> Floats:
        """What a host's own tasks cost, each in its centre, unchanged or passed on, less its own offer."""
        seat, host = self.municipalities[str(partner.row.seat)], partner.row.centre
        local = np.isfinite(seat.local_kr)
        passed = np.where(self._may_pass(seat), self._passed_kr(host, seat), inf)
        elsewhere = np.minimum(seat.unchanged_kr, passed)
        here = seat.local_kr[:, None] + seat.volume[:, None] * partner.own_price
        own_kr = np.minimum(here, elsewhere[:, None]).sum(axis=0)
        reached = partner.reaches(float(seat.volume[local].sum())) & local.any()
        paid_kr = self.proof.served_kr[seat.code] + self.proof.sending_kr.get(host, 0.0)
        return np.where(reached, own_kr - paid_kr, inf)

    def _sent_kr(self, code: str, partner: Partner) -> Floats:
        """What it adds that a host which sells sends own tasks to a centre: those that pay for it, and a connection."""
        host, seat, name = self.ways.own_centre.get(code, ""), self.municipalities[code], partner.row.centre
        if host not in self.partners or not seat.may_send(name):
            return np.full(len(partner.pieces), inf)
        form = self.ways.form(code, name)
        kr = seat.kr_at(name) + self.charges.extra_kr(code, name, form) * seat.contacts
        each = kr[:, None] + seat.volume[:, None] * partner.price - self._passed_kr(host, seat)[:, None]
        connection_kr = self.charges.connection_kr(code, name, form) + self.proof.sending_kr.get(host, 0.0)
        return np.asarray(connection_kr + np.minimum(each, 0.0).sum(axis=0))
