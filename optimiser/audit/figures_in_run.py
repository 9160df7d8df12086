"""The figures of run.json, held against the books and the evidence."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import zip_longest
from typing import Any

from optimiser.audit.books import Books
from optimiser.audit.evidence import Evidence, Promise, laws_of, places_of, promise_of_centre
from optimiser.audit.run_files import (
    MONEY_KR,
    RELATIVE,
    RunFiles,
    Verdict,
    format_amount,
    give_verdict,
    money_slack,
    same_kr,
    same_number,
    same_text,
)
from optimiser.audit.wishes import centres_as_wished, km_between
from optimiser.data.columns import FORMS
from optimiser.data.instance import Instance
from optimiser.data.read import hash_of_instance
from optimiser.data.roadmap_record import RoadmapRecord
from optimiser.data.run_record import PlanFigures, ProblemRecord, Run
from optimiser.data.run_tables import PROOF_FILE, AssumptionLine, CentreLine
from optimiser.data.scenario import list_assumptions

# ---- Cost, gain, proof, and what they were found from ---------------------------------------------


def cost_of_plan(books: Books) -> Iterator[Verdict]:
    """The yearly cost, centres by pieces and exactly, and its terms."""
    run, total = books.evidence.files.run, books.total
    yield same_kr("run.json, objective_kr", run.objective_kr, total.yearly_kr)
    yield same_kr("run.json, exact_cost_kr", run.exact_cost_kr, books.exact_cost_kr)
    yield same_kr("run.json, investment_kr", run.investment_kr, total.investment_kr)
    yield same_kr("run.json, investment_annual_kr", run.investment_annual_kr, total.terms["investment_annual"])
    yield same_kr("run.json, exit_kr", run.exit_kr, total.exit_kr)
    yield same_kr("run.json, already_invested_kr", run.already_invested_kr, total.already_kr)
    yield from _check_investment(books)
    yield same_text("run.json, terms_kr", _listed_names(run.terms_kr), _listed_names(total.terms))
    for name, kr in total.terms.items():
        yield same_kr(f"run.json, terms_kr, {name}", run.terms_kr.get(name, 0.0), kr)


def cost_by_form(books: Books) -> Iterator[Verdict]:
    """What each form costs; all forms add up to the plan's cost."""
    told = books.evidence.files.run.cost_by_form_kr
    yield same_text("run.json, cost_by_form_kr", _listed_names(told), _listed_names(FORMS))
    for form, kr in books.by_form_kr.items():
        yield same_kr(f"run.json, cost_by_form_kr, {form}", told.get(form, 0.0), kr)


def _check_investment(books: Books) -> Iterator[Verdict]:
    """Each lifetime of an investment stands once, with what is invested for so long."""
    told = [(one.lifetime_years, one.investment_kr) for one in books.evidence.files.run.investments]
    found, wanted = (", ".join(map(format_amount, some)) for some in ([years for years, _ in told], books.by_lifetime))
    yield same_text("run.json, investments, lifetime_years", found, wanted)
    for years, kr in books.by_lifetime.items():
        yield same_kr(f"run.json, investments, {format_amount(years)} years", dict(told).get(years, 0.0), kr)


def gain_of_plan(books: Books) -> Iterator[Verdict]:
    """What the plan gains a year against today, before and after investment, and over the horizon.

    The payback time follows from the investment and gain written beside it, which are checked
    themselves: from a gain of next to nothing, recomputed, rounding would make another time.
    """
    e, run = books.evidence, books.evidence.files.run
    today_kr = sum(contacts * e.figures.today_kr[key] for key, contacts in e.instance.contacts.items())
    net_kr = today_kr - books.total.yearly_kr
    gross_kr = net_kr + books.total.terms["investment_annual"]
    yield same_kr("run.json, today_kr", run.today_kr, today_kr)
    yield same_kr("run.json, gross_gain_kr", run.gross_gain_kr, gross_kr)
    yield same_kr("run.json, net_gain_kr", run.net_gain_kr, net_kr)
    yield same_kr("run.json, npv_kr", run.npv_kr, net_kr * _worth_today(e))
    yield same_number("run.json, payback_years", run.payback_years, _payback_years(run))


def _worth_today(e: Evidence) -> float:
    """What 1 kr. at the end of every year of the horizon is worth today (kr.)."""
    rate = e.instance.settings.economy.discount_rate
    worth = 0.0
    for _ in range(e.instance.settings.economy.horizon_years):
        worth = (worth + 1) / (1 + rate)
    return worth


