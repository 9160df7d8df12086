"""The first screen of a result, and what is proven of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from optimiser.comparison.comparison import change_on_curve_kr, figures_of, worse_off_kr
from optimiser.data.figures_in_use import figures_in_use
from optimiser.data.instance import Instance
from optimiser.data.run_record import WITH_PLAN
from optimiser.report.localizer import Localizer, is_no_gap, net_gain_kr
from optimiser.report.summaries.existing import tell_already_paid
from optimiser.report.summaries.nearness import tell_nearness
from optimiser.report.summaries.requirements import WordsOfInstance
from optimiser.report.summaries.result import tell_certified
from optimiser.report.summaries.sales import tell_sales
from optimiser.result.result import Result

# ---- What it is, how far it is proven, four figures, and what to doubt ----------------------------


@dataclass(frozen=True)
class KeyFigure:
    """A figure in large print."""

    label: str
    value: str
    note: str


@dataclass(frozen=True)
class Doubt:
    """A sentence about what the answer hangs on, and the section that says more."""

    sentence: str
    section: str


def title(localizer: Localizer, instance: Instance) -> str:
    """The instance's title in the language, or its name."""
    settings = instance.settings
    return localizer.choose_name(settings.title_da, settings.title_en, settings.name)


def system(localizer: Localizer, instance: Instance) -> str:
    """What the system that was run is, in a line; blank where nothing is said of it."""
    row = instance.systems.get(instance.system)
    return localizer.choose_name(row.description_da, row.description_en, "") if row else ""


def system_source(localizer: Localizer, instance: Instance) -> str:
    """Where the system is from; blank where nothing is said of it."""
    row = instance.systems.get(instance.system)
    return localizer.tell_source(row.source) if row else ""


def status(localizer: Localizer, result: Result) -> str:
    """How far the plan is proven, in a few words."""
    return outcome(localizer, result.status, result.gap)


def outcome(localizer: Localizer, status: str, gap: float | None) -> str:
    """What a solve ended with, in a few words: how far its plan is proven, or why there is none."""
    if status not in WITH_PLAN:
        return localizer.say("impossible" if status == "infeasible" else "nothing found")
    if gap is None:
        return localizer.say("unproven")
    if is_no_gap(gap) and status == "optimal":
        return localizer.say("proven best")
    name = "proven within" if status == "optimal" else "unproven within"
    return localizer.say(name, gap=localizer.numbers.gap(gap))


def key_figures(localizer: Localizer, result: Result) -> Iterator[KeyFigure]:
    """Net gain, investment, payback, municipalities worse off, service and staff."""
    figures, numbers, found = result.figures, localizer.numbers, figures_of("", result)
    share = numbers.percent(figures.net_gain_kr / figures.today_kr) if figures.today_kr else ""
    yield KeyFigure(
        localizer.say("net gain a year"),
        numbers.million_kr(net_gain_kr(figures)),
        localizer.say("of today", share=share),
    )
    annual = numbers.million_kr(figures.investment_annual_kr)
    yield KeyFigure(
        localizer.say("investment once"),
        numbers.million_kr(figures.investment_kr),
        localizer.say("as annuity", kr=annual),
    )
    yield KeyFigure(
        localizer.say("payback time"), payback(localizer, figures.payback_years), localizer.say("payback note")
    )
    yield KeyFigure(
        localizer.say("pay more than today"),
        localizer.say("so many of all", count=found["worse_off"], all=len(result.lines.municipalities)),
        _most_paid_more(localizer, result, found),
    )
    if found["centres"]:
        yield from _service_figures(localizer, found)


def _most_paid_more(localizer: Localizer, result: Result, found: Mapping[str, Any]) -> str:
    """Who pays most more than today; where nobody does by the straight pieces, who does on the curve itself."""
    if found["worse_off"]:
        return localizer.say("most of all", name=found["worst"], kr=localizer.numbers.million_kr(found["worst_kr"]))
    worse = worse_off_kr(change_on_curve_kr(result))
    if not worse:
        return localizer.say("nobody pays more")
    code, kr = next(iter(worse.items()))
    name = result.instance.municipalities[code].name
    return localizer.say("some pay more on the curve", count=len(worse), name=name, kr=localizer.numbers.million_kr(kr))


