"""What an answer rests on: every figure with its source, and the law."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from optimiser.data.assumptions import assumptions
from optimiser.data.instance import Instance
from optimiser.data.rows import LegalRule
from optimiser.report.html.table import Cell, Row, Table, column, words
from optimiser.report.html.telling import Telling


def assumptions_table(telling: Telling, instance: Instance) -> Table:
    """A row is a figure the answer rests on; those without a source are marked and can be shown alone."""
    rows = [Row(list(_figure(telling, line)), marked=line["assumption"]) for line in assumptions(instance)]
    columns = [words(telling.say("figure"), wide=True), column(telling.say("value")), words(telling.say("unit"))]
    columns += [column(telling.say("low end")), column(telling.say("high end"))]
    columns += [words(telling.say("grounds")), words(telling.say("source"), wide=True)]
    columns.append(words(telling.say("note"), wide=True))
    return Table(
        *("table-assumptions", telling.say("assumptions caption"), columns, rows),
        sortable=True,
        search=telling.say("search figure"),
        only=telling.say("only assumptions"),
        kind="long",
    )


def _figure(telling: Telling, line: Mapping[str, Any]) -> Iterator[Cell]:
    yield Cell(line["parameter"])
    yield telling.any(line["value"])
    yield Cell(line["unit"], kind="quiet")
    yield telling.any("" if line["low"] is None else line["low"])
    yield telling.any("" if line["high"] is None else line["high"])
    yield Cell(telling.say("assumption"), kind="assumed") if line["assumption"] else Cell(telling.say("has a source"))
    yield Cell(line["source"], kind="quiet")
    yield Cell(line["note"], kind="quiet")


def laws_table(telling: Telling, instances: Mapping[str, Instance]) -> Table | None:
    """A row is a legal rule: what it covers, where it stands, whether it is applied; None without any."""
    rules = {row: None for instance in instances.values() for row in instance.tables.legal}
    rows = [Row(list(_law(telling, rule, instances))) for rule in rules]
    columns = [words(telling.say("rule")), words(telling.say("applied"))]
    columns += [words(telling.say(name)) for name in ("forbids", "levels", "cap", "years in force")]
    columns.append(words(telling.say("citation"), wide=True))
    return Table("table-laws", telling.say("laws caption"), columns, rows) if rows else None


def _law(telling: Telling, rule: LegalRule, instances: Mapping[str, Instance]) -> Iterator[Cell]:
    yield Cell(rule.rule)
    yield Cell(_applied(telling, rule, instances))
    yield Cell(", ".join(telling.say(form) for form in rule.forms))
    yield Cell(_levels(telling, rule.levels))
    yield Cell(
        telling.say("kr a year", kr=telling.numbers.plain(rule.cap_kr)) if rule.cap_kr else telling.say("no cap")
    )
    yield Cell(_years(telling, rule))
    yield Cell(rule.citation, kind="quiet")


def _applied(telling: Telling, rule: LegalRule, instances: Mapping[str, Instance]) -> str:
    """Whether a rule is in force; in which of the cases, where that differs."""
    cases = [case for case, instance in instances.items() if rule in instance.laws]
    if len(cases) == len(instances):
        return telling.say("is applied")
    return telling.say("applied in", cases=", ".join(cases)) if cases else telling.say("is switched off")


def _levels(telling: Telling, levels: Sequence[int]) -> str:
    """The levels, as a range where they follow one another."""
    if not levels:
        return telling.say("authority tasks")
    if len(levels) > 2 and list(levels) == list(range(levels[0], levels[-1] + 1)):
        return f"{levels[0]}–{levels[-1]}"
    return ", ".join(map(str, levels))


def _years(telling: Telling, rule: LegalRule) -> str:
    if rule.valid_from is None and rule.valid_to is None:
        return telling.say("always")
    return f"{rule.valid_from or ''}–{rule.valid_to or ''}"
