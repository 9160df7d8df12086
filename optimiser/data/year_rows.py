"""The tables of a plan over years: which years, their budgets, and what becomes of volumes, forms and figures in them.

Declared as those in `rows`. An instance with rows in `years` is a roadmap; without, it is planned for one year.
"""

from optimiser.data.columns import USUAL_AMOUNT, Form, Part, Row, Usual, declare_column, declare_year


class PlannedYear(Row):
    """A year of the path that is planned; with rows here an instance is a roadmap, without it is planned for one year.

    The years follow one another without a gap, and none is before the instance's own year, whose volumes are counted.
    """

    year: int = declare_year("year that is planned")
    investment_budget_kr: float | None = declare_column(
        "maximum investment in that year, all municipalities together; blank means no limit",
        short="investment budget",
        nature="decision",
        unit="kr.",
        ge=0,
        default=None,
        usual=USUAL_AMOUNT,
        part=Part(of_all=True),
    )


class MunicipalBudget(Row):
    """The most that a municipality invests in a year."""

    nature = "decision"
    year: int = declare_year("year of the budget, one of the table years", short="year of the budget")
    municipality: str = declare_column("municipality whose budget it is", refers_to="municipalities")
    amount_kr: float = declare_column("maximum investment in that year", unit="kr.", ge=0, usual=USUAL_AMOUNT)


class VolumeFactor(Row):
    """How many contacts a task has from a year on, as a factor on the volumes of the instance's own year.

    It holds until the task's next row; before the first it is 1.
    """

    task: str = declare_column("task whose contacts change", refers_to="tasks")
    year: int = declare_year("first year in which the factor holds")
    factor: float = declare_column(
        "factor on the contacts of the instance's own year",
        short="factor on contacts",
        unit="ratio",
        ge=0,
        le=1000,
        usual=Usual(0.1, 10, "times", "percent"),
    )


class VolumeMove(Row):
    """The share of a task's contacts that become contacts of another task from a year on, after all factors.

    It holds until the next row of the same two tasks; before the first nothing moves.
    """

    from_task: str = declare_column("task that the contacts belong to today", refers_to="tasks")
    to_task: str = declare_column("task that they become", refers_to="tasks")
    year: int = declare_year("first year in which the share holds")
    share: float = declare_column("share of the first task's contacts", unit="share", ge=0, le=1)


class FirstYear(Row):
    """The first year in which tasks may be answered in a form; a row that names the task counts before others.

    It holds for an instance of one year too, by its year.
    """

    nature = "decision"
    form: Form = declare_column("form that is not there before")
    task: str | None = declare_column("task; blank means every one", refers_to="tasks", default=None)
    first_year: int = declare_year("first year in which the form may answer the task", short="first year")


class YearlyChange(Row):
    """What is otherwise from a year on.

    A change of an earlier year is made before one of a later; of one year, one of many rows before one of fewer.
    """

    parameter: str = declare_column(
        "dotted name, as after `--set`, e.g. policy.max_hosts",
        short="dotted name",
        names=True,
        min_length=1,
        part=Part(dotted=True),
    )
    year: int = declare_year("first year in which it is so, one of the table years", short="first year")
    value: str = declare_column(
        "value, as after `--set NAME=`; x0.8 multiplies what is there by 0.8, blank or none removes a value",
        short="value",
        default="",
        part=Part(value_of="parameter"),
    )
