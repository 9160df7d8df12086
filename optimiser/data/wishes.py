"""What wishes say, by kind: what a row of each must hold, whom and what it is about, and which routes it refuses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, Literal, Protocol

from optimiser.data.columns import HOME_FORMS, Form, split_names
from optimiser.data.distance import distance_km
from optimiser.data.rows import Centre
from optimiser.data.wish_rows import Wish, WishKind

if TYPE_CHECKING:
    from optimiser.data.instance import Instance


@dataclass(frozen=True)
class KindOfWish:
    """What a row of a kind holds: the `unit` of its value, blank without one, and whether it names a centre or tasks.

    `needs` names columns of municipalities without which it says nothing of a buyer or a seller.
    """

    unit: Literal["", "km", "contacts/year", "municipalities"] = ""
    names_centre: bool = False
    names_tasks: bool = True
    needs: tuple[str, ...] = ()


KINDS: Mapping[WishKind, KindOfWish] = {
    "buy within region": KindOfWish(needs=("region",)),
    "buy within km": KindOfWish(unit="km", needs=("lat", "lon")),
    "buy on same it system": KindOfWish(needs=("it_system",)),
    "not from": KindOfWish(names_centre=True),
    "do not sell": KindOfWish(),
    "stay alone": KindOfWish(names_tasks=False),
    "keep together": KindOfWish(),
    "own centre at least": KindOfWish(unit="contacts/year", names_tasks=False),
    "at most buyers": KindOfWish(unit="municipalities", names_tasks=False),
    "pay no more than today": KindOfWish(names_tasks=False),
}
"""Every kind of wish."""


# ---- Whom and what a wish is about ----------------------------------------------------------------


def municipalities_of(instance: Instance, wish: Wish) -> frozenset[str]:
    """Return the codes of the municipalities that a wish is about; a name that is no code and no region is nobody's."""
    named = set(split_names(wish.whom))
    rows = instance.tables.municipalities
    return frozenset(row.code for row in rows if not named or {row.code, row.region} & named)


class NamesTasks(Protocol):
    """A row that is about some tasks: it names them, or their levels, or neither where it is about all."""

    tasks: str
    levels: tuple[int, ...]


def tasks_of(instance: Instance, row: NamesTasks) -> frozenset[str]:
    """Return the tasks that a wish, or another row that names some, is about."""
    named = set(split_names(row.tasks))
    return frozenset(
        name
        for name, task in instance.tasks.items()
        if (not named or name in named) and (not row.levels or task.level in row.levels)
    )


def wishes_of_kind(instance: Instance, kind: WishKind) -> tuple[Wish, ...]:
    """Return the wishes of a kind that are in force."""
    return tuple(wish for wish in instance.wishes if wish.kind == kind)


# ---- What a wish asks of centres and of tasks together --------------------------------------------


def centres_of(instance: Instance, wish: Wish) -> tuple[str, ...]:
    """Return the own centres of the municipalities that a wish is about."""
    about = municipalities_of(instance, wish)
    return tuple(centre for code, centre in instance.own_centre.items() if code in about)


def least_volumes(instance: Instance) -> Mapping[str, float]:
    """Return by own centre the most that wishes ask it to answer at least, if it is in use (contacts/year)."""
    found: dict[str, float] = {}
    for wish in wishes_of_kind(instance, "own centre at least"):
        for centre in centres_of(instance, wish):
            found[centre] = max(found.get(centre, 0.0), wish.value or 0.0)
    return found


def most_buyers(instance: Instance) -> Mapping[str, float]:
    """Return by own centre how many other municipalities it may answer, where a wish limits it."""
    found: dict[str, float] = {}
    for wish in wishes_of_kind(instance, "at most buyers"):
        for centre in centres_of(instance, wish):
            found[centre] = min(found.get(centre, inf), wish.value or 0.0)
    return found


