"""What centres promise and keep, and what KPIs come to, in sentences and in tables."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from optimiser.data.instance import Instance
from optimiser.data.rows import Kpi
from optimiser.data.run_tables import KpiLine
from optimiser.data.settings import Language
from optimiser.report.localizer import Localizer, either
from optimiser.result.result import Result

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
