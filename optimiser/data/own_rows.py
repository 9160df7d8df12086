"""The tables in which a municipality says what it knows of itself; declared as those in `rows`."""

from optimiser.data.columns import USUAL_AMOUNT, USUAL_MINUTES, Levels, Part, Row, declare_column, declare_year

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
        short="cost of a contact today",
        unit="kr./contact",
        gt=0,
        default=None,
        otherwise="economy.today_unit_cost_kr",
    )
    handling_minutes: float | None = declare_column(
        "mean handling time of a contact; only where the municipality is named",
        short="mean handling time",
        unit="minutes",
        gt=0,
        default=None,
        otherwise="tasks.handling_minutes",
        usual=USUAL_MINUTES,
    )
    today_fte: float | None = declare_column(
        "full-time employees who answer these contacts today, waiting between them included; blank means that they are "
        "computed from handling time; only where the municipality is named",
        short="employees today",
        unit="FTE",
        gt=0,
        le=MOST_FTE,
        default=None,
    )


class Existing(Row):
    """A municipality whose contacts a contact centre answers already, its own or another: money spent, and contract.

    What is paid once for that is paid already, as far as `invested_share` says: staff and tasks that moved, the
    connection, the form's being in use, the centre's being open, and its selling where the municipality buys. (Of a
    centre's opening its seat's row counts, and where there is none the largest share.) While a contract binds, no plan
    answers these tasks elsewhere. Otherwise one may, and the municipality pays `exit_kr` once: where only some of its
    contacts there leave, their part of it.
    """

    municipality: str = declare_column("municipality that is answered there", refers_to="municipalities")
    centre: str = declare_column(
        "centre that answers it, its own or another", short="centre that answers", refers_to="centres"
    )
    tasks: str = declare_column(
        "tasks it is answered there, with ; between them; blank means every one of the levels",
        short="tasks answered there",
        part=Part(lists="tasks"),
        default="",
    )
    levels: Levels = declare_column(
        "levels it is answered there, instead of tasks; blank means every one",
        short="levels answered there",
        default=(),
    )
    invested_share: float = declare_column(
        "what is paid already, of all that is paid once for it",
        short="part that is paid already",
        unit="share",
        ge=0,
        le=1,
        default=1.0,
    )
    stays_until: int | None = declare_year(
        "year in which a contract ends: it binds plans for the years before; blank means that none binds",
        short="year in which the contract ends",
        default=None,
    )
    exit_kr: float = declare_column(
        "what ending it costs once, where no contract binds; over economy.horizon_years",
        short="cost of ending it",
        unit="kr.",
        ge=0,
        default=0.0,
        usual=USUAL_AMOUNT,
    )
    note: str = declare_column("what is agreed; the report repeats it", short="what is agreed", default="")
