"""Rule `open-centre`: only open centres answer, and only a candidate that answers its own may sell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimiser.data.instance import Instance
from optimiser.rules.rule import LooksAt, RefusingRule

if TYPE_CHECKING:
    from optimiser.model.formulation import Formulation
    from optimiser.planning.routes import Route


class OpenCentre(RefusingRule):
    """**open-centre**: a centre answers only when it is open; a host runs its own centre, and is a candidate.

    - Σ_k piece[c,k] <= 1: a centre is closed, or open on one piece of its cost
    - assign[m,t,c] <= Σ_k piece[c,k] for the seat m of c
    - sell[c] <= Σ_k piece[c,k], and sell[c] <= Σ_t assign[m,t,c] for the seat m of c:
      a host answers at least one task of its own citizens in its centre
    - connect[m,c] <= sell[c] for every buyer m of a single host c

    A purchase of a seat that is no candidate for a host has no route.
    """

    name = "open-centre"
    words = {"da": "hvem der må sælge", "en": "who may sell"}
    declared_in = ("municipalities.candidate_host",)
    looks_at: LooksAt = "place"

    def refuses(self, instance: Instance, route: Route) -> bool:
        seat = instance.centres[route.centre].seat if route.form == "purchased" else None
        return seat is not None and not instance.municipalities[seat].candidate_host

    def constrain(self, f: Formulation) -> None:
        own = [choice for choices in f.own_choices.values() for choice in choices]
        links = [link for link in f.choices_by_link if link[1] in f.m.sell]
        f.constrain("open-centre", f.pieces_by_centre, lambda c: f.is_open(c) <= 1)
        f.constrain("open-centre-own", own, lambda *choice: f.m.assign[choice] <= f.is_open(choice[2]))
        f.constrain("open-centre-host", f.hosts, lambda c: f.m.sell[c] <= f.is_open(c))
        f.constrain(
            "open-centre-host-answers-own", f.hosts, lambda c: f.m.sell[c] <= f.variable_or_number(f.own_choices[c])
        )
        f.constrain("open-centre-buyer", links, lambda *link: f.count_connections(link) <= f.m.sell[link[1]])
