"""Rule `no-municipality-worse-off`: nobody pays more than today."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from optimiser.model.formulation import MILLION, CentrePiece, Formulation, Period


def add_no_municipality_worse_off(f: Formulation) -> None:
    """**no-municipality-worse-off**: a municipality's share of the costs is not above what it pays today.

    own charges + own centre + Σ_c Σ_k dearest(c,k) · brought[p,m,c,k] <= today(m)

    A centre's cost is shared by pooled volume, which is not linear: the unit cost changes as others
    join. The rule counts a buyer at the dearest unit cost of the piece, and a host at its centre's
    cost less its buyers at no more than the cheapest, so a plan that obeys it leaves nobody worse off
    as the model counts a centre, by straight pieces; a plan that is only just fair may be missed. On the
    cost curve itself a host may pay more than today by the stated error of the pieces. Only with
    `policy.no_municipality_worse_off`.
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
    keys = (key for link in links for key in f.pieces_by_centre[p, link[2]])
    bought = sum(dearest_unit_kr(f, key) * f.m.brought[p, m, *key[1:]] for key in keys)
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
    sold = sum(cheapest_unit_kr(f, key) * f.m.sold[key] for key in keys if key in f.m.sold)
    host = f.problem.tariff.host(c).yearly_kr / MILLION * f.m.sell[p, c] if (p, c) in f.m.sell else 0.0
    opened = f.problem.tariff.open_centre(c).yearly_kr / MILLION * f.opened(p, c) if keys else 0.0
    return operation + opened + host - sold


def _volume(f: Formulation, key: CentrePiece) -> Any:
    return f.taken("own", key, otherwise=0.0) + f.taken("sold", key, otherwise=0.0)


def dearest_unit_kr(f: Formulation, key: CentrePiece) -> float:
    """No buyer on the piece pays more than this for a pooled contact (kr.); 0 where nothing is pooled.

    Between two stations of the curve its unit cost nearly just rises or just falls, and the part of the centre's own
    charges falls ever more slowly: the two together are dearest at a station.
    """
    volumes = _stations(f, key)
    unit_costs_kr = _on_curve_kr(f, key, volumes) + _charges_of_centre_kr(f, key) / volumes
    return float(np.max(unit_costs_kr, initial=0.0))


def cheapest_unit_kr(f: Formulation, key: CentrePiece) -> float:
    """No buyer on the piece pays less than this for a pooled contact (kr.); 0 where nothing is pooled.

    The centre's answering is cheapest at one volume and the part of its own charges at another, maybe: each is taken
    at its least, and answering on the curve or by the piece, whichever is less.
    """
    volumes, piece = _stations(f, key), f.pieces[key]
    if not volumes.size:
        return 0.0
    least, most = float(volumes[0]), float(volumes[-1])
    by_piece_kr = min(piece.cost_kr(volume) / volume for volume in (least, most))
    return min(float(np.min(_on_curve_kr(f, key, volumes))), by_piece_kr) + _charges_of_centre_kr(f, key) / most


def _stations(f: Formulation, key: CentrePiece) -> NDArray[np.float64]:
    """The volumes of a piece that a centre with a buyer can have, and those of the curve between; none at no volume."""
    piece = f.pieces[key]
    if piece.high == 0:
        return np.empty(0)
    return f.problem.class_of[key[1]].curve.stations(max(piece.low, _least_load(f, key)), piece.high)


def _on_curve_kr(f: Formulation, key: CentrePiece, volumes: NDArray[np.float64]) -> NDArray[np.float64]:
    factor, curve = f.problem.instance.centres[key[1]].cost_factor, f.problem.class_of[key[1]].curve
    return factor * curve.unit_costs_kr(volumes)


def _charges_of_centre_kr(f: Formulation, key: CentrePiece) -> float:
    """What the centre costs a year besides answering, and as a host."""
    period, centre, _ = key
    tariff = f.problem.tariff
    host_kr = tariff.host(centre).yearly_kr if (period, centre) in f.m.sell else 0.0
    return tariff.open_centre(centre).yearly_kr + host_kr


def _least_load(f: Formulation, key: CentrePiece) -> float:
    """The least pooled volume a connected centre can have: the smallest task anyone can send (contacts)."""
    links = f.links_by_pool[key[0], key[1]]
    volumes = (f.volume[choice] for link in links for choice in f.choices_by_link[link])
    return min((volume for volume in volumes if volume > 0), default=1.0) * MILLION
