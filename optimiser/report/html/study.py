"""What the pages of studies have in common: how an answer moves with its inputs, and how that was found."""

from collections.abc import Iterator, Mapping, Sequence
from shlex import join
from typing import Any

from optimiser.report.html.elements import PageTable, table_if_any
from optimiser.report.html.header import glossary
from optimiser.report.localizer import Localizer
from optimiser.report.tables.studies import fill_unplanned

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
    localizer: Localizer, record: Mapping[str, Any], subject: str, terms: Sequence[tuple[str, str]] = ()
) -> dict[str, Any]:
    """What `study.html.j2` asks for: head, glossary with more `terms`, and stamp.

    The record holds what `sweep.json` does: `of`, `title_da`, `title_en`, `year`, `command`, `seconds`, `finished`.
    """
    return {
        "title": localizer.choose_name(record["title_da"], record["title_en"], record["of"]["instance"]),
        **{"subject": subject, "date": localizer.write_date(record["finished"]), "year": record["year"]},
        "glossary": list(glossary(localizer, (*TERMS, *terms))),
        "stamps": [("", list(_list_particulars(localizer, record)))],
    }


def _list_particulars(localizer: Localizer, record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What made the study: entries by name."""
    of, say = record["of"], localizer.say
    yield say("finished"), str(record["finished"])
    yield say("command"), join(record["command"]) if record["command"] else say("from a program")
    yield say("data"), say("data and year", name=of["instance"], year=record["year"])
    yield say("study system"), str(of["system"])
    yield say("input hash"), str(of["hash of the instance"])
    options = (f"{name} = {value}" for name, value in of.items() if name not in IDENTITY and value is not None)
    yield say("options"), ", ".join(options)
    yield say("seconds"), localizer.numbers.plain(record["seconds"], 1)
    yield say("versions"), f"optimiser {of['optimiser']}"


def unplanned_table(localizer: Localizer, names: Mapping[str, str]) -> PageTable | None:
    """Return the solves without a plan, with the reason; None where all have one."""
    return table_if_any(fill_unplanned(names), localizer.numbers, localizer.sort_key_of)
