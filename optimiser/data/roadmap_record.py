"""roadmap.json and the CSV tables beside it: every entry once, with its meaning and unit; written, and read back.

Whoever writes it, reads it back, checks it again or documents it reads these declarations.
"""

from pathlib import Path
from typing import Any

from optimiser.data.csv_files import write_rows
from optimiser.data.findings import Finding
from optimiser.data.record_text import read_record_text
from optimiser.data.roadmap_tables import ROADMAP_FILE, ROADMAP_LINES, RoadmapLines
from optimiser.data.run_record import (
    AuditRecord,
    ConflictRecord,
    LeftOutEntry,
    OptionsRecord,
    StageEntry,
    Status,
    read_lines,
)
from optimiser.data.run_tables import Line, declare_entry
from optimiser.data.settings import Language
from optimiser.data.today_record import Moment, TodayRecord

ROADMAP_VERSION = 1
"""Version of roadmap.json; raised when an entry changes its meaning."""


class DecidedYearsEntry(Line):
    """Years of a path that were decided without looking further."""

    first: int = declare_entry("the first of them")
    last: int = declare_entry(
        "the last of them: the same year, or a later one that the first would have left without a plan"
    )
    gap: float | None = declare_entry(
        "by how much cheaper they could be decided at most, as a share of all that was counted with then; null where "
        "that is not known",
        unit="share",
    )
    held_back: list[str] = declare_entry(
        "the hosts that were kept from selling more in the last of them than they may in a later year"
    )
    stayed: bool = declare_entry(
        "true where the solve ended before they were decided: nothing new moves in them", default=False
    )


class RoadmapRecord(Line):
    """The record of a plan over years: what it is of, what was proved, and what the path costs.

    Money over the years is in the worth of the first year. Entries about the path are null where none was found.
    """

    schema_version: int = declare_entry("version of this format")
    recommendation: list[str] = declare_entry("what to do when, as sentences in the language of the run", default=[])
    name: str = declare_entry("name of the instance")
    system: str = declare_entry("the system that was asked for")
    structure: str = declare_entry("the structure of virtual centres in use")
    language: Language = declare_entry("language of the instance, and of its documents unless another is asked for")
    years: list[int] = declare_entry("the years that are planned, in order")
    changes: list[str] = declare_entry(
        "what was changed in the instance, as asked for, where nothing later overrode it"
    )
    before_changes: TodayRecord | None = declare_entry(
        "answering everything as today without the changes; left out where that is no other", default=None
    )
    remarks: list[str] = declare_entry("what was remarked on when the instance was read", default=[])
    input_sha256: str = declare_entry("hash of the instance as it was solved, which lies in the folder `instance`")
    versions: dict[str, str] = declare_entry("versions of Python, of this program and of what it solves with")
    status: Status = declare_entry("optimal (within the gap asked for), feasible, infeasible or no solution found")
    objective_kr: float | None = declare_entry("cost of the path over all years; null without one", unit="kr.")
    bound_kr: float | None = declare_entry("no path costs less; null where nothing was proven", unit="kr.")
    gap: float | None = declare_entry("(objective_kr - bound_kr) / objective_kr; null without either", unit="share")
    today_kr: float | None = declare_entry("what all years cost, answered as today", unit="kr.")
    gain_kr: float | None = declare_entry("today_kr - objective_kr", unit="kr.")
    investment_kr: float | None = declare_entry("all that is invested over the years, once", unit="kr.")
    payback_year: int | None = declare_entry(
        "first year, from the first investment on, from which on the accumulated cash is 0 or more; null where it is "
        "not within the years"
    )
    method: str | None = declare_entry("what proved the bound; null where nothing was proven", default=None)
    decided_years: list[DecidedYearsEntry] = declare_entry(
        "how each year was decided, where each is as if it stayed (`roadmap.year_by_year`); empty where all years are "
        "planned together",
        default=[],
    )
    stages: list[StageEntry] = declare_entry("what each stage of the solve did", default=[])
    left_out: list[LeftOutEntry] = declare_entry("stages that did not fit in the memory allowed", default=[])
    conflicts: dict[str, list[ConflictRecord]] = declare_entry(
        "rules that a year cannot satisfy by itself, by the year; empty where there is a path, or no year has any",
        default={},
    )
    budget_short_kr: dict[str, float] = declare_entry(
        "by how much the budgets of years must be larger for there to be a path, the least in all, by the year",
        unit="kr.",
        default={},
    )
    municipal_budget_short_kr: dict[str, float] = declare_entry(
        "the same of the budgets of municipalities, by the year and the municipality's code", unit="kr.", default={}
    )
    interrupted: bool = declare_entry("true when the solve was stopped with Ctrl-C")
    bound_contradicted: bool = declare_entry(
        "true when a path was cheaper than a bound, which was then left out", default=False
    )
    options: OptionsRecord = declare_entry("what was asked of the solver")
    seconds: float = declare_entry("from start to end", unit="seconds")
    finished: Moment = declare_entry("when the solve ended (UTC)")
    command: list[str] | None = declare_entry("the command line; left out when run from a program", default=None)
    audit: AuditRecord | None = declare_entry("what the independent check found; null without a path")

    @property
    def has_path(self) -> bool:
        """Return True when a path was found."""
        return self.objective_kr is not None

    def with_entries(self, **entries: Any) -> "RoadmapRecord":
        """Return the same record with some of its entries replaced."""
        said = {name: getattr(self, name) for name in self.model_fields_set}
        return type(self).model_validate({**said, **entries})

    def as_entries(self) -> dict[str, Any]:
        """Return the entries as roadmap.json holds them; what was never said is left out."""
        entries = self.model_dump(exclude_unset=True)
        return {name: entries[name] for name in type(self).model_fields if name in entries}


def read_roadmap_text(text: str) -> tuple[RoadmapRecord | None, list[Finding]]:
    """Return the record that the text of a roadmap.json holds; None with a finding for each entry that is not right."""
    return read_record_text(text, RoadmapRecord, ROADMAP_VERSION, ROADMAP_FILE)


def read_roadmap_lines(folder: Path) -> tuple[RoadmapLines, list[Finding]]:
    """Return the lines of every table of a roadmap folder that hold good by themselves, and the others as findings."""
    found = {name: read_lines(folder / f"{name}.csv", line) for name, line in ROADMAP_LINES.items()}
    lines: Any = {name: lines for name, (lines, _) in found.items()}
    return RoadmapLines(**lines), [finding for _, findings in found.values() for finding in findings]


def write_roadmap_lines(lines: RoadmapLines, folder: Path) -> None:
    """Write every table of a path into a folder."""
    for name, line in ROADMAP_LINES.items():
        write_rows(tuple(line.model_fields), map(dict, lines.of_table(name)), folder / f"{name}.csv")
