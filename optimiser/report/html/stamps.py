"""The stamp of a run, by which anybody can make it again: what was asked, of which data, and what proved it."""

from collections.abc import Iterator, Sequence
from shlex import join

from optimiser.data.instance import Instance
from optimiser.data.roadmap_record import RoadmapRecord
from optimiser.data.run_record import CostClassRecord, Run
from optimiser.data.translation import translate_remark
from optimiser.report.localizer import Localizer
from optimiser.report.parameters import parameters_set_by, words_of_changes
from optimiser.report.summaries.service import ServiceSummary
from optimiser.report.tables.table import ANY
from optimiser.result.result import Result
from optimiser.result.roadmap import RoadmapResult

STAGES = {
    "lagrangian": "stage lagrangian",
    "branches": "stage branches",
    "pooled": "stage pooled",
    "packing": "stage packing",
    "portfolios": "stage portfolios",
    "exact": "stage exact",
    "years-apart": "stage years apart",
    "years": "stage years",
}
"""The phrase for each stage that proves a bound, of a plan of one year or over years."""


def name_period(localizer: Localizer, years: Sequence[int]) -> str:
    """Return which year, or which years, the figures are of."""
    return localizer.say("figures of year" if len(years) == 1 else "figures of years", first=years[0], last=years[-1])


def name_data(localizer: Localizer, name: str, years: Sequence[int]) -> str:
    """Return an instance with the year, or the years, that it is planned for."""
    data = "data and year" if len(years) == 1 else "data and years"
    return localizer.say(data, name=name, first=years[0], last=years[-1])


def stamp_of_run(localizer: Localizer, result: Result) -> Iterator[tuple[str, str]]:
    """Yield what made a plan: entries by name."""
    run, instance = result.run, result.instance
    yield from _what_was_asked(localizer, run, instance, [instance.settings.year])
    yield from _how_it_was_solved(localizer, run, run.seconds.total)
    yield localizer.say("cost pieces"), "; ".join(_tell_class(localizer, one) for one in run.cost_classes)
    yield _versions(localizer, run)


def stamp_of_path(localizer: Localizer, result: RoadmapResult) -> Iterator[tuple[str, str]]:
    """Yield what made a plan over years: entries by name."""
    record = result.record
    yield from _what_was_asked(localizer, record, result.instance, record.years)
    yield from _how_it_was_solved(localizer, record, record.seconds)
    yield _versions(localizer, record)


def _what_was_asked(
    localizer: Localizer, run: Run | RoadmapRecord, instance: Instance, years: Sequence[int]
) -> Iterator[tuple[str, str]]:
    say, words = localizer.say, words_of_changes(localizer.language, instance, run.changes)
    yield say("finished"), str(run.finished)
    yield say("command"), join(run.command) if run.command else say("from a program")
    yield say("data"), name_data(localizer, run.name, years)
    yield say("system and structure"), f"{run.system} ({run.structure})"
    yield say("changes"), "; ".join(map(words.tell_change, run.changes)) or say("no changes")
    if parameters := parameters_set_by(run.changes):
        yield say("parameter codes"), words.tell_codes(parameters)
    if run.remarks:
        yield say("remarks"), "; ".join(translate_remark(remark, localizer.language) for remark in run.remarks)
    yield say("input hash"), run.input_sha256


def _how_it_was_solved(localizer: Localizer, run: Run | RoadmapRecord, seconds: float) -> Iterator[tuple[str, str]]:
    options = run.options.model_dump(exclude_none=True)  # what is not limited has no limit to tell
    yield localizer.say("options"), ", ".join(f"{name} = {value}" for name, value in options.items())
    yield localizer.say("seconds"), localizer.numbers.plain(seconds, 1)
    yield localizer.say("proof by"), _name_stage(localizer, run.method)


def _name_stage(localizer: Localizer, method: str | None) -> str:
    return localizer.say(STAGES[method]) if method in STAGES else method or localizer.say("none of them")


def _versions(localizer: Localizer, run: Run | RoadmapRecord) -> tuple[str, str]:
    return localizer.say("versions"), ", ".join(f"{name} {value}" for name, value in run.versions.items())


def _tell_class(localizer: Localizer, one: CostClassRecord) -> str:
    """Centres with one service, and the straight pieces that follow their cost."""
    wages = "" if one.wage_level == 1 else localizer.say("at wages", level=localizer.numbers.plain(one.wage_level, 3))
    return localizer.say(
        "cost pieces of a class",
        wages=wages,
        promise=ServiceSummary(localizer.language).write_promise(one.answered_share, one.within_seconds),
        hours=ANY.write_figure(localizer.numbers, one.opening_hours),
        centres=one.centres,
        pieces=one.pieces,
        error=localizer.numbers.percent(one.measured_error, 2),
    )
