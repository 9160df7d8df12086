"""Which rows of the tables of a path over years take effect, and why others take none."""

from optimiser.data.columns import Row
from optimiser.data.systems import Possible, Without
from optimiser.data.year_rows import FirstYear, MunicipalBudget, VolumeFactor, VolumeMove


def effect_of_budget(possible: Possible, row: MunicipalBudget) -> Without | None:
    """Return why a budget has no effect: its municipality has nothing to invest in."""
    if possible.instance.tasks_of[row.municipality]:
        return None
    return Without("municipality", "has no effect: the municipality has no contacts")


def effect_of_factor(possible: Possible, row: VolumeFactor) -> Without | None:
    """Return why a factor has no effect: it begins after the last year, or there is nothing to multiply."""
    return _effect_on_contacts(possible, row, "task", row.task)


def effect_of_move(possible: Possible, row: VolumeMove) -> Without | None:
    """Return why a move has no effect: it begins after the last year, or there is nothing to move."""
    return _effect_on_contacts(possible, row, "from_task", row.from_task)


def _effect_on_contacts(possible: Possible, row: VolumeFactor | VolumeMove, column: str, task: str) -> Without | None:
    if never := effect_of_path(possible, row):
        return never
    last = max(possible.instance.years)
    if row.year > last:
        return Without("year", f"has no effect: the last year planned is {last}")
    if any(volume.task == task for volume in possible.instance.tables.volumes):
        return None
    return Without(column, "has no effect: nobody has such contacts")


def effect_of_first_year(possible: Possible, row: FirstYear) -> Without | None:
    """Return why a first year has no effect.

    A form that is there from the first year on is what many write down: it takes no effect, and is no mistake.
    """
    first, last = min(possible.instance.years), max(possible.instance.years)
    if row.first_year > last and possible.instance.is_roadmap:
        rule = f"the form is not there in any year that is planned: the last is {last}"
        return None if possible.chosen else Without("first_year", rule, "correct it, or leave it so if that is meant")
    return Without("first_year", "in no year before it") if possible.chosen and row.first_year <= first else None


def effect_of_path(possible: Possible, _: Row) -> Without | None:
    """Return why what is otherwise from a year on has no effect: no path is planned."""
    return None if possible.instance.is_roadmap else Without("year", "has no effect: no years are planned")
