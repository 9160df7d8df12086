"""What stricter targets cost, in sentences that a board understands and as a table."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from optimiser.comparison.shadow_prices import SERVICE, SHARE, ShadowPrices
from optimiser.data.settings import Language
from optimiser.data.tolerances import A_KRONE
from optimiser.report.localizer import NONE, Numbers, phrase
from optimiser.report.tables.studies import SHADOW_PRICES
from optimiser.report.tables.table import FilledTable, OutputCell, RowValues
from optimiser.result.frames import rows_of_frame
from optimiser.rules.rule import COUNTRY

STAR = "*"
SENTENCES = {
    "out of reach": "price out of reach",
    "impossible together": "price impossible together",
    "not found": "price not found",
}
"""The sentence for each status but priced, which has several."""
SCOPES = {"national": "scope national", "municipality": "scope municipality", "centre": "scope centre"}
DECIMALS = 2
"""Decimals of targets that are no shares, at least; a stricter target has as many as tell it from the target now."""
MOST_DECIMALS = 6
SPAN = ("least_kr", "most_kr")


@dataclass(frozen=True)
class PriceSummary:
    """Tells shadow prices in one language."""

    prices: ShadowPrices
    language: Language

    @property
    def numbers(self) -> Numbers:
        """Numbers in the summary's language."""
        return Numbers(self.language)

    def say(self, name: str, /, **figures: object) -> str:
        """A sentence in the summary's language."""
        return phrase(name, self.language, **figures)

    @property
    def rows(self) -> list[dict[Any, Any]]:
        """The rows of the table of prices, with None where there is no figure."""
        return rows_of_frame(self.prices.prices)

    def tell_answer(self) -> Iterator[str]:
        """A sentence for each target."""
        yield self.say("prices of", cost=self.numbers.million_kr(self.prices.now.objective_kr))
        for row in self.rows:
            yield f"  {self.tell_price(row)}"

    def fill_table(self) -> FilledTable:
        """Return a row for each target. A star after a cost says that it is not proven."""
        return FilledTable(SHADOW_PRICES, [self._tell_price(row) for row in self.rows])

    def tell_legend(self) -> Iterator[str]:
        """What the columns mean, and the star if there is one."""
        points = self.say("percentage points", points=self.numbers.plain(self.prices.points * 100, 1))
        yield self.say("prices legend", points=points, share=self.numbers.percent(self.prices.points))
        if any(row["status"] == "priced" and not row["proven"] for row in self.rows):
            yield self.say("prices star")
        yield self.say("rounded")

    def tell_price(self, row: RowValues) -> str:
        """Return what a stricter target costs, and what is proven of it."""
        figure = self._figures_of(row)
        return self.say(
            SENTENCES.get(row["status"]) or self._of_priced(row),
            target=self.name_target(row["target"]),
            now=figure(row["target_now"]),
            then=figure(row["target_then"]),
            scope=self.say(SCOPES[row["scope"]]),
            kr=self._write_kr(row["cost_kr"]),
            least=self.numbers.at_least_kr(row["least_kr"]),
            most=self.numbers.at_most_kr(row["most_kr"]),
            best=figure(row["best"]),
            at=self._tell_place(row["best_at"]),
        )

    def _of_priced(self, row: RowValues) -> str:
        if row["most_kr"] is None:
            return "price unbounded"
        if not row["proven"]:
            return "price not proven"
        return "price proven between" if row["most_kr"] - row["least_kr"] >= A_KRONE else "price proven"

    def _tell_price(self, row: RowValues) -> RowValues:
        figure = self._figures_of(row)
        shown = {name: OutputCell(row[name], figure(row[name])) for name in ("value", "target_now", "target_then")}
        return {
            "target": self.name_target(row["target"]),
            **shown,
            "cost_kr": self._cost_cell(row),
            "gaps": self._write_gaps(row),
            **{name: row[name] for name in SPAN},
        }

    def _cost_cell(self, row: RowValues) -> OutputCell | str:
        if row["status"] == "priced":
            return OutputCell(row["cost_kr"], mark="" if row["proven"] else STAR)
        return self.say("price unknown" if row["status"] == "not found" else "not reachable")

    def _write_gaps(self, row: RowValues) -> str:
        if row["status"] != "priced":
            return NONE
        return " + ".join(self.numbers.millions(row[name], 2) for name in ("gap_now_kr", "gap_then_kr"))

    def _figures_of(self, row: RowValues) -> "_Figures":
        return _Figures(self.numbers, str(row["unit"]), float(row["target_now"]), float(row["target_then"]))

    def _write_kr(self, amount: float | None) -> str:
        return NONE if amount is None else self.numbers.million_kr(amount)

    def name_target(self, target: str) -> str:
        """Return what a target is called."""
        if target == SERVICE:
            return self.say("in time")
        kpi = next(row for row in self.prices.now.instance.tables.kpis if row.kpi == target)
        return (kpi.name_da if self.language == "da" else kpi.name_en) or target

    def _tell_place(self, place: str | None) -> str:
        return "" if place in ("", None, COUNTRY) else self.say("at place", place=place)


@dataclass(frozen=True)
class _Figures:
    """Writes the figures of one target, with as many decimals as tell the stricter target from the other."""

    numbers: Numbers
    unit: str
    now: float
    then: float

    def __call__(self, value: float | None) -> str:
        if value is None:
            return NONE
        if self.unit == SHARE:
            return self.numbers.percent(value, self._decimals_needed(1, 100.0))
        return self.numbers.plain(value, self._decimals_needed(DECIMALS, 1.0))

    def _decimals_needed(self, least: int, factor: float) -> int:
        """Decimals in which both targets can be told apart."""
        apart = (n for n in range(least, MOST_DECIMALS) if round(self.now * factor, n) != round(self.then * factor, n))
        return next(apart, MOST_DECIMALS)
