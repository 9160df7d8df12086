"""Rule `mandatory`: levels that must be answered in certain forms."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from optimiser.data.instance import Instance
from optimiser.data.settings import Mandate
from optimiser.rules.rule import NONE, LooksAt, RefusingRule, Requirement, Slack

if TYPE_CHECKING:
    from optimiser.planning.plan import Plan
    from optimiser.planning.routes import Route


class Mandatory(RefusingRule):
    """**mandatory**: tasks of the levels of a mandate are answered in one of its forms.

    A route of task t is refused where level(t) = a level of a mandate in `policy.mandatory` and its form is none of it.
    """

    name = "mandatory"
    words = {"da": "krævet leveringsform", "en": "required form"}
    declared_in = ("policy.mandatory.levels", "policy.mandatory.forms")
    phrases = {
        "asks mandate": {
            "da": "{value} skal besvares i formen {forms} (policy.mandatory.{about})",
            "en": "{value} must be answered in the form {forms} (policy.mandatory.{about})",
        },
        "drop mandate": {
            "da": "Ophæv kravet til {value} (policy.mandatory.{about})",
            "en": "Drop the requirement for {value} (policy.mandatory.{about})",
        },
    }
    demands_place = True
    looks_at: LooksAt = "form and task"

    def is_asked(self, instance: Instance) -> bool:
        return bool(instance.settings.policy.mandatory)

    def refuses(self, instance: Instance, route: Route) -> bool:
        return any(_outside(mandate, instance, route) for mandate in instance.settings.policy.mandatory)

    def slacks(self, plan: Plan) -> Iterator[Slack]:
        """Return a limit without anything to spare for each municipality with a task that a mandate speaks of."""
        instance = plan.problem.instance
        levels = {level for mandate in instance.settings.policy.mandatory for level in mandate.levels}
        for code, routes in plan.by_municipality.items():
            if any(instance.tasks[route.task].level in levels for route in routes):
                yield Slack(instance.municipalities[code].name, 0.0)

    def requirements(self, instance: Instance) -> Iterator[Requirement]:
        for number, mandate in enumerate(instance.settings.policy.mandatory, start=1):
            yield Requirement(
                self.name,
                str(number),
                "mandate",
                f"policy.mandatory.{number}.levels",
                mandate.levels,
                NONE,
                figures={"levels": mandate.levels, "forms": mandate.forms},
                refuses=partial(_outside, mandate),
            )


def _outside(mandate: Mandate, instance: Instance, route: Route) -> bool:
    return instance.tasks[route.task].level in mandate.levels and route.form not in mandate.forms
