"""The tables of a page about one municipality: its tasks, what else there was, and what the rules rule out."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from optimiser.data.instance import Instance
from optimiser.data.run_tables import ColumnMeaning
from optimiser.report.localizer import Localizer, rule_words
from optimiser.report.tables.centres import centre_name
from optimiser.report.tables.table import THOUSANDS, WHOLE, FilledTable, OutputColumn, OutputTable, RowValues

MunicipalityEntries = Mapping[str, Any]
"""Entries of the JSON of a municipality, or a part of them."""
NAMED = 6
"""Places named of a long list."""
TASK = OutputColumn("task", ("Opgave", "Task"), ColumnMeaning("the task", "opgaven"))
FORM = OutputColumn("form", ("Form", "Form"), ColumnMeaning("how it is answered", "hvordan den besvares"))
PLACE = OutputColumn("place", ("Sted", "Place"), ColumnMeaning("where it is answered", "hvor den besvares"))


def _more_kr(name: str, title: tuple[str, str], en: str, da: str) -> OutputColumn:
    return OutputColumn(name, title, ColumnMeaning(en, da, "kr./year"), THOUSANDS)


PORTFOLIO = OutputTable(
    "portfolio of a municipality",
    ("Opgaveporteføljen i planen", "The portfolio in the plan"),
    ("en opgave", "a task"),
    (
        TASK,
        OutputColumn(
            "name", ("Hvad det er", "What it is"), ColumnMeaning("its name", "dens navn"), wide=True, kind="quiet"
        ),
        FORM,
        PLACE,
        OutputColumn(
            "contacts",
            ("Henvendelser om året", "Contacts a year"),
            ColumnMeaning("contacts of its citizens", "borgernes henvendelser", "contacts/year"),
            WHOLE,
        ),
    ),
    page=("task", "name", "form", "place", "contacts"),
    page_id="portfolio",
    kind="",
)
OTHER_WAYS = OutputTable(
    "other ways for a municipality",
    ("Hver opgave i en anden form", "Each task in another form"),
    ("en opgave i en anden form, den billigste først", "a task in another form, the cheapest first"),
    (
        TASK,
        FORM,
        PLACE,
        _more_kr(
            "local",
            ("Lokalt", "Locally"),
            "what the plan costs more when this task alone moves there",
            "hvad planen koster mere, når denne opgave alene flyttes dertil",
        ),
        _more_kr(
            "least",
            ("Hele landet, mindst", "Country, at least"),
            "the least that the cheapest plan with the form costs more: proven",
            "hvad den billigste plan med formen mindst koster mere: bevist",
        ),
        _more_kr(
            "most",
            ("Hele landet, højst", "Country, at most"),
            "the most that it costs more: from a plan that was found",
            "hvad den højst koster mere: fra en plan, der er fundet",
        ),
        _more_kr(
            "pays",
            ("Kommunen selv", "The municipality"),
            "what the municipality itself pays more in that plan",
            "hvad kommunen selv betaler mere i den plan",
        ),
        OutputColumn(
            "proof",
            ("Bevist dyrere", "Proven to cost more"),
            ColumnMeaning("whether it is proven that the form costs more", "om det er bevist, at formen er dyrere"),
        ),
        OutputColumn(
            "alone",
            ("Bryder alene", "Breaks alone"),
            ColumnMeaning("the rules that the move alone breaks", "de regler, flytningen alene bryder"),
            wide=True,
            kind="quiet",
        ),
    ),
    page=("task", "form", "place", "local", "least", "most", "pays", "proof", "alone"),
    caption=(
        "Hver opgave i en anden form, 1.000 kr. om året mere end planen",
        "Each task in another form, 1,000 kr. a year more than the plan",
    ),
    page_id="others",
    kind="",
)
RULED_OUT = OutputTable(
    "places ruled out",
    ("Steder, som en regel udelukker", "Places that a rule excludes"),
    ("det, der udelukker de samme steder", "what excludes the same places"),
    (
        OutputColumn(
            "rule",
            ("Regel", "Rule"),
            ColumnMeaning("the rule, and where the law says so", "reglen, og hvor det står i loven"),
            wide=True,
        ),
        OutputColumn(
            "tasks", ("Opgaver", "Tasks"), ColumnMeaning("the tasks it applies to", "de opgaver, den gælder for")
        ),
        OutputColumn(
            "count",
            ("Antal steder", "How many places"),
            ColumnMeaning("places it excludes", "steder, den udelukker"),
            WHOLE,
        ),
        OutputColumn(
            "places", ("Steder", "Places"), ColumnMeaning("which they are", "hvilke det er"), wide=True, kind="quiet"
        ),
    ),
    page=("rule", "tasks", "count", "places"),
    page_id="rules",
    kind="",
)
TABLES = (PORTFOLIO, OTHER_WAYS, RULED_OUT)


def fill_portfolio(localizer: Localizer, told: MunicipalityEntries, instance: Instance) -> FilledTable:
    """Return where each task is answered, in which form, and how many contacts."""
    return FilledTable(PORTFOLIO, [_tell_task(localizer, task, instance) for task in told["tasks"]])


def _tell_task(localizer: Localizer, task: MunicipalityEntries, instance: Instance) -> RowValues:
    row = instance.tasks[task["task"]]
    return {
        **{
            "task": task["task"],
            "name": localizer.choose_name(row.name_da, row.name_en, ""),
            "form": localizer.say(task["form"]),
        },
        **{"place": centre_name(localizer, task["centre"]), "contacts": task["contacts"]},
    }


def fill_other_ways(localizer: Localizer, told: MunicipalityEntries) -> FilledTable:
    """Return each task in another form; the cheapest for the country first within each task."""
    return FilledTable(
        OTHER_WAYS, [_tell_other_way(localizer, task, one) for task in told["tasks"] for one in task["alternatives"]]
    )


def _tell_other_way(localizer: Localizer, task: MunicipalityEntries, one: MunicipalityEntries) -> RowValues:
    local, system = one["local"], one["system"]
    rules = dict.fromkeys(breach["rule"] for breach in local["breaches"])
    return {
        **{"task": task["task"], "form": localizer.say(one["form"]), "place": centre_name(localizer, one["centre"])},
        **{"local": local["difference_kr"], "least": system["least_kr"], "most": system["most_kr"]},
        **{"pays": system["pays_kr"], "proof": localizer.say(_name_proof(system))},
        "alone": ", ".join(rule_words(localizer, rule) for rule in rules),
    }


def _name_proof(system: MunicipalityEntries) -> str:
    """How far it is proven that the form is dearer."""
    if system["difference_kr"] is None:
        return "page no plan" if system["status"] == "infeasible" else "page not found"
    if system["proven"]:
        return "page yes"
    return "page no" if system["status"] == "optimal" else "page between"


def fill_ruled_out(localizer: Localizer, told: MunicipalityEntries) -> FilledTable:
    """Return what refuses the same places, with the tasks for which it does."""
    tasks: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for task in told["tasks"]:
        for rules, places in _refused_places(localizer, task).items():
            tasks[rules, tuple(places)].append(task["task"])
    rows = [
        {"rule": rules, "tasks": ", ".join(of), "count": len(places), "places": localizer.join_some(places, NAMED)}
        for (rules, places), of in tasks.items()
    ]
    return FilledTable(RULED_OUT, rows)


def _refused_places(localizer: Localizer, task: MunicipalityEntries) -> Mapping[str, Sequence[str]]:
    """The places that rules refuse, by these rules."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in task["ruled_out"]:
        short = next((rule["short"] for rule in one["rules"] if rule["short"]), None)
        found["; ".join(_cited_rule(localizer, rule) for rule in one["rules"])] += (
            _short_place(localizer, place, short) for place in one["places"]
        )
    return found


def _cited_rule(localizer: Localizer, rule: MunicipalityEntries) -> str:
    """A rule that rules a place out, and where the law says so."""
    name, citations = rule_words(localizer, rule["rule"]), "; ".join(map(localizer.tell_source, rule["citations"]))
    return localizer.say("explain cited", rule=name, citations=citations) if citations else name


def _short_place(localizer: Localizer, centre: str, short: MunicipalityEntries | None) -> str:
    """A place, and what it lacks where it is too small."""
    place = centre_name(localizer, centre)
    if short is None:
        return place
    reaches, needs = (localizer.numbers.millions(short[end], 2) for end in ("reaches", "needs"))
    return localizer.say("explain short", place=place, reaches=reaches, needs=needs)
