"""Rule `no-municipality-worse-off`: nobody pays more than today."""

from typing import Any

from optimiser.model.formulation import MILLION, CentrePiece, Formulation, Period


def add_no_municipality_worse_off(f: Formulation) -> None:
    """**no-municipality-worse-off**: a municipality's share of the costs is not above what it pays today.

    own charges + own centre + Σ_c Σ_k dearest(c,k) · brought[p,m,c,k] <= today(m)

    A centre's cost is shared by pooled volume, which is not linear: the unit cost falls as others
    join. The rule counts a buyer at the dearest unit cost of the piece, and a host at its centre's
    cost less its buyers at the cheapest, so a plan that obeys it leaves nobody worse off; a plan
    that is only just fair may be missed. Only with `policy.no_municipality_worse_off`.
    """
    if f.problem.instance.settings.policy.no_municipality_worse_off:
        portfolios = [(f.problem.period, m) for m, tasks in f.problem.instance.tasks_of.items() if tasks]
        f.rule(
            "no-municipality-worse-off",
            portfolios,
            lambda _, p, m: _share(f, p, m) <= f.problem.instance.today_of_kr(m) / MILLION,
        )


def _share(f: Formulation, p: Period, m: str) -> Any:
    """Million kr. a year."""
    links = f.links_by_municipality.get((p, m), [])
    bought = sum(
        _dearest(f, key) * f.m.brought[p, m, *key[1:]] for link in links for key in f.pieces_by_centre[p, link[2]]
    )
    return _charges(f, p, m) + _own_centre(f, p, m) + bought


def _charges(f: Formulation, p: Period, m: str) -> Any:
    tasks = f.problem.instance.tasks_of[m]
    routes = sum(f.charge[c].yearly_kr * f.m.assign[c] for t in tasks for c in f.choices_by_task[p, m, t])
    links = f.links_by_municipality.get((p, m), [])
    connected = sum(f.link_charge[link].yearly_kr * f.connections(link) for link in links)
    forms = (key for key in f.m.uses if key[:2] == (p, m))
    return (
        routes + connected + sum(f.problem.tariff.using_form(*key[1:]).yearly_kr * f.m.uses[key] for key in forms)
    ) / MILLION


def _own_centre(f: Formulation, p: Period, m: str) -> Any:
    """The cost of the own centre less what its buyers pay at the least."""
    c = f.problem.instance.own_centre.get(m, "")
    keys = f.pieces_by_centre.get((p, c), [])
    operation = sum(
        f.pieces[key].fixed_kr / MILLION * f.m.piece[key] + f.pieces[key].slope_kr * _volume(f, key) for key in keys
    )
    sold = sum(_cheapest(f, key) * f.m.sold[key] for key in keys if key in f.m.sold)
    host = f.problem.tariff.host(c).yearly_kr / MILLION * f.m.sell[p, c] if (p, c) in f.m.sell else 0.0
    opened = f.problem.tariff.open_centre(c).yearly_kr / MILLION * f.opened(p, c) if keys else 0.0
    return operation + opened + host - sold


def _volume(f: Formulation, key: CentrePiece) -> Any:
    return f.taken("own", key, otherwise=0.0) + f.taken("sold", key, otherwise=0.0)


def _dearest(f: Formulation, key: CentrePiece) -> float:
    return max(_unit_costs(f, key))


def _cheapest(f: Formulation, key: CentrePiece) -> float:
    return min(_unit_costs(f, key))


def _unit_costs(f: Formulation, key: CentrePiece) -> list[float]:
    """Full unit cost (kr. per pooled contact) along a piece, on the curve; 0 where nothing is pooled."""
    _, c, _ = key
    instance = f.problem.instance
    tariff = f.problem.tariff
    yearly_kr = tariff.open_centre(c).yearly_kr + (tariff.host(c).yearly_kr if (key[0], c) in f.m.sell else 0.0)
    if f.pieces[key].high == 0:
        return [0.0]
    curve = f.problem.class_of[c].curve
    volumes = curve.stations(max(f.pieces[key].low, _least_load(f, key)), f.pieces[key].high)
    found: list[float] = (instance.centres[c].cost_factor * curve.unit_costs_kr(volumes) + yearly_kr / volumes).tolist()
    return found


def _least_load(f: Formulation, key: CentrePiece) -> float:
    """The least pooled volume a connected centre can have: the smallest task anyone can send (contacts)."""
    links = f.links_by_pool[key[0], key[1]]
    volumes = (f.volume[choice] for link in links for choice in f.choices_by_link[link])
    return min((volume for volume in volumes if volume > 0), default=1.0) * MILLION
