"""The tables of an instance, one class a table: the only place where a column is declared; that of wishes is beside it.

What one can choose among is in `choice_rows`, what a municipality knows of itself in `own_rows`, declared in the same
way. Reading, checking, the workbook template and the table documentation all follow from these classes.
"""

from typing import Literal

from optimiser.data.columns import (
    HALF_HOURS,
    USUAL_AMOUNT,
    USUAL_HOURS,
    USUAL_LIFETIME,
    USUAL_MINUTES,
    USUAL_SECONDS,
    Form,
    FormList,
    HalfHour,
    Levels,
    Part,
    Row,
    Usual,
    declare_column,
    declare_year,
)
from optimiser.data.rule_rows import Demand as Demand
from optimiser.data.rule_rows import Kpi as Kpi
from optimiser.data.rule_rows import KpiValue as KpiValue
from optimiser.data.rule_rows import Lock as Lock
from optimiser.data.rule_rows import Scope as Scope
from optimiser.data.rule_rows import Sense as Sense
from optimiser.data.wish_rows import Wish as Wish
from optimiser.data.wish_rows import WishKind as WishKind

CentreKind = Literal["local", "virtual", "external"]
Basis = Literal["centre", "connection", "task", "fte", "municipality"]


MOST_CONTACTS = 1e8
"""Contacts a year of one municipality at one task: half as many again as all of Denmark has."""
MOST_VOLUME = 1e12
"""A volume that no centre reaches; some write a 1 and many zeros where they mean that there is no limit."""


class Municipality(Row):
    """One of the municipalities, by its official code."""

    code: str = declare_column("official municipal code", names=True, digits=True, min_length=1)
    name: str = declare_column("name shown to people", names=True, min_length=1)
    region: str = declare_column("region the municipality lies in", names=True, default="")
    province: str = declare_column("province (landsdel, NUTS 3)", names=True, default="")
    population: int = declare_column("inhabitants", unit="persons", ge=0)
    lat: float | None = declare_column(
        "latitude of a point inside the municipality", short="latitude", unit="degrees", ge=-90, le=90, default=None
    )
    lon: float | None = declare_column(
        "longitude of a point inside the municipality", short="longitude", unit="degrees", ge=-180, le=180, default=None
    )
    candidate_host: bool = declare_column(
        "may sell contacts to other municipalities", short="{} may sell", nature="decision", default=False
    )
    it_system: str = declare_column(
        "system its contacts are handled in, for the wish to buy on the same",
        short="system of contacts",
        names=True,
        default="",
    )
    investment_factor: float = declare_column(
        "factor on the municipality's investments (maturity)",
        short="investment factor",
        unit="ratio",
        ge=0,
        le=100,
        default=1.0,
        usual=Usual(0.1, 10, "times", "percent"),
    )
    wage_level: float = declare_column(
        "what an agent costs there, over the mean at which the cost curve and economy.agent_cost_kr hold",
        short="wage level",
        unit="ratio",
        gt=0,
        le=100,
        default=1.0,
        usual=Usual(0.5, 2, "times", "percent"),
    )


class Task(Row):
    """A level within a service area: the unit that is assigned whole."""

    task: str = declare_column("short name of the task", names=True, min_length=1)
    level: int = declare_column("task depth; 7-9 are authority tasks", unit="1-9", ge=1, le=9)
    service_area: str = declare_column(
        "service area; blank means all areas together", short="service area", names=True, default=""
    )
    name_da: str = declare_column("name in Danish", default="")
    name_en: str = declare_column("name in English", default="")
    authority: bool = declare_column("an authority task (myndighedsopgave)")
    handling_minutes: float = declare_column(
        "mean handling time of a contact, unless own_figures says otherwise",
        short="mean handling time",
        unit="minutes",
        gt=0,
        usual=USUAL_MINUTES,
    )
    pooling_weight: float = declare_column(
        "share of a contact whose cost follows the size of the centre; the rest costs as today",
        short="pooling weight",
        unit="share",
        ge=0,
        le=1,
    )
    national_contacts: float = declare_column(
        "contacts in the whole country", unit="contacts/year", ge=0, part=Part(total_of="volumes.contacts")
    )


class Volume(Row):
    """Contacts of one municipality at one task; no row means no contacts."""

    municipality: str = declare_column("municipality that is contacted", refers_to="municipalities")
    task: str = declare_column("task the contact is about", refers_to="tasks")
    year: int | None = declare_year(
        "year of the figure; blank means the instance's year, another is one of the table years",
        short="year of the figure",
        default=None,
    )
    contacts: float = declare_column("contacts", unit="contacts/year", ge=0, le=MOST_CONTACTS)


