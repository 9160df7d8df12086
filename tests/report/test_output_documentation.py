"""The page on output tables follows the declarations, and nothing in it is without a meaning in both languages."""

from dataclasses import replace

import pytest

from optimiser.comparison.plan_difference import FILES as DIFFERENCE_FILES
from optimiser.data.run_tables import LINES, PLANS_FILE, SETTLED_FILE, SIMULATION_TABLE, meaning_of
from optimiser.report.output_documentation import EVERY_TABLE, FILES
from optimiser.report.tables.table import OutputTable
from optimiser.studies.catalogue import STUDIES


@pytest.mark.parametrize("name", FILES)
def test_every_column_of_a_file_has_a_meaning_in_both_languages(name: str) -> None:
    for meaning in FILES[name][1].values():
        assert meaning.en.strip()
        assert meaning.da.strip()
        assert meaning.en != meaning.da


@pytest.mark.parametrize("name", LINES)
def test_every_column_of_a_run_table_has_a_meaning_in_both_languages(name: str) -> None:
    for field in LINES[name].model_fields.values():
        assert meaning_of(field).en
        assert meaning_of(field).da


def test_every_file_that_is_written_is_described() -> None:
    studies = {f"{table}.csv" for study in STUDIES for table in study.tables}
    differences = {f"{table}.csv" for table in DIFFERENCE_FILES}
    assert {name.partition(",")[0] for name in FILES} == studies | differences | {SIMULATION_TABLE}
    assert studies >= {PLANS_FILE, SETTLED_FILE}


@pytest.mark.parametrize("table", EVERY_TABLE, ids=lambda table: table.name)
def test_every_column_that_people_read_has_a_title_and_a_meaning_in_both_languages(table: OutputTable) -> None:
    assert all(text.strip() for text in (*table.title, *table.row))
    for column in table.columns:
        assert column.meaning.en.strip()
        assert column.meaning.da.strip()
        assert column.name == "bar" or all(title.strip() for title in column.title)
        for titles in (column.title, *column.titles.values()):
            assert ("{unit}" in titles[0], "{each}" in titles[0]) == ("{unit}" in titles[1], "{each}" in titles[1])


def test_every_table_has_a_name_of_its_own_and_is_shown_somewhere() -> None:
    assert len({table.name for table in EVERY_TABLE}) == len(EVERY_TABLE)
    assert all(table.terminal or table.page or table.workbook for table in EVERY_TABLE)


def test_a_table_holds_no_rendering_of_a_column_it_has_not() -> None:
    table = EVERY_TABLE[0]
    with pytest.raises(ValueError, match="no columns"):
        replace(table, page=("nothing",))
