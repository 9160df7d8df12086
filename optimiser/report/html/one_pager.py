"""The page about one municipality: what it pays, where its tasks are answered, what else there was, in figures.

It is made from the entries of the municipality's JSON, so that every figure of the page is there.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from optimiser.data.instance import Instance
from optimiser.data.settings import Language
from optimiser.planning.routes import DEPARTMENTS
from optimiser.report.counting import counted
from optimiser.report.html import opening
from optimiser.report.html.environment import render
from optimiser.report.html.opening import Figure
from optimiser.report.html.table import Cell, Row, Table, column, words
from optimiser.report.html.telling import Telling
from optimiser.report.numbers import apart_kr
from optimiser.report.rules import rule_name
from optimiser.report.summary import today_changed

Told = Mapping[str, Any]
"""Entries of the JSON of a municipality, or a part of them."""
NAMED = 6
"""Places named of a long list."""


def one_pager(told: Told, instance: Instance, language: Language) -> str:
    """The page of one municipality."""
    telling, who = Telling(language), told["municipality"]
    return render(
        "one_pager.html.j2",
        language,
        title=telling.say("page of a municipality", name=who["name"]),
        subject=opening.title(telling, instance),
        system=told["system"],
        year=instance.settings.year,
        status=opening.outcome(telling, told["status"], told["gap"]),
        proven=told["status"] == "optimal",
        answer=[pays(telling, who), *today_changed(telling, instance), _ways(telling, told)],
        key_figures=list(_key_figures(telling, who)),
        portfolio=_portfolio(telling, told, instance),
        others=_others(telling, told),
        binding=_binding(telling, told),
        rules=_rules(telling, told),
        command=f'optimiser explain RUN "{who["name"]}"',
    )


def pays(telling: Telling, who: Told) -> str:
    """What a municipality pays before and after, in a sentence."""
    return telling.say(
        "explain pays more" if who["change_kr"] > 0 else "explain pays less",
        name=who["name"],
        after=telling.numbers.million_kr(who["after_kr"]),
        today=telling.numbers.million_kr(who["today_kr"]),
        change=telling.numbers.million_kr(abs(apart_kr(who["after_kr"], who["today_kr"]))),
    )


def _ways(telling: Telling, told: Told) -> str:
    count = told["count"]
    return telling.say(
        "page ways",
        name=told["municipality"]["name"],
        tasks=counted(telling, "tasks", count["tasks"]),
        contacts=counted(telling, "contacts", count["contacts"]),
        ways=telling.numbers.plain(count["alternatives"]),
        proven=telling.numbers.plain(count["proven"]),
    )


def _key_figures(telling: Telling, who: Told) -> Iterator[Figure]:
    change_kr = apart_kr(who["after_kr"], who["today_kr"])
    amounts_kr = {"page today": who["today_kr"], "page after": who["after_kr"], "page change": change_kr}
    for label, kr in amounts_kr.items():
        yield Figure(telling.say(label), telling.numbers.million_kr(kr), "")


def _portfolio(telling: Telling, told: Told, instance: Instance) -> Table:
    """A row is a task: where it is answered, in which form, how many contacts."""
    columns = [words(telling.say("page task")), words(telling.say("page task name"), wide=True)]
    columns += [words(telling.say("page form")), words(telling.say("page place")), column(telling.say("page contacts"))]
    rows = [Row(list(_task(telling, task, instance))) for task in told["tasks"]]
    return Table("table-portfolio", telling.say("page portfolio caption"), columns, rows)


def _task(telling: Telling, task: Told, instance: Instance) -> Iterator[Cell]:
    row = instance.tasks[task["task"]]
    yield Cell(task["task"])
    yield Cell(telling.name(row.name_da, row.name_en, ""), kind="quiet")
    yield Cell(telling.say(task["form"]))
    yield Cell(_place(telling, task["centre"]))
    yield telling.whole(task["contacts"])


def _others(telling: Telling, told: Told) -> Table | None:
    """A row is a task in another form; the cheapest for the country first within each task."""
    names = ("page local", "page least", "page most", "page pays")
    columns = [words(telling.say(name)) for name in ("page task", "page form", "page place")]
    columns += [column(telling.say(name)) for name in names]
    columns += [words(telling.say("page proof")), words(telling.say("page alone"), wide=True)]
    rows = [Row(list(_other(telling, task, one))) for task in told["tasks"] for one in task["alternatives"]]
    return Table("table-others", telling.say("page others caption"), columns, rows) if rows else None


def _other(telling: Telling, task: Told, one: Told) -> Iterator[Cell]:
    local, system = one["local"], one["system"]
    rules = dict.fromkeys(breach["rule"] for breach in local["breaches"])
    yield Cell(task["task"])
    yield Cell(telling.say(one["form"]))
    yield Cell(_place(telling, one["centre"]))
    yield _thousands(telling, local["difference_kr"])
    yield _thousands(telling, system["least_kr"])
    yield _thousands(telling, system["most_kr"])
    yield _thousands(telling, system["pays_kr"])
    yield Cell(telling.say(_proof(system)))
    yield Cell(", ".join(rule_name(telling, rule) for rule in rules), kind="quiet")


def _proof(system: Told) -> str:
    """How far it is proven that the form is dearer."""
    if system["difference_kr"] is None:
        return "page no plan" if system["status"] == "infeasible" else "page not found"
    if system["proven"]:
        return "page yes"
    return "page no" if system["status"] == "optimal" else "page between"


def _binding(telling: Telling, told: Told) -> str:
    """The rules that bind the municipality, or the centres that answer it; blank where none does."""
    found = {(rule, about): None for task in told["tasks"] for rule, about in task["binding"].items()}
    bound = [telling.say("explain bound", rule=rule_name(telling, rule), about=about) for rule, about in found]
    return telling.say("page binding", rules=", ".join(bound)) if bound else ""


def _rules(telling: Telling, told: Told) -> Table | None:
    """A row is what refuses the same places, with the tasks for which it does."""
    tasks: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for task in told["tasks"]:
        for rules, places in _refused(telling, task).items():
            tasks[rules, tuple(places)].append(task["task"])
    columns = [words(telling.say("page rule"), wide=True), words(telling.say("page tasks"))]
    columns += [column(telling.say("page number")), words(telling.say("page places"), wide=True)]
    rows = [
        Row(
            [
                Cell(rules),
                Cell(", ".join(of)),
                telling.whole(len(places)),
                Cell(telling.some(places, NAMED), kind="quiet"),
            ]
        )
        for (rules, places), of in tasks.items()
    ]
    return Table("table-rules", telling.say("page rules caption"), columns, rows) if rows else None


def _refused(telling: Telling, task: Told) -> Mapping[str, Sequence[str]]:
    """The places that rules refuse, by these rules."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in task["ruled_out"]:
        short = next((rule["short"] for rule in one["rules"] if rule["short"]), None)
        found["; ".join(_rule(telling, rule) for rule in one["rules"])] += (
            _short(telling, place, short) for place in one["places"]
        )
    return found


def _rule(telling: Telling, rule: Told) -> str:
    """A rule that rules a place out, and where the law says so."""
    name, citations = rule_name(telling, rule["rule"]), "; ".join(rule["citations"])
    return telling.say("explain cited", rule=name, citations=citations) if citations else name


def _short(telling: Telling, centre: str, short: Told | None) -> str:
    """A place, and what it lacks where it is too small."""
    if short is None:
        return _place(telling, centre)
    reaches, needs = (telling.numbers.millions(short[end], 2) for end in ("reaches", "needs"))
    return telling.say("explain short", place=centre, reaches=reaches, needs=needs)


def _place(telling: Telling, centre: str) -> str:
    return telling.say("departments") if centre == DEPARTMENTS else centre


def _thousands(telling: Telling, amount_kr: float | None) -> Cell:
    return Cell(telling.numbers.thousands(amount_kr), amount_kr)
