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
    "npv_kr": "net present value over the horizon",
    "payback_years": "years in which the gross gain pays the investment back; blank if never",
    **{f"contacts_{form}": f"contacts answered in the form {form}" for form in FORMS},
    **{f"municipalities_{form}": f"municipalities with contacts in the form {form}" for form in FORMS},
    "centres": "open centres",
    "centres_shared": "open centres that answer for more than one municipality",
    "fte": "full-time employees at the centres",
    "entry_points_mean": "mean number of places that answer a municipality's citizens",
    "entry_points_several": "municipalities whose citizens are answered at more than one place",
    "better_off": "municipalities that pay less than today",
    "better_off_kr": "what they save together",
    "worse_off": "municipalities that pay more than today",
    "worse_off_kr": "what they pay more together",
    "worst": "name of the one that pays most more than today",
    "worst_kr": "what that one pays more",
    "criteria_score": "weighted mean of the design criteria over the contacts that are rated",
    "criteria_rated_share": "share of all contacts that are rated",
    "seconds": "seconds the solve took",
}

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
