"""What each requirement costs the country, in sentences that a board understands and as a table."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from optimiser.comparison.requirement_prices import RequirementPrices, requirements_to_price
from optimiser.data.instance import Instance
from optimiser.data.settings import Language
from optimiser.data.tolerances import A_KRONE
from optimiser.report.parameters import ParameterWords
from optimiser.report.summaries.requirements import RequirementWords
from optimiser.report.tables.studies import REQUIREMENTS
from optimiser.report.tables.table import FilledTable, OutputCell, RowValues
from optimiser.result.frames import rows_of_frame

STAR = "*"


@dataclass(frozen=True)
class RequirementPriceSummary(RequirementWords):
    """Tells what requirements cost in one language."""

    prices: RequirementPrices
    language: Language

    @property
    def instance(self) -> Instance:
        """The instance whose requirements are priced."""
        return self.prices.now.instance

    @property
    def rows(self) -> list[dict[Any, Any]]:
        """The rows of the table of prices, with None where there is no figure."""
        return rows_of_frame(self.prices.prices)

    @cached_property
    def words(self) -> ParameterWords:
        """What tells the parameters that hold what is required."""
        parameters = [str(row["parameter"]) for row in self.rows]
        return ParameterWords.in_instance(self.language, self.instance, parameters)

    @cached_property
    def _asked(self) -> dict[str, str]:
        """What is required, by the parameter that takes it away."""
        return {one.parameter: self.tell_rule(one) for one in requirements_to_price(self.instance, everything=True)}

    def tell_answer(self) -> Iterator[str]:
        """A sentence for each requirement."""
        yield self.say("requirements of", cost=self.numbers.million_kr(self.prices.now.objective_kr))
        for row in self.rows:
            yield f"  – {self.tell_price(row)}"

    def tell_price(self, row: RowValues) -> str:
        """Return what a requirement costs, and what is proven of it."""
        sentence = self.say(
            self._sentence_of(row),
            asked=self.name_asked(row),
            kr=self.numbers.million_kr(row["cost_kr"]),
            least=self.numbers.at_least_kr(row["least_kr"]),
            most=self.numbers.at_most_kr(row["most_kr"]),
        )
        told = sentence[:1].upper() + sentence[1:]
        if row["status"] != "priced" or row["pay_more"] == row["pay_more_without"]:
            return told
        counts = {name: self.numbers.plain(row[name]) for name in ("pay_more", "pay_more_without")}
        return f"{told} {self.say('requirement pay more', **counts)}"

    def name_asked(self, row: RowValues) -> str:
        """Return what is required; the name of the parameter of what is no longer known."""
        parameter = str(row["parameter"])
        return self._asked[parameter] if parameter in self._asked else self.words.name(parameter)

    def fill_table(self) -> FilledTable:
        """Return a row for each requirement. A star after a cost says that it is not proven."""
        return FilledTable(REQUIREMENTS, [self._tell_row(row) for row in self.rows])

    def tell_legend(self) -> Iterator[str]:
        """What the columns mean, and the star if there is one."""
        yield self.say("requirements legend")
        if any(map(self._is_open, self.rows)):
            yield self.say("requirements star")
        yield self.say("rounded")

    @staticmethod
    def _is_open(row: RowValues) -> bool:
        """True where it is neither proven to cost something nor proven to cost nothing."""
        free = row["most_kr"] is not None and row["most_kr"] < A_KRONE
        return row["status"] == "priced" and not row["proven"] and not free

    @staticmethod
    def _sentence_of(row: RowValues) -> str:
        if row["status"] != "priced":
            return "requirement not found"
        if row["most_kr"] is None or row["least_kr"] is None:
            return "requirement unbounded"
        if row["most_kr"] < A_KRONE:
            return "requirement free"
        if not row["proven"]:
            return "requirement not proven"
        return "requirement between" if row["most_kr"] - row["least_kr"] >= A_KRONE else "requirement proven"

    def _tell_row(self, row: RowValues) -> RowValues:
        priced = row["status"] == "priced"
        cost = OutputCell(row["cost_kr"], mark=STAR if self._is_open(row) else "")
        return {
            "asks": self.name_asked(row),
            "name": self.words.name(row["parameter"]),
            "parameter": row["parameter"],
            "cost_kr": cost if priced else self.say("price unknown"),
            "least_kr": row["least_kr"],
            "most_kr": row["most_kr"],
            "pay_more_without": row["pay_more_without"],
        }
