"""Why a centre is closed, and the subsidy at which it would open, in sentences and as tables."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from optimiser.data.columns import FORMS
from optimiser.data.settings import Language
from optimiser.explanation.closed import CentreStatus, CentreStep, Closing, MovedContacts, Mover, Served
from optimiser.explanation.resolving import Difference
from optimiser.report.localizer import Localizer, bilingual, rule_words, texts_of
from optimiser.report.summaries.conflicts import ConflictSummary
from optimiser.report.tables.centres import KINDS
from optimiser.report.tables.explanations import MOVERS, SMALL_KR, TERMS_OF_CENTRE, name_terms
from optimiser.report.tables.table import FilledTable, OutputCell, repeated_name
from optimiser.result.result import CentreDemand, State

STATES: Mapping[State, str] = {"closed": "closing closed", "open": "closing open", "sells": "closing sells"}
NEEDS: Mapping[CentreDemand, str] = {"open": "closing needs", "sell": "closing needs to sell"}
LACKS: Mapping[CentreDemand, str] = {"open": "closing lacks", "sell": "closing lacks to sell"}
NOTHING: Mapping[CentreDemand, str] = {
    "open": "closing opens for nothing",
    "sell": "closing sells for nothing",
    "close": "closing closes for nothing",
}
"""Where the plan with the demand costs no more than the plan as it is."""
PROVEN: Mapping[CentreDemand, str] = {
    "open": "closing subsidy",
    "sell": "closing subsidy to sell",
    "close": "closing saves",
}
NOT_PROVEN: Mapping[CentreDemand, str] = {
    "open": "closing subsidy not proven",
    "sell": "closing subsidy to sell not proven",
    "close": "closing saves not proven",
}
UNBOUNDED: Mapping[CentreDemand, str] = {
    "open": "closing subsidy unbounded",
    "sell": "closing subsidy to sell unbounded",
    "close": "closing saves unbounded",
}
NO_PLAN: Mapping[CentreDemand, str] = {
    "open": "closing no plan",
    "sell": "closing no plan to sell",
    "close": "closing no plan without",
}
DEMANDS: Mapping[CentreDemand, str] = {"open": "must_open", "sell": "must_sell"}
"""The column that `diagnose` can be asked with."""
MOVES = {"open": ("closing moves one", "closing moves"), "close": ("closing leaves one", "closing leaves")}
"""Of one municipality, and of several."""
PRICE_DECIMALS = 2


@dataclass(frozen=True)
class ClosingSummary(Localizer):
    """Tells in one language what it takes to open centres, or to close them."""

    closing: Closing
    language: Language

    def tell_opening(self, centre: CentreStatus) -> str:
        """What the centre is in the plan."""
        kind = self.closing.result.instance.centres[centre.name].kind
        return self.say(STATES[centre.state], centre=centre.name, kind=self.say(KINDS[kind]))

    def tell_answer(self, centre: CentreStatus, step: CentreStep) -> Iterator[str]:
        """What a demand takes: the volume that is lacking, or what it costs and at which subsidy it costs nothing."""
        short = step.volumes
        if short is not None and short.reaches < short.needs:
            figures = self._write_contacts(needs=short.needs, reaches=short.reaches, lacks=short.needs - short.reaches)
            yield self.say(LACKS[step.asked], centre=centre.name, **figures)
        elif step.conflicts:
            yield from ConflictSummary(self.language).tell_sentences(step.conflicts)
        else:
            if short is not None and short.needs:
                figures = self._write_contacts(needs=short.needs, reaches=short.reaches)
                yield self.say(NEEDS[step.asked], centre=centre.name, **figures)
            if step.difference is not None:
                yield from self._tell_price(centre, step, step.difference)

    def fill_terms(self, step: CentreStep) -> FilledTable | None:
        """Return a row for each term of the cost that differs; None where there is no plan to compare."""
        found = step.difference
        if found is None or found.terms_kr is None or found.difference_kr is None:
            return None
        names = name_terms(found.terms_kr)
        rows = [{"term": self.say(name), "more": found.terms_kr[term]} for term, name in names.items()]
        return FilledTable(TERMS_OF_CENTRE, rows, {"term": self.say("explain total"), "more": found.difference_kr})

    def fill_movers(self, step: CentreStep) -> FilledTable | None:
        """Return a row for each municipality that moves: its contacts, by form in the plan without the centre."""
        if step.moved is None or not step.moved.movers:
            return None
        forms = [form for form in FORMS if any(form in mover.contacts for mover in step.moved.movers)]
        names = self.closing.result.instance.municipalities
        rows = [
            {
                "municipality": names[mover.municipality].name,
                **{repeated_name("form", form): contacts for form, contacts in mover.contacts.items()},
                "total": _add_forms(mover),
            }
            for mover in step.moved.movers
        ]
        municipality, *figures = MOVERS.columns
        title = self.say("closing to" if step.asked == "close" else "closing from")
        table = replace(MOVERS, columns=[municipality.retitle(title), *figures])
        return FilledTable(table, rows, repeats={"form": {form: bilingual(form) for form in forms}})

    # ---- sentences ----

    def _tell_price(self, centre: CentreStatus, step: CentreStep, found: Difference) -> Iterator[str]:
        if found.difference_kr is None:
            yield self._without_plan(centre, step, found)
            return
        yield self._tell_difference(centre, step, found)
        if step.served is not None:
            yield from self._tell_served(centre, step.served)
        if step.moved is not None and step.moved.contacts:
            yield self._tell_moved(step, step.moved)

    def _without_plan(self, centre: CentreStatus, step: CentreStep, found: Difference) -> str:
        if found.status != "infeasible":
            return self.say("closing not found")
        column = DEMANDS.get(step.asked)
        change = f"centres.{centre.name}.{column}=true" if column else ""
        return self.say(NO_PLAN[step.asked], centre=centre.name, change=change)

    def _tell_difference(self, centre: CentreStatus, step: CentreStep, found: Difference) -> str:
        if found.difference_kr is None or found.difference_kr < SMALL_KR:
            return self.say(NOTHING[step.asked], centre=centre.name)
        kr = self.numbers.million_kr(found.difference_kr)
        if found.gaps_kr is None:
            return self.say(UNBOUNDED[step.asked], centre=centre.name, kr=kr)
        gaps = self.numbers.million_kr(found.gaps_kr)
        if not found.proven:
            most = self.numbers.million_kr(found.difference_kr + found.gaps_kr)
            return self.say(NOT_PROVEN[step.asked], centre=centre.name, kr=kr, gaps=gaps, most=most)
        return self.say(PROVEN[step.asked], centre=centre.name, kr=kr, gaps=gaps)

    def _tell_served(self, centre: CentreStatus, served: Served) -> Iterator[str]:
        many = served.municipalities
        yield self.say(
            "closing serves one" if many == 1 else "closing serves",
            centre=centre.name,
            many=many,
            unit=self.numbers.plain(served.unit_cost_kr, PRICE_DECIMALS),
            **self._write_contacts(contacts=served.contacts, volume=served.pooled_volume),
        )
        for rule in served.binding:
            name = f"closing at {rule}"
            yield self.say(name if texts_of(name) else "closing at limit", rule=rule_words(self, rule))

    def _tell_moved(self, step: CentreStep, moved: MovedContacts) -> str:
        many = len(moved.movers)
        one, several = MOVES["close" if step.asked == "close" else "open"]
        told = self.say(
            one if many == 1 else several,
            many=many,
            contacts=self.numbers.plain(moved.contacts),
            here=self.numbers.plain(moved.here_kr, PRICE_DECIMALS),
            elsewhere=self.numbers.plain(moved.elsewhere_kr, PRICE_DECIMALS),
        )
        is_subsidy = step.asked != "close" and step.difference is not None and step.difference.proven
        each = self.numbers.plain(step.kr_per_contact or 0.0, PRICE_DECIMALS)
        return f"{told} {self.say('closing each subsidy' if is_subsidy else 'closing each difference', each=each)}"

    def _write_contacts(self, **volumes: float) -> dict[str, str]:
        return {name: self.numbers.plain(volume) for name, volume in volumes.items()}


def _add_forms(mover: Mover) -> OutputCell:
    """All contacts that a municipality moves, which a workbook adds up."""
    formula = "+".join(f"{{{repeated_name('form', form)}}}" for form in mover.contacts)
    return OutputCell(sum(mover.contacts.values()), formula=formula)
