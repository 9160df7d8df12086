"""The figures of a path over years, in its tables and its record, held against the evidence of all years."""

from collections.abc import Iterable, Iterator, Sequence

from optimiser.audit.evidence import DEPARTMENTS, Answer
from optimiser.audit.figures_in_run import check_bound
from optimiser.audit.roadmap_evidence import PathEvidence, while_centres_are_new
from optimiser.audit.run_files import Verdict, same_kr, same_number, same_text
from optimiser.data.columns import FORMS, HOME_FORMS, Form
from optimiser.data.read import hash_of_instance
from optimiser.data.roadmap_tables import ROADMAP_FILE, RUNNING_TERMS, YEARS_FOLDER, RoadmapLines

# ---- The tables -----------------------------------------------------------------------------------


def figures_of_years(e: PathEvidence) -> Iterator[Verdict]:
    """years.csv: what each year costs, gains, invests and moves."""
    lines = {line.year: line for line in e.files.lines.years}
    yield same_text("years.csv, year", listed(line.year for line in e.files.lines.years), listed(e.years))
    gained_kr = paid_kr = 0.0
    for year in e.years:
        line, about, money = lines.get(year), f"years.csv, {year}", _money_of_year(e, year)
        gained_kr += e.weight(year) * money["gain_kr"]
        paid_kr += money["net_cash_kr"]
        for name, kr in {**money, "accumulated_gain_kr": gained_kr, "accumulated_cash_kr": paid_kr}.items():
            yield same_kr(f"{about}, {name}", getattr(line, name, 0.0), kr)
        for name, number in {**_moving_in(e, year), "weight": e.weight(year)}.items():
            yield same_number(f"{about}, {name}", getattr(line, name, None), number)
        budget_kr = e.files.instance.budgets_kr.get(year)
        left_kr = None if budget_kr is None else budget_kr - money["investment_kr"]
        yield same_number(f"{about}, budget_kr", getattr(line, "budget_kr", None), budget_kr)
        yield from _same_if_any(f"{about}, budget_left_kr", getattr(line, "budget_left_kr", None), left_kr)


def _money_of_year(e: PathEvidence, year: int) -> dict[str, float]:
    books = e.books[year]
    today_kr, terms = books.evidence.today_kr(books.evidence.answers), books.total.terms
    running_kr = sum(kr for term, kr in terms.items() if term in RUNNING_TERMS)
    transition_kr = sum(e.transition_kr(year, answer) for answer in e.moved[year])
    annuities_kr, invested_kr = e.annuities_kr(year), e.invested_kr(year)
    undoing_kr = sum(e.undoing_kr(leaving) for leaving in e.undone[year])
    cost_kr = running_kr + transition_kr + undoing_kr + annuities_kr
    return {
        "today_kr": today_kr,
        **{f"{term}_kr": kr for term, kr in terms.items() if term in RUNNING_TERMS},
        "transition_kr": transition_kr,
        "undoing_kr": undoing_kr,
        "annuities_kr": annuities_kr,
        "cost_kr": cost_kr,
        "gain_kr": today_kr - cost_kr,
        "present_cost_kr": e.weight(year) * cost_kr,
        "investment_kr": invested_kr,
        "net_cash_kr": today_kr - running_kr - transition_kr - undoing_kr - invested_kr,
    }


def _moving_in(e: PathEvidence, year: int) -> dict[str, float]:
    moved = e.moved[year]
    return {
        "contacts": sum(answer.contacts for answer in e.books[year].evidence.answers),
        "moved_tasks": len(moved),
        "moving_municipalities": len({answer.municipality.code for answer in moved}),
        "moved_fte": sum(_leaving_fte(e, year, answer) for answer in moved),
        "opened": len(e.opened[year]),
        "joined": len(e.joined[year]),
    }


def _leaving_fte(e: PathEvidence, year: int, answer: Answer) -> float:
    """Today's employees at a task that goes from the municipality itself to another; 0 of any other."""
    left_home = answer.away and _form_before(e, year, answer) in HOME_FORMS
    return answer.today_fte if left_home else 0.0


def _form_before(e: PathEvidence, year: int, answer: Answer) -> Form:
    place = e.place_before(year, answer)
    if place == DEPARTMENTS:
        return "unchanged"
    row = e.books[year].evidence.centres[place]
    if row.kind == "local":
        return "local" if row.seat == answer.municipality.code else "purchased"
    return "regional" if row.kind == "virtual" else "external"