def _payback_years(run: PlanFigures) -> float | None:
    """Years of gain that pay the investment back; None when the gain is nothing, or less than its yearly shares.

    Less than 1 kr. a year is nothing.
    """
    if run.investment_kr == 0:
        return 0.0
    pays = run.gross_gain_kr >= 1 and run.net_gain_kr > -1
    return run.investment_kr / run.gross_gain_kr if pays else None


def answers_by_form(e: Evidence) -> Iterator[Verdict]:
    """Contacts in each form, and municipalities that have any."""
    run = e.files.run
    yield same_text("run.json, contacts_by_form", _listed_names(run.contacts_by_form), _listed_names(FORMS))
    yield same_text("run.json, municipalities_by_form", _listed_names(run.municipalities_by_form), _listed_names(FORMS))
    for form in FORMS:
        answers = [answer for answer in e.answers if answer.form == form]
        contacts, codes = sum(answer.contacts for answer in answers), {answer.municipality.code for answer in answers}
        yield same_number(f"run.json, contacts_by_form, {form}", run.contacts_by_form.get(form), contacts)
        yield same_number(f"run.json, municipalities_by_form, {form}", run.municipalities_by_form.get(form), len(codes))


def centres_in_run(e: Evidence) -> Iterator[Verdict]:
    """run.json tells the same of centres as centres.csv."""
    told, listed = _by_name(e.files.run.centres), _by_name(e.files.lines.centres)
    names = [_listed_names(line.centre for line in lines) for lines in (e.files.run.centres, e.files.lines.centres)]
    yield same_text("run.json, centres", *names)
    for centre in sorted(told.keys() & listed.keys()):
        for name, value in listed[centre].items():
            yield _same_figure(f"run.json, centres, {centre}, {name}", told[centre][name], value)


def _by_name(lines: Iterable[CentreLine]) -> Mapping[str, Mapping[str, Any]]:
    return {line.centre: line.model_dump() for line in lines}


def _same_figure(about: str, found: Any, wanted: Any) -> Verdict:
    return same_text(about, found, wanted) if isinstance(wanted, str) else same_number(about, found, wanted)


def curve_in_run(e: Evidence) -> Iterator[Verdict]:
    """The error the straight pieces may have, the largest they have, and what it comes to in the plan."""
    run, error = e.files.run, e.files.run.curve_error
    yield same_number("run.json, curve_error, asked", error.asked, e.instance.settings.curve.max_error)
    largest = max((one.measured_error for one in run.cost_classes), default=0.0)
    yield same_number("run.json, curve_error, measured", error.measured, largest)
    plan = run.exact_cost_kr / run.objective_kr - 1 if run.objective_kr else 0.0
    holds = abs(error.plan - plan) * run.objective_kr <= money_slack(run.objective_kr)
    yield give_verdict(
        holds, "run.json, curve_error, plan", f"is {format_amount(error.plan)}", f"must be {format_amount(plan)}"
    )


def laws_in_run(instance: Instance, run: ProblemRecord) -> Iterator[Verdict]:
    """The legal rules in force."""
    laws = _listed_names(law.rule for law in laws_of(instance))
    yield same_text("run.json, legal_rules_active", _listed_names(run.legal_rules_active), laws)


def instance_in_run(instance: Instance, run: ProblemRecord) -> Iterator[Verdict]:
    """What the instance is called, its year and structure."""
    yield same_text("run.json, name", run.name, instance.settings.name)
    yield same_number("run.json, year", run.year, instance.settings.year)
    yield same_text("run.json, structure", run.structure, instance.settings.structure)


def input_hash(instance: Instance, run: ProblemRecord) -> Iterator[Verdict]:
    """**hash**: the instance is the one that was solved, by what it says and not by what it says of itself."""
    yield same_text("run.json, input_sha256", run.input_sha256, hash_of_instance(instance))


def check_proof(files: RunFiles) -> Iterator[Verdict]:
    """**gap**: no bound is above the plan's cost, and the gap is what lies between; small where it says optimal."""
    yield from check_bound("run.json", files.run, files.run.objective_kr)


def check_bound(place: str, record: Run | RoadmapRecord, objective_kr: float) -> Iterator[Verdict]:
    """**gap**: no bound is above a cost, and the gap is what lies between; small where it says optimal."""
    yield same_number(f"{place}, gap", record.gap, _relative_gap(objective_kr, record.bound_kr))
    if record.bound_kr is not None:
        holds = record.bound_kr <= objective_kr + money_slack(objective_kr)
        found, wanted = f"is {format_amount(record.bound_kr)} kr.", f"the plan costs {format_amount(objective_kr)} kr."
        yield give_verdict(holds, f"{place}, bound_kr", found, wanted)
    if record.status == "optimal":
        proved = record.gap is not None and record.gap <= record.options.gap + RELATIVE
        found = "says optimal with " + ("no gap proved" if record.gap is None else f"a gap of {record.gap:.3g}")
        yield give_verdict(proved, f"{place}, status", found, f"the gap asked for is {record.options.gap:.3g}")