class Centre(Row):
    """A contact centre that can answer citizens: local, virtual or external."""

    centre: str = declare_column("name of the centre", names=True, min_length=1)
    kind: CentreKind = declare_column(
        "local (of its seat), virtual (shared by a group) or external", short="kind of centre"
    )
    seat: str | None = declare_column(
        "municipality a local centre belongs to", refers_to="municipalities", default=None
    )
    cost_factor: float = declare_column(
        "factor on the cost curve, e.g. 1.05",
        short="cost factor",
        unit="ratio",
        gt=0,
        default=1.0,
        usual=Usual(0.3, 3, "times", "percent"),
    )
    min_volume: float = declare_column(
        "minimum pooled volume if open",
        short="least volume",
        nature="decision",
        unit="contacts/year",
        not_above="max_volume",
        ge=0,
        le=MOST_VOLUME,
        default=0.0,
    )
    max_volume: float | None = declare_column(
        "maximum pooled volume",
        short="largest volume",
        nature="decision",
        unit="contacts/year",
        gt=0,
        le=MOST_VOLUME,
        default=None,
    )
    min_sold: float = declare_column(
        "minimum pooled volume a host sells, if it sells",
        short="least sold",
        nature="decision",
        unit="contacts/year",
        ge=0,
        le=MOST_VOLUME,
        default=0.0,
    )
    max_sold_share: float | None = declare_column(
        "maximum a host sells, as a share of its own pooled volume at the centre",
        short="most sold",
        nature="decision",
        unit="share",
        ge=0,
        le=1000,
        default=None,
        usual=Usual(0, 10, "times its own volume", "percent"),
    )
    sale_price_kr: float | None = declare_column(
        "what others pay a host for each contact it answers for them; blank means their part of its cost, by volume",
        short="sale price of a contact",
        nature="decision",
        unit="kr./contact",
        gt=0,
        le=1_000_000,
        default=None,
        usual=Usual(5, 500, "kr.", "øre or thousands of kr."),
    )
    sale_markup: float = declare_column(
        "what others pay a host over their part of its cost, as a share of that; only without sale_price_kr",
        short="sale markup",
        nature="decision",
        unit="share",
        ge=0,
        le=10,
        default=0.0,
        usual=Usual(0, 1, "times their part", "percent"),
    )
    must_open: bool = declare_column(
        "the centre must be in use; a local centre must answer tasks of its own citizens",
        short="{} must open",
        nature="decision",
        default=False,
    )
    must_sell: bool = declare_column(
        "the local centre must answer other municipalities too", short="{} must sell", nature="decision", default=False
    )
    answered_share: float | None = declare_column(
        "share of contacts to answer in time; blank means the reference",
        short="answered in time",
        nature="decision",
        unit="share",
        gt=0,
        lt=1,
        default=None,
    )
    within_seconds: float | None = declare_column(
        "what in time means; blank means the reference",
        short="time to answer within",
        nature="decision",
        unit="seconds",
        gt=0,
        default=None,
        usual=USUAL_SECONDS,
    )
    opening_hours: float | None = declare_column(
        "opening hours a week; blank means the reference",
        short="opening hours a week",
        nature="decision",
        unit="hours/week",
        ge=1,
        le=168,
        default=None,
        usual=USUAL_HOURS,
    )
    most_joining: int | None = declare_column(
        "maximum number of municipalities that may be connected to it anew in a year, in a plan over years",
        short="most that join in a year",
        nature="decision",
        ge=0,
        le=100_000,
        default=None,
    )
    fixed_cost_kr: float = declare_column(
        "yearly cost of an open centre, in addition to the cost curve",
        short="fixed yearly cost",
        unit="kr./year",
        ge=0,
        default=0.0,
        usual=USUAL_AMOUNT,
    )

    def form_for(self, municipality: str) -> Form:
        """The form that follows when the centre answers `municipality`."""
        if self.kind == "local":
            return "local" if self.seat == municipality else "purchased"
        return "regional" if self.kind == "virtual" else "external"

    @property
    def must_serve(self) -> bool:
        """True when it must answer others than its seat: a host that must sell, a shared centre that must be open."""
        return self.must_sell if self.kind == "local" else self.must_open

    @property
    def unnamed(self) -> "Centre":
        """All that tells it from other centres but what it is called, and where that is from."""
        return self.model_copy(update={"centre": "", "source": "", "assumption": False})


class Membership(Row):
    """A municipality's group in a structure; the group is a virtual centre."""

    nature = "decision"
    structure: str = declare_column("name of the structure", names=True, min_length=1)
    municipality: str = declare_column("member", refers_to="municipalities")
    group: str = declare_column("virtual centre of the group", refers_to="centres", part=Part(upholds=True))


class CurvePoint(Row):
    """A point of the unit cost curve; between points it is linear in the logarithm of the volume."""

    volume: float = declare_column("pooled volume of a centre", unit="contacts/year", gt=0, le=MOST_VOLUME)
    unit_cost_kr: float = declare_column(
        "cost of a contact at that volume", short="cost of a contact", unit="kr./contact", gt=0
    )


