"""Tells which centres and cooperations exist already, what of them is paid, and what a plan pays to end them."""

from collections.abc import Iterator

from optimiser.data.instance import Instance
from optimiser.data.own_rows import Existing
from optimiser.report.localizer import Localizer
from optimiser.report.summaries.requirements import tell_answered
from optimiser.result.result import Result


def tell_existing(localizer: Localizer, instance: Instance, row: Existing) -> str:
    """Return who is answered where already, on which terms, and what is agreed, as the note says."""
    say, numbers = localizer.say, localizer.numbers
    terms = [
        *([say("existing paid", share=numbers.percent(row.invested_share, 0))] if row.invested_share else []),
        *([say("existing contract", year=row.stays_until)] if row in instance.contracts else []),
        *([say("existing exit", kr=numbers.million_kr(row.exit_kr))] if row.exit_kr else []),
    ]
    told = tell_answered(localizer, instance, row)
    told = say("existing with terms", answers=told, terms="; ".join(terms)) if terms else told
    return say("existing with note", existing=told, note=row.note) if row.note else told


def tell_already_paid(localizer: Localizer, result: Result) -> Iterator[str]:
    """What a plan need not invest, as it is paid already, and what it pays to end what exists; where there is any."""
    figures, numbers = result.figures, localizer.numbers
    if figures.already_invested_kr:
        yield localizer.say("already invested", kr=numbers.million_kr(figures.already_invested_kr))
    if figures.exit_kr:
        yield localizer.say("exit prices", kr=numbers.million_kr(figures.exit_kr))
