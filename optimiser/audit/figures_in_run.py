"""The figures of run.json: cost, gain, proof, and what they were found from."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from optimiser.audit.books import Books
from optimiser.audit.breach import (
    RELATIVE,
    Verdict,
    format_amount,
    give_verdict,
    money_slack,
    same_kr,
    same_number,
    same_text,
)
from optimiser.audit.evidence import Evidence, laws_of
from optimiser.audit.reading import RunFiles
from optimiser.data.columns import FORMS
from optimiser.data.instance import Instance
from optimiser.data.read import hash_of_instance
from optimiser.data.run_record import PlanFigures, ProblemRecord
from optimiser.data.run_tables import CentreLine


def cost_of_plan(books: Books) -> Iterator[Verdict]:
    """The yearly cost, centres by pieces and exactly, and its terms."""
    run, total = books.evidence.files.run, books.total
    yield same_kr("run.json, objective_kr", run.objective_kr, total.yearly_kr)
    yield same_kr("run.json, exact_cost_kr", run.exact_cost_kr, books.exact_cost_kr)
    yield same_kr("run.json, investment_kr", run.investment_kr, total.investment_kr)
    yield same_kr("run.json, investment_annual_kr", run.investment_annual_kr, total.terms["investment_annual"])
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
    today_kr = sum(e.instance.contacts.values()) * e.instance.settings.economy.today_unit_cost_kr
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
    """**gap**: no bound is above it, and the gap is what lies between; small where it says optimal."""
    run = files.run
    yield same_number("run.json, gap", run.gap, _relative_gap(run.objective_kr, run.bound_kr))
    if run.bound_kr is not None:
        holds = run.bound_kr <= run.objective_kr + money_slack(run.objective_kr)
        found, wanted = f"is {format_amount(run.bound_kr)} kr.", f"the plan costs {format_amount(run.objective_kr)} kr."
        yield give_verdict(holds, "run.json, bound_kr", found, wanted)
    if run.status == "optimal":
        proved = run.gap is not None and run.gap <= run.options.gap + RELATIVE
        found = "says optimal with " + ("no gap proved" if run.gap is None else f"a gap of {run.gap:.3g}")
        yield give_verdict(proved, "run.json, status", found, f"the gap asked for is {run.options.gap:.3g}")


def _relative_gap(objective_kr: float, bound_kr: float | None) -> float | None:
    """What lies between plan and bound, as a share of the plan; None where that cannot be said."""
    if bound_kr is None or objective_kr <= 0:
        return None
    return max(0.0, 1 - bound_kr / objective_kr)


def _listed_names(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
