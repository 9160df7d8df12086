"""What a simulation says: who keeps the promise first, then the centres, the cost of the mix, the stress."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import hypot

from optimiser.data.run_tables import SIMULATION_TABLE
from optimiser.data.settings import Language
from optimiser.report.localizer import Localizer
from optimiser.report.tables.simulation import CASES, MISSING, MIX, PROMISES
from optimiser.report.tables.table import FilledTable, OutputCell, RowValues
from optimiser.simulation.centre import EXPONENTIAL, INCIDENT, PEAK, PLAN, SICKNESS, STRESS, Options
from optimiser.simulation.engine import Achieved
from optimiser.simulation.simulate import MOST_MORE, CentreOutcomes, SimulatedOutcome
from optimiser.simulation.tables import missed_centres, played_cases, rows_of_cases

MOST_ROWS = 30
"""Centres in the table; of more, those with least to spare."""
MOST_NAMED = 10
"""Rows of the other tables."""
LONGEST_NAME = 24
SHORT_NAMES = {
    PLAN: "plan short",
    EXPONENTIAL: "exponential short",
    SICKNESS: "sickness short",
    PEAK: "peak short",
    INCIDENT: "incident short",
}
SENTENCES = {SICKNESS: "sickness case", PEAK: "peak case", INCIDENT: "incident case"}


@dataclass(frozen=True)
class SimulationSummary(Localizer):
    """Tells a simulation of at least one centre in one language; a `whole` one has every row in its tables."""

    simulated: Sequence[CentreOutcomes]
    options: Options
    language: Language
    whole: bool = False

    def tell_answer(self) -> Iterator[str]:
        """How many centres keep their promise, which do not, and how many do under stress."""
        names = ", ".join(missed_centres(self.simulated, PLAN))
        yield self.say("some miss" if names else "all keep", centres=names, **self._count_kept(PLAN))
        lucky = [centre for centre in self.simulated if not centre.plan.missed and _margin_of(centre.plan) < 0]
        if lucky:
            yield self.say("within luck", count=len(lucky))
        if stress := self._stress_cases():
            told = (self.say("kept of", case=self.say(SHORT_NAMES[case]), **self._count_kept(case)) for case in stress)
            yield self.say("under stress", cases=", ".join(told))

    def fill_promises(self) -> FilledTable:
        """Return a row for each centre: promise, achieved, wait, occupancy, agents; who hang up where anybody may."""
        last = None if self._patience_seconds() is not None else -1
        shown = replace(PROMISES, terminal=PROMISES.terminal[:last], workbook=PROMISES.workbook[:last])
        return FilledTable(shown, [self._tell_centre(centre) for centre in self._shown_centres()])

    def fill_cases(self) -> FilledTable:
        """Return a row for each case of each centre."""
        rows = [{**row, "case": self.say(SHORT_NAMES[row["case"]])} for row in rows_of_cases(self.simulated)]
        return FilledTable(CASES, rows)

    def table_notes(self) -> Iterator[str]:
        """What stands in the table, and which centres do not."""
        if others := len(self.simulated) - len(self._shown_centres()):
            yield self.say("tightest", shown=MOST_ROWS, others=others, file=SIMULATION_TABLE)
        yield self.say("table explained")

    def tell_mix(self) -> Iterator[str]:
        """What the spread of the tasks' handling times does to the service, by callers."""
        callers = [centre.plan.achieved.callers for centre in self.simulated]
        weighted = sum(n * _mix_effect(centre) for n, centre in zip(callers, self.simulated, strict=True))
        effect = weighted / max(sum(callers), 1)
        direction = self.say("points more" if effect > 0 else "points fewer")
        yield self.say("mix costs", points=self._write_points(abs(effect)), direction=direction)
        parts = (n * _mix_luck(centre) for n, centre in zip(callers, self.simulated, strict=True))
        if abs(effect) <= hypot(*parts) / max(sum(callers), 1):
            yield self.say("mix within luck")

    def fill_mix(self) -> FilledTable:
        """Return the centres where the mix costs most: by Erlang, by exponential times, by the mix."""
        hardest = sorted(self.simulated, key=_mix_effect)[: self._most_named]
        return FilledTable(MIX, [self._tell_mix(one) for one in hardest])

    def tell_stress(self) -> Iterator[tuple[str, FilledTable, str]]:
        """For each stress case a sentence, the centres that miss, the farthest below first, and how many are left."""
        for case in self._stress_cases():
            worst = sorted(
                (centre for centre in self.simulated if centre.outcomes[case].missed),
                key=lambda centre: _margin_of(centre.outcomes[case]),
            )
            named = worst[: self._most_named]
            left = len(worst) - len(named)
            rest = self.say("more that miss", count=left, file=SIMULATION_TABLE) if left else ""
            yield self._tell_case(case), self._fill_missing(case, named), rest

    def fill_ordinary(self) -> FilledTable:
        """Return the centres that miss in an ordinary week."""
        return self._fill_missing(PLAN, [centre for centre in self.simulated if centre.plan.missed])

    def tell_assumptions(self) -> Iterator[str]:
        """What no table of the instance says."""
        if any(outcome.missed for centre in self.simulated for outcome in centre.outcomes.values()):
            yield self.say("more explained")
        seconds = self._patience_seconds()
        patience = "nobody hangs up" if seconds is None else "some hang up"
        yield self.say(
            "simulation assumes",
            variation=self.numbers.percent(self.options.variation, 0),
            patience=self.say(patience, seconds=self.numbers.plain(seconds)),
            weeks=self._write_weeks(),
            seed=self.options.seed,
        )

    def _count_kept(self, case: str) -> dict[str, int]:
        return {"kept": len(self.simulated) - len(missed_centres(self.simulated, case)), "all": len(self.simulated)}

    def _stress_cases(self) -> list[str]:
        return [case for case in STRESS if case in played_cases(self.simulated)]

    def _patience_seconds(self) -> float | None:
        return self.simulated[0].centre.service.target.patience_seconds

    @property
    def _most_named(self) -> int | None:
        return None if self.whole else MOST_NAMED

    def _shown_centres(self) -> list[CentreOutcomes]:
        """All centres in their order, or those with least to spare."""
        if self.whole or len(self.simulated) <= MOST_ROWS:
            return list(self.simulated)
        return sorted(self.simulated, key=lambda centre: _margin_of(centre.plan))[:MOST_ROWS]

    def _tell_centre(self, simulated: CentreOutcomes) -> RowValues:
        target, achieved = simulated.centre.service.target, simulated.plan.achieved
        share, seconds = self.numbers.percent(target.answered_share, 0), self.numbers.plain(target.within_seconds)
        return {
            "centre": _short_cell(simulated.centre.name),
            "promised_share": OutputCell(target.answered_share, self.say("promise", share=share, seconds=seconds)),
            "within_seconds": target.within_seconds,
            "answered_share": OutputCell(achieved.answered_share, self._write_interval(achieved)),
            "low_share": achieved.low,
            "high_share": achieved.high,
            "mean_wait_seconds": OutputCell(
                achieved.mean_wait_seconds, f"{self.numbers.plain(achieved.mean_wait_seconds)} s"
            ),
            "occupancy": achieved.occupancy,
            "agents": int(simulated.plan.case.agents.max()),
            "abandoned_share": achieved.abandoned_share,
        }

    def _tell_mix(self, simulated: CentreOutcomes) -> RowValues:
        exponential, own = simulated.outcomes[EXPONENTIAL].achieved, simulated.plan.achieved
        return {
            "centre": _short_cell(simulated.centre.name),
            "erlang_share": float(simulated.centre.erlang.answered_share),
            "exponential": OutputCell(exponential.answered_share, self._write_interval(exponential)),
            "mix": OutputCell(own.answered_share, self._write_interval(own)),
            "effect": OutputCell(100 * _mix_effect(simulated), self._write_signed(_mix_effect(simulated))),
        }

    def _fill_missing(self, case: str, centres: Iterable[CentreOutcomes]) -> FilledTable:
        return FilledTable(MISSING, [self._tell_missing(centre, centre.outcomes[case]) for centre in centres])

    def _tell_missing(self, simulated: CentreOutcomes, outcome: SimulatedOutcome) -> RowValues:
        most = self.numbers.plain(MOST_MORE * int(outcome.case.agents.max()))
        return {
            "centre": _short_cell(simulated.centre.name),
            "promised_share": outcome.promised_share,
            "answered_share": OutputCell(outcome.achieved.answered_share, self._write_interval(outcome.achieved)),
            "below": OutputCell(-100 * _margin_of(outcome), self._write_points(-_margin_of(outcome))),
            "agents_more": self.say("too many more", most=most) if outcome.agents_more is None else outcome.agents_more,
        }

    def _tell_case(self, case: str) -> str:
        size = getattr(self.options, "incident_calls" if case == INCIDENT else case)
        told = self.numbers.plain(size) if case == INCIDENT else self.numbers.percent(size, 0)
        return self.say(SENTENCES[case], size=told, **self._count_kept(case))

    def _write_weeks(self) -> str:
        weeks = sorted({centre.plan.achieved.replications for centre in self.simulated})
        return "–".join(map(str, dict.fromkeys((weeks[0], weeks[-1]))))

    def _write_interval(self, achieved: Achieved) -> str:
        return f"{self._write_points(achieved.answered_share)} ± {self.numbers.percent(achieved.half_width)}"

    def _write_points(self, share: float) -> str:
        return self.numbers.plain(100 * share, 1)

    def _write_signed(self, share: float) -> str:
        return f"{'−' if share < 0 else '+'}{self._write_points(abs(share))}"


def _mix_effect(simulated: CentreOutcomes) -> float:
    """Share answered in time with the centre's own mix beyond that with exponential times."""
    return simulated.plan.achieved.answered_share - simulated.outcomes[EXPONENTIAL].achieved.answered_share


def _mix_luck(simulated: CentreOutcomes) -> float:
    """Half the interval of the effect of the mix, as of two shares that were measured each by itself."""
    shares = (simulated.plan.achieved, simulated.outcomes[EXPONENTIAL].achieved)
    return hypot(*(share.half_width for share in shares))


def _margin_of(outcome: SimulatedOutcome) -> float:
    return outcome.achieved.answered_share - outcome.promised_share


def _short_cell(name: str) -> OutputCell:
    """A name, short where people read it in a terminal."""
    return OutputCell(name, name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…")
