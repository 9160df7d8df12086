"""A file of lots of municipalities that a drawing keeps together or apart: a row for each municipality of a lot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from optimiser.data.checking_rows import Placed, check_rows
from optimiser.data.columns import Row, declare_column
from optimiser.data.findings import Finding
from optimiser.data.sheets import read_table
from optimiser.data.tables import Table

Keep = Literal["together", "apart"]


class KeptMunicipality(Row):
    """A municipality of a lot that is in one group, or of which no two are."""

    keep: Keep = declare_column("whether the lot is kept together or apart")
    lot: str = declare_column("what the lot is called")
    municipality: str = declare_column("a code or a name")


KEEP = Table("keep", KeptMunicipality, (), required=True)


@dataclass(frozen=True)
class KeepFile:
    """What a file says: the rows of each lot, by whether it is kept together or apart and name; and what is wrong.

    Of the lots that are `partial` some row cannot be read.
    """

    lots: Mapping[tuple[Keep, str], Sequence[Placed[KeptMunicipality]]]
    partial: frozenset[str]
    faults: Sequence[Finding]


def read_keep_file(path: Path) -> KeepFile:
    """Return what a file of lots says, and all that is wrong with it."""
    records, findings = read_table(path, KEEP)
    rows, faults = check_rows(KEEP, records or [])
    lots: dict[tuple[Keep, str], list[Placed[KeptMunicipality]]] = {}
    for placed in rows:
        if isinstance(placed.row, KeptMunicipality):
            lots.setdefault((placed.row.keep, placed.row.lot), []).append(Placed(placed.row, placed.record))
    read = {placed.record.row for placed in rows}
    partial = frozenset(str(record.values.get("lot")) for record in records or [] if record.row not in read)
    return KeepFile(lots, partial, [*findings, *faults])
