"""The files of a run as the audit takes them: read, with a breach for everything in them that is not as it must be."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path, PurePosixPath

from optimiser.data.findings import Finding, InvalidInputError, read_text
from optimiser.data.instance import Instance
from optimiser.data.proof_record import ProofRecord, read_proof_text
from optimiser.data.read import read
from optimiser.data.run_record import PlanFigures, Run, RunWithPlan, read_plan_lines, read_run_text
from optimiser.data.run_tables import (
    ADDED,
    BOARD,
    DOCUMENTS,
    INSTANCE_FOLDER,
    ONE_PAGERS,
    PROOF_FILE,
    RUN_FILE,
    RUN_FILES,
    SIMULATION_FILES,
    TABLE_FILES,
    AssignmentLine,
    PlanLines,
)
from optimiser.data.seal import damage_of_folder, sealed_files, spare_files

# ---- Verdicts and breaches ------------------------------------------------------------------------

# The tolerances here are the audit's own and no import of `data/tolerances.py`: it is the second witness, and what is
# widened there by mistake must not widen what is let pass here.


MONEY_KR = 1.0
"""How far two sums of money may differ (kr.): thousands of figures are added in another order."""
RELATIVE = 1e-9
"""How far two figures may differ as a share of them: what is lost when numbers are added and written."""
CONTACTS = 0.2
"""How far a plan may pass a limit on volume (contacts a year).

