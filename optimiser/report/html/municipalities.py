"""Each municipality before and after."""

from collections.abc import Iterator, Mapping
from typing import Any

from optimiser.report.html.centres import centre_name
from optimiser.report.html.table import Cell, Row, Table, column, words
from optimiser.report.html.telling import Telling
from optimiser.result.answering import information_centre
from optimiser.result.result import Result


def municipalities_table(telling: Telling, result: Result) -> Table:
    """A row is a municipality; who pays most more than today stands first."""
    answering = information_centre(result)
    ordered = result.municipalities.sort_values("change_kr", ascending=False, kind="stable")
    rows = [Row(list(_row(telling, row, answering))) for row in ordered.to_dict("records")]
    caption, search = telling.say("municipalities caption"), telling.say("search municipality")
    columns = [*_words(telling), *_numbers(telling)]
    return Table("table-municipalities", caption, columns, rows, sortable=True, search=search, kind="long")


def _words(telling: Telling) -> Iterator[Any]:
    yield words(telling.say("municipality"))
    yield column(telling.say("change in million"), sort="descending")
    yield column(telling.say("change in percent"))
    yield column(telling.say("million today"))
    yield column(telling.say("million after"))
    yield words(telling.say("information answered by"))


def _numbers(telling: Telling) -> Iterator[Any]:
    yield words(telling.say("forms used"))
    yield column(telling.say("places"))
    yield column(telling.say("answered at home"))
    yield column(telling.say("yearly contacts"))
    yield column(telling.say("million invested"))
    yield words(telling.say("region"))


def _row(telling: Telling, row: Mapping[Any, Any], answering: Mapping[str, str]) -> Iterator[Cell]:
    yield Cell(str(row["name"]))
    yield telling.change(row["change_kr"])
    yield telling.change_share(row["change_kr"] / row["today_kr"] if row["today_kr"] else None)
    yield telling.millions(row["today_kr"], 2)
    yield telling.millions(row["after_kr"], 2)
    yield Cell(centre_name(telling, answering[row["code"]]))
    yield Cell(", ".join(telling.say(form) for form in str(row["forms"]).split()), kind="quiet")
    yield telling.whole(row["entry_points"])
    yield telling.percent(row["local_share"], 0)
    yield telling.whole(row["contacts"])
    yield telling.millions(row["investment_kr"])
    yield Cell(str(row["region"]), kind="quiet")
