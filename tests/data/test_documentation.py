from optimiser.data.settings import declared_entries
from optimiser.data.tables import TABLES


def test_every_column_and_entry_has_a_meaning() -> None:
    fields = [field for table in TABLES.values() for field in table.columns.values()]
    assert all(field.description for field in [*fields, *declared_entries().values()])
