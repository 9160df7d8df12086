"""The audit of plans near the best, of one year or over years: each another plan, and near enough."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from optimiser.audit.evidence import Evidence
from optimiser.audit.roadmap import read_path
from optimiser.audit.run_files import (
    RELATIVE,
    RUN_FOLDER,
    Audit,
    Breach,
    RunFiles,
    Verdict,
    format_amount,
    give_verdict,
    money_slack,
    read_run,
    same_kr,
    same_number,
)
from optimiser.data.findings import read_text
from optimiser.data.instance import Instance
from optimiser.data.roadmap_tables import ROADMAP_FILE
from optimiser.data.rows import Centre
from optimiser.data.run_record import AlternativesRecord

RECORD = "alternatives.json"
FOLDER = "alternatives"
LEAST_SHARE = 0.05
"""The share of all contacts that is answered differently where two plans with the same shared centres differ."""
SLACK = 1e-6
"""What that share may be missed by, as a part of itself."""
BASIS = frozenset({"centre", "source", "note", "assumption"})
"""Columns of a centre that tell its name and where its figures are from, and change nothing."""


class _Plan(NamedTuple):
    """A plan, or a path over years: what it costs, the gap that was asked for, and what is said of each year."""

    instance: Instance
    cost_kr: float
    gap: float
    years: Mapping[int, Evidence]


def alternatives_of(folder: Path) -> tuple[Path, ...]:
    """The folders of the plans near the best, in their order; none where none were sought."""
    if not (folder / RECORD).is_file():
        return ()
    found = [path.parent for name in ("run.json", ROADMAP_FILE) for path in (folder / FOLDER).glob(f"*/{name}")]
    return tuple(sorted(found, key=lambda path: (len(path.name), path.name)))


def audit_alternatives(folder: Path) -> Audit | None:
    """Check that the plans near the best differ from it and each other, and cost what they may; None without any."""
    if not (folder / RECORD).is_file():
        return None
    record = _read_alternatives(folder)
    if isinstance(record, Breach):
        return Audit((record,), checks=1)
    read = _read_plan_over_years if (folder / ROADMAP_FILE).is_file() else _read_plan
    plans: list[_Plan] = []
    for path in (folder, *(folder / FOLDER / str(number) for number in range(1, len(record.plans) + 1))):
        plan = read(path)
        if not isinstance(plan, _Plan):
            return Audit(tuple(plan), checks=len(plan))
        plans.append(plan)
    verdicts = [*_within_share(record, plans), *_proof_of_plans(record, plans), *_plans_that_differ(plans)]
    breaches = tuple(Breach(rule, fault.about, fault.found, fault.wanted) for rule, fault in verdicts if fault)
    return Audit(breaches, len(verdicts))


def _read_plan(folder: Path) -> _Plan | Sequence[Breach]:
    files, unreadable = read_run(folder)
    if not isinstance(files, RunFiles):
        return unreadable or [Breach(RUN_FOLDER, str(folder), "holds no plan", "must hold one")]
    run = files.run
    return _Plan(files.instance, run.objective_kr, run.options.gap, {files.instance.settings.year: Evidence(files)})


def _read_plan_over_years(folder: Path) -> _Plan | Sequence[Breach]:
    files, unreadable = read_path(folder)
    if files is None or files.record.objective_kr is None:
        return unreadable or [Breach(RUN_FOLDER, str(folder), "holds no plan", "must hold one")]
    years = {year: Evidence(plan) for year, plan in files.plans.items()}
    return _Plan(files.instance, files.record.objective_kr, files.record.options.gap, years)


def _read_alternatives(folder: Path) -> AlternativesRecord | Breach:
    text, _ = read_text(folder / RECORD)
    try:
        return AlternativesRecord.model_validate(json.loads(text or ""))
    except (ValidationError, ValueError, RecursionError):
        return Breach(RUN_FOLDER, RECORD, "cannot be understood", "must be what solve wrote")


Named = Iterator[tuple[str, Verdict]]


def _within_share(record: AlternativesRecord, plans: Sequence[_Plan]) -> Named:
    """**within**: each plan is of the same instance, and at most the share asked for dearer than the best."""
    best, *others = plans
    limit_kr = best.cost_kr * (1 + record.within)
    yield "within", same_kr(f"{RECORD}, limit_kr", record.limit_kr, limit_kr)
    for number, plan in enumerate(others, start=1):
        cost_kr, about = plan.cost_kr, f"plan {number}"
        same = plan.instance.sha256 == best.instance.sha256
        yield "hash", give_verdict(same, about, "is of another instance", "all plans must be of one")
        near = cost_kr <= limit_kr + money_slack(limit_kr)
        yield (
            "within",
            give_verdict(
                near, about, f"costs {format_amount(cost_kr)} kr.", f"may cost {format_amount(limit_kr)} kr. at most"
            ),
        )


def _proof_of_plans(record: AlternativesRecord, plans: Sequence[_Plan]) -> Named:
    """**gap**: each plan's proof is of its cost, and no bound is above it."""
    for number, (proof, plan) in enumerate(zip(record.plans, plans[1:], strict=True), start=1):
        about = f"plan {number}"
        yield "gap", same_kr(f"{RECORD}, {about}, objective_kr", proof.objective_kr, plan.cost_kr)
        if proof.bound_kr is not None:
            gap = max(0.0, 1 - proof.bound_kr / plan.cost_kr) if plan.cost_kr > 0 else None
            yield "gap", same_number(f"{RECORD}, {about}, gap", proof.gap, gap)
            holds = proof.bound_kr <= plan.cost_kr + money_slack(plan.cost_kr)
            yield (
                "gap",
                give_verdict(holds, about, f"has a bound of {format_amount(proof.bound_kr)} kr.", "no plan costs less"),
            )
        if proof.status == "optimal":
            proved = proof.gap is not None and proof.gap <= plan.gap + RELATIVE
            yield "gap", give_verdict(proved, about, "says optimal", f"the gap asked for is {plan.gap:.3g}")


