"""What a roadmap says of its years: which there are, which contacts each has, and from when there is a form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import fsum
from typing import TYPE_CHECKING, TypeVar

from optimiser.data.columns import Form
from optimiser.data.findings import Finding, InvalidInputError
from optimiser.data.year_rows import VolumeFactor, VolumeMove

if TYPE_CHECKING:
    from optimiser.data.instance import Instance, TaskKey

R = TypeVar("R", VolumeFactor, VolumeMove)


def planned_years(instance: Instance) -> tuple[int, ...]:
    """Return the years that are planned, ascending: the instance's own where it has no rows in the table years."""
    return tuple(row.year for row in instance.tables.years) or (instance.settings.year,)


def fault_of_years() -> Finding:
    """Return what is wrong with an instance of several years where one year is planned."""
    rule = "is planned over years, as it has rows in the table years, but this is of one year"
    remedy = (
        "solve, compare, sweep, tornado, regret and diagnose work on all its years together; for this, solve it and"
        " name the instance of one of its years, which lies in the folder: RUN/years/YEAR/instance"
    )
    return Finding("years", None, "", "", rule, remedy)


def fault_without_years(option: str) -> Finding:
    """Return what is wrong with an option of plans over years where one year is planned."""
    rule = "is of a plan over years, but this instance has no rows in the table years"
    return Finding(option, None, "", "", rule, "leave it out, or fill in the table years")


def refuse_years(instance: Instance) -> None:
    """Raise InvalidInputError for an instance of several years where one year is planned."""
    if instance.is_roadmap:
        raise InvalidInputError(instance.settings.name, [fault_of_years()])


class InstanceByYear(dict[int, "Instance"]):
    """The years of a roadmap as instances by themselves, each made when it is first asked for."""

    def __init__(self, roadmap: Instance) -> None:
        super().__init__()
        self.roadmap = roadmap

    def __missing__(self, year: int) -> Instance:
        """Make the instance of a year; raises ValueError for one that is not planned."""
        from optimiser.data.read import instance_in_year  # imported here: reading makes instances

        if year not in self.roadmap.years:
            raise ValueError(f"{year} is not planned: the years are {', '.join(map(str, self.roadmap.years))}")
        self[year] = instance_in_year(self.roadmap, year) if self.roadmap.is_roadmap else self.roadmap
        return self[year]


def has_begun(instance: Instance) -> bool:
    """Return False in a year before the one in which moves may begin."""
    start = instance.settings.roadmap.start_year
    return start is None or instance.settings.year >= start


def budgets_of(instance: Instance) -> Mapping[int, float]:
    """Return the most that all municipalities together invest in a year, in kr., by year; only where there is one."""
    rows = instance.tables.years
    return {row.year: row.investment_budget_kr for row in rows if row.investment_budget_kr is not None}


def first_years_of(instance: Instance) -> Mapping[tuple[Form, str], int]:
    """Return the first year of a form at a task by (form, task), where the table first_years says one."""
    rows = instance.tables.first_years
    general = {(row.form, task): row.first_year for row in rows if row.task is None for task in instance.tasks}
    return general | {(row.form, row.task): row.first_year for row in rows if row.task is not None}


def factors_in(rows: Iterable[VolumeFactor], year: int) -> Mapping[str, float]:
    """Return the factor that holds in a year by task; none where no row has begun."""
    return {row.task: row.factor for row in _begun(rows, year)}


def moves_in(rows: Iterable[VolumeMove], year: int) -> Mapping[tuple[str, str], float]:
    """Return the share that has moved in a year by (task it is from, task it becomes)."""
    return {(row.from_task, row.to_task): row.share for row in _begun(rows, year)}


def _begun(rows: Iterable[R], year: int) -> list[R]:
    """The rows that have begun by a year; the last of those about the same comes last."""
    return sorted((row for row in rows if row.year <= year), key=lambda row: row.year)


def contacts_in(instance: Instance, year: int) -> Mapping[TaskKey, float]:
    """Return the contacts of a year by (municipality, task), those of 0 included.

    They are as counted for that year, or those of the instance's own year by the task's factor; then a share of some
    becomes another task's.
    """
    base, factors = instance.settings.year, factors_in(instance.tables.volume_factors, year)
    found = {
        (row.municipality, row.task): row.contacts * factors.get(row.task, 1.0)
        for row in instance.tables.volumes
        if row.year in (None, base)
    }
    found |= {(row.municipality, row.task): row.contacts for row in instance.tables.volumes if row.year == year != base}
    return _moved(found, moves_in(instance.tables.volume_moves, year))


def _moved(contacts: Mapping[TaskKey, float], moves: Mapping[tuple[str, str], float]) -> Mapping[TaskKey, float]:
    """The contacts after all moves, which are made at once: what comes to a task does not move on."""
    leaving: dict[str, dict[str, float]] = defaultdict(dict)
    for (from_task, to_task), share in moves.items():
        leaving[from_task][to_task] = share
    found: dict[TaskKey, list[float]] = defaultdict(list)
    for (municipality, task), count in contacts.items():
        found[municipality, task].append(count * (1 - fsum(leaving[task].values())) if task in leaving else count)
        for to_task, share in leaving[task].items() if task in leaving else ():
            found[municipality, to_task].append(count * share)
    return {key: max(0.0, fsum(parts)) for key, parts in found.items()}
