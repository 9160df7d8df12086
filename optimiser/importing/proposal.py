"""What an import would do, told before it is done: what was read, left out and added up, and the cells it changes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from optimiser.data.cells import as_text
from optimiser.data.findings import Finding, InvalidInputError, errors_among
from optimiser.data.municipality_names import MunicipalityNames
from optimiser.data.read import read_draft
from optimiser.data.tables import Draft, Record

NAMED = 8
"""Names in a list that are told; of further ones the number is."""


@dataclass(frozen=True)
class Statement:
    """A sentence about an import, by its name among the phrases, with its figures."""

    name: str
    figures: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class TableEdit:
    """Changes to one table: cells of rows there are (by row number and column), rows deleted, and rows added."""

    table: str
    cells: Mapping[tuple[int, str], Any] = field(default_factory=dict)
    deleted: frozenset[int] = frozenset()
    added: Sequence[Mapping[str, Any]] = ()

    @property
    def changes_anything(self) -> bool:
        """True where it does anything at all."""
        return bool(self.cells or self.deleted or self.added)


@dataclass(frozen=True)
class Proposal:
    """What an import found and would write; `remarks` are doubts that do not stop it."""

    statements: tuple[Statement, ...]
    edits: tuple[TableEdit, ...] = ()
    remarks: tuple[Finding, ...] = ()


def some_names(names: Sequence[str]) -> str:
    """Return the first of some names, and how many more there are."""
    more = f" (+{len(names) - NAMED})" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


def with_source(before: str, about: str, source: str) -> str:
    """Return the source of a row with that of one figure, such as `population: `, in place of an earlier one."""
    kept = [part for part in before.split("; ") if part and not part.startswith(about)]
    return "; ".join((*kept, about + source))


@dataclass(frozen=True)
class Target:
    """The instance that figures are imported into, as far as it is filled in: it need not be complete yet."""

    path: Path
    draft: Draft

    @property
    def year(self) -> int:
        """The target year of the instance; 0 where it says none."""
        year = self.draft.settings.values.get("year")
        return int(year) if isinstance(year, int | float) else 0

    def records(self, table: str) -> list[Record]:
        """Return the rows of a table; none where there is no such file or sheet yet."""
        return self.draft.tables.get(table, [])

    def place(self, table: str) -> str:
        """Return the file or sheet of a table."""
        return self.draft.places[table]

    def names(self) -> MunicipalityNames:
        """Return what finds municipalities of the instance; raises InvalidInputError where it names none."""
        names = {
            as_text(record.values["code"]): as_text(record.values["name"])
            for record in self.records("municipalities")
            if "code" in record.values and "name" in record.values
        }
        if not names:
            rule, remedy = "must name the municipalities first: code and name", "fill in these two columns"
            raise InvalidInputError(str(self.path), [Finding(self.place("municipalities"), None, "", "", rule, remedy)])
        return MunicipalityNames(names)

    def setting(self, name: str) -> float | None:
        """Return a number among the settings by its dotted name; None where the instance does not say it."""
        value = self.draft.settings.values.get(name)
        return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def read_target(path: Path, edited: Iterable[str]) -> Target:
    """Read the instance that figures are imported into; the tables that are to be `edited` must be readable.

    Raises InvalidInputError with what is wrong with those; faults elsewhere are left to validation.
    """
    draft, findings = read_draft(path)
    if draft is None:
        raise InvalidInputError(str(path), findings)
    unreadable = [table for table in edited if table not in draft.tables]
    places = {draft.places[table] for table in unreadable}
    faults = [finding for finding in errors_among(findings) if finding.place in places and _is_of_all(finding)]
    if faults:
        raise InvalidInputError(str(path), faults)
    return Target(path, draft)


def _is_of_all(finding: Finding) -> bool:
    """True for a fault of a table as a whole, but not for that it is not there yet."""
    return not finding.rule.startswith(("must be in the folder", "must be a sheet of the workbook"))
