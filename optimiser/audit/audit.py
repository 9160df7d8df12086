"""The audit of a run folder, of a plan in memory, and of plans near it: every check, as a table of contents."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from optimiser.audit import figures_in_run, figures_in_tables, rules
from optimiser.audit.books import Books
from optimiser.audit.certificate import NO_CERTIFICATE, certify
from optimiser.audit.every_plan import every_plan_in_run
from optimiser.audit.evidence import Evidence, Staffing
from optimiser.audit.run_files import (
    Audit,
    Breach,
    PlanFiles,
    RunFiles,
    Unplanned,
    Verdict,
    answers_alone,
    is_run,
    read_run,
    seal_of,
)
from optimiser.data.findings import AnyPath, as_on_disk
from optimiser.data.instance import Instance
from optimiser.data.proof_record import ProofRecord
from optimiser.data.run_record import PlanFigures, ProblemRecord, Run, RunWithPlan
from optimiser.data.run_tables import PlanLines

# ---- Every rule and every figure ------------------------------------------------------------------


RULES: tuple[tuple[str, Callable[[Evidence], Iterator[Verdict]]], ...] = (
    ("entry-points", rules.entry_points),
    ("minimum-volume", rules.minimum_volume),
    ("maximum-volume", rules.maximum_volume),
    ("max-centres", rules.max_centres),
    ("must-open", rules.must_open),
    ("kpi-target", rules.kpi_target),
    ("purchase-cap", rules.purchase_cap),
    ("nested-depth", rules.nested_depth),
    ("local-sustainability", rules.local_sustainability),
    ("keep-together", rules.keep_together),
    ("most-buyers", rules.most_buyers),
)
COST_RULES: tuple[tuple[str, Callable[[Books], Iterator[Verdict]]], ...] = (
    ("investment-budget", rules.investment_budget),
    ("no-municipality-worse-off", rules.no_municipality_worse_off),
)
"""The rules that look at more than one answer at a time: these can be broken by answers that are lawful one by one."""

AUDITED = frozenset(rule for rule, _ in (*RULES, *COST_RULES))
"""The names of these: what a plan of lawful answers can break, as far as the audit knows."""

STATEMENTS: tuple[tuple[str, Callable[[Instance, ProblemRecord], Iterator[Verdict]]], ...] = (
    ("hash", figures_in_run.input_hash),
    ("figures", figures_in_run.instance_in_run),
    ("figures", figures_in_run.laws_in_run),
    ("figures", figures_in_run.centres_below_minimum),
)
"""What a record says with a plan or without: what it is of."""

CHECKS: tuple[tuple[str, Callable[[Evidence], Iterator[Verdict]]], ...] = (
    ("assignment", rules.check_assignment),
    ("eligible-levels", rules.eligible_levels),
    ("authority-stays-home", rules.authority_stays_home),
    ("first-year", rules.first_year),
    ("start-year", rules.start_year),
    ("group-membership", rules.group_membership),
    ("open-centre", rules.open_centre),
    ("mandatory", rules.check_mandates),
    ("locks", rules.check_locks),
    ("wishes", rules.check_wishes),
    *RULES,
    ("figures", figures_in_tables.volumes_of_centres),
    ("figures", figures_in_tables.forms_of_municipalities),
    ("figures", figures_in_tables.staff_of_municipalities),
    ("figures", figures_in_tables.kpis_of_plan),
    ("figures", figures_in_tables.criteria_score),
    ("figures", figures_in_run.answers_by_form),
    ("figures", figures_in_run.centres_in_run),
    ("figures", figures_in_run.curve_in_run),
    ("figures", figures_in_run.rules_that_bind),
    ("figures", figures_in_run.cost_classes),
    ("figures", figures_in_run.assumptions_in_tables),
)
"""The rules and figures that follow from who answers what, under the names users see."""

COST_CHECKS: tuple[tuple[str, Callable[[Books], Iterator[Verdict]]], ...] = (
    *COST_RULES,
    ("cost", figures_in_tables.cost_of_answers),
    ("cost", figures_in_tables.cost_of_centres),
    ("cost", figures_in_tables.cost_of_municipalities),
    ("cost", figures_in_tables.cost_by_term),
    ("cost", figures_in_run.cost_of_plan),
    ("cost", figures_in_run.cost_by_form),
    ("cost", figures_in_run.gain_of_plan),
)
"""The rules and figures that follow from what the plan costs."""

SERVICE_CHECKS: tuple[tuple[str, Callable[[Staffing], Iterator[Verdict]]], ...] = (
    ("service-level", figures_in_tables.service_of_centres),
    ("service-level", figures_in_tables.service_of_municipalities),
    ("service-level", figures_in_tables.service_of_plan),
)
"""The rule and figures that follow from how centres are staffed."""


def broken_together(instance: Instance, answers: Iterable[tuple[str, str, str]]) -> tuple[Breach, ...]:
    """The rules that answers, each lawful by itself, break together; an answer is (municipality, task, centre).

    Nothing is written and no figure is checked: `audit_folder` does both.
    """
    evidence = Evidence(answers_alone(instance, answers))
    books = Books(evidence)
    verdicts = [("open-centre", verdict) for verdict in rules.check_hosts(evidence)]
    verdicts += [(rule, verdict) for rule, check in RULES for verdict in check(evidence)]
    verdicts += [(rule, verdict) for rule, check in COST_RULES for verdict in check(books)]
    return _breaches_among(verdicts)


def audit_plan(instance: Instance, record: PlanFigures, lines: PlanLines, proof: ProofRecord | None = None) -> Audit:
    """Recompute the cost and every rule of a plan in memory, from what would be written of it.

    Of the record of a solve also what it proved is checked, and the bound that follows from its proof.
    """
    if isinstance(record, RunWithPlan):
        return _audit_files(RunFiles(instance, record, lines, proof))
    return _audit_files(PlanFiles(instance, record, lines))


def audit_folder(folder: AnyPath) -> Audit:
    """Recompute the cost and every rule of a run from its folder alone; what cannot be read is a breach.

    Of a solve that found no plan what it is of is checked.
    """
    folder = as_on_disk(folder)
    files, unreadable = read_run(folder)
    broken, count = seal_of(folder) if is_run(folder) else ([], 0)
    if files is None:
        return Audit((*unreadable, *broken), len(unreadable) + count)
    found = _audit_files(files)
    return replace(found, breaches=(*found.breaches, *broken), checks=found.checks + count)


def _audit_files(files: PlanFiles | Unplanned) -> Audit:
    verdicts = [(rule, verdict) for rule, check in STATEMENTS for verdict in check(files.instance, files.run)]
    if isinstance(files.run, Run):
        verdicts += [("figures", verdict) for verdict in figures_in_run.reasons_in_run(files.run)]
    if isinstance(files, Unplanned):
        return Audit(_breaches_among(verdicts), len(verdicts))
    certified_kr = None
    if isinstance(files, RunFiles):
        found = NO_CERTIFICATE if files.proof is None else certify(files.instance, files.proof)
        certified_kr = found.bound_kr
        verdicts += [("proof", verdict) for verdict in found.verdicts]
        verdicts += [("gap", verdict) for verdict in figures_in_run.check_proof(files)]
        verdicts += [("gap", verdict) for verdict in figures_in_run.nearness_in_run(files)]
        verdicts += [("gap", verdict) for verdict in figures_in_run.certified_in_run(files, certified_kr)]
    books = Books(Evidence(files))
    verdicts += _of_plan(books)
    if isinstance(files, RunFiles):
        verdicts += [("gap", verdict) for verdict in every_plan_in_run(books, files.run.every_plan)]
    total = books.total
    figures = (total.yearly_kr, books.exact_cost_kr, total.investment_kr, certified_kr)
    return Audit(_breaches_among(verdicts), len(verdicts), *figures)


def _of_plan(books: Books) -> Iterator[tuple[str, Verdict]]:
    """Every check of a plan, under the name of its rule."""
    staffing = Staffing(books.evidence)
    yield from ((rule, verdict) for rule, check in CHECKS for verdict in check(books.evidence))
    yield from ((rule, verdict) for rule, cost_check in COST_CHECKS for verdict in cost_check(books))
    yield from ((rule, verdict) for rule, service_check in SERVICE_CHECKS for verdict in service_check(staffing))


def _breaches_among(verdicts: Iterable[tuple[str, Verdict]]) -> tuple[Breach, ...]:
    return tuple(Breach(rule, fault.about, fault.found, fault.wanted) for rule, fault in verdicts if fault)
