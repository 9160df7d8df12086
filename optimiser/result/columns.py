"""What stands in each column of a result's tables, in the order they are written.

Money in kr. (a year, unless it is invested once), volumes in contacts a year. A table without rows has
these columns too.
"""

COLUMNS: dict[str, dict[str, str]] = {
    "assignments": {
        "municipality": "code of the municipality whose citizens are answered",
        "name": "its name",
        "task": "the task that is answered",
        "level": "level of the task",
        "form": "how the municipality gets it answered",
        "centre": "the centre that answers; departments where it stays as today",
        "contacts": "contacts",
        "pooled_volume": "contacts times the task's pooling weight",
        "unchanged_kr": "answering in the departments, as today",
        "unpooled_kr": "the part of answering in a centre that size does not help",
        "extra_kr": "extra cost of the form and of the connection",
        "investment_annual_kr": "investment in staff and task, as an annuity",
        "investment_kr": "investment in staff and task, once",
        "fte": "full-time employees who answer",
    },
    "centres": {
        "centre": "name of the open centre",
        "kind": "local, virtual or external",
        "seat": "code of the municipality it belongs to; blank if it is shared",
        "municipalities": "municipalities it answers for",
        "contacts": "contacts it answers",
        "pooled_volume": "pooled volume it answers",
        "own_volume": "pooled volume of its seat",
        "sold_volume": "pooled volume of others",
        "unit_cost_kr": "kr. per pooled contact on the cost curve, cost factor included",
        "operation_kr": "cost of answering, by the model's straight pieces",
        "exact_operation_kr": "cost of answering, on the cost curve",
        "fixed_kr": "fixed cost of the open centre",
        "investment_annual_kr": "investment in the centre, and in becoming a host, as an annuity",
        "investment_kr": "investment in the centre, and in becoming a host, once",
        "fte": "full-time employees whose work the contacts are: contacts times handling time",
        "answered_share_target": "share of contacts it promises to answer in time",
        "within_seconds": "what in time means (seconds)",
        "opening_hours": "opening hours a week",
        "answered_share": "share answered in time, with the fewest agents that meet the target in each half hour",
        "mean_wait_seconds": "mean wait of all callers (seconds)",
        "occupancy": "share of the agents' time at the phones that is spent on contacts",
        "agent_hours": "hours a year of agents at the phones",
        "agents_most": "agents at the phones in the busiest half hour",
        "staffed_fte": "full-time employees behind the agent hours, waiting for calls and shrinkage included",
    },
    "municipalities": {
        "code": "official municipal code",
        "name": "name of the municipality",
        "region": "its region",
        "contacts": "contacts of its citizens",
        "forms": "the forms in which they are answered",
        "entry_points": "places that answer; own centre and departments count as one",
        "local_share": "share of the contacts answered at home",
        "today_kr": "what it pays today",
        "after_kr": "its share of the plan's cost: a centre's is shared by pooled volume",
        "change_kr": "what it pays more than today; below 0, what it saves",
        "investment_kr": "its share of the investment, once",
        "centre_share": "share of the contacts answered in a centre",
        "answered_share": "share of those answered in time, by each centre's own measure; blank without any",
        "opening_hours": "opening hours a week, mean over those",
        "mean_wait_seconds": "mean wait of those (seconds)",
        "alone_occupancy": "computed, not counted: share of agents' time spent on contacts, if it answered its "
        "information contacts alone at the reference service",
        "alone_hours_per_contact": "computed, not counted: agent hours an information contact would take alone",
        "occupancy": "share of agents' time spent on contacts, where its information contacts are answered",
        "hours_per_contact": "agent hours an information contact takes in the plan's centres",
    },
    "cost_terms": {
        "term": "name of the term",
        "kr": "the term of the yearly cost; all terms add up to the plan's cost",
    },
    "kpis": {
        "kpi": "short name of the measure",
        "value": "its mean over the country, by contacts; blank where no contact has a value",
        "rated_share": "share of all contacts whose form and task have a value",
        "target": "its target; blank where it is measured only",
        "worst": "the worst mean of a municipality or centre, where the target is to be met in each",
        "worst_at": "the municipality or centre that has it",
        "met": "1 where the target is met all over its scope, 0 where it is not; blank without a target",
    },
    "assumptions": {
        "parameter": "dotted name of a figure the result rests on; * stands for several rows",
        "value": "its value",
        "unit": "its unit",
        "low": "low end of its range",
        "high": "high end of its range",
        "source": "where it is from",
        "assumption": "true where no source gives it",
        "note": "what it means, or which rows it stands for",
    },
}

TEXT = frozenset(
    {
        *("municipality", "name", "task", "form", "centre", "kind", "seat", "code", "region", "forms"),
        *("term", "kpi", "worst_at", "parameter", "unit", "source", "note"),
    }
)
"""The columns that hold text, also where it looks like a number; the others hold numbers."""
