"""proof.json: prices from which a bound follows by arithmetic alone, each entry once, with its type, meaning and unit.

Whoever writes it, reads it back, checks it again or documents it reads these declarations. What it proves, and why,
stands in `optimiser/portfolios/lagrangian.py`, and once more, from its meaning, in `optimiser/audit/certificate.py`.
"""

from optimiser.data.findings import Finding
from optimiser.data.record_text import read_record_text
from optimiser.data.run_tables import PROOF_FILE, Line, declare_entry

SCHEMA_VERSION = 1
"""Version of proof.json; raised when an entry changes its meaning."""


class ProofPiece(Line):
    """A straight piece of a centre's cost, and the prices of its limits, each 0 or more."""

    low: float = declare_entry("least pooled volume on the piece", unit="contacts/year")
    high: float = declare_entry("most pooled volume on the piece", unit="contacts/year")
    fixed_kr: float = declare_entry("cost at no volume, if the piece is followed so far", unit="kr./year")
    slope_kr: float = declare_entry("cost of a pooled contact more", unit="kr./contact")
    most_sold_kr: float = declare_entry(
        "price of a contact sold, as no more than so many may be", unit="kr./contact", default=0.0
    )
    least_sold_kr: float = declare_entry(
        "price of a contact not sold, as so many must be", unit="kr./contact", default=0.0
    )
    most_held_kr: float = declare_entry(
        "price of a contact answered, as the piece ends", unit="kr./contact", default=0.0
    )
    least_held_kr: float = declare_entry(
        "price of a contact not answered, as the piece begins", unit="kr./contact", default=0.0
    )


class ProofRecord(Line):
    """The prices that prove a bound, and the bound that is said to follow from them."""

    schema_version: int = declare_entry("version of this format")
    bound_kr: float = declare_entry("no plan costs less, as follows from the prices", unit="kr./year")
    served_kr: dict[str, float] = declare_entry("price of a municipality's being served, by its code", unit="kr./year")
    centres: dict[str, list[ProofPiece]] = declare_entry(
        "each centre that can be used: the pieces of its cost, and the prices of its limits"
    )
    passed_kr: dict[str, dict[str, float]] = declare_entry(
        "price of an own task that a host which sells has answered elsewhere, by host and task", unit="kr./year"
    )
    sending_kr: dict[str, float] = declare_entry(
        "price of a host's having any task answered elsewhere while it sells, by host; 0 or more", unit="kr./year"
    )
    plan_kr: dict[str, float] = declare_entry(
        "price of a unit of what a whole plan may use (a centre that serves others, a krone invested, a contact that "
        "misses a target of the country by one), by the entry that limits it; 0 or more",
        unit="kr./year",
    )


def read_proof_text(text: str) -> tuple[ProofRecord | None, list[Finding]]:
    """Return the record that the text of a proof.json holds; None with a finding for each entry that is not right."""
    return read_record_text(text, ProofRecord, SCHEMA_VERSION, PROOF_FILE)
