"""Rule `max-centres`: how many centres may serve others."""

import pyomo.core as pyo

from optimiser.model.formulation import Formulation


def add_max_centres(f: Formulation) -> None:
    """**max-centres**: at most `policy.max_hosts` municipalities sell, and at most
    `policy.max_virtual_centres` virtual centres open.

    Σ_c sell[p,c] <= max_hosts and Σ_c Σ_k piece[p,c,k] <= max_virtual_centres, c virtual
    """
    policy = f.problem.instance.settings.policy
    rows = f.problem.instance.centres
    virtual = [(p, c) for p, c in f.shared if rows[c].kind == "virtual"]
    if policy.max_hosts is not None and f.hosts:
        sells = sum(f.m.sell[key] for key in f.hosts)
        f.m.add_component("max-centres-hosts", pyo.Constraint(expr=sells <= policy.max_hosts))
    if policy.max_virtual_centres is not None and virtual:
        opened = sum(f.opened(p, c) for p, c in virtual)
        f.m.add_component("max-centres-virtual", pyo.Constraint(expr=opened <= policy.max_virtual_centres))
