"""What the bundled instances say of their figures is said in Danish too, and nothing is translated that nobody says."""

import re
from collections.abc import Iterator

import pytest

from optimiser import read
from optimiser.data.danish_sources import PARTS
from optimiser.data.figures_in_use import figures_in_use
from optimiser.data.findings import bundled_instances
from optimiser.data.instance import Instance
from optimiser.data.tables import TABLES
from optimiser.data.translation import translate_source
from optimiser.report.localizer import Localizer
from optimiser.report.tables.grounds import fill_assumptions

A_NAME = re.compile(r"[A-Z0-9]+(?: \d\.\d)?|\d+ rows, from .+ to .+")
"""A document by its abbreviation and chapter, or a count of rows: the same in both languages, or translated as such."""


def _parts(texts: Iterator[str]) -> set[str]:
    return {part for text in texts for part in (text or "").split("; ") if part}


def _shown(instance: Instance) -> Iterator[str]:
    """What reports show of sources: those of figures in use, of laws and of systems."""
    for line in figures_in_use(instance):
        yield from (line["source"], line["note"])
    yield from (row.citation for row in instance.tables.legal)
    yield from (row.source for row in instance.tables.systems)


def _written(instance: Instance) -> Iterator[str]:
    for table in TABLES:
        for row in getattr(instance.tables, table):
            yield from (getattr(row, name, "") for name in ("source", "note", "citation"))


@pytest.fixture(scope="module")
def instances() -> dict[str, Instance]:
    return {name: read(name) for name in bundled_instances()}


def test_every_source_and_note_that_reports_show_has_its_danish(instances: dict[str, Instance]) -> None:
    shown = {part for instance in instances.values() for part in _parts(_shown(instance))}
    assert sorted(part for part in shown if part not in PARTS and not A_NAME.fullmatch(part)) == []


def test_nothing_is_translated_that_no_instance_says(instances: dict[str, Instance]) -> None:
    said = {part for instance in instances.values() for part in _parts(_written(instance))}
    assert sorted(PARTS.keys() - said) == []


def test_figures_are_the_same_in_both_languages() -> None:
    for english, danish in PARTS.items():
        assert sorted(re.findall(r"\d+", english)) == sorted(
            re.findall(r"\d+", re.sub(r"(?<=\d)\.(?=\d{3})", " ", danish))
        )


def test_a_danish_report_has_danish_sources_and_notes(instances: dict[str, Instance]) -> None:
    rows = {row["parameter"]: row for row in fill_assumptions(Localizer("da"), instances["denmark-2014"]).rows}
    horizon = rows["economy.horizon_years"]
    assert horizon["source"] == "ingen kilde fundet; startværdi"
    assert horizon["note"] == "år i nettonutidsværdien; lige så længe som investeringernes levetid"
    assert any(re.fullmatch(r"\d+ rækker, fra .+ til .+", row["note"]) for row in rows.values())


def test_what_is_not_known_is_told_as_it_is_written() -> None:
    assert translate_source("vores egen optælling; starting value", "da") == "vores egen optælling; startværdi"
    assert translate_source("no source found; starting value", "en") == "no source found; starting value"
    assert translate_source("", "da") == ""
