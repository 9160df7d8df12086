"""Every rule again: of single answers, of centres, of municipalities, and of the plan as a whole."""

from collections import Counter
from collections.abc import Iterator

from optimiser.audit.books import Books
from optimiser.audit.evidence import Answer, Evidence, first_year_of, group_pairs, law_covers, places_of
from optimiser.audit.purchases import PurchasePrices
from optimiser.audit.run_files import (
    CONTACTS,
    Verdict,
    format_amount,
    give_verdict,
    money_slack,
    same_number,
    same_text,
)
from optimiser.audit.wishes import WishInForce, wishes_in_force
from optimiser.data import rows

# ---- Rules that look at one task of one municipality at a time ------------------------------------


def check_assignment(e: Evidence) -> Iterator[Verdict]:
    """**assignment**: every task with contacts goes whole to one place, and its line says so rightly."""
    lines = Counter((line.municipality, line.task) for line in e.files.lines.assignments)
    for (code, task), contacts in e.instance.contacts.items():
        about = f"{task} of {e.instance.municipalities[code].name} ({format_amount(contacts)} contacts)"
        found = f"is in {lines[code, task]} lines of assignments.csv"
        yield give_verdict(lines[code, task] == 1, about, found, "must be in exactly one")
    for code, task in lines:
        known = (code, task) in e.instance.contacts
        yield give_verdict(known, f"{task} of {code}", "is assigned", "the instance has no such contacts")
    for answer in e.answers:
        yield from _check_line(e, answer)


def _check_line(e: Evidence, answer: Answer) -> Iterator[Verdict]:
    line, about = answer.line, f"assignments.csv, {answer.about}"
    yield same_text(f"{about}, form", line.form, answer.form)
    yield same_text(f"{about}, name", line.name, answer.municipality.name)
    yield same_number(f"{about}, level", line.level, answer.task.level)
    yield same_number(f"{about}, contacts", line.contacts, answer.contacts)
    yield same_number(f"{about}, pooled_volume", line.pooled_volume, answer.pooled)
    yield same_number(f"{about}, fte", line.fte, e.busy_fte([answer]))


def eligible_levels(e: Evidence) -> Iterator[Verdict]:
    """**eligible-levels**: a form answers only the levels the policy gives it."""
    for answer in e.answers:
        levels = e.policy.levels.levels_of(answer.form)
        allowed = ", ".join(map(str, levels)) or "none"
        found = f"(level {answer.task.level}) is answered in the form {answer.form}"
        yield give_verdict(answer.task.level in levels, answer.about, found, f"that form may answer levels {allowed}")


def authority_stays_home(e: Evidence) -> Iterator[Verdict]:
    """**authority-stays-home**: no task is answered in a form that a legal rule in force forbids."""
    bans = [law for law in e.laws if law.cap_kr is None]
    for answer in e.answers:
        for law in bans:
            holds = not (answer.form in law.forms and law_covers(law, answer.task))
            found = f"is answered in the form {answer.form} by {answer.place}"
            yield give_verdict(holds, answer.about, found, f"the legal rule {law.rule} forbids that ({law.citation})")


def first_year(e: Evidence) -> Iterator[Verdict]:
    """**first-year**: no task is answered in a form before the year in which that form may begin with it."""
    year = e.instance.settings.year
    for answer in e.answers:
        first = first_year_of(e.instance, answer.form, answer.task.task)
        found = f"is answered in the form {answer.form} by {answer.place} in {year}"
        yield give_verdict(first is None or first <= year, answer.about, found, f"that form begins in {first}")


def start_year(e: Evidence) -> Iterator[Verdict]:
    """**start-year**: before the start every task is answered where it is today, in the departments or elsewhere."""
    start, year = e.instance.settings.roadmap.start_year, e.instance.settings.year
    for answer in e.answers:
        there = e.standing.by_task.get((answer.municipality.code, answer.task.task))
        stays = answer.form == "unchanged" or (there is not None and there.centre == answer.place)
        found = f"is answered by {answer.place} in {year}"
        yield give_verdict(
            start is None or start <= year or stays, answer.about, found, f"nothing moves before {start}"
        )


