"""A folder of drawn regions as the audit takes it: its record, its tables and its runs, read from its files alone."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pydantic import ValidationError

from optimiser.audit.drawing_measures import Groups, Pairs, adjacent_pairs
from optimiser.audit.run_files import (
    RUN_FOLDER,
    Breach,
    RunFiles,
    Unplanned,
    Verdict,
    breach_of_finding,
    read_run,
    same_kr,
    same_number,
)
from optimiser.data.findings import InvalidInputError, read_text
from optimiser.data.instance import Instance
from optimiser.data.read import read
from optimiser.data.regions_tables import (
    REGIONS_FILE,
    BindingLine,
    DrawingLine,
    DrawnRecord,
    GroupLine,
    MembershipLine,
    SettledLine,
)
from optimiser.data.run_record import read_lines
from optimiser.data.run_tables import INSTANCE_FOLDER

RUNS = "runs"
DRAWN = frozenset({"best", "near", "compact", "todays-regions"})
"""The kinds of drawings that obey what was asked; the others are structures beside them."""
Row = tuple[DrawingLine, Groups]


@dataclass(frozen=True)
class DrawnFolder:
    """All that is audited of a folder: its record, its instance, the lines of its tables, and its runs by name."""

    record: DrawnRecord
    instance: Instance
    drawings: Sequence[DrawingLine]
    groups: Sequence[GroupLine]
    memberships: Sequence[MembershipLine]
    settled: Sequence[SettledLine]
    binding: Sequence[BindingLine]
    runs: Mapping[str, RunFiles | Unplanned]

    @cached_property
    def groups_of(self) -> Mapping[str, Groups]:
        """The groups of each drawing, as the memberships say."""
        found: dict[str, dict[str, set[str]]] = {line.drawing: {} for line in self.drawings}
        for line in self.memberships:
            found.setdefault(line.drawing, {}).setdefault(line.group, set()).add(line.code)
        return {name: {group: frozenset(codes) for group, codes in groups.items()} for name, groups in found.items()}

    @cached_property
    def pairs(self) -> Pairs:
        """Who is adjacent to whom."""
        return adjacent_pairs(self.instance)

    @cached_property
    def best(self) -> Mapping[int, DrawingLine]:
        """The best drawing of each number of groups."""
        return {line.number: line for line in self.drawings if line.kind == "best"}

    def rows(self, *kinds: str) -> Iterator[Row]:
        """Go through the drawings of some kinds, with their groups."""
        return ((line, self.groups_of[line.drawing]) for line in self.drawings if line.kind in kinds)

    def near(self, number: int) -> list[Row]:
        """Return the drawings near the best of a number of groups."""
        return [row for row in self.rows(*DRAWN - {"best"}) if row[0].number == number]


def read_drawn(folder: Path) -> DrawnFolder | list[Breach]:
    """What a folder of drawn regions holds; a breach for each fault where any of it cannot be read."""
    text, _ = read_text(folder / REGIONS_FILE)
    try:
        record: DrawnRecord | None = DrawnRecord.model_validate(json.loads(text or ""))
    except (ValidationError, ValueError, RecursionError):
        record = None
    if record is None or any(len(limits) != 2 for limits in (record.asked.population, record.asked.contacts)):
        return [Breach(RUN_FOLDER, REGIONS_FILE, "cannot be understood", "must be what regions wrote")]
    try:
        instance = read(folder / INSTANCE_FOLDER)
    except InvalidInputError as error:
        return [breach_of_finding(finding, f"{INSTANCE_FOLDER}: ") for finding in error.findings]
    drawings, faults = read_lines(folder / "drawings.csv", DrawingLine)
    groups, of_groups = read_lines(folder / "groups.csv", GroupLine)
    memberships, of_memberships = read_lines(folder / "memberships.csv", MembershipLine)
    settled, of_settled = read_lines(folder / "settled.csv", SettledLine)
    binding, of_binding = read_lines(folder / "binding.csv", BindingLine)
    if findings := [*faults, *of_groups, *of_memberships, *of_settled, *of_binding]:
        return [breach_of_finding(finding) for finding in findings]
    runs, breaches = dict[str, RunFiles | Unplanned](), list[Breach]()
    for name, entry in record.runs.items():
        if entry.folder != f"{RUNS}/{name}" or Path(name).name != name:
            return [Breach(RUN_FOLDER, REGIONS_FILE, f"names {entry.folder}", f"must be in {RUNS}")]
        files, unreadable = read_run(folder / entry.folder)
        breaches += unreadable
        if files is not None:
            runs[name] = files
    return breaches or DrawnFolder(record, instance, drawings, groups, memberships, settled, binding, runs)


def same_or_blank_kr(about: str, found: float | None, wanted: float | None) -> Iterator[Verdict]:
    """Two sums of money are the same, but for rounding; either may be blank."""
    if found is None or wanted is None:
        yield same_number(about, found, wanted)
    else:
        yield same_kr(about, found, wanted)
