"""What municipalities pay by each rule, again from the run that is shared and the tables of the folder alone.

What groups cost by themselves took solves, and is not solved again: what is told of it must agree with itself. The
payments of the rules that need the plan alone, and compensation, are recomputed; of the others it is checked that they
add up, and that nobody pays more than alone where the rule says so.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import floor, inf
from pathlib import Path

from pydantic import ValidationError

from optimiser.audit.books import Books
from optimiser.audit.evidence import Answer, Evidence, law_covers
from optimiser.audit.run_files import (
    RUN_FOLDER,
    Audit,
    Breach,
    RunFiles,
    Verdict,
    breach_of_finding,
    format_amount,
    give_verdict,
    read_run,
    same_kr,
)
from optimiser.data.findings import read_text
from optimiser.data.run_record import read_lines
from optimiser.data.sharing_tables import (
    SHARE_FILE,
    ConsentLine,
    ObjectionLine,
    PaymentLine,
    SharingRecord,
    TransferLine,
)

PLAN = "runs/plan"
ALLOCATION = "allocation"
ORE_KR = 0.01
"""Payments are in whole øre, dealt out to those that rounding leaves most."""
A_KRONE = 1.0
KEEPING_EACH = frozenset({"least-core", "nucleolus"})
"""The rules by which nobody pays more than it costs alone."""


@dataclass(frozen=True)
class Sharing:
    """All that is audited of a folder: its record, the lines of its tables, and the books of the plan."""

    books: Books
    record: SharingRecord
    payments: Sequence[PaymentLine]
    objections: Sequence[ObjectionLine]
    consents: Sequence[ConsentLine]
    transfers: Sequence[TransferLine]

    @property
    def evidence(self) -> Evidence:
        """Of the plan."""
        return self.books.evidence

    @cached_property
    def paid_kr(self) -> Mapping[str, Mapping[str, float]]:
        """What each pays, by rule and municipality."""
        found: dict[str, dict[str, float]] = {}
        for line in self.payments:
            found.setdefault(line.rule, {})[line.code] = line.pays_kr
        return found

    @cached_property
    def by_load_kr(self) -> Mapping[str, float]:
        """What each pays by load: for itself, and for its part of each centre that answers it."""
        return {code: payment.after_kr for code, payment in self.books.payments.items()}

    @cached_property
    def today_kr(self) -> Mapping[str, float]:
        """What each pays today."""
        return {code: self.evidence.today_kr(some) for code, some in self.evidence.by_municipality.items()}


def audit_sharing(folder: Path) -> Audit:
    """Check every payment of a folder that tells what municipalities pay."""
    found = _read(folder)
    if not isinstance(found, Sharing):
        return Audit(tuple(found), checks=len(found))
    verdicts = [verdict for check in CHECKS for verdict in check(found)]
    breaches = tuple(Breach(ALLOCATION, fault.about, fault.found, fault.wanted) for fault in verdicts if fault)
    return Audit(breaches, len(verdicts))


def _read(folder: Path) -> Sharing | list[Breach]:
    files, breaches = read_run(folder / PLAN)
    if not isinstance(files, RunFiles):
        return breaches or [Breach(RUN_FOLDER, PLAN, "holds no plan", "must hold one")]
    text, _ = read_text(folder / SHARE_FILE)
    try:
        record = SharingRecord.model_validate(json.loads(text or ""))
    except (ValidationError, ValueError, RecursionError):
        return [Breach(RUN_FOLDER, SHARE_FILE, "cannot be understood", "must be what share wrote")]
    payments, faults = read_lines(folder / "allocations.csv", PaymentLine)
    objections, more = read_lines(folder / "groups.csv", ObjectionLine)
    consents, of_consents = read_lines(folder / "consents.csv", ConsentLine)
    transfers, of_transfers = read_lines(folder / "compensation.csv", TransferLine)
    if findings := [*faults, *more, *of_consents, *of_transfers]:
        return [breach_of_finding(finding) for finding in findings]
    return Sharing(Books(Evidence(files)), record, payments, objections, consents, transfers)


# ---- Payments -------------------------------------------------------------------------------------


def _payments_that_add_up(sharing: Sharing) -> Iterator[Verdict]:
    """Each rule has a payment of each municipality, in whole øre, and they are the plan's cost to the øre."""
    whole = round(sharing.books.total.yearly_kr * 100)
    for rule, paid in sharing.paid_kr.items():
        ore = {code: Fraction(kr) * 100 for code, kr in paid.items()}
        fine = all(abs(amount - round(amount)) < Fraction(1, 1000) for amount in ore.values())
        yield give_verdict(fine, rule, "has payments with parts of an øre", "each is in whole øre")
        total = sum(map(round, ore.values()))
        found, wanted = (
            f"adds up to {format_amount(total / 100)} kr.",
            f"the plan costs {format_amount(whole / 100)} kr.",
        )
        yield give_verdict(abs(total - whole) <= _slack_ore(sharing), rule, found, wanted)
        same = paid.keys() == sharing.by_load_kr.keys()
        yield give_verdict(same, rule, "leaves somebody out", "each municipality with contacts must pay once")


