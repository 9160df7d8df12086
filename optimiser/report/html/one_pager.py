"""The page about one municipality: what it pays, where its tasks are answered, what else there was, in figures.

It is made from the entries of the municipality's JSON, so that every figure of the page is there.
"""

from collections.abc import Iterator

from optimiser.data.instance import Instance
from optimiser.data.settings import Language
from optimiser.report.html import header
from optimiser.report.html.elements import page_table, render, table_if_any
from optimiser.report.html.header import KeyFigure
from optimiser.report.html.stamps import name_period
from optimiser.report.localizer import Localizer, apart_kr, bound_name, counted, rule_words
from optimiser.report.summaries.result import today_changed
from optimiser.report.tables.one_pager import MunicipalityEntries, fill_other_ways, fill_portfolio, fill_ruled_out


def one_pager(told: MunicipalityEntries, instance: Instance, language: Language) -> str:
    """The page of one municipality."""
    localizer, who = Localizer(language), told["municipality"]
    return render(
        "one_pager.html.j2",
        language,
        title=localizer.say("page of a municipality", name=who["name"]),
        subject=header.title(localizer, instance),
        system=localizer.call_system(told["system"]),
        period=name_period(localizer, [instance.settings.year]),
        status=header.outcome(localizer, told["status"], told["gap"]),
        proven=told["status"] == "optimal",
        answer=[pays(localizer, who), *today_changed(localizer, instance), _count_ways(localizer, told)],
        key_figures=list(_key_figures(localizer, who)),
        portfolio=page_table(fill_portfolio(localizer, told, instance), localizer.numbers, localizer.sort_key_of),
        others=table_if_any(fill_other_ways(localizer, told), localizer.numbers, localizer.sort_key_of),
        binding=_tell_binding(localizer, told),
        rules=table_if_any(fill_ruled_out(localizer, told), localizer.numbers, localizer.sort_key_of),
        command=f'optimiser explain RUN "{who["name"]}"',
    )


def pays(localizer: Localizer, who: MunicipalityEntries) -> str:
    """What a municipality pays before and after, in a sentence."""
    return localizer.say(
        "explain pays more" if who["change_kr"] > 0 else "explain pays less",
        name=who["name"],
        after=localizer.numbers.million_kr(who["after_kr"]),
        today=localizer.numbers.million_kr(who["today_kr"]),
        change=localizer.numbers.million_kr(abs(apart_kr(who["after_kr"], who["today_kr"]))),
    )


def _count_ways(localizer: Localizer, told: MunicipalityEntries) -> str:
    count = told["count"]
    return localizer.say(
        "page ways",
        name=told["municipality"]["name"],
        tasks=counted(localizer, "tasks", count["tasks"]),
        contacts=counted(localizer, "contacts", count["contacts"]),
        ways=localizer.numbers.plain(count["alternatives"]),
        proven=localizer.numbers.plain(count["proven"]),
    )


def _key_figures(localizer: Localizer, who: MunicipalityEntries) -> Iterator[KeyFigure]:
    change_kr = apart_kr(who["after_kr"], who["today_kr"])
    amounts_kr = {"page today": who["today_kr"], "page after": who["after_kr"], "page change": change_kr}
    for label, kr in amounts_kr.items():
        yield KeyFigure(localizer.say(label), localizer.numbers.million_kr(kr), "")


def _tell_binding(localizer: Localizer, told: MunicipalityEntries) -> str:
    """The rules that bind the municipality, or the centres that answer it; blank where none does."""
    found = {(rule, about): None for task in told["tasks"] for rule, about in task["binding"].items()}
    bound = [
        localizer.say("explain bound", rule=rule_words(localizer, rule), about=bound_name(localizer, about))
        for rule, about in found
    ]
    return localizer.say("page binding", rules=", ".join(bound)) if bound else ""
