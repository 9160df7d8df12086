"""What run.json says of every plan as cheap, held against the plan: it is one of them."""

from collections.abc import Iterator

from optimiser.audit.books import Books
from optimiser.audit.run_files import MONEY_KR, Verdict, format_amount, give_verdict
from optimiser.data.columns import HOME_FORMS
from optimiser.data.every_plan_record import EveryPlanRecord

ABOUT = "run.json, every_plan"
A_KRONE = 1.0
"""What a municipality pays more than today counts from 1 kr."""


def every_plan_in_run(books: Books, told: EveryPlanRecord | None) -> Iterator[Verdict]:
    """**gap**: what is said to hold in every plan as cheap does in this one; that it does in others is not checked."""
    if told is None:
        return
    e = books.evidence
    cost_kr = e.files.run.objective_kr
    found, wanted = f"is {format_amount(told.most_kr)} kr.", f"the plan costs {format_amount(cost_kr)} kr."
    yield give_verdict(told.most_kr >= cost_kr - MONEY_KR, f"{ABOUT}, most_kr", found, wanted)
    away = [answer for answer in e.answers if answer.form not in HOME_FORMS]
    serving, leaving = {answer.place for answer in away}, {answer.municipality.code for answer in away}
    more = {code: one.after_kr - e.today_kr(e.by_municipality[code]) for code, one in books.payments.items()}
    pays_more = {code for code, kr in more.items() if kr > A_KRONE - MONEY_KR}
    pays_no_more = {code for code, kr in more.items() if kr <= A_KRONE + MONEY_KR}
    staying, idle = set(e.by_municipality) - leaving, set(e.centres) - serving
    for name, said, so in (
        ("serving", told.serving, serving),
        ("may_serve", told.may_serve, idle),
        ("at_home", told.at_home, staying),
        ("away", told.away, leaving),
        ("always_more", told.always_more, pays_more),
        ("never_more", told.never_more, pays_no_more),
    ):
        wrong = sorted(set(said) - so)
        yield give_verdict(not wrong, f"{ABOUT}, {name}", f"names {', '.join(wrong)}", "this plan has it otherwise")
    fewest, most = len(set(more) - pays_no_more), len(pays_more)
    for name, holds, number in (
        ("fewest_more", told.fewest_more <= most, told.fewest_more),
        ("most_more", told.most_more >= fewest, told.most_more),
    ):
        yield give_verdict(holds, f"{ABOUT}, {name}", f"is {number}", f"in this plan {most} pay more than today")
