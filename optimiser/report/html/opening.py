"""The first screen of a result: what it is, how far it is proven, four figures, and what to doubt."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from optimiser.comparison.figures import A_KRONE, change_on_curve_kr, figures_of
from optimiser.data.assumptions import assumptions
from optimiser.data.instance import Instance
from optimiser.data.run_record import WITH_PLAN
from optimiser.report.html.telling import Telling
from optimiser.report.numbers import net_gain_kr
from optimiser.report.speaking import Speaking
from optimiser.result.result import Result


@dataclass(frozen=True)
class Figure:
    """A figure in large print."""

    label: str
    value: str
    note: str


@dataclass(frozen=True)
class Doubt:
    """A sentence about what the answer hangs on, and the section that says more."""

    sentence: str
    section: str


def title(telling: Telling, instance: Instance) -> str:
    """The instance's title in the language, or its name."""
    settings = instance.settings
    return telling.name(settings.title_da, settings.title_en, settings.name)


def system(telling: Telling, instance: Instance) -> str:
    """What the system that was run is, in a line; blank where nothing is said of it."""
    row = instance.systems.get(instance.system)
    return telling.name(row.description_da, row.description_en, "") if row else ""


def system_source(instance: Instance) -> str:
    """Where the system is from; blank where nothing is said of it."""
    row = instance.systems.get(instance.system)
    return row.source if row else ""


def status(telling: Telling, result: Result) -> str:
    """How far the plan is proven, in a few words."""
    return outcome(telling, result.status, result.gap)


def outcome(telling: Speaking, status: str, gap: float | None) -> str:
    """What a solve ended with, in a few words: how far its plan is proven, or why there is none."""
    if status not in WITH_PLAN:
        return telling.say("impossible" if status == "infeasible" else "nothing found")
    if gap is None:
        return telling.say("unproven")
    name = "proven within" if status == "optimal" else "unproven within"
    return telling.say(name, gap=telling.numbers.gap(gap))


def key_figures(telling: Telling, result: Result) -> Iterator[Figure]:
    """Net gain, investment, payback, municipalities worse off, service and staff."""
    figures, numbers, found = result.figures, telling.numbers, figures_of("", result)
    share = numbers.percent(figures.net_gain_kr / figures.today_kr) if figures.today_kr else ""
    yield Figure(
        telling.say("net gain a year"), numbers.million_kr(net_gain_kr(figures)), telling.say("of today", share=share)
    )
    annual = numbers.million_kr(figures.investment_annual_kr)
    yield Figure(
        telling.say("investment once"), numbers.million_kr(figures.investment_kr), telling.say("as annuity", kr=annual)
    )
    yield Figure(telling.say("payback time"), payback(telling, figures.payback_years), telling.say("payback note"))
    yield Figure(
        telling.say("pay more than today"),
        telling.say("so many of all", count=found["worse_off"], all=len(result.municipalities)),
        _most_paid_more(telling, result, found),
    )
    if found["centres"]:
        yield from _service(telling, found)


def _most_paid_more(telling: Telling, result: Result, found: Mapping[str, Any]) -> str:
    """Who pays most more than today; where nobody does by the straight pieces, who does on the curve itself."""
    if found["worse_off"]:
        return telling.say("most of all", name=found["worst"], kr=telling.numbers.million_kr(found["worst_kr"]))
    curved = change_on_curve_kr(result)
    worse = curved[curved > A_KRONE]
    if worse.empty:
        return telling.say("nobody pays more")
    kr = telling.numbers.million_kr(float(worse.max()))
    return telling.say("some pay more on the curve", count=len(worse), name=worse.idxmax(), kr=kr)


def _service(telling: Telling, found: Mapping[str, Any]) -> Iterator[Figure]:
    share, least = (telling.numbers.percent(found[name]) for name in ("answered_share", "least_answered_share"))
    yield Figure(
        telling.say("answered in time"), share, telling.say("least of all", centre=found["least_centre"], share=least)
    )
    centres = telling.say("at so many centres", count=found["centres"])
    yield Figure(telling.say("employees"), telling.numbers.plain(found["staffed_fte"]), centres)


def payback(telling: Telling, years: float | None) -> str:
    """The payback time in words."""
    if years is None:
        return telling.say("never")
    return telling.say("so many years", years=telling.numbers.plain(years, 1))


def doubts(telling: Telling, result: Result) -> Iterator[Doubt]:
    """What the answer hangs on: assumptions, the gap, the curve, and what the price does not settle."""
    figures, numbers = result.figures, telling.numbers
    yield assumed(telling, result.instance)
    yield Doubt(open_gap(telling, result), "proof")
    exact, error = numbers.million_kr(figures.exact_cost_kr), numbers.gap(figures.curve_error.plan)
    yield Doubt(telling.say("doubt of the curve", exact=exact, error=error), "proof")
    if hosts_are_exchangeable(result):
        yield Doubt(telling.say("doubt of the hosts"), "proof")


def hosts_are_exchangeable(result: Result) -> bool:
    """True where hosts were planned as one pool and several of them sell: who buys from which is then not settled."""
    centres = result.centres
    sellers = centres[(centres["kind"] == "local") & (centres["sold_volume"] > 0)]
    return result.run.method == "pooled" and len(sellers) > 1


def assumed(telling: Telling, instance: Instance) -> Doubt:
    """How many of the figures no source gives."""
    found = list(assumptions(instance))
    count = sum(row["assumption"] for row in found)
    return Doubt(telling.say("doubt of the figures", count=count, all=len(found)), "assumptions")


def open_gap(telling: Telling, result: Result) -> str:
    """How much cheaper another plan might be."""
    if result.gap is None or result.bound_kr is None:
        return telling.say("doubt without bound")
    kr = telling.numbers.proven(result.figures.objective_kr, result.bound_kr).gap
    return telling.say("doubt of the gap", kr=kr, gap=telling.numbers.gap(result.gap))
