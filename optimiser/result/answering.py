"""Who answers whom in a result's tables: what maps, matrices and workbooks show."""

from collections.abc import Mapping

import pandas as pd

from optimiser.data.instance import Instance
from optimiser.planning.routes import DEPARTMENTS
from optimiser.result.result import Result


def information_centre(assignments: pd.DataFrame, instance: Instance) -> Mapping[str, str]:
    """By municipal code, the centre that answers most of the municipality's information contacts.

    Information contacts are those of tasks that are no authority tasks; where there are none, all
    contacts count. `departments` stands for the municipality's own departments.
    """
    authority = {task.task for task in instance.tasks.values() if task.authority}
    answered = assignments.assign(information=~assignments["task"].isin(authority))
    summed = answered.groupby(["municipality", "information", "centre"])[["contacts"]].sum().reset_index()
    ordered = summed.sort_values(["municipality", "information", "contacts", "centre"], kind="stable")
    last = ordered.drop_duplicates("municipality", keep="last")
    return dict(zip(last["municipality"], last["centre"], strict=True))


def is_home(result: Result, municipality: str, centre: str) -> bool:
    """True when a centre is the municipality's own, or its departments."""
    return centre in (DEPARTMENTS, result.instance.own_centre.get(municipality))


def tabulate_portfolios(result: Result) -> pd.DataFrame:
    """A row a municipality (its code), a column a task, in order of level: `form` and `centre` of the answer.

    The columns are pairs ("form", task) and ("centre", task); NaN where there are no contacts.
    """
    tasks = [task for task in result.instance.tasks if task in set(result.assignments["task"])]
    wide = result.assignments.pivot(index="municipality", columns="task", values=["form", "centre"])
    return wide.reindex(columns=pd.MultiIndex.from_product([["form", "centre"], tasks]))
