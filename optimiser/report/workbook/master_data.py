"""The sheet Stamdata: what was solved, with what, and what was proved."""

from collections.abc import Mapping

from optimiser.data.rows import System
from optimiser.report.serving import Serving
from optimiser.report.workbook.book import stamp
from optimiser.report.workbook.key_figures import KR_A_YEAR, SECONDS, YEARS
from optimiser.report.workbook.lines import Fact, lines_table
from optimiser.report.workbook.sheet import (
    GENERAL,
    MOMENT,
    ONE_DECIMAL,
    PERCENT,
    PLAIN_NUMBER,
    SMALL_PERCENT,
    TWO_DECIMALS,
    WHOLE,
    Sheet,
)
from optimiser.report.workbook.words import Words
from optimiser.result.result import Result

LONE_WIDTH, WIDTH = 90, 36
KR = "book kr."


def _service(result: Result, words: Words) -> str:
    """What the cost curve is taken to hold for."""
    service = result.instance.settings.service
    promise = {
        "answered_share_target": service.reference_answered_share,
        "within_seconds": service.reference_within_seconds,
    }
    return Serving(words.language).promise(promise)


def _reference_hours(result: Result, _: Words) -> float:
    return result.instance.settings.service.reference_opening_hours


def _patience(result: Result, words: Words) -> object:
    seconds = result.instance.settings.service.patience_seconds
    return words.say("book nobody hangs up") if seconds is None else seconds


def _system(result: Result) -> System | None:
    return result.instance.systems.get(result.instance.system)


def _source(result: Result) -> str:
    system = _system(result)
    return system.source if system else ""


def _laws(result: Result) -> str:
    return "\n".join(f"{law.rule}: {law.citation}" for law in result.instance.laws)


def _versions(result: Result) -> str:
    return ", ".join(f"{package} {version}" for package, version in result.run.versions.items())


def _checked(result: Result, words: Words) -> str:
    """What the independent check found; blank where there was no plan to check."""
    if not result.has_plan:
        return ""
    audit = result.figures.audit
    return words.say("book checked", checks=audit.checks, breaches=len(audit.breaches))


FACTS = (
    Fact("book instance", lambda result, words: words.title(result.instance)),
    Fact("book name", lambda result, _: result.run.name),
    Fact("book year", lambda result, _: result.instance.settings.year, PLAIN_NUMBER),
    Fact("book price level", lambda result, _: result.instance.settings.price_level, PLAIN_NUMBER),
    Fact("book currency", lambda result, _: result.instance.settings.currency),
    Fact("book discount rate", lambda result, _: result.instance.settings.economy.discount_rate, PERCENT),
    Fact("book horizon", lambda result, _: result.instance.settings.economy.horizon_years, PLAIN_NUMBER, YEARS),
    Fact(
        "book unit cost today", lambda result, _: result.instance.settings.economy.today_unit_cost_kr, TWO_DECIMALS, KR
    ),
    Fact("book reference service", _service),
    Fact("book reference hours", _reference_hours, ONE_DECIMAL, "book unit hours"),
    Fact("book staffing share", lambda result, _: result.instance.settings.service.staffing_share, PERCENT),
    Fact("book max occupancy", lambda result, _: result.instance.settings.service.max_occupancy, PERCENT),
    Fact("book patience", _patience, ONE_DECIMAL, SECONDS),
    Fact("book shrinkage", lambda result, _: result.instance.settings.service.shrinkage, PERCENT),
    Fact("book system", lambda result, _: result.instance.system),
    Fact("book description", lambda result, words: words.description(result.instance)),
    Fact("book source", lambda result, _: _source(result)),
    Fact("book structure", lambda result, _: result.run.structure),
    Fact("book changes", lambda result, _: "\n".join(result.run.changes)),
    Fact("book laws", lambda result, _: _laws(result)),
    Fact("book status", lambda result, words: words.status(result.status)),
    Fact("book bound", lambda result, _: result.bound_kr, WHOLE, KR_A_YEAR),
    Fact("book gap", lambda result, _: result.gap, SMALL_PERCENT),
    Fact("book gap asked", lambda result, _: result.run.options.gap, SMALL_PERCENT),
    Fact("book independent check", _checked),
    Fact("book finished", lambda result, _: stamp(result.run.finished), MOMENT),
    Fact("book seconds", lambda result, _: result.run.seconds.total, ONE_DECIMAL, SECONDS),
    Fact("book versions", lambda result, _: _versions(result)),
    Fact("book input hash", lambda result, _: result.run.input_sha256),
)


def master_data(results: Mapping[str, Result], words: Words) -> Sheet:
    """One column a case."""
    lines = [fact.line(results, words) for fact in FACTS]
    width = LONE_WIDTH if len(results) == 1 else WIDTH
    return Sheet("Stamdata", "book master data", [lines_table(lines, results, words, width=width, form=GENERAL)])
