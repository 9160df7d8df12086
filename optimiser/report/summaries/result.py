"""The summary of a result in sentences: the answer first, the proof beside it, what binds, what to open."""

from collections.abc import Iterator
from dataclasses import dataclass

from optimiser.data.figures_in_use import figures_in_use
from optimiser.data.instance import Instance
from optimiser.data.run_record import ShortfallRecord
from optimiser.data.run_tables import CentreLine
from optimiser.data.settings import Language
from optimiser.planning.routes import rules_against_home
from optimiser.report.localizer import (
    NONE,
    Localizer,
    Numbers,
    Proven,
    either,
    is_no_gap,
    net_gain_kr,
    phrase,
    rule_words,
)
from optimiser.report.parameters import tell_changes
from optimiser.report.summaries.agents import tell_staff
from optimiser.report.summaries.conflicts import ConflictSummary
from optimiser.report.summaries.existing import tell_already_paid, tell_existing
from optimiser.report.summaries.failures import not_found
from optimiser.report.summaries.nearness import tell_nearness
from optimiser.report.summaries.requirements import WordsOfInstance, tell_wish
from optimiser.report.summaries.sales import tell_sales
from optimiser.report.summaries.service import ServiceSummary
from optimiser.report.summaries.volumes import tell_saved
from optimiser.report.wording import law_words
from optimiser.result.result import Result

OF_TODAY = ("volumes.", "volumes:", "economy.today_unit_cost_kr", "own_figures.", "own_figures:")
"""How those changes begin that today's cost follows from."""
NEARLY = 0.99
"""A solve that took this part of its time limit was stopped by it: solvers look at the clock now and then."""
MOST_EXISTING = 5
"""So many centres and cooperations that exist are told; more are counted."""
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
        yield from tell_certified(self, self.result)
        yield from tell_nearness(self, self.result)
        yield from self._tell_left_out()
        yield from self._tell_stop()
        yield from today_changed(self, self.result.instance, figures.objective_kr)

    def tell_details(self) -> Iterator[str]:
        """Service, largest centres, what binds, which law, what is assumed."""
        yield from self.tell_service()
        yield from tell_staff(self, self.result)
        if centres := self.result.figures.centres[:LARGEST]:
            yield self.say("largest", centres=", ".join(self._tell_centre(row) for row in centres))
        yield self._tell_binding()
        if short := self.result.run.centres_below_minimum:
            yield self.say("closed", centres=", ".join(self._tell_shortfall(name, short[name]) for name in short))
        yield self.say("laws", rules="; ".join(law_words(self, law) for law in self.result.instance.laws) or NONE)
        yield from self.tell_wishes()
        yield from self.tell_existing()
        yield self._tell_curve()
        yield from tell_sales(self, self.result)
        yield self.say("assumed", count=sum(line["assumption"] for line in figures_in_use(self.result.instance)))

    def tell_premises(self) -> Iterator[str]:
        """What the answer takes for granted of policy and locks, as on the page; and how what it costs is found."""
        told = WordsOfInstance(self.language, self.result.instance).tell_premises()
        if told:
            yield f"{told} {self.say('price of premises')}"

    def tell_wishes(self) -> Iterator[str]:
        """The wishes in force, each with what it asks and why."""
        instance = self.result.instance
        told = (
            self.say("wish in list", name=wish.wish, wish=tell_wish(self, instance, wish)) for wish in instance.wishes
        )
        if instance.wishes:
            yield self.say("wishes", wishes="; ".join(told))

    def tell_existing(self) -> Iterator[str]:
        """Centres and cooperations that exist already, what of them is paid, and what the plan pays to end them."""
        instance = self.result.instance
        told = [tell_existing(self, instance, row) for row in instance.existing]
        if told:
            yield self.say("existing in list", existing=self.join_some(told, MOST_EXISTING))
            yield from tell_already_paid(self, self.result)

    def tell_service(self) -> Iterator[str]:
        """What the centres keep of what they promise, and which targets of KPIs are met."""
        return ServiceSummary(self.language).tell_sentences(self.result)

    def tell_failure(self) -> Iterator[str]:
        """Why there is no plan, as far as it is known."""
        if self.result.status == "no solution found":
            yield not_found(self, self.result)
            if rules := rules_against_home(self.result.instance):
                yield self.say("nobody at home", rules=self.join_list([rule_words(self, rule) for rule in rules]))
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
        if proven.is_exact and run.status == "optimal":
            return self.say("optimal to the krone")
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

    def _tell_binding(self) -> str:
        rules = self.result.figures.rules_that_bind
        if not rules:
            return self.say("nothing binds")
        told = (
            self.say("binding rule", rule=rule_words(self, rule), count=len(about)) for rule, about in rules.items()
        )
        return self.say("binding", rules=", ".join(told))

    def _tell_curve(self) -> str:
        figures, numbers = self.result.figures, self.numbers
        return self.say(
            "curve",
            exact=numbers.million_kr(figures.exact_cost_kr),
            error=numbers.gap(figures.curve_error.plan),
            allowed=numbers.percent(figures.curve_error.asked),
        )


def tell_certified(localizer: Localizer, result: Result) -> Iterator[str]:
    """Which part of the gap is certified without the solver; nothing where nothing is.

    Gaps are told rounded: one that looks no wider is all of it.
    """
    certified, gap = result.figures.certified_gap, localizer.numbers.gap(result.gap)
    if certified is not None:
        told = localizer.numbers.gap(certified)
        whole = "best certified" if is_no_gap(result.gap) else "all certified"
        yield localizer.say(whole if told == gap else "partly certified", certified=told, gap=gap)


def proven_of(result: Result, numbers: Numbers) -> Proven | None:
    """What is proven of a plan; none where there is no bound."""
    bound_kr = result.run.bound_kr
    return None if bound_kr is None else numbers.proven(result.figures.objective_kr, bound_kr)


def today_changed(localizer: Localizer, instance: Instance, cost_kr: float | None = None) -> Iterator[str]:
    """On what today's cost is counted, where a change has made that another than the instance's own.

    Of a plan's `cost_kr` it is told how much of what it saves is the change's doing, where that is known.
    """
    changed = [change for change in instance.changes if change.startswith(OF_TODAY)]
    if changed:
        price = localizer.numbers.plain(instance.mean_today_unit_kr, 2)
        contacts = localizer.numbers.plain(sum(instance.contacts.values()))
        yield localizer.say(
            "today changed",
            contacts=contacts,
            price=price,
            changes="; ".join(tell_changes(localizer.language, instance, changed)),
        )
    if cost_kr is not None and instance.before_changes is not None:
        plan = localizer.say("the plan in a sentence")
        yield tell_saved(localizer, instance.before_changes, instance.today, cost_kr, plan)


def header(instance: Instance, language: Language) -> Iterator[str]:
    """What is about to be solved, and what was changed in it."""
    yield phrase(
        "header",
        language,
        name=instance.settings.name,
        municipalities=len(instance.municipalities),
        tasks=len(instance.tasks),
        hosts=sum(row.candidate_host for row in instance.municipalities.values()),
        system=Localizer(language).call_system(instance.system),
        laws=len(instance.laws),
    )
    system = instance.systems.get(instance.system)
    if told := system and either(language, system.description_da, system.description_en):
        yield told
    for change in tell_changes(language, instance, instance.changes):
        yield phrase("changed", language, change=change)
