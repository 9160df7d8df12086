"""What an uncertainty analysis says: between what the plan saves, what keeping it costs, and what that is due to."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cached_property
from typing import Any

from optimiser.data.settings import Language
from optimiser.data.tolerances import A_KRONE
from optimiser.report.localizer import Localizer, as_shown, gain_kr, rule_words
from optimiser.report.parameters import ParameterWords
from optimiser.report.summaries.natures import tell_natures
from optimiser.report.tables.table import FilledTable, OutputCell, RowValues, repeated_name
from optimiser.report.tables.uncertainty import (
    PAIR_SHARES,
    SAMPLE_OUTCOMES,
    SAMPLE_ROWS,
    SAVED_QUANTILES,
    VARIANCE_SHARES,
)
from optimiser.result.frames import FrameRow, rows_of_frame
from optimiser.sensitivity.sampling import fewest_samples
from optimiser.sensitivity.uncertainty import Outcome, Uncertainty
from optimiser.sensitivity.variance import samples_needed

CARRYING = 3
"""So many assumptions are said to carry the variation."""
COUNTS = 0.005
"""A share of the variance below this is not told in a sentence."""
UNEXPLAINED = 0.05
"""From this share on it is told what the shares do not explain."""
BAR = 16
BLOCK = "█"
NATURES = {
    "decision": "nature is decision",
    "fact": "nature is fact",
    "reference": "nature is reference",
    "method": "nature is method",
}
KEPT_OUT: dict[Outcome, str] = {
    "breaks": "uncertainty breaks",
    "invalid": "uncertainty invalid",
    "failed": "uncertainty failed",
}
OUTCOMES: dict[Outcome, str] = {
    "kept": "outcome kept",
    "breaks": "outcome breaks",
    "invalid": "outcome invalid",
    "failed": "outcome failed",
}


@dataclass(frozen=True)
class UncertaintySummary(Localizer):
    """Tells an uncertainty analysis in one language."""

    found: Uncertainty
    language: Language

    @cached_property
    def words(self) -> ParameterWords:
        """What tells the assumptions that are drawn, and those that are not."""
        return ParameterWords.in_record(self.language, self.found.record)

    def tell_answer(self) -> Iterator[str]:
        """What the plan saves as things stand, between what it saves, what keeping costs, and what that is due to."""
        if not self.found.has_plan:
            impossible = self.found.base.get("status") == "infeasible"
            yield self.say("uncertainty no plan" if impossible else "uncertainty none found")
            return
        yield self.tell_range()
        yield self._tell_base()
        yield from self._tell_saving()
        yield from self._tell_adapted()
        yield from self._tell_kept_out()
        yield from self._tell_due()
        yield from self._tell_left_out()

    def tell_range(self) -> str:
        """Between what the plan saves in nine of ten cases, and under which assumptions."""
        kept, total = self.found.outcomes["kept"], len(self.found.table)
        told = {"count": len(self.found.ranges), "samples": self.numbers.plain(total)}
        if self.found.range_kr is None:
            return self.say("uncertainty too few", kept=kept, fewest=fewest_samples(), **told)
        name = "uncertainty range" if kept == total else "uncertainty range where kept"
        sentence = self.say(name, **self.write_range(self.found.range_kr), kept=self.numbers.plain(kept), **told)
        return f"{sentence} {self.say('uncertainty minus')}" if self.found.range_kr[0] < 0 else sentence

    def fill_quantiles(self) -> FilledTable:
        """Return a row for each share of the cases: what is saved kept, and adapted, and what keeping costs."""
        by_share: dict[float, dict[str, Any]] = {}
        for row in rows_of_frame(self.found.quantiles):
            told = by_share.setdefault(row["share"], {"share": row["share"]})
            told[f"{row['of']}_kr"] = row["kr"]
            told |= {"low_kr": row["low_kr"], "high_kr": row["high_kr"]} if row["of"] == "kept" else {}
        return FilledTable(SAVED_QUANTILES, list(by_share.values()))

    def fill_shares(self) -> FilledTable:
        """Return a row for each assumption, the largest share first."""
        return FilledTable(VARIANCE_SHARES, [self._tell_share(row) for row in self._shares])

    def fill_pairs(self) -> FilledTable:
        """Return a row for each two assumptions."""
        rows = [
            {**row, **dict(zip(("name", "other_name"), self._name_pair(row).values(), strict=True))}
            for row in rows_of_frame(self.found.by_pair)
        ]
        return FilledTable(PAIR_SHARES, rows)

    def fill_outcomes(self) -> FilledTable:
        """Return how many samples ended how, and why where the plan could not be kept."""
        rows = [
            {"outcome": self.say(OUTCOMES[name]), "count": count, "why": "; ".join(self._reasons(name))}
            for name, count in self.found.outcomes.items()
            if count
        ]
        return FilledTable(SAMPLE_OUTCOMES, rows)

    def fill_samples(self) -> FilledTable:
        """Return a row for each case: what became of the plan, what it costs and saves, and the values drawn."""
        names = {each.parameter: self.words.name(each.parameter) for each in self.found.ranges}
        rows = [
            {
                **row,
                "outcome": self.say(OUTCOMES[row["outcome"]]),
                **{repeated_name("value", name): row[name] for name in names},
            }
            for row in rows_of_frame(self.found.table)
        ]
        return FilledTable(SAMPLE_ROWS, rows, repeats={"value": {each: (name, name) for each, name in names.items()}})

    def tell_legend(self) -> Iterator[str]:
        """What the columns mean."""
        yield self.say("uncertainty legend")
        yield self.say("rounded")

    # ---- sentences -----------------------------------------------------------------------------

    @cached_property
    def _shares(self) -> list[FrameRow]:
        return rows_of_frame(self.found.by_assumption)

    def write_range(self, ends_kr: tuple[float, float]) -> dict[str, str]:
        """The ends of a range in millions, each rounded outward: nothing within it is left out."""
        low, high = ends_kr
        shown = ((low, ROUND_FLOOR), (high, ROUND_CEILING))
        return {
            name: self.numbers.plain(as_shown(kr / 1e6, 1, rounding), 1)
            for name, (kr, rounding) in zip(("low", "high"), shown, strict=True)
        }

    def _tell_base(self) -> str:
        saves_kr = gain_kr(self.found.base) or Decimal()
        name = "uncertainty base" if saves_kr >= 0 else "uncertainty base dearer"
        return self.say(
            name, saves=self.numbers.million_kr(abs(saves_kr)), system=self.call_system(self.found.base["system"])
        )

    def _tell_saving(self) -> Iterator[str]:
        saving, tried = self.found.saving, self.found.outcomes["kept"] + self.found.outcomes["breaks"]
        if saving is None or saving.low is None:
            return
        count = round(saving.value * tried)
        least = self.numbers.percent(float(as_shown(saving.low, 3, ROUND_FLOOR)))
        most = self.numbers.percent(float(as_shown(saving.high or 1.0, 3, ROUND_CEILING)))
        name = "uncertainty saves always" if count == tried else "uncertainty saves"
        yield self.say(name, count=self.numbers.plain(count), total=self.numbers.plain(tried), least=least, most=most)

    def _tell_adapted(self) -> Iterator[str]:
        solved = len(self.found.known("adapted_saves_kr"))
        if self.found.adapted_range_kr is not None:
            yield self.say("uncertainty adapted", **self.write_range(self.found.adapted_range_kr), solved=solved)
            if not self.found.same_cases:
                kept = len(self.found.known("saves_kr"))
                yield self.say("uncertainty other cases", kept=self.numbers.plain(kept), solved=solved)
        mean_kr, regrets = self.found.mean_regret_kr, self.found.known("regret_kr")
        if mean_kr is None:
            return
        if max(regrets) < A_KRONE:
            yield self.say("uncertainty regret none", solved=len(regrets))
            return
        yield self.say("uncertainty regret", mean=self.numbers.million_kr(mean_kr), solved=len(regrets))
        if self.found.most_regret_kr is not None:
            yield self.say("uncertainty regret most", most=self.numbers.at_most_kr(self.found.most_regret_kr))

    def _tell_kept_out(self) -> Iterator[str]:
        """The samples in which the plan cannot be kept, or there is none, each kind counted."""
        total = len(self.found.table)
        for outcome, name in KEPT_OUT.items():
            count = self.found.outcomes[outcome]
            if count:
                yield self.say(name, count=count, total=total, why=", ".join(self._reasons(outcome)[:CARRYING]))
        ended = Counter(self.found.table["status"])
        solved = total - ended[""]
        for status, name in (("infeasible", "uncertainty infeasible"), ("no solution found", "uncertainty unsolved")):
            if ended[status]:
                yield self.say(name, count=ended[status], total=solved)

    def _reasons(self, outcome: Outcome) -> list[str]:
        """Why samples ended so, the commonest first: rules in words."""
        told = self.found.table.loc[self.found.table["outcome"] == outcome, "breaks"]
        if outcome != "breaks":
            return [str(why) for why, _ in Counter(told).most_common() if why]
        rules = Counter(rule for rules in told for rule in str(rules).split(", "))
        return [rule_words(self, rule) for rule, _ in rules.most_common()]

    def _tell_due(self) -> Iterator[str]:
        shares, inputs = self.found.shares, len(self.found.ranges)
        if shares is None:
            needed = samples_needed(inputs, in_pairs=False)
            few = len(self.found.known("saves_kr")) < needed
            yield self.say("uncertainty due few" if few else "uncertainty due nothing", needed=needed)
            return
        carrying = [row for row in self._shares[:CARRYING] if row["first"] >= COUNTS and row["first_low"] > 0]
        if carrying:
            told = [
                self.say(
                    "uncertainty share", parameter=self.words.name(row["parameter"]), **self._share_of(row, "first")
                )
                for row in carrying
            ]
            yield self.say("uncertainty due", assumptions=self.join_list(told))
            yield from tell_natures(self.words, [row["parameter"] for row in carrying])
        if shares.interplay is None:
            yield self.say("uncertainty pairs few", needed=shares.needed)
        else:
            yield from self._tell_pairs(rows_of_frame(self.found.by_pair))
        if shares.unexplained >= UNEXPLAINED:
            alone = "uncertainty not by one" if shares.interplay is None else "uncertainty unexplained"
            yield self.say(alone, share=self.numbers.percent(shares.unexplained))

    def _tell_pairs(self, pairs: list[FrameRow]) -> Iterator[str]:
        """The two that matter most together, and those whose interplay is largest where that is two others."""
        if not pairs:
            return
        first, most = pairs[0], max(pairs, key=lambda row: float(row["interplay"]))
        name = "uncertainty pair" if first["interplay_low"] > 0 else "uncertainty pair apart"
        told = {**self._name_pair(first), **self._share_of(first, "together")}
        yield self.say(name, **told, interplay=self.numbers.percent(first["interplay"]))
        if most is not first and most["interplay_low"] > 0 and most["interplay"] >= COUNTS:
            told = {**self._name_pair(most), **self._share_of(most, "interplay")}
            yield self.say("uncertainty interplay", **told)

    def _name_pair(self, row: RowValues) -> dict[str, str]:
        return {"one": self.words.name(row["parameter"]), "other": self.words.name(row["other"])}

    def _share_of(self, row: RowValues, column: str) -> dict[str, str]:
        ends = {name: self.numbers.percent(row[f"{column}_{name}"]) for name in ("low", "high")}
        return {"share": self.numbers.percent(row[column]), **ends}

    def _tell_left_out(self) -> Iterator[str]:
        decided = [name for name, nature in self.found.left_out.items() if nature in ("decision", "method")]
        others = [name for name in self.found.left_out if name not in decided]
        if decided:
            yield self.say("uncertainty left out", parameters=self.join_list(self.words.list_names(decided)))
        if others:
            yield self.say("uncertainty no range", parameters=self.join_list(self.words.list_names(others)))

    # ---- the table -----------------------------------------------------------------------------

    def _tell_share(self, row: FrameRow) -> RowValues:
        parameter, ends = row["parameter"], {}
        for name in ("low", "high", "base_value"):
            of_factor = row["factor"] and row[name] is not None
            told = self.words.factor(row[name]) if of_factor else self.words.value(parameter, row[name])
            ends[name] = OutputCell(row[name], told)
        nature = self.say(NATURES[row["nature"]]) if row["nature"] in NATURES else ""
        return {
            **row,
            **ends,
            "name": self.words.name(parameter),
            "nature": nature,
            "bar": f"{BLOCK * round(BAR * (row['first'] or 0.0)):<{BAR}}",
        }
