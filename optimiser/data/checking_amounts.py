"""Warnings: amounts, units and places that are more often a mistake than meant."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import inf
from operator import attrgetter
from statistics import median

from optimiser.data import (
    rows,
)
from optimiser.data.cells import counted, legible_value
from optimiser.data.checking_policy import is_allowed
from optimiser.data.checking_rows import Checked, Placed
from optimiser.data.columns import FORMS, HOME_FORMS, Form, Row, Usual, usual_of
from optimiser.data.distance import LatitudeLongitude, distance_km
from optimiser.data.findings import Finding
from optimiser.data.instance import Instance
from optimiser.data.own_rows import OwnFigure
from optimiser.data.settings import declared_entries
from optimiser.data.tables import TABLES

LEAP = 10
"""How many times as dear a contact may be at the next point of the cost curve before it is taken for a slip."""
TOTAL_TOLERANCE = 0.01
"""How far contacts may add up to something else than the national figure, as a share of it."""
FORM_SOLD: dict[rows.CentreKind, Form] = {"local": "purchased", "virtual": "regional", "external": "external"}
"""The form in which a centre of each kind answers for others."""


def totals_unlike_the_nation(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """The contacts of a task add up to its national figure."""
    totals: Counter[str] = Counter()
    for (_, task), contacts in instance.contacts.items():
        totals[task] += contacts  # type: ignore[assignment]  # a Counter adds floats too
    for item in checked.rows_of(rows.Task):
        national, total = item.row.national_contacts, totals[item.row.task]
        if abs(total - national) > TOTAL_TOLERANCE * national:
            rule = f"the contacts in {checked.draft.places['volumes']} add up to {total:,.0f}"
            yield item.finding_about("national_contacts", rule, "correct one of the two", "warning")


def curve_that_leaps(checked: Checked, _instance: Instance) -> Iterator[Finding]:
    """From one point of the cost curve to the next a contact gets somewhat cheaper or dearer, not many times."""
    points = sorted(checked.rows_of(rows.CurvePoint), key=lambda item: item.row.volume)
    for earlier, item in pairwise(points):
        before, after = earlier.row.unit_cost_kr, item.row.unit_cost_kr
        if not 1 / LEAP <= after / before <= LEAP:
            rule = f"is {before:g} kr. at {earlier.row.volume:,.0f} contacts a year and {after:g} kr. here"
            yield item.finding_about("unit_cost_kr", rule, "check the unit and the decimal mark of both", "warning")


def authority_tasks_without_law(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """A legal rule in force keeps each authority task from being answered in some form."""
    for item in checked.rows_of(rows.Task):
        if item.row.authority and not any(law.forbids_form(form, item.row) for law in instance.laws for form in FORMS):
            rule = "no legal rule in force covers this authority task: it may be answered anywhere"
            yield item.finding_about("authority", rule, f"see {checked.draft.places['legal']}", "warning")


def task_costs_missing(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """A form away from home that costs extra for some tasks has a figure for all it may answer."""
    known = instance.extra_kr
    for form in FORMS:
        tasks = [task for task in instance.tasks.values() if is_allowed(instance, form, task)]
        missing = [task.task for task in tasks if (form, task.task) not in known]
        if form not in HOME_FORMS and missing and any(pair[0] == form for pair in known):
            rule = f"no extra cost of {', '.join(missing)} in the form {form}: counted as 0 kr."
            place = checked.draft.places["task_costs"]
            yield Finding(place, None, "extra_kr", form, rule, "add rows, with 0 where 0 is meant", "warning")


def purchases_valued_below_what_they_may_cost(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """A price at which purchases are valued under a cap in the law is no lower than what a contact may cost.

    The price is used as it is written: so a plan may pay more for a purchase than the cap allows.
    """
    price_kr = instance.settings.policy.purchase_price_kr
    forms = {form for law in instance.laws if law.cap_kr is not None for form in law.forms}
    factors = [row.cost_factor for row in instance.centres.values() if FORM_SOLD[row.kind] in forms]
    if price_kr is None or not factors:
        return
    dearest_kr = max(factors) * max(point.unit_cost_kr for point in instance.tables.cost_curve)
    if price_kr < dearest_kr:
        rule = f"a contact may cost up to {dearest_kr:g} kr. in a centre: what is paid may be above a cap in the law"
        remedy = "raise it, or leave it out to have purchases valued at the most that a contact can cost"
        yield checked.draft.settings.finding_about("policy.purchase_price_kr", rule, remedy, "warning")


def centres_that_stay_closed(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """Those who may use a shared centre bring it the least volume with which it may open, in some year.

    Where policy or law keeps every task from its form, nobody has meant it to open.
    """
    years = [instance.in_year(year) for year in instance.years]
    eased = min(instance.settings.roadmap.minimum_ramp, default=1.0) if instance.is_roadmap else 1.0
    for item in checked.rows_of(rows.Centre):
        found = [pair for year in years if (pair := _volume_and_least(year, item.row.centre))]
        spare = {volume - eased * least: (volume, eased * least) for volume, least in found}
        if spare and max(spare) < 0:
            volume, least = spare[max(spare)]
            needed = f"{least:,.0f} contacts a year, but all who may use it have {volume:,.0f}"
            remedy = "lower min_volume, or let more municipalities join"
            yield item.finding_about("min_volume", f"the centre stays closed: it needs {needed}", remedy, "warning")


def _volume_and_least(instance: Instance, centre: str) -> tuple[float, float] | None:
    """Pooled volume that a shared centre could have in a year, and its minimum; None where nobody has meant it."""
    row = instance.centres.get(centre)
    tasks = _shareable_tasks(instance, row) if row is not None and row.kind != "local" else []
    if row is None or not tasks:
        return None
    return _pooled_volume(instance, _possible_users(instance, row), tasks), row.min_volume


def _shareable_tasks(instance: Instance, centre: rows.Centre) -> list[str]:
    """The tasks that policy and law let be answered in the form of a shared centre."""
    form: Form = "regional" if centre.kind == "virtual" else "external"
    return [task.task for task in instance.tasks.values() if is_allowed(instance, form, task)]


def _possible_users(instance: Instance, centre: rows.Centre) -> list[str]:
    """The municipalities that may use a shared centre under the structure in use."""
    if centre.kind == "external":
        return list(instance.municipalities)
    return [code for code, groups in instance.groups_of.items() if centre.centre in groups]


def _pooled_volume(instance: Instance, municipalities: list[str], tasks: list[str]) -> float:
    """Pooled volume of the tasks in the municipalities (contacts/year)."""
    return sum(instance.pooled_contacts.get((code, task), 0.0) for code in municipalities for task in tasks)


DENMARK = ((54.5, 58.0), (8.0, 15.5))
"""The latitudes and longitudes between which Denmark lies."""
FAR_KM, FAR_TIMES = 400.0, 5.0
"""A municipality farther from the middle of all than this, and than so many times the middle distance, is elsewhere."""
FEWEST = 3
"""Municipalities from which there is a middle."""
EXCHANGED = "swap lat and lon: latitude, about 56 in Denmark, comes first"


def municipalities_elsewhere(checked: Checked, instance: Instance) -> Iterator[Finding]:  # noqa: ARG001 - as all checks
    """Municipalities lie where they can be, and together."""
    placed = [item for item in checked.rows_of(rows.Municipality) if _point_or_none(item) is not None]
    exchanged = [item for item in placed if _is_exchanged(_known_point(item))]
    nowhere = [item for item in placed if _known_point(item) == (0, 0)]
    others = [item for item in placed if item not in exchanged and item not in nowhere]
    yield from _told_of_first(exchanged, placed, "lies in Denmark only if lat and lon are swapped", EXCHANGED)
    yield from _told_of_first(
        nowhere, placed, "0, 0 is in the sea off Africa", "leave lat and lon blank where they are not known"
    )
    yield from _far_from_the_rest(others)
    yield from _points_half_known(checked)


def _is_exchanged(point: LatitudeLongitude) -> bool:
    """True where the point is in Denmark with its figures exchanged, and is not as they are."""
    return _in_denmark(point[::-1]) and not _in_denmark(point)


def _in_denmark(point: LatitudeLongitude) -> bool:
    return all(low <= degrees <= high for degrees, (low, high) in zip(point, DENMARK, strict=True))


def _far_from_the_rest(placed: Sequence[Placed[rows.Municipality]]) -> Iterator[Finding]:
    if len(placed) < FEWEST:
        return
    points = [_known_point(item) for item in placed]
    middle = (median(lat for lat, _ in points), median(lon for _, lon in points))
    away = [distance_km(point, middle) for point in points]
    limit = max(FAR_KM, FAR_TIMES * median(away))
    for item, point, km in zip(placed, points, away, strict=True):
        if km > limit:
            turned = distance_km((point[1], point[0]), middle) <= limit if abs(point[1]) <= 90 else False
            remedy = EXCHANGED if turned else "correct lat and lon, in degrees"
            yield item.finding_about(
                "lat", f"lies {km:,.0f} km from the middle of all municipalities", remedy, "warning"
            )


def _points_half_known(checked: Checked) -> Iterator[Finding]:
    """Latitude and longitude are known together."""
    for item in checked.rows_of(rows.Municipality):
        lat, lon = item.row.lat, item.row.lon
        if (lat is None) != (lon is None):
            given, missing = ("lon", "lat") if lat is None else ("lat", "lon")
            yield item.finding_about(given, f"is not used without {missing}", f"fill in {missing} too", "warning")


def _told_of_first(
    found: Sequence[Placed[rows.Municipality]], placed: Sequence[Placed[rows.Municipality]], rule: str, remedy: str
) -> Iterator[Finding]:
    """A finding about the first, with the number of all."""
    if found:
        others = f"; so in {len(found)} of {len(placed)} rows" if len(found) > 1 else ""
        yield found[0].finding_about("lat", rule + others, remedy, "warning")


def _point_or_none(item: Placed[rows.Municipality]) -> LatitudeLongitude | None:
    lat, lon = item.row.lat, item.row.lon
    return None if lat is None or lon is None else (lat, lon)


def _known_point(item: Placed[rows.Municipality]) -> LatitudeLongitude:
    """The point of a municipality that has one."""
    return item.row.lat or 0.0, item.row.lon or 0.0


MINUTES_PER_HOUR = 60
LEAST_OF_AGENTS = 0.3
"""Share of what agents cost, on the curve, that they are not idle at least."""
BESIDE_CURVE = 3.0
"""How many times dearer than the dearest contact on the curve one may be today, or cheaper than the cheapest."""


LARGE_AMOUNT = Usual(5000, inf, "kr.", "thousands or millions of kr.")
SMALL_AMOUNT = Usual(100, inf, "kr.", "thousands or millions of kr.")
INVESTED: Mapping[rows.Basis, Usual] = {
    "centre": LARGE_AMOUNT,
    "connection": LARGE_AMOUNT,
    "municipality": LARGE_AMOUNT,
    "task": SMALL_AMOUNT,
    "fte": SMALL_AMOUNT,
}
"""By what an investment is counted per, what is usual for its amount."""


def entries_in_another_unit(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """The entries of the settings are as large as is usual."""
    for name, declared in declared_entries().items():
        usual = usual_of(declared)
        if usual and not usual.is_usual(attrgetter(name)(instance.settings)):
            yield checked.draft.settings.finding_about(name, _usual_rule(usual), _usual_remedy(usual), "warning")


def columns_in_another_unit(checked: Checked, instance: Instance) -> Iterator[Finding]:  # noqa: ARG001 - as all checks
    """The figures of the tables are as large as is usual; a column is told of once, whatever its rows."""
    for table in TABLES.values():
        for column, declared in table.columns.items():
            if usual := usual_of(declared):
                yield from _unusual_figures([(item, usual) for item in checked.rows_of(table.row)], column)
    investments = checked.rows_of(rows.Investment)
    yield from _unusual_figures([(item, INVESTED[item.row.basis]) for item in investments], "amount_kr")


def _unusual_figures(placed: Sequence[tuple[Placed[Row], Usual]], column: str) -> Iterator[Finding]:
    """A finding about the first figure of a column that is not usual, with the number of the others."""
    found = [(item, usual) for item, usual in placed if not usual.is_usual(getattr(item.row, column))]
    if found:
        item, usual = found[0]
        others = f"; so in {len(found)} of {len(placed)} rows" if len(found) > 1 else ""
        yield item.finding_about(column, _usual_rule(usual) + others, _usual_remedy(usual), "warning")


def _usual_rule(usual: Usual) -> str:
    """Between what a figure usually lies, in words."""
    if usual.high == inf:
        return f"unusual: at least {legible_value(usual.low)} {usual.unit} are expected"
    if usual.low == 0:
        return f"unusual: at most {legible_value(usual.high)} {usual.unit} are expected"
    return f"unusual: from {legible_value(usual.low)} to {legible_value(usual.high)} {usual.unit} are expected"


def _usual_remedy(usual: Usual) -> str:
    """What to look at where a figure is unusual."""
    return f"check that it is not in {usual.otherwise}"


def agents_unlike_the_curve(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """What an agent costs while handling a contact is most of what the curve says, and not more at any size."""
    unit_costs = [point.unit_cost_kr for point in instance.tables.cost_curve]
    agent_kr, minutes = _agent_kr_of_contact(instance), instance.mean_handling_minutes
    staffing = instance.settings.service.staffing_share
    time = f"{counted(minutes)} minutes of an agent, the mean of handling_minutes, cost {counted(agent_kr)} kr."
    place = checked.draft.places["cost_curve"]
    if agent_kr > max(unit_costs):
        rule = f"{time}, but a contact costs at most {counted(max(unit_costs))} kr. in {place}, at any size of a centre"
    elif agent_kr < LEAST_OF_AGENTS * staffing * min(unit_costs):
        least = f"at least {counted(min(unit_costs))} kr."
        rule = f"{time}, but a contact costs {least} in {place}, {staffing:.0%} of it agents"
    else:
        return
    remedy = f"check the units of handling_minutes, net_hours_per_fte, agent_cost_kr and {place}: one does not fit"
    yield checked.draft.settings.finding_about("economy.agent_cost_kr", rule, remedy, "warning")


def _agent_kr_of_contact(instance: Instance) -> float:
    """What an agent who is never idle costs while handling a contact that counts for the curve (kr.)."""
    economy, service = instance.settings.economy, instance.settings.service
    hours = economy.net_hours_per_fte * (1 - service.shrinkage)
    return instance.mean_handling_minutes / MINUTES_PER_HOUR * economy.agent_cost_kr / hours


def contacts_today_unlike_the_curve(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """A contact answered as today, or bought, costs about as much as one on the curve."""
    unit_costs = [point.unit_cost_kr for point in instance.tables.cost_curve]
    low, high = min(unit_costs), max(unit_costs)
    place, remedy = checked.draft.places["cost_curve"], "check that both are kr. a contact"
    rule = f"unlike {place}, where a contact costs from {counted(low)} to {counted(high)} kr."

    def is_unlike(cost_kr: float | None) -> bool:
        return cost_kr is not None and not low / BESIDE_CURVE <= cost_kr <= high * BESIDE_CURVE

    for name in ("economy.today_unit_cost_kr", "policy.purchase_price_kr"):
        if is_unlike(attrgetter(name)(instance.settings)):
            yield checked.draft.settings.finding_about(name, rule, remedy, "warning")
    own = checked.rows_of(OwnFigure)
    unlike = [item for item in own if is_unlike(item.row.today_unit_cost_kr)]
    for item in unlike[:1]:
        others = f"; so in {len(unlike)} of {len(own)} rows" if len(unlike) > 1 else ""
        yield item.finding_about("today_unit_cost_kr", rule + others, remedy, "warning")