class ArrivalShare(Row):
    """When a week's contacts arrive: a centre is open when most do. Without rows, as in an assumed week."""

    weekday: int = declare_column(
        "day of the week; 1 is Monday, 7 is Sunday", short="day of the week", unit="1-7", ge=1, le=7
    )
    half_hour: HalfHour = declare_column(
        "half hour by its beginning, e.g. 08:30, or its number in the day, 1-48: 1 is 00:00, 17 is 08:00",
        short="half hour of the day",
    )
    share: float = declare_column(
        "share of the week's contacts; all rows add up to 1",
        short="share of the week's contacts",
        unit="share",
        ge=0,
        le=1e9,
        smallest=0.0,
    )

    @property
    def slot(self) -> int:
        """The half hour counted from Monday 00:00."""
        hours, minutes = self.half_hour.split(":")
        return HALF_HOURS * (self.weekday - 1) + 2 * int(hours) + int(minutes) // 30


class TaskCost(Row):
    """Extra cost of a contact answered in a form: follow-up in the back office, coordination."""

    form: Form = declare_column("form in which the task is answered")
    task: str = declare_column("task", refers_to="tasks")
    extra_kr: float = declare_column("extra cost", unit="kr./contact", ge=0)


class Connection(Row):
    """What it costs to link a municipality to a centre; the most specific row counts, cell by cell.

    A row that names the municipality counts before one that names the centre, and that before one that names the form.
    A blank cell says nothing: the next more general row that fits says it. 0 is 0.
    """

    form: Form | None = declare_column("form of the link; blank means any", short="form of the link", default=None)
    municipality: str | None = declare_column("municipality; blank means any", refers_to="municipalities", default=None)
    centre: str | None = declare_column("centre; blank means any", refers_to="centres", default=None)
    yearly_kr: float | None = declare_column(
        "yearly cost of the link",
        short="yearly cost",
        unit="kr./year",
        ge=0,
        default=None,
        otherwise=0.0,
        usual=USUAL_AMOUNT,
    )
    investment_kr: float | None = declare_column(
        "one-off cost of the link",
        short="one-off cost",
        unit="kr.",
        ge=0,
        default=None,
        otherwise=0.0,
        usual=USUAL_AMOUNT,
    )
    lifetime_years: float | None = declare_column(
        "lifetime of that investment",
        short="lifetime of the investment",
        unit="years",
        gt=0,
        default=None,
        otherwise=8.0,
        usual=USUAL_LIFETIME,
    )
    extra_kr: float | None = declare_column(
        "extra cost over this link", short="extra cost", unit="kr./contact", ge=0, default=None, otherwise=0.0
    )


class Investment(Row):
    """A one-off cost that a form brings with it."""

    item: str = declare_column("short name", names=True, min_length=1)
    basis: Basis = declare_column("what the amount is counted per")
    form: Form = declare_column("form that causes the cost")
    amount_kr: float = declare_column("amount", unit="kr.", ge=0)
    lifetime_years: float = declare_column(
        "years over which it is written off", short="lifetime", unit="years", gt=0, usual=USUAL_LIFETIME
    )


class LegalRule(Row):
    """A rule of law: forms it forbids at some levels, or a cap on the yearly value of a purchase."""

    rule: str = declare_column("short name", names=True, min_length=1)
    forms: FormList = declare_column("forms it forbids, or to which the cap applies", short="forms it applies to")
    levels: Levels = declare_column(
        "levels it covers; blank means the authority tasks (in policy.levels it means none)",
        short="levels it covers",
        default=(),
    )
    cap_kr: float | None = declare_column(
        "maximum one municipality may buy from another",
        short="cap on a purchase",
        unit="kr./year",
        gt=0,
        default=None,
        usual=USUAL_AMOUNT,
    )
    citation: str = declare_column("where the law says so", min_length=1)
    active: bool = declare_column("whether it is applied", short="{}")
    valid_from: int | None = declare_column(
        "first year it is in force", not_above="valid_to", ge=1000, le=9999, default=None
    )
    valid_to: int | None = declare_column("last year it is in force", ge=1000, le=9999, default=None)

    def in_force(self, year: int) -> bool:
        """True when the rule is switched on and covers `year`."""
        return self.active and (self.valid_from or year) <= year <= (self.valid_to or year)

    def covers_task(self, task: Task) -> bool:
        """True when the rule speaks of `task`."""
        return task.level in self.levels if self.levels else task.authority

    def forbids_form(self, form: Form, task: Task) -> bool:
        """True when the rule, in force, lets nobody answer `task` in `form`; a cap forbids nothing outright."""
        return self.cap_kr is None and form in self.forms and self.covers_task(task)


class Assumption(Row):
    """Source and range of a value that stands in instance.toml or in a table, by its dotted name."""

    parameter: str = declare_column(
        "dotted name, e.g. policy.max_entry_points",
        short="dotted name",
        names=True,
        min_length=1,
        part=Part(dotted=True),
    )
    low: float | None = declare_column(
        "low end of the range",
        not_above="high",
        ge=-MOST_VOLUME,
        le=MOST_VOLUME,
        default=None,
        part=Part(value_of="parameter"),
    )
    high: float | None = declare_column(
        "high end of the range", ge=-MOST_VOLUME, le=MOST_VOLUME, default=None, part=Part(value_of="parameter")
    )
    note: str = declare_column("what it means", default="")
