"""Regret: what a structure decided as of today costs more, in each future, than the best of those compared."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import pandas as pd

from optimiser.comparison.columns import GAP
from optimiser.data.choice_rows import Future
from optimiser.data.run_tables import ColumnMeaning
from optimiser.data.tolerances import A_KRONE

# ---- What stands in each column of a regret's tables, in the order they are written ---------------

# Money in kr. a year.


COSTS: Mapping[str, ColumnMeaning] = {
    "structure": ColumnMeaning(
        "the structure or system whose plan was decided on today's figures",
        "den struktur eller det system, hvis plan er besluttet på dagens tal",
    ),
    "future": ColumnMeaning("the future it is tried in", "den fremtid, den prøves i"),
    "status": ColumnMeaning(
        "of the decided plan in the future: optimal, feasible, infeasible, no solution found, or failed",
        "for den besluttede plan i fremtiden: optimal, feasible (mulig), infeasible (umulig), no solution found "
        "(ingen plan fundet) eller failed (mislykket)",
    ),
    "cost_kr": ColumnMeaning(
        "what the decided plan costs there with the best possible operation; unavoidable costs included",
        "hvad den besluttede plan koster dér med den bedst mulige drift; de uundgåelige udgifter er medregnet",
        "kr./year",
    ),
    "bound_kr": ColumnMeaning("it cannot cost less than this", "den kan ikke koste mindre", "kr./year"),
    "gap": GAP,
    "unavoidable_kr": ColumnMeaning(
        "of that, what is paid whatever happens: the year's investment in what was decided, used or not",
        "heraf det, der betales, uanset hvad der sker: årets del af investeringen i det besluttede, brugt eller ej",
        "kr./year",
    ),
    "regret_kr": ColumnMeaning(
        "what it costs more than the cheapest of the structures in that future",
        "hvad den koster mere end den billigste af strukturerne i den fremtid",
        "kr./year",
    ),
    "redecided_status": ColumnMeaning(
        "of the best plan of the structure, had the future been known",
        "for strukturens bedste plan, hvis fremtiden havde været kendt",
    ),
    "redecided_cost_kr": ColumnMeaning("what that plan costs", "hvad den plan koster", "kr./year"),
    "redecided_bound_kr": ColumnMeaning(
        "no plan of the structure costs less than this in the future",
        "ingen plan i strukturen koster mindre i den fremtid",
        "kr./year",
    ),
    "redecided_gap": ColumnMeaning(
        "(cost - bound) / cost of that plan", "(udgift - nedre grænse) / udgift for den plan", "share"
    ),
    "hindsight_kr": ColumnMeaning(
        "what the decided plan costs more than that plan", "hvad den besluttede plan koster mere end den", "kr./year"
    ),
    "hindsight_proven": ColumnMeaning(
        "true when that is more than the two gaps together", "sandt, når det er mere end de to afstande tilsammen"
    ),
}

REGRETS: Mapping[str, ColumnMeaning] = {
    "structure": COSTS["structure"],
    "today_kr": ColumnMeaning(
        "what its plan costs on today's figures", "hvad dens plan koster på dagens tal", "kr./year"
    ),
    "worst_regret_kr": ColumnMeaning(
        "its largest regret in any future; blank where it has no plan in one",
        "dens største fortrydelse i nogen fremtid; tomt, hvor den ingen plan har i en af dem",
        "kr./year",
    ),
    "worst_future": ColumnMeaning(
        "the future of that regret; where it has no plan in one, that future",
        "den fremtid, fortrydelsen er størst i; hvor den ingen plan har i en, den fremtid",
    ),
    "expected_kr": ColumnMeaning(
        "mean cost over the futures by probability; blank without probabilities, or without a plan in one",
        "gennemsnitlig udgift over fremtiderne efter sandsynlighed; tomt uden sandsynligheder eller uden plan i en",
        "kr./year",
    ),
    "expected_regret_kr": ColumnMeaning(
        "mean regret by probability", "gennemsnitlig fortrydelse efter sandsynlighed", "kr./year"
    ),
    "minimax": ColumnMeaning(
        "true for the structure whose largest regret is least; for several that are alike",
        "sandt for den struktur, hvis største fortrydelse er mindst; for flere, der er ens",
    ),
    "cheapest_expected": ColumnMeaning(
        "true for the structure with the lowest mean cost; for several that are alike",
        "sandt for den struktur, hvis gennemsnitlige udgift er lavest; for flere, der er ens",
    ),
}


# ---- The same of plans over years, of which a first step is decided ------------------------------


def _over_years(meanings: Mapping[str, ColumnMeaning]) -> dict[str, ColumnMeaning]:
    """The columns with money of all years."""
    return {
        name: replace(meaning, unit="kr.") if meaning.unit == "kr./year" else meaning
        for name, meaning in meanings.items()
    }


PATH_COSTS: Mapping[str, ColumnMeaning] = {
    **_over_years(COSTS),
    "structure": ColumnMeaning(
        "the structure or system whose first step was decided on today's figures",
        "den struktur eller det system, hvis første skridt er besluttet på dagens tal",
    ),
    "cost_kr": ColumnMeaning(
        "what all years cost there when the first step is held and the later years are planned anew",
        "hvad alle år koster dér, når det første skridt holdes og de senere år planlægges på ny",
        "kr.",
    ),
    "unavoidable_kr": ColumnMeaning(
        "of that, what is paid over the years for what the first step invests in",
        "heraf det, der over årene betales for, hvad det første skridt investerer i",
        "kr.",
    ),
}
PATH_REGRETS: Mapping[str, ColumnMeaning] = {**_over_years(REGRETS), "structure": PATH_COSTS["structure"]}


# ---- The regret -----------------------------------------------------------------------------------


CaseFigures = Mapping[str, Any]
"""What a solve found: status, objective_kr and bound_kr."""


@dataclass(frozen=True)
class TriedFuture:
    """A structure in a future: what its decided plan comes to there, and what it would be, decided again.

    `unavoidable_kr` a year is paid beside what the decided plan was solved for; where it is in that, `included`.
    """

    structure: str
    future: str
    decided: CaseFigures
    redecided: CaseFigures
    unavoidable_kr: float
    included: bool = False


@dataclass(frozen=True)
class Span:
    """A figure of plans (kr. a year), and the least and most that it is with the best plans there are."""

    value: float
    least: float
    most: float

    def __add__(self, other: "Span") -> "Span":
        """Both together."""
        return Span(self.value + other.value, self.least + other.least, self.most + other.most)

    @property
    def off(self) -> float:
        """By how much the figure may be off."""
        return max(self.value - self.least, self.most - self.value)

    def weighted_by(self, weight: float) -> "Span":
        """The part of it that a weight is."""
        return Span(self.value * weight, self.least * weight, self.most * weight)


NOTHING = Span(0.0, 0.0, 0.0)


@dataclass(frozen=True)
class Recommendation:
    """The structure with the least of a figure, the next to it, and whether the difference is proven (kr. a year).

    `gaps_kr` is what the two figures may be off together. Without another structure there is no `runner_up`. Those
    `alike` have the same figure, but for less than a krone; those `in_question` have more, but not provably. `off_kr`
    is what the least figure itself may be off.
    """

    structure: str
    value_kr: float
    runner_up: str | None
    difference_kr: float | None
    gaps_kr: float | None
    proven: bool
    alike: tuple[str, ...] = ()
    in_question: tuple[str, ...] = ()
    off_kr: float = 0.0

    @property
    def best(self) -> tuple[str, ...]:
        """All structures that have the least, as far as is seen in kroner."""
        return self.structure, *self.alike


@dataclass(frozen=True)
class Regret:
    """Structures in futures: `costs`, a row each, and `table`, a row a structure; `today` is their cost as of today.

    `record` says how it was made: the entries of regret.json. With `years` all is over these, in kr. in the worth of
    the first, and what is decided is a first step: the plans of the years `first_step`.
    """

    futures: tuple[Future, ...]
    today: Mapping[str, CaseFigures]
    tried: tuple[TriedFuture, ...]
    record: Mapping[str, Any] = field(default_factory=dict)
    years: tuple[int, ...] = ()
    first_step: tuple[int, ...] = ()

    @cached_property
    def costs(self) -> pd.DataFrame:
        """A row is a structure in a future: what its decided plan costs there, and its regret."""
        rows = [self._cost_row(each) for each in self.tried]
        return pd.DataFrame(rows, columns=list(COSTS))

    @cached_property
    def table(self) -> pd.DataFrame:
        """A row is a structure: worst regret, expected cost and regret, and whether it is the best in either."""
        return pd.DataFrame([self._regret_row(name) for name in self.today], columns=list(REGRETS))

    @property
    def weights(self) -> Mapping[str, float]:
        """The probability of each future, of those that are compared; none where they have none or all are 0."""
        given = {row.future: row.probability or 0.0 for row in self.futures}
        total = sum(given.values())
        return {future: probability / total for future, probability in given.items()} if total else {}

    @cached_property
    def minimax(self) -> Recommendation | None:
        """The structure whose largest regret is least; none where no structure has a plan in every future."""
        return _best_structures(self.today, self._worst_regret)

    @cached_property
    def cheapest_expected(self) -> Recommendation | None:
        """The structure with the lowest expected cost; none without probabilities."""
        return _best_structures(self.today, self._expected_cost)

    # ---- rows ----------------------------------------------------------------------------------

    def _cost_row(self, each: TriedFuture) -> dict[str, Any]:
        cost, again = self._cost_in_future(each.structure, each.future), each.redecided
        return {
            "structure": each.structure,
            "future": each.future,
            "status": each.decided["status"],
            **self._money_columns(each, cost),
            "unavoidable_kr": each.unavoidable_kr,
            "redecided_status": again["status"],
            "redecided_cost_kr": again["objective_kr"],
            "redecided_bound_kr": again["bound_kr"],
            "redecided_gap": again["gap"],
            **_hindsight_kr(cost, again),
        }

    def _money_columns(self, each: TriedFuture, cost: Span | None) -> dict[str, Any]:
        if cost is None:
            return dict.fromkeys(("cost_kr", "bound_kr", "gap", "regret_kr"))
        bound_kr = cost.least or None
        gap = None if bound_kr is None else max(0.0, cost.value - bound_kr) / cost.value
        regret = self._regret_in_future(each.structure, each.future)
        return {
            "cost_kr": cost.value,
            "bound_kr": bound_kr,
            "gap": gap,
            "regret_kr": regret.value if regret else None,
        }

    def _regret_row(self, structure: str) -> dict[str, Any]:
        worst, expected, weights = self._worst_regret(structure), self._expected_cost(structure), self.weights
        regrets = {row.future: self._regret_in_future(structure, row.future) for row in self.futures}
        known = {future: regret for future, regret in regrets.items() if regret}
        missing = [future for future in regrets if future not in known]
        mean = sum(weights[future] * regret.value for future, regret in known.items()) if expected else None
        return {
            "structure": structure,
            "today_kr": self.today[structure]["objective_kr"],
            "worst_regret_kr": worst.value if worst else None,
            "worst_future": missing[0] if missing else max(known, key=lambda future: known[future].value),
            "expected_kr": expected.value if expected else None,
            "expected_regret_kr": mean,
            "minimax": self.minimax is not None and structure in self.minimax.best,
            "cheapest_expected": self.cheapest_expected is not None and structure in self.cheapest_expected.best,
        }

    # ---- figures -------------------------------------------------------------------------------

    @cached_property
    def _spans(self) -> Mapping[tuple[str, str], Span]:
        return {(each.structure, each.future): span for each in self.tried if (span := _span_of_cost(each))}

    def _cost_in_future(self, structure: str, future: str) -> Span | None:
        """What a decided plan costs in a future; nothing where it has no plan."""
        return self._spans.get((structure, future))

    def _regret_in_future(self, structure: str, future: str) -> Span | None:
        """What it costs more than the cheapest there; against itself it is nothing, whatever its gap."""
        own = self._cost_in_future(structure, future)
        if own is None:
            return None
        others = [cost for name in self.today if name != structure and (cost := self._cost_in_future(name, future))]
        return Span(
            max(0.0, *(own.value - other.value for other in others)) if others else 0.0,
            max(0.0, *(own.least - other.most for other in others)) if others else 0.0,
            max(0.0, *(own.most - other.least for other in others)) if others else 0.0,
        )

    def _worst_regret(self, structure: str) -> Span | None:
        """The largest regret in any future; nothing where one has no plan."""
        regrets = [self._regret_in_future(structure, row.future) for row in self.futures]
        known = [regret for regret in regrets if regret]
        if len(known) < len(regrets):
            return None
        return Span(*(max(column) for column in zip(*((r.value, r.least, r.most) for r in known), strict=True)))

    def _expected_cost(self, structure: str) -> Span | None:
        """The mean cost over the futures that can come about; nothing where one of them has no plan."""
        weights = {future: weight for future, weight in self.weights.items() if weight}
        costs = {future: self._cost_in_future(structure, future) for future in weights}
        if not weights or None in costs.values():
            return None
        return sum((cost.weighted_by(weights[future]) for future, cost in costs.items() if cost), NOTHING)


def _hindsight_kr(cost: Span | None, again: CaseFigures) -> dict[str, Any]:
    if cost is None or again["objective_kr"] is None:
        return {"hindsight_kr": None, "hindsight_proven": False}
    more_kr = cost.value - again["objective_kr"]
    gaps_kr = cost.value - cost.least + again["objective_kr"] - (again["bound_kr"] or 0.0)
    return {"hindsight_kr": more_kr, "hindsight_proven": more_kr > gaps_kr}


def _span_of_cost(each: TriedFuture) -> Span | None:
    """What a decided plan costs, from the bound to the plan itself; where nothing is proven it may cost nothing.

    What is decided again may be what was decided, so that its bound holds for the decided plan too.
    """
    if each.decided["objective_kr"] is None:
        return None
    beside_kr = 0.0 if each.included else each.unavoidable_kr
    cost_kr = each.decided["objective_kr"] + beside_kr
    bound_kr = max((each.decided["bound_kr"] or 0.0) + beside_kr, each.redecided["bound_kr"] or 0.0)
    return Span(cost_kr, min(cost_kr, bound_kr), cost_kr)


def _best_structures(structures: Iterable[str], figure: Callable[[str], Span | None]) -> Recommendation | None:
    """The structure with the least of a figure; what is as good and named before another comes first."""
    spans = {name: span for name in structures if (span := figure(name))}
    ordered: Sequence[str] = sorted(spans, key=lambda name: spans[name].value)
    if not ordered:
        return None
    first = spans[ordered[0]]
    if len(ordered) == 1:
        return Recommendation(ordered[0], first.value, None, None, None, proven=False, off_kr=first.off)
    more_kr = {name: spans[name].value - first.value for name in ordered[1:]}
    gaps_kr = {name: first.off + spans[name].off for name in more_kr}
    alike = tuple(name for name in more_kr if more_kr[name] < A_KRONE)
    in_question = tuple(name for name in more_kr if name not in alike and more_kr[name] <= gaps_kr[name])
    next_one = ordered[1]
    proven = more_kr[next_one] > gaps_kr[next_one]
    figures = more_kr[next_one], gaps_kr[next_one]
    return Recommendation(ordered[0], first.value, next_one, *figures, proven, alike, in_question, first.off)
