"""Rule `eligible-levels`: which levels a form may answer, as a choice of policy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from optimiser.data.columns import FORMS
from optimiser.data.instance import Instance
from optimiser.data.settings import ALL_LEVELS
from optimiser.rules.rule import LooksAt, RefusingRule, Requirement

if TYPE_CHECKING:
    from optimiser.planning.routes import Route


class EligibleLevelsRule(RefusingRule):
    """**eligible-levels**: a form answers tasks of the levels in `policy.levels` alone.

    A route of form f and task t is refused unless level(t) = one of the levels of f.
    """

    name = "eligible-levels"
    words = {"da": "niveauer, en form må besvare", "en": "levels a form may answer"}
    declared_in = tuple(f"policy.levels.{form}" for form in FORMS)
    phrases = {
        "asks levels": {
            "da": "formen {form} må kun besvare {value} (policy.levels)",
            "en": "the form {form} may only answer {value} (policy.levels)",
        },
        "asks no levels": {
            "da": "formen {form} må ikke bruges (policy.levels)",
            "en": "the form {form} may not be used (policy.levels)",
        },
        "drop levels": {
            "da": "Lad formen {form} besvare alle niveauer, som loven tillader",
            "en": "Let the form {form} answer all levels that the law allows",
        },
    }
    looks_at: LooksAt = "form and task"

    def refuses(self, instance: Instance, route: Route) -> bool:
        return instance.tasks[route.task].level not in instance.settings.policy.levels.levels_of(route.form)

    def requirements(self, instance: Instance) -> Iterator[Requirement]:
        off = f"{ALL_LEVELS[0]}-{ALL_LEVELS[-1]}"
        for form in FORMS:
            levels = instance.settings.policy.levels.levels_of(form)
            if set(levels) != set(ALL_LEVELS):
                asks = "asks levels" if levels else "asks no levels"
                parameter = f"policy.levels.{form}"
                yield Requirement(
                    self.name, form, "levels", parameter, levels, off, tier="levels", figures={"form": form}, asks=asks
                )