def group_membership(e: Evidence) -> Iterator[Verdict]:
    """**group-membership**: a virtual centre answers only the members of its group, in the structure in use."""
    structure = e.instance.settings.structure
    members = {(row.municipality, row.group) for row in e.instance.tables.structures if row.structure == structure}
    for (code, centre), answers in e.by_link.items():
        if answers[0].form == "regional":
            about, found = answers[0].municipality.name, f"is answered by {centre}"
            wanted = f"the structure {structure} does not put it in that group"
            yield give_verdict((code, centre) in members, about, found, wanted)


def check_mandates(e: Evidence) -> Iterator[Verdict]:
    """**mandatory**: the levels of a mandate are answered in one of its forms."""
    for mandate in e.policy.mandatory:
        for answer in e.answers:
            if answer.task.level in mandate.levels:
                found = f"(level {answer.task.level}) is answered in the form {answer.form}"
                wanted = f"must be answered in one of {', '.join(mandate.forms)}"
                yield give_verdict(answer.form in mandate.forms, answer.about, found, wanted)


def check_locks(e: Evidence) -> Iterator[Verdict]:
    """**locks**: what the user fixes is so, and what the user forbids is not; what a contract keeps, stays."""
    for lock in e.instance.tables.locks:
        for answer in e.answers:
            if lock.active and _lock_concerns(lock, answer):
                holds = _lock_names(lock, answer) == (lock.demand == "must")
                found = f"is answered by {answer.place} in the form {answer.form}"
                where = lock.centre or f"the form {lock.form}"
                yield give_verdict(holds, answer.about, found, f"a lock says it {lock.demand} be {where}")
    for answer in e.answers:
        row = e.standing.kept_at(answer.municipality.code, answer.task.task)
        if row is not None:
            found = f"is answered by {answer.place}"
            wanted = f"a contract keeps it with {row.centre} until {row.stays_until}"
            yield give_verdict(answer.place == row.centre, answer.about, found, wanted)


def _lock_concerns(lock: rows.Lock, answer: Answer) -> bool:
    return (
        lock.municipality in (None, answer.municipality.code)
        and lock.task in (None, answer.task.task)
        and lock.level in (None, answer.task.level)
    )


def _lock_names(lock: rows.Lock, answer: Answer) -> bool:
    return lock.centre in (None, answer.place) and lock.form in (None, answer.form)


def check_wishes(e: Evidence) -> Iterator[Verdict]:
    """**wishes**: nobody is answered where a wish in force says that they shall not be."""
    for wish in wishes_in_force(e.instance):
        for answer in e.answers:
            yield _kept(wish, answer)


def _kept(wish: WishInForce, answer: Answer) -> Verdict:
    if answer.centre is None or answer.task.task not in wish.tasks:
        return None
    why = wish.why_not(answer.municipality.code, answer.centre)
    return give_verdict(
        why is None,
        answer.about,
        f"is answered by {answer.place}",
        f"the wish {wish.row.wish} ({wish.row.kind}) rules it out: {why}",
    )


# ---- Rules that look at one centre, or at how many there are --------------------------------------


def open_centre(e: Evidence) -> Iterator[Verdict]:
    """**open-centre**: who answers exists and is listed as open; who sells may, and answers its own citizens too."""
    for line in e.files.lines.assignments:
        about = f"{line.task} of {line.municipality}"
        yield give_verdict(
            e.knows_centre(line.centre), about, f"is answered by '{line.centre}'", "there is no such centre"
        )
    yield from _check_listed(e)
    yield from check_hosts(e)


def check_hosts(e: Evidence) -> Iterator[Verdict]:
    """Of **open-centre**: who sells may, and answers its own citizens too."""
    for centre, sold in e.hosts.items():
        yield from _may_sell(e, centre, len({answer.municipality.code for answer in sold}))


