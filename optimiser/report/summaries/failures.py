"""Why a solve has no result, in sentences."""

from collections.abc import Mapping, Sequence
from typing import Any

from optimiser.data.settings import Language
from optimiser.report.localizer import Localizer, phrase
from optimiser.report.parameters import ParameterWords
from optimiser.result.result import Result
from optimiser.rules.registry import all_rules

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


def failures(record: Mapping[str, Any], language: Language) -> list[str]:
    """A sentence for each solve that failed, of the record of a study."""
    words, failed = ParameterWords.in_record(language, record), record["failed"]
    return [failure(words.case(case), str(one["kind"]), one["reasons"], language) for case, one in failed.items()]


def not_found(localizer: Localizer, result: Result) -> str:
    """There was no plan in time, or none that keeps away from the limits of rules as the model does."""
    run, instance = result.run, result.instance
    away = [rule.words[localizer.language] for rule in all_rules() if rule.has("keeps_away_in_model", instance)]
    if away and run.seconds.solve < run.options.time_limit_seconds:
        return localizer.say("no solution with a margin", rules=localizer.join_list(away))
    return localizer.say("no solution found", limit=localizer.time_limit(run.options.time_limit_seconds))
