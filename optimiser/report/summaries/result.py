"""The summary of a result in sentences: the answer first, the proof beside it, what binds, what to open."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from optimiser.comparison.figures import change_kr, change_on_curve_kr, worse_off_kr
from optimiser.data.instance import Instance
from optimiser.data.run_record import ShortfallRecord
from optimiser.data.run_tables import CentreLine
from optimiser.data.settings import Language
from optimiser.report.localizer import Localizer
from optimiser.report.numbers import Numbers, Proven, net_gain_kr
from optimiser.report.phrases import either, phrase
from optimiser.report.summaries.conflicts import ConflictSummary
from optimiser.report.summaries.service import ServiceSummary
from optimiser.result.result import Result

OF_TODAY = ("volumes.", "volumes:", "economy.today_unit_cost_kr")
"""How those changes begin that today's cost follows from."""
NEARLY = 0.99
"""A solve that took this part of its time limit was stopped by it: solvers look at the clock now and then."""
LARGEST = 5
"""Centres named in the summary."""


@dataclass(frozen=True)
class Summary(Localizer):
    """Tells a result in one language."""

    result: Result
    language: Language

    def tell_answer(self) -> Iterator[str]:
        """What it costs against today, and how far that is proved."""
        figures, numbers = self.result.figures, self.numbers
        proven = proven_of(self.result, numbers)
        decimals = proven.decimals if proven else 1
        yield self.say(
            "less" if figures.net_gain_kr >= 0 else "more",
            today=numbers.million_kr(figures.today_kr, decimals),
            cost=numbers.million_kr(figures.objective_kr, decimals),
            gain=numbers.million_kr(abs(net_gain_kr(figures, decimals)), decimals),
            share=numbers.percent(abs(figures.net_gain_kr) / figures.today_kr),
            annual=numbers.million_kr(figures.investment_annual_kr),
            investment=numbers.million_kr(figures.investment_kr),
            payback=self._tell_payback(figures.payback_years),
        )
        yield self._tell_proof()
        yield from self._tell_left_out()
        yield from self._tell_stop()
        yield from today_changed(self, self.result.instance)

    def tell_details(self) -> Iterator[str]:
        """Service, largest centres, who pays more, what binds, which law, what is assumed."""
        yield from self.tell_service()
        if centres := self.result.figures.centres[:LARGEST]:
            yield self.say("largest", centres=", ".join(self._tell_centre(row) for row in centres))
        yield from self._worse_off()
        yield self._tell_binding()
        if short := self.result.run.centres_below_minimum:
            yield self.say("closed", centres=", ".join(self._tell_shortfall(name, short[name]) for name in short))
        yield self.say("laws", rules=", ".join(self.result.run.legal_rules_active) or "–")
        yield self._tell_curve()
        yield self.say("assumed", count=sum(line.assumption for line in self.result.lines.assumptions))

    def tell_service(self) -> Iterator[str]:
        """What the centres keep of what they promise, and which targets of KPIs are met."""
        return ServiceSummary(self.language).tell_sentences(self.result)

    def tell_failure(self) -> Iterator[str]:
        """Why there is no plan, as far as it is known."""
        if self.result.status == "no solution found":
            limit = self.time_limit(self.result.run.options.time_limit_seconds)
            yield self.say("no solution found", limit=limit)
            yield from self._tell_left_out()
            return
        yield self.say("infeasible")
        conflicts = self.result.run.conflicts
        if not conflicts:
            yield self.say("infeasible together")
        yield from ConflictSummary(self.language).tell_sentences(conflicts)

    def _tell_payback(self, years: float | None) -> str:
        if years is None:
            return self.say("no payback")
        return self.say("payback", years=self.numbers.plain(years, 1)) if years else ""

    def _tell_proof(self) -> str:
        run, numbers = self.result.run, self.numbers
        proven = proven_of(self.result, numbers)
        if proven is None:
            return self.say("feasible without bound")
        return self.say(
            run.status,
            bound=self.say("that of this plan", cost=proven.cost) if proven.is_exact else proven.bound,
            gap=numbers.gap(run.gap),
            gap_kr=proven.gap,
            asked=numbers.gap(run.options.gap),
        )

    def _tell_left_out(self) -> Iterator[str]:
        """Which stages did not fit in the memory allowed; the answer is that of the others."""
        run, numbers = self.result.run, self.numbers
        allowed = numbers.plain(run.options.memory_gb, 2)
        for stage in run.left_out:
            yield self.say("left out", stage=stage.name, needed=numbers.plain(stage.needed_gb, 2), allowed=allowed)

    def _tell_stop(self) -> Iterator[str]:
        """Why the solve stopped before its plan was proven; nothing where that is not known, as of a plan held."""
        run = self.result.run
        limit = run.options.time_limit_seconds
        if run.status == "optimal":
            return
        if run.interrupted:
            yield self.say("solve stopped", why=self.say("by Ctrl-C"))
        elif run.bound_contradicted:
            yield self.say("solve stopped", why=self.say("in contradiction"))
        elif run.seconds.total >= limit * NEARLY:
            yield self.say("solve stopped", why=self.say("at the limit", limit=self.time_limit(limit)))

    def _tell_centre(self, row: CentreLine) -> str:
        volume, unit = self.numbers.millions(row.pooled_volume), self.numbers.plain(row.unit_cost_kr, 1)
        return self.say("centre", name=row.centre, volume=volume, unit=unit)

    def _tell_shortfall(self, name: str, volumes: ShortfallRecord) -> str:
        """What a closed centre could get of what it needs, in millions of contacts a year."""
        reaches, needs = (self.numbers.millions(volume, 2) for volume in (volumes.reaches, volumes.needs))
        return self.say("shortfall", name=name, reaches=reaches, needs=needs)

    def _worse_off(self) -> Iterator[str]:
        """Who pays more than today, by the straight pieces, which the plan is made by; and where others, on the curve.

        The pieces never lie above the curve, so on it nobody pays less.
        """
        worse, on_curve = worse_off_kr(change_kr(self.result)), worse_off_kr(change_on_curve_kr(self.result))
        if worse:
            yield self._paying_more("worse off", worse)
            if len(on_curve) > len(worse):
                yield self._paying_more("worse off on the curve", on_curve)
        elif on_curve:
            yield self._paying_more("nobody worse off by pieces", on_curve)
        else:
            yield self.say("nobody worse off")

    def _paying_more(self, name: str, more_kr: Mapping[str, float]) -> str:
        """A sentence about municipalities that pay more, by code: how many, and which the most."""
        code, kr = next(iter(more_kr.items()))
        return self.say(
            name,
            count=len(more_kr),
            all=len(self.result.lines.municipalities),
            name=self.result.instance.municipalities[code].name,
            kr=self.numbers.million_kr(kr),
        )

    def _tell_binding(self) -> str:
        rules = self.result.figures.rules_that_bind
        if not rules:
            return self.say("nothing binds")
        told = (self.say("binding rule", rule=rule, count=len(about)) for rule, about in rules.items())
        return self.say("binding", rules=", ".join(told))

    def _tell_curve(self) -> str:
        figures, numbers = self.result.figures, self.numbers
        return self.say(
            "curve",
            exact=numbers.million_kr(figures.exact_cost_kr),
            error=numbers.gap(figures.curve_error.plan),
            allowed=numbers.percent(figures.curve_error.asked),
        )


