"""What stands in each column of a frontier's and a regret's tables, in the order they are written.

Money in kr. a year.
"""

from collections.abc import Mapping

from optimiser.comparison.columns import FIGURES, GAP, STATUS
from optimiser.data.run_tables import ColumnMeaning

FRONTIER: Mapping[str, ColumnMeaning] = {
    "kpi": ColumnMeaning("short name of the measure", "målets korte navn"),
    "target": ColumnMeaning(
        "what it had to come to at least or at most; blank for the free optimum",
        "hvad det mindst eller højst skulle nå; tomt for planen uden mål",
    ),
    "value": ColumnMeaning(
        "what it comes to in the plan, in the worst place of its scope; blank without a plan",
        "hvad det når i planen, det ringeste sted det gælder; tomt uden plan",
    ),
    "status": STATUS,
    "objective_kr": FIGURES["objective_kr"],
    "bound_kr": ColumnMeaning(
        "no plan with that target costs less than this", "ingen plan med det mål koster mindre", "kr./year"
    ),
    "gap": GAP,
    "exact_cost_kr": FIGURES["exact_cost_kr"],
    "more_kr": ColumnMeaning(
        "what it costs more than the free optimum", "hvad det koster mere end planen uden mål", "kr./year"
    ),
    "proven": ColumnMeaning(
        "true when that is more than the two gaps together", "sandt, når det er mere end de to afstande til sammen"
    ),
    "dominated": ColumnMeaning(
        "true when another plan is proven to cost less, and is no worse in the measure",
        "sandt, når en anden plan bevist koster mindre og når mindst lige så langt",
    ),
    "free": ColumnMeaning(
        "true for the free optimum, which has no target", "sandt for den billigste plan, som intet mål har"
    ),
}

COSTS: Mapping[str, ColumnMeaning] = {
    "structure": ColumnMeaning(
        "the structure or system whose plan was decided as of today",
        "den struktur eller det system, hvis plan er besluttet ud fra i dag",
    ),
    "future": ColumnMeaning("the future in which it stands", "den fremtid, den står i"),
    "status": ColumnMeaning(
        "of the decided plan in the future: optimal, feasible, infeasible, no solution found, or failed",
        "for den besluttede plan i fremtiden: optimal, feasible (mulig), infeasible (umulig), no solution found "
        "(ingen plan fundet) eller failed (mislykket)",
    ),
    "cost_kr": ColumnMeaning(
        "what the decided plan costs there, operations at their best; what is unavoidable included",
        "hvad den besluttede plan koster dér, når driften er den bedst mulige; det uundgåelige medregnet",
        "kr./year",
    ),
    "bound_kr": ColumnMeaning("it cannot cost less than this", "den kan ikke koste mindre", "kr./year"),
    "gap": GAP,
    "unavoidable_kr": ColumnMeaning(
        "of that, paid whatever happens: the year's investment in what was decided, in use or not",
        "heraf det, der betales uanset hvad: årets del af investeringen i det besluttede, brugt eller ej",
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
        "true when that is more than the two gaps together", "sandt, når det er mere end de to afstande til sammen"
    ),
}

REGRETS: Mapping[str, ColumnMeaning] = {
    "structure": COSTS["structure"],
    "today_kr": ColumnMeaning("what its plan costs as of today", "hvad dens plan koster ud fra i dag", "kr./year"),
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
