"""The audit of a run folder, of a plan in memory, and of plans near it: every check, as a table of contents."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from optimiser.audit import figures_in_run, figures_in_tables, rules
from optimiser.audit.books import Books
from optimiser.audit.certificate import NO_CERTIFICATE, certify
from optimiser.audit.every_plan import every_plan_in_run
from optimiser.audit.evidence import Evidence, Staffing
from optimiser.audit.run_files import (
    RELATIVE,
    RUN_FOLDER,
    Audit,
    Breach,
    PlanFiles,
    RunFiles,
    Unplanned,
    Verdict,
    answers_alone,
    format_amount,
    give_verdict,
    is_run,
    money_slack,
    read_run,
    same_kr,
    same_number,
    seal_of,
)
from optimiser.data.findings import AnyPath, as_on_disk, read_text
from optimiser.data.instance import Instance
from optimiser.data.proof_record import ProofRecord
from optimiser.data.rows import Centre
from optimiser.data.run_record import AlternativesRecord, PlanFigures, ProblemRecord, Run, RunWithPlan
from optimiser.data.run_tables import PlanLines

# ---- Plans near the best in a run folder: each another plan, and near enough ----------------------


RECORD = "alternatives.json"
FOLDER = "alternatives"
LEAST_SHARE = 0.05
"""The share of all contacts that is answered differently where two plans with the same shared centres differ."""
SLACK = 1e-6
"""What that share may be missed by, as a part of itself."""
BASIS = frozenset({"centre", "source", "note", "assumption"})
"""Columns of a centre that tell its name and where its figures are from, and change nothing."""


def alternatives_of(folder: Path) -> tuple[Path, ...]:
    """The run folders of the plans near the best, in their order; none where none were sought."""
    found = (folder / FOLDER).glob("*/run.json") if (folder / RECORD).is_file() else ()
    return tuple(sorted((path.parent for path in found), key=lambda path: (len(path.name), path.name)))


def audit_alternatives(folder: Path) -> Audit | None:
    """Check that the plans near the best differ from it and each other, and cost what they may; None without any."""
    if not (folder / RECORD).is_file():
        return None
    record = _read_alternatives(folder)
    if isinstance(record, Breach):
        return Audit((record,), checks=1)
    runs: list[RunWithPlan] = []
    plans: list[Evidence] = []
    for path in (folder, *(folder / FOLDER / str(number) for number in range(1, len(record.plans) + 1))):
        files, unreadable = read_run(path)
        if not isinstance(files, RunFiles):
            faults = unreadable or [Breach(RUN_FOLDER, str(path), "holds no plan", "must hold one")]
            return Audit(tuple(faults), checks=len(faults))
        runs.append(files.run)
        plans.append(Evidence(files))
    verdicts = [*_within_share(record, plans), *_proof_of_plans(record, runs), *_plans_that_differ(plans)]
    breaches = tuple(Breach(rule, fault.about, fault.found, fault.wanted) for rule, fault in verdicts if fault)
    return Audit(breaches, len(verdicts))


def _read_alternatives(folder: Path) -> AlternativesRecord | Breach:
    text, _ = read_text(folder / RECORD)
    try:
        return AlternativesRecord.model_validate(json.loads(text or ""))
    except (ValidationError, ValueError, RecursionError):
        return Breach(RUN_FOLDER, RECORD, "cannot be understood", "must be what solve wrote")


Named = Iterator[tuple[str, Verdict]]


def _within_share(record: AlternativesRecord, plans: Sequence[Evidence]) -> Named:
    """**within**: each plan is of the same instance, and at most the share asked for dearer than the best."""
    best, *others = plans
    limit_kr = best.files.run.objective_kr * (1 + record.within)
    yield "within", same_kr(f"{RECORD}, limit_kr", record.limit_kr, limit_kr)
    for number, plan in enumerate(others, start=1):
        cost_kr, about = plan.files.run.objective_kr, f"plan {number}"
        same = plan.instance.sha256 == best.instance.sha256
        yield "hash", give_verdict(same, about, "is of another instance", "all plans must be of one")
        near = cost_kr <= limit_kr + money_slack(limit_kr)
        yield (
            "within",
            give_verdict(
                near, about, f"costs {format_amount(cost_kr)} kr.", f"may cost {format_amount(limit_kr)} kr. at most"
            ),
        )


def _proof_of_plans(record: AlternativesRecord, runs: Sequence[RunWithPlan]) -> Named:
    """**gap**: each plan's proof is of its cost, and no bound is above it."""
    for number, (proof, run) in enumerate(zip(record.plans, runs[1:], strict=True), start=1):
        about = f"plan {number}"
        yield "gap", same_kr(f"{RECORD}, {about}, objective_kr", proof.objective_kr, run.objective_kr)
        if proof.bound_kr is not None:
            gap = max(0.0, 1 - proof.bound_kr / run.objective_kr) if run.objective_kr > 0 else None
            yield "gap", same_number(f"{RECORD}, {about}, gap", proof.gap, gap)
            holds = proof.bound_kr <= run.objective_kr + money_slack(run.objective_kr)
            yield (
                "gap",
                give_verdict(holds, about, f"has a bound of {format_amount(proof.bound_kr)} kr.", "no plan costs less"),
            )
        if proof.status == "optimal":
            proved = proof.gap is not None and proof.gap <= run.options.gap + RELATIVE
            yield "gap", give_verdict(proved, about, "says optimal", f"the gap asked for is {run.options.gap:.3g}")


