"""Rule `local-sustainability`: part of the contacts stay in the municipality."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from optimiser.data.instance import Instance
from optimiser.rules.rule import NONE, ImpossibleRule, Requirement, Rule, Slack, Whom
from optimiser.rules.scale import scaled_portfolio

if TYPE_CHECKING:
    from optimiser.model.formulation import Formulation
    from optimiser.planning.plan import Plan
    from optimiser.planning.problem import Problem


class LocalSustainability(Rule):
    """**local-sustainability**: at least `policy.min_local_share` of a municipality's contacts stay.

    Σ_t contacts(m,t) · assign[m,t,d] over d at home >= min_local_share · Σ_t contacts(m,t)
    """

    name = "local-sustainability"
    words = {"da": "lokal bæredygtighed", "en": "local sustainability"}
    declared_in = ("policy.min_local_share",)
    phrases = {
        "too little local": {
            "da": "{names} kan ikke beholde de krævede {asked} af deres henvendelser hjemme; {about} kan højst "
            "beholde {share}.",
            "en": "{names} cannot keep the required {asked} of their contacts at home; {about} can keep {share} at "
            "most.",
        },
        "asks local share": {
            "da": "mindst {value} af en kommunes henvendelser skal besvares hjemme",
            "en": "at least {value} of a municipality's contacts must be answered at home",
        },
        "move local share": {
            "da": "Sænk den andel, der skal besvares hjemme, til {value}",
            "en": "Lower the share that must be answered at home to {value}",
        },
        "drop local share": {
            "da": "Ophæv kravet om, at en andel skal besvares hjemme",
            "en": "Drop the requirement that a share is answered at home",
        },
    }
    measured_at: frozenset[Whom] = frozenset({"municipality"})
    looks_at_money = False
    tells_centres_apart = False  # it asks what is answered at home
    looks_at_whole_plan = False
    packing_can_break = False  # to come home only adds to what is kept

    def is_asked(self, instance: Instance) -> bool:
        return instance.settings.policy.min_local_share is not None

    def constrain(self, f: Formulation) -> None:
        share = f.problem.instance.settings.policy.min_local_share
        if share is not None:
            contacts = f.problem.instance.contacts_of
            f.constrain(
                "local-sustainability",
                f.links_by_municipality,
                lambda m: _kept(f, m) >= share * scaled_portfolio(contacts[m]),
            )

    def conflicts(self, problem: Problem) -> Iterator[ImpossibleRule]:
        """Return the municipalities that must let too much leave, as one conflict."""
        asked = problem.instance.settings.policy.min_local_share or 0.0
        shares = {name: share for name, share in _shares_that_can_stay(problem).items() if share < asked}
        if shares:
            about = min(shares, key=lambda name: shares[name])
            figures = {"asked": asked, "share": shares[about], "names": list(shares)}
            yield ImpossibleRule(self.name, about, "too little local", figures)

    def slacks(self, plan: Plan) -> Iterator[Slack]:
        """Return how many contacts more may leave each municipality, where a task is at home that may leave."""
        instance = plan.problem.instance
        share = instance.settings.policy.min_local_share
        can_leave = {(route.municipality, route.task) for route in plan.problem.routes if route.away}
        for code, routes in plan.by_municipality.items() if share is not None else ():
            home = {route.task: instance.contacts[code, route.task] for route in routes if not route.away}
            steps = [contacts for task, contacts in home.items() if (code, task) in can_leave]
            least = (share or 0.0) * instance.contacts_of[code]
            spare = sum(home.values()) - least
            if steps or spare < 0:
                yield Slack(instance.municipalities[code].name, spare, least, min(steps, default=0.0))

    def requirements(self, instance: Instance) -> Iterator[Requirement]:
        share = instance.settings.policy.min_local_share
        if share is not None:
            yield Requirement(
                self.name,
                "",
                "local share",
                "policy.min_local_share",
                share,
                NONE,
                far=0.0,
                unit="share",
                rows=("local-sustainability",),
                row_unit=lambda instance, index: scaled_portfolio(instance.contacts_of[index[0]]),
            )


def _kept(f: Formulation, m: str) -> Any:
    contacts = f.problem.instance.contacts
    return sum(
        scaled_portfolio(contacts[m, t]) * f.m.assign[choice]
        for t in f.problem.instance.tasks_of[m]
        for choice in f.choices_by_task[m, t]
        if not f.choices[choice].away
    )


def _shares_that_can_stay(problem: Problem) -> Mapping[str, float]:
    """Return the largest share of its contacts each municipality can lawfully keep, by name."""
    can_stay = {(route.municipality, route.task) for route in problem.routes if not route.away}
    contacts = problem.instance.contacts
    shares = {}
    for municipality, tasks in problem.instance.tasks_of.items():
        stays = sum(contacts[municipality, task] for task in tasks if (municipality, task) in can_stay)
        if tasks:
            name = problem.instance.municipalities[municipality].name
            shares[name] = stays / problem.instance.contacts_of[municipality]
    return shares
