"""The open centres of a result, the rules that hold it back, and the centres that did not open."""

from collections.abc import Iterator, Mapping
from typing import Any

from optimiser.explanation.closed import Asked, unopened
from optimiser.planning.routes import DEPARTMENTS
from optimiser.report.html.table import MANY, Cell, Row, Table, column, words
from optimiser.report.html.telling import Telling
from optimiser.result.answering import is_home
from optimiser.result.result import Result

KINDS = {"local": "kind local", "virtual": "kind virtual", "external": "kind external"}
RULES = {
    "minimum-volume": "binds minimum volume",
    "maximum-volume": "binds maximum volume",
    "entry-points": "binds entry points",
}
"""The phrase that explains each rule that can bind; others are told by their name."""
TAKES: Mapping[Asked, str] = {"open": "closing to open", "sell": "closing to sell"}


def centre_name(telling: Telling, centre: str) -> str:
    """The name of a centre; the departments in words."""
    return telling.say("departments") if centre == DEPARTMENTS else centre


def centres_table(telling: Telling, result: Result) -> Table:
    """A row is an open centre: how large, how cheap, for whom."""
    answered = _answered(telling, result)
    rows = [Row(list(_centre(telling, row, answered))) for row in result.centres.to_dict("records")]
    return Table(
        "table-centres", telling.say("centres caption"), _columns(telling), rows, sortable=True, kind=_long(rows)
    )


def _long(rows: list[Row]) -> str:
    return "long" if len(rows) > MANY else ""


def _columns(telling: Telling) -> list[Any]:
    first = [words(telling.say("the centre")), words(telling.say("kind"))]
    names = ("pooled contacts", "unit cost", "employees", "own contacts", "sold contacts", "running cost")
    last = [column(telling.say("how many municipalities")), words(telling.say("answers for"), wide=True)]
    return [*first, *(column(telling.say(name)) for name in names), *last]


def _centre(telling: Telling, row: Mapping[Any, Any], answered: Mapping[str, str]) -> Iterator[Cell]:
    yield Cell(str(row["centre"]))
    yield Cell(telling.say(KINDS[row["kind"]]))
    yield telling.whole(row["pooled_volume"])
    yield telling.decimal(row["unit_cost_kr"], 2)
    yield telling.whole(row["staffed_fte"])
    yield telling.whole(row["own_volume"])
    yield telling.whole(row["sold_volume"])
    yield telling.millions(row["operation_kr"])
    yield telling.whole(row["municipalities"])
    yield Cell(answered.get(str(row["centre"]), ""), kind="quiet")


def _answered(telling: Telling, result: Result) -> Mapping[str, str]:
    """By centre, the municipalities it answers for that are not its own."""
    rows = result.assignments.drop_duplicates(["municipality", "centre"])
    found: dict[str, list[str]] = {}
    for code, name, centre in zip(rows["municipality"], rows["name"], rows["centre"], strict=True):
        if not is_home(result, code, centre):
            found.setdefault(centre, []).append(name)
    return {centre: ", ".join(sorted(names, key=telling.order)) for centre, names in found.items()}


def binding_table(telling: Telling, result: Result) -> Table | None:
    """A row is a rule that the plan meets with nothing to spare; None when there is none."""
    rules = result.figures.rules_that_bind
    rows = [Row([Cell(_rule(telling, rule)), telling.whole(len(on)), _names(on)]) for rule, on in rules.items()]
    columns = [
        words(telling.say("rule")),
        column(telling.say("count of those bound")),
        words(telling.say("whom"), wide=True),
    ]
    return Table("table-binding", telling.say("binding caption"), columns, rows) if rows else None


def _rule(telling: Telling, rule: str) -> str:
    return telling.say(RULES[rule]) if rule in RULES else rule


def _names(names: list[str]) -> Cell:
    return Cell(", ".join(names), kind="quiet")


def closed_table(telling: Telling, result: Result) -> Table | None:
    """A row is a shared centre that did not open or a host that does not sell: what it takes, what it can reach."""
    found = sorted(unopened(result).items(), key=lambda item: -item[1][1].reaches)
    rows = [
        Row([Cell(centre), Cell(telling.say(TAKES[asked])), *map(telling.whole, (volumes.needs, volumes.reaches))])
        for centre, (asked, volumes) in found
    ]
    first = [words(telling.say("the centre")), words(telling.say("closing what"))]
    columns = [*first, column(telling.say("needs")), column(telling.say("reaches"))]
    table = Table("table-closed", telling.say("closed caption"), columns, rows, sortable=True, kind=_long(rows))
    return table if rows else None
