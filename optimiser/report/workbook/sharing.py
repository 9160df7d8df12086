"""Sharing as an Excel workbook: what each municipality pays and saves by each rule, as formulas that add up."""

from pathlib import Path

from optimiser.data.settings import Language
from optimiser.report.html.sharing import sharing_document
from optimiser.report.summaries.sharing import SharingSummary
from optimiser.report.workbook.studies import write_study_workbook
from optimiser.sharing.outcome import SharingOutcome


def write_sharing_workbook(outcome: SharingOutcome, path: Path, language: Language) -> None:
    """Write the workbook of how a plan's cost can be shared."""
    told = SharingSummary(outcome, language)
    notes = {"compensation": list(told.tell_compensation()), "groups": list(told.tell_notes())}
    write_study_workbook(sharing_document(told), path, notes=notes)