def _check_listed(e: Evidence) -> Iterator[Verdict]:
    """centres.csv holds the centres that answer, each once, and no others."""
    lines = Counter(line.centre for line in e.files.lines.centres)
    for centre in e.loads:
        found = f"answers contacts and is in {lines[centre]} lines of centres.csv"
        yield give_verdict(lines[centre] == 1, centre, found, "an open centre must be in exactly one")
    for line in e.files.lines.centres:
        yield give_verdict(line.centre in e.loads, line.centre, "is listed as open", "it answers nobody")
    for line in e.files.lines.centres:
        if line.centre in e.loads:
            row, about = e.centres[line.centre], f"centres.csv, {line.centre}"
            yield same_text(f"{about}, kind", line.kind, row.kind)
            yield same_text(f"{about}, seat", line.seat, row.seat or "")


def _may_sell(e: Evidence, centre: str, buyers: int) -> Iterator[Verdict]:
    seat = e.instance.municipalities[e.centres[centre].seat or ""]
    found = f"sells to {buyers} municipalities"
    yield give_verdict(seat.candidate_host, centre, found, f"{seat.name} is not a candidate host")
    answers_own = any(answer.form == "local" for answer in e.by_centre[centre])
    yield give_verdict(answers_own, centre, found, f"it answers no task of {seat.name} itself")


def minimum_volume(e: Evidence) -> Iterator[Verdict]:
    """**minimum-volume**: an open centre answers enough, and a host that sells sells enough (pooled contacts)."""
    for centre, load in e.loads.items():
        least = e.centres[centre].min_volume
        yield _enough_volume(centre, "answers", load.volume, least)
    for centre in e.hosts:
        yield _enough_volume(centre, "sells", e.loads[centre].sold, e.centres[centre].min_sold)


def maximum_volume(e: Evidence) -> Iterator[Verdict]:
    """**maximum-volume**: an open centre answers not too much, and a host's own citizens come first."""
    for centre, load in e.loads.items():
        row = e.centres[centre]
        if row.max_volume is not None:
            yield _not_too_much(centre, "answers", load.volume, row.max_volume)
        if row.kind == "local" and row.max_sold_share is not None:
            yield _not_too_much(centre, "sells", load.sold, row.max_sold_share * load.own)


def _enough_volume(centre: str, does: str, volume: float, least: float) -> Verdict:
    found = f"{does} {format_amount(volume)} pooled contacts a year"
    return give_verdict(volume >= least - CONTACTS, centre, found, f"the least is {format_amount(least)}")


def _not_too_much(centre: str, does: str, volume: float, most: float) -> Verdict:
    found = f"{does} {format_amount(volume)} pooled contacts a year"
    return give_verdict(volume <= most + CONTACTS, centre, found, f"the most is {format_amount(most)}")


def must_open(e: Evidence) -> Iterator[Verdict]:
    """**must-open**: who must be open answers, a local centre its own citizens; a host that must sell does."""
    for centre, row in e.centres.items():
        if row.must_open:
            answers = e.by_centre.get(centre, [])
            heard = [answer for answer in answers if row.kind != "local" or answer.form == "local"]
            whom = "its own citizens" if row.kind == "local" else "anybody"
            yield give_verdict(bool(heard), centre, f"answers no task of {whom}", "it must be open")
        if row.must_sell:
            yield give_verdict(centre in e.hosts, centre, "sells to nobody", "it must sell")


def most_buyers(e: Evidence) -> Iterator[Verdict]:
    """**most-buyers**: a host answers no more other municipalities than a wish says."""
    for wish in wishes_in_force(e.instance):
        for centre, sold in e.hosts.items() if wish.row.kind == "at most buyers" else ():
            buyers = {answer.municipality.code for answer in sold}
            holds = e.centres[centre].seat not in wish.whom or len(buyers) <= (wish.row.value or 0.0)
            wanted = f"the wish {wish.row.wish} allows {format_amount(wish.row.value or 0.0)}"
            yield give_verdict(holds, centre, f"sells to {len(buyers)} municipalities", wanted)


