"""Checks of rows that are sums of others: a statistical table brings its totals, and a total is no municipality."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from statistics import median

from optimiser.data import rows
from optimiser.data.checked import Checked, Placed
from optimiser.data.findings import Finding
from optimiser.data.instance import Instance

TOTAL = re.compile(
    r"(?:\d+\W+)?(?:hele (?:landet|danmark)|danmark|denmark|(?:the )?whole country|sum|uoplyst|ukendt|unknown"
    r"|alle?(?: (?:kommuner|municipalities|niveauer|levels|opgaver|tasks|i alt|together))?"
    r"|(?:.*\W)?i alt|ialt|(?:grand )?total(?:t|s)?(?:\W.*)?|(?:.*\W)total)",
    re.IGNORECASE,
)
"""What statistical tables call the row or column of all, or of those not known."""
REGION = re.compile(r"(?:\d+\W+)?(?:region|landsdel)\W+(?P<name>.*)", re.IGNORECASE)
REGIONS = re.compile(r"0|00|000|1?08[1-5]")
"""Codes of the country and of the Danish regions in statistical tables."""
NEARLY = 0.001
"""How near a figure must be to the sum of others, as a share of it, for it to be taken for that sum."""
FEWEST = 3
"""The fewest others that a sum is looked for among: of two, one is soon the sum of the other."""
UNLIKE = 50
"""How many times as many contacts per inhabitant as the middle municipality has are taken for a slip of the unit."""
DELETE = "delete the row: its contacts stand in the other rows too"


def is_total(text: str) -> bool:
    """True for what statistical tables call all rows together, or a part of the country."""
    text = text.strip()
    return bool(TOTAL.fullmatch(text) or REGION.fullmatch(text) or REGIONS.fullmatch(text))


def totals_by_name(checked: Checked) -> Iterator[Finding]:
    """No municipality or task is called as a total is; a region is none of the municipalities that lie in it."""
    municipalities = checked.of(rows.Municipality)
    for item in municipalities if len(municipalities) > 1 else ():
        region = REGION.fullmatch(item.row.name)
        others = (other.row for other in municipalities if other is not item)
        if TOTAL.fullmatch(item.row.name):
            yield item.finding("name", "a total of a statistical table, not a municipality", DELETE)
        elif region and any({row.region, row.province} & {item.row.name, region["name"]} for row in others):
            yield item.finding("name", "a region in which other rows lie, not a municipality", DELETE)
    tasks = checked.of(rows.Task)
    for task in tasks if len(tasks) > 1 else ():
        for column in ("task", "name_da", "name_en"):
            if TOTAL.fullmatch(getattr(task.row, column)):
                yield task.finding(column, "a total of a statistical table, not a task", DELETE)
                break


def perhaps_totals(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """No row looks like the sum of others: by its name or code, its population or its contacts."""
    ordinary: list[Placed[rows.Municipality]] = []
    for item in checked.of(rows.Municipality):
        if REGION.fullmatch(item.row.name) or REGIONS.fullmatch(item.row.code):
            rule = "looks like a total: statistical tables call the country and its regions so"
            yield item.finding("name", rule, DELETE, "warning")
        else:
            ordinary.append(item)
    yield from _sums(ordinary, "population", "inhabitants", lambda row: row.population)
    yield from _sums(ordinary, "code", "contacts", lambda row: instance.contacts_of[row.code])
    yield from _tasks(checked, instance)


def _sums(
    municipalities: Sequence[Placed[rows.Municipality]],
    column: str,
    what: str,
    figure: Callable[[rows.Municipality], float],
) -> Iterator[Finding]:
    """Whether a municipality's figure is that of all others, or of all others in its region."""
    figures = [(item, figure(item.row)) for item in municipalities]
    of_all = [count for _, count in figures]
    of_region: dict[str, list[float]] = defaultdict(list)
    for item, count in figures:
        of_region[item.row.region].append(count)
    for item, count in figures:
        parts = {"all other rows": of_all, "the other rows of its region": of_region[item.row.region]}
        for name, part in parts.items():
            if len(part) > FEWEST and _nearly(count, sum(part) - count):
                rule = f"has as many {what} as {name} together: is it their total?"
                yield item.finding(column, rule, DELETE, "warning")
                break


def _nearly(figure: float, total: float) -> bool:
    return total > 0 and abs(figure - total) <= NEARLY * total


def _tasks(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """Whether the contacts of a task are, for all municipalities, those of its other tasks together."""
    totals: Mapping[str, float] = {
        task: sum(instance.contacts.get((code, task), 0.0) for code in instance.municipalities)
        for task in instance.tasks
    }
    for item in checked.of(rows.Task):
        if len(totals) > FEWEST and _nearly(totals[item.row.task], sum(totals.values()) - totals[item.row.task]):
            rule = "has as many contacts as all other tasks together: is it their total?"
            yield item.finding("task", rule, DELETE, "warning")


def contacts_unlike_the_population(checked: Checked, instance: Instance) -> Iterator[Finding]:
    """A municipality has about as many contacts per inhabitant as others: both are counted in the same unit."""
    each = {
        row.code: instance.contacts_of[row.code] / row.population
        for row in instance.tables.municipalities
        if row.population and instance.contacts_of[row.code]
    }
    if len(each) < FEWEST:
        return
    middle = median(each.values())
    for item in checked.of(rows.Municipality):
        contacts = each.get(item.row.code, middle)
        if not middle / UNLIKE <= contacts <= middle * UNLIKE:
            rule = f"has {contacts:,.1f} contacts per inhabitant; the middle municipality has {middle:,.1f}"
            yield item.finding("population", rule, "check the unit of both", "warning")
