"""What run.json says of every plan that is as cheap as the one found."""

from optimiser.data.run_tables import Line, declare_entry


class EveryPlanRecord(Line):
    """What holds in every plan that is as cheap, as prices prove; municipalities are named by their codes."""

    most_kr: float = declare_entry("plans that cost at most so much are meant", unit="kr./year")
    serving: list[str] = declare_entry("centres that serve others in all of them")
    may_serve: list[str] = declare_entry("centres that serve nobody else in the plan, and may in another of them")
    at_home: list[str] = declare_entry("municipalities that answer all their tasks themselves in all of them")
    away: list[str] = declare_entry("municipalities of which some task is answered by another in all of them")
    always_more: list[str] = declare_entry("municipalities that pay more than today in all of them")
    never_more: list[str] = declare_entry("municipalities that pay more than today in none of them")
    fewest_more: int = declare_entry("at least so many municipalities pay more than today in each of them")
    most_more: int = declare_entry("at most so many municipalities pay more than today in any of them")
