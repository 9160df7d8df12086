"""Rules that come from the table wishes: what municipalities wish of the plan, each row with a note of why."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from optimiser.data.instance import Instance
from optimiser.data.rows import Wish
from optimiser.data.wishes import Link, refused_links, tasks_of
from optimiser.rules.rule import RefusingRule, Requirement, Rule, Slack, Text

if TYPE_CHECKING:
    from optimiser.planning.plan import Plan
    from optimiser.planning.routes import Route


def requirement_of_wish(rule: Rule, wish: Wish, **more: object) -> Requirement:
    """Return what a wish requires as a rule's requirement: switched off it asks nothing."""
    return Requirement(
        rule.name,
        wish.wish,
        "wish",
        f"wishes.{wish.wish}.active",
        True,
        "false",
        figures={"kind": wish.kind, "note": wish.note},
        **more,  # type: ignore[arg-type]
    )


# ---- Rule `wishes`: of whom one buys, and who sells -----------------------------------------------


class Wishes(RefusingRule):
    """**wishes**: nobody is answered where a wish in force says that they shall not be.

    A route of municipality m and task t to centre c, away from home, is refused where t = a task of an active row of
    the table wishes, and by its kind: region(m) or it_system(m) is not = that of the seat of c; distance(m, seat) <=
    value does not hold; c = the centre that is named; the seat may not sell; or one of the two stays alone.
    """

    name = "wishes"
    words: Text = {"da": "ønsker", "en": "wishes"}
    declared_in = ("wishes.kind", "wishes.value", "municipalities.it_system")
    phrases = {
        "asks wish": {"da": "ønsket {about}: {sentence}", "en": "the wish {about}: {sentence}"},
        "drop wish": {"da": "Opgiv ønsket {about} ({sentence})", "en": "Give the wish {about} up ({sentence})"},
    }

    def is_asked(self, instance: Instance) -> bool:
        return bool(instance.refused_by_wishes)

    def refuses(self, instance: Instance, route: Route) -> bool:
        some = instance.refused_by_wishes.get((route.municipality, route.centre), ())
        return any(route.task in tasks for _, tasks in some)

    def citations(self, instance: Instance, route: Route) -> tuple[str, ...]:
        """Return the wishes by name, each with its note."""
        some = instance.refused_by_wishes.get((route.municipality, route.centre), ())
        return tuple(name_with_note(wish) for wish, tasks in some if route.task in tasks)

    def slacks(self, plan: Plan) -> Iterator[Slack]:
        """Return a limit without anything to spare for each municipality that a wish keeps from some centre."""
        instance = plan.problem.instance
        bound = {code for code, centre in instance.refused_by_wishes if centre in instance.centres}
        for code in plan.by_municipality:
            if code in bound:
                yield Slack(instance.municipalities[code].name, 0.0)

    def requirements(self, instance: Instance) -> Iterator[Requirement]:
        for wish in instance.wishes:
            if links := refused_links(instance, wish):
                yield requirement_of_wish(self, wish, refuses=partial(_refuses, links, tasks_of(instance, wish)))


def name_with_note(wish: Wish) -> str:
    """Return a wish as it is cited: its name, and why."""
    return f"{wish.wish}: {wish.note}" if wish.note else wish.wish


def _refuses(links: frozenset[Link], tasks: frozenset[str], _: Instance, route: Route) -> bool:
    return (route.municipality, route.centre) in links and route.task in tasks
