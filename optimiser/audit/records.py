"""What alternatives.json must hold for the plans near the best to be checked; the other files of a run folder are
declared in `optimiser.data.run_record` and `optimiser.data.run_tables`, where whoever writes them reads it too.
"""

from optimiser.data.run_tables import Line


class AlternativeProof(Line):
    """What alternatives.json says of a plan near the best: its cost, and what is proved of it (kr. a year)."""

    objective_kr: float
    status: str
    bound_kr: float | None
    gap: float | None


class AlternativesRecord(Line):
    """What alternatives.json must hold; `within` is the share that a plan may be dearer than the best."""

    within: float
    limit_kr: float
    plans: tuple[AlternativeProof, ...]