def max_centres(e: Evidence) -> Iterator[Verdict]:
    """**max-centres**: not too many municipalities sell, and not too many virtual centres are open."""
    virtual = [centre for centre in e.loads if e.centres[centre].kind == "virtual"]
    yield _few_enough("The number of hosts", list(e.hosts), e.policy.max_hosts)
    yield _few_enough("The number of virtual centres", virtual, e.policy.max_virtual_centres)


def _few_enough(about: str, centres: list[str], most: int | None) -> Verdict:
    found = f"is {len(centres)} ({', '.join(centres)})"
    return give_verdict(most is None or len(centres) <= most, about, found, f"at most {most} are allowed")


# ---- Rules that look at all tasks of one municipality ---------------------------------------------


def keep_together(e: Evidence) -> Iterator[Verdict]:
    """**keep-together**: the tasks that a wish keeps together are answered in one place."""
    for wish in wishes_in_force(e.instance):
        for code, answers in e.by_municipality.items() if wish.row.kind == "keep together" else ():
            bundle = [answer for answer in answers if code in wish.whom and answer.task.task in wish.tasks]
            places = sorted({answer.place for answer in bundle})
            found = f"is answered by {', '.join(places)} at {', '.join(answer.task.task for answer in bundle)}"
            wanted = f"the wish {wish.row.wish} keeps these together"
            yield give_verdict(len(places) <= 1, answers[0].municipality.name, found, wanted)


def entry_points(e: Evidence) -> Iterator[Verdict]:
    """**entry-points**: few places answer a municipality's citizens; its own centre and departments are one."""
    most = e.policy.max_entry_points
    for answers in e.by_municipality.values():
        places = places_of(answers)
        found = f"is answered in {len(places)} places ({', '.join(sorted(places))})"
        yield give_verdict(len(places) <= most, answers[0].municipality.name, found, f"at most {most} are allowed")


def purchase_cap(e: Evidence) -> Iterator[Verdict]:
    """**purchase-cap**: the yearly value of what a municipality gets from another centre is within the law's cap.

    What a contact is worth stands with `PurchasePrices`.
    """
    prices = PurchasePrices(e)
    for law in e.laws:
        for (_, centre), answers in e.by_link.items():
            if law.cap_kr is not None and answers[0].form in law.forms:
                value_kr = prices.value_kr(answer for answer in answers if law_covers(law, answer.task))
                found = f"buys for {format_amount(value_kr)} kr. a year from {centre}"
                wanted = f"the legal rule {law.rule} allows {format_amount(law.cap_kr)} kr. ({law.citation})"
                holds = value_kr <= law.cap_kr + money_slack(law.cap_kr)
                yield give_verdict(holds, answers[0].municipality.name, found, wanted)


def nested_depth(e: Evidence) -> Iterator[Verdict]:
    """**nested-depth**: within a service area, a task leaves home only if all of lower levels do."""
    if e.policy.nested_depth:
        for answers in e.by_municipality.values():
            for area in group_pairs((answer.task.service_area, answer) for answer in answers).values():
                yield _check_nested(area)


def _check_nested(answers: list[Answer]) -> Verdict:
    """The answers of one service area: the deepest that leaves, against the shallowest that stays."""
    deepest = max((a for a in answers if a.away), key=lambda a: a.task.level, default=None)
    shallowest = min((a for a in answers if not a.away), key=lambda a: a.task.level, default=None)
    if deepest is None or shallowest is None:
        return None
    found = f"(level {deepest.task.level}) leaves home, while {shallowest.task.task} stays"
    wanted = f"level {shallowest.task.level} must leave first"
    return give_verdict(deepest.task.level <= shallowest.task.level, deepest.about, found, wanted)


def local_sustainability(e: Evidence) -> Iterator[Verdict]:
    """**local-sustainability**: a municipality answers enough of its contacts itself."""
    share = e.policy.min_local_share
    if share is not None:
        for answers in e.by_municipality.values():
            total = sum(answer.contacts for answer in answers)
            kept = sum(answer.contacts for answer in answers if not answer.away)
            found = f"keeps {format_amount(kept)} of {format_amount(total)} contacts a year ({kept / total:.2%})"
            holds = kept >= share * total - CONTACTS
            yield give_verdict(holds, answers[0].municipality.name, found, f"must keep {share:.2%}")