def _service_figures(localizer: Localizer, found: Mapping[str, Any]) -> Iterator[KeyFigure]:
    share, least = (localizer.numbers.percent(found[name]) for name in ("answered_share", "least_answered_share"))
    yield KeyFigure(
        localizer.say("answered in time"),
        share,
        localizer.say("least of all", centre=found["least_centre"], share=least),
    )
    centres = localizer.say("at so many centres", count=found["centres"])
    yield KeyFigure(localizer.say("employees"), localizer.numbers.plain(found["staffed_fte"]), centres)


def payback(localizer: Localizer, years: float | None) -> str:
    """The payback time in words."""
    if years is None:
        return localizer.say("never")
    return localizer.say("so many years", years=localizer.numbers.plain(years, 1))


def doubts(localizer: Localizer, result: Result) -> Iterator[Doubt]:
    """What the answer hangs on: assumptions, the gap, the curve, and what the price does not settle."""
    figures, numbers = result.figures, localizer.numbers
    yield from premises(localizer, result.instance)
    yield from (Doubt(sentence, "municipalities") for sentence in tell_sales(localizer, result))
    yield from (Doubt(sentence, "existing") for sentence in tell_already_paid(localizer, result))
    yield assumed(localizer, result.instance)
    yield Doubt(open_gap(localizer, result), "proof")
    exact, error = numbers.million_kr(figures.exact_cost_kr), numbers.gap(figures.curve_error.plan)
    yield Doubt(localizer.say("doubt of the curve", exact=exact, error=error), "proof")
    if hosts_are_exchangeable(result):
        by_distance = result.run.nearest_host is not None
        yield Doubt(localizer.say("doubt of hosts by distance" if by_distance else "doubt of the hosts"), "proof")


def premises(localizer: Localizer, instance: Instance) -> Iterator[Doubt]:
    """What the answer takes for granted: policy and locks, and wishes that it obeys; a few named, the others counted.

    The law and the limits of centres have sections of their own.
    """
    words = WordsOfInstance(localizer.language, instance)
    for sentence, section in ((words.tell_premises(), "law"), (words.tell_wished(), "wishes")):
        if sentence:
            yield Doubt(sentence, section)


def hosts_are_exchangeable(result: Result) -> bool:
    """True where hosts were planned as one pool and several of them sell: who buys from which is then not settled."""
    sellers = [line for line in result.lines.centres if line.kind == "local" and line.sold_volume > 0]
    return any(stage.name == "packing" for stage in result.run.stages) and len(sellers) > 1


def assumed(localizer: Localizer, instance: Instance) -> Doubt:
    """How many of the figures no source gives."""
    found = figures_in_use(instance)
    count = sum(row["assumption"] for row in found)
    name = "doubt of all figures" if count == len(found) else "doubt of the figures"
    return Doubt(localizer.say(name, count=count, all=len(found)), "assumptions")


def open_gap(localizer: Localizer, result: Result) -> str:
    """How much cheaper another plan might be."""
    if result.gap is None or result.bound_kr is None:
        return localizer.say("doubt without bound")
    proven = localizer.numbers.proven(result.figures.objective_kr, result.bound_kr)
    if proven.is_exact:
        return localizer.say("no doubt of the gap")
    return localizer.say("doubt of the gap", kr=proven.gap, gap=localizer.numbers.gap(result.gap))


# ---- How to read the proof -------------------------------------------------------------------------


def proof(localizer: Localizer, result: Result) -> Iterator[str]:
    """What is proven of a plan, in plain words, and what is not settled."""
    figures, numbers = result.figures, localizer.numbers
    if result.gap is None or result.bound_kr is None:
        yield localizer.say("nothing is proven")
    else:
        proven = numbers.proven(figures.objective_kr, result.bound_kr)
        found = {"bound": proven.bound, "kr": proven.gap, "gap": numbers.gap(result.gap)}
        name = "how to read no gap" if proven.is_exact else "how to read the gap"
        yield localizer.say(name, cost=proven.cost, **found)
        certified = list(tell_certified(localizer, result))
        yield from certified or [localizer.say("nothing certified")]
    yield _tell_curve(localizer, result)
    nearness = list(tell_nearness(localizer, result))
    yield from nearness
    if not nearness:
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
