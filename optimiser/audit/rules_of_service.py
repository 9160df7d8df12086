"""The rule on service, and every figure about service and staffing in the tables and in run.json."""

from collections.abc import Iterable, Iterator, Mapping

from optimiser.audit.breach import Verdict, format_amount, give_verdict, same_number
from optimiser.audit.evidence import Answer, group_pairs
from optimiser.audit.service import Staffing, keep_promise, work_hours
from optimiser.data.run_tables import CentreLine, MunicipalityLine

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
