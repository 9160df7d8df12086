"""What the maps say of a municipality in words: its portfolio, and what it pays."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import groupby

from optimiser.data.instance import Instance
from optimiser.data.run_tables import MunicipalityLine
from optimiser.data.settings import Language
from optimiser.report.numbers import Numbers
from optimiser.report.phrases import phrase
from optimiser.result.result import Result

ANSWERED = {
    "unchanged": "hover unchanged",
    "local": "hover local",
    "purchased": "hover purchased",
    "regional": "hover regional",
    "external": "hover external",
}
"""The phrase for what is answered in each form."""


def hover_texts(result: Result, language: Language) -> Mapping[str, str]:
    """By municipal code: its name, contacts, who answers which levels, what it pays before and after; lines."""
    answers = _answers(result, language)
    return {
        line.code: "\n".join([_name(line, language), *answers[line.code], _pays(line, language)])
        for line in result.lines.municipalities
    }


def _name(line: MunicipalityLine, language: Language) -> str:
    return phrase("hover contacts", language, name=line.name, contacts=Numbers(language).plain(line.contacts))


def _pays(line: MunicipalityLine, language: Language) -> str:
    numbers = Numbers(language)
    before, after = numbers.millions(line.today_kr), numbers.million_kr(line.after_kr)
    return phrase("hover pays", language, today=before, after=after)


def _answers(result: Result, language: Language) -> Mapping[str, list[str]]:
    """By municipal code, a line for each form and centre that answers its citizens, by level."""
    tasks: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for line in sorted(result.lines.assignments, key=lambda line: (line.municipality, line.level)):
        tasks[line.municipality, line.form, line.centre].append(line.task)
    lines: dict[str, list[str]] = defaultdict(list)
    for (code, form, centre), names in tasks.items():
        levels = levels_in_words(result.instance, names, language)
        lines[code].append(phrase(ANSWERED[form], language, levels=levels, centre=centre))
    return lines


def levels_in_words(instance: Instance, tasks: Iterable[str], language: Language) -> str:
    """Which levels the tasks are: levels 1–6; with the service area where the instance has areas."""
    levels: dict[str, set[int]] = defaultdict(set)
    for task in tasks:
        levels[instance.tasks[task].service_area].add(instance.tasks[task].level)
    return ", ".join(f"{area} {_levels(found, language)}".strip() for area, found in levels.items())


def _levels(levels: Collection[int], language: Language) -> str:
    return phrase("hover level" if len(levels) == 1 else "hover levels", language, levels=_ranges(levels))


def _ranges(levels: Collection[int]) -> str:
    """1–4, 6: levels that follow each other are told as a range."""
    ordered = sorted(levels)
    runs = [[level for _, level in run] for _, run in groupby(enumerate(ordered), lambda pair: pair[1] - pair[0])]
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
