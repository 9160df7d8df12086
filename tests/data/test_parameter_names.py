"""Every column and every entry has a short name in both languages; and rows are called what people call them."""

from collections.abc import Iterator

import pytest
from pydantic.fields import FieldInfo

from optimiser import Instance, read
from optimiser.data.columns import note_of_column
from optimiser.data.danish_meanings import SHORT_NAMES
from optimiser.data.parameter_names import LONGEST, OTHERS, names_of_rows, short_name_of, take_apart
from optimiser.data.settings import Language, declared_entries
from optimiser.data.tables import TABLES


def _declared() -> Iterator[tuple[str, FieldInfo]]:
    yield from declared_entries().items()
    for table in TABLES.values():
        yield from ((f"{table.name}.{name}", field) for name, field in table.columns.items())


@pytest.fixture(scope="module")
def country() -> Instance:
    return read("denmark-2014")


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_column_and_entry_has_a_name_that_fits_on_an_axis(language: Language) -> None:
    names = {where: short_name_of(field, language).replace("{}", "") for where, field in _declared()}
    assert {where: name for where, name in names.items() if len(name) > LONGEST} == {}
    assert {where: name for where, name in names.items() if "_" in name or "`" in name} == {}


def test_every_short_name_has_its_danish_and_none_is_left_over() -> None:
    declared = {note_of_column(field, "short") for _, field in _declared()} - {""}
    assert declared | set(OTHERS.values()) == set(SHORT_NAMES)
    assert [short for short, danish in SHORT_NAMES.items() if short.count("{}") != danish.count("{}")] == []


def test_a_parameter_is_taken_apart_into_its_column_and_its_rows() -> None:
    volumes = take_apart("volumes.101/L3/*.contacts")
    assert [(part.column, part.written, part.table) for part in volumes.rows] == [
        ("municipality", "101", "municipalities"),
        ("task", "L3", "tasks"),
    ]
    assert volumes.unit == "contacts/year"
    assert take_apart("volumes.101/L3.contacts").rows == volumes.rows
    assert take_apart("centres.*.cost_factor").rows == ()
    (centre,) = take_apart("centres.Nord/Syd.cost_factor").rows
    assert (centre.column, centre.written) == ("centre", "Nord/Syd")
    (kind,) = take_apart("centres.virtual.cost_factor").rows
    assert (kind.column, kind.written) == ("kind", "virtual")
    (target,) = take_apart("kpi.local-share.target").rows
    assert target.key == "kpis.local-share"
    assert take_apart("policy.mandatory.2.levels").number == "2"
    assert take_apart("a.b").field is None


def test_rows_are_called_by_their_names_in_both_languages(country: Instance) -> None:
    asked = ["volumes.101/L3/*.contacts", "legal.purchase-cap.active", "kpis.local-share.target", "centres.*.min_sold"]
    named = names_of_rows(country, [*asked, "municipalities.0851.investment_factor", "municipalities.99.population"])
    assert named["municipalities.101"] == {"da": "København", "en": "København"}
    assert named["municipalities.0851"]["da"] == "Aalborg"
    assert named["tasks.L3"] == {"da": "hjælp til selvbetjening", "en": "help to digital self-service"}
    assert named["kpis.local-share"]["unit"] == "share"
    assert named["legal.purchase-cap"]["da"].startswith("lov 548 af 2006")
    assert "municipalities.99" not in named
