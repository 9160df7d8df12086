from pathlib import Path

from optimiser.data.documentation import render_tables_page
from optimiser.data.settings import declared_entries
from optimiser.data.tables import TABLES


def test_the_committed_documentation_is_current() -> None:
    assert Path("docs/tables.md").read_text(encoding="utf-8") == render_tables_page()


def test_every_column_and_entry_has_a_meaning() -> None:
    fields = [field for table in TABLES.values() for field in table.columns.values()]
    assert all(field.description for field in [*fields, *declared_entries().values()])