def _slack_ore(sharing: Sharing) -> int:
    """An øre: what another order of the same sum may round to."""
    return 1 if sharing.books.total.yearly_kr else 0


def _gains_of_payments(sharing: Sharing) -> Iterator[Verdict]:
    """What each pays today, what it gains, and that as a share."""
    for line in sharing.payments:
        about, today_kr = f"{line.name} ({line.rule})", sharing.today_kr.get(line.code, 0.0)
        holds = abs(line.today_kr - today_kr) <= 2 * ORE_KR
        found, wanted = f"pays {format_amount(line.today_kr)} kr. today", f"it is {format_amount(today_kr)} kr."
        yield give_verdict(holds, about, found, wanted)
        yield same_kr(f"{about}, gain_kr", line.gain_kr, line.today_kr - line.pays_kr)


def _payments_by_the_plan(sharing: Sharing) -> Iterator[Verdict]:
    """By load nobody is charged for a centre that does not answer it; by today's cost all gain alike."""
    cost_kr, today_kr = sharing.books.total.yearly_kr, sharing.today_kr
    whole_kr = sum(today_kr.values())
    wanted: dict[str, Callable[[], Mapping[str, float]]] = {
        "by-load": lambda: sharing.by_load_kr,
        "by-todays-cost": lambda: {code: cost_kr * kr / whole_kr for code, kr in today_kr.items()},
        "host-price": lambda: _paid_at_host_prices(sharing),
    }
    for rule, paid in sharing.paid_kr.items():
        expected = wanted[rule]() if rule in wanted else {}
        for code, kr in expected.items():
            holds = abs(paid.get(code, 0.0) - kr) <= 2 * ORE_KR
            name = sharing.evidence.instance.municipalities[code].name
            told = f"pays {format_amount(paid.get(code, 0.0))} kr. a year"
            yield give_verdict(holds, f"{name} ({rule})", told, f"it is {format_amount(kr)} kr.")


def _paid_at_host_prices(sharing: Sharing) -> Mapping[str, float]:
    """Each buyer pays all its contacts at what a contact of the host costs on average, below the caps in the law."""
    books, paid = sharing.books, dict(sharing.by_load_kr)
    for one in books.purchases:
        answers, bought = sharing.evidence.by_centre[one.centre], sharing.evidence.by_link[one.buyer, one.centre]
        unpooled_kr = sum(sharing.evidence.today_kr([each]) * (1 - each.task.pooling_weight) for each in answers)
        cost_kr = books.centre_account(one.centre).yearly_kr + unpooled_kr
        price_kr = cost_kr / sum(each.contacts for each in answers)
        more_kr = _most_within_caps_kr(sharing.evidence, bought, price_kr) - one.by_pieces[1]
        paid[one.buyer] += more_kr
        paid[one.seat] -= more_kr
    return paid


def _caps_on(evidence: Evidence, bought: Sequence[Answer]) -> Iterator[tuple[list[bool], float]]:
    """Each cap in the law on what one buys of a host, with which of the answers it covers."""
    for law in evidence.laws:
        covers = [each.form in law.forms and law_covers(law, each.task) for each in bought]
        contacts = sum(each.contacts for each, covered in zip(bought, covers, strict=True) if covered)
        if law.cap_kr is not None and contacts > 0:
            yield covers, law.cap_kr


def _most_within_caps_kr(evidence: Evidence, bought: Sequence[Answer], price_kr: float) -> float:
    """The most that a buyer may pay: no answer above the price of its contacts, and all that a cap covers within it."""
    cost_kr = [price_kr * each.contacts for each in bought]
    caps = list(_caps_on(evidence, bought))
    each_alone = [[at == other for other in range(len(bought))] for at in range(len(bought))]
    rows = [*(covers for covers, _ in caps), *each_alone]
    return float(_largest_sum(rows, [*(cap_kr for _, cap_kr in caps), *cost_kr])) if caps else sum(cost_kr)


