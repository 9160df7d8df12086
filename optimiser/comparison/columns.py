"""What stands in each column of a comparison's tables, in the order they are written.

Money in kr. (a year, unless it is invested once), volumes in contacts a year.
"""

from optimiser.data.columns import FORMS

TERMS = ("unchanged", "unpooled", "operation", "extra", "connections", "fixed", "investment_annual")
"""The terms of the yearly cost, in the order they are told."""

FIGURES: dict[str, str] = {
    "case": "name under which the run stands in the comparison",
    "system": "system or structure that was chosen",
    "status": "optimal, feasible, infeasible, or no solution found",
    "objective_kr": "cost of the plan, by the model's straight pieces",
    "bound_kr": "no plan costs less than this",
    "gap": "(cost - bound) / cost",
    "exact_cost_kr": "cost of the plan on the cost curve itself",
    "today_kr": "cost of answering everything as today",
    **{f"{term}_kr": f"the term {term} of the cost" for term in TERMS},
    "gross_gain_kr": "gain against today before investment",
    "investment_kr": "investment, once",
    "net_gain_kr": "gain against today, the yearly investment paid",
    "npv_kr": "net present value over the horizon: the net gain of each year in today's money",
    "payback_years": "the investment divided by the gross gain a year; blank if it is never paid back",
    **{f"contacts_{form}": f"contacts answered in the form {form}" for form in FORMS},
    **{f"municipalities_{form}": f"municipalities with contacts in the form {form}" for form in FORMS},
    "centres": "open centres",
    "centres_shared": "open centres that answer for more than one municipality",
    "fte": "full-time employees whose work the centres' contacts are: contacts times handling time",
    "staffed_fte": "full-time employees at the centres, waiting for calls and shrinkage included",
    "agent_hours": "hours a year of agents at the phones",
    "answered_share": "share of the centres' contacts answered in time, by each centre's own measure",
    "mean_wait_seconds": "mean wait of all who call a centre (seconds)",
    "opening_hours": "opening hours a week, mean over the centres' contacts",
    "least_centre": "the centre that answers the least share in time",
    "least_answered_share": "the share it answers in time",
    "entry_points_mean": "mean number of places that answer a municipality's citizens",
    "entry_points_several": "municipalities whose citizens are answered at more than one place",
    "better_off": "municipalities that pay less than today, by the model's straight pieces",
    "better_off_kr": "what they save together",
    "worse_off": "municipalities that pay more than today, by the model's straight pieces",
    "worse_off_kr": "what they pay more together",
    "worst": "name of the one that pays most more than today",
    "worst_kr": "what that one pays more",
    "criteria_score": "weighted mean of the design criteria over the contacts that are rated",
    "criteria_rated_share": "share of all contacts that are rated",
    "seconds": "seconds the solve took",
}

TEXT = frozenset(("case", "system", "status", "least_centre", "worst"))
"""The columns of figures that are text; the others are numbers."""

KPI = "kpi_{kpi}"
"""The column of a KPI that is a design criterion in no case, after the others: its mean over the country."""

DIFFERENCES: dict[str, str] = {
    "cheaper": "the case with the cheaper plan",
    "dearer": "the case it is compared with",
    "difference_kr": "how much cheaper the one plan is than the other",
    "gaps_kr": "the gaps of the two solves together; blank where nothing is proved of one of them",
    "proven": "true when the difference is larger than the gaps",
    "exact_difference_kr": "the difference on the cost curve itself",
    "proven_on_curve": "true when the cheaper plan, on the curve itself, costs less than any plan of the other can",
}

INPUTS: dict[str, str] = {
    "parameter": "dotted name of a figure in which the cases differ; * stands for several rows",
    "note": "which rows it stands for",
    "case": "the case",
    "value": "its value there; blank where there is none",
}

PRICES: dict[str, str] = {
    "target": "short name of the KPI, or service-level: the share of contacts that centres answer in time",
    "unit": "its unit",
    "scope": "where the target is to be met",
    "value": "what the plan comes to, in the worst place of the scope; blank for service-level, which is staffed for",
    "target_now": "the target as it is",
    "target_then": "the target made stricter",
    "status": "priced; or out of reach, impossible together (with the other rules), or not found",
    "cost_kr": "what the plan with the stricter target costs more",
    "gap_now_kr": "how far the plan may be above the cheapest there is",
    "gap_then_kr": "how far the plan with the stricter target may be above the cheapest there is",
    "least_kr": "the stricter target cannot cost less than this more than the plan now",
    "most_kr": "the stricter target cannot cost more than this more than the cheapest plan now",
    "proven": "true when it costs more than the two gaps together",
    "best": "the best there is, where the stricter target is out of reach",
    "best_at": "the municipality, the centre or the country it is the best of",
}
