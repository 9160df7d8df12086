"""Checks of a plan over years: its years, budgets, volumes and changes; and what is found in its years, told once."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from optimiser.data import rows
from optimiser.data.cells import legible_value
from optimiser.data.changes import steps_of_change
from optimiser.data.checking_allocation import ALLOCATION, allocations_over_years
from optimiser.data.checking_policy import volumes_of_another_year
from optimiser.data.checking_rows import Checked, Placed
from optimiser.data.each_year import OF_PATH, ROADMAP, START_YEAR, yearly_change
from optimiser.data.findings import Finding
from optimiser.data.instance import Instance
from optimiser.data.settings import flatten_entries
from optimiser.data.systems import NOT_TO_CHANGE
from optimiser.data.tables import TABLES, full_name, nature_of, reference_columns
from optimiser.data.tolerances import PROBABILITY_ERROR
from optimiser.data.year_rows import MunicipalBudget, PlannedYear, VolumeMove, YearlyChange
from optimiser.data.years import moves_in

SAME_IN_ALL = frozenset(
    {
        *NOT_TO_CHANGE,
        *OF_PATH,
        ROADMAP,
        "first_years",
        "existing",
        "neighbours",
        "assumptions",
        "schema_version",
        "name",
        "title_da",
        "title_en",
        "year",
        "price_level",
        "currency",
        "language",
        "solver",
    }
)
"""Sections, entries and tables that are the same in all years."""
COUNTED_OVER_YEARS = frozenset({"economy.discount_rate", "economy.horizon_years", ALLOCATION})
"""Entries by which the years are counted together."""
SHAPE = frozenset({"centres.kind", "centres.seat", "tasks.level"})
"""Columns that say what a row is rather than how it is with it."""


def may_vary_by_year(parameter: str) -> bool:
    """True for a parameter that may be another from a year on: none of the path, and none that names what there is."""
    name = full_name(parameter)
    head, _, rest = name.partition(".")
    column = rest.rpartition(".")[2]
    if head in SAME_IN_ALL or name in COUNTED_OVER_YEARS or nature_of(name) == "method":
        return False
    if head not in TABLES:
        return True
    table = TABLES[head]
    named = {*table.identity, *dict(reference_columns(table))}
    return column not in named and f"{head}.{column}" not in SHAPE


# ---- The years, and what is said of them ----------------------------------------------------------


def years_not_in_order(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """The years stand in order and follow one another; years that a scenario adds may follow."""
    placed = checked.rows_of(PlannedYear)
    written = [item for item in placed if item.record.row is not None]
    for earlier, item in pairwise(written):
        if item.row.year < earlier.row.year:
            rule = f"must be after {earlier.row.year}, the year in the row before"
            yield item.finding_about("year", rule, "list the years in order")
    ordered = sorted(placed, key=lambda item: item.row.year)
    for earlier, item in pairwise(ordered):
        if item.row.year > earlier.row.year + 1:
            rule = f"the year before it is {earlier.row.year}: years must follow one another"
            yield item.finding_about("year", rule, f"add {earlier.row.year + 1}, or correct it")
    if ordered and instance.settings.year > ordered[0].row.year:
        rule = f"must not be after {ordered[0].row.year}, the first year that is planned: its volumes are the base"
        remedy = f"set it to {ordered[0].row.year} or earlier, or begin the table years with {instance.settings.year}"
        yield checked.draft.settings.finding_about("year", rule, remedy)


def years_not_planned(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """A budget and a change are of a year that is planned, and so is the year in which the first task moves.

    Which years are planned is not known where a row of them cannot be read: that is told, and nothing that follows.
    """
    if len(checked.rows_of(PlannedYear)) < len(checked.draft.tables["years"]):
        return
    placed: Sequence[Placed[MunicipalBudget | YearlyChange]] = [
        *checked.rows_of(MunicipalBudget),
        *checked.rows_of(YearlyChange),
    ]
    for item in placed:
        if not instance.is_roadmap:
            yield item.finding_about(
                "year", "no years are planned: the table years has no rows", "fill in the table years"
            )
        elif item.row.year not in instance.years:
            yield item.finding_about("year", _must_be_planned(instance), "correct it, or add it to the table years")
    start = instance.settings.roadmap.start_year
    if instance.is_roadmap and start is not None and start not in instance.years:
        remedy = "correct it, or leave it out to begin in the first year"
        yield checked.draft.settings.finding_about(START_YEAR, _must_be_planned(instance), remedy)


def _must_be_planned(instance: Instance) -> str:
    return f"must be a year that is planned, from {instance.years[0]} to {instance.years[-1]}"


def ramps_that_fall(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """A new centre must have no smaller share of its minimum volume in a later year."""
    ramp = instance.settings.roadmap.minimum_ramp
    for earlier, later in pairwise(ramp):
        if later < earlier:
            rule = f"must not fall: {legible_value(later)} comes after {legible_value(earlier)}"
            remedy = "list the shares of the first year, the second and so on"
            yield checked.draft.settings.finding_about("roadmap.minimum_ramp", rule, remedy)
            return


def moves_of_more_than_all(checked: Checked, _instance: Instance) -> Iterator[Finding]:
    """No task moves to itself, nor more than all of it to others in any year."""
    placed = checked.rows_of(VolumeMove)
    for item in placed:
        if item.row.from_task == item.row.to_task:
            rule = "must be another task than the one that the contacts are from"
            yield item.finding_about("to_task", rule, "name the task that they become, or delete the row")
    by_task: Mapping[str, list[Placed[VolumeMove]]] = defaultdict(list)
    for item in placed:
        by_task[item.row.from_task].append(item)
    for task, items in by_task.items():
        years = sorted({item.row.year for item in items})
        shares = {year: sum(moves_in((item.row for item in items), year).values()) for year in years}
        year = next((year for year in years if shares[year] > 1 + PROBABILITY_ERROR), None)
        last = next((item for item in reversed(items) if item.row.year == year), None)
        if year is not None and last is not None:
            rule = f"the shares of {task} that move in {year} add up to {shares[year]:g}: must be 1 or less"
            yield last.finding_about("share", rule, "lower one of them")


def changes_not_of_years(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """What is otherwise from a year on is a parameter that may vary, and one that there is."""
    for item in checked.rows_of(YearlyChange):
        if not may_vary_by_year(item.row.parameter):
            rule = "is the same in all years: it says what there is, how it is computed, or how years are counted"
            yield item.finding_about("parameter", rule, "write it in the instance itself, or leave it out")
        elif not instance.is_roadmap or item.row.year not in instance.years:
            yield from _faults_of_change(checked, item)


def _faults_of_change(checked: Checked, item: Placed[YearlyChange]) -> Iterator[Finding]:
    """What is wrong with a change of no year; those of years that are planned show in these."""
    steps = steps_of_change(checked.draft, yearly_change(item.record))
    return (step for step in steps if isinstance(step, Finding))


YEARS_CHECKS: tuple[Callable[[Checked, Instance], Iterator[Finding]], ...] = (
    volumes_of_another_year,
    years_not_in_order,
    years_not_planned,
    ramps_that_fall,
    moves_of_more_than_all,
    changes_not_of_years,
    allocations_over_years,
)
"""What needs the settings, and is of the path as a whole."""


# ---- What has no effect, or will not be -----------------------------------------------------------


def roadmap_settings_without_years(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """What holds for a path is written where years are planned; a figure that goes with another has it."""
    roadmap, settings = instance.settings.roadmap, checked.draft.settings
    if not instance.is_roadmap:
        remedy = "fill in the table years, or leave it out"
        for name in flatten_entries(roadmap.model_dump(exclude_defaults=True)):
            if f"{ROADMAP}.{name}" != START_YEAR or instance.has_begun:
                rule = "has no effect: no years are planned"
                yield settings.finding_about(f"{ROADMAP}.{name}", rule, remedy, "warning")
        for item in checked.rows_of(rows.Centre):
            if item.row.most_joining is not None:
                yield item.finding_about("most_joining", "has no effect: no years are planned", remedy, "warning")
        return
    for name, other in (("transition_loss", "transition_months"), ("transition_months", "transition_loss")):
        if getattr(roadmap, name) and not getattr(roadmap, other):
            rule = f"has no effect: {ROADMAP}.{other} is 0"
            yield settings.finding_about(f"{ROADMAP}.{name}", rule, f"set {other} too, or leave it out", "warning")


# ---- Each year by itself --------------------------------------------------------------------------


_FIGURE = re.compile(r"\d[\d,.]*")


def told_once(by_year: Mapping[int, Sequence[Finding]], in_all_only: bool = False) -> Iterator[Finding]:
    """What was found in the years, each once: as it is where it is the same in all, else with those it holds for.

    Where only the figures differ, those of the first year are told. With `in_all_only` what does not hold in all years
    is left out.
    """
    alike: dict[Finding, dict[int, Finding]] = defaultdict(dict)
    for year, findings in by_year.items():
        for finding in findings:
            alike[_without_figures(finding)].setdefault(year, finding)
    for found in alike.values():
        first, same = next(iter(found.values())), len(set(found.values())) == 1
        if same and len(found) == len(by_year):
            yield first
        elif not in_all_only or len(found) == len(by_year):
            yield replace(first, rule=f"in {years_in_words(list(found))}: {first.rule}")


def _without_figures(finding: Finding) -> Finding:
    """A finding that is the same for two that differ in figures alone."""
    value, rule, remedy = (_FIGURE.sub("#", text) for text in (finding.value, finding.rule, finding.remedy))
    return replace(finding, value=value, rule=rule, remedy=remedy)


def years_in_words(years: Sequence[int]) -> str:
    """Years as people write them: 2015, 2017-2019."""
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
