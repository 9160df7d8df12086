"""The plans near the best in a run folder: that each is another plan, and near enough, from the files alone."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from optimiser.audit.breach import (
    RELATIVE,
    Audit,
    Breach,
    Verdict,
    format_amount,
    give_verdict,
    money_slack,
    same_kr,
    same_number,
)
from optimiser.audit.evidence import Evidence
from optimiser.audit.reading import RUN_FOLDER, RunFiles, read_run
from optimiser.data.files import read_text
from optimiser.data.rows import Centre
from optimiser.data.run_record import AlternativesRecord, RunWithPlan

RECORD = "alternatives.json"
FOLDER = "alternatives"
LEAST_SHARE = 0.05
"""The share of all contacts that is answered otherwise where two plans with the same shared centres differ."""
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
    """**differs-from**: of any two plans other shared centres are open, or enough contacts are answered otherwise."""
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
    """All that is said of a shared centre but its name; the name too where a lock or a connection names it."""
    tables, structure = plan.instance.tables, plan.instance.settings.structure
    members = sorted(
        one.municipality for one in tables.structures if (one.structure, one.group) == (structure, row.centre)
    )
    named = {lock.centre for lock in tables.locks if lock.active} | {link.centre for link in tables.connections}
    figures = row.model_dump(mode="json", exclude=set(BASIS))
    return json.dumps([figures, members, row.centre if row.centre in named else ""], sort_keys=True)
