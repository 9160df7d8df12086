"""What the pages of studies have in common: how an answer moves with its inputs, and how that was found."""

from collections.abc import Iterator, Mapping, Sequence
from shlex import join
from typing import Any

from optimiser.report.html.opening import outcome
from optimiser.report.html.stamp import glossary
from optimiser.report.html.table import Cell, Row, Table, words
from optimiser.report.html.telling import Telling
from optimiser.report.rows import Row as Figures

IDENTITY = ("instance", "hash of the instance", "system", "optimiser")
"""Entries of a record's `of` that are told by themselves; the others are options of the solves."""
TERMS = (
    ("net gain a year", "net means"),
    ("investment a year", "what an annuity is"),
    ("cost curve", "what the curve is"),
    ("bound", "what a bound is"),
    ("the gap", "what a gap is"),
)
"""Terms of the glossary that every study uses, and what they mean."""


def study(
    telling: Telling, record: Mapping[str, Any], subject: str, terms: Sequence[tuple[str, str]] = ()
) -> dict[str, Any]:
    """What `study.html.j2` asks for: head, glossary with more `terms`, and stamp.

    The record holds what `sweep.json` does: `of`, `title_da`, `title_en`, `year`, `command`, `seconds`, `finished`.
    """
    return {
        "title": telling.name(record["title_da"], record["title_en"], record["of"]["instance"]),
        **{"subject": subject, "date": telling.date(record["finished"]), "year": record["year"]},
        "glossary": list(glossary(telling, (*TERMS, *terms))),
        "stamps": [("", list(_stamp(telling, record)))],
    }


def _stamp(telling: Telling, record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What made the study: entries by name."""
    of, say = record["of"], telling.say
    yield say("finished"), str(record["finished"])
    yield say("command"), join(record["command"]) if record["command"] else say("from a program")
    yield say("data"), say("data and year", name=of["instance"], year=record["year"])
    yield say("study system"), str(of["system"])
    yield say("input hash"), str(of["hash of the instance"])
    options = (f"{name} = {value}" for name, value in of.items() if name not in IDENTITY)
    yield say("options"), ", ".join(options)
    yield say("seconds"), telling.numbers.plain(record["seconds"], 1)
    yield say("versions"), f"optimiser {of['optimiser']}"


def parameter_title(parameter: str) -> str:
    """A dotted name as the title of a column, which may be broken after its dots."""
    return parameter.replace(".", ".\u200b")


def proof_cell(telling: Telling, row: Figures) -> Cell:
    """How far the plan of a row is proven, or why it has none."""
    return Cell(outcome(telling, row["status"], row["gap"]), kind="line")


def yes_or_no(telling: Telling, proven: bool) -> str:
    """Whether something is proven."""
    return telling.say("study yes" if proven else "study no")


def unplanned_table(telling: Telling, names: Mapping[str, str]) -> Table | None:
    """A row is a solve without a plan, with the reason; None where all have one."""
    rows = [Row([Cell(name), Cell(why)]) for name, why in names.items()]
    columns = [words(telling.say("study point")), words(telling.say("study reason"), wide=True)]
    return Table("table-unplanned", telling.say("study unplanned caption"), columns, rows) if rows else None