def proven_of(result: Result, numbers: Numbers) -> Proven | None:
    """What is proven of a plan; none where there is no bound."""
    bound_kr = result.run.bound_kr
    return None if bound_kr is None else numbers.proven(result.figures.objective_kr, bound_kr)


def today_changed(localizer: Localizer, instance: Instance) -> Iterator[str]:
    """On what today's cost is counted, where a change has made that another than the instance's own."""
    changed = [change for change in instance.changes if change.startswith(OF_TODAY)]
    if changed:
        price = localizer.numbers.plain(instance.settings.economy.today_unit_cost_kr, 2)
        contacts = localizer.numbers.plain(sum(instance.contacts.values()))
        yield localizer.say("today changed", contacts=contacts, price=price, changes="; ".join(changed))


def header(instance: Instance, language: Language) -> Iterator[str]:
    """What is about to be solved, and what was changed in it."""
    yield phrase(
        "header",
        language,
        name=instance.settings.name,
        municipalities=len(instance.municipalities),
        tasks=len(instance.tasks),
        hosts=sum(row.candidate_host for row in instance.municipalities.values()),
        system=instance.system,
        laws=len(instance.laws),
    )
    system = instance.systems.get(instance.system)
    if told := system and either(language, system.description_da, system.description_en):
        yield told
    for change in instance.changes:
        yield phrase("changed", language, change=change)
