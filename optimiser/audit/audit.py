"""Audit a plan, in its run folder or in memory: every rule and every figure, as a table of contents."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from optimiser.audit import (
    figures_in_run,
    figures_in_tables,
    figures_of_kpis,
    figures_of_rules,
    rules_of_answers,
    rules_of_centres,
    rules_of_municipalities,
    rules_of_plans,
    rules_of_service,
)
from optimiser.audit.books import Books
from optimiser.audit.breach import Audit, Breach, Verdict
from optimiser.audit.evidence import Evidence
from optimiser.audit.reading import PlanFiles, RunFiles, Unplanned, answers_alone, is_run, read_run
from optimiser.audit.sealed import seal_of
from optimiser.audit.service import Staffing
from optimiser.data.files import AnyPath, as_on_disk
from optimiser.data.instance import Instance
from optimiser.data.run_record import PlanFigures, ProblemRecord, Run, RunWithPlan
from optimiser.data.run_tables import PlanLines

RULES: tuple[tuple[str, Callable[[Evidence], Iterator[Verdict]]], ...] = (
    ("entry-points", rules_of_municipalities.entry_points),
    ("minimum-volume", rules_of_centres.minimum_volume),
    ("maximum-volume", rules_of_centres.maximum_volume),
    ("max-centres", rules_of_centres.max_centres),
    ("must-open", rules_of_centres.must_open),
    ("kpi-target", rules_of_plans.kpi_target),
    ("purchase-cap", rules_of_municipalities.purchase_cap),
    ("nested-depth", rules_of_municipalities.nested_depth),
    ("local-sustainability", rules_of_municipalities.local_sustainability),
)
COST_RULES: tuple[tuple[str, Callable[[Books], Iterator[Verdict]]], ...] = (
    ("investment-budget", rules_of_plans.investment_budget),
    ("no-municipality-worse-off", rules_of_municipalities.no_municipality_worse_off),
)
"""The rules that look at more than one answer at a time: these can be broken by answers that are lawful one by one."""

AUDITED = frozenset(rule for rule, _ in (*RULES, *COST_RULES))
"""The names of these: what a plan of lawful answers can break, as far as the audit knows."""

STATEMENTS: tuple[tuple[str, Callable[[Instance, ProblemRecord], Iterator[Verdict]]], ...] = (
    ("hash", figures_in_run.input_hash),
    ("figures", figures_in_run.instance_in_run),
    ("figures", figures_in_run.laws_in_run),
    ("figures", figures_of_rules.centres_below_minimum),
)
"""What a record says with a plan or without: what it is of."""

CHECKS: tuple[tuple[str, Callable[[Evidence], Iterator[Verdict]]], ...] = (
    ("assignment", rules_of_answers.check_assignment),
    ("eligible-levels", rules_of_answers.eligible_levels),
    ("authority-stays-home", rules_of_answers.authority_stays_home),
    ("group-membership", rules_of_answers.group_membership),
    ("open-centre", rules_of_centres.open_centre),
    ("mandatory", rules_of_answers.check_mandates),
    ("locks", rules_of_answers.check_locks),
    *RULES,
    ("figures", figures_in_tables.volumes_of_centres),
    ("figures", figures_in_tables.forms_of_municipalities),
    ("figures", figures_of_kpis.kpis_of_plan),
    ("figures", figures_of_kpis.criteria_score),
    ("figures", figures_in_run.answers_by_form),
    ("figures", figures_in_run.centres_in_run),
    ("figures", figures_in_run.curve_in_run),
    ("figures", figures_of_rules.rules_that_bind),
    ("figures", figures_of_rules.cost_classes),
    ("figures", figures_of_rules.assumptions_in_tables),
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
    ("service-level", rules_of_service.service_of_centres),
    ("service-level", rules_of_service.service_of_municipalities),
    ("service-level", rules_of_service.service_of_plan),
)
"""The rule and figures that follow from how centres are staffed."""


def broken_together(instance: Instance, answers: Iterable[tuple[str, str, str]]) -> tuple[Breach, ...]:
    """The rules that answers, each lawful by itself, break together; an answer is (municipality, task, centre).

    Nothing is written and no figure is checked: `audit_folder` does both.
    """
    evidence = Evidence(answers_alone(instance, answers))
    books = Books(evidence)
    verdicts = [("open-centre", verdict) for verdict in rules_of_centres.check_hosts(evidence)]
    verdicts += [(rule, verdict) for rule, check in RULES for verdict in check(evidence)]
    verdicts += [(rule, verdict) for rule, check in COST_RULES for verdict in check(books)]
    return _breaches_among(verdicts)


def audit_plan(instance: Instance, record: PlanFigures, lines: PlanLines) -> Audit:
    """Recompute the cost and every rule of a plan in memory, from what would be written of it.

    Of the record of a solve also what it proved is checked.
    """
    if isinstance(record, RunWithPlan):
        return _audit_files(RunFiles(instance, record, lines))
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
        verdicts += [("figures", verdict) for verdict in figures_of_rules.reasons_in_run(files.run)]
    if isinstance(files, Unplanned):
        return Audit(_breaches_among(verdicts), len(verdicts))
    if isinstance(files, RunFiles):
        verdicts += [("gap", verdict) for verdict in figures_in_run.check_proof(files)]
    books = Books(Evidence(files))
    verdicts += _of_plan(books)
    total = books.total
    return Audit(_breaches_among(verdicts), len(verdicts), total.yearly_kr, books.exact_cost_kr, total.investment_kr)


def _of_plan(books: Books) -> Iterator[tuple[str, Verdict]]:
    """Every check of a plan, under the name of its rule."""
    staffing = Staffing(books.evidence)
    yield from ((rule, verdict) for rule, check in CHECKS for verdict in check(books.evidence))
    yield from ((rule, verdict) for rule, cost_check in COST_CHECKS for verdict in cost_check(books))
    yield from ((rule, verdict) for rule, service_check in SERVICE_CHECKS for verdict in service_check(staffing))


def _breaches_among(verdicts: Iterable[tuple[str, Verdict]]) -> tuple[Breach, ...]:
    return tuple(Breach(rule, fault.about, fault.found, fault.wanted) for rule, fault in verdicts if fault)
