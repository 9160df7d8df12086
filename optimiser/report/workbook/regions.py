"""Drawn regions as an Excel workbook: what each drawing costs, and its groups, summed from those who are in them."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from optimiser.data.settings import Language
from optimiser.drawing.outcome import RegionsOutcome
from optimiser.report.html.regions import regions_document
from optimiser.report.summaries.regions import RegionsSummary
from optimiser.report.tables.regions import MEMBERS
from optimiser.report.tables.table import FilledTable, OutputCell
from optimiser.report.workbook.studies import write_study_workbook
from optimiser.result.frames import rows_of_frame

SUMS = {
    "municipalities": "COUNTIFS({who})",
    "population": "SUMIFS(member_population,{who})",
    "contacts": "SUMIFS(member_contacts,{who})",
}
"""How each figure of a group follows from its members."""


def write_regions_workbook(outcome: RegionsOutcome, path: Path, language: Language) -> None:
    """Write the workbook of drawn regions."""
    told = RegionsSummary(outcome, language)
    document, members = regions_document(told), FilledTable(MEMBERS, rows_of_frame(outcome.memberships))
    groups = document.tables["groups"]
    summed = replace(groups, rows=[_with_sums(row) for row in groups.rows])
    tables = {**document.tables, "groups": summed, "members": members}
    notes = {"drawings": [told.tell_asked()], "binding": list(told.tell_binding())}
    write_study_workbook(replace(document, tables=tables), path, notes=notes)


def _with_sums(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row of a group whose sizes are sums over its members."""
    drawing, group = (_quote(str(row[name])) for name in ("drawing", "group"))
    who = f"member_drawing,{drawing},member_group,{group}"
    return {**row, **{name: OutputCell(row[name], formula=sums.format(who=who)) for name, sums in SUMS.items()}}


def _quote(text: str) -> str:
    """A name as a formula has it, in which no sign stands for others."""
    escaped = text.replace("~", "~~").replace("*", "~*").replace("?", "~?").replace('"', '""')
    return f'"={escaped}"'
