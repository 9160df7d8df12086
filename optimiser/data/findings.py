"""A finding says what is wrong with an input, where, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Finding:
    """One fault in an input, told to the person who made it.

    `place` is a file or sheet name; `row` is the row as a spreadsheet numbers it (the header is
    row 1), or None when the fault is not in one row; `value` is the text found there.
    `rule` says what must hold, `remedy` what to do.
    """

    place: str
    row: int | None
    column: str
    value: str
    rule: str
    remedy: str = ""
    severity: Severity = "error"

    @property
    def sentence(self) -> str:
        """The finding in a line: where it is and what was found there, what must hold, and what to do."""
        row = f"row {self.row}" if self.row else ""
        where = " ".join(part for part in (self.place, row, self.column, self.value) if part)
        return f"{where}: {'; '.join(part for part in (self.rule, self.remedy) if part)}"


class InvalidInputError(Exception):
    """Raised with every finding at once when an input cannot be used; its text lists them.

    `where` names the input, `findings` are what is wrong with it.
    """

    def __init__(self, where: str, findings: Iterable[Finding]) -> None:
        self.where = where
        self.findings = tuple(findings)
        super().__init__(where, self.findings)

    @property
    def header(self) -> str:
        """How many problems there are, and in what."""
        return f"{len(self.findings)} problem{'s' if len(self.findings) != 1 else ''} in {self.where}"

    def __str__(self) -> str:
        """Return the header, and a line for each finding."""
        return "\n".join((self.header, *(f"  {finding.sentence}" for finding in self.findings)))


def errors_among(findings: Iterable[Finding]) -> list[Finding]:
    """The findings that stop a solve."""
    return [finding for finding in findings if finding.severity == "error"]