The solver keeps each row to a tenth of a contact, and a limit stands against a sum that has a row
of its own.
"""


@dataclass(frozen=True)
class Fault:
    """A single check that failed: `about` whom, what was `found` (it starts with a verb), what is `wanted`."""

    about: str
    found: str
    wanted: str


Verdict = Fault | None
"""What a single check comes to; None when all is well."""


@dataclass(frozen=True)
class Breach:
    """A rule that is not kept: its name as users see it, and the parts of the sentence that says so."""

    rule: str
    about: str
    found: str
    wanted: str

    @property
    def sentence(self) -> str:
        """The breach in a sentence for people."""
        text = f"{self.rule}: {self.about} {self.found}, but {self.wanted}"
        return text if text.endswith(".") else f"{text}."


@dataclass(frozen=True)
class Audit:
    """What an audit found: each breach, and the number of single checks made.

    The recomputed figures are None when the folder could not be read: `cost_kr` a year with the
    centres by pieces, `exact_cost_kr` a year on the cost curve itself, `investment_kr` once. No plan costs less than
    `certified_bound_kr` a year, as follows from the prices of the proof; None without one, or where it is faulty.
    """

    breaches: tuple[Breach, ...]
    checks: int
    cost_kr: float | None = None
    exact_cost_kr: float | None = None
    investment_kr: float | None = None
    certified_bound_kr: float | None = None


def format_amount(value: float) -> str:
    """A number for people: thousands set apart, as many decimals as it has."""
    return f"{value:,.12g}"


def give_verdict(holds: bool, about: str, found: str, wanted: str) -> Verdict:
    """The verdict of a check that `holds` or does not."""
    return None if holds else Fault(about, found, wanted)


def same_kr(about: str, found: float, wanted: float) -> Verdict:
    """Two sums of money are the same, but for rounding."""
    if abs(found - wanted) <= money_slack(wanted):
        return None
    return Fault(about, f"is {format_amount(found)} kr.", f"must be {format_amount(wanted)} kr.")


def money_slack(kr: float) -> float:
    """How far a sum of about `kr` may be off (kr.)."""
    return max(MONEY_KR, RELATIVE * abs(kr))


def same_number(about: str, found: float | None, wanted: float | None) -> Verdict:
    """Two figures that are not sums of money are the same, but for rounding; None stands for no figure."""
    holds = found == wanted
    if found is not None and wanted is not None:
        holds = abs(found - wanted) <= RELATIVE * max(1.0, abs(wanted))
    return None if holds else Fault(about, f"is {_format_figure(found)}", f"must be {_format_figure(wanted)}")


def same_text(about: str, found: str, wanted: str) -> Verdict:
    """Two texts are the same."""
    return None if found == wanted else Fault(about, f"is '{found}'", f"must be '{wanted}'")


def _format_figure(value: float | None) -> str:
    return "no figure" if value is None else format_amount(value)


# ---- Read a run folder, with a breach for everything in it that cannot be understood --------------


RUN_FOLDER = "run-folder"
"""Name of the rule that a run folder is whole and can be read."""


@dataclass(frozen=True)
class PlanFiles:
    """All that is audited of a plan: its instance, what its record says, and the lines of its tables."""

    instance: Instance
    run: PlanFigures
    lines: PlanLines


@dataclass(frozen=True)
class RunFiles(PlanFiles):
    """The same of a solve, whose record says too what was proved, perhaps with a proof of it."""

    run: RunWithPlan
    proof: ProofRecord | None = None


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
    lines, proof = reader.lines(), reader.proof()
    if instance is None or run is None or reader.breaches:
        return None, reader.breaches
    return RunFiles(instance, run, lines, proof), []


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
    if RUN_FILE in names:
        return None
    return Breach(RUN_FOLDER, str(folder), "is not a run folder", f"must hold {RUN_FILE}")


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

    def lines(self) -> PlanLines:
        """The lines of the tables that hold good by themselves."""
        lines, findings = read_plan_lines(self.folder)
        self._note_findings(findings)
        return lines

    def proof(self) -> ProofRecord | None:
        """What proof.json says; None where the solve left none."""
        text = self._read_text(PROOF_FILE) if (self.folder / PROOF_FILE).exists() else None
        if text is None:
            return None
        proof, findings = read_proof_text(text)
        self._note_findings(findings)
        return proof

    def _read_text(self, name: str) -> str | None:
        text, findings = read_text(self.folder / name)
        self._note_findings(findings)
        return text

    def _note_findings(self, findings: Iterable[Finding], prefix: str = "") -> None:
        self.breaches.extend(breach_of_finding(finding, prefix) for finding in findings if finding.severity == "error")


def breach_of_finding(finding: Finding, prefix: str = "") -> Breach:
    """A finding about a file as a breach."""
    row = f"row {finding.row}" if finding.row else ""
    about = prefix + ", ".join(filter(None, (finding.place, row, finding.column)))
    found = f"is '{finding.value}'" if finding.value else "cannot be used"
    rule = finding.rule if finding.rule.startswith("must") else f"must be right: {finding.rule}"
    return Breach(RUN_FOLDER, about, found, rule)


# ---- The seal of a run folder: every file is as the program wrote it ------------------------------


SEAL = "seal"
"""Name of the rule that the files of a run folder are as they were written."""
SOLVE_AGAIN = "only a new solve makes it again"
REMEDIES = {
    **dict.fromkeys((*DOCUMENTS, BOARD), "`optimiser report` makes it again"),
    **dict.fromkeys(SIMULATION_FILES, "`optimiser simulate` makes it again"),
    ONE_PAGERS: "`optimiser explain --all` makes it again",
}
"""By what is made from a run what makes it again; for all else only a new solve does."""


def seal_of(folder: Path) -> tuple[list[Breach], int]:
    """**seal**: each file is as the program wrote it; the breaches, and how many files are sealed."""
    findings = damage_of_folder(folder, names=RUN_FILES | ADDED)
    return [_breach_of_seal(finding, SOLVE_AGAIN) for finding in findings], max(
        len(sealed_files(folder)), len(findings)
    )


def audit_seal(folder: Path) -> Audit:
    """Check no more than the seal of a folder: of a study only figures are kept, and no plans."""
    findings = damage_of_folder(folder)
    breaches = tuple(_breach_of_seal(finding, "the command that wrote it makes it again") for finding in findings)
    return Audit(breaches, max(len(sealed_files(folder)), len(findings)))


def not_checked(folder: Path, known: Collection[str] = ()) -> list[str]:
    """Files in a folder that the program did not write, nor others that are `known`."""
    return spare_files(folder, {*RUN_FILES, *ADDED, *known})


def is_made_again(breach: Breach) -> bool:
    """True where what is broken is the seal of a file that nothing is read from, and that is made again by itself."""
    return breach.rule == SEAL and _top_folder(breach.about) in REMEDIES


def _breach_of_seal(finding: Finding, remedy: str) -> Breach:
    wanted, _, found = finding.rule.partition(", but ")
    if not found:
        found, wanted = finding.rule, "must be there"
    what = REMEDIES.get(_top_folder(finding.place), finding.remedy or remedy)
    return Breach(SEAL, finding.place, found, f"{wanted}; {what}")


def _top_folder(path: str) -> str:
    return PurePosixPath(path).parts[0]
