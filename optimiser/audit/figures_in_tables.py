"""The figures in the tables of a run, held against the books and the evidence."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import get_args

from optimiser.audit.books import NOTHING, Books, Payer
from optimiser.audit.centre_costs import straight_kr
from optimiser.audit.evidence import (
    Answer,
    Evidence,
    Staffing,
    group_pairs,
    keep_promise,
    places_of,
    promise_of_centre,
    reference_promise,
    work_hours,
)
from optimiser.audit.run_files import (
    CONTACTS,
    Verdict,
    format_amount,
    give_verdict,
    money_slack,
    same_kr,
    same_number,
    same_text,
)
from optimiser.data import rows
from optimiser.data.columns import FORMS, Form
from optimiser.data.run_tables import CentreLine, KpiLine, MunicipalityLine

# ---- Cost, volumes and forms ----------------------------------------------------------------------


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
        yield same_kr(f"{about}, purchases_kr", line.purchases_kr, payment.purchases_kr)
        yield same_kr(f"{about}, sales_kr", line.sales_kr, payment.sales_kr)


def _of_municipalities(e: Evidence) -> Iterator[MunicipalityLine]:
    """Lines about municipalities that have contacts; the figures' own check names the others."""
    return (line for line in e.files.lines.municipalities if line.code in e.by_municipality)


def staff_of_municipalities(e: Evidence) -> Iterator[Verdict]:
    """municipalities.csv: who answers today, who moves with the contacts, and who comes with those of others."""
    for line in _of_municipalities(e):
        about, answers = f"municipalities.csv, {line.name}", e.by_municipality[line.code]
        said = {e.figures.is_staff_said((line.code, answer.task.task)) for answer in answers}
        origin = "partly stated" if len(said) > 1 else "stated" if True in said else "computed"
        leaving = sum(answer.today_fte for answer in answers if answer.away)
        coming = sum(
            answer.today_fte
            for sold in e.hosts.values()
            for answer in sold
            if answer.centre and answer.centre.seat == line.code
        )
        everybody = sum(answer.today_fte for answer in answers)
        yield same_number(f"{about}, today_fte", line.today_fte, everybody)
        yield same_text(f"{about}, today_fte_from", line.today_fte_from, origin)
        yield same_number(f"{about}, moved_fte", line.moved_fte, leaving)
        yield same_number(f"{about}, received_fte", line.received_fte, coming)
        yield same_number(f"{about}, after_fte", line.after_fte, everybody - leaving + coming)


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
        yield same_number(f"{about}, today_fte", line.today_fte, sum(answer.today_fte for answer in answers))


def _count_municipalities(answers: list[Answer]) -> int:
    return len({answer.municipality.code for answer in answers})


def forms_of_municipalities(e: Evidence) -> Iterator[Verdict]:
    """municipalities.csv: a line for each municipality with contacts, and how it is answered."""
    lines = Counter(line.code for line in e.files.lines.municipalities)
    expected = {code for code, _ in e.instance.contacts}
    for code in sorted(lines.keys() | expected):
        wanted = int(code in expected)
        found = f"is in {lines[code]} lines of municipalities.csv"
        yield give_verdict(lines[code] == wanted, f"The municipality {code}", found, f"must be in {wanted}")
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


# ---- The KPIs in kpis.csv and the design-criteria score in run.json, recomputed from the answers ----


def kpis_of_plan(e: Evidence) -> Iterator[Verdict]:
    """kpis.csv: each KPI once, with its mean over the contacts that have a value, and their share of all."""
    lines = {line.kpi: line for line in e.files.lines.kpis}
    wanted = {row.kpi: row for row in e.instance.tables.kpis}
    yield same_text("kpis.csv, kpi", ", ".join(line.kpi for line in e.files.lines.kpis), ", ".join(wanted))
    everywhere = _counted(e.answers)
    everything, places = (
        sum(everywhere.values()),
        {scope: _answers_by_place(e, scope) for scope in get_args(rows.Scope)},
    )
    for name in lines.keys() & wanted.keys():
        rated = _contacts_by_value(e, name, everywhere)
        yield same_number(f"kpis.csv, {name}, value", lines[name].value, _weighted_mean(rated))
        yield same_number(f"kpis.csv, {name}, rated_share", lines[name].rated_share, sum(rated.values()) / everything)
        yield same_number(f"kpis.csv, {name}, target", lines[name].target, wanted[name].target)
        by_place = {
            about: _contacts_by_value(e, name, counted) for about, counted in places[wanted[name].scope].items()
        }
        yield from _worst_of(wanted[name], by_place, lines[name])


