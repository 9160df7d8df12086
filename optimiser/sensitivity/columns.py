"""What stands in each column of a frontier's and a regret's tables, in the order they are written.

Money in kr. a year.
"""

FRONTIER: dict[str, str] = {
    "kpi": "short name of the measure",
    "target": "what it had to come to at least or at most; blank for the free optimum",
    "value": "what it comes to in the plan, in the worst place of its scope; blank without a plan",
    "status": "optimal, feasible, infeasible, or no solution found",
    "objective_kr": "cost of the plan, by the model's straight pieces",
    "bound_kr": "no plan with that target costs less than this",
    "gap": "(cost - bound) / cost",
    "exact_cost_kr": "cost of the plan on the cost curve itself",
    "more_kr": "what it costs more than the free optimum",
    "proven": "true when that is more than the two gaps together",
    "dominated": "true when another plan is proven to cost less, and is no worse in the measure",
    "free": "true for the free optimum, which has no target",
}

COSTS: dict[str, str] = {
    "structure": "the structure or system whose plan was decided as of today",
    "future": "the future in which it stands",
    "status": "of the decided plan in the future: optimal, feasible, infeasible, no solution found, or failed",
    "cost_kr": "what the decided plan costs there, operations at their best; what is unavoidable included",
    "bound_kr": "it cannot cost less than this",
    "gap": "(cost - bound) / cost",
    "unavoidable_kr": "of that, paid whatever happens: the year's investment in what was decided, in use or not",
    "regret_kr": "what it costs more than the cheapest of the structures in that future",
    "redecided_status": "of the best plan of the structure, had the future been known",
    "redecided_cost_kr": "what that plan costs",
    "redecided_bound_kr": "no plan of the structure costs less than this in the future",
    "redecided_gap": "(cost - bound) / cost of that plan",
    "hindsight_kr": "what the decided plan costs more than that plan",
    "hindsight_proven": "true when that is more than the two gaps together",
}

REGRETS: dict[str, str] = {
    "structure": "the structure or system whose plan was decided as of today",
    "today_kr": "what its plan costs as of today",
    "worst_regret_kr": "its largest regret in any future; blank where it has no plan in one",
    "worst_future": "the future of that regret; where it has no plan in one, that future",
    "expected_kr": "mean cost over the futures by probability; blank without probabilities, or without a plan in one",
    "expected_regret_kr": "mean regret by probability",
    "minimax": "true for the structure whose largest regret is least; for several that are alike",
    "cheapest_expected": "true for the structure with the lowest mean cost; for several that are alike",
}
