"""What of a saving is there because the contacts are others, and what because they are organised otherwise."""

from decimal import Decimal

from optimiser.data.instance import Today
from optimiser.data.tolerances import A_KRONE
from optimiser.report.localizer import Localizer, Number, apart_kr

LEAST_PRICE_KR = 0.005
"""Prices of a contact that are nearer to each other than this are read as the same."""


def differs(was: Today, now: Today) -> bool:
    """True where answering as today is of other contacts, or costs something else."""
    return abs(now.kr - was.kr) >= A_KRONE or abs(now.contacts - was.contacts) >= 1


def tell_saved(localizer: Localizer, was: Today, now: Today, cost_kr: Number, plan: str) -> str:
    """Return what a `plan` changes the cost by against what today was, and how much of it is not its doing.

    The two parts add up to the whole as they are read. `now` is answering as today of the contacts that it has.
    """
    return localizer.say(
        "saved",
        plan=plan,
        today=localizer.numbers.million_kr(was.kr),
        contacts=localizer.numbers.plain(was.contacts),
        total=_write_change(localizer, apart_kr(cost_kr, was.kr)),
        volumes=_write_change(localizer, apart_kr(now.kr, was.kr)),
        why=_tell_why(localizer, was, now),
        organising=_write_change(localizer, apart_kr(cost_kr, now.kr)),
    )


def _write_change(localizer: Localizer, kr: Decimal) -> str:
    """An amount with its sign; without one where it is nothing."""
    sign = "+" if kr > 0 else "−" if kr < 0 else ""
    return f"{sign}{localizer.numbers.million_kr(abs(kr))}"


def _tell_why(localizer: Localizer, was: Today, now: Today) -> str:
    """Because there are other contacts, because they cost something else as answered today, or both."""
    more = now.contacts - was.contacts
    if abs(more) < 1:
        return localizer.say("saved by price")
    count = localizer.numbers.plain(abs(more))
    told = localizer.say("saved by more contacts" if more > 0 else "saved by fewer contacts", count=count)
    same_price = abs(now.kr / now.contacts - was.kr / was.contacts) < LEAST_PRICE_KR if now.contacts else True
    return told if same_price else localizer.say("saved by contacts and price", told=told)