def nearness_in_run(files: RunFiles) -> Iterator[Verdict]:
    """**gap**: how near hosts are is so, and settling it took the plan no farther than within the gap asked for."""
    told, e = files.run.nearest_host, Evidence(files)
    if told is None:
        return
    links = {(answers[0].municipality, centre): answers for (_, centre), answers in e.by_link.items()}
    bought = [
        (buyer, e.instance.municipalities[e.centres[centre].seat or ""], sum(answer.contacts for answer in answers))
        for (buyer, centre), answers in links.items()
        if answers[0].form == "purchased"
    ]
    about, total = "run.json, nearest_host", sum(contacts for *_, contacts in bought)
    km = sum((km_between(buyer, seat) or 0.0) * contacts for buyer, seat, contacts in bought)
    near = sum(bool(buyer.region) and buyer.region == seat.region for buyer, seat, _ in bought)
    yield same_number(f"{about}, mean_km", told.mean_km, km / (total or 1.0))
    yield same_number(f"{about}, buyers", told.buyers, len(bought))
    yield same_number(f"{about}, in_own_region", told.in_own_region, near)
    least_km = told.least_mean_km or 0.0
    found, wanted = f"says that no mean is under {least_km:.3f} km", f"the plan has {told.mean_km:.3f} km"
    yield give_verdict(least_km <= told.mean_km * (1 + RELATIVE), f"{about}, least_mean_km", found, wanted)
    within = told.dearer_kr <= MONEY_KR or files.run.status == "optimal"
    found = f"took a plan that is {format_amount(told.dearer_kr)} kr. dearer"
    yield give_verdict(within, about, found, "only within the gap asked for may it")


def certified_in_run(files: RunFiles, certified_kr: float | None) -> Iterator[Verdict]:
    """**gap**: no more is told to be certified than follows from the prices of the proof."""
    told_kr = files.run.audit.certified_bound_kr
    if told_kr is not None:
        holds = certified_kr is not None and told_kr <= certified_kr + money_slack(certified_kr)
        follows = "nothing follows" if certified_kr is None else f"{format_amount(certified_kr)} kr. follow"
        about, found = "run.json, audit.certified_bound_kr", f"is {format_amount(told_kr)} kr."
        yield give_verdict(holds, about, found, f"{follows} from {PROOF_FILE}")


def _relative_gap(objective_kr: float, bound_kr: float | None) -> float | None:
    """What lies between plan and bound, as a share of the plan; None where that cannot be said."""
    if bound_kr is None or objective_kr <= 0:
        return None
    return max(0.0, 1 - bound_kr / objective_kr)


def _listed_names(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))


# ---- Rules that bind, cost classes, centres below their minimum, assumptions ----------------------


NEAR = 0.01
"""A volume rule binds when the plan is within this part of its limit."""
Limit = Callable[[Evidence, str, float], bool]
"""Whether a centre is within a part of its limit."""


def rules_that_bind(e: Evidence) -> Iterator[Verdict]:
    """The centres at a limit on volume, all of them; and municipalities that use all the places they may."""
    told = e.files.run.rules_that_bind
    for rule, limit in (("minimum-volume", _at_minimum), ("maximum-volume", _at_maximum)):
        yield from _centres_at(e, rule, limit, set(told.get(rule, ())))
    most = e.policy.max_entry_points
    full = {answers[0].municipality.name for answers in e.by_municipality.values() if len(places_of(answers)) >= most}
    about = "run.json, rules_that_bind, entry-points"
    for name in told.get("entry-points", ()):
        yield give_verdict(name in full, about, f"names {name}", f"it uses fewer than {most} places")


def _centres_at(e: Evidence, rule: str, limit: Limit, told: set[str]) -> Iterator[Verdict]:
    """What is within the last digits of being near its limit may be named or not."""
    about = f"run.json, rules_that_bind, {rule}"
    for centre in sorted(told | e.loads.keys()):
        known = centre in e.loads
        may = known and limit(e, centre, NEAR + RELATIVE)
        must = known and limit(e, centre, NEAR - RELATIVE)
        yield give_verdict(may or centre not in told, about, f"names {centre}", "it is not near that limit")
        yield give_verdict(not must or centre in told, about, f"does not name {centre}", "it is near that limit")


