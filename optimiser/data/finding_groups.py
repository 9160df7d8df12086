"""Findings of one cause together: what is wrong in 882 rows in the same way is one problem to whoever mends it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from optimiser.data.findings import Finding, Severity

_FIGURE = re.compile(r"-?\d[\d.,:]*")
FIRST = 5
"""Rows and values of a group that are named."""

OTHERS = "likewise in the others, each with its own figures"
"""What is said after the rule of the first of a group, where the others' differ from it."""


@dataclass(frozen=True)
class FindingGroup:
    """Findings about one column of one place, with the same rule but for the figures in it; at least one.

    Where their values, rules or remedies differ, the first stands for the others.
    """

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """Return the finding that stands for all."""
        return self.findings[0]

    @property
    def count(self) -> int:
        """Return how many findings there are."""
        return len(self.findings)

    @property
    def severity(self) -> Severity:
        """Return whether they stop a solve."""
        return self.first.severity

    @property
    def rows(self) -> tuple[int, ...]:
        """Return the rows in which they are."""
        return tuple(finding.row for finding in self.findings if finding.row is not None)

    @property
    def values(self) -> tuple[str, ...]:
        """Return the values found, each once."""
        return tuple(dict.fromkeys(finding.value for finding in self.findings if finding.value))

    @property
    def sentence(self) -> str:
        """Return the findings in a line, in English: the first rows and values, what must hold, and what to do."""
        if self.count == 1:
            return self.first.sentence
        rows, values = (_list_first(list(map(str, each))) for each in (self.rows, self.values))
        others = [OTHERS] if len({finding.rule for finding in self.findings}) > 1 else []
        told = (self.first.place, f"rows {rows}" if rows else "", self.first.column, values)
        where = " ".join(part for part in told if part)
        return f"{where}: {'; '.join(part for part in (self.first.rule, self.first.remedy, *others) if part)}"

    @property
    def examples(self) -> tuple[Finding, ...]:
        """Return the first findings of each rule and remedy; where all say the same, the first alone."""
        said = {(finding.rule, finding.remedy): finding for finding in reversed(self.findings)}
        return tuple(sorted(said.values(), key=self.findings.index))[:FIRST]


def group_findings(findings: Iterable[Finding]) -> Sequence[FindingGroup]:
    """Put findings of one cause together, in the order of the first of each; those of no row only where equal."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        cause = (finding.place, finding.column, _FIGURE.sub("#", finding.rule), finding.severity)
        groups.setdefault(cause if finding.row else (finding,), []).append(finding)
    return [FindingGroup(tuple(group)) for group in groups.values()]


def sentences_of(findings: Iterable[Finding]) -> list[str]:
    """Return findings as records keep them: those of one cause in a line, in English."""
    return [group.sentence for group in group_findings(findings)]


def _list_first(texts: Sequence[str]) -> str:
    more = len(texts) - FIRST
    return ", ".join(texts[:FIRST]) + (f" and {more} more" if more > 0 else "")