def _plans_that_differ(plans: Sequence[_Plan]) -> Named:
    """**differs-from**: of any two plans other shared centres are open, or enough contacts are answered differently."""
    kinds = _kinds_of_centres(plans[0])
    told = [_answers_by_task(plan, kinds) for plan in plans]
    opened = [_open_shared_centres(plan, kinds) for plan in plans]
    contacts = {
        (year, *key): count for year, one in plans[0].years.items() for key, count in one.instance.contacts.items()
    }
    least = LEAST_SHARE * sum(contacts.values()) * (1 - SLACK)
    for one, other in combinations(range(len(plans)), 2):
        moved = sum(contacts[key] for key, how in told[one].items() if told[other].get(key) != how and key in contacts)
        holds = opened[one] != opened[other] or moved >= least
        found = f"has the same shared centres open as plan {one} and answers {format_amount(moved)} contacts otherwise"
        yield (
            "differs-from",
            give_verdict(holds, f"plan {other}", found, f"must answer {format_amount(least)} otherwise"),
        )


def _answers_by_task(plan: _Plan, kinds: Mapping[str, str]) -> dict[tuple[int, str, str], tuple[str, str]]:
    """By year, municipality and task the form, and the shared centre; which host it is does not count."""
    return {
        (year, answer.municipality.code, answer.task.task): (answer.form, kinds.get(answer.place, ""))
        for year, one in plan.years.items()
        for answer in one.answers
    }


def _open_shared_centres(plan: _Plan, kinds: Mapping[str, str]) -> Counter[str]:
    """How many shared centres of each kind answer somebody, in the last year."""
    return Counter(kinds[centre] for centre in plan.years[max(plan.years)].by_centre if centre in kinds)


def _kinds_of_centres(plan: _Plan) -> dict[str, str]:
    """By shared centre the first that differs from it by its name alone, in all years."""
    seen: dict[str, list[str]] = {}
    for one in plan.years.values():
        for centre, row in one.centres.items():
            if row.kind != "local":
                seen.setdefault(centre, []).append(_told_apart_by(one, row))
    first: dict[Any, str] = {}
    return {centre: first.setdefault(tuple(told), centre) for centre, told in seen.items()}


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
