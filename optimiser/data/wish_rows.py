"""The table wishes: what somebody wishes of the plan, as rows that are switched on and off."""

from typing import Literal

from optimiser.data.columns import Levels, Part, Row, declare_column

WishKind = Literal[
    "buy within region",
    "buy within km",
    "buy on same it system",
    "not from",
    "do not sell",
    "stay alone",
    "keep together",
    "own centre at least",
    "at most buyers",
    "pay no more than today",
]
MOST_VALUE = 1e12
"""No figure of a wish is as large, whatever its unit."""


class Wish(Row):
    """What somebody wishes of the plan: of whom to buy, who sells, what goes together. It holds while it is active.

    To buy is to be answered by another municipality's centre. Of whom a wish is by its kind:

    - buy within region: municipalities that buy, of one in their own region alone
    - buy within km: those that buy, of one no farther away than `value` km, between points inside the two
    - buy on same it system: those that buy, of one with the same `it_system`
    - not from: those that `centre` may not answer, unless it is their own
    - do not sell: those whose own centre answers nobody else
    - stay alone: those that neither buy, sell nor share a virtual or external centre
    - keep together: those whose tasks are answered in one place: one centre, or the departments
    - own centre at least: those whose own centre answers `value` pooled contacts a year or more, if it is in use
    - at most buyers: those whose own centre answers no more than `value` other municipalities
    - pay no more than today: those whose share of the costs is not above what they pay today
    """

    nature = "decision"
    wish: str = declare_column("short name", names=True, min_length=1)
    kind: WishKind = declare_column("what is wished")
    whom: str = declare_column(
        "codes of municipalities and names of regions, with ; between them; blank means every municipality",
        short="municipalities it is about",
        part=Part(lists="municipalities"),
        default="",
    )
    centre: str | None = declare_column(
        "centre, for the kind that names one", short="centre", refers_to="centres", default=None
    )
    tasks: str = declare_column(
        "tasks it is about, with ; between them; blank means every one of the levels",
        short="tasks it is about",
        part=Part(lists="tasks"),
        default="",
    )
    levels: Levels = declare_column(
        "levels it is about, instead of tasks; blank means every one", short="levels it is about", default=()
    )
    value: float | None = declare_column(
        "the figure, for the kinds that have one: km, pooled contacts a year, or municipalities",
        short="figure",
        ge=0,
        le=MOST_VALUE,
        default=None,
    )
    active: bool = declare_column("whether it is applied", short="{}", default=True)
    note: str = declare_column("why; the report repeats it", default="")
