"""The figures in the CSV tables, held against the books and the evidence."""

from collections import Counter
from collections.abc import Iterator

from optimiser.audit.books import NOTHING, Books
from optimiser.audit.breach import Verdict, format_amount, give_verdict, money_slack, same_kr, same_number, same_text
from optimiser.audit.curve import straight_kr
from optimiser.audit.entries import Payer
from optimiser.audit.evidence import Answer, Evidence
from optimiser.audit.rules_of_municipalities import places_of
from optimiser.audit.service import promise_of_centre, reference_promise
from optimiser.data.columns import FORMS
from optimiser.data.run_tables import CentreLine, MunicipalityLine


def cost_of_answers(books: Books) -> Iterator[Verdict]:
    """assignments.csv: what each answer costs besides its centre."""
    for answer in books.evidence.answers:
        line, about = answer.line, f"assignments.csv, {answer.about}"
        account = books.by_payer.get(Payer(answer.municipality.code, answer.task.task), NOTHING)
        yield same_kr(f"{about}, unchanged_kr", line.unchanged_kr, account.terms["unchanged"])
        yield same_kr(f"{about}, unpooled_kr", line.unpooled_kr, account.terms["unpooled"])
        yield same_kr(f"{about}, extra_kr", line.extra_kr, account.terms["extra"])
        yield same_kr(f"{about}, investment_annual_kr", line.investment_annual_kr, account.terms["investment_annual"])
        yield same_kr(f"{about}, investment_kr", line.investment_kr, account.investment_kr)


def cost_of_centres(books: Books) -> Iterator[Verdict]:
    """centres.csv: what each open centre costs as a whole."""
    for line in _of_open_centres(books.evidence):
        about, account = f"centres.csv, {line.centre}", books.centre_account(line.centre)
        yield from _check_operation(books, line)
        yield same_kr(f"{about}, fixed_kr", line.fixed_kr, account.terms["fixed"])
        yield same_kr(f"{about}, investment_annual_kr", line.investment_annual_kr, account.terms["investment_annual"])
        yield same_kr(f"{about}, investment_kr", line.investment_kr, account.investment_kr)


def _of_open_centres(e: Evidence) -> Iterator[CentreLine]:
    """Lines about centres that do answer contacts; another rule names the others."""
    return (line for line in e.files.lines.centres if line.centre in e.loads)


def _check_operation(books: Books, line: CentreLine) -> Iterator[Verdict]:
    """Exact operation is on the curve; operation by pieces is near it, and never above.

    At the reference service it is no further below than a straight line between the points of the curve either.
    """
    e, about, row = books.evidence, f"centres.csv, {line.centre}", books.evidence.centres[line.centre]
    exact_kr, volume = books.exact_operation_kr[line.centre], e.loads[line.centre].volume
    least_kr = exact_kr * (1 - e.instance.settings.curve.max_error)
    if promise_of_centre(e, row) == reference_promise(e):
        straight_line_kr = row.cost_factor * straight_kr(e.instance.tables.cost_curve, volume)
        least_kr = max(least_kr, straight_line_kr) if straight_line_kr <= exact_kr else least_kr
    slack_kr = money_slack(exact_kr)
    holds = least_kr - slack_kr <= line.operation_kr <= exact_kr + slack_kr
    wanted = (
        f"must be from {format_amount(least_kr)} to {format_amount(exact_kr)} kr., near the cost curve and never above"
    )
    yield same_kr(f"{about}, exact_operation_kr", line.exact_operation_kr, exact_kr)
    yield give_verdict(holds, f"{about}, operation_kr", f"is {format_amount(line.operation_kr)} kr.", wanted)
    unit_kr = exact_kr / volume if volume > 0 else 0.0
    yield same_number(f"{about}, unit_cost_kr", line.unit_cost_kr, unit_kr)


def cost_of_municipalities(books: Books) -> Iterator[Verdict]:
    """municipalities.csv: what each municipality pays before and after, centres shared by pooled volume."""
    e = books.evidence
    for line in _of_municipalities(e):
        about, payment = f"municipalities.csv, {line.name}", books.payments[line.code]
        today_kr = e.today_kr(e.by_municipality[line.code])
        yield same_kr(f"{about}, today_kr", line.today_kr, today_kr)
        yield same_kr(f"{about}, after_kr", line.after_kr, payment.after_kr)
        yield same_kr(f"{about}, change_kr", line.change_kr, payment.after_kr - today_kr)
        yield same_kr(f"{about}, investment_kr", line.investment_kr, payment.investment_kr)


def _of_municipalities(e: Evidence) -> Iterator[MunicipalityLine]:
    """Lines about municipalities that have contacts; the figures' own check names the others."""
    return (line for line in e.files.lines.municipalities if line.code in e.by_municipality)


def cost_by_term(books: Books) -> Iterator[Verdict]:
    """cost_terms.csv: each term of the yearly cost, once."""
    lines = [(line.term, line.kr) for line in books.evidence.files.lines.cost_terms]
    yield same_text("cost_terms.csv, term", ", ".join(name for name, _ in lines), ", ".join(books.total.terms))
    for name, kr in books.total.terms.items():
        yield same_kr(f"cost_terms.csv, {name}", dict(lines).get(name, 0.0), kr)


def volumes_of_centres(e: Evidence) -> Iterator[Verdict]:
    """centres.csv: how much each open centre answers, for how many, with how many employees."""
    for line in _of_open_centres(e):
        about, load, answers = f"centres.csv, {line.centre}", e.loads[line.centre], e.by_centre[line.centre]
        yield same_number(f"{about}, municipalities", line.municipalities, _count_municipalities(answers))
        yield same_number(f"{about}, contacts", line.contacts, load.contacts)
        yield same_number(f"{about}, pooled_volume", line.pooled_volume, load.volume)
        yield same_number(f"{about}, own_volume", line.own_volume, load.own)
        yield same_number(f"{about}, sold_volume", line.sold_volume, load.sold)
        yield same_number(f"{about}, fte", line.fte, e.busy_fte(answers))


def _count_municipalities(answers: list[Answer]) -> int:
    return len({answer.municipality.code for answer in answers})


def forms_of_municipalities(e: Evidence) -> Iterator[Verdict]:
    """municipalities.csv: a line for each municipality with contacts, and how it is answered."""
    lines = Counter(line.code for line in e.files.lines.municipalities)
    expected = {code for code, _ in e.instance.contacts}
    for code in sorted(lines.keys() | expected):
        wanted = int(code in expected)
        found = f"stands in {lines[code]} lines of municipalities.csv"
        yield give_verdict(lines[code] == wanted, f"The municipality {code}", found, f"must stand in {wanted}")
    for line in _of_municipalities(e):
        yield from _check_description(e.by_municipality[line.code], line)


def _check_description(answers: list[Answer], line: MunicipalityLine) -> Iterator[Verdict]:
    about, municipality = f"municipalities.csv, {line.name}", answers[0].municipality
    contacts, used = sum(answer.contacts for answer in answers), {answer.form for answer in answers}
    kept = sum(answer.contacts for answer in answers if not answer.away)
    yield same_text(f"{about}, name", line.name, municipality.name)
    yield same_text(f"{about}, region", line.region, municipality.region)
    yield same_text(f"{about}, forms", line.forms, " ".join(form for form in FORMS if form in used))
    yield same_number(f"{about}, entry_points", line.entry_points, len(places_of(answers)))
    yield same_number(f"{about}, contacts", line.contacts, contacts)
    yield same_number(f"{about}, local_share", line.local_share, kept / contacts)
