"""Rules that look at a plan as a whole, or at any part of it one chooses."""

from collections.abc import Iterator

from optimiser.audit.books import Books
from optimiser.audit.breach import CONTACTS, Verdict, format_amount, give_verdict, money_slack
from optimiser.audit.evidence import Answer, Evidence
from optimiser.data import rows


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
