"""Rule `purchase-cap`: what the law lets one municipality buy from another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from optimiser.data.instance import Instance
from optimiser.data.rows import LegalRule
from optimiser.rules.rule import Rule, Slack, Whom
from optimiser.rules.scale import scaled_kr

if TYPE_CHECKING:
    from optimiser.model.formulation import Choice, Formulation, Link
    from optimiser.planning.plan import Plan


class PurchaseCap(Rule):
    """**purchase-cap**: the yearly value one municipality buys from another stays below the law's cap.

    Σ_t price · contacts(m,t) · assign[m,t,c] <= cap · connect[m,c], over the forms and levels of
    each legal rule in force that has a cap

    A contact is valued at `policy.purchase_price_kr`, or where none is set at the dearest it can be in the centre that
    sells, and no less than today's unit cost: so the law is kept at the price that is paid, whatever volume the centre
    comes to (`planning/service_level.py`). A pool counts at the least of its centres' prices, so that its model stays a
    bound; the packed plan keeps to the price of each.
    """

    name = "purchase-cap"
    words = {"da": "loft over køb", "en": "cap on purchases"}
    declared_in = ("legal.cap_kr", "policy.purchase_price_kr")
    measured_at: frozenset[Whom] = frozenset({"municipality"})
    tells_centres_apart = False  # it is of each connection, of which the pool counts how many
    looks_at_whole_plan = False
    packing_can_break = False  # no option is above it

    def is_asked(self, instance: Instance) -> bool:
        return any(law.cap_kr is not None for law in instance.laws)

    def constrain(self, f: Formulation) -> None:
        values = {
            (*link, law.rule): (found, law.cap_kr)
            for law in f.problem.instance.laws
            if law.cap_kr
            for link in f.choices_by_link
            if (found := _values(f, law, link))
        }

        def below(m: str, q: str, law: str) -> object:
            found, cap_kr = values[m, q, law]
            value = sum(scaled_kr(kr) * f.m.assign[choice] for choice, kr in found.items())
            return value <= scaled_kr(cap_kr) * f.count_connections((m, q))

        f.constrain("purchase-cap", values, below)

    def slacks(self, plan: Plan) -> Iterator[Slack]:
        """Return what each buyer may buy more of a seller of which it could buy more."""
        problem, taken = plan.problem, set(plan.routes)
        for law in problem.instance.laws:
            for code, centre in plan.links if law.cap_kr is not None else ():
                ways = [route for route in problem.routes_of.get(code, ()) if route.centre == centre]
                value_kr = {route: problem.purchase_value_kr(law, [route]) for route in ways}
                bought_kr = sum(value_kr.get(route, 0.0) for route in plan.by_municipality[code])
                more_kr = [kr for route, kr in value_kr.items() if kr > 0 and route not in taken]
                if bought_kr > 0 and more_kr:
                    name = problem.instance.municipalities[code].name
                    yield Slack(name, (law.cap_kr or 0.0) - bought_kr, law.cap_kr or 0.0, min(more_kr))


def _values(f: Formulation, law: LegalRule, link: Link) -> dict[Choice, float]:
    """Return the value in kr. of each choice over the connection that the cap covers."""
    cheapest = min(f.pool_named[link[1]].centres, key=lambda centre: f.problem.dearest_kr[centre])
    routes = {choice: replace(f.choices[choice], centre=cheapest) for choice in f.choices_by_link[link]}
    values = {choice: f.problem.purchase_value_kr(law, [route]) for choice, route in routes.items()}
    return {choice: value for choice, value in values.items() if value > 0}
