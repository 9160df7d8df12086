"""Read a run folder, with a breach for everything in it that cannot be understood."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from optimiser.audit.breach import Breach
from optimiser.data.cells import unescape_formula
from optimiser.data.checking_rows import rule_of
from optimiser.data.files import read_text
from optimiser.data.findings import Finding, InvalidInputError
from optimiser.data.instance import Instance
from optimiser.data.read import read
from optimiser.data.run_folder import INSTANCE_FOLDER, TABLE_FILES
from optimiser.data.run_record import RUN_FILE, PlanFigures, Run, RunWithPlan, read_run_text, value_of
from optimiser.data.run_tables import (
    AssignmentLine,
    AssumptionLine,
    CentreLine,
    KpiLine,
    Line,
    MunicipalityLine,
    PlanLines,
    TermLine,
)

RUN_FOLDER = "run-folder"
"""Name of the rule that a run folder is whole and can be read."""

L = TypeVar("L", bound=Line)


@dataclass(frozen=True)
class PlanFiles:
    """All that is audited of a plan: its instance, what its record says, and the lines of its tables."""

    instance: Instance
    run: PlanFigures
    lines: PlanLines


@dataclass(frozen=True)
class RunFiles(PlanFiles):
    """The same of a solve, whose record says too what was proved."""

    run: RunWithPlan


@dataclass(frozen=True)
class Unplanned:
    """A run folder of a solve that found no plan."""

    instance: Instance
    run: Run


def answers_alone(instance: Instance, answers: Iterable[tuple[str, str, str]]) -> PlanFiles:
    """What there is of a plan before it is written: (municipality, task, centre) of each answer, and no figures."""
    lines = tuple(_line_without_figures(*answer) for answer in answers)
    return PlanFiles(instance, PlanFigures.model_construct(), PlanLines(assignments=lines))


@lru_cache(maxsize=100_000)
def _line_without_figures(municipality: str, task: str, centre: str) -> AssignmentLine:
    return AssignmentLine.model_construct(municipality=municipality, task=task, centre=centre)


def read_run(folder: Path) -> tuple[RunFiles | Unplanned | None, list[Breach]]:
    """What a run folder holds; None with a breach for each fault when any of it cannot be read."""
    missing = _why_no_run(folder)
    if missing:
        return None, [missing]
    reader = _Reader(folder)
    instance, run = reader.instance(), reader.run()
    if run is not None and not isinstance(run, RunWithPlan):
        breaches = [*reader.breaches, *_plan_of_none(folder, run)]
        return (None, breaches) if instance is None or breaches else (Unplanned(instance, run), [])
    lines = PlanLines(
        assignments=reader.table("assignments", AssignmentLine),
        centres=reader.table("centres", CentreLine),
        municipalities=reader.table("municipalities", MunicipalityLine),
        cost_terms=reader.table("cost_terms", TermLine),
        kpis=reader.table("kpis", KpiLine),
        assumptions=reader.table("assumptions", AssumptionLine),
    )
    if instance is None or run is None or reader.breaches:
        return None, reader.breaches
    return RunFiles(instance, run, lines), []


def _plan_of_none(folder: Path, run: Run) -> Iterator[Breach]:
    """A solve that found no plan leaves no tables."""
    if any((folder / name).exists() for name in TABLE_FILES):
        wanted = "a run with a plan is optimal or feasible"
        yield Breach("gap", f"{RUN_FILE}, status", f"is '{run.status}'", wanted)


def is_run(folder: Path) -> bool:
    """True where a run.json lies in a folder."""
    return (folder / RUN_FILE).is_file()


def _why_no_run(folder: Path) -> Breach | None:
    """Said once of a folder that is none, rather than of each file that is not in it."""
    try:
        names = {path.name for path in folder.iterdir()}
    except OSError as error:
        return Breach(RUN_FOLDER, str(folder), f"cannot be opened ({error.strerror})", "must be a folder")
    return None if RUN_FILE in names else Breach(RUN_FOLDER, str(folder), "is no run folder", f"must hold {RUN_FILE}")


@dataclass
class _Reader:
    """Reads the files of a folder one by one, and keeps what is wrong with them."""

    folder: Path
    breaches: list[Breach] = field(default_factory=list)

    def instance(self) -> Instance | None:
        """The instance as it was solved."""
        try:
            return read(self.folder / INSTANCE_FOLDER)
        except InvalidInputError as error:
            self._note_findings(error.findings, f"{INSTANCE_FOLDER}: ")
            return None

    def run(self) -> Run | None:
        """What run.json says."""
        text = self._read_text(RUN_FILE)
        if text is None:
            return None
        run, findings = read_run_text(text)
        self._note_findings(findings)
        return run

    def table(self, name: str, declared: type[L]) -> tuple[L, ...]:
        """The lines of a CSV table that hold good by themselves."""
        place = f"{name}.csv"
        text = self._read_text(place)
        if text is None:
            return ()
        try:
            lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        except csv.Error as error:
            self._note_findings([Finding(place, None, "", "", f"must be a CSV file ({error})")])
            return ()
        return tuple(self._checked_lines(place, declared, lines))

    def _checked_lines(self, place: str, declared: type[L], lines: list[list[str]]) -> Iterator[L]:
        header = lines[0] if lines else []
        missing = [name for name in declared.model_fields if header.count(name) != 1]
        if missing:
            self._note_findings(
                [Finding(place, 1, "", "", f"must have each of these columns once: {', '.join(missing)}")]
            )
            return
        for row, cells in enumerate(lines[1:], start=2):
            if cells:
                yield from self._checked_line(place, row, declared, header, cells)

    def _checked_line(
        self, place: str, row: int, declared: type[L], header: list[str], cells: list[str]
    ) -> Iterator[L]:
        if len(cells) != len(header):
            self._note_findings([Finding(place, row, "", "", f"must have {len(header)} cells, not {len(cells)}")])
            return
        try:
            yield declared.model_validate(dict(zip(header, map(unescape_formula, cells), strict=True)))
        except ValidationError as error:
            self._note_findings(_in_words(place, row, error))

    def _read_text(self, name: str) -> str | None:
        text, findings = read_text(self.folder / name)
        self._note_findings(findings)
        return text

    def _note_findings(self, findings: Iterable[Finding], prefix: str = "") -> None:
        self.breaches.extend(_breach_of_finding(finding, prefix) for finding in findings if finding.severity == "error")


def _in_words(place: str, row: int | None, error: ValidationError) -> Iterator[Finding]:
    for detail in error.errors(include_url=False):
        yield Finding(place, row, ".".join(map(str, detail["loc"])), value_of(detail), rule_of(detail))


def _breach_of_finding(finding: Finding, prefix: str) -> Breach:
    row = f"row {finding.row}" if finding.row else ""
    about = prefix + ", ".join(filter(None, (finding.place, row, finding.column)))
    found = f"is '{finding.value}'" if finding.value else "cannot be used"
    rule = finding.rule if finding.rule.startswith("must") else f"must be right: {finding.rule}"
    return Breach(RUN_FOLDER, about, found, rule)
