"""Rule `connection`: contacts leave home over connections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from optimiser.rules.rule import StructuralRule

if TYPE_CHECKING:
    from optimiser.model.formulation import Formulation


class ConnectionRule(StructuralRule):
    """**connection**: a task goes to another centre only over a connection to an open centre.

    - assign[m,t,q] <= connect[m,q], where connect = Σ_k link[m,c,k] if q is the single centre c
    - link[m,c,k] <= piece[c,k]: one connects to an open centre, and pays for the piece it is on

    Connections to single centres are by piece, to pools of several by number. link may be fractional between 0 and 1:
    with assign binary it is whole in every best plan. A connection to a pool of several centres is a whole number, up
    to the entry points left.
    """

    name = "connection"

    def constrain(self, f: Formulation) -> None:
        def over_connection(m: str, t: str, q: str) -> Any:
            return f.m.assign[m, t, q] <= f.count_connections((m, q))

        def to_open_centre(m: str, c: str, k: int) -> Any:
            return f.m.link[m, c, k] <= f.m.piece[c, k]

        choices = (choice for choices in f.choices_by_link.values() for choice in choices)
        f.constrain("connection", choices, over_connection)
        f.constrain("connection-open", f.m.link, to_open_centre)
