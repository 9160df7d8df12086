"""Rules `connection` and `entry-points`: contacts leave home over few connections."""

from typing import Any

import pyomo.core as pyo

from optimiser.model.formulation import Choice, Formulation, Link, Period


def add_connection_variables(f: Formulation) -> None:
    """Connections to single centres by piece, to pools of several by number.

    link may be fractional between 0 and 1: with assign binary it is whole in every best plan. A
    connection to a pool of several centres is a whole number, up to the entry points left.
    """
    pooled = [link for link in f.choices_by_link if link[2] not in f.single]
    single = [link for link in f.choices_by_link if link[2] in f.single]
    by_piece = [(p, m, c, k) for p, m, c in single for _, _, k in f.pieces_by_centre[p, c]]
    f.variable("connect", pooled, domain=pyo.NonNegativeIntegers, bounds=lambda _, *link: (0, _most(f, link)))
    f.variable("link", by_piece, bounds=(0, 1))


def add_connections(f: Formulation) -> None:
    """**connection**: a task goes to another centre only over a connection to an open centre.

    - assign[p,m,t,q] <= connect[p,m,q], where connect = Σ_k link[p,m,c,k] if q is the single centre c
    - link[p,m,c,k] <= piece[p,c,k]: one connects to an open centre, and pays for the piece it is on

    """

    def over_connection(_: Any, *choice: Any) -> Any:
        p, m, _t, q = choice
        return f.m.assign[choice] <= f.connections((p, m, q))

    def to_open_centre(_: Any, p: Period, m: str, c: str, k: int) -> Any:
        return f.m.link[p, m, c, k] <= f.m.piece[p, c, k]

    f.rule("connection", (choice for choices in f.choices_by_link.values() for choice in choices), over_connection)
    f.rule("connection-open", f.m.link, to_open_centre)


def _most(f: Formulation, link: Any) -> int:
    """The most connections to a pool that make sense: one a centre, one a task."""
    centres = next(len(pool.centres) for pool in f.pools if pool.name == link[2])
    limit = f.problem.instance.settings.policy.max_entry_points
    return min(limit, centres, len(f.choices_by_link[link]))


def add_entry_points(f: Formulation) -> None:
    """**entry-points**: at most `policy.max_entry_points` places answer a municipality's citizens.

    home[p,m] + Σ_q connect[p,m,q] <= max_entry_points, and home[p,m] >= assign[p,m,t,d] for d at home

    The municipality's own centre and its departments count as one place. Where some task can only
    be answered at home, home[p,m] is 1 from the start.
    """
    limit = f.problem.instance.settings.policy.max_entry_points
    bound = [key for key in f.links_by_municipality if not _surely_home(f, *key)]
    at_home = [choice for key in bound for choice in _home_choices(f, *key)]
    f.variable("home", bound, bounds=(0, 1))

    def home_counts(_: Any, *choice: Any) -> Any:
        return f.m.assign[choice] <= f.m.home[choice[:2]]

    def few_places(_: Any, p: Period, m: str) -> Any:
        home = f.taken("home", (p, m), otherwise=1)
        links: list[Link] = f.links_by_municipality[p, m]
        return home + sum(f.connections(link) for link in links) <= limit

    f.rule("entry-points-home", at_home, home_counts)
    f.rule("entry-points", f.links_by_municipality, few_places)


def _home_choices(f: Formulation, p: Period, m: str) -> list[Choice]:
    tasks = f.problem.instance.tasks_of[m]
    choices = (choice for t in tasks for choice in f.choices_by_task[p, m, t])
    return [choice for choice in choices if not f.choices[choice].away]


def _surely_home(f: Formulation, p: Period, m: str) -> bool:
    """True when some task of the municipality has no route away from home."""
    tasks = f.problem.instance.tasks_of[m]
    return any(not any(f.choices[choice].away for choice in f.choices_by_task[p, m, t]) for t in tasks)
