"""Rule `local-sustainability`: part of the contacts stay in the municipality."""

from typing import Any

from optimiser.model.formulation import Formulation, Period


def add_local_sustainability(f: Formulation) -> None:
    """**local-sustainability**: at least `policy.min_local_share` of a municipality's contacts stay.

    Σ_t contacts(m,t) · assign[p,m,t,d] over d at home >= min_local_share · Σ_t contacts(m,t)
    """
    share = f.problem.instance.settings.policy.min_local_share
    if share is not None:
        leaving = dict.fromkeys(key for key in f.links_by_municipality)
        f.rule("local-sustainability", leaving, lambda _, p, m: _kept(f, p, m) >= share * _portfolio(f, m))


def _portfolio(f: Formulation, m: str) -> float:
    """Contacts of a municipality, in thousands a year to keep the coefficients near one."""
    return f.problem.instance.contacts_of[m] / 1e3


def _kept(f: Formulation, p: Period, m: str) -> Any:
    contacts = f.problem.instance.contacts
    return sum(
        contacts[m, t] / 1e3 * f.m.assign[choice]
        for t in f.problem.instance.tasks_of[m]
        for choice in f.choices_by_task[p, m, t]
        if not f.choices[choice].away
    )
