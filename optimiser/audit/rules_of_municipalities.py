"""Rules that look at all tasks of one municipality."""

from collections.abc import Iterator

from optimiser.audit.books import Books
from optimiser.audit.breach import CONTACTS, Verdict, format_amount, give_verdict, money_slack
from optimiser.audit.evidence import Answer, Evidence, group_pairs, law_covers
from optimiser.audit.purchases import PurchasePrices


def entry_points(e: Evidence) -> Iterator[Verdict]:
    """**entry-points**: few places answer a municipality's citizens; its own centre and departments are one."""
    most = e.policy.max_entry_points
    for answers in e.by_municipality.values():
        places = places_of(answers)
        found = f"is answered in {len(places)} places ({', '.join(sorted(places))})"
        yield give_verdict(len(places) <= most, answers[0].municipality.name, found, f"at most {most} are allowed")


def places_of(answers: list[Answer]) -> set[str]:
    """The places that answer a municipality's citizens."""
    return {answer.place if answer.away else "home" for answer in answers}


def purchase_cap(e: Evidence) -> Iterator[Verdict]:
    """**purchase-cap**: the yearly value of what a municipality gets from another centre is within the law's cap.

    What a contact is worth stands in `purchases`.
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
    """**no-municipality-worse-off**: no municipality pays more than today.

    The model counts centres by pieces, so a municipality's part in their exact operation may be
    above what was promised by the stated error of the curve.
    """
    e = books.evidence
    if e.policy.no_municipality_worse_off:
        for code, payment in books.payments.items():
            today_kr, name = e.today_kr(e.by_municipality[code]), e.instance.municipalities[code].name
            slack_kr = money_slack(today_kr) + e.instance.settings.curve.max_error * payment.operation_kr
            found = f"would pay {format_amount(payment.exact_kr)} kr. a year"
            yield give_verdict(
                payment.exact_kr <= today_kr + slack_kr, name, found, f"pays {format_amount(today_kr)} kr. today"
            )
