"""Rule `open-centre`: only open centres answer, and only a centre that answers its own may sell."""

from typing import Any

import pyomo.core as pyo

from optimiser.model.formulation import Choice, Formulation, Period


def add_open_centres(f: Formulation) -> None:
    """**open-centre**: a centre answers only when it is open; a host runs its own centre.

    - Σ_k piece[p,c,k] <= 1: a centre is closed, or open on one piece of its cost
    - assign[p,m,t,c] <= Σ_k piece[p,c,k] for the seat m of c
    - sell[p,c] <= Σ_k piece[p,c,k], and sell[p,c] <= Σ_t assign[p,m,t,c] for the seat m of c:
      a host answers at least one task of its own citizens in its centre
    - connect[p,m,c] <= sell[p,c] for every buyer m of a single host c
    """
    f.variable("piece", f.pieces, domain=pyo.Binary)
    f.variable("sell", f.hosts, domain=pyo.Binary)
    own = [choice for choices in f.own_choices.values() for choice in choices]
    links = [link for link in f.choices_by_link if (link[0], link[2]) in f.m.sell]
    f.rule("open-centre", f.pieces_by_centre, lambda _, p, c: f.opened(p, c) <= 1)
    f.rule("open-centre-own", own, lambda _, *choice: f.m.assign[choice] <= f.opened(choice[0], choice[3]))
    f.rule("open-centre-host", f.hosts, lambda _, p, c: f.m.sell[p, c] <= f.opened(p, c))
    f.rule("open-centre-host-answers-own", f.hosts, lambda _, p, c: f.m.sell[p, c] <= _own_tasks(f, p, c))
    f.rule("open-centre-buyer", links, lambda _, *link: f.connections(link) <= f.m.sell[link[0], link[2]])


def _own_tasks(f: Formulation, p: Period, c: str) -> Any:
    choices: list[Choice] = f.own_choices[p, c]
    return sum(f.m.assign[choice] for choice in choices)