def _same_if_any(about: str, found: float | None, wanted: float | None) -> Iterator[Verdict]:
    """Two sums of money, or none, are the same."""
    if found is None or wanted is None:
        yield same_number(about, found, wanted)
    else:
        yield same_kr(about, found, wanted)


def figures_of_moves(e: PathEvidence) -> Iterator[Verdict]:
    """year_moves.csv: each task that moves stands once, from where to where, with its contacts and employees."""
    lines = {(line.year, line.municipality, line.task): line for line in e.files.lines.year_moves}
    moves = {(year, answer.municipality.code, answer.task.task): answer for year in e.years for answer in e.moved[year]}
    yield same_text("year_moves.csv", listed(sorted(lines)), listed(sorted(moves)))
    yield same_number("year_moves.csv, rows", len(e.files.lines.year_moves), len(moves))
    for key, answer in moves.items():
        line, (year, _, _) = lines.get(key), key
        about = f"year_moves.csv, {year}, {answer.about}"
        if line is None:
            continue
        yield same_text(f"{about}, name", line.name, answer.municipality.name)
        yield same_number(f"{about}, level", line.level, answer.task.level)
        yield same_text(f"{about}, from_centre", line.from_centre, e.place_before(year, answer))
        yield same_text(f"{about}, from_form", line.from_form, _form_before(e, year, answer))
        yield same_text(f"{about}, to_centre", line.to_centre, answer.place)
        yield same_text(f"{about}, to_form", line.to_form, answer.form)
        yield same_number(f"{about}, contacts", line.contacts, answer.contacts)
        yield same_number(f"{about}, fte", line.fte, answer.today_fte)
        yield same_kr(f"{about}, transition_kr", line.transition_kr, e.transition_kr(year, answer))


def figures_of_centres(e: PathEvidence) -> Iterator[Verdict]:
    """centre_years.csv: the same of each centre as the plan of the year, and whether it opens and who joins."""
    lines = {(line.year, line.centre): line for line in e.files.lines.centre_years}
    opened = {(year, centre): books for year, books in e.books.items() for centre in books.evidence.loads}
    yield same_text("centre_years.csv", listed(sorted(lines)), listed(sorted(opened)))
    for (year, centre), books in opened.items():
        line, about = lines.get((year, centre)), f"centre_years.csv, {year}, {centre}"
        of_year = {one.centre: one for one in books.evidence.files.lines.centres}.get(centre)
        if line is None or of_year is None:
            continue
        yield same_text(f"{about}, kind", line.kind, books.evidence.centres[centre].kind)
        yield same_text(f"{about}, opened", str(line.opened), str(centre in e.opened[year]))
        joined = sum(1 for _, place in e.joined[year] if place == centre)
        yield same_number(f"{about}, joined", line.joined, joined)
        for name in CENTRE_FIGURES:
            yield same_number(f"{about}, {name}", getattr(line, name), getattr(of_year, name))


CENTRE_FIGURES = (
    *("municipalities", "contacts", "pooled_volume", "operation_kr", "unit_cost_kr", "staffed_fte", "answered_share"),
)
"""What is told of a centre in a year as in the plan of that year, which is audited by itself."""