def _worst_of(kpi: rows.Kpi, places: Mapping[str, Mapping[float, float]], line: KpiLine) -> Iterator[Verdict]:
    """The worst mean in the KPI's scope, a place that has it, and whether the target is met wherever it is asked.

    `places` are contacts by their value, by the place of the scope.
    """
    means = {about: mean for about, rated in places.items() if (mean := _weighted_mean(rated)) is not None}
    worst = None
    if means and kpi.scope != "national":
        worst = min(means.values()) if kpi.sense == "at least" else max(means.values())
        yield same_number(f"kpis.csv, {kpi.kpi}, worst_at", means.get(line.worst_at), worst)
    else:
        yield same_text(f"kpis.csv, {kpi.kpi}, worst_at", line.worst_at, "")
    yield same_number(f"kpis.csv, {kpi.kpi}, worst", line.worst, worst)
    met = None if kpi.target is None else float(all(_meets_target(kpi, rated) for rated in places.values()))
    yield same_number(f"kpis.csv, {kpi.kpi}, met", line.met, met)


ContactsByFormAndTask = Mapping[tuple[Form, str], float]
"""Contacts a year by form and task: all that a KPI's value can depend on."""


def _counted(answers: Iterable[Answer]) -> ContactsByFormAndTask:
    found: dict[tuple[Form, str], float] = {}
    for answer in answers:
        key = (answer.form, answer.task.task)
        found[key] = found.get(key, 0.0) + answer.contacts
    return found


def _answers_by_place(e: Evidence, scope: rows.Scope) -> Mapping[str, ContactsByFormAndTask]:
    """The contacts that count together in a scope, by whom they are about; departments are no centre."""
    if scope == "municipality":
        names = e.instance.municipalities
        return {names[code].name: _counted(answers) for code, answers in e.by_municipality.items()}
    if scope == "centre":
        return {centre: _counted(answers) for centre, answers in e.by_centre.items()}
    return {"": _counted(e.answers)}


def _meets_target(kpi: rows.Kpi, rated: Mapping[float, float]) -> bool:
    """Whether contacts by value meet the target, but for what the solver leaves."""
    margin = sum((value - (kpi.target or 0.0)) * contacts for value, contacts in rated.items())
    return (margin if kpi.sense == "at least" else -margin) >= -CONTACTS


def criteria_score(e: Evidence) -> Iterator[Verdict]:
    """run.json: the weighted mean of the KPIs that have a weight and a value."""
    everywhere = _counted(e.answers)
    weighted = [
        (_weighted_mean(_contacts_by_value(e, row.kpi, everywhere)), row.weight)
        for row in e.instance.tables.kpis
        if row.weight > 0
    ]
    known = [(value, weight) for value, weight in weighted if value is not None]
    total = sum(weight for _, weight in known)
    score = sum(value * weight for value, weight in known) / total if known else None
    yield same_number("run.json, criteria_score", e.files.run.criteria_score, score)


def _contacts_by_value(e: Evidence, kpi: str, counted: ContactsByFormAndTask) -> Mapping[float, float]:
    """Contacts by the value that their form and task have."""
    values, rated = e.instance.kpi_values, dict[float, float]()
    for (form, task), contacts in counted.items():
        value = values.get((kpi, form, task))
        if value is not None:
            rated[value] = rated.get(value, 0.0) + contacts
    return rated


def _weighted_mean(rated: Mapping[float, float]) -> float | None:
    contacts = sum(rated.values())
    return sum(value * count for value, count in rated.items()) / contacts if contacts else None


# ---- The rule on service, and every figure about service and staffing in the tables and in run.json ----


ROUNDING = 1e-9
"""Of a share: a target that is met but for rounding is met."""


def service_of_centres(s: Staffing) -> Iterator[Verdict]:
    """**service-level**: centres.csv: each open centre meets its own target with the agents it is said to have."""
    for line in s.evidence.files.lines.centres:
        if line.centre in s.evidence.loads:
            yield from _of_centre(s, line, f"centres.csv, {line.centre}")


def _of_centre(s: Staffing, line: CentreLine, about: str) -> Iterator[Verdict]:
    wanted, found = s.promises[line.centre], s.kept[line.centre]
    yield same_number(f"{about}, answered_share_target", line.answered_share_target, wanted.target.answered_share)
    yield same_number(f"{about}, within_seconds", line.within_seconds, wanted.target.within_seconds)
    yield same_number(f"{about}, opening_hours", line.opening_hours, wanted.hours)
    yield same_number(f"{about}, answered_share", line.answered_share, found.answered_share)
    yield same_number(f"{about}, mean_wait_seconds", line.mean_wait_seconds, found.mean_wait_seconds)
    yield same_number(f"{about}, occupancy", line.occupancy, found.occupancy)
    yield same_number(f"{about}, agent_hours", line.agent_hours, found.agent_hours)
    yield same_number(f"{about}, agents_most", line.agents_most, found.agents_most)
    yield same_number(f"{about}, staffed_fte", line.staffed_fte, _staffed_fte(s, found.agent_hours))
    holds = line.answered_share >= wanted.target.answered_share - ROUNDING
    said = f"answers {line.answered_share:.4%} within {format_amount(wanted.target.within_seconds)} seconds"
    yield give_verdict(holds, line.centre, said, f"the target is {format_amount(wanted.target.answered_share)}")