def _plans_that_differ(plans: Sequence[Evidence]) -> Named:
    """**differs-from**: of any two plans other shared centres are open, or enough contacts are answered differently."""
    kinds = _kinds_of_centres(plans[0])
    told = [_answers_by_task(plan, kinds) for plan in plans]
    opened = [_open_shared_centres(plan, kinds) for plan in plans]
    contacts = plans[0].instance.contacts
    least = LEAST_SHARE * sum(contacts.values()) * (1 - SLACK)
    for one, other in combinations(range(len(plans)), 2):
        moved = sum(contacts[key] for key, how in told[one].items() if told[other].get(key) != how and key in contacts)
        holds = opened[one] != opened[other] or moved >= least
        found = f"has the same shared centres open as plan {one} and answers {format_amount(moved)} contacts otherwise"
        yield (
            "differs-from",
            give_verdict(holds, f"plan {other}", found, f"must answer {format_amount(least)} otherwise"),
        )


def _answers_by_task(plan: Evidence, kinds: Mapping[str, str]) -> dict[tuple[str, str], tuple[str, str]]:
    """By municipality and task the form, and the shared centre; which host it is does not count."""
    return {
        (answer.municipality.code, answer.task.task): (answer.form, kinds.get(answer.place, ""))
        for answer in plan.answers
    }


def _open_shared_centres(plan: Evidence, kinds: Mapping[str, str]) -> Counter[str]:
    """How many shared centres of each kind answer somebody."""
    return Counter(kinds[centre] for centre in plan.by_centre if centre in kinds)


def _kinds_of_centres(plan: Evidence) -> dict[str, str]:
    """By shared centre the first that differs from it by its name alone."""
    found: dict[str, str] = {}
    first: dict[Any, str] = {}
    for centre, row in plan.centres.items():
        if row.kind != "local":
            found[centre] = first.setdefault(_told_apart_by(plan, row), centre)
    return found


def _told_apart_by(plan: Evidence, row: Centre) -> str:
    """All that is said of a shared centre but its name; the name too where a row of another table names it."""
    tables, structure = plan.instance.tables, plan.instance.settings.structure
    members = sorted(
        one.municipality for one in tables.structures if (one.structure, one.group) == (structure, row.centre)
    )
    named = {lock.centre for lock in tables.locks if lock.active}
    named |= {wish.centre for wish in tables.wishes if wish.active} | {link.centre for link in tables.connections}
    named |= {one.centre for one in tables.existing}
    figures = row.model_dump(mode="json", exclude=set(BASIS))
    return json.dumps([figures, members, row.centre if row.centre in named else ""], sort_keys=True)


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
