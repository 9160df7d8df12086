"""The KPIs in kpis.csv and the design-criteria score in run.json, recomputed from the answers."""

from collections.abc import Iterable, Iterator, Mapping
from typing import get_args

from optimiser.audit.breach import CONTACTS, Verdict, same_number, same_text
from optimiser.audit.evidence import Answer, Evidence
from optimiser.data import rows
from optimiser.data.columns import Form
from optimiser.data.run_tables import KpiLine


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