def no_municipality_worse_off(books: Books) -> Iterator[Verdict]:
    """**no-municipality-worse-off**: no municipality pays more than today, or none of whom a wish says so.

    The model counts centres by pieces, so a municipality's part in their exact operation may be
    above what was promised by the stated error of the curve. Where the cost is divided otherwise than by load, all
    together pay no more than today.
    """
    e = books.evidence
    wishes = [wish for wish in wishes_in_force(e.instance) if wish.row.kind == "pay no more than today"]
    everyone = e.policy.no_municipality_worse_off
    if e.policy.allocation != "by-load":
        if everyone or (wishes and e.policy.allocation == "by-todays-cost"):
            yield _no_dearer_than_today(books)
        return
    for code in e.by_municipality:
        if everyone or any(code in wish.whom for wish in wishes):
            payment = books.payments[code]
            today_kr, name = e.today_kr(e.by_municipality[code]), e.instance.municipalities[code].name
            slack_kr = money_slack(today_kr) + e.instance.settings.curve.max_error * payment.operation_kr
            found = f"would pay {format_amount(payment.exact_kr)} kr. a year"
            yield give_verdict(
                payment.exact_kr <= today_kr + slack_kr, name, found, f"pays {format_amount(today_kr)} kr. today"
            )


def _no_dearer_than_today(books: Books) -> Verdict:
    cost_kr, today_kr = books.total.yearly_kr, books.evidence.today_kr(books.evidence.answers)
    found, wanted = f"costs {format_amount(cost_kr)} kr. a year", f"today costs {format_amount(today_kr)} kr."
    return give_verdict(cost_kr <= today_kr + money_slack(today_kr), "The plan", found, wanted)


# ---- Rules that look at a plan as a whole, or at any part of it one chooses -----------------------


def investment_budget(books: Books) -> Iterator[Verdict]:
    """**investment-budget**: all that is invested is within the budget."""
    budget_kr = books.evidence.policy.investment_budget_kr
    if budget_kr is not None:
        invested_kr = books.total.investment_kr
        found, wanted = f"invests {format_amount(invested_kr)} kr.", f"the budget is {format_amount(budget_kr)} kr."
        yield give_verdict(invested_kr <= budget_kr + money_slack(budget_kr), "The plan", found, wanted)


def kpi_target(e: Evidence) -> Iterator[Verdict]:
    """**kpi-target**: the contact-weighted mean of a KPI meets its target, wherever it is measured."""
    for kpi in e.instance.tables.kpis:
        if kpi.target is not None:
            for about, answers in _answers_by_place(e, kpi.scope):
                yield _target_met(e, kpi, about, answers)


def _answers_by_place(e: Evidence, scope: rows.Scope) -> Iterator[tuple[str, list[Answer]]]:
    """The answers that count together, and whom they are about; departments are no centre."""
    if scope == "municipality":
        yield from ((answers[0].municipality.name, answers) for answers in e.by_municipality.values())
    elif scope == "centre":
        yield from e.by_centre.items()
    else:
        yield "The country", list(e.answers)


def _target_met(e: Evidence, kpi: rows.Kpi, about: str, answers: list[Answer]) -> Verdict:
    """An answer in a form without a value does not count: other rules forbid that form.

    The slack is one of contacts, as the solver's is: `CONTACTS` that miss the target by one unit.
    """
    target, values = kpi.target or 0.0, e.instance.kpi_values
    keys = [((kpi.kpi, answer.form, answer.task.task), answer.contacts) for answer in answers]
    counted = [(values[key], contacts) for key, contacts in keys if key in values]
    margin = sum((value - target) * contacts for value, contacts in counted)
    mean = target + margin / (sum(contacts for _, contacts in counted) or 1.0)
    holds = (margin if kpi.sense == "at least" else -margin) >= -CONTACTS
    found = f"has a mean {kpi.kpi} of {format_amount(mean)} {kpi.unit}".rstrip()
    return give_verdict(holds, about, found, f"the target is {kpi.sense} {format_amount(target)}")
