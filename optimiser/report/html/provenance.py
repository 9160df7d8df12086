"""The stamp of a run, by which anybody can make it again; and how to read its proof."""

from collections.abc import Iterable, Iterator
from shlex import join

from optimiser.data.run_record import CostClassRecord
from optimiser.report.html.header import hosts_are_exchangeable
from optimiser.report.localizer import Localizer
from optimiser.report.summaries.service import ServiceSummary
from optimiser.report.tables.table import ANY
from optimiser.result.result import Result

TERMS = (
    ("net gain a year", "net means"),
    ("gross gain a year", "gross means"),
    ("investment a year", "what an annuity is"),
    ("present value", "what present value is"),
    ("payback time", "payback means"),
    ("pooled contacts", "what pooled is"),
    ("cost curve", "what the curve is"),
    ("host", "what a host is"),
    ("virtual centre", "what a virtual centre is"),
    ("entry points", "what an entry point is"),
    ("levels", "what levels are"),
    ("authority tasks", "what authority is"),
    ("bound", "what a bound is"),
    ("the gap", "what a gap is"),
)
"""Terms of the glossary and what they mean."""


def glossary(localizer: Localizer, terms: Iterable[tuple[str, str]] = TERMS) -> Iterator[tuple[str, str]]:
    """The terms a reader meets, each with its meaning."""
    for term, meaning in terms:
        yield localizer.say(term), localizer.say(meaning)


def proof(localizer: Localizer, result: Result) -> Iterator[str]:
    """What is proven of a plan, in plain words, and what is not settled."""
    figures, numbers = result.figures, localizer.numbers
    if result.gap is None or result.bound_kr is None:
        yield localizer.say("nothing is proven")
    else:
        proven = numbers.proven(figures.objective_kr, result.bound_kr)
        bound = localizer.say("that of this plan", cost=proven.cost) if proven.is_exact else proven.bound
        found = {"bound": bound, "kr": proven.gap, "gap": numbers.gap(result.gap)}
        yield localizer.say("how to read the gap", cost=proven.cost, **found)
    yield _tell_curve(localizer, result)
    yield localizer.say("hosts not settled" if hosts_are_exchangeable(result) else "equals not settled")
    checks, breaches = numbers.plain(figures.audit.checks), len(figures.audit.breaches)
    yield localizer.say("checked again", checks=checks, breaches=breaches)


def _tell_curve(localizer: Localizer, result: Result) -> str:
    error, numbers = result.figures.curve_error, localizer.numbers
    return localizer.say(
        "how to read the curve",
        allowed=numbers.percent(error.asked),
        exact=numbers.million_kr(result.figures.exact_cost_kr),
        error=numbers.gap(error.plan),
    )


def stamp(localizer: Localizer, result: Result) -> Iterator[tuple[str, str]]:
    """What made the run: entries by name."""
    run, say = result.run, localizer.say
    yield say("finished"), str(run.finished)
    yield say("command"), join(run.command) if run.command else say("from a program")
    yield say("data"), say("data and year", name=run.name, year=result.instance.settings.year)
    yield say("system and structure"), f"{run.system} ({run.structure})"
    yield say("changes"), "; ".join(run.changes) or say("no changes")
    if run.remarks:
        yield say("remarks"), "; ".join(run.remarks)
    yield say("input hash"), run.input_sha256
    options = run.options.model_dump(exclude_none=True)  # what is not limited has no limit to tell
    yield say("options"), ", ".join(f"{name} = {value}" for name, value in options.items())
    yield say("seconds"), localizer.numbers.plain(run.seconds.total, 1)
    yield say("proof by"), _name_stage(localizer, result)
    yield say("cost pieces"), "; ".join(_tell_class(localizer, one) for one in run.cost_classes)
    yield say("versions"), ", ".join(f"{name} {value}" for name, value in run.versions.items())


def _tell_class(localizer: Localizer, one: CostClassRecord) -> str:
    """Centres with one service, and the straight pieces that follow their cost."""
    return localizer.say(
        "cost pieces of a class",
        promise=ServiceSummary(localizer.language).write_promise(one.answered_share, one.within_seconds),
        hours=ANY.write_figure(localizer.numbers, one.opening_hours),
        centres=one.centres,
        pieces=one.pieces,
        error=localizer.numbers.percent(one.measured_error, 2),
    )


def _name_stage(localizer: Localizer, result: Result) -> str:
    names = {"pooled": "stage pooled", "packing": "stage packing", "exact": "stage exact"}
    method = result.run.method
    return localizer.say(names[method]) if method in names else str(method or localizer.say("none of them"))
