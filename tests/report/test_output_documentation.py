"""The page on output tables follows the declarations, and nothing in it is without a meaning in both languages."""

from pathlib import Path

import pytest

from optimiser.data.column_meaning import meaning_of
from optimiser.data.run_folder import PLANS_FILE, SETTLED_FILE, SIMULATION_TABLE
from optimiser.data.run_tables import LINES
from optimiser.report.output_documentation import FILES, render_page
from optimiser.studies import frontier, regret, sweep, tornado
from optimiser.studies.run_store import PRICE_FILES, TABLE_FILES


def test_the_committed_page_is_current() -> None:
    assert Path("docs/output-tables.md").read_text(encoding="utf-8") == render_page()


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
    studies = (frontier.KIND, regret.TABLE, regret.COSTS_TABLE, sweep.KIND, tornado.KIND, tornado.SWITCHES)
    written = {*TABLE_FILES, PRICE_FILES[1], PLANS_FILE, SETTLED_FILE, SIMULATION_TABLE}
    assert set(FILES) == written | {f"{name}.csv" for name in studies}
