"""The page about one municipality: what it pays, where its tasks are answered, what else there was, in figures.

It is made from the entries of the municipality's JSON, so that every figure of the page is there.
"""

from collections.abc import Iterator

from optimiser.data.instance import Instance
from optimiser.data.settings import Language
from optimiser.report.counting import counted
from optimiser.report.html import opening
from optimiser.report.html.environment import render
from optimiser.report.html.opening import Figure
from optimiser.report.html.table import page_table, table_if_any
from optimiser.report.html.telling import Telling
from optimiser.report.numbers import apart_kr
from optimiser.report.rules import rule_name
from optimiser.report.summary import today_changed
from optimiser.report.tables.one_pager import Told, fill_other_ways, fill_portfolio, fill_ruled_out


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
        portfolio=page_table(fill_portfolio(telling, told, instance), telling.numbers, telling.order),
        others=table_if_any(fill_other_ways(telling, told), telling.numbers, telling.order),
        binding=_binding(telling, told),
        rules=table_if_any(fill_ruled_out(telling, told), telling.numbers, telling.order),
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


def _binding(telling: Telling, told: Told) -> str:
    """The rules that bind the municipality, or the centres that answer it; blank where none does."""
    found = {(rule, about): None for task in told["tasks"] for rule, about in task["binding"].items()}
    bound = [telling.say("explain bound", rule=rule_name(telling, rule), about=about) for rule, about in found]
    return telling.say("page binding", rules=", ".join(bound)) if bound else ""
