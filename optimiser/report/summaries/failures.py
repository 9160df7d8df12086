"""Why a solve has no result, in sentences."""

from collections.abc import Mapping, Sequence

from optimiser.data.settings import Language
from optimiser.report.localizer import phrase

FAILED = {
    "audit": "failed in audit",
    "solver": "failed in solver",
    "refused": "failed in refusing",
    "died": "failed by dying",
    "error": "failed otherwise",
}
"""The sentence for each kind of failure."""


def failure(case: str, kind: str, reasons: Sequence[str], language: Language) -> str:
    """What went wrong with a case."""
    return phrase(FAILED[kind], language, case=case, count=len(reasons), reason="; ".join(reasons))


def failures(failed: Mapping[str, Mapping[str, Sequence[str]]], language: Language) -> list[str]:
    """A sentence for each entry `failed` of a record."""
    return [failure(case, str(entry["kind"]), entry["reasons"], language) for case, entry in failed.items()]