def service_of_municipalities(s: Staffing) -> Iterator[Verdict]:
    """municipalities.csv: what citizens meet in the centres, and what their municipality would take alone."""
    for line in s.evidence.files.lines.municipalities:
        if line.code in s.evidence.by_municipality:
            about, answers = f"municipalities.csv, {line.name}", s.evidence.by_municipality[line.code]
            yield from _of_citizens(s, line, about, answers)
            yield from _of_information(s, line, about, _information_answers(answers))


def _of_citizens(s: Staffing, line: MunicipalityLine, about: str, answers: list[Answer]) -> Iterator[Verdict]:
    """Means over the contacts that centres answer."""
    some = [answer for answer in answers if answer.centre]
    shares = {place: one.answered_share for place, one in s.kept.items()}
    waits = {place: one.mean_wait_seconds for place, one in s.kept.items()}
    hours = {place: one.hours for place, one in s.promises.items()}
    yield same_number(f"{about}, centre_share", line.centre_share, _sum_of_contacts(some) / _sum_of_contacts(answers))
    yield same_number(f"{about}, answered_share", line.answered_share, _mean_over_contacts(some, shares))
    yield same_number(f"{about}, opening_hours", line.opening_hours, _mean_over_contacts(some, hours))
    yield same_number(f"{about}, mean_wait_seconds", line.mean_wait_seconds, _mean_over_contacts(some, waits))


def _of_information(s: Staffing, line: MunicipalityLine, about: str, answers: list[Answer]) -> Iterator[Verdict]:
    """Its information contacts, alone and in the plan's centres, which spend hours on them by the work they are."""
    single = keep_promise(s.reference, _sum_of_contacts(answers), work_hours(answers))
    yield same_number(f"{about}, alone_occupancy", line.alone_occupancy, single.occupancy)
    per_contact = single.agent_hours / _sum_of_contacts(answers)
    yield same_number(f"{about}, alone_hours_per_contact", line.alone_hours_per_contact, per_contact)
    some = [answer for answer in answers if answer.centre]
    busy = {place: one.occupancy for place, one in s.kept.items()}
    yield same_number(f"{about}, occupancy", line.occupancy, _mean_over_contacts(some, busy))
    yield same_number(f"{about}, hours_per_contact", line.hours_per_contact, _hours_per_contact(s, some))


def _hours_per_contact(s: Staffing, answers: list[Answer]) -> float | None:
    hours = 0.0
    for place, some in group_pairs((answer.place, answer) for answer in answers).items():
        hours += s.kept[place].agent_hours * work_hours(some) / work_hours(s.evidence.by_centre[place])
    return hours / _sum_of_contacts(answers) if answers else None


def _information_answers(answers: list[Answer]) -> list[Answer]:
    """Those that are no authority tasks; all where there are none."""
    return [answer for answer in answers if not answer.task.authority] or answers


def service_of_plan(s: Staffing) -> Iterator[Verdict]:
    """run.json: all agents, and what callers of all centres meet."""
    run, found = s.evidence.files.run, s.kept
    hours = sum(one.agent_hours for one in found.values())
    yield same_number("run.json, agent_hours", run.agent_hours, hours)
    yield same_number("run.json, staffed_fte", run.staffed_fte, _staffed_fte(s, hours))
    answers = [answer for answer in s.evidence.answers if answer.centre]
    shares = {place: one.answered_share for place, one in found.items()}
    waits = {place: one.mean_wait_seconds for place, one in found.items()}
    yield same_number(
        "run.json, service, answered_share", run.service.answered_share, _mean_over_contacts(answers, shares)
    )
    yield same_number(
        "run.json, service, mean_wait_seconds", run.service.mean_wait_seconds, _mean_over_contacts(answers, waits)
    )
    yield same_number(
        "run.json, service, least_answered_share", run.service.least_answered_share, min(shares.values(), default=None)
    )
    least = run.service.least_centre or ""
    yield same_number("run.json, service, least_centre", shares.get(least), run.service.least_answered_share)


def _staffed_fte(s: Staffing, hours: float) -> float:
    settings = s.evidence.instance.settings
    return hours / (settings.economy.net_hours_per_fte * (1 - settings.service.shrinkage))


def _sum_of_contacts(answers: Iterable[Answer]) -> float:
    return sum(answer.contacts for answer in answers)


def _mean_over_contacts(answers: list[Answer], values: Mapping[str, float]) -> float | None:
    """Over the contacts of the answers, by place."""
    return (
        sum(answer.contacts * values[answer.place] for answer in answers) / _sum_of_contacts(answers)
        if answers
        else None
    )
