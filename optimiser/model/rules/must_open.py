"""Rule `must-open`: centres that the plan must use."""

from typing import Any

import pyomo.core as pyo

from optimiser.model.formulation import Choice, Formulation, Period


def add_must_open(f: Formulation) -> None:
    """**must-open**: a centre with `must_open` answers somebody, a host with `must_sell` sells.

    What open means follows from the kind of centre. A virtual or external centre is open when it answers anybody; a
    local one when it answers a task of its own citizens, whether it sells or not, as it is open to sell only then.

    - Σ_k piece[p,c,k] = 1 and Σ_m Σ_t assign[p,m,t,c] >= 1 for a virtual or external centre c that must be open
    - Σ_k piece[p,c,k] = 1 and Σ_t assign[p,m,t,c] >= 1 for the seat m of a local centre c that must be open
    - sell[p,c] = 1 and Σ_m Σ_t assign[p,m,t,c] >= 1 over the buyers m of a local centre c that must sell

    The first of each two is there for the relaxation: a part of a centre would do for the second. That a centre can be
    used at all is seen to before. A centre that must serve others is in no pool but its own.
    """
    rows = f.problem.instance.centres
    opens = [(p, c) for p, c in f.pieces_by_centre if rows[c].must_open]
    local = [key for key in opens if rows[key[1]].kind == "local"]
    sells = [(p, c) for p, c in f.hosts if rows[c].must_sell]
    serves = [(p, c) for p, c in f.pieces_by_centre if rows[c].must_serve]
    f.rule("must-open", opens, lambda _, p, c: f.opened(p, c) == 1)
    f.rule("must-open-own", local, lambda _, p, c: _taken(f, f.own_choices[p, c]) >= 1)
    f.rule("must-open-host", sells, lambda _, p, c: f.m.sell[p, c] == 1)
    f.rule("must-open-others", serves, lambda _, p, c: _taken(f, _of_others(f, p, c)) >= 1)


def _taken(f: Formulation, choices: list[Choice]) -> Any:
    return pyo.quicksum(f.m.assign[choice] for choice in choices)


def _of_others(f: Formulation, p: Period, c: str) -> list[Choice]:
    return [choice for link in f.links_by_pool[p, c] for choice in f.choices_by_link[link]]
