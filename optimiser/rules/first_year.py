"""Rules of the year: no form answers a task before its first year, and nothing moves before the start."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from optimiser.data.each_year import START_YEAR
from optimiser.data.instance import Instance
from optimiser.data.year_rows import FirstYear
from optimiser.rules.rule import NONE, LooksAt, RefusingRule, Requirement

if TYPE_CHECKING:
    from optimiser.planning.routes import Route


# ---- Rule `first-year`: a form that is not there yet -----------------------------------------------


class FirstYearRule(RefusingRule):
    """**first-year**: a form answers no task before its first year.

    A route of form f and task t is refused unless the year of the instance >= first_year(f, t), which is that of the
    row of the table first_years that names both, else of the row that names f alone.
    """

    name = "first-year"
    words = {"da": "formens første år", "en": "the first year of a form"}
    declared_in = ("first_years.first_year",)
    phrases = {
        "asks first year": {
            "da": "formen {form} må først bruges fra {value}",
            "en": "the form {form} may be used from {value} only",
        },
        "asks first year of task": {
            "da": "formen {form} må først besvare {task} fra {value}",
            "en": "the form {form} may answer {task} from {value} only",
        },
        "drop first year": {
            "da": "Lad formen {form} begynde tidligere ({name}: {about})",
            "en": "Let the form {form} begin earlier ({name}: {about})",
        },
        "move first year": {
            "da": "Lad formen {form} begynde i {value} ({name}: {about})",
            "en": "Let the form {form} begin in {value} ({name}: {about})",
        },
    }
    looks_at: LooksAt = "form and task"

    def is_asked(self, instance: Instance) -> bool:
        return any(row.first_year > instance.settings.year for row in instance.tables.first_years)

    def refuses(self, instance: Instance, route: Route) -> bool:
        return instance.is_too_early(route.form, route.task)

    def requirements(self, instance: Instance) -> Iterator[Requirement]:
        for row in instance.tables.first_years:
            if row.first_year > instance.settings.year:
                about = f"{row.form}/{row.task or ''}"
                yield Requirement(
                    self.name,
                    about,
                    "first year",
                    f"first_years.{about}.first_year",
                    row.first_year,
                    str(instance.settings.year),
                    tier="levels",
                    figures={"form": row.form, "task": row.task},
                    asks="asks first year of task" if row.task else "asks first year",
                    refuses=partial(_comes_too_early, row),
                )


def _comes_too_early(row: FirstYear, instance: Instance, route: Route) -> bool:
    """Return True where this row is the one that refuses the route."""
    refused = route.form == row.form and instance.is_too_early(route.form, route.task)
    own = any(other.form == row.form and other.task == route.task for other in instance.tables.first_years)
    return refused and row.task == (route.task if own else None)


# ---- Rule `start-year`: nothing moves yet ----------------------------------------------------------


class StartYear(RefusingRule):
    """**start-year**: before the start everything is answered where it is today.

    Where the year of the instance < `roadmap.start_year`, a route is refused unless its form = unchanged, or the table
    existing says that its centre answers the task already.
    """

    name = "start-year"
    words = {"da": "året, hvor noget må flytte", "en": "the year in which moves may begin"}
    declared_in = ("roadmap.start_year",)
    phrases = {
        "asks start year": {"da": "intet må flytte før {value}", "en": "nothing may move before {value}"},
        "drop start year": {"da": "Lad flytningerne begynde tidligere", "en": "Let the moves begin earlier"},
        "move start year": {"da": "Lad flytningerne begynde i {value}", "en": "Let the moves begin in {value}"},
    }

    def is_asked(self, instance: Instance) -> bool:
        return not instance.has_begun

    def refuses(self, instance: Instance, route: Route) -> bool:
        there = instance.answered_already.get((route.municipality, route.task))
        stays = route.form == "unchanged" or (there is not None and there.centre == route.centre)
        return not (instance.has_begun or stays)

    def requirements(self, instance: Instance) -> Iterator[Requirement]:
        if not instance.has_begun:
            start = instance.settings.roadmap.start_year
            yield Requirement(self.name, "", "start year", START_YEAR, start, NONE, tier="levels", refuses=self.refuses)
