"""The seal of a run folder: every file is as the program wrote it."""

from collections.abc import Collection
from pathlib import Path, PurePosixPath

from optimiser.audit.breach import Audit, Breach
from optimiser.data.findings import Finding
from optimiser.data.run_folder import ADDED, DOCUMENTS, ONE_PAGERS, RUN_FILES, SIMULATION_FILES
from optimiser.data.seal import damage_of_folder, sealed_files, spare_files

SEAL = "seal"
"""Name of the rule that the files of a run folder are as they were written."""
SOLVE_AGAIN = "only a new solve makes it again"
REMEDIES = {
    **dict.fromkeys(DOCUMENTS, "`optimiser report` makes it again"),
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
