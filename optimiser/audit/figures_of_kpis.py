"""The KPIs in kpis.csv and the design-criteria score in run.json, recomputed from the answers."""

from collections.abc import Iterator, Mapping

from optimiser.audit.breach import Verdict, same_number, same_text
from optimiser.audit.evidence import Evidence


def kpis_of_plan(e: Evidence) -> Iterator[Verdict]:
    """kpis.csv: each KPI once, with its mean over the contacts that have a value, and their share of all."""
    lines = {line.kpi: line for line in e.files.kpis}
    wanted = {row.kpi: row for row in e.instance.tables.kpis}
    yield same_text("kpis.csv, kpi", ", ".join(line.kpi for line in e.files.kpis), ", ".join(wanted))
    everything = sum(answer.contacts for answer in e.answers)
    for name in lines.keys() & wanted.keys():
        rated = _rated(e, name)
        yield same_number(f"kpis.csv, {name}, value", lines[name].value, _mean(rated))
        yield same_number(f"kpis.csv, {name}, rated_share", lines[name].rated_share, sum(rated.values()) / everything)
        yield same_number(f"kpis.csv, {name}, target", lines[name].target, wanted[name].target)


def criteria_score(e: Evidence) -> Iterator[Verdict]:
    """run.json: the weighted mean of the KPIs that have a weight and a value."""
    weighted = [(_mean(_rated(e, row.kpi)), row.weight) for row in e.instance.tables.kpis if row.weight > 0]
    known = [(value, weight) for value, weight in weighted if value is not None]
    total = sum(weight for _, weight in known)
    score = sum(value * weight for value, weight in known) / total if known else None
    yield same_number("run.json, criteria_score", e.files.run.criteria_score, score)


def _rated(e: Evidence, kpi: str) -> Mapping[float, float]:
    """Contacts by the value that their form and task have."""
    values, rated = e.instance.kpi_values, dict[float, float]()
    for answer in e.answers:
        value = values.get((kpi, answer.form, answer.task.task))
        if value is not None:
            rated[value] = rated.get(value, 0.0) + answer.contacts
    return rated


def _mean(rated: Mapping[float, float]) -> float | None:
    contacts = sum(rated.values())
    return sum(value * count for value, count in rated.items()) / contacts if contacts else None
