"""Pooled volumes at centres, and the rules `minimum-volume` and `maximum-volume`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from math import floor, inf
from typing import TYPE_CHECKING, Any

from optimiser.data.instance import Instance
from optimiser.data.wishes import centres_of, wishes_of_kind
from optimiser.rules.rule import NONE, Requirement, Rule, Slack, StructuralRule, Whom, scaled_contacts
from optimiser.rules.wishes import requirement_of_wish

if TYPE_CHECKING:
    from optimiser.model.formulation import CentrePiece, Formulation, Link
    from optimiser.planning.plan import Plan
    from optimiser.planning.problem import Problem


class VolumeRule(StructuralRule):
    """**volume**: the pooled volume of a centre on the piece it is on, and where it comes from.

    - Σ_k own[c,k] = Σ_t v(m,t) assign[m,t,c] for the seat m of c
    - Σ_k brought[m,c,k] = Σ_t v(m,t) assign[m,t,c] for every m that a single centre c can serve
    - brought[m,c,k] <= maxload(m,c) link[m,c,k], maxload the most m can lawfully bring: with the
      whole volume of m instead, the relaxation would be far below every plan
    - sold[c,k] = Σ_m brought[m,c,k] for a single centre
    - Σ_c Σ_k sold[c,k] = Σ_m Σ_t v(m,t) assign[m,t,q] over the centres c of a pool q
    - L_k piece[c,k] <= own[c,k] + sold[c,k] <= U_k piece[c,k]
    """

    name = "volume"

    def constrain(self, f: Formulation) -> None:
        seated = [key for key in f.pieces if key[0] in f.own_choices]
        single_links = [link for link in f.choices_by_link if link[1] in f.single]
        single_pieces = [key for key in f.pieces if key[0] in f.single]
        wide_pools = [q for q in f.links_by_pool if q not in f.single]
        f.add_variables("own", seated, "volume")
        f.add_variables("sold", [key for key in f.pieces if key[0] in f.pool_of], "volume")
        f.add_variables("brought", f.m.link, "volume")
        f.constrain("volume-own", f.own_choices, lambda c: f.own_volume(c) == f.assigned_volume(f.own_choices[c]))
        f.constrain("volume-own-piece", seated, lambda *key: f.m.own[key] <= _own_limit(f, key) * f.m.piece[key])
        f.constrain("volume-load", single_links, lambda *link: _load_balance(f, link))
        f.constrain("volume-load-linked", f.m.link, lambda m, c, k: _load_limit(f, m, c, k))
        f.constrain("volume-sold", single_pieces, lambda c, k: f.m.sold[c, k] == _loads(f, c, k))
        f.constrain("volume-pool", wide_pools, lambda q: _pool_balance(f, q))
        f.constrain("volume-piece-low", f.pieces, lambda *key: _piece_low(f, key))
        f.constrain("volume-piece-high", f.pieces, lambda *key: _piece_high(f, key))


class _VolumeLimit(Rule):
    """What the rules about volumes share: each is of one centre, which stands by itself within a pool."""

    measured_at: frozenset[Whom] = frozenset({"centre"})
    looks_at_money = False
    tells_centres_apart = False
    looks_at_whole_plan = False
    packing_can_break = False  # the packing's own model of a centre keeps within both
    in_portfolios = True


class MinimumVolume(_VolumeLimit):
    """**minimum-volume**: an open centre answers at least its minimum, and so does a host's sale.

    - min_volume[c] is the start of the centre's first piece, L_1; or what a wish asks of an own centre, if that is more
    - min_sold[c] sell[c] <= Σ_k sold[c,k] for a host c
    """

    name = "minimum-volume"
    words = {"da": "mindste antal henvendelser", "en": "minimum volume"}
    declared_in = ("centres.min_volume", "centres.min_sold", "wishes.value")
    phrases = {
        "asks minimum volume": {
            "da": "{about} skal have mindst {value}, hvis det er åbent",
            "en": "{about} must have at least {value} if it is open",
        },
        "move minimum volume": {
            "da": "Sænk mindstekravet til {about} til {value}",
            "en": "Lower the minimum volume of {about} to {value}",
        },
        "drop minimum volume": {"da": "Ophæv mindstekravet til {about}", "en": "Drop the minimum volume of {about}"},
        "asks minimum sold": {
            "da": "{about} skal sælge mindst {value}, hvis det sælger",
            "en": "{about} must sell at least {value} if it sells",
        },
        "move minimum sold": {
            "da": "Sænk mindstekravet til salget fra {about} til {value}",
            "en": "Lower the minimum that {about} must sell to {value}",
        },
        "drop minimum sold": {
            "da": "Ophæv mindstekravet til salget fra {about}",
            "en": "Drop the minimum that {about} must sell",
        },
        "closing at minimum-volume": {
            "da": "Det får ikke mere end det, det skal have: Mindstekravet er lige netop opfyldt.",
            "en": "It gets only what it must have: its minimum volume is just reached.",
        },
    }

    def constrain(self, f: Formulation) -> None:
        rows = f.problem.instance.centres
        f.constrain(
            "minimum-volume",
            f.hosts,
            lambda c: f.sold_volume(c) >= scaled_contacts(rows[c].min_sold) * f.m.sell[c],
        )

    def slacks(self, plan: Plan) -> Iterator[Slack]:
        for centre, load in plan.loads.items():
            row = plan.problem.instance.centres[centre]
            if row.min_sold > 0 and centre in plan.hosts:  # what it sells may count for nothing
                yield Slack(centre, load.others - row.min_sold, row.min_sold)
            if row.min_volume > 0:
                yield Slack(centre, load.volume - row.min_volume, row.min_volume)

    def requirements(self, instance: Instance) -> Iterator[Requirement]:
        for centre in instance.centres:
            row, where = instance.centre_rows[centre], f"centres.{centre}"
            if row.min_volume > 0:
                yield self._least(row.centre, "minimum volume", f"{where}.min_volume", row.min_volume)
            if row.kind == "local" and row.min_sold > 0:
                yield self._least(row.centre, "minimum sold", f"{where}.min_sold", row.min_sold)
        for wish in wishes_of_kind(instance, "own centre at least"):
            if any(
                (wish.value or 0.0) > instance.centre_rows[centre].min_volume for centre in centres_of(instance, wish)
            ):
                yield requirement_of_wish(self, wish, rows=("volume-piece-low",))

    def _least(self, centre: str, kind: str, parameter: str, value: float) -> Requirement:
        return Requirement(
            self.name,
            centre,
            kind,
            parameter,
            value,
            "0",
            far=0.0,
            unit="contacts",
            rows=("volume-piece-low",) if kind == "minimum volume" else ("minimum-volume",),
            of_centre=True,
            row_unit=lambda *_: scaled_contacts(1.0),
            reachable=partial(_reached, centre, value),
            closes=True,
            may_be_joined=kind == "minimum volume",
        )


class MaximumVolume(_VolumeLimit):
    """**maximum-volume**: a centre answers at most its maximum, and a host sells at most its own.

    - max_volume[c] is the end of the centre's last piece, U_K
    - Σ_k sold[c,k] <= mostsold[c] sell[c] for a host c
    - sold[c,k] <= max_sold_share[c] own[c,k] for a host c: a host's own citizens come first
    """

    name = "maximum-volume"
    words = {"da": "højeste antal henvendelser", "en": "maximum volume"}
    declared_in = ("centres.max_volume", "centres.max_sold_share")
    phrases = {
        "asks maximum volume": {"da": "{about} må højst have {value}", "en": "{about} may have at most {value}"},
        "move maximum volume": {
            "da": "Hæv loftet over {about} til {value}",
            "en": "Raise the maximum volume of {about} to {value}",
        },
        "drop maximum volume": {"da": "Ophæv loftet over {about}", "en": "Drop the maximum volume of {about}"},
        "asks sold share": {
            "da": "{about} må højst sælge {value} af den volumen, det selv har i centret",
            "en": "{about} may sell at most {value} of the volume that it brings to the centre itself",
        },
        "move sold share": {
            "da": "Hæv loftet over salget fra {about} til {value} af dets egen volumen",
            "en": "Raise the maximum that {about} may sell to {value} of its own volume",
        },
        "drop sold share": {"da": "Ophæv loftet over salget fra {about}", "en": "Drop the cap on what {about} sells"},
        "closing at maximum-volume": {
            "da": "Det er så fyldt, som det må være: Loftet over dets volumen er nået.",
            "en": "It is as full as it may be: its maximum volume is reached.",
        },
    }

    def constrain(self, f: Formulation) -> None:
        rows, reach = f.problem.instance.centres, f.problem.reach
        capped = [key for key in f.pieces if key[0] in f.m.sell and rows[key[0]].max_sold_share is not None]

        def most(c: str) -> Any:
            return f.sold_volume(c) <= scaled_contacts(reach[c].others) * f.m.sell[c]

        def share(c: str, k: int) -> Any:
            return f.m.sold[c, k] <= rows[c].max_sold_share * f.m.own[c, k]

        f.constrain("maximum-volume", f.hosts, most)
        f.constrain("maximum-volume-share", capped, share)

    def slacks(self, plan: Plan) -> Iterator[Slack]:
        for centre, load in plan.loads.items():
            row = plan.problem.instance.centres[centre]
            if row.max_sold_share is not None and load.others > 0:
                yield Slack(centre, row.max_sold_share * load.own - load.others, row.max_sold_share * load.own)
            if row.max_volume is not None:
                yield Slack(centre, row.max_volume - load.volume, row.max_volume)

    def requirements(self, instance: Instance) -> Iterator[Requirement]:
        for row in instance.centres.values():
            where = f"centres.{row.centre}"
            if row.max_volume is not None:
                rows = ("maximum-volume", "volume-piece-high")
                yield self._most(row.centre, "maximum volume", f"{where}.max_volume", row.max_volume, rows)
            if row.kind == "local" and row.max_sold_share is not None:
                rows = ("maximum-volume", "maximum-volume-share")
                yield self._most(row.centre, "sold share", f"{where}.max_sold_share", row.max_sold_share, rows)

    def _most(self, centre: str, kind: str, parameter: str, value: float, rows: tuple[str, ...]) -> Requirement:
        return Requirement(
            self.name,
            centre,
            kind,
            parameter,
            value,
            NONE,
            far=inf,
            unit="contacts" if kind == "maximum volume" else "share",
            rows=rows,
            of_centre=True,
            closes=True,
        )


def _reached(centre: str, needs: float, problem: Problem, _: object) -> Iterator[float]:
    """Return the most that the centre can get, where the minimum it needs closes it."""
    short = problem.closed.get(centre)
    if short and short.needs == needs:
        yield float(floor(short.reaches))


def _own_limit(f: Formulation, key: CentrePiece) -> float:
    return scaled_contacts(min(f.problem.reach[key[0]].own, f.pieces[key].high))


def _load_balance(f: Formulation, link: Link) -> Any:
    m, c = link
    loads = sum(f.m.brought[m, c, k] for _, k in f.pieces_by_centre[c])
    return loads == f.assigned_volume(f.choices_by_link[link])


def _load_limit(f: Formulation, m: str, c: str, k: int) -> Any:
    return f.m.brought[m, c, k] <= f.max_load((m, c)) * f.m.link[m, c, k]


def _loads(f: Formulation, c: str, k: int) -> Any:
    return sum(f.m.brought[m, c, k] for m, _ in f.links_by_pool[c])


def _pool_balance(f: Formulation, q: str) -> Any:
    sold = sum(f.sold_volume(c) for c in f.pool_named[q].centres)
    return sold == sum(f.assigned_volume(f.choices_by_link[link]) for link in f.links_by_pool[q])


def _piece_low(f: Formulation, key: CentrePiece) -> Any:
    low = f.pieces[key].low
    return f.volume_on(key) >= scaled_contacts(low) * f.m.piece[key] if low > 0 else None


def _piece_high(f: Formulation, key: CentrePiece) -> Any:
    high = f.pieces[key].high
    return f.volume_on(key) <= scaled_contacts(high) * f.m.piece[key] if high < inf else None
