"""The summary of a result in sentences: the answer first, the proof beside it, service, what binds, what to open."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from optimiser.data.figures_in_use import figures_in_use
from optimiser.data.instance import Instance
from optimiser.data.rows import Kpi
from optimiser.data.run_record import ConflictRecord, ShortfallRecord
from optimiser.data.run_tables import CentreLine, KpiLine
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
from optimiser.report.summaries.existing import tell_already_paid, tell_existing
from optimiser.report.summaries.failures import not_found
from optimiser.report.summaries.nearness import tell_nearness
from optimiser.report.summaries.requirements import WordsOfInstance, tell_wish
from optimiser.report.summaries.sales import tell_sales
from optimiser.report.summaries.volumes import tell_saved
from optimiser.report.wording import law_words
from optimiser.result.result import Result
from optimiser.rules.rule import COUNTRY

# ---- What the checks that need no solver see to be impossible, in sentences -----------------------


NAMED_IN_CONFLICTS = 4
"""Names told of a long list."""
SHARES = ("share", "asked")
"""Figures of conflicts that are shares."""


@dataclass(frozen=True)
class ConflictSummary(Localizer):
    """Tells conflicts, as run.json holds them, in one language."""

    language: Language

    def tell_sentences(self, conflicts: Iterable[ConflictRecord]) -> Iterator[str]:
        """The rule and whom it is about, then under it why it cannot be met."""
        for conflict in conflicts:
            about = self.say("the country") if conflict.about == COUNTRY else conflict.about
            yield f"  {rule_words(self, conflict.rule)} [{about}]"
            yield f"      {self.say(_tell_why(conflict), about=about, **self._tell_figure(conflict.figures))}"

    def _tell_figure(self, figures: Mapping[str, object]) -> dict[str, object]:
        """Figures of a conflict as people read them: shares in percent, long lists cut short."""
        told: dict[str, object] = {}
        for name, value in figures.items():
            if name == "rules":
                told[name] = ", ".join(rule_words(self, rule) for rule in str(value).split(", "))
            elif isinstance(value, list):
                told[name], told["count"] = self.join_some(value, NAMED_IN_CONFLICTS), len(value)
            elif isinstance(value, float):
                told[name] = (
                    self.numbers.percent(value)
                    if name in SHARES
                    else self.numbers.plain(value, _decimals_needed(value))
                )
            else:
                told[name] = value
        return told


def _tell_why(conflict: ConflictRecord) -> str:
    """The sentence; of a centre that a group shares, one that counts the group."""
    members = conflict.figures.get("members")
    if not members:
        return conflict.why
    return "too little volume of one" if members == 1 else "too little volume of many"


def _decimals_needed(value: float) -> int:
    return 0 if abs(value) >= 1000 else 3


# ---- What centres promise and keep, and what KPIs come to, in sentences and in tables -------------


SENSES = {"at least": "at least", "at most": "at most"}
"""The phrase for each sense of a target."""
SHARE = "share"
"""The unit of KPIs that are told in percent."""
Promise = tuple[float, float, float]
"""What a centre promises: the share of contacts, within so many seconds, in so many opening hours a week."""
NAMED = 3
"""Promises told one by one."""


@dataclass(frozen=True)
class ServiceSummary(Localizer):
    """Tells service and KPIs in one language."""

    language: Language

    def tell_sentences(self, result: Result) -> Iterator[str]:
        """What the centres keep, with how many; and which targets of KPIs are met."""
        if result.lines.centres:
            yield self._tell_kept(result)
        yield from self._tell_targets(result)

    def write_promise(self, share: float, seconds: float) -> str:
        """What a centre promises: 80 % within 60 s."""
        return self.say("the promise in words", share=self._write_share(share), seconds=self._write_number(seconds))

    def write_kpi(self, kpi: Kpi, value: float | None) -> str:
        """A value of a KPI: a share in percent, any other as a number."""
        if value is None:
            return self.numbers.plain(None)
        return self.numbers.percent(value) if kpi.unit == SHARE else self.numbers.plain(value, 2)

    def write_target(self, kpi: Kpi) -> str:
        """The target of a KPI in words; a dash where it has none."""
        if kpi.target is None:
            return self.numbers.plain(None)
        number = self._write_share(kpi.target) if kpi.unit == SHARE else self._write_number(kpi.target)
        return self.say("the target", sense=self.say(SENSES[kpi.sense]), target=number)

    def write_met(self, value: float | None) -> str:
        """Whether a target is met."""
        if value is None:
            return self.say("has no target")
        return self.say("is met" if value else "is not met")

    def tell_staffing(self, instance: Instance) -> Iterator[str]:
        """How service and staffing are computed, and what of it is assumed."""
        service = instance.settings.service
        yield self.say("how centres are staffed")
        if service.max_occupancy < 1:
            yield self.say("agents may be so busy", busy=self._write_share(service.max_occupancy))
        if service.patience_seconds is None:
            yield self.say("nobody is thought to hang up")
        else:
            yield self.say("callers hang up", seconds=self._write_number(service.patience_seconds))
        yield self.say("how staff are counted")
        if service.shrinkage:
            yield self.say("shrinkage counted", shrinkage=self._write_share(service.shrinkage))
        reference = {"share": self._write_share(service.reference_answered_share)}
        reference["seconds"] = self._write_number(service.reference_within_seconds)
        hours = self._write_number(service.reference_opening_hours)
        yield self.say(
            "what service costs", hours=hours, staffing=self._write_share(service.staffing_share), **reference
        )

    def _tell_kept(self, result: Result) -> str:
        numbers, service = self.numbers, result.figures.service
        promises = _count_promises(result)
        figures = {
            "share": numbers.percent(service.answered_share),
            "centre": service.least_centre,
            "least": numbers.percent(service.least_answered_share),
            "fte": numbers.plain(result.figures.staffed_fte),
        }
        if len(promises) == 1:
            ((share, seconds, hours),) = promises
            promised = {"promised": self._write_share(share), "seconds": self._write_number(seconds)}
            return self.say("service kept", hours=self._write_number(hours), **promised, **figures)
        return self.say("service of several", promises=self._tell_promises(promises), **figures)

    def _tell_promises(self, promises: Mapping[Promise, int]) -> str:
        told = [
            self.say(
                "promise of so many",
                promise=self.write_promise(share, seconds),
                hours=self._write_number(hours),
                count=count,
            )
            for (share, seconds, hours), count in [*promises.items()][:NAMED]
        ]
        more = len(promises) - NAMED
        return self.say("and more", some="; ".join(told), count=more) if more > 0 else "; ".join(told)

    def _tell_targets(self, result: Result) -> Iterator[str]:
        kpis = {kpi.kpi: kpi for kpi in result.instance.tables.kpis}
        lines = [line for line in result.lines.kpis if line.target is not None]
        missed = [line for line in lines if not line.met]
        if missed:
            told = "; ".join(self._tell_target(kpis[line.kpi], line) for line in missed)
            yield self.say("targets missed", count=len(missed), all=len(lines), kpis=told)
        elif lines:
            told = "; ".join(self._tell_target(kpis[line.kpi], line) for line in lines)
            yield self.say("targets met", count=len(lines), kpis=told)

    def _tell_target(self, kpi: Kpi, line: KpiLine) -> str:
        """A KPI with its value and target; with the worst place where the target is to be met in each."""
        name = either(self.language, kpi.name_da, kpi.name_en) or kpi.kpi
        told = {"name": name, "value": self.write_kpi(kpi, line.value), "target": self.write_target(kpi)}
        if line.worst_at:
            return self.say("kpi and worst", **told, place=line.worst_at, worst=self.write_kpi(kpi, line.worst))
        return self.say("kpi and target", **told)

    def _write_share(self, share: float) -> str:
        """A share that was asked for, with the digits it has."""
        return f"{self._write_number(round(share * 100, 4))} %"

    def _write_number(self, value: float) -> str:
        """A number that was asked for, with the digits it has."""
        return self.numbers.plain(value, len(f"{value:.4f}".rstrip("0").partition(".")[2]))


def _count_promises(result: Result) -> Mapping[Promise, int]:
    """How many centres make each promise, the most frequent first."""
    centres = result.lines.centres
    promises = Counter((line.answered_share_target, line.within_seconds, line.opening_hours) for line in centres)
    return dict(promises.most_common())


# ---- The answer -----------------------------------------------------------------------------------


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