def _largest_sum(rows: Sequence[Sequence[bool]], most: Sequence[float]) -> Fraction:
    """max Σ x, where what a row flags is together no more than it may be: by the simplex method, in fractions.

    From x = 0 on, always the first column that is worth entering and the first row that it meets (R. G. Bland, New
    finite pivoting rules for the simplex method, Mathematics of Operations Research 2, 1977), so that it ends.
    """
    slack = [[Fraction(row == other) for other in range(len(rows))] for row in range(len(rows))]
    table = [
        [*map(Fraction, row), *slack[number], Fraction(limit)]
        for number, (row, limit) in enumerate(zip(rows, most, strict=True))
    ]
    worth = [Fraction(column < len(rows[0])) for column in range(len(table[0]))]
    basis = list(range(len(rows[0]), len(rows[0]) + len(rows)))
    while (enters := next((at for at, kr in enumerate(worth[:-1]) if kr > 0), None)) is not None:
        met = [(row[-1] / row[enters], basis[at], at) for at, row in enumerate(table) if row[enters] > 0]
        leaves = min(met)[2]
        basis[leaves] = enters
        pivot = [entry / table[leaves][enters] for entry in table[leaves]]
        table = [
            pivot if at == leaves else [entry - row[enters] * by for entry, by in zip(row, pivot, strict=True)]
            for at, row in enumerate(table)
        ]
        worth = [entry - worth[enters] * by for entry, by in zip(worth, pivot, strict=True)]
    return -worth[-1]


def _nobody_above_alone(sharing: Sharing) -> Iterator[Verdict]:
    """Where the rule says so, nobody pays more than it costs alone."""
    for line in sharing.payments:
        if line.rule in KEEPING_EACH and line.alone_kr is not None:
            holds = line.pays_kr <= line.alone_kr + A_KRONE
            found = f"pays {format_amount(line.pays_kr)} kr. a year"
            yield give_verdict(
                holds, f"{line.name} ({line.rule})", found, f"alone it pays {format_amount(line.alone_kr)} kr."
            )


# ---- Groups, consents, compensation ---------------------------------------------------------------


def _objections_that_agree(sharing: Sharing) -> Iterator[Verdict]:
    """A group pays what its members pay, gains what it pays less than alone, and no more than any is proved to gain."""
    for line in sharing.objections:
        paid, members = sharing.paid_kr.get(line.rule, {}), line.municipalities.split()
        about = f"groups.csv, {line.rule}"
        yield same_kr(f"{about}, pays_kr", line.pays_kr, sum(paid.get(code, 0.0) for code in members))
        if line.gain_kr is None or line.alone_kr is None:
            continue
        yield same_kr(f"{about}, gain_kr", line.gain_kr, line.pays_kr - line.alone_kr)
        holds = line.most_kr is None or line.most_kr >= line.gain_kr - ORE_KR
        found, wanted = f"gains {format_amount(line.gain_kr)} kr.", "none gains more than most_kr"
        yield give_verdict(holds, about, found, wanted)
        stable = "no" if line.gain_kr >= A_KRONE else "open"
        if stable == "open" and line.most_kr is not None and line.most_kr < A_KRONE:
            stable = "yes"
        yield give_verdict(line.stable == stable, f"{about}, stable", f"is '{line.stable}'", f"must be '{stable}'")


def _consents_that_agree(sharing: Sharing) -> Iterator[Verdict]:
    """What the others lose is what they cost without those of a centre, less what they pay, by the rule to be named."""
    rule = sharing.record.chosen if sharing.record.chosen in sharing.paid_kr else "by-load"
    paid = sharing.paid_kr.get(rule, sharing.by_load_kr)
    for line in sharing.consents:
        about = f"consents.csv, {line.centre}"
        yield give_verdict(line.rule == rule, f"{about}, rule", f"is '{line.rule}'", f"must be '{rule}'")
        if line.others_lose_kr is not None and line.others_alone_kr is not None:
            gone = set(line.municipalities.split())
            lose_kr = line.others_alone_kr - sum(kr for code, kr in paid.items() if code not in gone)
            yield _about_kr(f"{about}, others_lose_kr", line.others_lose_kr, lose_kr, 2 * ORE_KR * len(paid))