def bundles_of(instance: Instance, wish: Wish, codes: Iterable[str] | None = None) -> Mapping[str, tuple[str, ...]]:
    """Return by municipality the tasks, two or more, that a wish keeps together: of some municipalities, or of all."""
    about, tasks = municipalities_of(instance, wish), tasks_of(instance, wish)
    some = instance.municipalities if codes is None else codes
    each = {code: tuple(task for task in instance.tasks_of[code] if task in tasks) for code in some if code in about}
    return {code: bundle for code, bundle in each.items() if len(bundle) > 1}


# ---- The routes that a wish refuses ---------------------------------------------------------------


Link = tuple[str, str]
"""(municipality, centre that is not its own)."""


@dataclass(frozen=True)
class _Deal:
    """A municipality that may be answered by a centre that is not its own, and a wish about one of the two."""

    instance: Instance
    wish: Wish
    about: frozenset[str]
    code: str
    centre: Centre
    form: Form

    @property
    def buys(self) -> bool:
        """True where the wish is about a municipality that buys here."""
        return self.form == "purchased" and self.code in self.about

    @property
    def sells(self) -> bool:
        """True where the wish is about a municipality that sells here."""
        return self.form == "purchased" and self.centre.seat in self.about

    def same(self, column: str) -> bool:
        """Return True where buyer and seller are known to have the same in a column."""
        rows = self.instance.municipalities
        buyer, seller = (getattr(rows[code], column) for code in (self.code, self.centre.seat or ""))
        return bool(buyer) and buyer == seller

    @property
    def km(self) -> float | None:
        """How far buyer and seller are apart; None where it is not known."""
        points = self.instance.points
        one, other = points.get(self.code), points.get(self.centre.seat or "")
        return None if one is None or other is None else distance_km(one, other)

    @property
    def too_far(self) -> bool:
        """True where buyer and seller are not known to be near enough."""
        return self.km is None or self.km > (self.wish.value or 0.0)


_REFUSES: Mapping[WishKind, Callable[[_Deal], bool]] = {
    "buy within region": lambda deal: deal.buys and not deal.same("region"),
    "buy within km": lambda deal: deal.buys and deal.too_far,
    "buy on same it system": lambda deal: deal.buys and not deal.same("it_system"),
    "not from": lambda deal: deal.code in deal.about and deal.centre.centre == deal.wish.centre,
    "do not sell": lambda deal: deal.sells,
    "stay alone": lambda deal: deal.code in deal.about or deal.sells,
}
"""Whether a wish of a kind refuses a link, for the tasks it is about; the other kinds refuse none."""


def refuses_routes(kind: WishKind) -> bool:
    """Return True for a kind of wish that says which routes there are, and no more."""
    return kind in _REFUSES


Refusals = Mapping[Link, tuple[tuple[Wish, frozenset[str]], ...]]
"""By municipality and centre, the wishes that refuse the link, each with the tasks for which it does."""


def refusals_of(instance: Instance) -> Refusals:
    """Return what the wishes in force refuse."""
    found: dict[Link, list[tuple[Wish, frozenset[str]]]] = defaultdict(list)
    for wish in instance.wishes:
        tasks = tasks_of(instance, wish)
        for link in refused_links(instance, wish):
            found[link].append((wish, tasks))
    return {link: tuple(some) for link, some in found.items()}


def refused_links(instance: Instance, wish: Wish) -> frozenset[Link]:
    """Return the links that a wish refuses, for the tasks that it is about; its structure aside."""
    return frozenset(_refused_links(instance, wish)) if refuses_routes(wish.kind) else frozenset()


def _refused_links(instance: Instance, wish: Wish) -> Iterator[Link]:
    refuses, about = _REFUSES[wish.kind], municipalities_of(instance, wish)
    for code in instance.municipalities:
        for name, centre in instance.centre_rows.items():
            form = centre.form_for(code)
            if form not in HOME_FORMS and refuses(_Deal(instance, wish, about, code, centre, form)):
                yield code, name