def _at_minimum(e: Evidence, centre: str, part: float) -> bool:
    """What a host sells may have no volume; it must sell enough nevertheless."""
    row, load = e.centres[centre], e.loads[centre]
    sold = row.min_sold > 0 and centre in e.hosts and load.sold <= row.min_sold * (1 + part)
    return sold or (row.min_volume > 0 and load.volume <= row.min_volume * (1 + part))


def _at_maximum(e: Evidence, centre: str, part: float) -> bool:
    row, load = e.centres[centre], e.loads[centre]
    share = row.max_sold_share
    sold = share is not None and load.sold > 0 and load.sold >= share * load.own * (1 - part)
    return sold or (row.max_volume is not None and load.volume >= row.max_volume * (1 - part))


def cost_classes(e: Evidence) -> Iterator[Verdict]:
    """Each service that centres promise stands there once, with as many centres as can be, and as are open."""
    told = [
        _service_in_words(one.answered_share, one.within_seconds, one.opening_hours, one.wage_level, one.least_hour_kr)
        for one in e.files.run.cost_classes
    ]
    could = [_some_in_words(promise_of_centre(e, row)) for row in e.instance.centres.values()]
    opened = [_some_in_words(promise_of_centre(e, e.centres[centre])) for centre in e.loads]
    yield same_number("run.json, cost_classes", len(told), len(set(told)))
    for service in sorted(set(opened) - set(told)):
        yield give_verdict(
            False, "run.json, cost_classes", "leaves out centres that are open", f"they promise {service}"
        )
    for service, one in zip(told, e.files.run.cost_classes, strict=True):
        least = max(1, opened.count(service))
        most = max(least, could.count(service))
        found, wanted = f"is {one.centres} for {service}", f"must be from {least} to {most}"
        yield give_verdict(least <= one.centres <= most, "run.json, cost_classes, centres", found, wanted)
        yield give_verdict(one.pieces >= 1, "run.json, cost_classes, pieces", f"is {one.pieces}", "must be 1 or more")


def _some_in_words(some: Promise) -> str:
    target = some.target
    return _service_in_words(target.answered_share, target.within_seconds, some.hours, some.wages, some.least_hour_kr)


def _service_in_words(share: float, seconds: float, hours: float, wages: float, least_hour_kr: float) -> str:
    told = f"{format_amount(share)} within {format_amount(seconds)} s, {format_amount(hours)} h a week"
    told += "" if wages == 1 else f", wages × {wages:.12g}"
    return f"{told}, at least {least_hour_kr:.9g} kr. an hour of agents" if least_hour_kr else told


def centres_below_minimum(instance: Instance, run: ProblemRecord) -> Iterator[Verdict]:
    """A centre that can never open is one of the instance, and reaches less than it needs."""
    centres = centres_as_wished(instance)
    for centre, short in run.centres_below_minimum.items():
        about, row = f"run.json, centres_below_minimum, {centre}", centres.get(centre)
        needs = (row.min_sold, row.min_volume) if row else ()
        yield give_verdict(
            short.needs in needs, f"{about}, needs", f"is {format_amount(short.needs)}", "no minimum of it is that"
        )
        found = f"is {format_amount(short.reaches)}"
        yield give_verdict(0 <= short.reaches < short.needs, f"{about}, reaches", found, "must be less than it needs")


def reasons_in_run(run: Run) -> Iterator[Verdict]:
    """Rules that cannot be met stand there only where no plan is."""
    fits = run.status == "infeasible" or not run.conflicts
    yield give_verdict(fits, "run.json, conflicts", f"names {len(run.conflicts)}", f"the status is {run.status}")


def assumptions_in_tables(e: Evidence) -> Iterator[Verdict]:
    """assumptions.csv: every figure the result rests on, as the instance has it."""
    for number, (line, wanted) in enumerate(
        zip_longest(e.files.lines.assumptions, list_assumptions(e.instance)), start=2
    ):
        about = f"assumptions.csv, row {number}"
        if line is None or wanted is None:
            found = "is missing" if line is None else "is one too many"
            yield give_verdict(False, about, found, "must be as the instance has it")
            return
        yield from _check_assumption(about, line, wanted)


def _check_assumption(about: str, line: AssumptionLine, wanted: dict[str, object]) -> Iterator[Verdict]:
    for name, found in line.model_dump().items():
        told, meant = _figure_text(found), _figure_text(wanted[name])
        yield give_verdict(
            told == meant, f"{about}, {name}", f"is '{told}'", f"must be '{meant}', as the instance has it"
        )


def _figure_text(value: object) -> str:
    """A figure as text: numbers alike however they are written."""
    try:
        return repr(float(str(value)))
    except ValueError:
        return "" if value is None else str(value)