def _compensation_that_is_least(sharing: Sharing) -> Iterator[Verdict]:
    """With what is given nobody pays more than its limit, and no more changes hands than is paid above the limits."""
    found, keeps = sharing.record.compensated, 1 - Fraction(str(sharing.record.compensated.at_least_less))
    paid = {code: round(kr * 100) for code, kr in sharing.by_load_kr.items()}
    limits = {code: floor(round(kr * 100) * keeps) for code, kr in sharing.today_kr.items()}
    needed_kr = sum(max(0, paid[code] - limits[code]) for code in paid) / 100
    rounding_kr = 2 * ORE_KR * len(paid)
    yield _about_kr(f"{SHARE_FILE}, needed_kr", found.needed_kr, needed_kr, rounding_kr)
    given_kr = sum(line.kr for line in sharing.transfers)
    yield _about_kr("compensation.csv, kr", given_kr, 0.0 if found.lacking_kr else found.needed_kr, ORE_KR)
    after = dict(paid)
    for line in sharing.transfers:
        after[line.giver] += round(line.kr * 100)
        after[line.receiver] -= round(line.kr * 100)
    for code in after if not found.lacking_kr else ():
        name, held = sharing.evidence.instance.municipalities[code].name, after[code] <= limits[code] + 4
        told = f"pays {format_amount(after[code] / 100)} kr. a year with compensation"
        yield give_verdict(held, name, told, f"may pay {format_amount(limits[code] / 100)} kr. at most")


def _about_kr(about: str, found_kr: float, wanted_kr: float, slack_kr: float) -> Verdict:
    told = f"is {format_amount(found_kr)} kr."
    return give_verdict(abs(found_kr - wanted_kr) <= slack_kr, about, told, f"must be {format_amount(wanted_kr)} kr.")


def _prices_that_the_law_lets_move(sharing: Sharing) -> Iterator[Verdict]:
    """What is given by a price is given between a buyer and its host, below the caps and above the host's full cost."""
    surplus_kr = {(one.seat, one.buyer): one.by_pieces[1] - one.by_pieces[0] for one in sharing.books.purchases}
    given_kr: dict[tuple[str, str], float] = {}
    names = {}
    for line in sharing.transfers:
        if line.how == "price":
            pair = line.giver, line.receiver
            given_kr[pair] = given_kr.get(pair, 0.0) + line.kr
            names[pair] = f"{line.giver_name}, {line.receiver_name}"
    for pair, kr in given_kr.items():
        about, buys, sells = names[pair], pair[::-1] in surplus_kr, pair in surplus_kr
        yield give_verdict(buys or sells, about, "is given by a price", "neither buys of the other")
        if buys and (room_kr := _room_below_caps_kr(sharing, *pair)) < inf:
            wanted = f"the caps in the law leave room for {format_amount(max(room_kr, 0.0))} kr."
            holds = kr <= max(room_kr, 0.0) + ORE_KR
            yield give_verdict(holds, about, f"is given {format_amount(kr)} kr. by a price", wanted)
        if sells and not buys:
            holds = kr <= surplus_kr[pair] + ORE_KR
            wanted = f"the host has {format_amount(surplus_kr[pair])} kr. above its full cost"
            yield give_verdict(holds, about, f"is given {format_amount(kr)} kr. by a price", wanted)


def _room_below_caps_kr(sharing: Sharing, buyer: str, seat: str) -> float:
    """How much more a buyer may pay its host, each contact at the same higher price, before a cap in the law is met."""
    (one,) = (one for one in sharing.books.purchases if (one.buyer, one.seat) == (buyer, seat))
    bought = sharing.evidence.by_link[buyer, one.centre]
    number = sum(each.contacts for each in bought)
    rooms_kr = [inf]
    for covers, cap_kr in _caps_on(sharing.evidence, bought):
        part = sum(each.contacts for each, covered in zip(bought, covers, strict=True) if covered) / number
        rooms_kr.append(cap_kr / part - one.by_pieces[1])
    return min(rooms_kr)


CHECKS: tuple[Callable[[Sharing], Iterator[Verdict]], ...] = (
    _payments_that_add_up,
    _gains_of_payments,
    _payments_by_the_plan,
    _nobody_above_alone,
    _objections_that_agree,
    _consents_that_agree,
    _compensation_that_is_least,
    _prices_that_the_law_lets_move,
)
