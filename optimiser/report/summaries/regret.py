"""What decided structures are regretted by: two recommendations in words, and structures against futures as tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from optimiser.data.checking_years import years_in_words
from optimiser.data.instance import Today
from optimiser.data.settings import Language
from optimiser.data.tolerances import A_KRONE
from optimiser.report.localizer import Localizer, either, phrase
from optimiser.report.summaries.volumes import differs, tell_saved
from optimiser.report.tables.regret import COST_MATRIX, REGRET_MATRIX, of_years
from optimiser.report.tables.table import FilledTable, OutputTable, list_names, repeated_name
from optimiser.sensitivity.regret import Recommendation, Regret

FUTURES_A_TABLE = 6
"""Futures that stand beside each other in a terminal of 80 columns."""
OF_ONE = "regret minimax", "regret minimax never dearer"
OF_SEVERAL = "regret minimax of several", "regret minimax never dearer of several"
"""What is said of what is least to regret, where it is dearer in some future and where in none."""
LEAST = "regret minimax is", "regret minimax in question", "regret minimax alike"
CHEAPEST = "regret expected is", "regret expected in question", "regret expected alike"
"""How that begins where it is proven, where it is not, and where several are alike."""
MINIMAX = "regret minimax no proof", "regret minimax proof"
EXPECTED = "regret expected no proof", "regret expected proof"
"""What is said of the next, where it is not proven and where it is."""
WHOLE = 0.999999
"""Probabilities that add up to less are those of some futures only."""


def name_structures(regret: Regret, localizer: Localizer) -> Regret:
    """Return a regret with its structures under the names that readers know them by."""
    tried = tuple(replace(each, structure=localizer.call_system(each.structure)) for each in regret.tried)
    today = {localizer.call_system(name): figures for name, figures in regret.today.items()}
    return replace(regret, today=today, tried=tried)


@dataclass(frozen=True)
class RegretSummary(Localizer):
    """Tells regret in one language."""

    regret: Regret
    language: Language

    def say(self, name: str, /, **figures: object) -> str:
        """Return a sentence in the language; its money is of a year, or of all years that are planned."""
        span = phrase("sweep all years" if self.regret.years else "sweep a year", self.language)
        return super().say(name, **{"span": span, **figures})

    def tell_answer(self) -> Iterator[str]:
        """Which structure is regretted least at worst, which is cheapest on average, and what fewer contacts save."""
        yield from self._tell_first_step()
        yield self._tell_minimax()
        yield from self._tell_expected()
        yield from self._tell_hindsight()
        yield from self._without_plan()
        yield from self.tell_saved()

    def _tell_first_step(self) -> Iterator[str]:
        """Of plans over years what is decided."""
        if self.regret.years:
            yield self.say("regret whole path" if self._whole else "regret first step", **self._years_told())

    @property
    def _whole(self) -> bool:
        """True where all years are decided on today's figures, so that none is planned anew."""
        return self.regret.first_step == self.regret.years

    def _years_told(self) -> dict[str, object]:
        years, step = self.regret.years, self.regret.first_step
        return {"first": years[0], "last": years[-1], "step": years_in_words(step)}

    def tell_legend(self) -> str:
        """What the money is of, and what is decided."""
        if self.regret.years:
            legend = "regret legend of whole path" if self._whole else "regret legend of years"
            return self.say(legend, **self._years_told())
        return self.say("regret legend")

    def tell_futures(self) -> Iterator[str]:
        """The futures by number, in a line each."""
        yield self.say("regret futures")
        for number, row in enumerate(self.regret.futures, start=1):
            share = None if row.probability is None else self.numbers.percent(row.probability, 0)
            yield "  " + self.say(
                "regret future",
                number=number,
                name=row.future,
                told=either(self.language, row.description_da, row.description_en),
                probability=self.say("regret probability", share=share) if share else "",
            )

    def tell_saved(self) -> Iterator[str]:
        """Of each future in which answering as today comes to something else, what that saves and what organising does.

        Of the structure that is regretted least, or the first.
        """
        record, costs = self.regret.record, self.regret.costs.set_index(["structure", "future"])["cost_kr"]
        structure = self.regret.minimax.structure if self.regret.minimax else next(iter(self.regret.today), "")
        if self.regret.years or record.get("today_kr") is None:  # the record knows them in one year alone
            return
        was = Today(record["today_kr"], record["contacts"])
        for entry in record["futures"]:
            cost_kr = self._known_value(costs.get((structure, entry["future"])))
            if entry.get("today_kr") is None or cost_kr is None:
                continue
            now = Today(entry["today_kr"], entry["contacts"])
            if differs(was, now):
                plan = self.say("regret plan in future", structure=structure, future=entry["future"])
                yield tell_saved(self, was, now, cost_kr, plan)

    def fill_tables(self) -> Iterator[FilledTable]:
        """Return what every structure costs in every future, by number, then its regret; a few futures at a time."""
        numbers = range(len(self.regret.futures))
        tables = (("cost_kr", COST_MATRIX), ("regret_kr", REGRET_MATRIX))
        for column, table in ((name, of_years(one, self.regret.years)) for name, one in tables):
            for start in range(0, len(numbers), FUTURES_A_TABLE):
                yield self._fill_table(column, table, numbers[start : start + FUTURES_A_TABLE])

    # ---- sentences -----------------------------------------------------------------------------

    def _tell_minimax(self) -> str:
        best = self.regret.minimax
        if best is None:
            return self.say("regret nowhere minimax")
        row = self.regret.table.set_index("structure").loc[best.structure]
        told = {
            "lead": self._tell_lead(LEAST, best),
            "future": row["worst_future"],
            "proof": self._tell_proof(best, MINIMAX),
        }
        dearer, never = OF_SEVERAL if best.alike else OF_ONE
        told["found"] = self.in_plans_found(best.off_kr)
        name = dearer if best.value_kr > A_KRONE else never
        return self.say(name, regret=self.numbers.million_kr(best.value_kr), **told)

    def _tell_lead(self, leads: tuple[str, str, str], best: Recommendation) -> str:
        """Which structure a measure recommends, or which are alike; nothing is recommended that is not proven."""
        known, in_question, alike = leads
        if best.alike:
            return self.say(alike, structures=self.join_list(best.best))
        return self.say(in_question if best.in_question else known, structure=best.structure)

    def _tell_expected(self) -> Iterator[str]:
        best, weights = self.regret.cheapest_expected, self.regret.weights
        if not weights:
            yield self.say("regret no probabilities")
            return
        if best is None:
            yield self.say("regret nowhere expected")
        else:
            told = {"lead": self._tell_lead(CHEAPEST, best), "proof": self._tell_proof(best, EXPECTED)}
            yield self.say("regret expected", cost=self.numbers.million_kr(best.value_kr), **told)
        given = sum(row.probability or 0.0 for row in self.regret.futures)
        if given < WHOLE:
            yield self.say("regret scaled", share=self.numbers.percent(given, 0))

    def _tell_proof(self, best: Recommendation, sentences: tuple[str, str]) -> str:
        if best.runner_up is None:
            return self.say("regret alone")
        if best.alike:
            told, others = self.say("regret none preferred"), best.in_question
            if not others:
                return told
            return f"{told} {self.say('regret others in question', structures=self.join_list(others))}"
        return self.say(
            sentences[best.proven],
            other=best.runner_up,
            difference=self.numbers.million_kr(best.difference_kr),
            gaps=self.numbers.million_kr(best.gaps_kr),
        )

    def _tell_hindsight(self) -> Iterator[str]:
        costs = self.regret.costs
        lost = costs[costs["hindsight_proven"].astype(bool)].to_dict("records")
        if lost:
            row = max(lost, key=lambda row: float(row["hindsight_kr"]))
            cost = self.numbers.million_kr(float(row["hindsight_kr"]))
            largest = float(costs["hindsight_kr"].astype(float).max()) <= float(row["hindsight_kr"])
            name = "regret hindsight" if largest else "regret hindsight of proven"
            yield self.say(name, cost=cost, structure=row["structure"], future=row["future"])

    def _without_plan(self) -> Iterator[str]:
        undecided = [name for name, found in self.regret.today.items() if found["objective_kr"] is None]
        if undecided:
            yield self.say("regret undecided", structures=", ".join(undecided))
        costs = self.regret.costs
        missing = costs[costs["cost_kr"].isna() & ~costs["structure"].isin(undecided)]
        for structure, rows in missing.groupby("structure", sort=False):
            yield self.say("regret without plan", structure=structure, futures=", ".join(rows["future"]))

    # ---- tables --------------------------------------------------------------------------------

    def _fill_table(self, column: str, table: OutputTable, numbers: Sequence[int]) -> FilledTable:
        names = {str(number + 1): self.regret.futures[number].future for number in numbers}
        found = self.regret.costs.set_index(["structure", "future"])[column]
        rows = [
            {
                "structure": name,
                **{
                    repeated_name(column, key): self._known_value(found.get((name, future)))
                    for key, future in names.items()
                },
            }
            for name in self.regret.today
        ]
        return FilledTable(table, rows, repeats={column: list_names(list(names))})

    @staticmethod
    def _known_value(value: Any) -> float | None:
        return None if pd.isna(value) else float(value)
