"""Between what the total lies when all assumptions are uncertain at once, and which of them that is due to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from typing import Any, Literal

import pandas as pd

from optimiser.comparison.columns import GAP, STATUS
from optimiser.data.columns import Nature
from optimiser.data.run_tables import ColumnMeaning
from optimiser.data.tables import nature_of
from optimiser.sensitivity.ranges import Range
from optimiser.sensitivity.sampling import (
    Estimate,
    draw_uniform,
    estimate_quantile,
    estimate_share,
    tolerance_range,
    upper_limit,
)
from optimiser.sensitivity.variance import VarianceShares, share_variance

Outcome = Literal["kept", "breaks", "invalid", "failed"]
"""What becomes of the plan in a sample: it is kept, breaks a rule, the figures are no instance, or nothing is known."""
DECIDED: frozenset[Nature] = frozenset(("decision", "method"))
"""What is chosen, not found out, and so is not drawn unless it is named."""
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)

SAMPLES: Mapping[str, ColumnMeaning] = {
    "sample": ColumnMeaning("number of the sample", "stikprøvens nummer"),
    "outcome": ColumnMeaning(
        "kept: the plan can be kept; breaks: it breaks a rule there; invalid: the figures drawn are no valid instance; "
        "failed: the solver failed",
        "kept: planen kan beholdes; breaks: den bryder en regel dér; invalid: de trukne tal er ikke et gyldigt "
        "datasæt; failed: beregningen mislykkedes",
    ),
    "today_kr": ColumnMeaning("cost today, at the figures drawn", "udgiften i dag med de trukne tal", "kr./year"),
    "held_kr": ColumnMeaning(
        "cost of the plan there, with who answers what left unchanged; blank where it breaks a rule",
        "planens udgift dér, når det er uændret, hvem der besvarer hvad; tomt, hvor den bryder en regel",
        "kr./year",
    ),
    "saves_kr": ColumnMeaning(
        "today_kr - held_kr: what the plan saves, kept as it is",
        "today_kr - held_kr: hvad planen sparer, når den beholdes",
        "kr./year",
    ),
    "breaks": ColumnMeaning(
        "the rules that the plan breaks there; what is wrong with the figures where they are no instance",
        "de regler, planen bryder dér; hvad der er galt med tallene, hvor de ikke er et datasæt",
    ),
    "status": STATUS,
    "objective_kr": ColumnMeaning(
        "cost of the cheapest plan found there; blank where it was not solved again",
        "udgiften for den billigste plan, der er fundet dér; tomt, hvor der ikke er løst igen",
        "kr./year",
    ),
    "bound_kr": ColumnMeaning("no plan costs less than this there", "ingen plan koster mindre dér", "kr./year"),
    "gap": GAP,
    "adapted_saves_kr": ColumnMeaning(
        "what that plan saves against the cost today", "hvad den plan sparer i forhold til i dag", "kr./year"
    ),
    "regret_kr": ColumnMeaning(
        "held_kr - objective_kr: what keeping the plan costs, against the cheapest plan found",
        "held_kr - objective_kr: hvad det koster at beholde planen i forhold til den billigste fundne",
        "kr./year",
    ),
    "most_regret_kr": ColumnMeaning(
        "held_kr - bound_kr: keeping the plan costs no more than this, whatever other plan there is",
        "held_kr - bound_kr: mere koster det ikke at beholde planen, hvilken anden plan der end er",
        "kr./year",
    ),
}
"""The columns of the samples, beside one for each assumption: the value drawn for it."""

QUANTILE_COLUMNS: Mapping[str, ColumnMeaning] = {
    "of": ColumnMeaning(
        "kept: what the plan saves as it is; adapted: what the best plan found there saves; regret: what keeping costs",
        "kept: hvad planen sparer uændret; adapted: hvad den bedste plan dér sparer; regret: hvad det koster at "
        "beholde planen",
    ),
    "share": ColumnMeaning("the share of the samples that lie below", "den andel af stikprøverne, der ligger under"),
    "kr": ColumnMeaning("the value below which they lie", "den værdi, de ligger under", "kr./year"),
    "low_kr": ColumnMeaning(
        "lower end of its interval (95 %); blank where the samples are too few",
        "intervallets nedre ende (95 %); tomt, hvor stikprøverne er for få",
        "kr./year",
    ),
    "high_kr": ColumnMeaning("upper end of its interval", "intervallets øvre ende", "kr./year"),
}
"""The columns of the quantiles."""


def _interval(of: tuple[str, str], name: str) -> dict[str, ColumnMeaning]:
    return {
        name: ColumnMeaning(*of, "share"),
        f"{name}_low": ColumnMeaning("lower end of its interval (95 %)", "nedre ende af dens interval (95 %)", "share"),
        f"{name}_high": ColumnMeaning("upper end of its interval", "øvre ende af dens interval", "share"),
    }


SHARES: Mapping[str, ColumnMeaning] = {
    "parameter": ColumnMeaning("dotted name of the assumption", "punktnavn på antagelsen"),
    "low": ColumnMeaning("lowest value drawn; a factor where factor is true", "laveste værdi; en faktor, hvor factor"),
    "high": ColumnMeaning("highest value", "højeste værdi"),
    "factor": ColumnMeaning(
        "true where the figures are multiplied by what is drawn", "sandt, hvor tallene ganges med det, der trækkes"
    ),
    "base_value": ColumnMeaning(
        "its value in the instance; blank where its rows differ", "værdien i datasættet; tomt, hvor rækkerne er ulige"
    ),
    "nature": ColumnMeaning(
        "what it is to those who decide: fact, reference, decision or method",
        "hvad den er for dem, der beslutter: fact (faktum), reference (omkostningskurvens "
        "udgangspunkt), decision (beslutning) eller method (metode)",
    ),
    **_interval(
        (
            "share of the variance of what the kept plan saves that is due to it alone",
            "den andel af variansen i det, den beholdte plan sparer, der skyldes den alene",
        ),
        "first",
    ),
}
"""The columns of the shares of the variance: a row is an assumption."""
PAIRS: Mapping[str, ColumnMeaning] = {
    "parameter": ColumnMeaning("dotted name of an assumption", "punktnavn på en antagelse"),
    "other": ColumnMeaning("dotted name of another", "punktnavn på en anden"),
    **_interval(
        (
            "share of the variance that is due to the two together: to each, and to their interplay",
            "den andel af variansen, der skyldes de to tilsammen: hver for sig og deres samspil",
        ),
        "together",
    ),
    **_interval(
        (
            "share that is due to their interplay alone: to the two at once beyond each by itself",
            "den andel, der skyldes samspillet alene: de to på én gang ud over hver for sig",
        ),
        "interplay",
    ),
}
"""The columns of the pairs: a row is two assumptions."""


@dataclass(frozen=True)
class Uncertainty:
    """What a plan saves in each of the samples, kept as it is; and in some of them what the best plan there would.

    `base` are the figures of the plan that is held, `ranges` what is drawn, each uniform in its range and independent
    of the others, `seed` what with. `table` has a row a sample, in the order drawn. `left_out` are assumptions with a
    range that were not drawn, each with its nature. `record` says how it was made.
    """

    base: Mapping[str, Any]
    ranges: tuple[Range, ...]
    seed: int
    table: pd.DataFrame
    left_out: Mapping[str, Nature] = field(default_factory=dict)
    record: Mapping[str, Any] = field(default_factory=dict)

    @property
    def has_plan(self) -> bool:
        """True where there is a plan that can be kept."""
        return self.base["objective_kr"] is not None

    @cached_property
    def outcomes(self) -> dict[Outcome, int]:
        """How many samples ended how."""
        found = self.table["outcome"].tolist()
        return {name: found.count(name) for name in ("kept", "breaks", "invalid", "failed")}

    def known(self, column: str) -> list[float]:
        """Return the figures of a column, where there are any."""
        return [float(value) for value in self.table[column] if not pd.isna(value)]

    @property
    def range_kr(self) -> tuple[float, float] | None:
        """Between what the kept plan saves in at least nine of ten of the cases in which it can be kept."""
        return tolerance_range(self.known("saves_kr"))

    @property
    def adapted_range_kr(self) -> tuple[float, float] | None:
        """Between what the best plans found save in at least nine of ten cases."""
        return tolerance_range(self.known("adapted_saves_kr"))

    @property
    def same_cases(self) -> bool:
        """True where what the kept plan saves and what the adapted ones do are known of the same cases."""
        return bool((self.table["saves_kr"].isna() == self.table["adapted_saves_kr"].isna()).all())

    @property
    def most_regret_kr(self) -> float | None:
        """What keeping the plan costs at most in at least nine of ten of the cases in which it can be kept."""
        return upper_limit(self.known("most_regret_kr"))

    @property
    def mean_regret_kr(self) -> float | None:
        """What keeping the plan costs on average, against the plans found."""
        regrets = self.known("regret_kr")
        return sum(regrets) / len(regrets) if regrets else None

    @property
    def saving(self) -> Estimate | None:
        """In what part of all cases the plan can be kept and saves anything."""
        tried = self.outcomes["kept"] + self.outcomes["breaks"]
        return estimate_share(sum(saves > 0 for saves in self.known("saves_kr")), tried) if tried else None

    @cached_property
    def shares(self) -> VarianceShares | None:
        """What the variance of what the kept plan saves is due to; None where it does not vary, or samples are few."""
        drawn = draw_uniform(self.seed, len(self.table), len(self.ranges))
        return share_variance(drawn[self.table["saves_kr"].notna()], self.known("saves_kr"))

    @cached_property
    def quantiles(self) -> pd.DataFrame:
        """A row is a quantile of what is saved kept and adapted, or of what keeping costs, with its interval."""
        return pd.DataFrame(list(self._list_quantiles()), columns=list(QUANTILE_COLUMNS))

    def _list_quantiles(self) -> Iterator[dict[str, Any]]:
        for of, column in (("kept", "saves_kr"), ("adapted", "adapted_saves_kr"), ("regret", "regret_kr")):
            values = self.known(column)
            for share in QUANTILES if values else ():
                found = estimate_quantile(values, share)
                yield {"of": of, "share": share, "kr": found.value, "low_kr": found.low, "high_kr": found.high}

    @cached_property
    def by_assumption(self) -> pd.DataFrame:
        """A row is an assumption, the largest share of the variance first; without shares as they were asked for."""
        rows = [
            {
                **{"parameter": each.parameter, "factor": each.factor, "base_value": each.base},
                **dict(zip(("low", "high"), each.spread or (None, None), strict=True)),
                "nature": nature_of(each.parameter) or "",
                **_tell_interval("first", self.shares.first[at] if self.shares else None),
            }
            for at, each in enumerate(self.ranges)
        ]
        return _largest_first(pd.DataFrame(rows, columns=list(SHARES)), "first")

    @cached_property
    def by_pair(self) -> pd.DataFrame:
        """A row is two assumptions, those that matter most together first; none where the samples are too few."""
        together = self.shares.together if self.shares else None
        interplay = self.shares.interplay if self.shares else None
        rows = [
            {
                **{"parameter": self.ranges[one].parameter, "other": self.ranges[two].parameter},
                **_tell_interval("together", together[one, two]),
                **_tell_interval("interplay", interplay[one, two]),
            }
            for one, two in combinations(range(len(self.ranges)), 2)
            if together is not None and interplay is not None
        ]
        return _largest_first(pd.DataFrame(rows, columns=list(PAIRS)), "together")


def _tell_interval(name: str, found: Estimate | None) -> dict[str, float | None]:
    if found is None:
        return {name: None, f"{name}_low": None, f"{name}_high": None}
    return {name: found.value, f"{name}_low": found.low, f"{name}_high": found.high}


def _largest_first(table: pd.DataFrame, column: str) -> pd.DataFrame:
    return table.sort_values(column, ascending=False, kind="stable", na_position="last").reset_index(drop=True)


def tabulate_samples(ranges: Sequence[Range], rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Return the table of samples: the number, the values drawn, and what was found."""
    first, *others = SAMPLES
    return pd.DataFrame(list(rows), columns=[first, *(each.parameter for each in ranges), *others])