def figures_of_municipalities(e: PathEvidence) -> Iterator[Verdict]:
    """municipality_years.csv: what each municipality pays before and after, invests and moves."""
    lines = {(line.year, line.code): line for line in e.files.lines.municipality_years}
    known = sorted((year, code) for year, books in e.books.items() for code in books.evidence.by_municipality)
    yield same_text("municipality_years.csv", listed(sorted(lines)), listed(known))
    for year, books in e.books.items():
        running, annuities = e.running_by_municipality(year), e.annuities_by_municipality(year)
        invested, budgets = e.invested_by_municipality(year), e.files.instance.municipal_budgets_kr
        for code, answers in books.evidence.by_municipality.items():
            moved = [answer for answer in e.moved[year] if answer.municipality.code == code]
            today_kr, transition_kr = (
                books.evidence.today_kr(answers),
                sum(e.transition_kr(year, answer) for answer in moved),
            )
            undone = [leaving for leaving in e.undone[year] if leaving.answer.municipality.code == code]
            undoing_kr = sum(map(e.undoing_kr, undone))
            after_kr = running[code] + transition_kr + undoing_kr + annuities.get(code, 0.0)
            money = {
                "today_kr": today_kr,
                "running_kr": running[code],
                "transition_kr": transition_kr,
                "undoing_kr": undoing_kr,
                "annuities_kr": annuities.get(code, 0.0),
                "after_kr": after_kr,
                "change_kr": after_kr - today_kr,
                "investment_kr": invested.get(code, 0.0),
            }
            numbers = {
                "contacts": sum(answer.contacts for answer in answers),
                **{f"contacts_{form}": _contacts_in(answers, form) for form in FORMS},
                "budget_kr": budgets.get((year, code)),
                "moved_fte": sum(_leaving_fte(e, year, answer) for answer in moved),
            }
            line, about = lines.get((year, code)), f"municipality_years.csv, {year}, {answers[0].municipality.name}"
            if line is not None:
                yield same_text(f"{about}, name", line.name, answers[0].municipality.name)
                yield from (same_kr(f"{about}, {name}", getattr(line, name), kr) for name, kr in money.items())
                yield from (same_number(f"{about}, {name}", getattr(line, name), n) for name, n in numbers.items())


def _contacts_in(answers: Sequence[Answer], form: Form) -> float:
    return sum(answer.contacts for answer in answers if answer.form == form)


# ---- The record -----------------------------------------------------------------------------------


def instance_in_record(e: PathEvidence) -> Iterator[Verdict]:
    """What the instance is called, its structure and years."""
    record, instance = e.files.record, e.files.instance
    yield same_text(f"{ROADMAP_FILE}, name", record.name, instance.settings.name)
    yield same_text(f"{ROADMAP_FILE}, structure", record.structure, instance.settings.structure)
    yield same_text(f"{ROADMAP_FILE}, years", listed(record.years), listed(instance.years))


def hashes(e: PathEvidence) -> Iterator[Verdict]:
    """**hash**: the instance is the one that was solved, and each year's plan is of the instance in that year."""
    instance = e.files.instance
    yield same_text(f"{ROADMAP_FILE}, input_sha256", e.files.record.input_sha256, hash_of_instance(instance))
    for year, plan in e.files.plans.items():
        yield same_text(f"{YEARS_FOLDER}/{year}", plan.instance.sha256, while_centres_are_new(instance, year).sha256)


def cost_of_path(e: PathEvidence) -> Iterator[Verdict]:
    """What the path costs and gains over all years, and what is invested."""
    record, years = e.files.record, {year: _money_of_year(e, year) for year in e.years}
    cost_kr = sum(money["present_cost_kr"] for money in years.values())
    today_kr = sum(e.weight(year) * money["today_kr"] for year, money in years.items())
    invested_kr = sum(money["investment_kr"] for money in years.values())
    yield same_kr(f"{ROADMAP_FILE}, objective_kr", record.objective_kr or 0.0, cost_kr)
    yield same_kr(f"{ROADMAP_FILE}, today_kr", record.today_kr or 0.0, today_kr)
    yield same_kr(f"{ROADMAP_FILE}, gain_kr", record.gain_kr or 0.0, today_kr - cost_kr)
    yield same_kr(f"{ROADMAP_FILE}, investment_kr", record.investment_kr or 0.0, invested_kr)
    yield same_number(f"{ROADMAP_FILE}, payback_year", record.payback_year, _payback_year(e.files.lines))


def _payback_year(lines: RoadmapLines) -> int | None:
    """The first year, no earlier than the first investment, from which on the accumulated cash is never below 0."""
    short = [line.year for line in lines.years if line.accumulated_cash_kr < 0]
    begins = next((line.year for line in lines.years if line.investment_kr > 0), 0)
    later = [line.year for line in lines.years if line.year >= begins and (not short or line.year > short[-1])]
    return later[0] if later else None


def proof_of_path(e: PathEvidence) -> Iterator[Verdict]:
    """**gap**: no bound is above the path's cost, and the gap is what lies between."""
    return check_bound(ROADMAP_FILE, e.files.record, e.files.record.objective_kr or 0.0)


def listed(some: Iterable[object]) -> str:
    """What there is of something, as a text that is compared."""
    return ", ".join(map(str, some))
