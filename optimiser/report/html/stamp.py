"""The stamp of a run, by which anybody can make it again; and how to read its proof."""

from collections.abc import Iterable, Iterator
from shlex import join

from optimiser.data.run_record import CostClassRecord
from optimiser.report.html.opening import hosts_are_exchangeable
from optimiser.report.html.telling import Telling
from optimiser.report.serving import Serving
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


def glossary(telling: Telling, terms: Iterable[tuple[str, str]] = TERMS) -> Iterator[tuple[str, str]]:
    """The terms a reader meets, each with its meaning."""
    for term, meaning in terms:
        yield telling.say(term), telling.say(meaning)


def proof(telling: Telling, result: Result) -> Iterator[str]:
    """What is proven of a plan, in plain words, and what is not settled."""
    figures, numbers = result.figures, telling.numbers
    if result.gap is None or result.bound_kr is None:
        yield telling.say("nothing is proven")
    else:
        proven = numbers.proven(figures.objective_kr, result.bound_kr)
        bound = telling.say("that of this plan", cost=proven.cost) if proven.is_exact else proven.bound
        found = {"bound": bound, "kr": proven.gap, "gap": numbers.gap(result.gap)}
        yield telling.say("how to read the gap", cost=proven.cost, **found)
    yield _curve(telling, result)
    yield telling.say("hosts not settled" if hosts_are_exchangeable(result) else "equals not settled")
    checks, breaches = numbers.plain(figures.audit.checks), len(figures.audit.breaches)
    yield telling.say("checked again", checks=checks, breaches=breaches)


def _curve(telling: Telling, result: Result) -> str:
    error, numbers = result.figures.curve_error, telling.numbers
    return telling.say(
        "how to read the curve",
        allowed=numbers.percent(error.asked),
        exact=numbers.million_kr(result.figures.exact_cost_kr),
        error=numbers.gap(error.plan),
    )


def stamp(telling: Telling, result: Result) -> Iterator[tuple[str, str]]:
    """What made the run: entries by name."""
    run, say = result.run, telling.say
    yield say("finished"), str(run.finished)
    yield say("command"), join(run.command) if run.command else say("from a program")
    yield say("data"), say("data and year", name=run.name, year=result.instance.settings.year)
    yield say("system and structure"), f"{run.system} ({run.structure})"
    yield say("changes"), "; ".join(run.changes) or say("no changes")
    if run.remarks:
        yield say("remarks"), "; ".join(run.remarks)
    yield say("input hash"), run.input_sha256
    yield say("options"), ", ".join(f"{name} = {value}" for name, value in run.options.model_dump().items())
    yield say("seconds"), telling.numbers.plain(run.seconds.total, 1)
    yield say("proof by"), _stage(telling, result)
    yield say("cost pieces"), "; ".join(_class(telling, one) for one in run.cost_classes)
    yield say("versions"), ", ".join(f"{name} {value}" for name, value in run.versions.items())


def _class(telling: Telling, one: CostClassRecord) -> str:
    """Centres with one service, and the straight pieces that follow their cost."""
    return telling.say(
        "cost pieces of a class",
        promise=Serving(telling.language).promise({**one.model_dump(), "answered_share_target": one.answered_share}),
        hours=ANY.write_figure(telling.numbers, one.opening_hours),
        centres=one.centres,
        pieces=one.pieces,
        error=telling.numbers.percent(one.measured_error, 2),
    )


def _stage(telling: Telling, result: Result) -> str:
    names = {"pooled": "stage pooled", "packing": "stage packing", "exact": "stage exact"}
    method = result.run.method
    return telling.say(names[method]) if method in names else str(method or telling.say("none of them"))
