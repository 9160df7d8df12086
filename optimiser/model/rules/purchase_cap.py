"""Rule `purchase-cap`: what the law lets one municipality buy from another."""

from dataclasses import replace
from typing import Any

from optimiser.data.rows import LegalRule
from optimiser.model.formulation import MILLION, Choice, Formulation, Link


def add_purchase_caps(f: Formulation) -> None:
    """**purchase-cap**: the yearly value one municipality buys from another stays below the law's cap.

    Σ_t price · contacts(m,t) · assign[p,m,t,c] <= cap · connect[p,m,c], over the forms and levels of
    each legal rule in force that has a cap

    A contact is valued at `policy.purchase_price_kr`, or where none is set at the dearest it can be in the centre that
    sells, and no less than today's unit cost: so the law is kept at the price that is paid, whatever volume the centre
    comes to (`planning/purchases.py`). A pool counts at the least of its centres' prices, so that its model stays a
    bound; the packed plan keeps to the price of each.
    """
    caps = {(*link, law.rule): law for law in f.problem.instance.laws if law.cap_kr for link in _links_under(f, law)}
    f.rule("purchase-cap", caps, lambda _, *key: _value(f, caps[key], key[:3]) <= _cap(f, caps[key], key[:3]))


def _links_under(f: Formulation, law: LegalRule) -> list[Link]:
    return [link for link in f.choices_by_link if _values(f, law, link)]


def _values(f: Formulation, law: LegalRule, link: Link) -> dict[Choice, float]:
    """Value in million kr. of each choice over the connection that the cap covers."""
    cheapest = min(f.pool_named[link[2]].centres, key=lambda centre: f.problem.dearest_kr[centre])
    routes = {choice: replace(f.choices[choice], centre=cheapest) for choice in f.choices_by_link[link]}
    values = {choice: f.problem.purchase_value_kr(law, [route]) / MILLION for choice, route in routes.items()}
    return {choice: value for choice, value in values.items() if value > 0}


def _value(f: Formulation, law: LegalRule, link: Link) -> Any:
    return sum(value * f.m.assign[choice] for choice, value in _values(f, law, link).items())


def _cap(f: Formulation, law: LegalRule, link: Link) -> Any:
    return (law.cap_kr or 0.0) / MILLION * f.connections(link)
