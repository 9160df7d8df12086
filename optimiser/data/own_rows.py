"""The tables in which a municipality says what it knows of itself; declared as those in `rows`."""

from optimiser.data.columns import USUAL_MINUTES, Row, declare_column

MOST_FTE = 1e5
"""Full-time employees who answer one municipality: more than any has in all."""


class OwnFigure(Row):
    """What a municipality knows of its own contacts: what one costs today, how long it takes.

    The most specific row counts, cell by cell: one that names municipality and task, then one that names the
    municipality, then one that names the task. A blank cell says nothing: the next more general row that fits says it,
    and without one the country's figure holds. `today_fte` is an amount: a row without a task tells all of the
    municipality's, those that rows tell of its tasks included, and the others have what is left, by handling time.
    """

    municipality: str | None = declare_column(
        "municipality; blank means every one", refers_to="municipalities", default=None
    )
    task: str | None = declare_column("task; blank means every one", refers_to="tasks", default=None)
    today_unit_cost_kr: float | None = declare_column(
        "cost of a contact as answered today, and of the part that is not pooled wherever it is answered",
        unit="kr./contact",
        gt=0,
        default=None,
        otherwise="economy.today_unit_cost_kr",
    )
    handling_minutes: float | None = declare_column(
        "mean handling time of a contact; only where the municipality is named",
        unit="minutes",
        gt=0,
        default=None,
        otherwise="tasks.handling_minutes",
        usual=USUAL_MINUTES,
    )
    today_fte: float | None = declare_column(
        "full-time employees who answer these contacts today, waiting between them included; blank means that they are "
        "computed from handling time; only where the municipality is named",
        unit="FTE",
        gt=0,
        le=MOST_FTE,
        default=None,
    )
