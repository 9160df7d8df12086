"""Pooled volumes at centres, and the rules `minimum-volume` and `maximum-volume`."""

from math import inf
from typing import Any

import pyomo.core as pyo

from optimiser.model.formulation import MILLION, CentrePiece, Formulation, Period


def add_volumes(f: Formulation) -> None:
    """The pooled volume of a centre on the piece it is on, and where it comes from.

    - Σ_k own[p,c,k] = Σ_t v(m,t) assign[p,m,t,c] for the seat m of c
    - Σ_k brought[p,m,c,k] = Σ_t v(m,t) assign[p,m,t,c] for every m that a single centre c can serve
    - brought[p,m,c,k] <= maxload(m,c) link[p,m,c,k], maxload the most m can lawfully bring: with the
      whole volume of m instead, the relaxation would be far below every plan
    - sold[p,c,k] = Σ_m brought[p,m,c,k] for a single centre
    - Σ_c Σ_k sold[p,c,k] = Σ_m Σ_t v(m,t) assign[p,m,t,q] over the centres c of a pool q
    - L_k piece[p,c,k] <= own[p,c,k] + sold[p,c,k] <= U_k piece[p,c,k]
    """
    _add_volume_variables(f)
    f.rule("volume-own", f.own_choices, lambda _, p, c: f.own_volume(p, c) == f.assigned_volume(f.own_choices[p, c]))
    f.rule("volume-own-piece", _seated(f), lambda _, *key: f.m.own[key] <= _own_limit(f, key) * f.m.piece[key])
    f.rule("volume-load", _single_links(f), lambda _, *link: _load_balance(f, *link))
    f.rule("volume-load-linked", f.m.link, lambda _, p, m, c, k: _load_limit(f, p, m, c, k))
    f.rule("volume-sold", _single_pieces(f), lambda _, *key: f.m.sold[key] == _loads(f, *key))
    f.rule("volume-pool", _wide_pools(f), lambda _, p, q: _pool_balance(f, p, q))
    f.rule("volume-piece-low", f.pieces, lambda _, *key: _piece_low(f, key))
    f.rule("volume-piece-high", f.pieces, lambda _, *key: _piece_high(f, key))


def add_volume_limits(f: Formulation) -> None:
    """**minimum-volume** and **maximum-volume**: an open centre answers enough, and not too much.

    - min_volume and max_volume of a centre are the ends of its first and last piece (`L_1`, `U_K`)
    - min_sold[c] sell[p,c] <= Σ_k sold[p,c,k] <= mostsold[c] sell[p,c] for a host c
    - sold[p,c,k] <= max_sold_share[c] own[p,c,k] for a host c: a host stays first its own citizens'
    """
    rows = f.problem.instance.centres
    reach = f.problem.reach
    capped = [key for key in f.pieces if (key[0], key[1]) in f.m.sell and rows[key[1]].max_sold_share is not None]

    def least(_: Any, p: Period, c: str) -> Any:
        return f.sold_volume(p, c) >= rows[c].min_sold / MILLION * f.m.sell[p, c]

    def most(_: Any, p: Period, c: str) -> Any:
        return f.sold_volume(p, c) <= reach[c].others / MILLION * f.m.sell[p, c]

    def share(_: Any, *key: Any) -> Any:
        return f.m.sold[key] <= rows[key[1]].max_sold_share * f.m.own[key]

    f.rule("minimum-volume", f.hosts, least)
    f.rule("maximum-volume", f.hosts, most)
    f.rule("maximum-volume-share", capped, share)


def _add_volume_variables(f: Formulation) -> None:
    serving = [key for key in f.pieces if key[1] in f.pool_of]
    f.variable("own", _seated(f), domain=pyo.NonNegativeReals)
    f.variable("sold", serving, domain=pyo.NonNegativeReals)
    f.variable("brought", f.m.link, domain=pyo.NonNegativeReals)


def _seated(f: Formulation) -> list[CentrePiece]:
    """Pieces of the centres that answer their own seat."""
    return [key for key in f.pieces if key[:2] in f.own_choices]


def _single_links(f: Formulation) -> list[Any]:
    return [link for link in f.choices_by_link if link[2] in f.single]


def _single_pieces(f: Formulation) -> list[CentrePiece]:
    return [key for key in f.pieces if key[1] in f.single]


def _wide_pools(f: Formulation) -> list[tuple[Period, str]]:
    return [key for key in f.links_by_pool if key[1] not in f.single]


def _own_limit(f: Formulation, key: CentrePiece) -> float:
    return min(f.problem.reach[key[1]].own, f.pieces[key].high) / MILLION


def _load_balance(f: Formulation, p: Period, m: str, c: str) -> Any:
    loads = sum(f.m.brought[p, m, c, k] for _, _, k in f.pieces_by_centre[p, c])
    return loads == f.assigned_volume(f.choices_by_link[p, m, c])


def _load_limit(f: Formulation, p: Period, m: str, c: str, k: int) -> Any:
    return f.m.brought[p, m, c, k] <= f.max_load((p, m, c)) * f.m.link[p, m, c, k]


def _loads(f: Formulation, p: Period, c: str, k: int) -> Any:
    return sum(f.m.brought[p, m, c, k] for _, m, _ in f.links_by_pool[p, c])


def _pool_balance(f: Formulation, p: Period, q: str) -> Any:
    pool = next(pool for pool in f.pools if pool.name == q)
    sold = sum(f.sold_volume(p, c) for c in pool.centres)
    return sold == sum(f.assigned_volume(f.choices_by_link[link]) for link in f.links_by_pool[p, q])


def _on_piece(f: Formulation, key: CentrePiece) -> Any:
    return f.taken("own", key, otherwise=0.0) + f.taken("sold", key, otherwise=0.0)


def _piece_low(f: Formulation, key: CentrePiece) -> Any:
    low = f.pieces[key].low
    return _on_piece(f, key) >= low / MILLION * f.m.piece[key] if low > 0 else pyo.Constraint.Skip


def _piece_high(f: Formulation, key: CentrePiece) -> Any:
    high = f.pieces[key].high
    return _on_piece(f, key) <= high / MILLION * f.m.piece[key] if high < inf else pyo.Constraint.Skip
