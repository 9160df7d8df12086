"""Whether payments hold: the group that would gain most by leaving, and what each consent is worth to the others."""

from collections.abc import Iterable, Iterator, Mapping
from math import inf
from typing import Any, Literal

from optimiser.data.tolerances import A_KRONE
from optimiser.planning.plan import Plan
from optimiser.sharing.dividing import GameOfMany
from optimiser.sharing.game import Game, Group, GroupCost, Objection, known_kr, sum_paid
from optimiser.sharing.plan_payments import ORE

Stable = Literal["yes", "no", "open"]


def objection_row(
    rule: str, paid: Mapping[str, int], game: Game, known: Iterable[GroupCost] = (), proved_kr: float = inf
) -> dict[str, Any]:
    """Return the row of a rule in the table of groups: who would gain most by leaving, and what is proved.

    A search may end with a group that gains less than one that is `known`, and prove less than was known of the
    payments before they were rounded to øre: that no group gains more than `proved_kr`.
    """
    paid_kr = {code: ore / ORE for code, ore in paid.items()}
    found = game.find_objection(paid_kr)
    for cost in known:
        gain_kr = sum_paid(paid_kr, cost.group) - cost.cost_kr
        if gain_kr > found.gain_kr and 0 < len(cost.group) < len(game.players):
            found = Objection(cost.group, gain_kr, max(found.most_kr, gain_kr), cost)
    most_kr = max(found.gain_kr, min(found.most_kr, proved_kr + len(game.players) / ORE))
    members = sorted(found.group)
    return {
        "rule": rule,
        "municipalities": " ".join(members),
        "number": len(members),
        "pays_kr": sum(paid[code] for code in members) / ORE,
        "alone_kr": known_kr(found.cost.cost_kr),
        "gain_kr": known_kr(found.gain_kr),
        "most_kr": known_kr(most_kr),
        "stable": is_stable(found.gain_kr, most_kr),
    }


def is_stable(gain_kr: float, most_kr: float) -> Stable:
    """Return whether no group gains by leaving, where one gains so much and none is proved to gain more than `most`."""
    if gain_kr >= A_KRONE:
        return "no"
    return "yes" if most_kr < A_KRONE else "open"


def list_consents(plan: Plan) -> Iterator[tuple[str, str, Group]]:
    """Return the hosts and virtual centres of a plan, with their kind and those whose consent they take."""
    rows = plan.problem.instance.centres
    for centre in plan.hosts:
        yield centre, rows[centre].kind, frozenset({rows[centre].seat or ""})
    for centre, routes in plan.by_centre.items():
        if rows[centre].kind == "virtual":
            yield centre, rows[centre].kind, frozenset(route.municipality for route in routes)


def consent_rows(plan: Plan, rule: str, paid: Mapping[str, int], game: GameOfMany) -> Iterator[dict[str, Any]]:
    """Return the table of consents: what the others lose, by what they pay by a rule, where those of a centre leave.

    Where the others have no plan without them, or those are all there are, what they lose is blank.
    """
    everyone, consents = frozenset(game.players), list(list_consents(plan))
    groups = [group for _, _, group in consents]
    alone, others = game.costs_of(groups), game.costs_of([everyone - group for group in groups])
    for (centre, kind, group), own, rest in zip(consents, alone, others, strict=True):
        pay_kr = sum(ore for code, ore in paid.items() if code not in group) / ORE
        yield {
            "centre": centre,
            "kind": kind,
            "municipalities": " ".join(sorted(group)),
            "alone_kr": known_kr(own.cost_kr),
            "others_alone_kr": known_kr(rest.cost_kr),
            "rule": rule,
            "others_lose_kr": rest.cost_kr - pay_kr if rest.group and rest.cost_kr < inf else None,
        }
