"""The example rows of a template: how they are marked, and that none is left in an instance."""

from collections.abc import Iterator, Mapping

from optimiser.data.checking_rows import Checked
from optimiser.data.findings import Finding
from optimiser.data.settings import Language
from optimiser.data.tables import TABLES

EXAMPLE: Mapping[Language, str] = {
    "da": "eksempel – skriv jeres egne tal",
    "en": "example – write your own figures",
}
"""The source of an example row."""


def example_rows_left(checked: Checked) -> Iterator[Finding]:
    """No row is an example of the template: a plan must not rest on made-up figures that nobody noticed."""
    for table in TABLES.values():
        for item in checked.rows[table.name]:
            if item.row.source in EXAMPLE.values():
                rule = "an example of the template, not a figure of yours"
                remedy = "write your own over it with its source, or delete the row"
                yield item.finding_about("source", rule, remedy)
