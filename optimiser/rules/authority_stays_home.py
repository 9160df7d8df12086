"""Rule `authority-stays-home`: what the law lets nobody else answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from optimiser.data.instance import Instance
from optimiser.rules.rule import LooksAt, RefusingRule, Requirement

if TYPE_CHECKING:
    from optimiser.planning.routes import Route


class AuthorityStaysHome(RefusingRule):
    """**authority-stays-home**: a task that an active legal rule forbids in a form is answered in another.

    A route is refused where form and level = those of a row of the table legal without a cap.
    """

    name = "authority-stays-home"
    words = {"da": "loven", "en": "the law"}
    declared_in = ("legal.forms", "legal.levels")
    phrases = {
        "asks law": {"da": "loven: {citation}", "en": "the law: {citation}"},
        "drop law": {
            "da": "Sæt lovreglen {name} ud af kraft, hvis den kan ændres",
            "en": "Switch the legal rule {name} off, if it can be changed",
        },
    }
    looks_at: LooksAt = "form and task"

    def is_asked(self, instance: Instance) -> bool:
        return any(law.cap_kr is None for law in instance.laws)

    def refuses(self, instance: Instance, route: Route) -> bool:
        task = instance.tasks[route.task]
        return any(law.forbids_form(route.form, task) for law in instance.laws)

    def citations(self, instance: Instance, route: Route) -> tuple[str, ...]:
        task = instance.tasks[route.task]
        return tuple(law.citation for law in instance.laws if law.forbids_form(route.form, task))

    def requirements(self, instance: Instance) -> Iterator[Requirement]:
        """Return every legal rule in force, those with a cap on purchases too."""
        for law in instance.laws:
            figures, parameter = {"citation": law.citation}, f"legal.{law.rule}.active"
            yield Requirement(law.rule, "", "law", parameter, True, "false", tier="law", figures=figures)
